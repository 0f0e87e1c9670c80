//! Which token secrets this database has seen, by their fingerprints.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // Installation table: the secret belongs to the servers, not to a school.
        "CREATE TABLE token_key (
            fingerprint text NOT NULL PRIMARY KEY,
            first_used_at {timestamp} NOT NULL
        )",
    ]).await?;
});
