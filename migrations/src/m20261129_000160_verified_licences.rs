//! A licence for food counts once a second person has compared it with the paper (domain.md D14).

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // Of those that were entered until now nobody was asked: food was bought under them, and is.
        "ALTER TABLE supplier_licence ADD COLUMN asks_second boolean NOT NULL DEFAULT false",
        "ALTER TABLE supplier_licence ADD COLUMN verified_by {uuid}
            CHECK (verified_by IS NULL OR asks_second) CHECK (verified_by <> added_by)",
        "ALTER TABLE supplier_licence ADD COLUMN verified_at {timestamp} CHECK ((verified_at IS NULL) = (verified_by IS NULL))",
    ]).await?;
});
