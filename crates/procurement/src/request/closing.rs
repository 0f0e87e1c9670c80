//! The end of a request of which something was bought: everything came, or the rest is not bought (ADR 53).

use campus::person;
use kernel::{
    Grant, IfMatch, Permission, Problem, Reply, Result, Scope, Tx,
    audit::Event,
    outbox::{News, Word},
    text,
};
use uuid::Uuid;

use super::{
    KIND,
    dto::RequestView,
    model::{Request, RequestId},
    phase::{Command, CommandKind, Ordered, Phase, State, guard},
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
    /// Of what nothing was bought there is no rest: it is cancelled, and counts as little as what whoever asked has cancelled.
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
        let reason = text::sentence(reason);
        let (command, action) = if facts.ordered == Ordered::Nothing {
            (Command::Cancel { reason: reason.clone() }, event::REQUEST_CANCELLED)
        } else {
            (Command::Close { reason: reason.clone() }, event::REQUEST_CLOSED)
        };
        let request = ended(&tx, &before, command).await?;
        settle::closed(&tx, &request).await?;
        if !facts.is_requester {
            tell_requester(&tx, &request, grant.person()?, &reason).await?;
        }
        let event = changed(action, &before, &request);
        finish(grant, tx, request, event).await
    }
}

/// Whoever asked hears that somebody else has ended it. That everything came he hears with its receipts.
async fn tell_requester(tx: &Tx, request: &Request, by: Uuid, reason: &str) -> Result<()> {
    let names = person::repo::names(tx, request.school_id, vec![by]).await?;
    let news = News::new(event::NEWS_CLOSED, KIND, request.id, format!("/purchases/{}", request.id))
        .word("who", names.get(&by).map(String::as_str).unwrap_or_default())
        .word("title", Word::from(request.content.title()))
        .word("number", request.number.as_str())
        .word("reason", reason)
        .to([request.requester_id]);
    tx.tell([news]).await
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
    request.closed_at = (request.phase.state() == State::Closed).then(|| tx.now());
    repo::save(tx, request).await
}
