//! Purchases that could not wait for their approvals, and rules that were excepted with a second signature.

use sea_orm_migration::prelude::*;

use crate::ddl::{final_once, migration, run};

migration!(manager => {
    run(manager, &[
        "ALTER TABLE purchase_request ADD COLUMN emergency_reason text",
        "ALTER TABLE purchase_request ADD COLUMN emergency_due_at {timestamp} CHECK ((emergency_due_at IS NULL) = (emergency_reason IS NULL))",
        "ALTER TABLE purchase_order ADD COLUMN emergency boolean NOT NULL DEFAULT false",
        "ALTER TABLE purchase_order ADD COLUMN excepted boolean NOT NULL DEFAULT false",
        "ALTER TABLE goods_receipt ADD COLUMN excepted boolean NOT NULL DEFAULT false",
        "CREATE TABLE sod_exception (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            rule text NOT NULL CHECK (rule IN ('SD2', 'SD4')),
            subject_kind text NOT NULL CHECK (subject_kind IN ('purchase_order', 'goods_receipt')),
            subject_id {uuid} NOT NULL,
            subject_number text NOT NULL,
            reason text NOT NULL CHECK (length(reason) >= 4),
            asked_by {uuid} NOT NULL,
            asked_at {timestamp} NOT NULL,
            cosigner_id {uuid} NOT NULL,
            signed_at {timestamp},
            PRIMARY KEY (school_id, id),
            CHECK (cosigner_id <> asked_by),
            CHECK ((rule = 'SD4') = (subject_kind = 'purchase_order')),
            FOREIGN KEY (school_id, asked_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, cosigner_id) REFERENCES person (school_id, id)
        )",
        "CREATE UNIQUE INDEX sod_exception_subject ON sod_exception (school_id, subject_kind, subject_id)",
        "CREATE INDEX sod_exception_cosigner ON sod_exception (school_id, cosigner_id)",
        "CREATE INDEX sod_exception_signed ON sod_exception (school_id, signed_at)",
        // What the list of control exceptions looks for, and nothing else.
        "CREATE INDEX purchase_request_noted ON purchase_request (school_id, submitted_at) WHERE emergency_reason IS NOT NULL OR split_count > 0",
        "CREATE INDEX goods_receipt_unposted ON goods_receipt (school_id, accepted_at) WHERE phase = 'accepted'",
    ]).await?;
    // A signature is final: what it stands under does not change any more.
    final_once(manager, "sod_exception", "signed_at").await?;
});
