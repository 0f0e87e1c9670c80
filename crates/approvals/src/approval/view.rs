//! An approval as its caller sees it.

use std::collections::HashMap;

use campus::{
    person::PersonRef,
    role_label::{self, Labels},
};
use files::attachment::Attached;
use kernel::{Lang, Money, Problem, Result, Text};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    Approval, ApprovalId, Step,
    dto::{AllowedDecision, ApprovalRow, ApprovalStepView, InboxRow, MeetingView},
    entity::Model,
    minutes,
    phase::{ActorFacts, CommandKind, Phase, State, guard},
    repo,
};
use crate::{Approver, Left, Mark, Summary};

/// The names that approvals speak in: of people, and of roles as the school calls them.
#[derive(Debug)]
pub struct Words {
    names: HashMap<Uuid, String>,
    labels: Labels,
    lang: Lang,
}

impl Words {
    pub async fn of(db: &impl ConnectionTrait, school: Uuid, people: Vec<Uuid>, lang: Lang) -> Result<Self> {
        let (names, labels) = role_label::with_names(db, school, people.into_iter().collect()).await?;
        Ok(Self { names, labels, lang })
    }

    pub fn person(&self, id: Uuid) -> PersonRef {
        PersonRef { id, name: self.names.get(&id).cloned().unwrap_or_default() }
    }

    /// An approver by the school's own name of the role.
    pub fn title(&self, approver: Approver) -> String {
        approver.role().map_or_else(|| approver.title().pick(self.lang).to_owned(), |role| self.labels.title(role, self.lang))
    }

    /// The state as it is said: `等校长审批`.
    pub fn state_text(&self, approval: &Approval) -> String {
        self.said(approval.phase.state(), approval.waits_at().map(|step| step.approver))
    }

    fn said(&self, state: State, waits_for: Option<Approver>) -> String {
        let Some(approver) = waits_for else { return state.formal().pick(self.lang).to_owned() };
        let title = self.title(approver);
        match (self.lang, approver.is_meeting()) {
            (Lang::Zh, false) => format!("等{title}审批"),
            (Lang::Zh, true) => format!("等{title}决定"),
            (Lang::En, _) => format!("Waits for: {title}"),
        }
    }

    pub(super) fn row(&self, approval: &Approval) -> ApprovalRow {
        ApprovalRow {
            id: approval.id,
            subject_kind: approval.subject.kind.clone(),
            subject_id: approval.subject.id,
            number: approval.subject.number.clone(),
            title: approval.subject.title.clone(),
            requester: self.person(approval.requester_id),
            amount: approval.amount,
            state: approval.phase.state(),
            state_text: self.state_text(approval),
            waits_for: approval.waits_at().map(|step| step.approver),
            waiting_since: approval.waiting_since,
            asked_at: approval.asked_at,
            round: approval.round,
            version: approval.version,
        }
    }

    /// A row of the inbox from the table's own row, which says whom it waits for: no step is looked up.
    pub(super) fn inbox_row(&self, row: Model, requester: PersonRef, summary: Summary) -> Result<InboxRow> {
        let state = State::of(&row.phase).ok_or_else(|| Problem::internal(format!("approval {} in phase {}", row.id, row.phase)))?;
        let waits_for = row.waits_for.as_deref().and_then(Approver::of);
        let left = summary.left.filter(|_| state == State::Deciding);
        Ok(InboxRow {
            purpose: summary.purpose,
            marks: marks(summary.marks, left.as_ref(), row.raised, self.lang),
            left,
            row: ApprovalRow {
                id: ApprovalId(row.id),
                subject_kind: row.subject_kind,
                subject_id: row.subject_id,
                number: row.subject_number,
                title: row.title,
                requester,
                amount: row.amount.map(Money::stored),
                state,
                state_text: self.said(state, waits_for),
                waits_for,
                waiting_since: row.waiting_since,
                asked_at: row.asked_at,
                round: row.round,
                version: row.version,
            },
        })
    }

