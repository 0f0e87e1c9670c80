//! Bodies and views of goods receipts.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use files::{Size, attachment::AttachmentView};
use kernel::{
    Lang, Money, Quantity,
    calendar::in_calendar,
    validate::{one_line, plain_text},
};
use serde::{Deserialize, Serialize};
use stores::OnHand;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    Destination, FoodDetails, RefusedGoods,
    model::{ReceiptId, ResultKind},
    phase::{CommandKind, Posting, PostingMode, State},
};
use crate::{
    exception::{ExceptionBody, ExceptionView},
    order::OrderId,
    supplier::SupplierId,
};

/// What was delivered of an order, and what of it is accepted.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = GoodsReceiptBody)]
pub struct ReceiptBody {
    #[garde(skip)]
    pub order_id: OrderId,
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub delivered_on: NaiveDate,
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(plain_text))]
    pub note: Option<String>,
    /// Who handed it over for the supplier; of food needed.
    #[serde(default)]
    #[garde(length(chars, max = 40), custom(one_line))]
    pub supplier_signer: Option<String>,
    /// Who accepts beside whoever makes the receipt, and signs it himself. From the school's amount on two accept at least.
    #[serde(default)]
    #[garde(length(max = 5))]
    #[schema(max_items = 5)]
    pub acceptor_ids: Vec<Uuid>,
    /// Which of the acceptors is there for those who will use it: whoever asked for it, or somebody of the same department. Needed where
    /// two accept.
    #[serde(default)]
    #[garde(skip)]
    pub using_side_id: Option<Uuid>,
    /// Where the acceptors cannot be those that the rule asks for: why, and who co-signs.
    #[serde(default)]
    #[garde(dive)]
    pub exception: Option<ExceptionBody>,
    /// 8 or 20 digits each.
    #[serde(default)]
    #[garde(length(max = 20), inner(length(chars, min = 1, max = 40), custom(one_line)))]
    #[schema(max_items = 20)]
    pub invoice_nos: Vec<String>,
    /// The invoices themselves: photos, PDF or OFD.
    #[serde(default)]
    #[garde(length(max = 20))]
    #[schema(max_items = 20)]
    pub invoice_upload_ids: Vec<Uuid>,
    #[garde(length(min = 1, max = 500), dive)]
    #[schema(min_items = 1, max_items = 500)]
    pub lines: Vec<ReceiptLineBody>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = GoodsReceiptLineBody)]
pub struct ReceiptLineBody {
    /// Position of the line in the order, from nought.
    #[garde(skip)]
    pub position: u32,
    #[garde(skip)]
    pub delivered: Quantity,
    /// The rest is refused.
    #[garde(skip)]
    pub accepted: OnHand,
    /// Needed where something is refused.
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(one_line))]
    pub refusal_reason: Option<String>,
    /// Photos of what is refused; one is needed.
    #[serde(default)]
    #[garde(length(max = 10))]
    #[schema(max_items = 10)]
    pub refusal_upload_ids: Vec<Uuid>,
    #[garde(dive)]
    pub destination: Destination,
    /// What stands on its packages and in its papers; of food needed.
    #[serde(default)]
    #[garde(dive)]
    pub food: Option<FoodDetails>,
    /// What becomes of food that is refused.
    #[serde(default)]
    #[garde(skip)]
    pub refused_goods: Option<RefusedGoods>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = GoodsReceiptReason)]
pub struct ReasonBody {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "点错了数量")]
    pub reason: String,
}

/// A step that needs nothing but the step.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = GoodsReceiptStep)]
pub struct Nothing {}

/// Where it stands in the accounts.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = GoodsReceiptPosting)]
pub struct PostBody {
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
    /// Invoices that came later than the goods, beside those that were entered with them.
    #[serde(default)]
    #[garde(length(max = 20), inner(length(chars, min = 1, max = 40), custom(one_line)))]
    #[schema(max_items = 20)]
    pub invoice_nos: Vec<String>,
    /// Invoices themselves that were not there yet: photos, PDF or OFD.
    #[serde(default)]
    #[garde(length(max = 20))]
    #[schema(max_items = 20)]
    pub invoice_upload_ids: Vec<Uuid>,
}

