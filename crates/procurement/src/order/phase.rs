//! The life of an order, whole and pure.
//!
//! ```text
//! proposed ─confirm→ ordered ─receive→ partially_received ─receive→ received
//!    └ cancel           └ cancel              └ close → closed
//! ```
//! The last of its buyers who confirms orders it, or whoever signs for it that only one buys; receive is what a goods receipt comes to, nobody takes it here. What came is not undone
//! by cancelling (D09): an order of which something was accepted is received or closed short. `docs/workflows.md` is drawn from [`accepts`].

use kernel::Text;

use crate::request::phase::Ordered;

/// Where an order stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Proposed,
    Ordered,
    PartiallyReceived,
    Received,
    /// Short: the rest does not come.
    Closed {
        reason: String,
    },
    Cancelled {
        reason: String,
    },
}

/// The name of a phase: what is stored, sent and filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PurchaseOrderState)]
pub enum State {
    Proposed,
    Ordered,
    PartiallyReceived,
    Received,
    Closed,
    Cancelled,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// A buyer says that he is one; whether he was the last who had to.
    Confirm {
        last: bool,
    },
    /// Somebody signs for it that only one buys; whether he was the last who had to.
    Cosign {
        last: bool,
    },
    /// A receipt accepted something; whether nothing is open any more.
    Receive {
        whole: bool,
    },
    Cancel {
        reason: String,
    },
    Close {
        reason: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PurchaseOrderAction)]
pub enum CommandKind {
    Confirm,
    Cosign,
    Receive,
    Cancel,
    Close,
}

impl State {
    pub const ALL: [Self; 6] = [Self::Proposed, Self::Ordered, Self::PartiallyReceived, Self::Received, Self::Closed, Self::Cancelled];

    /// Something may still come.
    pub const LIVING: [Self; 3] = [Self::Proposed, Self::Ordered, Self::PartiallyReceived];

    /// Something was bought, or will be.
    pub const STANDING: [Self; 5] = [Self::Proposed, Self::Ordered, Self::PartiallyReceived, Self::Received, Self::Closed];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Ordered => "ordered",
            Self::PartiallyReceived => "partially_received",
            Self::Received => "received",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// What several orders of one request come to.
    pub fn together(states: &[Self]) -> Ordered {
        let any_of = |of: &[Self]| states.iter().any(|state| of.contains(state));
        match (any_of(&Self::LIVING), any_of(&Self::STANDING)) {
            (true, _) => Ordered::Open,
            (false, true) => Ordered::Bought,
            (false, false) => Ordered::Nothing,
        }
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Proposed => Text::fixed("等另一位采购人确认", "Waits for the other buyer"),
            Self::Ordered => Text::fixed("已下单", "Ordered"),
            Self::PartiallyReceived => Text::fixed("部分到货", "Received in part"),
            Self::Received => Text::fixed("已到齐", "Received"),
            Self::Closed => Text::fixed("未到齐结束", "Closed short"),
            Self::Cancelled => Text::fixed("已取消", "Cancelled"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 5] = [Self::Confirm, Self::Cosign, Self::Receive, Self::Cancel, Self::Close];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Cosign => "cosign",
            Self::Receive => "receive",
            Self::Cancel => "cancel",
            Self::Close => "close",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Confirm { .. } => CommandKind::Confirm,
            Self::Cosign { .. } => CommandKind::Cosign,
            Self::Receive { .. } => CommandKind::Receive,
            Self::Cancel { .. } => CommandKind::Cancel,
            Self::Close { .. } => CommandKind::Close,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    use CommandKind as C;
    match state {
        State::Proposed => matches!(kind, C::Confirm | C::Cosign | C::Cancel),
        State::Ordered => matches!(kind, C::Receive | C::Cancel),
        State::PartiallyReceived => matches!(kind, C::Receive | C::Close),
        State::Received | State::Closed | State::Cancelled => false,
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Proposed => State::Proposed,
            Self::Ordered => State::Ordered,
            Self::PartiallyReceived => State::PartiallyReceived,
            Self::Received => State::Received,
            Self::Closed { .. } => State::Closed,
            Self::Cancelled { .. } => State::Cancelled,
        }
    }

    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Closed { reason } | Self::Cancelled { reason } => Some(reason),
            Self::Proposed | Self::Ordered | Self::PartiallyReceived | Self::Received => None,
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
            Command::Confirm { last: true } | Command::Cosign { last: true } => Self::Ordered,
            Command::Confirm { last: false } | Command::Cosign { last: false } => self,
            Command::Receive { whole: true } => Self::Received,
            Command::Receive { whole: false } => Self::PartiallyReceived,
            Command::Cancel { reason } => Self::Cancelled { reason },
            Command::Close { reason } => Self::Closed { reason },
        })
    }
}

