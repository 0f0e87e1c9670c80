//! Table `upload`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "upload")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Of what was sent; the name of what is kept.
    pub sha256: Vec<u8>,
    pub media_type: String,
    /// What is kept, all renditions together.
    pub bytes: i64,
    pub file_name: String,
    pub width: Option<i64>,
    pub height: Option<i64>,
    pub uploaded_by: Option<Uuid>,
    pub uploaded_at: DateTimeUtc,
    pub attached: bool,
    /// What stood for somebody without an account: the code of a door sign. Whoever attaches has to name the same.
    pub pass: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
