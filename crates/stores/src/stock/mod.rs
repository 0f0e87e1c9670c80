//! Stock: what came in, went out and is left. Nothing moves without a line of a document, and no move is ever changed.

mod bins;
mod controlled;
mod count;
mod document;
pub mod dto;
pub mod entity;
pub mod fitness;
pub mod food_moves;
mod hand_out;
mod ledger;
mod ledger_report;
pub mod mine;
mod movements;
mod news;
pub mod receive;
pub mod repair;
mod routes;
pub mod rules;
pub mod service;
mod shelf;
mod take_back;
pub mod to_classes;
mod transfer;
mod view;

use kernel::Text;
use serde::{Deserialize, Serialize};

pub(crate) use controlled::beyond_the_day;
pub use document::booked_on;
pub(crate) use document::{Document, found, insert_all, of_distribution, of_requisition, once, sees};
pub(crate) use hand_out::{HandOut, HandOutLine, hand_out};
pub(crate) use news::{tell_receivers, tell_requester};
pub use receive::{Receipt, ReceiptLine, Received, receive};
pub(crate) use routes::routes;
pub(crate) use shelf::hold;
pub(crate) use to_classes::{ForClass, ToClasses, to_classes};
pub(crate) use view::{classes, people_of};

/// Its records in the audit trail.
pub const KIND: &str = "stock_document";

/// What a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StockDocumentKind)]
pub enum DocumentKind {
    Receipt,
    Issue,
    Return,
    Count,
    /// From one store to another.
    Transfer,
}

impl DocumentKind {
    pub const ALL: [Self; 5] = [Self::Receipt, Self::Issue, Self::Return, Self::Count, Self::Transfer];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Issue => "issue",
            Self::Return => "return",
            Self::Count => "count",
            Self::Transfer => "transfer",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// How its numbers begin: 入库, 领用, 退库, 库存盘点, 调拨.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Receipt => "RK",
            Self::Issue => "LY",
            Self::Return => "TK",
            Self::Count => "KC",
            Self::Transfer => "DB",
        }
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Receipt => Text::fixed("入库单", "Receipt"),
            Self::Issue => Text::fixed("领用单", "Issue"),
            Self::Return => Text::fixed("退库单", "Return"),
            Self::Count => Text::fixed("盘点单", "Count"),
            Self::Transfer => Text::fixed("调拨单", "Transfer"),
        }
    }
}

/// How whoever receives says that he did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StockConfirmation)]
pub enum Confirmation {
    /// On the phone on which it was written down.
    OnDevice,
    /// On the printed sheet.
    OnPaper,
}

impl Confirmation {
    pub const fn key(self) -> &'static str {
        match self {
            Self::OnDevice => "on_device",
            Self::OnPaper => "on_paper",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        [Self::OnDevice, Self::OnPaper].into_iter().find(|confirmation| confirmation.key() == key)
    }
}

/// Where something came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StockSource)]
pub enum Source {
    /// What was there when the school began to use the product.
    Opening,
    Donation,
    Purchase,
}

impl Source {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Donation => "donation",
            Self::Purchase => "purchase",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        [Self::Opening, Self::Donation, Self::Purchase].into_iter().find(|source| source.key() == key)
    }
}
