//! What is counted on the shelf: the difference to the books becomes a move, with its cause. SD6: whoever leads is no keeper of the store, two
//! count, and a keeper is there and confirms.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use campus::person;
use kernel::{Problem, Result, Scope, Tx};
use uuid::Uuid;

use super::{
    DocumentKind,
    document::{Days, Document, keep, once},
    entity::line,
    rules::share,
    shelf::{At, NewLot, Shelf},
};
use crate::{
    OnHand, StoreError,
    item::{self, entity::Model as Item},
    store::{self, entity::Model as Store},
};

/// What was counted.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    pub store_id: Uuid,
    pub counter_ids: Vec<Uuid>,
    pub keeper_id: Uuid,
    pub lines: Vec<CountedLine>,
}

#[derive(Debug, Clone)]
pub(super) struct CountedLine {
    pub item_id: Uuid,
    pub counted: OnHand,
    pub note: Option<String>,
}

pub(super) async fn count(tx: &Tx, scope: &Scope, act: Counted) -> Result<(Document, Store, BTreeMap<Uuid, Item>)> {
    let days = Days::of(tx, None).await?;
    let store = store::repo::usable(tx, scope, act.store_id).await?;
    people(tx, &store, &act).await?;
    let named: Vec<Uuid> = act.lines.iter().map(|line| line.item_id).collect();
    let locked: BTreeSet<Uuid> = once(named.iter().copied())?;
    let items = item::repo::named(tx, scope.school, &named, |line| format!("/lines/{line}/item_id")).await?;
    let mut document = Document::blank(tx, DocumentKind::Count, &store, days)?;
    document.row.counter_ids = Some(serde_json::to_value(&act.counter_ids).map_err(Problem::internal)?);
    document.row.keeper_id = Some(act.keeper_id);
    let mut shelf = Shelf::open(tx, store.id, &locked, days.happened_on, days.today).await?;
    shelf.lose_the_unfit_first();
    // Blind: which lines differ is said, not by how much.
    let unexplained = |line: &CountedLine| shelf.holding(line.item_id).quantity != line.counted.thousandths() && line.note.is_none();
    let unexplained: Vec<usize> = act.lines.iter().enumerate().filter(|(_, line)| unexplained(line)).map(|(index, _)| index).collect();
    if !unexplained.is_empty() {
        return Err(StoreError::Unexplained(unexplained).into());
    }
    for ((index, found), position) in act.lines.into_iter().enumerate().zip(0_i64..) {
        let book = shelf.holding(found.item_id);
        let difference = found.counted.thousandths() - book.quantity;
        let at = At { document: document.row.id, position, item: found.item_id };
        let value = match difference.cmp(&0) {
            Ordering::Less => {
                let short = |_| Problem::internal("a deficit beyond what is on hand");
                shelf.take(tx, at, -difference).map_err(short)?
            }
            Ordering::Equal => 0,
            Ordering::Greater => {
                // At what the others cost; where nothing was left, at nothing until somebody knows better.
                let value = if book.quantity == 0 { 0 } else { surplus(book.value, difference, book.quantity, index)? };
                shelf.put(tx, at, difference, value, NewLot::default()).map_err(|_| StoreError::TooMuch(index))?;
                value
            }
        };
        let row = document.line(found.item_id, position, difference.abs(), value);
        let (expected, counted) = (Some(book.quantity), Some(found.counted.thousandths()));
        document.lines.push(line::Model { expected, counted, note: found.note, ..row });
    }
    let mut documents = [document];
    keep(tx, DocumentKind::Count, days, &mut documents, vec![shelf]).await?;
    let [document] = documents;
    Ok((document, store, items))
}

/// What so many more are worth at the average of those that were there.
fn surplus(value: i64, more: i64, quantity: i64, index: usize) -> std::result::Result<i64, StoreError> {
    let whole = (more / quantity).checked_mul(value).ok_or(StoreError::TooMuch(index))?;
    let rest = more % quantity;
    whole.checked_add(if rest == 0 { 0 } else { share(value, rest, quantity) }).ok_or(StoreError::TooMuch(index))
}

async fn people(tx: &Tx, store: &Store, act: &Counted) -> Result<()> {
    let keepers = store::repo::keepers(tx, store.school_id, vec![store.id]).await?.remove(&store.id).unwrap_or_default();
    if tx.actor().person.is_some_and(|lead| keepers.contains(&lead)) {
        return Err(StoreError::KeeperLeads.into());
    }
    let here = person::repo::active_of(tx, store.school_id, act.counter_ids.clone()).await?;
    let mut counters = BTreeSet::new();
    for (index, counter) in act.counter_ids.iter().enumerate() {
        let pointer = format!("/counter_ids/{index}");
        if !here.contains(counter) {
            return Err(Problem::reference(pointer));
        }
        if !counters.insert(*counter) {
            return Err(Problem::invalid(pointer, "duplicate", "这个人已经在名单里了。", "This person is named already."));
        }
    }
    person::repo::active(tx, store.school_id, act.keeper_id, "/keeper_id").await?;
    if keepers.contains(&act.keeper_id) { Ok(()) } else { Err(StoreError::NoKeeperThere.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surplus_costs_what_the_others_cost() {
        assert_eq!(surplus(1000, 1_000, 10_000, 0), Ok(100));
        assert_eq!(surplus(1000, 25_000, 10_000, 0), Ok(2500));
        assert_eq!(surplus(100, 3_000, 3_000, 0), Ok(100));
        assert_eq!(surplus(i64::MAX, 3_000, 1_000, 7), Err(StoreError::TooMuch(7)));
    }
}
