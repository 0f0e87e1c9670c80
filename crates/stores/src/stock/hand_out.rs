//! What goes out: over the counter, or on an approved requisition. One act, one document.

use std::collections::{BTreeMap, BTreeSet};

use campus::{class, delegation::StandIns, person};
use chrono::NaiveDate;
use kernel::{Problem, Quantity, Result, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    Confirmation, DocumentKind, controlled,
    document::{Days, Document, keep, once},
    entity::line,
    fitness::Unfit,
    repair,
    rules::Short,
    shelf::{At, Shelf},
};
use crate::{
    OnHand, StoreError,
    item::{self, entity::Model as Item},
    store::entity::Model as Store,
};

/// What is handed out.
#[derive(Debug, Clone)]
pub(crate) struct HandOut {
    pub store: Store,
    pub happened_on: Option<NaiveDate>,
    pub receiver_id: Option<Uuid>,
    pub class_id: Option<Uuid>,
    pub purpose: String,
    pub confirmation: Confirmation,
    /// The requisition that was approved: what is controlled may go out.
    pub requisition_id: Option<Uuid>,
    /// The repair that it goes into.
    pub repair_case_id: Option<Uuid>,
    pub lines: Vec<HandOutLine>,
}

#[derive(Debug, Clone)]
pub(crate) struct HandOutLine {
    pub item_id: Uuid,
    pub quantity: Quantity,
    pub old_pieces: Option<i64>,
    pub note: Option<String>,
    /// Which lot; what expires first where it is not said.
    pub lot_id: Option<Uuid>,
}

/// Who receives: SD5, never whoever hands out, nor one who stands in for him or for whom he stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Receiver {
    pub person: Option<Uuid>,
    pub class: Option<Uuid>,
}

impl Receiver {
    /// The person that is named; else the teacher of the class that is.
    ///
    /// # Errors
    /// 422 when neither is named or there, or when it is whoever hands out or one with him.
    pub async fn of(tx: &Tx, person: Option<Uuid>, class: Option<Uuid>) -> Result<Self> {
        let school = tx.school()?;
        if let Some(person) = person {
            person::repo::active(tx, school, person, "/receiver_id").await?;
        }
        let mut teacher = None;
        if let Some(id) = class {
            let here = class::entity::Entity::find()
                .filter(class::entity::Column::SchoolId.eq(school))
                .filter(class::entity::Column::Id.eq(id))
                .filter(class::entity::Column::Active.eq(true));
            teacher = here.one(tx).await?.ok_or_else(|| Problem::reference("/class_id"))?.class_teacher_id;
        }
        if person.is_none() && class.is_none() {
            return Err(StoreError::NobodyReceives.into());
        }
        let receives = Self { person: person.or(teacher), class };
        if let Some((issuer, receiver)) = tx.actor().person.zip(receives.person) {
            if issuer == receiver {
                return Err(StoreError::IssuerReceives.into());
            }
            if StandIns::of(tx, vec![issuer, receiver]).await?.are_one(issuer, receiver) {
                return Err(StoreError::StandInReceives.into());
            }
        }
        Ok(receives)
    }
}

