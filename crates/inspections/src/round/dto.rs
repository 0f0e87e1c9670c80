//! Bodies and views of rounds.

use std::collections::BTreeMap;

use campus::{location::LocationRef, person::PersonRef};
use chrono::{DateTime, NaiveDate, Utc};
use files::attachment::{AttachmentView, Size};
use kernel::{
    calendar::in_calendar,
    validate::{one_line, plain_text},
};
use repairs::case::Category;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    model::RoundId,
    phase::{CommandKind, State},
    sample::SampleOf,
};
use crate::{
    Reading,
    checklist::{Item, item::Outcome},
    plan::{
        CheckKind, Level,
        dto::{ChecklistRef, RoleRef},
    },
};

/// A round that no plan asked for.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionRoundBody)]
pub struct NewRound {
    #[garde(skip)]
    pub checklist_id: Uuid,
    /// A place and everything below it; left out: the whole school.
    #[serde(default)]
    #[garde(skip)]
    pub location_id: Option<Uuid>,
    #[garde(skip)]
    pub check_kind: CheckKind,
    #[garde(skip)]
    pub level: Level,
    /// The day on which it was held, if not today: a slip that is entered later.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub on: Option<NaiveDate>,
    /// Of a spot check that begins now: what it looks at is drawn by chance.
    #[serde(default)]
    #[garde(dive)]
    pub sample: Option<SampleBody>,
}

/// How many of what are drawn, within the round's place.
#[derive(Debug, Clone, Copy, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionSampleBody)]
pub struct SampleBody {
    #[garde(skip)]
    pub of: SampleOf,
    #[garde(range(min = 1, max = 50))]
    pub size: i64,
}

/// A fault seen on a round; it becomes a repair in the same act.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionFindingBody)]
pub struct FindingBody {
    #[garde(skip)]
    pub location_id: Uuid,
    #[garde(skip)]
    pub category: Category,
    /// The answer to the danger question.
    #[serde(default)]
    #[garde(skip)]
    pub danger: bool,
    #[serde(default)]
    #[garde(length(chars, max = 4000), custom(plain_text))]
    #[schema(example = "第二盏灯不亮")]
    pub text: Option<String>,
    /// When it was seen, if not now.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_at: Option<DateTime<Utc>>,
    /// Photos, uploaded by the caller; the repair shows them.
    #[serde(default)]
    #[garde(length(max = 9))]
    #[schema(max_items = 9)]
    pub upload_ids: Vec<Uuid>,
}

/// What was seen on a round, whole.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionSubmission)]
pub struct SubmitBody {
    #[serde(default)]
    #[garde(length(max = 100), dive)]
    #[schema(max_items = 100)]
    pub answers: Vec<AnswerBody>,
    /// Said in so many words: an empty record is none. What asks for a yes is then answered with yes where nothing is said to it.
    #[serde(default)]
    #[garde(skip)]
    pub nothing_found: bool,
    #[serde(default)]
    #[garde(length(chars, max = 2000), custom(plain_text))]
    pub remark: Option<String>,
    /// When it was held, if not now.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_at: Option<DateTime<Utc>>,
    /// Who held it, where somebody else enters the slip.
    #[serde(default)]
    #[garde(skip)]
    pub performed_by: Option<Uuid>,
    /// Who is asked to sign second, where the checklist wants it.
    #[serde(default)]
    #[garde(skip)]
    pub second_signer_id: Option<Uuid>,
    /// Photos or a scan of the slip, uploaded by the caller.
    #[serde(default)]
    #[garde(length(max = 9))]
    #[schema(max_items = 9)]
    pub upload_ids: Vec<Uuid>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionAnswerBody)]
pub struct AnswerBody {
    #[garde(range(min = 1, max = 100))]
    pub item_no: i64,
    #[serde(default)]
    #[garde(skip)]
    pub yes: Option<bool>,
    #[serde(default)]
    #[garde(skip)]
    pub number: Option<Reading>,
    #[serde(default)]
    #[garde(length(chars, max = 1000), custom(plain_text))]
    pub text: Option<String>,
    #[serde(default)]
    #[garde(length(chars, max = 1000), custom(plain_text))]
    pub remark: Option<String>,
    /// What is wrong becomes a repair.
    #[serde(default)]
    #[garde(skip)]
    pub report: Option<ReportFault>,
    #[serde(default)]
    #[garde(length(max = 9))]
    #[schema(max_items = 9)]
    pub upload_ids: Vec<Uuid>,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionReport)]
pub struct ReportFault {
    pub category: Category,
    #[serde(default)]
    pub danger: bool,
    /// Where; the item's place or that of the round where it is not said.
    #[serde(default)]
    pub location_id: Option<Uuid>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionRemark)]
pub struct Remark {
    #[serde(default)]
    #[garde(length(chars, max = 1000), custom(plain_text))]
    pub remark: Option<String>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionCancellation)]
pub struct Cancellation {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "停课")]
    pub reason: String,
}

/// A step that needs nothing but the step.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionNothing)]
pub struct Nothing {}

