//! A requisition expires that nobody collected: until when it may be is kept with it. What was approved before this has no such day yet; it
//! is given its whole time by the first round of the product's own jobs.

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
            run(manager, &CONSTRAINTS).await?;
            return run(manager, &COLUMN).await;
        }
        let done = "SELECT 1 AS there FROM pragma_table_info('requisition') WHERE name = 'collect_by'";
        ddl::anew(manager, done, make_anew(manager)).await
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
    run(manager, &COLUMN).await
}
