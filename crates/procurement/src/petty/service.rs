//! Use cases on petty purchases.

use approvals::approval::service::{Ask, ask, withdraw};
use campus::{person, school};
use files::{Attaching, Files, Subject as Owner, attachment};
use kernel::{
    Cursor, Db, Grant, IfMatch, Page, PageLimit, Permission, Problem, Reply, Result, Scope, Text, Tx,
    audit::Event,
    idempotency::IdempotencyKey,
    numbers,
    outbox::{News, Word},
    text,
};
use repairs::{case::model::CaseId, permissions::ViewRepairs};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde_json::json;
use uuid::Uuid;

use super::{
    KIND,
    dto::{ListPetty, ListView, PettyBody, PettyRow, PettyView},
    entity::{Column, Entity},
    error::PettyError,
    invoice,
    judge::{Judgement, judge},
    model::{Content, Petty, PettyId, RepairCase},
    phase::{Command, CommandKind, Facts, Phase, State, guard},
    repo, statement, view,
};
use crate::{
    budget::control,
    event,
    permissions::{RequestPurchase, ViewPurchases},
    request, splitting,
};

/// Names that are offered for the witness.
const WITNESSES: u64 = 50;

/// Petty purchases.
#[derive(Debug, Clone)]
pub struct PettyForms {
    pub(super) db: Db,
    pub(super) files: Files,
}

pub(super) const fn owner(id: PettyId) -> Owner {
    Owner { kind: KIND, id: id.0 }
}

impl PettyForms {
    pub fn new(db: Db, files: Files) -> Self {
        Self { db, files }
    }

