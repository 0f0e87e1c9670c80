//! What waits too long is brought to mind once: a step of an approval, the approvals of an emergency, and what a month owes the board.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        "ALTER TABLE approval ADD COLUMN reminded_at {timestamp}",
        "CREATE INDEX approval_unreminded ON approval (school_id, waiting_since) WHERE phase = 'deciding' AND reminded_at IS NULL",
        "CREATE TABLE emergency_reminder (
            school_id {uuid} NOT NULL REFERENCES school (id),
            request_id {uuid} NOT NULL,
            told_at {timestamp} NOT NULL,
            PRIMARY KEY (school_id, request_id),
            FOREIGN KEY (school_id, request_id) REFERENCES purchase_request (school_id, id)
        )",
        "CREATE INDEX purchase_request_due ON purchase_request (school_id, emergency_due_at) WHERE emergency_due_at IS NOT NULL",
        // The first day of the month in which the director was reminded.
        "CREATE TABLE publication_reminder (
            school_id {uuid} NOT NULL REFERENCES school (id),
            month {date} NOT NULL,
            told_at {timestamp} NOT NULL,
            PRIMARY KEY (school_id, month)
        )",
    ]).await?;
});
