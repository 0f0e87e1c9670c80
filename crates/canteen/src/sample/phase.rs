//! The life of a food sample, whole and pure.
//!
//! ```text
//! taken ─store→ stored ─discard→ discarded
//!   └── seal ─────┴→ sealed ─release→ taken or stored, as it was
//!                       └── hand_over → handed_over
//! ```
//! It is due when its hours are over: a matter of the clock and no step. Before that it is not discarded, not by a minute (Order 45 of the ministry of education,
//! art. 40). What was sealed after an accident is nobody's to discard, and leaves its seal only by who is not of the kitchen: to whoever investigates,
//! or when the accident is over. `docs/workflows.md` is drawn from [`accepts`].

use chrono::{DateTime, Utc};
use kernel::Text;

/// Where a sample stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Taken,
    Stored {
        keep_until: DateTime<Utc>,
    },
    Discarded {
        at: DateTime<Utc>,
    },
    /// Its hours, if it was in its fridge already, go on.
    Sealed {
        reason: String,
        keep_until: Option<DateTime<Utc>>,
    },
    HandedOver {
        to: String,
    },
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
    HandedOver,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Store { keep_until: DateTime<Utc> },
    Discard { at: DateTime<Utc> },
    Seal { reason: String },
    Release,
    HandOver { to: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FoodSampleAction)]
pub enum CommandKind {
    Store,
    Discard,
    Seal,
    Release,
    HandOver,
}

impl State {
    pub const ALL: [Self; 5] = [Self::Taken, Self::Stored, Self::Discarded, Self::Sealed, Self::HandedOver];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Stored => "stored",
            Self::Discarded => "discarded",
            Self::Sealed => "sealed",
            Self::HandedOver => "handed_over",
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
            Self::HandedOver => Text::fixed("已移交", "Handed over"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 5] = [Self::Store, Self::Discard, Self::Seal, Self::Release, Self::HandOver];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Store => "store",
            Self::Discard => "discard",
            Self::Seal => "seal",
            Self::Release => "release",
            Self::HandOver => "hand_over",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Store { .. } => CommandKind::Store,
            Self::Discard { .. } => CommandKind::Discard,
            Self::Seal { .. } => CommandKind::Seal,
            Self::Release => CommandKind::Release,
            Self::HandOver { .. } => CommandKind::HandOver,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    use CommandKind as C;
    match state {
        State::Taken => matches!(kind, C::Store | C::Seal),
        State::Stored => matches!(kind, C::Discard | C::Seal),
        State::Sealed => matches!(kind, C::Release | C::HandOver),
        State::Discarded | State::HandedOver => false,
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Taken => State::Taken,
            Self::Stored { .. } => State::Stored,
            Self::Discarded { .. } => State::Discarded,
            Self::Sealed { .. } => State::Sealed,
            Self::HandedOver { .. } => State::HandedOver,
        }
    }

    /// The first moment at which it may be discarded.
    pub const fn keep_until(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Stored { keep_until } => Some(*keep_until),
            Self::Taken | Self::Discarded { .. } | Self::Sealed { .. } | Self::HandedOver { .. } => None,
        }
    }

    /// The same, also of one that is sealed: its hours go on beneath the seal.
    const fn hours_until(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Stored { keep_until } => Some(*keep_until),
            Self::Sealed { keep_until, .. } => *keep_until,
            Self::Taken | Self::Discarded { .. } | Self::HandedOver { .. } => None,
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
        let until = self.hours_until();
        Ok(match command {
            Command::Store { keep_until } => Self::Stored { keep_until },
            Command::Discard { at } => Self::Discarded { at },
            Command::Seal { reason } => Self::Sealed { reason, keep_until: until },
            Command::Release => until.map_or(Self::Taken, |keep_until| Self::Stored { keep_until }),
            Command::HandOver { to } => Self::HandedOver { to },
        })
    }
}

/// Who somebody is to a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Nobody,
    /// He keeps the book, whatever else he is.
    Kitchen,
    /// He answers for the school and not for the kitchen.
    Outside,
}

impl Who {
    pub const fn of(keeps: bool, oversees: bool) -> Self {
        match (keeps, oversees) {
            (true, _) => Self::Kitchen,
            (false, true) => Self::Outside,
            (false, false) => Self::Nobody,
        }
    }
}

