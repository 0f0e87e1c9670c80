//! The life of a round, whole and pure.
//!
//! ```text
//! scheduled ─start/find→ in_progress ─submit→ submitted ─review→ reviewed
//!    │  │                  │  │ ↺ find          ↺ sign
//!    │  └──── miss ────────┼──┴──→ missed ─submit→ submitted (late)
//!    └────── cancel ───────┴─────→ cancelled
//! ```
//! `miss` is the product's own, when the time is over. What was missed stays to be seen: it can be entered, and says that it was entered
//! late. `docs/workflows.md` is drawn from [`accepts`].

use chrono::{DateTime, Utc};
use kernel::Text;
use uuid::Uuid;

/// Where a round stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Scheduled,
    InProgress,
    Submitted(Record),
    Reviewed { record: Record, review: Review },
    Missed,
    Cancelled { reason: String },
}

/// What was written down of a round that was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Who went round, and who typed it: two people where a slip is entered the next morning.
    pub performed_by: Uuid,
    pub recorded_by: Uuid,
    pub happened_at: DateTime<Utc>,
    pub recorded_at: DateTime<Utc>,
    /// Written down later than the school's rule allows, or when the time was over.
    pub late: bool,
    pub nothing_found: bool,
    pub remark: Option<String>,
    /// Of another person, where the checklist asks for it.
    pub second: Option<Second>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Second {
    pub by: Uuid,
    pub at: DateTime<Utc>,
    pub remark: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub by: Uuid,
    pub at: DateTime<Utc>,
    pub note: Option<String>,
}

/// The name of a phase: what is stored, sent and filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InspectionState)]
pub enum State {
    Scheduled,
    InProgress,
    Submitted,
    Reviewed,
    Missed,
    Cancelled,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Start,
    Find,
    Submit(Record),
    Sign(Second),
    Review(Review),
    Miss,
    Cancel { reason: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InspectionAction)]
pub enum CommandKind {
    Start,
    Find,
    Submit,
    Sign,
    Review,
    Miss,
    Cancel,
}

impl State {
    pub const ALL: [Self; 6] = [Self::Scheduled, Self::InProgress, Self::Submitted, Self::Reviewed, Self::Missed, Self::Cancelled];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::InProgress => "in_progress",
            Self::Submitted => "submitted",
            Self::Reviewed => "reviewed",
            Self::Missed => "missed",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Scheduled => Text::fixed("待检查", "To be held"),
            Self::InProgress => Text::fixed("检查中", "Being held"),
            Self::Submitted => Text::fixed("已登记", "Written down"),
            Self::Reviewed => Text::fixed("已审核", "Reviewed"),
            Self::Missed => Text::fixed("漏检", "Missed"),
            Self::Cancelled => Text::fixed("已取消", "Cancelled"),
        }
    }

    /// Whether somebody went round and wrote it down.
    pub const fn is_held(self) -> bool {
        matches!(self, Self::Submitted | Self::Reviewed)
    }
}

impl CommandKind {
    pub const ALL: [Self; 7] = [Self::Start, Self::Find, Self::Submit, Self::Sign, Self::Review, Self::Miss, Self::Cancel];

