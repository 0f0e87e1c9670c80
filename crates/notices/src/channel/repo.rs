//! Finding channels, and what of them waits.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use kernel::{Problem, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Statement};
use uuid::Uuid;

use super::entity::{Column, Entity, Model};

/// Every channel of the school that is in use.
pub async fn enabled(db: &impl ConnectionTrait, school: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Enabled.eq(true)).order_by_asc(Column::Id).all(db).await?)
}

pub async fn find(db: &impl ConnectionTrait, school: Uuid, id: Uuid) -> Result<Model> {
    Entity::find_by_id((school, id)).one(db).await?.ok_or_else(Problem::not_found)
}

/// Messages that wait, and that failed since `since`, by channel.
pub async fn counts(db: &impl ConnectionTrait, school: Uuid, since: DateTime<Utc>) -> Result<HashMap<Uuid, (i64, i64)>> {
    let sql = "SELECT channel_id, SUM(CASE WHEN status = 'waiting' THEN 1 ELSE 0 END) AS waiting, \
               SUM(CASE WHEN status = 'failed' THEN 1 ELSE 0 END) AS failed FROM notice_delivery \
               WHERE school_id = $1 AND created_at >= $2 GROUP BY channel_id";
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [school.into(), since.into()])).await?;
    rows.iter().map(|row| Ok((row.try_get("", "channel_id")?, (row.try_get("", "waiting")?, row.try_get("", "failed")?)))).collect()
}