/// Who wants to take a step, and on what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, not a state")]
pub struct Facts {
    /// He is one of its buyers.
    pub buys: bool,
    /// And said so.
    pub confirmed: bool,
    /// He is named to sign for its exception.
    pub cosigns: bool,
    /// And has signed.
    pub cosigned: bool,
    /// He may make orders of its request.
    pub orders: bool,
    /// He may accept goods.
    pub accepts: bool,
    /// Something of it lies there and is not accepted yet.
    pub inspected: bool,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    NotABuyer,
    Confirmed,
    NotTheCosigner,
    Cosigned,
    DoesNotOrder,
    Inspected,
    DoesNotAccept,
    BoughtIt,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(State::PartiallyReceived) => Text::fixed(
                "已经验收了一部分，不能取消；不再到货的，请写明原因后结束。",
                "Part of it was accepted, so it cannot be cancelled; if the rest does not come, close it with the reason.",
            ),
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::NotABuyer => Text::fixed("只有这张采购单写明的采购人能确认。", "Only those who are named as its buyers confirm it."),
            Self::Confirmed => Text::fixed("您已经确认过。", "You have confirmed it."),
            Self::NotTheCosigner => Text::fixed("只有写明的会签人能签。", "Only whoever is named as the co-signer signs."),
            Self::Cosigned => Text::fixed("您已经签过字。", "You have signed it."),
            Self::DoesNotOrder => Text::fixed("只有经办采购的人能取消和结束采购单。", "Only those who buy cancel and close orders."),
            Self::Inspected => Text::fixed(
                "有一张验收单还没签完，请先办完或取消它。",
                "A goods receipt of it is not signed yet: finish or cancel that first.",
            ),
            Self::DoesNotAccept => Text::fixed("您没有验收的权限。", "You do not accept goods."),
            Self::BoughtIt => Text::fixed("谁采购，谁就不能验收。", "Who bought it does not accept it."),
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
        CommandKind::Confirm if !facts.buys => Err(Refusal::NotABuyer),
        CommandKind::Confirm if facts.confirmed => Err(Refusal::Confirmed),
        CommandKind::Cosign if !facts.cosigns => Err(Refusal::NotTheCosigner),
        CommandKind::Cosign if facts.cosigned => Err(Refusal::Cosigned),
        CommandKind::Receive if facts.buys => Err(Refusal::BoughtIt),
        CommandKind::Receive if !facts.accepts => Err(Refusal::DoesNotAccept),
        CommandKind::Cancel | CommandKind::Close if !facts.orders && !facts.buys => Err(Refusal::DoesNotOrder),
        CommandKind::Cancel | CommandKind::Close if facts.inspected => Err(Refusal::Inspected),
        CommandKind::Confirm | CommandKind::Cosign | CommandKind::Receive | CommandKind::Cancel | CommandKind::Close => Ok(()),
    }
}

/// The workflow as a Mermaid diagram, for `docs/workflows.md`.
pub fn diagram() -> String {
    let steps = State::ALL.into_iter().flat_map(|state| {
        commands().into_iter().filter_map(move |command| {
            let kind = command.kind();
            let next = phase(state).step(command).ok()?;
            Some((state.key(), next.state().key(), kind.key()))
        })
    });
    kernel::workflow::diagram(("proposed", "make"), steps)
}

