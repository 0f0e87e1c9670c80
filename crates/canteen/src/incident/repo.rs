//! Finding and keeping incidents.

use kernel::{Problem, Result, Scope, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model},
    phase::State,
};
use crate::site;

/// Incidents that are listed: far more than a canteen has.
const MOST: u64 = 100;

/// The incidents of a canteen, newest first.
pub(super) async fn all(db: &impl ConnectionTrait, school: Uuid, canteen: Uuid) -> Result<Vec<Model>> {
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::CanteenId.eq(canteen));
    Ok(select.order_by_desc(Column::Id).limit(MOST).all(db).await?)
}

/// Those of a canteen that are neither closed nor called off, the oldest first.
pub(crate) async fn open(db: &impl ConnectionTrait, school: Uuid, canteen: Uuid) -> Result<Vec<Model>> {
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::CanteenId.eq(canteen));
    Ok(select.filter(Column::EndedAt.is_null()).order_by_asc(Column::Id).limit(MOST).all(db).await?)
}

pub(crate) fn state(row: &Model) -> Result<State> {
    State::of(&row.phase).ok_or_else(|| Problem::internal(format!("canteen incident {}: phase {}", row.id, row.phase)))
}

/// The incident with its canteen, inside the scope, in one query.
pub(super) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<(Model, site::entity::Model)> {
    use site::entity::Column as Canteen;
    let to_canteen =
        Entity::belongs_to(site::entity::Entity).from((Column::SchoolId, Column::CanteenId)).to((Canteen::SchoolId, Canteen::Id));
    let found = Entity::find()
        .join(JoinType::InnerJoin, to_canteen.into())
        .select_also(site::entity::Entity)
        .filter(site::repo::within(scope))
        .filter(Column::Id.eq(id))
        .one(db)
        .await?;
    let (row, canteen) = found.ok_or_else(Problem::not_found)?;
    Ok((row, canteen.ok_or_else(Problem::not_found)?))
}

pub(super) async fn insert(tx: &Tx, row: &Model) -> Result<()> {
    row.clone().into_active_model().reset_all().insert(tx).await?;
    Ok(())
}
