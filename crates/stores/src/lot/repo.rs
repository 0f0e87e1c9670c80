//! Finding lots and keeping what is known of them. How much is left of one is stock's matter.

use std::collections::{BTreeSet, HashMap};

use chrono::{NaiveDate, TimeDelta};
use kernel::{Cursor, PageLimit, Problem, Result, Scope, Tx, text};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, LikeExpr},
};
use uuid::Uuid;

use super::{
    dto::{ListLots, ListView},
    phase::Phase,
};
use crate::{
    item::{self, entity::Model as Item},
    stock::{
        entity::lot::{Column, Entity, Model},
        rules::Stop,
    },
    store,
};

/// The orders of the list, in its cursors: a place in one is none in the other.
const BY_EXPIRY: &str = "lot_expiry";
const NEWEST: &str = "lot";

/// The lot with this id in a store inside the scope.
pub(super) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<Model> {
    let row = Entity::find_by_id((scope.school, id)).one(db).await?.ok_or_else(Problem::not_found)?;
    store::repo::find(db, scope, row.store_id).await?;
    Ok(row)
}

pub(super) fn phase(row: &Model) -> Phase {
    match row.stopped_at {
        Some(at) => Phase::Stopped { at, reason: row.stop_reason.clone().unwrap_or_default() },
        None => Phase::Usable,
    }
}

/// The row in another phase.
pub(super) fn in_phase(row: &Model, phase: Phase) -> Model {
    let stop = match phase {
        Phase::Usable => None,
        Phase::Stopped { at, reason } => Some(Stop { at, reason }),
    };
    let (stopped_at, stop_reason) = stop.map(|stop| (stop.at, stop.reason)).unzip();
    Model { stopped_at, stop_reason, ..row.clone() }
}

/// A page of what is left in these stores.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    school: Uuid,
    stores: Vec<Uuid>,
    query: &ListLots,
    (today, limit): (NaiveDate, PageLimit),
) -> Result<Vec<Model>> {
    let mut select = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::StoreId.is_in(stores))
        .filter(Column::Quantity.gt(0))
        .limit(limit.fetch());
    if let Some(item) = query.item_id {
        select = select.filter(Column::ItemId.eq(item));
    }
    if let Some(food) = query.food {
        let foods = item::entity::Entity::find()
            .select_only()
            .column(item::entity::Column::Id)
            .filter(item::entity::Column::SchoolId.eq(school))
            .filter(item::entity::Column::FoodGroup.is_not_null())
            .into_query();
        select = select.filter(if food { Column::ItemId.in_subquery(foods) } else { Column::ItemId.not_in_subquery(foods) });
    }
    if let Some(days) = query.within_days {
        let until = today.checked_add_signed(TimeDelta::days(days.into())).unwrap_or(today);
        select = select.filter(Column::ExpiresOn.lte(until));
    }
    if let Some(stopped) = query.stopped {
        select = select.filter(if stopped { Column::StoppedAt.is_not_null() } else { Column::StoppedAt.is_null() });
    }
    if let Some(part) = query.q.as_deref().map(text::tidy).filter(|part| !part.is_empty()) {
        let escaped = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        select = select.filter(Column::LotNo.like(LikeExpr::new(format!("%{escaped}%")).escape('\\')));
    }
    let select = match query.view.unwrap_or_default() {
        ListView::ByExpiry => {
            let mut select = select.filter(Column::ExpiresOn.is_not_null());
            if let Some(cursor) = &query.cursor {
                let (day, id): (NaiveDate, Uuid) = Cursor::decode_of(BY_EXPIRY, cursor)?;
                let later = Condition::all().add(Column::ExpiresOn.eq(day)).add(Column::Id.gt(id));
                select = select.filter(Condition::any().add(Column::ExpiresOn.gt(day)).add(later));
            }
            select.order_by_asc(Column::ExpiresOn).order_by_asc(Column::Id)
        }
        ListView::Newest => {
            let mut select = select;
            if let Some(cursor) = &query.cursor {
                select = select.filter(Column::Id.lt(Cursor::decode_of::<Uuid>(NEWEST, cursor)?));
            }
            select.order_by_desc(Column::Id)
        }
    };
    Ok(select.all(db).await?)
}

/// The place of a row in the list, for its cursor.
pub(super) fn place(view: ListView, row: &Model) -> (&'static str, serde_json::Value) {
    match view {
        ListView::ByExpiry => (BY_EXPIRY, serde_json::json!((row.expires_on, row.id))),
        ListView::Newest => (NEWEST, serde_json::json!(row.id)),
    }
}

/// What came of the same package wherever it lies, in the order in which stock writes lots: of a lot without number and day only itself.
pub(super) async fn of_one_package(tx: &Tx, row: &Model) -> Result<Vec<Model>> {
    if row.lot_no.is_none() && row.produced_on.is_none() {
        return Ok(vec![row.clone()]);
    }
    let number = match &row.lot_no {
        Some(number) => Column::LotNo.eq(number),
        None => Column::LotNo.is_null(),
    };
    let made = match row.produced_on {
        Some(day) => Column::ProducedOn.eq(day),
        None => Column::ProducedOn.is_null(),
    };
    let all = Entity::find().filter(Column::SchoolId.eq(row.school_id)).filter(Column::ItemId.eq(row.item_id));
    Ok(all.filter(number).filter(made).order_by_asc(Column::Id).all(tx).await?)
}

/// Keeps what is known of a lot.
///
/// # Errors
/// 412 when somebody else was faster.
pub(super) async fn save(tx: &Tx, before: &Model, after: &Model) -> Result<()> {
    let done = Entity::update_many()
        .col_expr(Column::LotNo, Expr::value(after.lot_no.clone()))
        .col_expr(Column::ProducedOn, Expr::value(after.produced_on))
        .col_expr(Column::ExpiresOn, Expr::value(after.expires_on))
        .col_expr(Column::StoppedAt, Expr::value(after.stopped_at))
        .col_expr(Column::StopReason, Expr::value(after.stop_reason.clone()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1_i64))
        .filter(Column::SchoolId.eq(before.school_id))
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .exec(tx)
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Problem::stale(before.version + 1)) }
}

/// The items of these lots.
pub(super) async fn items(db: &impl ConnectionTrait, school: Uuid, lots: &[Model]) -> Result<HashMap<Uuid, Item>> {
    let wanted: BTreeSet<Uuid> = lots.iter().map(|lot| lot.item_id).collect();
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = item::entity::Entity::find()
        .filter(item::entity::Column::SchoolId.eq(school))
        .filter(item::entity::Column::Id.is_in(wanted))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
