//! The sheet, its quotes, and what of them goes into the audit trail.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::{Money, Text, typed_id};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    entity::quote::Model as Row,
    phase::{Phase, Settlement},
    rules::{Need, Offer},
};
use crate::{
    request::Line,
    supplier::{Status, entity::Model as Supplier},
};

typed_id! {
    /// A three-quote sheet.
    SheetId
}

/// How a price was learnt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = QuoteChannel)]
pub enum Channel {
    Phone,
    Shop,
    Screenshot,
    Written,
    PriceList,
    EMall,
}

impl Channel {
    const ALL: [Self; 6] = [Self::Phone, Self::Shop, Self::Screenshot, Self::Written, Self::PriceList, Self::EMall];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Shop => "shop",
            Self::Screenshot => "screenshot",
            Self::Written => "written",
            Self::PriceList => "price_list",
            Self::EMall => "e_mall",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::Phone => Text::fixed("电话询价", "By telephone"),
            Self::Shop => Text::fixed("到店询价", "In the shop"),
            Self::Screenshot => Text::fixed("网上报价截图", "Screenshot of an offer"),
            Self::Written => Text::fixed("书面报价", "In writing"),
            Self::PriceList => Text::fixed("定点供货价目表", "Price list of a fixed supplier"),
            Self::EMall => Text::fixed("电子卖场", "Government e-mall"),
        }
    }

    /// Whether it is nothing without its picture or paper.
    pub const fn needs_document(self) -> bool {
        matches!(self, Self::Screenshot | Self::Written)
    }
}

/// Why nobody else was asked, or fewer than the rules say (domain.md D2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = QuoteSingleSource)]
pub enum SingleSource {
    OnlySource,
    Emergency,
    Compatibility,
}

impl SingleSource {
    const ALL: [Self; 3] = [Self::OnlySource, Self::Emergency, Self::Compatibility];

    pub const fn key(self) -> &'static str {
        match self {
            Self::OnlySource => "only_source",
            Self::Emergency => "emergency",
            Self::Compatibility => "compatibility",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::OnlySource => Text::fixed("只有一家能供", "Only one sells it"),
            Self::Emergency => Text::fixed("紧急", "Emergency"),
            Self::Compatibility => Text::fixed("须与原有物品配套", "Has to fit what is there"),
        }
    }
}

/// A three-quote sheet.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub school_id: Uuid,
    pub id: SheetId,
    pub request_id: Uuid,
    pub phase: Phase,
    pub need: Need,
    /// How often it was settled.
    pub round: i64,
    pub opened_by: Uuid,
    pub opened_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// What one supplier said.
#[derive(Debug, Clone)]
pub struct Quote {
    pub row: Row,
    pub channel: Channel,
    pub supplier: Supplier,
    /// Line of the request → price of a piece.
    pub prices: BTreeMap<i64, Money>,
}

impl Quote {
    /// What a line comes to.
    pub fn amount(&self, position: i64, line: &Line) -> Option<Money> {
        self.prices.get(&position).and_then(|price| Line::amount_of(line.quantity, *price))
    }

    /// What all lines come to; none while one has no price.
    pub fn total(&self, lines: &[Line]) -> Option<Money> {
        lines.iter().zip(0..).try_fold(Money::ZERO, |sum, (line, position)| sum.checked_add(self.amount(position, line)?))
    }

    pub fn offer(&self, lines: &[Line]) -> Offer {
        Offer {
            quote_id: self.row.id,
            supplier_id: self.supplier.id,
            suspended: self.supplier.status == Status::Suspended.key(),
            channel: self.channel,
            total: self.total(lines),
            dearest: self.prices.values().max().copied().unwrap_or(Money::ZERO),
        }
    }

    /// What the audit trail keeps of it.
    pub fn recorded(&self) -> Value {
        let prices: Vec<Value> = self.prices.iter().map(|(position, price)| json!({ "line": position + 1, "unit_price": price })).collect();
        json!({
            "supplier": self.supplier.name, "channel": self.row.channel, "quoted_on": self.row.quoted_on, "asked_by": self.row.asked_by,
            "attachment_id": self.row.attachment_id, "note": self.row.note, "prices": prices, "superseded_at": self.row.superseded_at,
        })
    }
}

/// What was settled once, kept as it was.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Settled {
    pub need: Need,
    pub chosen: Uuid,
    pub total: Money,
    pub not_lowest: Option<String>,
    pub single_source: Option<(SingleSource, String)>,
    pub quotes: Vec<SettledQuote>,
}

/// A quote as it was compared.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SettledQuote {
    pub quote_id: Uuid,
    pub supplier_id: Uuid,
    /// As it was called then.
    pub supplier_name: String,
    pub channel: Channel,
    pub total: Option<Money>,
}

impl Settled {
    pub fn of(need: Need, settlement: &Settlement, quotes: &[Quote], lines: &[Line]) -> Self {
        let compared = |quote: &Quote| SettledQuote {
            quote_id: quote.row.id,
            supplier_id: quote.supplier.id,
            supplier_name: quote.supplier.name.clone(),
            channel: quote.channel,
            total: quote.total(lines),
        };
        Self {
            need,
            chosen: settlement.quote_id,
            total: settlement.total,
            not_lowest: settlement.not_lowest.clone(),
            single_source: settlement.single_source.clone(),
            quotes: quotes.iter().map(compared).collect(),
        }
    }
}

impl Sheet {
    /// What the audit trail keeps of it; `chosen` is the supplier that is taken.
    pub fn recorded(&self, chosen: Option<&str>) -> Value {
        let settlement = self.phase.settlement();
        json!({
            "state": self.phase.state().key(),
            "quotes_needed": self.need.quotes,
            "supplier": settlement.and(chosen),
            "total": settlement.map(|one| one.total),
            "not_lowest": settlement.and_then(|one| one.not_lowest.as_deref()),
            "single_source": settlement.and_then(|one| one.single_source.as_ref()).map(|(code, _)| code.key()),
            "single_source_words": settlement.and_then(|one| one.single_source.as_ref()).map(|(_, words)| words),
            "round": self.round,
            "reason": self.phase.reason(),
        })
    }
}
