//! Accounts, sign-in names, sessions and refresh tokens: installation tables, because they come before any school is known.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE account (
            id {uuid} NOT NULL PRIMARY KEY,
            password_hash text NOT NULL,
            token_version bigint NOT NULL DEFAULT 1,
            disabled_at {timestamp},
            created_at {timestamp} NOT NULL
        )",
        // Two names that look alike have one key, so nobody signs in as a look-alike of somebody else.
        "CREATE TABLE sign_in_name (
            name_key text NOT NULL PRIMARY KEY,
            name text NOT NULL,
            account_id {uuid} NOT NULL REFERENCES account (id)
        )",
        "CREATE INDEX sign_in_name_account ON sign_in_name (account_id)",
        "CREATE TABLE session (
            id {uuid} NOT NULL PRIMARY KEY,
            account_id {uuid} NOT NULL REFERENCES account (id),
            school_id {uuid} NOT NULL REFERENCES school (id),
            token_version bigint NOT NULL,
            device text NOT NULL,
            address text NOT NULL,
            created_at {timestamp} NOT NULL,
            last_seen_at {timestamp} NOT NULL,
            expires_at {timestamp} NOT NULL,
            ended_at {timestamp}
        )",
        "CREATE INDEX session_account ON session (account_id, ended_at)",
        // One row per refresh token ever given to a session: a used one that comes again ends the session.
        "CREATE TABLE refresh_token (
            token_hash {bytes} NOT NULL PRIMARY KEY,
            session_id {uuid} NOT NULL REFERENCES session (id),
            created_at {timestamp} NOT NULL,
            used_at {timestamp}
        )",
        "CREATE INDEX refresh_token_session ON refresh_token (session_id)",
    ]).await?;
});
