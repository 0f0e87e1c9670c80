//! Bodies and views of requisitions.

use approvals::{
    approval::{ApprovalId, ApprovalStepView},
    revision::Changes,
};
use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Quantity, calendar::in_calendar, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    model::RequisitionId,
    phase::{CommandKind, State},
};
use crate::{
    OnHand,
    item::dto::{ItemRef, StockChoice},
    stock::{Confirmation, dto::StockClass},
};

/// What somebody asks for.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequisitionBody {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "期末复习卷")]
    pub purpose: String,
    /// For which class.
    #[serde(default)]
    #[garde(skip)]
    pub class_id: Option<Uuid>,
    /// Things from the shelf; at least one where nothing is printed.
    #[serde(default)]
    #[garde(length(max = 50), dive)]
    #[schema(max_items = 50)]
    pub lines: Vec<LineBody>,
    /// What is to be printed; its paper becomes a line of its own.
    #[serde(default)]
    #[garde(dive)]
    pub print: Option<PrintBody>,
}

/// A print run. How many sheets it takes, and how much of the paper that is, the server counts.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RequisitionPrintBody)]
pub struct PrintBody {
    /// The paper: an item that says how many sheets a unit of it has.
    #[garde(skip)]
    pub item_id: Uuid,
    /// Of one copy.
    #[garde(range(min = 1, max = 2000))]
    #[schema(minimum = 1, maximum = 2000, example = 4)]
    pub pages: i64,
    #[garde(range(min = 1, max = 10_000))]
    #[schema(minimum = 1, maximum = 10000, example = 45)]
    pub copies: i64,
    /// Two pages on a sheet.
    #[serde(default)]
    #[garde(skip)]
    pub both_sides: bool,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RequisitionLineBody)]
pub struct LineBody {
    #[garde(skip)]
    pub item_id: Uuid,
    #[garde(skip)]
    pub quantity: Quantity,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RequisitionCancellation)]
pub struct Cancellation {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "不用了")]
    pub reason: String,
}

/// What was approved is handed out, whole.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RequisitionIssueBody)]
pub struct IssueBody {
    #[garde(skip)]
    pub store_id: Uuid,
    /// Who collects it; whoever asked where it is not said.
    #[serde(default)]
    #[garde(skip)]
    pub receiver_id: Option<Uuid>,
    #[garde(skip)]
    pub confirmation: Confirmation,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_on: Option<NaiveDate>,
    /// The worn-out ones that were handed in, line by line in the order of the requisition, where an item is exchanged old for new.
    #[serde(default)]
    #[garde(length(max = 50), dive)]
    #[schema(max_items = 50)]
    pub old_pieces: Vec<OldPieces>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RequisitionOldPieces)]
pub struct OldPieces {
    /// The line, counted from 0.
    #[garde(range(min = 0, max = 49))]
    pub line: u32,
    #[garde(range(min = 0, max = 1_000_000))]
    pub pieces: i64,
    /// Why fewer old ones came in than new ones go out.
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(one_line))]
    pub note: Option<String>,
}

/// A row of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequisitionRow {
    pub id: RequisitionId,
    #[schema(example = "SL20261126-0001")]
    pub number: String,
    /// The first thing, and how many others.
    pub title: String,
    pub requester: PersonRef,
    pub class: Option<StockClass>,
    pub state: State,
    /// The state as it is said: `等总务主任审批`.
    pub state_text: String,
    pub submitted_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// One requisition, whole.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequisitionView {
    #[serde(flatten)]
    pub row: RequisitionRow,
    pub purpose: String,
    pub print: Option<PrintView>,
    pub lines: Vec<LineView>,
    /// Why it was returned, rejected or cancelled.
    pub reason: Option<String>,
    pub approval_id: Option<ApprovalId>,
    /// The signatures of all rounds.
    pub steps: Vec<ApprovalStepView>,
    /// What was submitted before, oldest first; fewer than `round` less one where it was submitted before versions were kept.
    pub earlier: Vec<EarlierVersion>,
    /// By which it was handed out.
    pub document: Option<DocumentRef>,
    pub allowed_actions: Vec<AllowedStep>,
    pub created_at: DateTime<Utc>,
    pub decided_at: Option<DateTime<Utc>>,
    /// Until when it may be collected, or might have been; `null` where nothing was approved or it waits as long as it likes.
    pub collect_by: Option<DateTime<Utc>>,
    pub round: i64,
}

/// What was submitted once, before it was written anew.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RequisitionEarlierVersion)]
pub struct EarlierVersion {
    pub round: i64,
    pub submitted_at: DateTime<Utc>,
    /// What the next submission changed.
    pub changes: Changes,
    pub purpose: String,
    pub class: Option<StockClass>,
    pub print: Option<PrintView>,
    pub lines: Vec<EarlierLine>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RequisitionEarlierLine)]
pub struct EarlierLine {
    pub item: ItemRef,
    pub quantity: Quantity,
}

/// What is printed. Its paper is among the lines, so much of it as the sheets take.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RequisitionPrint)]
pub struct PrintView {
    pub paper: ItemRef,
    /// Of one copy.
    pub pages: i64,
    pub copies: i64,
    pub both_sides: bool,
    /// Of all copies.
    pub sheets: i64,
}

/// What somebody has to know who wants something printed.
#[derive(Debug, Serialize, ToSchema)]
pub struct PrintTerms {
    /// More sheets than this on one day are decided about by somebody.
    pub above: i64,
    /// The sheets that the caller asked for today and nobody decided about.
    pub asked_today: i64,
    /// How much of each paper those sheets take.
    pub asked_of_papers: Vec<PaperAsked>,
    /// What can be printed on.
    pub papers: Vec<StockChoice>,
}

/// How much of a paper is asked for already.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PrintPaperAsked)]
pub struct PaperAsked {
    pub item_id: Uuid,
    pub quantity: OnHand,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RequisitionLine)]
pub struct LineView {
    pub item: ItemRef,
    pub quantity: Quantity,
    /// In all stores together.
    pub on_hand: OnHand,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockDocumentRef)]
pub struct DocumentRef {
    pub id: Uuid,
    pub number: String,
    /// The day on which it was handed out.
    pub happened_on: NaiveDate,
    pub recorded_at: DateTime<Utc>,
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RequisitionAllowedStep)]
pub struct AllowedStep {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RequisitionListView)]
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
pub struct ListRequisitions {
    #[param(inline)]
    pub view: Option<ListView>,
    /// States, joined by commas.
    pub state: Option<String>,
    /// A number or its beginning.
    pub q: Option<String>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
