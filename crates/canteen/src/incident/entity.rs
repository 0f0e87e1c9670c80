//! Table `canteen_incident`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "canteen_incident")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub canteen_id: Uuid,
    /// When it was noticed.
    pub happened_at: DateTimeUtc,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: Uuid,
    pub late: bool,
    pub said: String,
    /// How many are unwell, where somebody knows.
    pub unwell: Option<i64>,
    /// How many samples were sealed by it.
    pub sealed: i64,
    pub phase: String,
    /// When it was reported, and when that was written down.
    pub reported_at: Option<DateTimeUtc>,
    pub report_recorded_at: Option<DateTimeUtc>,
    pub reported_by: Option<Uuid>,
    /// Keys of the authorities.
    pub reported_to: Option<Json>,
    pub report_said: Option<String>,
    pub investigated_at: Option<DateTimeUtc>,
    pub investigated_by: Option<Uuid>,
    /// Who investigates, by office and name.
    pub investigators: Option<String>,
    /// Closed or called off.
    pub ended_at: Option<DateTimeUtc>,
    pub ended_by: Option<Uuid>,
    pub end_said: Option<String>,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
