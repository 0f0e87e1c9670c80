//! Goods receipts with their lines, those who accept, and what became of what was accepted.

use sea_orm_migration::prelude::*;

use crate::ddl::{append_only, final_once, migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE goods_receipt (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            number text NOT NULL,
            order_id {uuid} NOT NULL,
            order_number text NOT NULL,
            phase text NOT NULL CHECK (phase IN ('inspecting', 'accepted', 'posted', 'cancelled')),
            delivered_on {date} NOT NULL,
            note text,
            reason text,
            invoice_nos {json} NOT NULL,
            total bigint NOT NULL DEFAULT 0 CHECK (total >= 0 AND total <= 9999999999999),
            made_by {uuid} NOT NULL,
            made_at {timestamp} NOT NULL,
            accepted_at {timestamp},
            posted_by {uuid},
            posted_at {timestamp},
            posted_on {date},
            voucher_no text,
            posting_mode text CHECK (posting_mode IN ('own', 'centre')),
            submitted_on {date},
            updated_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK ((phase = 'cancelled') = (reason IS NOT NULL)),
            CHECK ((phase IN ('accepted', 'posted')) = (accepted_at IS NOT NULL)),
            CHECK ((phase = 'posted') = (posted_by IS NOT NULL)),
            CHECK ((phase = 'posted') = (posted_at IS NOT NULL)),
            CHECK ((phase = 'posted') = (posted_on IS NOT NULL)),
            CHECK ((phase = 'posted') = (voucher_no IS NOT NULL)),
            CHECK ((phase = 'posted') = (posting_mode IS NOT NULL)),
            CHECK (submitted_on IS NULL OR posting_mode = 'centre'),
            FOREIGN KEY (school_id, order_id) REFERENCES purchase_order (school_id, id),
            FOREIGN KEY (school_id, made_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, posted_by) REFERENCES person (school_id, id)
        )",
        "CREATE UNIQUE INDEX goods_receipt_number ON goods_receipt (school_id, number)",
        "CREATE INDEX goods_receipt_phase ON goods_receipt (school_id, phase, id DESC)",
        "CREATE INDEX goods_receipt_order ON goods_receipt (school_id, order_id)",
        "CREATE TABLE goods_receipt_line (
            school_id {uuid} NOT NULL REFERENCES school (id),
            receipt_id {uuid} NOT NULL,
            position bigint NOT NULL CHECK (position >= 0),
            order_position bigint NOT NULL CHECK (order_position >= 0),
            name text NOT NULL,
            unit text NOT NULL,
            delivered bigint NOT NULL CHECK (delivered > 0 AND delivered <= 1000000000000),
            accepted bigint NOT NULL CHECK (accepted >= 0),
            refused bigint NOT NULL CHECK (refused >= 0),
            refusal_reason text,
            destination {json} NOT NULL,
            PRIMARY KEY (school_id, receipt_id, position),
            CHECK (delivered = accepted + refused),
            CHECK ((refused > 0) = (refusal_reason IS NOT NULL)),
            FOREIGN KEY (school_id, receipt_id) REFERENCES goods_receipt (school_id, id)
        )",
        "CREATE UNIQUE INDEX goods_receipt_line_place ON goods_receipt_line (school_id, receipt_id, order_position)",
        "CREATE TABLE goods_receipt_acceptor (
            school_id {uuid} NOT NULL REFERENCES school (id),
            receipt_id {uuid} NOT NULL,
            person_id {uuid} NOT NULL,
            using_side boolean NOT NULL,
            signed_at {timestamp},
            PRIMARY KEY (school_id, receipt_id, person_id),
            FOREIGN KEY (school_id, receipt_id) REFERENCES goods_receipt (school_id, id),
            FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id)
        )",
        "CREATE INDEX goods_receipt_acceptor_person ON goods_receipt_acceptor (school_id, person_id)",
        // Which cards and stock documents a line became, and what of its value each of them holds.
        "CREATE TABLE goods_receipt_result (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            receipt_id {uuid} NOT NULL,
            position bigint NOT NULL,
            kind text NOT NULL CHECK (kind IN ('card', 'stock', 'used')),
            record_id {uuid},
            record_number text,
            value bigint NOT NULL CHECK (value >= 0 AND value <= 9999999999999),
            PRIMARY KEY (school_id, id),
            CHECK ((kind = 'used') = (record_id IS NULL)),
            CHECK ((record_id IS NULL) = (record_number IS NULL)),
            FOREIGN KEY (school_id, receipt_id, position) REFERENCES goods_receipt_line (school_id, receipt_id, position)
        )",
        "CREATE INDEX goods_receipt_result_line ON goods_receipt_result (school_id, receipt_id, position)",
        "CREATE INDEX goods_receipt_result_record ON goods_receipt_result (school_id, record_id) WHERE record_id IS NOT NULL",
    ]).await?;
    // What was counted at the gate, signed and become of it is evidence.
    append_only(manager, "goods_receipt_line").await?;
    append_only(manager, "goods_receipt_result").await?;
    final_once(manager, "goods_receipt_acceptor", "signed_at").await?;
});
