//! Food: which items are, what stands on its packages, who signed for it at the gate, and lots that nobody may use any more.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // Food is what has a group; then it is known how it is kept.
        "ALTER TABLE stock_item ADD COLUMN food_group text CHECK (food_group IN ('staple', 'non_staple', 'meat'))",
        "ALTER TABLE stock_item ADD COLUMN storage text CHECK (storage IN ('ambient', 'chilled', 'frozen') \
         AND (storage IS NULL) = (food_group IS NULL))",
        "CREATE INDEX stock_item_food ON stock_item (school_id, food_group, id) WHERE food_group IS NOT NULL",
        "ALTER TABLE stock_lot ADD COLUMN lot_no text",
        "ALTER TABLE stock_lot ADD COLUMN produced_on {date}",
        "ALTER TABLE stock_lot ADD COLUMN stopped_at {timestamp}",
        "ALTER TABLE stock_lot ADD COLUMN stop_reason text CHECK ((stop_reason IS NULL) = (stopped_at IS NULL))",
        "CREATE INDEX stock_lot_expires ON stock_lot (school_id, expires_on, id) WHERE quantity > 0 AND expires_on IS NOT NULL",
        "CREATE INDEX stock_lot_stopped ON stock_lot (school_id, id) WHERE stopped_at IS NOT NULL",
        "CREATE INDEX stock_move_day ON stock_move (school_id, happened_on, id)",
        "ALTER TABLE purchase_order_line ADD COLUMN food boolean NOT NULL DEFAULT false",
        // Who handed it over for the supplier; of whom nothing else is known.
        "ALTER TABLE goods_receipt ADD COLUMN supplier_signer text",
        "ALTER TABLE goods_receipt_line ADD COLUMN food {json}",
        "ALTER TABLE goods_receipt_line ADD COLUMN refused_goods text CHECK (refused_goods IN ('returned', 'destroyed') \
         AND (refused_goods IS NULL OR refused > 0))",
    ]).await?;
});
