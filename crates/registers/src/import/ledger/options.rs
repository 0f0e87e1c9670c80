//! What the user decides about an import, and what the school already has. Owns no decision of its own.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use campus::location::import::plain;
use kernel::text::fold;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::{dialect::number_key, heads::HeadOverrides};

/// What the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportMode {
    /// Every row is a card that is not there yet.
    #[default]
    Add,
    /// Every row is a card that is there, found by its number; filled cells are what it says from now on.
    Update,
}

/// What becomes of a row with a quantity above one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuantityRows {
    /// One card with the quantity on it.
    #[default]
    Keep,
    /// One card per piece; measured things stay one card.
    Explode,
}

/// What becomes of a name that the school does not have yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unlisted {
    #[default]
    Create,
    MustExist,
}

/// The user's decisions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ImportOptions {
    pub mode: ImportMode,
    pub quantity: QuantityRows,
    pub locations: Unlisted,
    pub people: Unlisted,
    pub departments: Unlisted,
    /// Head text to field; `null` keeps the column among the extras.
    #[schema(value_type = BTreeMap<String, serde_json::Value>)]
    pub columns: HeadOverrides,
    /// Sheets to leave out, by name.
    #[schema(value_type = Vec<String>)]
    pub skip_sheets: BTreeSet<String>,
    /// Words of the file's category column to category codes.
    pub categories: BTreeMap<String, String>,
    /// A row without a category is read all the same: what is only compared needs none.
    #[serde(skip)]
    pub without_categories: bool,
}

impl ImportOptions {
    /// A card that is there has its category already.
    pub(super) fn needs_category(&self) -> bool {
        self.mode == ImportMode::Add && !self.without_categories
    }
}

/// What the school has before the import. Names are compared as the school's own lists compare them.
#[derive(Debug, Clone, Default)]
pub struct Known {
    school: String,
    places: HashSet<String>,
    people: HashSet<String>,
    departments: HashSet<String>,
    asset_nos: HashSet<String>,
}

impl Known {
    /// What a school of this name has: nothing yet. The name is left out of the paths of places.
    pub fn of(school: &str) -> Self {
        Self { school: school.to_owned(), ..Self::default() }
    }

    /// Adds a place under one of the ways it may be written: its name, or the names of its levels joined.
    pub fn add_place(&mut self, name: &str) {
        self.places.insert(fold(name));
    }

    pub fn add_person(&mut self, name: &str) {
        self.people.insert(fold(name));
    }

    pub fn add_department(&mut self, name: &str) {
        self.departments.insert(fold(name));
    }

    pub fn add_asset_no(&mut self, number: &str) {
        self.asset_nos.insert(number_key(number));
    }

    pub fn has_place(&self, name: &str) -> bool {
        self.places.contains(&fold(name)) || self.places.contains(&fold(&plain(name, &self.school)))
    }

    pub fn has_person(&self, name: &str) -> bool {
        self.people.contains(&fold(name))
    }

    pub fn has_department(&self, name: &str) -> bool {
        self.departments.contains(&fold(name))
    }

    pub fn has_asset_no(&self, number: &str) -> bool {
        self.asset_nos.contains(&number_key(number))
    }
}
