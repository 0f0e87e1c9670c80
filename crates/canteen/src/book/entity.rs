//! Table `canteen_record`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "canteen_record")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub canteen_id: Uuid,
    pub kind: String,
    /// The school's day of `happened_at`.
    pub day: Date,
    pub meal: Option<String>,
    pub happened_at: DateTimeUtc,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: Uuid,
    pub late: bool,
    /// [`super::Content`].
    pub content: Json,
    pub replaces_id: Option<Uuid>,
    pub struck_at: Option<DateTimeUtc>,
    pub struck_by: Option<Uuid>,
    pub struck_reason: Option<String>,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
