//! What makes an item food: which kind of it, and how it is kept. The county's ledgers are of staples and of everything else; meat, which is
//! none, comes with two certificates of its own (domain.md S70, B10).

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Result, Text, text};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::entity::{Column, Entity, Model};

/// Of food: which kind, and how it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StockItemFood)]
pub struct Food {
    pub group: FoodGroup,
    pub storage: Storage,
}

/// Which of the county's ledgers it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FoodGroup)]
pub enum FoodGroup {
    /// 主食: rice, flour.
    Staple,
    /// 副食: everything else that is no meat.
    NonStaple,
    /// 副食 as well; of an animal that was inspected.
    Meat,
}

impl FoodGroup {
    const ALL: [Self; 3] = [Self::Staple, Self::NonStaple, Self::Meat];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Staple => "staple",
            Self::NonStaple => "non_staple",
            Self::Meat => "meat",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Staple => Text::fixed("主食", "Staple"),
            Self::NonStaple => Text::fixed("副食", "Non-staple"),
            Self::Meat => Text::fixed("副食（肉类）", "Non-staple (meat)"),
        }
    }
}

/// How it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FoodStorage)]
pub enum Storage {
    Ambient,
    Chilled,
    Frozen,
}

impl Storage {
    const ALL: [Self; 3] = [Self::Ambient, Self::Chilled, Self::Frozen];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Ambient => "ambient",
            Self::Chilled => "chilled",
            Self::Frozen => "frozen",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|storage| storage.key() == key)
    }

    /// Whether it is measured how warm it arrives.
    pub const fn is_cold(self) -> bool {
        matches!(self, Self::Chilled | Self::Frozen)
    }
}

impl Food {
    /// What an item is, if it is food.
    pub fn of(item: &Model) -> Option<Self> {
        let group = item.food_group.as_deref().and_then(FoodGroup::of)?;
        Some(Self { group, storage: item.storage.as_deref().and_then(Storage::of)? })
    }
}

/// Which of these items are food, in one look-up.
///
/// # Errors
/// When the database fails.
pub async fn foods(db: &impl ConnectionTrait, school: Uuid, items: BTreeSet<Uuid>) -> Result<BTreeMap<Uuid, Food>> {
    if items.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Id.is_in(items))
        .filter(Column::FoodGroup.is_not_null())
        .all(db)
        .await?;
    Ok(rows.iter().filter_map(|row| Some((row.id, Food::of(row)?))).collect())
}

/// Which of these names the catalogue knows as food, folded: whoever orders milk need not say that it is.
///
/// # Errors
/// When the database fails.
pub async fn named_food<'a>(db: &impl ConnectionTrait, school: Uuid, names: impl IntoIterator<Item = &'a str>) -> Result<BTreeSet<String>> {
    let keys: BTreeSet<String> = names.into_iter().map(text::fold).filter(|key| !key.is_empty()).collect();
    if keys.is_empty() {
        return Ok(keys);
    }
    let found: Vec<String> = Entity::find()
        .select_only()
        .column(Column::NameKey)
        .distinct()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::NameKey.is_in(keys))
        .filter(Column::FoodGroup.is_not_null())
        .filter(Column::Retired.eq(false))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_and_every_way_to_keep_it_is_known_by_its_key() {
        assert!(FoodGroup::ALL.into_iter().all(|group| FoodGroup::of(group.key()) == Some(group)));
        assert!(Storage::ALL.into_iter().all(|storage| Storage::of(storage.key()) == Some(storage)));
        assert_eq!(Storage::ALL.map(Storage::is_cold), [false, true, true]);
    }
}
