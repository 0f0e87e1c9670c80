//! The three-quote sheet of a purchase request, its quotes line by line, and every version that was settled.

use sea_orm_migration::prelude::*;

use crate::ddl::{append_only, final_once, migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE quote_sheet (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            request_id {uuid} NOT NULL,
            phase text NOT NULL CHECK (phase IN ('open', 'settled', 'reopened')),
            need {json} NOT NULL,
            round bigint NOT NULL DEFAULT 0 CHECK (round >= 0),
            reopen_reason text,
            chosen_quote_id {uuid},
            total bigint CHECK (total > 0 AND total <= 9999999999999),
            not_lowest text,
            single_source text CHECK (single_source IN ('only_source', 'emergency', 'compatibility')),
            single_source_words text,
            opened_by {uuid} NOT NULL,
            opened_at {timestamp} NOT NULL,
            settled_by {uuid},
            settled_at {timestamp},
            updated_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK ((phase = 'settled') = (chosen_quote_id IS NOT NULL)),
            CHECK ((phase = 'settled') = (total IS NOT NULL)),
            CHECK ((phase = 'settled') = (settled_by IS NOT NULL)),
            CHECK ((phase = 'settled') = (settled_at IS NOT NULL)),
            CHECK ((phase = 'reopened') = (reopen_reason IS NOT NULL)),
            CHECK (phase = 'settled' OR (not_lowest IS NULL AND single_source IS NULL)),
            CHECK ((single_source IS NULL) = (single_source_words IS NULL)),
            FOREIGN KEY (school_id, request_id) REFERENCES purchase_request (school_id, id),
            FOREIGN KEY (school_id, opened_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, settled_by) REFERENCES person (school_id, id)
        )",
        // At most one that is open or settled; there is no other end of a sheet.
        "CREATE UNIQUE INDEX quote_sheet_request ON quote_sheet (school_id, request_id) WHERE phase IN ('open', 'settled', 'reopened')",
        "CREATE TABLE quote (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            sheet_id {uuid} NOT NULL,
            supplier_id {uuid} NOT NULL,
            channel text NOT NULL CHECK (channel IN ('phone', 'shop', 'screenshot', 'written', 'price_list', 'e_mall')),
            quoted_on {date} NOT NULL,
            asked_by {uuid} NOT NULL,
            recorded_by {uuid} NOT NULL,
            recorded_at {timestamp} NOT NULL,
            attachment_id {uuid},
            note text,
            superseded_at {timestamp},
            superseded_by {uuid},
            PRIMARY KEY (school_id, id),
            CHECK ((superseded_at IS NULL) = (superseded_by IS NULL)),
            FOREIGN KEY (school_id, sheet_id) REFERENCES quote_sheet (school_id, id),
            FOREIGN KEY (school_id, supplier_id) REFERENCES supplier (school_id, id),
            FOREIGN KEY (school_id, attachment_id) REFERENCES attachment (school_id, id),
            FOREIGN KEY (school_id, asked_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, recorded_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, superseded_by) REFERENCES person (school_id, id)
        )",
        "CREATE UNIQUE INDEX quote_supplier ON quote (school_id, sheet_id, supplier_id) WHERE superseded_at IS NULL",
        "CREATE TABLE quote_line (
            school_id {uuid} NOT NULL REFERENCES school (id),
            quote_id {uuid} NOT NULL,
            position bigint NOT NULL CHECK (position >= 0),
            unit_price bigint NOT NULL CHECK (unit_price > 0 AND unit_price <= 9999999999999),
            PRIMARY KEY (school_id, quote_id, position),
            FOREIGN KEY (school_id, quote_id) REFERENCES quote (school_id, id)
        )",
        "CREATE TABLE quote_sheet_version (
            school_id {uuid} NOT NULL REFERENCES school (id),
            sheet_id {uuid} NOT NULL,
            round bigint NOT NULL CHECK (round >= 1),
            content {json} NOT NULL,
            settled_by {uuid} NOT NULL,
            settled_at {timestamp} NOT NULL,
            PRIMARY KEY (school_id, sheet_id, round),
            FOREIGN KEY (school_id, sheet_id) REFERENCES quote_sheet (school_id, id),
            FOREIGN KEY (school_id, settled_by) REFERENCES person (school_id, id)
        )",
    ]).await?;
    // A price that was written down stays; a corrected quote is another quote.
    append_only(manager, "quote_line").await?;
    append_only(manager, "quote_sheet_version").await?;
    final_once(manager, "quote", "superseded_at").await?;
});
