//! What the months take that were over before a day and that nobody closed yet: it comes into the books whatever a card is worth by then.

use chrono::NaiveDate;
use kernel::Result;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    books::{self, Card},
    compute::{Input, Line, own},
    model::Basis,
    month::Month,
    repo,
};
use crate::{
    asset::entity::{self, value_event},
    policy::{DEPRECIATION_SOURCE, DEPRECIATION_START, DepreciationSource},
};

/// Of a card, in fen, where the school's own figures count: nobody knows yet what the asset system will say. Where its pieces were on another
/// card in such a month, all that this one takes: no more than that falls to them.
pub(crate) async fn owed(db: &impl ConnectionTrait, school: Uuid, card: Uuid, on: NaiveDate) -> Result<i64> {
    let last = repo::last_closed(db, school).await?;
    let next = match &last {
        Some(run) => Some(run.month.plus(1)),
        None => repo::draft(db, school).await?.map(|run| run.month),
    };
    let (last_run, until) = (last.map(|run| run.id.0), Month::of(on));
    let Some(mut month) = next else { return Ok(0) };
    let (mut owed, mut before) = (0, None);
    while month < until {
        let day = month.last_day();
        if DEPRECIATION_SOURCE.on(db, school, day).await? == DepreciationSource::OwnOfficial {
            let start = DEPRECIATION_START.on(db, school, day).await?;
            let whole = whole(db, school, card, day).await?;
            let found = books::cards(db, school, (month, start), last_run, Some(&[whole])).await?.pop();
            let input = Input { month, basis: Basis::Own, start, last_run };
            if let Some(line) = found.and_then(|card| own(&after(card, before.as_ref(), owed), input, None)) {
                owed += line.posted;
                before = Some(line);
            }
        }
        month = month.plus(1);
    }
    Ok(owed)
}

/// The card on which pieces were at the end of a day.
async fn whole(db: &impl ConnectionTrait, school: Uuid, card: Uuid, day: NaiveDate) -> Result<Uuid> {
    use value_event::Column;
    let mut card = card;
    loop {
        let opened = value_event::Entity::find().select_only().column(Column::EffectiveOn).filter(Column::SchoolId.eq(school));
        let opened = opened.filter(Column::AssetId.eq(card)).filter(Column::Kind.eq("opening")).order_by_asc(Column::EffectiveOn).limit(1);
        let first: Option<NaiveDate> = opened.into_tuple().one(db).await?;
        if first.is_none_or(|first| first <= day) {
            return Ok(card);
        }
        let from = entity::Entity::find().select_only().column(entity::Column::SplitFromId).filter(entity::Column::SchoolId.eq(school));
        let from: Option<Option<Uuid>> = from.filter(entity::Column::Id.eq(card)).into_tuple().one(db).await?;
        match from.flatten() {
            Some(other) => card = other,
            None => return Ok(card),
        }
    }
}

/// A card as it is after the month before, which is not in its books.
fn after(card: Card, before: Option<&Line>, owed: i64) -> Card {
    let card = Card { accumulated: card.accumulated + owed, ..card };
    match before {
        None => card,
        Some(line) => Card {
            last_value: Some(line.original_value),
            last_life: Some(line.life_months),
            last_taken: Some(line.months_taken),
            last_accumulated: Some(line.accumulated),
            last_rate: Some(line.rate),
            ..card
        },
    }
}
