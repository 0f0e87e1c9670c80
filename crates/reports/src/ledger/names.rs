//! Where the cards of some entries were on the day of the ledger, and in whose hands, by name: three look-ups however many cards.

use std::collections::{HashMap, HashSet};

use campus::{location, person};
use chrono::{DateTime, Utc};
use kernel::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::places::{self, Stay};

/// A card's place and custodian, as words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Whereabouts {
    pub place: Option<String>,
    pub custodian: Option<String>,
}

/// The names that a ledger asks for again and again.
#[derive(Debug, Default)]
pub(crate) struct Book {
    places: HashMap<Uuid, String>,
    people: HashMap<Uuid, String>,
}

impl Book {
    /// Where these cards were when the day was over.
    pub async fn of(
        &mut self,
        db: &impl ConnectionTrait,
        school: Uuid,
        cards: &[Uuid],
        end: DateTime<Utc>,
    ) -> Result<HashMap<Uuid, Whereabouts>> {
        let stays = stays_of(db, school, cards).await?;
        let there: HashMap<Uuid, Stay> =
            stays.iter().filter_map(|(card, stays)| places::at(stays, end).map(|stay| (*card, *stay))).collect();
        self.learn_places(db, school, there.values().filter_map(|stay| stay.place)).await?;
        self.learn_people(db, school, there.values().filter_map(|stay| stay.custodian)).await?;
        let named = |stay: &Stay| Whereabouts {
            place: stay.place.and_then(|id| self.place(id)),
            custodian: stay.custodian.and_then(|id| self.person(id)),
        };
        Ok(there.iter().map(|(card, stay)| (*card, named(stay))).collect())
    }

    pub async fn learn_places(&mut self, db: &impl ConnectionTrait, school: Uuid, ids: impl Iterator<Item = Uuid>) -> Result<()> {
        let missing: HashSet<Uuid> = ids.filter(|id| !self.places.contains_key(id)).collect();
        if !missing.is_empty() {
            self.places.extend(location::repo::names(db, school, missing.into_iter().collect()).await?);
        }
        Ok(())
    }

    pub async fn learn_people(&mut self, db: &impl ConnectionTrait, school: Uuid, ids: impl Iterator<Item = Uuid>) -> Result<()> {
        let missing: HashSet<Uuid> = ids.filter(|id| !self.people.contains_key(id)).collect();
        if !missing.is_empty() {
            self.people.extend(person::repo::names(db, school, missing.into_iter().collect()).await?);
        }
        Ok(())
    }

    pub fn place(&self, id: Uuid) -> Option<String> {
        self.places.get(&id).cloned()
    }

    pub fn person(&self, id: Uuid) -> Option<String> {
        self.people.get(&id).cloned()
    }
}

/// Every stay of these cards, oldest first.
pub(crate) async fn stays_of(db: &impl ConnectionTrait, school: Uuid, cards: &[Uuid]) -> Result<HashMap<Uuid, Vec<Stay>>> {
    use registers::asset::entity::assignment::{Column, Entity};
    // The card, since when, the place and the custodian.
    type Row = (Uuid, DateTime<Utc>, Option<Uuid>, Option<Uuid>);
    let mut stays: HashMap<Uuid, Vec<Stay>> = HashMap::new();
    if cards.is_empty() {
        return Ok(stays);
    }
    let rows: Vec<Row> = Entity::find()
        .select_only()
        .columns([Column::AssetId, Column::StartedAt, Column::LocationId, Column::CustodianId])
        .filter(Column::SchoolId.eq(school))
        .filter(Column::AssetId.is_in(cards.iter().copied()))
        .order_by_asc(Column::AssetId)
        .order_by_asc(Column::StartedAt)
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    for (card, from, place, custodian) in rows {
        stays.entry(card).or_default().push(Stay { from, place, custodian });
    }
    Ok(stays)
}
