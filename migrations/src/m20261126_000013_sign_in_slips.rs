//! Sign-in slips: a code on paper or on a screen with which somebody chooses a password, once.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // Installation table: a code has to find its school before anything else is known. Only its hash is kept. Like a door
        // sign's it has no foreign key into the school's tables, which may lie on another machine.
        "CREATE TABLE sign_in_slip (
            code_hash {bytes} NOT NULL PRIMARY KEY,
            school_id {uuid} NOT NULL REFERENCES school (id),
            person_id {uuid} NOT NULL,
            issued_by {uuid} NOT NULL,
            issued_at {timestamp} NOT NULL,
            expires_at {timestamp} NOT NULL,
            used_at {timestamp}
        )",
        "CREATE INDEX sign_in_slip_person ON sign_in_slip (school_id, person_id)",
        "CREATE INDEX sign_in_slip_age ON sign_in_slip (expires_at)",
        // Who of the school cannot sign in yet.
        "CREATE INDEX person_account ON person (school_id, account_id)",
    ]).await?;
});
