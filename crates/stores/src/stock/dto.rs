//! Bodies and views of stock documents and of the ledger.

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

use super::{Confirmation, DocumentKind, Source, repair::RepairRef};
use crate::{OnHand, item::dto::ItemRef, store::dto::StoreRef};

/// What was there already, or was given. What was bought comes in by its goods receipt.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockReceiptBody)]
pub struct ReceiptBody {
    #[garde(skip)]
    pub store_id: Uuid,
    #[garde(skip)]
    pub source: OwnSource,
    /// Who gave it, or where it was found.
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(one_line))]
    pub note: Option<String>,
    /// Today where it is not said; an earlier day is a late entry.
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_on: Option<NaiveDate>,
    #[garde(length(min = 1, max = 100), dive)]
    #[schema(min_items = 1, max_items = 100)]
    pub lines: Vec<ReceiptLineBody>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StockOwnSource)]
pub enum OwnSource {
    Opening,
    Donation,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockReceiptLineBody)]
pub struct ReceiptLineBody {
    #[garde(skip)]
    pub item_id: Uuid,
    #[garde(skip)]
    pub quantity: Quantity,
    /// What all of it cost, with tax and transport.
    #[garde(skip)]
    pub value: Money,
    /// Where it lies.
    #[serde(default)]
    #[garde(length(chars, max = 50), custom(one_line))]
    #[schema(example = "3 号架 2 层")]
    pub bin: Option<String>,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub expires_on: Option<NaiveDate>,
    /// What the maker wrote on it; of food this or the day on which it was made is needed.
    #[serde(default)]
    #[garde(length(chars, max = 60), custom(one_line))]
    pub lot_no: Option<String>,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub produced_on: Option<NaiveDate>,
}

/// Over the counter, in one act.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockIssueBody)]
pub struct IssueBody {
    #[garde(skip)]
    pub store_id: Uuid,
    /// Who receives; for a class its teacher where nobody else is named.
    #[serde(default)]
    #[garde(skip)]
    pub receiver_id: Option<Uuid>,
    #[serde(default)]
    #[garde(skip)]
    pub class_id: Option<Uuid>,
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "上课用")]
    pub purpose: String,
    /// The repair that it goes into, which the receiver has in hand.
    #[serde(default)]
    #[garde(skip)]
    pub repair_case_id: Option<Uuid>,
    /// How the receiver says that he received.
    #[garde(skip)]
    pub confirmation: Confirmation,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_on: Option<NaiveDate>,
    #[garde(length(min = 1, max = 100), dive)]
    #[schema(min_items = 1, max_items = 100)]
    pub lines: Vec<IssueLineBody>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockIssueLineBody)]
pub struct IssueLineBody {
    #[garde(skip)]
    pub item_id: Uuid,
    #[garde(skip)]
    pub quantity: Quantity,
    /// How many worn-out ones were handed in, where the item is exchanged old for new.
    #[serde(default)]
    #[garde(range(min = 0, max = 1_000_000))]
    pub old_pieces: Option<i64>,
    /// Which lot it is taken from. Not said: what expires first, then what came first.
    #[serde(default)]
    #[garde(skip)]
    pub lot_id: Option<Uuid>,
    /// Why fewer old ones came in than new ones go out.
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(one_line))]
    pub note: Option<String>,
}

/// Something of an issue comes back.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockReturnBody)]
pub struct ReturnBody {
    /// The issue by which it went out.
    #[garde(skip)]
    pub issue_id: Uuid,
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(one_line))]
    pub purpose: Option<String>,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_on: Option<NaiveDate>,
    #[garde(length(min = 1, max = 100), dive)]
    #[schema(min_items = 1, max_items = 100)]
    pub lines: Vec<ReturnLineBody>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockReturnLineBody)]
pub struct ReturnLineBody {
    #[garde(skip)]
    pub item_id: Uuid,
    #[garde(skip)]
    pub quantity: Quantity,
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(one_line))]
    pub note: Option<String>,
}

