//! Documents: made, numbered and kept together with what they move.

use std::collections::{BTreeMap, BTreeSet};

use campus::school;
use chrono::{Datelike, Months, NaiveDate};
use kernel::{Grant, Money, Permission, Problem, Quantity, Result, Scope, Tx, numbers};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter};
use serde::Serialize;
use uuid::Uuid;

use super::{
    DocumentKind,
    entity::{self, line},
    shelf::Shelf,
};
use crate::{
    OnHand, StoreError,
    item::entity::Model as Item,
    permissions::ViewStores,
    policy::MONTH_CLOSES_ON,
    store::{self, entity::Model as Store},
};

/// A document with its lines; without a number until it is kept.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub row: entity::Model,
    pub lines: Vec<line::Model>,
    /// The name of the store that it moves something to.
    pub to_store: Option<String>,
}

/// When something happens and is written down.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Days {
    pub happened_on: NaiveDate,
    pub today: NaiveDate,
}

impl Days {
    /// The day that a body names, or today.
    ///
    /// # Errors
    /// When it has not come yet, or its month is closed.
    pub async fn of(tx: &Tx, happened_on: Option<NaiveDate>) -> Result<Self> {
        let today = school::find(tx, tx.school()?).await?.today(tx.now());
        let happened_on = happened_on.unwrap_or(today);
        if happened_on > today {
            return Err(StoreError::InTheFuture.into());
        }
        let closes_on = MONTH_CLOSES_ON.on(tx, tx.school()?, today).await?;
        if is_closed(happened_on, today, closes_on) {
            return Err(StoreError::MonthClosed { happened_on, closes_on }.into());
        }
        Ok(Self { happened_on, today })
    }
}

/// The day of a delivery in the books: its own, or today when its month was closed before it was accepted.
///
/// # Errors
/// When the database fails.
pub async fn booked_on(tx: &Tx, delivered_on: NaiveDate) -> Result<NaiveDate> {
    let today = school::find(tx, tx.school()?).await?.today(tx.now());
    let closes_on = MONTH_CLOSES_ON.on(tx, tx.school()?, today).await?;
    Ok(if is_closed(delivered_on, today, closes_on) { today } else { delivered_on })
}

/// A month is written in until this day of the next one is over.
fn is_closed(happened_on: NaiveDate, today: NaiveDate, closes_on: u32) -> bool {
    let next = happened_on.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
    next.and_then(|first| first.with_day(closes_on)).is_some_and(|last| today > last)
}

impl Document {
    /// An empty one, of whoever acts.
    ///
    /// # Errors
    /// For jobs, which hand nothing out.
    pub fn blank(tx: &Tx, kind: DocumentKind, store: &Store, days: Days) -> Result<Self> {
        let recorded_by = tx.actor().person.ok_or_else(|| Problem::internal("stock is moved by people"))?;
        let row = entity::Model {
            school_id: tx.school()?,
            id: tx.new_id(),
            number: String::new(),
            kind: kind.key().into(),
            store_id: store.id,
            happened_on: days.happened_on,
            recorded_at: tx.now(),
            recorded_by,
            receiver_id: None,
            class_id: None,
            purpose: None,
            confirmation: None,
            source: None,
            source_id: None,
            source_number: None,
            return_of: None,
            requisition_id: None,
            distribution_id: None,
            counter_ids: None,
            keeper_id: None,
            to_store_id: None,
            repair_case_id: None,
            repair_case_no: None,
            supplier: None,
            late: days.happened_on < days.today,
        };
        Ok(Self { row, lines: Vec::new(), to_store: None })
    }

    pub const fn id(&self) -> Uuid {
        self.row.id
    }

    pub fn number(&self) -> &str {
        &self.row.number
    }

    /// A further line, with what it moves and what that is worth.
    pub fn line(&self, item: Uuid, position: i64, quantity: i64, value: i64) -> line::Model {
        line::Model {
            school_id: self.row.school_id,
            document_id: self.row.id,
            position,
            item_id: item,
            quantity,
            value,
            wanted: None,
            expected: None,
            counted: None,
            old_pieces: None,
            note: None,
        }
    }

    /// What of it goes into the audit trail.
    pub fn recorded(&self, store: &Store, items: &BTreeMap<Uuid, Item>) -> serde_json::Value {
        let recorded = Recorded {
            kind: &self.row.kind,
            store: &store.name,
            to_store: self.to_store.as_deref(),
            happened_on: self.row.happened_on,
            receiver_id: self.row.receiver_id,
            class_id: self.row.class_id,
            purpose: self.row.purpose.as_deref(),
            confirmation: self.row.confirmation.as_deref(),
            source: self.row.source.as_deref(),
            source_number: self.row.source_number.as_deref(),
            supplier: self.row.supplier.as_deref(),
            counter_ids: self.row.counter_ids.as_ref(),
            keeper_id: self.row.keeper_id,
            repair_case: self.row.repair_case_no.as_deref(),
            lines: self.lines.iter().map(|line| RecordedLine::of(line, items)).collect(),
        };
        serde_json::to_value(recorded).unwrap_or_default()
    }
}

#[derive(Debug, Serialize)]
struct Recorded<'a> {
    kind: &'a str,
    store: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    to_store: Option<&'a str>,
    happened_on: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    receiver_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    class_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmation: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    supplier: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counter_ids: Option<&'a serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keeper_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repair_case: Option<&'a str>,
    lines: Vec<RecordedLine<'a>>,
}