/// A row of the list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InspectionRoundRow {
    pub id: RoundId,
    #[schema(example = "XJ20261124-0001")]
    pub number: String,
    pub checklist: ChecklistRef,
    pub location: Option<LocationRef>,
    pub check_kind: CheckKind,
    pub level: Level,
    pub state: State,
    pub state_text: String,
    pub due_on: NaiveDate,
    pub due_from: DateTime<Utc>,
    pub due_until: DateTime<Utc>,
    pub performer: Option<PersonRef>,
    pub performer_role: Option<RoleRef>,
    pub performed_by: Option<PersonRef>,
    /// Entered later than the school's rule allows, or when the time was over.
    pub late: bool,
    pub nothing_found: bool,
    /// Faults written down, reported or not.
    pub faults: i64,
    /// Asked for and not there yet.
    pub awaits_second: bool,
    pub version: i64,
}

/// One round, whole.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionRoundView {
    #[serde(flatten)]
    pub row: InspectionRoundRow,
    pub plan_id: Option<Uuid>,
    /// The version of the checklist that it is held by.
    pub checklist_number: i64,
    pub items: Vec<Item>,
    pub second_signature: bool,
    pub answers: Vec<InspectionAnswer>,
    pub findings: Vec<InspectionFinding>,
    pub attachments: Vec<AttachmentView>,
    pub started_at: Option<DateTime<Utc>>,
    pub missed_at: Option<DateTime<Utc>>,
    pub happened_at: Option<DateTime<Utc>>,
    pub recorded_at: Option<DateTime<Utc>>,
    pub recorded_by: Option<PersonRef>,
    pub remark: Option<String>,
    pub second_signer: Option<PersonRef>,
    pub second: Option<InspectionSignature>,
    pub review: Option<InspectionSignature>,
    /// Why it was called off.
    pub reason: Option<String>,
    /// What a spot check drew by chance.
    pub sample: Option<InspectionSample>,
    pub allowed_actions: Vec<AllowedStep>,
}

/// What a spot check looks at: of those that were there, the ones whose SHA-256 of `seed:id` is smallest, in that order.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionSample {
    pub of: SampleOf,
    #[schema(example = "7ZK3M0Q9TRV4A1XC")]
    pub seed: String,
    /// Out of how many it was drawn.
    pub population: i64,
    pub things: Vec<InspectionSampled>,
}

/// One of what was drawn, as it was called then.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionSampled {
    /// Of the card, the place or the lot.
    pub id: Uuid,
    pub label: String,
    pub location: Option<LocationRef>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionAnswer {
    pub item_no: i64,
    pub outcome: Outcome,
    pub yes: Option<bool>,
    pub number: Option<Reading>,
    pub text: Option<String>,
    pub remark: Option<String>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InspectionFinding {
    pub id: Uuid,
    /// Of the checklist; `null` for what was seen on the way.
    pub item_no: Option<i64>,
    pub location: Option<LocationRef>,
    pub text: String,
    pub danger: bool,
    /// The repair that it became.
    pub repair: Option<InspectionCase>,
    pub recorded_at: DateTime<Utc>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InspectionCase {
    pub id: Uuid,
    pub number: String,
    pub state: repairs::case::phase::State,
    pub state_text: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionSignature {
    pub by: PersonRef,
    pub at: DateTime<Utc>,
    pub remark: Option<String>,
}

/// A fault that was written down on the way, and where the next one may be.
#[derive(Debug, Serialize, ToSchema)]
pub struct InspectionFound {
    pub finding: InspectionFinding,
    /// Of the round, now.
    pub state: State,
    pub version: i64,
    /// The rooms and open places beside this one, in their order: on a walk the next fault is next door.
    pub next_places: Vec<LocationRef>,
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InspectionAllowedStep)]
pub struct AllowedStep {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InspectionListView)]
pub enum ListView {
    /// Everything that the caller may see.
    #[default]
    All,
    /// What the caller is named for, himself or by a role, and what he held.
    Mine,
    /// What the caller is asked to sign.
    ToSign,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRounds {
    #[param(inline)]
    pub view: Option<ListView>,
    /// States, joined by commas.
    pub state: Option<String>,
    /// First and last day on which they are due.
    #[serde(default, deserialize_with = "in_calendar")]
    pub from: Option<NaiveDate>,
    #[serde(default, deserialize_with = "in_calendar")]
    pub to: Option<NaiveDate>,
    /// A place and everything below it.
    pub location_id: Option<Uuid>,
    pub checklist_id: Option<Uuid>,
    pub plan_id: Option<Uuid>,
    /// Only late entries, or only others.
    pub late: Option<bool>,
    /// A number or its beginning.
    pub q: Option<String>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Debug, Default, Serialize, ToSchema)]
pub struct InspectionRoundTotals {
    pub count: i64,
    /// Rounds in each state that has any.
    pub by_state: BTreeMap<String, i64>,
    pub late: i64,
    pub nothing_found: i64,
    pub faults: i64,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SignerQuery {
    /// Beginning of the name or the whole staff number.
    pub q: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RoundContentQuery {
    /// Longer side of a photo in pixels: 320 or 1600.
    #[param(inline)]
    pub size: Option<Size>,
}
