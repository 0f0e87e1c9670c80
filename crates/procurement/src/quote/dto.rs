//! Bodies and views of three-quote sheets.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use files::{Size, attachment::AttachmentView};
use kernel::{
    Money, Quantity,
    calendar::in_calendar,
    validate::{one_line, plain_text},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    model::{Channel, SheetId, SingleSource},
    phase::{CommandKind, Stage, State},
    rules::Why,
};
use crate::{request::RequestId, supplier::SupplierId};

/// Opens the sheet of a request.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuoteSheetOpening)]
pub struct Opening {}

/// What a supplier said.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteBody {
    #[garde(skip)]
    pub supplier_id: SupplierId,
    #[garde(skip)]
    pub channel: Channel,
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub quoted_on: NaiveDate,
    /// The caller when left out.
    #[serde(default)]
    #[garde(skip)]
    pub asked_by_id: Option<Uuid>,
    /// Its screenshot or paper. When left out, that of the quote which this one replaces stays.
    #[serde(default)]
    #[garde(skip)]
    pub upload_id: Option<Uuid>,
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(plain_text))]
    pub note: Option<String>,
    /// Prices of pieces; lines that the supplier does not have are left out.
    #[garde(length(min = 1, max = 500), dive)]
    #[schema(min_items = 1, max_items = 500)]
    pub lines: Vec<QuoteLineBody>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteLineBody {
    /// Position of the line in the request, from nought.
    #[garde(skip)]
    pub position: u32,
    #[garde(skip)]
    pub unit_price: Money,
}

/// Takes a quote off the sheet. It stays on record.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteRemoval {
    #[garde(skip)]
    pub supplier_id: SupplierId,
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "录错了供应商")]
    pub reason: String,
}

/// Which quote is taken.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuoteSettlement)]
pub struct SettleBody {
    #[garde(skip)]
    pub supplier_id: SupplierId,
    /// Why it is not the cheapest.
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(plain_text))]
    pub not_lowest: Option<String>,
    /// Why nobody else was asked, or fewer than the rules say.
    #[serde(default)]
    #[garde(dive)]
    pub single_source: Option<SingleSourceBody>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuoteSingleSourceBody)]
pub struct SingleSourceBody {
    #[garde(skip)]
    pub code: SingleSource,
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "电梯只能由原厂维保")]
    pub words: String,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = QuoteSheetReopening)]
pub struct ReopenBody {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "选定的一家没有货了")]
    pub reason: String,
}

/// The sheet, with everything that is printed as 询价记录单.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuoteSheetView {
    pub id: SheetId,
    pub state: State,
    pub state_text: String,
    /// How far its request is: quotes are collected while it waits, and settled once it is approved.
    pub stage: Stage,
    pub school_name: String,
    pub request: QuotedRequest,
    pub need: NeedView,
    /// What is asked for, in the order of the request.
    pub lines: Vec<QuotedLine>,
    /// Suppliers in columns, in the order in which they were written down.
    pub quotes: Vec<QuoteView>,
    pub settled: Option<SettledView>,
    /// Why it was opened again.
    pub reopen_reason: Option<String>,
    /// What was settled before it was opened again, oldest first.
    pub earlier: Vec<EarlierSheet>,
    pub opened_by: PersonRef,
    pub opened_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub allowed_actions: Vec<AllowedStep>,
    pub version: i64,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuoteSheetRequest)]
pub struct QuotedRequest {
    pub id: RequestId,
    pub number: String,
    pub title: String,
    pub purpose: String,
    pub requester: PersonRef,
    pub fund_title: String,
    pub needed_by: Option<NaiveDate>,
    /// What it comes to: once that is approved, no quote beyond it is taken.
    pub total: Money,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuotesNeeded)]
pub struct NeedView {
    pub quotes: u32,
    pub because: Why,
    pub text: String,
    /// Whether a price list of a fixed supplier needs no other quotes.
    pub exempt_price_lists: bool,
    pub exempt_e_mall: bool,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuoteSheetLine)]
pub struct QuotedLine {
    pub position: i64,
    pub name: String,
    pub spec: Option<String>,
    pub unit: String,
    pub quantity: Quantity,
    /// As the requester thought.
    pub estimated_unit_price: Money,
}

/// A supplier's column.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuoteView {
    pub id: Uuid,
    pub supplier: QuotedSupplier,
    pub channel: Channel,
    pub channel_text: String,
    pub quoted_on: NaiveDate,
    pub asked_by: PersonRef,
    pub recorded_by: PersonRef,
    pub recorded_at: DateTime<Utc>,
    pub document: Option<AttachmentView>,
    pub note: Option<String>,
    pub prices: Vec<QuotedPrice>,
    /// Of all lines; none while one has no price.
    pub total: Option<Money>,
    /// Nobody asks for less.
    pub lowest: bool,
    pub chosen: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct QuotedSupplier {
    pub id: SupplierId,
    pub name: String,
    pub contact: Option<String>,
    pub phone: Option<String>,
    pub suspended: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct QuotedPrice {
    pub position: i64,
    pub unit_price: Money,
    pub amount: Money,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuoteSettledView)]
pub struct SettledView {
    pub supplier_name: String,
    pub total: Money,
    /// The same in capital figures 大写.
    pub total_in_words: String,
    pub not_lowest: Option<String>,
    pub single_source: Option<SingleSource>,
    pub single_source_text: Option<String>,
    pub single_source_words: Option<String>,
    pub by: PersonRef,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuoteSheetEarlier)]
pub struct EarlierSheet {
    pub round: i64,
    pub settled: SettledView,
    pub quotes: Vec<EarlierQuote>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuoteSheetEarlierQuote)]
pub struct EarlierQuote {
    pub supplier_name: String,
    pub channel_text: String,
    pub total: Option<Money>,
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QuoteSheetAllowedStep)]
pub struct AllowedStep {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ContentQuery {
    /// Longer side of a photo, in pixels; 1600 when left out. Documents have one size.
    #[param(inline)]
    pub size: Option<Size>,
}
