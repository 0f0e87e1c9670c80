//! What classes are to get as a record of its own: a quantity for each class and item, and how far it came. What was handed out before
//! is written down as issued, from its sheets.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE stock_distribution (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            number text NOT NULL,
            store_id {uuid} NOT NULL,
            made_by {uuid} NOT NULL,
            purpose text NOT NULL,
            phase text NOT NULL CHECK (phase IN ('submitted', 'approved', 'issued', 'returned', 'rejected', 'cancelled')),
            round bigint NOT NULL DEFAULT 1 CHECK (round >= 1),
            reason text,
            created_at {timestamp} NOT NULL,
            submitted_at {timestamp} NOT NULL,
            decided_at {timestamp},
            updated_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK (phase NOT IN ('approved', 'rejected', 'returned') OR decided_at IS NOT NULL),
            CHECK (phase NOT IN ('returned', 'rejected', 'cancelled') OR reason IS NOT NULL),
            FOREIGN KEY (school_id, store_id) REFERENCES store (school_id, id),
            FOREIGN KEY (school_id, made_by) REFERENCES person (school_id, id)
        )",
        "CREATE UNIQUE INDEX stock_distribution_number ON stock_distribution (school_id, number)",
        "CREATE INDEX stock_distribution_store ON stock_distribution (school_id, store_id, id DESC)",
        "CREATE TABLE stock_distribution_cell (
            school_id {uuid} NOT NULL REFERENCES school (id),
            distribution_id {uuid} NOT NULL,
            item_position bigint NOT NULL CHECK (item_position >= 0),
            class_position bigint NOT NULL CHECK (class_position >= 0),
            item_id {uuid} NOT NULL,
            class_id {uuid} NOT NULL,
            quantity bigint NOT NULL CHECK (quantity >= 0 AND quantity <= 1000000000000),
            PRIMARY KEY (school_id, distribution_id, item_position, class_position),
            FOREIGN KEY (school_id, distribution_id) REFERENCES stock_distribution (school_id, id),
            FOREIGN KEY (school_id, item_id) REFERENCES stock_item (school_id, id),
            FOREIGN KEY (school_id, class_id) REFERENCES school_class (school_id, id)
        )",
        // One act wrote all of its sheets at the same moment. Their numbers are no numbers of the new kind, so the two cannot meet.
        "INSERT INTO stock_distribution
            (school_id, id, number, store_id, made_by, purpose, phase, round, created_at, submitted_at, updated_at, version)
         SELECT school_id, distribution_id, 'FF-' || MIN(number), store_id, recorded_by, COALESCE(purpose, ''), 'issued', 1,
            recorded_at, recorded_at, recorded_at, 1
         FROM stock_document WHERE distribution_id IS NOT NULL
         GROUP BY school_id, distribution_id, store_id, recorded_by, purpose, recorded_at",
        "INSERT INTO stock_distribution_cell
            (school_id, distribution_id, item_position, class_position, item_id, class_id, quantity)
         SELECT d.school_id, d.distribution_id, l.position, d.place, l.item_id, d.class_id, COALESCE(l.wanted, l.quantity)
         FROM (
            SELECT school_id, distribution_id, id, class_id,
                ROW_NUMBER() OVER (PARTITION BY school_id, distribution_id ORDER BY id) - 1 AS place
            FROM stock_document WHERE distribution_id IS NOT NULL
         ) d
         JOIN stock_document_line l ON l.school_id = d.school_id AND l.document_id = d.id",
    ]).await?;
});
