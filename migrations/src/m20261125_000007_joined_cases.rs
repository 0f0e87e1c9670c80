//! The cases that somebody joined, found by the person.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &["CREATE INDEX repair_joiner_person ON repair_joiner (school_id, person_id, case_id)"]).await?;
});
