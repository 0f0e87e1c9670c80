//! Policy values say when they were set, and can be told apart when two people set one at once.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "ALTER TABLE policy_value ADD COLUMN set_at {timestamp}",
        "ALTER TABLE policy_value ADD COLUMN version bigint NOT NULL DEFAULT 1",
    ]).await?;
});
