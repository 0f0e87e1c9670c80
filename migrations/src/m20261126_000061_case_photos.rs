//! Photos on repair cases: also from somebody at a door who has no account, for whom the sign's code stands; one photo may show
//! several faults of one report.
//!
//! `SQLite` cannot change a constraint in place: there both tables are made anew ([`ddl::rebuild`]), with foreign keys off and checked
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
            return run(manager, &CONSTRAINTS).await;
        }
        // Killed between this commit and the migrator's own note of it: then everything is done already.
        let done = "SELECT 1 AS there FROM pragma_table_info('upload') WHERE name = 'pass'";
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

const PASS: &str = "pass text CHECK ((pass IS NULL) = (uploaded_by IS NOT NULL))";
const PURPOSE: &str = "purpose text CHECK (purpose IN ('reported', 'done'))";

const CONSTRAINTS: [&str; 6] = [
    "ALTER TABLE upload ALTER COLUMN uploaded_by DROP NOT NULL",
    "ALTER TABLE upload ADD COLUMN pass text CHECK ((pass IS NULL) = (uploaded_by IS NOT NULL))",
    "ALTER TABLE attachment ALTER COLUMN added_by DROP NOT NULL",
    "ALTER TABLE attachment ADD COLUMN purpose text CHECK (purpose IN ('reported', 'done'))",
    "ALTER TABLE attachment DROP CONSTRAINT attachment_school_id_upload_id_key",
    "ALTER TABLE attachment ADD UNIQUE (school_id, upload_id, subject_id)",
];

async fn make_anew(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let with = |column: &str| format!("{column},\n            PRIMARY KEY (school_id, id)");
    ddl::rebuild(
        manager,
        "upload",
        &[("uploaded_by uuid_text NOT NULL", "uploaded_by {uuid}"), ("PRIMARY KEY (school_id, id)", &with(PASS))],
    )
    .await?;
    ddl::rebuild(
        manager,
        "attachment",
        &[
            ("added_by uuid_text NOT NULL", "added_by {uuid}"),
            ("PRIMARY KEY (school_id, id)", &with(PURPOSE)),
            ("UNIQUE (school_id, upload_id)", "UNIQUE (school_id, upload_id, subject_id)"),
        ],
    )
    .await?;
    let broken = "SELECT 1 AS broken FROM pragma_foreign_key_check LIMIT 1";
    let broken = manager.get_connection().query_one_raw(Statement::from_string(DbBackend::Sqlite, broken)).await?;
    broken.map_or(Ok(()), |_| Err(DbErr::Migration("a foreign key leads nowhere after the tables were made anew".into())))
}
