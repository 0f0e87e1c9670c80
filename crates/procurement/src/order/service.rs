//! Use cases on orders.

use campus::{delegation::StandIns, person, school};
use kernel::{
    Cursor, Db, Grant, IfMatch, Money, Page, PageLimit, Permission, Problem, Reply, Result, Scope, Text, Tx, audit::Event,
    idempotency::IdempotencyKey, numbers, text,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    KIND,
    dto::{ListOrders, ListView, OrderBody, OrderLineBody, OrderRow, OrderView},
    emergency,
    entity::{Column, Entity},
    error::OrderError,
    model::{Buyer, Order, OrderId, OrderLine},
    news,
    phase::{Command, CommandKind, Phase, State, guard},
    repo,
    rules::{self, Wanted},
    view,
};
use crate::{
    budget::settle,
    event,
    exception::{self, Exception, ExceptionError, Rule, Waits},
    permissions::{CosignExceptions, MakeOrders, ViewOrders},
    policy, quote, receipt,
    request::{self, Request, phase::Phase as RequestPhase},
    supplier::{self, LicenceKind, Status, SupplierId},
};

/// Orders.
#[derive(Debug, Clone)]
pub struct Orders {
    db: Db,
}

impl Orders {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewOrders>, query: &ListOrders) -> Result<Page<OrderRow>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let school = grant.school()?;
        let mut select = Entity::find().filter(repo::in_scope(&grant.scope()?)).order_by_desc(Column::Id).limit(limit.fetch());
        select = match query.view.unwrap_or_default() {
            ListView::All => select,
            ListView::Mine => select.filter(repo::of_buyer(school, grant.person()?)),
            ListView::WaitingForMe => select.filter(repo::waits_for(school, grant.person()?)),
        };
        if let Some(states) = &query.state {
            let known: Option<Vec<&str>> = states.split(',').map(|state| State::of(state.trim()).map(State::key)).collect();
            select = select.filter(Column::Phase.is_in(known.ok_or_else(unknown_state)?));
        }
        if let Some(request) = query.request_id {
            select = select.filter(Column::RequestId.eq(request));
        }
        if let Some(supplier) = query.supplier_id {
            select = select.filter(Column::SupplierId.eq(supplier));
        }
        if let Some(q) = query.q.as_deref().map(|q| text::tidy(q).to_uppercase()).filter(|q| !q.is_empty()) {
            select = select.filter(Condition::all().add(Column::Number.gte(&q)).add(Column::Number.lt(format!("{q}\u{10FFFF}"))));
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.id)?;
        let orders = repo::whole(&reader, page.items).await?;
        let items = view::rows(&reader, school, &orders, grant.actor(), grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewOrders>, id: OrderId) -> Result<Reply<OrderView>> {
        let reader = self.db.read(grant);
        let order = repo::find(&reader, &grant.scope()?, id).await?;
        let view = view::view(&reader, &order, grant.actor(), reader.now(), grant.context().lang()).await?;
        Ok(Reply::ok(view).version(order.version))
    }

    /// Makes an order of what was approved. Whoever makes it buys; the other buyer, where there has to be one, says so himself.
    pub async fn make(&self, grant: &Grant<MakeOrders>, body: OrderBody) -> Result<Reply<OrderView>> {
        IdempotencyKey::require(grant.idempotency())?;
        let tx = self.db.begin(grant).await?;
        let (now, school) = (tx.now(), school::find(&tx, tx.school()?).await?);
        let today = school.today(now);
        if body.expected_on.is_some_and(|day| day < today) {
            return Err(OrderError::DayIsOver.into());
        }
        let request = request::repo::hold(&tx, &grant.scope()?, body.request_id).await?.ok_or_else(|| Problem::reference("/request_id"))?;
        if !emergency::may_be_ordered(&request) {
            return Err(OrderError::NotApproved.into());
        }
        let supplier = usable_supplier(&tx, &school, body.supplier_id).await?;
        let Drawn { mut lines, total, together } = drawn_up(&tx, &school, &request, &supplier, &body).await?;
        food(&tx, &mut lines, &body, (supplier.id, today)).await?;
        let approval = emergency::approval_of(&tx, &request).await?;
        let approver_ids = emergency::approvers(approval.as_ref());
        let to_sign = emergency::still_to_sign(&tx, &school, approval.as_ref()).await?;
        let buyers = buyers(&tx, grant, body.other_buyer_id, &approver_ids, &to_sign).await?;
        let needed = Needed::of(&tx, school.id, today, together).await?;
        let exception = excepted(&tx, &body, &buyers, needed.two_buyers).await?;
        let day = today.format("%Y%m%d").to_string();
        let number = format!("DG{day}-{:04}", numbers::take(&tx, "DG", &day, 1).await?);
        let mut order = Order {
            school_id: school.id,
            id: OrderId(tx.new_id()),
            number,
            request_id: request.id,
            request_number: request.number.clone(),
            requester_id: request.requester_id,
            supplier_id: supplier.id,
            supplier_name: supplier.name,
            phase: Phase::Proposed,
            lines,
            total,
            buyers_needed: needed.buyers,
            acceptors_needed: needed.acceptors,
            buyers,
            emergency: request.phase != RequestPhase::Approved,
            exception,
            approver_ids,
            expected_on: body.expected_on,
            note: body.note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty()),
            made_by: grant.person()?,
            made_at: now,
            ordered_at: None,
            closed_at: None,
            updated_at: now,
            version: 1,
        };
        if !order.waits() {
            (order.phase, order.ordered_at) = (Phase::Ordered, Some(now));
        }
        repo::insert(&tx, &order).await?;
        if let Some(exception) = &order.exception {
            let (id, link) = (order.id.0, format!("/purchase-orders/{}", order.id));
            exception::tell(&tx, exception, Waits { kind: KIND, id, number: &order.number, title: order.title(), link }).await?;
        }
        news::tell_buyers(&tx, &order).await?;
        settle::ordered(&tx, &request, &order).await?;
        let event = Event::new(event::ORDER_MADE).created(KIND, order.id, &order.number, &order.recorded()).about(
            request::KIND,
            request.id,
            &request.number,
        );
        let view = view::view(&tx, &order, grant.actor(), now, grant.context().lang()).await?;
        tx.commit([event], Reply::created(view).version(order.version)).await
    }

    /// A buyer says that he is one. The last of them orders it.
    pub async fn confirm(&self, grant: &Grant<MakeOrders>, id: OrderId, seen: IfMatch) -> Result<Reply<OrderView>> {
        let (tx, before) = self.his(grant, id, seen, CommandKind::Confirm).await?;
        tx.for_himself();
        let me = grant.person()?;
        let stand_ins = StandIns::of(&tx, before.buyers.iter().map(|buyer| buyer.person_id).collect()).await?;
        if before.buyers.iter().any(|buyer| buyer.person_id != me && stand_ins.are_one(buyer.person_id, me)) {
            return Err(OrderError::SamePerson.into());
        }
        let mut order = before.clone();
        let now = tx.now();
        for buyer in order.buyers.iter_mut().filter(|buyer| buyer.person_id == me) {
            buyer.confirmed_at = Some(now);
        }
        let last = !order.waits();
        order.phase = order.phase.step(Command::Confirm { last }).map_err(OrderError::Refused)?;
        order.ordered_at = last.then_some(now);
        let order = repo::save(&tx, order).await?;
        repo::confirm(&tx, &order, me).await?;
        finish(grant, tx, &before, &order, event::ORDER_CONFIRMED).await
    }

    /// Somebody signs for it that one person buys where two should. Who buys meanwhile stands in for nobody who signs, nor the other way round.
    pub async fn cosign(&self, grant: &Grant<CosignExceptions>, id: OrderId, seen: IfMatch) -> Result<Reply<OrderView>> {
        let (tx, before) = self.his(grant, id, seen, CommandKind::Cosign).await?;
        tx.for_himself();
        let mut order = before.clone();
        let people: Vec<Uuid> = order.buyers.iter().map(|buyer| buyer.person_id).collect();
        let exception = order.exception.as_mut().ok_or_else(|| Problem::internal("a co-signature of nothing"))?;
        if exception::takes_part(&tx, exception.cosigner_id, exception.asked_by, &people).await? {
            return Err(ExceptionError::CosignerTakesPart.into());
        }
        exception.signed_at = Some(tx.now());
        let signed = exception.clone();
        let last = !order.waits();
        order.phase = order.phase.step(Command::Cosign { last }).map_err(OrderError::Refused)?;
        order.ordered_at = last.then(|| tx.now());
        let order = repo::save(&tx, order).await?;
        exception::repo::sign(&tx, &signed).await?;
        finish(grant, tx, &before, &order, event::ORDER_COSIGNED).await
    }

    /// It is not bought. What it took of the request may be ordered anew.
    pub async fn cancel(&self, grant: &Grant<MakeOrders>, id: OrderId, seen: IfMatch, reason: &str) -> Result<Reply<OrderView>> {
        let command = Command::Cancel { reason: text::sentence(reason) };
        self.end(grant, id, seen, command, event::ORDER_CANCELLED).await
    }

    /// The rest does not come. What did not come may be ordered anew.
    pub async fn close(&self, grant: &Grant<MakeOrders>, id: OrderId, seen: IfMatch, reason: &str) -> Result<Reply<OrderView>> {
        let command = Command::Close { reason: text::sentence(reason) };
        self.end(grant, id, seen, command, event::ORDER_CLOSED).await
    }

    async fn end(
        &self,
        grant: &Grant<MakeOrders>,
        id: OrderId,
        seen: IfMatch,
        command: Command,
        action: &'static kernel::audit::ActionInfo,
    ) -> Result<Reply<OrderView>> {
        let (tx, before) = self.his(grant, id, seen, command.kind()).await?;
        let mut order = before.clone();
        order.phase = order.phase.step(command).map_err(OrderError::Refused)?;
        order.closed_at = Some(tx.now());
        let order = repo::save(&tx, order).await?;
        settle::ended(&tx, &order).await?;
        finish(grant, tx, &before, &order, action).await
    }

    /// One that the caller may take this step on, held. What one sees but may not decide is refused by name, what one does not see is not there.
    async fn his<P: Permission>(&self, grant: &Grant<P>, id: OrderId, seen: IfMatch, kind: CommandKind) -> Result<(Tx, Order)> {
        let tx = self.db.begin(grant).await?;
        let right = grant.actor().right(ViewOrders::INFO.key).ok_or_else(Problem::not_found)?;
        let order = repo::hold(&tx, &Scope { school: grant.school()?, reach: right.reach.clone() }, id).await?;
        seen.check(order.version)?;
        let inspected = receipt::repo::is_inspected(&tx, order.school_id, order.id).await?;
        guard(order.phase.state(), kind, view::facts(grant.actor(), &order, inspected)).map_err(OrderError::Refused)?;
        Ok((tx, order))
    }
}

