//! What can happen to the money of a budget, and by which record.

use kernel::{Text, typed_id};
use uuid::Uuid;

use crate::{order, petty, receipt, request};

typed_id! {
    /// A fund in a calendar year.
    BudgetId
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = BudgetEventKind)]
pub enum EventKind {
    /// Given to the fund for the year, or taken back where it is less than nothing.
    Allotted,
    /// A request was approved, or may be ordered again.
    Reserved,
    /// It was ordered, or is not bought.
    Unreserved,
    /// It was ordered.
    Committed,
    /// It was accepted, or does not come.
    Uncommitted,
    /// What came was accepted, or a petty purchase approved.
    Spent,
}

impl EventKind {
    pub const ALL: [Self; 6] = [Self::Allotted, Self::Reserved, Self::Unreserved, Self::Committed, Self::Uncommitted, Self::Spent];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Allotted => "allotted",
            Self::Reserved => "reserved",
            Self::Unreserved => "unreserved",
            Self::Committed => "committed",
            Self::Uncommitted => "uncommitted",
            Self::Spent => "spent",
        }
    }

    /// Whether its amount is added to its sum, or taken off again.
    pub(super) const fn adds(self) -> bool {
        match self {
            Self::Allotted | Self::Reserved | Self::Committed | Self::Spent => true,
            Self::Unreserved | Self::Uncommitted => false,
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Allotted => Text::fixed("核定、调整", "Allotted"),
            Self::Reserved => Text::fixed("预留", "Reserved"),
            Self::Unreserved => Text::fixed("解除预留", "Released from reserve"),
            Self::Committed => Text::fixed("已下单占用", "Committed"),
            Self::Uncommitted => Text::fixed("解除占用", "Released from commitment"),
            Self::Spent => Text::fixed("支出", "Spent"),
        }
    }
}

/// The record by which an event came.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub kind: &'static str,
    pub id: Uuid,
    pub number: String,
}

impl From<&request::Request> for Source {
    fn from(request: &request::Request) -> Self {
        Self { kind: request::KIND, id: request.id.0, number: request.number.clone() }
    }
}

impl From<&order::Order> for Source {
    fn from(order: &order::Order) -> Self {
        Self { kind: order::KIND, id: order.id.0, number: order.number.clone() }
    }
}

impl From<&receipt::Receipt> for Source {
    fn from(receipt: &receipt::Receipt) -> Self {
        Self { kind: receipt::KIND, id: receipt.id.0, number: receipt.number.clone() }
    }
}

impl From<&petty::Petty> for Source {
    fn from(petty: &petty::Petty) -> Self {
        Self { kind: petty::KIND, id: petty.id.0, number: petty.number.clone() }
    }
}
