//! What is said of cards that are registered by hand.

use chrono::NaiveDate;
use kernel::{
    Money, Quantity,
    validate::{one_line, plain_text},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{super::CardDetails, NumberedCard};

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
