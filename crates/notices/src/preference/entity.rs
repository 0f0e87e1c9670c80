//! Table `notice_preference`.

use chrono::NaiveTime;
use sea_orm::entity::prelude::*;

use super::Mail;
use crate::timing::read_time;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_preference")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    pub mail: String,
    pub mail_address: Option<String>,
    pub quiet_from: Option<String>,
    pub quiet_until: Option<String>,
    pub muted: Json,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn mail(&self) -> Mail {
        Mail::of(&self.mail)
    }

    pub fn muted(&self) -> Vec<String> {
        serde_json::from_value(self.muted.clone()).unwrap_or_default()
    }

    pub fn mutes(&self, topic: &str) -> bool {
        self.muted().iter().any(|muted| muted == topic)
    }

    /// The hours that this person chose.
    pub fn quiet(&self) -> Option<(NaiveTime, NaiveTime)> {
        self.quiet_from.as_deref().and_then(read_time).zip(self.quiet_until.as_deref().and_then(read_time))
    }
}
