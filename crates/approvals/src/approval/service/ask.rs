//! What features call in their own transactions: asking for an approval, and taking the question back.

use std::collections::{BTreeMap, BTreeSet};

use campus::{role_grant, school};
use kernel::{
    Lang, Money, Problem, Result, Text, Tx,
    outbox::{News, Word},
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    Approver, Chain,
    approval::{
        Approval, ApprovalId, Step,
        phase::{ActorFacts, Command, Phase, guard},
        repo,
    },
    error::ApprovalError,
    event,
    ladder::{self, Tier},
    subject::About,
};

/// What a feature asks for.
#[derive(Debug, Clone)]
pub struct Ask {
    pub subject: About,
    pub requester: Uuid,
    /// Took part besides, and therefore decides nothing: the witness of a petty purchase.
    pub witness: Option<Uuid>,
    pub amount: Option<Money>,
    pub chain: Chain,
}

/// The chain of a request by the school's tiers and by who holds which role today.
pub async fn raise(
    db: &impl ConnectionTrait,
    school: &school::entity::Model,
    now: chrono::DateTime<chrono::Utc>,
    tiers: &[Tier],
    upper: usize,
    beyond: &[Approver],
    parties: &[Uuid],
) -> Result<Chain> {
    let mut holders: BTreeMap<Approver, BTreeSet<Uuid>> = BTreeMap::new();
    for approver in Approver::ALL {
        let Some(role) = approver.role() else { continue };
        let people = role_grant::for_the_whole_school(db, school.id, role, school.today(now)).await?;
        holders.insert(approver, people.into_iter().collect());
    }
    Ok(ladder::chain(tiers, upper, beyond, parties, |approver| holders.get(&approver)).map_err(ApprovalError::from)?)
}

/// Asks for the decisions of a chain; what came back or was taken back is asked again, a round more.
pub async fn ask(tx: &Tx, ask: Ask) -> Result<Approval> {
    let school = tx.school()?;
    let before = repo::of_subject(tx, school, &ask.subject.kind, ask.subject.id).await?;
    let round = before.as_ref().map_or(1, |before| before.round + 1);
    let step = |approver: &Approver| Step { id: tx.new_id(), round, approver: *approver, decision: None };
    let steps: Vec<Step> = ask.chain.steps.iter().map(step).collect();
    if steps.is_empty() {
        return Err(Problem::internal("a chain without a step"));
    }
    let now = tx.now();
    let approval = match before {
        None => {
            let approval = Approval {
                school_id: school,
                id: ApprovalId(tx.new_id()),
                subject: ask.subject,
                requester_id: ask.requester,
                witness_id: ask.witness,
                amount: ask.amount,
                phase: Phase::Deciding { step: 0 },
                round,
                steps,
                earlier: Vec::new(),
                waiting_since: now,
                asked_at: now,
                version: 1,
                raised: ask.chain.raised,
            };
            repo::insert(tx, &approval).await?;
            approval
        }
        Some(before) => {
            guard(before.phase.state(), Command::AskAgain.kind(), ActorFacts::default()).map_err(ApprovalError::Refused)?;
            let phase = before.phase.clone().step(Command::AskAgain).map_err(ApprovalError::Refused)?;
            let earlier = [before.earlier, before.steps].concat();
            let approval = Approval {
                phase,
                round,
                steps,
                earlier,
                amount: ask.amount,
                subject: ask.subject,
                witness_id: ask.witness,
                waiting_since: now,
                asked_at: now,
                raised: ask.chain.raised,
                ..before
            };
            let approval = repo::save(tx, approval).await?;
            repo::insert_steps(tx, &approval).await?;
            approval
        }
    };
    tell_next(tx, &approval).await?;
    Ok(approval)
}

/// Takes the question back while nobody has said the last word.
pub async fn withdraw(tx: &Tx, kind: &str, subject: Uuid) -> Result<Approval> {
    let approval = repo::of_subject(tx, tx.school()?, kind, subject).await?;
    let mut approval = approval.ok_or_else(|| Problem::internal("nothing was asked that could be withdrawn"))?;
    guard(approval.phase.state(), Command::Withdraw.kind(), ActorFacts::default()).map_err(ApprovalError::Refused)?;
    approval.phase = approval.phase.step(Command::Withdraw).map_err(ApprovalError::Refused)?;
    approval.waiting_since = tx.now();
    repo::save(tx, approval).await
}

/// Tells whoever has to sign next.
pub(super) async fn tell_next(tx: &Tx, approval: &Approval) -> Result<()> {
    let Some(step) = approval.waits_at() else { return Ok(()) };
    let names = campus::person::repo::names(tx, approval.school_id, vec![approval.requester_id]).await?;
    let who = names.get(&approval.requester_id).map(String::as_str).unwrap_or_default();
    tx.tell([to_whoever_signs(waiting(event::NEWS_WAITING, approval, who), step.approver)]).await
}

/// That it waits for a signature: what it is, who asks, and for how much. Not for those who may not sign it.
pub(super) fn waiting(topic: &'static kernel::outbox::Topic, approval: &Approval, who: &str) -> News {
    let amount = approval.amount.map_or(Text::fixed("", ""), |amount| Text::new(format!(" {amount} 元"), format!(", {amount}")));
    news(topic, approval, format!("/approvals/{}", approval.id))
        .but_for(approval.kept_out())
        .word("who", who)
        .word("amount", Word::from(amount))
}

/// News for those whose signature is wanted at a step.
pub fn to_whoever_signs(news: News, approver: Approver) -> News {
    match approver.role() {
        Some(role) => news.to_role(role.code()),
        // Who convenes it, and who puts it on the agenda.
        None => news.to_role(campus::Role::Principal.code()).to_role(campus::Role::LogisticsDirector.code()),
    }
}

pub(super) fn news(topic: &'static kernel::outbox::Topic, approval: &Approval, link: String) -> News {
    News::new(topic, "approval", approval.id, link)
        .word("title", approval.subject.title.as_str())
        .word("number", approval.subject.number.as_str())
}

/// A reason as the end of a sentence.
pub(super) fn said(reason: &str) -> Word {
    let text = |lang| match lang {
        Lang::Zh => format!("，{reason}"),
        Lang::En => format!(": {reason}"),
    };
    Word::Both { zh: text(Lang::Zh), en: text(Lang::En) }
}
