//! The audit trail by a record's number or name, and by a kind of records.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE INDEX audit_subject_label ON audit_subject (school_id, label, event_id)",
        "CREATE INDEX audit_subject_kind ON audit_subject (school_id, kind, event_id)",
    ]).await?;
});
