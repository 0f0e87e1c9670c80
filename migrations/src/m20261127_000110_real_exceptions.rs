//! Whether something else followed from what a purchase came to with others of the same things than from its own total.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "ALTER TABLE purchase_request ADD COLUMN in_pieces boolean NOT NULL DEFAULT false CHECK (NOT in_pieces OR split_count > 0)",
        "ALTER TABLE petty_purchase ADD COLUMN in_pieces boolean NOT NULL DEFAULT false CHECK (NOT in_pieces OR split_count > 0)",
        // The limits of its day are no matter of SQL: what was listed until now stays listed (ADR 0052).
        "UPDATE purchase_request SET in_pieces = true WHERE split_count > 0",
        "UPDATE petty_purchase SET in_pieces = true WHERE split_count > 0",
        // What the list of control exceptions looks for, and nothing else.
        "DROP INDEX purchase_request_noted",
        "CREATE INDEX purchase_request_noted ON purchase_request (school_id, submitted_at) WHERE emergency_reason IS NOT NULL OR in_pieces",
        "DROP INDEX petty_purchase_noted",
        "CREATE INDEX petty_purchase_noted ON petty_purchase (school_id, submitted_at) WHERE in_pieces OR shop_count > 0",
        // Orders of a time, with what else their suppliers got in it.
        "CREATE INDEX purchase_order_ordered ON purchase_order (school_id, ordered_at)",
    ]).await?;
});
