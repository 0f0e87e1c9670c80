//! Signed scans of what stores print, and of what a shop is paid for a month; documents of stores say of whom something was bought.

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
            return run(manager, &[SUPPLIER]).await;
        }
        let done = "SELECT 1 AS there FROM sqlite_master WHERE type = 'table' AND name = 'signed_scan' AND sql LIKE '%stock_document%'";
        ddl::anew(manager, done, make_anew(manager)).await
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
    run(manager, &[SUPPLIER]).await
}
