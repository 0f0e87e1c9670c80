//! What changes the value of a card says by which voucher and why, and whether its life changed with it; months are computed, compared and
//! closed as runs. A run holds one line a card; what a closed one wrote into the books are value events of its lines' own ids.

use sea_orm_migration::prelude::*;

use crate::ddl::{self, final_once, run};

ddl::migration!(manager => {
    run(manager, &[
        "ALTER TABLE asset_value_event ADD COLUMN voucher_no text",
        "ALTER TABLE asset_value_event ADD COLUMN reason text",
        "ALTER TABLE asset_value_event ADD COLUMN life_months bigint CHECK (life_months > 0)",
        "ALTER TABLE asset_value_event ADD COLUMN life_before bigint CHECK (life_before > 0)",
        // What came after a day is little: the books of a day are what cards say now without it.
        "CREATE INDEX asset_value_event_day ON asset_value_event (school_id, effective_on, asset_id)",
        "CREATE INDEX asset_value_event_acts ON asset_value_event (school_id, asset_id, effective_on, id) \
            WHERE kind IN ('addition', 'revaluation', 'impairment')",
        "CREATE TABLE depreciation_run (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            period text NOT NULL CHECK (length(period) = 7),
            basis text NOT NULL CHECK (basis IN ('own', 'imported')),
            begins text NOT NULL CHECK (begins IN ('same_month', 'next_month')),
            state text NOT NULL CHECK (state IN ('draft', 'closed', 'discarded')),
            cards bigint NOT NULL,
            original_value bigint NOT NULL,
            month_amount bigint NOT NULL,
            accumulated bigint NOT NULL,
            official bigint NOT NULL,
            posted bigint NOT NULL,
            differences bigint NOT NULL,
            inputs_sha256 {bytes} NOT NULL,
            computed_at {timestamp} NOT NULL,
            computed_by {uuid},
            closed_at {timestamp},
            closed_by {uuid},
            voucher_no text,
            discarded_at {timestamp},
            discard_reason text,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, computed_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, closed_by) REFERENCES person (school_id, id),
            CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
            CHECK ((state = 'discarded') = (discarded_at IS NOT NULL)),
            CHECK ((state = 'discarded') = (discard_reason IS NOT NULL)),
            CHECK (state = 'closed' OR (closed_by IS NULL AND voucher_no IS NULL))
        )",
        // A month is computed once, and one month at a time.
        "CREATE UNIQUE INDEX depreciation_run_period ON depreciation_run (school_id, period) WHERE state <> 'discarded'",
        "CREATE UNIQUE INDEX depreciation_run_draft ON depreciation_run (school_id) WHERE state = 'draft'",
        "CREATE TABLE depreciation_line (
            school_id {uuid} NOT NULL,
            id {uuid} NOT NULL,
            run_id {uuid} NOT NULL,
            asset_id {uuid} NOT NULL,
            category_code text NOT NULL,
            original_value bigint NOT NULL CHECK (original_value >= 0),
            life_months bigint NOT NULL CHECK (life_months > 0),
            months_taken bigint NOT NULL CHECK (months_taken >= 0),
            rate bigint NOT NULL CHECK (rate >= 0),
            month_amount bigint NOT NULL CHECK (month_amount >= 0),
            accumulated bigint NOT NULL,
            booked bigint NOT NULL,
            official bigint CHECK (official >= 0 AND official <= original_value),
            posted bigint NOT NULL,
            difference bigint NOT NULL,
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, run_id, asset_id),
            FOREIGN KEY (school_id, run_id) REFERENCES depreciation_run (school_id, id),
            FOREIGN KEY (school_id, asset_id) REFERENCES asset (school_id, id)
        )",
        "CREATE INDEX depreciation_line_differs ON depreciation_line (school_id, run_id, asset_id) WHERE difference <> 0",
        "CREATE INDEX depreciation_line_card ON depreciation_line (school_id, asset_id)",
    ]).await?;
    final_once(manager, "depreciation_run", "closed_at").await?;
});
