//! Finding and keeping orders. The only place where nullable columns become a [`Phase`] and back.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::{Money, Problem, Quantity, Result, Scope, ScopeColumns, Tx, db::ROWS_PER_STATEMENT};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{CaseStatement, Expr, ExprTrait, SimpleExpr},
};
use stores::OnHand;
use uuid::Uuid;

use super::{
    KIND,
    entity::{Column, Entity, Model, buyer, line},
    model::{Buyer, Order, OrderId, OrderLine},
    phase::{Phase, State},
    rules::Taken,
};
use crate::{
    exception::{self, Exception},
    request::{RequestId, phase::Ordered},
};

/// It is its maker's, its buyers' and its requester's, or the whole school's.
pub(crate) fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId).own(Column::MadeBy).own(Column::RequesterId).shared(bought_by))
}

/// He buys, or signs for an exception.
fn bought_by(school: Uuid, person: Uuid) -> SimpleExpr {
    of_buyer(school, person).or(exception::repo::cosigned_by(Column::Id.into_expr(), KIND, school, person))
}

/// He is one of its buyers.
pub(super) fn of_buyer(school: Uuid, person: Uuid) -> SimpleExpr {
    let orders = buyer::Entity::find()
        .select_only()
        .column(buyer::Column::OrderId)
        .filter(buyer::Column::SchoolId.eq(school))
        .filter(buyer::Column::PersonId.eq(person))
        .into_query();
    Column::Id.into_expr().in_subquery(orders)
}

/// It is not ordered before he says so: as one of its buyers, or under its exception.
pub(super) fn waits_for(school: Uuid, person: Uuid) -> Condition {
    let orders = buyer::Entity::find()
        .select_only()
        .column(buyer::Column::OrderId)
        .filter(buyer::Column::SchoolId.eq(school))
        .filter(buyer::Column::PersonId.eq(person))
        .filter(buyer::Column::ConfirmedAt.is_null())
        .into_query();
    let unsigned = exception::repo::unsigned_by(Column::Id.into_expr(), KIND, school, person);
    Condition::all().add(Column::Phase.eq(State::Proposed.key())).add(Column::Id.into_expr().in_subquery(orders).or(unsigned))
}

/// The order with this id inside the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: OrderId) -> Result<Order> {
    let row = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?.ok_or_else(Problem::not_found)?;
    whole(db, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

/// The same, held until the transaction ends: what it has open is read once everybody before has committed.
pub(crate) async fn hold(tx: &Tx, scope: &Scope, id: OrderId) -> Result<Order> {
    // Written as it is, a row is held on either engine.
    let as_it_is = Entity::update_many().col_expr(Column::Version, Expr::col(Column::Version));
    as_it_is.filter(in_scope(scope)).filter(Column::Id.eq(id.0)).exec(tx).await?;
    find(tx, scope, id).await
}

/// Several by id, without their lines: of whom, and who took part.
pub(crate) async fn heads(db: &impl ConnectionTrait, school: Uuid, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Order>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Id.is_in(ids)).all(db).await?;
    let orders = with_buyers(db, school, rows, HashMap::new()).await?;
    Ok(orders.into_iter().map(|order| (order.id.0, order)).collect())
}

/// Several with their lines and buyers, in the order of the rows.
pub(super) async fn whole(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<Order>> {
    let Some(school) = rows.first().map(|row| row.school_id) else { return Ok(Vec::new()) };
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let lines = lines_of(db, school, &ids).await?;
    with_buyers(db, school, rows, lines).await
}

async fn with_buyers(
    db: &impl ConnectionTrait,
    school: Uuid,
    rows: Vec<Model>,
    mut lines: HashMap<Uuid, Vec<OrderLine>>,
) -> Result<Vec<Order>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let found = buyer::Entity::find()
        .filter(buyer::Column::SchoolId.eq(school))
        .filter(buyer::Column::OrderId.is_in(ids))
        .order_by_asc(buyer::Column::PersonId)
        .all(db)
        .await?;
    let flagged = rows.iter().filter(|row| row.excepted).map(|row| row.id);
    let mut exceptions = exception::repo::of(db, school, KIND, flagged).await?;
    let mut buyers: HashMap<Uuid, Vec<Buyer>> = HashMap::new();
    for row in found {
        buyers.entry(row.order_id).or_default().push(Buyer { person_id: row.person_id, confirmed_at: row.confirmed_at });
    }
    rows.into_iter()
        .map(|row| {
            let (lines, mut buyers) = (lines.remove(&row.id).unwrap_or_default(), buyers.remove(&row.id).unwrap_or_default());
            // Who made it first.
            buyers.sort_by_key(|buyer| buyer.person_id != row.made_by);
            let exception = exceptions.remove(&row.id);
            read(row, lines, buyers, exception)
        })
        .collect()
}