/// One phase of every state, for the diagram and the tests.
fn phase(state: State) -> Phase {
    let reason = || "x".to_owned();
    match state {
        State::Proposed => Phase::Proposed,
        State::Ordered => Phase::Ordered,
        State::PartiallyReceived => Phase::PartiallyReceived,
        State::Received => Phase::Received,
        State::Closed => Phase::Closed { reason: reason() },
        State::Cancelled => Phase::Cancelled { reason: reason() },
    }
}

/// Every command, in each of its forms.
fn commands() -> [Command; 8] {
    let reason = || "x".to_owned();
    [
        Command::Confirm { last: false },
        Command::Confirm { last: true },
        Command::Cosign { last: false },
        Command::Cosign { last: true },
        Command::Receive { whole: false },
        Command::Receive { whole: true },
        Command::Cancel { reason: reason() },
        Command::Close { reason: reason() },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_bought_once_none_of_its_orders_is_open() {
        use State as S;
        let cases: [(&[S], Ordered); 6] = [
            (&[], Ordered::Nothing),
            (&[S::Cancelled, S::Cancelled], Ordered::Nothing),
            (&[S::Cancelled, S::Received], Ordered::Bought),
            (&[S::Closed], Ordered::Bought),
            (&[S::Closed, S::Proposed], Ordered::Open),
            (&[S::PartiallyReceived], Ordered::Open),
        ];
        for (states, expected) in cases {
            assert_eq!(S::together(states), expected, "{states:?}");
        }
    }

    const ALL: Facts =
        Facts { buys: true, confirmed: false, cosigns: true, cosigned: false, orders: true, accepts: true, inspected: false };

    #[test]
    fn d01_every_pair_steps_exactly_when_it_is_listed() {
        let mut listed = 0;
        for state in State::ALL {
            for command in commands() {
                let kind = command.kind();
                assert_eq!(phase(state).step(command).is_ok(), accepts(state, kind), "{state:?} {kind:?}");
            }
            for kind in CommandKind::ALL {
                let able = Facts { buys: kind != CommandKind::Receive, ..ALL };
                assert_eq!(guard(state, kind, able).is_ok(), accepts(state, kind));
                let unable = Facts { buys: false, cosigns: false, orders: false, accepts: false, ..ALL };
                assert!(guard(state, kind, unable).is_err());
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 7);
    }

    #[test]
    fn d09_what_came_is_not_undone_and_who_bought_does_not_accept() {
        for state in [State::PartiallyReceived, State::Received, State::Closed] {
            assert_eq!(guard(state, CommandKind::Cancel, ALL), Err(Refusal::WrongPhase(state)));
        }
        assert_eq!(guard(State::Ordered, CommandKind::Cancel, Facts { inspected: true, ..ALL }), Err(Refusal::Inspected));
        assert_eq!(guard(State::Ordered, CommandKind::Receive, ALL), Err(Refusal::BoughtIt));
        assert_eq!(guard(State::Proposed, CommandKind::Confirm, Facts { confirmed: true, ..ALL }), Err(Refusal::Confirmed));
    }

    #[test]
    fn the_last_who_confirms_orders_it() {
        assert_eq!(Phase::Proposed.step(Command::Confirm { last: false }), Ok(Phase::Proposed));
        assert_eq!(Phase::Proposed.step(Command::Confirm { last: true }), Ok(Phase::Ordered));
        assert_eq!(Phase::Proposed.step(Command::Cosign { last: false }), Ok(Phase::Proposed));
        assert_eq!(Phase::Proposed.step(Command::Cosign { last: true }), Ok(Phase::Ordered));
        let signed = Facts { cosigned: true, ..ALL };
        assert_eq!(guard(State::Proposed, CommandKind::Cosign, signed), Err(Refusal::Cosigned));
    }
}
