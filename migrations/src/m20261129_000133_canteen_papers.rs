//! What stands around the canteen's days: contracts, inspections from outside with what they found; and two more kinds of records, trainings
//! and surveys of satisfaction, which are of no meal.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

use crate::ddl::{self, final_once, kept_as_written, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// `SQLite` refuses to switch foreign keys off inside a transaction; PostgreSQL is inside one already.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_connection().get_database_backend() == DbBackend::Postgres {
            run(manager, &CONSTRAINTS).await?;
            return around(manager).await;
        }
        let done = "SELECT 1 AS there FROM sqlite_master WHERE type = 'table' AND name = 'outside_finding'";
        ddl::anew(manager, done, make_anew(manager)).await
    }
}

const CONSTRAINTS: [&str; 4] = [
    "ALTER TABLE canteen_record DROP CONSTRAINT canteen_record_kind_check",
    "ALTER TABLE canteen_record DROP CONSTRAINT canteen_record_check",
    "ALTER TABLE canteen_record ADD CONSTRAINT canteen_record_kind_check CHECK (kind IN ('morning_check', 'food_sample', 'disinfection', \
     'accompanied_meal', 'leftovers', 'training', 'survey'))",
    "ALTER TABLE canteen_record ADD CONSTRAINT canteen_record_check \
     CHECK ((kind IN ('morning_check', 'training', 'survey')) = (meal IS NULL))",
];

async fn make_anew(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let kinds = ("'accompanied_meal', 'leftovers'))", "'accompanied_meal', 'leftovers', 'training', 'survey'))");
    let meals =
        ("CHECK ((kind = 'morning_check') = (meal IS NULL))", "CHECK ((kind IN ('morning_check', 'training', 'survey')) = (meal IS NULL))");
    ddl::rebuild(manager, "canteen_record", &[kinds, meals]).await?;
    around(manager).await
}

/// Contracts, inspections and what they found.
async fn around(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, &TABLES).await?;
    final_once(manager, "canteen_contract", "ended_at").await?;
    let written =
        ["canteen_id", "day", "authority", "inspectors", "result", "said", "penalty", "happened_at", "recorded_at", "recorded_by", "late"];
    kept_as_written(manager, "outside_inspection", &written).await?;
    final_once(manager, "outside_inspection", "struck_at").await?;
    let written = ["inspection_id", "no", "said", "place_id", "responsible_id", "due_on"];
    kept_as_written(manager, "outside_finding", &written).await?;
    final_once(manager, "outside_finding", "mended_at").await
}

const TABLES: [&str; 7] = [
    "CREATE TABLE canteen_contract (
        school_id {uuid} NOT NULL REFERENCES school (id),
        id {uuid} NOT NULL,
        canteen_id {uuid} NOT NULL,
        supplier_id {uuid},
        contractor text NOT NULL,
        starts_on {date} NOT NULL,
        ends_on {date} NOT NULL,
        licence_number text NOT NULL,
        licence_expires_on {date} NOT NULL,
        contact text NOT NULL,
        phone text,
        director text,
        note text,
        phase text NOT NULL CHECK (phase IN ('running', 'ended')),
        ended_on {date},
        end_reason text,
        ended_by {uuid},
        ended_at {timestamp},
        reminded_days bigint,
        licence_reminded_days bigint,
        recorded_by {uuid} NOT NULL,
        recorded_at {timestamp} NOT NULL,
        version bigint NOT NULL DEFAULT 1,
        PRIMARY KEY (school_id, id),
        CHECK (ends_on > starts_on),
        CHECK (ended_on >= starts_on),
        CHECK ((phase = 'ended') = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_on IS NULL)),
        CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL)),
        FOREIGN KEY (school_id, canteen_id) REFERENCES canteen (school_id, id),
        FOREIGN KEY (school_id, supplier_id) REFERENCES supplier (school_id, id),
        FOREIGN KEY (school_id, recorded_by) REFERENCES person (school_id, id),
        FOREIGN KEY (school_id, ended_by) REFERENCES person (school_id, id)
    )",
    "CREATE INDEX canteen_contract_of ON canteen_contract (school_id, canteen_id, ends_on, id)",
    "CREATE TABLE outside_inspection (
        school_id {uuid} NOT NULL REFERENCES school (id),
        id {uuid} NOT NULL,
        canteen_id {uuid} NOT NULL,
        day {date} NOT NULL,
        authority text NOT NULL CHECK (authority IN ('market', 'education', 'health', 'fire', 'other')),
        inspectors text NOT NULL,
        result text NOT NULL CHECK (result IN ('pass', 'rectify', 'penalty')),
        said text,
        penalty text,
        happened_at {timestamp} NOT NULL,
        recorded_at {timestamp} NOT NULL,
        recorded_by {uuid} NOT NULL,
        late boolean NOT NULL,
        struck_at {timestamp},
        struck_by {uuid},
        struck_reason text,
        version bigint NOT NULL DEFAULT 1,
        PRIMARY KEY (school_id, id),
        CHECK (happened_at <= recorded_at),
        CHECK ((result = 'penalty') = (penalty IS NOT NULL)),
        CHECK ((struck_at IS NULL) = (struck_by IS NULL) AND (struck_at IS NULL) = (struck_reason IS NULL)),
        FOREIGN KEY (school_id, canteen_id) REFERENCES canteen (school_id, id),
        FOREIGN KEY (school_id, recorded_by) REFERENCES person (school_id, id),
        FOREIGN KEY (school_id, struck_by) REFERENCES person (school_id, id)
    )",
    "CREATE INDEX outside_inspection_days ON outside_inspection (school_id, canteen_id, day, id)",
    "CREATE TABLE outside_finding (
        school_id {uuid} NOT NULL REFERENCES school (id),
        id {uuid} NOT NULL,
        inspection_id {uuid} NOT NULL,
        no bigint NOT NULL,
        said text NOT NULL,
        place_id {uuid},
        responsible_id {uuid} NOT NULL,
        due_on {date} NOT NULL,
        phase text NOT NULL CHECK (phase IN ('open', 'mended')),
        case_id {uuid},
        case_number text,
        mended_at {timestamp},
        mended_by {uuid},
        mended_note text,
        version bigint NOT NULL DEFAULT 1,
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, inspection_id, no),
        CHECK ((phase = 'mended') = (mended_at IS NOT NULL)),
        CHECK ((mended_at IS NULL) = (mended_by IS NULL) AND (mended_at IS NULL) = (mended_note IS NULL)),
        CHECK (mended_by <> responsible_id),
        CHECK ((case_id IS NULL) = (case_number IS NULL)),
        FOREIGN KEY (school_id, inspection_id) REFERENCES outside_inspection (school_id, id),
        FOREIGN KEY (school_id, place_id) REFERENCES location (school_id, id),
        FOREIGN KEY (school_id, responsible_id) REFERENCES person (school_id, id),
        FOREIGN KEY (school_id, case_id) REFERENCES repair_case (school_id, id),
        FOREIGN KEY (school_id, mended_by) REFERENCES person (school_id, id)
    )",
    "CREATE INDEX outside_finding_open ON outside_finding (school_id, inspection_id, due_on) WHERE phase = 'open'",
    "CREATE INDEX outside_finding_responsible ON outside_finding (school_id, responsible_id) WHERE phase = 'open'",
];
