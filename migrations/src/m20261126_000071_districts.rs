//! Several schools: a district's readers look into its schools, and an account has people in several.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // Somebody from the district who looked in: a person here, so that what he did has a name, but none of the staff.
        "ALTER TABLE person ADD COLUMN visitor boolean NOT NULL DEFAULT false",
        // Signing in knows the account and not yet the school.
        "CREATE INDEX person_of_account ON person (account_id)",
        "CREATE INDEX school_parent ON school (parent_id)",
    ]).await?;
});