async fn finish<P: Permission>(
    grant: &Grant<P>,
    tx: Tx,
    before: &Order,
    order: &Order,
    action: &'static kernel::audit::ActionInfo,
) -> Result<Reply<OrderView>> {
    let event = Event::new(action).changed(KIND, order.id, &order.number, &before.recorded(), &order.recorded()).about(
        request::KIND,
        order.request_id,
        &order.request_number,
    );
    let view = view::view(&tx, order, grant.actor(), tx.now(), grant.context().lang()).await?;
    tx.commit([event], Reply::ok(view).version(order.version)).await
}

/// A supplier that the school buys from and whose licences hold.
async fn usable_supplier(tx: &Tx, school: &school::entity::Model, id: SupplierId) -> Result<supplier::entity::Model> {
    let supplier = supplier::repo::named(tx, school.id, id, "/supplier_id").await?;
    if supplier.status == Status::Suspended.key() {
        return Err(OrderError::Suspended { reason: supplier.status_reason }.into());
    }
    let today = school.today(tx.now());
    let licences = supplier::repo::licences_in_force(tx, school.id, vec![supplier.id]).await?.remove(&supplier.id).unwrap_or_default();
    let over = licences.into_iter().filter_map(|licence| Some((licence.expires_on.filter(|day| *day < today)?, licence)));
    if let Some((since, licence)) = over.min_by_key(|(since, licence)| (*since, licence.id)) {
        let kind = LicenceKind::of(&licence.kind).unwrap_or(LicenceKind::Other);
        return Err(OrderError::LicenceExpired { licence: kind.title(), number: licence.number, since }.into());
    }
    Ok(supplier)
}

