//! A copy of the embedded database, made beside a serving process, and the proof that a copy is sound.

use std::path::Path;

use anyhow::Context;
use kernel::Db;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, Statement};

/// Writes the database as of one moment into a new file. Writers go on meanwhile.
pub(super) async fn copy(db: &Db, to: &Path) -> anyhow::Result<()> {
    let path = to.to_str().context("the folder of the backup has a name that SQLite cannot take")?;
    let sql = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [path.into()]);
    db.maintenance().execute_raw(sql).await.context("the database cannot be copied")?;
    // SQLite does not write the copy out to the disk by itself.
    std::fs::File::open(to)?.sync_all()?;
    Ok(())
}

/// Looks through a whole file: its pages and indexes, and that every reference leads somewhere. What it found, in SQLite's words.
pub(crate) async fn faults(db: &impl ConnectionTrait) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let ask = async |sql: &str| db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await;
    // A file that is no database at all is said so by the first statement.
    match ask("PRAGMA integrity_check(20)").await {
        Ok(rows) => {
            let said = rows.iter().map(|row| row.try_get_by_index::<String>(0)).collect::<Result<Vec<_>, _>>()?;
            found.extend(said.into_iter().filter(|line| line != "ok"));
        }
        Err(error) => return Ok(vec![error.to_string()]),
    }
    for row in ask("PRAGMA foreign_key_check").await?.iter().take(20) {
        let (table, parent): (String, String) = (row.try_get("", "table")?, row.try_get("", "parent")?);
        found.push(format!("a row of {table} names one of {parent} that is not there"));
    }
    Ok(found)
}
