//! What was spent, in sums.

use kernel::Money;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::request::Fund;

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SpendingQuery {
    /// This year, when it is left out.
    #[param(example = 2026, minimum = 2000, maximum = 2100)]
    pub year: Option<i32>,
}

/// It as a file.
#[derive(Debug, Clone, Default, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PurchaseSpendingExport)]
pub struct SpendingExport {
    #[serde(default)]
    #[garde(dive)]
    pub filter: SpendingFilter,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PurchaseSpendingFilter)]
pub struct SpendingFilter {
    /// This year, when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(range(min = 2000, max = 2100))]
    #[schema(value_type = Option<i32>, minimum = 2000, maximum = 2100)]
    pub year: Option<i32>,
}

/// What was spent on purchases in a calendar year: what receipts accepted, by the day of delivery, and approved petty purchases, by the day
/// they were bought.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseSpending)]
pub struct Spending {
    pub year: i32,
    pub total: Money,
    pub total_in_words: String,
    pub receipts: Money,
    pub petty: Money,
    /// Of the year before.
    pub year_before: Money,
    /// Twelve.
    pub months: Vec<MonthSpending>,
    /// Largest first, as the others are.
    pub funds: Vec<FundSpending>,
    /// The ten of which most was bought.
    pub suppliers: Vec<NamedSpending>,
    /// All others.
    pub other_suppliers: Money,
    pub other_suppliers_count: i64,
    /// Of whoever asked for it or bought it; without a name: of nobody's department.
    pub departments: Vec<NamedSpending>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseMonthSpending)]
pub struct MonthSpending {
    pub month: u32,
    pub receipts: Money,
    pub petty: Money,
    pub total: Money,
    /// Of the same month a year before.
    pub year_before: Money,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseFundSpending)]
pub struct FundSpending {
    pub fund: Fund,
    pub fund_title: String,
    pub total: Money,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseNamedSpending)]
pub struct NamedSpending {
    pub name: Option<String>,
    pub total: Money,
    /// How many receipts and petty purchases.
    pub count: i64,
}
