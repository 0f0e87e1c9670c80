//! Use cases on purchase requests.

use approvals::approval::service::{Ask, ask, withdraw};
use campus::{calendar, school};
use kernel::{
    Cursor, Db, Grant, IfMatch, Page, PageLimit, Permission, Problem, Reply, Result, Scope, Text, Tx,
    audit::{ActionInfo, Event},
    numbers, text,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    KIND,
    dto::{LineBody, ListRequests, ListView, RequestBody, RequestRow, RequestView, SubmitBody},
    entity::{Column, Entity},
    judge::judge,
    model::{Content, Emergency, Line, Request, RequestId, Submission},
    phase::{Command, CommandKind, Facts, Ordered, Phase, State, guard},
    repo, view,
};
use crate::{
    ProcurementError,
    budget::{control, settle},
    event,
    exception::SHORTEST_REASON,
    order::{self, phase::State as OrderState},
    permissions::{RequestPurchase, ViewPurchases},
    policy, quote, splitting,
};

/// Purchase requests.
#[derive(Debug, Clone)]
pub struct Requests {
    pub(super) db: Db,
}

impl Requests {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewPurchases>, query: &ListRequests) -> Result<Page<RequestRow>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let mut select = Entity::find().filter(repo::in_scope(&grant.scope()?)).order_by_desc(Column::Id).limit(limit.fetch());
        if query.view.unwrap_or_default() == ListView::Mine {
            select = select.filter(Column::RequesterId.eq(grant.person()?));
        }
        if let Some(states) = &query.state {
            let known: Option<Vec<State>> = states.split(',').map(|state| State::of(state.trim())).collect();
            select = select.filter(repo::in_states(&known.ok_or_else(unknown_state)?));
        }
        if let Some(requester) = query.requester_id {
            select = select.filter(Column::RequesterId.eq(requester));
        }
        if let Some(q) = query.q.as_deref().map(|q| text::tidy(q).to_uppercase()).filter(|q| !q.is_empty()) {
            select = select.filter(Condition::all().add(Column::Number.gte(&q)).add(Column::Number.lt(format!("{q}\u{10FFFF}"))));
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<uuid::Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.id)?;
        let requests = repo::with_lines(&reader, page.items).await?;
        let items = view::rows(&reader, grant.school()?, &requests, grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewPurchases>, id: RequestId) -> Result<Reply<RequestView>> {
        let reader = self.db.read(grant);
        let request = repo::find(&reader, &grant.scope()?, id).await?;
        let view = view::view(&reader, &request, grant.actor(), reader.now(), grant.context().lang()).await?;
        Ok(Reply::ok(view).version(request.version))
    }

    /// Writes a draft down. Nobody is asked yet.
    pub async fn draft(&self, grant: &Grant<RequestPurchase>, body: RequestBody) -> Result<Reply<RequestView>> {
        let tx = self.db.begin(grant).await?;
        tx.for_himself();
        let content = content(&tx, body).await?;
        let (now, school) = (tx.now(), school::find(&tx, tx.school()?).await?);
        let day = school.today(now).format("%Y%m%d").to_string();
        let request = Request {
            school_id: school.id,
            id: RequestId(tx.new_id()),
            number: format!("CG{day}-{:04}", numbers::take(&tx, "CG", &day, 1).await?),
            requester_id: grant.person()?,
            content,
            phase: Phase::Draft,
            judged_amount: None,
            split_count: 0,
            in_pieces: false,
            emergency: None,
            round: 0,
            created_at: now,
            submitted_at: None,
            decided_at: None,
            closed_at: None,
            updated_at: now,
            version: 1,
        };
        repo::insert(&tx, &request).await?;
        let event = Event::new(event::REQUEST_DRAFTED).created(KIND, request.id, &request.number, &request.recorded());
        let view = view::view(&tx, &request, grant.actor(), now, grant.context().lang()).await?;
        tx.commit([event], Reply::created(view).version(request.version)).await
    }

    /// Writes a draft, or what was returned, anew.
    pub async fn revise(
        &self,
        grant: &Grant<RequestPurchase>,
        id: RequestId,
        seen: IfMatch,
        body: RequestBody,
    ) -> Result<Reply<RequestView>> {
        let (tx, before) = self.his(grant, id, seen, CommandKind::Revise).await?;
        let mut request = before.clone();
        request.content = content(&tx, body).await?;
        // An order names its lines by their place.
        if request.content.lines != before.content.lines {
            refuse_ordered(&tx, &before).await?;
        }
        request.phase = before.phase.clone().step(Command::Revise).map_err(ProcurementError::Refused)?;
        // It was judged as it was; that stays with the version that was submitted.
        (request.judged_amount, request.split_count, request.in_pieces) = (None, 0, false);
        let request = repo::save(&tx, request).await?;
        repo::replace_lines(&tx, &request).await?;
        let mut event = changed(event::REQUEST_REVISED, &before, &request);
        if !request.content.asks_the_same(&before.content) {
            event = quote::lines_changed(&tx, &request, grant.person()?, event).await?;
        }
        finish(grant, tx, request, event).await
    }

    /// Puts it before those who decide, as it is now and by the rules of today.
    pub async fn submit(
        &self,
        grant: &Grant<RequestPurchase>,
        id: RequestId,
        seen: IfMatch,
        body: SubmitBody,
    ) -> Result<Reply<RequestView>> {
        let (tx, before) = self.his(grant, id, seen, CommandKind::Submit).await?;
        splitting::one_after_another(&tx, before.school_id).await?;
        let school = school::find(&tx, before.school_id).await?;
        if before.content.needed_by.is_some_and(|day| day < school.today(tx.now())) {
            return Err(ProcurementError::DayIsOver.into());
        }
        let mut request = before.clone();
        request.emergency = emergency(&tx, &school, &before, body.emergency.as_deref()).await?;
        let judgement = judge(&tx, &school, &request, tx.now()).await?;
        if judgement.asks_why() && before.content.reuse.is_none() {
            return Err(ProcurementError::ReuseUnanswered.into());
        }
        if request.emergency.is_none() {
            control::refuse_beyond(&tx, request.content.fund, request.content.total).await?;
        }
        request.phase = before.phase.clone().step(Command::Submit).map_err(ProcurementError::Refused)?;
        (request.judged_amount, request.split_count) = (Some(judgement.amount), judgement.split_count);
        request.in_pieces = judgement.is_in_pieces();
        (request.submitted_at, request.decided_at) = (Some(tx.now()), None);
        request.round += 1;
        let request = repo::save(&tx, request).await?;
        let (chain, amount, need) = (judgement.chain.clone(), judgement.amount, judgement.quotes);
        repo::keep_version(
            &tx,
            &request,
            &Submission { content: request.content.clone(), judgement, emergency: request.emergency.clone() },
        )
        .await?;
        let title = request.content.title();
        let subject = approvals::About {
            kind: KIND.into(),
            id: request.id.0,
            number: request.number.clone(),
            title: format!("{}{}", if request.emergency.is_some() { "（应急）" } else { "" }, title.pick(kernel::Lang::Zh)),
        };
        ask(&tx, Ask { subject, requester: request.requester_id, witness: None, amount: Some(amount), chain }).await?;
        let event = quote::judged_anew(&tx, &request, need, changed(event::REQUEST_SUBMITTED, &before, &request)).await?;
        finish(grant, tx, request, event).await
    }

    /// Takes it back to revise it, while nobody has said the last word.
    pub async fn withdraw(&self, grant: &Grant<RequestPurchase>, id: RequestId, seen: IfMatch) -> Result<Reply<RequestView>> {
        let (tx, before) = self.his(grant, id, seen, CommandKind::Withdraw).await?;
        // The approval before the request: so does whoever decides.
        withdraw(&tx, KIND, id.0).await?;
        refuse_ordered(&tx, &before).await?;
        let mut request = before.clone();
        request.emergency = None;
        request.phase = before.phase.clone().step(Command::Withdraw).map_err(ProcurementError::Refused)?;
        let request = repo::save(&tx, request).await?;
        let event = changed(event::REQUEST_WITHDRAWN, &before, &request);
        finish(grant, tx, request, event).await
    }

    /// It is not needed any more.
    pub async fn cancel(&self, grant: &Grant<RequestPurchase>, id: RequestId, seen: IfMatch, reason: &str) -> Result<Reply<RequestView>> {
        let (tx, before) = self.his(grant, id, seen, CommandKind::Cancel).await?;
        if before.phase == Phase::Submitted {
            withdraw(&tx, KIND, id.0).await?;
        }
        refuse_ordered(&tx, &before).await?;
        let mut request = before.clone();
        let command = Command::Cancel { reason: text::sentence(reason) };
        request.phase = before.phase.clone().step(command).map_err(ProcurementError::Refused)?;
        let request = repo::save(&tx, request).await?;
        if before.phase == Phase::Approved {
            settle::cancelled(&tx, &request).await?;
        }
        let event = changed(event::REQUEST_CANCELLED, &before, &request);
        finish(grant, tx, request, event).await
    }

    /// A request that the caller may take this step on. What one sees but did not ask for is refused by name, what one does not see is not there.
    async fn his(&self, grant: &Grant<RequestPurchase>, id: RequestId, seen: IfMatch, kind: CommandKind) -> Result<(Tx, Request)> {
        let tx = self.db.begin(grant).await?;
        tx.for_himself();
        let right = grant.actor().right(ViewPurchases::INFO.key).ok_or_else(Problem::not_found)?;
        let request = repo::find(&tx, &Scope { school: grant.school()?, reach: right.reach.clone() }, id).await?;
        seen.check(request.version)?;
        let is_requester = grant.actor().person == Some(request.requester_id);
        // What was ordered of it is asked for where that counts, once it is held.
        let facts = Facts { is_requester, buys: false, ordered: Ordered::Nothing };
        guard(request.phase.state(), kind, facts).map_err(ProcurementError::Refused)?;
        Ok((tx, request))
    }
}

