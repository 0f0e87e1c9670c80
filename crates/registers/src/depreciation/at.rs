//! The books of value on any day, for ledgers: what every card was worth, or will be. Up to today it is what was written; after today the
//! months that nobody closed yet are forecast by the plan, and it says so.

use std::collections::{BTreeMap, HashMap};

use campus::school;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Problem, Result};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use super::{books, month::Month, plan::ahead, repo};
use crate::policy::{DEPRECIATION_SOURCE, DEPRECIATION_START, DepreciationSource};

/// What a card was worth on a day, in fen; pieces in thousandths.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AssetWorth {
    pub asset_id: Uuid,
    pub category_code: String,
    pub quantity: i64,
    pub original_value: i64,
    pub accumulated: i64,
}

impl AssetWorth {
    pub const fn net(&self) -> i64 {
        self.original_value - self.accumulated
    }
}

/// The same of all cards of a category.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CategoryWorth {
    pub category_code: String,
    pub cards: i64,
    pub quantity: i64,
    pub original_value: i64,
    pub accumulated: i64,
}

impl CategoryWorth {
    pub const fn net(&self) -> i64 {
        self.original_value - self.accumulated
    }
}

/// Rows of a day, and whether something in them is foretold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnDay<T> {
    pub as_of: NaiveDate,
    pub forecast: bool,
    pub rows: Vec<T>,
}

/// What cards say now without what came after a day. A voided card says nothing any more: its events add up to nothing. A card that was put
/// under another class since had the one which it left first.
fn written() -> String {
    format!(
        "
    SELECT a.id AS asset_id, COALESCE(c.category_code, a.category_code) AS category_code,
        CASE WHEN a.voided_at IS NULL THEN a.quantity ELSE 0 END - COALESCE(l.quantity, 0) AS quantity,
        CASE WHEN a.voided_at IS NULL THEN COALESCE(a.original_value, 0) ELSE 0 END - COALESCE(l.value, 0) AS original_value,
        CASE WHEN a.voided_at IS NULL THEN COALESCE(a.accumulated_depreciation, 0) ELSE 0 END - COALESCE(l.worn, 0) AS accumulated
    FROM asset a LEFT JOIN (
        SELECT asset_id, CAST(SUM(quantity) AS bigint) AS quantity, CAST(SUM(original_value) AS bigint) AS value,
            CAST(SUM(accumulated_depreciation) AS bigint) AS worn
        FROM asset_value_event WHERE school_id = $1 AND effective_on > $2 GROUP BY asset_id
    ) l ON l.asset_id = a.id
    LEFT JOIN ({LEFT_SINCE}) c ON c.asset_id = a.id
    WHERE a.school_id = $1"
    )
}

/// The classes that cards left after a day, first.
const LEFT_SINCE: &str = "
    SELECT o.asset_id, o.category_code FROM asset_value_event o
    WHERE o.school_id = $1 AND o.kind = 'reclassified' AND o.quantity < 0 AND o.effective_on > $2 AND NOT EXISTS (
        SELECT 1 FROM asset_value_event f WHERE f.school_id = $1 AND f.asset_id = o.asset_id AND f.kind = 'reclassified'
            AND f.quantity < 0 AND f.effective_on > $2
            AND (f.effective_on < o.effective_on OR (f.effective_on = o.effective_on AND f.id < o.id)))";

/// Cards that were under another class at the end of a day than they are now, and which.
///
/// # Errors
/// Only when the database fails.
pub async fn left_since(db: &impl ConnectionTrait, school: Uuid, day: NaiveDate) -> Result<HashMap<Uuid, String>> {
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), LEFT_SINCE, [school.into(), day.into()])).await?;
    rows.iter().map(|row| Ok((row.try_get("", "asset_id")?, row.try_get("", "category_code")?))).collect()
}

/// What every card was worth at the end of a day, in the order of their ids: those that were there.
///
/// # Errors
/// Only when the database fails. Open a snapshot where it has to agree with what else is read.
pub async fn at(db: &impl ConnectionTrait, school: Uuid, as_of: NaiveDate, today: NaiveDate) -> Result<OnDay<AssetWorth>> {
    worth(db, school, (as_of, today), None).await
}

/// The same of one card; `None` where it was not there.
///
/// # Errors
/// Only when the database fails.
pub async fn of_asset(
    db: &impl ConnectionTrait,
    (school, asset): (Uuid, Uuid),
    as_of: NaiveDate,
    today: NaiveDate,
) -> Result<Option<AssetWorth>> {
    Ok(worth(db, school, (as_of, today), Some(asset)).await?.rows.pop())
}

async fn worth(
    db: &impl ConnectionTrait,
    school: Uuid,
    (as_of, today): (NaiveDate, NaiveDate),
    only: Option<Uuid>,
) -> Result<OnDay<AssetWorth>> {
    let mut rows = on_day(db, school, as_of, only).await?;
    let mut forecast = false;
    if as_of > today {
        let coming = foretold(db, school, (as_of, today), only.as_ref().map(std::slice::from_ref)).await?;
        forecast = !coming.is_empty();
        for row in &mut rows {
            row.accumulated += coming.get(&row.asset_id).map(|coming| coming.amount).unwrap_or_default();
        }
    }
    Ok(OnDay { as_of, forecast, rows })
}

