//! The life of a canteen's contract, whole and pure.
//!
//! ```text
//! running ─revise→ running ─end→ ended
//! ```
//! That it runs out is a matter of the day and no step. `docs/workflows.md` is drawn from [`accepts`].

use chrono::NaiveDate;
use kernel::Text;

/// Where a contract stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Running,
    /// Before its last day, or after it, with a reason.
    Ended {
        on: NaiveDate,
        reason: String,
    },
}

/// The name of a phase: what is stored and sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenContractState)]
pub enum State {
    Running,
    Ended,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Revise,
    End { on: NaiveDate, reason: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenContractAction)]
pub enum CommandKind {
    Revise,
    End,
}

impl State {
    pub const ALL: [Self; 2] = [Self::Running, Self::Ended];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Ended => "ended",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Running => Text::fixed("履行中", "Running"),
            Self::Ended => Text::fixed("已终止", "Ended"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 2] = [Self::Revise, Self::End];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Revise => "revise",
            Self::End => "end",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Revise => CommandKind::Revise,
            Self::End { .. } => CommandKind::End,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    match state {
        State::Running => matches!(kind, CommandKind::Revise | CommandKind::End),
        State::Ended => false,
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Running => State::Running,
            Self::Ended { .. } => State::Ended,
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
            Command::Revise => Self::Running,
            Command::End { on, reason } => Self::Ended { on, reason },
        })
    }
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    NotManaging,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::NotManaging => Text::fixed("由总务主任或食堂管理员办理。", "The logistics director or the canteen's manager does this."),
        }
    }
}

/// Whether somebody may take a step now; `manages` is whether he sets up canteens.
///
/// # Errors
/// The first reason against it.
pub const fn guard(state: State, kind: CommandKind, manages: bool) -> Result<(), Refusal> {
    if !accepts(state, kind) {
        return Err(Refusal::WrongPhase(state));
    }
    if manages { Ok(()) } else { Err(Refusal::NotManaging) }
}

/// The workflow as a Mermaid diagram, for `docs/workflows.md`.
pub fn diagram() -> String {
    let steps = State::ALL.into_iter().flat_map(|state| {
        CommandKind::ALL.into_iter().filter_map(move |kind| {
            let next = phase(state).step(command(kind)).ok()?;
            Some((state.key(), next.state().key(), kind.key()))
        })
    });
    kernel::workflow::diagram(("running", "enter"), steps)
}

/// One phase of every state, for the diagram and the tests.
fn phase(state: State) -> Phase {
    match state {
        State::Running => Phase::Running,
        State::Ended => Phase::Ended { on: NaiveDate::MIN, reason: "x".to_owned() },
    }
}

/// One command of every kind.
fn command(kind: CommandKind) -> Command {
    match kind {
        CommandKind::Revise => Command::Revise,
        CommandKind::End => Command::End { on: NaiveDate::MIN, reason: "x".to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d01_every_pair_steps_exactly_when_it_is_listed() {
        let mut listed = 0;
        for state in State::ALL {
            for kind in CommandKind::ALL {
                let stepped = phase(state).step(command(kind));
                assert_eq!(stepped.is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                assert_eq!(guard(state, kind, true).is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 2);
        assert_eq!(guard(State::Running, CommandKind::End, false), Err(Refusal::NotManaging));
    }
}