async fn lines_of(db: &impl ConnectionTrait, school: Uuid, orders: &[Uuid]) -> Result<HashMap<Uuid, Vec<OrderLine>>> {
    let found = line::Entity::find()
        .filter(line::Column::SchoolId.eq(school))
        .filter(line::Column::OrderId.is_in(orders.iter().copied()))
        .order_by_asc(line::Column::OrderId)
        .order_by_asc(line::Column::Position)
        .all(db)
        .await?;
    let mut lines: HashMap<Uuid, Vec<OrderLine>> = HashMap::new();
    for line in found {
        lines.entry(line.order_id).or_default().push(OrderLine {
            request_position: line.request_position,
            name: line.name,
            spec: line.spec,
            unit: line.unit,
            quantity: Quantity::stored(line.quantity),
            unit_price: Money::stored(line.unit_price),
            amount: Money::stored(line.amount),
            accepted: OnHand::stored(line.accepted),
            accepted_value: Money::stored(line.accepted_value),
            food: line.food,
        });
    }
    Ok(lines)
}

/// What orders took of a request. Hold the request: two at once must see each other.
pub(crate) async fn taken(tx: &Tx, request: RequestId) -> Result<Taken> {
    let mut taken = Taken::default();
    for order in standing(tx, request).await? {
        // What was closed short took what came.
        let short = order.phase.state() == State::Closed;
        for line in &order.lines {
            let (quantity, amount) =
                if short { (line.accepted.thousandths(), line.accepted_value) } else { (line.quantity.thousandths(), line.amount) };
            *taken.quantities.entry(line.request_position).or_default() += quantity;
            taken.amount = taken.amount.checked_add(amount).ok_or_else(|| Problem::internal("orders of more than the product counts"))?;
        }
    }
    Ok(taken)
}

/// What came of a request: line of the request → thousandths. Hold the request: two receipts at once must see each other.
pub(crate) async fn came(tx: &Tx, request: RequestId) -> Result<BTreeMap<i64, i64>> {
    let mut came = BTreeMap::new();
    for line in standing(tx, request).await?.iter().flat_map(|order| &order.lines) {
        *came.entry(line.request_position).or_default() += line.accepted.thousandths();
    }
    Ok(came)
}

/// The orders of a request that were not cancelled, with their lines.
async fn standing(tx: &Tx, request: RequestId) -> Result<Vec<Order>> {
    let rows = Entity::find()
        .filter(Column::SchoolId.eq(tx.school()?))
        .filter(Column::RequestId.eq(request.0))
        .filter(Column::Phase.ne(State::Cancelled.key()))
        .all(tx)
        .await?;
    whole(tx, rows).await
}

/// How far the orders of a request are.
pub(crate) async fn ordered(db: &impl ConnectionTrait, school: Uuid, request: RequestId) -> Result<Ordered> {
    let phases: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Phase)
        .filter(Column::SchoolId.eq(school))
        .filter(Column::RequestId.eq(request.0))
        .into_tuple()
        .all(db)
        .await?;
    let states: Option<Vec<State>> = phases.iter().map(|phase| State::of(phase)).collect();
    Ok(State::together(&states.ok_or_else(|| Problem::internal("an order in no known phase"))?))
}

/// The number of an order of a request in one of these states.
pub(crate) async fn of_request(db: &impl ConnectionTrait, school: Uuid, request: RequestId, states: &[State]) -> Result<Option<String>> {
    let found = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::RequestId.eq(request.0))
        .filter(Column::Phase.is_in(states.iter().map(|state| state.key())))
        .order_by_asc(Column::Id)
        .one(db)
        .await?;
    Ok(found.map(|row| row.number))
}

