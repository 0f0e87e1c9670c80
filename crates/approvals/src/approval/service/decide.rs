//! One decision. Final: what was signed is never changed, a change of mind is a new request.

use campus::school;
use kernel::{Grant, IfMatch, Problem, Reply, Result, Tx, audit::Event, text};

use super::{
    Approvals,
    ask::{news, said, tell_next},
    hand::{Hand, Hands},
    seen,
};
use crate::{
    Decided,
    approval::{
        Approval, ApprovalId,
        dto::{ApprovalRow, MeetingBody},
        minutes,
        model::{Decision, Outcome},
        phase::{Command, CommandKind, Refusal, accepts, guard},
        repo,
        view::Words,
    },
    error::ApprovalError,
    event,
    permissions::DecideApprovals,
};

/// What somebody decides.
#[derive(Debug, Clone)]
pub struct Verdict {
    pub outcome: Outcome,
    /// The reason, of what is returned or rejected.
    pub comment: Option<String>,
    pub meeting: Option<MeetingBody>,
}

impl Verdict {
    const fn kind(&self) -> CommandKind {
        match self.outcome {
            Outcome::Approved => CommandKind::Approve,
            Outcome::Returned => CommandKind::Return,
            Outcome::Rejected => CommandKind::Reject,
        }
    }

    fn said(&self) -> Option<String> {
        self.comment.as_deref().map(text::sentence).filter(|comment| !comment.is_empty())
    }
}

impl Approvals {
    pub async fn decide(
        &self,
        grant: &Grant<DecideApprovals>,
        id: ApprovalId,
        version: IfMatch,
        verdict: Verdict,
    ) -> Result<Reply<ApprovalRow>> {
        let tx = self.db.begin(grant).await?;
        let approval = seen(&tx, &grant.scope()?, id).await?;
        still_open(&approval, verdict.kind())?;
        version.check(approval.version)?;
        let hands = Hands::of(&tx, approval.school_id, grant.actor(), school::find(&tx, approval.school_id).await?.today(tx.now())).await?;
        let hand = hands.at(&approval);
        guard(approval.phase.state(), verdict.kind(), hand.facts).map_err(ApprovalError::Refused)?;
        self.took_no_part(&tx, &approval, &hands, &hand).await?;
        if verdict.outcome == Outcome::Approved {
            self.may_approve(&tx, &approval).await?;
        }
        let (approval, event) = self.sign(&tx, approval, &hands, hand, verdict).await?;
        let words = Words::of(&tx, approval.school_id, vec![approval.requester_id], grant.context().lang()).await?;
        let version = approval.version;
        tx.commit([event], Reply::ok(words.row(&approval)).version(version)).await
    }

    /// What the feature itself refuses of the last signature, such as what goes beyond the budget.
    pub(super) async fn may_approve(&self, tx: &Tx, approval: &Approval) -> Result<()> {
        if approval.at_the_last() { self.subjects.of(approval)?.may_be_approved(tx, approval).await } else { Ok(()) }
    }

    /// Refuses whoever had a part in it already, and who stands in for him. Who writes down what a meeting decided decides nothing himself.
    pub(super) async fn took_no_part(&self, tx: &Tx, approval: &Approval, hands: &Hands, hand: &Hand) -> Result<()> {
        if hand.facts.by_meeting {
            return Ok(());
        }
        let on_behalf_of = hand.on_behalf.as_ref().map(|other| other.person.id);
        let parties = self.subjects.of(approval)?.took_part(tx, approval).await?;
        let took_part = parties.iter().any(|party| *party == hands.me || Some(*party) == on_behalf_of);
        if took_part { Err(ApprovalError::Refused(Refusal::TookPart).into()) } else { Ok(()) }
    }

