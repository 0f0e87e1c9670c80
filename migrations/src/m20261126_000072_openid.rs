//! Accounts linked to an OpenID Connect provider.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // Installation table, like its account.
        "CREATE TABLE openid_link (
            account_id {uuid} NOT NULL PRIMARY KEY REFERENCES account (id),
            issuer text NOT NULL,
            subject text NOT NULL,
            linked_at {timestamp} NOT NULL,
            last_used_at {timestamp}
        )",
        "CREATE UNIQUE INDEX openid_link_subject ON openid_link (issuer, subject)",
    ]).await?;
});