/// From one store to another, at what it cost.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockTransferBody)]
pub struct TransferBody {
    #[garde(skip)]
    pub store_id: Uuid,
    #[garde(skip)]
    pub to_store_id: Uuid,
    /// The keeper of the other store who takes it over; nobody where the caller keeps that one himself.
    #[serde(default)]
    #[garde(skip)]
    pub receiver_id: Option<Uuid>,
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(one_line))]
    pub purpose: Option<String>,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub happened_on: Option<NaiveDate>,
    #[garde(length(min = 1, max = 100), dive)]
    #[schema(min_items = 1, max_items = 100)]
    pub lines: Vec<TransferLineBody>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockTransferLineBody)]
pub struct TransferLineBody {
    #[garde(skip)]
    pub item_id: Uuid,
    #[garde(skip)]
    pub quantity: Quantity,
    /// Where it lies from now on.
    #[serde(default)]
    #[garde(length(chars, max = 50), custom(one_line))]
    pub bin: Option<String>,
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(one_line))]
    pub note: Option<String>,
}

/// Lots of an item that lie in another bin of their store from now on.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockBinMoveBody)]
pub struct BinMoveBody {
    #[garde(skip)]
    pub store_id: Uuid,
    #[garde(skip)]
    pub item_id: Uuid,
    /// Which of its lots, as the caller saw them.
    #[garde(length(min = 1, max = 500), dive)]
    #[schema(min_items = 1, max_items = 500)]
    pub lots: Vec<LotSeen>,
    /// Where they lie from now on; in no bin where it is not said.
    #[serde(default)]
    #[garde(length(chars, max = 50), custom(one_line))]
    #[schema(example = "3 号架 2 层")]
    pub bin: Option<String>,
}

/// A lot as the caller saw it.
#[derive(Debug, Clone, Copy, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockLotSeen)]
pub struct LotSeen {
    #[garde(skip)]
    pub id: Uuid,
    #[garde(range(min = 1))]
    pub version: i64,
}

/// What was counted on the shelf, without looking at the books. Whoever sends it led the count.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockCountBody)]
pub struct CountBody {
    #[garde(skip)]
    pub store_id: Uuid,
    /// Two at least.
    #[garde(length(min = 2, max = 10))]
    #[schema(min_items = 2, max_items = 10)]
    pub counter_ids: Vec<Uuid>,
    /// The keeper of the store who was there and confirms.
    #[garde(skip)]
    pub keeper_id: Uuid,
    #[garde(length(min = 1, max = 200), dive)]
    #[schema(min_items = 1, max_items = 200)]
    pub lines: Vec<CountLineBody>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockCountLineBody)]
pub struct CountLineBody {
    #[garde(skip)]
    pub item_id: Uuid,
    #[garde(skip)]
    pub counted: OnHand,
    /// Why it differs from the books, where it does.
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(plain_text))]
    pub note: Option<String>,
}

/// A row of the list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockDocumentRow)]
pub struct DocumentRow {
    pub id: Uuid,
    #[schema(example = "LY20261126-0001")]
    pub number: String,
    pub kind: DocumentKind,
    pub kind_text: String,
    pub store: StoreRef,
    /// Where a transfer goes.
    pub to_store: Option<StoreRef>,
    pub happened_on: NaiveDate,
    pub recorded_at: DateTime<Utc>,
    /// Written down on a later day than it happened.
    pub late: bool,
    /// Who handed it out, took it in, or led the count.
    pub recorded_by: PersonRef,
    pub receiver: Option<PersonRef>,
    pub class: Option<StockClass>,
    pub purpose: Option<String>,
    /// What all of its lines are worth.
    pub value: Money,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StockClass {
    pub id: Uuid,
    pub name: String,
}

/// One document, whole.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockDocumentView)]
pub struct DocumentView {
    #[serde(flatten)]
    pub row: DocumentRow,
    pub confirmation: Option<Confirmation>,
    pub source: Option<Source>,
    /// The record that it follows from: the goods receipt of a purchase.
    pub source_id: Option<Uuid>,
    pub source_number: Option<String>,
    /// The issue that something came back of.
    pub return_of: Option<Uuid>,
    pub requisition_id: Option<Uuid>,
    pub distribution_id: Option<Uuid>,
    /// The repair that it went into.
    pub repair_case: Option<RepairRef>,
    pub counters: Vec<PersonRef>,
    /// The keeper who was there at a count.
    pub keeper: Option<PersonRef>,
    /// Of whom it was bought, where it was.
    pub supplier: Option<String>,
    /// What all of its lines are worth, in capitals as a paper says it.
    #[schema(example = "叁佰元整")]
    pub value_in_words: String,
    pub lines: Vec<DocumentLine>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockDocumentLine)]
