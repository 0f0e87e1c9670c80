//! Bodies and views of meetings.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{calendar::in_calendar, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::book::dto::Struck;

/// A meeting that was held.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CanteenMeetingBody)]
pub struct MeetingBody {
    /// Today, where it is not said.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub held_on: Option<NaiveDate>,
    /// Who led it; the caller, where it is not said.
    #[serde(default)]
    #[garde(skip)]
    pub chair_id: Option<Uuid>,
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "校长、总务主任、食堂管理员、食品安全员")]
    pub attendees: String,
    /// What went wrong in the month; that nothing did is said too.
    #[garde(length(chars, min = 1, max = 2000), custom(one_line))]
    #[schema(example = "冷藏柜 11 月 12 日温度偏高一次")]
    pub problems: String,
    #[garde(length(chars, min = 1, max = 2000), custom(one_line))]
    #[schema(example = "更换密封条，食堂管理员负责，本周完成")]
    pub decisions: String,
    /// When the next one is.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub next_on: Option<NaiveDate>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenMeetingView)]
pub struct MeetingView {
    pub id: Uuid,
    pub held_on: NaiveDate,
    pub chair: PersonRef,
    pub attendees: String,
    pub problems: String,
    pub decisions: String,
    pub next_on: Option<NaiveDate>,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
    /// Written down on a later day.
    pub late: bool,
    pub struck: Option<Struck>,
    /// Whether the caller may strike it out.
    pub may_strike: bool,
    pub version: i64,
}
