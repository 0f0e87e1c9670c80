//! Views of the inbox.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeView {
    pub id: Uuid,
    /// What kind of news, as in the preferences.
    #[schema(example = "repair_case.assigned")]
    pub topic: String,
    #[schema(example = "派给您：致远楼 203 的灯/风扇（BX20261124-0001）")]
    pub text: String,
    pub urgent: bool,
    #[schema(example = "repair_case")]
    pub subject_kind: String,
    pub subject_id: Uuid,
    /// Path of the page that shows it.
    #[schema(example = "/repairs/0193…")]
    pub link: String,
    pub created_at: DateTime<Utc>,
    pub read_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListNotices {
    /// `true`: only what was not read yet.
    pub unread: Option<bool>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

/// How many were marked.
#[derive(Debug, Serialize, ToSchema)]
pub struct MarkedRead {
    pub marked: u64,
}

/// Nothing but the act.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MarkRead)]
pub struct Nothing {}
