//! Table `used_challenge`: what was answered and must not be answered again, until it would have run out anyway.

use chrono::TimeDelta;
use kernel::{Problem, Tx};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, SqlErr, entity::prelude::*};

/// What was used so long ago cannot come back: nothing that is good once holds for longer than five minutes.
const REMEMBERED: TimeDelta = TimeDelta::minutes(10);

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "used_challenge")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub challenge: Vec<u8>,
    pub used_at: DateTimeUtc,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Notes that a question was answered; a second answer to it is refused.
pub(crate) async fn use_up(tx: &Tx, challenge: Vec<u8>, refused: Problem) -> kernel::Result<()> {
    Entity::delete_many().filter(Column::UsedAt.lt(tx.now() - REMEMBERED)).exec(tx).await?;
    let row = ActiveModel { challenge: Set(challenge), used_at: Set(tx.now()) };
    row.insert(tx).await.map(|_| ()).map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => refused,
        _ => error.into(),
    })
}
