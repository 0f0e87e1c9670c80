//! Finding and keeping contracts. The only place where nullable columns become a [`Phase`] and back.

use chrono::NaiveDate;
use kernel::{Problem, Result, Scope};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model},
    phase::{Phase, State},
};
use crate::site;

/// The contracts of a canteen, the one that ends last first.
pub async fn of_canteen(db: &impl ConnectionTrait, school: Uuid, canteen: Uuid) -> Result<Vec<Model>> {
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::CanteenId.eq(canteen));
    Ok(select.order_by_desc(Column::EndsOn).order_by_desc(Column::Id).all(db).await?)
}

/// The contract with its canteen, inside the scope.
pub(super) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<(Model, site::entity::Model)> {
    let row = Entity::find_by_id((scope.school, id)).one(db).await?.ok_or_else(Problem::not_found)?;
    let canteen = site::repo::find(db, scope, row.canteen_id).await?;
    Ok((row, canteen))
}

/// The contracts of the school that run and of which one end or the other is not later than this day.
pub(super) async fn ending(db: &impl ConnectionTrait, school: Uuid, until: NaiveDate) -> Result<Vec<Model>> {
    let soon = Condition::any().add(Column::EndsOn.lte(until)).add(Column::LicenceExpiresOn.lte(until));
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Phase.eq(State::Running.key())).filter(soon);
    Ok(select.order_by_asc(Column::EndsOn).order_by_asc(Column::Id).all(db).await?)
}

pub(super) fn phase(row: &Model) -> Result<Phase> {
    let broken = |what: &str| Problem::internal(format!("canteen contract {}: {what} is missing in phase {}", row.id, row.phase));
    Ok(match State::of(&row.phase).ok_or_else(|| broken("a known phase"))? {
        State::Running => Phase::Running,
        State::Ended => Phase::Ended {
            on: row.ended_on.ok_or_else(|| broken("the day"))?,
            reason: row.end_reason.clone().ok_or_else(|| broken("the reason"))?,
        },
    })
}
