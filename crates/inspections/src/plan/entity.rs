//! Table `inspection_plan`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub key: Option<String>,
    pub name: String,
    pub checklist_id: Uuid,
    pub location_id: Option<Uuid>,
    pub campus_id: Option<Uuid>,
    pub building_id: Option<Uuid>,
    pub floor_id: Option<Uuid>,
    pub room_id: Option<Uuid>,
    pub check_kind: String,
    pub level: String,
    pub rhythm: Json,
    pub windows: Json,
    pub on_holidays: bool,
    pub performer_id: Option<Uuid>,
    pub performer_role: Option<String>,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    pub active: bool,
    pub since: DateTimeUtc,
    pub made_until: Option<Date>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
