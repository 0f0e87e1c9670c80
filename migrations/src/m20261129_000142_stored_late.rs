//! When it was written down that a sample went into its fridge, and whether that was late, as it is kept of its discarding. Of samples from before
//! nobody knows it.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "ALTER TABLE food_sample ADD COLUMN stored_recorded_at {timestamp}",
        "ALTER TABLE food_sample ADD COLUMN stored_late boolean",
    ]).await?;
});
