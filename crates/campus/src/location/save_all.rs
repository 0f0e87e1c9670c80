//! Many places at once, in a few statements.

use kernel::{Problem, Result, Tx};
use sea_orm::{ConnectionTrait, DbBackend, SqlErr, Statement, Value};

use super::entity::Model;
use crate::CampusError;

/// Saves places whose version is already the next one.
///
/// # Errors
/// 412 when somebody else was faster with one of them; 409 when a name is taken there.
pub async fn save_all(tx: &Tx, rows: &[Model]) -> Result<()> {
    let backend = tx.get_database_backend();
    for chunk in rows.chunks(100) {
        let places = kernel::db::rows_of_values(backend, chunk.len(), 14);
        let school = if backend == DbBackend::Postgres { format!("${}", chunk.len() * 14 + 1) } else { "?".to_owned() };
        let sql = format!(
            "WITH v (id, parent_id, name, name_key, path, path_key, room_use, responsible_person_id, campus_id, building_id, floor_id, \
             room_id, active, version) AS (VALUES {places}) \
             UPDATE location SET parent_id = v.parent_id, name = v.name, name_key = v.name_key, path = v.path, path_key = v.path_key, \
             room_use = v.room_use, responsible_person_id = v.responsible_person_id, campus_id = v.campus_id, \
             building_id = v.building_id, floor_id = v.floor_id, room_id = v.room_id, active = v.active, version = v.version \
             FROM v WHERE location.id = v.id AND location.version = v.version - 1 AND location.school_id = {school}"
        );
        let mut values: Vec<Value> = chunk.iter().flat_map(values).collect();
        values.extend(chunk.first().map(|row| row.school_id.into()));
        let done = tx.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await.map_err(taken)?;
        if done.rows_affected() != chunk.len() as u64 {
            return Err(Problem::stale(chunk.first().map_or(0, |row| row.version)));
        }
    }
    Ok(())
}

fn values(row: &Model) -> [Value; 14] {
    let row = row.clone();
    [
        row.id.into(),
        row.parent_id.into(),
        row.name.into(),
        row.name_key.into(),
        row.path.into(),
        row.path_key.into(),
        row.room_use.into(),
        row.responsible_person_id.into(),
        row.campus_id.into(),
        row.building_id.into(),
        row.floor_id.into(),
        row.room_id.into(),
        row.active.into(),
        row.version.into(),
    ]
}

fn taken(error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => CampusError::PlaceExists(String::new()).into(),
        _ => error.into(),
    }
}
