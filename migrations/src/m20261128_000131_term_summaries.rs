//! What is said around the figures of a term. The figures themselves are counted when somebody looks, and kept nowhere.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE term_summary (
            school_id {uuid} NOT NULL REFERENCES school (id),
            term_id {uuid} NOT NULL,
            words {json} NOT NULL,
            written_by {uuid} NOT NULL,
            written_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
            PRIMARY KEY (school_id, term_id),
            FOREIGN KEY (school_id, term_id) REFERENCES term (school_id, id),
            FOREIGN KEY (school_id, written_by) REFERENCES person (school_id, id)
        )",
        // What a term came to is looked for by the day on which a case was reported or closed, and by the day of a document.
        "CREATE INDEX repair_case_reported ON repair_case (school_id, reported_at)",
        "CREATE INDEX repair_case_closed ON repair_case (school_id, closed_at) WHERE closed_at IS NOT NULL",
        "CREATE INDEX stock_document_day ON stock_document (school_id, happened_on)",
        "CREATE INDEX asset_value_event_opening ON asset_value_event (school_id, effective_on) WHERE kind = 'opening'",
    ]).await?;
});
