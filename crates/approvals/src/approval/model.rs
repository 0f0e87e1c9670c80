//! The aggregate: what is asked, by whom, and the steps of its chain in every round.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Money, typed_id};
use serde::Serialize;
use uuid::Uuid;

use super::phase::Phase;
use crate::{Approver, subject::About};

typed_id! {
    /// An approval.
    ApprovalId
}

/// An approval with the steps of its present round.
#[derive(Debug, Clone)]
pub struct Approval {
    pub school_id: Uuid,
    pub id: ApprovalId,
    pub subject: About,
    pub requester_id: Uuid,
    /// Took part besides, and decides nothing either.
    pub witness_id: Option<Uuid>,
    /// What it was judged by, where it is about money.
    pub amount: Option<Money>,
    pub phase: Phase,
    /// 1 at first; one more each time it is asked again.
    pub round: i64,
    /// The steps of this round, in order.
    pub steps: Vec<Step>,
    /// Those of the rounds before, in order.
    pub earlier: Vec<Step>,
    /// When it came to where it waits now.
    pub waiting_since: DateTime<Utc>,
    pub asked_at: DateTime<Utc>,
    pub version: i64,
    /// It went higher up than it would have had to: whoever should have decided asked himself, or is not there.
    pub raised: bool,
}

/// One signature of a chain: whose it is to be, and what came of it.
#[derive(Debug, Clone)]
pub struct Step {
    pub id: Uuid,
    pub round: i64,
    pub approver: Approver,
    pub decision: Option<Decision>,
}

/// What was decided at a step. Never changed.
#[derive(Debug, Clone)]
pub struct Decision {
    pub outcome: Outcome,
    pub by: Uuid,
    /// For whom he stood in.
    pub on_behalf_of: Option<Uuid>,
    pub at: DateTime<Utc>,
    pub comment: Option<String>,
    pub meeting: Option<Meeting>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ApprovalOutcome)]
pub enum Outcome {
    Approved,
    Returned,
    Rejected,
}

impl Outcome {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Returned => "returned",
            Self::Rejected => "rejected",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        [Self::Approved, Self::Returned, Self::Rejected].into_iter().find(|outcome| outcome.key() == key)
    }
}

/// The decision of a meeting, as its minutes say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meeting {
    pub held_on: NaiveDate,
    pub present: i64,
    pub votes_for: i64,
    pub votes_against: i64,
    pub votes_abstained: i64,
    /// What was resolved; nothing where only the pages say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<String>,
}

/// What of an approval goes into the audit trail.
#[derive(Debug, Serialize)]
pub struct Recorded<'a> {
    state: &'static str,
    round: i64,
    /// Who is to sign next.
    step: Option<&'static str>,
    amount: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meeting: Option<&'a Meeting>,
}

impl Approval {
    /// Whether this person asked for it or bore witness: he decides nothing about it.
    pub fn is_of(&self, person: Uuid) -> bool {
        self.requester_id == person || self.witness_id == Some(person)
    }

    /// The step that it waits at.
    pub fn waits_at(&self) -> Option<&Step> {
        let Phase::Deciding { step } = self.phase else { return None };
        self.steps.get(step)
    }

    /// The steps of all rounds, in order.
    pub fn all_steps(&self) -> impl Iterator<Item = &Step> {
        self.earlier.iter().chain(&self.steps)
    }

    /// Whether no step follows the one that it waits at.
    pub fn at_the_last(&self) -> bool {
        matches!(self.phase, Phase::Deciding { step } if step + 1 >= self.steps.len())
    }

    /// Whether this person signed in this round, himself or by somebody who stood in for him.
    pub fn signed_by(&self, person: Uuid) -> bool {
        let decisions = self.steps.iter().filter(|step| !step.approver.is_meeting()).filter_map(|step| step.decision.as_ref());
        decisions.into_iter().any(|decision| decision.by == person || decision.on_behalf_of == Some(person))
    }

    /// Those who may not sign where it waits now, whatever they hold: who asked for it or bore witness, and who signed in this round. Whoever
    /// signed before still has a part in what a meeting decides.
    pub fn kept_out(&self) -> BTreeSet<Uuid> {
        let mut people: BTreeSet<Uuid> = [Some(self.requester_id), self.witness_id].into_iter().flatten().collect();
        if self.waits_at().is_some_and(|step| !step.approver.is_meeting()) {
            let signed = self.steps.iter().filter(|step| !step.approver.is_meeting()).filter_map(|step| step.decision.as_ref());
            people.extend(signed.flat_map(|decision| [Some(decision.by), decision.on_behalf_of].into_iter().flatten()));
        }
        people
    }

    /// A snapshot for the audit event, with what the last decision said.
    pub fn recorded<'a>(&self, last: Option<&'a Decision>) -> Recorded<'a> {
        Recorded {
            state: self.phase.state().key(),
            round: self.round,
            step: self.waits_at().map(|step| step.approver.code()),
            amount: self.amount,
            note: last.and_then(|decision| decision.comment.as_deref()),
            meeting: last.and_then(|decision| decision.meeting.as_ref()),
        }
    }
}
