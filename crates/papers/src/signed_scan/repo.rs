//! Finding and keeping scans. They are only ever added.

use kernel::{Problem, Result, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    SqlErr,
};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model},
    error::ScanError,
    record::Record,
};

fn of(school: Uuid, kind: &str, id: Uuid) -> Condition {
    Condition::all().add(Column::SchoolId.eq(school)).add(Column::SubjectKind.eq(kind)).add(Column::SubjectId.eq(id))
}

/// How many scans a record has.
pub async fn count_of(db: &impl ConnectionTrait, school: Uuid, kind: &str, id: Uuid) -> Result<u64> {
    Ok(Entity::find().filter(of(school, kind, id)).count(db).await?)
}

/// Newest first.
pub(super) async fn list(db: &impl ConnectionTrait, record: &Record) -> Result<Vec<Model>> {
    let select = Entity::find().filter(of(record.school_id, record.kind, record.id));
    Ok(select.order_by_desc(Column::Id).all(db).await?)
}

/// One of a record; 404 for another's.
pub(super) async fn find(db: &impl ConnectionTrait, record: &Record, id: Uuid) -> Result<Model> {
    let select = Entity::find().filter(of(record.school_id, record.kind, record.id)).filter(Column::Id.eq(id));
    select.one(db).await?.ok_or_else(Problem::not_found)
}

/// # Errors
/// 409 when somebody replaced the same one meanwhile.
pub(super) async fn insert(tx: &Tx, scan: &Model) -> Result<()> {
    let done = Entity::insert(scan.clone().into_active_model().reset_all()).exec_without_returning(tx).await;
    done.map(|_| ()).map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => ScanError::ReplacedAlready.into(),
        _ => error.into(),
    })
}

/// Its pages, by the ids of their attachments.
pub(super) fn pages_of(scan: &Model) -> Result<Vec<Uuid>> {
    serde_json::from_value(scan.pages.clone()).map_err(Problem::internal)
}
