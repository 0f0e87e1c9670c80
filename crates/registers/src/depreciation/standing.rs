//! How far one card is: what it takes a month, and what lies ahead of it.

use campus::school;
use kernel::{Reader, Result};
use uuid::Uuid;

use super::{
    books,
    month::Month,
    plan::{Running, Taken, ahead},
    repo,
};
use crate::policy::{DEPRECIATION_SOURCE, DEPRECIATION_START, DepreciationSource};

/// A card on its way.
#[derive(Debug, Clone)]
pub(crate) struct OfCard {
    pub source: DepreciationSource,
    /// The first month that nobody closed.
    pub from: Month,
    /// `None` where the card does not depreciate.
    pub running: Option<Running>,
    pub ahead: Vec<Taken>,
}

/// What is known of a card today.
pub(crate) async fn of_card(db: &Reader, school: Uuid, card: Uuid) -> Result<OfCard> {
    let today = school::find(db, school).await?.today(db.now());
    let (source, start) = (DEPRECIATION_SOURCE.on(db, school, today).await?, DEPRECIATION_START.on(db, school, today).await?);
    let last = repo::last_closed(db, school).await?;
    let from = last.as_ref().map_or_else(|| Month::of(today), |run| run.month.plus(1));
    if source == DepreciationSource::Off {
        return Ok(OfCard { source, from, running: None, ahead: Vec::new() });
    }
    let next = from.max(Month::of(today)).plus(1);
    let found = books::cards(db, school, (next, start), last.map(|run| run.id.0), Some(&[card])).await?;
    let running = found.first().and_then(|card| card.running(start, from));
    let ahead = running.map(|card| ahead(card, from, None)).unwrap_or_default();
    Ok(OfCard { source, from, running, ahead })
}
