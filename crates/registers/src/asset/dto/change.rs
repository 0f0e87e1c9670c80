//! What is put right, taken off or taken back.

use chrono::NaiveDate;
use kernel::{
    Quantity,
    validate::{one_line, plain_text},
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::super::{CardDetails, Status};

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
    #[serde(deserialize_with = "crate::asset::details::day")]
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
