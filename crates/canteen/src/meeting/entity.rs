//! Table `canteen_meeting`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "canteen_meeting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub canteen_id: Uuid,
    pub held_on: Date,
    pub chair_id: Uuid,
    pub attendees: String,
    pub problems: String,
    pub decisions: String,
    pub next_on: Option<Date>,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: Uuid,
    /// Written down on a later day.
    pub late: bool,
    pub struck_at: Option<DateTimeUtc>,
    pub struck_by: Option<Uuid>,
    pub struck_reason: Option<String>,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
