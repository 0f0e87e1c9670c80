//! Notices of what was bought, as they hung on the wall; and the orders in which receipts are looked for by day.

use sea_orm_migration::prelude::*;

use crate::ddl::{append_only, migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE publication (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            number text NOT NULL,
            title text NOT NULL,
            period_from {date} NOT NULL,
            period_to {date} NOT NULL,
            due_on {date} NOT NULL,
            phone text NOT NULL,
            phase text NOT NULL CHECK (phase IN ('draft', 'posted', 'cancelled')),
            published_on {date},
            published_until {date},
            posted_by {uuid},
            posted_at {timestamp},
            reason text,
            made_by {uuid} NOT NULL,
            made_at {timestamp} NOT NULL,
            updated_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK (period_from <= period_to),
            CHECK (published_on <= published_until),
            CHECK ((phase = 'cancelled') = (reason IS NOT NULL)),
            CHECK (phase <> 'posted' OR posted_at IS NOT NULL),
            CHECK (phase <> 'draft' OR posted_at IS NULL),
            CHECK ((posted_at IS NULL) = (posted_by IS NULL)),
            CHECK ((posted_at IS NULL) = (published_on IS NULL)),
            CHECK ((posted_at IS NULL) = (published_until IS NULL)),
            FOREIGN KEY (school_id, made_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, posted_by) REFERENCES person (school_id, id)
        )",
        "CREATE UNIQUE INDEX publication_number ON publication (school_id, number)",
        "CREATE INDEX publication_due ON publication (school_id, phase, due_on)",
        // What it lists, from the moment on when it hung there.
        "CREATE TABLE publication_listing (
            school_id {uuid} NOT NULL REFERENCES school (id),
            publication_id {uuid} NOT NULL,
            listed {json} NOT NULL,
            total bigint NOT NULL CHECK (total >= 0),
            PRIMARY KEY (school_id, publication_id),
            FOREIGN KEY (school_id, publication_id) REFERENCES publication (school_id, id)
        )",
        "CREATE INDEX goods_receipt_accepted ON goods_receipt (school_id, accepted_at) WHERE accepted_at IS NOT NULL",
        "CREATE INDEX goods_receipt_delivered ON goods_receipt (school_id, delivered_on) WHERE accepted_at IS NOT NULL",
    ]).await?;
    // What hung on the wall is not altered by what happens later.
    append_only(manager, "publication_listing").await?;
});
