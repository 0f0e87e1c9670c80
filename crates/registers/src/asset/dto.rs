//! Bodies and views of asset cards.

use campus::{location::LocationRef, person::PersonRef};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    Money, Quantity,
    validate::{one_line, plain_text},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Status;

#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AssetCategoryRef)]
pub struct CategoryRef {
    #[schema(example = "A05010304")]
    pub code: String,
    pub name: String,
}

/// A row of the register.
#[derive(Debug, Serialize, ToSchema)]
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
    pub brand: Option<String>,
    pub serial_no: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub unit_price: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub accumulated_depreciation: Option<Money>,
    pub booked_on: Option<NaiveDate>,
    pub acquisition_method: Option<String>,
    pub department: Option<String>,
    pub supplier: Option<String>,
    pub voucher_no: Option<String>,
    pub invoice_no: Option<String>,
    /// The number it had before.
    pub legacy_no: Option<String>,
    /// Its number in the government's asset system.
    pub official_no: Option<String>,
    pub remarks: Option<String>,
    /// The import that brought it, and its row there.
    pub import_id: Option<Uuid>,
    pub source_row: Option<i64>,
    pub created_at: DateTime<Utc>,
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

/// What is said of a card when it is registered by hand.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterBody {
    #[garde(length(chars, min = 1, max = 120), custom(one_line))]
    #[schema(example = "投影仪")]
    pub name: String,
    #[garde(length(chars, min = 1, max = 20), custom(one_line))]
    #[schema(example = "A02020200")]
    pub category_code: String,
    /// 1 when left out. Like furniture may be one card with a quantity.
    #[serde(default)]
    #[garde(skip)]
    pub quantity: Option<Quantity>,
    /// The category's unit when left out.
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 10), custom(one_line))]
    pub unit: Option<String>,
    #[serde(default)]
    #[garde(skip)]
    pub unit_price: Option<Money>,
    /// For the whole card; unit price × quantity when left out.
    #[serde(default)]
    #[garde(skip)]
    pub original_value: Option<Money>,
    #[serde(default)]
    #[garde(length(chars, max = 200), custom(one_line))]
    pub spec_model: Option<String>,
    #[serde(default)]
    #[garde(length(chars, max = 60), custom(one_line))]
    pub brand: Option<String>,
    #[serde(default)]
    #[garde(length(chars, max = 100), custom(one_line))]
    pub serial_no: Option<String>,
    #[serde(default)]
    #[garde(skip)]
    pub location_id: Option<Uuid>,
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    pub department: Option<String>,
    #[serde(default)]
    #[garde(skip)]
    pub custodian_id: Option<Uuid>,
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    #[garde(skip)]
    pub acquired_on: Option<NaiveDate>,
    #[serde(default)]
    #[garde(length(chars, max = 40), custom(one_line))]
    #[schema(example = "新购")]
    pub acquisition_method: Option<String>,
    #[serde(default)]
    #[garde(length(chars, max = 120), custom(one_line))]
    pub supplier: Option<String>,
    #[serde(default)]
    #[garde(length(chars, max = 4000), custom(plain_text))]
    pub remarks: Option<String>,
    /// The school's own number; the next of the series when left out.
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    pub asset_no: Option<String>,
}

/// N single cards with consecutive numbers.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterBatch {
    #[garde(dive)]
    pub card: RegisterBody,
    #[garde(range(min = 2, max = 500))]
    pub count: usize,
    /// One for each card, in order; or none.
    #[serde(default)]
    #[garde(length(max = 500), inner(length(chars, max = 100), custom(one_line)))]
    pub serial_numbers: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct BatchView {
    pub items: Vec<NumberedCard>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct NumberedCard {
    pub id: Uuid,
    pub asset_no: String,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListAssets {
    /// A category code.
    pub category: Option<String>,
    /// A place and everything below it.
    pub location_id: Option<Uuid>,
    /// Statuses, joined by commas.
    pub status: Option<String>,
    pub custodian_id: Option<Uuid>,
    /// Chinese characters, pinyin initials, words or numbers; all must be there.
    pub q: Option<String>,
    /// `-created_at` (newest first, the default), `created_at`, `asset_no` or `-asset_no`.
    pub sort: Option<String>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
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
