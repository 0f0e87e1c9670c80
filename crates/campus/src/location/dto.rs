//! Bodies and views of places.

use kernel::validate::{one_line, plain_text};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{Kind, entity::Model};
use crate::person::PersonRef;

/// A place as other records name it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LocationRef {
    pub id: Uuid,
    pub kind: Kind,
    pub name: String,
    /// With everything above it: `致远楼 / 2层 / 203`.
    pub path: String,
}

impl From<&Model> for LocationRef {
    fn from(row: &Model) -> Self {
        Self { id: row.id, kind: row.kind(), name: row.name.clone(), path: row.path.clone() }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct LocationView {
    pub id: Uuid,
    pub parent_id: Option<Uuid>,
    pub kind: Kind,
    pub name: String,
    pub path: String,
    pub room_use: Option<String>,
    pub responsible_person: Option<PersonRef>,
    /// The code on its door sign; rooms and zones have one.
    pub sign_code: Option<String>,
    /// False when it is closed: nothing is reported there or moved in.
    pub active: bool,
    pub version: i64,
}

/// A node of the whole tree.
#[derive(Debug, Serialize, ToSchema)]
pub struct LocationNode {
    pub id: Uuid,
    pub parent_id: Option<Uuid>,
    pub kind: Kind,
    pub name: String,
    pub path: String,
    pub responsible_person: Option<PersonRef>,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddLocation {
    #[serde(default)]
    #[garde(skip)]
    pub parent_id: Option<Uuid>,
    #[garde(skip)]
    pub kind: Kind,
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(example = "203")]
    pub name: String,
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(example = "普通教室")]
    pub room_use: Option<String>,
}

/// What is left out stays; `null` clears.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeLocation {
    #[serde(default, deserialize_with = "kernel::extract::given")]
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(nullable = false)]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub room_use: Option<Option<String>>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(skip)]
    #[schema(value_type = Option<Uuid>)]
    pub responsible_person_id: Option<Option<Uuid>>,
}

/// Where a place is to hang from now on.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveLocation {
    /// The place above; `null` for the top.
    #[serde(default)]
    #[garde(skip)]
    pub parent_id: Option<Uuid>,
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    #[schema(example = "教室调整")]
    pub reason: String,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseLocation {
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    #[schema(example = "改造，明年开放")]
    pub reason: String,
}

/// What is at a place or below it.
#[derive(Debug, Serialize, ToSchema)]
pub struct StandingView {
    /// Open places below.
    pub places: u64,
    /// Classes that have their room there; they need another one before it is closed.
    pub classes: Vec<String>,
    /// Asset cards, open repairs and whatever else stands there.
    pub things: Vec<StandingCount>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct StandingCount {
    /// `assets`, `repair_cases`.
    #[schema(example = "assets")]
    pub kind: &'static str,
    pub count: u64,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListLocations {
    /// Only what stands directly below this place.
    pub parent_id: Option<Uuid>,
    pub kind: Option<Kind>,
    /// Only places that are closed; only open ones when left out.
    pub closed: Option<bool>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

/// “致远楼, 4 floors, 6 rooms each”: rooms 101 to 406.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GenerateRooms {
    #[serde(default)]
    #[garde(skip)]
    pub campus_id: Option<Uuid>,
    #[garde(length(chars, min = 1, max = 40), custom(one_line))]
    #[schema(example = "致远楼")]
    pub building: String,
    #[garde(range(min = 1, max = 40))]
    #[schema(example = 4)]
    pub floors: u32,
    #[garde(range(min = 1, max = 60))]
    #[schema(example = 6)]
    pub rooms_per_floor: u32,
    /// The number of the lowest floor.
    #[serde(default = "one")]
    #[garde(range(min = 1, max = 40))]
    pub first_floor: u32,
    /// Written before each number: `A` gives A101.
    #[serde(default)]
    #[garde(length(chars, max = 6), custom(plain_text))]
    pub prefix: String,
    /// Show what would be made and write nothing.
    #[serde(default)]
    #[garde(skip)]
    pub dry_run: bool,
}

fn one() -> u32 {
    1
}

#[derive(Debug, Serialize, ToSchema)]
pub struct GeneratedRooms {
    /// `null` on a dry run.
    pub building: Option<LocationRef>,
    pub floors: u32,
    /// The names of the rooms, floor by floor.
    pub rooms: Vec<String>,
}

/// A door sign, ready to print.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignView {
    pub location: LocationRef,
    pub school_name: String,
    /// Ten characters, readable aloud.
    pub code: String,
    /// What the QR code holds. `null` until the school has set the address that phones reach.
    pub url: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListSigns {
    /// All rooms and zones at or below this place; of the whole school when left out.
    pub under: Option<Uuid>,
}