    pub async fn list(&self, grant: &Grant<ViewPurchases>, query: &ListPetty) -> Result<Page<PettyRow>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let mut select = Entity::find().filter(repo::in_scope(&grant.scope()?)).order_by_desc(Column::Id).limit(limit.fetch());
        if query.view.unwrap_or_default() == ListView::Mine {
            select = select.filter(Column::HandlerId.eq(grant.person()?));
        }
        select = filtered(select, query)?;
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.id)?;
        let found = repo::with_lines(&reader, page.items).await?;
        let items = view::rows(&reader, grant.school()?, &found, grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewPurchases>, id: PettyId) -> Result<Reply<PettyView>> {
        let reader = self.db.read(grant);
        let petty = repo::find(&reader, &grant.scope()?, id).await?;
        let view = view::view(&reader, &petty, grant.actor(), grant.context().lang()).await?;
        Ok(Reply::ok(view).version(petty.version))
    }

    /// Writes down what was bought, and puts it before whoever decides: one form, one act.
    pub async fn record(&self, grant: &Grant<RequestPurchase>, body: PettyBody) -> Result<Reply<PettyView>> {
        IdempotencyKey::require(grant.idempotency())?;
        let tx = self.db.begin(grant).await?;
        tx.for_himself();
        if body.upload_ids.is_empty() {
            return Err(PettyError::NoPhoto.into());
        }
        let (now, school, handler) = (tx.now(), school::find(&tx, tx.school()?).await?, grant.person()?);
        let uploads = body.upload_ids.clone();
        let content = content(grant, &tx, &school, handler, body).await?;
        control::refuse_beyond(&tx, content.fund, content.total).await?;
        splitting::one_after_another(&tx, school.id).await?;
        let id = PettyId(tx.new_id());
        let judged = judge(&tx, &school, id, handler, &content, now).await?;
        let day = school.today(now).format("%Y%m%d").to_string();
        let number = format!("LX{day}-{:04}", numbers::take(&tx, "LX", &day, 1).await?);
        invoice::enter(&tx, KIND, id.0, &number, content.invoice_no.as_deref()).await?;
        let petty = Petty {
            school_id: school.id,
            id,
            number,
            handler_id: handler,
            content,
            phase: Phase::Submitted,
            judged_amount: judged.amount,
            split_count: judged.splits.count,
            in_pieces: judged.in_pieces,
            same_shop: judged.same_shop,
            round: 1,
            recorded_at: now,
            recorded_on: school.today(now),
            submitted_at: now,
            decided_at: None,
            updated_at: now,
            version: 1,
        };
        repo::insert(&tx, &petty).await?;
        repo::keep_version(&tx, &petty).await?;
        put_before(&tx, &petty, judged).await?;
        tell_witness(&tx, &petty).await?;
        let event = Event::new(event::PETTY_RECORDED).created(KIND, petty.id, &petty.number, &petty.recorded());
        let event = attach(&tx, &petty, uploads, event).await?;
        let view = view::view(&tx, &petty, grant.actor(), grant.context().lang()).await?;
        tx.commit([event], Reply::created(view).version(petty.version)).await
    }

    /// Writes anew what was returned or not decided yet, and puts it before whoever decides again.
    pub async fn revise(&self, grant: &Grant<RequestPurchase>, id: PettyId, seen: IfMatch, body: PettyBody) -> Result<Reply<PettyView>> {
        let (tx, before) = self.his(grant, id, seen, CommandKind::Revise).await?;
        let (now, school) = (tx.now(), school::find(&tx, before.school_id).await?);
        let uploads = body.upload_ids.clone();
        let content = content(grant, &tx, &school, before.handler_id, body).await?;
        control::refuse_beyond(&tx, content.fund, content.total).await?;
        splitting::one_after_another(&tx, school.id).await?;
        let judged = judge(&tx, &school, id, before.handler_id, &content, now).await?;
        if before.phase == Phase::Submitted {
            withdraw(&tx, KIND, id.0).await?;
        }
        let mut petty = before.clone();
        petty.phase = before.phase.clone().step(Command::Revise).map_err(PettyError::Refused)?;
        petty.content = content;
        (petty.judged_amount, petty.split_count, petty.in_pieces) = (judged.amount, judged.splits.count, judged.in_pieces);
        petty.same_shop = judged.same_shop;
        (petty.submitted_at, petty.decided_at) = (now, None);
        petty.round += 1;
        let petty = repo::save(&tx, petty).await?;
        repo::replace_lines(&tx, &petty).await?;
        for submitted in [&before, &petty] {
            repo::keep_version(&tx, submitted).await?;
        }
        invoice::enter(&tx, KIND, id.0, &petty.number, petty.content.invoice_no.as_deref()).await?;
        put_before(&tx, &petty, judged).await?;
        if petty.content.witness_id != before.content.witness_id {
            tell_witness(&tx, &petty).await?;
        }
        let event = Event::new(event::PETTY_REVISED).changed(KIND, petty.id, &petty.number, &before.recorded(), &petty.recorded());
        let event = attach(&tx, &petty, uploads, event).await?;
        let view = view::view(&tx, &petty, grant.actor(), grant.context().lang()).await?;
        tx.commit([event], Reply::ok(view).version(petty.version)).await
    }

    /// It was a mistake, or the thing was taken back to the shop.
    pub async fn cancel(&self, grant: &Grant<RequestPurchase>, id: PettyId, seen: IfMatch, reason: &str) -> Result<Reply<PettyView>> {
        let (tx, before) = self.his(grant, id, seen, CommandKind::Cancel).await?;
        if before.phase == Phase::Submitted {
            withdraw(&tx, KIND, id.0).await?;
        }
        let mut petty = before.clone();
        let command = Command::Cancel { reason: text::sentence(reason) };
        petty.phase = before.phase.clone().step(command).map_err(PettyError::Refused)?;
        let petty = repo::save(&tx, petty).await?;
        invoice::take_out(&tx, KIND, id.0).await?;
        let event = Event::new(event::PETTY_CANCELLED).changed(KIND, petty.id, &petty.number, &before.recorded(), &petty.recorded());
        let view = view::view(&tx, &petty, grant.actor(), grant.context().lang()).await?;
        tx.commit([event], Reply::ok(view).version(petty.version)).await
    }

    /// Names to choose the witness from: everybody who is still here but the caller. Whoever may buy need not see people otherwise.
    pub async fn witnesses(&self, grant: &Grant<RequestPurchase>, q: Option<String>) -> Result<Vec<person::PersonRef>> {
        let me = grant.person()?;
        let found = person::repo::choices(&self.db.read(grant), grant.school()?, q, WITNESSES).await?;
        Ok(found.into_iter().filter(|person| person.id != me).collect())
    }

    /// What was bought in a month, shop by shop: what each shop is paid for.
    pub async fn statement(&self, grant: &Grant<ViewPurchases>, month: Option<&str>) -> Result<super::dto::Statement> {
        let reader = self.db.read(grant);
        statement::of_month(&reader, &grant.scope()?, month, grant.context().lang()).await
    }

    /// One that the caller may take this step on. What one sees but did not buy is refused by name, what one does not see is not there.
    async fn his(&self, grant: &Grant<RequestPurchase>, id: PettyId, seen: IfMatch, kind: CommandKind) -> Result<(Tx, Petty)> {
        let tx = self.db.begin(grant).await?;
        tx.for_himself();
        let right = grant.actor().right(ViewPurchases::INFO.key).ok_or_else(Problem::not_found)?;
        let petty = repo::find(&tx, &Scope { school: grant.school()?, reach: right.reach.clone() }, id).await?;
        seen.check(petty.version)?;
        let is_handler = grant.actor().person == Some(petty.handler_id);
        guard(petty.phase.state(), kind, Facts { is_handler, posts: false, took_part: false }).map_err(PettyError::Refused)?;
        Ok((tx, petty))
    }
}

