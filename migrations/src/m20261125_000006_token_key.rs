//! The token secret that the last start had, by its fingerprint.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // Installation table of one row: the secret belongs to the servers, not to a school.
        "CREATE TABLE token_key (
            fingerprint text NOT NULL PRIMARY KEY,
            noted_at {timestamp} NOT NULL
        )",
    ]).await?;
});
