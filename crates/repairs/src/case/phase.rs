//! The life of a repair case, whole and pure: what can follow what, and who may do it.
//!
//! ```text
//! submitted ─assign/take→ assigned ─start→ in_progress ─finish→ done ─confirm or silence→ closed
//!      │                      │                 │ wait              │ refuse
//!      └─ reject, cancel      └─ finish         └─→ waiting_* ──────┴→ reopened ─→ …
//! ```
//! `docs/workflows.md` is drawn from [`Phase::accepts`].

use chrono::{DateTime, NaiveDate, Utc};
use kernel::Text;
use uuid::Uuid;

/// Where a case stands, with what is true there and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Submitted,
    Triaged,
    Assigned { worker: Uuid, at: DateTime<Utc> },
    InProgress { worker: Uuid, assigned_at: DateTime<Utc>, at: DateTime<Utc> },
    Waiting { worker: Uuid, on: WaitingOn, until: Option<NaiveDate>, note: String },
    Deferred { until: NaiveDate, reason: String },
    Done { by: Option<Uuid>, at: DateTime<Utc>, damage: Damage, note: Option<String>, accept_due_at: Option<DateTime<Utc>> },
    Reopened { worker: Option<Uuid>, reason: String },
    Closed { by: Option<Uuid>, done_at: DateTime<Utc>, damage: Damage, note: Option<String>, at: DateTime<Utc>, auto_accepted: bool },
    Rejected { reason: String },
    Cancelled { reason: Option<String> },
}

/// The name of a phase: what is stored, sent and filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RepairState)]
pub enum State {
    Submitted,
    Triaged,
    Assigned,
    InProgress,
    WaitingMaterial,
    WaitingExternal,
    Deferred,
    Done,
    Reopened,
    Closed,
    Rejected,
    Cancelled,
}

/// What a case waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RepairWaitingOn)]
pub enum WaitingOn {
    Material,
    External,
}

/// Why it broke; decides later who pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RepairDamage)]
pub enum Damage {
    NaturalWear,
    HumanDamage,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Triage,
    Assign { worker: Uuid },
    Take { worker: Uuid },
    Start,
    Wait { on: WaitingOn, until: Option<NaiveDate>, note: String },
    Defer { until: NaiveDate, reason: String },
    Finish { by: Option<Uuid>, damage: Damage, note: Option<String>, accept_due_at: Option<DateTime<Utc>> },
    Confirm,
    CloseSilently,
    Refuse { reason: String },
    Reopen { reason: String },
    Reject { reason: String },
    Cancel { reason: Option<String> },
}

/// The kind of a step: what buttons and `allowed_actions` speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RepairAction)]
pub enum CommandKind {
    Triage,
    Assign,
    Take,
    Start,
    Wait,
    Defer,
    Finish,
    Confirm,
    CloseSilently,
    Refuse,
    Reopen,
    Reject,
    Cancel,
}

