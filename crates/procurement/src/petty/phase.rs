//! The life of a petty purchase, whole and pure. It is handed in by being written down: there is no draft.
//!
//! ```text
//! submitted ─approve→ approved ─post→ posted
//!   ↻ revise │ return → returned ─revise→ submitted
//!            │ reject → rejected
//!            └ cancel → cancelled ←cancel─ returned
//! ```
//! Approve, return and reject are what its approval came to; nobody takes them here. What stands in the accounts stays there: a mistake of
//! the voucher is mended in the accounts.

use kernel::Text;

use crate::receipt::phase::Posting;

/// Where a petty purchase stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Submitted,
    Returned {
        reason: String,
    },
    Approved,
    /// Approved, and in the accounts.
    Posted(Posting),
    Rejected {
        reason: String,
    },
    Cancelled {
        reason: String,
    },
}

/// The name of a phase: what is stored, sent and filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PettyPurchaseState)]
pub enum State {
    Submitted,
    Returned,
    Approved,
    Posted,
    Rejected,
    Cancelled,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Revise,
    Cancel { reason: String },
    Approve,
    Return { reason: String },
    Reject { reason: String },
    Post(Posting),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PettyPurchaseAction)]
pub enum CommandKind {
    Revise,
    Cancel,
    Approve,
    Return,
    Reject,
    Post,
}

impl State {
    pub const ALL: [Self; 6] = [Self::Submitted, Self::Returned, Self::Approved, Self::Posted, Self::Rejected, Self::Cancelled];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Posted => "posted",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// The school pays for it: whatever became of it in the accounts.
    pub const fn is_approved(self) -> bool {
        matches!(self, Self::Approved | Self::Posted)
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Submitted => Text::fixed("审批中", "Being decided"),
            Self::Returned => Text::fixed("退回修改", "Returned for revision"),
            Self::Approved => Text::fixed("已批准，未入账", "Approved, not in the accounts"),
            Self::Posted => Text::fixed("已入账", "In the accounts"),
            Self::Rejected => Text::fixed("未批准", "Not approved"),
            Self::Cancelled => Text::fixed("已作废", "Cancelled"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 6] = [Self::Revise, Self::Cancel, Self::Approve, Self::Return, Self::Reject, Self::Post];

    /// What its handler does with it, and whoever keeps the accounts; the others are its approval's.
    pub const BY_HAND: [Self; 3] = [Self::Revise, Self::Cancel, Self::Post];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Revise => "revise",
            Self::Cancel => "cancel",
            Self::Approve => "approve",
            Self::Return => "return",
            Self::Reject => "reject",
            Self::Post => "post",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Revise => CommandKind::Revise,
            Self::Cancel { .. } => CommandKind::Cancel,
            Self::Approve => CommandKind::Approve,
            Self::Return { .. } => CommandKind::Return,
            Self::Reject { .. } => CommandKind::Reject,
            Self::Post(_) => CommandKind::Post,
        }
    }
}

/// The workflow: every pair that is not here cannot happen. What was approved is paid for: it stays.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    use CommandKind as C;
    match state {
        // A slip of the pen is mended before somebody has said the last word; whoever signed so far signs again.
        State::Submitted => matches!(kind, C::Revise | C::Cancel | C::Approve | C::Return | C::Reject),
        State::Returned => matches!(kind, C::Revise | C::Cancel),
        State::Approved => matches!(kind, C::Post),
        State::Posted | State::Rejected | State::Cancelled => false,
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Submitted => State::Submitted,
            Self::Returned { .. } => State::Returned,
            Self::Approved => State::Approved,
            Self::Posted(_) => State::Posted,
            Self::Rejected { .. } => State::Rejected,
            Self::Cancelled { .. } => State::Cancelled,
        }
    }

    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Returned { reason } | Self::Rejected { reason } | Self::Cancelled { reason } => Some(reason),
            Self::Submitted | Self::Approved | Self::Posted(_) => None,
        }
    }

    pub const fn posting(&self) -> Option<&Posting> {
        match self {
            Self::Posted(posting) => Some(posting),
            Self::Submitted | Self::Returned { .. } | Self::Approved | Self::Rejected { .. } | Self::Cancelled { .. } => None,
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
            Command::Revise => Self::Submitted,
            Command::Cancel { reason } => Self::Cancelled { reason },
            Command::Approve => Self::Approved,
            Command::Return { reason } => Self::Returned { reason },
            Command::Reject { reason } => Self::Rejected { reason },
            Command::Post(posting) => Self::Posted(posting),
        })
    }
}

