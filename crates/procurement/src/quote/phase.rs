//! The life of a three-quote sheet, whole and pure.
//!
//! ```text
//! open ─settle→ settled ─reopen→ reopened ─settle→ settled
//!  └ record, remove                 └ record, remove
//! ```
//! What is settled is not changed; a change of mind is an event of its own, with its reason. `docs/workflows.md` is drawn from [`accepts`].
//! How far its request is says which of it can be done now ([`Stage`]): prices are asked for before anybody approves, so that approvers see
//! them; whom it is bought of is settled afterwards.

use chrono::{DateTime, Utc};
use kernel::{Money, Text};
use uuid::Uuid;

use super::model::SingleSource;
use crate::request::phase::State as RequestState;

/// Where a sheet stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    Open,
    Settled(Settlement),
    Reopened { reason: String },
}

/// What was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    pub quote_id: Uuid,
    pub total: Money,
    /// Why it is not the cheapest.
    pub not_lowest: Option<String>,
    /// Why nobody else was asked, or fewer than the rules say.
    pub single_source: Option<(SingleSource, String)>,
    pub by: Uuid,
    pub at: DateTime<Utc>,
}

/// The name of a phase: what is stored and sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = QuoteSheetState)]
pub enum State {
    Open,
    Settled,
    Reopened,
}

/// How far the request is of which it is the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = QuoteSheetStage)]
pub enum Stage {
    /// It is a draft or is revised: what is asked for may become something else.
    Revised,
    /// It is before those who decide.
    Waiting,
    Approved,
    /// It was approved, and is closed: whom it was bought of stays settled.
    Closed,
    /// It was refused or cancelled, and its sheet ended with it.
    Over,
}

/// A step, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Record,
    Remove,
    Settle(Settlement),
    Reopen { reason: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = QuoteSheetAction)]
pub enum CommandKind {
    Record,
    Remove,
    Settle,
    Reopen,
}

impl State {
    pub const ALL: [Self; 3] = [Self::Open, Self::Settled, Self::Reopened];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Settled => "settled",
            Self::Reopened => "reopened",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub const fn formal(self) -> Text {
        match self {
            Self::Open => Text::fixed("询价中", "Quotes are collected"),
            Self::Settled => Text::fixed("已选定", "Settled"),
            Self::Reopened => Text::fixed("重新询价", "Opened again"),
        }
    }
}

impl Stage {
    pub const ALL: [Self; 5] = [Self::Revised, Self::Waiting, Self::Approved, Self::Closed, Self::Over];

    pub const fn of(request: RequestState) -> Self {
        match request {
            RequestState::Draft | RequestState::Returned => Self::Revised,
            RequestState::Submitted => Self::Waiting,
            RequestState::Approved => Self::Approved,
            RequestState::Closed => Self::Closed,
            RequestState::Rejected | RequestState::Cancelled => Self::Over,
        }
    }

    /// Whether suppliers are asked now.
    ///
    /// # Errors
    /// Why not.
    pub const fn collects(self) -> Result<(), Refusal> {
        match self {
            Self::Waiting | Self::Approved => Ok(()),
            Self::Revised => Err(Refusal::NotSubmitted),
            Self::Closed | Self::Over => Err(Refusal::Over),
        }
    }

    /// Whether it is settled now whom the things are bought of: nothing is before they are approved.
    ///
    /// # Errors
    /// Why not.
    pub const fn settles(self) -> Result<(), Refusal> {
        match self {
            Self::Approved => Ok(()),
            Self::Waiting => Err(Refusal::NotApproved),
            Self::Revised => Err(Refusal::NotSubmitted),
            Self::Closed | Self::Over => Err(Refusal::Over),
        }
    }

    /// What is said of a sheet that ended: wherever it stood when nothing is bought, and unless it was settled when its request is closed.
    pub const fn over(self, sheet: State) -> Option<Text> {
        let ended = match self {
            Self::Over => true,
            Self::Closed => !matches!(sheet, State::Settled),
            Self::Revised | Self::Waiting | Self::Approved => false,
        };
        if ended { Some(Text::fixed("随申请结束", "Ended with its request")) } else { None }
    }
}

