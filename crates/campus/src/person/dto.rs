//! Bodies and views of people.

use chrono::NaiveDate;
use kernel::validate::one_line;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// A person as others name them.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonRef {
    pub id: Uuid,
    pub name: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PersonView {
    pub id: Uuid,
    pub name: String,
    pub staff_no: Option<String>,
    /// Only for those who manage people.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub phone: Option<String>,
    pub department: Option<String>,
    pub active: bool,
    /// The day on which the person left.
    pub left_on: Option<NaiveDate>,
    /// Whether the person can sign in.
    pub has_account: bool,
    pub roles: Vec<HeldRole>,
    pub version: i64,
}

/// What is in somebody's hands: asked before he leaves.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoldingsView {
    pub person: PersonRef,
    pub items: Vec<Holding>,
}

/// One kind of what somebody holds.
#[derive(Debug, Serialize, ToSchema)]
pub struct Holding {
    /// `assets`, `repair_cases_assigned`, `repair_cases_reported`, `repair_routes`, `inspection_plans`, `inspection_rounds`, `canteen_findings`, `rooms`, `classes`, `role_grants` or `delegations`.
    #[schema(example = "rooms")]
    pub kind: &'static str,
    pub count: u64,
    /// The first ones, where there is a page for each.
    pub first: Vec<HeldThing>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct HeldThing {
    pub id: Uuid,
    pub title: String,
}

/// A role as it shows beside a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeldRole {
    pub grant_id: Uuid,
    pub code: String,
    pub title: String,
    /// The places it is limited to, joined; `null` for the whole school.
    pub scope_title: Option<String>,
    /// Waiting for the second key.
    pub pending: bool,
    /// First day on which it holds, where that was not the day of the grant.
    pub valid_from: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    /// Whether somebody else may stand in for the person in it.
    pub delegable: bool,
}

/// Longest name of a person or a department.
pub const LONGEST_NAME: usize = 60;
/// Longest staff or telephone number.
pub const LONGEST_NUMBER: usize = 30;

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddPerson {
    #[garde(length(chars, min = 1, max = LONGEST_NAME), custom(one_line))]
    #[schema(example = "王师傅")]
    pub name: String,
    #[serde(default)]
    #[garde(length(chars, min = 1, max = LONGEST_NUMBER), custom(one_line))]
    #[schema(example = "T0123")]
    pub staff_no: Option<String>,
    #[serde(default)]
    #[garde(length(chars, max = LONGEST_NUMBER), custom(one_line))]
    pub phone: Option<String>,
    /// Made when there is none of this name.
    #[serde(default)]
    #[garde(length(chars, min = 1, max = LONGEST_NAME), custom(one_line))]
    #[schema(example = "总务处")]
    pub department: Option<String>,
}

/// What is left out stays; `null` clears.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePerson {
    #[serde(default, deserialize_with = "kernel::extract::given")]
    #[garde(length(chars, min = 1, max = LONGEST_NAME), custom(one_line))]
    #[schema(nullable = false)]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(length(chars, min = 1, max = LONGEST_NUMBER), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub staff_no: Option<Option<String>>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(length(chars, min = 1, max = LONGEST_NUMBER), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub phone: Option<Option<String>>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(length(chars, min = 1, max = LONGEST_NAME), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub department: Option<Option<String>>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListPeople {
    /// Beginning of the name or the whole staff number.
    pub q: Option<String>,
    /// Only those still here (`true`) or those who left (`false`).
    pub active: Option<bool>,
    /// Only those who can sign in (`true`) or cannot (`false`).
    pub has_account: Option<bool>,
    /// 1 to 200; 50 when left out.
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
