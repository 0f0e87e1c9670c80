//! The aggregate: what was bought, by whom, before whose eyes.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Money, Text, typed_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{phase::Phase, shop::SameShop};
use crate::request::{Fund, Line};

typed_id! {
    /// A petty purchase.
    PettyId
}

/// Settled within a week of the purchase (domain.md B7, P29c); after that it is a late entry, and said so.
const LATE_AFTER_DAYS: i64 = 7;

/// A petty purchase.
#[derive(Debug, Clone)]
pub struct Petty {
    pub school_id: Uuid,
    pub id: PettyId,
    pub number: String,
    /// Who bought it and writes it down (经手人).
    pub handler_id: Uuid,
    pub content: Content,
    pub phase: Phase,
    /// What it was judged by: itself, and what else was bought of the same things lately.
    pub judged_amount: Money,
    pub split_count: i64,
    /// Something else follows from all of them together than from this one alone.
    pub in_pieces: bool,
    /// What else of the same shop it looks like one purchase with.
    pub same_shop: SameShop,
    /// How often it was handed in.
    pub round: i64,
    pub recorded_at: DateTime<Utc>,
    /// The same as a day of the school.
    pub recorded_on: NaiveDate,
    pub submitted_at: DateTime<Utc>,
    pub decided_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// What the handler writes, and what of it is computed; kept so of every submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Who saw the thing and that it was bought (证明人).
    pub witness_id: Uuid,
    pub shop: String,
    pub bought_on: NaiveDate,
    pub purpose: String,
    pub fund: Fund,
    /// Of 8 or 20 digits; none where the shop gives a receipt only.
    pub invoice_no: Option<String>,
    /// The repair that the material is for.
    pub repair_case: Option<RepairCase>,
    pub lines: Vec<Line>,
    pub total: Money,
}

impl Content {
    /// In a word: the first thing, and how many others.
    pub fn title(&self) -> Text {
        crate::request::title_of(&self.lines)
    }

    /// Under which two shops are the same, however they are written.
    pub fn shop_key(&self) -> String {
        kernel::text::fold(&self.shop)
    }
}

/// A repair by its id and number, which never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairCase {
    pub id: Uuid,
    pub number: String,
}

/// What of it goes into the audit trail.
#[derive(Debug, Serialize)]
pub struct Recorded<'a> {
    state: &'static str,
    witness_id: Uuid,
    shop: &'a str,
    bought_on: NaiveDate,
    purpose: &'a str,
    fund: &'static str,
    invoice_no: Option<&'a str>,
    repair_case: Option<&'a str>,
    lines: &'a [Line],
    total: Money,
    judged_amount: Money,
    round: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    voucher_no: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    posted_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    posting_mode: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    submitted_on: Option<NaiveDate>,
}

/// Whether what was bought on one day and written down on another is a late entry.
pub(super) fn is_late_entry(bought_on: NaiveDate, recorded_on: NaiveDate) -> bool {
    (recorded_on - bought_on).num_days() > LATE_AFTER_DAYS
}

impl Petty {
    /// Whether it was written down long after it was bought.
    pub fn is_late(&self) -> bool {
        is_late_entry(self.content.bought_on, self.recorded_on)
    }

    pub fn recorded(&self) -> Recorded<'_> {
        let (content, posting) = (&self.content, self.phase.posting());
        Recorded {
            state: self.phase.state().key(),
            witness_id: content.witness_id,
            shop: &content.shop,
            bought_on: content.bought_on,
            purpose: &content.purpose,
            fund: content.fund.key(),
            invoice_no: content.invoice_no.as_deref(),
            repair_case: content.repair_case.as_ref().map(|case| case.number.as_str()),
            lines: &content.lines,
            total: content.total,
            judged_amount: self.judged_amount,
            round: self.round,
            note: self.phase.reason(),
            voucher_no: posting.map(|posting| posting.voucher_no.as_str()),
            posted_on: posting.map(|posting| posting.on),
            posting_mode: posting.map(|posting| posting.mode.key()),
            submitted_on: posting.and_then(|posting| posting.submitted_on),
        }
    }
}