    /// What a person does; a round is missed by itself.
    pub const BY_HAND: [Self; 6] = [Self::Start, Self::Find, Self::Submit, Self::Sign, Self::Review, Self::Cancel];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Find => "find",
            Self::Submit => "submit",
            Self::Sign => "sign",
            Self::Review => "review",
            Self::Miss => "miss",
            Self::Cancel => "cancel",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Start => CommandKind::Start,
            Self::Find => CommandKind::Find,
            Self::Submit(_) => CommandKind::Submit,
            Self::Sign(_) => CommandKind::Sign,
            Self::Review(_) => CommandKind::Review,
            Self::Miss => CommandKind::Miss,
            Self::Cancel { .. } => CommandKind::Cancel,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    use CommandKind as C;
    match state {
        State::Scheduled => matches!(kind, C::Start | C::Find | C::Submit | C::Miss | C::Cancel),
        State::InProgress => matches!(kind, C::Find | C::Submit | C::Miss | C::Cancel),
        State::Missed => matches!(kind, C::Find | C::Submit),
        State::Submitted => matches!(kind, C::Sign | C::Review),
        State::Reviewed | State::Cancelled => false,
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Scheduled => State::Scheduled,
            Self::InProgress => State::InProgress,
            Self::Submitted(_) => State::Submitted,
            Self::Reviewed { .. } => State::Reviewed,
            Self::Missed => State::Missed,
            Self::Cancelled { .. } => State::Cancelled,
        }
    }

    pub const fn record(&self) -> Option<&Record> {
        match self {
            Self::Submitted(record) | Self::Reviewed { record, .. } => Some(record),
            Self::Scheduled | Self::InProgress | Self::Missed | Self::Cancelled { .. } => None,
        }
    }

    pub const fn review(&self) -> Option<&Review> {
        match self {
            Self::Reviewed { review, .. } => Some(review),
            Self::Scheduled | Self::InProgress | Self::Submitted(_) | Self::Missed | Self::Cancelled { .. } => None,
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
        Ok(match (self, command) {
            // A fault that is entered for a missed round holds it no more than before.
            (Self::Missed, Command::Find) | (_, Command::Miss) => Self::Missed,
            (_, Command::Start | Command::Find) => Self::InProgress,
            (_, Command::Submit(record)) => Self::Submitted(record),
            (Self::Submitted(record), Command::Sign(second)) => Self::Submitted(Record { second: Some(second), ..record }),
            (Self::Submitted(record), Command::Review(review)) => Self::Reviewed { record, review },
            (_, Command::Cancel { reason }) => Self::Cancelled { reason },
            (other, Command::Sign(_) | Command::Review(_)) => return Err(Refusal::WrongPhase(other.state())),
        })
    }
}

