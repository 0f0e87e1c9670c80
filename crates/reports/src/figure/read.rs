//! Figures, all that are asked for in one statement: they are of one moment, whatever is written meanwhile.

use std::collections::BTreeMap;

use campus::{calendar, school::entity::Model as School, school_days::SchoolCalendar};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use kernel::{Problem, Result};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use super::{
    source::{Ask, Chapter, Period, Source},
    sql::Sql,
};

/// Which figure, of which days.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    pub source: &'static Source,
    pub period: Period,
}

/// What the rows of one part, in one person's hands, come to.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Counted {
    /// At which place of what was wanted.
    place: i64,
    pub part: String,
    pub holder: Option<Uuid>,
    pub count: i64,
    pub amount: i64,
    pub quantity: i64,
    pub met: i64,
    oldest_on: Option<NaiveDate>,
    oldest_at: Option<DateTime<Utc>>,
}

/// Sums of several parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    pub count: i64,
    pub amount: i64,
    pub quantity: i64,
    pub met: i64,
}

impl Sum {
    pub fn add(&mut self, counted: &Counted) {
        self.count = self.count.saturating_add(counted.count);
        self.amount = self.amount.saturating_add(counted.amount);
        self.quantity = self.quantity.saturating_add(counted.quantity);
        self.met = self.met.saturating_add(counted.met);
    }

    pub fn of<'a>(counted: impl IntoIterator<Item = &'a Counted>) -> Self {
        counted.into_iter().fold(Self::default(), |mut sum, one| {
            sum.add(one);
            sum
        })
    }
}

impl Counted {
    /// The day of the oldest of its rows, at the school.
    pub fn oldest(&self, ask: &Ask) -> Option<NaiveDate> {
        let at = self.oldest_at.map(|at| campus::school_days::date_at(ask.zone, at));
        [self.oldest_on, at].into_iter().flatten().min()
    }
}

/// What was found of each that was wanted, in that order.
#[derive(Debug)]
pub struct Found(Vec<Vec<Counted>>);

impl Found {
    /// Of the one at this place.
    pub fn at(&self, place: usize) -> &[Counted] {
        self.0.get(place).map_or(&[], Vec::as_slice)
    }
}

/// The school's calendar of the days that these figures look at; nothing where none of them asks for school days.
pub(super) async fn calendar(db: &impl ConnectionTrait, school: &School, ask: Ask, wanted: &[Wanted]) -> Result<Option<SchoolCalendar>> {
    let asking = wanted.iter().filter(|one| one.source.knows_school_days());
    // Those of the home look at the last days, whatever the period is.
    let from = asking.map(|one| if one.source.chapter == Chapter::Home { lately(ask.today) } else { one.period.from }).min();
    match from {
        Some(from) => Ok(Some(calendar::around(db, school, from, ask.today).await?)),
        None => Ok(None),
    }
}

/// The first of the seven days before this one.
pub(super) fn lately(today: NaiveDate) -> NaiveDate {
    today - TimeDelta::days(7)
}

/// Sums what is wanted.
///
/// # Errors
/// Only when the database fails.
pub async fn counted(db: &impl ConnectionTrait, school: &School, ask: Ask, wanted: &[Wanted]) -> Result<Found> {
    let mut found = vec![Vec::new(); wanted.len()];
    if wanted.is_empty() {
        return Ok(Found(found));
    }
    let mut sql = Sql::new(db.get_database_backend(), ask).with(calendar(db, school, ask, wanted).await?);
    let mut arms = Vec::with_capacity(wanted.len());
    for (place, Wanted { source, period }) in (0_i64..).zip(wanted) {
        sql.ask.period = *period;
        let rows = (source.rows)(&mut sql);
        arms.push(format!(
            "SELECT CAST({place} AS bigint) AS place, f.part AS part, f.holder AS holder, CAST(COALESCE(SUM(f.things), 0) AS bigint) AS count, \
             CAST(COALESCE(SUM(f.amount), 0) AS bigint) AS amount, CAST(COALESCE(SUM(f.quantity), 0) AS bigint) AS quantity, \
             CAST(COALESCE(SUM(f.met), 0) AS bigint) AS met, MIN(f.happened_on) AS oldest_on, MIN(f.happened_at) AS oldest_at \
             FROM ({rows}) AS f GROUP BY f.part, f.holder"
        ));
    }
    let statement = Statement::from_sql_and_values(db.get_database_backend(), arms.join(" UNION ALL "), sql.values());
    for row in db.query_all_raw(statement).await? {
        let counted = Counted::from_query_result(&row, "")?;
        let place = usize::try_from(counted.place).map_err(Problem::internal)?;
        if let Some(of) = found.get_mut(place) {
            of.push(counted);
        }
    }
    Ok(Found(found))
}

/// Sums of the parts, whoever holds them, largest first: by money where there is any.
pub fn by_part(counted: &[Counted]) -> Vec<(String, Sum)> {
    let mut parts: BTreeMap<&str, Sum> = BTreeMap::new();
    for one in counted {
        parts.entry(&one.part).or_default().add(one);
    }
    let mut parts: Vec<(String, Sum)> = parts.into_iter().map(|(part, sum)| (part.to_owned(), sum)).collect();
    parts.sort_by_key(|(_, sum)| std::cmp::Reverse((sum.amount, sum.count)));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(part: &str, count: i64, amount: i64) -> Counted {
        Counted { place: 0, part: part.into(), holder: None, count, amount, quantity: 0, met: 1, oldest_on: None, oldest_at: None }
    }

    #[test]
    fn parts_are_added_over_their_holders_and_the_largest_is_first() {
        let all = [counted("a", 1, 5), counted("b", 2, 7), counted("a", 3, 1)];
        let parts = by_part(&all);
        let seen: Vec<_> = parts.iter().map(|(part, sum)| (part.as_str(), sum.count, sum.amount)).collect();
        assert_eq!(seen, [("b", 2, 7), ("a", 4, 6)]);
        assert_eq!(Sum::of(&all), Sum { count: 6, amount: 13, quantity: 0, met: 3 });
    }
}
