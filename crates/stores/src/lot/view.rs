//! A lot as its caller sees it.

use std::collections::HashMap;

use campus::school;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Actor, Lang, Money, Result, Scope};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    dto::{AllowedStep, LotRow, LotView},
    phase::{CommandKind, Facts, guard},
    repo,
    service::keeps,
};
use crate::{
    OnHand,
    item::{self, Food, dto::StockMove, entity::Model as Item},
    stock::{
        DocumentKind,
        entity::{self as document, lot::Model, moves},
        fitness, rules,
    },
    store::{self, dto::StoreRef},
};

/// Moves shown with a lot.
const SHOWN: u64 = 100;

pub(super) fn facts(row: &Model, keeps: bool) -> Facts {
    Facts { keeps, named: fitness::is_named(row.lot_no.as_deref(), row.produced_on) }
}

/// A row of the list, on a day.
pub(super) fn row(row: &Model, item: &Item, store: &StoreRef, today: NaiveDate) -> LotRow {
    let lot = rules::Lot::from(row.clone());
    LotRow {
        id: row.id,
        item: item::repo::as_ref(item),
        food: Food::of(item),
        store: store.clone(),
        bin: row.bin.clone(),
        lot_no: row.lot_no.clone(),
        produced_on: row.produced_on,
        expires_on: row.expires_on,
        received_on: row.received_on,
        quantity: OnHand::stored(row.quantity),
        state: repo::phase(row).state(),
        unfit: fitness::of(&lot, item.food_group.is_some(), today).err(),
        days_left: row.expires_on.map(|last| (last - today).num_days()),
        version: row.version,
    }
}

/// One lot, whole, at an instant.
pub(super) async fn view(
    db: &impl ConnectionTrait,
    scope: &Scope,
    one: &Model,
    actor: &Actor,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<LotView> {
    let today = school::find(db, one.school_id).await?.today(now);
    let item = item::repo::find(db, one.school_id, one.item_id).await?;
    let store = store::repo::find(db, scope, one.store_id).await?;
    let store = StoreRef { id: store.id, name: store.name };
    let rows = moves::Entity::find()
        .filter(moves::Column::SchoolId.eq(one.school_id))
        .filter(moves::Column::LotId.eq(one.id))
        .filter(moves::Column::ItemId.eq(one.item_id))
        .order_by_desc(moves::Column::Id)
        .limit(SHOWN)
        .all(db)
        .await?;
    let wanted = rows.iter().map(|row| row.document_id).chain([one.document_id]);
    let documents = document::Entity::find()
        .filter(document::Column::SchoolId.eq(one.school_id))
        .filter(document::Column::Id.is_in(wanted))
        .all(db)
        .await?;
    let documents: HashMap<Uuid, document::Model> = documents.into_iter().map(|document| (document.id, document)).collect();
    let came_by = documents.get(&one.document_id);
    let moved = |row: &moves::Model| {
        let document = documents.get(&row.document_id)?;
        Some(StockMove {
            document_id: row.document_id,
            number: document.number.clone(),
            kind: DocumentKind::of(&document.kind)?,
            happened_on: row.happened_on,
            store: store.clone(),
            came_in: OnHand::stored(row.quantity.max(0)),
            went_out: OnHand::stored(row.quantity.min(0).abs()),
            value: Money::stored(row.value),
        })
    };
    let allowed = allowed(one, facts(one, keeps(db, actor, one).await?), lang);
    Ok(LotView {
        row: row(one, &item, &store, today),
        supplier: came_by.and_then(|document| document.supplier.clone()),
        source_id: came_by.and_then(|document| document.source_id),
        source_number: came_by.and_then(|document| document.source_number.clone()),
        stopped_at: one.stopped_at,
        stop_reason: one.stop_reason.clone(),
        moves: rows.iter().filter_map(moved).collect(),
        allowed_actions: allowed,
    })
}

/// What the caller may do now, and if not, why.
fn allowed(one: &Model, facts: Facts, lang: Lang) -> Vec<AllowedStep> {
    let state = repo::phase(one).state();
    let step = |action| match guard(state, action, facts) {
        Ok(()) => AllowedStep { action, allowed: true, reason: None },
        Err(refusal) => AllowedStep { action, allowed: false, reason: Some(refusal.text().pick(lang).to_owned()) },
    };
    CommandKind::ALL.into_iter().map(step).collect()
}
