//! Table `menu_day`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "menu_day")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub canteen_id: Uuid,
    pub day: Date,
    pub meal: String,
    /// [`super::dto::Dish`]es in their order.
    pub dishes: Json,
    pub recorded_at: DateTimeUtc,
    pub recorded_by: Uuid,
    /// Written down when its meal had begun.
    pub late: bool,
    pub replaces_id: Option<Uuid>,
    pub struck_at: Option<DateTimeUtc>,
    pub struck_by: Option<Uuid>,
    pub struck_reason: Option<String>,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
