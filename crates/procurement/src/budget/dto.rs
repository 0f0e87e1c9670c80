//! Bodies and views of budgets.

use campus::person::PersonRef;
use chrono::{DateTime, Utc};
use kernel::{Money, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::model::{BudgetId, EventKind};
use crate::request::Fund;

/// What a fund is given for a calendar year; a later one adds to it, or takes back what is less than nothing.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BudgetBody)]
pub struct BudgetBody {
    #[garde(range(min = 2000, max = 2100))]
    #[schema(minimum = 2000, maximum = 2100, example = 2026)]
    pub year: i64,
    #[garde(skip)]
    pub fund: Fund,
    #[garde(skip)]
    pub amount: Money,
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    #[schema(example = "教育局核定的年度预算")]
    pub reason: String,
    /// What was allotted when the caller looked, nothing before the first time: two do not load the same budget one after the other.
    #[serde(default)]
    #[garde(skip)]
    pub allotted_before: Option<Money>,
}

/// The budgets of a calendar year.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BudgetYear)]
pub struct BudgetYear {
    pub year: i64,
    /// The calendar year that the school is in.
    pub this_year: i64,
    /// Years that have budgets, this one and the next.
    pub years: Vec<i64>,
    /// In the order of the funds; those without a budget are there once something of them is used.
    pub budgets: Vec<BudgetRow>,
    /// Whether the caller may allot.
    pub may_allot: bool,
}

/// A fund in a calendar year: what it has, and what of it is used.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BudgetRow)]
pub struct BudgetRow {
    pub id: BudgetId,
    pub year: i64,
    pub fund: Fund,
    pub fund_title: String,
    /// Nothing where no budget was loaded.
    pub allotted: Option<Money>,
    /// Approved and not ordered yet.
    pub reserved: Money,
    /// Ordered and not accepted yet.
    pub committed: Money,
    pub spent: Money,
    /// The three together.
    pub used: Money,
    /// What is left, less than nothing when it is overspent; nothing where no budget was loaded.
    pub balance: Option<Money>,
    pub over: bool,
    /// How many events it has.
    pub events: i64,
}

/// What happened to the money of a budget.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BudgetEvent)]
pub struct BudgetEvent {
    /// From one on, in order.
    pub seq: i64,
    pub kind: EventKind,
    pub kind_text: String,
    /// More than nothing, but for an allotment that takes back.
    pub amount: Money,
    /// Of an allotment, in capitals as a paper says it.
    pub amount_in_words: Option<String>,
    /// Of an allotment.
    pub reason: Option<String>,
    /// The record by which it came; nothing for an allotment.
    pub source: Option<BudgetSource>,
    pub by: PersonRef,
    pub at: DateTime<Utc>,
}

/// A request, an order, a goods receipt or a petty purchase by its number.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BudgetSource)]
pub struct BudgetSource {
    #[schema(example = "purchase_request")]
    pub kind: String,
    pub id: Uuid,
    #[schema(example = "CG20261127-0001")]
    pub number: String,
}

/// What a purchase means for the budget of its fund.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = BudgetOutlook)]
pub struct OutlookView {
    pub year: i64,
    pub fund: Fund,
    pub fund_title: String,
    pub allotted: Money,
    /// What is left now.
    pub balance: Money,
    /// What is left once it is approved; the same as now when it is approved already.
    pub after: Money,
    /// Whether that is less than nothing.
    pub over: bool,
    /// Whether the school's rule refuses it for that; otherwise it is a warning.
    pub refuses: bool,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListBudgets {
    /// A calendar year; the school's present one when not said.
    pub year: Option<i64>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListEvents {
    /// Only what happened in this way.
    #[param(inline)]
    pub kind: Option<EventKind>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
