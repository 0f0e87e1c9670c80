//! The 182 categories a school uses (GB/T 14885 codes), copied into each school when it is created.

mod dto;
pub mod entity;
mod routes;

use std::collections::{BTreeSet, HashMap};

use async_trait::async_trait;
use campus::school::OnSchoolCreated;
use kernel::{Lang, Problem, Result, Tx};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::Deserialize;
use uuid::Uuid;

pub use routes::routes;

use crate::RegisterError;

/// Our own table; see `table.csv` for what stands in it.
const TABLE: &str = include_str!("table.csv");

/// A line of the table.
#[derive(Debug, Clone, Deserialize)]
pub struct PackCategory {
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
    pub unit: String,
    pub kind: String,
    pub depreciation_group: String,
    pub life_years: Option<i64>,
    pub aliases: String,
}

/// Reads the table.
pub fn pack() -> Result<Vec<PackCategory>> {
    csv::Reader::from_reader(TABLE.as_bytes()).deserialize().collect::<std::result::Result<_, _>>().map_err(Problem::internal)
}

/// Copies the table into a new school.
#[derive(Debug, Clone, Copy)]
pub struct CategoryPack;

#[async_trait]
impl OnSchoolCreated for CategoryPack {
    async fn school_created(&self, tx: &Tx) -> Result<()> {
        let school = tx.school()?;
        let rows = pack()?.into_iter().map(|c| entity::ActiveModel {
            school_id: Set(school),
            id: Set(tx.new_id()),
            code: Set(c.code),
            name_zh: Set(c.name_zh),
            name_en: Set(c.name_en),
            unit: Set(c.unit),
            kind: Set(c.kind),
            depreciation_group: Set(Some(c.depreciation_group).filter(|g| !g.is_empty())),
            life_months: Set(c.life_years.map(|y| y * 12)),
            aliases: Set(c.aliases),
            origin: Set("pack".into()),
        });
        entity::Entity::insert_many(rows).exec_without_returning(tx).await?;
        Ok(())
    }
}

/// The category of a code in the school of the transaction.
pub async fn by_code(db: &impl ConnectionTrait, school: Uuid, code: &str) -> Result<entity::Model> {
    entity::Entity::find()
        .filter(entity::Column::SchoolId.eq(school))
        .filter(entity::Column::Code.eq(code))
        .one(db)
        .await?
        .ok_or_else(|| RegisterError::UnknownCategory.into())
}

/// The categories of these codes, by code.
pub async fn by_codes(db: &impl ConnectionTrait, school: Uuid, codes: BTreeSet<String>) -> Result<HashMap<String, entity::Model>> {
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let select = entity::Entity::find().filter(entity::Column::SchoolId.eq(school)).filter(entity::Column::Code.is_in(codes));
    Ok(select.all(db).await?.into_iter().map(|row| (row.code.clone(), row)).collect())
}

/// Every category of a school, in the order of the codes.
pub async fn all(db: &impl ConnectionTrait, school: Uuid) -> Result<Vec<entity::Model>> {
    use sea_orm::QueryOrder;
    Ok(entity::Entity::find().filter(entity::Column::SchoolId.eq(school)).order_by_asc(entity::Column::Code).all(db).await?)
}

/// Names by id, in the caller's language.
pub async fn names(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>, lang: Lang) -> Result<HashMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let column = if lang == Lang::Zh { entity::Column::NameZh } else { entity::Column::NameEn };
    let rows: Vec<(Uuid, String)> = entity::Entity::find()
        .select_only()
        .column(entity::Column::Id)
        .column(column)
        .filter(entity::Column::SchoolId.eq(school))
        .filter(entity::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Names by code, in the caller's language.
pub async fn names_by_code(db: &impl ConnectionTrait, school: Uuid, codes: Vec<String>, lang: Lang) -> Result<HashMap<String, String>> {
    let column = if lang == Lang::Zh { entity::Column::NameZh } else { entity::Column::NameEn };
    let rows: Vec<(String, String)> = entity::Entity::find()
        .select_only()
        .column(entity::Column::Code)
        .column(column)
        .filter(entity::Column::SchoolId.eq(school))
        .filter(entity::Column::Code.is_in(codes))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Units that are measured and not counted: a wall of 30 ㎡ stays one thing.
pub fn is_measured(unit: &str) -> bool {
    matches!(unit, "米" | "延米" | "m" | "㎡" | "平方米" | "亩" | "kg" | "千克" | "吨" | "升" | "m2")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_182_categories_with_unique_codes() {
        let rows = pack().unwrap();
        let codes: std::collections::HashSet<_> = rows.iter().map(|r| &r.code).collect();
        assert_eq!((rows.len(), codes.len()), (182, 182));
        assert!(rows.iter().all(|r| !r.name_zh.is_empty() && !r.name_en.is_empty() && !r.unit.is_empty()));
    }
}
