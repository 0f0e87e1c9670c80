//! Table `asset_export`: append-only.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "asset_export")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub format: String,
    pub language: String,
    pub file_name: String,
    pub file_bytes: i64,
    /// Of the file.
    pub file_sha256: Vec<u8>,
    /// Of the data as CSV.
    pub data_sha256: Vec<u8>,
    pub filter: Json,
    pub columns: Json,
    pub rows: i64,
    pub quantity: i64,
    pub original_value: i64,
    pub accumulated_depreciation: i64,
    pub exported_by: Option<Uuid>,
    pub exported_at: DateTimeUtc,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
