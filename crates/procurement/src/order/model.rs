//! The aggregate: what is bought of whom, by whom, and how much of it came.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Money, Quantity, Text, typed_id};
use serde::Serialize;
use stores::OnHand;
use uuid::Uuid;

use super::phase::Phase;
use crate::{
    exception::{self, Exception},
    request::RequestId,
};

typed_id! {
    /// An order.
    OrderId
}

/// An order.
#[derive(Debug, Clone)]
pub struct Order {
    pub school_id: Uuid,
    pub id: OrderId,
    pub number: String,
    pub request_id: RequestId,
    pub request_number: String,
    pub requester_id: Uuid,
    pub supplier_id: Uuid,
    /// As it was called then.
    pub supplier_name: String,
    pub phase: Phase,
    pub lines: Vec<OrderLine>,
    pub total: Money,
    /// By the rules of the day on which it was made, and by all that was ordered of its request by then.
    pub buyers_needed: i64,
    pub acceptors_needed: i64,
    pub buyers: Vec<Buyer>,
    /// Made before its request was approved.
    pub emergency: bool,
    /// One person buys where two should.
    pub exception: Option<Exception>,
    /// Who approved the request, and for whom: none of them buys, none of them posts.
    pub approver_ids: Vec<Uuid>,
    pub expected_on: Option<NaiveDate>,
    pub note: Option<String>,
    pub made_by: Uuid,
    pub made_at: DateTime<Utc>,
    pub ordered_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// Who buys, and since when he says so himself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Buyer {
    pub person_id: Uuid,
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// One thing of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderLine {
    /// Position of the line in the request, from nought.
    #[serde(skip)]
    pub request_position: i64,
    pub name: String,
    pub spec: Option<String>,
    pub unit: String,
    pub quantity: Quantity,
    pub unit_price: Money,
    pub amount: Money,
    /// What its receipts accepted.
    pub accepted: OnHand,
    #[serde(rename = "value")]
    pub accepted_value: Money,
    /// Food is bought of licensed suppliers only, and comes into a store as food.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub food: bool,
}

impl OrderLine {
    /// What may still be accepted, in thousandths.
    pub const fn open(&self) -> i64 {
        self.quantity.thousandths() - self.accepted.thousandths()
    }
}

/// What of an order goes into the audit trail.
#[derive(Debug, Serialize)]
pub struct Recorded<'a> {
    state: &'static str,
    request: &'a str,
    supplier: &'a str,
    lines: &'a [OrderLine],
    total: Money,
    buyers_needed: i64,
    acceptors_needed: i64,
    buyers: &'a [Buyer],
    expected_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    emergency: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    exception: Option<exception::Recorded<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl Order {
    /// In a word: the first thing, and how many others.
    pub fn title(&self) -> Text {
        let first = self.lines.first().map(|line| line.name.clone()).unwrap_or_default();
        match self.lines.len() {
            0 | 1 => Text::new(first.clone(), first),
            count => Text::new(format!("{first} 等 {count} 样"), format!("{first} and {} more", count - 1)),
        }
    }

    pub fn buyer(&self, person: Uuid) -> Option<&Buyer> {
        self.buyers.iter().find(|buyer| buyer.person_id == person)
    }

    /// Who is still to say that he buys, or to sign for it that only one does.
    pub fn waits(&self) -> bool {
        self.buyers.iter().any(|buyer| buyer.confirmed_at.is_none()) || self.exception.as_ref().is_some_and(Exception::is_open)
    }

    /// The state as it is said.
    pub fn state_text(&self) -> Text {
        match (&self.phase, &self.exception) {
            (Phase::Proposed, Some(_)) => Text::fixed("等会签人签字", "Waits for the co-signature"),
            (phase, _) => phase.state().formal(),
        }
    }

    pub fn recorded(&self) -> Recorded<'_> {
        Recorded {
            state: self.phase.state().key(),
            request: &self.request_number,
            supplier: &self.supplier_name,
            lines: &self.lines,
            total: self.total,
            buyers_needed: self.buyers_needed,
            acceptors_needed: self.acceptors_needed,
            buyers: &self.buyers,
            expected_on: self.expected_on,
            emergency: self.emergency,
            exception: self.exception.as_ref().map(Exception::recorded),
            note: self.note.as_deref(),
            reason: self.phase.reason(),
        }
    }
}
