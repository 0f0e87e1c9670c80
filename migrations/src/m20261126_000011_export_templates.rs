//! Blank workbooks that a bureau hands out, kept with what goes into which column; and which one an export filled.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // The workbook itself is an attachment of the row, so that its bytes stay for whoever asks later what was filled.
        "CREATE TABLE export_template (
            school_id {uuid} NOT NULL REFERENCES school (id),
            id {uuid} NOT NULL,
            name text NOT NULL,
            file_name text NOT NULL,
            file_sha256 {bytes} NOT NULL,
            format text NOT NULL CHECK (format IN ('xlsx', 'xls')),
            sheet text NOT NULL,
            head_row bigint NOT NULL CHECK (head_row >= 1),
            first_row bigint NOT NULL CHECK (first_row > head_row),
            columns {json} NOT NULL,
            created_by {uuid},
            created_at {timestamp} NOT NULL,
            updated_at {timestamp} NOT NULL,
            version bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (school_id, id),
            UNIQUE (school_id, name),
            FOREIGN KEY (school_id, created_by) REFERENCES person (school_id, id)
        )",
        // Its name at the time: what an export held stays said when the template is gone.
        "ALTER TABLE asset_export ADD COLUMN template text",
    ]).await?;
});
