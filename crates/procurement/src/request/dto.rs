//! Bodies and views of purchase requests.

use approvals::{
    approval::{ApprovalId, ApprovalStepView},
    revision::Changes,
};
use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    Money, Quantity,
    calendar::in_calendar,
    validate::{one_line, plain_text},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    judge::{Idle, Stocked},
    model::{EmergencyState, Fund, RequestId},
    phase::{CommandKind, Ordered, State},
};
use crate::{budget::OutlookView, order::OrderId, quote::SheetId};

/// What somebody asks for.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PurchaseRequestBody)]
pub struct RequestBody {
    #[garde(length(chars, min = 1, max = 1000), custom(plain_text))]
    #[schema(example = "三年级教室换窗帘")]
    pub purpose: String,
    #[garde(skip)]
    pub fund: Fund,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub needed_by: Option<NaiveDate>,
    #[garde(length(min = 1, max = 500), dive)]
    #[schema(min_items = 1, max_items = 500)]
    pub lines: Vec<LineBody>,
    /// Why the idle things that were found will not do.
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(one_line))]
    pub reuse: Option<String>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PurchaseLineBody)]
pub struct LineBody {
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(example = "遮光窗帘")]
    pub name: String,
    #[serde(default)]
    #[garde(length(chars, max = 200), custom(one_line))]
    pub spec: Option<String>,
    #[garde(length(chars, min = 1, max = 20), custom(one_line))]
    #[schema(example = "幅")]
    pub unit: String,
    #[garde(skip)]
    pub quantity: Quantity,
    /// As far as it is known.
    #[garde(skip)]
    pub unit_price: Money,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PurchaseCancellation)]
pub struct Cancellation {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "借到了")]
    pub reason: String,
}

/// Puts a request before those who decide.
#[derive(Debug, Default, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PurchaseSubmission)]
pub struct SubmitBody {
    /// Why it cannot wait for the approvals, in a few words: then it is ordered while they are under way.
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "水管爆裂，厨房停水")]
    pub emergency: Option<String>,
}

/// A step that needs nothing but the step.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PurchaseStep)]
pub struct Nothing {}

/// A row of the list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseRequestRow)]
pub struct RequestRow {
    pub id: RequestId,
    #[schema(example = "CG20261126-0001")]
    pub number: String,
    /// The first thing, and how many others.
    pub title: String,
    pub requester: PersonRef,
    pub total: Money,
    pub state: State,
    /// The state as it is said: `等校长审批`.
    pub state_text: String,
    pub needed_by: Option<NaiveDate>,
    /// It was submitted as one that cannot wait.
    pub emergency: bool,
    pub submitted_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// One request, whole.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseRequestView)]
pub struct RequestView {
    #[serde(flatten)]
    pub row: RequestRow,
    pub content: ContentView,
    /// The total in capital figures, as it stands on paper.
    #[schema(example = "叁拾捌元整")]
    pub total_in_words: String,
    /// Why it was returned, rejected or cancelled, or why the rest is not bought; nothing where everything came.
    pub reason: Option<String>,
    /// How it would be judged if it were submitted now, or was judged at its last submission.
    pub judgement: Option<JudgementView>,
    /// Why it cannot be judged: nobody but the requester could decide.
    pub judgement_refused: Option<String>,
    /// How many quotes it needs, by the rules of the day or those kept with its sheet; nothing of what will not be bought.
    pub quotes_needed: Option<u32>,
    pub quotes_why: Option<String>,
    /// How far what was ordered of it is.
    pub ordered: Ordered,
    /// What it means for the budget of its fund, for those who may see budgets; nothing where none was loaded, and of what will not be bought.
    pub budget: Option<OutlookView>,
    /// Its three-quote sheet, for those who may see it; also of what will not be bought.
    pub quote_sheet_id: Option<SheetId>,
    /// There is none, and the caller may begin to ask for prices now.
    pub opens_quotes: bool,
    /// Of what was submitted as an emergency: why, until when its approvals are due, what was ordered meanwhile.
    pub emergency_follow_up: Option<EmergencyView>,
    pub approval_id: Option<ApprovalId>,
    /// The signatures of all rounds.
    pub steps: Vec<ApprovalStepView>,
    /// What was submitted in earlier rounds.
    pub earlier: Vec<EarlierVersion>,
    pub allowed_actions: Vec<AllowedStep>,
    pub created_at: DateTime<Utc>,
    pub decided_at: Option<DateTime<Utc>>,
    /// Everything came, or the rest was given up.
    pub closed_at: Option<DateTime<Utc>>,
    pub round: i64,
}

/// An emergency: bought before its approvals are whole.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseEmergency)]
pub struct EmergencyView {
    pub reason: String,
    /// The last second of the day on which the last approval is due.
    pub due_at: DateTime<Utc>,
    pub state: EmergencyState,
    /// They came after that, or are still to come.
    pub late: bool,
    /// In a sentence.
    pub text: String,
    /// What was ordered before it was approved.
    pub orders: Vec<EmergencyOrder>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseEmergencyOrder)]
