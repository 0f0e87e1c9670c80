//! Bodies and views of cases.

use campus::{location::LocationRef, person::PersonRef};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::validate::{one_line, plain_text};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    Category,
    model::{CaseId, Channel},
    phase::{CommandKind, Damage, State, WaitingOn},
};

/// One of the big buttons.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RepairCategoryView)]
pub struct CategoryView {
    pub code: Category,
    pub title: String,
    /// The one question that makes it urgent; `null` where nothing can be dangerous.
    pub danger_question: Option<String>,
}

/// A row of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseRow {
    pub id: CaseId,
    #[schema(example = "BX20260901-0007")]
    pub number: String,
    pub state: State,
    /// The state as it is said: `已派王师傅`.
    pub state_text: String,
    pub category: Category,
    pub category_title: String,
    pub location: LocationRef,
    pub text: String,
    pub danger: bool,
    pub priority: i64,
    pub reporter_name: String,
    /// Who has to act next; `null`: the logistics office, or nobody when it is over.
    pub owner: Option<PersonRef>,
    pub worker: Option<PersonRef>,
    pub reported_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// The day promised while it waits or is put off.
    pub expected_on: Option<NaiveDate>,
    /// Open longer than its priority allows (danger one day, lessons two, usual four).
    pub late: bool,
    pub version: i64,
}

/// One case, whole.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseView {
    #[serde(flatten)]
    pub row: CaseRow,
    pub reporter: Option<PersonRef>,
    /// Only for those who repair or dispatch.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub reporter_phone: Option<String>,
    pub channel: Channel,
    /// Who typed it for somebody else.
    pub entered_by: Option<PersonRef>,
    pub happened_at: DateTime<Utc>,
    /// Written down on a later day than it happened.
    pub late_entry: bool,
    pub assigned_at: Option<DateTime<Utc>>,
    pub started_at: Option<DateTime<Utc>>,
    pub note: Option<String>,
    pub done_at: Option<DateTime<Utc>>,
    pub done_by: Option<PersonRef>,
    pub work_note: Option<String>,
    pub damage: Option<Damage>,
    /// When silence accepts; `null` where a person must.
    pub auto_close_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub auto_accepted: bool,
    pub reason: Option<String>,
    pub refusals: i64,
    pub previous_case_id: Option<Uuid>,
    pub asset_id: Option<Uuid>,
    pub joiners: Vec<JoinerView>,
    pub allowed_actions: Vec<AllowedAction>,
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
pub struct AllowedAction {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JoinerView {
    pub name: String,
    pub at: DateTime<Utc>,
    pub text: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineEntry {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub actor_name: String,
    /// `person`, `public`, `system` …
    pub actor_kind: String,
    pub action: String,
    /// The act and its reason or name, in the caller's language.
    pub text: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CaseTotals {
    pub count: i64,
    /// Cases in each state that has any.
    pub by_state: std::collections::BTreeMap<String, i64>,
    pub late: i64,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    #[garde(skip)]
    pub category: Category,
    /// The answer to the danger question.
    #[serde(default)]
    #[garde(skip)]
    pub danger: bool,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportBody {
    #[garde(skip)]
    pub location_id: Uuid,
    /// Several faults of one room in one go; each becomes a case.
    #[garde(length(min = 1, max = 9), dive)]
    pub faults: Vec<Fault>,
    #[serde(default)]
    #[garde(length(chars, max = 4000), custom(plain_text))]
    #[schema(example = "第三排桌腿断了")]
    pub text: Option<String>,
    #[serde(default)]
    #[garde(skip)]
    pub asset_id: Option<Uuid>,
    #[serde(default)]
    #[garde(dive)]
    pub on_behalf: Option<OnBehalf>,
    /// When it happened, if not now: entering yesterday's slip is a late entry.
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    #[garde(skip)]
    pub happened_at: Option<DateTime<Utc>>,
    #[serde(default)]
    #[garde(dive)]
    pub fixed_on_the_spot: Option<Finish>,
    /// Photos of what is broken, uploaded by the caller; each case of the report shows them.
    #[serde(default)]
    #[garde(length(max = 9))]
    #[schema(max_items = 9)]
    pub upload_ids: Vec<Uuid>,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OnBehalf {
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    pub name: String,
    #[serde(default)]
    #[garde(length(chars, max = 30), custom(one_line))]
    pub phone: Option<String>,
    #[garde(skip)]
    pub channel: Channel,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Finish {
    #[serde(default)]
    #[garde(length(chars, max = 4000), custom(plain_text))]
    pub work_note: Option<String>,
    #[garde(skip)]
    pub damage: Damage,
    /// Photos of how it is now, uploaded by the caller.
    #[serde(default)]
    #[garde(length(max = 9))]
    #[schema(max_items = 9)]
    pub upload_ids: Vec<Uuid>,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Join {
    #[serde(default)]
    #[garde(length(chars, max = 4000), custom(plain_text))]
    pub text: Option<String>,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Triage {
    #[garde(range(min = 1, max = 4))]
    pub priority: i64,
    #[serde(default, deserialize_with = "kernel::extract::given")]
    #[garde(skip)]
    #[schema(nullable = false)]
    pub danger: Option<bool>,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assign {
    #[garde(skip)]
    pub worker_id: Uuid,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Wait {
    #[garde(skip)]
    pub on: WaitingOn,
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    #[garde(skip)]
    pub until: Option<NaiveDate>,
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "买 DN20 水龙头")]
    pub note: String,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Defer {
    #[serde(deserialize_with = "kernel::calendar::in_calendar")]
    #[garde(skip)]
    pub until: NaiveDate,
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    pub reason: String,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "还在漏")]
    pub reason: String,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MaybeReason {
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(one_line))]
    pub reason: Option<String>,
}

/// A step that needs nothing but the step.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListView {
    All,
    /// Cases where the caller has to act next.
    WaitingForMe,
    AssignedToMe,
    ReportedByMe,
    /// Open and in nobody's hands yet.
    Unassigned,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListCases {
    #[param(inline)]
    pub view: Option<ListView>,
    /// States, joined by commas; `open` stands for all that are not over.
    pub state: Option<String>,
    /// Categories, joined by commas.
    pub category: Option<String>,
    /// A place and everything below it.
    pub location_id: Option<Uuid>,
    pub worker_id: Option<Uuid>,
    /// A case number or its beginning.
    pub q: Option<String>,
    /// `-reported_at` (newest first, the default) or `reported_at`.
    pub sort: Option<String>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct WorkerView {
    pub id: Uuid,
    pub name: String,
    pub open_cases: i64,
}

/// What waits for somebody; shown with what waits elsewhere.
#[derive(Debug, Default)]
pub struct Summary {
    pub waiting_for_me: i64,
    pub assigned_to_me: i64,
    pub my_open_reports: i64,
    /// Open and in nobody's hands; only for those who assign.
    pub unassigned: Option<i64>,
}
