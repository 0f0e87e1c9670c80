//! Cards on their way.

use kernel::{
    Quantity,
    validate::{one_line, plain_text},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::AssetRow;

/// Cards, or pieces of them, go to another place or into other hands. What is left out stays; `null` clears.
#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveBody {
    #[garde(length(min = 1, max = 500), dive)]
    pub items: Vec<MovedItem>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(skip)]
    #[schema(value_type = Option<Uuid>)]
    pub location_id: Option<Option<Uuid>>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(skip)]
    #[schema(value_type = Option<Uuid>)]
    pub custodian_id: Option<Option<Uuid>>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(skip)]
    #[schema(value_type = Option<Uuid>)]
    pub user_person_id: Option<Option<Uuid>>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(skip)]
    #[schema(value_type = Option<Uuid>)]
    pub responsible_person_id: Option<Option<Uuid>>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub department: Option<Option<String>>,
    #[serde(default, deserialize_with = "kernel::extract::present")]
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    #[schema(value_type = Option<String>)]
    pub using_department: Option<Option<String>>,
    #[garde(length(chars, min = 1, max = 500), custom(plain_text))]
    #[schema(example = "五(1)班新转来学生")]
    pub reason: String,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MovedItem {
    #[garde(skip)]
    pub asset_id: Uuid,
    /// The version that was seen.
    #[garde(range(min = 1))]
    pub version: i64,
    /// How many of its pieces; all of them when left out.
    #[serde(default)]
    #[garde(skip)]
    pub quantity: Option<Quantity>,
}

/// The cards as they are after the move, in the order they were named: those that were split off are new.
#[derive(Debug, Serialize, ToSchema)]
pub struct MoveView {
    pub id: Uuid,
    pub items: Vec<AssetRow>,
}
