//! Table `sod_exception`; a signed row is never changed: a trigger refuses it.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sod_exception")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub rule: String,
    pub subject_kind: String,
    pub subject_id: Uuid,
    pub subject_number: String,
    pub reason: String,
    pub asked_by: Uuid,
    pub asked_at: DateTimeUtc,
    pub cosigner_id: Uuid,
    pub signed_at: Option<DateTimeUtc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
