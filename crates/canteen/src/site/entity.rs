//! Table `canteen`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "canteen")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub name_key: String,
    pub mode: String,
    pub place_id: Option<Uuid>,
    pub diners: i64,
    /// Keys of the meals that it serves.
    pub meals: Json,
    pub manager_id: Option<Uuid>,
    pub officer_id: Option<Uuid>,
    pub director_id: Option<Uuid>,
    pub retired: bool,
    pub created_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
