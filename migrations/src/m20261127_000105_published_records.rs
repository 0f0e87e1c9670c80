//! Which receipts and petty purchases hang in a notice, so that what hangs in none is found; and whether a notice lists petty purchases.

use sea_orm_migration::prelude::*;

use crate::ddl::{append_only, migration, run};

migration!(manager => {
    run(manager, &[
        "ALTER TABLE publication ADD COLUMN with_petty boolean NOT NULL DEFAULT false",
        // What a notice listed when it was hung up; whether it still hangs there says its notice.
        "CREATE TABLE publication_record (
            school_id {uuid} NOT NULL REFERENCES school (id),
            publication_id {uuid} NOT NULL,
            record_kind text NOT NULL CHECK (record_kind IN ('goods_receipt', 'petty_purchase')),
            record_id {uuid} NOT NULL,
            PRIMARY KEY (school_id, publication_id, record_id),
            FOREIGN KEY (school_id, publication_id) REFERENCES publication (school_id, id)
        )",
        "CREATE INDEX publication_record_of ON publication_record (school_id, record_kind, record_id)",
        // What was hung up until now names its receipts by their numbers.
        "INSERT INTO publication_record (school_id, publication_id, record_kind, record_id)
            SELECT l.school_id, l.publication_id, 'goods_receipt', r.id FROM publication_listing l
            JOIN goods_receipt r ON r.school_id = l.school_id AND CAST(l.listed AS text) LIKE '%\"' || r.number || '\"%'",
    ]).await?;
    append_only(manager, "publication_record").await?;
});
