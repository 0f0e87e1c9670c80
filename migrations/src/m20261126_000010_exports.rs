//! Exports of the register: what each held, for good.

use sea_orm_migration::prelude::*;

use crate::ddl::{append_only, migration, run};

migration!(manager => {
    run(manager, &[
        "CREATE TABLE asset_export (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            format text NOT NULL CHECK (format IN ('csv', 'xlsx')),
            language text NOT NULL CHECK (language IN ('zh', 'en')),
            file_name text NOT NULL,
            file_bytes bigint NOT NULL,
            file_sha256 {bytes} NOT NULL,
            data_sha256 {bytes} NOT NULL,
            filter {json} NOT NULL,
            columns {json} NOT NULL,
            rows bigint NOT NULL,
            quantity bigint NOT NULL,
            original_value bigint NOT NULL,
            accumulated_depreciation bigint NOT NULL,
            exported_by {uuid},
            exported_at {timestamp} NOT NULL,
            PRIMARY KEY (school_id, id),
            FOREIGN KEY (school_id, exported_by) REFERENCES person (school_id, id)
        )",
    ]).await?;
    append_only(manager, "asset_export").await?;
});
