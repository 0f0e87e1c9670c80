//! Use cases on stores.

use std::collections::{BTreeSet, HashMap};

use campus::{location, person, person::PersonRef};
use kernel::{Db, Grant, IfMatch, Money, Page, Problem, Reply, Result, Scope, Text, Tx, audit::Event, text};
use sea_orm::{ConnectionTrait, DbErr, SqlErr, Statement};
use serde::Serialize;
use uuid::Uuid;

use super::{
    KIND,
    dto::{StoreBin, StoreBody, StoreChoice, StoreView},
    entity::Model,
    repo,
};
use crate::{
    StoreError, event,
    permissions::{ManageStores, PrepareStores, ViewStores},
};

/// Stores.
#[derive(Debug, Clone)]
pub struct Stores {
    db: Db,
}

impl Stores {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewStores>) -> Result<Page<StoreView>> {
        let reader = self.db.read(grant);
        let rows = repo::all(&reader, &grant.scope()?).await?;
        views(&reader, grant.school()?, rows).await.map(Page::whole)
    }

    /// Where something can be sent to.
    pub async fn choices(&self, grant: &Grant<PrepareStores>) -> Result<Page<StoreChoice>> {
        let (reader, school) = (self.db.read(grant), grant.school()?);
        let rows = repo::in_use(&reader, school).await?;
        let mut keepers = repo::keepers(&reader, school, rows.iter().map(|row| row.id).collect()).await?;
        let names = person::repo::names(&reader, school, keepers.values().flatten().copied().collect()).await?;
        let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
        let choice = |row: Model| {
            let people = keepers.remove(&row.id).unwrap_or_default();
            StoreChoice { id: row.id, name: row.name, keepers: people.into_iter().map(person).collect() }
        };
        Ok(Page::whole(rows.into_iter().map(choice).collect()))
    }

    /// Where things lie in a store: what is suggested to whoever puts something there.
    pub async fn bins(&self, grant: &Grant<ViewStores>, id: Uuid) -> Result<Page<StoreBin>> {
        let reader = self.db.read(grant);
        let store = repo::find(&reader, &grant.scope()?, id).await?;
        let bins = repo::bins(&reader, &store).await?;
        Ok(Page::whole(bins.into_iter().map(|bin| StoreBin { bin }).collect()))
    }

    pub async fn add(&self, grant: &Grant<ManageStores>, body: StoreBody) -> Result<Reply<StoreView>> {
        let tx = self.db.begin(grant).await?;
        let school = grant.school()?;
        let row = Model {
            school_id: school,
            id: tx.new_id(),
            name: String::new(),
            name_key: String::new(),
            parent_id: None,
            place_id: None,
            retired: body.retired,
            created_at: tx.now(),
            version: 1,
        };
        let row = checked(&tx, row, &body).await?;
        repo::insert(&tx, &row).await.map_err(name_taken)?;
        repo::keep(&tx, &row, &body.keeper_ids).await?;
        let event = Event::new(event::STORE_ADDED).created(KIND, row.id, &row.name, &recorded(&tx, &row).await?);
        let view = one(&tx, row).await?;
        let version = view.version;
        tx.commit([event], Reply::created(view).version(version)).await
    }

    /// Another name, place, keeper, store above it; or no longer in use.
    pub async fn revise(&self, grant: &Grant<ManageStores>, id: Uuid, seen: IfMatch, body: StoreBody) -> Result<Reply<StoreView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(before.version)?;
        let was = recorded(&tx, &before).await?;
        let row = checked(&tx, Model { retired: body.retired, version: before.version + 1, ..before.clone() }, &body).await?;
        tx.save(row.clone(), before.version).await.map_err(|error| error.or(name_taken))?;
        if row.retired && holds_anything(&tx, &row).await? {
            return Err(StoreError::StoreNotEmpty.into());
        }
        repo::keep(&tx, &row, &body.keeper_ids).await?;
        let event = Event::new(event::STORE_REVISED).changed(KIND, row.id, &row.name, &was, &recorded(&tx, &row).await?);
        let view = one(&tx, row).await?;
        let version = view.version;
        tx.commit([event], Reply::ok(view).version(version)).await
    }
}