/// Who wants to take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// He bought it and wrote it down.
    pub is_handler: bool,
    /// He keeps the accounts.
    pub posts: bool,
    /// He bought it, bore witness or approved it: he does not enter it into the accounts (SD8).
    pub took_part: bool,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    NotYours,
    DoesNotPost,
    TookPart,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::NotYours => Text::fixed("只有经手人能改和作废。", "Only its handler can revise or cancel it."),
            Self::DoesNotPost => Text::fixed("入账由管账的人办。", "It is entered by whoever keeps the accounts."),
            Self::TookPart => {
                Text::fixed("经手、证明、审批过的人不能入账。", "Who bought it, bore witness or approved it does not enter it.")
            }
        }
    }
}

/// Whether a person may take a step now.
///
/// # Errors
/// The first reason against it.
pub const fn guard(state: State, kind: CommandKind, facts: Facts) -> Result<(), Refusal> {
    use CommandKind as C;
    if !accepts(state, kind) {
        return Err(Refusal::WrongPhase(state));
    }
    match kind {
        C::Post if !facts.posts => Err(Refusal::DoesNotPost),
        C::Post if facts.took_part => Err(Refusal::TookPart),
        C::Revise | C::Cancel | C::Approve | C::Return | C::Reject if !facts.is_handler => Err(Refusal::NotYours),
        C::Revise | C::Cancel | C::Approve | C::Return | C::Reject | C::Post => Ok(()),
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
    kernel::workflow::diagram(("submitted", "record"), steps)
}

/// One phase of every state, for the diagram and the tests.
fn phase(state: State) -> Phase {
    let reason = || "x".to_owned();
    match state {
        State::Submitted => Phase::Submitted,
        State::Returned => Phase::Returned { reason: reason() },
        State::Approved => Phase::Approved,
        State::Posted => Phase::Posted(Posting::example()),
        State::Rejected => Phase::Rejected { reason: reason() },
        State::Cancelled => Phase::Cancelled { reason: reason() },
    }
}

/// One command of every kind.
fn command(kind: CommandKind) -> Command {
    let reason = || "x".to_owned();
    match kind {
        CommandKind::Revise => Command::Revise,
        CommandKind::Cancel => Command::Cancel { reason: reason() },
        CommandKind::Approve => Command::Approve,
        CommandKind::Return => Command::Return { reason: reason() },
        CommandKind::Reject => Command::Reject { reason: reason() },
        CommandKind::Post => Command::Post(Posting::example()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Facts = Facts { is_handler: true, posts: true, took_part: false };

    #[test]
    fn d01_every_pair_steps_exactly_when_it_is_listed() {
        let mut listed = 0;
        for state in State::ALL {
            for kind in CommandKind::ALL {
                let stepped = phase(state).step(command(kind));
                assert_eq!(stepped.is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                assert_eq!(guard(state, kind, ALL).is_ok(), accepts(state, kind));
                assert!(guard(state, kind, Facts { is_handler: false, posts: false, ..ALL }).is_err());
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 8);
    }

    #[test]
    fn who_took_part_does_not_post_and_what_is_posted_stays() {
        assert_eq!(guard(State::Approved, CommandKind::Post, Facts { took_part: true, ..ALL }), Err(Refusal::TookPart));
        assert_eq!(guard(State::Approved, CommandKind::Post, Facts { is_handler: false, ..ALL }), Ok(()));
        assert_eq!(guard(State::Approved, CommandKind::Post, Facts { posts: false, ..ALL }), Err(Refusal::DoesNotPost));
        let posted = phase(State::Approved).step(command(CommandKind::Post)).unwrap();
        assert_eq!((posted.posting(), posted.state().is_approved()), (Some(&Posting::example()), true));
        assert!(CommandKind::ALL.into_iter().all(|kind| posted.clone().step(command(kind)).is_err()));
    }
}