    /// The steps of all rounds, in order, with the pages of what meetings decided; none of what was never asked about.
    pub async fn steps(&self, db: &impl ConnectionTrait, approval: Option<&Approval>) -> Result<Vec<ApprovalStepView>> {
        let Some(approval) = approval else { return Ok(Vec::new()) };
        let pages = minutes::pages_of(db, approval).await?;
        let of = |step: &Step| pages.get(&step.id).map(Vec::as_slice).unwrap_or_default();
        let waits_at = approval.waits_at().map(|step| step.id);
        let since = |step: &Step| (waits_at == Some(step.id)).then_some(approval.waiting_since);
        Ok(approval.all_steps().map(|step| ApprovalStepView { waiting_since: since(step), ..self.step(step, of(step)) }).collect())
    }

    fn step(&self, step: &Step, pages: &[Attached]) -> ApprovalStepView {
        let decision = step.decision.as_ref();
        let met = decision.and_then(|decision| decision.meeting.as_ref().map(|meeting| (meeting, self.person(decision.by).name)));
        ApprovalStepView {
            round: step.round,
            approver: step.approver,
            title: self.title(step.approver),
            is_meeting: step.approver.is_meeting(),
            outcome: decision.map(|decision| decision.outcome),
            decided_by: decision.map(|decision| self.person(decision.by)),
            on_behalf_of: decision.and_then(|decision| decision.on_behalf_of).map(|person| self.person(person)),
            decided_at: decision.map(|decision| decision.at),
            waiting_since: None,
            comment: decision.and_then(|decision| decision.comment.clone()),
            meeting: met.map(|(meeting, recorder)| MeetingView::of(meeting, pages, &recorder)),
        }
    }
}

/// What a row must not hide: what its feature says, that its money would not do, that it went higher up.
fn marks(own: Vec<Mark>, left: Option<&Left>, raised: bool, lang: Lang) -> Vec<Mark> {
    let over = left.is_some_and(|left| left.amount.fen() < 0);
    let over = over.then(|| Mark::new("over_budget", &Text::fixed("批后超预算", "Over budget"), lang));
    let raised = raised.then(|| Mark::new("raised", &Text::fixed("已上提一级", "One tier up"), lang));
    own.into_iter().chain(over).chain(raised).collect()
}

/// Whose names an approval speaks of.
pub fn people_of(approval: &Approval) -> impl Iterator<Item = Uuid> {
    let decided = approval.all_steps().filter_map(|step| step.decision.as_ref());
    decided.flat_map(|decision| [Some(decision.by), decision.on_behalf_of]).flatten().chain([approval.requester_id])
}

/// Whether the caller may decide now; nothing once it is decided.
pub(super) fn allowed(approval: &Approval, facts: ActorFacts, lang: Lang) -> Vec<AllowedDecision> {
    if !matches!(approval.phase, Phase::Deciding { .. }) {
        return Vec::new();
    }
    let decision = |action| match guard(approval.phase.state(), action, facts) {
        Ok(()) => AllowedDecision { action, allowed: true, reason: None },
        Err(refusal) => AllowedDecision { action, allowed: false, reason: Some(refusal.text().pick(lang).to_owned()) },
    };
    [CommandKind::Approve, CommandKind::Return, CommandKind::Reject].into_iter().map(decision).collect()
}

/// How the approvals of several records stand, as it is said: for a feature's own list.
pub async fn said_of(
    db: &impl ConnectionTrait,
    school: Uuid,
    kind: &str,
    subjects: Vec<Uuid>,
    lang: Lang,
) -> Result<HashMap<Uuid, String>> {
    if subjects.is_empty() {
        return Ok(HashMap::new());
    }
    let approvals = repo::of_subjects(db, school, kind, subjects).await?;
    let words = Words::of(db, school, Vec::new(), lang).await?;
    Ok(approvals.iter().map(|approval| (approval.subject.id, words.state_text(approval))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_marked_from_the_first_fen_beyond_its_money() {
        let left = |fen| Left { of: "公用经费".into(), amount: Money::stored(fen) };
        let codes = |left: Option<Left>, raised| -> Vec<String> {
            let own = vec![Mark::new("split", &Text::fixed("近期另有同样的", "More of the same"), Lang::Zh)];
            marks(own, left.as_ref(), raised, Lang::Zh).into_iter().map(|mark| mark.code).collect()
        };
        assert_eq!(codes(Some(left(0)), false), ["split"]);
        assert_eq!(codes(Some(left(-1)), true), ["split", "over_budget", "raised"]);
        assert_eq!(codes(None, true), ["split", "raised"]);
    }
}
