//! The aggregate: what is asked for, and the phase it is in.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Money, Quantity, Text, typed_id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{judge::Judgement, phase::Phase};
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
    /// How often it was submitted.
    pub round: i64,
    pub created_at: DateTime<Utc>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub decided_at: Option<DateTime<Utc>>,
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

/// Every version that was submitted, as the approvers saw it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Submission {
    pub content: Content,
    pub judgement: Judgement,
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
    reuse: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl Request {
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
            reuse: self.content.reuse.as_deref(),
            note: self.phase.reason(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
