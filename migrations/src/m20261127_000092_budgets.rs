//! Budgets by fund and calendar year, and every event of their money. What is left is the sum of the events; nothing else is kept of it.

use sea_orm_migration::prelude::*;

use crate::ddl::{append_only, migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE budget (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            year bigint NOT NULL CHECK (year BETWEEN 2000 AND 9999),
            fund text NOT NULL CHECK (fund IN ('public', 'special', 'canteen', 'donation', 'self_raised', 'other')),
            created_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 0,
            PRIMARY KEY (school_id, id)
        )",
        "CREATE UNIQUE INDEX budget_year ON budget (school_id, year, fund)",
        "CREATE TABLE budget_event (
            school_id {uuid} NOT NULL REFERENCES school (id),
            budget_id {uuid} NOT NULL,
            seq bigint NOT NULL CHECK (seq > 0),
            kind text NOT NULL CHECK (kind IN ('allotted', 'reserved', 'unreserved', 'committed', 'uncommitted', 'spent')),
            amount bigint NOT NULL CHECK (amount <> 0 AND amount >= -9999999999999 AND amount <= 9999999999999),
            reason text,
            source_kind text CHECK (source_kind IN ('purchase_request', 'purchase_order', 'goods_receipt', 'petty_purchase')),
            source_id {uuid},
            source_number text,
            request_id {uuid},
            order_id {uuid},
            by_id {uuid} NOT NULL,
            at {timestamp} NOT NULL,
            PRIMARY KEY (school_id, budget_id, seq),
            CHECK (kind = 'allotted' OR amount > 0),
            CHECK ((kind = 'allotted') = (reason IS NOT NULL)),
            CHECK ((kind = 'allotted') = (source_kind IS NULL)),
            CHECK ((source_kind IS NULL) = (source_id IS NULL)),
            CHECK ((source_kind IS NULL) = (source_number IS NULL)),
            CHECK (kind NOT IN ('reserved', 'unreserved') OR request_id IS NOT NULL),
            CHECK (kind NOT IN ('committed', 'uncommitted') OR order_id IS NOT NULL),
            FOREIGN KEY (school_id, budget_id) REFERENCES budget (school_id, id),
            FOREIGN KEY (school_id, request_id) REFERENCES purchase_request (school_id, id),
            FOREIGN KEY (school_id, order_id) REFERENCES purchase_order (school_id, id),
            FOREIGN KEY (school_id, by_id) REFERENCES person (school_id, id)
        )",
        // The sums of a budget are read from this index alone.
        "CREATE INDEX budget_event_sums ON budget_event (school_id, budget_id, kind, amount)",
        "CREATE INDEX budget_event_request ON budget_event (school_id, request_id) WHERE request_id IS NOT NULL",
        "CREATE INDEX budget_event_order ON budget_event (school_id, order_id) WHERE order_id IS NOT NULL",
    ]).await?;
    append_only(manager, "budget_event").await?;
});