/// What is written until the end of a day, whatever day it is.
pub(super) async fn on_day(db: &impl ConnectionTrait, school: Uuid, as_of: NaiveDate, only: Option<Uuid>) -> Result<Vec<AssetWorth>> {
    let mut values: Vec<sea_orm::Value> = vec![school.into(), as_of.into()];
    let mut which = "";
    if let Some(asset) = only {
        which = " AND a.id = $3";
        values.push(asset.into());
    }
    let written = written();
    let sql =
        format!("SELECT * FROM ({written}{which}) d WHERE quantity <> 0 OR original_value <> 0 OR accumulated <> 0 ORDER BY asset_id");
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(AssetWorth::find_by_statement(statement).all(db).await?)
}

/// The same by category, in the order of the codes.
///
/// # Errors
/// Only when the database fails.
pub async fn by_category(db: &impl ConnectionTrait, school: Uuid, as_of: NaiveDate, today: NaiveDate) -> Result<OnDay<CategoryWorth>> {
    if as_of > today {
        let OnDay { forecast, rows, .. } = at(db, school, as_of, today).await?;
        return Ok(OnDay { as_of, forecast, rows: grouped(&rows)? });
    }
    let written = written();
    let sql = format!(
        "SELECT category_code, CAST(COUNT(*) AS bigint) AS cards, CAST(SUM(quantity) AS bigint) AS quantity,
            CAST(SUM(original_value) AS bigint) AS original_value, CAST(SUM(accumulated) AS bigint) AS accumulated
         FROM ({written}) d WHERE quantity <> 0 OR original_value <> 0 OR accumulated <> 0
         GROUP BY category_code ORDER BY category_code"
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [school.into(), as_of.into()]);
    Ok(OnDay { as_of, forecast: false, rows: CategoryWorth::find_by_statement(statement).all(db).await? })
}

fn grouped(rows: &[AssetWorth]) -> Result<Vec<CategoryWorth>> {
    let mut all: BTreeMap<&str, CategoryWorth> = BTreeMap::new();
    for row in rows {
        let empty = || CategoryWorth { category_code: row.category_code.clone(), cards: 0, quantity: 0, original_value: 0, accumulated: 0 };
        let sum = all.entry(&row.category_code).or_insert_with(empty);
        sum.cards += 1;
        for (sum, amount) in
            [(&mut sum.quantity, row.quantity), (&mut sum.original_value, row.original_value), (&mut sum.accumulated, row.accumulated)]
        {
            *sum = sum.checked_add(amount).ok_or_else(|| Problem::internal("a sum over the register does not fit"))?;
        }
    }
    Ok(all.into_values().collect())
}

/// What the plan takes of a card until a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Coming {
    pub amount: i64,
    /// Months of its life that are over with the day.
    pub months: i64,
    /// What the last month takes that is over with the day.
    pub last: i64,
}

/// What the months that nobody closed yet will take until a day, by card: those whose last day comes by then. Of all cards, or of those that
/// are asked for.
pub(super) async fn foretold(
    db: &impl ConnectionTrait,
    school: Uuid,
    (as_of, today): (NaiveDate, NaiveDate),
    only: Option<&[Uuid]>,
) -> Result<HashMap<Uuid, Coming>> {
    if DEPRECIATION_SOURCE.on(db, school, today).await? == DepreciationSource::Off {
        return Ok(HashMap::new());
    }
    let start = DEPRECIATION_START.on(db, school, today).await?;
    let last = repo::last_closed(db, school).await?;
    let from = last.as_ref().map_or_else(|| Month::of(today), |run| run.month.plus(1));
    let until = Month::over_with(as_of);
    if until < from {
        return Ok(HashMap::new());
    }
    // With everything that was written until today, whatever month is the first of those ahead.
    let next = from.max(Month::of(today)).plus(1);
    let cards = books::cards(db, school, (next, start), last.map(|run| run.id.0), only).await?;
    let coming = |card: books::Card| {
        let running = card.running(start, from)?;
        let taken = ahead(running, from, Some(until));
        let amount: i64 = taken.iter().map(|taken| taken.amount).sum();
        let last = taken.last().filter(|taken| taken.month == until).map(|taken| taken.amount).unwrap_or_default();
        (amount != 0).then_some((card.id, Coming { amount, months: running.months_taken(until), last }))
    };
    Ok(cards.into_iter().filter_map(coming).collect())
}

/// The day on which the first card was entered, whatever day it counts from: what the ledger says of earlier days was brought along.
///
/// # Errors
/// Only when the database fails.
pub async fn live_since(db: &impl ConnectionTrait, school: Uuid) -> Result<Option<NaiveDate>> {
    // The order of ids is that of creation.
    let sql = "SELECT recorded_at FROM asset_value_event WHERE school_id = $1 ORDER BY id LIMIT 1";
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [school.into()])).await?;
    let Some(row) = row else { return Ok(None) };
    let first: DateTime<Utc> = row.try_get("", "recorded_at")?;
    Ok(Some(school::find(db, school).await?.today(first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_the_sums_of_their_cards() {
        let card = |code: &str, value: i64, worn: i64| AssetWorth {
            asset_id: Uuid::nil(),
            category_code: code.into(),
            quantity: 1000,
            original_value: value,
            accumulated: worn,
        };
        let sums = grouped(&[card("A05", 300, 100), card("A02", 50, 0), card("A05", 7, 7)]).unwrap();
        let said: Vec<_> = sums.iter().map(|sum| (sum.category_code.as_str(), sum.cards, sum.original_value, sum.net())).collect();
        assert_eq!(said, [("A02", 1, 50, 50), ("A05", 2, 307, 200)]);
    }
}
