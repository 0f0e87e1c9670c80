//! What a spot check drew by chance: its seed, out of how many, and which. Drawn when the round is begun, and never again.

use sea_orm_migration::prelude::*;

use crate::ddl::{kept_as_written, migration, run};

migration!(manager => {
    run(manager, &["ALTER TABLE inspection_round ADD COLUMN sample {json}"]).await?;
    kept_as_written(manager, "inspection_round", &["sample"]).await?;
});
