//! A goods receipt as its caller sees it.

use std::collections::HashMap;

use campus::person::{self, PersonRef};
use chrono::NaiveDate;
use files::attachment::{self, Attached, AttachmentView};
use kernel::{Actor, Lang, Permission, Problem, Result};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    FoodDetails,
    dto::{AcceptorView, AllowedStep, BecameView, PostingView, ReceiptLineView, ReceiptRow, ReceiptView},
    model::{Became, Receipt, ReceiptLine},
    phase::{CommandKind, Facts, guard},
    repo,
    service::owner,
};
use crate::{
    exception::ExceptionView,
    order::{self, Order, view::sees_prices},
    permissions::{CosignExceptions, PostReceipts},
    supplier::SupplierId,
};

pub(super) fn facts(actor: &Actor, receipt: &Receipt, order: &Order, undecided: bool) -> Facts {
    let acceptor = actor.person.and_then(|person| receipt.acceptor(person));
    let acceptors = receipt.acceptors.iter().map(|acceptor| acceptor.person_id);
    let buyers = order.buyers.iter().map(|buyer| buyer.person_id);
    let cosigners = receipt.exception.iter().chain(&order.exception).map(|exception| exception.cosigner_id);
    let mut took_part = acceptors.chain(buyers).chain(cosigners).chain(order.approver_ids.iter().copied());
    Facts {
        accepts: acceptor.is_some(),
        signed: acceptor.is_some_and(|acceptor| acceptor.signed_at.is_some()),
        cosigns: actor.may(CosignExceptions::INFO.key)
            && receipt.exception.as_ref().is_some_and(|exception| actor.person == Some(exception.cosigner_id)),
        cosigned: receipt.exception.as_ref().is_some_and(|exception| !exception.is_open()),
        undecided,
        posts: actor.may(PostReceipts::INFO.key),
        took_part: took_part.any(|person| actor.decides_as(PostReceipts::INFO.key, person)),
    }
}

/// Rows of the list: of whom they came in two look-ups.
pub(super) async fn rows(
    db: &impl ConnectionTrait,
    school: Uuid,
    receipts: &[Receipt],
    actor: &Actor,
    lang: Lang,
) -> Result<Vec<ReceiptRow>> {
    let orders = order::repo::heads(db, school, receipts.iter().map(|receipt| receipt.order_id.0).collect()).await?;
    receipts.iter().map(|receipt| of(&orders, receipt).map(|order| row(receipt, order, actor, lang))).collect()
}

fn of<'a>(orders: &'a HashMap<Uuid, Order>, receipt: &Receipt) -> Result<&'a Order> {
    orders.get(&receipt.order_id.0).ok_or_else(|| Problem::internal("a receipt without its order"))
}

fn row(receipt: &Receipt, order: &Order, actor: &Actor, lang: Lang) -> ReceiptRow {
    let state = receipt.phase.state();
    ReceiptRow {
        id: receipt.id,
        number: receipt.number.clone(),
        title: receipt.title().pick(lang).to_owned(),
        order_id: receipt.order_id,
        order_number: receipt.order_number.clone(),
        supplier_id: SupplierId(order.supplier_id),
        supplier_name: order.supplier_name.clone(),
        delivered_on: receipt.delivered_on,
        state,
        state_text: receipt.state_text().pick(lang).to_owned(),
        excepted: receipt.exception.is_some(),
        total: sees_prices(actor, order).then_some(receipt.total),
        voucher_no: receipt.phase.posting().map(|posting| posting.voucher_no.clone()),
        accepted_at: receipt.phase.accepted_at(),
        made_at: receipt.made_at,
        version: receipt.version,
    }
}

