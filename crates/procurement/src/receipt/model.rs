//! The aggregate: what was delivered, what of it was accepted, by whom, and what it became.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Money, Quantity, Text, typed_id};
use serde::Serialize;
use stores::OnHand;
use uuid::Uuid;

use super::{Destination, FoodDetails, RefusedGoods, phase::Phase};
use crate::{
    exception::{self, Exception},
    order::OrderId,
};

typed_id! {
    /// A goods receipt.
    ReceiptId
}

/// A goods receipt.
#[derive(Debug, Clone)]
pub struct Receipt {
    pub school_id: Uuid,
    pub id: ReceiptId,
    pub number: String,
    pub order_id: OrderId,
    pub order_number: String,
    pub phase: Phase,
    pub delivered_on: NaiveDate,
    pub note: Option<String>,
    /// Who handed it over for the supplier; of food needed (SD13).
    pub supplier_signer: Option<String>,
    /// Of 8 or 20 digits; each stands once in the school.
    pub invoice_nos: Vec<String>,
    /// Attachments that are its invoices, in order; the others show what was refused.
    pub invoice_files: Vec<Uuid>,
    pub lines: Vec<ReceiptLine>,
    pub acceptors: Vec<Acceptor>,
    /// Those who accept are not whom the rule asks for.
    pub exception: Option<Exception>,
    /// What was accepted is worth.
    pub total: Money,
    pub made_by: Uuid,
    pub made_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// One thing of a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReceiptLine {
    /// Position of the line in the order, from nought.
    #[serde(skip)]
    pub order_position: i64,
    pub name: String,
    pub unit: String,
    pub delivered: Quantity,
    pub accepted: OnHand,
    pub refused: OnHand,
    pub refusal_reason: Option<String>,
    pub destination: Destination,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub food: Option<FoodDetails>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused_goods: Option<RefusedGoods>,
}

/// Who accepts, and since when he has signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Acceptor {
    pub person_id: Uuid,
    /// He is there for those who will use it.
    pub using_side: bool,
    pub signed_at: Option<DateTime<Utc>>,
}

/// What a line became.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = GoodsReceiptResultKind)]
pub enum ResultKind {
    Card,
    Stock,
    Used,
}

impl ResultKind {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Stock => "stock",
            Self::Used => "used",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        [Self::Card, Self::Stock, Self::Used].into_iter().find(|kind| kind.key() == key)
    }
}

/// A card or stock document that a line became, and what of its value that holds.
#[derive(Debug, Clone)]
pub struct Became {
    /// Of the line in the receipt, from nought.
    pub position: i64,
    pub kind: ResultKind,
    pub record: Option<(Uuid, String)>,
    pub value: Money,
}

/// What of a receipt goes into the audit trail.
#[derive(Debug, Serialize)]
pub struct Recorded<'a> {
    state: &'static str,
    order: &'a str,
    delivered_on: NaiveDate,
    lines: &'a [ReceiptLine],
    acceptors: &'a [Acceptor],
    invoice_nos: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    supplier_signer: Option<&'a str>,
    total: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    exception: Option<exception::Recorded<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    voucher_no: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    posted_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    posting_mode: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    submitted_on: Option<NaiveDate>,
}

impl Receipt {
    /// In a word: the first thing, and how many others.
    pub fn title(&self) -> Text {
        let first = self.lines.first().map(|line| line.name.clone()).unwrap_or_default();
        match self.lines.len() {
            0 | 1 => Text::new(first.clone(), first),
            count => Text::new(format!("{first} 等 {count} 样"), format!("{first} and {} more", count - 1)),
        }
    }

    pub fn acceptor(&self, person: Uuid) -> Option<&Acceptor> {
        self.acceptors.iter().find(|acceptor| acceptor.person_id == person)
    }

    /// All who accept have signed.
    pub fn is_signed(&self) -> bool {
        self.acceptors.iter().all(|acceptor| acceptor.signed_at.is_some())
    }

    /// Its invoice, where all of it is on one.
    pub fn only_invoice(&self) -> Option<&str> {
        if let [only] = self.invoice_nos.as_slice() { Some(only.as_str()) } else { None }
    }

    /// Who is still to sign: an acceptor, or whoever signs for an exception.
    pub fn waits(&self) -> bool {
        !self.is_signed() || self.exception.as_ref().is_some_and(Exception::is_open)
    }

    /// The state as it is said.
    pub fn state_text(&self) -> Text {
        match (&self.phase, &self.exception) {
            (Phase::Inspecting, Some(_)) if self.is_signed() => Text::fixed("等会签人签字", "Waits for the co-signature"),
            (phase, _) => phase.state().formal(),
        }
    }

    pub fn recorded(&self) -> Recorded<'_> {
        let posting = self.phase.posting();
        Recorded {
            state: self.phase.state().key(),
            order: &self.order_number,
            delivered_on: self.delivered_on,
            lines: &self.lines,
            acceptors: &self.acceptors,
            invoice_nos: &self.invoice_nos,
            supplier_signer: self.supplier_signer.as_deref(),
            total: self.total,
            exception: self.exception.as_ref().map(Exception::recorded),
            note: self.note.as_deref(),
            reason: self.phase.reason(),
            voucher_no: posting.map(|posting| posting.voucher_no.as_str()),
            posted_on: posting.map(|posting| posting.on),
            posting_mode: posting.map(|posting| posting.mode.key()),
            submitted_on: posting.and_then(|posting| posting.submitted_on),
        }
    }
}
