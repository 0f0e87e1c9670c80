//! Categories, asset cards with their opening value and assignment, imports.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

use crate::ddl::{append_only, migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE asset_category (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            code text NOT NULL,
            name_zh text NOT NULL,
            name_en text NOT NULL,
            unit text NOT NULL,
            kind text NOT NULL,
            depreciation_group text,
            life_months bigint,
            aliases text NOT NULL,
            origin text NOT NULL CHECK (origin IN ('pack', 'school')),
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, code)
        )",
        "CREATE TABLE asset_import (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            file_name text NOT NULL,
            file_sha256 {bytes} NOT NULL,
            quantity_mode text NOT NULL CHECK (quantity_mode IN ('keep', 'explode')),
            source_rows bigint NOT NULL,
            cards bigint NOT NULL,
            original_value bigint NOT NULL,
            accumulated_depreciation bigint,
            imported_by {uuid},
            imported_at {timestamp} NOT NULL,
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, file_sha256)
        )",
        "CREATE TABLE asset (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            search_no bigint NOT NULL,
            asset_no text NOT NULL,
            category_id {uuid} NOT NULL,
            category_code text NOT NULL,
            name text NOT NULL,
            spec_model text,
            brand text,
            serial_no text,
            unit text NOT NULL,
            quantity bigint NOT NULL CHECK (quantity > 0),
            unit_price bigint,
            original_value bigint,
            accumulated_depreciation bigint,
            acquired_on {date},
            booked_on {date},
            acquisition_method text,
            supplier text,
            voucher_no text,
            invoice_no text,
            status text NOT NULL CHECK (status IN ('in_stock', 'in_use', 'idle', 'lent_out', 'awaiting_repair', 'missing', 'pending_disposal', 'disposed', 'transferred_out')),
            location_id {uuid},
            campus_id {uuid},
            building_id {uuid},
            floor_id {uuid},
            room_id {uuid},
            department_id {uuid},
            custodian_id {uuid},
            legacy_no text,
            official_no text,
            extra {json},
            remarks text,
            import_id {uuid},
            source_row bigint,
            created_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, asset_no),
            UNIQUE (school_id, search_no),
            FOREIGN KEY (school_id, category_id) REFERENCES asset_category (school_id, id),
            FOREIGN KEY (school_id, location_id) REFERENCES location (school_id, id),
            FOREIGN KEY (school_id, department_id) REFERENCES department (school_id, id),
            FOREIGN KEY (school_id, custodian_id) REFERENCES person (school_id, id),
            FOREIGN KEY (school_id, import_id) REFERENCES asset_import (school_id, id)
        )",
        "CREATE INDEX asset_newest ON asset (school_id, status, id)",
        "CREATE INDEX asset_campus ON asset (school_id, campus_id, status, id)",
        "CREATE INDEX asset_building ON asset (school_id, building_id, status, id)",
        "CREATE INDEX asset_floor ON asset (school_id, floor_id, status, id)",
        "CREATE INDEX asset_room ON asset (school_id, room_id, status, id)",
        "CREATE INDEX asset_location ON asset (school_id, location_id, status, id)",
        "CREATE INDEX asset_category_cards ON asset (school_id, category_code, status, id)",
        "CREATE INDEX asset_custodian ON asset (school_id, custodian_id, id)",
        // Custody: the open row (ended_at null) is where the card is. One open row per card.
        "CREATE TABLE asset_assignment (
            school_id {uuid} NOT NULL,
            id {uuid} NOT NULL,
            asset_id {uuid} NOT NULL,
            location_id {uuid},
            department_id {uuid},
            custodian_id {uuid},
            started_at {timestamp} NOT NULL,
            ended_at {timestamp},
            document_kind text NOT NULL,
            document_id {uuid},
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, asset_id) REFERENCES asset (school_id, id)
        )",
        "CREATE UNIQUE INDEX asset_assignment_open ON asset_assignment (school_id, asset_id) WHERE ended_at IS NULL",
        "CREATE TABLE asset_value_event (
            school_id {uuid} NOT NULL,
            id {uuid} NOT NULL,
            asset_id {uuid} NOT NULL,
            kind text NOT NULL CHECK (kind IN ('opening', 'addition', 'revaluation', 'impairment', 'depreciation', 'disposal')),
            original_value bigint NOT NULL,
            accumulated_depreciation bigint NOT NULL,
            effective_on {date} NOT NULL,
            recorded_at {timestamp} NOT NULL,
            document_kind text NOT NULL,
            document_id {uuid},
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, asset_id) REFERENCES asset (school_id, id)
        )",
        "CREATE INDEX asset_value_event_card ON asset_value_event (school_id, asset_id, effective_on, id)",
    ]).await?;
    append_only(manager, "asset_value_event").await?;
    let connection = manager.get_connection();
    // Full text: each engine has its own index over the same tokens, made by registers::search.
    let search: &[&str] = if connection.get_database_backend() == DbBackend::Postgres {
        &[
            "CREATE TABLE asset_search (school_id uuid NOT NULL, search_no bigint NOT NULL, tokens tsvector NOT NULL, PRIMARY KEY (school_id, search_no))",
            "CREATE INDEX asset_search_tokens ON asset_search USING gin (tokens)",
        ]
    } else {
        &["CREATE VIRTUAL TABLE asset_search USING fts5 (tokens, tokenize = \"unicode61 remove_diacritics 0\", prefix = '2 3', detail = none, content = '', contentless_delete = 1)"]
    };
    run(manager, search).await?;
});
