//! Tables of the kernel: schools (the tenant every other table leads with), audit, idempotency, numbers, attempts.

use sea_orm_migration::prelude::*;

use crate::ddl::{append_only, migration, run};

migration!(manager => {
    run(manager, &[
        // Installation table: one row per school; a district is a row with children.
        "CREATE TABLE school (
            id {uuid} NOT NULL PRIMARY KEY,
            parent_id {uuid} REFERENCES school (id),
            kind text NOT NULL CHECK (kind IN ('school', 'district')),
            name text NOT NULL,
            time_zone text NOT NULL,
            currency text NOT NULL DEFAULT 'CNY',
            public_url text,
            demo boolean NOT NULL DEFAULT false,
            created_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1
        )",
        "CREATE TABLE audit_event (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            at {timestamp} NOT NULL,
            actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'public', 'system', 'setup', 'cli')),
            actor_id {uuid},
            actor_name text NOT NULL,
            acting_role text NOT NULL,
            permission text NOT NULL,
            request_id text NOT NULL,
            action text NOT NULL,
            row_hash {bytes} NOT NULL,
            PRIMARY KEY (school_id, id)
        )",
        "CREATE INDEX audit_event_actor ON audit_event (school_id, actor_id, id)",
        "CREATE INDEX audit_event_action ON audit_event (school_id, action, id)",
        "CREATE TABLE audit_subject (
            school_id {uuid} NOT NULL,
            event_id {uuid} NOT NULL,
            seq bigint NOT NULL,
            kind text NOT NULL,
            subject_id {uuid} NOT NULL,
            label text NOT NULL,
            before {json},
            after {json},
            PRIMARY KEY (school_id, event_id, seq),
            FOREIGN KEY (school_id, event_id) REFERENCES audit_event (school_id, id)
        )",
        "CREATE INDEX audit_subject_timeline ON audit_subject (school_id, subject_id, event_id)",
        "CREATE TABLE idempotency_key (
            school_id {uuid} NOT NULL,
            scope text NOT NULL,
            operation text NOT NULL,
            key text NOT NULL,
            request_hash {bytes} NOT NULL,
            status bigint,
            version bigint,
            body {bytes},
            created_at {timestamp} NOT NULL,
            PRIMARY KEY (school_id, scope, operation, key)
        )",
        "CREATE INDEX idempotency_key_age ON idempotency_key (school_id, created_at)",
        "CREATE TABLE number_sequence (
            school_id {uuid} NOT NULL,
            prefix text NOT NULL,
            period text NOT NULL,
            last bigint NOT NULL CHECK (last >= 0),
            PRIMARY KEY (school_id, prefix, period)
        )",
        // Installation table: attempts at signing in and at door signs, in windows of fifteen minutes.
        "CREATE TABLE attempt_counter (
            key text NOT NULL,
            window_start {timestamp} NOT NULL,
            attempts bigint NOT NULL,
            PRIMARY KEY (key, window_start)
        )",
        "CREATE INDEX attempt_counter_age ON attempt_counter (window_start)",
    ]).await?;
    append_only(manager, "audit_event").await?;
    append_only(manager, "audit_subject").await?;
});
