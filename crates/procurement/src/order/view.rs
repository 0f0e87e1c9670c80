//! An order as its caller sees it.

use campus::{
    person::{self, PersonRef},
    school,
};
use kernel::{Actor, Lang, Permission, Reach, ReachPart, Result};
use sea_orm::ConnectionTrait;
use stores::OnHand;
use uuid::Uuid;

use super::{
    dto::{AllowedStep, BuyerView, OrderLineView, OrderReceipt, OrderRow, OrderView},
    model::{Order, OrderLine},
    phase::{CommandKind, Facts, State, guard},
};
use crate::{
    exception::ExceptionView,
    permissions::{AcceptGoods, CosignExceptions, MakeOrders, ViewPurchases},
    receipt::{self, CardRules, ReceiptId, phase::State as ReceiptState},
    request::{self, EmergencyOrder, EmergencyView, phase::State as RequestState},
    supplier::SupplierId,
};

/// Whether a right of the actor reaches what this person asked for.
pub(crate) fn reaches(actor: &Actor, permission: &str, requester: Uuid) -> bool {
    actor.right(permission).is_some_and(|right| match &right.reach {
        Reach::School => true,
        Reach::Parts(parts) => parts.contains(&ReachPart::Own(requester)),
    })
}

/// What things cost is for those who see the request, and for those who buy.
pub(crate) fn sees_prices(actor: &Actor, order: &Order) -> bool {
    let buys = actor.person.is_some_and(|person| order.made_by == person || order.buyer(person).is_some());
    buys || reaches(actor, ViewPurchases::INFO.key, order.requester_id)
}

pub(crate) fn facts(actor: &Actor, order: &Order, inspected: bool) -> Facts {
    let buyer = actor.person.and_then(|person| order.buyer(person));
    Facts {
        buys: buyer.is_some(),
        confirmed: buyer.is_some_and(|buyer| buyer.confirmed_at.is_some()),
        cosigns: actor.may(CosignExceptions::INFO.key)
            && order.exception.as_ref().is_some_and(|exception| actor.person == Some(exception.cosigner_id)),
        cosigned: order.exception.as_ref().is_some_and(|exception| !exception.is_open()),
        orders: reaches(actor, MakeOrders::INFO.key, order.requester_id),
        accepts: actor.may(AcceptGoods::INFO.key),
        inspected,
    }
}

/// Rows of the list: their names in one look-up.
pub(super) async fn rows(db: &impl ConnectionTrait, school: Uuid, orders: &[Order], actor: &Actor, lang: Lang) -> Result<Vec<OrderRow>> {
    let people = orders.iter().flat_map(|order| order.buyers.iter().map(|buyer| buyer.person_id)).collect();
    let names = person::repo::names(db, school, people).await?;
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    Ok(orders.iter().map(|order| row(order, person, actor, lang)).collect())
}

fn row(order: &Order, person: impl Fn(Uuid) -> PersonRef, actor: &Actor, lang: Lang) -> OrderRow {
    let state = order.phase.state();
    OrderRow {
        id: order.id,
        number: order.number.clone(),
        title: order.title().pick(lang).to_owned(),
        request_id: order.request_id,
        request_number: order.request_number.clone(),
        supplier_id: SupplierId(order.supplier_id),
        supplier_name: order.supplier_name.clone(),
        total: sees_prices(actor, order).then_some(order.total),
        buyers: order.buyers.iter().map(|buyer| BuyerView { person: person(buyer.person_id), confirmed_at: buyer.confirmed_at }).collect(),
        state,
        state_text: order.state_text().pick(lang).to_owned(),
        emergency: order.emergency,
        excepted: order.exception.is_some(),
        expected_on: order.expected_on,
        made_at: order.made_at,
        version: order.version,
    }
}

