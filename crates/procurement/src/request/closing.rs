//! The end of a request of which something was bought: everything came, or the rest is not bought (ADR 53).

use kernel::{Grant, IfMatch, Permission, Problem, Reply, Result, Scope, Tx, audit::Event, text};

use super::{
    KIND,
    dto::RequestView,
    model::{Request, RequestId},
    phase::{Command, CommandKind, Phase, guard},
    repo,
    service::{Requests, changed, finish},
    view,
};
use crate::{
    ProcurementError,
    budget::settle,
    event,
    order::{self, Order, phase::State as OrderState, rules::is_all_of},
    permissions::{MakeOrders, ViewPurchases},
};

impl Requests {
    /// The rest is not bought: what it still reserves is free, and nothing more of it is ordered. By whoever asked, or buys for the school.
    pub async fn close(&self, grant: &Grant<MakeOrders>, id: RequestId, seen: IfMatch, reason: &str) -> Result<Reply<RequestView>> {
        let tx = self.db.begin(grant).await?;
        let right = grant.actor().right(ViewPurchases::INFO.key).ok_or_else(Problem::not_found)?;
        // Held: nobody orders of it meanwhile.
        let scope = Scope { school: grant.school()?, reach: right.reach.clone() };
        let before = repo::hold(&tx, &scope, id).await?.ok_or_else(Problem::not_found)?;
        seen.check(before.version)?;
        let facts = view::facts(grant.actor(), &before, order::repo::ordered(&tx, before.school_id, before.id).await?);
        if facts.is_requester {
            tx.for_himself();
        }
        guard(before.phase.state(), CommandKind::Close, facts).map_err(ProcurementError::Refused)?;
        let request = ended(&tx, &before, Command::Close { reason: text::sentence(reason) }).await?;
        settle::closed(&tx, &request).await?;
        let event = changed(event::REQUEST_CLOSED, &before, &request);
        finish(grant, tx, request, event).await
    }
}

/// Goods of an order that the caller holds were accepted: with the last of them its request is closed. Call it before the budget is
/// written: whoever orders holds the request first, then the budget.
pub(crate) async fn after_receipt(tx: &Tx, order: &Order, event: Event) -> Result<Event> {
    if order.phase.state() != OrderState::Received {
        return Ok(event);
    }
    let scope = Scope::school(order.school_id);
    // What could not wait is closed by its approval; until then that holds the request, and waits for the order.
    if repo::find(tx, &scope, order.request_id).await?.phase != Phase::Approved {
        return Ok(event);
    }
    let before = repo::hold(tx, &scope, order.request_id).await?.filter(|request| request.phase == Phase::Approved);
    let Some(before) = before else { return Ok(event) };
    let Some(request) = completed(tx, &before).await? else { return Ok(event) };
    Ok(event.changed(KIND, request.id, &request.number, &before.recorded(), &request.recorded()))
}

/// An approved request that is held, closed if everything of it came.
pub(super) async fn completed(tx: &Tx, before: &Request) -> Result<Option<Request>> {
    if !is_all_of(&before.content.lines, &order::repo::came(tx, before.id).await?) {
        return Ok(None);
    }
    ended(tx, before, Command::Complete).await.map(Some)
}

async fn ended(tx: &Tx, before: &Request, command: Command) -> Result<Request> {
    let mut request = before.clone();
    request.phase = request.phase.step(command).map_err(ProcurementError::Refused)?;
    request.closed_at = Some(tx.now());
    repo::save(tx, request).await
}