/// Which lines are food: what is said to be, and what the stores' catalogue knows by its name. Food is ordered under a licence that holds.
async fn food(tx: &Tx, lines: &mut [OrderLine], body: &OrderBody, (supplier, today): (Uuid, chrono::NaiveDate)) -> Result<()> {
    let school = tx.school()?;
    let known = stores::item::food::named_food(tx, school, lines.iter().map(|line| line.name.as_str())).await?;
    for (line, said) in lines.iter_mut().zip(&body.lines) {
        line.food = said.food || known.contains(&text::fold(&line.name));
    }
    if lines.iter().any(|line| line.food) {
        supplier::food::must_be_licensed(tx, school, supplier, today).await?;
    }
    Ok(())
}

/// How many buy and how many accept, by the rules of a day.
struct Needed {
    /// The amount from which on two buy, where it is reached.
    two_buyers: Option<Money>,
    buyers: i64,
    acceptors: i64,
}

impl Needed {
    async fn of(tx: &Tx, school: Uuid, day: chrono::NaiveDate, together: Money) -> Result<Self> {
        let from = policy::two_buyers_from(tx, school, day).await?;
        let buyers = rules::people(together, from);
        let acceptors = rules::people(together, policy::two_acceptors_from(tx, school, day).await?);
        Ok(Self { two_buyers: (buyers > 1).then_some(from), buyers, acceptors })
    }
}

