//! Bodies and views of orders.

use campus::person::PersonRef;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    Money, Quantity,
    calendar::in_calendar,
    validate::{one_line, plain_text},
};
use serde::{Deserialize, Serialize};
use stores::OnHand;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    model::OrderId,
    phase::{CommandKind, State},
};
use crate::{
    exception::{ExceptionBody, ExceptionView},
    receipt::ReceiptId,
    request::{EmergencyView, RequestId},
    supplier::SupplierId,
};

/// What is bought of whom.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PurchaseOrderBody)]
pub struct OrderBody {
    #[garde(skip)]
    pub request_id: RequestId,
    #[garde(skip)]
    pub supplier_id: SupplierId,
    /// Who buys beside whoever makes the order; needed from the school's amount on, for all that is ordered of the request together.
    #[serde(default)]
    #[garde(skip)]
    pub other_buyer_id: Option<Uuid>,
    /// Where only one person can buy although two should: why, and who co-signs.
    #[serde(default)]
    #[garde(dive)]
    pub exception: Option<ExceptionBody>,
    #[serde(default, deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub expected_on: Option<NaiveDate>,
    #[serde(default)]
    #[garde(length(chars, max = 400), custom(plain_text))]
    pub note: Option<String>,
    #[garde(length(min = 1, max = 500), dive)]
    #[schema(min_items = 1, max_items = 500)]
    pub lines: Vec<OrderLineBody>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PurchaseOrderLineBody)]
pub struct OrderLineBody {
    /// Position of the line in the request, from nought.
    #[garde(skip)]
    pub position: u32,
    #[garde(skip)]
    pub quantity: Quantity,
    #[garde(skip)]
    pub unit_price: Money,
    /// That it is food; what the stores' catalogue knows as food is food anyway.
    #[serde(default)]
    #[garde(skip)]
    pub food: bool,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PurchaseOrderReason)]
pub struct ReasonBody {
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    #[schema(example = "厂家停产")]
    pub reason: String,
}

/// A step that needs nothing but the step.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PurchaseOrderStep)]
pub struct Nothing {}

/// A row of the list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseOrderRow)]
pub struct OrderRow {
    pub id: OrderId,
    #[schema(example = "DG20261127-0001")]
    pub number: String,
    /// The first thing, and how many others.
    pub title: String,
    pub request_id: RequestId,
    #[schema(example = "CG20261127-0001")]
    pub request_number: String,
    pub supplier_id: SupplierId,
    pub supplier_name: String,
    /// For those who may see what things cost.
    pub total: Option<Money>,
    pub buyers: Vec<BuyerView>,
    pub state: State,
    pub state_text: String,
    /// It was made before its request was approved.
    pub emergency: bool,
    /// One person buys where two should.
    pub excepted: bool,
    pub expected_on: Option<NaiveDate>,
    pub made_at: DateTime<Utc>,
    pub version: i64,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseOrderBuyer)]
pub struct BuyerView {
    #[serde(flatten)]
    pub person: PersonRef,
    /// Nothing until he said so himself.
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// One order, whole.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseOrderView)]
pub struct OrderView {
    #[serde(flatten)]
    pub row: OrderRow,
    pub requester: PersonRef,
    pub made_by: PersonRef,
    /// How many people buy, by the rule of the day on which it was made and by all that was ordered of its request by then.
    pub buyers_needed: i64,
    /// How many accept what comes of it: likewise, by a rule of their own.
    pub acceptors_needed: i64,
    pub exception: Option<ExceptionView>,
    /// Of what was made before its request was approved: how the approvals stand.
    pub emergency_follow_up: Option<EmergencyView>,
    pub lines: Vec<OrderLineView>,
    /// The total in capital figures, as it stands on paper.
    pub total_in_words: Option<String>,
    pub note: Option<String>,
    /// Why it was cancelled, or closed short.
    pub reason: Option<String>,
    pub receipts: Vec<OrderReceipt>,
    pub allowed_actions: Vec<AllowedStep>,
    pub ordered_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseOrderLine)]
pub struct OrderLineView {
    /// Position in the order, from nought.
    pub position: i64,
    /// Position in the request, from nought.
    pub request_position: i64,
    pub name: String,
    pub spec: Option<String>,
    pub unit: String,
    pub quantity: Quantity,
    pub unit_price: Option<Money>,
    pub amount: Option<Money>,
    pub accepted: OnHand,
    /// What may still come.
    pub open: OnHand,
    /// It comes into a store as food, under a licence, with two signatures.
    pub food: bool,
    /// Whether the school's rules ask for a card of it, if it lasts longer than a year; nothing once nothing may come.
    pub proposal: Option<crate::receipt::Proposal>,
}

/// A receipt of the order by its number.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseOrderReceipt)]
pub struct OrderReceipt {
    pub id: ReceiptId,
    #[schema(example = "YS20261127-0001")]
    pub number: String,
    pub state: crate::receipt::phase::State,
    pub state_text: String,
    pub delivered_on: NaiveDate,
}

/// Whether the caller may take a step now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseOrderAllowedStep)]
pub struct AllowedStep {
    pub action: CommandKind,
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PurchaseOrderListView)]
pub enum ListView {
    /// Everything that the caller may see.
    #[default]
    All,
    /// Where the caller is one of the buyers.
    Mine,
    /// What is not ordered before the caller says so: as the other buyer, or for its exception.
    WaitingForMe,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListOrders {
    #[param(inline)]
    pub view: Option<ListView>,
    /// States, joined by commas.
    pub state: Option<String>,
    pub request_id: Option<Uuid>,
    pub supplier_id: Option<Uuid>,
    /// A number or its beginning.
    pub q: Option<String>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
