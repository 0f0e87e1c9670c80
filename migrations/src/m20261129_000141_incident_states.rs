//! What becomes of a food safety incident (domain.md D13): reported, investigated, closed or called off; and how samples leave their seal, released
//! or handed over to whoever investigates. That a sample was sealed stays on it.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

use crate::ddl::{self, final_once, kept_as_written, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// `SQLite` refuses to switch foreign keys off inside a transaction; PostgreSQL is inside one already.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_connection().get_database_backend() == DbBackend::Postgres {
            run(manager, &["DROP TRIGGER canteen_incident_append_only ON canteen_incident"]).await?;
            run(manager, &INCIDENTS).await?;
            run(manager, &SAMPLES).await?;
            return written_once(manager).await;
        }
        let done = "SELECT 1 AS there FROM pragma_table_info('food_sample') WHERE name = 'unsealed_at'";
        ddl::anew(manager, done, make_anew(manager)).await
    }
}

const INCIDENTS: [&str; 15] = [
    "ALTER TABLE canteen_incident ADD COLUMN phase text NOT NULL DEFAULT 'stopped' \
     CHECK (phase IN ('stopped', 'reported', 'investigating', 'closed', 'false_alarm'))",
    "ALTER TABLE canteen_incident ADD COLUMN reported_at {timestamp}",
    "ALTER TABLE canteen_incident ADD COLUMN report_recorded_at {timestamp}",
    "ALTER TABLE canteen_incident ADD COLUMN reported_by {uuid}",
    "ALTER TABLE canteen_incident ADD COLUMN reported_to {json}",
    "ALTER TABLE canteen_incident ADD COLUMN report_said text",
    "ALTER TABLE canteen_incident ADD COLUMN investigated_at {timestamp}",
    "ALTER TABLE canteen_incident ADD COLUMN investigated_by {uuid}",
    "ALTER TABLE canteen_incident ADD COLUMN investigators text",
    "ALTER TABLE canteen_incident ADD COLUMN ended_at {timestamp}",
    "ALTER TABLE canteen_incident ADD COLUMN ended_by {uuid}",
    "ALTER TABLE canteen_incident ADD COLUMN end_said text",
    "ALTER TABLE canteen_incident ADD COLUMN version bigint NOT NULL DEFAULT 1",
    "ALTER TABLE canteen_incident \
     ADD CHECK ((reported_at IS NULL) = (report_recorded_at IS NULL) AND (reported_at IS NULL) = (reported_by IS NULL)), \
     ADD CHECK ((reported_at IS NULL) = (reported_to IS NULL)), \
     ADD CHECK (reported_at >= happened_at AND reported_at <= report_recorded_at), \
     ADD CHECK ((investigated_at IS NULL) = (investigated_by IS NULL) AND (investigated_at IS NULL) = (investigators IS NULL)), \
     ADD CHECK ((phase IN ('closed', 'false_alarm')) = (ended_at IS NOT NULL)), \
     ADD CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_said IS NULL)), \
     ADD FOREIGN KEY (school_id, reported_by) REFERENCES person (school_id, id), \
     ADD FOREIGN KEY (school_id, investigated_by) REFERENCES person (school_id, id), \
     ADD FOREIGN KEY (school_id, ended_by) REFERENCES person (school_id, id)",
    "CREATE INDEX canteen_incident_open ON canteen_incident (school_id, canteen_id) WHERE ended_at IS NULL",
];

/// Of the checks that span columns each has a name of PostgreSQL's own choice: the one that goes says that what is not sealed never was.
const SAMPLES: [&str; 6] = [
    "ALTER TABLE food_sample DROP CONSTRAINT food_sample_phase_check",
    "ALTER TABLE food_sample ADD CONSTRAINT food_sample_phase_check \
     CHECK (phase IN ('taken', 'stored', 'discarded', 'sealed', 'handed_over'))",
    "DO $$ DECLARE old record; BEGIN FOR old IN SELECT conname FROM pg_constraint WHERE conrelid = 'food_sample'::regclass AND contype = 'c' \
     AND pg_get_constraintdef(oid) LIKE '%seal_reason%' LOOP EXECUTE format('ALTER TABLE food_sample DROP CONSTRAINT %I', old.conname); \
     END LOOP; END $$",
    "ALTER TABLE food_sample ADD COLUMN unsealed_at {timestamp}, ADD COLUMN unsealed_by {uuid}, ADD COLUMN unseal_note text, \
     ADD COLUMN incident_id {uuid}",
    "ALTER TABLE food_sample \
     ADD CHECK ((sealed_at IS NULL) = (seal_reason IS NULL) AND (phase NOT IN ('sealed', 'handed_over') OR sealed_at IS NOT NULL)), \
     ADD CHECK ((unsealed_at IS NULL) = (unsealed_by IS NULL) AND (unsealed_at IS NULL) = (unseal_note IS NULL)), \
     ADD CHECK ((phase <> 'sealed' OR unsealed_at IS NULL) AND (phase <> 'handed_over' OR unsealed_at IS NOT NULL)), \
     ADD CHECK (incident_id IS NULL OR sealed_at IS NOT NULL), \
     ADD FOREIGN KEY (school_id, unsealed_by) REFERENCES person (school_id, id), \
     ADD FOREIGN KEY (school_id, incident_id) REFERENCES canteen_incident (school_id, id)",
    "CREATE INDEX food_sample_sealed ON food_sample (school_id, incident_id) WHERE phase = 'sealed'",
];

