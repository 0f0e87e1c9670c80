//! What comes back of an issue: into the lots it was drawn from, at what it was worth when it went out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use kernel::{Problem, Quantity, Result, Scope, Tx};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    DocumentKind,
    document::{Days, Document, find, keep, once},
    entity::{self, line, moves},
    rules::{self, Part},
    shelf::{At, Shelf},
};
use crate::{
    OnHand, StoreError,
    item::{self, entity::Model as Item},
    store::{self, entity::Model as Store},
};

/// What comes back.
#[derive(Debug, Clone)]
pub(super) struct TakeBack {
    pub issue_id: Uuid,
    pub happened_on: Option<NaiveDate>,
    pub purpose: Option<String>,
    pub lines: Vec<TakeBackLine>,
}

#[derive(Debug, Clone)]
pub(super) struct TakeBackLine {
    pub item_id: Uuid,
    pub quantity: Quantity,
    pub note: Option<String>,
}

pub(super) async fn take_back(tx: &Tx, scope: &Scope, act: TakeBack) -> Result<(Document, Store, BTreeMap<Uuid, Item>)> {
    let days = Days::of(tx, act.happened_on).await?;
    let absent = |problem: Problem| if problem.code() == "not_found" { Problem::reference("/issue_id") } else { problem };
    let (issue, store) = find(tx, scope, act.issue_id).await.map_err(absent)?;
    if DocumentKind::of(&issue.kind) != Some(DocumentKind::Issue) {
        return Err(Problem::reference("/issue_id"));
    }
    let store = store::repo::usable_at(tx, &Scope::school(scope.school), store.id, "/issue_id").await?;
    if days.happened_on < issue.happened_on {
        return Err(StoreError::BeforeTheIssue.into());
    }
    let named: Vec<Uuid> = act.lines.iter().map(|line| line.item_id).collect();
    let locked: BTreeSet<Uuid> = once(named.iter().copied())?;
    let items = item::repo::named(tx, scope.school, &named, |line| format!("/lines/{line}/item_id")).await?;
    let mut document = Document::blank(tx, DocumentKind::Return, &store, days)?;
    document.row.receiver_id = issue.receiver_id;
    document.row.class_id = issue.class_id;
    document.row.purpose = act.purpose;
    document.row.return_of = Some(issue.id);
    (document.row.repair_case_id, document.row.repair_case_no) = (issue.repair_case_id, issue.repair_case_no);
    // Whoever brings back the same thing at the same moment waits here; what is still out is asked for after that.
    let mut shelf = Shelf::open(tx, store.id, &locked, days.happened_on, days.today).await?;
    let mut out = still_out(tx, scope.school, issue.id).await?;
    for ((index, wish), position) in act.lines.into_iter().enumerate().zip(0_i64..) {
        let quantity = wish.quantity.thousandths();
        let of_it = out.remove(&wish.item_id).unwrap_or_default();
        let parts = rules::give_back(&of_it, quantity).map_err(|short| {
            let (item, unit) = items.get(&wish.item_id).map(|item| (item.name.clone(), item.unit.clone())).unwrap_or_default();
            StoreError::MoreThanIsOut { line: index, item, unit, out: OnHand::stored(short.left) }
        })?;
        let at = At { document: document.row.id, position, item: wish.item_id };
        shelf.put_back(tx, at, &parts).map_err(|_| StoreError::TooMuch(index))?;
        let value = parts.iter().map(|part| part.value).sum();
        let row = document.line(wish.item_id, position, quantity, value);
        document.lines.push(line::Model { note: wish.note, ..row });
    }
    let mut documents = [document];
    keep(tx, DocumentKind::Return, days, &mut documents, vec![shelf]).await?;
    let [document] = documents;
    Ok((document, store, items))
}

/// What of an issue has not come back, item by item, lot by lot in the order in which it was drawn.
async fn still_out(tx: &Tx, school: Uuid, issue: Uuid) -> Result<BTreeMap<Uuid, Vec<Part>>> {
    let returns: Vec<Uuid> = entity::Entity::find()
        .select_only()
        .column(entity::Column::Id)
        .filter(entity::Column::SchoolId.eq(school))
        .filter(entity::Column::ReturnOf.eq(issue))
        .into_tuple()
        .all(tx)
        .await?;
    let of_it = Condition::any().add(moves::Column::DocumentId.eq(issue)).add(moves::Column::DocumentId.is_in(returns));
    let rows =
        moves::Entity::find().filter(moves::Column::SchoolId.eq(school)).filter(of_it).order_by_asc(moves::Column::Id).all(tx).await?;
    let mut out: BTreeMap<Uuid, Vec<Part>> = BTreeMap::new();
    for row in rows {
        let parts = out.entry(row.item_id).or_default();
        match parts.iter_mut().find(|part| part.lot == row.lot_id) {
            Some(part) => *part = Part { quantity: part.quantity - row.quantity, value: part.value - row.value, ..*part },
            None => parts.push(Part { lot: row.lot_id, quantity: -row.quantity, value: -row.value }),
        }
    }
    Ok(out)
}
