//! The life of a requisition, whole and pure.
//!
//! ```text
//! submitted ─approve→ approved ─issue→ issued
//!   ↑  │  └ cancel       ├ cancel → cancelled
//!   │  │                 └ expire → expired ─issue→ issued
//!   │  ├ return → returned ─cancel→ cancelled
//!   │  │             │
//!   └──┼─ resubmit ──┘
//!      └ reject → rejected
//! ```
//! Approve, return and reject are what its approval came to, and expire what came of waiting; nobody takes them here. What has expired is
//! issued only where it was collected in time and is entered late. `docs/workflows.md` is drawn from [`accepts`].

use kernel::Text;

/// Where a requisition stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Submitted,
    Approved,
    Issued,
    Returned {
        reason: String,
    },
    Rejected {
        reason: String,
    },
    Cancelled {
        reason: String,
    },
    /// Nobody collected it in time.
    Expired,
}

/// The name of a phase: what is stored, sent and filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RequisitionState)]
pub enum State {
    Submitted,
    Approved,
    Issued,
    Returned,
    Rejected,
    Cancelled,
    Expired,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Resubmit,
    Cancel { reason: String },
    Issue,
    Approve,
    Return { reason: String },
    Reject { reason: String },
    Expire,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RequisitionAction)]
pub enum CommandKind {
    Resubmit,
    Cancel,
    Issue,
    Approve,
    Return,
    Reject,
    Expire,
}

impl State {
    pub const ALL: [Self; 7] =
        [Self::Submitted, Self::Approved, Self::Issued, Self::Returned, Self::Rejected, Self::Cancelled, Self::Expired];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Issued => "issued",
            Self::Returned => "returned",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Submitted => Text::fixed("审批中", "Being decided"),
            Self::Approved => Text::fixed("已批准，等领取", "Approved, to be collected"),
            Self::Issued => Text::fixed("已发放", "Handed out"),
            Self::Returned => Text::fixed("退回修改", "Returned for revision"),
            Self::Rejected => Text::fixed("未批准", "Not approved"),
            Self::Cancelled => Text::fixed("已取消", "Cancelled"),
            Self::Expired => Text::fixed("逾期未领", "Not collected in time"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 7] = [Self::Resubmit, Self::Cancel, Self::Issue, Self::Approve, Self::Return, Self::Reject, Self::Expire];

    /// What a person does with a requisition; the others are its approval's and the product's own.
    pub const BY_HAND: [Self; 3] = [Self::Resubmit, Self::Cancel, Self::Issue];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Resubmit => "resubmit",
            Self::Cancel => "cancel",
            Self::Issue => "issue",
            Self::Approve => "approve",
            Self::Return => "return",
            Self::Reject => "reject",
            Self::Expire => "expire",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Resubmit => CommandKind::Resubmit,
            Self::Cancel { .. } => CommandKind::Cancel,
            Self::Issue => CommandKind::Issue,
            Self::Approve => CommandKind::Approve,
            Self::Return { .. } => CommandKind::Return,
            Self::Reject { .. } => CommandKind::Reject,
            Self::Expire => CommandKind::Expire,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    use CommandKind as C;
    match state {
        State::Submitted => matches!(kind, C::Cancel | C::Approve | C::Return | C::Reject),
        State::Approved => matches!(kind, C::Issue | C::Cancel | C::Expire),
        State::Returned => matches!(kind, C::Resubmit | C::Cancel),
        State::Expired => matches!(kind, C::Issue),
        State::Issued | State::Rejected | State::Cancelled => false,
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Submitted => State::Submitted,
            Self::Approved => State::Approved,
            Self::Issued => State::Issued,
            Self::Returned { .. } => State::Returned,
            Self::Rejected { .. } => State::Rejected,
            Self::Cancelled { .. } => State::Cancelled,
            Self::Expired => State::Expired,
        }
    }

    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Returned { reason } | Self::Rejected { reason } | Self::Cancelled { reason } => Some(reason),
            Self::Submitted | Self::Approved | Self::Issued | Self::Expired => None,
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
            Command::Resubmit => Self::Submitted,
            Command::Cancel { reason } => Self::Cancelled { reason },
            Command::Issue => Self::Issued,
            Command::Approve => Self::Approved,
            Command::Return { reason } => Self::Returned { reason },
            Command::Reject { reason } => Self::Rejected { reason },
            Command::Expire => Self::Expired,
        })
    }
}

