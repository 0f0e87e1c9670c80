//! What every act on money leaves in its budget, in the transaction of the act: one call each. Call it when the act's own rows are written
//! and before stock is moved: from here to the commit no other act of the school writes budgets.
//!
//! Nothing is added up by hand. What a request has to reserve and an order to commit follows from them as they are now ([`rules`]); an
//! event brings the sums there. So nothing is counted twice, and what was approved before there were budgets joins with its next act.

use campus::school;
use chrono::Datelike;
use kernel::{Money, Problem, Result, Scope, Tx};
use uuid::Uuid;

use super::{
    entity::{Model, event},
    model::{EventKind, Source},
    repo,
    rules::{still_committed, still_reserved, towards},
};
use crate::{
    order::{self, Order},
    petty::Petty,
    receipt::Receipt,
    request::{self, Request, RequestId},
};

/// A request was approved: its total is reserved.
pub(crate) async fn approved(tx: &Tx, request: &Request) -> Result<()> {
    settle(tx, request, None, &Source::from(request)).await
}

/// An approved request is not needed any more: what it reserves is free.
pub(crate) async fn cancelled(tx: &Tx, request: &Request) -> Result<()> {
    settle(tx, request, None, &Source::from(request)).await
}

/// The rest of an approved request, or all of it, is not bought: what it still reserves is free.
pub(crate) async fn closed(tx: &Tx, request: &Request) -> Result<()> {
    settle(tx, request, None, &Source::from(request)).await
}

/// An order was made: what was reserved is committed.
pub(crate) async fn ordered(tx: &Tx, request: &Request, order: &Order) -> Result<()> {
    settle(tx, request, Some(order), &Source::from(order)).await
}

/// An order was cancelled or closed short: what does not come may be ordered again.
pub(crate) async fn ended(tx: &Tx, order: &Order) -> Result<()> {
    let request = request::repo::find(tx, &Scope::school(order.school_id), order.request_id).await?;
    settle(tx, &request, Some(order), &Source::from(order)).await
}

/// Goods were accepted: what was committed for them is spent.
pub(crate) async fn accepted(tx: &Tx, order: &Order, receipt: &Receipt, value: Money) -> Result<()> {
    repo::one_after_another(tx, order.school_id).await?;
    let mut book = Book::of(tx, order.request_id, None).await?;
    let source = Source::from(receipt);
    let of = Of { request: Some(order.request_id.0), order: Some(order.id.0) };
    book.commit(tx, order, &source).await?;
    if value.fen() > 0 {
        book.keep(tx, (EventKind::Spent, value), of, &source).await?;
    }
    Ok(())
}

/// A petty purchase was approved: it was paid for already.
pub(crate) async fn settled(tx: &Tx, petty: &Petty) -> Result<()> {
    repo::one_after_another(tx, petty.school_id).await?;
    let school = school::find(tx, petty.school_id).await?;
    let year = school.today(petty.decided_at.unwrap_or(tx.now())).year();
    let mut book = Book(repo::of_year(tx, year.into(), petty.content.fund).await?);
    book.keep(tx, (EventKind::Spent, petty.content.total), Of::default(), &Source::from(petty)).await
}

/// Brings what a request reserves, and what one of its orders commits, to what they have to be: first what is released, then what is taken.
async fn settle(tx: &Tx, request: &Request, order: Option<&Order>, source: &Source) -> Result<()> {
    repo::one_after_another(tx, request.school_id).await?;
    let taken = order::repo::taken(tx, request.id).await?;
    let reserve = still_reserved(request.phase.state(), &request.content.lines, request.content.total, &taken);
    let now = repo::reserved_by(tx, request.id.0).await?;
    let change = towards(now, reserve, EventKind::Reserved, EventKind::Unreserved);
    if change.is_none() && order.is_none() {
        return Ok(());
    }
    let mut book = Book::of(tx, request.id, Some(request)).await?;
    let of = Of { request: Some(request.id.0), order: None };
    let (first, last) = change.map_or((None, None), |entry| if entry.0 == EventKind::Unreserved { (change, None) } else { (None, change) });
    if let Some(entry) = first {
        book.keep(tx, entry, of, source).await?;
    }
    if let Some(order) = order {
        book.commit(tx, order, source).await?;
    }
    if let Some(entry) = last {
        book.keep(tx, entry, of, source).await?;
    }
    Ok(())
}

/// Whose sums an event changes, beside those of its budget.
#[derive(Debug, Clone, Copy, Default)]
struct Of {
    request: Option<Uuid>,
    order: Option<Uuid>,
}

/// A budget that is written.
struct Book(Model);

impl Book {
    /// Where a request reserves; at its first event by the calendar year of its approval.
    async fn of(tx: &Tx, id: RequestId, request: Option<&Request>) -> Result<Self> {
        if let Some(budget) = repo::of_request(tx, id.0).await? {
            return Ok(Self(budget));
        }
        let school = school::find(tx, tx.school()?).await?;
        let found;
        let request = if let Some(request) = request {
            request
        } else {
            found = request::repo::find(tx, &Scope::school(school.id), id).await?;
            &found
        };
        let year = school.today(request.decided_at.unwrap_or(tx.now())).year();
        Ok(Self(repo::of_year(tx, year.into(), request.content.fund).await?))
    }

    async fn commit(&mut self, tx: &Tx, order: &Order, source: &Source) -> Result<()> {
        let (now, target) = (repo::committed_by(tx, order.id.0).await?, still_committed(order.phase.state(), &order.lines));
        let Some(entry) = towards(now, target, EventKind::Committed, EventKind::Uncommitted) else { return Ok(()) };
        self.keep(tx, entry, Of { request: Some(order.request_id.0), order: Some(order.id.0) }, source).await
    }

    async fn keep(&mut self, tx: &Tx, (kind, amount): (EventKind, Money), of: Of, source: &Source) -> Result<()> {
        let event = event::Model {
            school_id: self.0.school_id,
            budget_id: self.0.id,
            seq: 0,
            kind: kind.key().into(),
            amount: amount.fen(),
            reason: None,
            source_kind: Some(source.kind.into()),
            source_id: Some(source.id),
            source_number: Some(source.number.clone()),
            request_id: of.request,
            order_id: of.order,
            by_id: tx.actor().person.ok_or_else(|| Problem::internal("money that nobody moved"))?,
            at: tx.now(),
        };
        repo::append(tx, &mut self.0, event).await
    }
}
