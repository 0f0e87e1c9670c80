//! Table `export_template`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "export_template")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub file_name: String,
    pub file_sha256: Vec<u8>,
    /// `xlsx`, or `xls`: then every filled workbook is a new one.
    pub format: String,
    pub sheet: String,
    /// The last row of the heads, from 1.
    pub head_row: i64,
    /// The first row that data goes into.
    pub first_row: i64,
    pub columns: Json,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