    /// Writes the decision down, moves on, tells those whom it concerns. Whoever calls this has asked the guard and [`Self::took_no_part`].
    pub(super) async fn sign(&self, tx: &Tx, before: Approval, hands: &Hands, hand: Hand, verdict: Verdict) -> Result<(Approval, Event)> {
        let step = before.waits_at().cloned().ok_or(ApprovalError::Refused(Refusal::WrongPhase(before.phase.state())))?;
        let met = verdict.meeting.as_ref();
        let meeting = if step.approver.is_meeting() { Some(minutes::read(tx, met, verdict.outcome).await?) } else { None };
        if met.is_some() && meeting.is_none() {
            return Err(ApprovalError::NoMeeting.into());
        }
        let on_behalf_of = hand.on_behalf.as_ref().map(|other| other.person.id);
        if on_behalf_of.is_none() {
            tx.for_himself();
        }
        let subject = self.subjects.of(&before)?;
        let comment = verdict.said();
        let decision = Decision { outcome: verdict.outcome, by: hands.me, on_behalf_of, at: tx.now(), comment: comment.clone(), meeting };
        let reason = comment.unwrap_or_default();
        let command = match verdict.outcome {
            Outcome::Approved => Command::Approve { last: before.at_the_last() },
            Outcome::Returned => Command::Return { reason: reason.clone() },
            Outcome::Rejected => Command::Reject { reason: reason.clone() },
        };
        let mut approval = before.clone();
        approval.phase = approval.phase.step(command).map_err(ApprovalError::Refused)?;
        approval.waiting_since = tx.now();
        for signed in approval.steps.iter_mut().filter(|signed| signed.id == step.id) {
            signed.decision = Some(decision.clone());
        }
        // First the row that everybody writes: of several at the same moment one gets past it.
        let meanwhile = |problem: Problem| if problem.code() == "stale" { ApprovalError::DecidedMeanwhile.into() } else { problem };
        let approval = repo::save(tx, approval).await.map_err(meanwhile)?;
        repo::decide(tx, &before, &step, &decision).await?;
        let action = match verdict.outcome {
            Outcome::Approved => event::APPROVED,
            Outcome::Returned => event::RETURNED,
            Outcome::Rejected => event::REJECTED,
        };
        let (was, is) = (before.recorded(None), approval.recorded(Some(&decision)));
        let mut event = Event::new(action).changed("approval", approval.id, &approval.subject.number, &was, &is);
        if let Some(other) = &hand.on_behalf {
            event = event.about("delegation", other.delegation, &other.person.name);
        }
        let event = minutes::attach(tx, &step, met, event).await?;
        let event = match outcome_of(&approval, verdict.outcome, reason) {
            Some(decided) => subject.decided(tx, &approval, decided, event).await?,
            None => event.about(subject.kind(), approval.subject.id, &approval.subject.number),
        };
        tell(tx, &approval, verdict.outcome, subject.link(approval.subject.id)).await?;
        Ok((approval, event))
    }
}

/// E01: what is decided is decided, whichever version the caller saw. On PostgreSQL the steps may be read a moment after the approval:
/// a signature where it still waits is that of somebody who was faster.
pub(super) fn still_open(approval: &Approval, kind: CommandKind) -> Result<()> {
    let state = approval.phase.state();
    if !accepts(state, kind) {
        return Err(ApprovalError::Refused(Refusal::WrongPhase(state)).into());
    }
    let signed = approval.waits_at().is_some_and(|step| step.decision.is_some());
    if signed { Err(ApprovalError::DecidedMeanwhile.into()) } else { Ok(()) }
}

/// What the feature hears; nothing while further steps follow.
fn outcome_of(approval: &Approval, outcome: Outcome, reason: String) -> Option<Decided> {
    match outcome {
        Outcome::Approved => approval.waits_at().is_none().then_some(Decided::Approved),
        Outcome::Returned => Some(Decided::Returned { reason }),
        Outcome::Rejected => Some(Decided::Rejected { reason }),
    }
}

/// The next who has to sign, or whoever asked: he is led to what he asked for, approvals are not his to see.
async fn tell(tx: &Tx, approval: &Approval, outcome: Outcome, record: String) -> Result<()> {
    let asked = |topic| news(topic, approval, record).to([approval.requester_id]);
    let reason = || {
        let last = approval.steps.iter().rev().find_map(|step| step.decision.as_ref());
        said(last.and_then(|decision| decision.comment.as_deref()).unwrap_or_default())
    };
    match outcome {
        Outcome::Approved if approval.waits_at().is_some() => tell_next(tx, approval).await,
        Outcome::Approved => tx.tell([asked(event::NEWS_APPROVED)]).await,
        Outcome::Returned => tx.tell([asked(event::NEWS_RETURNED).word("said", reason())]).await,
        Outcome::Rejected => tx.tell([asked(event::NEWS_REJECTED).word("said", reason())]).await,
    }
}
