//! The mail address of an account, for those who want one: a link sent there makes a new password.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // Installation table, like its account. `address` is what was confirmed, `wanted` what waits for its link to be opened; only the
        // hash of the link's code is kept. An address is one account's, however it is written.
        "CREATE TABLE account_mail (
            account_id {uuid} NOT NULL PRIMARY KEY REFERENCES account (id),
            address text,
            address_key text UNIQUE,
            confirmed_at {timestamp},
            wanted text,
            wanted_key text,
            wanted_until {timestamp},
            code_hash {bytes} UNIQUE
        )",
        // A slip that went out by mail: of which account. Not set for those that the office hands out.
        "ALTER TABLE sign_in_slip ADD COLUMN mailed_to {uuid}",
        "CREATE INDEX sign_in_slip_mailed ON sign_in_slip (mailed_to)",
    ]).await?;
});
