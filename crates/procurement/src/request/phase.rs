//! The life of a purchase request, whole and pure.
//!
//! ```text
//! draft ─submit→ submitted ─approve→ approved ─cancel→ cancelled
//!   ↑ └ cancel       │ return → returned ─submit→ submitted
//!   └── withdraw ────┤ reject → rejected      approved ─close, complete→ closed
//!                    └ cancel → cancelled
//! ```
//! Approve, return and reject are what its approval came to, complete is what a goods receipt did: nobody takes them here. Nothing was
//! bought of what is cancelled; of what is closed something was, and the rest is not (domain.md D2). Where whoever buys ends what nobody
//! has bought, it is cancelled. `docs/workflows.md` is drawn from [`accepts`].

use kernel::Text;

/// Where a request stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Draft,
    Submitted,
    Returned {
        reason: String,
    },
    Approved,
    Rejected {
        reason: String,
    },
    Cancelled {
        reason: String,
    },
    /// Everything came; or, for a reason, the rest is not bought.
    Closed {
        reason: Option<String>,
    },
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
    Closed,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Revise,
    Submit,
    Withdraw,
    Cancel {
        reason: String,
    },
    Approve,
    Return {
        reason: String,
    },
    Reject {
        reason: String,
    },
    /// The rest is not bought.
    Close {
        reason: String,
    },
    /// Everything that was approved came.
    Complete,
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
    Close,
    Complete,
}

impl State {
    pub const ALL: [Self; 7] =
        [Self::Draft, Self::Submitted, Self::Returned, Self::Approved, Self::Rejected, Self::Cancelled, Self::Closed];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
            Self::Closed => "closed",
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
            Self::Closed => Text::fixed("已办结", "Closed"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 9] =
        [Self::Revise, Self::Submit, Self::Withdraw, Self::Cancel, Self::Approve, Self::Return, Self::Reject, Self::Close, Self::Complete];

    /// What a person does with a request; the others are its approval's and its goods'.
    pub const BY_HAND: [Self; 5] = [Self::Revise, Self::Submit, Self::Withdraw, Self::Cancel, Self::Close];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Revise => "revise",
            Self::Submit => "submit",
            Self::Withdraw => "withdraw",
            Self::Cancel => "cancel",
            Self::Approve => "approve",
            Self::Return => "return",
            Self::Reject => "reject",
            Self::Close => "close",
            Self::Complete => "complete",
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
            Self::Close { .. } => CommandKind::Close,
            Self::Complete => CommandKind::Complete,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    use CommandKind as C;
    match state {
        State::Draft | State::Returned => matches!(kind, C::Revise | C::Submit | C::Cancel),
        State::Submitted => matches!(kind, C::Withdraw | C::Cancel | C::Approve | C::Return | C::Reject),
        // What was approved may turn out not to be needed, before anything of it was bought or after a part of it came.
        State::Approved => matches!(kind, C::Cancel | C::Close | C::Complete),
        State::Rejected | State::Cancelled | State::Closed => false,
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
            Self::Closed { .. } => State::Closed,
        }
    }

    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Returned { reason } | Self::Rejected { reason } | Self::Cancelled { reason } => Some(reason),
            Self::Closed { reason } => reason.as_deref(),
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
            Command::Close { reason } => Self::Closed { reason: Some(reason) },
            Command::Complete => Self::Closed { reason: None },
        })
    }
}

/// What stands of the orders of a request: by what was cancelled nothing was ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PurchaseRequestOrdered)]
pub enum Ordered {
    Nothing,
    /// Something may still come.
    Open,
    /// Something came, and nothing more will of what is ordered.
    Bought,
}

