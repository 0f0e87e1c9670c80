//! What is kept how long: when each rule last ran and how much went; and indexes that find what is old.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE retention_run (
            school_id {uuid} NOT NULL REFERENCES school (id),
            key text NOT NULL,
            ran_at {timestamp} NOT NULL,
            removed bigint NOT NULL CHECK (removed >= 0),
            removed_at {timestamp},
            total bigint NOT NULL CHECK (total >= 0),
            PRIMARY KEY (school_id, key)
        )",
        "CREATE INDEX session_over ON session (school_id, COALESCE(ended_at, expires_at))",
        "CREATE INDEX repair_case_phone ON repair_case (school_id, updated_at) WHERE reporter_phone IS NOT NULL AND NOT is_open",
        "CREATE INDEX notice_read ON notice (school_id, read_at) WHERE read_at IS NOT NULL",
    ]).await?;
});
