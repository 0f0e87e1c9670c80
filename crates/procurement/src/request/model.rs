//! The aggregate: what is asked for, and the phase it is in.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Money, Quantity, Text, typed_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    judge::Judgement,
    phase::{Phase, State},
};
use crate::ProcurementError;

typed_id! {
    /// A purchase request.
    RequestId
}

/// A purchase request.
#[derive(Debug, Clone)]
pub struct Request {
    pub school_id: Uuid,
    pub id: RequestId,
    pub number: String,
    pub requester_id: Uuid,
    pub content: Content,
    pub phase: Phase,
    /// What its last submission was judged by.
    pub judged_amount: Option<Money>,
    /// Other requests for the same things that were counted with it then.
    pub split_count: i64,
    /// Something else follows from all of them together than from this one alone.
    pub in_pieces: bool,
    /// It cannot wait for its approvals.
    pub emergency: Option<Emergency>,
    /// How often it was submitted.
    pub round: i64,
    pub created_at: DateTime<Utc>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub decided_at: Option<DateTime<Utc>>,
    /// Everything came, or the rest is not bought.
    pub closed_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// What the requester writes, and what of it is computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub purpose: String,
    pub fund: Fund,
    pub needed_by: Option<NaiveDate>,
    pub lines: Vec<Line>,
    pub total: Money,
    /// Why the idle things that were found will not do.
    pub reuse: Option<String>,
}

/// One thing of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub name: String,
    pub spec: Option<String>,
    pub unit: String,
    pub quantity: Quantity,
    /// As far as the requester knows it.
    pub unit_price: Money,
    pub amount: Money,
}

/// Why something is bought before its approvals are whole, and until when they have to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    pub reason: String,
    /// The last second of the school day on which the last approval is due.
    pub due_at: DateTime<Utc>,
}

/// How the approvals of an emergency stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PurchaseEmergencyState)]
pub enum EmergencyState {
    /// They are still to come.
    Open,
    Approved,
    /// What was bought is bought: that it was refused afterwards is seen wherever it stands.
    Refused,
}

impl EmergencyState {
    pub const fn text(self, late: bool, ordered: bool) -> Text {
        match (self, late) {
            (Self::Open, false) => Text::fixed("应急采购，审批待补齐", "An emergency purchase; its approvals are to follow"),
            (Self::Open, true) => Text::fixed("应急采购，审批逾期未补齐", "An emergency purchase; its approvals are overdue"),
            (Self::Approved, false) => Text::fixed("应急采购，已按时补齐审批", "An emergency purchase, approved in time"),
            (Self::Approved, true) => Text::fixed("应急采购，审批补齐晚了", "An emergency purchase, approved too late"),
            (Self::Refused, _) if ordered => Text::fixed("应急采购已买，事后未批准", "Bought in an emergency, refused afterwards"),
            (Self::Refused, _) => Text::fixed("应急采购未批准，没有买", "An emergency that was refused; nothing was bought"),
        }
    }
}

impl Emergency {
    /// How its approvals stand, and whether they came too late or are late by now; nothing of what was taken back.
    pub fn stands(&self, state: State, decided_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<(EmergencyState, bool)> {
        let by = |at: DateTime<Utc>| at > self.due_at;
        match state {
            State::Submitted | State::Returned => Some((EmergencyState::Open, by(now))),
            State::Approved | State::Closed => Some((EmergencyState::Approved, by(decided_at.unwrap_or(now)))),
            State::Rejected => Some((EmergencyState::Refused, by(decided_at.unwrap_or(now)))),
            State::Draft | State::Cancelled => None,
        }
    }
}

/// Every version that was submitted, as the approvers saw it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Submission {
    pub content: Content,
    pub judgement: Judgement,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<Emergency>,
}

/// Where the money comes from (domain.md B17, JFLY, in a school's own words).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PurchaseFund)]
pub enum Fund {
    Public,
    Special,
    Canteen,
    Donation,
    SelfRaised,
    Other,
}

impl Fund {
    pub const ALL: [Self; 6] = [Self::Public, Self::Special, Self::Canteen, Self::Donation, Self::SelfRaised, Self::Other];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Special => "special",
            Self::Canteen => "canteen",
            Self::Donation => "donation",
            Self::SelfRaised => "self_raised",
            Self::Other => "other",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fund| fund.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Public => Text::fixed("公用经费", "Public funds"),
            Self::Special => Text::fixed("专项经费", "Special funds"),
            Self::Canteen => Text::fixed("食堂经费", "Canteen funds"),
            Self::Donation => Text::fixed("捐助", "Donation"),
            Self::SelfRaised => Text::fixed("自筹", "Self-raised"),
            Self::Other => Text::fixed("其他", "Other"),
        }
    }
}

impl Line {
    /// Quantity times price, rounded half up to the fen.
    pub fn amount_of(quantity: Quantity, unit_price: Money) -> Option<Money> {
        let exact = i128::from(quantity.thousandths()) * i128::from(unit_price.fen());
        i64::try_from((exact + 500) / 1000).ok().and_then(Money::from_fen)
    }

    /// Whether a price that was said of one of them is the price of the other: whatever it was thought to cost.
    fn asks_the_same(&self, other: &Self) -> bool {
        let Self { name, spec, unit, quantity, unit_price: _, amount: _ } = self;
        *name == other.name && *spec == other.spec && *unit == other.unit && *quantity == other.quantity
    }

    /// Under which two lines are the same thing, however they are written.
    pub fn item_key(&self) -> String {
        kernel::text::fold(&self.name)
    }
}

