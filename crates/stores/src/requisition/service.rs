//! Use cases on requisitions.

use std::collections::BTreeMap;

use approvals::{
    About, Approver,
    approval::service::{Ask, ask, raise, withdraw},
    ladder::Tier,
};
use campus::{class, person, school};
use chrono::NaiveDate;
use kernel::{
    Cursor, Db, Grant, IfMatch, Lang, Page, PageLimit, Permission, Problem, Reply, Result, Scope, Tx, audit::Event,
    idempotency::IdempotencyKey, numbers, text,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    KIND,
    collect::collect_by,
    dto::{IssueBody, LineBody, ListRequisitions, ListView, RequisitionBody, RequisitionRow, RequisitionView},
    entity::{Column, Entity},
    model::{Line, Requisition, RequisitionId},
    phase::{Command, CommandKind, Facts, Phase, State, guard},
    print::PrintRun,
    print_terms::is_decided,
    repo, view,
};
use crate::{
    StoreError, event,
    item::{self, entity::Model as Item},
    permissions::{KeepStores, RequestStock, ViewRequisitions},
    stock::{self, HandOut, HandOutLine, hand_out},
    store::{self, service::unknown_value},
};

/// Requisitions.
#[derive(Debug, Clone)]
pub struct RequisitionService {
    pub(super) db: Db,
}

