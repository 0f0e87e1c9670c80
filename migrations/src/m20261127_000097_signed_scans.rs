//! Signed scans of records: what was printed, signed and came back.

use sea_orm_migration::prelude::*;

use crate::ddl::{append_only, migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE signed_scan (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            subject_kind text NOT NULL
                CHECK (subject_kind IN ('purchase_request', 'quote_sheet', 'purchase_order', 'goods_receipt', 'petty_purchase')),
            subject_id {uuid} NOT NULL,
            subject_number text NOT NULL,
            pages {json} NOT NULL,
            replaces {uuid},
            reason text,
            added_by {uuid} NOT NULL,
            added_at {timestamp} NOT NULL,
            PRIMARY KEY (school_id, id),
            CHECK ((replaces IS NULL) = (reason IS NULL)),
            FOREIGN KEY (school_id, replaces) REFERENCES signed_scan (school_id, id),
            FOREIGN KEY (school_id, added_by) REFERENCES person (school_id, id)
        )",
        "CREATE INDEX signed_scan_subject ON signed_scan (school_id, subject_kind, subject_id, id DESC)",
        // Each is replaced once: of two who do it at the same moment one is refused.
        "CREATE UNIQUE INDEX signed_scan_replaces ON signed_scan (school_id, replaces) WHERE replaces IS NOT NULL",
    ]).await?;
    append_only(manager, "signed_scan").await?;
});
