//! The life of a food sample, whole and pure.
//!
//! ```text
//! taken ─store→ stored ─discard→ discarded
//!   └── seal ─────┴→ sealed
//! ```
//! It is due when its hours are over: a matter of the clock and no step. Before that it is not discarded, not by a minute (Order 45 of the ministry of education,
//! art. 40). What was sealed after an accident is nobody's to discard. `docs/workflows.md` is drawn from [`accepts`].

use chrono::{DateTime, Utc};
use kernel::Text;

/// Where a sample stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Taken,
    Stored { keep_until: DateTime<Utc> },
    Discarded { at: DateTime<Utc> },
    Sealed { reason: String },
}

/// The name of a phase: what is stored and sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FoodSampleState)]
pub enum State {
    Taken,
    Stored,
    Discarded,
    Sealed,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Store { keep_until: DateTime<Utc> },
    Discard { at: DateTime<Utc> },
    Seal { reason: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FoodSampleAction)]
pub enum CommandKind {
    Store,
    Discard,
    Seal,
}

impl State {
    pub const ALL: [Self; 4] = [Self::Taken, Self::Stored, Self::Discarded, Self::Sealed];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Stored => "stored",
            Self::Discarded => "discarded",
            Self::Sealed => "sealed",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Taken => Text::fixed("已留样，未入柜", "Taken, not stored"),
            Self::Stored => Text::fixed("保存中", "Kept"),
            Self::Discarded => Text::fixed("已销毁", "Discarded"),
            Self::Sealed => Text::fixed("已封存", "Sealed"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 3] = [Self::Store, Self::Discard, Self::Seal];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Store => "store",
            Self::Discard => "discard",
            Self::Seal => "seal",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Store { .. } => CommandKind::Store,
            Self::Discard { .. } => CommandKind::Discard,
            Self::Seal { .. } => CommandKind::Seal,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    use CommandKind as C;
    match state {
        State::Taken => matches!(kind, C::Store | C::Seal),
        State::Stored => matches!(kind, C::Discard | C::Seal),
        State::Discarded | State::Sealed => false,
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Taken => State::Taken,
            Self::Stored { .. } => State::Stored,
            Self::Discarded { .. } => State::Discarded,
            Self::Sealed { .. } => State::Sealed,
        }
    }

    /// The first moment at which it may be discarded.
    pub const fn keep_until(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Stored { keep_until } => Some(*keep_until),
            Self::Taken | Self::Discarded { .. } | Self::Sealed { .. } => None,
        }
    }

    /// One step. Who may take it and when is [`guard`]'s question.
    ///
    /// # Errors
    /// [`Refusal::WrongPhase`] for every pair that [`accepts`] does not list.
    pub fn step(self, command: Command) -> Result<Self, Refusal> {
        let state = self.state();
        if !accepts(state, command.kind()) {
            return Err(Refusal::WrongPhase(state));
        }
        Ok(match command {
            Command::Store { keep_until } => Self::Stored { keep_until },
            Command::Discard { at } => Self::Discarded { at },
            Command::Seal { reason } => Self::Sealed { reason },
        })
    }
}

/// What counts for a step.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// Whether he keeps the book.
    pub keeps: bool,
    /// The record was struck out.
    pub is_struck: bool,
    /// The moment at which the step is said to have been taken.
    pub at: DateTime<Utc>,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    NotKeeping,
    Struck,
    /// So many minutes are left until it may be discarded.
    TooEarly {
        minutes: i64,
    },
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::NotKeeping => {
                Text::fixed("由食堂管理员或食品安全员登记。", "The canteen's manager or whoever answers for food safety records it.")
            }
            Self::Struck => Text::fixed("这条记录已经作废。", "This record has been struck out."),
            Self::TooEarly { minutes } => {
                let (hours, rest) = (minutes / 60, minutes % 60);
                Text::new(
                    format!("留样没满规定的保存时间，还差 {hours} 小时 {rest} 分钟，不能销毁。"),
                    format!("The sample has to be kept for another {hours} h {rest} min; it is not discarded before that."),
                )
            }
        }
    }
}