/// Who somebody is to a round, and how far it is signed.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent fact about a person and a round")]
pub struct Facts {
    /// Named to hold it, or nobody is and his right reaches there.
    pub performs: bool,
    /// He held it or wrote it down, himself or as somebody's stand-in.
    pub is_performer: bool,
    /// He held the last self-check of the same, which this one is to check.
    pub held_the_self_check: bool,
    /// He is of what was looked at, and its rounds are signed by somebody who is not.
    pub is_insider: bool,
    /// The time of the day from which on somebody goes has not come.
    pub is_too_early: bool,
    pub cosigns: bool,
    pub reviews: bool,
    pub manages: bool,
    pub needs_second: bool,
    pub is_signed: bool,
    pub is_system: bool,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    NotYours,
    /// Levels of checks are independent of each other (domain.md S56).
    OwnSelfCheck,
    /// Nobody looks at half past two by looking in the morning.
    TooEarly,
    NoSecondAsked,
    AlreadySigned,
    NotSigning,
    /// Whoever held it neither signs second nor reviews it.
    OwnRound,
    /// Nor does anybody who is of what was looked at (domain.md S75).
    Insider,
    NotSigned,
    NotReviewing,
    NotManaging,
    ByItself,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::NotYours => Text::fixed("由安排的人检查。", "It is held by whoever is named for it."),
            Self::OwnSelfCheck => {
                Text::fixed("上次自查是您做的，复查要换一个人。", "You held the self-check: somebody else has to check it again.")
            }
            Self::TooEarly => Text::fixed("还没到安排的检查时间。", "Its time has not come yet."),
            Self::NoSecondAsked => Text::fixed("这张检查表不用复签。", "This checklist asks for no second signature."),
            Self::AlreadySigned => Text::fixed("已经有人复签了。", "It is signed second already."),
            Self::NotSigning => Text::fixed("由指定的复签人签。", "It is signed by whoever is named for it."),
            Self::OwnRound => Text::fixed("自己检查或登记的，要由别人签。", "You held it or wrote it down: somebody else has to sign it."),
            Self::Insider => {
                Text::fixed("您是这里的人，要由这里以外的人复签。", "You are of what was looked at: somebody who is not has to sign it.")
            }
            Self::NotSigned => Text::fixed("还没有复签。", "It is not signed second yet."),
            Self::NotReviewing => Text::fixed("由总务处审核。", "The logistics office reviews it."),
            Self::NotManaging => Text::fixed("由总务处取消。", "The logistics office cancels it."),
            Self::ByItself => Text::fixed("漏检由系统登记。", "The product notes by itself that a round was missed."),
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
        CommandKind::Start | CommandKind::Find | CommandKind::Submit if !facts.performs => Err(Refusal::NotYours),
        CommandKind::Start | CommandKind::Find | CommandKind::Submit if facts.held_the_self_check => Err(Refusal::OwnSelfCheck),
        CommandKind::Start | CommandKind::Find | CommandKind::Submit if facts.is_too_early => Err(Refusal::TooEarly),
        CommandKind::Sign if !facts.needs_second => Err(Refusal::NoSecondAsked),
        CommandKind::Sign if facts.is_signed => Err(Refusal::AlreadySigned),
        CommandKind::Sign | CommandKind::Review if facts.is_performer => Err(Refusal::OwnRound),
        CommandKind::Sign if facts.is_insider => Err(Refusal::Insider),
        CommandKind::Sign if !facts.cosigns => Err(Refusal::NotSigning),
        CommandKind::Review if !facts.reviews => Err(Refusal::NotReviewing),
        CommandKind::Review if facts.needs_second && !facts.is_signed => Err(Refusal::NotSigned),
        CommandKind::Cancel if !facts.manages => Err(Refusal::NotManaging),
        CommandKind::Miss if !facts.is_system => Err(Refusal::ByItself),
        CommandKind::Start
        | CommandKind::Find
        | CommandKind::Submit
        | CommandKind::Sign
        | CommandKind::Review
        | CommandKind::Miss
        | CommandKind::Cancel => Ok(()),
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
    kernel::workflow::diagram(("scheduled", "plan"), steps)
}

/// One phase of every state, for the diagram and the tests.
fn phase(state: State) -> Phase {
    match state {
        State::Scheduled => Phase::Scheduled,
        State::InProgress => Phase::InProgress,
        State::Submitted => Phase::Submitted(record()),
        State::Reviewed => Phase::Reviewed { record: record(), review: review() },
        State::Missed => Phase::Missed,
        State::Cancelled => Phase::Cancelled { reason: "x".to_owned() },
    }
}

/// One command of every kind.
fn command(kind: CommandKind) -> Command {
    match kind {
        CommandKind::Start => Command::Start,
        CommandKind::Find => Command::Find,
        CommandKind::Submit => Command::Submit(record()),
        CommandKind::Sign => Command::Sign(Second { by: Uuid::nil(), at: DateTime::UNIX_EPOCH, remark: None }),
        CommandKind::Review => Command::Review(review()),
        CommandKind::Miss => Command::Miss,
        CommandKind::Cancel => Command::Cancel { reason: "x".to_owned() },
    }
}

const fn record() -> Record {
    Record {
        performed_by: Uuid::nil(),
        recorded_by: Uuid::nil(),
        happened_at: DateTime::UNIX_EPOCH,
        recorded_at: DateTime::UNIX_EPOCH,
        late: false,
        nothing_found: true,
        remark: None,
        second: None,
    }
}

