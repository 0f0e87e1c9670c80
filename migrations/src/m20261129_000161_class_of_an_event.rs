//! A value event keeps the class under which it was booked, and a card that is put under another class leaves the one and enters the other
//! by events of that day: what a ledger said of an earlier day it says again.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

use crate::ddl::{self, append_only, run};

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
            run(manager, &POSTGRES).await?;
            return run(manager, &INDEXES).await;
        }
        let done = "SELECT 1 AS there FROM pragma_table_info('asset_value_event') WHERE name = 'category_code'";
        ddl::anew(manager, done, make_anew(manager)).await
    }
}

/// Which classes cards had before this was kept is in the audit trail only: what was written until now is of the class that they have.
const FILL: &str = "UPDATE asset_value_event SET category_code = (SELECT a.category_code FROM asset a \
    WHERE a.school_id = asset_value_event.school_id AND a.id = asset_value_event.asset_id)";
const COLUMN: &str = "ALTER TABLE asset_value_event ADD COLUMN category_code text NOT NULL DEFAULT ''";
const KINDS: [&str; 2] = ["'disposal', 'reversal')", "'disposal', 'reversal', 'reclassified')"];

const POSTGRES: [&str; 6] = [
    "ALTER TABLE asset_value_event DROP CONSTRAINT asset_value_event_kind_check",
    "ALTER TABLE asset_value_event ADD CONSTRAINT asset_value_event_kind_check CHECK (kind IN \
     ('opening', 'addition', 'revaluation', 'impairment', 'depreciation', 'disposal', 'reversal', 'reclassified'))",
    COLUMN,
    "ALTER TABLE asset_value_event DISABLE TRIGGER asset_value_event_append_only",
    FILL,
    "ALTER TABLE asset_value_event ENABLE TRIGGER asset_value_event_append_only",
];

/// A ledger of a class is read in the order of its days, and the general ledger is still summed in an index.
const INDEXES: [&str; 4] = [
    "DROP INDEX asset_value_event_ledger",
    "CREATE INDEX asset_value_event_ledger ON asset_value_event (school_id, asset_id, effective_on, id, kind, document_kind, quantity, \
     original_value, accumulated_depreciation, category_code)",
    "CREATE INDEX asset_value_event_class ON asset_value_event (school_id, category_code, effective_on, id, quantity, original_value)",
    "CREATE INDEX asset_value_event_reclassified ON asset_value_event (school_id, asset_id, effective_on, id) WHERE kind = 'reclassified'",
];

async fn make_anew(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, &["DROP TRIGGER asset_value_event_no_update", "DROP TRIGGER asset_value_event_no_delete"]).await?;
    ddl::rebuild(manager, "asset_value_event", &[(KINDS[0], KINDS[1])]).await?;
    run(manager, &[COLUMN, FILL]).await?;
    append_only(manager, "asset_value_event").await?;
    run(manager, &INDEXES).await
}
