//! Use cases on distributions to classes.

use std::collections::{BTreeMap, BTreeSet};

use approvals::{About, approval::service::withdraw};
use campus::{
    class::{self, entity::Model as Class},
    school,
};
use chrono::NaiveDate;
use kernel::{
    Cursor, Db, Grant, IfMatch, Lang, Page, PageLimit, Problem, Reply, Result, Text, Tx, audit::Event, idempotency::IdempotencyKey,
    numbers, text,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    KIND,
    dto::{DistributionBody, DistributionRow, DistributionView, IssueBody, LineBody, ListDistributions},
    entity::{Column, Entity},
    matrix::{self, Line},
    model::{Distribution, DistributionId},
    phase::{Command, CommandKind, Phase, State, guard},
    repo, view,
};
use crate::{
    StoreError, event,
    item::{self, entity::Model as Item},
    permissions::{KeepStores, ViewStores},
    requisition::service::put_before,
    stock::{self, Document, ForClass, ToClasses, beyond_the_day, once, to_classes},
    store::{self, entity::Model as Store, service::unknown_value},
};

/// Distributions to classes.
#[derive(Debug, Clone)]
pub struct DistributionService {
    db: Db,
}

/// What a body or a record names, when all of it is there.
struct Named {
    store: Store,
    /// In the order in which they get something.
    classes: Vec<Class>,
    items: BTreeMap<Uuid, Item>,
}

