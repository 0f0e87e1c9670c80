//! Table `ledger_export`: append-only.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_export")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub ledger: String,
    pub from_on: Date,
    pub as_of: Date,
    pub basis: String,
    pub language: String,
    pub file_name: String,
    pub file_bytes: i64,
    /// Of the archive.
    pub file_sha256: Vec<u8>,
    /// Of the data as CSV.
    pub data_sha256: Vec<u8>,
    /// Whether amounts are in it.
    pub has_values: bool,
    pub rows: i64,
    /// What stands in the archive as `manifest.json`.
    pub manifest: Json,
    pub exported_by: Option<Uuid>,
    pub exported_at: DateTimeUtc,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
