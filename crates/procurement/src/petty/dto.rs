//! Bodies and views of petty purchases.

use approvals::{
    approval::{ApprovalId, ApprovalStepView},
    revision::Changes,
};
use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use files::attachment::AttachmentView;
use kernel::{
    Money,
    calendar::in_calendar,
    validate::{one_line, plain_text},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    model::PettyId,
    phase::{CommandKind, State},
};
use crate::{
    receipt::{PostingMode, PostingView},
    request::{
        Fund,
        dto::{LineBody, LineView},
    },
};

/// What somebody bought.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PettyPurchaseBody)]
pub struct PettyBody {
    /// Who saw that it was bought, and the thing; not whoever bought it.
    #[garde(skip)]
    pub witness_id: Uuid,
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(example = "校门口五金店")]
    pub shop: String,
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub bought_on: NaiveDate,
    #[garde(length(chars, min = 1, max = 400), custom(plain_text))]
    #[schema(example = "食堂洗菜池换角阀")]
    pub purpose: String,
    #[garde(skip)]
    pub fund: Fund,
    /// 8 or 20 digits; none where the shop gives a receipt only.
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 40), custom(one_line))]
    #[schema(example = "26412000001234567890")]
    pub invoice_no: Option<String>,
    /// The repair that the material is for.
    #[serde(default)]
    #[garde(skip)]
    pub repair_case_id: Option<Uuid>,
    #[garde(length(min = 1, max = 20), dive)]
    #[schema(min_items = 1, max_items = 20)]
    pub lines: Vec<LineBody>,
    /// The invoice: photos, or the PDF or OFD itself. One is needed at first; more may be added when it came back.
    #[serde(default)]
    #[garde(length(max = 10))]
    #[schema(max_items = 10)]
    pub upload_ids: Vec<Uuid>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PettyCancellation)]
pub struct Cancellation {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "退货了")]
    pub reason: String,
}

/// Under which voucher one or several stand in the accounts: all of them or none.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PettyPosting)]
pub struct PostBody {
    #[garde(length(min = 1, max = 100), dive)]
    #[schema(min_items = 1, max_items = 100)]
    pub items: Vec<PettySeen>,
    #[garde(skip)]
    pub mode: PostingMode,
    #[garde(length(chars, min = 1, max = 40), custom(one_line))]
    #[schema(example = "记-2026-11-0032")]
    pub voucher_no: String,
    /// Day of the voucher.
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub posted_on: NaiveDate,
    /// When the papers went to the accounting centre.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub submitted_on: Option<NaiveDate>,
}

/// A petty purchase as the caller saw it.
#[derive(Debug, Clone, Copy, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PettyPurchaseSeen)]
pub struct PettySeen {
    #[garde(skip)]
    pub id: Uuid,
    #[garde(range(min = 1))]
    pub version: i64,
}

/// Those that stand under the voucher now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PettyPurchasesPosted)]
pub struct PettyPosted {
    pub items: Vec<PettyRow>,
}

/// A row of the list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PettyPurchaseRow)]
pub struct PettyRow {
    pub id: PettyId,
    #[schema(example = "LX20261127-0001")]
    pub number: String,
    /// The first thing, and how many others.
    pub title: String,
    pub shop: String,
    /// The same for every way in which the name of one shop is written.
    pub shop_key: String,
    pub bought_on: NaiveDate,
    /// Written down more than a week after it was bought.
    pub late: bool,
    pub handler: PersonRef,
    pub witness: PersonRef,
    pub total: Money,
    pub state: State,
    /// The state as it is said: `等总务主任审批`.
    pub state_text: String,
    pub decided_at: Option<DateTime<Utc>>,
    /// Under which it stands in the accounts.
    pub voucher_no: Option<String>,
    pub version: i64,
}

