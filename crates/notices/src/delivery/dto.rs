//! Views of the log of messages.

use campus::person::PersonRef;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Why a message was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = NoticeDeliveryWhat)]
pub enum What {
    Event,
    Digest,
    Test,
}

impl What {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Digest => "digest",
            Self::Test => "test",
        }
    }

    pub fn of(key: &str) -> Self {
        [Self::Digest, Self::Test].into_iter().find(|what| what.key() == key).unwrap_or(Self::Event)
    }
}

/// How a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = NoticeDeliveryStatus)]
pub enum Status {
    /// For its time, or for the next try.
    Waiting,
    Sent,
    /// Given up after a day and a half.
    Failed,
    /// Nobody wanted it any more: the channel was turned off, or the person left.
    Dropped,
}

impl Status {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Dropped => "dropped",
        }
    }

    pub fn of(key: &str) -> Self {
        [Self::Sent, Self::Failed, Self::Dropped].into_iter().find(|status| status.key() == key).unwrap_or(Self::Waiting)
    }
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NoticeDeliveryView)]
pub struct DeliveryView {
    /// Receivers get it as `Steward-Delivery`; one that comes twice is the same message.
    pub id: Uuid,
    pub channel_id: Uuid,
    pub channel_name: String,
    /// Whose mail it is.
    pub person: Option<PersonRef>,
    pub what: What,
    pub status: Status,
    /// Times that it was tried.
    pub attempts: i64,
    pub next_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListDeliveries {
    pub channel_id: Option<Uuid>,
    #[param(inline)]
    pub status: Option<Status>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

/// Nothing but the act.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SendNow)]
pub struct Nothing {}
