//! Finding and keeping requests. The only place where nullable columns become a [`Phase`] and back.

use std::collections::{BTreeSet, HashMap};

use approvals::revision::Version;
use kernel::{Money, Problem, Quantity, Result, Scope, ScopeColumns, Tx};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model, line, version},
    model::{Content, Emergency, Fund, Line, Request, RequestId, Submission},
    phase::{Phase, State},
};

/// A request knows no places: it is its requester's, or the whole school's.
pub(super) fn in_scope(scope: &Scope) -> Condition {
    scope.condition(&ScopeColumns::new(Column::SchoolId).own(Column::RequesterId))
}

/// Those that are called so.
pub(super) fn in_states(states: &[State]) -> Condition {
    states.iter().fold(Condition::any(), |any, state| any.add(in_state(*state)))
}

fn in_state(state: State) -> Condition {
    let all = Condition::all().add(Column::Phase.eq(stored(state)));
    match state {
        State::Approved => all.add(Column::ClosedAt.is_null()),
        State::Closed => all.add(Column::ClosedAt.is_not_null()),
        State::Draft | State::Submitted | State::Returned | State::Rejected | State::Cancelled => all,
    }
}

/// What stands in the column of the phase: what was decided. What is closed was approved.
const fn stored(state: State) -> &'static str {
    match state {
        State::Approved | State::Closed => State::Approved.key(),
        State::Draft | State::Submitted | State::Returned | State::Rejected | State::Cancelled => state.key(),
    }
}

/// Where the request of a row stands.
pub(crate) fn state_of(row: &Model) -> Result<State> {
    let decided = State::of(&row.phase);
    let decided = decided.ok_or_else(|| Problem::internal(format!("purchase request {}: phase {}", row.number, row.phase)))?;
    Ok(if row.closed_at.is_some() { State::Closed } else { decided })
}