#[derive(Debug, Serialize)]
struct RecordedLine<'a> {
    item: &'a str,
    quantity: OnHand,
    value: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    wanted: Option<OnHand>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<OnHand>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counted: Option<OnHand>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_pieces: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl<'a> RecordedLine<'a> {
    fn of(line: &'a line::Model, items: &'a BTreeMap<Uuid, Item>) -> Self {
        Self {
            item: items.get(&line.item_id).map(|item| item.name.as_str()).unwrap_or_default(),
            quantity: OnHand::stored(line.quantity),
            value: Money::stored(line.value),
            wanted: line.wanted.map(OnHand::stored),
            expected: line.expected.map(OnHand::stored),
            counted: line.counted.map(OnHand::stored),
            old_pieces: line.old_pieces,
            note: line.note.as_deref(),
        }
    }
}

/// Numbers documents of one kind and keeps them with what they moved. The numbers come last: their row is hot.
pub(super) async fn keep(tx: &Tx, kind: DocumentKind, days: Days, documents: &mut [Document], shelves: Vec<Shelf>) -> Result<()> {
    let day = days.today.format("%Y%m%d").to_string();
    let count = i64::try_from(documents.len()).map_err(Problem::internal)?;
    let first = numbers::take(tx, kind.prefix(), &day, count).await?;
    for (document, n) in documents.iter_mut().zip(first..) {
        document.row.number = format!("{}{day}-{n:04}", kind.prefix());
    }
    insert_all(tx, documents.iter().map(|document| document.row.clone()).collect()).await?;
    insert_all(tx, documents.iter().flat_map(|document| document.lines.iter().cloned()).collect()).await?;
    for shelf in shelves {
        shelf.write(tx).await?;
    }
    Ok(())
}

/// Rows by the hundred: a statement holds only so many values.
pub(crate) async fn insert_all<M>(tx: &Tx, rows: Vec<M>) -> Result<()>
where
    M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
{
    let mut rows = rows.into_iter().map(|row| row.into_active_model().reset_all()).peekable();
    while rows.peek().is_some() {
        let some: Vec<_> = rows.by_ref().take(500).collect();
        M::Entity::insert_many(some).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The document with this id, from or to a store inside the scope, with the store that it is of.
pub(super) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<(entity::Model, Store)> {
    let found = entity::Entity::find().filter(entity::Column::SchoolId.eq(scope.school)).filter(entity::Column::Id.eq(id)).one(db).await?;
    let row = found.ok_or_else(Problem::not_found)?;
    let Some(to) = row.to_store_id else {
        let store = store::repo::find(db, scope, row.store_id).await?;
        return Ok((row, store));
    };
    let store = store::repo::find(db, &Scope::school(scope.school), row.store_id).await?;
    match store::repo::find(db, scope, row.store_id).await {
        Ok(_) => Ok((row, store)),
        Err(problem) if problem.code() == "not_found" => store::repo::find(db, scope, to).await.map(|_| (row, store)),
        Err(problem) => Err(problem),
    }
}

/// The row alone, where the caller sees it.
pub(crate) async fn found(db: &impl ConnectionTrait, scope: &Scope, id: Uuid) -> Result<entity::Model> {
    find(db, scope, id).await.map(|(row, _)| row)
}

/// By which a distribution was handed out, a document a class.
pub(crate) async fn of_distribution(db: &impl ConnectionTrait, school: Uuid, distribution: Uuid) -> Result<Vec<entity::Model>> {
    let select = entity::Entity::find().filter(entity::Column::SchoolId.eq(school));
    Ok(select.filter(entity::Column::DistributionId.eq(distribution)).all(db).await?)
}

/// By which a requisition was handed out.
pub(crate) async fn of_requisition(db: &impl ConnectionTrait, school: Uuid, requisition: Uuid) -> Result<Option<entity::Model>> {
    let select = entity::Entity::find().filter(entity::Column::SchoolId.eq(school));
    Ok(select.filter(entity::Column::RequisitionId.eq(requisition)).one(db).await?)
}

/// How far the caller sees stores, where another right of his is what lets him act.
pub(crate) fn sees<P: Permission>(grant: &Grant<P>) -> Result<Scope> {
    let right = grant.actor().right(ViewStores::INFO.key).ok_or_else(Problem::not_found)?;
    Ok(Scope { school: grant.school()?, reach: right.reach.clone() })
}

/// Lines name an item once.
///
/// # Errors
/// 422 at the second line of it.
pub(crate) fn once(items: impl IntoIterator<Item = Uuid>) -> Result<BTreeSet<Uuid>> {
    let mut named = BTreeSet::new();
    for (index, item) in items.into_iter().enumerate() {
        if !named.insert(item) {
            return Err(StoreError::NamedTwice(index).into());
        }
    }
    Ok(named)
}

/// So much of an item, in words.
pub(super) fn so_much(item: &Item, thousandths: i64) -> String {
    format!("{} {}", Quantity::stored(thousandths), item.unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_closed_when_the_day_of_the_next_is_over() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (happened_on, today, closed) in [
            ("2026-11-01", "2026-11-30", false),
            ("2026-10-31", "2026-11-05", false),
            ("2026-10-31", "2026-11-06", true),
            ("2026-10-01", "2026-11-06", true),
            ("2025-12-31", "2026-01-05", false),
            ("2025-12-31", "2026-01-06", true),
            ("2020-02-29", "2026-11-24", true),
        ] {
            assert_eq!(is_closed(day(happened_on), day(today), 5), closed, "{happened_on} on {today}");
        }
    }
}
