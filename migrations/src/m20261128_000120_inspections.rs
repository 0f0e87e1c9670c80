//! Inspections: checklists in versions, plans, rounds with what was answered and what was found. Answers, findings and versions are never
//! changed; a round says of itself when it happened and when that was written down.

use sea_orm_migration::prelude::*;

use crate::ddl::{append_only, migration, run};

migration!(manager => {
    run(manager, &CHECKLISTS).await?;
    run(manager, &PLANS).await?;
    run(manager, &[ROUND]).await?;
    run(manager, &ROUND_INDEXES).await?;
    run(manager, &FOUND).await?;
    for table in ["checklist_version", "inspection_answer", "inspection_finding"] {
        append_only(manager, table).await?;
    }
});

const CHECKLISTS: [&str; 4] = [
    // `key` is of a feature that made it for itself; people's own have none.
    "CREATE TABLE checklist (
        school_id {uuid} NOT NULL REFERENCES school (id),
        id {uuid} NOT NULL,
        key text,
        subject text NOT NULL,
        name text NOT NULL,
        name_key text NOT NULL,
        latest bigint NOT NULL CHECK (latest >= 1),
        active boolean NOT NULL DEFAULT true,
        created_at {timestamp} NOT NULL,
        updated_at {timestamp} NOT NULL,
        version bigint NOT NULL DEFAULT 1,
        PRIMARY KEY (school_id, id)
    )",
    "CREATE UNIQUE INDEX checklist_key ON checklist (school_id, key)",
    "CREATE UNIQUE INDEX checklist_name ON checklist (school_id, name_key)",
    "CREATE TABLE checklist_version (
        school_id {uuid} NOT NULL REFERENCES school (id),
        checklist_id {uuid} NOT NULL,
        number bigint NOT NULL CHECK (number >= 1),
        items {json} NOT NULL,
        second_signature boolean NOT NULL,
        made_by {uuid},
        made_at {timestamp} NOT NULL,
        PRIMARY KEY (school_id, checklist_id, number),
        FOREIGN KEY (school_id, checklist_id) REFERENCES checklist (school_id, id),
        FOREIGN KEY (school_id, made_by) REFERENCES person (school_id, id)
    )",
];

const PLANS: [&str; 3] = [
    // Nothing that was due before `since` is made: who sets a plan up at ten has not missed eight o'clock.
    "CREATE TABLE inspection_plan (
        school_id {uuid} NOT NULL REFERENCES school (id),
        id {uuid} NOT NULL,
        key text,
        name text NOT NULL,
        checklist_id {uuid} NOT NULL,
        location_id {uuid},
        campus_id {uuid},
        building_id {uuid},
        floor_id {uuid},
        room_id {uuid},
        check_kind text NOT NULL CHECK (check_kind IN ('major', 'minor', 'spot', 'daily')),
        level text NOT NULL CHECK (level IN ('self_check', 'recheck', 'general')),
        rhythm {json} NOT NULL,
        windows {json} NOT NULL,
        on_holidays boolean NOT NULL DEFAULT false,
        performer_id {uuid},
        performer_role text,
        starts_on {date} NOT NULL,
        ends_on {date},
        active boolean NOT NULL DEFAULT true,
        since {timestamp} NOT NULL,
        made_until {date},
        created_at {timestamp} NOT NULL,
        updated_at {timestamp} NOT NULL,
        version bigint NOT NULL DEFAULT 1,
        PRIMARY KEY (school_id, id),
        CHECK (performer_id IS NULL OR performer_role IS NULL),
        CHECK (ends_on IS NULL OR ends_on >= starts_on),
        FOREIGN KEY (school_id, checklist_id) REFERENCES checklist (school_id, id),
        FOREIGN KEY (school_id, location_id) REFERENCES location (school_id, id),
        FOREIGN KEY (school_id, performer_id) REFERENCES person (school_id, id)
    )",
    "CREATE UNIQUE INDEX inspection_plan_key ON inspection_plan (school_id, key)",
    "CREATE INDEX inspection_plan_active ON inspection_plan (school_id, active, id)",
];

