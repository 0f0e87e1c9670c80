//! What is controlled goes over the counter up to a size, and beyond it on an approval (everyday.md scene 5). The size is of a day and of
//! whoever receives: five packs three times on one morning are fifteen.

use std::collections::{BTreeMap, BTreeSet};

use campus::class::entity::Model as Class;
use chrono::NaiveDate;
use kernel::{Result, Tx};
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};
use uuid::Uuid;

use super::{
    document::{Days, so_much},
    hand_out::{HandOutLine, Receiver},
    shelf::Shelf,
    to_classes::ForClass,
};
use crate::{StoreError, item::entity::Model as Item, store::entity::Model as Store};

/// Whether any of these lines goes over the counter only up to a size.
pub(super) fn any(lines: &[HandOutLine], items: &BTreeMap<Uuid, Item>) -> bool {
    lines.iter().any(|line| items.get(&line.item_id).is_some_and(|item| item.controlled_above.is_some()))
}

/// Refuses the first line that is too large by itself or with what the same receiver took on the day without an approval.
///
/// # Errors
/// 422 at its quantity.
pub(super) fn within(
    lines: &[HandOutLine],
    items: &BTreeMap<Uuid, Item>,
    taken: &BTreeMap<Uuid, i64>,
) -> std::result::Result<(), StoreError> {
    for (index, line) in lines.iter().enumerate() {
        let Some((item, above)) = items.get(&line.item_id).and_then(|item| Some((item, item.controlled_above?))) else { continue };
        let (name, size) = (item.name.clone(), so_much(item, above));
        let wanted = line.quantity.thousandths();
        if wanted > above {
            return Err(StoreError::RequisitionNeeded { line: index, item: name, above: size });
        }
        let before = taken.get(&line.item_id).copied().unwrap_or_default();
        if before.saturating_add(wanted) > above {
            return Err(StoreError::TakenThatDay { line: index, item: name, above: size, taken: so_much(item, before) });
        }
    }
    Ok(())
}

/// What somebody or a class took on a day without an approval, in thousandths; what came back of it is less than nothing.
struct Taken {
    item: Uuid,
    person: Option<Uuid>,
    class: Option<Uuid>,
    quantity: i64,
}

impl Taken {
    /// A class and its teacher are one receiver.
    fn is_of(&self, receiver: Receiver) -> bool {
        (self.person.is_some() && self.person == receiver.person) || (self.class.is_some() && self.class == receiver.class)
    }
}

/// What a receiver took of these items on a day without an approval, in thousandths. Lock the items first: of two counters at once one
/// sees the other.
pub(super) async fn taken_on(tx: &Tx, day: NaiveDate, receiver: Receiver, lines: &[HandOutLine]) -> Result<BTreeMap<Uuid, i64>> {
    let mut sums = BTreeMap::new();
    for row in taken(tx, day, &[receiver], lines.iter().map(|line| line.item_id)).await? {
        *sums.entry(row.item).or_default() += row.quantity;
    }
    Ok(sums)
}