impl DistributionService {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewStores>, query: &ListDistributions) -> Result<Page<DistributionRow>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let mut select = Entity::find().filter(repo::in_scope(&grant.scope()?)).order_by_desc(Column::Id).limit(limit.fetch());
        if let Some(store) = query.store_id {
            select = select.filter(Column::StoreId.eq(store));
        }
        if let Some(states) = &query.state {
            let known: Option<Vec<&str>> = states.split(',').map(|state| State::of(state.trim()).map(State::key)).collect();
            select = select.filter(Column::Phase.is_in(known.ok_or_else(unknown_value)?));
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.id)?;
        let items = view::rows(&reader, grant.school()?, &page.items, grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewStores>, id: DistributionId) -> Result<Reply<DistributionView>> {
        let reader = self.db.read(grant);
        let (one, known) = repo::find_named(&reader, &grant.scope()?, id).await?;
        let view = view::view(&reader, &one, known, grant.actor(), grant.context().lang()).await?;
        Ok(Reply::ok(view).version(one.version))
    }

    /// Hands out at once, or puts it before whoever decides where something controlled is beyond its size.
    pub async fn distribute(&self, grant: &Grant<KeepStores>, body: DistributionBody) -> Result<Reply<DistributionView>> {
        IdempotencyKey::require(grant.idempotency())?;
        let tx = self.db.begin(grant).await?;
        let lines = lines_of(&body)?;
        let named = named(&tx, grant, body.store_id, &body.class_ids, &lines).await?;
        let (now, school) = (tx.now(), school::find(&tx, tx.school()?).await?);
        let day = school.today(now).format("%Y%m%d").to_string();
        let asks = matrix::needs_approval(&lines, |item| named.items.get(&item)?.controlled_above)
            || beyond_the_day(&tx, &named.store, body.happened_on, &for_classes(&named, &lines), &named.items).await?;
        let mut one = Distribution {
            school_id: school.id,
            id: DistributionId(tx.new_id()),
            number: String::new(),
            store_id: named.store.id,
            made_by: grant.person()?,
            purpose: text::tidy(&body.purpose),
            class_ids: body.class_ids,
            lines,
            phase: if asks { Phase::Submitted } else { Phase::Issued },
            round: 1,
            created_at: now,
            submitted_at: now,
            decided_at: None,
            updated_at: now,
            version: 1,
        };
        let sheets = if asks { Vec::new() } else { hand_out(&tx, &one, &named, &one.lines, body.happened_on).await? };
        // What is on the shelf is held before the first number is taken.
        one.number = format!("FF{day}-{:04}", numbers::take(&tx, "FF", &day, 1).await?);
        repo::insert(&tx, &one).await?;
        if asks {
            repo::keep_version(&tx, &one).await?;
            put_before(&tx, &school, about(&one), one.made_by).await?;
        }
        let event = Event::new(if asks { event::DISTRIBUTION_SUBMITTED } else { event::DISTRIBUTED });
        let event = with_sheets(event.created(KIND, one.id, &one.number, &one.recorded()), &sheets, &named);
        let view = view::view(&tx, &one, repo::Known::default(), grant.actor(), grant.context().lang()).await?;
        tx.commit([event], Reply::created(view).version(one.version)).await
    }

    /// Writes what was returned anew, and puts it before them again.
    pub async fn resubmit(
        &self,
        grant: &Grant<KeepStores>,
        id: DistributionId,
        seen: IfMatch,
        body: DistributionBody,
    ) -> Result<Reply<DistributionView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, &grant.scope()?, id).await?;
        let lines = lines_of(&body)?;
        let named = named(&tx, grant, body.store_id, &body.class_ids, &lines).await?;
        may(grant, &before, seen, CommandKind::Resubmit)?;
        let mut one = before.clone();
        one.phase = before.phase.clone().step(Command::Resubmit)?;
        (one.store_id, one.purpose, one.class_ids, one.lines) = (named.store.id, text::tidy(&body.purpose), body.class_ids, lines);
        (one.submitted_at, one.decided_at) = (tx.now(), None);
        one.round += 1;
        let one = repo::save(&tx, one).await?;
        repo::replace_cells(&tx, &one).await?;
        for submitted in [&before, &one] {
            repo::keep_version(&tx, submitted).await?;
        }
        let school = school::find(&tx, one.school_id).await?;
        put_before(&tx, &school, about(&one), one.made_by).await?;
        let event = Event::new(event::DISTRIBUTION_SUBMITTED).changed(KIND, one.id, &one.number, &before.recorded(), &one.recorded());
        finish(grant, tx, one, event).await
    }

    /// It is not handed out.
    pub async fn cancel(
        &self,
        grant: &Grant<KeepStores>,
        id: DistributionId,
        seen: IfMatch,
        reason: &str,
    ) -> Result<Reply<DistributionView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, &grant.scope()?, id).await?;
        may(grant, &before, seen, CommandKind::Cancel)?;
        if before.phase == Phase::Submitted {
            withdraw(&tx, KIND, id.0).await?;
        }
        let mut one = before.clone();
        one.phase = before.phase.clone().step(Command::Cancel { reason: text::tidy(reason) })?;
        let one = repo::save(&tx, one).await?;
        let event = Event::new(event::DISTRIBUTION_CANCELLED).changed(KIND, one.id, &one.number, &before.recorded(), &one.recorded());
        finish(grant, tx, one, event).await
    }

    /// Hands out what was approved, as it was approved, in one act.
    pub async fn issue(
        &self,
        grant: &Grant<KeepStores>,
        id: DistributionId,
        seen: IfMatch,
        body: &IssueBody,
    ) -> Result<Reply<DistributionView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, &grant.scope()?, id).await?;
        may(grant, &before, seen, CommandKind::Issue)?;
        IdempotencyKey::require(grant.idempotency())?;
        let mut one = before.clone();
        one.phase = before.phase.clone().step(Command::Issue)?;
        // First the row of the distribution: of two who hand it out at the same moment one gets past it.
        let one = repo::save(&tx, one).await?;
        let (class_ids, lines) = matrix::given(&one.class_ids, &one.lines);
        still_there(&tx, &class_ids, &lines).await?;
        let named = named(&tx, grant, one.store_id, &class_ids, &lines).await?;
        let sheets = hand_out(&tx, &one, &named, &lines, body.happened_on).await?;
        let event = Event::new(event::DISTRIBUTED).changed(KIND, one.id, &one.number, &before.recorded(), &one.recorded());
        let event = with_sheets(event, &sheets, &named);
        finish(grant, tx, one, event).await
    }
}

/// Whether the caller may take this step now, from the version that he saw.
fn may(grant: &Grant<KeepStores>, one: &Distribution, seen: IfMatch, kind: CommandKind) -> Result<()> {
    seen.check(one.version)?;
    Ok(guard(one.phase.state(), kind, view::facts(one, grant.actor()))?)
}

fn about(one: &Distribution) -> About {
    About { kind: KIND.into(), id: one.id.0, number: one.number.clone(), title: one.title().pick(Lang::Zh).to_owned() }
}

