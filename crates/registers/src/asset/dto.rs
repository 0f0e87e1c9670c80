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

use super::{
    CardDetails, Status,
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

/// What is said of a card when it is registered by hand.
#[derive(Debug, Clone, Default, Deserialize, garde::Validate, ToSchema)]
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
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    pub using_department: Option<String>,
    #[serde(default)]
    #[garde(skip)]
    pub custodian_id: Option<Uuid>,
    #[serde(default)]
    #[garde(skip)]
    pub user_person_id: Option<Uuid>,
    #[serde(default)]
    #[garde(skip)]
    pub responsible_person_id: Option<Uuid>,
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
    /// Everything else that can be said of a card.
    #[serde(default)]
    #[garde(dive)]
    pub details: CardDetails,
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

/// Corrects what describes a card. What is left out stays; `null` clears. Number, quantity, value, place and people change only by
/// documents.
#[derive(Debug, Clone, Default, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChangeAsset {
    #[serde(deserialize_with = "kernel::extract::given")]
    #[garde(length(chars, min = 1, max = 120), custom(one_line))]
    #[schema(nullable = false)]
    pub name: Option<String>,
    #[serde(deserialize_with = "kernel::extract::given")]
    #[garde(length(chars, min = 1, max = 20), custom(one_line))]
    #[schema(nullable = false)]
    pub category_code: Option<String>,
    #[serde(deserialize_with = "kernel::extract::given")]
    #[garde(length(chars, min = 1, max = 10), custom(one_line))]
    #[schema(nullable = false)]
    pub unit: Option<String>,
    #[serde(deserialize_with = "kernel::extract::present")]
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub spec_model: Option<Option<String>>,
    #[serde(deserialize_with = "kernel::extract::present")]
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub brand: Option<Option<String>>,
    #[serde(deserialize_with = "kernel::extract::present")]
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub serial_no: Option<Option<String>>,
    #[serde(deserialize_with = "super::details::day")]
    #[garde(skip)]
    #[schema(value_type = Option<NaiveDate>)]
    pub acquired_on: Option<Option<NaiveDate>>,
    #[serde(deserialize_with = "kernel::extract::present")]
    #[garde(length(chars, min = 1, max = 40), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub acquisition_method: Option<Option<String>>,
    #[serde(deserialize_with = "kernel::extract::present")]
    #[garde(length(chars, min = 1, max = 120), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub supplier: Option<Option<String>>,
    #[serde(deserialize_with = "kernel::extract::present")]
    #[garde(length(chars, min = 1, max = 4000), custom(plain_text))]
    #[schema(value_type = Option<String>)]
    pub remarks: Option<Option<String>>,
    /// Whether it is used, idle or in the store.
    #[serde(deserialize_with = "kernel::extract::given")]
    #[garde(skip)]
    #[schema(nullable = false)]
    pub status: Option<Status>,
    #[garde(dive)]
    pub details: CardDetails,
}

/// Takes pieces of a card onto a card of their own, in the same place.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SplitBody {
    /// Pieces that get a card of their own; fewer than the card has.
    #[garde(skip)]
    pub quantity: Quantity,
    #[garde(length(chars, min = 1, max = 500), custom(plain_text))]
    #[schema(example = "三台已坏，单独登记")]
    pub reason: String,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VoidBody {
    #[garde(length(chars, min = 1, max = 500), custom(plain_text))]
    #[schema(example = "登记重复")]
    pub reason: String,
}

/// Cards, or pieces of them, go to another place or into other hands. What is left out stays; `null` clears.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveBody {
    #[garde(length(min = 1, max = 500), dive)]
    pub items: Vec<MovedItem>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(skip)]
    #[schema(value_type = Option<Uuid>)]
    pub location_id: Option<Option<Uuid>>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(skip)]
    #[schema(value_type = Option<Uuid>)]
    pub custodian_id: Option<Option<Uuid>>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(skip)]
    #[schema(value_type = Option<Uuid>)]
    pub user_person_id: Option<Option<Uuid>>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(skip)]
    #[schema(value_type = Option<Uuid>)]
    pub responsible_person_id: Option<Option<Uuid>>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub department: Option<Option<String>>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub using_department: Option<Option<String>>,
    #[garde(length(chars, min = 1, max = 500), custom(plain_text))]
    #[schema(example = "五(1)班新转来学生")]
    pub reason: String,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MovedItem {
    #[garde(skip)]
    pub asset_id: Uuid,
    /// The version that was seen.
    #[garde(skip)]
    pub version: i64,
    /// How many of its pieces; all of them when left out.
    #[serde(default)]
    #[garde(skip)]
    pub quantity: Option<Quantity>,
}

/// The cards as they are after the move, in the order they were named: those that were split off are new.
#[derive(Debug, Serialize, ToSchema)]
pub struct MoveView {
    pub id: Uuid,
    pub items: Vec<AssetRow>,
}

/// The filters of a list; all that are given hold together. Those about values exist only for who may see values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListAssets {
    /// Category codes, joined by commas; a class such as `A0201` means everything below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// A place and everything below it; `none` for cards without a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_id: Option<String>,
    /// Statuses, joined by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// A person; `none` for cards without a custodian.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custodian_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_person_id: Option<Uuid>,
    /// The managing or the using department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<Uuid>,
    /// First day of acquisition.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "kernel::calendar::in_calendar")]
    pub acquired_from: Option<NaiveDate>,
    /// Last day of acquisition.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "kernel::calendar::in_calendar")]
    pub acquired_to: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "kernel::calendar::in_calendar")]
    pub booked_from: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "kernel::calendar::in_calendar")]
    pub booked_to: Option<NaiveDate>,
    /// Least original value.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = Option<String>)]
    pub value_min: Option<Money>,
    /// Greatest original value.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(value_type = Option<String>)]
    pub value_max: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acquisition_method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fund_source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub import_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch_id: Option<Uuid>,
    /// `entered` or `missing`: whether the card stands in the government's asset system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub official: Option<String>,
    /// `printed`, `missing`, or `suggested`: electrical goods and whatever is worth 1 000 yuan, without a label yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// A label's code, a bar code, an asset number or the government's number: the one card that bears it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// `true`: the voided cards instead of the living.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voided: Option<bool>,
    /// Chinese characters, pinyin initials, words or numbers; all must be there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// `-created_at` (newest first, the default), `asset_no`, `acquired_on` or `original_value`, each with or without `-`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
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
