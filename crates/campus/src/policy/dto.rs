//! Bodies and views of policy values.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{calendar::in_calendar, validate::one_line};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::pack::{PolicyGroup, PolicyKind};
use crate::person::PersonRef;

/// A rule or number: what it is, what holds today and what is to come.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyView {
    #[schema(example = "repair.auto_accept_working_days")]
    pub key: String,
    pub group: PolicyGroup,
    pub title: String,
    /// The same as a question of the set-up page; `null` for what is not asked.
    pub question: Option<String>,
    pub kind: PolicyKind,
    pub unit: Option<String>,
    pub min: Option<i64>,
    pub max: Option<i64>,
    /// How many numbers a value of several has.
    pub count: Option<usize>,
    pub options: Vec<PolicyOption>,
    /// The funds that a condition of `raises` may name.
    pub funds: Vec<PolicyOption>,
    pub default: Value,
    /// Where the default comes from.
    pub default_source: String,
    /// Whether something in the product goes by it today.
    pub in_use: bool,
    /// What holds today.
    pub value: Value,
    /// What the school set last for today; `null` while the default holds.
    pub set: Option<PolicyValue>,
    /// What is set for a day to come.
    pub next: Option<PolicyValue>,
    /// How often it was set; 0 for never.
    pub version: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyOption {
    pub value: String,
    pub title: String,
}

/// A value with the day from which it holds, why and after what.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyValue {
    pub value: Value,
    pub valid_from: NaiveDate,
    pub source: String,
    pub reason: String,
    pub set_by: Option<PersonRef>,
    pub set_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetPolicy {
    /// As the key's kind says.
    #[garde(skip)]
    pub value: Value,
    /// Today or later.
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub valid_from: NaiveDate,
    /// The document or meeting that says so.
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    #[schema(example = "2026年9月3日校务会")]
    pub source: String,
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    #[schema(example = "小额采购下放")]
    pub reason: String,
}
