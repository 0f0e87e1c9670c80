//! Photos on repair cases: also from somebody at a door who has no account, for whom the sign's code stands; one photo may show
//! several faults of one report.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
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
        let done = "SELECT 1 AS there FROM pragma_table_info('upload') WHERE name = 'pass'";
        ddl::anew(manager, done, make_anew(manager)).await
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
    .await
}
