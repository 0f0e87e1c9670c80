//! Petty purchases with their lines, invoices by their numbers, and who bore witness to what is decided about.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "ALTER TABLE approval ADD COLUMN witness_id {uuid}",
        "CREATE TABLE petty_purchase (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            number text NOT NULL,
            handler_id {uuid} NOT NULL,
            witness_id {uuid} NOT NULL,
            shop text NOT NULL,
            shop_key text NOT NULL,
            bought_on {date} NOT NULL,
            purpose text NOT NULL,
            fund text NOT NULL CHECK (fund IN ('public', 'special', 'canteen', 'donation', 'self_raised', 'other')),
            invoice_no text,
            repair_case_id {uuid},
            repair_case_no text,
            phase text NOT NULL CHECK (phase IN ('submitted', 'returned', 'approved', 'rejected', 'cancelled')),
            total bigint NOT NULL CHECK (total > 0 AND total <= 9999999999999),
            judged_amount bigint NOT NULL CHECK (judged_amount >= total),
            split_count bigint NOT NULL DEFAULT 0 CHECK (split_count >= 0),
            round bigint NOT NULL DEFAULT 1 CHECK (round >= 1),
            reason text,
            recorded_at {timestamp} NOT NULL,
            recorded_on {date} NOT NULL,
            submitted_at {timestamp} NOT NULL,
            decided_at {timestamp},
            updated_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK (handler_id <> witness_id),
            CHECK ((repair_case_id IS NULL) = (repair_case_no IS NULL)),
            CHECK (phase NOT IN ('approved', 'rejected') OR decided_at IS NOT NULL),
            CHECK ((phase IN ('returned', 'rejected', 'cancelled')) = (reason IS NOT NULL)),
            FOREIGN KEY (school_id, handler_id) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, witness_id) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, repair_case_id) REFERENCES repair_case (school_id, id)
        )",
        "CREATE UNIQUE INDEX petty_purchase_number ON petty_purchase (school_id, number)",
        "CREATE INDEX petty_purchase_phase ON petty_purchase (school_id, phase, id DESC)",
        "CREATE INDEX petty_purchase_handler ON petty_purchase (school_id, handler_id, id DESC)",
        "CREATE INDEX petty_purchase_witness ON petty_purchase (school_id, witness_id, id DESC)",
        "CREATE INDEX petty_purchase_day ON petty_purchase (school_id, bought_on, shop_key)",
        "CREATE INDEX petty_purchase_case ON petty_purchase (school_id, repair_case_id) WHERE repair_case_id IS NOT NULL",
        "CREATE TABLE petty_purchase_line (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            petty_id {uuid} NOT NULL,
            position bigint NOT NULL CHECK (position >= 0),
            name text NOT NULL,
            item_key text NOT NULL,
            spec text,
            unit text NOT NULL,
            quantity bigint NOT NULL CHECK (quantity > 0 AND quantity <= 1000000000000),
            unit_price bigint NOT NULL CHECK (unit_price > 0 AND unit_price <= 9999999999999),
            amount bigint NOT NULL CHECK (amount > 0 AND amount <= 9999999999999),
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, petty_id) REFERENCES petty_purchase (school_id, id)
        )",
        "CREATE UNIQUE INDEX petty_purchase_line_place ON petty_purchase_line (school_id, petty_id, position)",
        "CREATE INDEX petty_purchase_line_item ON petty_purchase_line (school_id, item_key, petty_id)",
        // One invoice is paid once: its number stands here while what it was handed in with is neither rejected nor cancelled.
        "CREATE TABLE purchase_invoice (
            school_id {uuid} NOT NULL REFERENCES school (id),
            number text NOT NULL,
            subject_kind text NOT NULL,
            subject_id {uuid} NOT NULL,
            subject_number text NOT NULL,
            entered_at {timestamp} NOT NULL,
            PRIMARY KEY (school_id, number)
        )",
        "CREATE INDEX purchase_invoice_subject ON purchase_invoice (school_id, subject_kind, subject_id)",
    ]).await?;
});