impl CommandKind {
    pub const ALL: [Self; 4] = [Self::Record, Self::Remove, Self::Settle, Self::Reopen];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Remove => "remove",
            Self::Settle => "settle",
            Self::Reopen => "reopen",
        }
    }

    /// Whether it decides; the others only write down what was said.
    pub const fn decides(self) -> bool {
        matches!(self, Self::Settle | Self::Reopen)
    }
}

impl Command {
    pub const fn kind(&self) -> CommandKind {
        match self {
            Self::Record => CommandKind::Record,
            Self::Remove => CommandKind::Remove,
            Self::Settle(_) => CommandKind::Settle,
            Self::Reopen { .. } => CommandKind::Reopen,
        }
    }
}

/// The workflow: every pair that is not here cannot happen.
pub const fn accepts(state: State, kind: CommandKind) -> bool {
    use CommandKind as C;
    match state {
        State::Open | State::Reopened => matches!(kind, C::Record | C::Remove | C::Settle),
        State::Settled => matches!(kind, C::Reopen),
    }
}

impl Phase {
    pub const fn state(&self) -> State {
        match self {
            Self::Open => State::Open,
            Self::Settled(_) => State::Settled,
            Self::Reopened { .. } => State::Reopened,
        }
    }

    pub const fn settlement(&self) -> Option<&Settlement> {
        match self {
            Self::Settled(settlement) => Some(settlement),
            Self::Open | Self::Reopened { .. } => None,
        }
    }

    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Reopened { reason } => Some(reason),
            Self::Open | Self::Settled(_) => None,
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
            Command::Record | Command::Remove => self,
            Command::Settle(settlement) => Self::Settled(settlement),
            Command::Reopen { reason } => Self::Reopened { reason },
        })
    }
}

/// Who wants to take a step, and on what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    pub stage: Stage,
    pub collects: bool,
    pub settles: bool,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    WrongPhase(State),
    NotSubmitted,
    NotApproved,
    Over,
    DoesNotCollect,
    DoesNotSettle,
}

impl Refusal {
    pub fn text(self) -> Text {
        match self {
            Self::WrongPhase(State::Settled) => Text::fixed(
                "已经选定供应商，不能再改。确有必要时，请说明原因、重新询价。",
                "It is settled and cannot be changed; open it again, with the reason, if it has to be.",
            ),
            Self::WrongPhase(state) => kernel::workflow::not_now(&state.formal()),
            Self::NotSubmitted => Text::fixed(
                "采购申请还没有提交或正在修改，提交以后再询价。",
                "The request is a draft or being revised: quotes are collected once it is submitted.",
            ),
            Self::NotApproved => Text::fixed(
                "采购申请批准以后才能选定供应商；报价可以先登记。",
                "It is settled once the request is approved; quotes are written down before.",
            ),
            Self::Over => Text::fixed(
                "采购申请没有批准、已取消或已办结，询价随之结束。",
                "The request was refused, cancelled or closed, and its quotes ended with it.",
            ),
            Self::DoesNotCollect => Text::fixed("只有经办采购的人能登记报价。", "Only those who buy write quotes down."),
            Self::DoesNotSettle => {
                Text::fixed("请由总务主任或校领导选定供应商。", "The logistics director or the head of the school settles it.")
            }
        }
    }
}

/// Whether a person may take a step now.
///
/// # Errors
/// The first reason against it.
pub fn guard(state: State, kind: CommandKind, facts: Facts) -> Result<(), Refusal> {
    if !accepts(state, kind) {
        return Err(Refusal::WrongPhase(state));
    }
    let (may, otherwise) = if kind.decides() {
        facts.stage.settles()?;
        (facts.settles, Refusal::DoesNotSettle)
    } else {
        facts.stage.collects()?;
        (facts.collects, Refusal::DoesNotCollect)
    };
    if may { Ok(()) } else { Err(otherwise) }
}

