//! Several approved in one act: each has its own fate, and one that cannot be approved keeps none of the others.

use std::collections::{BTreeMap, HashMap};

use campus::school;
use kernel::{Grant, Lang, Problem, Reply, Result, Tx, idempotency::IdempotencyKey};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    Approvals,
    decide::{Verdict, still_open},
    hand::{Hand, Hands},
    in_scope,
};
use crate::{
    approval::{
        Approval,
        dto::{ApprovalFate, ApprovalFates, ApprovalSeen, ApproveMany},
        entity::{Column, Entity},
        model::Outcome,
        phase::{CommandKind, guard},
        repo,
    },
    error::ApprovalError,
    permissions::DecideApprovals,
};

impl Approvals {
    pub(in crate::approval) async fn approve_many(
        &self,
        grant: &Grant<DecideApprovals>,
        body: ApproveMany,
    ) -> Result<Reply<ApprovalFates>> {
        IdempotencyKey::require(grant.idempotency())?;
        refuse_doubles(&body.items)?;
        let tx = self.db.begin(grant).await?;
        let lang = grant.context().lang();
        let ids = body.items.iter().map(|seen| seen.id);
        let rows = Entity::find().filter(in_scope(&grant.scope()?)).filter(Column::Id.is_in(ids)).all(&tx).await?;
        let found = repo::with_steps(&tx, rows).await?;
        let mut by_id: HashMap<Uuid, Approval> = found.into_iter().map(|approval| (approval.id.0, approval)).collect();
        if let Some(unknown) = body.items.iter().position(|seen| !by_id.contains_key(&seen.id)) {
            return Err(Problem::reference(format!("/items/{unknown}/id")));
        }
        let hands = Hands::of(&tx, tx.school()?, grant.actor(), school::find(&tx, tx.school()?).await?.today(tx.now())).await?;
        let (mut fates, mut events) = (BTreeMap::new(), Vec::new());
        // Signed in the order of their ids, answered in that of the request: two who sign the same ones do not wait for each other in a circle.
        let mut in_order: Vec<(usize, &ApprovalSeen)> = body.items.iter().enumerate().collect();
        in_order.sort_by_key(|(_, seen)| seen.id);
        for (index, seen) in in_order {
            let approval = match by_id.remove(&seen.id).map_or_else(|| Err(Problem::not_found()), |approval| fate(approval, seen, &hands)) {
                Ok(approval) => approval,
                Err(problem) => {
                    fates.insert(index, refused(seen.id, &problem, lang));
                    continue;
                }
            };
            let hand = hands.at(&approval);
            if let Err(problem) = self.may_sign(&tx, &approval, &hands, &hand).await {
                if !problem.status().is_client_error() {
                    return Err(problem);
                }
                fates.insert(index, refused(seen.id, &problem, lang));
                continue;
            }
            let verdict = Verdict { outcome: Outcome::Approved, comment: None, meeting: None };
            // Refused here is only what somebody else did after the questions above: nothing of the act stays then, and the item is named.
            let (_, event) = self.sign(&tx, approval, &hands, hand, verdict).await.map_err(|problem| named(problem, index))?;
            events.push(event);
            fates.insert(index, ApprovalFate { id: seen.id, approved: true, code: None, detail: None });
        }
        let reply = Reply::ok(ApprovalFates { items: fates.into_values().collect() });
        if events.is_empty() {
            // Nothing was changed: there is nothing to keep, and the same request may be sent again.
            return Ok(reply);
        }
        tx.commit(events, reply).await
    }

    async fn may_sign(&self, tx: &Tx, approval: &Approval, hands: &Hands, hand: &Hand) -> Result<()> {
        self.took_no_part(tx, approval, hands, hand).await?;
        self.may_approve(tx, approval).await
    }
}

fn fate(approval: Approval, seen: &ApprovalSeen, hands: &Hands) -> Result<Approval> {
    still_open(&approval, CommandKind::Approve)?;
    if approval.version != seen.version {
        return Err(Problem::stale(approval.version));
    }
    let hand = hands.at(&approval);
    guard(approval.phase.state(), CommandKind::Approve, hand.facts).map_err(ApprovalError::Refused)?;
    // Minutes are written down one by one.
    if hand.facts.by_meeting { Err(ApprovalError::MinutesMissing.into()) } else { Ok(approval) }
}

fn refuse_doubles(items: &[ApprovalSeen]) -> Result<()> {
    for (index, seen) in items.iter().enumerate() {
        if items.iter().take(index).any(|before| before.id == seen.id) {
            let (zh, en) = ("同一项审批出现了两次。", "The same approval is there twice.");
            return Err(Problem::invalid(format!("/items/{index}/id"), "duplicate", zh, en));
        }
    }
    Ok(())
}

/// What refuses all of them, with the one that it is because of.
fn named(problem: Problem, index: usize) -> Problem {
    if !problem.status().is_client_error() {
        return problem;
    }
    let (code, detail) = (problem.code(), problem.detail().clone());
    problem.field(format!("/items/{index}/id"), code, detail)
}

fn refused(id: Uuid, problem: &Problem, lang: Lang) -> ApprovalFate {
    ApprovalFate { id, approved: false, code: Some(problem.code().to_owned()), detail: Some(problem.detail().pick(lang).to_owned()) }
}

#[cfg(test)]
mod tests {
    use kernel::Text;

    use super::*;

    /// Two acts on the last of a budget at the same moment: the second one learns because of which of its items.
    #[test]
    fn what_refuses_all_names_the_one() {
        let beyond = named(Problem::conflict("beyond_budget", Text::fixed("超预算。", "Beyond the budget.")), 2);
        let error = &beyond.errors()[0];
        assert_eq!((error.pointer.as_str(), error.code, error.detail.pick(Lang::Zh)), ("/items/2/id", "beyond_budget", "超预算。"));
        assert!(named(Problem::internal("x"), 2).errors().is_empty());
    }
}
