//! The sealed code of an auditor: whoever brings it opens a seat that reads, without any of the people whom he audits.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // Installation table: the code has to find its school before anything else is known. Only its hash is kept. Like a sign-in slip
        // it has no foreign key into the school's tables, which may lie on another machine.
        "CREATE TABLE auditor_code (
            code_hash {bytes} NOT NULL PRIMARY KEY,
            school_id {uuid} NOT NULL REFERENCES school (id),
            made_at {timestamp} NOT NULL,
            made_by {uuid},
            used_at {timestamp},
            voided_at {timestamp},
            CHECK (used_at IS NULL OR voided_at IS NULL)
        )",
        "CREATE UNIQUE INDEX auditor_code_sealed ON auditor_code (school_id) WHERE used_at IS NULL AND voided_at IS NULL",
        "CREATE INDEX auditor_code_school ON auditor_code (school_id, made_at)",
    ]).await?;
});