/// Hands out in the caller's transaction.
pub(crate) async fn hand_out(tx: &Tx, act: HandOut) -> Result<(Document, BTreeMap<Uuid, Item>)> {
    let days = Days::of(tx, act.happened_on).await?;
    let receiver = Receiver::of(tx, act.receiver_id, act.class_id).await?;
    let named: Vec<Uuid> = act.lines.iter().map(|line| line.item_id).collect();
    let locked: BTreeSet<Uuid> = once(named.iter().copied())?;
    let items = item::repo::named(tx, tx.school()?, &named, |line| format!("/lines/{line}/item_id")).await?;
    let repair = match act.repair_case_id {
        Some(case) => Some(repair::in_hand(tx, receiver.person, case).await?),
        None => None,
    };
    for (index, line) in act.lines.iter().enumerate() {
        if let Some(item) = items.get(&line.item_id) {
            exchanged(index, line, item)?;
        }
    }
    let sized = act.requisition_id.is_none() && controlled::any(&act.lines, &items);
    let mut document = Document::blank(tx, DocumentKind::Issue, &act.store, days)?;
    document.row.receiver_id = receiver.person;
    document.row.class_id = receiver.class;
    document.row.purpose = Some(act.purpose);
    document.row.confirmation = Some(act.confirmation.key().into());
    document.row.requisition_id = act.requisition_id;
    (document.row.repair_case_id, document.row.repair_case_no) = repair.unzip();
    let mut shelf = Shelf::open(tx, act.store.id, &locked, days.happened_on, days.today).await?;
    shelf.set_aside_unfit(|item| items.get(&item).is_some_and(|item| item.food_group.is_some()));
    if sized {
        let taken = controlled::taken_on(tx, days.happened_on, receiver, &act.lines).await?;
        controlled::within(&act.lines, &items, &taken)?;
    }
    for ((index, wish), position) in act.lines.into_iter().enumerate().zip(0_i64..) {
        let quantity = wish.quantity.thousandths();
        let at = At { document: document.row.id, position, item: wish.item_id };
        let item = items.get(&wish.item_id);
        if let Some(lot) = wish.lot_id {
            of_lot(&mut shelf, index, item, lot)?;
        }
        let aside = shelf.aside(wish.item_id);
        let short = |Short { left }: Short| match item {
            Some(item) if !aside.is_empty() && wish.lot_id.is_none() => unfit(index, item, &aside, left),
            Some(_) | None => not_enough(index, item, quantity, left, days),
        };
        let value = shelf.take(tx, at, quantity).map_err(short)?;
        let row = document.line(wish.item_id, position, quantity, value);
        document.lines.push(line::Model { old_pieces: wish.old_pieces, note: wish.note, ..row });
    }
    let mut documents = [document];
    keep(tx, DocumentKind::Issue, days, &mut documents, vec![shelf]).await?;
    let [document] = documents;
    Ok((document, items))
}

/// Only from this lot, where it may be handed out.
///
/// # Errors
/// 409 when it may not, 422 when there is no such lot of it here.
fn of_lot(shelf: &mut Shelf, index: usize, item: Option<&Item>, lot: Uuid) -> Result<()> {
    let Some(item) = item else { return Ok(()) };
    if let Some((why, left)) = shelf.aside_lot(item.id, lot) {
        return Err(unfit(index, item, &BTreeMap::from([(why, left)]), 0).into());
    }
    if !shelf.has_lot(item.id, lot) {
        return Err(Problem::reference(format!("/lines/{index}/lot_id")));
    }
    shelf.only(item.id, lot);
    Ok(())
}

fn unfit(line: usize, item: &Item, aside: &BTreeMap<Unfit, i64>, left: i64) -> StoreError {
    StoreError::Unfit {
        line,
        item: item.name.clone(),
        unit: item.unit.clone(),
        aside: aside.iter().map(|(why, quantity)| (*why, OnHand::stored(*quantity))).collect(),
        left: OnHand::stored(left),
    }
}

/// The old ones come in for the new ones, or somebody says why not.
fn exchanged(index: usize, line: &HandOutLine, item: &Item) -> std::result::Result<(), StoreError> {
    if !item.old_for_new {
        return Ok(());
    }
    let Some(old) = line.old_pieces else {
        return Err(StoreError::OldPiecesMissing { line: index, item: item.name.clone() });
    };
    let fewer = i128::from(old) * 1000 < i128::from(line.quantity.thousandths());
    if fewer && line.note.is_none() { Err(StoreError::FewerOldPieces(index)) } else { Ok(()) }
}

pub(super) fn not_enough(index: usize, item: Option<&Item>, wanted: i64, left: i64, days: Days) -> StoreError {
    let (name, unit) = item.map(|item| (item.name.clone(), item.unit.clone())).unwrap_or_default();
    let (wanted, left) = (OnHand::stored(wanted), OnHand::stored(left));
    let on = (days.happened_on < days.today).then_some(days.happened_on);
    StoreError::NotEnough { line: index, item: name, unit, wanted, left, on }
}