fn filtered(mut select: Select<Entity>, query: &ListPetty) -> Result<Select<Entity>> {
    if let Some(states) = &query.state {
        let known: Option<Vec<State>> = states.split(',').map(|state| State::of(state.trim())).collect();
        select = select.filter(repo::in_states(&known.ok_or_else(unknown_state)?));
    }
    if let Some(posted) = query.posted {
        select = select.filter(repo::in_states(&[if posted { State::Posted } else { State::Approved }]));
    }
    if let Some(late) = query.late {
        select = select.filter(Column::Late.eq(late));
    }
    if let Some(shop) = query.shop.as_deref().map(text::fold).filter(|shop| !shop.is_empty()) {
        select = select.filter(Column::ShopKey.eq(shop));
    }
    if let Some(month) = &query.month {
        let (first, next) = statement::days_of(month)?;
        select = select.filter(Column::BoughtOn.gte(first)).filter(Column::BoughtOn.lt(next));
    }
    if let Some(case) = query.repair_case_id {
        select = select.filter(Column::RepairCaseId.eq(case));
    }
    if let Some(q) = query.q.as_deref().map(|q| text::tidy(q).to_uppercase()).filter(|q| !q.is_empty()) {
        select = select.filter(Condition::all().add(Column::Number.gte(&q)).add(Column::Number.lt(format!("{q}\u{10FFFF}"))));
    }
    Ok(select)
}

/// The body with its amounts computed and what it names looked up.
async fn content(
    grant: &Grant<RequestPurchase>,
    tx: &Tx,
    school: &school::entity::Model,
    handler: Uuid,
    body: PettyBody,
) -> Result<Content> {
    if body.bought_on > school.today(tx.now()) {
        return Err(PettyError::BoughtLater.into());
    }
    if body.witness_id == handler {
        return Err(PettyError::OwnWitness.into());
    }
    person::repo::active(tx, school.id, body.witness_id, "/witness_id").await?;
    let repair_case = match body.repair_case_id {
        Some(case) => Some(seen_case(grant, tx, case).await?),
        None => None,
    };
    let written = body.invoice_no.as_deref().map(str::trim).filter(|number| !number.is_empty());
    let invoice_no = written.map(invoice::number).transpose()?;
    let lines = request::service::lines_of(body.lines)?;
    let total = request::Content::total_of(&lines)?;
    Ok(Content {
        witness_id: body.witness_id,
        shop: text::tidy(&body.shop),
        bought_on: body.bought_on,
        purpose: body.purpose.trim().to_owned(),
        fund: body.fund,
        invoice_no,
        repair_case,
        lines,
        total,
    })
}

/// A repair is named by those who see it.
async fn seen_case(grant: &Grant<RequestPurchase>, tx: &Tx, case: Uuid) -> Result<RepairCase> {
    let absent = || Problem::reference("/repair_case_id");
    let right = grant.actor().right(ViewRepairs::INFO.key).ok_or_else(absent)?;
    let scope = Scope { school: grant.school()?, reach: right.reach.clone() };
    match repairs::case::repo::find(tx, &scope, CaseId(case)).await {
        Ok(case) => Ok(RepairCase { id: case.id.0, number: case.number }),
        Err(problem) if problem.code() == "not_found" => Err(absent()),
        Err(problem) => Err(problem),
    }
}

async fn put_before(tx: &Tx, petty: &Petty, judged: Judgement) -> Result<()> {
    let subject = approvals::About {
        kind: KIND.into(),
        id: petty.id.0,
        number: petty.number.clone(),
        title: petty.content.title().pick(kernel::Lang::Zh).to_owned(),
    };
    let witness = Some(petty.content.witness_id);
    ask(tx, Ask { subject, requester: petty.handler_id, witness, amount: Some(petty.content.total), chain: judged.chain }).await?;
    Ok(())
}

/// Whoever is named as the witness hears of it: a name is not taken in vain.
async fn tell_witness(tx: &Tx, petty: &Petty) -> Result<()> {
    let names = person::repo::names(tx, petty.school_id, vec![petty.handler_id]).await?;
    let news = News::new(event::NEWS_WITNESS, KIND, petty.id, format!("/purchases/petty/{}", petty.id))
        .word("who", names.get(&petty.handler_id).map(String::as_str).unwrap_or_default())
        .word("title", Word::from(petty.content.title()))
        .word("shop", petty.content.shop.as_str())
        .word("amount", petty.content.total.to_string().as_str())
        .word("number", petty.number.as_str())
        .to([petty.content.witness_id]);
    tx.tell([news]).await
}

/// The invoice, as photos or as itself, in the transaction of what they belong to.
async fn attach(tx: &Tx, petty: &Petty, upload_ids: Vec<Uuid>, event: Event) -> Result<Event> {
    if upload_ids.is_empty() {
        return Ok(event);
    }
    let new = Attaching { upload_ids: &upload_ids, kind: None, caption: None, purpose: None, pointer: "/upload_ids", pass: None };
    let attached = attachment::attach_to_all(tx, &[owner(petty.id)], &new).await?;
    if let Some(index) = invoice::foreign(&attached) {
        return Err(PettyError::NoInvoice(index).into());
    }
    Ok(attached.iter().fold(event, |event, one| {
        let kept = json!({ "kind": one.row.kind, "media_type": one.upload.media_type });
        event.created("attachment", one.row.id, &one.upload.file_name, &kept)
    }))
}

fn unknown_state() -> Problem {
    let text = Text::fixed("没有这个状态。", "There is no such state.");
    Problem::new(axum::http::StatusCode::BAD_REQUEST, "unknown_value", text)
}
