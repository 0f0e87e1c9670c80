//! Signed scans of what stores print, and of what a shop is paid for a month; documents of stores say of whom something was bought.
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
            return run(manager, &[SUPPLIER]).await;
        }
        // Killed between this commit and the migrator's own note of it: then everything is done already.
        let done = "SELECT 1 AS there FROM sqlite_master WHERE type = 'table' AND name = 'signed_scan' AND sql LIKE '%stock_document%'";
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

/// Null where it was not bought, or came in before this was kept.
const SUPPLIER: &str = "ALTER TABLE stock_document ADD COLUMN supplier text";

const CONSTRAINTS: [&str; 2] = [
    "ALTER TABLE signed_scan DROP CONSTRAINT signed_scan_subject_kind_check",
    "ALTER TABLE signed_scan ADD CONSTRAINT signed_scan_subject_kind_check CHECK (subject_kind IN ('purchase_request', 'quote_sheet', \
     'purchase_order', 'goods_receipt', 'petty_purchase', 'shop_statement', 'stock_document', 'stock_distribution', 'requisition'))",
];

async fn make_anew(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let kinds = (
        "'goods_receipt', 'petty_purchase')",
        "'goods_receipt', 'petty_purchase', 'shop_statement', 'stock_document', 'stock_distribution', 'requisition')",
    );
    ddl::rebuild(manager, "signed_scan", &[kinds]).await?;
    run(manager, &[SUPPLIER]).await?;
    let broken = "SELECT 1 AS broken FROM pragma_foreign_key_check LIMIT 1";
    let broken = manager.get_connection().query_one_raw(Statement::from_string(DbBackend::Sqlite, broken)).await?;
    broken.map_or(Ok(()), |_| Err(DbErr::Migration("a foreign key leads nowhere after the table was made anew".into())))
}