/// A row of the list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GoodsReceiptRow)]
pub struct ReceiptRow {
    pub id: ReceiptId,
    #[schema(example = "YS20261127-0001")]
    pub number: String,
    /// The first thing, and how many others.
    pub title: String,
    pub order_id: OrderId,
    #[schema(example = "DG20261127-0001")]
    pub order_number: String,
    pub supplier_id: SupplierId,
    pub supplier_name: String,
    pub delivered_on: NaiveDate,
    pub state: State,
    pub state_text: String,
    /// Those who accept are not whom the rule asks for.
    pub excepted: bool,
    /// What was accepted is worth, for those who may see what things cost.
    pub total: Option<Money>,
    pub voucher_no: Option<String>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub made_at: DateTime<Utc>,
    pub version: i64,
}

/// One receipt, whole.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GoodsReceiptView)]
pub struct ReceiptView {
    #[serde(flatten)]
    pub row: ReceiptRow,
    #[schema(example = "CG20261127-0001")]
    pub request_number: String,
    pub lines: Vec<ReceiptLineView>,
    pub acceptors: Vec<AcceptorView>,
    pub buyers: Vec<PersonRef>,
    /// Who handed it over for the supplier.
    pub supplier_signer: Option<String>,
    pub exception: Option<ExceptionView>,
    pub invoice_nos: Vec<String>,
    /// The invoices themselves, in the order in which they came.
    pub invoice_files: Vec<AttachmentView>,
    /// The total in capital figures, as it stands on paper.
    pub total_in_words: Option<String>,
    /// Photos of what was refused.
    pub attachments: Vec<AttachmentView>,
    pub note: Option<String>,
    /// Why it was cancelled.
    pub reason: Option<String>,
    pub posting: Option<PostingView>,
    pub allowed_actions: Vec<AllowedStep>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GoodsReceiptLine)]
pub struct ReceiptLineView {
    /// Position in the order, from nought.
    pub order_position: i64,
    pub name: String,
    pub unit: String,
    pub delivered: Quantity,
    pub accepted: OnHand,
    pub refused: OnHand,
    pub refusal_reason: Option<String>,
    pub destination: Destination,
    pub food: Option<FoodDetails>,
    /// Its last day, as it is written or counted.
    pub expires_on: Option<NaiveDate>,
    /// Less than two thirds of its life were left when it came.
    pub short_lived: bool,
    pub refused_goods: Option<RefusedGoods>,
    pub refused_goods_text: Option<String>,
    /// What it became when it was accepted.
    pub became: Vec<BecameView>,
}

/// A card or stock document by its number; whether the caller sees it is the register's or the store's matter.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GoodsReceiptResult)]
pub struct BecameView {
    pub kind: ResultKind,
    pub record_id: Option<Uuid>,
    pub record_number: Option<String>,
    pub value: Option<Money>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GoodsReceiptAcceptor)]
pub struct AcceptorView {
    #[serde(flatten)]
    pub person: PersonRef,
    pub using_side: bool,
    /// Nothing until he signed himself.
    pub signed_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GoodsReceiptPostingView)]
pub struct PostingView {
    pub by: PersonRef,
    pub at: DateTime<Utc>,
    pub posted_on: NaiveDate,
    pub voucher_no: String,
    pub mode: PostingMode,
    pub mode_text: String,
    pub submitted_on: Option<NaiveDate>,
}

impl PostingView {
    pub(crate) fn of(posting: &Posting, by: PersonRef, lang: Lang) -> Self {
        Self {
            by,
            at: posting.at,
            posted_on: posting.on,
            voucher_no: posting.voucher_no.clone(),
            mode: posting.mode,
            mode_text: posting.mode.title().pick(lang).to_owned(),
            submitted_on: posting.submitted_on,
        }
    }
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GoodsReceiptAllowedStep)]
pub struct AllowedStep {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = GoodsReceiptListView)]
pub enum ListView {
    /// Everything that the caller may see.
    #[default]
    All,
    /// What is not accepted before the caller signs: as one of its acceptors, or for its exception.
    WaitingForMe,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListReceipts {
    #[param(inline)]
    pub view: Option<ListView>,
    /// States, joined by commas.
    pub state: Option<String>,
    /// `false`: what is accepted and not in the accounts yet.
    pub posted: Option<bool>,
    pub order_id: Option<Uuid>,
    /// A card or stock document: the receipt that it came by.
    pub record_id: Option<Uuid>,
    /// A number or its beginning.
    pub q: Option<String>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PhotoQuery {
    /// Longer side of a photo, in pixels; 1600 when left out.
    #[param(inline)]
    pub size: Option<Size>,
}