/// Why it cannot wait, and until when its approvals are due. What was ordered already stays the emergency that it was, due when it was due.
async fn emergency(tx: &Tx, school: &school::entity::Model, before: &Request, reason: Option<&str>) -> Result<Option<Emergency>> {
    if before.emergency.is_some() && order::repo::of_request(tx, school.id, before.id, &OrderState::STANDING).await?.is_some() {
        return Ok(before.emergency.clone());
    }
    let Some(reason) = reason.map(text::sentence) else { return Ok(None) };
    if reason.chars().count() < SHORTEST_REASON {
        return Err(ProcurementError::EmergencyUnexplained.into());
    }
    let days = policy::EMERGENCY_APPROVAL_DAYS.on(tx, school.id, school.today(tx.now())).await?;
    let due_at = calendar::from(tx, school, tx.now()).await?.end_of_working_day_after(tx.now(), days);
    Ok(Some(Emergency { reason, due_at }))
}

/// What is ordered is not cancelled, taken back or turned into something else: its orders are cancelled first, while nothing came. Once
/// something came, only the rest can be given up.
async fn refuse_ordered(tx: &Tx, request: &Request) -> Result<()> {
    if request.phase != Phase::Approved && request.emergency.is_none() {
        return Ok(());
    }
    repo::hold(tx, &Scope::school(request.school_id), request.id).await?;
    if let Some(open) = order::repo::of_request(tx, request.school_id, request.id, &OrderState::LIVING).await? {
        return Err(ProcurementError::Ordered(open).into());
    }
    let bought = order::repo::of_request(tx, request.school_id, request.id, &OrderState::STANDING).await?;
    let Some(number) = bought else { return Ok(()) };
    // Only what is approved is closed; what could not wait is decided first.
    let approved = request.phase == Phase::Approved;
    let error = if approved { ProcurementError::Bought(number) } else { ProcurementError::BoughtUnapproved(number) };
    Err(error.into())
}

