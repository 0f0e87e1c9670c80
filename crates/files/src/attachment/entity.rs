//! Table `attachment`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub upload_id: Uuid,
    pub subject_kind: String,
    pub subject_id: Uuid,
    pub kind: String,
    pub caption: Option<String>,
    /// Nobody: somebody without an account, at a door.
    pub added_by: Option<Uuid>,
    pub added_at: DateTimeUtc,
    /// Removed ones stay on record, and their bytes with them.
    pub removed_at: Option<DateTimeUtc>,
    pub removed_by: Option<Uuid>,
    /// What it shows of its subject, where that matters: what was `reported`, or how it was `done`.
    pub purpose: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
