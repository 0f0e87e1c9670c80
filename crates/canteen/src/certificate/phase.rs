//! The life of a health certificate, whole and pure.
//!
//! ```text
//! submitted ─verify→ valid ─suspend→ suspended ─resume→ valid
//!     └──────────────┴──────────────────┴─ withdraw → withdrawn
//! ```
//! That it ends soon, or has, is a matter of the day and no step. `docs/workflows.md` is drawn from [`accepts`].

use kernel::Text;

/// Where a certificate stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Submitted,
    Valid,
    /// Unwell: the certificate does not count until somebody says that its holder is fit again.
    Suspended {
        reason: String,
    },
    /// Entered wrongly, or taken back by whoever issued it.
    Withdrawn {
        reason: String,
    },
}

/// The name of a phase: what is stored and sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = HealthCertificateState)]
pub enum State {
    Submitted,
    Valid,
    Suspended,
    Withdrawn,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Verify,
    Suspend { reason: String },
    Resume,
    Withdraw { reason: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = HealthCertificateAction)]
pub enum CommandKind {
    Verify,
    Suspend,
    Resume,
    Withdraw,
}

impl State {
    pub const ALL: [Self; 4] = [Self::Submitted, Self::Valid, Self::Suspended, Self::Withdrawn];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Valid => "valid",
            Self::Suspended => "suspended",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Submitted => Text::fixed("待核对", "To be verified"),
            Self::Valid => Text::fixed("有效", "Valid"),
            Self::Suspended => Text::fixed("暂停", "Suspended"),
            Self::Withdrawn => Text::fixed("已作废", "Withdrawn"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 4] = [Self::Verify, Self::Suspend, Self::Resume, Self::Withdraw];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::Withdraw => "withdraw",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Verify => CommandKind::Verify,
            Self::Suspend { .. } => CommandKind::Suspend,
            Self::Resume => CommandKind::Resume,
            Self::Withdraw { .. } => CommandKind::Withdraw,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    use CommandKind as C;
    match state {
        State::Submitted => matches!(kind, C::Verify | C::Withdraw),
        State::Valid => matches!(kind, C::Suspend | C::Withdraw),
        State::Suspended => matches!(kind, C::Resume | C::Withdraw),
        State::Withdrawn => false,
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Submitted => State::Submitted,
            Self::Valid => State::Valid,
            Self::Suspended { .. } => State::Suspended,
            Self::Withdrawn { .. } => State::Withdrawn,
        }
    }

    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Suspended { reason } | Self::Withdrawn { reason } => Some(reason),
            Self::Submitted | Self::Valid => None,
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
            Command::Verify | Command::Resume => Self::Valid,
            Command::Suspend { reason } => Self::Suspended { reason },
            Command::Withdraw { reason } => Self::Withdrawn { reason },
        })
    }
}

/// Who somebody is to a certificate.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts {
    /// Whether he keeps certificates.
    pub keeps: bool,
    /// He entered it, or it is his own.
    pub is_party: bool,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    NotKeeping,
    /// Verified by another than whoever entered it, and by nobody for himself.
    EnteredIt,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::NotKeeping => {
                Text::fixed("由食堂管理员或食品安全员办理。", "The canteen's manager or whoever answers for food safety does this.")
            }
            Self::EnteredIt => Text::fixed(
                "自己登记的、自己的健康证，要由另一位核对。",
                "You entered it, or it is your own: somebody else has to verify it.",
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
    if !facts.keeps {
        return Err(Refusal::NotKeeping);
    }
    match kind {
        CommandKind::Verify | CommandKind::Resume if facts.is_party => Err(Refusal::EnteredIt),
        CommandKind::Verify | CommandKind::Suspend | CommandKind::Resume | CommandKind::Withdraw => Ok(()),
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
    kernel::workflow::diagram(("submitted", "enter"), steps)
}

/// One phase of every state, for the diagram and the tests.
fn phase(state: State) -> Phase {
    let reason = || "x".to_owned();
    match state {
        State::Submitted => Phase::Submitted,
        State::Valid => Phase::Valid,
        State::Suspended => Phase::Suspended { reason: reason() },
        State::Withdrawn => Phase::Withdrawn { reason: reason() },
    }
}

/// One command of every kind.
fn command(kind: CommandKind) -> Command {
    let reason = || "x".to_owned();
    match kind {
        CommandKind::Verify => Command::Verify,
        CommandKind::Suspend => Command::Suspend { reason: reason() },
        CommandKind::Resume => Command::Resume,
        CommandKind::Withdraw => Command::Withdraw { reason: reason() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OTHER: Facts = Facts { keeps: true, is_party: false };

    #[test]
    fn d01_every_pair_steps_exactly_when_it_is_listed() {
        let mut listed = 0;
        for state in State::ALL {
            for kind in CommandKind::ALL {
                let stepped = phase(state).step(command(kind));
                assert_eq!(stepped.is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                assert_eq!(guard(state, kind, OTHER).is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 6);
    }

    #[test]
    fn nobody_verifies_what_he_entered_and_nobody_who_keeps_none_does_anything() {
        let party = Facts { keeps: true, is_party: true };
        assert_eq!(guard(State::Submitted, CommandKind::Verify, party), Err(Refusal::EnteredIt));
        assert_eq!(guard(State::Suspended, CommandKind::Resume, party), Err(Refusal::EnteredIt));
        assert_eq!(guard(State::Submitted, CommandKind::Withdraw, party), Ok(()));
        assert_eq!(guard(State::Valid, CommandKind::Suspend, Facts::default()), Err(Refusal::NotKeeping));
    }
}
