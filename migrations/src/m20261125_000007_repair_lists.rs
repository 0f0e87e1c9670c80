//! Lists of cases by every level of the places, and by those who joined.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE INDEX repair_case_campus ON repair_case (school_id, campus_id, is_open, id)",
        "CREATE INDEX repair_case_floor ON repair_case (school_id, floor_id, is_open, id)",
        "CREATE INDEX repair_joiner_person ON repair_joiner (school_id, person_id, case_id)",
    ]).await?;
});
