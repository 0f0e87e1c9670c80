//! Classes, and the yearly act that moves all of them up.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // entry_year is the autumn in which the class was, or would have been, in grade one: its grade follows from the school year.
        "CREATE TABLE school_class (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            entry_year bigint NOT NULL,
            number bigint NOT NULL CHECK (number BETWEEN 1 AND 99),
            school_year bigint NOT NULL,
            size bigint CHECK (size BETWEEN 0 AND 999),
            room_id {uuid},
            class_teacher_id {uuid},
            active boolean NOT NULL DEFAULT true,
            created_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, entry_year, number),
            CHECK (school_year - entry_year BETWEEN 0 AND 11),
            FOREIGN KEY (school_id, room_id) REFERENCES location (school_id, id),
            FOREIGN KEY (school_id, class_teacher_id) REFERENCES person (school_id, id)
        )",
        "CREATE UNIQUE INDEX school_class_room ON school_class (school_id, room_id) WHERE active AND room_id IS NOT NULL",
        "CREATE INDEX school_class_teacher ON school_class (school_id, class_teacher_id)",
        // What the classes were before, so that the act can be taken back while nothing has changed since.
        "CREATE TABLE class_advance (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            to_year bigint NOT NULL,
            before_json {json} NOT NULL,
            after_json {json} NOT NULL,
            done_by {uuid},
            done_at {timestamp} NOT NULL,
            undone_at {timestamp},
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, done_by) REFERENCES person (school_id, id)
        )",
    ]).await?;
});