/// What counts for a step.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    pub who: Who,
    /// It was sealed by an incident that is not over.
    pub of_incident: bool,
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
    NotOverseeing,
    /// It leaves its seal with the incident that sealed it.
    OfIncident,
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
            Self::NotOverseeing => Text::fixed(
                "封存的留样由食堂以外的总务主任、副校长或校长移交、解封。",
                "What is sealed is handed over and released outside the kitchen: by the logistics director, the vice-principal or the principal.",
            ),
            Self::OfIncident => Text::fixed(
                "这份留样随事故封存，事故结案或解除时一起解封。",
                "This sample was sealed by an incident: it is released when that is closed or called off.",
            ),
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
    let outside = matches!(kind, CommandKind::Release | CommandKind::HandOver);
    match (outside, facts.who) {
        (true, Who::Outside) | (false, Who::Kitchen) => {}
        (true, Who::Nobody | Who::Kitchen) => return Err(Refusal::NotOverseeing),
        (false, Who::Nobody | Who::Outside) => return Err(Refusal::NotKeeping),
    }
    match (kind, phase.keep_until()) {
        (CommandKind::Release, _) if facts.of_incident => Err(Refusal::OfIncident),
        (CommandKind::Discard, Some(until)) if facts.at < until => {
            // A minute that has begun is a minute that is left.
            let seconds = (until - facts.at).num_seconds();
            Err(Refusal::TooEarly { minutes: (seconds + 59) / 60 }.at_least_one())
        }
        (CommandKind::Store | CommandKind::Discard | CommandKind::Seal | CommandKind::Release | CommandKind::HandOver, _) => Ok(()),
    }
}

impl Refusal {
    /// Less than a second is left: said as a minute.
    const fn at_least_one(self) -> Self {
        match self {
            Self::TooEarly { minutes: 0 } => Self::TooEarly { minutes: 1 },
            Self::TooEarly { .. } | Self::WrongPhase(_) | Self::NotKeeping | Self::NotOverseeing | Self::OfIncident | Self::Struck => self,
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
        State::Sealed => Phase::Sealed { reason: "x".to_owned(), keep_until: Some(at) },
        State::HandedOver => Phase::HandedOver { to: "x".to_owned() },
    }
}

/// One command of every kind.
fn command(kind: CommandKind) -> Command {
    let at = DateTime::UNIX_EPOCH;
    match kind {
        CommandKind::Store => Command::Store { keep_until: at },
        CommandKind::Discard => Command::Discard { at },
        CommandKind::Seal => Command::Seal { reason: "x".to_owned() },
        CommandKind::Release => Command::Release,
        CommandKind::HandOver => Command::HandOver { to: "x".to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    const KEEPER: Facts = Facts { who: Who::Kitchen, of_incident: false, is_struck: false, at: DateTime::UNIX_EPOCH };
    const OFFICE: Facts = Facts { who: Who::Outside, ..KEEPER };

    fn whose(kind: CommandKind) -> Facts {
        match kind {
            CommandKind::Store | CommandKind::Discard | CommandKind::Seal => KEEPER,
            CommandKind::Release | CommandKind::HandOver => OFFICE,
        }
    }

    #[test]
    fn d01_every_pair_steps_exactly_when_it_is_listed() {
        let mut listed = 0;
        for state in State::ALL {
            for kind in CommandKind::ALL {
                let stepped = phase(state).step(command(kind));
                assert_eq!(stepped.is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                assert_eq!(guard(&phase(state), kind, whose(kind)).is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 6);
    }

    #[test]
    fn what_is_sealed_leaves_its_seal_by_who_is_not_of_the_kitchen_and_is_then_as_it_was() {
        let until = DateTime::UNIX_EPOCH + TimeDelta::hours(48);
        for before in [Phase::Taken, Phase::Stored { keep_until: until }] {
            let sealed = before.clone().step(Command::Seal { reason: "x".into() }).unwrap();
            assert_eq!(sealed.clone().step(Command::Release), Ok(before));
            assert_eq!(sealed.keep_until(), None, "beneath the seal nothing is due");
            for kind in [CommandKind::Release, CommandKind::HandOver] {
                assert_eq!(guard(&sealed, kind, KEEPER), Err(Refusal::NotOverseeing));
            }
            let of_incident = Facts { of_incident: true, ..OFFICE };
            assert_eq!(guard(&sealed, CommandKind::Release, of_incident), Err(Refusal::OfIncident));
            assert_eq!(guard(&sealed, CommandKind::HandOver, of_incident), Ok(()));
        }
        assert_eq!(Who::of(true, true), Who::Kitchen);
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
        assert_eq!(guard(&Phase::Taken, CommandKind::Seal, Facts { who: Who::Nobody, ..KEEPER }), Err(Refusal::NotKeeping));
    }
}
