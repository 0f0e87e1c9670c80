//! Bodies and views of repair routes.

use campus::{location::LocationRef, person::PersonRef};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::case::Category;

#[derive(Debug, Serialize, ToSchema)]
pub struct RouteView {
    pub id: Uuid,
    /// `null` for every category.
    pub category: Option<Category>,
    /// `null` for every building.
    pub building: Option<LocationRef>,
    pub worker: PersonRef,
    pub deputy: Option<PersonRef>,
    pub version: i64,
}

/// A rule for a category, a building, or both.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddRouteBody {
    /// Every category when left out.
    #[serde(default)]
    #[garde(skip)]
    pub category: Option<Category>,
    /// Every building when left out.
    #[serde(default)]
    #[garde(skip)]
    pub building_id: Option<Uuid>,
    #[garde(skip)]
    pub worker_id: Uuid,
    #[serde(default)]
    #[garde(skip)]
    pub deputy_id: Option<Uuid>,
}

/// Who does it from now on; what the rule is for stays.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeRouteBody {
    #[garde(skip)]
    pub worker_id: Uuid,
    /// Nobody stands in when left out.
    #[serde(default)]
    #[garde(skip)]
    pub deputy_id: Option<Uuid>,
}
