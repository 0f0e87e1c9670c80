//! Approvals and the steps of their chains.

use sea_orm_migration::prelude::*;

use crate::ddl::{final_once, migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE approval (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            subject_kind text NOT NULL,
            subject_id {uuid} NOT NULL,
            subject_number text NOT NULL,
            title text NOT NULL,
            requester_id {uuid} NOT NULL,
            amount bigint CHECK (amount >= 0 AND amount <= 9999999999999),
            phase text NOT NULL CHECK (phase IN ('deciding', 'approved', 'returned', 'rejected', 'withdrawn')),
            round bigint NOT NULL CHECK (round >= 1),
            step bigint CHECK (step >= 0),
            waits_for text,
            reason text,
            asked_at {timestamp} NOT NULL,
            waiting_since {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            CHECK ((phase = 'deciding') = (step IS NOT NULL)),
            CHECK ((phase = 'deciding') = (waits_for IS NOT NULL)),
            CHECK ((phase IN ('returned', 'rejected')) = (reason IS NOT NULL)),
            FOREIGN KEY (school_id, requester_id) REFERENCES person (school_id, id)
        )",
        "CREATE UNIQUE INDEX approval_subject ON approval (school_id, subject_kind, subject_id)",
        "CREATE INDEX approval_waits ON approval (school_id, waits_for, id) WHERE waits_for IS NOT NULL",
        "CREATE TABLE approval_step (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            approval_id {uuid} NOT NULL,
            round bigint NOT NULL CHECK (round >= 1),
            position bigint NOT NULL CHECK (position >= 0),
            approver text NOT NULL CHECK (approver IN ('logistics_director', 'vice_principal', 'principal', 'office_meeting', 'staff_congress')),
            outcome text CHECK (outcome IN ('approved', 'returned', 'rejected')),
            decided_by {uuid},
            on_behalf_of {uuid},
            decided_at {timestamp},
            comment text,
            held_on {date},
            present bigint CHECK (present >= 1),
            votes_for bigint CHECK (votes_for >= 0),
            votes_against bigint CHECK (votes_against >= 0),
            votes_abstained bigint CHECK (votes_abstained >= 0),
            minutes text,
            PRIMARY KEY (school_id, id),
            CHECK ((outcome IS NULL) = (decided_by IS NULL)),
            CHECK ((outcome IS NULL) = (decided_at IS NULL)),
            CHECK (outcome IS NULL OR outcome = 'approved' OR comment IS NOT NULL),
            CHECK (outcome IS NULL OR (approver IN ('office_meeting', 'staff_congress')) = (minutes IS NOT NULL)),
            CHECK ((minutes IS NULL) = (held_on IS NULL)),
            CHECK ((minutes IS NULL) = (present IS NULL)),
            CHECK (votes_for + votes_against + votes_abstained <= present),
            CHECK (on_behalf_of IS NULL OR on_behalf_of <> decided_by),
            FOREIGN KEY (school_id, approval_id) REFERENCES approval (school_id, id),
            FOREIGN KEY (school_id, decided_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, on_behalf_of) REFERENCES person (school_id, id)
        )",
        "CREATE UNIQUE INDEX approval_step_place ON approval_step (school_id, approval_id, round, position)",
        "CREATE INDEX approval_step_decided ON approval_step (school_id, decided_by, approval_id) WHERE decided_by IS NOT NULL",
    ]).await?;
    final_once(manager, "approval_step", "outcome").await?;
});
