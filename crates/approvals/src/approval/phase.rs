//! The life of an approval, whole and pure: what can follow what, and who may do it.
//!
//! ```text
//! deciding ─approve (not the last)→ deciding ─approve (the last)→ approved
//!     │ return → returned ─ask again→ deciding (a round more)
//!     └ reject → rejected, withdraw → withdrawn
//! ```
//! What is decided stays decided: nothing leads out of approved, rejected and withdrawn. `docs/workflows.md` is drawn from [`accepts`].

use kernel::Text;

/// Where an approval stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// It waits at the step with this position in the chain.
    Deciding {
        step: usize,
    },
    Approved,
    Returned {
        reason: String,
    },
    Rejected {
        reason: String,
    },
    Withdrawn,
}

/// The name of a phase: what is stored, sent and filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ApprovalState)]
pub enum State {
    Deciding,
    Approved,
    Returned,
    Rejected,
    Withdrawn,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `last`: no rung follows in the chain.
    Approve {
        last: bool,
    },
    Return {
        reason: String,
    },
    Reject {
        reason: String,
    },
    /// The requester takes it back while nobody has said the last word.
    Withdraw,
    /// The requester has revised what was returned, or asks anew for what was withdrawn.
    AskAgain,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ApprovalAction)]
pub enum CommandKind {
    Approve,
    Return,
    Reject,
    Withdraw,
    AskAgain,
}

impl State {
    pub const ALL: [Self; 5] = [Self::Deciding, Self::Approved, Self::Returned, Self::Rejected, Self::Withdrawn];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Deciding => "deciding",
            Self::Approved => "approved",
            Self::Returned => "returned",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Deciding => Text::fixed("审批中", "Being decided"),
            Self::Approved => Text::fixed("已批准", "Approved"),
            Self::Returned => Text::fixed("退回修改", "Returned for revision"),
            Self::Rejected => Text::fixed("未批准", "Not approved"),
            Self::Withdrawn => Text::fixed("已撤回", "Withdrawn"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 5] = [Self::Approve, Self::Return, Self::Reject, Self::Withdraw, Self::AskAgain];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Return => "return",
            Self::Reject => "reject",
            Self::Withdraw => "withdraw",
            Self::AskAgain => "ask_again",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Approve { .. } => CommandKind::Approve,
            Self::Return { .. } => CommandKind::Return,
            Self::Reject { .. } => CommandKind::Reject,
            Self::Withdraw => CommandKind::Withdraw,
            Self::AskAgain => CommandKind::AskAgain,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    use CommandKind as C;
    match state {
        State::Deciding => matches!(kind, C::Approve | C::Return | C::Reject | C::Withdraw),
        State::Returned | State::Withdrawn => matches!(kind, C::AskAgain),
        State::Approved | State::Rejected => false,
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Deciding { .. } => State::Deciding,
            Self::Approved => State::Approved,
            Self::Returned { .. } => State::Returned,
            Self::Rejected { .. } => State::Rejected,
            Self::Withdrawn => State::Withdrawn,
        }
    }

    /// One step. Who may do it is [`guard`]'s question.
    ///
    /// # Errors
    /// [`Refusal::WrongPhase`] for every pair that [`accepts`] does not list.
    pub fn step(self, command: Command) -> Result<Self, Refusal> {
        let state = self.state();
        if !accepts(state, command.kind()) {
            return Err(Refusal::WrongPhase(state));
        }
        Ok(match (self, command) {
            (Self::Deciding { step }, Command::Approve { last: false }) => Self::Deciding { step: step + 1 },
            (_, Command::Approve { .. }) => Self::Approved,
            (_, Command::Return { reason }) => Self::Returned { reason },
            (_, Command::Reject { reason }) => Self::Rejected { reason },
            (_, Command::Withdraw) => Self::Withdrawn,
            (_, Command::AskAgain) => Self::Deciding { step: 0 },
        })
    }
}

/// What of the actor matters to a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, not a state")]
pub struct ActorFacts {
    /// Asked for it, or stands in for who did.
    pub is_requester: bool,
    /// Bore witness to it.
    pub is_witness: bool,
    /// Holds the role of the step that it waits at; of a meeting's step everybody who may approve, as its recorder.
    pub at_this_step: bool,
    /// Has signed at an earlier step of this round, himself or by somebody who stood in.
    pub has_signed: bool,
    /// The step is a meeting's: who writes down its minutes decides nothing himself.
    pub by_meeting: bool,
}

