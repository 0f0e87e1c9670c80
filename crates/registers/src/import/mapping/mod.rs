//! Mappings a school keeps: which column is which, for files that come again.

pub mod entity;
mod service;

use kernel::{Result, text};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use service::Mappings;

use super::{ImportError, ledger::ImportOptions};

/// All mappings of a school, the latest first.
pub(super) async fn all(db: &impl ConnectionTrait, school: Uuid) -> Result<Vec<entity::Model>> {
    use entity::{Column, Entity};
    Ok(Entity::find().filter(Column::SchoolId.eq(school)).order_by_desc(Column::UpdatedAt).order_by_desc(Column::Id).all(db).await?)
}

/// What a mapping says, over what was said for this one file: which column is which, which sheets and words count.
pub(super) fn laid_over(said: &ImportOptions, row: &entity::Model) -> Result<ImportOptions> {
    let kept = read(row)?;
    Ok(ImportOptions { columns: kept.columns, skip_sheets: kept.skip_sheets, categories: kept.categories, ..said.clone() })
}

fn read(row: &entity::Model) -> Result<ImportOptions> {
    serde_json::from_value(row.options.clone()).map_err(|error| ImportError::BadOptions(error.to_string()).into())
}

/// Heads as they are compared: without spaces and widths, in an order of their own.
pub(super) fn key(heads: &[String]) -> String {
    let mut folded: Vec<String> = heads.iter().map(|head| text::fold(head)).filter(|head| !head.is_empty()).collect();
    folded.sort_unstable();
    folded.dedup();
    folded.join("\n")
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn the_same_heads_in_another_order_and_width_are_the_same() {
        let key = |heads: &[&str]| key(&heads.iter().map(|head| (*head).to_owned()).collect::<Vec<_>>());
        assert_eq!(key(&["资产 编号", "Ｎａｍｅ", ""]), key(&["name", "资产编号"]));
        assert_ne!(key(&["资产编号"]), key(&["资产编号", "name"]));
    }
}