pub struct DocumentLine {
    pub item: ItemRef,
    /// What was moved; of a count, the difference.
    pub quantity: OnHand,
    pub value: Money,
    /// What was to be handed out, where it may have been less.
    pub wanted: Option<OnHand>,
    pub expected: Option<OnHand>,
    pub counted: Option<OnHand>,
    pub old_pieces: Option<i64>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListDocuments {
    /// From or to this store.
    pub store_id: Option<Uuid>,
    /// Kinds, joined by commas.
    pub kind: Option<String>,
    pub receiver_id: Option<Uuid>,
    pub class_id: Option<Uuid>,
    /// `true`: what was written down on a later day than it happened.
    pub late: Option<bool>,
    /// A number or its beginning.
    pub q: Option<String>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LedgerQuery {
    /// One store; all that the caller may see where it is not said.
    pub store_id: Option<Uuid>,
    /// The first day; not said: from the beginning.
    pub from: Option<NaiveDate>,
    /// The last day; not said: today.
    pub as_of: Option<NaiveDate>,
    /// A part of a name.
    pub q: Option<String>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

/// E8: an item between two days.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockLedgerRow)]
pub struct LedgerRow {
    pub item: ItemRef,
    pub category: String,
    /// Where it lies now, in these stores.
    pub bins: Vec<String>,
    pub minimum: Option<OnHand>,
    /// At the end of the day before the first.
    pub opening: LedgerSum,
    pub came_in: LedgerSum,
    pub went_out: LedgerSum,
    /// At the end of the last day.
    pub closing: LedgerSum,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = StockLedgerSum)]
pub struct LedgerSum {
    pub quantity: OnHand,
    pub value: Money,
}

/// E8 as a file.
#[derive(Debug, Clone, Default, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockLedgerExport)]
pub struct LedgerExport {
    #[serde(default)]
    #[garde(dive)]
    pub filter: LedgerFilter,
}

/// Which ledger: the filters of the page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockLedgerFilter)]
pub struct LedgerFilter {
    /// One store; all that the caller may see where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub store_id: Option<Uuid>,
    /// The first day; not said: from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub from: Option<NaiveDate>,
    /// The last day; not said: today.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub as_of: Option<NaiveDate>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MovementsQuery {
    /// One store; all that the caller may see where it is not said.
    pub store_id: Option<Uuid>,
    /// The first day; not said: from the beginning.
    pub from: Option<NaiveDate>,
    /// The last day; not said: today.
    pub as_of: Option<NaiveDate>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

/// A line of E8 in detail: what one document moved of an item.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockMovement)]
pub struct Movement {
    pub document_id: Uuid,
    #[schema(example = "RK20261126-0001")]
    pub number: String,
    pub kind: DocumentKind,
    pub kind_text: String,
    pub happened_on: NaiveDate,
    pub store: StoreRef,
    /// Nothing where something went out.
    pub came_in: LedgerSum,
    pub went_out: LedgerSum,
    /// Where it came from.
    pub source: Option<Source>,
    /// The record that it follows from: the goods receipt of a purchase.
    pub source_number: Option<String>,
    pub supplier: Option<String>,
    pub receiver: Option<PersonRef>,
    pub class: Option<StockClass>,
    /// What it is for, or who gave it.
    pub purpose: Option<String>,
    pub recorded_by: PersonRef,
}