/// One petty purchase, whole.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PettyPurchaseView)]
pub struct PettyView {
    #[serde(flatten)]
    pub row: PettyRow,
    pub purpose: String,
    pub fund: Fund,
    pub fund_title: String,
    pub invoice_no: Option<String>,
    pub repair_case: Option<CaseRef>,
    pub lines: Vec<LineView>,
    /// The total in capital figures, as it stands on paper.
    #[schema(example = "叁拾捌元整")]
    pub total_in_words: String,
    /// What the tier follows from, where other purchases of the same things count with it.
    pub judged_amount: Money,
    pub split_count: i64,
    /// Something else follows from all of them together than from this one alone: it is listed among the exceptions.
    pub in_pieces: bool,
    /// Other slips of the same shop that it looks like one purchase with, and what all of them come to; nought where it does not.
    pub shop_count: i64,
    pub shop_amount: Money,
    pub attachments: Vec<AttachmentView>,
    /// Why it was returned, rejected or cancelled.
    pub reason: Option<String>,
    pub approval_id: Option<ApprovalId>,
    pub steps: Vec<ApprovalStepView>,
    /// What was handed in before, oldest first; fewer than `round` less one where it was handed in before versions were kept.
    pub earlier: Vec<EarlierVersion>,
    /// Who signs its paper last, by the school's rule of the day and its own name of the role.
    #[schema(example = "校长")]
    pub last_signer_title: String,
    pub allowed_actions: Vec<AllowedStep>,
    pub recorded_at: DateTime<Utc>,
    pub posting: Option<PostingView>,
    pub round: i64,
}

/// What was handed in once, before it was written anew.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PettyPurchaseEarlierVersion)]
pub struct EarlierVersion {
    pub round: i64,
    pub submitted_at: DateTime<Utc>,
    /// What the next submission changed.
    pub changes: Changes,
    pub witness: PersonRef,
    pub shop: String,
    pub bought_on: NaiveDate,
    pub purpose: String,
    pub fund_title: String,
    pub invoice_no: Option<String>,
    pub repair_case_no: Option<String>,
    pub lines: Vec<LineView>,
    pub total: Money,
}

/// A repair by its number; whether the caller sees it is the repair's matter.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PettyRepairCase)]
pub struct CaseRef {
    pub id: Uuid,
    #[schema(example = "BX20261127-0001")]
    pub number: String,
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PettyAllowedStep)]
pub struct AllowedStep {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PettyListView)]
pub enum ListView {
    /// Everything that the caller may see.
    #[default]
    All,
    /// What the caller bought.
    Mine,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPetty {
    #[param(inline)]
    pub view: Option<ListView>,
    /// States, joined by commas.
    pub state: Option<String>,
    /// The name of a shop, however it is written.
    pub shop: Option<String>,
    /// Bought in this month.
    #[param(example = "2026-11")]
    pub month: Option<String>,
    /// For this repair.
    pub repair_case_id: Option<Uuid>,
    /// `false`: what is approved and not in the accounts yet.
    pub posted: Option<bool>,
    /// `true`: what was written down more than a week after it was bought.
    pub late: Option<bool>,
    /// A number or its beginning.
    pub q: Option<String>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StatementQuery {
    /// This month, when it is left out.
    #[param(example = "2026-11")]
    pub month: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WitnessQuery {
    /// Beginning of the name or the whole staff number.
    pub q: Option<String>,
}

/// What was bought in a month, shop by shop.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PettyStatement)]
pub struct Statement {
    #[schema(example = "2026-11")]
    pub month: String,
    pub school_name: String,
    pub shops: Vec<ShopStatement>,
    /// Of what is approved.
    pub total: Money,
    pub total_in_words: String,
    /// Who signs it last, by the school's rule of today and its own name of the role.
    #[schema(example = "校长")]
    pub last_signer_title: String,
}

/// What was bought of one shop in a month.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PettyShopStatement)]
pub struct ShopStatement {
    pub shop: String,
    /// Approved, oldest purchase first.
    pub items: Vec<StatementItem>,
    /// Of what is approved.
    pub total: Money,
    pub total_in_words: String,
    /// Handed in and not decided yet, or returned: not part of the total.
    pub undecided_count: i64,
    pub undecided: Money,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PettyStatementItem)]
pub struct StatementItem {
    pub id: PettyId,
    pub number: String,
    pub bought_on: NaiveDate,
    pub title: String,
    pub handler_name: String,
    pub witness_name: String,
    pub invoice_no: Option<String>,
    /// Under which it stands in the accounts.
    pub voucher_no: Option<String>,
    pub total: Money,
}