impl RequisitionService {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewRequisitions>, query: &ListRequisitions) -> Result<Page<RequisitionRow>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let mut select = Entity::find().filter(repo::in_scope(&grant.scope()?)).order_by_desc(Column::Id).limit(limit.fetch());
        if query.view.unwrap_or_default() == ListView::Mine {
            select = select.filter(Column::RequesterId.eq(grant.person()?));
        }
        if let Some(states) = &query.state {
            let known: Option<Vec<&str>> = states.split(',').map(|state| State::of(state.trim()).map(State::key)).collect();
            select = select.filter(Column::Phase.is_in(known.ok_or_else(unknown_value)?));
        }
        if let Some(q) = query.q.as_deref().map(|q| text::tidy(q).to_uppercase()).filter(|q| !q.is_empty()) {
            select = select.filter(Condition::all().add(Column::Number.gte(&q)).add(Column::Number.lt(format!("{q}\u{10FFFF}"))));
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.id)?;
        let all = repo::with_lines(&reader, page.items).await?;
        let items = view::rows(&reader, grant.school()?, &all, grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewRequisitions>, id: RequisitionId) -> Result<Reply<RequisitionView>> {
        let reader = self.db.read(grant);
        let (one, named) = repo::find_named(&reader, &grant.scope()?, id).await?;
        let view = view::view(&reader, &one, named, grant.actor(), reader.now(), grant.context().lang()).await?;
        Ok(Reply::ok(view).version(one.version))
    }

    /// Asks, and puts it before whoever decides.
    pub async fn submit(&self, grant: &Grant<RequestStock>, body: RequisitionBody) -> Result<Reply<RequisitionView>> {
        let tx = self.db.begin(grant).await?;
        tx.for_himself();
        let Wanted { lines, print, items } = checked(&tx, &body).await?;
        let (now, school) = (tx.now(), school::find(&tx, tx.school()?).await?);
        let today = school.today(now);
        let count = numbers::take(&tx, "SL", &today.format("%Y%m%d").to_string(), 1).await?;
        let mut one = Requisition {
            school_id: school.id,
            id: RequisitionId(tx.new_id()),
            number: format!("{}{count:04}", number_of(today)),
            requester_id: grant.person()?,
            class_id: body.class_id,
            purpose: text::tidy(&body.purpose),
            print,
            lines,
            phase: Phase::Submitted,
            round: 1,
            created_at: now,
            submitted_at: now,
            decided_at: None,
            collect_by: None,
            updated_at: now,
            version: 1,
        };
        let decided = is_decided(&tx, today, &one, &items).await?;
        if !decided {
            // By the school's own rule: straight to whoever prints.
            one.phase = one.phase.step(Command::Approve).map_err(StoreError::Refused)?;
            (one.decided_at, one.collect_by) = (Some(now), collect_by(&tx, &school, now).await?);
        }
        repo::insert(&tx, &one).await?;
        repo::keep_version(&tx, &one).await?;
        if decided {
            ask_for(&tx, &school, &one, &items).await?;
        }
        let event = Event::new(event::REQUISITION_SUBMITTED).created(KIND, one.id, &one.number, &one.recorded());
        let named = repo::Named::of(&tx, &one).await?;
        let view = view::view(&tx, &one, named, grant.actor(), now, grant.context().lang()).await?;
        tx.commit([event], Reply::created(view).version(one.version)).await
    }

    /// Writes what was returned anew, and puts it before them again, also a print run that is small by now: whoever sent it back sees what
    /// became of it.
    pub async fn resubmit(
        &self,
        grant: &Grant<RequestStock>,
        id: RequisitionId,
        seen: IfMatch,
        body: RequisitionBody,
    ) -> Result<Reply<RequisitionView>> {
        let (tx, before) = self.his(grant, id).await?;
        let Wanted { lines, print, items } = checked(&tx, &body).await?;
        may(&before, seen, CommandKind::Resubmit, view::facts(&before, grant.actor(), tx.now()))?;
        let mut one = before.clone();
        one.phase = before.phase.clone().step(Command::Resubmit).map_err(StoreError::Refused)?;
        (one.class_id, one.purpose, one.print, one.lines) = (body.class_id, text::tidy(&body.purpose), print, lines);
        (one.submitted_at, one.decided_at) = (tx.now(), None);
        one.round += 1;
        let one = repo::save(&tx, one).await?;
        repo::replace_lines(&tx, &one).await?;
        for submitted in [&before, &one] {
            repo::keep_version(&tx, submitted).await?;
        }
        let school = school::find(&tx, one.school_id).await?;
        ask_for(&tx, &school, &one, &items).await?;
        let event = Event::new(event::REQUISITION_SUBMITTED).changed(KIND, one.id, &one.number, &before.recorded(), &one.recorded());
        finish(grant, tx, one, event).await
    }

    /// It is not needed any more.
    pub async fn cancel(
        &self,
        grant: &Grant<RequestStock>,
        id: RequisitionId,
        seen: IfMatch,
        reason: &str,
    ) -> Result<Reply<RequisitionView>> {
        let (tx, before) = self.his(grant, id).await?;
        may(&before, seen, CommandKind::Cancel, view::facts(&before, grant.actor(), tx.now()))?;
        if before.phase == Phase::Submitted {
            withdraw(&tx, KIND, id.0).await?;
        }
        let mut one = before.clone();
        one.phase = before.phase.clone().step(Command::Cancel { reason: text::tidy(reason) }).map_err(StoreError::Refused)?;
        let one = repo::save(&tx, one).await?;
        let event = Event::new(event::REQUISITION_CANCELLED).changed(KIND, one.id, &one.number, &before.recorded(), &one.recorded());
        finish(grant, tx, one, event).await
    }

    /// Hands out what was approved, whole and once; also what expired, when it was collected on a day before that.
    pub async fn issue(
        &self,
        grant: &Grant<KeepStores>,
        id: RequisitionId,
        seen: IfMatch,
        body: IssueBody,
    ) -> Result<Reply<RequisitionView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, &Scope::school(grant.school()?), id).await?;
        let store = store::repo::usable(&tx, &grant.scope()?, body.store_id).await?;
        if let Some(receiver) = body.receiver_id {
            person::repo::active(&tx, before.school_id, receiver, "/receiver_id").await?;
        }
        let mut facts = view::facts(&before, grant.actor(), tx.now());
        if let Some(day) = body.happened_on {
            // Collected in time and entered later.
            facts.is_late = before.is_late_on(school::find(&tx, before.school_id).await?.zone(), day);
        }
        may(&before, seen, CommandKind::Issue, facts)?;
        IdempotencyKey::require(grant.idempotency())?;
        let mut one = before.clone();
        one.phase = before.phase.clone().step(Command::Issue).map_err(StoreError::Refused)?;
        // First the row of the requisition: of two who hand it out at the same moment one gets past it.
        let one = repo::save(&tx, one).await?;
        let line = |(index, line): (usize, &Line)| {
            let old = body.old_pieces.iter().find(|old| usize::try_from(old.line).is_ok_and(|at| at == index));
            HandOutLine {
                item_id: line.item_id,
                quantity: line.quantity,
                old_pieces: old.map(|old| old.pieces),
                note: old.and_then(|old| old.note.as_deref()).map(text::tidy).filter(|note| !note.is_empty()),
                lot_id: None,
            }
        };
        let act = HandOut {
            store: store.clone(),
            happened_on: body.happened_on,
            receiver_id: Some(body.receiver_id.unwrap_or(one.requester_id)),
            class_id: one.class_id,
            purpose: one.purpose.clone(),
            confirmation: body.confirmation,
            requisition_id: Some(one.id.0),
            repair_case_id: None,
            lines: one.lines.iter().enumerate().map(line).collect(),
        };
        let (document, items) = hand_out(&tx, act).await?;
        stock::tell_receivers(&tx, std::slice::from_ref(&document), &items).await?;
        stock::tell_requester(&tx, &document, &items, one.requester_id).await?;
        let event = Event::new(event::ISSUED)
            .created(stock::KIND, document.id(), document.number(), &document.recorded(&store, &items))
            .changed(KIND, one.id, &one.number, &before.recorded(), &one.recorded());
        finish(grant, tx, one, event).await
    }

    /// A requisition that the caller sees: what he does not see is not there.
    async fn his(&self, grant: &Grant<RequestStock>, id: RequisitionId) -> Result<(Tx, Requisition)> {
        let tx = self.db.begin(grant).await?;
        tx.for_himself();
        let right = grant.actor().right(ViewRequisitions::INFO.key).ok_or_else(Problem::not_found)?;
        let one = repo::find(&tx, &Scope { school: grant.school()?, reach: right.reach.clone() }, id).await?;
        Ok((tx, one))
    }
}

