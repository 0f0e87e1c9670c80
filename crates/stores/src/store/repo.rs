//! Finding and keeping stores.

use std::collections::{BTreeSet, HashMap};

use campus::location::entity as location;
use kernel::{Problem, Result, Scope, ScopeColumns, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{ExprTrait, SelectStatement, SimpleExpr},
};
use uuid::Uuid;

use super::{
    dto::StoreRef,
    entity::{Column, Entity, Model, keeper},
};
use crate::stock::entity::lot;

/// Most stores of a school.
pub const MOST: usize = 200;

/// Most bins that are suggested.
const BINS: u64 = 500;

/// A store is its keepers', or the whole school's; it knows no places.
fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId).shared(kept_by))
}

fn kept_by(school: Uuid, person: Uuid) -> SimpleExpr {
    Column::Id.into_expr().in_subquery(kept(school, person))
}

/// The stores that somebody keeps, for records that name a store.
pub(crate) fn kept(school: Uuid, person: Uuid) -> SelectStatement {
    keeper::Entity::find()
        .select_only()
        .column(keeper::Column::StoreId)
        .filter(keeper::Column::SchoolId.eq(school))
        .filter(keeper::Column::PersonId.eq(person))
        .into_query()
}

/// The stores that the caller may see, by name.
pub async fn all(db: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(in_scope(scope)).order_by_asc(Column::NameKey).order_by_asc(Column::Id).all(db).await?)
}

/// The store with this id inside the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Model> {
    Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id)).one(db).await?.ok_or_else(Problem::not_found)
}

/// A store in use that the caller may act in, for references in bodies.
///
/// # Errors
/// 422 at `/store_id` when there is none.
pub async fn usable(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Model> {
    usable_at(db, scope, id, "/store_id").await
}

/// [`usable`] where the body names it at `pointer`.
///
/// # Errors
/// 422 at the pointer when there is none.
pub async fn usable_at(db: &impl ConnectionTrait, scope: &Scope, id: Uuid, pointer: &str) -> Result<Model> {
    let select = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id)).filter(Column::Retired.eq(false));
    // SQLite has one writer; on PostgreSQL nobody gives the store up before what comes into it has (E09).
    let select = if db.get_database_backend() == DbBackend::Postgres { select.lock_shared() } else { select };
    select.one(db).await?.ok_or_else(|| Problem::reference(pointer))
}

/// The stores in use that something can be sent to, by name: all of the school.
pub async fn in_use(db: &impl ConnectionTrait, school: Uuid) -> Result<Vec<Model>> {
    let all = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Retired.eq(false));
    Ok(all.order_by_asc(Column::NameKey).order_by_asc(Column::Id).all(db).await?)
}

/// The stores at a place or below it, those given up too, in one query; all of the school where none is there: whoever has one kitchen
/// need not say which store is the kitchen's.
pub async fn at_place(db: &impl ConnectionTrait, school: Uuid, place: Option<Uuid>) -> Result<HashMap<Uuid, StoreRef>> {
    let rows = with_places(db, school).await?;
    let is_there = |at: Option<&location::Model>| place.is_some_and(|place| lies_at(at, place));
    let none_there = !rows.iter().any(|(_, at)| is_there(at.as_ref()));
    let taken = rows.into_iter().filter(|(_, at)| none_there || is_there(at.as_ref()));
    Ok(taken.map(|(row, _)| (row.id, StoreRef { id: row.id, name: row.name })).collect())
}

/// The stores at a place or below it, and none where none is there.
pub(crate) async fn lying_at(db: &impl ConnectionTrait, school: Uuid, place: Uuid) -> Result<Vec<Uuid>> {
    let rows = with_places(db, school).await?;
    Ok(rows.into_iter().filter(|(_, at)| lies_at(at.as_ref(), place)).map(|(row, _)| row.id).collect())
}

async fn with_places(db: &impl ConnectionTrait, school: Uuid) -> Result<Vec<(Model, Option<location::Model>)>> {
    let to_place = Entity::belongs_to(location::Entity)
        .from((Column::SchoolId, Column::PlaceId))
        .to((location::Column::SchoolId, location::Column::Id));
    let select = Entity::find().join(JoinType::LeftJoin, to_place.into()).select_also(location::Entity);
    Ok(select.filter(Column::SchoolId.eq(school)).all(db).await?)
}

fn lies_at(at: Option<&location::Model>, place: Uuid) -> bool {
    at.is_some_and(|at| {
        let above = [at.parent_id, at.room_id, at.floor_id, at.building_id, at.campus_id];
        at.id == place || above.contains(&Some(place))
    })
}

/// The stores of a school, those given up too.
pub(crate) async fn all_of(db: &impl ConnectionTrait, school: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::SchoolId.eq(school)).all(db).await?)
}

/// How stores are called, for views that name others than the caller's.
pub async fn refs(db: &impl ConnectionTrait, school: Uuid, ids: BTreeSet<Uuid>) -> Result<HashMap<Uuid, StoreRef>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, StoreRef { id: row.id, name: row.name })).collect())
}

/// Who keeps these stores.
pub async fn keepers(db: &impl ConnectionTrait, school: Uuid, stores: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let mut by_store: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    if stores.is_empty() {
        return Ok(by_store);
    }
    let rows = keeper::Entity::find()
        .filter(keeper::Column::SchoolId.eq(school))
        .filter(keeper::Column::StoreId.is_in(stores))
        .order_by_asc(keeper::Column::PersonId)
        .all(db)
        .await?;
    for row in rows {
        by_store.entry(row.store_id).or_default().push(row.person_id);
    }
    Ok(by_store)
}

/// The bins of a store in which something lies, by name: what people call them here.
pub(super) async fn bins(db: &impl ConnectionTrait, store: &Model) -> Result<Vec<String>> {
    let select = lot::Entity::find()
        .select_only()
        .column(lot::Column::Bin)
        .distinct()
        .filter(lot::Column::SchoolId.eq(store.school_id))
        .filter(lot::Column::StoreId.eq(store.id))
        .filter(lot::Column::Quantity.gt(0))
        .filter(lot::Column::Bin.is_not_null())
        .order_by_asc(lot::Column::Bin)
        .limit(BINS);
    Ok(select.into_tuple().all(db).await?)
}

pub(super) async fn insert(tx: &Tx, row: &Model) -> std::result::Result<(), sea_orm::DbErr> {
    row.clone().into_active_model().reset_all().insert(tx).await.map(drop)
}

/// The keepers anew. Write the store first: whoever holds its row writes its keepers.
pub(super) async fn keep(tx: &Tx, store: &Model, people: &[Uuid]) -> Result<()> {
    keeper::Entity::delete_many()
        .filter(keeper::Column::SchoolId.eq(store.school_id))
        .filter(keeper::Column::StoreId.eq(store.id))
        .exec(tx)
        .await?;
    let rows: Vec<_> = people
        .iter()
        .map(|person| keeper::Model { school_id: store.school_id, store_id: store.id, person_id: *person }.into_active_model().reset_all())
        .collect();
    if !rows.is_empty() {
        keeper::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}
