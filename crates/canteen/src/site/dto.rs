//! Bodies and views of canteens.

use campus::{location::LocationRef, person::PersonRef};
use kernel::validate::one_line;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Meal;

/// How a canteen is run (rules of 2025-04-15).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenMode)]
pub enum Mode {
    /// By the school itself.
    Own,
    /// By a contractor.
    Contracted,
    /// Meals are delivered.
    Delivered,
}

impl Mode {
    pub const ALL: [Self; 3] = [Self::Own, Self::Contracted, Self::Delivered];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Contracted => "contracted",
            Self::Delivered => "delivered",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.key() == key)
    }
}

/// A canteen as it is to be.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CanteenBody {
    #[garde(length(chars, min = 1, max = 50), custom(one_line))]
    #[schema(example = "第一食堂")]
    pub name: String,
    #[garde(skip)]
    pub mode: Mode,
    /// Where it is; problems that are found there are reported at this place.
    #[serde(default)]
    #[garde(skip)]
    pub place_id: Option<Uuid>,
    /// How many eat there.
    #[garde(range(min = 0, max = 1_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000, example = 860)]
    pub diners: i64,
    /// Which meals it serves.
    #[garde(length(min = 1, max = 4))]
    #[schema(min_items = 1, max_items = 4)]
    pub meals: Vec<Meal>,
    #[serde(default)]
    #[garde(skip)]
    pub manager_id: Option<Uuid>,
    /// 食品安全员.
    #[serde(default)]
    #[garde(skip)]
    pub officer_id: Option<Uuid>,
    /// 食品安全总监.
    #[serde(default)]
    #[garde(skip)]
    pub director_id: Option<Uuid>,
    /// No longer in use: nothing is recorded there any more.
    #[serde(default)]
    #[garde(skip)]
    pub retired: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CanteenView {
    pub id: Uuid,
    pub name: String,
    pub mode: Mode,
    pub place: Option<LocationRef>,
    pub diners: i64,
    pub meals: Vec<Meal>,
    pub manager: Option<PersonRef>,
    pub officer: Option<PersonRef>,
    pub director: Option<PersonRef>,
    /// So many eat there that it has to have a director of food safety, and it has none.
    pub director_missing: bool,
    pub retired: bool,
    pub version: i64,
}

/// A canteen by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CanteenRef {
    pub id: Uuid,
    pub name: String,
}
