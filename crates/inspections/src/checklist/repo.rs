//! Finding and keeping checklists and their versions.

use kernel::{Problem, Result, Tx, text};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, JoinType, QueryFilter, QuerySelect, SelectTwo,
    SqlErr,
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model, version},
    item::Item,
};
use crate::InspectionError;

/// A checklist with one of its versions.
pub(crate) struct Versioned {
    pub row: Model,
    pub number: i64,
    pub items: Vec<Item>,
    pub second_signature: bool,
    pub made_at: chrono::DateTime<chrono::Utc>,
}

impl Versioned {
    fn of(row: Model, version: version::Model) -> Result<Self> {
        let items = serde_json::from_value(version.items).map_err(Problem::internal)?;
        Ok(Self { row, number: version.number, items, second_signature: version.second_signature, made_at: version.made_at })
    }
}

/// Checklists of a school, each with its latest version.
pub(super) fn latest(school: Uuid) -> SelectTwo<Entity, version::Entity> {
    let to_latest = Entity::belongs_to(version::Entity).from((Column::SchoolId, Column::Id, Column::Latest)).to((
        version::Column::SchoolId,
        version::Column::ChecklistId,
        version::Column::Number,
    ));
    Entity::find().join(JoinType::InnerJoin, to_latest.into()).select_also(version::Entity).filter(Column::SchoolId.eq(school))
}

pub(super) fn read((row, version): (Model, Option<version::Model>)) -> Result<Versioned> {
    let version = version.ok_or_else(|| Problem::internal(format!("checklist {} without a version", row.id)))?;
    Versioned::of(row, version)
}

/// The checklist with this id in its latest version.
pub(crate) async fn find(db: &impl ConnectionTrait, school: Uuid, id: Uuid) -> Result<Versioned> {
    read(latest(school).filter(Column::Id.eq(id)).one(db).await?.ok_or_else(Problem::not_found)?)
}

/// One that is in use, for references in bodies; 422 at `pointer` otherwise.
pub(crate) async fn usable(db: &impl ConnectionTrait, school: Uuid, id: Uuid, pointer: &str) -> Result<Versioned> {
    let found = latest(school).filter(Column::Id.eq(id)).filter(Column::Active.eq(true)).one(db).await?;
    read(found.ok_or_else(|| Problem::reference(pointer))?)
}

/// The checklist in this version, in one query.
pub(crate) async fn of_version(db: &impl ConnectionTrait, school: Uuid, id: Uuid, number: i64) -> Result<Versioned> {
    let to_all = Entity::belongs_to(version::Entity)
        .from((Column::SchoolId, Column::Id))
        .to((version::Column::SchoolId, version::Column::ChecklistId));
    let select = Entity::find().join(JoinType::InnerJoin, to_all.into()).select_also(version::Entity);
    let found =
        select.filter(Column::SchoolId.eq(school)).filter(Column::Id.eq(id)).filter(version::Column::Number.eq(number)).one(db).await?;
    read(found.ok_or_else(Problem::not_found)?)
}

/// Several by id, by name.
pub(crate) async fn names(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<std::collections::HashMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(std::collections::HashMap::new());
    }
    let select = Entity::find().select_only().columns([Column::Id, Column::Name]);
    let rows: Vec<(Uuid, String)> = select.filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(ids)).into_tuple().all(db).await?;
    Ok(rows.into_iter().collect())
}

pub(crate) async fn by_key(db: &impl ConnectionTrait, school: Uuid, key: &str) -> Result<Option<Model>> {
    Ok(Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Key.eq(key)).one(db).await?)
}

/// A new checklist with its first version.
pub(crate) struct New<'a> {
    pub key: Option<&'a str>,
    pub subject: &'a str,
    pub name: &'a str,
    pub items: Vec<Item>,
    pub second_signature: bool,
    pub active: bool,
}

/// # Errors
/// 422 when there is one of this name.
pub(crate) async fn add(tx: &Tx, new: &New<'_>) -> Result<Model> {
    let name = text::tidy(new.name);
    let row = Model {
        school_id: tx.school()?,
        id: tx.new_id(),
        key: new.key.map(str::to_owned),
        subject: new.subject.to_owned(),
        name_key: text::fold(&name),
        name,
        latest: 1,
        active: new.active,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    };
    row.clone().into_active_model().reset_all().insert(tx).await.map_err(taken)?;
    add_version(tx, &row, &new.items, new.second_signature).await?;
    Ok(row)
}

pub(super) async fn add_version(tx: &Tx, row: &Model, items: &[Item], second_signature: bool) -> Result<()> {
    let version = version::Model {
        school_id: row.school_id,
        checklist_id: row.id,
        number: row.latest,
        items: serde_json::to_value(items).map_err(Problem::internal)?,
        second_signature,
        made_by: tx.actor().person,
        made_at: tx.now(),
    };
    version.into_active_model().reset_all().insert(tx).await?;
    Ok(())
}

/// # Errors
/// 412 when somebody else was faster, 422 when there is one of this name.
pub(super) async fn save(tx: &Tx, mut row: Model) -> Result<Model> {
    let seen = row.version;
    row.version += 1;
    row.updated_at = tx.now();
    tx.save(row.clone(), seen).await.map_err(|error| error.or(taken))?;
    Ok(row)
}

fn taken(error: DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => InspectionError::ChecklistNameTaken.into(),
        _ => error.into(),
    }
}

/// What of a checklist goes into the audit trail.
pub(crate) fn recorded(row: &Model, items: &[Item], second_signature: bool) -> Value {
    let items: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
    serde_json::json!({
        "name": row.name, "subject": row.subject, "number": row.latest, "items": items, "second_signature": second_signature,
        "retired": !row.active,
    })
}
