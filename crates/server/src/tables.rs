//! The tables of an installation by what the database itself says: for backups, copies and `doctor`, which know no feature.

use std::collections::BTreeMap;

use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

/// Names of all tables, in order. The search index is left out: it follows the cards and is made anew by `steward reindex`.
pub(crate) async fn names(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let backend = db.get_database_backend();
    let sql = if backend == DbBackend::Postgres {
        "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'asset_search' ORDER BY 1"
    } else {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
         AND name <> 'asset_search' AND name NOT LIKE 'asset\\_search\\_%' ESCAPE '\\' ORDER BY name"
    };
    let rows = db.query_all_raw(Statement::from_string(backend, sql)).await?;
    let mut names: Vec<String> = rows.iter().map(|row| row.try_get("", "name")).collect::<Result<_, _>>()?;
    names.sort();
    Ok(names)
}

/// How many rows each table has.
pub(crate) async fn counts(db: &impl ConnectionTrait) -> Result<BTreeMap<String, i64>, DbErr> {
    let mut counts = BTreeMap::new();
    for table in names(db).await? {
        let rows = number(db, &format!("SELECT COUNT(*) AS n FROM \"{table}\"")).await?;
        counts.insert(table, rows);
    }
    Ok(counts)
}

/// One number, named `n`.
pub(crate) async fn number(db: &impl ConnectionTrait, sql: &str) -> Result<i64, DbErr> {
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    row.map_or(Ok(0), |row| row.try_get("", "n"))
}

/// The last migration that a database knows; `None` when it is no database of ours.
pub(crate) async fn schema(db: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
    let backend = db.get_database_backend();
    if !names(db).await?.iter().any(|name| name == "seaql_migrations") {
        return Ok(None);
    }
    let sql = "SELECT version FROM seaql_migrations ORDER BY version DESC LIMIT 1";
    let row = db.query_one_raw(Statement::from_string(backend, sql)).await?;
    row.map(|row| row.try_get("", "version")).transpose()
}