/// Who performed it, when it happened and when that was written down are there together, from the submission on.
const ROUND: &str = "CREATE TABLE inspection_round (
        school_id {uuid} NOT NULL REFERENCES school (id),
        id {uuid} NOT NULL,
        number text NOT NULL,
        plan_id {uuid},
        checklist_id {uuid} NOT NULL,
        checklist_number bigint NOT NULL,
        location_id {uuid},
        campus_id {uuid},
        building_id {uuid},
        floor_id {uuid},
        room_id {uuid},
        check_kind text NOT NULL CHECK (check_kind IN ('major', 'minor', 'spot', 'daily')),
        level text NOT NULL CHECK (level IN ('self_check', 'recheck', 'general')),
        performer_id {uuid},
        performer_role text,
        due_on {date} NOT NULL,
        due_from {timestamp} NOT NULL,
        due_until {timestamp} NOT NULL,
        phase text NOT NULL CHECK (phase IN ('scheduled', 'in_progress', 'submitted', 'reviewed', 'missed', 'cancelled')),
        started_at {timestamp},
        missed_at {timestamp},
        performed_by {uuid},
        recorded_by {uuid},
        happened_at {timestamp},
        recorded_at {timestamp},
        late boolean NOT NULL DEFAULT false,
        nothing_found boolean NOT NULL DEFAULT false,
        faults bigint NOT NULL DEFAULT 0 CHECK (faults >= 0),
        remark text,
        second_signer_id {uuid},
        second_by {uuid},
        second_at {timestamp},
        second_remark text,
        reviewed_by {uuid},
        reviewed_at {timestamp},
        review_note text,
        reason text,
        created_at {timestamp} NOT NULL,
        updated_at {timestamp} NOT NULL,
        version bigint NOT NULL DEFAULT 1,
        PRIMARY KEY (school_id, id),
        CHECK (due_until >= due_from),
        CHECK ((phase IN ('submitted', 'reviewed')) = (recorded_at IS NOT NULL)),
        CHECK ((recorded_at IS NULL) = (happened_at IS NULL)),
        CHECK ((recorded_at IS NULL) = (performed_by IS NULL)),
        CHECK ((recorded_at IS NULL) = (recorded_by IS NULL)),
        CHECK (happened_at IS NULL OR happened_at <= recorded_at),
        CHECK ((phase = 'reviewed') = (reviewed_at IS NOT NULL)),
        CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL)),
        CHECK ((phase = 'cancelled') = (reason IS NOT NULL)),
        CHECK (phase <> 'missed' OR missed_at IS NOT NULL),
        CHECK (phase <> 'in_progress' OR started_at IS NOT NULL),
        CHECK (second_at IS NULL OR recorded_at IS NOT NULL),
        CHECK ((second_at IS NULL) = (second_by IS NULL)),
        CHECK (second_by IS NULL OR (second_by <> performed_by AND second_by <> recorded_by)),
        CHECK (reviewed_by IS NULL OR (reviewed_by <> performed_by AND reviewed_by <> recorded_by)),
        CHECK (NOT nothing_found OR faults = 0),
        FOREIGN KEY (school_id, plan_id) REFERENCES inspection_plan (school_id, id),
        FOREIGN KEY (school_id, checklist_id, checklist_number) REFERENCES checklist_version (school_id, checklist_id, number),
        FOREIGN KEY (school_id, location_id) REFERENCES location (school_id, id),
        FOREIGN KEY (school_id, performer_id) REFERENCES person (school_id, id),
        FOREIGN KEY (school_id, performed_by) REFERENCES person (school_id, id),
        FOREIGN KEY (school_id, recorded_by) REFERENCES person (school_id, id),
        FOREIGN KEY (school_id, second_signer_id) REFERENCES person (school_id, id),
        FOREIGN KEY (school_id, second_by) REFERENCES person (school_id, id),
        FOREIGN KEY (school_id, reviewed_by) REFERENCES person (school_id, id)
    )";

const ROUND_INDEXES: [&str; 6] = [
    "CREATE UNIQUE INDEX inspection_round_number ON inspection_round (school_id, number)",
    // Made once, whichever server makes it: a plan has one round at a time.
    "CREATE UNIQUE INDEX inspection_round_plan ON inspection_round (school_id, plan_id, due_from)",
    "CREATE INDEX inspection_round_due ON inspection_round (school_id, due_from DESC, id DESC)",
    "CREATE INDEX inspection_round_day ON inspection_round (school_id, due_on)",
    "CREATE INDEX inspection_round_phase ON inspection_round (school_id, phase, due_until)",
    "CREATE INDEX inspection_round_performer ON inspection_round (school_id, performer_id, due_from DESC, id DESC)",
];

const FOUND: [&str; 5] = [
    "CREATE TABLE inspection_answer (
        school_id {uuid} NOT NULL REFERENCES school (id),
        round_id {uuid} NOT NULL,
        item_no bigint NOT NULL CHECK (item_no >= 1),
        outcome text NOT NULL CHECK (outcome IN ('ok', 'fault', 'noted')),
        yes boolean,
        reading bigint,
        said text,
        remark text,
        PRIMARY KEY (school_id, round_id, item_no),
        FOREIGN KEY (school_id, round_id) REFERENCES inspection_round (school_id, id)
    )",
    "CREATE TABLE inspection_finding (
        school_id {uuid} NOT NULL REFERENCES school (id),
        id {uuid} NOT NULL,
        round_id {uuid} NOT NULL,
        item_no bigint,
        location_id {uuid},
        found_on {date} NOT NULL,
        said text NOT NULL,
        danger boolean NOT NULL,
        case_id {uuid},
        recorded_by {uuid} NOT NULL,
        recorded_at {timestamp} NOT NULL,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, round_id) REFERENCES inspection_round (school_id, id),
        FOREIGN KEY (school_id, location_id) REFERENCES location (school_id, id),
        FOREIGN KEY (school_id, case_id) REFERENCES repair_case (school_id, id),
        FOREIGN KEY (school_id, recorded_by) REFERENCES person (school_id, id)
    )",
    "CREATE INDEX inspection_finding_round ON inspection_finding (school_id, round_id, id)",
    "CREATE INDEX inspection_finding_day ON inspection_finding (school_id, found_on)",
    "CREATE INDEX inspection_finding_place ON inspection_finding (school_id, location_id, found_on)",
];
