//! Cards as a school keeps them: all fields of the field's own forms, labels, due dates, lineage, voiding; imports that can be undone.
//!
//! A voided card frees its number and an undone import its file, so both uniquenesses now hold among the living only. `SQLite` cannot
//! change a constraint in place: there the tables are made anew ([`ddl::rebuild`]), with foreign keys off and checked at the end.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

use crate::ddl::{self, run};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// `SQLite` refuses to switch foreign keys off inside a transaction; PostgreSQL is inside one already.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        if connection.get_database_backend() == DbBackend::Postgres {
            change_constraints(manager).await?;
            run(manager, &OWN_SEARCH_NUMBERS).await?;
            return add_tables(manager).await;
        }
        let done = "SELECT 1 AS there FROM pragma_table_info('asset') WHERE name = 'voided_at'";
        ddl::anew(manager, done, make_anew(manager)).await
    }
}

/// On `PostgreSQL` each school numbers its own places in the search index.
const OWN_SEARCH_NUMBERS: [&str; 2] = [
    "INSERT INTO number_sequence (school_id, prefix, period, last)
     SELECT school_id, 'asset_search', '', max(search_no) FROM asset GROUP BY school_id",
    "DELETE FROM number_sequence WHERE school_id = '00000000-0000-0000-0000-000000000000'",
];

/// Columns of `asset`, in the words of both engines.
const CARD_COLUMNS: [&str; 26] = [
    "kind_attributes {json}",
    "manufacturer text",
    "contract_no text",
    "procurement_form text",
    "fund_source text",
    "accounting_subject text",
    "value_type text",
    "fiscal_value bigint",
    "non_fiscal_value bigint",
    "depreciates boolean NOT NULL DEFAULT true",
    "life_months bigint",
    "in_service_on {date}",
    "use_condition text",
    "use_direction text",
    "property_right text",
    "using_department_id {uuid}",
    "user_person_id {uuid}",
    "responsible_person_id {uuid}",
    "gift_terms text",
    "official_entered_on {date}",
    "barcode text",
    "label_code text",
    "batch_id {uuid}",
    "split_from_id {uuid}",
    "voided_at {timestamp}",
    "void_reason text",
];

const CARD_KEYS: [&str; 4] = [
    "FOREIGN KEY (school_id, using_department_id) REFERENCES department (school_id, id)",
    "FOREIGN KEY (school_id, user_person_id) REFERENCES person (school_id, id)",
    "FOREIGN KEY (school_id, responsible_person_id) REFERENCES person (school_id, id)",
    "FOREIGN KEY (school_id, split_from_id) REFERENCES asset (school_id, id)",
];

const IMPORT_COLUMNS: [&str; 6] = [
    "mode text NOT NULL DEFAULT 'add' CHECK (mode IN ('add', 'update'))",
    "changed_cards bigint NOT NULL DEFAULT 0",
    "undone_at {timestamp}",
    "undone_by {uuid}",
    "undo_reason text",
    "version bigint NOT NULL DEFAULT 1",
];

const VALUE_KINDS: [&str; 2] = ["'depreciation', 'disposal')", "'depreciation', 'disposal', 'reversal')"];
/// Pieces that a value event brings or takes, so that a card's quantity is a sum of events as its value is.
const VALUE_QUANTITY: [&str; 2] = ["PRIMARY KEY (school_id, id)", "quantity bigint NOT NULL DEFAULT 0, PRIMARY KEY (school_id, id)"];
const FILL_QUANTITY: &str = "UPDATE asset_value_event SET quantity = (SELECT a.quantity FROM asset a \
    WHERE a.school_id = asset_value_event.school_id AND a.id = asset_value_event.asset_id)";
const SIGN_KINDS: [&str; 2] = ["('location', 'follow_up')", "('location', 'follow_up', 'asset')"];

