//! Finding and keeping classes.

use kernel::{Problem, Result, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, SqlErr, Statement, Value,
};
use uuid::Uuid;

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    error::ClassError,
};
use crate::{location, person};

/// Most classes of a school that are here at once.
pub const MOST: usize = 200;

pub async fn find(db: &impl ConnectionTrait, school: Uuid, id: Uuid) -> Result<Model> {
    Entity::find_by_id((school, id)).one(db).await?.ok_or_else(Problem::not_found)
}

/// The classes that are here, lowest grade first.
pub async fn here(db: &impl ConnectionTrait, school: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Active.eq(true))
        .order_by_desc(Column::EntryYear)
        .order_by_asc(Column::Number)
        .all(db)
        .await?)
}

/// The class that has this room.
pub async fn of_room(db: &impl ConnectionTrait, school: Uuid, room: Uuid) -> Result<Option<Model>> {
    of_rooms(db, school, vec![room]).await.map(|mut found| found.pop())
}

/// The classes that have these rooms.
pub async fn of_rooms(db: &impl ConnectionTrait, school: Uuid, rooms: Vec<Uuid>) -> Result<Vec<Model>> {
    if rooms.is_empty() {
        return Ok(Vec::new());
    }
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::RoomId.is_in(rooms)).filter(Column::Active.eq(true));
    Ok(select.all(db).await?)
}

pub(super) async fn insert(tx: &Tx, row: Model) -> Result<Model> {
    row.into_active_model().insert(tx).await.map_err(there_already)
}

pub(super) async fn insert_all(tx: &Tx, rows: &[Model]) -> Result<()> {
    if !rows.is_empty() {
        let rows: Vec<ActiveModel> = rows.iter().cloned().map(IntoActiveModel::into_active_model).collect();
        Entity::insert_many(rows).exec_without_returning(tx).await.map_err(there_already)?;
    }
    Ok(())
}

pub(super) async fn save(tx: &Tx, row: Model, seen: i64) -> Result<Model> {
    tx.save(row.clone(), seen).await.map_err(|error| error.or(there_already))?;
    Ok(row)
}

/// Saves the places of many classes in a few statements, whatever order their rooms change hands in.
///
/// # Errors
/// 412 when somebody changed one of them meanwhile.
pub(super) async fn save_all(tx: &Tx, rows: &[Model]) -> Result<()> {
    let school = tx.school()?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    // A room may go from one class to another: first all of them let go.
    let empty = Entity::update_many().col_expr(Column::RoomId, sea_orm::sea_query::Expr::value(None::<Uuid>));
    empty.filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(ids)).exec(tx).await?;
    let backend = tx.get_database_backend();
    for chunk in rows.chunks(100) {
        let places = kernel::db::rows_of_values(backend, chunk.len(), 8);
        let school_at = if backend == sea_orm::DbBackend::Postgres { format!("${}", chunk.len() * 8 + 1) } else { "?".to_owned() };
        let sql = format!(
            "WITH v (id, school_year, number, size, room_id, class_teacher_id, active, version) AS (VALUES {places}) \
             UPDATE school_class SET school_year = v.school_year, number = v.number, size = v.size, room_id = v.room_id, \
             class_teacher_id = v.class_teacher_id, active = v.active, version = v.version \
             FROM v WHERE school_class.id = v.id AND school_class.version = v.version - 1 AND school_class.school_id = {school_at}"
        );
        let mut values: Vec<Value> = chunk
            .iter()
            .flat_map(|row| -> [Value; 8] {
                [
                    row.id.into(),
                    row.school_year.into(),
                    row.number.into(),
                    row.size.into(),
                    row.room_id.into(),
                    row.class_teacher_id.into(),
                    row.active.into(),
                    row.version.into(),
                ]
            })
            .collect();
        values.push(school.into());
        let done = tx.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await.map_err(there_already)?;
        if done.rows_affected() != chunk.len() as u64 {
            return Err(ClassError::ClassesChanged.into());
        }
    }
    Ok(())
}

fn there_already(error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => ClassError::ClassExists.into(),
        _ => error.into(),
    }
}

/// A room that can be a class's: an open room.
pub(super) async fn check_room(tx: &Tx, class: Uuid, room: Uuid, pointer: &str) -> Result<()> {
    let place = location::repo::active(tx, tx.school()?, room, pointer).await?;
    if place.kind() != location::Kind::Room {
        return Err(Problem::invalid(pointer, "not_a_room", "班级的教室要选一个房间。", "A class needs a room."));
    }
    match of_room(tx, place.school_id, room).await? {
        Some(other) if other.id != class => {
            let name = other.name();
            let text = kernel::Text::new(format!("这间教室已是{}的。", name.zh), format!("This room is {}'s already.", name.en));
            Err(Problem::conflict("room_taken", text.clone()).field(pointer, "room_taken", text))
        }
        _ => Ok(()),
    }
}

pub(super) async fn check_teacher(tx: &Tx, teacher: Uuid, pointer: &str) -> Result<()> {
    person::repo::active(tx, tx.school()?, teacher, pointer).await.map(|_| ())
}
