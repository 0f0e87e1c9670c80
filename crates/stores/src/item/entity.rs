//! Table `stock_item`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stock_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    /// The name folded: what somebody asks to buy is looked for by it.
    pub name_key: String,
    /// Name, specification and unit, folded: the order of lists, and under which two items are one.
    pub item_key: String,
    pub spec: Option<String>,
    pub unit: String,
    pub category: String,
    /// Thousandths beyond which an approval is needed; nothing else at 0.
    pub controlled_above: Option<i64>,
    pub old_for_new: bool,
    pub minimum: Option<i64>,
    /// Of a paper that can be printed on: how many sheets a unit has.
    pub sheets_per_unit: Option<i64>,
    /// Of food; nothing of what is none.
    pub food_group: Option<String>,
    /// How food is kept.
    pub storage: Option<String>,
    pub retired: bool,
    pub created_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
