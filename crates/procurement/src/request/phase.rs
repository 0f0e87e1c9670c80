//! The life of a purchase request, whole and pure.
//!
//! ```text
//! draft ─submit→ submitted ─approve→ approved ─cancel→ cancelled
//!   ↑ └ cancel       │ return → returned ─submit→ submitted
//!   └── withdraw ────┤ reject → rejected
//!                    └ cancel → cancelled
//! ```
//! Approve, return and reject are what its approval came to; nobody takes them here. `docs/workflows.md` is drawn from [`accepts`].

use kernel::Text;

/// Where a request stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Draft,
    Submitted,
    Returned { reason: String },
    Approved,
    Rejected { reason: String },
    Cancelled { reason: String },
}

/// The name of a phase: what is stored, sent and filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PurchaseRequestState)]
pub enum State {
    Draft,
    Submitted,
    Returned,
    Approved,
    Rejected,
    Cancelled,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Revise,
    Submit,
    Withdraw,
    Cancel { reason: String },
    Approve,
    Return { reason: String },
    Reject { reason: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PurchaseRequestAction)]
pub enum CommandKind {
    Revise,
    Submit,
    Withdraw,
    Cancel,
    Approve,
    Return,
    Reject,
}

impl State {
    pub const ALL: [Self; 6] = [Self::Draft, Self::Submitted, Self::Returned, Self::Approved, Self::Rejected, Self::Cancelled];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Draft => Text::fixed("草稿", "Draft"),
            Self::Submitted => Text::fixed("审批中", "Being decided"),
            Self::Returned => Text::fixed("退回修改", "Returned for revision"),
            Self::Approved => Text::fixed("已批准", "Approved"),
            Self::Rejected => Text::fixed("未批准", "Not approved"),
            Self::Cancelled => Text::fixed("已取消", "Cancelled"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 7] = [Self::Revise, Self::Submit, Self::Withdraw, Self::Cancel, Self::Approve, Self::Return, Self::Reject];

    /// What a person does with a request; the others are its approval's.
    pub const BY_HAND: [Self; 4] = [Self::Revise, Self::Submit, Self::Withdraw, Self::Cancel];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Revise => "revise",
            Self::Submit => "submit",
            Self::Withdraw => "withdraw",
            Self::Cancel => "cancel",
            Self::Approve => "approve",
            Self::Return => "return",
            Self::Reject => "reject",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Revise => CommandKind::Revise,
            Self::Submit => CommandKind::Submit,
            Self::Withdraw => CommandKind::Withdraw,
            Self::Cancel { .. } => CommandKind::Cancel,
            Self::Approve => CommandKind::Approve,
            Self::Return { .. } => CommandKind::Return,
            Self::Reject { .. } => CommandKind::Reject,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    use CommandKind as C;
    match state {
        State::Draft | State::Returned => matches!(kind, C::Revise | C::Submit | C::Cancel),
        State::Submitted => matches!(kind, C::Withdraw | C::Cancel | C::Approve | C::Return | C::Reject),
        // Nothing was ordered yet: what was approved may turn out not to be needed.
        State::Approved => matches!(kind, C::Cancel),
        State::Rejected | State::Cancelled => false,
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Draft => State::Draft,
            Self::Submitted => State::Submitted,
            Self::Returned { .. } => State::Returned,
            Self::Approved => State::Approved,
            Self::Rejected { .. } => State::Rejected,
            Self::Cancelled { .. } => State::Cancelled,
        }
    }

    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Returned { reason } | Self::Rejected { reason } | Self::Cancelled { reason } => Some(reason),
            Self::Draft | Self::Submitted | Self::Approved => None,
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
            // What was returned stays returned, with its reason, until it is submitted again.
            Command::Revise => self,
            Command::Submit => Self::Submitted,
            Command::Withdraw => Self::Draft,
            Command::Cancel { reason } => Self::Cancelled { reason },
            Command::Approve => Self::Approved,
            Command::Return { reason } => Self::Returned { reason },
            Command::Reject { reason } => Self::Rejected { reason },
        })
    }
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    NotYours,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::NotYours => Text::fixed("只有申请人能改、提交和撤回。", "Only whoever asks can revise, submit and take back."),
        }
    }
}

/// Whether a person may take a step now.
///
/// # Errors
/// The first reason against it.
pub const fn guard(state: State, kind: CommandKind, is_requester: bool) -> Result<(), Refusal> {
    if !accepts(state, kind) {
        Err(Refusal::WrongPhase(state))
    } else if !is_requester {
        Err(Refusal::NotYours)
    } else {
        Ok(())
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
    kernel::workflow::diagram(("draft", "draft"), steps)
}

/// One phase of every state, for the diagram and the tests.
fn phase(state: State) -> Phase {
    let reason = || "x".to_owned();
    match state {
        State::Draft => Phase::Draft,
        State::Submitted => Phase::Submitted,
        State::Returned => Phase::Returned { reason: reason() },
        State::Approved => Phase::Approved,
        State::Rejected => Phase::Rejected { reason: reason() },
        State::Cancelled => Phase::Cancelled { reason: reason() },
    }
}

/// One command of every kind.
fn command(kind: CommandKind) -> Command {
    let reason = || "x".to_owned();
    match kind {
        CommandKind::Revise => Command::Revise,
        CommandKind::Submit => Command::Submit,
        CommandKind::Withdraw => Command::Withdraw,
        CommandKind::Cancel => Command::Cancel { reason: reason() },
        CommandKind::Approve => Command::Approve,
        CommandKind::Return => Command::Return { reason: reason() },
        CommandKind::Reject => Command::Reject { reason: reason() },
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
                assert_eq!(guard(state, kind, true).is_ok(), accepts(state, kind));
                assert!(guard(state, kind, false).is_err());
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 12);
    }

    #[test]
    fn what_is_revised_stays_where_it_is() {
        let returned = phase(State::Returned);
        assert_eq!(returned.clone().step(Command::Revise), Ok(returned));
    }
}
