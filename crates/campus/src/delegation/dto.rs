//! Bodies and views of delegations.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{calendar::in_calendar, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::person::PersonRef;

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Delegate {
    /// Who stands in.
    #[garde(skip)]
    pub to_id: Uuid,
    /// Codes of roles that the other holds and that decide something.
    #[garde(length(min = 1, max = 8), inner(length(chars, min = 1, max = 40)))]
    #[schema(example = json!(["logistics_director"]))]
    pub roles: Vec<String>,
    /// Today or later.
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub starts_on: NaiveDate,
    /// The last day; at most as many days as the school allows (`delegation.max_days`).
    #[serde(deserialize_with = "in_calendar")]
    #[garde(skip)]
    pub ends_on: NaiveDate,
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    #[schema(example = "外出培训")]
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DelegationState {
    /// Begins on a day to come.
    Planned,
    Holds,
    /// Its last day is over, or it was ended before.
    Over,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DelegationView {
    pub id: Uuid,
    pub from: PersonRef,
    pub to: PersonRef,
    pub roles: Vec<DelegatedRole>,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub reason: String,
    pub state: DelegationState,
    /// The delegator himself, or who decided for him.
    pub decided_by: PersonRef,
    pub decided_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    /// Whether the caller may end it now.
    pub may_end: bool,
    pub version: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DelegatedRole {
    pub code: String,
    pub title: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListDelegations {
    /// Only those from or to this person.
    pub person_id: Option<Uuid>,
    /// Those that are over too.
    pub past: Option<bool>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
