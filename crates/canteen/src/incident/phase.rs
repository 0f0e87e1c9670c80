//! The life of a food safety incident, whole and pure (domain.md D13).
//!
//! ```text
//! stopped ─report→ reported ─investigate→ investigating ─close→ closed
//!    └───── call_off ─┴→ false_alarm
//! ```
//! One press stops serving and seals the samples; that the report is overdue is a matter of the clock and no step. Whatever the kitchen did, it does
//! not say itself that it is over. `docs/workflows.md` is drawn from [`accepts`].

use chrono::{DateTime, TimeDelta, Utc};
use kernel::Text;

/// Hours within which an incident is reported (Food Safety Law, art. 103; rules on accidents).
pub const REPORTED_WITHIN_HOURS: i64 = 2;

/// By when it is to be reported.
pub fn due(happened_at: DateTime<Utc>) -> DateTime<Utc> {
    happened_at + TimeDelta::hours(REPORTED_WITHIN_HOURS)
}

/// The name of a phase: what is stored and sent. What belongs to it is in the columns of its step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenIncidentState)]
pub enum State {
    /// Serving is stopped and the samples are sealed.
    Stopped,
    Reported,
    Investigating,
    Closed,
    FalseAlarm,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CanteenIncidentAction)]
pub enum CommandKind {
    Report,
    Investigate,
    Close,
    CallOff,
}

impl State {
    pub const ALL: [Self; 5] = [Self::Stopped, Self::Reported, Self::Investigating, Self::Closed, Self::FalseAlarm];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Stopped => "stopped",
            Self::Reported => "reported",
            Self::Investigating => "investigating",
            Self::Closed => "closed",
            Self::FalseAlarm => "false_alarm",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Stopped => Text::fixed("已停餐封存，待上报", "Stopped and sealed, to be reported"),
            Self::Reported => Text::fixed("已上报", "Reported"),
            Self::Investigating => Text::fixed("调查中", "Under investigation"),
            Self::Closed => Text::fixed("已结案", "Closed"),
            Self::FalseAlarm => Text::fixed("已解除（误报）", "Called off (false alarm)"),
        }
    }

    /// Whether something is still to be done, and what was sealed stays sealed.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Stopped | Self::Reported | Self::Investigating)
    }
}

impl CommandKind {
    pub const ALL: [Self; 4] = [Self::Report, Self::Investigate, Self::Close, Self::CallOff];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Investigate => "investigate",
            Self::Close => "close",
            Self::CallOff => "call_off",
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    use CommandKind as C;
    match state {
        State::Stopped => matches!(kind, C::Report | C::CallOff),
        State::Reported => matches!(kind, C::Investigate | C::CallOff),
        State::Investigating => matches!(kind, C::Close),
        State::Closed | State::FalseAlarm => false,
    }
}

/// One step. Who may take it is [`guard`]'s question.
///
/// # Errors
/// [`Refusal::WrongPhase`] for every pair that [`accepts`] does not list.
pub const fn step(state: State, kind: CommandKind) -> Result<State, Refusal> {
    if !accepts(state, kind) {
        return Err(Refusal::WrongPhase(state));
    }
    Ok(match kind {
        CommandKind::Report => State::Reported,
        CommandKind::Investigate => State::Investigating,
        CommandKind::Close => State::Closed,
        CommandKind::CallOff => State::FalseAlarm,
    })
}

/// Who somebody is to an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Nobody,
    /// He may press the button, and is of the kitchen or only on duty.
    Presses,
    /// He answers for the school and not for the kitchen.
    Outside,
}

impl Who {
    /// Whether he may press, oversees the canteen, and keeps its book.
    pub const fn of(presses: bool, oversees: bool, keeps: bool) -> Self {
        match (presses, oversees, keeps) {
            (_, true, false) => Self::Outside,
            (true, ..) => Self::Presses,
            (false, ..) => Self::Nobody,
        }
    }
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    NotPressing,
    OfTheKitchen,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::NotPressing => Text::fixed(
                "由校长、副校长、总务主任、值日行政或食堂、食品安全的人办理。",
                "The principal, the vice-principal, the logistics director, who is on duty, or those of the canteen and of food safety do this.",
            ),
            Self::OfTheKitchen => Text::fixed(
                "是不是结束了，由食堂以外的总务主任、副校长或校长决定。",
                "Whether it is over is decided outside the kitchen: by the logistics director, the vice-principal or the principal.",
            ),
        }
    }
}

/// Whether somebody may take a step now.
///
/// # Errors
/// The first reason against it.
pub const fn guard(state: State, kind: CommandKind, who: Who) -> Result<(), Refusal> {
    if !accepts(state, kind) {
        return Err(Refusal::WrongPhase(state));
    }
    match (who, kind) {
        (Who::Nobody, _) => Err(Refusal::NotPressing),
        (Who::Presses, CommandKind::Close | CommandKind::CallOff) => Err(Refusal::OfTheKitchen),
        (Who::Presses, CommandKind::Report | CommandKind::Investigate) | (Who::Outside, _) => Ok(()),
    }
}

/// The workflow as a Mermaid diagram, for `docs/workflows.md`.
pub fn diagram() -> String {
    let steps = State::ALL.into_iter().flat_map(|state| {
        CommandKind::ALL.into_iter().filter_map(move |kind| {
            let next = step(state, kind).ok()?;
            Some((state.key(), next.key(), kind.key()))
        })
    });
    kernel::workflow::diagram(("stopped", "raise"), steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d01_every_pair_steps_exactly_when_it_is_listed() {
        let mut listed = 0;
        for state in State::ALL {
            for kind in CommandKind::ALL {
                assert_eq!(step(state, kind).is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                assert_eq!(guard(state, kind, Who::Outside).is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                listed += usize::from(accepts(state, kind));
            }
            assert_eq!(state.is_open(), CommandKind::ALL.into_iter().any(|kind| accepts(state, kind)), "{state:?}");
        }
        assert_eq!(listed, 5);
    }

    #[test]
    fn whoever_presses_reports_and_the_kitchen_does_not_say_that_it_is_over() {
        let kitchen = Who::of(true, true, true);
        assert_eq!(kitchen, Who::Presses);
        assert_eq!(guard(State::Stopped, CommandKind::Report, kitchen), Ok(()));
        assert_eq!(guard(State::Stopped, CommandKind::CallOff, kitchen), Err(Refusal::OfTheKitchen));
        assert_eq!(guard(State::Investigating, CommandKind::Close, Who::of(true, false, false)), Err(Refusal::OfTheKitchen));
        assert_eq!(guard(State::Investigating, CommandKind::Close, Who::of(true, true, false)), Ok(()));
        assert_eq!(guard(State::Stopped, CommandKind::Report, Who::of(false, false, true)), Err(Refusal::NotPressing));
    }

    #[test]
    fn it_is_reported_within_two_hours() {
        let at = "2026-11-24T04:00:00Z".parse::<DateTime<Utc>>().unwrap();
        assert_eq!(due(at).to_rfc3339(), "2026-11-24T06:00:00+00:00");
    }
}
