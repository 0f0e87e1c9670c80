//! Bodies and views of stores.

use campus::{location::LocationRef, person::PersonRef};
use kernel::{Money, validate::one_line};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A store as it is to be.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StoreBody {
    #[garde(length(chars, min = 1, max = 50), custom(one_line))]
    #[schema(example = "总保管室")]
    pub name: String,
    /// The store above it.
    #[serde(default)]
    #[garde(skip)]
    pub parent_id: Option<Uuid>,
    #[serde(default)]
    #[garde(skip)]
    pub place_id: Option<Uuid>,
    /// Who keeps it.
    #[serde(default)]
    #[garde(length(max = 20))]
    #[schema(max_items = 20)]
    pub keeper_ids: Vec<Uuid>,
    /// No longer in use: only an empty store can be.
    #[serde(default)]
    #[garde(skip)]
    pub retired: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct StoreView {
    pub id: Uuid,
    pub name: String,
    pub parent_id: Option<Uuid>,
    pub place: Option<LocationRef>,
    pub keepers: Vec<PersonRef>,
    /// Items of which something is there.
    pub items: i64,
    /// What all of it cost.
    pub value: Money,
    pub retired: bool,
    pub version: i64,
}

/// A store that something can be sent to, and who takes it over there.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoreChoice {
    pub id: Uuid,
    pub name: String,
    pub keepers: Vec<PersonRef>,
}

/// Where in a store something lies.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoreBin {
    #[schema(example = "3 号架 2 层")]
    pub bin: String,
}

/// A store by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StoreRef {
    pub id: Uuid,
    pub name: String,
}
