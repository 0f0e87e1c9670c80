//! What comes in: by a purchase, as a gift, or because it was there before the product was.
//!
//! [`receive`] is for whoever has a transaction of his own: procurement calls it when goods are accepted.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use kernel::{Money, Quantity, Result, Scope, Tx};
use uuid::Uuid;

use super::{
    DocumentKind, Source,
    document::{Days, Document, keep},
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
    /// `None`: today.
    pub happened_on: Option<NaiveDate>,
    pub note: Option<String>,
    pub lines: Vec<ReceiptLine>,
}

/// So much of an item, and what all of it cost with tax and transport.
#[derive(Debug, Clone)]
pub struct ReceiptLine {
    pub item_id: Uuid,
    pub quantity: Quantity,
    pub value: Money,
    pub bin: Option<String>,
    pub expires_on: Option<NaiveDate>,
}

/// What was received, for the event of whoever called and for his own record.
#[derive(Debug, Clone)]
pub struct Received {
    pub document_id: Uuid,
    pub number: String,
    /// What of it belongs into the audit trail: `event.created(stores::stock::KIND, document_id, number, &recorded)`.
    pub recorded: serde_json::Value,
}

/// Receives into a store within `scope`, in the caller's transaction; the caller's event names the document. The balances of the items
/// stay locked until the caller commits, so call it late.
///
/// # Errors
/// 422 when the store or an item is not there, the day has not come yet, or it is more than the product counts; pointers are those of
/// `/store_id`, `/happened_on` and `/lines/{n}/…`.
pub async fn receive(tx: &Tx, scope: &Scope, receipt: Receipt) -> Result<Received> {
    let (document, store, items) = received(tx, scope, receipt).await?;
    let recorded = document.recorded(&store, &items);
    Ok(Received { document_id: document.row.id, number: document.row.number, recorded })
}

pub(super) async fn received(tx: &Tx, scope: &Scope, receipt: Receipt) -> Result<(Document, Store, BTreeMap<Uuid, Item>)> {
    let days = Days::of(tx, receipt.happened_on).await?;
    let store = store::repo::usable(tx, scope, receipt.store_id).await?;
    let named: Vec<Uuid> = receipt.lines.iter().map(|line| line.item_id).collect();
    let items = item::repo::named(tx, scope.school, &named, |line| format!("/lines/{line}/item_id")).await?;
    let mut document = Document::blank(tx, DocumentKind::Receipt, &store, days)?;
    document.row.source = Some(receipt.source.key().into());
    document.row.purpose = receipt.note;
    (document.row.source_id, document.row.source_number) = receipt.source_record.unzip();
    let locked: BTreeSet<Uuid> = named.into_iter().collect();
    let mut shelf = Shelf::open(tx, store.id, &locked, days.happened_on, days.today).await?;
    for ((index, line), position) in receipt.lines.into_iter().enumerate().zip(0_i64..) {
        if line.value < Money::ZERO {
            return Err(StoreError::LessThanNothing(index).into());
        }
        let (quantity, value) = (line.quantity.thousandths(), line.value.fen());
        let at = At { document: document.row.id, position, item: line.item_id };
        let lot = NewLot { bin: line.bin, expires_on: line.expires_on };
        shelf.put(tx, at, quantity, value, lot).map_err(|_| StoreError::TooMuch(index))?;
        let row = document.line(line.item_id, position, quantity, value);
        document.lines.push(row);
    }
    let mut documents = [document];
    keep(tx, DocumentKind::Receipt, days, &mut documents, shelf).await?;
    let [document] = documents;
    Ok((document, store, items))
}
