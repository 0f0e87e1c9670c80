//! The one seam to depreciation: accumulated depreciation as of a day, by card and by class, as the register says it (ADR 0064). Until today
//! it is what was written; a day that has not come is worn down by the plan.

use std::collections::HashMap;

use kernel::Result;
use registers::depreciation;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::as_of::AsOf;

/// Accumulated depreciation of every card, in fen; a card that is nothing on the day is not in it.
pub(crate) async fn at(db: &impl ConnectionTrait, as_of: &AsOf) -> Result<HashMap<Uuid, i64>> {
    let day = depreciation::at(db, as_of.school.id, as_of.on, as_of.today).await?;
    Ok(day.rows.into_iter().map(|card| (card.asset_id, card.accumulated)).collect())
}

/// The same of one card.
pub(crate) async fn of_card(db: &impl ConnectionTrait, as_of: &AsOf, card: Uuid) -> Result<Option<i64>> {
    let worth = depreciation::of_asset(db, (as_of.school.id, card), as_of.on, as_of.today).await?;
    Ok(worth.map(|card| card.accumulated))
}

/// The same by class.
pub(crate) async fn by_category(db: &impl ConnectionTrait, as_of: &AsOf) -> Result<HashMap<String, i64>> {
    let day = depreciation::by_category(db, as_of.school.id, as_of.on, as_of.today).await?;
    Ok(day.rows.into_iter().map(|class| (class.category_code, class.accumulated)).collect())
}
