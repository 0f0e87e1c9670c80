//! What moves from one store to another: one document on both ledgers. It keeps what it cost, when the school got it and when it expires.
//!
//! SD5: whoever sends does not take over; where one person keeps both stores, nobody else has to.

use std::collections::{BTreeMap, BTreeSet};

use campus::person;
use chrono::NaiveDate;
use kernel::{Problem, Quantity, Result, Scope, Tx};
use uuid::Uuid;

use super::{
    DocumentKind,
    document::{Days, Document, keep, once},
    entity::line,
    hand_out::not_enough,
    rules::Short,
    shelf::{At, NewLot, Shelf},
};
use crate::{
    StoreError,
    item::{self, entity::Model as Item},
    store::{self, entity::Model as Store},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TransferError {
    #[error("from a store to itself")]
    SameStore,
    #[error("nobody takes it over")]
    NobodyTakesOver,
    #[error("whoever sends takes over")]
    SenderTakesOver,
    #[error("no keeper of the other store")]
    NotItsKeeper,
}

impl From<TransferError> for Problem {
    fn from(error: TransferError) -> Self {
        let receiver = |code, zh, en| Self::invalid("/receiver_id", code, zh, en);
        match error {
            TransferError::SameStore => {
                Self::invalid("/to_store_id", "same_store", "请选另一个库房。", "Choose another store than the one it comes from.")
            }
            TransferError::NobodyTakesOver => {
                receiver("nobody_takes_over", "请选接收人：对方库房的保管员。", "Choose who takes it over: a keeper of the other store.")
            }
            TransferError::SenderTakesOver => receiver(
                "sender_takes_over",
                "调出人不能自己接收；两个库房都由你保管时不用选接收人。",
                "Whoever sends cannot take over. If you keep both stores, leave this empty.",
            ),
            TransferError::NotItsKeeper => {
                receiver("not_its_keeper", "接收人要是对方库房的保管员。", "Whoever takes it over has to keep the other store.")
            }
        }
    }
}

/// What moves.
#[derive(Debug, Clone)]
pub(super) struct Transfer {
    pub store_id: Uuid,
    pub to_store_id: Uuid,
    pub receiver_id: Option<Uuid>,
    pub happened_on: Option<NaiveDate>,
    pub purpose: Option<String>,
    pub lines: Vec<TransferLine>,
}

#[derive(Debug, Clone)]
pub(super) struct TransferLine {
    pub item_id: Uuid,
    pub quantity: Quantity,
    /// Where it lies from now on.
    pub bin: Option<String>,
    pub note: Option<String>,
}

pub(super) async fn transfer(tx: &Tx, scope: &Scope, act: Transfer) -> Result<(Document, Store, BTreeMap<Uuid, Item>)> {
    let days = Days::of(tx, act.happened_on).await?;
    let from = store::repo::usable(tx, scope, act.store_id).await?;
    if act.to_store_id == from.id {
        return Err(TransferError::SameStore.into());
    }
    // Into whose store it goes is not asked: he takes it over.
    let to = store::repo::usable_at(tx, &Scope::school(scope.school), act.to_store_id, "/to_store_id").await?;
    takes_over(tx, &to, act.receiver_id).await?;
    let named: Vec<Uuid> = act.lines.iter().map(|line| line.item_id).collect();
    let locked: BTreeSet<Uuid> = once(named.iter().copied())?;
    let items = item::repo::named(tx, scope.school, &named, |line| format!("/lines/{line}/item_id")).await?;
    let mut document = Document::blank(tx, DocumentKind::Transfer, &from, days)?;
    document.row.to_store_id = Some(to.id);
    document.row.receiver_id = act.receiver_id;
    document.row.purpose = act.purpose;
    document.to_store = Some(to.name.clone());
    let (mut here, mut there) = both(tx, &from, &to, &locked, days).await?;
    for ((index, wish), position) in act.lines.into_iter().enumerate().zip(0_i64..) {
        let quantity = wish.quantity.thousandths();
        let at = At { document: document.row.id, position, item: wish.item_id };
        let short = |Short { left }: Short| not_enough(index, items.get(&wish.item_id), quantity, left, days);
        let taken = here.take_lots(tx, at, quantity).map_err(short)?;
        let value = taken.iter().map(|part| part.value).sum();
        for part in taken {
            let lot = NewLot { bin: wish.bin.clone(), ..part.as_new };
            there.put(tx, at, part.quantity, part.value, lot).map_err(|_| StoreError::TooMuch(index))?;
        }
        let row = document.line(wish.item_id, position, quantity, value);
        document.lines.push(line::Model { note: wish.note, ..row });
    }
    let mut documents = [document];
    keep(tx, DocumentKind::Transfer, days, &mut documents, vec![here, there]).await?;
    let [document] = documents;
    Ok((document, from, items))
}

/// Both shelves, the one with the smaller id locked first: of two that move in opposite directions one waits at the first row.
async fn both(tx: &Tx, from: &Store, to: &Store, items: &BTreeSet<Uuid>, days: Days) -> Result<(Shelf, Shelf)> {
    let (first, second) = if from.id < to.id { (from, to) } else { (to, from) };
    let first = Shelf::open(tx, first.id, items, days.happened_on, days.today).await?;
    let second = Shelf::open(tx, second.id, items, days.happened_on, days.today).await?;
    Ok(if from.id < to.id { (first, second) } else { (second, first) })
}

/// Who takes it over: a keeper of the other store, never whoever sends. Nobody where the sender keeps it himself, or nobody does.
async fn takes_over(tx: &Tx, to: &Store, receiver: Option<Uuid>) -> Result<()> {
    let keepers = store::repo::keepers(tx, to.school_id, vec![to.id]).await?.remove(&to.id).unwrap_or_default();
    let sender = tx.actor().person;
    let Some(receiver) = receiver else {
        let himself = keepers.is_empty() || sender.is_some_and(|sender| keepers.contains(&sender));
        return if himself { Ok(()) } else { Err(TransferError::NobodyTakesOver.into()) };
    };
    person::repo::active(tx, to.school_id, receiver, "/receiver_id").await?;
    if sender == Some(receiver) {
        return Err(TransferError::SenderTakesOver.into());
    }
    if keepers.contains(&receiver) { Ok(()) } else { Err(TransferError::NotItsKeeper.into()) }
}
