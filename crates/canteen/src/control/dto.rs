//! The view of a canteen's control.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use inspections::round::phase::State;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Check;
use crate::{meeting::dto::MeetingView, site::dto::CanteenRef};

/// The checks, their latest rounds, and the meetings of a canteen.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenControl)]
pub struct ControlView {
    pub canteen: CanteenRef,
    /// The checks that are set up; both or none, unless something went wrong in between.
    pub checks: Vec<CheckView>,
    /// The rounds of the last five weeks, newest first.
    pub rounds: Vec<CheckRound>,
    /// Newest first; what was struck out too.
    pub meetings: Vec<MeetingView>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenCheck)]
pub struct CheckView {
    pub check: Check,
    pub title: String,
    /// Of inspections.
    pub plan_id: Uuid,
}

/// A round of a check, as far as the canteen tells of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CanteenCheckRound)]
pub struct CheckRound {
    /// Of inspections.
    pub id: Uuid,
    #[schema(example = "XJ20261124-0001")]
    pub number: String,
    pub check: Check,
    pub due_on: NaiveDate,
    pub due_until: DateTime<Utc>,
    pub state: State,
    pub state_text: String,
    pub held_by: Option<PersonRef>,
    pub happened_at: Option<DateTime<Utc>>,
    /// Written down late.
    pub late: bool,
    /// The report of nothing: 零风险报告.
    pub nothing_found: bool,
    /// Who is not of the canteen and signed second.
    pub signed_by: Option<PersonRef>,
    /// Who is asked to, where it is held and waits for that.
    pub to_sign: Option<PersonRef>,
    pub faults: i64,
    /// Whether the caller can open it under inspections.
    pub opens: bool,
}
