//! The life of a month's depreciation, whole and pure.
//!
//! ```text
//! draft ─recompute→ draft
//!   │   ─compare→ draft
//!   ├ close → closed
//!   └ discard → discarded
//! ```
//! What is closed stays closed: what was wrong in it is put right by an event of a month that is open. `docs/workflows.md` is drawn from
//! [`accepts`].

use kernel::Text;

/// Where a run stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Draft,
    Closed,
    Discarded { reason: String },
}

/// The name of a phase: what is stored, sent and filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DepreciationRunState)]
pub enum State {
    Draft,
    Closed,
    Discarded,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// From the books as they are now.
    Recompute,
    /// With the figures of the asset system beside it.
    Compare,
    Close,
    Discard {
        reason: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DepreciationRunAction)]
pub enum CommandKind {
    Recompute,
    Compare,
    Close,
    Discard,
}

impl State {
    pub const ALL: [Self; 3] = [Self::Draft, Self::Closed, Self::Discarded];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Closed => "closed",
            Self::Discarded => "discarded",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Draft => Text::fixed("待结账", "To be closed"),
            Self::Closed => Text::fixed("已结账", "Closed"),
            Self::Discarded => Text::fixed("已放弃", "Discarded"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 4] = [Self::Recompute, Self::Compare, Self::Close, Self::Discard];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Recompute => "recompute",
            Self::Compare => "compare",
            Self::Close => "close",
            Self::Discard => "discard",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Recompute => CommandKind::Recompute,
            Self::Compare => CommandKind::Compare,
            Self::Close => CommandKind::Close,
            Self::Discard { .. } => CommandKind::Discard,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    use CommandKind as C;
    match state {
        State::Draft => matches!(kind, C::Recompute | C::Compare | C::Close | C::Discard),
        State::Closed | State::Discarded => false,
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Draft => State::Draft,
            Self::Closed => State::Closed,
            Self::Discarded { .. } => State::Discarded,
        }
    }

    /// One step. Who may take it when is [`guard`]'s question.
    ///
    /// # Errors
    /// [`Refusal::WrongPhase`] for every pair that [`accepts`] does not list.
    pub fn step(self, command: Command) -> Result<Self, Refusal> {
        let state = self.state();
        if !accepts(state, command.kind()) {
            return Err(Refusal::WrongPhase(state));
        }
        Ok(match command {
            Command::Recompute | Command::Compare => Self::Draft,
            Command::Close => Self::Closed,
            Command::Discard { reason } => Self::Discarded { reason },
        })
    }
}

/// What is known beside the phase.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts {
    /// Whether the caller may keep the books of depreciation.
    pub keeps: bool,
    /// Whether the last day of the month is over.
    pub month_is_over: bool,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    NotKeeping,
    MonthNotOver,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::NotKeeping => Text::fixed("没有权限。", "You do not have the permission."),
            Self::MonthNotOver => Text::fixed(
                "这个月还没过完，下月 1 日起才能结账。",
                "The month is not over yet: it can be closed from the first day of the next one.",
            ),
        }
    }
}

/// Whether a step may be taken now.
///
/// # Errors
/// The first reason against it.
pub const fn guard(state: State, kind: CommandKind, facts: Facts) -> Result<(), Refusal> {
    if !accepts(state, kind) {
        return Err(Refusal::WrongPhase(state));
    }
    if !facts.keeps {
        return Err(Refusal::NotKeeping);
    }
    match kind {
        CommandKind::Close if !facts.month_is_over => Err(Refusal::MonthNotOver),
        CommandKind::Recompute | CommandKind::Compare | CommandKind::Close | CommandKind::Discard => Ok(()),
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
    kernel::workflow::diagram(("draft", "compute"), steps)
}

/// One phase of every state, for the diagram and the tests.
fn phase(state: State) -> Phase {
    match state {
        State::Draft => Phase::Draft,
        State::Closed => Phase::Closed,
        State::Discarded => Phase::Discarded { reason: "x".to_owned() },
    }
}

/// One command of every kind.
fn command(kind: CommandKind) -> Command {
    match kind {
        CommandKind::Recompute => Command::Recompute,
        CommandKind::Compare => Command::Compare,
        CommandKind::Close => Command::Close,
        CommandKind::Discard => Command::Discard { reason: "x".to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEEPER: Facts = Facts { keeps: true, month_is_over: true };

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
        assert_eq!(listed, 4);
    }

    #[test]
    fn a_month_is_closed_when_it_is_over_and_by_whoever_keeps_the_books() {
        let running = Facts { month_is_over: false, ..KEEPER };
        assert_eq!(guard(State::Draft, CommandKind::Close, running), Err(Refusal::MonthNotOver));
        assert_eq!(guard(State::Draft, CommandKind::Discard, running), Ok(()));
        assert_eq!(guard(State::Draft, CommandKind::Close, Facts { keeps: false, ..KEEPER }), Err(Refusal::NotKeeping));
    }
}
