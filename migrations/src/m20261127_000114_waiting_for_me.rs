//! What waits for somebody's own signature or word: few rows, whatever he has signed before.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE INDEX goods_receipt_acceptor_unsigned ON goods_receipt_acceptor (school_id, person_id, receipt_id) WHERE signed_at IS NULL",
        "CREATE INDEX purchase_order_buyer_unconfirmed ON purchase_order_buyer (school_id, person_id, order_id) WHERE confirmed_at IS NULL",
        "CREATE INDEX sod_exception_unsigned ON sod_exception (school_id, cosigner_id, subject_kind, subject_id) WHERE signed_at IS NULL",
    ]).await?;
});
