//! Stores, what they hold, and requisitions of what needs an approval.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE store (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            name text NOT NULL,
            name_key text NOT NULL,
            parent_id {uuid},
            place_id {uuid},
            retired boolean NOT NULL DEFAULT false,
            created_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK (parent_id <> id),
            FOREIGN KEY (school_id, parent_id) REFERENCES store (school_id, id),
            FOREIGN KEY (school_id, place_id) REFERENCES location (school_id, id)
        )",
        "CREATE UNIQUE INDEX store_name ON store (school_id, name_key)",
        "CREATE TABLE store_keeper (
            school_id {uuid} NOT NULL REFERENCES school (id),
            store_id {uuid} NOT NULL,
            person_id {uuid} NOT NULL,
            PRIMARY KEY (school_id, store_id, person_id),
            FOREIGN KEY (school_id, store_id) REFERENCES store (school_id, id),
            FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id)
        )",
        "CREATE INDEX store_keeper_person ON store_keeper (school_id, person_id, store_id)",
        "CREATE TABLE stock_item (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            name text NOT NULL,
            item_key text NOT NULL,
            spec text,
            unit text NOT NULL,
            category text NOT NULL,
            controlled_above bigint CHECK (controlled_above >= 0 AND controlled_above <= 1000000000000),
            old_for_new boolean NOT NULL DEFAULT false,
            minimum bigint CHECK (minimum > 0 AND minimum <= 1000000000000),
            retired boolean NOT NULL DEFAULT false,
            created_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id)
        )",
        "CREATE UNIQUE INDEX stock_item_key ON stock_item (school_id, item_key)",
        "CREATE INDEX stock_item_minimum ON stock_item (school_id, item_key) WHERE minimum IS NOT NULL",
        "CREATE TABLE requisition (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            number text NOT NULL,
            requester_id {uuid} NOT NULL,
            class_id {uuid},
            purpose text NOT NULL,
            phase text NOT NULL CHECK (phase IN ('submitted', 'approved', 'issued', 'returned', 'rejected', 'cancelled')),
            round bigint NOT NULL DEFAULT 1 CHECK (round >= 1),
            reason text,
            created_at {timestamp} NOT NULL,
            submitted_at {timestamp} NOT NULL,
            decided_at {timestamp},
            updated_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK (phase NOT IN ('approved', 'issued', 'rejected', 'returned') OR decided_at IS NOT NULL),
            CHECK (phase NOT IN ('returned', 'rejected', 'cancelled') OR reason IS NOT NULL),
            FOREIGN KEY (school_id, requester_id) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, class_id) REFERENCES school_class (school_id, id)
        )",
        "CREATE UNIQUE INDEX requisition_number ON requisition (school_id, number)",
        "CREATE INDEX requisition_phase ON requisition (school_id, phase, id DESC)",
        "CREATE INDEX requisition_requester ON requisition (school_id, requester_id, id DESC)",
        "CREATE TABLE requisition_line (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            requisition_id {uuid} NOT NULL,
            position bigint NOT NULL CHECK (position >= 0),
            item_id {uuid} NOT NULL,
            quantity bigint NOT NULL CHECK (quantity > 0 AND quantity <= 1000000000000),
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, requisition_id) REFERENCES requisition (school_id, id),
            FOREIGN KEY (school_id, item_id) REFERENCES stock_item (school_id, id)
        )",
        "CREATE UNIQUE INDEX requisition_line_place ON requisition_line (school_id, requisition_id, position)",
    ]).await?;
});