/// One receipt, whole.
pub(super) async fn view(db: &impl ConnectionTrait, receipt: &Receipt, actor: &Actor, lang: Lang) -> Result<ReceiptView> {
    let school = receipt.school_id;
    let orders = order::repo::heads(db, school, vec![receipt.order_id.0]).await?;
    let order = of(&orders, receipt)?;
    let became = repo::became(db, receipt).await?;
    let attached = attachment::list(db, school, owner(receipt.id)).await?;
    let posting = receipt.phase.posting();
    let acceptors = receipt.acceptors.iter().map(|acceptor| acceptor.person_id);
    let buyers = order.buyers.iter().map(|buyer| buyer.person_id);
    let adders = attached.iter().filter_map(|one| one.row.added_by);
    let cosigners = receipt.exception.iter().map(|exception| exception.cosigner_id);
    let people = acceptors.chain(buyers).chain(cosigners).chain(adders).chain(posting.map(|posting| posting.by)).collect();
    let names = person::repo::names(db, school, people).await?;
    let name = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
    let person = |id: Uuid| PersonRef { id, name: name(id) };
    let prices = sees_prices(actor, order);
    let undecided = order::emergency::undecided(db, order).await?;
    let file = |one: &Attached| AttachmentView::of(one, one.row.added_by.map(name).unwrap_or_default());
    let (invoices, refusals): (Vec<&Attached>, Vec<&Attached>) =
        attached.iter().partition(|one| receipt.invoice_files.contains(&one.row.id));
    Ok(ReceiptView {
        row: row(receipt, order, actor, lang),
        request_number: order.request_number.clone(),
        lines: receipt
            .lines
            .iter()
            .zip(0..)
            .map(|(line, position)| line_view(line, (position, receipt.delivered_on), &became, (prices, lang)))
            .collect(),
        acceptors: receipt
            .acceptors
            .iter()
            .map(|one| AcceptorView { person: person(one.person_id), using_side: one.using_side, signed_at: one.signed_at })
            .collect(),
        buyers: order.buyers.iter().map(|buyer| person(buyer.person_id)).collect(),
        supplier_signer: receipt.supplier_signer.clone(),
        exception: receipt.exception.as_ref().map(|exception| ExceptionView::of(exception, person, lang)),
        invoice_nos: receipt.invoice_nos.clone(),
        invoice_files: invoices.into_iter().map(file).collect(),
        total_in_words: prices.then(|| receipt.total.in_capitals()),
        attachments: refusals.into_iter().map(file).collect(),
        note: receipt.note.clone(),
        reason: receipt.phase.reason().map(str::to_owned),
        posting: posting.map(|posting| PostingView::of(posting, person(posting.by), lang)),
        allowed_actions: allowed(receipt, facts(actor, receipt, order, undecided), lang),
    })
}

fn line_view(
    line: &ReceiptLine,
    (position, delivered_on): (i64, NaiveDate),
    became: &[Became],
    (prices, lang): (bool, Lang),
) -> ReceiptLineView {
    let result = |one: &Became| BecameView {
        kind: one.kind,
        record_id: one.record.as_ref().map(|(id, _)| *id),
        record_number: one.record.as_ref().map(|(_, number)| number.clone()),
        value: prices.then_some(one.value),
    };
    ReceiptLineView {
        order_position: line.order_position,
        name: line.name.clone(),
        unit: line.unit.clone(),
        delivered: line.delivered,
        accepted: line.accepted,
        refused: line.refused,
        refusal_reason: line.refusal_reason.clone(),
        destination: line.destination.clone(),
        food: line.food.clone(),
        expires_on: line.food.as_ref().and_then(FoodDetails::last_day),
        short_lived: line.food.as_ref().is_some_and(|food| food.is_short_lived(delivered_on)),
        refused_goods: line.refused_goods,
        refused_goods_text: line.refused_goods.map(|goods| goods.title().pick(lang).to_owned()),
        became: became.iter().filter(|one| one.position == position).map(result).collect(),
    }
}

/// What the caller may do now, and if not, why.
fn allowed(receipt: &Receipt, facts: Facts, lang: Lang) -> Vec<AllowedStep> {
    let step = |action| match guard(receipt.phase.state(), action, facts) {
        Ok(()) => AllowedStep { action, allowed: true, reason: None },
        Err(refusal) => AllowedStep { action, allowed: false, reason: Some(refusal.text().pick(lang).to_owned()) },
    };
    CommandKind::ALL.into_iter().map(step).collect()
}
