//! The seats that were opened by a sealed code: who said he was who, until which day, and how it ended.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE auditor_seat (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            person_id {uuid} NOT NULL,
            name text NOT NULL,
            unit text NOT NULL,
            opened_at {timestamp} NOT NULL,
            last_day {date} NOT NULL,
            ended_at {timestamp},
            ended_by {uuid},
            end_reason text,
            version bigint NOT NULL,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, ended_by) REFERENCES person (school_id, id),
            CHECK (ended_by IS NULL OR ended_at IS NOT NULL),
            CHECK ((end_reason IS NULL) = (ended_by IS NULL))
        )",
        "CREATE UNIQUE INDEX auditor_seat_person ON auditor_seat (school_id, person_id)",
        "CREATE INDEX auditor_seat_standing ON auditor_seat (school_id, id) WHERE ended_at IS NULL",
    ]).await?;
});
