//! Cards as they are answered.

use campus::{location::LocationRef, person::PersonRef};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Money, Quantity};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::{
    Status,
    kind::{Kind, KindAttributes},
};

#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AssetCategoryRef)]
pub struct CategoryRef {
    #[schema(example = "A05010304")]
    pub code: String,
    pub name: String,
}

/// A row of the register.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AssetRow {
    pub id: Uuid,
    #[schema(example = "ZC2026-000001")]
    pub asset_no: String,
    pub name: String,
    pub spec_model: Option<String>,
    pub category: CategoryRef,
    pub location: Option<LocationRef>,
    pub custodian: Option<PersonRef>,
    pub quantity: Quantity,
    pub unit: String,
    /// Only for those who may see values.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub original_value: Option<Money>,
    pub acquired_on: Option<NaiveDate>,
    pub status: Status,
    pub status_text: String,
    pub version: i64,
}

/// A card, whole.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetView {
    #[serde(flatten)]
    pub row: AssetRow,
    pub kind: Kind,
    pub brand: Option<String>,
    pub serial_no: Option<String>,
    pub acquisition_method: Option<String>,
    pub supplier: Option<String>,
    pub remarks: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub unit_price: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub accumulated_depreciation: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub net_value: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub fiscal_value: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub non_fiscal_value: Option<Money>,
    pub department: Option<String>,
    pub using_department: Option<String>,
    pub user_person: Option<PersonRef>,
    pub responsible_person: Option<PersonRef>,
    pub manufacturer: Option<String>,
    pub contract_no: Option<String>,
    pub procurement_form: Option<String>,
    pub fund_source: Option<String>,
    pub accounting_subject: Option<String>,
    pub value_type: Option<String>,
    pub depreciates: bool,
    pub life_months: Option<i64>,
    pub booked_on: Option<NaiveDate>,
    pub in_service_on: Option<NaiveDate>,
    pub voucher_no: Option<String>,
    pub invoice_no: Option<String>,
    pub use_condition: Option<String>,
    pub use_direction: Option<String>,
    pub property_right: Option<String>,
    pub gift_terms: Option<String>,
    /// The number it had before.
    pub legacy_no: Option<String>,
    /// Its number in the government's asset system.
    pub official_no: Option<String>,
    pub official_entered_on: Option<NaiveDate>,
    pub barcode: Option<String>,
    /// What its printed label says.
    pub label_code: Option<String>,
    #[schema(value_type = Option<KindAttributes>)]
    pub kind_attributes: Option<serde_json::Value>,
    /// What the ledger said beside, as it said it.
    #[schema(value_type = Option<Object>)]
    pub extra: Option<serde_json::Value>,
    /// The import that brought it, and its row there.
    pub import_id: Option<Uuid>,
    pub source_row: Option<i64>,
    /// The cards that were registered together with it.
    pub batch_id: Option<Uuid>,
    /// The card it was split from.
    pub split_from: Option<NumberedCard>,
    /// The cards split from it, oldest first, at most 200.
    pub split_into: Vec<NumberedCard>,
    pub voided_at: Option<DateTime<Utc>>,
    pub void_reason: Option<String>,
    pub created_at: DateTime<Utc>,
    pub allowed_actions: Vec<AllowedAssetAction>,
}

/// What can be done with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AssetAction {
    Change,
    Move,
    Split,
    Void,
}

/// Whether the caller may do it now, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
pub struct AllowedAssetAction {
    pub action: AssetAction,
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AssetTotals {
    /// Cards.
    pub count: i64,
    /// Pieces and measured units together.
    pub quantity: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub original_value: Option<Money>,
}

/// A line of a card's history.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetTimelineEntry {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub actor_name: String,
    pub action: String,
    pub text: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct NumberedCard {
    pub id: Uuid,
    pub asset_no: String,
}
