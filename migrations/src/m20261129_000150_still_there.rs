//! What is asked all day long of tables that grow for ever: the samples that are still there, sealed ones too, those that were given to whoever
//! investigates, and who held the last self-check of a checklist.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // It left out what is sealed, and went by a time that nobody asks for.
        "DROP INDEX food_sample_kept",
        "CREATE INDEX food_sample_there ON food_sample (school_id, record_id) \
         WHERE phase <> 'discarded' AND phase <> 'handed_over'",
        "CREATE INDEX food_sample_handed_over ON food_sample (school_id, unsealed_at) WHERE phase = 'handed_over'",
        "CREATE INDEX inspection_round_checklist ON inspection_round (school_id, checklist_id, level, due_from DESC)",
    ]).await?;
});
