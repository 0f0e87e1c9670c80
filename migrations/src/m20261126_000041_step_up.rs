//! When somebody last proved who he is, and a PIN to do so with.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "ALTER TABLE session ADD COLUMN stepped_up_at {timestamp}",
        "ALTER TABLE account ADD COLUMN pin_hash text",
    ]).await?;
});
