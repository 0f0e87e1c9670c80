//! Notices: what people are told, in their inbox and outside the house.
//!
//! Features know nothing of this crate. They tell news to the outbox (`kernel::outbox`); [`receive`] turns them into notices for the
//! people concerned ([`inbox`]) and into messages ([`delivery`]) for the school's groups, hooks and mail ([`channel`]), as each
//! [`preference`] says. Whatever leaves the house leaves it through [`outbound`].

pub mod channel;
pub mod delivery;
mod error;
pub mod event;
pub mod inbox;
mod letter;
pub mod outbound;
pub mod permissions;
pub mod preference;
mod receive;
pub mod retention;
mod timing;

use std::sync::Arc;

use kernel::{Db, jobs::Work, outbox::Subscriber, outbox::TopicCatalogue};
use utoipa_axum::router::OpenApiRouter;

pub use delivery::housekeeping;
pub use error::NoticeError;
pub use outbound::Outbound;
pub use receive::Post;

/// What the routes and the work of this crate stand on.
#[derive(Debug, Clone)]
pub struct Notices {
    pub(crate) db: Db,
    pub(crate) topics: TopicCatalogue,
    pub(crate) out: Outbound,
}

impl Notices {
    pub const fn new(db: Db, topics: TopicCatalogue, out: Outbound) -> Self {
        Self { db, topics, out }
    }

    /// Who wants the news of all features.
    pub fn subscriber(&self) -> Arc<dyn Subscriber> {
        Arc::new(Post::new(self.topics))
    }

    /// Who sends.
    pub fn work(&self) -> Arc<dyn Work> {
        Arc::new(delivery::Deliver::new(self.clone()))
    }
}

/// The routes of this feature, under `/api/v1`.
pub fn routes(notices: &Notices) -> OpenApiRouter {
    OpenApiRouter::new()
        .merge(inbox::routes(notices))
        .merge(preference::routes(notices))
        .merge(channel::routes(notices))
        .merge(delivery::routes(notices))
}
