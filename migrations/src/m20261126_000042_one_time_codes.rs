//! One-time codes of an authenticator, and recovery codes.

use sea_orm_migration::prelude::*;

use crate::ddl::{migration, run};

migration!(manager => {
    run(manager, &[
        // Sealed by a key that is not in the database. Asked for once `totp_since` is there; `totp_step` is the last that was used.
        "ALTER TABLE account ADD COLUMN totp_sealed {bytes}",
        "ALTER TABLE account ADD COLUMN totp_since {timestamp}",
        "ALTER TABLE account ADD COLUMN totp_step bigint",
        // Installation table, like its account.
        "CREATE TABLE recovery_code (
            code_hash {bytes} NOT NULL PRIMARY KEY,
            account_id {uuid} NOT NULL REFERENCES account (id),
            used_at {timestamp}
        )",
        "CREATE INDEX recovery_code_account ON recovery_code (account_id)",
    ]).await?;
});
