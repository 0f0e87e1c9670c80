//! Use cases on lots.

use campus::school;
use kernel::{
    Db, Grant, IfMatch, Page, PageLimit, Permission, Problem, Reply, Result, Tx,
    audit::{ActionInfo, Event},
    text,
};
use sea_orm::EntityTrait;
use serde::Serialize;
use uuid::Uuid;

use super::{
    KIND,
    dto::{ListLots, LotRow, LotView, NameBody},
    phase::{Command, CommandKind, guard},
    repo, view,
};
use crate::{
    StoreError, event,
    item::{self, entity::Model as Item},
    permissions::{KeepStores, ViewStores},
    stock::{self, entity::lot::Model},
    store,
};

/// Lots.
#[derive(Debug, Clone)]
pub struct Lots {
    db: Db,
}

/// What of a lot goes into the audit trail.
#[derive(Debug, Serialize)]
struct Recorded<'a> {
    lot_no: Option<&'a str>,
    produced_on: Option<chrono::NaiveDate>,
    expires_on: Option<chrono::NaiveDate>,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

fn recorded(row: &Model) -> Recorded<'_> {
    Recorded {
        lot_no: row.lot_no.as_deref(),
        produced_on: row.produced_on,
        expires_on: row.expires_on,
        state: repo::phase(row).state().key(),
        reason: row.stop_reason.as_deref(),
    }
}

