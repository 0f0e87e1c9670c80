//! Ids: UUID version 7, in the order of creation, from the product's own clock; and typed ids.

use std::sync::Arc;

use uuid::{ContextV7, Timestamp, Uuid};

use crate::Clock;

/// Makes ids. Clones share the counter that keeps ids of the same millisecond in order.
#[derive(Debug, Clone)]
pub struct Ids {
    clock: Clock,
    context: Arc<std::sync::Mutex<ContextV7>>,
}

impl Ids {
    pub fn new(clock: Clock) -> Self {
        Self { clock, context: Arc::new(std::sync::Mutex::new(ContextV7::new().with_additional_precision())) }
    }

    /// A new id, later than every id this process made before at an earlier or the same instant.
    pub fn next(&self) -> Uuid {
        let now = self.clock.now();
        let context = self.context.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        Uuid::new_v7(Timestamp::from_unix(&*context, seconds, now.timestamp_subsec_nanos()))
    }
}

/// Declares typed ids: `typed_id!(CaseId, "a repair case")`. On the wire a typed id is a plain UUID.
#[macro_export]
macro_rules! typed_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ::serde::Serialize, ::serde::Deserialize, ::utoipa::ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = ::uuid::Uuid)]
        pub struct $name(pub ::uuid::Uuid);

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
        impl From<::uuid::Uuid> for $name {
            fn from(id: ::uuid::Uuid) -> Self {
                Self(id)
            }
        }
        impl From<$name> for ::uuid::Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}
