//! Bodies and views of saved views.

use kernel::validate::one_line;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// The lists that can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SavedList {
    Assets,
    RepairCases,
}

impl SavedList {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Assets => "assets",
            Self::RepairCases => "repair_cases",
        }
    }

    pub fn of(key: &str) -> Self {
        if key == "repair_cases" { Self::RepairCases } else { Self::Assets }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SavedView {
    pub id: Uuid,
    pub list: SavedList,
    #[schema(example = "没有保管人的投影仪")]
    pub name: String,
    /// The query part of the list's address, without `?`.
    #[schema(example = "category=A02020200&without=custodian")]
    pub query: String,
    /// Everybody of the school sees it.
    pub shared: bool,
    /// Whether the caller made it: only then he may change it.
    pub own: bool,
    pub owner_name: String,
    pub version: i64,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListViews {
    pub list: SavedList,
}

#[derive(Debug, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddView {
    #[garde(skip)]
    pub list: SavedList,
    #[garde(length(chars, min = 1, max = 40), custom(one_line))]
    pub name: String,
    #[garde(length(chars, max = 2000), custom(one_line))]
    pub query: String,
    #[serde(default)]
    #[garde(skip)]
    pub shared: bool,
}

/// What is left out stays.
#[derive(Debug, Default, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChangeView {
    #[serde(deserialize_with = "kernel::extract::given")]
    #[garde(length(chars, min = 1, max = 40), custom(one_line))]
    #[schema(nullable = false)]
    pub name: Option<String>,
    #[serde(deserialize_with = "kernel::extract::given")]
    #[garde(length(chars, max = 2000), custom(one_line))]
    #[schema(nullable = false)]
    pub query: Option<String>,
    #[serde(deserialize_with = "kernel::extract::given")]
    #[garde(skip)]
    #[schema(nullable = false)]
    pub shared: Option<bool>,
}