/// The request with this id inside the scope.
pub async fn find(db: &impl ConnectionTrait, scope: &Scope, id: RequestId) -> Result<Request> {
    let row = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?.ok_or_else(Problem::not_found)?;
    with_lines(db, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

/// Its row alone.
pub(crate) async fn head(db: &impl ConnectionTrait, scope: &Scope, id: RequestId) -> Result<Model> {
    let found = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(db).await?;
    found.ok_or_else(Problem::not_found)
}

/// How many quotes it needs, as it was judged when it was submitted last.
pub(crate) async fn quotes_judged(db: &impl ConnectionTrait, request: &Model) -> Result<Option<u32>> {
    let row = version::Entity::find_by_id((request.school_id, request.id, request.round)).one(db).await?;
    let Some(row) = row else { return Ok(None) };
    let submission: Submission = serde_json::from_value(row.content).map_err(Problem::internal)?;
    Ok(submission.judgement.quotes.map(|need| need.quotes))
}

/// The same, held until the transaction ends: what is ordered of it is summed by one at a time, and nobody cancels it meanwhile.
pub(crate) async fn hold(tx: &Tx, scope: &Scope, id: RequestId) -> Result<Option<Request>> {
    // Written as it is, a row is held on either engine.
    let as_it_is = Entity::update_many().col_expr(Column::Version, Expr::col(Column::Version));
    as_it_is.filter(in_scope(scope)).filter(Column::Id.eq(id.0)).exec(tx).await?;
    let held = Entity::find().filter(in_scope(scope)).filter(Column::Id.eq(id.0)).one(tx).await?;
    Ok(with_lines(tx, held.into_iter().collect()).await?.pop())
}

/// Several held, one after another in the order of their ids: two who hold some of the same do not wait for each other.
pub(super) async fn hold_all(tx: &Tx, ids: &BTreeSet<Uuid>) -> Result<()> {
    let school = tx.school()?;
    for id in ids {
        let as_it_is = Entity::update_many().col_expr(Column::Version, Expr::col(Column::Version));
        as_it_is.filter(Column::SchoolId.eq(school)).filter(Column::Id.eq(*id)).exec(tx).await?;
    }
    Ok(())
}

/// Several with their lines, in the order of the rows.
pub(super) async fn with_lines(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<Request>> {
    let Some(school) = rows.first().map(|row| row.school_id) else { return Ok(Vec::new()) };
    let found = line::Entity::find()
        .filter(line::Column::SchoolId.eq(school))
        .filter(line::Column::RequestId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(line::Column::RequestId)
        .order_by_asc(line::Column::Position)
        .all(db)
        .await?;
    let mut by_request: HashMap<Uuid, Vec<Line>> = HashMap::new();
    for line in found {
        by_request.entry(line.request_id).or_default().push(Line {
            name: line.name,
            spec: line.spec,
            unit: line.unit,
            quantity: Quantity::stored(line.quantity),
            unit_price: Money::stored(line.unit_price),
            amount: Money::stored(line.amount),
        });
    }
    rows.into_iter()
        .map(|row| {
            let lines = by_request.remove(&row.id).unwrap_or_default();
            read(row, lines)
        })
        .collect()
}

pub(crate) fn emergency_of(reason: Option<String>, due_at: Option<chrono::DateTime<chrono::Utc>>) -> Option<Emergency> {
    reason.zip(due_at).map(|(reason, due_at)| Emergency { reason, due_at })
}

/// The row alone, for what only asks how it stands.
pub(crate) async fn row(db: &impl ConnectionTrait, school: Uuid, id: RequestId) -> Result<Model> {
    Entity::find_by_id((school, id.0)).one(db).await?.ok_or_else(Problem::not_found)
}

fn read(row: Model, lines: Vec<Line>) -> Result<Request> {
    let broken = |what: &str| Problem::internal(format!("purchase request {}: {what} is missing in phase {}", row.number, row.phase));
    let reason = || row.reason.clone().ok_or_else(|| broken("reason"));
    let phase = match state_of(&row)? {
        State::Draft => Phase::Draft,
        State::Submitted => Phase::Submitted,
        State::Returned => Phase::Returned { reason: reason()? },
        State::Approved => Phase::Approved,
        State::Rejected => Phase::Rejected { reason: reason()? },
        State::Cancelled => Phase::Cancelled { reason: reason()? },
        State::Closed => Phase::Closed { reason: row.reason.clone() },
    };
    let fund = Fund::of(&row.fund).ok_or_else(|| broken("a known fund"))?;
    Ok(Request {
        school_id: row.school_id,
        id: RequestId(row.id),
        number: row.number,
        requester_id: row.requester_id,
        content: Content { purpose: row.purpose, fund, needed_by: row.needed_by, lines, total: Money::stored(row.total), reuse: row.reuse },
        phase,
        judged_amount: row.judged_amount.map(Money::stored),
        split_count: row.split_count,
        in_pieces: row.in_pieces,
        emergency: emergency_of(row.emergency_reason, row.emergency_due_at),
        round: row.round,
        created_at: row.created_at,
        submitted_at: row.submitted_at,
        decided_at: row.decided_at,
        closed_at: row.closed_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}

fn row_of(request: &Request) -> Model {
    let Content { purpose, fund, needed_by, total, reuse, .. } = &request.content;
    Model {
        school_id: request.school_id,
        id: request.id.0,
        number: request.number.clone(),
        requester_id: request.requester_id,
        purpose: purpose.clone(),
        fund: fund.key().into(),
        needed_by: *needed_by,
        phase: stored(request.phase.state()).into(),
        total: total.fen(),
        reuse: reuse.clone(),
        judged_amount: request.judged_amount.map(Money::fen),
        split_count: request.split_count,
        in_pieces: request.in_pieces,
        emergency_reason: request.emergency.as_ref().map(|emergency| emergency.reason.clone()),
        emergency_due_at: request.emergency.as_ref().map(|emergency| emergency.due_at),
        round: request.round,
        reason: request.phase.reason().map(str::to_owned),
        created_at: request.created_at,
        submitted_at: request.submitted_at,
        decided_at: request.decided_at,
        closed_at: request.closed_at,
        updated_at: request.updated_at,
        version: request.version,
    }
}

pub(super) async fn insert(tx: &Tx, request: &Request) -> Result<()> {
    row_of(request).into_active_model().reset_all().insert(tx).await?;
    insert_lines(tx, request).await
}

/// # Errors
/// 412 when somebody else was faster.
pub(super) async fn save(tx: &Tx, mut request: Request) -> Result<Request> {
    let seen = request.version;
    request.version += 1;
    request.updated_at = tx.now();
    tx.save(row_of(&request), seen).await?;
    Ok(request)
}

/// The lines anew. Call [`save`] first: whoever holds the row writes its lines.
pub(super) async fn replace_lines(tx: &Tx, request: &Request) -> Result<()> {
    line::Entity::delete_many()
        .filter(line::Column::SchoolId.eq(request.school_id))
        .filter(line::Column::RequestId.eq(request.id.0))
        .exec(tx)
        .await?;
    insert_lines(tx, request).await
}

async fn insert_lines(tx: &Tx, request: &Request) -> Result<()> {
    let rows = request.content.lines.iter().zip(0_i64..).map(|(line, position)| {
        line::Model {
            school_id: request.school_id,
            id: tx.new_id(),
            request_id: request.id.0,
            position,
            name: line.name.clone(),
            item_key: line.item_key(),
            spec: line.spec.clone(),
            unit: line.unit.clone(),
            quantity: line.quantity.thousandths(),
            unit_price: line.unit_price.fen(),
            amount: line.amount.fen(),
        }
        .into_active_model()
        .reset_all()
    });
    line::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Keeps what is submitted, as the approvers will see it.
pub(super) async fn keep_version(tx: &Tx, request: &Request, submission: &Submission) -> Result<()> {
    version::ActiveModel {
        school_id: Set(request.school_id),
        request_id: Set(request.id.0),
        round: Set(request.round),
        total: Set(submission.content.total.fen()),
        content: Set(serde_json::to_value(submission).map_err(Problem::internal)?),
        submitted_at: Set(tx.now()),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// Every version that was submitted, oldest first.
pub(super) async fn versions_of(db: &impl ConnectionTrait, school: Uuid, request: Uuid) -> Result<Vec<Version<Submission>>> {
    let rows = version::Entity::find()
        .filter(version::Column::SchoolId.eq(school))
        .filter(version::Column::RequestId.eq(request))
        .order_by_asc(version::Column::Round)
        .all(db)
        .await?;
    rows.into_iter().map(|row| Version::kept(row.round, row.submitted_at, row.content)).collect()
}