/// The row with what the body says, when all of it is there.
async fn checked(tx: &Tx, row: Model, body: &StoreBody) -> Result<Model> {
    let school = row.school_id;
    let stores = repo::all(tx, &Scope::school(school)).await?;
    if stores.len() >= repo::MOST && stores.iter().all(|store| store.id != row.id) {
        return Err(StoreError::TooManyStores.into());
    }
    if let Some(parent) = body.parent_id {
        let above: HashMap<Uuid, Option<Uuid>> = stores.iter().map(|store| (store.id, store.parent_id)).collect();
        if !above.contains_key(&parent) {
            return Err(Problem::reference("/parent_id"));
        }
        // However deep the tree is, a store stands above itself nowhere in it.
        let mut at = Some(parent);
        for _ in 0..=repo::MOST {
            if at == Some(row.id) {
                return Err(StoreError::BelowItself.into());
            }
            at = at.and_then(|id| above.get(&id).copied().flatten());
        }
    }
    if let Some(place) = body.place_id {
        location::repo::active(tx, school, place, "/place_id").await?;
    }
    let here = person::repo::active_of(tx, school, body.keeper_ids.clone()).await?;
    let mut named = BTreeSet::new();
    for (index, keeper) in body.keeper_ids.iter().enumerate() {
        let pointer = format!("/keeper_ids/{index}");
        if !here.contains(keeper) {
            return Err(Problem::reference(pointer));
        }
        if !named.insert(*keeper) {
            return Err(Problem::invalid(pointer, "duplicate", "这个人已经在名单里了。", "This person is named already."));
        }
    }
    let name = text::tidy(&body.name);
    Ok(Model { name_key: text::fold(&name), name, parent_id: body.parent_id, place_id: body.place_id, ..row })
}

fn name_taken(error: DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => StoreError::StoreNameTaken.into(),
        _ => error.into(),
    }
}

/// What of a store goes into the audit trail.
#[derive(Debug, Serialize)]
struct Recorded {
    name: String,
    parent_id: Option<Uuid>,
    place_id: Option<Uuid>,
    keepers: Vec<String>,
    retired: bool,
}

async fn recorded(tx: &Tx, row: &Model) -> Result<Recorded> {
    let ids = repo::keepers(tx, row.school_id, vec![row.id]).await?.remove(&row.id).unwrap_or_default();
    let names = person::repo::names(tx, row.school_id, ids.clone()).await?;
    Ok(Recorded {
        name: row.name.clone(),
        parent_id: row.parent_id,
        place_id: row.place_id,
        keepers: ids.iter().filter_map(|id| names.get(id).cloned()).collect(),
        retired: row.retired,
    })
}

async fn holds_anything(tx: &Tx, row: &Model) -> Result<bool> {
    Ok(sums(tx, row.school_id).await?.get(&row.id).is_some_and(|(items, _)| *items > 0))
}

/// How many items each store holds, and what they cost.
async fn sums(db: &impl ConnectionTrait, school: Uuid) -> Result<HashMap<Uuid, (i64, Money)>> {
    let sql = "SELECT store_id, CAST(COUNT(*) AS bigint) AS items, CAST(SUM(value) AS bigint) AS value FROM stock_balance \
               WHERE school_id = $1 AND quantity > 0 GROUP BY store_id";
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [school.into()])).await?;
    let mut sums = HashMap::new();
    for row in rows {
        sums.insert(row.try_get("", "store_id")?, (row.try_get("", "items")?, Money::stored(row.try_get("", "value")?)));
    }
    Ok(sums)
}

async fn one(tx: &Tx, row: Model) -> Result<StoreView> {
    views(tx, row.school_id, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

async fn views(db: &impl ConnectionTrait, school: Uuid, rows: Vec<Model>) -> Result<Vec<StoreView>> {
    let sums = sums(db, school).await?;
    let mut keepers = repo::keepers(db, school, rows.iter().map(|row| row.id).collect()).await?;
    let names = person::repo::names(db, school, keepers.values().flatten().copied().collect()).await?;
    let places = location::repo::refs(db, school, rows.iter().filter_map(|row| row.place_id).collect()).await?;
    let view = |row: Model| {
        let (items, value) = sums.get(&row.id).copied().unwrap_or((0, Money::ZERO));
        let people = keepers.remove(&row.id).unwrap_or_default();
        let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
        StoreView {
            id: row.id,
            name: row.name,
            parent_id: row.parent_id,
            place: row.place_id.and_then(|id| places.get(&id).cloned()),
            keepers: people.into_iter().map(person).collect(),
            items,
            value,
            retired: row.retired,
            version: row.version,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

/// "没有这个状态": for filters that name nothing.
pub(crate) fn unknown_value() -> Problem {
    Problem::new(axum::http::StatusCode::BAD_REQUEST, "unknown_value", Text::fixed("没有这个选项。", "There is no such choice."))
}