/// Why a decision is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    SelfApproval,
    OwnWitness,
    /// He bought it before it was approved, or whoever he stands in for did.
    TookPart,
    TwoSteps,
    NotYourStep,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::SelfApproval => Text::fixed(
                "自己申请的（或您代理的人申请的）不能由自己审批。",
                "Nobody approves what he asked for, nor what the one asked for whom he stands in.",
            ),
            Self::OwnWitness => Text::fixed(
                "您是（或您代理的人是）这件事的证明人，不能再由您审批。",
                "You bore witness to it, or the one did for whom you stand in: somebody else has to decide.",
            ),
            Self::TookPart => Text::fixed(
                "这批东西是您（或您代理的人）先买的，不能再由您审批。",
                "You bought it before it was approved, or the one did for whom you stand in: somebody else has to decide.",
            ),
            Self::TwoSteps => {
                Text::fixed("您已经在前面一步审批过，同一个人不能审批两步。", "You have signed an earlier step; nobody signs two.")
            }
            Self::NotYourStep => Text::fixed("现在不是等您审批。", "It does not wait for you now."),
        }
    }
}

/// Whether somebody may decide now.
///
/// # Errors
/// The first reason against it.
pub const fn guard(state: State, kind: CommandKind, facts: ActorFacts) -> Result<(), Refusal> {
    if !accepts(state, kind) {
        return Err(Refusal::WrongPhase(state));
    }
    match kind {
        // The feature that asks says who may ask again or take back.
        CommandKind::Withdraw | CommandKind::AskAgain => Ok(()),
        CommandKind::Approve | CommandKind::Return | CommandKind::Reject => {
            if facts.is_requester {
                Err(Refusal::SelfApproval)
            } else if facts.is_witness {
                Err(Refusal::OwnWitness)
            } else if !facts.at_this_step {
                Err(Refusal::NotYourStep)
            } else if facts.has_signed && !facts.by_meeting {
                Err(Refusal::TwoSteps)
            } else {
                Ok(())
            }
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
    kernel::workflow::diagram(("deciding", "ask"), steps)
}

/// One phase of every state, for the diagram and the tests.
fn phase(state: State) -> Phase {
    match state {
        State::Deciding => Phase::Deciding { step: 0 },
        State::Approved => Phase::Approved,
        State::Returned => Phase::Returned { reason: "x".into() },
        State::Rejected => Phase::Rejected { reason: "x".into() },
        State::Withdrawn => Phase::Withdrawn,
    }
}

/// One command of every kind.
fn command(kind: CommandKind) -> Command {
    match kind {
        CommandKind::Approve => Command::Approve { last: true },
        CommandKind::Return => Command::Return { reason: "x".into() },
        CommandKind::Reject => Command::Reject { reason: "x".into() },
        CommandKind::Withdraw => Command::Withdraw,
        CommandKind::AskAgain => Command::AskAgain,
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
                assert!(stepped.is_ok() || stepped == Err(Refusal::WrongPhase(state)));
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 6);
    }

    #[test]
    fn the_chain_is_climbed_step_by_step() {
        let deciding = Phase::Deciding { step: 1 };
        assert_eq!(deciding.clone().step(Command::Approve { last: false }), Ok(Phase::Deciding { step: 2 }));
        assert_eq!(deciding.step(Command::Approve { last: true }), Ok(Phase::Approved));
    }

    #[test]
    fn d02_d03_who_may_decide() {
        let own = ActorFacts { at_this_step: true, ..ActorFacts::default() };
        let decide = |facts| guard(State::Deciding, CommandKind::Approve, facts);
        assert_eq!(decide(own), Ok(()));
        assert_eq!(decide(ActorFacts { is_requester: true, ..own }), Err(Refusal::SelfApproval));
        assert_eq!(decide(ActorFacts { is_witness: true, ..own }), Err(Refusal::OwnWitness));
        assert_eq!(decide(ActorFacts { has_signed: true, ..own }), Err(Refusal::TwoSteps));
        assert_eq!(decide(ActorFacts { has_signed: true, by_meeting: true, ..own }), Ok(()));
        assert_eq!(decide(ActorFacts::default()), Err(Refusal::NotYourStep));
        assert_eq!(guard(State::Approved, CommandKind::Reject, own), Err(Refusal::WrongPhase(State::Approved)));
    }
}
