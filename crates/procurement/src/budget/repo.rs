//! Finding budgets, and the sums of their events.

use std::collections::HashMap;

use kernel::{Lang, PageLimit, Problem, Result, Scope, ScopeColumns, Tx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model, event},
    model::{BudgetId, EventKind},
    rules::Figures,
};
use crate::request::Fund;

/// The lock under which a school's budgets are written, one act after another: acts on several funds could wait for each other in a ring
/// otherwise.
const LOCK: i64 = 0x4255_4447;

/// A budget is the whole school's.
pub(super) fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId))
}

pub(super) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: BudgetId) -> Result<Model> {
    let row = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?;
    row.ok_or_else(Problem::not_found)
}

/// What is printed of a budget is signed and comes back to it, under the name that its events bear.
pub(crate) async fn paper_of(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<String> {
    let budget = find(db, scope, BudgetId(id)).await?;
    Ok(label(budget.year, Fund::of(&budget.fund).ok_or_else(|| Problem::internal("a budget of no known fund"))?))
}

/// As it is called in the audit trail.
pub(super) fn label(year: i64, fund: Fund) -> String {
    format!("{year} {}", fund.title().pick(Lang::Zh))
}

/// Waits until nobody else writes budgets of this school. What is read after it is what everybody before has committed.
pub(super) async fn one_after_another(tx: &Tx, school: Uuid) -> Result<()> {
    tx.alone(LOCK ^ school.as_u64_pair().1.cast_signed()).await
}

/// The budget of a fund in a year, made on first use. Call [`one_after_another`] first.
pub(super) async fn of_year(tx: &Tx, year: i64, fund: Fund) -> Result<Model> {
    let school = tx.school()?;
    let select = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Year.eq(year)).filter(Column::Fund.eq(fund.key()));
    if let Some(row) = select.one(tx).await? {
        return Ok(row);
    }
    let row = Model { school_id: school, id: tx.new_id(), year, fund: fund.key().into(), created_at: tx.now(), version: 0 };
    row.clone().into_active_model().reset_all().insert(tx).await?;
    Ok(row)
}

/// The budget in which a request reserves: also in a later year it is the one of its approval.
pub(super) async fn of_request(tx: &Tx, request: Uuid) -> Result<Option<Model>> {
    let its = event::Entity::find()
        .select_only()
        .column(event::Column::BudgetId)
        .filter(event::Column::SchoolId.eq(tx.school()?))
        .filter(event::Column::RequestId.eq(request));
    let select = Entity::find().filter(Column::SchoolId.eq(tx.school()?)).filter(Column::Id.in_subquery(its.into_query()));
    Ok(select.order_by_asc(Column::Id).one(tx).await?)
}

/// Keeps an event as the next one of its budget.
pub(super) async fn append(tx: &Tx, budget: &mut Model, row: event::Model) -> Result<()> {
    let seen = budget.version;
    budget.version += 1;
    tx.save(budget.clone(), seen).await?;
    event::Model { seq: budget.version, ..row }.into_active_model().reset_all().insert(tx).await?;
    Ok(())
}

/// What a request reserves by its events, in fen.
pub(super) async fn reserved_by(tx: &Tx, request: Uuid) -> Result<i64> {
    let mut all =
        sums(tx, Condition::all().add(event::Column::SchoolId.eq(tx.school()?)).add(event::Column::RequestId.eq(request))).await?;
    Ok(all.drain().map(|(_, figures)| figures.reserved.fen()).sum())
}

/// What of a request its budget counts already, in whatever kind: what cannot wait is ordered before it is approved.
pub(super) async fn held_by(db: &impl ConnectionTrait, school: Uuid, request: Uuid) -> Result<i64> {
    let mut all = sums(db, Condition::all().add(event::Column::SchoolId.eq(school)).add(event::Column::RequestId.eq(request))).await?;
    Ok(all.drain().map(|(_, figures)| figures.used().fen()).sum())
}

