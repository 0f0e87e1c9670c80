//! Orders that were made before their request was approved: who may make them, who approves afterwards, what they wait for.

use std::collections::BTreeSet;

use approvals::approval::{self, Approval, Outcome};
use campus::{role_grant, school::entity::Model as School};
use kernel::{Problem, Result, Tx};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use uuid::Uuid;

use super::{
    entity::{Column, Entity},
    model::{Order, OrderId},
    phase::State,
    repo,
};
use crate::request::{self, Request, phase::State as RequestState};

/// An order by its number.
#[derive(Debug)]
pub(crate) struct Numbered {
    pub id: OrderId,
    pub number: String,
}

/// Whether a request is ordered of now: what is approved, and what cannot wait while its approvals are under way.
pub(super) const fn may_be_ordered(request: &Request) -> bool {
    match request.phase.state() {
        RequestState::Approved => true,
        RequestState::Submitted => request.emergency.is_some(),
        RequestState::Draft | RequestState::Returned | RequestState::Rejected | RequestState::Cancelled | RequestState::Closed => false,
    }
}

/// Orders of these requests that were made before they were approved and were not cancelled, oldest first, each with its request.
pub(crate) async fn orders(db: &impl ConnectionTrait, school: Uuid, requests: Vec<Uuid>) -> Result<Vec<(Uuid, Numbered)>> {
    let rows = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::RequestId.is_in(requests))
        .filter(Column::Emergency.eq(true))
        .filter(Column::Phase.ne(State::Cancelled.key()))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.request_id, Numbered { id: OrderId(row.id), number: row.number })).collect())
}

/// Who buys what is not approved yet: none of them approves it.
pub(crate) async fn buyers(tx: &Tx, school: Uuid, request: Uuid) -> Result<Vec<Uuid>> {
    let ordered = orders(tx, school, vec![request]).await?;
    let heads = repo::heads(tx, school, ordered.into_iter().map(|(_, order)| order.id.0).collect()).await?;
    Ok(heads.into_values().flat_map(|order| order.buyers.into_iter().map(|buyer| buyer.person_id)).collect())
}

/// What was ordered of these requests before they are approved, held: their approval writes it. Hold the requests first, so that nobody
/// orders meanwhile.
pub(crate) async fn hold(tx: &Tx, requests: &BTreeSet<Uuid>) -> Result<()> {
    let school = tx.school()?;
    let orders: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::SchoolId.eq(school))
        .filter(Column::RequestId.is_in(requests.iter().copied()))
        .filter(Column::Emergency.eq(true))
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(tx)
        .await?;
    for id in orders {
        let as_it_is = Entity::update_many().col_expr(Column::Version, Expr::col(Column::Version));
        as_it_is.filter(Column::SchoolId.eq(school)).filter(Column::Id.eq(id)).exec(tx).await?;
    }
    Ok(())
}

/// The request was decided: who approved it is kept with what was ordered of it before, as it is with what is ordered after.
pub(crate) async fn decided(tx: &Tx, request: &Request) -> Result<Vec<(OrderId, String)>> {
    let ordered = orders(tx, request.school_id, vec![request.id.0]).await?;
    if ordered.is_empty() {
        return Ok(Vec::new());
    }
    let approvers = serde_json::to_value(approvers(approval_of(tx, request).await?.as_ref())).map_err(Problem::internal)?;
    Entity::update_many()
        .col_expr(Column::ApproverIds, Expr::value(approvers))
        .filter(Column::SchoolId.eq(request.school_id))
        .filter(Column::RequestId.eq(request.id.0))
        .filter(Column::Emergency.eq(true))
        .exec(tx)
        .await?;
    Ok(ordered.into_iter().map(|(_, order)| (order.id, order.number)).collect())
}

/// Whether the approvals of what was bought before them are still to come.
pub(crate) async fn undecided(db: &impl ConnectionTrait, order: &Order) -> Result<bool> {
    if !order.emergency {
        return Ok(false);
    }
    let request = request::repo::row(db, order.school_id, order.request_id).await?;
    Ok(matches!(RequestState::of(&request.phase), Some(RequestState::Submitted | RequestState::Returned)))
}

pub(super) async fn approval_of(tx: &Tx, request: &Request) -> Result<Option<Approval>> {
    approval::repo::of_subject(tx, request.school_id, request::KIND, request.id.0).await
}

/// Who said yes to the request, in whatever round, and for whom. Whoever wrote the minutes of a meeting down decided nothing by it.
pub(crate) fn approvers(approval: Option<&Approval>) -> Vec<Uuid> {
    let signed = approval.into_iter().flat_map(Approval::all_steps).filter(|step| !step.approver.is_meeting());
    let decided = signed.filter_map(|step| step.decision.as_ref());
    let approved = decided.filter(|decision| decision.outcome == Outcome::Approved);
    let mut people: Vec<Uuid> = approved.flat_map(|decision| [Some(decision.by), decision.on_behalf_of]).flatten().collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// Who would have to sign what is still under way: they do not buy it meanwhile, or nobody is left who approves it.
pub(super) async fn still_to_sign(tx: &Tx, school: &School, approval: Option<&Approval>) -> Result<Vec<Uuid>> {
    let mut people = Vec::new();
    let Some(approval) = approval.filter(|approval| approval.waits_at().is_some()) else { return Ok(people) };
    for role in approval.steps.iter().filter(|step| step.decision.is_none()).filter_map(|step| step.approver.role()) {
        people.extend(role_grant::for_the_whole_school(tx, school.id, role, school.today(tx.now())).await?);
    }
    Ok(people)
}