/// What is ordered, what it costs, and what it comes to with all other orders of the request that stand.
struct Drawn {
    lines: Vec<OrderLine>,
    total: Money,
    together: Money,
}

/// The lines of a body with their total: of whose quote was taken, within what was approved and is not ordered yet. Hold the request.
async fn drawn_up(
    tx: &Tx,
    school: &school::entity::Model,
    request: &Request,
    supplier: &supplier::entity::Model,
    body: &OrderBody,
) -> Result<Drawn> {
    let (need, quoted) = quote::settled_of(tx, school, request).await?;
    if let Some(quoted) = quoted.as_ref().filter(|quoted| quoted.supplier_id != supplier.id) {
        return Err(OrderError::OtherSupplier(quoted.supplier_name.clone()).into());
    }
    let want = |line: &OrderLineBody| Wanted { position: line.position, quantity: line.quantity, unit_price: line.unit_price };
    let wanted: Vec<Wanted> = body.lines.iter().map(want).collect();
    let taken = repo::taken(tx, request.id).await?;
    let approved = (request.content.lines.as_slice(), request.content.total);
    let prices = quoted.as_ref().map(|quoted| &quoted.prices);
    let (lines, total) = rules::draw_up(approved, &taken, &wanted, prices).map_err(OrderError::Against)?;
    // A piece may turn out dearer than was thought.
    if quoted.is_none() && need.at_prices(lines.iter().map(|line| line.unit_price)) > 1 {
        return Err(OrderError::QuotesNeeded.into());
    }
    let together = taken.amount.checked_add(total).ok_or_else(|| Problem::internal("orders of more than the product counts"))?;
    Ok(Drawn { lines, total, together })
}

/// Two people buy from the limit on, or one, and somebody signs for it that there is only one (SD4).
async fn excepted(tx: &Tx, body: &OrderBody, buyers: &[Buyer], limit: Option<Money>) -> Result<Option<Exception>> {
    let alone = limit.filter(|_| buyers.len() < 2);
    let Some(asked) = &body.exception else {
        return alone.map_or(Ok(None), |limit| Err(OrderError::TwoBuyers(limit).into()));
    };
    let people: Vec<Uuid> = buyers.iter().map(|buyer| buyer.person_id).collect();
    let me = *people.first().ok_or_else(|| Problem::internal("an order that nobody makes"))?;
    let exception = exception::asked(tx, asked, Rule::Sd4, me, &people).await?;
    if alone.is_none() {
        return Err(ExceptionError::NotNeeded.into());
    }
    Ok(Some(exception))
}

/// Whoever makes the order, and the other one: two people, neither of whom approved or is still to approve.
async fn buyers(tx: &Tx, grant: &Grant<MakeOrders>, other: Option<Uuid>, approvers: &[Uuid], to_sign: &[Uuid]) -> Result<Vec<Buyer>> {
    let me = grant.person()?;
    if approvers.iter().any(|approver| grant.decides_as(*approver)) {
        return Err(OrderError::ApproverBuys("").into());
    }
    if to_sign.contains(&me) {
        return Err(OrderError::WillApprove("").into());
    }
    let mut buyers = vec![Buyer { person_id: me, confirmed_at: Some(tx.now()) }];
    if let Some(other) = other {
        person::repo::active(tx, tx.school()?, other, "/other_buyer_id").await?;
        if grant.decides_as(other) || StandIns::of(tx, vec![me, other]).await?.are_one(me, other) {
            return Err(OrderError::SamePerson.into());
        }
        if approvers.contains(&other) {
            return Err(OrderError::ApproverBuys("/other_buyer_id").into());
        }
        if to_sign.contains(&other) {
            return Err(OrderError::WillApprove("/other_buyer_id").into());
        }
        buyers.push(Buyer { person_id: other, confirmed_at: None });
    }
    Ok(buyers)
}

fn unknown_state() -> Problem {
    let text = Text::fixed("没有这个状态。", "There is no such state.");
    Problem::new(axum::http::StatusCode::BAD_REQUEST, "unknown_value", text)
}