pub struct EmergencyOrder {
    pub id: OrderId,
    #[schema(example = "DG20261127-0001")]
    pub number: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseContent)]
pub struct ContentView {
    pub purpose: String,
    pub fund: Fund,
    pub fund_title: String,
    pub needed_by: Option<NaiveDate>,
    pub lines: Vec<LineView>,
    pub total: Money,
    pub reuse: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseLine)]
pub struct LineView {
    pub name: String,
    pub spec: Option<String>,
    pub unit: String,
    pub quantity: Quantity,
    pub unit_price: Money,
    pub amount: Money,
}

/// Who decides, and why they do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseJudgement)]
pub struct JudgementView {
    /// What the tier follows from.
    pub amount: Money,
    /// Who signs, in order.
    pub chain: Vec<String>,
    /// Why it goes so far in the ordinary case: the amount, its tier and who has the last word there. Not known of what was submitted before it
    /// was kept.
    #[schema(example = "按 920.00 元判定：超过 500.00 元、不超过 1000.00 元的，由分管副校长最后审批。")]
    pub why_tier: Option<String>,
    pub tier: Option<TierView>,
    /// One tier up, because the requester would have been the last to sign, or nobody holds the role.
    pub raised: bool,
    pub major: bool,
    /// Why the staff congress decides, where it does.
    pub why_major: Option<String>,
    /// The limit of government procurement, where it comes to that: then it is bought by that procedure.
    pub gov_limit: Option<Money>,
    /// Why it climbs higher than its amount asks for: the school's rules that hold for it, in words.
    pub lifted_by: Vec<String>,
    pub window_days: u32,
    /// Other requests for the same things within the window.
    pub splits: Vec<SplitView>,
    pub split_count: i64,
    /// Something else follows from all of them together than from this one alone: it is listed among the exceptions.
    pub in_pieces: bool,
    /// Things that stand idle and bear the same names: they have to be answered for.
    pub idle: Vec<Idle>,
    /// What lies in the stores under the same names: has to be answered for too, unless there is less of it than there should be.
    pub stocked: Vec<Stocked>,
}

/// The tier that an amount falls into.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseTier)]
pub struct TierView {
    /// Nothing of the lowest.
    pub from: Option<Money>,
    pub from_inclusive: bool,
    /// Nothing of the highest.
    pub up_to: Option<Money>,
    pub up_to_inclusive: bool,
    /// Who has the last word there.
    #[schema(example = "分管副校长")]
    pub last: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseSplitView)]
pub struct SplitView {
    pub number: String,
    pub requester: PersonRef,
    /// What of it is the same.
    pub amount: Money,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseEarlierVersion)]
pub struct EarlierVersion {
    pub round: i64,
    pub submitted_at: DateTime<Utc>,
    /// What the next submission changed, or what is written of it so far.
    pub changes: Changes,
    pub content: ContentView,
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseAllowedStep)]
pub struct AllowedStep {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PurchaseListView)]
pub enum ListView {
    /// Everything that the caller may see.
    #[default]
    All,
    /// What the caller asked for.
    Mine,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRequests {
    #[param(inline)]
    pub view: Option<ListView>,
    /// States, joined by commas.
    pub state: Option<String>,
    pub requester_id: Option<Uuid>,
    /// A number or its beginning.
    pub q: Option<String>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