/// One order, whole.
pub(super) async fn view(
    db: &impl ConnectionTrait,
    order: &Order,
    actor: &Actor,
    now: chrono::DateTime<chrono::Utc>,
    lang: Lang,
) -> Result<OrderView> {
    let receipts = receipt::repo::of_order(db, order.school_id, order.id).await?;
    let inspected = receipts.iter().any(|receipt| receipt.phase == ReceiptState::Inspecting.key());
    let people = order.buyers.iter().map(|buyer| buyer.person_id).chain([order.requester_id, order.made_by]);
    let people = people.chain(order.exception.iter().map(|exception| exception.cosigner_id)).collect();
    let emergency_follow_up = follow_up(db, order, now, lang).await?;
    let names = person::repo::names(db, order.school_id, people).await?;
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    let prices = sees_prices(actor, order);
    let cards = card_rules(db, order, now).await?;
    let receipts = receipts.into_iter().filter_map(|row| {
        let state = ReceiptState::of(&row.phase)?;
        let state_text = state.formal().pick(lang).to_owned();
        Some(OrderReceipt { id: ReceiptId(row.id), number: row.number, state, state_text, delivered_on: row.delivered_on })
    });
    Ok(OrderView {
        row: row(order, person, actor, lang),
        requester: person(order.requester_id),
        made_by: person(order.made_by),
        buyers_needed: order.buyers_needed,
        acceptors_needed: order.acceptors_needed,
        exception: order.exception.as_ref().map(|exception| ExceptionView::of(exception, person, lang)),
        emergency_follow_up,
        lines: order.lines.iter().zip(0..).map(|(line, position)| line_view(line, position, prices, cards)).collect(),
        total_in_words: prices.then(|| order.total.in_capitals()),
        note: order.note.clone(),
        reason: order.phase.reason().map(str::to_owned),
        receipts: receipts.collect(),
        allowed_actions: allowed(order, facts(actor, order, inspected), lang),
        ordered_at: order.ordered_at,
        closed_at: order.closed_at,
    })
}

/// How the approvals of what was made before them stand.
async fn follow_up(
    db: &impl ConnectionTrait,
    order: &Order,
    now: chrono::DateTime<chrono::Utc>,
    lang: Lang,
) -> Result<Option<EmergencyView>> {
    if !order.emergency {
        return Ok(None);
    }
    let request = request::repo::row(db, order.school_id, order.request_id).await?;
    let emergency = request::repo::emergency_of(request.emergency_reason, request.emergency_due_at);
    let state = RequestState::of(&request.phase);
    let mine = EmergencyOrder { id: order.id, number: order.number.clone() };
    Ok(emergency.zip(state).and_then(|(one, state)| EmergencyView::of(&one, state, request.decided_at, now, vec![mine], lang)))
}

/// By which it is proposed what comes into the register; nothing once nothing may come.
async fn card_rules(db: &impl ConnectionTrait, order: &Order, now: chrono::DateTime<chrono::Utc>) -> Result<Option<CardRules>> {
    if !matches!(order.phase.state(), State::Ordered | State::PartiallyReceived) {
        return Ok(None);
    }
    let school = school::find(db, order.school_id).await?;
    CardRules::on(db, school.id, school.today(now)).await.map(Some)
}

fn line_view(line: &OrderLine, position: i64, prices: bool, cards: Option<CardRules>) -> OrderLineView {
    OrderLineView {
        position,
        request_position: line.request_position,
        name: line.name.clone(),
        spec: line.spec.clone(),
        unit: line.unit.clone(),
        quantity: line.quantity,
        unit_price: prices.then_some(line.unit_price),
        amount: prices.then_some(line.amount),
        accepted: line.accepted,
        open: OnHand::stored(line.open()),
        food: line.food,
        proposal: cards.map(|rules| rules.proposal(line.unit_price, line.quantity)),
    }
}

/// What the caller may do now, and if not, why.
fn allowed(order: &Order, facts: Facts, lang: Lang) -> Vec<AllowedStep> {
    let step = |action| match guard(order.phase.state(), action, facts) {
        Ok(()) => AllowedStep { action, allowed: true, reason: None },
        Err(refusal) => AllowedStep { action, allowed: false, reason: Some(refusal.text().pick(lang).to_owned()) },
    };
    CommandKind::ALL.into_iter().map(step).collect()
}
