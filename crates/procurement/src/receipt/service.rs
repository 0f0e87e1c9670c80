//! Use cases on goods receipts.

use std::collections::BTreeMap;

use campus::school;
use files::{Attaching, Files, Subject as Owner, attachment, attachment::AttachmentKind};
use kernel::{
    Cursor, Db, Grant, IfMatch, Money, Page, PageLimit, Permission, Problem, Reply, Result, Scope, Text, Tx, audit::Event,
    idempotency::IdempotencyKey, numbers, text,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use stores::{OnHand, item::Food};
use uuid::Uuid;

use super::{
    KIND,
    accept::accept,
    acceptors::{acceptors, refuse_buyers},
    destination::Named,
    dto::{ListReceipts, ListView, PostBody, ReceiptBody, ReceiptLineBody, ReceiptRow, ReceiptView},
    entity::{Column, Entity},
    error::{AtLine, ReceiptError},
    invoices,
    model::{Receipt, ReceiptId, ReceiptLine},
    news, of_food,
    phase::{Command, CommandKind, Phase, State, guard},
    posting::{self, Voucher},
    repo, view,
};
use crate::{
    event,
    exception::{self, ExceptionError, Waits},
    order::{self, Order, OrderError, phase::CommandKind as OrderCommand},
    permissions::{AcceptGoods, CosignExceptions, PostReceipts, ViewOrders, ViewReceipts},
    petty::invoice,
};

/// Goods receipts.
#[derive(Debug, Clone)]
pub struct Receipts {
    pub(super) db: Db,
    pub(super) files: Files,
}

pub(super) const fn owner(id: ReceiptId) -> Owner {
    Owner { kind: KIND, id: id.0 }
}

impl Receipts {
    pub fn new(db: Db, files: Files) -> Self {
        Self { db, files }
    }

    pub async fn list(&self, grant: &Grant<ViewReceipts>, query: &ListReceipts) -> Result<Page<ReceiptRow>> {
        let limit = PageLimit::new(query.limit)?;
        let (reader, school) = (self.db.read(grant), grant.school()?);
        let mut select = Entity::find().filter(repo::in_scope(&grant.scope()?)).order_by_desc(Column::Id).limit(limit.fetch());
        if query.view.unwrap_or_default() == ListView::WaitingForMe {
            select = select.filter(repo::waits_for(school, grant.person()?));
        }
        if let Some(states) = &query.state {
            let known: Option<Vec<&str>> = states.split(',').map(|state| State::of(state.trim()).map(State::key)).collect();
            select = select.filter(Column::Phase.is_in(known.ok_or_else(unknown_state)?));
        }
        select = match query.posted {
            // What was refused whole is worth nothing and has no voucher.
            Some(false) => select.filter(Column::Phase.eq(State::Accepted.key())).filter(Column::Total.gt(0)),
            Some(true) => select.filter(Column::Phase.eq(State::Posted.key())),
            None => select,
        };
        if let Some(order) = query.order_id {
            select = select.filter(Column::OrderId.eq(order));
        }
        if let Some(record) = query.record_id {
            select = select.filter(repo::became_record(school, record));
        }
        if let Some(q) = query.q.as_deref().map(|q| text::tidy(q).to_uppercase()).filter(|q| !q.is_empty()) {
            select = select.filter(Condition::all().add(Column::Number.gte(&q)).add(Column::Number.lt(format!("{q}\u{10FFFF}"))));
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.id)?;
        let receipts = repo::whole(&reader, page.items).await?;
        let items = view::rows(&reader, school, &receipts, grant.actor(), grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewReceipts>, id: ReceiptId) -> Result<Reply<ReceiptView>> {
        let reader = self.db.read(grant);
        let receipt = repo::find(&reader, &grant.scope()?, id).await?;
        let view = view::view(&reader, &receipt, grant.actor(), grant.context().lang()).await?;
        Ok(Reply::ok(view).version(receipt.version))
    }

    /// Writes down what was delivered. Whoever does accepts, and signs by it; where nobody else has to, the goods are accepted at once.
    pub async fn make(&self, grant: &Grant<AcceptGoods>, body: ReceiptBody) -> Result<Reply<ReceiptView>> {
        IdempotencyKey::require(grant.idempotency())?;
        let tx = self.db.begin(grant).await?;
        tx.for_himself();
        let (now, school) = (tx.now(), school::find(&tx, tx.school()?).await?);
        let today = school.today(now);
        if body.delivered_on > today {
            return Err(ReceiptError::DeliveredLater.into());
        }
        let order = held(&tx, grant, &body).await?;
        let (acceptors, exception) = acceptors(&tx, grant, &order, &body).await?;
        let foods = of_food::foods(&tx, &order, &body.lines).await?;
        let lines = lines(&tx, &order, &body, &foods).await?;
        let supplier_signer = of_food::supplier_signer(&tx, &order, &body, (&lines, &foods), acceptors.len()).await?;
        let invoice_nos = invoices::numbers_of(&body.invoice_nos)?;
        let day = today.format("%Y%m%d").to_string();
        let id = ReceiptId(tx.new_id());
        let mut receipt = Receipt {
            school_id: school.id,
            id,
            number: format!("YS{day}-{:04}", numbers::take(&tx, "YS", &day, 1).await?),
            order_id: order.id,
            order_number: order.number.clone(),
            phase: Phase::Inspecting,
            delivered_on: body.delivered_on,
            note: body.note.as_deref().map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned),
            supplier_signer,
            invoice_nos,
            invoice_files: Vec::new(),
            lines,
            acceptors,
            exception,
            total: Money::ZERO,
            made_by: grant.person()?,
            made_at: now,
            updated_at: now,
            version: 1,
        };
        invoices::enter(&tx, &receipt, &receipt.invoice_nos).await?;
        let files = invoices::attach(&tx, &mut receipt, &body.invoice_upload_ids).await?;
        let last = !receipt.waits();
        let made = if last { event::RECEIPT_ACCEPTED } else { event::RECEIPT_MADE };
        let mut event = Event::new(made);
        let mut became = Vec::new();
        if last {
            receipt.phase = receipt.phase.clone().step(Command::Sign { last: Some(now) }).map_err(ReceiptError::Refused)?;
            let accepted = accept(&tx, &receipt, &order, event).await?;
            (receipt.total, became, event) = (accepted.total, accepted.became, accepted.event);
        }
        repo::insert(&tx, &receipt).await?;
        repo::keep_became(&tx, &receipt, &became).await?;
        if let Some(exception) = &receipt.exception {
            let (id, link) = (receipt.id.0, format!("/goods-receipts/{}", receipt.id));
            exception::tell(&tx, exception, Waits { kind: KIND, id, number: &receipt.number, title: receipt.title(), link }).await?;
        }
        event = event.created(KIND, receipt.id, &receipt.number, &receipt.recorded()).about(order::KIND, order.id, &order.number);
        let event = attach(&tx, &receipt, &body.lines, invoices::recorded(event, &files)).await?;
        if last {
            news::tell_accepted(&tx, &receipt, &order).await?;
        } else {
            news::tell_acceptors(&tx, &receipt, &order).await?;
        }
        let view = view::view(&tx, &receipt, grant.actor(), grant.context().lang()).await?;
        tx.commit([event], Reply::created(view).version(receipt.version)).await
    }

    /// An acceptor signs. With the last signature the goods become cards and stock.
    pub async fn sign(&self, grant: &Grant<AcceptGoods>, id: ReceiptId, seen: IfMatch) -> Result<Reply<ReceiptView>> {
        let (tx, before, order) = self.his(grant, id, seen, CommandKind::Sign).await?;
        IdempotencyKey::require(grant.idempotency())?;
        tx.for_himself();
        let me = grant.person()?;
        if before.exception.is_none() && refuse_buyers(&tx, &order, &[me]).await?.is_some() {
            return Err(ReceiptError::BuyerAccepts(None).into());
        }
        let (mut receipt, now) = (before.clone(), tx.now());
        for acceptor in receipt.acceptors.iter_mut().filter(|acceptor| acceptor.person_id == me) {
            acceptor.signed_at = Some(now);
        }
        let last = (!receipt.waits()).then_some(now);
        receipt.phase = receipt.phase.step(Command::Sign { last }).map_err(ReceiptError::Refused)?;
        let (action, mut became) = (if last.is_some() { event::RECEIPT_ACCEPTED } else { event::RECEIPT_SIGNED }, Vec::new());
        let mut event = Event::new(action);
        if last.is_some() {
            let accepted = accept(&tx, &receipt, &order, event).await?;
            (receipt.total, became, event) = (accepted.total, accepted.became, accepted.event);
        }
        let receipt = repo::save(&tx, receipt).await?;
        repo::sign(&tx, &receipt, me).await?;
        repo::keep_became(&tx, &receipt, &became).await?;
        if last.is_some() {
            news::tell_accepted(&tx, &receipt, &order).await?;
        }
        finish(grant, tx, &before, &receipt, event).await
    }

    /// Somebody signs for it that the acceptors are not those that the rule asks for. With the last signature the goods become cards and
    /// stock, whoever gives it.
    pub async fn cosign(&self, grant: &Grant<CosignExceptions>, id: ReceiptId, seen: IfMatch) -> Result<Reply<ReceiptView>> {
        let (tx, before, order) = self.his(grant, id, seen, CommandKind::Cosign).await?;
        IdempotencyKey::require(grant.idempotency())?;
        tx.for_himself();
        let (mut receipt, now) = (before.clone(), tx.now());
        let acceptors = receipt.acceptors.iter().map(|acceptor| acceptor.person_id);
        let people: Vec<Uuid> = acceptors.chain(order.buyers.iter().map(|buyer| buyer.person_id)).collect();
        let exception = receipt.exception.as_mut().ok_or_else(|| Problem::internal("a co-signature of nothing"))?;
        if exception::takes_part(&tx, exception.cosigner_id, exception.asked_by, &people).await? {
            return Err(ExceptionError::CosignerTakesPart.into());
        }
        exception.signed_at = Some(now);
        let signed = exception.clone();
        let last = (!receipt.waits()).then_some(now);
        receipt.phase = receipt.phase.step(Command::Cosign { last }).map_err(ReceiptError::Refused)?;
        let mut event = Event::new(event::RECEIPT_COSIGNED);
        let mut became = Vec::new();
        if last.is_some() {
            let accepted = accept(&tx, &receipt, &order, event).await?;
            (receipt.total, became, event) = (accepted.total, accepted.became, accepted.event);
        }
        let receipt = repo::save(&tx, receipt).await?;
        exception::repo::sign(&tx, &signed).await?;
        repo::keep_became(&tx, &receipt, &became).await?;
        if last.is_some() {
            news::tell_accepted(&tx, &receipt, &order).await?;
        }
        finish(grant, tx, &before, &receipt, event).await
    }

    /// It was counted wrong, or the lorry left with everything.
    pub async fn cancel(&self, grant: &Grant<AcceptGoods>, id: ReceiptId, seen: IfMatch, reason: &str) -> Result<Reply<ReceiptView>> {
        let (tx, before, _) = self.his(grant, id, seen, CommandKind::Cancel).await?;
        tx.for_himself();
        let mut receipt = before.clone();
        receipt.phase = receipt.phase.step(Command::Cancel { reason: text::sentence(reason) }).map_err(ReceiptError::Refused)?;
        let receipt = repo::save(&tx, receipt).await?;
        invoice::take_out(&tx, KIND, id.0).await?;
        finish(grant, tx, &before, &receipt, Event::new(event::RECEIPT_CANCELLED)).await
    }

    /// Enters it into the accounts, under its voucher. Never by whoever approved, bought or accepted it (SD8).
    pub async fn post(&self, grant: &Grant<PostReceipts>, id: ReceiptId, seen: IfMatch, body: PostBody) -> Result<Reply<ReceiptView>> {
        let (tx, before, _) = self.his(grant, id, seen, CommandKind::Post).await?;
        IdempotencyKey::require(grant.idempotency())?;
        let today = school::find(&tx, before.school_id).await?.today(tx.now());
        let voucher = Voucher { mode: body.mode, number: &body.voucher_no, posted_on: body.posted_on, submitted_on: body.submitted_on };
        let entered = voucher.entered(grant.person()?, tx.now(), today)?;
        let mut receipt = before.clone();
        receipt.phase = receipt.phase.step(Command::Post(entered)).map_err(ReceiptError::Refused)?;
        let later = invoices::numbers_of(&body.invoice_nos)?;
        receipt.invoice_nos.extend(later.iter().cloned());
        let files = invoices::attach(&tx, &mut receipt, &body.invoice_upload_ids).await?;
        let receipt = repo::save(&tx, receipt).await?;
        invoices::enter(&tx, &receipt, &later).await?;
        let event = invoices::recorded(Event::new(event::RECEIPT_POSTED), &files);
        let event = posting::of_cards(&tx, &receipt, event).await?;
        finish(grant, tx, &before, &receipt, event).await
    }

    /// One that the caller may take this step on, with its order held. What one sees but may not decide is refused by name, what one does
    /// not see is not there.
    async fn his<P: Permission>(&self, grant: &Grant<P>, id: ReceiptId, seen: IfMatch, kind: CommandKind) -> Result<(Tx, Receipt, Order)> {
        let tx = self.db.begin(grant).await?;
        let right = grant.actor().right(ViewReceipts::INFO.key).ok_or_else(Problem::not_found)?;
        let receipt = repo::find(&tx, &Scope { school: grant.school()?, reach: right.reach.clone() }, id).await?;
        seen.check(receipt.version)?;
        let order = order::repo::hold(&tx, &Scope::school(receipt.school_id), receipt.order_id).await?;
        let undecided = order::emergency::undecided(&tx, &order).await?;
        guard(receipt.phase.state(), kind, view::facts(grant.actor(), &receipt, &order, undecided)).map_err(ReceiptError::Refused)?;
        Ok((tx, receipt, order))
    }
}

async fn finish<P: Permission>(grant: &Grant<P>, tx: Tx, before: &Receipt, receipt: &Receipt, event: Event) -> Result<Reply<ReceiptView>> {
    let event = event.changed(KIND, receipt.id, &receipt.number, &before.recorded(), &receipt.recorded()).about(
        order::KIND,
        receipt.order_id,
        &receipt.order_number,
    );
    let view = view::view(&tx, receipt, grant.actor(), grant.context().lang()).await?;
    tx.commit([event], Reply::ok(view).version(receipt.version)).await
}

/// The order of a body, held, of which the caller may accept something.
async fn held(tx: &Tx, grant: &Grant<AcceptGoods>, body: &ReceiptBody) -> Result<Order> {
    let absent = || Problem::reference("/order_id");
    let right = grant.actor().right(ViewOrders::INFO.key).ok_or_else(absent)?;
    let scope = Scope { school: grant.school()?, reach: right.reach.clone() };
    let order = match order::repo::hold(tx, &scope, body.order_id).await {
        Err(problem) if problem.code() == "not_found" => return Err(absent()),
        held => held?,
    };
    let mut facts = order::view::facts(grant.actor(), &order, false);
    // A buyer accepts where that is excepted; whether it is follows from who accepts.
    facts.buys &= body.exception.is_none();
    order::phase::guard(order.phase.state(), OrderCommand::Receive, facts).map_err(OrderError::Refused)?;
    Ok(order)
}

/// The lines of a body: of the order, once each, no more than is open, with what they are to become.
async fn lines(tx: &Tx, order: &Order, body: &ReceiptBody, foods: &BTreeMap<Uuid, Food>) -> Result<Vec<ReceiptLine>> {
    let (bodies, delivered_on) = (&body.lines, body.delivered_on);
    let (mut lines, mut named): (Vec<ReceiptLine>, _) = (Vec::with_capacity(bodies.len()), Named::default());
    for (index, body) in bodies.iter().enumerate() {
        let ordered = usize::try_from(body.position).ok().and_then(|position| order.lines.get(position));
        let ordered = ordered.ok_or(ReceiptError::Line(index, AtLine::NoSuchLine))?;
        let order_position = i64::from(body.position);
        if lines.iter().any(|other| other.order_position == order_position) {
            return Err(ReceiptError::Line(index, AtLine::Twice).into());
        }
        let (delivered, accepted) = (body.delivered.thousandths(), body.accepted.thousandths());
        if accepted > delivered {
            return Err(ReceiptError::Line(index, AtLine::MoreThanDelivered).into());
        }
        if accepted > ordered.open() {
            return Err(ReceiptError::Line(index, AtLine::BeyondOrder { open: OnHand::stored(ordered.open()) }).into());
        }
        let reason = body.refusal_reason.as_deref().map(text::sentence).filter(|reason| !reason.is_empty());
        if accepted < delivered && reason.is_none() {
            return Err(ReceiptError::Line(index, AtLine::ReasonMissing).into());
        }
        if accepted < delivered && body.refusal_upload_ids.is_empty() {
            return Err(ReceiptError::Line(index, AtLine::PhotoMissing).into());
        }
        if accepted > 0 {
            let checked = body.destination.check(tx, &mut named, accepted, &ordered.unit).await;
            checked.map_err(|problem| problem.under(&format!("/lines/{index}/destination")))?;
        }
        let kind = body.destination.item().and_then(|item| foods.get(&item));
        let food = of_food::details(body, (ordered.food, kind), delivered_on).map_err(|what| ReceiptError::Line(index, what))?;
        lines.push(ReceiptLine {
            order_position,
            name: ordered.name.clone(),
            unit: ordered.unit.clone(),
            delivered: body.delivered,
            accepted: body.accepted,
            refused: OnHand::stored(delivered - accepted),
            refusal_reason: reason.filter(|_| accepted < delivered),
            destination: body.destination.clone(),
            food,
            refused_goods: body.refused_goods.filter(|_| accepted < delivered),
        });
    }
    Ok(lines)
}

/// The photos of what is refused, in the transaction of what they belong to; each says of what it is.
async fn attach(tx: &Tx, receipt: &Receipt, bodies: &[ReceiptLineBody], mut event: Event) -> Result<Event> {
    for ((line, body), index) in receipt.lines.iter().zip(bodies).zip(0..) {
        let pointer = format!("/lines/{index}/refusal_upload_ids");
        let new = Attaching {
            upload_ids: &body.refusal_upload_ids,
            kind: Some(AttachmentKind::Photo),
            caption: Some(&line.name),
            purpose: None,
            pointer: &pointer,
            pass: None,
        };
        event = invoices::recorded(event, &attachment::attach_to_all(tx, &[owner(receipt.id)], &new).await?);
    }
    Ok(event)
}

fn unknown_state() -> Problem {
    let text = Text::fixed("没有这个状态。", "There is no such state.");
    Problem::new(axum::http::StatusCode::BAD_REQUEST, "unknown_value", text)
}