fn read(row: Model, lines: Vec<OrderLine>, buyers: Vec<Buyer>, exception: Option<Exception>) -> Result<Order> {
    let broken = |what: &str| Problem::internal(format!("order {}: {what} is missing in phase {}", row.number, row.phase));
    let reason = || row.reason.clone().ok_or_else(|| broken("reason"));
    let phase = match State::of(&row.phase).ok_or_else(|| broken("a known phase"))? {
        State::Proposed => Phase::Proposed,
        State::Ordered => Phase::Ordered,
        State::PartiallyReceived => Phase::PartiallyReceived,
        State::Received => Phase::Received,
        State::Closed => Phase::Closed { reason: reason()? },
        State::Cancelled => Phase::Cancelled { reason: reason()? },
    };
    Ok(Order {
        school_id: row.school_id,
        id: OrderId(row.id),
        number: row.number,
        request_id: RequestId(row.request_id),
        request_number: row.request_number,
        requester_id: row.requester_id,
        supplier_id: row.supplier_id,
        supplier_name: row.supplier_name,
        phase,
        lines,
        total: Money::stored(row.total),
        buyers_needed: row.buyers_needed,
        acceptors_needed: row.acceptors_needed,
        buyers,
        emergency: row.emergency,
        exception,
        approver_ids: serde_json::from_value(row.approver_ids).map_err(Problem::internal)?,
        expected_on: row.expected_on,
        note: row.note,
        made_by: row.made_by,
        made_at: row.made_at,
        ordered_at: row.ordered_at,
        closed_at: row.closed_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}

fn row_of(order: &Order) -> Result<Model> {
    Ok(Model {
        school_id: order.school_id,
        id: order.id.0,
        number: order.number.clone(),
        request_id: order.request_id.0,
        request_number: order.request_number.clone(),
        requester_id: order.requester_id,
        supplier_id: order.supplier_id,
        supplier_name: order.supplier_name.clone(),
        phase: order.phase.state().key().into(),
        total: order.total.fen(),
        buyers_needed: order.buyers_needed,
        acceptors_needed: order.acceptors_needed,
        emergency: order.emergency,
        excepted: order.exception.is_some(),
        approver_ids: serde_json::to_value(&order.approver_ids).map_err(Problem::internal)?,
        expected_on: order.expected_on,
        note: order.note.clone(),
        reason: order.phase.reason().map(str::to_owned),
        made_by: order.made_by,
        made_at: order.made_at,
        ordered_at: order.ordered_at,
        closed_at: order.closed_at,
        updated_at: order.updated_at,
        version: order.version,
    })
}

pub(super) async fn insert(tx: &Tx, order: &Order) -> Result<()> {
    row_of(order)?.into_active_model().reset_all().insert(tx).await?;
    let lines = order.lines.iter().zip(0_i64..).map(|(line, position)| {
        line::Model {
            school_id: order.school_id,
            order_id: order.id.0,
            position,
            request_position: line.request_position,
            name: line.name.clone(),
            spec: line.spec.clone(),
            unit: line.unit.clone(),
            quantity: line.quantity.thousandths(),
            unit_price: line.unit_price.fen(),
            amount: line.amount.fen(),
            accepted: line.accepted.thousandths(),
            accepted_value: line.accepted_value.fen(),
            food: line.food,
        }
        .into_active_model()
        .reset_all()
    });
    line::Entity::insert_many(lines).exec_without_returning(tx).await?;
    let buyers = order.buyers.iter().map(|buyer| {
        buyer::Model { school_id: order.school_id, order_id: order.id.0, person_id: buyer.person_id, confirmed_at: buyer.confirmed_at }
            .into_active_model()
            .reset_all()
    });
    buyer::Entity::insert_many(buyers).exec_without_returning(tx).await?;
    if let Some(exception) = &order.exception {
        exception::repo::insert(tx, exception, KIND, order.id.0, &order.number).await?;
    }
    Ok(())
}

/// # Errors
/// 412 when somebody else was faster.
pub(crate) async fn save(tx: &Tx, mut order: Order) -> Result<Order> {
    let seen = order.version;
    order.version += 1;
    order.updated_at = tx.now();
    tx.save(row_of(&order)?, seen).await?;
    Ok(order)
}

/// Keeps that a buyer said so. Call [`save`] first: whoever holds the row writes what belongs to it.
pub(super) async fn confirm(tx: &Tx, order: &Order, person: Uuid) -> Result<()> {
    buyer::Entity::update_many()
        .col_expr(buyer::Column::ConfirmedAt, Expr::value(tx.now()))
        .filter(buyer::Column::SchoolId.eq(order.school_id))
        .filter(buyer::Column::OrderId.eq(order.id.0))
        .filter(buyer::Column::PersonId.eq(person))
        .filter(buyer::Column::ConfirmedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Keeps what of these lines was accepted by now, many in one statement. Call [`save`] first.
pub(crate) async fn keep_accepted(tx: &Tx, order: &Order, positions: &BTreeSet<i64>) -> Result<()> {
    let touched: Vec<(i64, &OrderLine)> = (0_i64..).zip(&order.lines).filter(|(position, _)| positions.contains(position)).collect();
    for some in touched.chunks(ROWS_PER_STATEMENT) {
        let (mut accepted, mut accepted_value) = (CaseStatement::new(), CaseStatement::new());
        for (position, line) in some {
            accepted = accepted.case(line::Column::Position.eq(*position), line.accepted.thousandths());
            accepted_value = accepted_value.case(line::Column::Position.eq(*position), line.accepted_value.fen());
        }
        line::Entity::update_many()
            .col_expr(line::Column::Accepted, accepted.into())
            .col_expr(line::Column::AcceptedValue, accepted_value.into())
            .filter(line::Column::SchoolId.eq(order.school_id))
            .filter(line::Column::OrderId.eq(order.id.0))
            .filter(line::Column::Position.is_in(some.iter().map(|(position, _)| *position)))
            .exec(tx)
            .await?;
    }
    Ok(())
}
