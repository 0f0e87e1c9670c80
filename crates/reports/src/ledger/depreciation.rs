//! The one seam to depreciation: accumulated depreciation as of a day, by card and by class.
//!
//! Today it is what value events of all kinds add up to; a day that has not come is worn down by nothing. Once the register computes the
//! plan, both functions become calls of `registers::depreciation::{at, by_category}` and nothing else here changes.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::Result;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::sql::ask;

/// Accumulated depreciation of cards as of a day, in fen; a card of which nothing is known yet is not in it.
pub(crate) async fn at(db: &impl ConnectionTrait, school: Uuid, on: NaiveDate, cards: &[Uuid]) -> Result<HashMap<Uuid, i64>> {
    use registers::asset::entity::value_event::{Column, Entity};
    if cards.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, i64)> = Entity::find()
        .select_only()
        .column(Column::AssetId)
        .column_as(Expr::col(Column::AccumulatedDepreciation).sum().cast_as("bigint"), "worn")
        .filter(Column::SchoolId.eq(school))
        .filter(Column::AssetId.is_in(cards.iter().copied()))
        .filter(Column::EffectiveOn.lte(on))
        .group_by(Column::AssetId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The same by class.
pub(crate) async fn by_category(db: &impl ConnectionTrait, school: Uuid, on: NaiveDate) -> Result<HashMap<String, i64>> {
    let sql = "SELECT a.category_code AS code, CAST(SUM(e.accumulated_depreciation) AS bigint) AS worn
        FROM asset a CROSS JOIN asset_value_event e
        WHERE a.school_id = $1 AND e.school_id = $1 AND e.asset_id = a.id AND e.effective_on <= $2
        GROUP BY a.category_code";
    let rows = ask(db, sql, [school.into(), on.into()]).await?;
    rows.iter().map(|row| Ok((row.try_get("", "code")?, row.try_get("", "worn")?))).collect()
}
