//! Body and view of what a person wants to hear of.

use kernel::validate::one_line;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether somebody gets mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = NoticeMail)]
pub enum Mail {
    Off,
    /// What is unread, at the hours of the school's digests; what is urgent, at once.
    Digest,
    AtOnce,
}

impl Mail {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Digest => "digest",
            Self::AtOnce => "at_once",
        }
    }

    pub fn of(key: &str) -> Self {
        [Self::Digest, Self::AtOnce].into_iter().find(|mail| mail.key() == key).unwrap_or(Self::Off)
    }
}

/// A kind of news.
#[derive(Debug, Serialize, ToSchema)]
pub struct TopicView {
    pub key: String,
    pub title: String,
    /// Urgent news cannot be muted and keep no quiet hours.
    pub urgent: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct NoticePreferenceView {
    pub mail: Mail,
    pub mail_address: Option<String>,
    /// Nothing but what is urgent is mailed between these times of the day; without them the school's hours hold.
    #[schema(example = "21:30")]
    pub quiet_from: Option<String>,
    #[schema(example = "06:30")]
    pub quiet_until: Option<String>,
    /// Topics that do not come into the inbox.
    pub muted: Vec<String>,
    /// Every topic there is.
    pub topics: Vec<TopicView>,
    /// Whether the school sends mail at all.
    pub mail_available: bool,
    /// 0 for somebody who never chose.
    pub version: i64,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetNoticePreference {
    #[garde(skip)]
    pub mail: Mail,
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    pub mail_address: Option<String>,
    #[serde(default)]
    #[garde(length(chars, max = 5), custom(one_line))]
    pub quiet_from: Option<String>,
    #[serde(default)]
    #[garde(length(chars, max = 5), custom(one_line))]
    pub quiet_until: Option<String>,
    #[serde(default)]
    #[garde(length(max = 200), inner(length(chars, min = 1, max = 80), custom(one_line)))]
    pub muted: Vec<String>,
}
