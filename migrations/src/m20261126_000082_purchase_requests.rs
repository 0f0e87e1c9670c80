//! Purchase requests, their lines, and every version that was submitted.

use sea_orm_migration::prelude::*;

use crate::ddl::{append_only, migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE purchase_request (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            number text NOT NULL,
            requester_id {uuid} NOT NULL,
            purpose text NOT NULL,
            fund text NOT NULL CHECK (fund IN ('public', 'special', 'canteen', 'donation', 'self_raised', 'other')),
            needed_by {date},
            phase text NOT NULL CHECK (phase IN ('draft', 'submitted', 'returned', 'approved', 'rejected', 'cancelled')),
            total bigint NOT NULL CHECK (total > 0 AND total <= 9999999999999),
            reuse text,
            judged_amount bigint CHECK (judged_amount >= total),
            split_count bigint NOT NULL DEFAULT 0 CHECK (split_count >= 0),
            round bigint NOT NULL DEFAULT 0 CHECK (round >= 0),
            reason text,
            created_at {timestamp} NOT NULL,
            submitted_at {timestamp},
            decided_at {timestamp},
            updated_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK (phase NOT IN ('submitted', 'approved', 'rejected', 'returned') OR submitted_at IS NOT NULL),
            CHECK (phase NOT IN ('submitted', 'approved', 'rejected') OR judged_amount IS NOT NULL),
            CHECK (phase NOT IN ('approved', 'rejected') OR decided_at IS NOT NULL),
            CHECK (phase NOT IN ('returned', 'rejected', 'cancelled') OR reason IS NOT NULL),
            FOREIGN KEY (school_id, requester_id) REFERENCES person (school_id, id)
        )",
        "CREATE UNIQUE INDEX purchase_request_number ON purchase_request (school_id, number)",
        "CREATE INDEX purchase_request_phase ON purchase_request (school_id, phase, id DESC)",
        "CREATE INDEX purchase_request_requester ON purchase_request (school_id, requester_id, id DESC)",
        "CREATE TABLE purchase_request_line (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            request_id {uuid} NOT NULL,
            position bigint NOT NULL CHECK (position >= 0),
            name text NOT NULL,
            item_key text NOT NULL,
            spec text,
            unit text NOT NULL,
            quantity bigint NOT NULL CHECK (quantity > 0 AND quantity <= 1000000000000),
            unit_price bigint NOT NULL CHECK (unit_price > 0 AND unit_price <= 9999999999999),
            amount bigint NOT NULL CHECK (amount > 0 AND amount <= 9999999999999),
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, request_id) REFERENCES purchase_request (school_id, id)
        )",
        "CREATE UNIQUE INDEX purchase_request_line_place ON purchase_request_line (school_id, request_id, position)",
        "CREATE INDEX purchase_request_line_item ON purchase_request_line (school_id, item_key, request_id)",
        "CREATE TABLE purchase_request_version (
            school_id {uuid} NOT NULL REFERENCES school (id),
            request_id {uuid} NOT NULL,
            round bigint NOT NULL CHECK (round >= 1),
            total bigint NOT NULL,
            content {json} NOT NULL,
            submitted_at {timestamp} NOT NULL,
            PRIMARY KEY (school_id, request_id, round),
            FOREIGN KEY (school_id, request_id) REFERENCES purchase_request (school_id, id)
        )",
    ]).await?;
    append_only(manager, "purchase_request_version").await?;
});
