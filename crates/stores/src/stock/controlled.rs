//! What is controlled goes over the counter up to a size, and beyond it on an approval (everyday.md scene 5). The size is of a day and of
//! whoever receives: five packs three times on one morning are fifteen.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{Result, Tx};
use sea_orm::{ConnectionTrait, Statement, Value};
use uuid::Uuid;

use super::{
    document::so_much,
    hand_out::{HandOutLine, Receiver},
};
use crate::{StoreError, item::entity::Model as Item};

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

/// What a receiver took of these items on a day without an approval, in thousandths, less what of it came back. Lock the items first: of
/// two counters at once one sees the other.
pub(super) async fn taken_on(tx: &Tx, day: NaiveDate, receiver: Receiver, lines: &[HandOutLine]) -> Result<BTreeMap<Uuid, i64>> {
    let places: Vec<String> = (5..5 + lines.len()).map(|n| format!("${n}")).collect();
    let which = format!(
        "o.school_id = $1 AND o.kind = 'issue' AND o.happened_on = $2 AND o.requisition_id IS NULL \
         AND (o.receiver_id = $3 OR o.class_id = $4) AND l.item_id IN ({})",
        places.join(", ")
    );
    let sql = format!(
        "SELECT l.item_id AS item_id, l.quantity AS quantity FROM stock_document o \
         JOIN stock_document_line l ON l.school_id = o.school_id AND l.document_id = o.id WHERE {which} \
         UNION ALL SELECT l.item_id AS item_id, -l.quantity AS quantity FROM stock_document o \
         JOIN stock_document d ON d.school_id = o.school_id AND d.return_of = o.id \
         JOIN stock_document_line l ON l.school_id = d.school_id AND l.document_id = d.id WHERE {which}"
    );
    let mut values: Vec<Value> = vec![tx.school()?.into(), day.into(), receiver.person.into(), receiver.class.into()];
    values.extend(lines.iter().map(|line| Value::from(line.item_id)));
    let mut taken = BTreeMap::new();
    for row in tx.query_all_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await? {
        let quantity: i64 = row.try_get("", "quantity")?;
        *taken.entry(row.try_get::<Uuid>("", "item_id")?).or_default() += quantity;
    }
    Ok(taken)
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
            retired: false,
            created_at: chrono::DateTime::<chrono::Utc>::UNIX_EPOCH,
            version: 1,
        }
    }

    fn refused(above: Option<i64>, before: i64, wanted: i64) -> bool {
        let item = paper(above);
        let line = HandOutLine { item_id: item.id, quantity: Quantity::stored(wanted), old_pieces: None, note: None };
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
