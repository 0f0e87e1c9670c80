//! D14: what is closed stays as it is. Nothing is dated into a month that is closed, whoever writes it.

use chrono::NaiveDate;
use kernel::{Result, Tx};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    entity::{Column, Entity},
    error::DepreciationError,
    month::Month,
    phase::State,
};

/// Under which a month is closed, and something is dated into a month before the current one.
const LOCK: i64 = 0x4445_5052;

/// The last month that is closed. Months are closed in their order, and what lies before the first of them is closed with it.
///
/// # Errors
/// Only when the database fails.
pub async fn last_closed(db: &impl ConnectionTrait, school: Uuid) -> Result<Option<Month>> {
    let period: Option<String> = Entity::find()
        .select_only()
        .column(Column::Period)
        .filter(Column::SchoolId.eq(school))
        .filter(Column::State.eq(State::Closed.key()))
        .order_by_desc(Column::Period)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(period.and_then(|period| period.parse().ok()))
}

/// Waits until nobody closes a month of this school, or dates something into an earlier one. Whoever closes holds cards after it: who
/// writes cards and dates something into the past asks for it first.
pub(crate) async fn one_after_another(tx: &Tx) -> Result<()> {
    tx.alone(LOCK ^ tx.school()?.as_u64_pair().1.cast_signed()).await
}

/// What is closed, for whoever writes value events of these days. Asked before anything is written, and only where a day lies before the
/// current month: a month is not closed before it is over.
pub(crate) async fn closed_before(tx: &Tx, days: impl IntoIterator<Item = NaiveDate>, today: NaiveDate) -> Result<Closed> {
    let this_month = Month::of(today);
    if days.into_iter().all(|day| Month::of(day) >= this_month) {
        return Ok(Closed { until: None, today });
    }
    one_after_another(tx).await?;
    Ok(Closed { until: last_closed(tx, tx.school()?).await?, today })
}

/// Until when the books are closed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Closed {
    until: Option<Month>,
    today: NaiveDate,
}

impl Closed {
    fn covers(self, day: NaiveDate) -> Option<Month> {
        self.until.filter(|until| Month::of(day) <= *until)
    }

    /// # Errors
    /// When the day lies in a closed month.
    pub(crate) fn refuse(self, day: NaiveDate) -> Result<()> {
        match self.covers(day) {
            Some(until) => Err(DepreciationError::MonthClosed { on: day, until }.into()),
            None => Ok(()),
        }
    }

    /// The day, or today where its month is closed: what comes late is entered late.
    pub(crate) fn open_day(self, day: NaiveDate) -> NaiveDate {
        if self.covers(day).is_some() { self.today } else { day }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d14_a_closed_month_and_all_before_it_take_nothing() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let closed = Closed { until: Some("2026-10".parse().unwrap()), today: day("2026-11-24") };
        for late in ["2026-10-31", "2026-10-01", "2019-01-01"] {
            assert_eq!(closed.refuse(day(late)).unwrap_err().code(), "month_closed");
            assert_eq!(closed.open_day(day(late)), day("2026-11-24"));
        }
        assert!(closed.refuse(day("2026-11-01")).is_ok());
        assert_eq!(closed.open_day(day("2026-11-01")), day("2026-11-01"));
        let open = Closed { until: None, ..closed };
        assert!(open.refuse(day("2019-01-01")).is_ok());
    }
}
