//! The inbox, the ways out of the house, what each person wants, and what was sent.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // One row for a piece of news, whoever is told.
        "CREATE TABLE notice_event (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            topic text NOT NULL,
            words {json} NOT NULL,
            subject_kind text NOT NULL,
            subject_id {uuid} NOT NULL,
            link text NOT NULL,
            created_at {timestamp} NOT NULL,
            PRIMARY KEY (school_id, id)
        )",
        "CREATE INDEX notice_event_age ON notice_event (school_id, created_at)",
        "CREATE TABLE notice (
            school_id {uuid} NOT NULL,
            id {uuid} NOT NULL,
            person_id {uuid} NOT NULL,
            event_id {uuid} NOT NULL,
            created_at {timestamp} NOT NULL,
            read_at {timestamp},
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, event_id, person_id),
            FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, event_id) REFERENCES notice_event (school_id, id)
        )",
        "CREATE INDEX notice_inbox ON notice (school_id, person_id, id)",
        "CREATE INDEX notice_unread ON notice (school_id, person_id, id) WHERE read_at IS NULL",
        "CREATE INDEX notice_age ON notice (school_id, created_at)",
        "CREATE TABLE notice_preference (
            school_id {uuid} NOT NULL,
            person_id {uuid} NOT NULL,
            mail text NOT NULL CHECK (mail IN ('off', 'digest', 'at_once')),
            mail_address text,
            quiet_from text,
            quiet_until text,
            muted {json} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, person_id),
            FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id)
        )",
        "CREATE TABLE notice_channel (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            kind text NOT NULL CHECK (kind IN ('wecom', 'dingtalk', 'webhook', 'smtp')),
            name text NOT NULL,
            target text NOT NULL,
            secret text,
            settings {json} NOT NULL,
            topics {json} NOT NULL,
            timing text NOT NULL CHECK (timing IN ('at_once', 'digest')),
            lang text NOT NULL CHECK (lang IN ('zh-CN', 'en')),
            enabled boolean NOT NULL DEFAULT true,
            digested_until {timestamp} NOT NULL,
            created_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, name)
        )",
        "CREATE TABLE notice_delivery (
            school_id {uuid} NOT NULL,
            id {uuid} NOT NULL,
            channel_id {uuid} NOT NULL,
            person_id {uuid},
            what text NOT NULL CHECK (what IN ('event', 'digest', 'test')),
            event_id {uuid},
            from_at {timestamp},
            until_at {timestamp},
            status text NOT NULL CHECK (status IN ('waiting', 'sent', 'failed', 'dropped')),
            attempts bigint NOT NULL DEFAULT 0,
            next_at {timestamp},
            created_at {timestamp} NOT NULL,
            ended_at {timestamp},
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, channel_id) REFERENCES notice_channel (school_id, id) ON DELETE CASCADE,
            FOREIGN KEY (school_id, person_id) REFERENCES person (school_id, id)
        )",
        "CREATE INDEX notice_delivery_channel ON notice_delivery (school_id, channel_id, id)",
        "CREATE INDEX notice_delivery_waiting ON notice_delivery (school_id, channel_id, person_id) WHERE status = 'waiting'",
        "CREATE INDEX notice_delivery_event ON notice_delivery (school_id, event_id)",
        "CREATE INDEX notice_delivery_age ON notice_delivery (school_id, created_at)",
    ]).await?;
});
