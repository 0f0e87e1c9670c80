//! One purchase in pieces: how many people accept an order, by a rule of its own, and what was bought at the same shop.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // Until now as many accepted as bought.
        "ALTER TABLE purchase_order ADD COLUMN acceptors_needed bigint NOT NULL DEFAULT 1 CHECK (acceptors_needed IN (1, 2))",
        "UPDATE purchase_order SET acceptors_needed = buyers_needed",
        "ALTER TABLE petty_purchase ADD COLUMN shop_count bigint NOT NULL DEFAULT 0 CHECK (shop_count >= 0)",
        "ALTER TABLE petty_purchase ADD COLUMN shop_amount bigint NOT NULL DEFAULT 0 CHECK (shop_amount >= 0)",
        "CREATE INDEX petty_purchase_shop ON petty_purchase (school_id, shop_key, submitted_at)",
        // What the list of control exceptions looks for, and nothing else.
        "CREATE INDEX petty_purchase_noted ON petty_purchase (school_id, submitted_at) WHERE split_count > 0 OR shop_count > 0",
        // What somebody was handed on a day.
        "CREATE INDEX stock_document_received ON stock_document (school_id, receiver_id, happened_on) WHERE receiver_id IS NOT NULL",
    ]).await?;
});
