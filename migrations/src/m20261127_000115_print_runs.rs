//! Print runs are requisitions whose paper knows its sheets; the signed paper of a budget and of a supplier's bank account comes back.

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
            return run(manager, &COLUMNS).await;
        }
        let done = "SELECT 1 AS there FROM pragma_table_info('requisition') WHERE name = 'print_sheets'";
        ddl::anew(manager, done, make_anew(manager)).await
    }
}

/// Of a print run all four are there, of anything else none.
const COLUMNS: [&str; 5] = [
    "ALTER TABLE stock_item ADD COLUMN sheets_per_unit bigint CHECK (sheets_per_unit >= 1 AND sheets_per_unit <= 10000)",
    "ALTER TABLE requisition ADD COLUMN print_pages bigint CHECK (print_pages >= 1)",
    "ALTER TABLE requisition ADD COLUMN print_copies bigint CHECK (print_copies >= 1)",
    "ALTER TABLE requisition ADD COLUMN print_both_sides boolean",
    "ALTER TABLE requisition ADD COLUMN print_sheets bigint CHECK ((print_sheets IS NULL OR print_sheets >= 1) \
     AND (print_sheets IS NULL) = (print_pages IS NULL) AND (print_sheets IS NULL) = (print_copies IS NULL) \
     AND (print_sheets IS NULL) = (print_both_sides IS NULL))",
];

const CONSTRAINTS: [&str; 2] = [
    "ALTER TABLE signed_scan DROP CONSTRAINT signed_scan_subject_kind_check",
    "ALTER TABLE signed_scan ADD CONSTRAINT signed_scan_subject_kind_check CHECK (subject_kind IN ('purchase_request', 'quote_sheet', \
     'purchase_order', 'goods_receipt', 'petty_purchase', 'shop_statement', 'stock_document', 'stock_distribution', 'requisition', \
     'budget', 'supplier_bank_account'))",
];

async fn make_anew(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let kinds = ("'stock_distribution', 'requisition')", "'stock_distribution', 'requisition', 'budget', 'supplier_bank_account')");
    ddl::rebuild(manager, "signed_scan", &[kinds]).await?;
    run(manager, &COLUMNS).await
}