/// The workflow as a Mermaid diagram, for `docs/workflows.md`.
pub fn diagram() -> String {
    let steps = State::ALL.into_iter().flat_map(|state| {
        CommandKind::ALL.into_iter().filter_map(move |kind| {
            let next = phase(state).step(command(kind)).ok()?;
            Some((state.key(), next.state().key(), kind.key()))
        })
    });
    kernel::workflow::diagram(("open", "open"), steps)
}

/// One phase of every state, for the diagram and the tests.
fn phase(state: State) -> Phase {
    match state {
        State::Open => Phase::Open,
        State::Settled => Phase::Settled(settlement()),
        State::Reopened => Phase::Reopened { reason: "x".to_owned() },
    }
}

/// One command of every kind.
fn command(kind: CommandKind) -> Command {
    match kind {
        CommandKind::Record => Command::Record,
        CommandKind::Remove => Command::Remove,
        CommandKind::Settle => Command::Settle(settlement()),
        CommandKind::Reopen => Command::Reopen { reason: "x".to_owned() },
    }
}

const fn settlement() -> Settlement {
    Settlement {
        quote_id: Uuid::nil(),
        total: Money::ZERO,
        not_lowest: None,
        single_source: None,
        by: Uuid::nil(),
        at: DateTime::<Utc>::UNIX_EPOCH,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Facts = Facts { stage: Stage::Approved, collects: true, settles: true };

    #[test]
    fn d01_every_pair_steps_exactly_when_it_is_listed() {
        let mut listed = 0;
        for state in State::ALL {
            for kind in CommandKind::ALL {
                let stepped = phase(state).step(command(kind));
                assert_eq!(stepped.is_ok(), accepts(state, kind), "{state:?} {kind:?}");
                assert_eq!(guard(state, kind, ALL).is_ok(), accepts(state, kind));
                let without = if kind.decides() { Facts { settles: false, ..ALL } } else { Facts { collects: false, ..ALL } };
                assert!(guard(state, kind, without).is_err());
                listed += usize::from(accepts(state, kind));
            }
        }
        assert_eq!(listed, 7);
    }

    /// Every command in every state, whatever became of the request: prices are asked for while it waits, and nothing else is done then.
    #[test]
    fn d01_every_pair_waits_for_the_stage_of_the_request_that_it_needs() {
        for (state, kind) in State::ALL.into_iter().flat_map(|state| CommandKind::ALL.map(|kind| (state, kind))) {
            for far in Stage::ALL {
                let now = match far {
                    Stage::Approved => true,
                    Stage::Waiting => !kind.decides(),
                    Stage::Revised | Stage::Closed | Stage::Over => false,
                };
                let found = guard(state, kind, Facts { stage: far, ..ALL });
                assert_eq!(found.is_ok(), accepts(state, kind) && now, "{state:?} {kind:?} {far:?}: {found:?}");
            }
        }
    }

    #[test]
    fn every_state_of_a_request_is_a_stage_of_its_sheet() {
        for state in RequestState::ALL {
            let far = Stage::of(state);
            assert_eq!(far.settles().is_ok(), state == RequestState::Approved, "{state:?}");
            assert_eq!(far.collects().is_ok(), matches!(state, RequestState::Approved | RequestState::Submitted), "{state:?}");
            let off = matches!(state, RequestState::Rejected | RequestState::Cancelled);
            assert_eq!(far.over(State::Settled).is_some(), off, "{state:?}");
            for open in [State::Open, State::Reopened] {
                assert_eq!(far.over(open).is_some(), off || state == RequestState::Closed, "{state:?}");
            }
        }
        assert_eq!(Stage::Waiting.settles(), Err(Refusal::NotApproved));
        assert_eq!(Stage::Revised.collects(), Err(Refusal::NotSubmitted));
        assert_eq!(Stage::Over.collects(), Err(Refusal::Over));
        assert_eq!(Stage::Closed.settles(), Err(Refusal::Over));
    }

    #[test]
    fn what_is_written_down_leaves_the_sheet_where_it_is() {
        let reopened = phase(State::Reopened);
        assert_eq!(reopened.clone().step(Command::Record), Ok(reopened));
    }
}
