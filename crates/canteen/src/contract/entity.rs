//! Table `canteen_contract`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "canteen_contract")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub canteen_id: Uuid,
    /// One of the school's suppliers, where he is one.
    pub supplier_id: Option<Uuid>,
    pub contractor: String,
    pub starts_on: Date,
    /// The last day on which it holds.
    pub ends_on: Date,
    pub licence_number: String,
    pub licence_expires_on: Date,
    pub contact: String,
    pub phone: Option<String>,
    /// The contractor's own director of food safety.
    pub director: Option<String>,
    pub note: Option<String>,
    pub phase: String,
    pub ended_on: Option<Date>,
    pub end_reason: Option<String>,
    pub ended_by: Option<Uuid>,
    pub ended_at: Option<DateTimeUtc>,
    /// The last of the school's notice days of which somebody was reminded.
    pub reminded_days: Option<i64>,
    pub licence_reminded_days: Option<i64>,
    pub recorded_by: Uuid,
    pub recorded_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
