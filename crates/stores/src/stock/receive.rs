//! What comes in: by a purchase, as a gift, or because it was there before the product was.
//!
//! [`receive`] is for whoever has a transaction of his own: procurement calls it when goods are accepted.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use kernel::{Money, Problem, Quantity, Result, Scope, Tx};
use uuid::Uuid;

use super::{
    DocumentKind, Source,
    document::{Days, Document, keep},
    fitness,
    shelf::{At, NewLot, Shelf},
};
use crate::{
    StoreError,
    item::{self, entity::Model as Item},
    store::{self, entity::Model as Store},
};

/// What comes in.
#[derive(Debug, Clone)]
pub struct Receipt {
    pub store_id: Uuid,
    pub source: Source,
    /// The record that it follows from, with its number: the goods receipt of a purchase.
    pub source_record: Option<(Uuid, String)>,
    /// Of whom it was bought.
    pub supplier: Option<String>,
    /// `None`: today.
    pub happened_on: Option<NaiveDate>,
    pub note: Option<String>,
    pub lines: Vec<ReceiptLine>,
}

/// So much of an item, and what all of it cost with tax and transport.
#[derive(Debug, Clone)]
pub struct ReceiptLine {
    /// Which line of the caller's own record it is: what is refused names that one.
    pub line: usize,
    pub item_id: Uuid,
    pub quantity: Quantity,
    pub value: Money,
    pub bin: Option<String>,
    pub expires_on: Option<NaiveDate>,
    /// What the maker wrote on it; of food this or the day on which it was made is needed.
    pub lot_no: Option<String>,
    pub produced_on: Option<NaiveDate>,
}

/// What was received, for the event of whoever called and for his own record.
#[derive(Debug, Clone)]
pub struct Received {
    pub store_id: Uuid,
    pub document_id: Uuid,
    pub number: String,
    /// What of it belongs into the audit trail: `event.created(stores::stock::KIND, document_id, number, &recorded)`.
    pub recorded: serde_json::Value,
}

/// Receives into stores within `scope`, one document a store, in the caller's transaction; the caller's event names the documents. The
/// balances of the items stay locked until the caller commits, so call it late and once: all stores are locked, in one order, before
/// the first number is taken.
///
/// # Errors
/// 422 when a store or an item is not there, the day has not come yet, or it is more than the product counts; pointers are those of
/// `/store_id`, `/happened_on` and `/lines/{n}/…`, where `n` is what the line says it is.
pub async fn receive(tx: &Tx, scope: &Scope, receipts: Vec<Receipt>) -> Result<Vec<Received>> {
    let all = received(tx, scope, receipts).await?;
    let one = |(document, store, items): (Document, Store, BTreeMap<Uuid, Item>)| Received {
        store_id: store.id,
        document_id: document.row.id,
        recorded: document.recorded(&store, &items),
        number: document.row.number,
    };
    Ok(all.into_iter().map(one).collect())
}

pub(super) async fn received(tx: &Tx, scope: &Scope, receipts: Vec<Receipt>) -> Result<Vec<(Document, Store, BTreeMap<Uuid, Item>)>> {
    let mut by_store: BTreeMap<Uuid, Receipt> = BTreeMap::new();
    for receipt in receipts {
        if by_store.insert(receipt.store_id, receipt).is_some() {
            return Err(Problem::internal("one store received twice at once"));
        }
    }
    let (mut documents, mut shelves, mut about) = (Vec::new(), Vec::new(), Vec::new());
    let mut written = None;
    for receipt in by_store.into_values() {
        let days = Days::of(tx, receipt.happened_on).await?;
        let store = store::repo::usable(tx, scope, receipt.store_id).await?;
        let named: Vec<Uuid> = receipt.lines.iter().map(|line| line.item_id).collect();
        let at = |index: usize| receipt.lines.get(index).map_or(index, |line| line.line);
        let items = item::repo::named(tx, scope.school, &named, |index| format!("/lines/{}/item_id", at(index))).await?;
        let locked: BTreeSet<Uuid> = named.into_iter().collect();
        let mut shelf = Shelf::open(tx, store.id, &locked, days.happened_on, days.today).await?;
        named_food(&receipt.lines, &items, days)?;
        documents.push(put(tx, receipt, &store, &mut shelf, days)?);
        shelves.push(shelf);
        about.push((store, items));
        written = Some(days);
    }
    if let Some(days) = written {
        keep(tx, DocumentKind::Receipt, days, &mut documents, shelves).await?;
    }
    Ok(documents.into_iter().zip(about).map(|(document, (store, items))| (document, store, items)).collect())
}

/// Food that could not be called back does not come in (D13); nothing is made after it came.
fn named_food(lines: &[ReceiptLine], items: &BTreeMap<Uuid, Item>, days: Days) -> std::result::Result<(), StoreError> {
    for line in lines {
        let item = items.get(&line.item_id).filter(|item| item.food_group.is_some());
        if let Some(item) = item.filter(|_| !fitness::is_named(line.lot_no.as_deref(), line.produced_on)) {
            return Err(StoreError::LotMissing { line: line.line, item: item.name.clone() });
        }
        if line.produced_on.is_some_and(|day| day > days.today) {
            return Err(StoreError::ProducedLater(line.line));
        }
        if line.produced_on.zip(line.expires_on).is_some_and(|(first, last)| last < first) {
            return Err(StoreError::ExpiresBeforeProduced(line.line));
        }
    }
    Ok(())
}

fn put(tx: &Tx, receipt: Receipt, store: &Store, shelf: &mut Shelf, days: Days) -> Result<Document> {
    let mut document = Document::blank(tx, DocumentKind::Receipt, store, days)?;
    document.row.source = Some(receipt.source.key().into());
    document.row.purpose = receipt.note;
    document.row.supplier = receipt.supplier;
    (document.row.source_id, document.row.source_number) = receipt.source_record.unzip();
    for (line, position) in receipt.lines.into_iter().zip(0_i64..) {
        if line.value < Money::ZERO {
            return Err(StoreError::LessThanNothing(line.line).into());
        }
        let (quantity, value) = (line.quantity.thousandths(), line.value.fen());
        let at = At { document: document.row.id, position, item: line.item_id };
        let lot = NewLot {
            bin: line.bin,
            received_on: None,
            expires_on: line.expires_on,
            lot_no: line.lot_no,
            produced_on: line.produced_on,
            stop: None,
        };
        shelf.put(tx, at, quantity, value, lot).map_err(|_| StoreError::TooMuch(line.line))?;
        let row = document.line(line.item_id, position, quantity, value);
        document.lines.push(row);
    }
    Ok(document)
}
