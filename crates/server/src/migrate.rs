//! Bringing the schema up to date, by one process at a time; a schema newer than this binary is refused.

use kernel::{Db, Engine};
use migrations::Migrator;
use sea_orm_migration::{
    MigratorTrait,
    prelude::DbErr,
    sea_orm::{ConnectionTrait, DbBackend, Statement, TransactionSession, TransactionTrait},
};

/// Why migrating did not happen.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    #[error("the database was written by a newer Steward (it knows {0}); start that version")]
    NewerSchema(String),
    #[error("the database is older than this Steward; run `steward migrate` (or start `steward serve`) first")]
    OlderSchema,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// How far a database is: migrations that it knows, and those of this binary that it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    pub applied: usize,
    pub missing: usize,
}

/// Looks how far a database is.
///
/// # Errors
/// When it is newer than this binary.
pub async fn state(db: &impl ConnectionTrait) -> Result<State, MigrateError> {
    let applied = refuse_newer(db).await?;
    Ok(State { applied, missing: Migrator::migrations().len().saturating_sub(applied) })
}

/// Runs what is missing. Several servers may call this at once: one works, the others wait.
pub async fn migrate(db: &Db) -> Result<(), MigrateError> {
    let connection = db.maintenance();
    if db.engine() == Engine::Sqlite {
        refuse_newer(connection).await?;
        return Ok(Migrator::up(connection, None).await?);
    }
    // One transaction holds the lock and all that is missing: it happens whole, or not.
    #[expect(clippy::disallowed_methods, reason = "the migrator has no actor and no grant")]
    let tx = connection.begin().await?;
    for sql in ["SET LOCAL statement_timeout = 0", "SET LOCAL lock_timeout = '60s'", "SELECT pg_advisory_xact_lock(1398031703)"] {
        tx.execute_unprepared(sql).await?;
    }
    refuse_newer(&tx).await?;
    Migrator::up(&tx, None).await?;
    TransactionSession::commit(tx).await?;
    Ok(())
}

/// Refuses a schema that is not exactly this binary's: for commands that run beside a serving process and migrate nothing.
pub async fn require_current(db: &Db) -> Result<(), MigrateError> {
    let state = state(db.maintenance()).await?;
    if state.missing == 0 { Ok(()) } else { Err(MigrateError::OlderSchema) }
}

/// How many of the migrations we know are applied.
async fn refuse_newer(connection: &impl ConnectionTrait) -> Result<usize, MigrateError> {
    let backend = connection.get_database_backend();
    let known: Vec<String> = Migrator::migrations().iter().map(|m| m.name().to_owned()).collect();
    let table = if backend == DbBackend::Postgres {
        "SELECT 1 AS there FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'seaql_migrations'"
    } else {
        "SELECT 1 AS there FROM sqlite_master WHERE type = 'table' AND name = 'seaql_migrations'"
    };
    if connection.query_one_raw(Statement::from_string(backend, table)).await?.is_none() {
        return Ok(0);
    }
    let applied =
        connection.query_all_raw(Statement::from_string(backend, "SELECT version FROM seaql_migrations ORDER BY version")).await?;
    for row in &applied {
        let version: String = row.try_get("", "version")?;
        if !known.contains(&version) {
            return Err(MigrateError::NewerSchema(version));
        }
    }
    Ok(applied.len())
}
