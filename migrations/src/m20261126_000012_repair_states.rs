//! Cases by state among those that are open, or among those that are over: every question for states says which, and the totals of the
//! open ones need not walk through years of closed ones.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "DROP INDEX repair_case_phase",
        "CREATE INDEX repair_case_state ON repair_case (school_id, is_open, phase, id)",
    ]).await?;
});
