//! The life of a goods receipt, whole and pure.
//!
//! ```text
//! inspecting ─sign, cosign→ accepted ─post→ posted
//!    ↻ sign, cosign │
//!           └ cancel → cancelled
//! ```
//! The last of its acceptors who signs accepts it, or whoever signs for an exception of who they are: in that act the goods become cards and stock. What was accepted is not taken back here.
//! `docs/workflows.md` is drawn from [`accepts`].

use chrono::{DateTime, NaiveDate, Utc};
use kernel::Text;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where a receipt stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Inspecting,
    Accepted { at: DateTime<Utc> },
    Posted { accepted_at: DateTime<Utc>, posting: Posting },
    Cancelled { reason: String },
}

/// Where it stands in the accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    pub by: Uuid,
    pub at: DateTime<Utc>,
    /// Day of the voucher.
    pub on: NaiveDate,
    pub voucher_no: String,
    pub mode: PostingMode,
    /// When the papers went to the accounting centre.
    pub submitted_on: Option<NaiveDate>,
}

impl Posting {
    /// Some voucher, for the diagrams and the tests.
    pub(crate) fn example() -> Self {
        let at = DateTime::<Utc>::UNIX_EPOCH;
        Self { by: Uuid::nil(), at, on: at.date_naive(), voucher_no: "x".to_owned(), mode: PostingMode::Own, submitted_on: None }
    }
}

/// Who keeps the accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = GoodsReceiptPostingMode)]
pub enum PostingMode {
    /// The school itself.
    Own,
    /// The accounting centre of the district.
    Centre,
}

impl PostingMode {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Centre => "centre",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        [Self::Own, Self::Centre].into_iter().find(|mode| mode.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Own => Text::fixed("学校记账", "By the school"),
            Self::Centre => Text::fixed("核算中心记账", "By the accounting centre"),
        }
    }
}

/// The name of a phase: what is stored, sent and filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = GoodsReceiptState)]
pub enum State {
    Inspecting,
    Accepted,
    Posted,
    Cancelled,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// An acceptor signs; when, where he was the last.
    Sign {
        last: Option<DateTime<Utc>>,
    },
    /// Somebody signs for it that the acceptors are not those that the rule asks for; when, where he was the last.
    Cosign {
        last: Option<DateTime<Utc>>,
    },
    Cancel {
        reason: String,
    },
    Post(Posting),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = GoodsReceiptAction)]
pub enum CommandKind {
    Sign,
    Cosign,
    Cancel,
    Post,
}

impl State {
    pub const ALL: [Self; 4] = [Self::Inspecting, Self::Accepted, Self::Posted, Self::Cancelled];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Inspecting => "inspecting",
            Self::Accepted => "accepted",
            Self::Posted => "posted",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Inspecting => Text::fixed("等签字验收", "Waits for signatures"),
            Self::Accepted => Text::fixed("已验收，未入账", "Accepted, not in the accounts"),
            Self::Posted => Text::fixed("已入账", "In the accounts"),
            Self::Cancelled => Text::fixed("已取消", "Cancelled"),
        }
    }
}

impl CommandKind {
    pub const ALL: [Self; 4] = [Self::Sign, Self::Cosign, Self::Cancel, Self::Post];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::Cosign => "cosign",
            Self::Cancel => "cancel",
            Self::Post => "post",
        }
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Sign { .. } => CommandKind::Sign,
            Self::Cosign { .. } => CommandKind::Cosign,
            Self::Cancel { .. } => CommandKind::Cancel,
            Self::Post(_) => CommandKind::Post,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    use CommandKind as C;
    match state {
        State::Inspecting => matches!(kind, C::Sign | C::Cosign | C::Cancel),
        State::Accepted => matches!(kind, C::Post),
        State::Posted | State::Cancelled => false,
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Inspecting => State::Inspecting,
            Self::Accepted { .. } => State::Accepted,
            Self::Posted { .. } => State::Posted,
            Self::Cancelled { .. } => State::Cancelled,
        }
    }

    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Cancelled { reason } => Some(reason),
            Self::Inspecting | Self::Accepted { .. } | Self::Posted { .. } => None,
        }
    }

    pub const fn accepted_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Accepted { at } | Self::Posted { accepted_at: at, .. } => Some(*at),
            Self::Inspecting | Self::Cancelled { .. } => None,
        }
    }

    pub const fn posting(&self) -> Option<&Posting> {
        match self {
            Self::Posted { posting, .. } => Some(posting),
            Self::Inspecting | Self::Accepted { .. } | Self::Cancelled { .. } => None,
        }
    }

    /// One step. Who may take it is [`guard`]'s question.
    ///
    /// # Errors
    /// [`Refusal::WrongPhase`] for every pair that [`accepts`] does not list.
    pub fn step(self, command: Command) -> Result<Self, Refusal> {
        let state = self.state();
        match (self, command) {
            (Self::Inspecting, Command::Sign { last: Some(at) } | Command::Cosign { last: Some(at) }) => Ok(Self::Accepted { at }),
            (Self::Inspecting, Command::Sign { last: None } | Command::Cosign { last: None }) => Ok(Self::Inspecting),
            (Self::Inspecting, Command::Cancel { reason }) => Ok(Self::Cancelled { reason }),
            (Self::Accepted { at }, Command::Post(posting)) => Ok(Self::Posted { accepted_at: at, posting }),
            (_, Command::Sign { .. } | Command::Cosign { .. } | Command::Cancel { .. } | Command::Post(_)) => {
                Err(Refusal::WrongPhase(state))
            }
        }
    }
}

