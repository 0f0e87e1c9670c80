//! Departments: named once, found again by their name.

pub mod entity;

use kernel::{Result, Tx, text};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// The department of this name; created when there is none. Widths and spaces do not make a new one.
pub async fn find_or_create(tx: &Tx, name: &str) -> Result<Uuid> {
    let key = text::fold(name);
    let school = tx.school()?;
    let found = entity::Entity::find().filter(entity::Column::SchoolId.eq(school)).filter(entity::Column::NameKey.eq(&key)).one(tx).await?;
    if let Some(row) = found {
        return Ok(row.id);
    }
    let id = tx.new_id();
    entity::ActiveModel { school_id: Set(school), id: Set(id), name: Set(text::tidy(name)), name_key: Set(key), version: Set(1) }
        .insert(tx)
        .await?;
    Ok(id)
}

/// Names by id.
pub async fn names(db: &impl ConnectionTrait, school: Uuid) -> Result<std::collections::HashMap<Uuid, String>> {
    let rows = entity::Entity::find().filter(entity::Column::SchoolId.eq(school)).all(db).await?;
    Ok(rows.into_iter().map(|d| (d.id, d.name)).collect())
}
