//! Lines of food in a receipt: which are, what is kept of them, and what is asked of the whole receipt because of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{Result, Tx, text};
use stores::{OnHand, item::Food};
use uuid::Uuid;

use super::{
    FoodDetails,
    dto::{ReceiptBody, ReceiptLineBody},
    error::{AtLine, ReceiptError, WhoSigns},
    food::AtFood,
    model::ReceiptLine,
};
use crate::{order::Order, supplier};

/// Which of the things that the lines become are food.
pub(super) async fn foods(tx: &Tx, order: &Order, bodies: &[ReceiptLineBody]) -> Result<BTreeMap<Uuid, Food>> {
    let items = bodies.iter().filter_map(|body| body.destination.item()).collect();
    stores::item::food::foods(tx, order.school_id, items).await
}

/// What is kept of what stands on a line's packages. It may be said of anything; of food, which was ordered as such or becomes an item that is,
/// it is asked for. Food that is accepted comes into a store, also when it is cooked the same day: what went into which meal is found by
/// its lot.
pub(super) fn details(
    body: &ReceiptLineBody,
    (ordered, kind): (bool, Option<&Food>),
    delivered_on: NaiveDate,
) -> std::result::Result<Option<FoodDetails>, AtLine> {
    if !ordered && kind.is_none() {
        return Ok(body.food.as_ref().map(FoodDetails::tidied));
    }
    if body.accepted < OnHand::from(body.delivered) && body.refused_goods.is_none() {
        return Err(AtLine::RefusedGoodsMissing);
    }
    let details = body.food.as_ref().map(FoodDetails::tidied);
    if body.accepted == OnHand::NOTHING {
        return Ok(details);
    }
    let kind = kind.ok_or(AtLine::FoodNeedsStore)?;
    let details = details.ok_or(AtLine::Food(AtFood::DetailsMissing))?;
    details.check(*kind, delivered_on).map_err(AtLine::Food)?;
    Ok(Some(details))
}

/// What is asked of a receipt with food in it, and of no other: a licence of its supplier that held on the day of delivery, two of the
/// school who sign
/// (SD13, without exception), and the name of whoever handed it over.
pub(super) async fn supplier_signer(
    tx: &Tx,
    order: &Order,
    body: &ReceiptBody,
    (lines, foods): (&[ReceiptLine], &BTreeMap<Uuid, Food>),
    acceptors: usize,
) -> Result<Option<String>> {
    let signer = body.supplier_signer.as_deref().map(text::tidy).filter(|name| !name.is_empty());
    let is_food = |line: &ReceiptLine| {
        let ordered = usize::try_from(line.order_position).ok().and_then(|position| order.lines.get(position));
        ordered.is_some_and(|ordered| ordered.food) || line.destination.item().is_some_and(|item| foods.contains_key(&item))
    };
    if !lines.iter().any(is_food) {
        return Ok(signer);
    }
    if lines.iter().any(|line| line.accepted > OnHand::NOTHING && is_food(line)) {
        supplier::food::must_be_licensed(tx, order.school_id, order.supplier_id, body.delivered_on).await?;
    }
    if acceptors < 2 {
        return Err(ReceiptError::Food(WhoSigns::SecondAcceptor).into());
    }
    signer.map(Some).ok_or_else(|| ReceiptError::Food(WhoSigns::Supplier).into())
}
