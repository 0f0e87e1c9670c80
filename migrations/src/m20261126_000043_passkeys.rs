//! Passkeys, the ceremonies that came back, and which sessions a passkey has proven.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // Installation table, like its account.
        "CREATE TABLE passkey (
            id {uuid} NOT NULL PRIMARY KEY,
            account_id {uuid} NOT NULL REFERENCES account (id),
            credential_id {bytes} NOT NULL,
            host text NOT NULL,
            name text NOT NULL,
            fixed {bytes} NOT NULL,
            moving {bytes} NOT NULL,
            created_at {timestamp} NOT NULL,
            last_used_at {timestamp}
        )",
        "CREATE UNIQUE INDEX passkey_credential ON passkey (credential_id)",
        "CREATE INDEX passkey_account ON passkey (account_id)",
        "CREATE TABLE used_challenge (
            challenge {bytes} NOT NULL PRIMARY KEY,
            used_at {timestamp} NOT NULL
        )",
        "CREATE INDEX used_challenge_age ON used_challenge (used_at)",
        // What was proven by a passkey is so no longer once the passkey is gone.
        "ALTER TABLE session ADD COLUMN passkey_id {uuid} REFERENCES passkey (id) ON DELETE SET NULL",
        "CREATE INDEX session_passkey ON session (passkey_id)",
    ]).await?;
});
