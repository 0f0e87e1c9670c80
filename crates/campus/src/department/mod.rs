//! Departments: named once, found again by their name.

pub mod dto;
pub mod entity;
mod routes;

use std::collections::HashMap;

use kernel::{Result, Tx, text};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use routes::routes;

/// The department of this name. Widths and spaces do not make another one.
pub async fn find(tx: &Tx, name: &str) -> Result<Option<Uuid>> {
    use entity::{Column, Entity};
    let row = Entity::find().filter(Column::SchoolId.eq(tx.school()?)).filter(Column::NameKey.eq(text::fold(name))).one(tx).await?;
    Ok(row.map(|row| row.id))
}

/// The department of this name; created when there is none.
pub async fn find_or_create(tx: &Tx, name: &str) -> Result<Uuid> {
    match find(tx, name).await? {
        Some(id) => Ok(id),
        None => create(tx, name).await,
    }
}

/// The departments of these names, each by the name that it was asked by, in one look-up; created when there is none.
pub async fn find_or_create_all(tx: &Tx, names: Vec<String>) -> Result<HashMap<String, Uuid>> {
    if names.is_empty() {
        return Ok(HashMap::new());
    }
    let mut by_key: HashMap<String, Uuid> = all(tx, tx.school()?).await?.into_iter().map(|row| (row.name_key, row.id)).collect();
    let mut found = HashMap::new();
    for name in names {
        let key = text::fold(&name);
        let id = match by_key.get(&key) {
            Some(id) => *id,
            None => create(tx, &name).await?,
        };
        by_key.insert(key, id);
        found.insert(name, id);
    }
    Ok(found)
}

/// A new department, which nobody has named so far.
async fn create(tx: &Tx, name: &str) -> Result<Uuid> {
    let id = tx.new_id();
    let row = entity::ActiveModel {
        school_id: Set(tx.school()?),
        id: Set(id),
        name: Set(text::tidy(name)),
        name_key: Set(text::fold(name)),
        version: Set(1),
    };
    row.insert(tx).await?;
    Ok(id)
}

/// All of a school, by name.
pub async fn all(db: &impl ConnectionTrait, school: Uuid) -> Result<Vec<entity::Model>> {
    use entity::{Column, Entity};
    Ok(Entity::find().filter(Column::SchoolId.eq(school)).order_by_asc(Column::NameKey).all(db).await?)
}

/// Names by id.
pub async fn names(db: &impl ConnectionTrait, school: Uuid) -> Result<HashMap<Uuid, String>> {
    Ok(all(db, school).await?.into_iter().map(|d| (d.id, d.name)).collect())
}
