//! Bodies and views of checklists.

use chrono::{DateTime, Utc};
use kernel::validate::one_line;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{ChecklistId, Item, ItemKind};
use crate::Reading;

/// A checklist as the school writes it. What is written anew is a version of its own; rounds that were held keep theirs.
#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChecklistBody {
    #[garde(length(chars, min = 1, max = 100), custom(one_line))]
    #[schema(example = "宿舍周一检查")]
    pub name: String,
    #[garde(length(min = 1, max = 100), dive)]
    #[schema(min_items = 1, max_items = 100)]
    pub items: Vec<ItemBody>,
    /// Whether another person than whoever went round signs too.
    #[serde(default)]
    #[garde(skip)]
    pub second_signature: bool,
    /// Not used for new rounds any more.
    #[serde(default)]
    #[garde(skip)]
    pub retired: bool,
}

#[derive(Debug, Clone, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChecklistItemBody)]
pub struct ItemBody {
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    #[schema(example = "灭火器在位、压力正常")]
    pub text: String,
    #[garde(skip)]
    pub kind: ItemKind,
    /// Of a number.
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 20), custom(one_line))]
    pub unit: Option<String>,
    /// Of a number: below it something is wrong.
    #[serde(default)]
    #[garde(skip)]
    pub min: Option<Reading>,
    /// Of a number: above it something is wrong.
    #[serde(default)]
    #[garde(skip)]
    pub max: Option<Reading>,
    #[serde(default = "yes")]
    #[garde(skip)]
    pub required: bool,
    /// Where it is looked at.
    #[serde(default)]
    #[garde(skip)]
    pub location_id: Option<Uuid>,
}

const fn yes() -> bool {
    true
}

/// A row of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChecklistRow {
    pub id: ChecklistId,
    pub name: String,
    /// `general`, or the word of the part of the product that made it.
    pub subject: String,
    /// The number of its latest version.
    pub number: i64,
    pub items_count: i64,
    pub second_signature: bool,
    pub retired: bool,
    pub version: i64,
}

/// One checklist in one of its versions.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChecklistView {
    #[serde(flatten)]
    pub row: ChecklistRow,
    /// The version that is shown; others are asked for by their number.
    pub shown: i64,
    pub items: Vec<Item>,
    pub made_at: DateTime<Utc>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListChecklists {
    /// Those not in use any more too.
    pub retired: Option<bool>,
    pub limit: Option<u32>,
    pub cursor: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ChecklistVersion {
    /// Another version than the latest.
    pub number: Option<i64>,
}
