//! The canteen's control: which plans of inspections are its daily and weekly checks, its monthly meetings, and incidents.

use sea_orm_migration::prelude::*;

use crate::ddl::{append_only, final_once, kept_as_written, migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE canteen_check_plan (
            school_id {uuid} NOT NULL REFERENCES school (id),
            canteen_id {uuid} NOT NULL,
            rhythm text NOT NULL CHECK (rhythm IN ('daily', 'weekly')),
            plan_id {uuid} NOT NULL,
            PRIMARY KEY (school_id, canteen_id, rhythm),
            FOREIGN KEY (school_id, canteen_id) REFERENCES canteen (school_id, id),
            FOREIGN KEY (school_id, plan_id) REFERENCES inspection_plan (school_id, id)
        )",
        "CREATE TABLE canteen_meeting (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            canteen_id {uuid} NOT NULL,
            held_on {date} NOT NULL,
            chair_id {uuid} NOT NULL,
            attendees text NOT NULL,
            problems text NOT NULL,
            decisions text NOT NULL,
            next_on {date},
            recorded_at {timestamp} NOT NULL,
            recorded_by {uuid} NOT NULL,
            late boolean NOT NULL,
            struck_at {timestamp},
            struck_by {uuid},
            struck_reason text,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK (next_on > held_on),
            CHECK ((struck_at IS NULL) = (struck_by IS NULL) AND (struck_at IS NULL) = (struck_reason IS NULL)),
            FOREIGN KEY (school_id, canteen_id) REFERENCES canteen (school_id, id),
            FOREIGN KEY (school_id, chair_id) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, recorded_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, struck_by) REFERENCES person (school_id, id)
        )",
        "CREATE INDEX canteen_meeting_days ON canteen_meeting (school_id, canteen_id, held_on, id)",
        "CREATE TABLE canteen_incident (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            canteen_id {uuid} NOT NULL,
            happened_at {timestamp} NOT NULL,
            recorded_at {timestamp} NOT NULL,
            recorded_by {uuid} NOT NULL,
            late boolean NOT NULL,
            said text NOT NULL,
            unwell bigint CHECK (unwell >= 0 AND unwell <= 1000000),
            sealed bigint NOT NULL CHECK (sealed >= 0),
            PRIMARY KEY (school_id, id),
            CHECK (happened_at <= recorded_at),
            FOREIGN KEY (school_id, canteen_id) REFERENCES canteen (school_id, id),
            FOREIGN KEY (school_id, recorded_by) REFERENCES person (school_id, id)
        )",
        "CREATE INDEX canteen_incident_days ON canteen_incident (school_id, canteen_id, id)",
    ]).await?;
    let written =
        ["canteen_id", "held_on", "chair_id", "attendees", "problems", "decisions", "next_on", "recorded_at", "recorded_by", "late"];
    kept_as_written(manager, "canteen_meeting", &written).await?;
    final_once(manager, "canteen_meeting", "struck_at").await?;
    append_only(manager, "canteen_incident").await?;
});
