//! Entering petty purchases into the accounts: one, or several under one voucher, as they come by the week or by the shop. All of them or
//! none, and never by whoever bought one of them, bore witness or approved it (SD8).

use std::collections::HashMap;

use approvals::approval;
use campus::school;
use kernel::{Grant, Permission, Problem, Reply, Result, Scope, Tx, audit::Event, idempotency::IdempotencyKey};
use uuid::Uuid;

use super::{
    KIND,
    dto::{PettyPosted, PettySeen, PostBody},
    error::PettyError,
    model::Petty,
    phase::{Command, CommandKind, guard},
    repo,
    service::PettyForms,
    view,
};
use crate::{
    event,
    order::emergency::approvers,
    permissions::{PostReceipts, ViewPurchases},
    receipt::{Voucher, phase::Posting},
};

impl PettyForms {
    /// Enters them into the accounts, under one voucher.
    pub async fn post(&self, grant: &Grant<PostReceipts>, body: PostBody) -> Result<Reply<PettyPosted>> {
        let tx = self.db.begin(grant).await?;
        IdempotencyKey::require(grant.idempotency())?;
        refuse_doubles(&body.items)?;
        let school = school::find(&tx, tx.school()?).await?;
        let voucher = Voucher { mode: body.mode, number: &body.voucher_no, posted_on: body.posted_on, submitted_on: body.submitted_on };
        let posting = voucher.entered(grant.person()?, tx.now(), school.today(tx.now()))?;
        let before = allowed(&tx, grant, &body.items).await?;
        let mut event = Event::new(event::PETTY_POSTED);
        let mut posted = Vec::with_capacity(before.len());
        for before in before {
            let petty = repo::save(&tx, entered(&before, &posting)?).await.map_err(|problem| meanwhile(problem, &body.items, &before))?;
            event = event.changed(KIND, petty.id, &petty.number, &before.recorded(), &petty.recorded());
            posted.push(petty);
        }
        let items = view::rows(&tx, school.id, &posted, grant.context().lang()).await?;
        tx.commit([event], Reply::ok(PettyPosted { items })).await
    }
}

fn entered(before: &Petty, posting: &Posting) -> Result<Petty> {
    let mut petty = before.clone();
    petty.phase = before.phase.clone().step(Command::Post(posting.clone())).map_err(PettyError::Refused)?;
    Ok(petty)
}

/// Somebody entered it between this one's look and its write.
fn meanwhile(problem: Problem, items: &[PettySeen], before: &Petty) -> Problem {
    let index = items.iter().position(|seen| seen.id == before.id.0).filter(|_| problem.code() == "stale");
    index.map_or(problem, |index| PettyError::OneStale { index, number: before.number.clone(), current: before.version + 1 }.into())
}

/// Those that the caller may enter, by their ids: whoever else enters some of them writes them in the same order. The first that he may not
/// enter is named: what a colleague entered is in the accounts, whichever version was seen.
async fn allowed(tx: &Tx, grant: &Grant<PostReceipts>, items: &[PettySeen]) -> Result<Vec<Petty>> {
    let right = grant.actor().right(ViewPurchases::INFO.key).ok_or_else(Problem::not_found)?;
    let scope = Scope { school: grant.school()?, reach: right.reach.clone() };
    let ids: Vec<Uuid> = items.iter().map(|seen| seen.id).collect();
    let approved = approved_by(tx, scope.school, ids.clone()).await?;
    let mut found: HashMap<Uuid, Petty> = repo::several(tx, &scope, ids).await?.into_iter().map(|petty| (petty.id.0, petty)).collect();
    let mut allowed = Vec::with_capacity(items.len());
    for (index, seen) in items.iter().enumerate() {
        let petty = found.remove(&seen.id).ok_or_else(|| Problem::reference(format!("/items/{index}/id")))?;
        let facts = view::facts(grant.actor(), &petty, approved.get(&seen.id).map_or(&[], Vec::as_slice));
        if let Err(refusal) = guard(petty.phase.state(), CommandKind::Post, facts) {
            return Err(PettyError::OneRefused { index, number: petty.number, refusal }.into());
        }
        if petty.version != seen.version {
            return Err(PettyError::OneStale { index, number: petty.number, current: petty.version }.into());
        }
        allowed.push(petty);
    }
    allowed.sort_unstable_by_key(|petty| petty.id.0);
    Ok(allowed)
}

/// Who approved each of them.
async fn approved_by(tx: &Tx, school: Uuid, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let found = approval::repo::of_subjects(tx, school, KIND, ids).await?;
    Ok(found.iter().map(|approval| (approval.subject.id, approvers(Some(approval)))).collect())
}

fn refuse_doubles(items: &[PettySeen]) -> Result<()> {
    for (index, seen) in items.iter().enumerate() {
        if items.iter().take(index).any(|before| before.id == seen.id) {
            let (zh, en) = ("同一笔零星采购出现了两次。", "The same petty purchase is there twice.");
            return Err(Problem::invalid(format!("/items/{index}/id"), "duplicate", zh, en));
        }
    }
    Ok(())
}
