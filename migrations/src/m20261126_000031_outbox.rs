//! News between features and work for later. Local tables (no foreign keys): on a database that is distributed by school they stay
//! on one node, because rows are taken from them without naming a school.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE outbox (
            school_id {uuid} NOT NULL,
            id {uuid} NOT NULL,
            topic text NOT NULL,
            payload {json} NOT NULL,
            created_at {timestamp} NOT NULL,
            due_at {timestamp} NOT NULL,
            attempts bigint NOT NULL DEFAULT 0,
            last_error text,
            dead_at {timestamp},
            PRIMARY KEY (school_id, id)
        )",
        "CREATE INDEX outbox_due ON outbox (due_at, id) WHERE dead_at IS NULL",
        "CREATE TABLE job (
            school_id {uuid} NOT NULL,
            id {uuid} NOT NULL,
            kind text NOT NULL,
            payload {json} NOT NULL,
            run_at {timestamp} NOT NULL,
            key text,
            owner_id {uuid},
            permission text,
            created_at {timestamp} NOT NULL,
            attempts bigint NOT NULL DEFAULT 0,
            locked_by {uuid},
            locked_until {timestamp},
            last_error text,
            done_at {timestamp},
            dead_at {timestamp},
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, kind, key)
        )",
        "CREATE INDEX job_due ON job (run_at, id) WHERE done_at IS NULL AND dead_at IS NULL",
        "CREATE INDEX job_done ON job (done_at) WHERE done_at IS NOT NULL",
        "CREATE INDEX job_dead ON job (dead_at) WHERE dead_at IS NOT NULL",
        // Installation table: what only one server does at a time.
        "CREATE TABLE lease (
            name text NOT NULL PRIMARY KEY,
            holder {uuid} NOT NULL,
            until {timestamp} NOT NULL
        )",
    ]).await?;
});
