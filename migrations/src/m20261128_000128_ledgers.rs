//! The auditor's ledgers: indexes that let them be read as of any day, what was exported of them, and what finance's books say beside them.

use sea_orm_migration::prelude::*;

use crate::ddl::{append_only, migration, run};

migration!(manager => {
    run(manager, INDEXES).await?;
    run(manager, TABLES).await?;
    for table in ["ledger_export", "ledger_reconciliation", "ledger_balance", "ledger_voucher"] {
        append_only(manager, table).await?;
    }
});

/// Everything that a ledger adds up stands in the index: 100 000 cards are summed without looking at a card.
const INDEXES: &[&str] = &[
    "CREATE INDEX asset_ledger_class ON asset (school_id, category_code, id, voided_at)",
    "CREATE INDEX asset_ledger_voucher ON asset (school_id, voucher_no, id)",
    "CREATE INDEX asset_value_event_ledger ON asset_value_event
        (school_id, asset_id, effective_on, id, kind, document_kind, quantity, original_value, accumulated_depreciation)",
    "CREATE INDEX asset_assignment_ledger ON asset_assignment (school_id, asset_id, started_at, id, location_id)",
    "CREATE INDEX asset_assignment_place ON asset_assignment (school_id, location_id, asset_id)",
];

const TABLES: &[&str] = &[
    "CREATE TABLE ledger_export (
        school_id {uuid} NOT NULL REFERENCES school (id),
        id {uuid} NOT NULL,
        ledger text NOT NULL CHECK (ledger IN ('general', 'detail_by_class', 'detail_by_room', 'cards')),
        from_on {date} NOT NULL,
        as_of {date} NOT NULL,
        basis text NOT NULL CHECK (basis IN ('opening_import', 'books', 'forecast')),
        language text NOT NULL CHECK (language IN ('zh', 'en')),
        file_name text NOT NULL,
        file_bytes bigint NOT NULL,
        file_sha256 {bytes} NOT NULL,
        data_sha256 {bytes} NOT NULL,
        has_values boolean NOT NULL,
        rows bigint NOT NULL,
        manifest {json} NOT NULL,
        exported_by {uuid},
        exported_at {timestamp} NOT NULL,
        PRIMARY KEY (school_id, id),
        CHECK (from_on <= as_of),
        FOREIGN KEY (school_id, exported_by) REFERENCES person (school_id, id)
    )",
    "CREATE TABLE ledger_reconciliation (
        school_id {uuid} NOT NULL REFERENCES school (id),
        id {uuid} NOT NULL,
        from_on {date} NOT NULL,
        as_of {date} NOT NULL,
        source text NOT NULL,
        note text,
        typed_by {uuid} NOT NULL,
        typed_at {timestamp} NOT NULL,
        PRIMARY KEY (school_id, id),
        CHECK (from_on <= as_of),
        FOREIGN KEY (school_id, typed_by) REFERENCES person (school_id, id)
    )",
    "CREATE INDEX ledger_reconciliation_day ON ledger_reconciliation (school_id, as_of, id)",
    // What finance's books say of a class, and of all classes below it.
    "CREATE TABLE ledger_balance (
        school_id {uuid} NOT NULL,
        reconciliation_id {uuid} NOT NULL,
        position bigint NOT NULL,
        category_code text NOT NULL,
        original_value bigint NOT NULL,
        accumulated_depreciation bigint,
        PRIMARY KEY (school_id, reconciliation_id, position),
        UNIQUE (school_id, reconciliation_id, category_code),
        FOREIGN KEY (school_id, reconciliation_id) REFERENCES ledger_reconciliation (school_id, id)
    )",
    // An entry of finance's books in the days compared.
    "CREATE TABLE ledger_voucher (
        school_id {uuid} NOT NULL,
        reconciliation_id {uuid} NOT NULL,
        position bigint NOT NULL,
        voucher_no text NOT NULL,
        posted_on {date},
        amount bigint NOT NULL,
        summary text,
        PRIMARY KEY (school_id, reconciliation_id, position),
        UNIQUE (school_id, reconciliation_id, voucher_no),
        FOREIGN KEY (school_id, reconciliation_id) REFERENCES ledger_reconciliation (school_id, id)
    )",
];
