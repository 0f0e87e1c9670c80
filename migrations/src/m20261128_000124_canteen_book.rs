//! The canteen's book: menus by day and meal, what is recorded of every meal, and the life of food samples. Records are struck out, never
//! changed.

use sea_orm_migration::prelude::*;

use crate::ddl::{final_once, kept_as_written, migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE menu_day (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            canteen_id {uuid} NOT NULL,
            day {date} NOT NULL,
            meal text NOT NULL CHECK (meal IN ('breakfast', 'lunch', 'dinner', 'snack')),
            dishes {json} NOT NULL,
            recorded_at {timestamp} NOT NULL,
            recorded_by {uuid} NOT NULL,
            late boolean NOT NULL,
            replaces_id {uuid},
            struck_at {timestamp},
            struck_by {uuid},
            struck_reason text,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK ((struck_at IS NULL) = (struck_by IS NULL) AND (struck_at IS NULL) = (struck_reason IS NULL)),
            FOREIGN KEY (school_id, canteen_id) REFERENCES canteen (school_id, id),
            FOREIGN KEY (school_id, recorded_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, replaces_id) REFERENCES menu_day (school_id, id),
            FOREIGN KEY (school_id, struck_by) REFERENCES person (school_id, id)
        )",
        // Of a meal one menu stands; those that were struck out stay beside it.
        "CREATE UNIQUE INDEX menu_day_meal ON menu_day (school_id, canteen_id, day, meal) WHERE struck_at IS NULL",
        "CREATE INDEX menu_day_days ON menu_day (school_id, canteen_id, day, id)",
        "CREATE TABLE canteen_record (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            canteen_id {uuid} NOT NULL,
            kind text NOT NULL CHECK (kind IN ('morning_check', 'food_sample', 'disinfection', 'accompanied_meal', 'leftovers')),
            day {date} NOT NULL,
            meal text CHECK (meal IN ('breakfast', 'lunch', 'dinner', 'snack')),
            happened_at {timestamp} NOT NULL,
            recorded_at {timestamp} NOT NULL,
            recorded_by {uuid} NOT NULL,
            late boolean NOT NULL,
            content {json} NOT NULL,
            replaces_id {uuid},
            struck_at {timestamp},
            struck_by {uuid},
            struck_reason text,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK ((kind = 'morning_check') = (meal IS NULL)),
            CHECK (happened_at <= recorded_at),
            CHECK ((struck_at IS NULL) = (struck_by IS NULL) AND (struck_at IS NULL) = (struck_reason IS NULL)),
            FOREIGN KEY (school_id, canteen_id) REFERENCES canteen (school_id, id),
            FOREIGN KEY (school_id, recorded_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, replaces_id) REFERENCES canteen_record (school_id, id),
            FOREIGN KEY (school_id, struck_by) REFERENCES person (school_id, id)
        )",
        "CREATE INDEX canteen_record_days ON canteen_record (school_id, canteen_id, kind, day, id)",
        "CREATE INDEX canteen_record_day ON canteen_record (school_id, canteen_id, day, id)",
        "CREATE UNIQUE INDEX canteen_record_replaces ON canteen_record (school_id, replaces_id) WHERE replaces_id IS NOT NULL",
        "CREATE TABLE food_sample (
            school_id {uuid} NOT NULL REFERENCES school (id),
            record_id {uuid} NOT NULL,
            phase text NOT NULL CHECK (phase IN ('taken', 'stored', 'discarded', 'sealed')),
            fridge text,
            stored_at {timestamp},
            keep_until {timestamp},
            discarded_at {timestamp},
            discard_recorded_at {timestamp},
            discard_late boolean,
            discarded_by {uuid},
            discard_supervisor_id {uuid},
            sealed_at {timestamp},
            seal_reason text,
            PRIMARY KEY (school_id, record_id),
            CHECK (phase NOT IN ('stored', 'discarded') OR (fridge IS NOT NULL AND stored_at IS NOT NULL AND keep_until IS NOT NULL)),
            CHECK ((phase = 'discarded') = (discarded_at IS NOT NULL)),
            CHECK ((discarded_at IS NULL) = (discarded_by IS NULL) AND (discarded_at IS NULL) = (discard_supervisor_id IS NULL)),
            CHECK ((discarded_at IS NULL) = (discard_recorded_at IS NULL) AND (discarded_at IS NULL) = (discard_late IS NULL)),
            CHECK (discarded_at >= keep_until AND discarded_at <= discard_recorded_at),
            CHECK ((phase = 'sealed') = (sealed_at IS NOT NULL) AND (sealed_at IS NULL) = (seal_reason IS NULL)),
            FOREIGN KEY (school_id, record_id) REFERENCES canteen_record (school_id, id),
            FOREIGN KEY (school_id, discarded_by) REFERENCES canteen_staff (school_id, id),
            FOREIGN KEY (school_id, discard_supervisor_id) REFERENCES person (school_id, id)
        )",
        "CREATE INDEX food_sample_kept ON food_sample (school_id, keep_until) WHERE phase IN ('taken', 'stored')",
    ]).await?;
    let written = ["canteen_id", "kind", "day", "meal", "happened_at", "recorded_at", "recorded_by", "late", "content", "replaces_id"];
    kept_as_written(manager, "canteen_record", &written).await?;
    final_once(manager, "canteen_record", "struck_at").await?;
    let written = ["canteen_id", "day", "meal", "dishes", "recorded_at", "recorded_by", "late", "replaces_id"];
    kept_as_written(manager, "menu_day", &written).await?;
    final_once(manager, "menu_day", "struck_at").await?;
    final_once(manager, "food_sample", "discarded_at").await?;
});