/// Whether the caller may take this step, from the version that he saw.
fn may(one: &Requisition, seen: IfMatch, kind: CommandKind, facts: Facts) -> Result<()> {
    seen.check(one.version)?;
    Ok(guard(one.phase.state(), kind, facts).map_err(StoreError::Refused)?)
}

/// The director decides; where he asks himself or is not there, whoever is above him.
const LADDER: [Approver; 3] = [Approver::LogisticsDirector, Approver::VicePrincipal, Approver::Principal];

/// Puts something that leaves the stores before whoever decides about it.
pub(crate) async fn put_before(tx: &Tx, school: &school::entity::Model, subject: About, requester: Uuid) -> Result<()> {
    let tiers = LADDER.map(|approver| Tier { up_to: None, inclusive: false, approver });
    let chain = raise(tx, school, tx.now(), &tiers, 0, &[], &[requester]).await?;
    ask(tx, Ask { subject, requester, witness: None, amount: None, chain }).await?;
    Ok(())
}

async fn ask_for(tx: &Tx, school: &school::entity::Model, one: &Requisition, items: &Items) -> Result<()> {
    let first = one.lines.first().and_then(|line| items.get(&line.item_id)).map(|item| item.name.as_str()).unwrap_or_default();
    let title = one.title(first).pick(Lang::Zh).to_owned();
    put_before(tx, school, About { kind: KIND.into(), id: one.id.0, number: one.number.clone(), title }, one.requester_id).await
}

/// How the numbers of a day begin.
pub(super) fn number_of(day: NaiveDate) -> String {
    format!("SL{}-", day.format("%Y%m%d"))
}

/// Items by their ids.
pub(super) type Items = BTreeMap<Uuid, Item>;

/// What a body asks for.
struct Wanted {
    lines: Vec<Line>,
    print: Option<PrintRun>,
    items: Items,
}

/// What a body asks for, when all that it names is there.
async fn checked(tx: &Tx, body: &RequisitionBody) -> Result<Wanted> {
    let school = tx.school()?;
    if let Some(id) = body.class_id {
        let here = class::entity::Entity::find()
            .filter(class::entity::Column::SchoolId.eq(school))
            .filter(class::entity::Column::Id.eq(id))
            .filter(class::entity::Column::Active.eq(true));
        here.one(tx).await?.ok_or_else(|| Problem::reference("/class_id"))?;
    }
    let mut named: Vec<Uuid> = body.lines.iter().map(|line| line.item_id).collect();
    stock::once(named.iter().copied())?;
    named.extend(body.print.iter().map(|print| print.item_id));
    if named.is_empty() {
        return Err(StoreError::NothingAsked.into());
    }
    let pointer = |line| if line < body.lines.len() { format!("/lines/{line}/item_id") } else { "/print/item_id".to_owned() };
    let items = item::repo::named(tx, school, &named, pointer).await?;
    let line = |line: &LineBody| Line { item_id: line.item_id, quantity: line.quantity };
    let mut lines: Vec<Line> = body.lines.iter().map(line).collect();
    let Some(print) = &body.print else { return Ok(Wanted { lines, print: None, items }) };
    let (print, paper) = PrintRun::of(print, &lines, &items)?;
    lines.push(paper);
    Ok(Wanted { lines, print: Some(print), items })
}

async fn finish<P: Permission>(grant: &Grant<P>, tx: Tx, one: Requisition, event: Event) -> Result<Reply<RequisitionView>> {
    let named = repo::Named::of(&tx, &one).await?;
    let view = view::view(&tx, &one, named, grant.actor(), tx.now(), grant.context().lang()).await?;
    tx.commit([event], Reply::ok(view).version(one.version)).await
}
