//! Orders with their lines and those who buy.

use sea_orm_migration::prelude::*;

use crate::ddl::{final_once, migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE purchase_order (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            number text NOT NULL,
            request_id {uuid} NOT NULL,
            request_number text NOT NULL,
            requester_id {uuid} NOT NULL,
            supplier_id {uuid} NOT NULL,
            supplier_name text NOT NULL,
            phase text NOT NULL CHECK (phase IN ('proposed', 'ordered', 'partially_received', 'received', 'closed', 'cancelled')),
            total bigint NOT NULL CHECK (total > 0 AND total <= 9999999999999),
            buyers_needed bigint NOT NULL CHECK (buyers_needed IN (1, 2)),
            approver_ids {json} NOT NULL,
            expected_on {date},
            note text,
            reason text,
            made_by {uuid} NOT NULL,
            made_at {timestamp} NOT NULL,
            ordered_at {timestamp},
            closed_at {timestamp},
            updated_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK ((phase IN ('closed', 'cancelled')) = (reason IS NOT NULL)),
            CHECK ((phase IN ('closed', 'cancelled')) = (closed_at IS NOT NULL)),
            CHECK (phase IN ('proposed', 'cancelled') OR ordered_at IS NOT NULL),
            FOREIGN KEY (school_id, request_id) REFERENCES purchase_request (school_id, id),
            FOREIGN KEY (school_id, supplier_id) REFERENCES supplier (school_id, id),
            FOREIGN KEY (school_id, requester_id) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, made_by) REFERENCES person (school_id, id)
        )",
        "CREATE UNIQUE INDEX purchase_order_number ON purchase_order (school_id, number)",
        "CREATE INDEX purchase_order_phase ON purchase_order (school_id, phase, id DESC)",
        "CREATE INDEX purchase_order_request ON purchase_order (school_id, request_id)",
        "CREATE INDEX purchase_order_supplier ON purchase_order (school_id, supplier_id, id DESC)",
        "CREATE TABLE purchase_order_line (
            school_id {uuid} NOT NULL REFERENCES school (id),
            order_id {uuid} NOT NULL,
            position bigint NOT NULL CHECK (position >= 0),
            request_position bigint NOT NULL CHECK (request_position >= 0),
            name text NOT NULL,
            spec text,
            unit text NOT NULL,
            quantity bigint NOT NULL CHECK (quantity > 0 AND quantity <= 1000000000000),
            unit_price bigint NOT NULL CHECK (unit_price > 0 AND unit_price <= 9999999999999),
            amount bigint NOT NULL CHECK (amount > 0 AND amount <= 9999999999999),
            accepted bigint NOT NULL DEFAULT 0,
            accepted_value bigint NOT NULL DEFAULT 0,
            PRIMARY KEY (school_id, order_id, position),
            CHECK (accepted >= 0 AND accepted <= quantity),
            CHECK (accepted_value >= 0 AND accepted_value <= amount),
            CHECK (accepted < quantity OR accepted_value = amount),
            FOREIGN KEY (school_id, order_id) REFERENCES purchase_order (school_id, id)
        )",
        "CREATE UNIQUE INDEX purchase_order_line_place ON purchase_order_line (school_id, order_id, request_position)",
        "CREATE TABLE purchase_order_buyer (
            school_id {uuid} NOT NULL REFERENCES school (id),
            order_id {uuid} NOT NULL,
            person_id {uuid} NOT NULL,
            confirmed_at {timestamp},
            PRIMARY KEY (school_id, order_id, person_id),
            FOREIGN KEY (school_id, order_id) REFERENCES purchase_order (school_id, id),
            FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id)
        )",
        "CREATE INDEX purchase_order_buyer_person ON purchase_order_buyer (school_id, person_id)",
    ]).await?;
    final_once(manager, "purchase_order_buyer", "confirmed_at").await?;
});
