//! Finding what people want.

use std::collections::{BTreeSet, HashMap};

use kernel::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    Mail,
    entity::{Column, Entity, Model},
};

/// What these people chose; nobody who never did.
pub async fn of(db: &impl ConnectionTrait, school: Uuid, people: &BTreeSet<Uuid>) -> Result<HashMap<Uuid, Model>> {
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::PersonId.is_in(people.iter().copied())).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.person_id, row)).collect())
}

/// Everybody who gets mail.
pub async fn mailed(db: &impl ConnectionTrait, school: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Mail.ne(Mail::Off.key())).all(db).await?)
}
