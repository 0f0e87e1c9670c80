//! The last signature: the order is received as far as goods were accepted, and they become cards and stock, in one transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use campus::{
    department,
    location::{self, entity::Model as Place},
};
use kernel::{Money, Problem, Quantity, Result, Scope, Tx, audit::Event, text};
use registers::{
    RegisterError,
    asset::{self, CardDetails, Holders, NewCard, Status, add_cards},
    category::{self, entity::Model as Category},
};
use stores::{
    OnHand,
    stock::{self, Source},
};
use uuid::Uuid;

use super::{
    Destination, FoodDetails,
    error::{AtLine, ReceiptError},
    model::{Became, Receipt, ReceiptLine, ResultKind},
    rules,
};
use crate::{
    budget::settle,
    order::{self, Order, OrderError, model::OrderLine, phase::Command},
    request,
};

/// What came of a receipt.
#[derive(Debug)]
pub(super) struct Accepted {
    pub total: Money,
    pub became: Vec<Became>,
    /// With the order, the cards and the stock documents among its subjects.
    pub event: Event,
}

/// Accepts a receipt of an order that the caller holds.
///
/// # Errors
/// 409 when a line is more than what is open by now.
pub(super) async fn accept(tx: &Tx, receipt: &Receipt, before: &Order, event: Event) -> Result<Accepted> {
    let mut order = before.clone();
    let values = receive(&mut order, receipt)?;
    let (mut total, mut became, mut event) = (Money::ZERO, Vec::new(), event);
    for value in values.iter().flatten() {
        total = total.checked_add(*value).ok_or_else(|| Problem::internal("more than the product counts"))?;
    }
    if values.iter().any(Option::is_some) {
        let whole = order.lines.iter().all(|line| line.open() == 0);
        order.phase = order.phase.step(Command::Receive { whole }).map_err(OrderError::Refused)?;
        let order = order::repo::save(tx, order).await?;
        let touched: BTreeSet<i64> = receipt.lines.iter().map(|line| line.order_position).collect();
        order::repo::keep_accepted(tx, &order, &touched).await?;
        event = event.changed(order::KIND, order.id, &order.number, &before.recorded(), &order.recorded());
        event = request::after_receipt(tx, &order, event).await?;
        settle::accepted(tx, &order, receipt, total).await?;
        event = cards(tx, receipt, &order, &values, (event, &mut became)).await?;
        // The balances stay locked until the commit, so this is last.
        event = stock(tx, receipt, &order, &values, (event, &mut became)).await?;
    }
    for ((line, value), position) in receipt.lines.iter().zip(&values).zip(0..) {
        if let (Destination::Used, Some(value)) = (&line.destination, value) {
            became.push(Became { position, kind: ResultKind::Used, record: None, value: *value });
        }
    }
    Ok(Accepted { total, became, event })
}

/// What each line is worth; nothing of lines that were refused whole.
fn receive(order: &mut Order, receipt: &Receipt) -> Result<Vec<Option<Money>>> {
    let mut values = Vec::with_capacity(receipt.lines.len());
    for (index, line) in receipt.lines.iter().enumerate() {
        if line.accepted == OnHand::NOTHING {
            values.push(None);
            continue;
        }
        let ordered = line_of(&mut order.lines, line).ok_or(ReceiptError::Line(index, AtLine::NoSuchLine))?;
        let value = rules::accept(ordered, line.accepted.thousandths());
        values.push(Some(value.map_err(|open| ReceiptError::Line(index, AtLine::BeyondOrder { open: OnHand::stored(open) }))?));
    }
    Ok(values)
}

fn line_of<'a>(lines: &'a mut [OrderLine], line: &ReceiptLine) -> Option<&'a mut OrderLine> {
    lines.get_mut(usize::try_from(line.order_position).ok()?)
}

async fn cards(
    tx: &Tx,
    receipt: &Receipt,
    order: &Order,
    values: &[Option<Money>],
    (mut event, became): (Event, &mut Vec<Became>),
) -> Result<Event> {
    let accepted = receipt.lines.iter().zip(values).filter(|(_, value)| value.is_some());
    let destinations: Vec<&Destination> = accepted.map(|(line, _)| &line.destination).collect();
    let known = Known::of(tx, &destinations).await?;
    let (mut cards, mut positions) = (Vec::new(), Vec::new());
    for ((line, value), position) in receipt.lines.iter().zip(values).zip(0_i64..) {
        let Some(value) = value else { continue };
        let ordered = usize::try_from(line.order_position).ok().and_then(|position| order.lines.get(position));
        let of_line = cards_of(tx, receipt, order, (line, ordered), *value, &known)?;
        positions.extend(of_line.iter().map(|_| position));
        cards.extend(of_line);
    }
    if cards.is_empty() {
        return Ok(event);
    }
    for (row, position) in add_cards(tx, cards).await?.into_iter().zip(positions) {
        event = event.created("asset", row.id, &row.asset_no, &asset::recorded(&row));
        let value = Money::stored(row.original_value.unwrap_or_default());
        became.push(Became { position, kind: ResultKind::Card, record: Some((row.id, row.asset_no)), value });
    }
    Ok(event)
}

/// What cards name, looked up for all lines together.
#[derive(Debug)]
struct Known {
    places: HashMap<Uuid, Place>,
    departments: HashMap<String, Uuid>,
    categories: HashMap<String, Category>,
}

