//! Bodies and views of values.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    Money,
    calendar::in_calendar,
    validate::{one_line, plain_text},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Act;
use crate::{asset::dto::NumberedCard, depreciation::Month, policy::DepreciationSource};

/// How far a card is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AssetValueStanding)]
pub enum Standing {
    /// Of a kind that does not depreciate, or without a value; or the school does not depreciate.
    NotDepreciated,
    NotBegun,
    Running,
    /// All of it is taken; it stays in use.
    Taken,
}

/// What a card is worth today, and what lies ahead of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssetValueView)]
pub struct ValueView {
    pub asset: NumberedCard,
    pub name: String,
    pub original_value: Money,
    pub accumulated_depreciation: Money,
    pub net_value: Money,
    pub life_months: Option<i64>,
    pub standing: Standing,
    pub standing_text: String,
    /// Whose depreciation counts in the books.
    pub source: DepreciationSource,
    /// The first month that takes something, and the last.
    pub begins: Option<Month>,
    pub ends: Option<Month>,
    /// Months of its life that are over before the next one.
    pub months_taken: Option<i64>,
    /// The next month that nobody closed yet, and what it takes.
    pub next_month: Month,
    pub next_amount: Option<Money>,
    /// What lies ahead by the plan, year by year.
    pub forecast: Vec<ForecastYear>,
    pub allowed_actions: Vec<AllowedValueAct>,
    pub version: i64,
}

/// What a calendar year will take.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssetValueForecast)]
pub struct ForecastYear {
    pub year: i32,
    pub months: i64,
    pub amount: Money,
    /// At its end.
    pub accumulated: Money,
    pub net_value: Money,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AllowedAssetValueAct)]
pub struct AllowedValueAct {
    pub action: Act,
    pub title: String,
    pub allowed: bool,
    /// Why not.
    pub reason: Option<String>,
}

/// An event in the life of a value.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssetValueEvent)]
pub struct ValueEventView {
    pub id: Uuid,
    /// `opening`, `addition`, `revaluation`, `impairment`, `depreciation`, `disposal`, `reversal`; `reclassified` twice, out of a
    /// class and into another.
    pub kind: String,
    pub kind_text: String,
    /// What came to the original value, or went.
    pub original_value: Money,
    pub accumulated_depreciation: Money,
    pub quantity: String,
    /// The day from which it counts.
    pub effective_on: NaiveDate,
    /// When it was written down.
    pub recorded_at: DateTime<Utc>,
    pub voucher_no: Option<String>,
    pub reason: Option<String>,
    /// The life from then on, where it changed.
    pub life_months: Option<i64>,
    /// The month of a depreciation, and its run.
    pub period: Option<Month>,
    pub run_id: Option<Uuid>,
    /// Brought along from another ledger.
    pub imported: bool,
    /// The class under which it was booked.
    pub category_code: String,
}

/// A change of value by voucher.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecordAssetValue)]
pub struct RecordBody {
    #[garde(skip)]
    pub kind: Act,
    /// Of an addition what is added, of an impairment what is taken off, of a revaluation the new original value.
    #[serde(default)]
    #[garde(skip)]
    pub amount: Option<Money>,
    /// The whole life from then on, where it changes: what is left is spread over what is left of it.
    #[serde(default)]
    #[garde(inner(range(min = 1, max = 1200)))]
    pub life_months: Option<i64>,
    /// The day from which it counts: not in a closed month, and not in the future.
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub effective_on: NaiveDate,
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(example = "记-11-32")]
    pub voucher_no: String,
    #[garde(length(chars, min = 1, max = 500), custom(plain_text))]
    #[schema(example = "加装内存")]
    pub reason: String,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListEvents {
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