/// Whether a step may be taken.
///
/// # Errors
/// The first reason against it.
pub fn guard(phase: &Phase, kind: CommandKind, facts: Facts) -> Result<(), Refusal> {
    let state = phase.state();
    if !accepts(state, kind) {
        return Err(Refusal::WrongPhase(state));
    }
    if facts.is_struck {
        return Err(Refusal::Struck);
    }
    if !facts.keeps {
        return Err(Refusal::NotKeeping);
    }
    match (kind, phase.keep_until()) {
        (CommandKind::Discard, Some(until)) if facts.at < until => {
            // A minute that has begun is a minute that is left.
            let seconds = (until - facts.at).num_seconds();
            Err(Refusal::TooEarly { minutes: (seconds + 59) / 60 }.at_least_one())
        }
        (CommandKind::Store | CommandKind::Discard | CommandKind::Seal, _) => Ok(()),
    }
}

impl Refusal {
    /// Less than a second is left: said as a minute.
    const fn at_least_one(self) -> Self {
        match self {
            Self::TooEarly { minutes: 0 } => Self::TooEarly { minutes: 1 },
            Self::TooEarly { .. } | Self::WrongPhase(_) | Self::NotKeeping | Self::Struck => self,
        }
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
    kernel::workflow::diagram(("taken", "take"), steps)
}

/// One phase of every state, for the diagram and the tests.
fn phase(state: State) -> Phase {
    let at = DateTime::UNIX_EPOCH;
    match state {
        State::Taken => Phase::Taken,
        State::Stored => Phase::Stored { keep_until: at },
        State::Discarded => Phase::Discarded { at },
        State::Sealed => Phase::Sealed { reason: "x".to_owned() },
    }
}

/// One command of every kind.
fn command(kind: CommandKind) -> Command {
    let at = DateTime::UNIX_EPOCH;
    match kind {
        CommandKind::Store => Command::Store { keep_until: at },
        CommandKind::Discard => Command::Discard { at },
        CommandKind::Seal => Command::Seal { reason: "x".to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    const KEEPER: Facts = Facts { keeps: true, is_struck: false, at: DateTime::UNIX_EPOCH };

    #[test]
    fn d01_every_pair_steps_exactly_when_it_is_listed() {
        let mut listed = 0;
        for state in State::ALL {
            for kind in CommandKind::ALL {
                let stepped = phase(state).step(command(kind));
                assert_eq!(stepped.is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                assert_eq!(guard(&phase(state), kind, KEEPER).is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 4);
    }

    #[test]
    fn a_minute_less_than_48_hours_is_too_little() {
        let stored = DateTime::UNIX_EPOCH;
        let phase = Phase::Stored { keep_until: stored + TimeDelta::hours(48) };
        let after = |delta| guard(&phase, CommandKind::Discard, Facts { at: stored + delta, ..KEEPER });
        assert_eq!(after(TimeDelta::minutes(47 * 60 + 59)), Err(Refusal::TooEarly { minutes: 1 }));
        assert_eq!(after(TimeDelta::seconds(48 * 3600 - 1)), Err(Refusal::TooEarly { minutes: 1 }));
        assert_eq!(after(TimeDelta::milliseconds(48 * 3_600_000 - 1)), Err(Refusal::TooEarly { minutes: 1 }));
        assert_eq!(after(TimeDelta::hours(46)), Err(Refusal::TooEarly { minutes: 120 }));
        assert_eq!(after(TimeDelta::hours(48)), Ok(()));
        assert!(Refusal::TooEarly { minutes: 121 }.text().zh.contains("2 小时 1 分钟"));
    }

    #[test]
    fn what_was_struck_out_goes_nowhere_and_who_keeps_no_book_takes_no_step() {
        let struck = Facts { is_struck: true, ..KEEPER };
        assert_eq!(guard(&Phase::Taken, CommandKind::Store, struck), Err(Refusal::Struck));
        assert_eq!(guard(&Phase::Taken, CommandKind::Seal, Facts { keeps: false, ..KEEPER }), Err(Refusal::NotKeeping));
    }
}
