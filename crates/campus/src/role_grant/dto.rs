//! Bodies and views of role grants.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{location::LocationRef, person::PersonRef};

#[derive(Debug, Serialize, ToSchema)]
pub struct RoleView {
    #[schema(example = "repair_worker")]
    pub code: String,
    pub title: String,
    pub description: String,
    /// Whether a second person must confirm a grant of it.
    pub needs_second_key: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RoleGrantView {
    pub id: Uuid,
    pub person: PersonRef,
    pub role: RoleView,
    /// Empty for the whole school.
    pub places: Vec<LocationRef>,
    pub granted_by: Option<PersonRef>,
    pub confirmed_by: Option<PersonRef>,
    pub pending: bool,
    pub valid_until: Option<NaiveDate>,
    pub version: i64,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantRoleBody {
    #[garde(length(chars, min = 1, max = 40))]
    #[schema(example = "repair_worker")]
    pub role: String,
    /// Limits the role to these places and what is below them.
    #[serde(default)]
    #[garde(length(max = 50))]
    pub places: Vec<Uuid>,
    /// Last day on which the role holds.
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    #[garde(skip)]
    pub valid_until: Option<NaiveDate>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRoleGrants {
    /// Only those that wait for the second key.
    pub pending: Option<bool>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
