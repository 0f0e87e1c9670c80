//! Table `policy_value`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_value")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub valid_from: Date,
    pub value_json: Json,
    pub source: String,
    pub set_by: Option<Uuid>,
    pub reason: String,
    /// `None` in rows of before it was kept.
    pub set_at: Option<DateTimeUtc>,
    /// How often the key had been set by then.
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
