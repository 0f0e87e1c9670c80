//! The life of what an inspection from outside found, whole and pure.
//!
//! ```text
//! open ─report→ open ─mend→ mended
//! ```
//! That it is overdue is a matter of the day and no step. `docs/workflows.md` is drawn from [`accepts`].

use kernel::Text;

/// Where a finding stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Open,
    /// Somebody else than whoever answers for it saw that it was put right.
    Mended {
        note: String,
    },
}

/// The name of a phase: what is stored and sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OutsideFindingState)]
pub enum State {
    Open,
    Mended,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// It becomes a repair, and stays open until somebody saw that it was put right.
    Report,
    Mend {
        note: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OutsideFindingAction)]
pub enum CommandKind {
    Report,
    Mend,
}

impl State {
    pub const ALL: [Self; 2] = [Self::Open, Self::Mended];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Mended => "mended",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Open => Text::fixed("待整改", "To be mended"),
            Self::Mended => Text::fixed("已整改", "Mended"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 2] = [Self::Report, Self::Mend];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Mend => "mend",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Report => CommandKind::Report,
            Self::Mend { .. } => CommandKind::Mend,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    match state {
        State::Open => matches!(kind, CommandKind::Report | CommandKind::Mend),
        State::Mended => false,
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Open => State::Open,
            Self::Mended { .. } => State::Mended,
        }
    }

    /// One step. Who may take it is [`guard`]'s question.
    ///
    /// # Errors
    /// [`Refusal::WrongPhase`] for every pair that [`accepts`] does not list.
    pub fn step(self, command: Command) -> Result<Self, Refusal> {
        let state = self.state();
        if !accepts(state, command.kind()) {
            return Err(Refusal::WrongPhase(state));
        }
        Ok(match command {
            Command::Report => Self::Open,
            Command::Mend { note } => Self::Mended { note },
        })
    }
}

/// Who somebody is to a finding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Who {
    /// He does not keep what comes from outside.
    #[default]
    Nobody,
    /// He keeps it, and answers for this one himself or stands in for who does.
    Responsible,
    Keeper,
}

impl Who {
    pub const fn of(keeps: bool, is_responsible: bool) -> Self {
        match (keeps, is_responsible) {
            (false, _) => Self::Nobody,
            (true, true) => Self::Responsible,
            (true, false) => Self::Keeper,
        }
    }
}

/// What matters beside the phase.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts {
    pub who: Who,
    /// Whether it became a repair already.
    pub is_reported: bool,
    /// Whether the inspection was struck out.
    pub is_struck: bool,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    Struck,
    Reported,
    NotKeeping,
    /// Nobody strikes off his own finding (SD11).
    Responsible,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::Struck => Text::fixed("这次检查的记录已作废。", "The record of this inspection was struck out."),
            Self::Reported => Text::fixed("已经报修了。", "It became a repair already."),
            Self::NotKeeping => Text::fixed(
                "由总务主任、食堂管理员或食品安全员办理。",
                "The logistics director, the canteen's manager or whoever answers for food safety does this.",
            ),
            Self::Responsible => Text::fixed(
                "自己负责整改的，要由另一位看过再销号。",
                "You answer for this yourself: somebody else has to see that it was mended.",
            ),
        }
    }
}

/// Whether a person may take a step now.
///
/// # Errors
/// The first reason against it.
pub const fn guard(state: State, kind: CommandKind, facts: Facts) -> Result<(), Refusal> {
    if !accepts(state, kind) {
        return Err(Refusal::WrongPhase(state));
    }
    if facts.is_struck {
        return Err(Refusal::Struck);
    }
    match (facts.who, kind) {
        (Who::Nobody, _) => Err(Refusal::NotKeeping),
        (Who::Responsible | Who::Keeper, CommandKind::Report) if facts.is_reported => Err(Refusal::Reported),
        (Who::Responsible, CommandKind::Mend) => Err(Refusal::Responsible),
        (Who::Responsible | Who::Keeper, CommandKind::Report) | (Who::Keeper, CommandKind::Mend) => Ok(()),
    }
}

/// The workflow as a Mermaid diagram, for `docs/workflows.md`.
pub fn diagram() -> String {
    let steps = State::ALL.into_iter().flat_map(|state| {
        CommandKind::ALL.into_iter().filter_map(move |kind| {
            let next = phase(state).step(command(kind)).ok()?;
            Some((state.key(), next.state().key(), kind.key()))
        })
    });
    kernel::workflow::diagram(("open", "record"), steps)
}

/// One phase of every state, for the diagram and the tests.
fn phase(state: State) -> Phase {
    match state {
        State::Open => Phase::Open,
        State::Mended => Phase::Mended { note: "x".to_owned() },
    }
}

/// One command of every kind.
fn command(kind: CommandKind) -> Command {
    match kind {
        CommandKind::Report => Command::Report,
        CommandKind::Mend => Command::Mend { note: "x".to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEEPER: Facts = Facts { who: Who::Keeper, is_reported: false, is_struck: false };

    #[test]
    fn d01_every_pair_steps_exactly_when_it_is_listed() {
        let mut listed = 0;
        for state in State::ALL {
            for kind in CommandKind::ALL {
                let stepped = phase(state).step(command(kind));
                assert_eq!(stepped.is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                assert_eq!(guard(state, kind, KEEPER).is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 2);
    }

    #[test]
    fn sd11_nobody_strikes_off_what_he_answers_for_and_nothing_becomes_two_repairs() {
        let own = Facts { who: Who::of(true, true), ..KEEPER };
        assert_eq!(guard(State::Open, CommandKind::Mend, own), Err(Refusal::Responsible));
        assert_eq!(guard(State::Open, CommandKind::Report, own), Ok(()));
        let reported = Facts { is_reported: true, ..KEEPER };
        assert_eq!(guard(State::Open, CommandKind::Report, reported), Err(Refusal::Reported));
        assert_eq!(guard(State::Open, CommandKind::Mend, reported), Ok(()));
        assert_eq!(guard(State::Open, CommandKind::Mend, Facts { is_struck: true, ..KEEPER }), Err(Refusal::Struck));
        assert_eq!(guard(State::Open, CommandKind::Mend, Facts::default()), Err(Refusal::NotKeeping));
    }
}