pub(super) fn changed(action: &'static ActionInfo, before: &Request, request: &Request) -> Event {
    Event::new(action).changed(KIND, request.id, &request.number, &before.recorded(), &request.recorded())
}

pub(super) async fn finish<P: Permission>(grant: &Grant<P>, tx: Tx, request: Request, event: Event) -> Result<Reply<RequestView>> {
    let view = view::view(&tx, &request, grant.actor(), tx.now(), grant.context().lang()).await?;
    tx.commit([event], Reply::ok(view).version(request.version)).await
}

async fn content(tx: &Tx, body: RequestBody) -> Result<Content> {
    let school = school::find(tx, tx.school()?).await?;
    if body.needed_by.is_some_and(|day| day < school.today(tx.now())) {
        return Err(ProcurementError::DayIsOver.into());
    }
    let lines = lines_of(body.lines)?;
    let total = Content::total_of(&lines)?;
    Ok(Content {
        purpose: body.purpose.trim().to_owned(),
        fund: body.fund,
        needed_by: body.needed_by,
        lines,
        total,
        reuse: body.reuse.map(|reuse| text::sentence(&reuse)).filter(|reuse| !reuse.is_empty()),
    })
}

/// Lines with their amounts computed; what costs nothing or too much is refused.
pub(crate) fn lines_of(bodies: Vec<LineBody>) -> Result<Vec<Line>> {
    let mut lines = Vec::with_capacity(bodies.len());
    for (index, line) in bodies.into_iter().enumerate() {
        if line.unit_price.fen() <= 0 {
            return Err(ProcurementError::NothingToPay(index).into());
        }
        let amount = Line::amount_of(line.quantity, line.unit_price).ok_or(ProcurementError::TooMuch(index))?;
        if amount.fen() == 0 {
            return Err(ProcurementError::NothingToPay(index).into());
        }
        lines.push(Line {
            name: text::tidy(&line.name),
            spec: line.spec.map(|spec| text::tidy(&spec)).filter(|spec| !spec.is_empty()),
            unit: text::tidy(&line.unit),
            quantity: line.quantity,
            unit_price: line.unit_price,
            amount,
        });
    }
    Ok(lines)
}

fn unknown_state() -> Problem {
    let text = Text::fixed("没有这个状态。", "There is no such state.");
    Problem::new(axum::http::StatusCode::BAD_REQUEST, "unknown_value", text)
}