impl Content {
    /// The sum of the lines.
    ///
    /// # Errors
    /// When it is more than the product counts.
    pub fn total_of(lines: &[Line]) -> Result<Money, ProcurementError> {
        let mut total = Money::ZERO;
        for (index, line) in lines.iter().enumerate() {
            total = total.checked_add(line.amount).ok_or(ProcurementError::TooMuch(index))?;
        }
        Ok(total)
    }

    pub fn title(&self) -> Text {
        title_of(&self.lines)
    }

    /// Whether what suppliers said of the one is said of the other: the same things, as many, in the same order.
    pub fn asks_the_same(&self, other: &Self) -> bool {
        self.lines.len() == other.lines.len() && self.lines.iter().zip(&other.lines).all(|(line, its)| line.asks_the_same(its))
    }
}

/// In a word: the first thing, and how many others.
pub fn title_of(lines: &[Line]) -> Text {
    let first = lines.first().map(|line| line.name.clone()).unwrap_or_default();
    match lines.len() {
        0 | 1 => Text::new(first.clone(), first),
        count => Text::new(format!("{first} 等 {count} 样"), format!("{first} and {} more", count - 1)),
    }
}

/// What of a request goes into the audit trail.
#[derive(Debug, Serialize)]
pub struct Recorded<'a> {
    state: &'static str,
    purpose: &'a str,
    fund: &'static str,
    needed_by: Option<NaiveDate>,
    lines: &'a [Line],
    total: Money,
    judged_amount: Option<Money>,
    round: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    emergency: Option<&'a Emergency>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reuse: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl Request {
    /// What it comes to with what else was asked for or bought of the same things, as it was judged when it was submitted last.
    pub fn together(&self) -> Money {
        self.judged_amount.filter(|_| self.split_count > 0).unwrap_or(self.content.total)
    }

    pub fn recorded(&self) -> Recorded<'_> {
        Recorded {
            state: self.phase.state().key(),
            purpose: &self.content.purpose,
            fund: self.content.fund.key(),
            needed_by: self.content.needed_by,
            lines: &self.content.lines,
            total: self.content.total,
            judged_amount: self.judged_amount,
            round: self.round,
            emergency: self.emergency.as_ref(),
            reuse: self.content.reuse.as_deref(),
            note: self.phase.reason(),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn an_emergency_is_late_from_the_second_after_it_was_due() {
        let due_at = DateTime::<Utc>::UNIX_EPOCH;
        let emergency = Emergency { reason: "水管爆裂".into(), due_at };
        let later = due_at + TimeDelta::seconds(1);
        assert_eq!(emergency.stands(State::Submitted, None, due_at), Some((EmergencyState::Open, false)));
        assert_eq!(emergency.stands(State::Returned, None, later), Some((EmergencyState::Open, true)));
        assert_eq!(emergency.stands(State::Approved, Some(due_at), later), Some((EmergencyState::Approved, false)));
        assert_eq!(emergency.stands(State::Closed, Some(due_at), later), Some((EmergencyState::Approved, false)));
        assert_eq!(emergency.stands(State::Rejected, Some(later), later), Some((EmergencyState::Refused, true)));
        assert_eq!(emergency.stands(State::Draft, None, later), None);
        assert_eq!(emergency.stands(State::Cancelled, None, later), None);
    }

    #[test]
    fn what_was_said_of_lines_holds_while_they_ask_for_the_same_whatever_they_were_thought_to_cost() {
        let line = |name: &str, quantity: &str, price: &str| {
            let (quantity, unit_price): (Quantity, Money) = (quantity.parse().unwrap(), price.parse().unwrap());
            let amount = Line::amount_of(quantity, unit_price).unwrap();
            Line { name: name.into(), spec: None, unit: "幅".into(), quantity, unit_price, amount }
        };
        let asked = |lines: Vec<Line>| {
            let total = Content::total_of(&lines).unwrap();
            Content { purpose: "换窗帘".into(), fund: Fund::Public, needed_by: None, lines, total, reuse: None }
        };
        let before = asked(vec![line("窗帘", "8", "260"), line("轨道", "8", "40")]);
        assert!(before.asks_the_same(&asked(vec![line("窗帘", "8", "240"), line("轨道", "8", "38")])));
        let mut reasoned = before.clone();
        (reasoned.purpose, reasoned.fund) = ("教室朝西".into(), Fund::Special);
        assert!(before.asks_the_same(&reasoned));
        let spec = Line { spec: Some("米色".into()), ..line("窗帘", "8", "260") };
        for other in [
            vec![line("窗帘", "9", "260"), line("轨道", "8", "40")],
            vec![line("轨道", "8", "40"), line("窗帘", "8", "260")],
            vec![line("窗帘", "8", "260")],
            vec![spec, line("轨道", "8", "40")],
            vec![Line { unit: "米".into(), ..line("窗帘", "8", "260") }, line("轨道", "8", "40")],
        ] {
            assert!(!before.asks_the_same(&asked(other.clone())), "{other:?}");
        }
    }

    #[test]
    fn amounts_are_exact_to_the_fen_and_rounded_half_up() {
        let amount = |quantity: &str, price: &str| {
            Line::amount_of(quantity.parse().unwrap(), price.parse().unwrap()).map(|amount| amount.to_string())
        };
        assert_eq!(amount("50", "186.00").as_deref(), Some("9300.00"));
        assert_eq!(amount("0.5", "0.01").as_deref(), Some("0.01"));
        assert_eq!(amount("0.499", "0.01").as_deref(), Some("0.00"));
        assert_eq!(amount("12.345", "3.33").as_deref(), Some("41.11"));
        assert_eq!(amount("1000000000", "99999999999.99"), None);
    }
}