/// PostgreSQL changes constraints where they stand.
async fn change_constraints(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let add = |column: &&str| format!("ADD COLUMN {column}");
    let keys = |key: &&str| format!("ADD {key}");
    let cards: Vec<String> = CARD_COLUMNS.iter().map(add).chain(CARD_KEYS.iter().map(keys)).collect();
    let imports: Vec<String> = IMPORT_COLUMNS.iter().map(add).collect();
    let statements = [
        format!("ALTER TABLE asset DROP CONSTRAINT asset_school_id_asset_no_key, {}", cards.join(", ")),
        format!("ALTER TABLE asset_import DROP CONSTRAINT asset_import_school_id_file_sha256_key, {}", imports.join(", ")),
        "ALTER TABLE asset_value_event ADD COLUMN quantity bigint NOT NULL DEFAULT 0, DROP CONSTRAINT asset_value_event_kind_check, ADD CONSTRAINT asset_value_event_kind_check CHECK \
         (kind IN ('opening', 'addition', 'revaluation', 'impairment', 'depreciation', 'disposal', 'reversal'))"
            .to_owned(),
        format!(
            "ALTER TABLE sign_code DROP CONSTRAINT sign_code_kind_check, ADD CONSTRAINT sign_code_kind_check CHECK (kind IN {})",
            SIGN_KINDS[1]
        ),
        "ALTER TABLE asset_value_event DISABLE TRIGGER asset_value_event_append_only".to_owned(),
        FILL_QUANTITY.to_owned(),
        "ALTER TABLE asset_value_event ENABLE TRIGGER asset_value_event_append_only".to_owned(),
    ];
    run(manager, &statements.each_ref().map(String::as_str)).await
}

async fn make_anew(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let columns = |columns: &[&str]| format!("{}, PRIMARY KEY (school_id, id)", columns.join(", "));
    ddl::rebuild(
        manager,
        "asset",
        &[("PRIMARY KEY (school_id, id)", &columns(&CARD_COLUMNS)), ("UNIQUE (school_id, asset_no)", &CARD_KEYS.join(", "))],
    )
    .await?;
    ddl::rebuild(
        manager,
        "asset_import",
        &[("PRIMARY KEY (school_id, id)", &columns(&IMPORT_COLUMNS)), (",\n            UNIQUE (school_id, file_sha256)", "")],
    )
    .await?;
    run(manager, &["DROP TRIGGER asset_value_event_no_update", "DROP TRIGGER asset_value_event_no_delete"]).await?;
    ddl::rebuild(manager, "asset_value_event", &[(VALUE_KINDS[0], VALUE_KINDS[1]), (VALUE_QUANTITY[0], VALUE_QUANTITY[1])]).await?;
    run(manager, &[FILL_QUANTITY]).await?;
    ddl::append_only(manager, "asset_value_event").await?;
    ddl::rebuild(manager, "sign_code", &[(SIGN_KINDS[0], SIGN_KINDS[1])]).await?;
    add_tables(manager).await
}