/// Who the person is in this request, and how far its orders are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    pub is_requester: bool,
    /// Makes orders of it.
    pub buys: bool,
    pub ordered: Ordered,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    NotYours,
    /// Something of it is ordered or bought.
    Ordered,
    DoesNotBuy,
    StillOpen,
    /// Whoever asked cancels it instead.
    NothingBought,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::NotYours => Text::fixed("只有申请人能改、提交和撤回。", "Only whoever asks can revise, submit and take back."),
            Self::Ordered => {
                Text::fixed("已经按这份申请下单，不能撤回或取消。", "It is ordered already: it is neither taken back nor cancelled.")
            }
            Self::DoesNotBuy => {
                Text::fixed("只有申请人和经办采购的人能结束申请。", "Only whoever asked and those who buy say that the rest is not bought.")
            }
            Self::StillOpen => Text::fixed(
                "还有采购单没有办完：先等到齐、结束或取消它。",
                "An order of it is still open: it has to be received, closed or cancelled first.",
            ),
            Self::NothingBought => Text::fixed("还没有买过什么：取消申请就可以。", "Nothing of it was bought: cancel the request."),
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
    if matches!(kind, CommandKind::Close) {
        return may_close(facts);
    }
    if !facts.is_requester {
        return Err(Refusal::NotYours);
    }
    let taken_back = matches!(kind, CommandKind::Withdraw | CommandKind::Cancel);
    if taken_back && !matches!(facts.ordered, Ordered::Nothing) { Err(Refusal::Ordered) } else { Ok(()) }
}

const fn may_close(facts: Facts) -> Result<(), Refusal> {
    match facts.ordered {
        _ if !facts.is_requester && !facts.buys => Err(Refusal::DoesNotBuy),
        Ordered::Open => Err(Refusal::StillOpen),
        Ordered::Nothing if facts.is_requester => Err(Refusal::NothingBought),
        Ordered::Nothing | Ordered::Bought => Ok(()),
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
        State::Closed => Phase::Closed { reason: Some(reason()) },
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
        CommandKind::Close => Command::Close { reason: reason() },
        CommandKind::Complete => Command::Complete,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REQUESTER: Facts = Facts { is_requester: true, buys: false, ordered: Ordered::Nothing };
    const BUYER: Facts = Facts { is_requester: false, buys: true, ordered: Ordered::Bought };
    const ALL_ORDERED: [Ordered; 3] = [Ordered::Nothing, Ordered::Open, Ordered::Bought];

    #[test]
    fn d01_every_pair_steps_exactly_when_it_is_listed() {
        let mut listed = 0;
        for state in State::ALL {
            for kind in CommandKind::ALL {
                let stepped = phase(state).step(command(kind));
                assert_eq!(stepped.is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                let facts = if kind == CommandKind::Close { BUYER } else { REQUESTER };
                assert_eq!(guard(state, kind, facts).is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                for ordered in ALL_ORDERED {
                    assert!(guard(state, kind, Facts { is_requester: false, buys: false, ordered }).is_err(), "{state:?} {kind:?}");
                }
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 14);
    }

    #[test]
    fn the_rest_is_given_up_by_whoever_asked_or_buys_once_nothing_of_it_is_open() {
        let close = |facts: Facts| ALL_ORDERED.map(|ordered| guard(State::Approved, CommandKind::Close, Facts { ordered, ..facts }));
        assert_eq!(close(REQUESTER), [Err(Refusal::NothingBought), Err(Refusal::StillOpen), Ok(())]);
        assert_eq!(close(BUYER), [Ok(()), Err(Refusal::StillOpen), Ok(())]);
        let stranger = Facts { buys: false, ..BUYER };
        assert_eq!(close(stranger), [Err(Refusal::DoesNotBuy); 3]);
        let given_up = phase(State::Approved).step(command(CommandKind::Close)).unwrap();
        assert_eq!(given_up.reason(), Some("x"));
        assert_eq!(phase(State::Approved).step(Command::Complete).unwrap().reason(), None, "what came whole needs no reason");
    }

    #[test]
    fn what_is_ordered_is_neither_cancelled_nor_taken_back() {
        for (state, kind) in [(State::Approved, CommandKind::Cancel), (State::Submitted, CommandKind::Withdraw)] {
            let said = ALL_ORDERED.map(|ordered| guard(state, kind, Facts { ordered, ..REQUESTER }));
            assert_eq!(said, [Ok(()), Err(Refusal::Ordered), Err(Refusal::Ordered)], "{kind:?}");
            assert_eq!(guard(state, kind, BUYER), Err(Refusal::NotYours), "{kind:?}");
        }
    }

    #[test]
    fn what_is_revised_stays_where_it_is() {
        let returned = phase(State::Returned);
        assert_eq!(returned.clone().step(Command::Revise), Ok(returned));
    }
}
