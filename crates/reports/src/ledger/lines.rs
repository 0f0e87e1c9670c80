//! E1 with words: an entry beside what its card says of itself, the balance after it, and where the card was.

use std::collections::HashMap;

use chrono::NaiveDate;
use kernel::{Result, Text};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{
    as_of::AsOf,
    entry::RawEntry,
    names::{Book, Whereabouts},
    words,
};

/// What a card says of itself in a ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CardWords {
    pub asset_no: String,
    pub name: String,
    pub spec_model: Option<String>,
    pub unit: String,
    pub voucher_no: Option<String>,
    pub remarks: Option<String>,
}

/// A line of the detail ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DetailLine {
    pub id: Uuid,
    pub on: NaiveDate,
    pub card: Uuid,
    pub words: CardWords,
    pub summary: Text,
    /// Less than nothing for what goes.
    pub quantity: i64,
    pub value: i64,
    pub balance_quantity: i64,
    pub balance_value: i64,
    pub whereabouts: Whereabouts,
}

/// A balance that runs along.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Running {
    pub quantity: i64,
    pub value: i64,
}

impl Running {
    pub fn add(&mut self, quantity: i64, value: i64) -> Self {
        self.quantity += quantity;
        self.value += value;
        *self
    }
}

/// Gives entries their words, from a balance on. The balance afterwards is where the next ones go on.
pub(crate) async fn worded(
    db: &impl ConnectionTrait,
    as_of: &AsOf,
    book: &mut Book,
    entries: Vec<RawEntry>,
    balance: &mut Running,
) -> Result<Vec<DetailLine>> {
    let mut cards: Vec<Uuid> = entries.iter().map(|entry| entry.card).collect();
    cards.sort_unstable();
    cards.dedup();
    let mut words = words_of(db, as_of.school.id, &cards).await?;
    let there = book.of(db, as_of.school.id, &cards, as_of.end()).await?;
    let line = |entry: RawEntry| {
        let after = balance.add(entry.quantity, entry.value);
        DetailLine {
            id: entry.id,
            on: entry.on,
            card: entry.card,
            words: words.entry(entry.card).or_default().clone(),
            summary: words::summary(&entry.why),
            quantity: entry.quantity,
            value: entry.value,
            balance_quantity: after.quantity,
            balance_value: after.value,
            whereabouts: there.get(&entry.card).cloned().unwrap_or_default(),
        }
    };
    Ok(entries.into_iter().map(line).collect())
}

type Row = (Uuid, String, String, Option<String>, String, Option<String>, Option<String>);

async fn words_of(db: &impl ConnectionTrait, school: Uuid, cards: &[Uuid]) -> Result<HashMap<Uuid, CardWords>> {
    use registers::asset::entity::{Column, Entity};
    if cards.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Row> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::AssetNo, Column::Name, Column::SpecModel, Column::Unit, Column::VoucherNo, Column::Remarks])
        .filter(Column::SchoolId.eq(school))
        .filter(Column::Id.is_in(cards.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let one = |(id, asset_no, name, spec_model, unit, voucher_no, remarks): Row| {
        (id, CardWords { asset_no, name, spec_model, unit, voucher_no, remarks })
    };
    Ok(rows.into_iter().map(one).collect())
}
