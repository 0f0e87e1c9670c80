//! Whether a lot may be used, whole and pure.
//!
//! ```text
//! usable ─stop→ stopped ─release→ usable
//!    ↻ name        ↻ name
//! ```
//! A lot that is over is over by its date, without a step. `docs/workflows.md` is drawn from [`accepts`].

use chrono::{DateTime, Utc};
use kernel::Text;
use serde::Serialize;

/// Where a lot stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Usable,
    /// Recalled by its maker, or somebody does not trust it.
    Stopped {
        at: DateTime<Utc>,
        reason: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StockLotState)]
pub enum State {
    Usable,
    Stopped,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Says what the maker wrote on it, where nobody has.
    Name,
    Stop {
        at: DateTime<Utc>,
        reason: String,
    },
    Release,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StockLotAction)]
pub enum CommandKind {
    Name,
    Stop,
    Release,
}

impl State {
    pub const ALL: [Self; 2] = [Self::Usable, Self::Stopped];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Usable => "usable",
            Self::Stopped => "stopped",
        }
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Usable => Text::fixed("可用", "May be used"),
            Self::Stopped => Text::fixed("已停用", "Stopped"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 3] = [Self::Name, Self::Stop, Self::Release];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Stop => "stop",
            Self::Release => "release",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Name => CommandKind::Name,
            Self::Stop { .. } => CommandKind::Stop,
            Self::Release => CommandKind::Release,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    match state {
        State::Usable => matches!(kind, CommandKind::Name | CommandKind::Stop),
        State::Stopped => matches!(kind, CommandKind::Name | CommandKind::Release),
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Usable => State::Usable,
            Self::Stopped { .. } => State::Stopped,
        }
    }

    /// One step. Who may take it is [`guard`]'s question.
    ///
    /// # Errors
    /// [`Refusal::WrongPhase`] for every pair that [`accepts`] does not list.
    pub fn step(self, command: Command) -> Result<Self, Refusal> {
        let state = self.state();
        match (self, command) {
            (same, Command::Name) => Ok(same),
            (Self::Usable, Command::Stop { at, reason }) => Ok(Self::Stopped { at, reason }),
            (Self::Stopped { .. }, Command::Release) => Ok(Self::Usable),
            (_, Command::Stop { .. } | Command::Release) => Err(Refusal::WrongPhase(state)),
        }
    }
}

/// Who wants to take a step, on which lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// He keeps the store in which it lies.
    pub keeps: bool,
    /// It has a number or a day on which it was made.
    pub named: bool,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    NotKeeping,
    Named,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::NotKeeping => Text::fixed("这要由这个库房的保管员办。", "This is done by those who keep the store."),
            Self::Named => {
                Text::fixed("这一批已有批号或生产日期，不能改。", "This lot has a number or a day of production already: it stays.")
            }
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
    match kind {
        CommandKind::Name | CommandKind::Stop | CommandKind::Release if !facts.keeps => Err(Refusal::NotKeeping),
        CommandKind::Name if facts.named => Err(Refusal::Named),
        CommandKind::Name | CommandKind::Stop | CommandKind::Release => Ok(()),
    }
}

/// The workflow as a Mermaid diagram, for `docs/workflows.md`.
pub fn diagram() -> String {
    let steps = State::ALL.into_iter().flat_map(|state| {
        commands().into_iter().filter_map(move |command| {
            let kind = command.kind();
            let next = phase(state).step(command).ok()?;
            Some((state.key(), next.state().key(), kind.key()))
        })
    });
    kernel::workflow::diagram(("usable", "receive"), steps)
}

/// One phase of every state, for the diagram and the tests.
fn phase(state: State) -> Phase {
    match state {
        State::Usable => Phase::Usable,
        State::Stopped => Phase::Stopped { at: DateTime::<Utc>::UNIX_EPOCH, reason: "x".to_owned() },
    }
}

fn commands() -> [Command; 3] {
    [Command::Name, Command::Stop { at: DateTime::<Utc>::UNIX_EPOCH, reason: "x".to_owned() }, Command::Release]
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEEPER: Facts = Facts { keeps: true, named: false };

    #[test]
    fn d01_every_pair_steps_exactly_when_it_is_listed() {
        let mut listed = 0;
        for state in State::ALL {
            for command in commands() {
                let kind = command.kind();
                assert_eq!(phase(state).step(command).is_ok(), accepts(state, kind), "{state:?} {kind:?}");
            }
            for kind in CommandKind::ALL {
                assert_eq!(guard(state, kind, KEEPER).is_ok(), accepts(state, kind));
                assert!(guard(state, kind, Facts { keeps: false, ..KEEPER }).is_err());
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 4);
    }

    #[test]
    fn what_the_maker_wrote_is_said_once() {
        assert_eq!(guard(State::Usable, CommandKind::Name, Facts { named: true, ..KEEPER }), Err(Refusal::Named));
        assert_eq!(guard(State::Usable, CommandKind::Stop, Facts { named: true, ..KEEPER }), Ok(()));
    }
}