/// The same as a column of a query whose requests are called `p`. No allotment is among the events of a request.
pub(crate) fn held_sql() -> String {
    let added: Vec<String> =
        EventKind::ALL.iter().filter(|kind| kind.adds() && **kind != EventKind::Allotted).map(|kind| format!("'{}'", kind.key())).collect();
    format!(
        "(SELECT CAST(COALESCE(SUM(CASE WHEN h.kind IN ({}) THEN h.amount ELSE -h.amount END), 0) AS bigint) \
            FROM budget_event h WHERE h.school_id = p.school_id AND h.request_id = p.id)",
        added.join(", ")
    )
}

/// What an order commits by its events, in fen.
pub(super) async fn committed_by(tx: &Tx, order: Uuid) -> Result<i64> {
    let mut all = sums(tx, Condition::all().add(event::Column::SchoolId.eq(tx.school()?)).add(event::Column::OrderId.eq(order))).await?;
    Ok(all.drain().map(|(_, figures)| figures.committed.fen()).sum())
}

/// The figures of a fund in a year.
pub(super) async fn figures_of_fund(db: &impl ConnectionTrait, school: Uuid, year: i64, fund: Fund) -> Result<Figures> {
    let its = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Year.eq(year))
        .filter(Column::Fund.eq(fund.key()));
    let events = Condition::all().add(event::Column::SchoolId.eq(school)).add(event::Column::BudgetId.in_subquery(its.into_query()));
    Ok(sums(db, events).await?.into_values().next().unwrap_or_default())
}

/// The figures of several budgets in one look-up.
pub(super) async fn figures(db: &impl ConnectionTrait, school: Uuid, budgets: &[Model]) -> Result<HashMap<Uuid, Figures>> {
    if budgets.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = budgets.iter().map(|budget| budget.id);
    sums(db, Condition::all().add(event::Column::SchoolId.eq(school)).add(event::Column::BudgetId.is_in(ids))).await
}

/// Sums by kind of the events that the condition lets through, budget by budget.
async fn sums(db: &impl ConnectionTrait, events: Condition) -> Result<HashMap<Uuid, Figures>> {
    let rows: Vec<(Uuid, String, Option<i64>)> = event::Entity::find()
        .select_only()
        .column(event::Column::BudgetId)
        .column(event::Column::Kind)
        .column_as(Expr::col((event::Entity, event::Column::Amount)).sum().cast_as("bigint"), "total")
        .filter(events)
        .group_by(event::Column::BudgetId)
        .group_by(event::Column::Kind)
        .into_tuple()
        .all(db)
        .await?;
    let mut all: HashMap<Uuid, Figures> = HashMap::new();
    for (budget, kind, total) in rows {
        let kind = EventKind::of(&kind).ok_or_else(|| Problem::internal(format!("a budget event of no known kind: {kind}")))?;
        let figures = all.entry(budget).or_default();
        *figures = figures.with(kind, total.unwrap_or_default());
    }
    Ok(all)
}

/// The order of the events, in their cursors: a place in another list is none in this one.
pub(super) const NEWEST_FIRST: &str = "-seq";

/// Events of a budget, of one kind where it is said, the newest first.
pub(super) async fn events(
    db: &impl ConnectionTrait,
    budget: &Model,
    (kind, before): (Option<EventKind>, Option<i64>),
    limit: PageLimit,
) -> Result<Vec<event::Model>> {
    let mut select = event::Entity::find()
        .filter(event::Column::SchoolId.eq(budget.school_id))
        .filter(event::Column::BudgetId.eq(budget.id))
        .order_by_desc(event::Column::Seq)
        .limit(limit.fetch());
    if let Some(kind) = kind {
        select = select.filter(event::Column::Kind.eq(kind.key()));
    }
    if let Some(before) = before {
        select = select.filter(event::Column::Seq.lt(before));
    }
    Ok(select.all(db).await?)
}

/// Calendar years that have budgets, oldest first.
pub(super) async fn years(db: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<i64>> {
    let select = Entity::find().select_only().column(Column::Year).distinct().filter(in_scope(scope)).order_by_asc(Column::Year);
    Ok(select.into_tuple().all(db).await?)
}
