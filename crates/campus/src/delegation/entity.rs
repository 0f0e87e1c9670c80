//! Table `delegation`.

use sea_orm::entity::prelude::*;

use crate::Role;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "delegation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub from_id: Uuid,
    pub to_id: Uuid,
    pub roles: Json,
    pub starts_on: Date,
    pub ends_on: Date,
    pub reason: String,
    pub decided_by: Uuid,
    pub decided_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
    pub ended_by: Option<Uuid>,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The roles that were handed over.
    pub fn roles(&self) -> Vec<Role> {
        self.roles.as_array().into_iter().flatten().filter_map(|code| Role::from_code(code.as_str()?)).collect()
    }
}
