//! Table `person`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Option<Uuid>,
    pub name: String,
    pub name_key: String,
    pub staff_no: Option<String>,
    pub phone: Option<String>,
    pub department_id: Option<Uuid>,
    pub active: bool,
    /// From the district or in an auditor's seat, looking in: none of the staff.
    pub visitor: bool,
    pub left_on: Option<Date>,
    pub created_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
