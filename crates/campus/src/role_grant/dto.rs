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
    /// The name it came with, where the school has its own.
    pub default_title: Option<String>,
    /// How often it was renamed; only in the list of roles.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub version: Option<i64>,
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
    /// First day on which the role holds; `null`: from when it was granted.
    pub valid_from: Option<NaiveDate>,
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
    /// First day on which the role holds: today when left out.
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    #[garde(skip)]
    pub valid_from: Option<NaiveDate>,
    /// Last day on which the role holds.
    #[serde(default, deserialize_with = "kernel::calendar::in_calendar")]
    #[garde(skip)]
    pub valid_until: Option<NaiveDate>,
}

/// Grants to confirm in one act.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmGrants {
    #[garde(length(min = 1, max = 200), dive)]
    pub items: Vec<GrantSeen>,
}

/// A grant as it was seen.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantSeen {
    #[garde(skip)]
    pub id: Uuid,
    #[garde(range(min = 1))]
    pub version: i64,
}

/// What became of one of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantFate {
    pub id: Uuid,
    pub confirmed: bool,
    /// Why it was not, for programs.
    pub code: Option<String>,
    /// The same in words.
    pub detail: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct GrantFates {
    pub items: Vec<GrantFate>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRoleGrants {
    /// Only those that wait for the second key.
    pub pending: Option<bool>,
    /// Only those of this person.
    pub person_id: Option<Uuid>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}
