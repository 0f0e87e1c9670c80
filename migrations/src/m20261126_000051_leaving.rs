//! The day on which somebody left; from which day a role holds, and whether its holder was told that it ends.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "ALTER TABLE person ADD COLUMN left_on {date}",
        // valid_from is the moment of the grant; starts_on the day from which it holds, where that is a later one.
        "ALTER TABLE role_grant ADD COLUMN starts_on {date}",
        "ALTER TABLE role_grant ADD COLUMN ending_told_at {timestamp}",
        "CREATE INDEX role_grant_ending ON role_grant (school_id, valid_until)",
    ]).await?;
});
