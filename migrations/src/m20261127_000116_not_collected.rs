//! A requisition expires that nobody collected: until when it may be is kept with it. What was approved before this has no such day yet; it
//! is given its whole time by the first round of the product's own jobs.
//!
//! `SQLite` cannot change a constraint in place: there the table is made anew ([`ddl::rebuild`]), with foreign keys off and checked
//! at the end.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend, Statement},
};

use crate::ddl::{self, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// `SQLite` refuses to switch foreign keys off inside a transaction; PostgreSQL is inside one already.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        if connection.get_database_backend() == DbBackend::Postgres {
            run(manager, &CONSTRAINTS).await?;
            return run(manager, &COLUMN).await;
        }
        // Killed between this commit and the migrator's own note of it: then everything is done already.
        let done = "SELECT 1 AS there FROM pragma_table_info('requisition') WHERE name = 'collect_by'";
        if connection.query_one_raw(Statement::from_string(DbBackend::Sqlite, done)).await?.is_some() {
            return Ok(());
        }
        connection.execute_unprepared("PRAGMA foreign_keys = OFF").await?;
        connection.execute_unprepared("BEGIN IMMEDIATE").await?;
        let made = make_anew(manager).await;
        connection.execute_unprepared(if made.is_ok() { "COMMIT" } else { "ROLLBACK" }).await?;
        connection.execute_unprepared("PRAGMA foreign_keys = ON").await?;
        made
    }
}

/// What has expired was approved once, and had a day.
const COLUMN: [&str; 2] = [
    "ALTER TABLE requisition ADD COLUMN collect_by {timestamp} \
     CHECK (phase <> 'expired' OR (collect_by IS NOT NULL AND decided_at IS NOT NULL))",
    "CREATE INDEX requisition_collect ON requisition (school_id, collect_by) WHERE phase = 'approved'",
];

const CONSTRAINTS: [&str; 2] = [
    "ALTER TABLE requisition DROP CONSTRAINT requisition_phase_check",
    "ALTER TABLE requisition ADD CONSTRAINT requisition_phase_check CHECK (phase IN ('submitted', 'approved', 'issued', 'returned', \
     'rejected', 'cancelled', 'expired'))",
];

async fn make_anew(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let phases = ("'returned', 'rejected', 'cancelled'))", "'returned', 'rejected', 'cancelled', 'expired'))");
    ddl::rebuild(manager, "requisition", &[phases]).await?;
    run(manager, &COLUMN).await?;
    let broken = "SELECT 1 AS broken FROM pragma_foreign_key_check LIMIT 1";
    let broken = manager.get_connection().query_one_raw(Statement::from_string(DbBackend::Sqlite, broken)).await?;
    broken.map_or(Ok(()), |_| Err(DbErr::Migration("a foreign key leads nowhere after the table was made anew".into())))
}
