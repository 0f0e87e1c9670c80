//! The depreciation schedule is exported as the other ledgers are.

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
        if manager.get_connection().get_database_backend() == DbBackend::Postgres {
            return run(manager, &CONSTRAINTS).await;
        }
        let done = "SELECT 1 AS there FROM sqlite_master WHERE type = 'table' AND name = 'ledger_export' AND sql LIKE '%''depreciation''%'";
        ddl::anew(manager, done, ddl::rebuild(manager, "ledger_export", &[("'cards'))", "'cards', 'depreciation'))")])).await
    }
}

const CONSTRAINTS: [&str; 2] = [
    "ALTER TABLE ledger_export DROP CONSTRAINT ledger_export_ledger_check",
    "ALTER TABLE ledger_export ADD CONSTRAINT ledger_export_ledger_check \
     CHECK (ledger IN ('general', 'detail_by_class', 'detail_by_room', 'cards', 'depreciation'))",
];
