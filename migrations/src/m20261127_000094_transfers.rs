//! Stock moves between stores, and parts go into repairs: documents name the other store, or the case.

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
            return run(manager, &INDEXES).await;
        }
        let done = "SELECT 1 AS there FROM pragma_table_info('stock_document') WHERE name = 'to_store_id'";
        ddl::anew(manager, done, make_anew(manager)).await
    }
}

const INDEXES: [&str; 2] = [
    "CREATE INDEX stock_document_to_store ON stock_document (school_id, to_store_id, id DESC) WHERE to_store_id IS NOT NULL",
    "CREATE INDEX stock_document_repair ON stock_document (school_id, repair_case_id, id) WHERE repair_case_id IS NOT NULL",
];

const CONSTRAINTS: [&str; 10] = [
    "ALTER TABLE stock_document DROP CONSTRAINT stock_document_kind_check",
    "ALTER TABLE stock_document ADD CONSTRAINT stock_document_kind_check CHECK (kind IN ('receipt', 'issue', 'return', 'count', 'transfer'))",
    "ALTER TABLE stock_document ADD COLUMN to_store_id {uuid}, ADD COLUMN repair_case_id {uuid}, ADD COLUMN repair_case_no text",
    "ALTER TABLE stock_document ADD CHECK ((kind = 'transfer') = (to_store_id IS NOT NULL))",
    "ALTER TABLE stock_document ADD CHECK (to_store_id <> store_id)",
    "ALTER TABLE stock_document ADD CHECK (kind <> 'transfer' OR receiver_id IS NULL OR receiver_id <> recorded_by)",
    "ALTER TABLE stock_document ADD CHECK ((repair_case_id IS NULL) = (repair_case_no IS NULL))",
    "ALTER TABLE stock_document ADD CHECK (repair_case_id IS NULL OR kind IN ('issue', 'return'))",
    "ALTER TABLE stock_document ADD FOREIGN KEY (school_id, to_store_id) REFERENCES store (school_id, id)",
    "ALTER TABLE stock_document ADD FOREIGN KEY (school_id, repair_case_id) REFERENCES repair_case (school_id, id)",
];

async fn make_anew(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    ddl::rebuild(
        manager,
        "stock_document",
        &[
            ("'return', 'count')", "'return', 'count', 'transfer')"),
            (
                "PRIMARY KEY (school_id, id)",
                "to_store_id {uuid} CHECK (to_store_id <> store_id),
            repair_case_id {uuid},
            repair_case_no text,
            PRIMARY KEY (school_id, id),
            CHECK ((kind = 'transfer') = (to_store_id IS NOT NULL)),
            CHECK (kind <> 'transfer' OR receiver_id IS NULL OR receiver_id <> recorded_by),
            CHECK ((repair_case_id IS NULL) = (repair_case_no IS NULL)),
            CHECK (repair_case_id IS NULL OR kind IN ('issue', 'return')),
            FOREIGN KEY (school_id, to_store_id) REFERENCES store (school_id, id),
            FOREIGN KEY (school_id, repair_case_id) REFERENCES repair_case (school_id, id)",
            ),
        ],
    )
    .await?;
    run(manager, &INDEXES).await
}