/// The matrix of a body, when it is one.
fn lines_of(body: &DistributionBody) -> Result<Vec<Line>> {
    let line = |line: &LineBody| Line { item_id: line.item_id, quantities: line.quantities.clone() };
    let lines: Vec<Line> = body.lines.iter().map(line).collect();
    once(lines.iter().map(|line| line.item_id))?;
    matrix::whole(body.class_ids.len(), &lines)?;
    Ok(lines)
}

/// What is named, when it is there and the caller keeps the store.
async fn named(tx: &Tx, grant: &Grant<KeepStores>, store: Uuid, classes: &[Uuid], lines: &[Line]) -> Result<Named> {
    let store = store::repo::usable(tx, &grant.scope()?, store).await?;
    let classes = classes_here(tx, classes).await?;
    let wanted: Vec<Uuid> = lines.iter().map(|line| line.item_id).collect();
    let items = item::repo::named(tx, grant.school()?, &wanted, |line| format!("/lines/{line}/item_id")).await?;
    Ok(Named { store, classes, items })
}

/// What was approved may be gone when it is handed out: then nobody can hand it out, and who drew it up has to hear what is missing.
///
/// # Errors
/// 409 with the names of classes that are not here and of items that are given up.
async fn still_there(tx: &Tx, classes: &[Uuid], lines: &[Line]) -> Result<()> {
    let school = tx.school()?;
    let here: BTreeSet<Uuid> = class::repo::here(tx, school).await?.into_iter().map(|class| class.id).collect();
    let gone: BTreeSet<Uuid> = classes.iter().copied().filter(|id| !here.contains(id)).collect();
    let retired = item::repo::retired(tx, school, lines.iter().map(|line| line.item_id)).await?;
    if gone.is_empty() && retired.is_empty() {
        return Ok(());
    }
    let mut names = [Vec::new(), Vec::new()];
    for (lang, names) in [Lang::Zh, Lang::En].into_iter().zip(&mut names) {
        names.extend(stock::classes(tx, school, gone.clone(), lang).await?.into_values());
        names.sort_unstable();
        names.extend(retired.iter().map(|item| item.name.clone()));
    }
    let [zh, en] = names;
    Err(StoreError::NotThereAnyMore(Text::new(zh.join("、"), en.join(", "))).into())
}

/// The classes in the order of the body, each once and still here.
async fn classes_here(tx: &Tx, ids: &[Uuid]) -> Result<Vec<Class>> {
    let mut here: BTreeMap<Uuid, Class> = class::repo::here(tx, tx.school()?).await?.into_iter().map(|class| (class.id, class)).collect();
    let mut seen = BTreeSet::new();
    let mut classes = Vec::with_capacity(ids.len());
    for (index, id) in ids.iter().enumerate() {
        let pointer = format!("/class_ids/{index}");
        if !seen.insert(*id) {
            return Err(Problem::invalid(pointer, "duplicate", "这个班已经在名单里了。", "This class is named already."));
        }
        classes.push(here.remove(id).ok_or_else(|| Problem::reference(pointer))?);
    }
    Ok(classes)
}

/// What each class is to get.
fn for_classes<'a>(named: &'a Named, lines: &[Line]) -> Vec<ForClass<'a>> {
    named.classes.iter().enumerate().map(|(at, class)| ForClass { class, wishes: matrix::of_class(lines, at) }).collect()
}

/// Hands it out: a sheet a class.
async fn hand_out(tx: &Tx, one: &Distribution, named: &Named, lines: &[Line], happened_on: Option<NaiveDate>) -> Result<Vec<Document>> {
    let classes = for_classes(named, lines);
    let act = ToClasses { store: &named.store, happened_on, distribution_id: one.id.0, purpose: &one.purpose, classes: &classes };
    let sheets = to_classes(tx, act).await?;
    stock::tell_receivers(tx, &sheets, &named.items).await?;
    Ok(sheets)
}

/// The sheets stand in the event of their act.
fn with_sheets(event: Event, sheets: &[Document], named: &Named) -> Event {
    let sheet = |event: Event, document: &Document| {
        event.created(stock::KIND, document.id(), document.number(), &document.recorded(&named.store, &named.items))
    };
    sheets.iter().fold(event, sheet)
}

async fn finish(grant: &Grant<KeepStores>, tx: Tx, one: Distribution, event: Event) -> Result<Reply<DistributionView>> {
    let view = view::view(&tx, &one, repo::Known::default(), grant.actor(), grant.context().lang()).await?;
    tx.commit([event], Reply::ok(view).version(one.version)).await
}