async fn make_anew(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(manager, &["DROP TRIGGER canteen_incident_no_update", "DROP TRIGGER canteen_incident_no_delete"]).await?;
    ddl::rebuild(manager, "canteen_incident", &[(SEALED_COUNT, ALL_OF_IT), (ORDER, IN_ORDER)]).await?;
    run(manager, &["CREATE INDEX canteen_incident_open ON canteen_incident (school_id, canteen_id) WHERE ended_at IS NULL"]).await?;
    let phases = ("'discarded', 'sealed'))", "'discarded', 'sealed', 'handed_over'))");
    let columns = (
        "seal_reason text,",
        "seal_reason text,
            unsealed_at {timestamp},
            unsealed_by {uuid},
            unseal_note text,
            incident_id {uuid},",
    );
    ddl::rebuild(manager, "food_sample", &[phases, columns, (SEAL, UNSEALED)]).await?;
    run(manager, &["CREATE INDEX food_sample_sealed ON food_sample (school_id, incident_id) WHERE phase = 'sealed'"]).await?;
    written_once(manager).await
}

const SEALED_COUNT: &str = "sealed bigint NOT NULL CHECK (sealed >= 0),";

const ALL_OF_IT: &str = "sealed bigint NOT NULL CHECK (sealed >= 0),
            phase text NOT NULL DEFAULT 'stopped' CHECK (phase IN ('stopped', 'reported', 'investigating', 'closed', 'false_alarm')),
            reported_at {timestamp},
            report_recorded_at {timestamp},
            reported_by {uuid},
            reported_to {json},
            report_said text,
            investigated_at {timestamp},
            investigated_by {uuid},
            investigators text,
            ended_at {timestamp},
            ended_by {uuid},
            end_said text,
            version bigint NOT NULL DEFAULT 1,";

const ORDER: &str = "CHECK (happened_at <= recorded_at),";

const IN_ORDER: &str = "CHECK (happened_at <= recorded_at),
            CHECK ((reported_at IS NULL) = (report_recorded_at IS NULL) AND (reported_at IS NULL) = (reported_by IS NULL)),
            CHECK ((reported_at IS NULL) = (reported_to IS NULL)),
            CHECK (reported_at >= happened_at AND reported_at <= report_recorded_at),
            CHECK ((investigated_at IS NULL) = (investigated_by IS NULL) AND (investigated_at IS NULL) = (investigators IS NULL)),
            CHECK ((phase IN ('closed', 'false_alarm')) = (ended_at IS NOT NULL)),
            CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_said IS NULL)),
            FOREIGN KEY (school_id, reported_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, investigated_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, ended_by) REFERENCES person (school_id, id),";

const SEAL: &str = "CHECK ((phase = 'sealed') = (sealed_at IS NOT NULL) AND (sealed_at IS NULL) = (seal_reason IS NULL)),";

const UNSEALED: &str =
    "CHECK ((sealed_at IS NULL) = (seal_reason IS NULL) AND (phase NOT IN ('sealed', 'handed_over') OR sealed_at IS NOT NULL)),
            CHECK ((unsealed_at IS NULL) = (unsealed_by IS NULL) AND (unsealed_at IS NULL) = (unseal_note IS NULL)),
            CHECK ((phase <> 'sealed' OR unsealed_at IS NULL) AND (phase <> 'handed_over' OR unsealed_at IS NOT NULL)),
            CHECK (incident_id IS NULL OR sealed_at IS NOT NULL),
            FOREIGN KEY (school_id, unsealed_by) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, incident_id) REFERENCES canteen_incident (school_id, id),";

/// How it was raised stays as it was written; once it is over nothing of it changes any more.
async fn written_once(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let written = ["canteen_id", "happened_at", "recorded_at", "recorded_by", "late", "said", "unwell", "sealed"];
    kept_as_written(manager, "canteen_incident", &written).await?;
    final_once(manager, "canteen_incident", "ended_at").await
}
