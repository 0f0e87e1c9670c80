//! E1 by room: the cards that were ever at a place are told apart by [`super::entry::in_place`], thousands at a time; what stays in memory
//! of each is days and amounts, words are looked up for what is shown.

use std::collections::HashMap;

use kernel::Result;
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

use super::{
    as_of::AsOf,
    detail::After,
    entry::{self, PlaceDay, RawEntry, ValueEvent},
    names::stays_of,
    sql::ask,
};

/// Cards that are read at once.
const CARDS: usize = 5000;

const HERE: &str = "SELECT DISTINCT s.asset_id FROM asset_assignment s
    WHERE s.school_id = $1 AND s.location_id = $3 AND s.asset_id > $2 ORDER BY s.asset_id LIMIT 5000";
const NOWHERE: &str = "SELECT DISTINCT s.asset_id FROM asset_assignment s
    WHERE s.school_id = $1 AND s.location_id IS NULL AND s.asset_id > $2 ORDER BY s.asset_id LIMIT 5000";

/// Every entry of the ledger of a place until the day, in order: for a file that has all of them.
pub(crate) async fn entries(db: &impl ConnectionTrait, as_of: &AsOf, place: Option<Uuid>) -> Result<Vec<RawEntry>> {
    let mut all = Vec::new();
    let mut last = Uuid::nil();
    loop {
        let cards = cards_after(db, as_of.school.id, place, last).await?;
        let Some(end) = cards.last() else { break };
        last = *end;
        all.extend(of_cards(db, as_of, place, &cards).await?);
        if cards.len() < CARDS {
            break;
        }
    }
    all.sort_by_key(After::of);
    Ok(all)
}

/// What some cards brought to the ledger of a place and took from it, in no order.
pub(super) async fn of_cards(db: &impl ConnectionTrait, as_of: &AsOf, place: Option<Uuid>, cards: &[Uuid]) -> Result<Vec<RawEntry>> {
    let events = events_of(db, as_of, cards).await?;
    let stays = stays_of(db, as_of.school.id, cards).await?;
    let mut all = Vec::new();
    for card in cards {
        let days: Vec<PlaceDay> = stays
            .get(card)
            .map(|stays| stays.iter().map(|stay| PlaceDay { on: as_of.day_of(stay.from), place: stay.place }).collect())
            .unwrap_or_default();
        let events = events.get(card).map_or(&[][..], Vec::as_slice);
        all.extend(entry::in_place(*card, events, &days, place, as_of.on));
    }
    Ok(all)
}

async fn cards_after(db: &impl ConnectionTrait, school: Uuid, place: Option<Uuid>, last: Uuid) -> Result<Vec<Uuid>> {
    let (sql, values): (_, Vec<Value>) = match place {
        Some(place) => (HERE, vec![school.into(), last.into(), place.into()]),
        None => (NOWHERE, vec![school.into(), last.into()]),
    };
    ask(db, sql, values).await?.iter().map(|row| Ok(row.try_get("", "asset_id")?)).collect()
}

async fn events_of(db: &impl ConnectionTrait, as_of: &AsOf, cards: &[Uuid]) -> Result<HashMap<Uuid, Vec<ValueEvent>>> {
    use registers::asset::entity::value_event::{Column, Entity};
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
    let rows: Vec<(Uuid, Uuid, chrono::NaiveDate, String, String, i64, i64)> = Entity::find()
        .select_only()
        .columns([
            Column::AssetId,
            Column::Id,
            Column::EffectiveOn,
            Column::Kind,
            Column::DocumentKind,
            Column::Quantity,
            Column::OriginalValue,
        ])
        .filter(Column::SchoolId.eq(as_of.school.id))
        .filter(Column::AssetId.is_in(cards.iter().copied()))
        .filter(Column::EffectiveOn.lte(as_of.on))
        .order_by_asc(Column::AssetId)
        .order_by_asc(Column::EffectiveOn)
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut events: HashMap<Uuid, Vec<ValueEvent>> = HashMap::new();
    for (card, id, on, kind, document_kind, quantity, value) in rows {
        // What only wears down is no entry of this ledger, nor what changes its class and stays where it is.
        if (quantity, value) != (0, 0) && kind != "reclassified" {
            events.entry(card).or_default().push(ValueEvent { id, on, kind, document_kind, quantity, value });
        }
    }
    Ok(events)
}
