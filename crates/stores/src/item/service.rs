//! Use cases on stock items.

use kernel::{Db, Grant, IfMatch, Page, PageLimit, Problem, Quantity, Reply, Result, Tx, audit::Event, text};
use sea_orm::{ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, SqlErr};
use serde::Serialize;
use uuid::Uuid;

use super::{
    KIND,
    dto::{ItemBody, ItemRow, ItemView, ListChoices, ListItems, StockChoice},
    entity::Model,
    repo, view,
};
use crate::{
    OnHand, StoreError, event,
    permissions::{ManageStores, RequestStock, ViewStores},
    stock::entity::balance,
    store,
};

/// Stock items.
#[derive(Debug, Clone)]
pub struct StockItems {
    db: Db,
}

impl StockItems {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewStores>, query: &ListItems) -> Result<Page<ItemRow>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let scope = grant.scope()?;
        if let Some(store) = query.store_id {
            store::repo::find(&reader, &scope, store).await?;
        }
        let page = Page::cut(repo::list(&reader, scope.school, query, limit).await?, limit, |row| (repo::ORDER, row.item_key.clone()))?;
        Ok(Page { items: view::rows(&reader, &scope, &page.items).await?, next_cursor: page.next_cursor })
    }

    /// What can be asked for, by name.
    pub async fn choices(&self, grant: &Grant<RequestStock>, query: ListChoices) -> Result<Page<StockChoice>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let query = ListItems { q: query.q, cursor: query.cursor, ..ListItems::default() };
        let page = Page::cut(repo::list(&reader, grant.school()?, &query, limit).await?, limit, |row| (repo::ORDER, row.item_key.clone()))?;
        Ok(Page { items: view::choices(&reader, grant.school()?, &page.items).await?, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewStores>, id: Uuid) -> Result<Reply<ItemView>> {
        let reader = self.db.read(grant);
        let row = repo::find(&reader, grant.school()?, id).await?;
        let view = view::view(&reader, &grant.scope()?, &row, reader.now()).await?;
        Ok(Reply::ok(view).version(row.version))
    }

    pub async fn add(&self, grant: &Grant<ManageStores>, body: ItemBody) -> Result<Reply<ItemView>> {
        let tx = self.db.begin(grant).await?;
        let row = Model {
            school_id: grant.school()?,
            id: tx.new_id(),
            name: String::new(),
            name_key: String::new(),
            item_key: String::new(),
            spec: None,
            unit: String::new(),
            category: String::new(),
            controlled_above: None,
            old_for_new: false,
            minimum: None,
            sheets_per_unit: None,
            food_group: None,
            storage: None,
            retired: false,
            created_at: tx.now(),
            version: 1,
        };
        let row = filled(&row, body);
        row.clone().into_active_model().reset_all().insert(&tx).await.map_err(exists)?;
        let event = Event::new(event::ITEM_ADDED).created(KIND, row.id, &row.name, &recorded(&row));
        let view = view::view(&tx, &grant.scope()?, &row, tx.now()).await?;
        tx.commit([event], Reply::created(view).version(row.version)).await
    }

    pub async fn revise(&self, grant: &Grant<ManageStores>, id: Uuid, seen: IfMatch, body: ItemBody) -> Result<Reply<ItemView>> {
        let tx = self.db.begin(grant).await?;
        let before = repo::find(&tx, grant.school()?, id).await?;
        seen.check(before.version)?;
        let row = Model { version: before.version + 1, ..filled(&before, body) };
        if row.unit != before.unit && repo::was_moved(&tx, row.school_id, id).await? {
            return Err(StoreError::UnitIsFixed.into());
        }
        tx.save(row.clone(), before.version).await.map_err(|error| error.or(exists))?;
        if row.retired && is_on_hand(&tx, &row).await? {
            return Err(StoreError::ItemOnHand.into());
        }
        // What was asked of its lots is not forgotten by calling it something else.
        if before.food_group.is_some() && row.food_group.is_none() && is_on_hand(&tx, &row).await? {
            return Err(StoreError::FoodOnHand.into());
        }
        let event = Event::new(event::ITEM_REVISED).changed(KIND, row.id, &row.name, &recorded(&before), &recorded(&row));
        let view = view::view(&tx, &grant.scope()?, &row, tx.now()).await?;
        tx.commit([event], Reply::ok(view).version(row.version)).await
    }
}

fn filled(row: &Model, body: ItemBody) -> Model {
    let spec = body.spec.map(|spec| text::tidy(&spec)).filter(|spec| !spec.is_empty());
    let (name, unit) = (text::tidy(&body.name), text::tidy(&body.unit));
    Model {
        name_key: text::fold(&name),
        item_key: repo::item_key(&name, spec.as_deref(), &unit),
        name,
        spec,
        unit,
        category: text::tidy(&body.category),
        controlled_above: body.controlled_above.map(OnHand::thousandths),
        old_for_new: body.old_for_new,
        minimum: body.minimum.map(Quantity::thousandths),
        sheets_per_unit: body.sheets_per_unit,
        food_group: body.food.map(|food| food.group.key().into()),
        storage: body.food.map(|food| food.storage.key().into()),
        retired: body.retired,
        ..row.clone()
    }
}

async fn is_on_hand(tx: &Tx, row: &Model) -> Result<bool> {
    let left = balance::Entity::find()
        .filter(balance::Column::SchoolId.eq(row.school_id))
        .filter(balance::Column::ItemId.eq(row.id))
        .filter(balance::Column::Quantity.gt(0))
        .one(tx)
        .await?;
    Ok(left.is_some())
}

fn exists(error: DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => StoreError::ItemExists.into(),
        _ => error.into(),
    }
}

/// What of an item goes into the audit trail.
#[derive(Debug, Serialize)]
struct Recorded<'a> {
    name: &'a str,
    spec: Option<&'a str>,
    unit: &'a str,
    category: &'a str,
    controlled_above: Option<OnHand>,
    old_for_new: bool,
    minimum: Option<OnHand>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheets_per_unit: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    food_group: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    storage: Option<&'a str>,
    retired: bool,
}

fn recorded(row: &Model) -> Recorded<'_> {
    Recorded {
        name: &row.name,
        spec: row.spec.as_deref(),
        unit: &row.unit,
        category: &row.category,
        controlled_above: row.controlled_above.map(OnHand::stored),
        old_for_new: row.old_for_new,
        minimum: row.minimum.map(OnHand::stored),
        sheets_per_unit: row.sheets_per_unit,
        food_group: row.food_group.as_deref(),
        storage: row.storage.as_deref(),
        retired: row.retired,
    }
}