impl Known {
    async fn of(tx: &Tx, destinations: &[&Destination]) -> Result<Self> {
        let (mut places, mut departments, mut categories) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
        for destination in destinations {
            if let Destination::Cards { category_code, location_id, .. } = destination {
                places.extend(*location_id);
                departments.extend(destination.department());
                categories.insert(category_code.clone());
            }
        }
        let school = tx.school()?;
        Ok(Self {
            places: location::repo::all_active(tx, school, places, "/location_id").await?,
            departments: department::find_or_create_all(tx, departments).await?,
            categories: category::by_codes(tx, school, categories).await?,
        })
    }
}

/// The cards that a line becomes: one with its quantity, or one of each piece.
fn cards_of(
    tx: &Tx,
    receipt: &Receipt,
    order: &Order,
    (line, ordered): (&ReceiptLine, Option<&OrderLine>),
    value: Money,
    known: &Known,
) -> Result<Vec<NewCard>> {
    let Destination::Cards { category_code, location_id, custodian_id, single, serial_numbers, .. } = &line.destination else {
        return Ok(Vec::new());
    };
    let category = known.categories.get(category_code).cloned().ok_or(RegisterError::UnknownCategory)?;
    let location = location_id.and_then(|id| known.places.get(&id).cloned());
    let department_id = line.destination.department().and_then(|name| known.departments.get(&name).copied());
    let holders = Holders { department_id, custodian_id: *custodian_id, ..Holders::default() };
    let quantity = Quantity::stored(line.accepted.thousandths());
    let card = NewCard {
        spec_model: ordered.and_then(|line| line.spec.clone()),
        unit: line.unit.clone(),
        quantity,
        unit_price: ordered.map(|line| line.unit_price),
        original_value: Some(value),
        acquired_on: Some(receipt.delivered_on),
        acquisition_method: Some("新购".into()),
        supplier: Some(order.supplier_name.clone()),
        status: if location.is_some() { Status::InUse } else { Status::InStock },
        location,
        holders,
        details: CardDetails { invoice_no: receipt.only_invoice().map(|number| Some(number.to_owned())), ..CardDetails::default() },
        ..NewCard::of(category, line.name.clone())
    };
    if !single {
        return Ok(vec![card]);
    }
    let batch_id = Some(tx.new_id());
    let values = rules::over_pieces(value, quantity.pieces().unwrap_or_default());
    let piece = |(index, value): (usize, Money)| NewCard {
        quantity: Quantity::ONE,
        original_value: Some(value),
        serial_no: serial_numbers.get(index).map(|serial| text::tidy(serial)).filter(|serial| !serial.is_empty()),
        batch_id,
        ..card.clone()
    };
    Ok(values.into_iter().enumerate().map(piece).collect())
}

/// One stock document a store.
async fn stock(
    tx: &Tx,
    receipt: &Receipt,
    order: &Order,
    values: &[Option<Money>],
    (mut event, became): (Event, &mut Vec<Became>),
) -> Result<Event> {
    let mut by_store: BTreeMap<Uuid, Vec<(i64, stock::ReceiptLine)>> = BTreeMap::new();
    for ((at, (line, value)), position) in receipt.lines.iter().zip(values).enumerate().zip(0_i64..) {
        let (Destination::Stock { store_id, item_id, quantity, bin, expires_on }, Some(value)) = (&line.destination, value) else {
            continue;
        };
        let quantity = quantity.unwrap_or(Quantity::stored(line.accepted.thousandths()));
        let bin = bin.as_deref().map(text::tidy).filter(|bin| !bin.is_empty());
        let food = line.food.as_ref();
        let received = stock::ReceiptLine {
            line: at,
            item_id: *item_id,
            quantity,
            value: *value,
            bin,
            expires_on: food.and_then(FoodDetails::last_day).or(*expires_on),
            lot_no: food.and_then(|food| food.lot_no.clone()),
            produced_on: food.and_then(|food| food.produced_on),
        };
        by_store.entry(*store_id).or_default().push((position, received));
    }
    if by_store.is_empty() {
        return Ok(event);
    }
    let happened_on = stock::booked_on(tx, receipt.delivered_on).await?;
    let mut worth: BTreeMap<Uuid, Vec<(i64, Money)>> = BTreeMap::new();
    let mut from = Vec::with_capacity(by_store.len());
    for (store_id, lines) in by_store {
        worth.insert(store_id, lines.iter().map(|(position, line)| (*position, line.value)).collect());
        from.push(stock::Receipt {
            store_id,
            source: Source::Purchase,
            source_record: Some((receipt.id.0, receipt.number.clone())),
            supplier: Some(order.supplier_name.clone()),
            happened_on: Some(happened_on),
            note: None,
            lines: lines.into_iter().map(|(_, line)| line).collect(),
        });
    }
    // Whose store it is was asked when the destination was chosen.
    for received in stock::receive(tx, &Scope::school(receipt.school_id), from).await? {
        event = event.created(stock::KIND, received.document_id, &received.number, &received.recorded);
        became.extend(worth.remove(&received.store_id).unwrap_or_default().into_iter().map(|(position, value)| Became {
            position,
            kind: ResultKind::Stock,
            record: Some((received.document_id, received.number.clone())),
            value,
        }));
    }
    Ok(event)
}
