//! What is at which place as of a day: the assignment that was open at the end of the day, or a card's first one where the day is before it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use kernel::Result;
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

use super::{
    as_of::{AsOf, LedgerBasis},
    depreciation,
    sql::{Amounts, ask},
};

/// A place and what stands there; `None` for what has no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlaceLine {
    pub place: Option<Uuid>,
    pub cards: i64,
    pub amounts: Amounts,
}

/// A card that has no place is at the place of this id: what a look-up found and what it did not find must not look alike.
pub(super) const NOWHERE: Uuid = Uuid::nil();

/// Where a card is when a day is over, as an expression: at the place of the last assignment that began before `end`, else of its first.
/// Parameters are named; the first is the school.
pub(super) fn place_at(asset: &str, end: &str, nowhere: &str) -> String {
    format!(
        "COALESCE(
            (SELECT COALESCE(s.location_id, {nowhere}) FROM asset_assignment s
                WHERE s.school_id = $1 AND s.asset_id = {asset} AND s.started_at < {end} ORDER BY s.started_at DESC, s.id DESC LIMIT 1),
            (SELECT COALESCE(s.location_id, {nowhere}) FROM asset_assignment s
                WHERE s.school_id = $1 AND s.asset_id = {asset} ORDER BY s.started_at, s.id LIMIT 1),
            {nowhere})"
    )
}

fn sql() -> String {
    let place = place_at("v.asset_id", "$3", "$4");
    format!(
        "SELECT place, CAST(SUM(CASE WHEN quantity <> 0 THEN 1 ELSE 0 END) AS bigint) AS cards, CAST(SUM(quantity) AS bigint) AS quantity,
            CAST(SUM(value) AS bigint) AS value, CAST(SUM(worn) AS bigint) AS worn
        FROM (
            SELECT {place} AS place, v.quantity, v.value, v.worn
            FROM (
                SELECT e.asset_id, SUM(e.quantity) AS quantity, SUM(e.original_value) AS value, SUM(e.accumulated_depreciation) AS worn
                FROM asset_value_event e WHERE e.school_id = $1 AND e.effective_on <= $2 GROUP BY e.asset_id
            ) v WHERE v.quantity <> 0 OR v.value <> 0 OR v.worn <> 0
        ) placed
        GROUP BY place"
    )
}

/// Every place at which something stands, in no order. What stands there is worn down by the plan until a day that has not come.
pub(crate) async fn lines(db: &impl ConnectionTrait, as_of: &AsOf) -> Result<Vec<PlaceLine>> {
    let rows = ask(db, &sql(), [as_of.school.id.into(), as_of.on.into(), as_of.end().into(), NOWHERE.into()]).await?;
    let line = |row: &QueryResult| -> Result<PlaceLine> {
        let place: Uuid = row.try_get("", "place")?;
        Ok(PlaceLine { place: (place != NOWHERE).then_some(place), cards: row.try_get("", "cards")?, amounts: Amounts::read(row)? })
    };
    let mut lines = rows.iter().map(line).collect::<Result<Vec<_>>>()?;
    if as_of.basis() == LedgerBasis::Forecast {
        let plan = planned(db, as_of).await?;
        for line in &mut lines {
            line.amounts.worn = plan.get(&line.place).copied().unwrap_or_default();
        }
    }
    Ok(lines)
}

/// What the plan takes until a day that has not come, by the places where things are now.
async fn planned(db: &impl ConnectionTrait, as_of: &AsOf) -> Result<HashMap<Option<Uuid>, i64>> {
    let plan = depreciation::at(db, as_of).await?;
    let now = ask(db, "SELECT id, location_id FROM asset WHERE school_id = $1 AND voided_at IS NULL", [as_of.school.id.into()]).await?;
    let mut found: HashMap<Option<Uuid>, i64> = HashMap::new();
    for row in &now {
        let (card, place): (Uuid, Option<Uuid>) = (row.try_get("", "id")?, row.try_get("", "location_id")?);
        *found.entry(place).or_default() += plan.get(&card).copied().unwrap_or_default();
    }
    Ok(found)
}

/// Where a card was from when on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stay {
    pub from: DateTime<Utc>,
    pub place: Option<Uuid>,
    pub custodian: Option<Uuid>,
}

/// Which of a card's stays, oldest first, counts on a day whose end is told: the last that began before, else the first.
pub(crate) fn at(stays: &[Stay], end: DateTime<Utc>) -> Option<&Stay> {
    stays.iter().rev().find(|stay| stay.from < end).or_else(|| stays.first())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_where_it_was_last_and_before_everything_where_it_was_first() {
        let moment = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let (first, second) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let stay = |from: &str, place| Stay { from: moment(from), place: Some(place), custodian: None };
        let stays = [stay("2026-09-01T08:00:00Z", first), stay("2026-10-01T08:00:00Z", second)];
        let place = |end: &str| at(&stays, moment(end)).and_then(|stay| stay.place);
        assert_eq!(place("2020-01-01T00:00:00Z"), Some(first));
        assert_eq!(place("2026-10-01T08:00:00Z"), Some(first), "a day that ends as the move begins knows nothing of it");
        assert_eq!(place("2026-10-01T16:00:00Z"), Some(second));
        assert_eq!(at(&[], moment("2026-10-01T16:00:00Z")), None);
    }
}
