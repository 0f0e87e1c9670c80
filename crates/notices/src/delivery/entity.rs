//! Table `notice_delivery`.

use sea_orm::entity::prelude::*;

use super::{Status, What};

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_delivery")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub channel_id: Uuid,
    /// Whose mail it is; `None` for a group or a hook.
    pub person_id: Option<Uuid>,
    pub what: String,
    pub event_id: Option<Uuid>,
    /// Of a digest: what came from the first and before the second.
    pub from_at: Option<DateTimeUtc>,
    pub until_at: Option<DateTimeUtc>,
    pub status: String,
    pub attempts: i64,
    pub next_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn what(&self) -> What {
        What::of(&self.what)
    }

    pub fn status(&self) -> Status {
        Status::of(&self.status)
    }
}