/// Who somebody is to a requisition.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts {
    pub is_requester: bool,
    /// Whether he keeps stores.
    pub keeps: bool,
    /// The last day on which it may be collected is over, or was on the day on which it is said to have been collected.
    pub is_late: bool,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    NotYours,
    NotKeeping,
    /// SD5: whoever hands out does not receive.
    OwnRequest,
    NotCollected,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::NotYours => Text::fixed("只有申领人能改和取消。", "Only whoever asks can revise and cancel."),
            Self::NotKeeping => Text::fixed("由保管员发放。", "A storekeeper hands it out."),
            Self::OwnRequest => Text::fixed(
                "自己申领的要由别人发放；库房只有一名保管员的，请再加一名。",
                "You asked for it yourself: somebody else has to hand it out. Where a store has one keeper only, name a second one.",
            ),
            Self::NotCollected => Text::fixed(
                "领取的最后一天已过，不能再发。按时领走、没来得及登记的，按领走的那天登记；还要的请申领人重新申领。",
                "The last day to collect it is over, so it is not handed out any more. \
                 What was collected in time is entered with its day; if it is still needed, whoever asked asks anew.",
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
    match kind {
        CommandKind::Issue if facts.is_requester => Err(Refusal::OwnRequest),
        CommandKind::Issue if !facts.keeps => Err(Refusal::NotKeeping),
        CommandKind::Issue if facts.is_late => Err(Refusal::NotCollected),
        CommandKind::Resubmit | CommandKind::Cancel if !facts.is_requester => Err(Refusal::NotYours),
        CommandKind::Resubmit
        | CommandKind::Cancel
        | CommandKind::Issue
        | CommandKind::Approve
        | CommandKind::Return
        | CommandKind::Reject
        | CommandKind::Expire => Ok(()),
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
    kernel::workflow::diagram(("submitted", "submit"), steps)
}

/// One phase of every state, for the diagram and the tests.
fn phase(state: State) -> Phase {
    let reason = || "x".to_owned();
    match state {
        State::Submitted => Phase::Submitted,
        State::Approved => Phase::Approved,
        State::Issued => Phase::Issued,
        State::Returned => Phase::Returned { reason: reason() },
        State::Rejected => Phase::Rejected { reason: reason() },
        State::Cancelled => Phase::Cancelled { reason: reason() },
        State::Expired => Phase::Expired,
    }
}

/// One command of every kind.
fn command(kind: CommandKind) -> Command {
    let reason = || "x".to_owned();
    match kind {
        CommandKind::Resubmit => Command::Resubmit,
        CommandKind::Cancel => Command::Cancel { reason: reason() },
        CommandKind::Issue => Command::Issue,
        CommandKind::Approve => Command::Approve,
        CommandKind::Return => Command::Return { reason: reason() },
        CommandKind::Reject => Command::Reject { reason: reason() },
        CommandKind::Expire => Command::Expire,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REQUESTER: Facts = Facts { is_requester: true, keeps: false, is_late: false };
    const KEEPER: Facts = Facts { is_requester: false, keeps: true, is_late: false };

    #[test]
    fn d01_every_pair_steps_exactly_when_it_is_listed() {
        let mut listed = 0;
        for state in State::ALL {
            for kind in CommandKind::ALL {
                let stepped = phase(state).step(command(kind));
                assert_eq!(stepped.is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                let whose = if kind == CommandKind::Issue { KEEPER } else { REQUESTER };
                assert_eq!(guard(state, kind, whose).is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 10);
    }

    #[test]
    fn whoever_asked_hands_nothing_out_and_whoever_hands_out_asks_for_nothing() {
        let both = Facts { is_requester: true, keeps: true, is_late: false };
        assert_eq!(guard(State::Approved, CommandKind::Issue, both), Err(Refusal::OwnRequest));
        assert_eq!(guard(State::Approved, CommandKind::Issue, Facts::default()), Err(Refusal::NotKeeping));
        assert_eq!(guard(State::Approved, CommandKind::Cancel, KEEPER), Err(Refusal::NotYours));
        assert_eq!(guard(State::Returned, CommandKind::Resubmit, KEEPER), Err(Refusal::NotYours));
    }

    #[test]
    fn what_nobody_collected_in_time_is_not_handed_out_and_may_be_cancelled_until_it_has_expired() {
        let late = |facts: Facts| Facts { is_late: true, ..facts };
        assert_eq!(guard(State::Approved, CommandKind::Issue, late(KEEPER)), Err(Refusal::NotCollected));
        assert_eq!(guard(State::Expired, CommandKind::Issue, late(KEEPER)), Err(Refusal::NotCollected));
        // Collected in time, and entered when the product had written it down already.
        assert_eq!(guard(State::Expired, CommandKind::Issue, KEEPER), Ok(()));
        assert_eq!(guard(State::Expired, CommandKind::Issue, Facts { is_requester: true, ..KEEPER }), Err(Refusal::OwnRequest));
        assert_eq!(guard(State::Approved, CommandKind::Cancel, late(REQUESTER)), Ok(()));
        assert_eq!(guard(State::Expired, CommandKind::Cancel, REQUESTER), Err(Refusal::WrongPhase(State::Expired)));
    }
}
