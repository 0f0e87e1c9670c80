//! Views of what is kept how long.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// One kind of data, how long it is kept, and what its rule last did.
#[derive(Debug, Serialize, ToSchema)]
pub struct RetentionView {
    /// The policy value to set; `null` for what no school can change.
    #[schema(example = "retention.notices_days")]
    pub key: Option<String>,
    pub title: String,
    /// Days; `null` for what is never removed.
    pub days: Option<i64>,
    /// The fewest days that may be set.
    pub floor: Option<i64>,
    /// The law or the promise that says so.
    pub source: String,
    pub ran_at: Option<DateTime<Utc>>,
    /// Rows that went the last time that anything did.
    pub removed: i64,
    pub removed_at: Option<DateTime<Utc>>,
    pub total: i64,
}
