//! Bodies and views of approvals.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use files::{
    Size,
    attachment::{Attached, AttachmentView},
};
use kernel::{
    Money,
    calendar::in_calendar,
    validate::{one_line, plain_text},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    model::{ApprovalId, Meeting, Outcome},
    phase::{CommandKind, State},
};
use crate::{Approver, Brief, Left, Mark};

/// An approval by what it is about and how it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovalRow {
    pub id: ApprovalId,
    /// What it is about, such as `purchase_request`.
    pub subject_kind: String,
    pub subject_id: Uuid,
    #[schema(example = "CG20261126-0001")]
    pub number: String,
    pub title: String,
    pub requester: PersonRef,
    pub amount: Option<Money>,
    pub state: State,
    /// The state as it is said: `等校长审批`.
    pub state_text: String,
    pub waits_for: Option<Approver>,
    pub waiting_since: DateTime<Utc>,
    pub asked_at: DateTime<Utc>,
    /// 1 at first; one more each time it came back revised.
    pub round: i64,
    pub version: i64,
}

/// A row of the inbox, with what tells whether it can be signed as it stands there.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ApprovalInboxRow)]
pub struct InboxRow {
    #[serde(flatten)]
    pub row: ApprovalRow,
    /// Why it is asked for.
    pub purpose: String,
    /// What is left of its money once it is approved; nothing once it is decided, and where no budget was loaded.
    pub left: Option<Left>,
    /// What must not be overlooked: whatever bears one is looked at before it is signed among others.
    pub marks: Vec<Mark>,
}

/// One approval, whole.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovalView {
    #[serde(flatten)]
    pub row: ApprovalRow,
    pub brief: Brief,
    /// The steps of all rounds, in order.
    pub steps: Vec<ApprovalStepView>,
    pub allowed_actions: Vec<AllowedDecision>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovalStepView {
    pub round: i64,
    pub approver: Approver,
    /// By the school's own name of the role.
    pub title: String,
    pub is_meeting: bool,
    pub outcome: Option<Outcome>,
    /// Who signed; of a meeting's step who wrote its minutes down, and decided nothing by it.
    pub decided_by: Option<PersonRef>,
    /// For whom he stood in.
    pub on_behalf_of: Option<PersonRef>,
    pub decided_at: Option<DateTime<Utc>>,
    /// Since when it waits at this step; nothing where it does not wait now.
    pub waiting_since: Option<DateTime<Utc>>,
    pub comment: Option<String>,
    pub meeting: Option<MeetingView>,
}

/// What a meeting decided.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingView {
    pub held_on: NaiveDate,
    pub present: i64,
    pub votes_for: i64,
    pub votes_against: i64,
    pub votes_abstained: i64,
    /// What was resolved, where it was written down here.
    pub minutes: Option<String>,
    /// The pages of the minutes, in order; shown to whoever may see approvals.
    pub pages: Vec<AttachmentView>,
}

impl MeetingView {
    /// `recorder` wrote the minutes down and added their pages.
    pub(super) fn of(meeting: &Meeting, pages: &[Attached], recorder: &str) -> Self {
        let Meeting { held_on, present, votes_for, votes_against, votes_abstained, minutes } = meeting.clone();
        let pages = pages.iter().map(|page| AttachmentView::of(page, recorder.to_owned())).collect();
        Self { held_on, present, votes_for, votes_against, votes_abstained, minutes, pages }
    }
}

/// Whether the caller may decide now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
pub struct AllowedDecision {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Approve {
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(one_line))]
    pub comment: Option<String>,
    /// Where a meeting decides.
    #[serde(default)]
    #[garde(dive)]
    pub meeting: Option<MeetingBody>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decline {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "先问问总务处有没有库存")]
    pub reason: String,
    #[serde(default)]
    #[garde(dive)]
    pub meeting: Option<MeetingBody>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingBody {
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub held_on: NaiveDate,
    #[garde(range(min = 1, max = 10_000))]
    pub present: i64,
    #[garde(range(min = 0, max = 10_000))]
    pub votes_for: i64,
    #[garde(range(min = 0, max = 10_000))]
    pub votes_against: i64,
    #[garde(range(min = 0, max = 10_000))]
    pub votes_abstained: i64,
    /// What was resolved, or where the minutes are kept. May be left out where their pages say it.
    #[serde(default)]
    #[garde(length(chars, max = 4000), custom(plain_text))]
    #[schema(example = "校务会〔2026〕12号：同意购置")]
    pub minutes: Option<String>,
    /// The pages of the minutes in order: photos, or a PDF. May be left out where the text says what was resolved.
    #[serde(default)]
    #[garde(length(max = 10))]
    #[schema(max_items = 10)]
    pub upload_ids: Vec<Uuid>,
}

/// A page of minutes.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct PageQuery {
    /// Longer side of a photo, in pixels; 1600 when left out.
    #[param(inline)]
    pub size: Option<Size>,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveMany {
    #[garde(length(min = 1, max = 100), dive)]
    pub items: Vec<ApprovalSeen>,
}

/// An approval as the caller saw it.
#[derive(Debug, Clone, Copy, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovalSeen {
    #[garde(skip)]
    pub id: Uuid,
    #[garde(range(min = 1))]
    pub version: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovalFates {
    pub items: Vec<ApprovalFate>,
}

/// What became of one of several.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovalFate {
    pub id: Uuid,
    pub approved: bool,
    pub code: Option<String>,
    pub detail: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalListView {
    /// Those at which the caller has to sign next; whoever has waited longest comes first.
    #[default]
    WaitingForMe,
    /// Those that the caller decided, at whatever step.
    DecidedByMe,
    All,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListApprovals {
    #[param(inline)]
    pub view: Option<ApprovalListView>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
