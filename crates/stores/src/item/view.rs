//! Stock items as their caller sees them.

use std::collections::{BTreeSet, HashMap};

use campus::school;
use chrono::{DateTime, Utc};
use kernel::{Money, Result, Scope};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    Food,
    dto::{ItemRow, ItemView, StockBalance, StockChoice, StockLot, StockMove},
    entity::Model,
    repo,
};
use crate::{
    OnHand,
    stock::{
        DocumentKind,
        entity::{self as document, balance, lot, moves},
        fitness, rules,
    },
    store::{self, dto::StoreRef},
};

/// Moves shown with an item.
const SHOWN: u64 = 50;

/// The names of the stores that the caller may see.
pub(crate) async fn stores(db: &impl ConnectionTrait, scope: &Scope) -> Result<HashMap<Uuid, StoreRef>> {
    let rows = store::repo::all(db, scope).await?;
    Ok(rows.into_iter().map(|row| (row.id, StoreRef { id: row.id, name: row.name })).collect())
}

async fn balances(db: &impl ConnectionTrait, school: Uuid, items: BTreeSet<Uuid>) -> Result<HashMap<Uuid, Vec<balance::Model>>> {
    let mut by_item: HashMap<Uuid, Vec<balance::Model>> = HashMap::new();
    if items.is_empty() {
        return Ok(by_item);
    }
    let rows = balance::Entity::find()
        .filter(balance::Column::SchoolId.eq(school))
        .filter(balance::Column::ItemId.is_in(items))
        .filter(balance::Column::Quantity.gt(0))
        .order_by_asc(balance::Column::StoreId)
        .all(db)
        .await?;
    for row in rows {
        by_item.entry(row.item_id).or_default().push(row);
    }
    Ok(by_item)
}

fn choice(row: &Model, balances: &[balance::Model]) -> StockChoice {
    StockChoice {
        item: repo::as_ref(row),
        category: row.category.clone(),
        controlled_above: row.controlled_above.map(OnHand::stored),
        old_for_new: row.old_for_new,
        sheets_per_unit: row.sheets_per_unit,
        food: Food::of(row),
        on_hand: OnHand::stored(balances.iter().map(|balance| balance.quantity).sum()),
    }
}

/// What staff can ask for.
pub(super) async fn choices(db: &impl ConnectionTrait, school: Uuid, rows: &[Model]) -> Result<Vec<StockChoice>> {
    let balances = balances(db, school, rows.iter().map(|row| row.id).collect()).await?;
    Ok(rows.iter().map(|row| choice(row, balances.get(&row.id).map(Vec::as_slice).unwrap_or_default())).collect())
}

/// What can be printed on, by name.
pub(crate) async fn papers(db: &impl ConnectionTrait, school: Uuid) -> Result<Vec<StockChoice>> {
    choices(db, school, &repo::papers(db, school).await?).await
}

/// Rows of the list: balances and names of stores in two look-ups.
pub(super) async fn rows(db: &impl ConnectionTrait, scope: &Scope, rows: &[Model]) -> Result<Vec<ItemRow>> {
    let stores = stores(db, scope).await?;
    let balances = balances(db, scope.school, rows.iter().map(|row| row.id).collect()).await?;
    Ok(rows.iter().map(|row| self::row(row, balances.get(&row.id).map(Vec::as_slice).unwrap_or_default(), &stores)).collect())
}

fn row(row: &Model, balances: &[balance::Model], stores: &HashMap<Uuid, StoreRef>) -> ItemRow {
    let choice = choice(row, balances);
    let minimum = row.minimum.map(OnHand::stored);
    let seen = |balance: &balance::Model| {
        let store = stores.get(&balance.store_id)?.clone();
        Some(StockBalance { store, quantity: OnHand::stored(balance.quantity), value: Money::stored(balance.value) })
    };
    ItemRow {
        missing: minimum.and_then(|minimum| choice.on_hand.missing_to(minimum)),
        choice,
        minimum,
        balances: balances.iter().filter_map(seen).collect(),
        retired: row.retired,
        version: row.version,
    }
}

/// One item, whole, at an instant.
pub(crate) async fn view(db: &impl ConnectionTrait, scope: &Scope, item: &Model, now: DateTime<Utc>) -> Result<ItemView> {
    let today = school::find(db, item.school_id).await?.today(now);
    let stores = stores(db, scope).await?;
    let balances = balances(db, item.school_id, BTreeSet::from([item.id])).await?;
    let seen: Vec<Uuid> = stores.keys().copied().collect();
    let lots = lot::Entity::find()
        .filter(lot::Column::SchoolId.eq(item.school_id))
        .filter(lot::Column::ItemId.eq(item.id))
        .filter(lot::Column::Quantity.gt(0))
        .filter(lot::Column::StoreId.is_in(seen.clone()))
        .all(db)
        .await?;
    let where_is: HashMap<Uuid, (Uuid, i64)> = lots.iter().map(|lot| (lot.id, (lot.store_id, lot.version))).collect();
    let mut lots: Vec<rules::Lot> = lots.into_iter().map(rules::Lot::from).collect();
    rules::in_order(&mut lots);
    let lot = |lot: rules::Lot| {
        let (store, version) = where_is.get(&lot.id)?;
        Some(StockLot {
            id: lot.id,
            store: stores.get(store)?.clone(),
            unfit: fitness::of(&lot, item.food_group.is_some(), today).err(),
            bin: lot.bin,
            received_on: lot.received_on,
            lot_no: lot.lot_no,
            produced_on: lot.produced_on,
            expires_on: lot.expires_on,
            quantity: OnHand::stored(lot.left),
            version: *version,
        })
    };
    let rows = moves::Entity::find()
        .filter(moves::Column::SchoolId.eq(item.school_id))
        .filter(moves::Column::ItemId.eq(item.id))
        .filter(moves::Column::StoreId.is_in(seen))
        .order_by_desc(moves::Column::Id)
        .limit(SHOWN)
        .all(db)
        .await?;
    let documents = document::Entity::find()
        .filter(document::Column::SchoolId.eq(item.school_id))
        .filter(document::Column::Id.is_in(rows.iter().map(|row| row.document_id)))
        .all(db)
        .await?;
    let documents: HashMap<Uuid, document::Model> = documents.into_iter().map(|document| (document.id, document)).collect();
    let moved = |row: &moves::Model| {
        let document = documents.get(&row.document_id)?;
        Some(StockMove {
            document_id: row.document_id,
            number: document.number.clone(),
            kind: DocumentKind::of(&document.kind)?,
            happened_on: row.happened_on,
            store: stores.get(&row.store_id)?.clone(),
            came_in: OnHand::stored(row.quantity.max(0)),
            went_out: OnHand::stored(row.quantity.min(0).abs()),
            value: Money::stored(row.value),
        })
    };
    Ok(ItemView {
        row: row(item, balances.get(&item.id).map(Vec::as_slice).unwrap_or_default(), &stores),
        lots: lots.into_iter().filter_map(lot).collect(),
        moves: rows.iter().filter_map(moved).collect(),
    })
}
