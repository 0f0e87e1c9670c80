//! Finding and keeping meetings.

use chrono::NaiveDate;
use kernel::{Problem, Result, Scope, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use super::entity::{Column, Entity, Model};
use crate::site;

/// Meetings that are shown: those of two years.
const SHOWN: u64 = 24;

fn of_canteen(school: Uuid, canteen: Uuid) -> Select<Entity> {
    Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::CanteenId.eq(canteen))
}

/// The latest of a canteen, newest first; those that were struck out too.
pub(crate) async fn latest(db: &impl ConnectionTrait, school: Uuid, canteen: Uuid) -> Result<Vec<Model>> {
    let select = of_canteen(school, canteen).order_by_desc(Column::HeldOn).order_by_desc(Column::Id);
    Ok(select.limit(SHOWN).all(db).await?)
}

/// Those between two days, both with them, in their order; those that were struck out too.
pub(crate) async fn between(
    db: &impl ConnectionTrait,
    school: Uuid,
    canteen: Uuid,
    (from, to): (NaiveDate, NaiveDate),
    most: u64,
) -> Result<Vec<Model>> {
    let select = of_canteen(school, canteen).filter(Column::HeldOn.between(from, to)).limit(most.saturating_add(1));
    Ok(select.order_by_asc(Column::HeldOn).order_by_asc(Column::Id).all(db).await?)
}

/// The canteen with the days of its meetings that stand, in one query.
pub(crate) async fn canteen(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<(site::entity::Model, Vec<NaiveDate>)> {
    use site::entity::Column as Canteen;
    let to_meetings =
        site::entity::Entity::belongs_to(Entity).from((Canteen::SchoolId, Canteen::Id)).to((Column::SchoolId, Column::CanteenId));
    let select = site::repo::selected(scope, id).join(JoinType::LeftJoin, to_meetings.into()).select_also(Entity);
    let mut rows = select.all(db).await?;
    let held = rows.iter().filter_map(|(_, meeting)| meeting.as_ref()).filter(|meeting| meeting.struck_at.is_none());
    let held = held.map(|meeting| meeting.held_on).collect();
    let (canteen, _) = rows.pop().ok_or_else(Problem::not_found)?;
    Ok((canteen, held))
}

/// The meeting with its canteen, inside the scope.
pub(super) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<(Model, site::entity::Model)> {
    let row = Entity::find_by_id((scope.school, id)).one(db).await?.ok_or_else(Problem::not_found)?;
    let canteen = site::repo::find(db, scope, row.canteen_id).await?;
    Ok((row, canteen))
}

pub(super) async fn insert(tx: &Tx, row: &Model) -> Result<()> {
    row.clone().into_active_model().reset_all().insert(tx).await?;
    Ok(())
}
