//! What waits for somebody's own signature or word, which are few rows whatever he has signed before; and lots that lie in another bin.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE INDEX goods_receipt_acceptor_unsigned ON goods_receipt_acceptor (school_id, person_id, receipt_id) WHERE signed_at IS NULL",
        "CREATE INDEX purchase_order_buyer_unconfirmed ON purchase_order_buyer (school_id, person_id, order_id) WHERE confirmed_at IS NULL",
        "CREATE INDEX sod_exception_unsigned ON sod_exception (school_id, cosigner_id, subject_kind, subject_id) WHERE signed_at IS NULL",
        // Of where it lies: what goes in and out of a lot is the balance's matter.
        "ALTER TABLE stock_lot ADD COLUMN version bigint NOT NULL DEFAULT 1",
        "CREATE INDEX stock_lot_bin ON stock_lot (school_id, store_id, bin) WHERE quantity > 0 AND bin IS NOT NULL",
    ]).await?;
});