impl Lots {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewStores>, query: &ListLots) -> Result<Page<LotRow>> {
        let limit = PageLimit::new(query.limit)?;
        if query.within_days.is_some_and(|days| days > MOST_DAYS) {
            return Err(Problem::malformed("bad_days", "天数应为 0 到 3650。", "The days must be 0 to 3650."));
        }
        let (reader, scope) = (self.db.read(grant), grant.scope()?);
        let stores = item::stores(&reader, &scope).await?;
        if query.store_id.is_some_and(|store| !stores.contains_key(&store)) {
            return Err(Problem::not_found());
        }
        let seen = stores.keys().copied().filter(|id| query.store_id.is_none_or(|store| store == *id)).collect();
        let today = school::find(&reader, scope.school).await?.today(reader.now());
        let found = repo::list(&reader, scope.school, seen, query, (today, limit)).await?;
        let order = query.view.unwrap_or_default();
        let page = Page::cut(found, limit, |row| repo::place(order, row))?;
        let items = repo::items(&reader, scope.school, &page.items).await?;
        let rows = page.items.iter().filter_map(|row| Some(view::row(row, items.get(&row.item_id)?, stores.get(&row.store_id)?, today)));
        Ok(Page { items: rows.collect(), next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewStores>, id: Uuid) -> Result<Reply<LotView>> {
        let reader = self.db.read(grant);
        let row = repo::find(&reader, &grant.scope()?, id).await?;
        let view = view::view(&reader, &grant.scope()?, &row, grant.actor(), reader.now(), grant.context().lang()).await?;
        Ok(Reply::ok(view).version(row.version))
    }

    /// Nobody may use it any more, nor what came of the same package to another store: a recall is of the package, wherever it was carried.
    pub async fn stop(&self, grant: &Grant<KeepStores>, id: Uuid, seen: IfMatch, reason: &str) -> Result<Reply<LotView>> {
        let tx = self.db.begin(grant).await?;
        let command = Command::Stop { at: tx.now(), reason: text::sentence(reason) };
        self.turn(grant, tx, id, seen, command, Said::of(event::LOT_STOPPED)).await
    }

    /// It may be used again, wherever it lies.
    pub async fn release(&self, grant: &Grant<KeepStores>, id: Uuid, seen: IfMatch, reason: &str) -> Result<Reply<LotView>> {
        let tx = self.db.begin(grant).await?;
        let said = Said { action: event::LOT_RELEASED, reason: Some(text::sentence(reason)) };
        self.turn(grant, tx, id, seen, Command::Release, said).await
    }

    /// What the maker wrote on it, of a lot that came in before anybody asked.
    pub async fn name(&self, grant: &Grant<KeepStores>, id: Uuid, seen: IfMatch, body: NameBody) -> Result<Reply<LotView>> {
        let tx = self.db.begin(grant).await?;
        let (before, item) = his(&tx, grant, id, seen, CommandKind::Name).await?;
        let lot_no = body.lot_no.as_deref().map(text::tidy).filter(|number| !number.is_empty());
        if !stock::fitness::is_named(lot_no.as_deref(), body.produced_on) {
            return Err(Problem::invalid(
                "/lot_no",
                "required",
                "请填批号或生产日期。",
                "Enter the number or the day on which it was made.",
            ));
        }
        let today = school::find(&tx, before.school_id).await?.today(tx.now());
        if body.produced_on.is_some_and(|day| day > today) {
            return Err(Problem::invalid(
                "/produced_on",
                "in_the_future",
                "生产日期不能晚于今天。",
                "It cannot have been made after today.",
            ));
        }
        let expires_on = before.expires_on.or(body.expires_on);
        if body.produced_on.zip(expires_on).is_some_and(|(first, last)| last < first) {
            return Err(Problem::invalid(
                "/expires_on",
                "expires_before_made",
                "到期日不能早于生产日期。",
                "It cannot be over before it was made.",
            ));
        }
        let phase = repo::phase(&before).step(Command::Name).map_err(StoreError::Lot)?;
        let after = Model { lot_no, produced_on: body.produced_on, expires_on, ..repo::in_phase(&before, phase) };
        repo::save(&tx, &before, &after).await?;
        let event = Event::new(event::LOT_NAMED).changed(KIND, after.id, &item.name, &recorded(&before), &recorded(&after)).about(
            item::KIND,
            item.id,
            &item.name,
        );
        finish(grant, tx, &after, event).await
    }

    async fn turn(
        &self,
        grant: &Grant<KeepStores>,
        tx: Tx,
        id: Uuid,
        seen: IfMatch,
        command: Command,
        said: Said,
    ) -> Result<Reply<LotView>> {
        let (named, item) = his(&tx, grant, id, seen, command.kind()).await?;
        let mut event = Event::new(said.action);
        for before in repo::of_one_package(&tx, &named).await? {
            // A part of it that stands so already is left alone; the one that is named was asked about before.
            let Ok(phase) = repo::phase(&before).step(command.clone()) else { continue };
            let after = repo::in_phase(&before, phase);
            repo::save(&tx, &before, &after).await?;
            let kept = Recorded { reason: said.reason.as_deref().or(after.stop_reason.as_deref()), ..recorded(&after) };
            event = event.changed(KIND, after.id, &item.name, &recorded(&before), &kept);
        }
        let event = event.about(item::KIND, item.id, &item.name);
        let after = repo::find(&tx, &stock::sees(grant)?, id).await?;
        finish(grant, tx, &after, event).await
    }
}

/// Ten years.
const MOST_DAYS: u32 = 3650;

/// What is said of a step, and why where the lot does not keep it.
struct Said {
    action: &'static ActionInfo,
    reason: Option<String>,
}

impl Said {
    const fn of(action: &'static ActionInfo) -> Self {
        Self { action, reason: None }
    }
}

/// A lot that the caller may take this step on, with its item; nobody hands any of the item out until it is done.
async fn his<P: Permission>(tx: &Tx, grant: &Grant<P>, id: Uuid, seen: IfMatch, kind: CommandKind) -> Result<(Model, Item)> {
    let scope = stock::sees(grant)?;
    let item = repo::find(tx, &scope, id).await?.item_id;
    stock::hold(tx, item).await?;
    let row = stock::entity::lot::Entity::find_by_id((scope.school, id)).one(tx).await?.ok_or_else(Problem::not_found)?;
    let facts = view::facts(&row, keeps(tx, grant.actor(), &row).await?);
    seen.check(row.version)?;
    guard(repo::phase(&row).state(), kind, facts).map_err(StoreError::Lot)?;
    Ok((row, item::repo::find(tx, scope.school, item).await?))
}

/// Whether the caller keeps the store in which it lies.
pub(super) async fn keeps(db: &impl sea_orm::ConnectionTrait, actor: &kernel::Actor, row: &Model) -> Result<bool> {
    let Some(right) = actor.right(KeepStores::INFO.key) else { return Ok(false) };
    let scope = kernel::Scope { school: row.school_id, reach: right.reach.clone() };
    match store::repo::find(db, &scope, row.store_id).await {
        Ok(_) => Ok(true),
        Err(problem) if problem.code() == "not_found" => Ok(false),
        Err(problem) => Err(problem),
    }
}

async fn finish(grant: &Grant<KeepStores>, tx: Tx, row: &Model, event: Event) -> Result<Reply<LotView>> {
    let row = repo::find(&tx, &stock::sees(grant)?, row.id).await?;
    let view = view::view(&tx, &stock::sees(grant)?, &row, grant.actor(), tx.now(), grant.context().lang()).await?;
    tx.commit([event], Reply::ok(view).version(row.version)).await
}