/// Who wants to take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, not a state")]
pub struct Facts {
    /// He is one of its acceptors.
    pub accepts: bool,
    /// And has signed.
    pub signed: bool,
    /// He is named to sign for its exception.
    pub cosigns: bool,
    /// And has signed.
    pub cosigned: bool,
    pub posts: bool,
    /// He approved, bought or accepted it: he does not enter it into the accounts (SD8).
    pub took_part: bool,
    /// It was bought in an emergency, and its approvals are still to come.
    pub undecided: bool,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    NotAnAcceptor,
    Signed,
    NotTheCosigner,
    DoesNotPost,
    TookPart,
    Undecided,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::NotAnAcceptor => {
                Text::fixed("只有这张验收单写明的验收人能签字和取消。", "Only those who are named as its acceptors sign and cancel it.")
            }
            Self::Signed => Text::fixed("您已经签过字。", "You have signed it."),
            Self::NotTheCosigner => Text::fixed("只有写明的会签人能签。", "Only whoever is named as the co-signer signs."),
            Self::Undecided => Text::fixed(
                "应急采购的审批还没补齐，审批有结果后再入账。",
                "Bought in an emergency: it is entered once its approvals are decided.",
            ),
            Self::DoesNotPost => Text::fixed("入账由管账的人办。", "It is entered by whoever keeps the accounts."),
            Self::TookPart => {
                Text::fixed("审批、采购、验收过这批货的人不能入账。", "Who approved, bought or accepted these goods does not enter them.")
            }
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
        CommandKind::Sign | CommandKind::Cancel if !facts.accepts => Err(Refusal::NotAnAcceptor),
        CommandKind::Sign if facts.signed => Err(Refusal::Signed),
        CommandKind::Cosign if !facts.cosigns => Err(Refusal::NotTheCosigner),
        CommandKind::Cosign if facts.cosigned => Err(Refusal::Signed),
        CommandKind::Post if !facts.posts => Err(Refusal::DoesNotPost),
        CommandKind::Post if facts.took_part => Err(Refusal::TookPart),
        CommandKind::Post if facts.undecided => Err(Refusal::Undecided),
        CommandKind::Sign | CommandKind::Cosign | CommandKind::Cancel | CommandKind::Post => Ok(()),
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
    kernel::workflow::diagram(("inspecting", "make"), steps)
}

/// One phase of every state, for the diagram and the tests.
fn phase(state: State) -> Phase {
    let at = DateTime::<Utc>::UNIX_EPOCH;
    match state {
        State::Inspecting => Phase::Inspecting,
        State::Accepted => Phase::Accepted { at },
        State::Posted => Phase::Posted { accepted_at: at, posting: Posting::example() },
        State::Cancelled => Phase::Cancelled { reason: "x".to_owned() },
    }
}

/// Every command, in each of its forms.
fn commands() -> [Command; 6] {
    [
        Command::Sign { last: None },
        Command::Sign { last: Some(DateTime::<Utc>::UNIX_EPOCH) },
        Command::Cosign { last: None },
        Command::Cosign { last: Some(DateTime::<Utc>::UNIX_EPOCH) },
        Command::Cancel { reason: "x".to_owned() },
        Command::Post(Posting::example()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Facts =
        Facts { accepts: true, signed: false, cosigns: true, cosigned: false, posts: true, took_part: false, undecided: false };

    #[test]
    fn d01_every_pair_steps_exactly_when_it_is_listed() {
        let mut listed = 0;
        for state in State::ALL {
            for command in commands() {
                let kind = command.kind();
                assert_eq!(phase(state).step(command).is_ok(), accepts(state, kind), "{state:?} {kind:?}");
            }
            for kind in CommandKind::ALL {
                assert_eq!(guard(state, kind, ALL).is_ok(), accepts(state, kind));
                assert!(guard(state, kind, Facts { accepts: false, cosigns: false, posts: false, ..ALL }).is_err());
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 4);
    }

    #[test]
    fn who_took_part_does_not_post_and_nobody_signs_twice() {
        let part = Facts { took_part: true, ..ALL };
        assert_eq!(guard(State::Accepted, CommandKind::Post, part), Err(Refusal::TookPart));
        assert_eq!(guard(State::Inspecting, CommandKind::Sign, Facts { signed: true, ..ALL }), Err(Refusal::Signed));
        assert_eq!(guard(State::Inspecting, CommandKind::Cosign, Facts { cosigned: true, ..ALL }), Err(Refusal::Signed));
        assert_eq!(guard(State::Accepted, CommandKind::Post, Facts { undecided: true, ..ALL }), Err(Refusal::Undecided));
        assert_eq!(guard(State::Inspecting, CommandKind::Cancel, Facts { signed: true, ..ALL }), Ok(()));
    }
}