impl State {
    pub const ALL: [Self; 12] = [
        Self::Submitted,
        Self::Triaged,
        Self::Assigned,
        Self::InProgress,
        Self::WaitingMaterial,
        Self::WaitingExternal,
        Self::Deferred,
        Self::Done,
        Self::Reopened,
        Self::Closed,
        Self::Rejected,
        Self::Cancelled,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Triaged => "triaged",
            Self::Assigned => "assigned",
            Self::InProgress => "in_progress",
            Self::WaitingMaterial => "waiting_material",
            Self::WaitingExternal => "waiting_external",
            Self::Deferred => "deferred",
            Self::Done => "done",
            Self::Reopened => "reopened",
            Self::Closed => "closed",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == key)
    }

    /// Whether somebody still has to do something.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Rejected | Self::Cancelled)
    }

    /// The office's word for it (domain.md D1).
    pub const fn formal(self) -> Text {
        match self {
            Self::Submitted => Text::fixed("已提交", "Submitted"),
            Self::Triaged => Text::fixed("已受理", "Triaged"),
            Self::Assigned => Text::fixed("已派工", "Assigned"),
            Self::InProgress => Text::fixed("维修中", "In progress"),
            Self::WaitingMaterial => Text::fixed("待料", "Waiting for material"),
            Self::WaitingExternal => Text::fixed("待外修", "Waiting for a contractor"),
            Self::Deferred => Text::fixed("已延期", "Deferred"),
            Self::Done => Text::fixed("待验收", "Done, to be accepted"),
            Self::Reopened => Text::fixed("返工", "Reopened"),
            Self::Closed => Text::fixed("已办结", "Closed"),
            Self::Rejected => Text::fixed("不予受理", "Rejected"),
            Self::Cancelled => Text::fixed("已撤回", "Cancelled"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 13] = [
        Self::Triage,
        Self::Assign,
        Self::Take,
        Self::Start,
        Self::Wait,
        Self::Defer,
        Self::Finish,
        Self::Confirm,
        Self::CloseSilently,
        Self::Refuse,
        Self::Reopen,
        Self::Reject,
        Self::Cancel,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Triage => "triage",
            Self::Assign => "assign",
            Self::Take => "take",
            Self::Start => "start",
            Self::Wait => "wait",
            Self::Defer => "defer",
            Self::Finish => "finish",
            Self::Confirm => "confirm",
            Self::CloseSilently => "close_silently",
            Self::Refuse => "refuse",
            Self::Reopen => "reopen",
            Self::Reject => "reject",
            Self::Cancel => "cancel",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Triage => CommandKind::Triage,
            Self::Assign { .. } => CommandKind::Assign,
            Self::Take { .. } => CommandKind::Take,
            Self::Start => CommandKind::Start,
            Self::Wait { .. } => CommandKind::Wait,
            Self::Defer { .. } => CommandKind::Defer,
            Self::Finish { .. } => CommandKind::Finish,
            Self::Confirm => CommandKind::Confirm,
            Self::CloseSilently => CommandKind::CloseSilently,
            Self::Refuse { .. } => CommandKind::Refuse,
            Self::Reopen { .. } => CommandKind::Reopen,
            Self::Reject { .. } => CommandKind::Reject,
            Self::Cancel { .. } => CommandKind::Cancel,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    use CommandKind as C;
    use State as S;
    match state {
        S::Submitted => matches!(kind, C::Triage | C::Assign | C::Take | C::Defer | C::Reject | C::Cancel),
        S::Triaged | S::Deferred => matches!(kind, C::Assign | C::Take | C::Defer | C::Reject | C::Cancel),
        S::Assigned => matches!(kind, C::Assign | C::Take | C::Start | C::Wait | C::Finish | C::Defer | C::Reject | C::Cancel),
        S::InProgress => matches!(kind, C::Assign | C::Wait | C::Finish | C::Defer),
        S::WaitingMaterial | S::WaitingExternal => matches!(kind, C::Assign | C::Start | C::Finish | C::Defer),
        S::Reopened => matches!(kind, C::Assign | C::Take | C::Start | C::Wait | C::Finish | C::Defer),
        S::Done => matches!(kind, C::Confirm | C::CloseSilently | C::Refuse),
        S::Closed => matches!(kind, C::Reopen),
        S::Rejected | S::Cancelled => false,
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Submitted => State::Submitted,
            Self::Triaged => State::Triaged,
            Self::Assigned { .. } => State::Assigned,
            Self::InProgress { .. } => State::InProgress,
            Self::Waiting { on: WaitingOn::Material, .. } => State::WaitingMaterial,
            Self::Waiting { on: WaitingOn::External, .. } => State::WaitingExternal,
            Self::Deferred { .. } => State::Deferred,
            Self::Done { .. } => State::Done,
            Self::Reopened { .. } => State::Reopened,
            Self::Closed { .. } => State::Closed,
            Self::Rejected { .. } => State::Rejected,
            Self::Cancelled { .. } => State::Cancelled,
        }
    }

    /// Who works on it, if anybody does.
    pub const fn worker(&self) -> Option<Uuid> {
        match self {
            Self::Assigned { worker, .. } | Self::InProgress { worker, .. } | Self::Waiting { worker, .. } => Some(*worker),
            Self::Reopened { worker, .. } => *worker,
            Self::Done { by, .. } | Self::Closed { by, .. } => *by,
            Self::Submitted | Self::Triaged | Self::Deferred { .. } | Self::Rejected { .. } | Self::Cancelled { .. } => None,
        }
    }

    /// One step. Who may do it is [`guard`]'s question.
    ///
    /// # Errors
    /// [`Refusal::WrongPhase`] for every pair that [`accepts`] does not list.
    pub fn step(self, command: Command, now: DateTime<Utc>) -> Result<Self, Refusal> {
        let state = self.state();
        if !accepts(state, command.kind()) {
            return Err(Refusal::WrongPhase(state));
        }
        let worker = self.worker();
        let stays = || worker.ok_or(Refusal::WrongPhase(state));
        Ok(match command {
            Command::Triage => Self::Triaged,
            Command::Assign { worker } | Command::Take { worker } => Self::Assigned { worker, at: now },
            Command::Start => Self::InProgress { worker: stays()?, assigned_at: self.assigned_at().unwrap_or(now), at: now },
            Command::Wait { on, until, note } => Self::Waiting { worker: stays()?, on, until, note },
            Command::Defer { until, reason } => Self::Deferred { until, reason },
            Command::Finish { by, damage, note, accept_due_at } => Self::Done { by: by.or(worker), at: now, damage, note, accept_due_at },
            Command::Confirm => self.close(now, false)?,
            Command::CloseSilently => self.close(now, true)?,
            Command::Refuse { reason } | Command::Reopen { reason } => Self::Reopened { worker, reason },
            Command::Reject { reason } => Self::Rejected { reason },
            Command::Cancel { reason } => Self::Cancelled { reason },
        })
    }

    const fn assigned_at(&self) -> Option<DateTime<Utc>> {
        if let Self::Assigned { at, .. } | Self::InProgress { assigned_at: at, .. } = self { Some(*at) } else { None }
    }

    fn close(self, at: DateTime<Utc>, auto_accepted: bool) -> Result<Self, Refusal> {
        let state = self.state();
        let Self::Done { by, at: done_at, damage, note, .. } = self else { return Err(Refusal::WrongPhase(state)) };
        Ok(Self::Closed { by, done_at, damage, note, at, auto_accepted })
    }
}

/// What of the actor matters to a case.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, not a state")]
pub struct ActorFacts {
    /// Holds the permission that the step asks for.
    pub permitted: bool,
    pub is_worker: bool,
    /// Reported it, holds its follow-up code, or is responsible for the room.
    pub is_for_reporter: bool,
    /// Reported it himself (or holds the code).
    pub is_reporter: bool,
    /// May decide about others' cases: the logistics office.
    pub is_office: bool,
    /// The product itself.
    pub is_system: bool,
}

/// What of the case matters besides its phase.
#[derive(Debug, Clone, Copy)]
pub struct CaseFacts {
    pub danger: bool,
    /// Until when a closed case may be reopened.
    pub reopen_until: Option<DateTime<Utc>>,
    /// Neither the reporter nor anybody responsible for the room can accept it; then the office does.
    pub nobody_accepts: bool,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    NotPermitted,
    NotYours,
    /// SD9: who repaired does not accept.
    OwnWork,
    /// Silence never accepts where there was danger.
    DangerNeedsAPerson,
    TooLate,
}

impl Refusal {
    pub fn text(&self) -> Text {
        match self {
            Self::WrongPhase(state) => {
                let word = state.formal();
                Text::new(
                    format!("这条报修现在是“{}”，不能这样操作。", word.zh),
                    format!("This case is “{}” now; that step is not possible.", word.en),
                )
            }
            Self::NotPermitted => Text::fixed("您没有这项权限。", "You do not have this permission."),
            Self::NotYours => Text::fixed("这条报修不在您手里。", "This case is not in your hands."),
            Self::OwnWork => Text::fixed("自己修的要由别人验收。", "Somebody else must accept your own work."),
            Self::DangerNeedsAPerson => {
                Text::fixed("有危险的报修要有人确认，不能自动完成。", "A dangerous case needs a person's confirmation.")
            }
            Self::TooLate => Text::fixed("已超过重开的期限，请重新报修。", "Too late to reopen; please report anew."),
        }
    }
}

/// Who may take a step now. Used by the service that refuses and by the view that shows the buttons.
///
/// # Errors
/// The reason, in the order in which a person would look for it: rights, phase, relation.
pub fn guard(phase: &Phase, case: CaseFacts, kind: CommandKind, actor: ActorFacts, now: DateTime<Utc>) -> Result<(), Refusal> {
    if !actor.permitted {
        return Err(Refusal::NotPermitted);
    }
    if !accepts(phase.state(), kind) {
        return Err(Refusal::WrongPhase(phase.state()));
    }
    let need = |holds: bool| if holds { Ok(()) } else { Err(Refusal::NotYours) };
    match kind {
        CommandKind::Triage | CommandKind::Assign | CommandKind::Defer | CommandKind::Reject | CommandKind::Take => Ok(()),
        CommandKind::Start | CommandKind::Wait | CommandKind::Finish => need(actor.is_worker),
        CommandKind::Cancel => need(actor.is_reporter || actor.is_office),
        CommandKind::Confirm if actor.is_worker => Err(Refusal::OwnWork),
        CommandKind::Confirm | CommandKind::Refuse => need(actor.is_for_reporter || (actor.is_office && case.nobody_accepts)),
        CommandKind::Reopen => {
            need(actor.is_for_reporter)?;
            if case.reopen_until.is_some_and(|until| now <= until) { Ok(()) } else { Err(Refusal::TooLate) }
        }
        CommandKind::CloseSilently => {
            need(actor.is_system)?;
            if case.danger { Err(Refusal::DangerNeedsAPerson) } else { Ok(()) }
        }
    }
}

/// The workflow as a Mermaid diagram, for `docs/workflows.md`.
pub fn diagram() -> String {
    let now = DateTime::UNIX_EPOCH;
    let steps = samples().into_iter().flat_map(|phase| {
        sample_commands().into_iter().filter_map(move |command| {
            let (from, kind) = (phase.state(), command.kind());
            let next = phase.clone().step(command, now).ok()?;
            Some((from.key(), next.state().key(), kind.key()))
        })
    });
    kernel::workflow::diagram(("submitted", "report"), steps)
}

/// One phase of every state, for the diagram and the tests.
fn samples() -> Vec<Phase> {
    let (at, worker) = (DateTime::UNIX_EPOCH, Uuid::nil());
    let reason = String::new;
    vec![
        Phase::Submitted,
        Phase::Triaged,
        Phase::Assigned { worker, at },
        Phase::InProgress { worker, assigned_at: at, at },
        Phase::Waiting { worker, on: WaitingOn::Material, until: None, note: reason() },
        Phase::Waiting { worker, on: WaitingOn::External, until: None, note: reason() },
        Phase::Deferred { until: NaiveDate::MIN, reason: reason() },
        Phase::Done { by: Some(worker), at, damage: Damage::NaturalWear, note: None, accept_due_at: None },
        Phase::Reopened { worker: Some(worker), reason: reason() },
        Phase::Closed { by: Some(worker), done_at: at, damage: Damage::NaturalWear, note: None, at, auto_accepted: false },
        Phase::Rejected { reason: reason() },
        Phase::Cancelled { reason: None },
    ]
}

/// One command of every kind (both kinds of waiting).
fn sample_commands() -> Vec<Command> {
    let reason = String::new;
    vec![
        Command::Triage,
        Command::Assign { worker: Uuid::nil() },
        Command::Take { worker: Uuid::nil() },
        Command::Start,
        Command::Wait { on: WaitingOn::Material, until: None, note: reason() },
        Command::Wait { on: WaitingOn::External, until: None, note: reason() },
        Command::Defer { until: NaiveDate::MIN, reason: reason() },
        Command::Finish { by: None, damage: Damage::NaturalWear, note: None, accept_due_at: None },
        Command::Confirm,
        Command::CloseSilently,
        Command::Refuse { reason: reason() },
        Command::Reopen { reason: reason() },
        Command::Reject { reason: reason() },
        Command::Cancel { reason: None },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_succeeds_exactly_where_the_table_accepts_it() {
        let (phases, commands) = (samples(), sample_commands());
        let mut pairs = 0;
        for phase in &phases {
            for command in &commands {
                let expected = accepts(phase.state(), command.kind());
                let outcome = phase.clone().step(command.clone(), DateTime::UNIX_EPOCH);
                assert_eq!(outcome.is_ok(), expected, "{:?} {:?}", phase.state(), command.kind());
                pairs += 1;
            }
        }
        assert_eq!(pairs, 12 * 14);
        assert!(State::ALL.iter().all(|s| phases.iter().any(|p| p.state() == *s)));
        assert!(CommandKind::ALL.iter().all(|k| commands.iter().any(|c| c.kind() == *k)));
    }

    #[test]
    fn every_open_phase_leads_on_and_every_end_but_closed_is_final() {
        for state in State::ALL {
            let leads_on = CommandKind::ALL.iter().any(|k| accepts(state, *k));
            assert_eq!(leads_on, state.is_open() || state == State::Closed, "{state:?}");
        }
    }

    #[test]
    fn whoever_repaired_does_not_accept() {
        let done = samples().into_iter().find(|p| p.state() == State::Done).unwrap();
        let case = CaseFacts { danger: false, reopen_until: None, nobody_accepts: false };
        let doer = ActorFacts { permitted: true, is_worker: true, is_for_reporter: true, ..ActorFacts::default() };
        let other = ActorFacts { is_worker: false, ..doer };
        assert_eq!(guard(&done, case, CommandKind::Confirm, doer, DateTime::UNIX_EPOCH), Err(Refusal::OwnWork));
        assert_eq!(guard(&done, case, CommandKind::Confirm, other, DateTime::UNIX_EPOCH), Ok(()));
    }

    #[test]
    fn the_office_accepts_only_where_nobody_else_can() {
        let done = samples().into_iter().find(|p| p.state() == State::Done).unwrap();
        let office = ActorFacts { permitted: true, is_office: true, ..ActorFacts::default() };
        let case = |nobody_accepts| CaseFacts { danger: true, reopen_until: None, nobody_accepts };
        assert_eq!(guard(&done, case(false), CommandKind::Confirm, office, DateTime::UNIX_EPOCH), Err(Refusal::NotYours));
        assert_eq!(guard(&done, case(true), CommandKind::Confirm, office, DateTime::UNIX_EPOCH), Ok(()));
    }

    #[test]
    fn silence_never_accepts_danger() {
        let done = samples().into_iter().find(|p| p.state() == State::Done).unwrap();
        let system = ActorFacts { permitted: true, is_system: true, ..ActorFacts::default() };
        let case = |danger| CaseFacts { danger, reopen_until: None, nobody_accepts: false };
        assert_eq!(guard(&done, case(true), CommandKind::CloseSilently, system, DateTime::UNIX_EPOCH), Err(Refusal::DangerNeedsAPerson));
        assert_eq!(guard(&done, case(false), CommandKind::CloseSilently, system, DateTime::UNIX_EPOCH), Ok(()));
    }
}
