//! Terms and the days that are not what their weekday says.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // 1 autumn, 2 spring, 3 summer: JY/T 1001, table XQ.
        "CREATE TABLE term (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            school_year bigint NOT NULL,
            code bigint NOT NULL CHECK (code IN (1, 2, 3)),
            starts_on {date} NOT NULL,
            ends_on {date} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, school_year, code),
            CHECK (starts_on <= ends_on)
        )",
        "CREATE INDEX term_days ON term (school_id, starts_on, ends_on)",
        // Only what differs from the rule; the rule itself is campus::school_days.
        "CREATE TABLE calendar_day (
            school_id {uuid} NOT NULL REFERENCES school (id),
            day {date} NOT NULL,
            kind text NOT NULL CHECK (kind IN ('school_day', 'weekend', 'holiday', 'makeup_workday', 'vacation')),
            name text,
            origin text NOT NULL CHECK (origin IN ('pack', 'school')),
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, day)
        )",
    ]).await?;
});
