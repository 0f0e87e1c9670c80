//! Table `account_mail`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_mail")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    /// What was confirmed.
    pub address: Option<String>,
    pub address_key: Option<String>,
    pub confirmed_at: Option<DateTimeUtc>,
    /// What waits for its link to be opened.
    pub wanted: Option<String>,
    pub wanted_key: Option<String>,
    pub wanted_until: Option<DateTimeUtc>,
    pub code_hash: Option<Vec<u8>>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
