//! Under which voucher a petty purchase stands in the accounts, and which were approved before that could be said; and what was written
//! down late, kept where it is, so that it is a list of its own.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

use crate::ddl::{append_only, migration, run};

migration!(manager => {
    run(manager, &[
        "ALTER TABLE petty_purchase ADD COLUMN late boolean NOT NULL DEFAULT false",
        "ALTER TABLE petty_purchase ADD COLUMN posted_by {uuid}",
        // What is posted is what was approved: the phase says what was decided, these columns say under which voucher it stands.
        "ALTER TABLE petty_purchase ADD COLUMN posted_at {timestamp}
            CHECK ((posted_at IS NULL) = (posted_by IS NULL)) CHECK (posted_at IS NULL OR phase = 'approved')",
        "ALTER TABLE petty_purchase ADD COLUMN posted_on {date} CHECK ((posted_on IS NULL) = (posted_at IS NULL))",
        "ALTER TABLE petty_purchase ADD COLUMN voucher_no text CHECK ((voucher_no IS NULL) = (posted_at IS NULL))",
        "ALTER TABLE petty_purchase ADD COLUMN posting_mode text
            CHECK (posting_mode IN ('own', 'centre')) CHECK ((posting_mode IS NULL) = (posted_at IS NULL))",
        "ALTER TABLE petty_purchase ADD COLUMN submitted_on {date} CHECK (submitted_on IS NULL OR posting_mode = 'centre')",
        "CREATE INDEX petty_purchase_decided ON petty_purchase (school_id, decided_at) WHERE phase = 'approved'",
        // What became in the accounts of what was approved until now was never asked here: it is not missing there.
        "ALTER TABLE petty_purchase ADD COLUMN before_vouchers boolean NOT NULL DEFAULT false",
        "UPDATE petty_purchase SET before_vouchers = true WHERE phase = 'approved'",
        // Lists compare with what was asked for: SQLite uses no index that has a WHERE of its own for that.
        "CREATE INDEX petty_purchase_late ON petty_purchase (school_id, late, id DESC)",
        "ALTER TABLE stock_document ADD COLUMN late boolean NOT NULL DEFAULT false",
        "CREATE INDEX stock_document_late ON stock_document (school_id, late, id DESC)",
    ]).await?;
    let postgres = manager.get_connection().get_database_backend() == DbBackend::Postgres;
    // A document is not altered: the triggers that refuse it stand aside for what was derived until now.
    let derived: &[&str] = if postgres { &POSTGRES } else { &SQLITE };
    run(manager, derived).await?;
    append_only(manager, "stock_document").await?;
});

const POSTGRES: [&str; 3] = [
    "UPDATE petty_purchase SET late = true WHERE recorded_on - bought_on > 7",
    "DROP TRIGGER stock_document_append_only ON stock_document",
    "UPDATE stock_document SET late = true WHERE happened_on < ((recorded_at AT TIME ZONE 'UTC') + interval '8 hours')::date",
];

const SQLITE: [&str; 4] = [
    "UPDATE petty_purchase SET late = true WHERE julianday(recorded_on) - julianday(bought_on) > 7",
    "DROP TRIGGER stock_document_no_update",
    "DROP TRIGGER stock_document_no_delete",
    "UPDATE stock_document SET late = true WHERE happened_on < date(recorded_at, '+8 hours')",
];