const fn review() -> Review {
    Review { by: Uuid::nil(), at: DateTime::UNIX_EPOCH, note: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERFORMER: Facts = Facts {
        performs: true,
        is_performer: false,
        held_the_self_check: false,
        is_insider: false,
        is_too_early: false,
        cosigns: false,
        reviews: false,
        manages: false,
        needs_second: false,
        is_signed: false,
        is_system: false,
    };
    const SIGNER: Facts = Facts { performs: false, cosigns: true, needs_second: true, ..PERFORMER };
    const OFFICE: Facts = Facts { performs: false, reviews: true, manages: true, ..PERFORMER };

    fn whose(kind: CommandKind) -> Facts {
        match kind {
            CommandKind::Start | CommandKind::Find | CommandKind::Submit => PERFORMER,
            CommandKind::Sign => SIGNER,
            CommandKind::Review | CommandKind::Cancel => OFFICE,
            CommandKind::Miss => Facts { is_system: true, ..Facts::default() },
        }
    }

    #[test]
    fn d01_every_pair_steps_exactly_when_it_is_listed() {
        let mut listed = 0;
        for state in State::ALL {
            for kind in CommandKind::ALL {
                let stepped = phase(state).step(command(kind));
                assert_eq!(stepped.is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                assert_eq!(guard(state, kind, whose(kind)).is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 13);
    }

    #[test]
    fn whoever_held_a_round_neither_signs_second_nor_reviews_it() {
        let himself = Facts { is_performer: true, reviews: true, ..SIGNER };
        for kind in [CommandKind::Sign, CommandKind::Review] {
            assert_eq!(guard(State::Submitted, kind, himself), Err(Refusal::OwnRound));
        }
        let unsigned = Facts { needs_second: true, ..OFFICE };
        assert_eq!(guard(State::Submitted, CommandKind::Review, unsigned), Err(Refusal::NotSigned));
        assert_eq!(guard(State::Submitted, CommandKind::Review, Facts { is_signed: true, ..unsigned }), Ok(()));
        assert_eq!(guard(State::Submitted, CommandKind::Sign, Facts { is_signed: true, ..SIGNER }), Err(Refusal::AlreadySigned));
        assert_eq!(guard(State::Submitted, CommandKind::Sign, Facts { needs_second: false, ..SIGNER }), Err(Refusal::NoSecondAsked));
        assert_eq!(guard(State::Submitted, CommandKind::Sign, Facts { is_insider: true, ..SIGNER }), Err(Refusal::Insider));
    }

    #[test]
    fn a_check_is_checked_by_somebody_else() {
        let again = Facts { held_the_self_check: true, ..PERFORMER };
        assert_eq!(guard(State::Scheduled, CommandKind::Submit, again), Err(Refusal::OwnSelfCheck));
        assert_eq!(guard(State::Scheduled, CommandKind::Start, Facts::default()), Err(Refusal::NotYours));
        assert_eq!(guard(State::Scheduled, CommandKind::Miss, PERFORMER), Err(Refusal::ByItself));
    }

    #[test]
    fn nobody_holds_a_round_before_its_time_and_the_office_calls_it_off_at_any() {
        let early = Facts { is_too_early: true, manages: true, ..PERFORMER };
        for kind in [CommandKind::Start, CommandKind::Find, CommandKind::Submit] {
            assert_eq!(guard(State::Scheduled, kind, early), Err(Refusal::TooEarly));
            assert_eq!(guard(State::Scheduled, kind, Facts { performs: false, ..early }), Err(Refusal::NotYours));
        }
        assert_eq!(guard(State::Scheduled, CommandKind::Cancel, early), Ok(()));
    }

    #[test]
    fn what_was_missed_is_entered_and_stays_missed_until_then() {
        assert_eq!(Phase::Missed.step(Command::Find), Ok(Phase::Missed));
        assert_eq!(Phase::Scheduled.step(Command::Find), Ok(Phase::InProgress));
        assert_eq!(Phase::Missed.step(Command::Submit(record())), Ok(Phase::Submitted(record())));
        assert_eq!(Phase::Missed.step(Command::Cancel { reason: "x".into() }), Err(Refusal::WrongPhase(State::Missed)));
    }
}