async fn change_indexes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run(
        manager,
        &[
            "CREATE UNIQUE INDEX asset_number ON asset (school_id, asset_no) WHERE voided_at IS NULL",
            "CREATE UNIQUE INDEX asset_barcode ON asset (school_id, barcode) WHERE barcode IS NOT NULL AND voided_at IS NULL",
            "CREATE UNIQUE INDEX asset_import_file ON asset_import (school_id, file_sha256) WHERE undone_at IS NULL AND mode = 'add'",
            "CREATE INDEX asset_import_of_file ON asset_import (school_id, file_sha256)",
            // Lists show the living: what was voided, a whole import perhaps, costs them nothing.
            "DROP INDEX asset_newest",
            "DROP INDEX asset_campus",
            "DROP INDEX asset_building",
            "DROP INDEX asset_floor",
            "DROP INDEX asset_room",
            "DROP INDEX asset_location",
            "DROP INDEX asset_category_cards",
            "DROP INDEX asset_custodian",
            "CREATE INDEX asset_newest ON asset (school_id, id) WHERE voided_at IS NULL",
            "CREATE INDEX asset_voided ON asset (school_id, id) WHERE voided_at IS NOT NULL",
            "CREATE INDEX asset_status ON asset (school_id, status, id) WHERE voided_at IS NULL",
            // The newest of a place or class, with a status or without one: the index alone says which.
            "CREATE INDEX asset_campus ON asset (school_id, campus_id, id, status) WHERE voided_at IS NULL",
            "CREATE INDEX asset_building ON asset (school_id, building_id, id, status) WHERE voided_at IS NULL",
            "CREATE INDEX asset_floor ON asset (school_id, floor_id, id, status) WHERE voided_at IS NULL",
            "CREATE INDEX asset_room ON asset (school_id, room_id, id, status) WHERE voided_at IS NULL",
            "CREATE INDEX asset_location ON asset (school_id, location_id, id, status) WHERE voided_at IS NULL",
            "CREATE INDEX asset_category_cards ON asset (school_id, category_code, id, status) WHERE voided_at IS NULL",
            "CREATE INDEX asset_custodian ON asset (school_id, custodian_id, id) WHERE voided_at IS NULL",
            "CREATE INDEX asset_by_value ON asset (school_id, COALESCE(original_value, -1), id) WHERE voided_at IS NULL",
            "CREATE INDEX asset_by_day ON asset (school_id, COALESCE(acquired_on, '0001-01-01'), id) WHERE voided_at IS NULL",
            "CREATE INDEX asset_official ON asset (school_id, official_no) WHERE official_no IS NOT NULL",
            "CREATE UNIQUE INDEX asset_label ON asset (school_id, label_code) WHERE label_code IS NOT NULL",
            "CREATE INDEX asset_of_import ON asset (school_id, import_id, id) WHERE import_id IS NOT NULL",
            "CREATE INDEX asset_of_batch ON asset (school_id, batch_id, id) WHERE batch_id IS NOT NULL",
            "CREATE INDEX asset_split ON asset (school_id, split_from_id) WHERE split_from_id IS NOT NULL",
        ],
    )
    .await
}

async fn add_tables(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    change_indexes(manager).await?;
    run(
        manager,
        &[
            "ALTER TABLE asset_assignment ADD COLUMN using_department_id {uuid}",
            "ALTER TABLE asset_assignment ADD COLUMN user_person_id {uuid}",
            "ALTER TABLE asset_assignment ADD COLUMN responsible_person_id {uuid}",
            "ALTER TABLE asset_assignment ADD COLUMN reason text",
            "CREATE TABLE asset_due (
            school_id {uuid} NOT NULL,
            id {uuid} NOT NULL,
            asset_id {uuid} NOT NULL,
            kind text NOT NULL CHECK (kind IN ('warranty', 'inspection', 'extinguisher_service', 'extinguisher_scrap', 'calibration', 'insurance')),
            due_on {date} NOT NULL,
            note text,
            done_on {date},
            done_by {uuid},
            created_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, asset_id) REFERENCES asset (school_id, id),
            FOREIGN KEY (school_id, done_by) REFERENCES person (school_id, id)
        )",
            "CREATE INDEX asset_due_open ON asset_due (school_id, due_on, id) WHERE done_on IS NULL",
            "CREATE INDEX asset_due_done ON asset_due (school_id, due_on, id) WHERE done_on IS NOT NULL",
            "CREATE INDEX asset_due_card ON asset_due (school_id, asset_id, due_on)",
            "CREATE TABLE import_mapping (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            name text NOT NULL,
            heads text NOT NULL,
            options {json} NOT NULL,
            updated_by {uuid},
            updated_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, name)
        )",
            "CREATE TABLE saved_view (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            owner_id {uuid} NOT NULL,
            list text NOT NULL CHECK (list IN ('assets', 'repair_cases')),
            name text NOT NULL,
            query text NOT NULL,
            shared boolean NOT NULL DEFAULT false,
            created_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, owner_id, list, name),
            FOREIGN KEY (school_id, owner_id) REFERENCES person (school_id, id)
        )",
            "CREATE INDEX saved_view_shared ON saved_view (school_id, list, shared)",
        ],
    )
    .await
}
