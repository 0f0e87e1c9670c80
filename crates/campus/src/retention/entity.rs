//! Table `retention_run`: when a rule last ran for a school.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "retention_run")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub ran_at: DateTimeUtc,
    /// What went the last time that anything did, and when that was.
    pub removed: i64,
    pub removed_at: Option<DateTimeUtc>,
    /// All that ever went.
    pub total: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
