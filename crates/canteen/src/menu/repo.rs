//! Finding and keeping menus.

use chrono::NaiveDate;
use kernel::{Problem, Result, Scope, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use uuid::Uuid;

use super::{
    dto::Dish,
    entity::{Column, Entity, Model},
};
use crate::{Meal, site};

fn of_days(school: Uuid, canteen: Uuid, from: NaiveDate, to: NaiveDate) -> Select<Entity> {
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::CanteenId.eq(canteen));
    select.filter(Column::Day.between(from, to)).order_by_asc(Column::Day).order_by_asc(Column::Id)
}

/// The menus of a canteen between two days, both with them, day by day; those that were struck out too.
pub async fn between(db: &impl ConnectionTrait, school: Uuid, canteen: Uuid, from: NaiveDate, to: NaiveDate) -> Result<Vec<Model>> {
    Ok(of_days(school, canteen, from, to).all(db).await?)
}

/// The menu of a meal that stands.
pub async fn of_meal(db: &impl ConnectionTrait, school: Uuid, canteen: Uuid, day: NaiveDate, meal: Meal) -> Result<Option<Model>> {
    let select = of_days(school, canteen, day, day).filter(Column::Meal.eq(meal.key())).filter(Column::StruckAt.is_null());
    Ok(select.one(db).await?)
}

/// The same, held until the transaction ends: nobody strikes it out beneath a sample that is being written down.
pub(crate) async fn held(tx: &Tx, school: Uuid, canteen: Uuid, day: NaiveDate, meal: Meal) -> Result<Option<Model>> {
    let select = of_days(school, canteen, day, day).filter(Column::Meal.eq(meal.key())).filter(Column::StruckAt.is_null());
    // SQLite has one writer.
    let select = if tx.get_database_backend() == DbBackend::Postgres { select.lock_shared() } else { select };
    Ok(select.one(tx).await?)
}

/// The menu with its canteen, inside the scope.
pub(super) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<(Model, site::entity::Model)> {
    let row = Entity::find_by_id((scope.school, id)).one(db).await?.ok_or_else(Problem::not_found)?;
    let canteen = site::repo::find(db, scope, row.canteen_id).await?;
    Ok((row, canteen))
}

pub(super) async fn insert(tx: &Tx, row: &Model) -> std::result::Result<(), DbErr> {
    row.clone().into_active_model().reset_all().insert(tx).await.map(drop)
}

/// What is on it.
pub fn dishes(row: &Model) -> Result<Vec<Dish>> {
    serde_json::from_value(row.dishes.clone()).map_err(|error| Problem::internal(format!("menu {}: {error}", row.id)))
}

pub fn meal(row: &Model) -> Result<Meal> {
    Meal::of(&row.meal).ok_or_else(|| Problem::internal(format!("menu {}: meal {}", row.id, row.meal)))
}
