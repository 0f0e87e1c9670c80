//! Uploads, what they are attached to, and how much of a school's space is taken.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // `attached` is claimed by the attachment in its own transaction: once, and never by the sweeper at the same time.
        "CREATE TABLE upload (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            sha256 {bytes} NOT NULL,
            media_type text NOT NULL,
            bytes bigint NOT NULL CHECK (bytes > 0),
            file_name text NOT NULL,
            width bigint,
            height bigint,
            uploaded_by {uuid} NOT NULL,
            uploaded_at {timestamp} NOT NULL,
            attached boolean NOT NULL DEFAULT false,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, uploaded_by) REFERENCES person (school_id, id),
            CHECK ((width IS NULL) = (height IS NULL))
        )",
        "CREATE INDEX upload_sha256 ON upload (school_id, sha256)",
        "CREATE INDEX upload_unattached ON upload (school_id, uploaded_at) WHERE NOT attached",
        "CREATE TABLE attachment (
            school_id {uuid} NOT NULL,
            id {uuid} NOT NULL,
            upload_id {uuid} NOT NULL,
            subject_kind text NOT NULL,
            subject_id {uuid} NOT NULL,
            kind text NOT NULL CHECK (kind IN ('photo', 'document')),
            caption text,
            added_by {uuid} NOT NULL,
            added_at {timestamp} NOT NULL,
            removed_at {timestamp},
            removed_by {uuid},
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, upload_id),
            FOREIGN KEY (school_id, upload_id) REFERENCES upload (school_id, id),
            FOREIGN KEY (school_id, added_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, removed_by) REFERENCES person (school_id, id),
            CHECK ((removed_at IS NULL) = (removed_by IS NULL))
        )",
        "CREATE INDEX attachment_subject ON attachment (school_id, subject_kind, subject_id, id)",
        // One row per school, changed in the transaction of every upload: two at once cannot both take the last of the quota.
        "CREATE TABLE upload_usage (
            school_id {uuid} NOT NULL REFERENCES school (id),
            bytes bigint NOT NULL CHECK (bytes >= 0),
            PRIMARY KEY (school_id)
        )",
    ]).await?;
});