/// Whether one of these classes would have more of something controlled on the day than goes out without an approval, with what it or
/// its teacher took before. Holds the shelf from here on.
///
/// # Errors
/// 422 for a day that is not to come, 409 for one of a closed month.
pub(crate) async fn beyond_the_day(
    tx: &Tx,
    store: &Store,
    happened_on: Option<NaiveDate>,
    classes: &[ForClass<'_>],
    items: &BTreeMap<Uuid, Item>,
) -> Result<bool> {
    let size = |item: Uuid| items.get(&item)?.controlled_above;
    let wishes = || classes.iter().flat_map(|one| one.wishes.iter().map(move |wish| (one.class, *wish)));
    let sized: BTreeSet<Uuid> = wishes().map(|(_, (item, _))| item).filter(|item| size(*item).is_some()).collect();
    if sized.is_empty() {
        return Ok(false);
    }
    let days = Days::of(tx, happened_on).await?;
    Shelf::open(tx, store.id, &wishes().map(|(_, (item, _))| item).collect(), days.happened_on, days.today).await?;
    let receiver = |class: &Class| Receiver { person: class.class_teacher_id, class: Some(class.id) };
    let receivers: Vec<Receiver> = classes.iter().map(|one| receiver(one.class)).collect();
    let before = taken(tx, days.happened_on, &receivers, sized).await?;
    Ok(wishes().any(|(class, (item, wish))| {
        let had: i64 = before.iter().filter(|row| row.item == item && row.is_of(receiver(class))).map(|row| row.quantity).sum();
        size(item).is_some_and(|above| had.saturating_add(wish) > above)
    }))
}

async fn taken(tx: &Tx, day: NaiveDate, receivers: &[Receiver], items: impl IntoIterator<Item = Uuid>) -> Result<Vec<Taken>> {
    let mut values: Vec<Value> = vec![tx.school()?.into(), day.into()];
    let people = numbered(&mut values, receivers.iter().filter_map(|receiver| receiver.person));
    let classes = numbered(&mut values, receivers.iter().filter_map(|receiver| receiver.class));
    let items = numbered(&mut values, items);
    // Neither what a requisition nor what a whole table of classes was approved for.
    let which = format!(
        "o.school_id = $1 AND o.kind = 'issue' AND o.happened_on = $2 AND o.requisition_id IS NULL \
         AND NOT EXISTS (SELECT 1 FROM stock_distribution a WHERE a.school_id = o.school_id AND a.id = o.distribution_id \
         AND a.decided_at IS NOT NULL) AND (o.receiver_id IN ({people}) OR o.class_id IN ({classes})) AND l.item_id IN ({items})"
    );
    let sql = format!(
        "SELECT l.item_id AS item_id, o.receiver_id AS receiver_id, o.class_id AS class_id, l.quantity AS quantity FROM stock_document o \
         JOIN stock_document_line l ON l.school_id = o.school_id AND l.document_id = o.id WHERE {which} \
         UNION ALL SELECT l.item_id, o.receiver_id, o.class_id, -l.quantity FROM stock_document o \
         JOIN stock_document d ON d.school_id = o.school_id AND d.return_of = o.id \
         JOIN stock_document_line l ON l.school_id = d.school_id AND l.document_id = d.id WHERE {which}"
    );
    let rows = tx.query_all_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    let read = |row: &QueryResult| {
        Ok(Taken {
            item: row.try_get("", "item_id")?,
            person: row.try_get("", "receiver_id")?,
            class: row.try_get("", "class_id")?,
            quantity: row.try_get("", "quantity")?,
        })
    };
    rows.iter().map(read).collect()
}

/// The places of these values in a statement; of none a list in which nothing is.
fn numbered(values: &mut Vec<Value>, ids: impl IntoIterator<Item = Uuid>) -> String {
    let first = values.len() + 1;
    values.extend(ids.into_iter().map(Value::from));
    let places: Vec<String> = (first..=values.len()).map(|n| format!("${n}")).collect();
    if places.is_empty() { "NULL".to_owned() } else { places.join(", ") }
}

#[cfg(test)]
mod tests {
    use kernel::Quantity;

    use super::*;

    fn paper(above: Option<i64>) -> Item {
        Item {
            school_id: Uuid::nil(),
            id: Uuid::from_u128(1),
            name: "复印纸".into(),
            name_key: String::new(),
            item_key: String::new(),
            spec: None,
            unit: "包".into(),
            category: "纸".into(),
            controlled_above: above,
            old_for_new: false,
            minimum: None,
            sheets_per_unit: None,
            food_group: None,
            storage: None,
            retired: false,
            created_at: chrono::DateTime::<chrono::Utc>::UNIX_EPOCH,
            version: 1,
        }
    }

    fn refused(above: Option<i64>, before: i64, wanted: i64) -> bool {
        let item = paper(above);
        let line = HandOutLine { item_id: item.id, quantity: Quantity::stored(wanted), old_pieces: None, note: None, lot_id: None };
        let taken = BTreeMap::from([(item.id, before)]);
        within(&[line], &BTreeMap::from([(item.id, item)]), &taken).is_err()
    }

    #[test]
    fn five_packs_a_day_to_the_thousandth() {
        assert_eq!([4_999, 5_000, 5_001].map(|wanted| refused(Some(5_000), 0, wanted)), [false, false, true]);
        assert_eq!([1_999, 2_000, 2_001].map(|wanted| refused(Some(5_000), 3_000, wanted)), [false, false, true]);
        assert!(refused(Some(0), 0, 1) && !refused(None, 90_000, 90_000));
    }
}
