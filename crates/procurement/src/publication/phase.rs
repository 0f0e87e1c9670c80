//! The life of a notice, whole and pure.
//!
//! ```text
//! draft ─post→ posted ─(its days are over)→ over
//!   │             │
//!   └───cancel────┴──→ cancelled
//! ```
//! Nobody ends a notice: it is over when its last day is. `docs/workflows.md` is drawn from [`accepts`].

use chrono::{DateTime, NaiveDate, Utc};
use kernel::Text;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where a notice stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Draft,
    Posted(Posting),
    /// Also of one that hung there: it is said to have been wrong.
    Cancelled {
        reason: String,
        posting: Option<Posting>,
    },
}

/// When it hung on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    pub on: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    pub by: Uuid,
    pub at: DateTime<Utc>,
}

/// The name of a phase on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PublicationState)]
pub enum State {
    Draft,
    Posted,
    Over,
    Cancelled,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Post(Posting),
    Cancel { reason: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PublicationAction)]
pub enum CommandKind {
    Post,
    Cancel,
}

impl State {
    pub const ALL: [Self; 4] = [Self::Draft, Self::Posted, Self::Over, Self::Cancelled];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Posted => "posted",
            Self::Over => "over",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Draft => Text::fixed("未张贴", "Not posted yet"),
            Self::Posted => Text::fixed("公示中", "On the board"),
            Self::Over => Text::fixed("公示期满", "Its days are over"),
            Self::Cancelled => Text::fixed("已撤销", "Cancelled"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 2] = [Self::Post, Self::Cancel];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Cancel => "cancel",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Post(_) => CommandKind::Post,
            Self::Cancel { .. } => CommandKind::Cancel,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    match state {
        State::Draft => matches!(kind, CommandKind::Post | CommandKind::Cancel),
        State::Posted => matches!(kind, CommandKind::Cancel),
        State::Over | State::Cancelled => false,
    }
}

impl Phase {
    /// What it is called on a day.
    pub fn state(&self, today: NaiveDate) -> State {
        match self {
            Self::Draft => State::Draft,
            Self::Posted(posting) if posting.until < today => State::Over,
            Self::Posted(_) => State::Posted,
            Self::Cancelled { .. } => State::Cancelled,
        }
    }

    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Cancelled { reason, .. } => Some(reason),
            Self::Draft | Self::Posted(_) => None,
        }
    }

    pub const fn posting(&self) -> Option<&Posting> {
        match self {
            Self::Posted(posting) | Self::Cancelled { posting: Some(posting), .. } => Some(posting),
            Self::Draft | Self::Cancelled { posting: None, .. } => None,
        }
    }

    /// One step, on a day. Who may take it is [`guard`]'s question.
    ///
    /// # Errors
    /// [`Refusal::WrongPhase`] for every pair that [`accepts`] does not list.
    pub fn step(self, command: Command, today: NaiveDate) -> Result<Self, Refusal> {
        let state = self.state(today);
        if !accepts(state, command.kind()) {
            return Err(Refusal::WrongPhase(state));
        }
        Ok(match (self, command) {
            (_, Command::Post(posting)) => Self::Posted(posting),
            (Self::Posted(posting), Command::Cancel { reason }) => Self::Cancelled { reason, posting: Some(posting) },
            (Self::Draft | Self::Cancelled { .. }, Command::Cancel { reason }) => Self::Cancelled { reason, posting: None },
        })
    }
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    DoesNotKeep,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::DoesNotKeep => Text::fixed("公示由总务主任或校领导办。", "Notices are kept by the director of logistics or the heads."),
        }
    }
}

/// Whether somebody may take a step now.
///
/// # Errors
/// The first reason against it.
pub const fn guard(state: State, kind: CommandKind, keeps: bool) -> Result<(), Refusal> {
    if !accepts(state, kind) {
        return Err(Refusal::WrongPhase(state));
    }
    if keeps { Ok(()) } else { Err(Refusal::DoesNotKeep) }
}

/// The workflow as a Mermaid diagram, for `docs/workflows.md`.
pub fn diagram() -> String {
    let steps = State::ALL.into_iter().flat_map(|state| {
        commands().into_iter().filter_map(move |command| {
            let kind = command.kind();
            let next = phase(state).step(command, TODAY).ok()?;
            Some((state.key(), next.state(TODAY).key(), kind.key()))
        })
    });
    let time = [(State::Posted.key(), State::Over.key(), "the last day passes")];
    kernel::workflow::diagram(("draft", "make"), steps.chain(time))
}

/// Some day, for the diagram and the tests.
const TODAY: NaiveDate = NaiveDate::MAX;

/// One phase of every state, for the diagram and the tests.
fn phase(state: State) -> Phase {
    match state {
        State::Draft => Phase::Draft,
        State::Posted => Phase::Posted(posting()),
        State::Over => Phase::Posted(Posting { until: NaiveDate::MIN, ..posting() }),
        State::Cancelled => Phase::Cancelled { reason: "x".to_owned(), posting: None },
    }
}

fn commands() -> [Command; 2] {
    [Command::Post(posting()), Command::Cancel { reason: "x".to_owned() }]
}

const fn posting() -> Posting {
    Posting { on: TODAY, until: TODAY, by: Uuid::nil(), at: DateTime::<Utc>::UNIX_EPOCH }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d01_every_pair_steps_exactly_when_it_is_listed() {
        let mut listed = 0;
        for state in State::ALL {
            assert_eq!(phase(state).state(TODAY), state);
            for command in commands() {
                let kind = command.kind();
                assert_eq!(phase(state).step(command, TODAY).is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                assert_eq!(guard(state, kind, true).is_ok(), accepts(state, kind));
                assert!(guard(state, kind, false).is_err());
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 3);
    }

    #[test]
    fn what_hung_there_is_still_known_after_it_was_cancelled() {
        let cancelled = phase(State::Posted).step(Command::Cancel { reason: "x".to_owned() }, TODAY).unwrap();
        assert_eq!((cancelled.posting(), cancelled.reason()), (Some(&posting()), Some("x")));
    }
}
