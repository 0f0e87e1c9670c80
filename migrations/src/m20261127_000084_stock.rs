//! Stock: documents, lots, moves that only ever grow, and what is on hand. What is not there cannot be issued: a CHECK holds it.

use sea_orm_migration::prelude::*;

use crate::ddl::{append_only, migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE stock_document (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            number text NOT NULL,
            kind text NOT NULL CHECK (kind IN ('receipt', 'issue', 'return', 'count')),
            store_id {uuid} NOT NULL,
            happened_on {date} NOT NULL,
            recorded_at {timestamp} NOT NULL,
            recorded_by {uuid} NOT NULL,
            receiver_id {uuid},
            class_id {uuid},
            purpose text,
            confirmation text CHECK (confirmation IN ('on_device', 'on_paper')),
            source text CHECK (source IN ('opening', 'donation', 'purchase')),
            source_id {uuid},
            source_number text,
            return_of {uuid},
            requisition_id {uuid},
            distribution_id {uuid},
            counter_ids {json},
            keeper_id {uuid},
            PRIMARY KEY (school_id, id),
            CHECK ((kind = 'receipt') = (source IS NOT NULL)),
            CHECK ((source_id IS NOT NULL) = (source_number IS NOT NULL)),
            CHECK ((kind = 'issue') = (confirmation IS NOT NULL)),
            CHECK (kind <> 'issue' OR receiver_id IS NOT NULL OR class_id IS NOT NULL),
            CHECK ((kind = 'return') = (return_of IS NOT NULL)),
            CHECK ((kind = 'count') = (counter_ids IS NOT NULL)),
            CHECK ((kind = 'count') = (keeper_id IS NOT NULL)),
            CHECK (kind = 'issue' OR (requisition_id IS NULL AND distribution_id IS NULL)),
            CHECK (kind <> 'issue' OR receiver_id IS NULL OR receiver_id <> recorded_by),
            CHECK (kind <> 'count' OR keeper_id <> recorded_by),
            FOREIGN KEY (school_id, store_id) REFERENCES store (school_id, id),
            FOREIGN KEY (school_id, recorded_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, receiver_id) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, class_id) REFERENCES school_class (school_id, id),
            FOREIGN KEY (school_id, keeper_id) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, return_of) REFERENCES stock_document (school_id, id),
            FOREIGN KEY (school_id, requisition_id) REFERENCES requisition (school_id, id)
        )",
        "CREATE UNIQUE INDEX stock_document_number ON stock_document (school_id, number)",
        "CREATE INDEX stock_document_store ON stock_document (school_id, store_id, id DESC)",
        // What was approved is handed out once.
        "CREATE UNIQUE INDEX stock_document_requisition ON stock_document (school_id, requisition_id) WHERE requisition_id IS NOT NULL",
        "CREATE INDEX stock_document_return ON stock_document (school_id, return_of) WHERE return_of IS NOT NULL",
        "CREATE INDEX stock_document_distribution ON stock_document (school_id, distribution_id) WHERE distribution_id IS NOT NULL",
        "CREATE TABLE stock_document_line (
            school_id {uuid} NOT NULL REFERENCES school (id),
            document_id {uuid} NOT NULL,
            position bigint NOT NULL CHECK (position >= 0),
            item_id {uuid} NOT NULL,
            quantity bigint NOT NULL CHECK (quantity >= 0 AND quantity <= 1000000000000),
            value bigint NOT NULL CHECK (value >= 0 AND value <= 9999999999999),
            wanted bigint CHECK (wanted >= quantity),
            expected bigint CHECK (expected >= 0),
            counted bigint CHECK (counted >= 0 AND counted <= 1000000000000),
            old_pieces bigint CHECK (old_pieces >= 0),
            note text,
            PRIMARY KEY (school_id, document_id, position),
            CHECK ((expected IS NULL) = (counted IS NULL)),
            FOREIGN KEY (school_id, document_id) REFERENCES stock_document (school_id, id),
            FOREIGN KEY (school_id, item_id) REFERENCES stock_item (school_id, id)
        )",
        "CREATE TABLE stock_lot (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            store_id {uuid} NOT NULL,
            item_id {uuid} NOT NULL,
            document_id {uuid} NOT NULL,
            bin text,
            received_on {date} NOT NULL,
            expires_on {date},
            quantity bigint NOT NULL CONSTRAINT stock_lot_not_negative CHECK (quantity >= 0),
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, store_id) REFERENCES store (school_id, id),
            FOREIGN KEY (school_id, item_id) REFERENCES stock_item (school_id, id),
            FOREIGN KEY (school_id, document_id) REFERENCES stock_document (school_id, id)
        )",
        "CREATE INDEX stock_lot_left ON stock_lot (school_id, item_id, store_id) WHERE quantity > 0",
        "CREATE TABLE stock_move (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            document_id {uuid} NOT NULL,
            position bigint NOT NULL,
            store_id {uuid} NOT NULL,
            item_id {uuid} NOT NULL,
            lot_id {uuid} NOT NULL,
            happened_on {date} NOT NULL,
            quantity bigint NOT NULL CHECK (quantity <> 0),
            value bigint NOT NULL,
            PRIMARY KEY (school_id, id),
            CHECK ((quantity > 0 AND value >= 0) OR (quantity < 0 AND value <= 0)),
            FOREIGN KEY (school_id, document_id, position) REFERENCES stock_document_line (school_id, document_id, position),
            FOREIGN KEY (school_id, lot_id) REFERENCES stock_lot (school_id, id)
        )",
        "CREATE INDEX stock_move_item ON stock_move (school_id, item_id, store_id, happened_on)",
        "CREATE INDEX stock_move_document ON stock_move (school_id, document_id)",
        "CREATE TABLE stock_balance (
            school_id {uuid} NOT NULL REFERENCES school (id),
            item_id {uuid} NOT NULL,
            store_id {uuid} NOT NULL,
            quantity bigint NOT NULL CONSTRAINT stock_never_negative CHECK (quantity >= 0 AND quantity <= 1000000000000),
            value bigint NOT NULL CONSTRAINT stock_value_never_negative CHECK (value >= 0 AND value <= 9999999999999),
            PRIMARY KEY (school_id, item_id, store_id),
            CHECK (quantity > 0 OR value = 0),
            FOREIGN KEY (school_id, store_id) REFERENCES store (school_id, id),
            FOREIGN KEY (school_id, item_id) REFERENCES stock_item (school_id, id)
        )",
        "CREATE INDEX stock_balance_store ON stock_balance (school_id, store_id)",
    ]).await?;
    for table in ["stock_document", "stock_document_line", "stock_move"] {
        append_only(manager, table).await?;
    }
});
