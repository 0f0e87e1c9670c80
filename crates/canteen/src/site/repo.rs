//! Finding and keeping canteens.

use kernel::{Problem, Result, Scope, ScopeColumns, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Select,
};
use uuid::Uuid;

use super::entity::{Column, Entity, Model};
use crate::{CanteenError, Meal};

/// Most canteens of a school.
pub const MOST: usize = 50;

fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId).places([Column::PlaceId]))
}

/// The canteens that the caller may see, by name.
pub async fn all(db: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(in_scope(scope)).order_by_asc(Column::NameKey).order_by_asc(Column::Id).all(db).await?)
}

/// The canteen with this id inside the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Model> {
    selected(scope, id).one(db).await?.ok_or_else(Problem::not_found)
}

/// The canteen with this id inside the scope, to be joined with what hangs on it.
pub(crate) fn selected(scope: &Scope, id: Uuid) -> Select<Entity> {
    Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id))
}

/// The canteens of a scope as a condition, for what is joined with its canteen.
pub(crate) fn within(scope: &Scope) -> Condition {
    in_scope(scope)
}

/// The same, where something is to be recorded.
///
/// # Errors
/// 409 when it is not in use any more.
pub async fn in_use(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Model> {
    let row = find(db, scope, id).await?;
    if row.retired { Err(CanteenError::NotInUse.into()) } else { Ok(row) }
}

pub(super) async fn insert(tx: &Tx, row: &Model) -> std::result::Result<(), DbErr> {
    row.clone().into_active_model().reset_all().insert(tx).await.map(drop)
}

/// The meals that it serves, in the order of the day.
pub fn meals(row: &Model) -> Vec<Meal> {
    let keys = row.meals.as_array().map(Vec::as_slice).unwrap_or_default();
    Meal::ALL.into_iter().filter(|meal| keys.iter().any(|key| key.as_str() == Some(meal.key()))).collect()
}
