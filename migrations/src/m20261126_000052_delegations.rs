//! Who stands in for whom, in which roles and from when until when; and what a school calls its roles.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE delegation (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            from_id {uuid} NOT NULL,
            to_id {uuid} NOT NULL,
            roles {json} NOT NULL,
            starts_on {date} NOT NULL,
            ends_on {date} NOT NULL,
            reason text NOT NULL,
            decided_by {uuid} NOT NULL,
            decided_at {timestamp} NOT NULL,
            ended_at {timestamp},
            ended_by {uuid},
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK (from_id <> to_id),
            CHECK (ends_on >= starts_on),
            FOREIGN KEY (school_id, from_id) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, to_id) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, decided_by) REFERENCES person (school_id, id)
        )",
        "CREATE INDEX delegation_to ON delegation (school_id, to_id, ends_on)",
        "CREATE INDEX delegation_from ON delegation (school_id, from_id, ends_on)",
        "CREATE TABLE role_label (
            school_id {uuid} NOT NULL REFERENCES school (id),
            role text NOT NULL,
            label text,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, role)
        )",
    ]).await?;
});
