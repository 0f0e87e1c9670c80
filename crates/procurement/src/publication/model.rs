//! The aggregate: a period, when it is due on the board, and what it lists.

use approvals::Approver;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Money, Quantity, Text, typed_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::phase::{Phase, State};
use crate::request::Fund;

typed_id! {
    /// A publication notice.
    PublicationId
}

/// A publication notice.
#[derive(Debug, Clone)]
pub(super) struct Publication {
    pub school_id: Uuid,
    pub id: PublicationId,
    pub number: String,
    pub title: String,
    pub period_from: NaiveDate,
    pub period_to: NaiveDate,
    pub due_on: NaiveDate,
    /// Petty purchases are listed too.
    pub with_petty: bool,
    /// Whom to ring who has something to say about it.
    pub phone: String,
    pub phase: Phase,
    pub made_by: Uuid,
    pub made_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// The days of which something is listed, and what of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Period {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub with_petty: bool,
}

/// How something was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PublishedMethod)]
pub enum Method {
    /// Suppliers' prices were compared.
    Compared,
    SingleSource,
    Direct,
    /// On a petty form: bought first, with a witness.
    Petty,
}

impl Method {
    pub const fn title(self) -> Text {
        match self {
            Self::Compared => Text::fixed("询价比价", "Quotes compared"),
            Self::SingleSource => Text::fixed("单一来源", "Single source"),
            Self::Direct => Text::fixed("直接采购", "Bought directly"),
            Self::Petty => Text::fixed("零星采购", "Petty purchase"),
        }
    }
}

/// One accepted thing as it hangs on the wall (domain.md E10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Listed {
    pub department: Option<String>,
    pub name: String,
    pub spec: Option<String>,
    pub unit: String,
    pub quantity: Quantity,
    pub unit_price: Money,
    pub amount: Money,
    pub method: Method,
    pub quotes: i64,
    pub supplier: String,
    pub buyers: Vec<String>,
    pub acceptors: Vec<String>,
    pub fund: Fund,
    pub request_number: String,
    pub approvers: Vec<String>,
    pub approved_on: Option<NaiveDate>,
    pub receipt_number: String,
    pub accepted_on: NaiveDate,
    /// What meetings decided about its request; nothing on what hung there before that was kept.
    #[serde(default)]
    pub meetings: Vec<Met>,
}

/// What a meeting decided, as it hangs on the wall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Met {
    pub approver: Approver,
    pub held_on: NaiveDate,
    pub present: i64,
    pub votes_for: i64,
    pub votes_against: i64,
    pub votes_abstained: i64,
    pub minutes: Option<String>,
    pub recorded_by: String,
}

/// What of a notice goes into the audit trail.
#[derive(Debug, Serialize)]
pub(super) struct Recorded<'a> {
    state: &'static str,
    title: &'a str,
    period_from: NaiveDate,
    period_to: NaiveDate,
    due_on: NaiveDate,
    phone: &'a str,
    with_petty: bool,
    published_on: Option<NaiveDate>,
    published_until: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl Publication {
    pub const fn period(&self) -> Period {
        Period { from: self.period_from, to: self.period_to, with_petty: self.with_petty }
    }

    /// It should hang there and does not; or hung there late.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        match &self.phase {
            Phase::Draft => self.due_on < today,
            Phase::Posted(posting) => self.due_on < posting.on,
            Phase::Cancelled { .. } => false,
        }
    }

    pub fn recorded(&self, today: NaiveDate) -> Recorded<'_> {
        let posting = self.phase.posting();
        Recorded {
            state: self.phase.state(today).key(),
            title: &self.title,
            period_from: self.period_from,
            period_to: self.period_to,
            due_on: self.due_on,
            phone: &self.phone,
            with_petty: self.with_petty,
            published_on: posting.map(|posting| posting.on),
            published_until: posting.map(|posting| posting.until),
            reason: self.phase.reason(),
        }
    }

    pub fn state(&self, today: NaiveDate) -> State {
        self.phase.state(today)
    }
}
