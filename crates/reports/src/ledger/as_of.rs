//! As of which day a ledger is read, and what that makes of it: before the register was begun there is only what was imported as opening,
//! after today only what the plan says (everyday.md 15).

use campus::school;
use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Utc};
use kernel::{Result, Text};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::ReportError;

/// What a ledger of this day stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LedgerBasis {
    /// A day before the register was begun: what was imported as opening, at the place where it was first seen.
    OpeningImport,
    Books,
    /// A day that has not come: the books as they are, worn down by the plan.
    Forecast,
}

impl LedgerBasis {
    pub const ALL: [Self; 3] = [Self::OpeningImport, Self::Books, Self::Forecast];

    pub const fn key(self) -> &'static str {
        match self {
            Self::OpeningImport => "opening_import",
            Self::Books => "books",
            Self::Forecast => "forecast",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.key() == key)
    }

    pub const fn title(self) -> Text {
        match self {
            Self::OpeningImport => Text::fixed("期初导入", "Opening import"),
            Self::Books => Text::fixed("账面数", "Books"),
            Self::Forecast => Text::fixed("预测", "Forecast"),
        }
    }

    /// The basis of a day, pure.
    pub fn on(day: NaiveDate, today: NaiveDate, go_live: Option<NaiveDate>) -> Self {
        if day > today {
            Self::Forecast
        } else if go_live.is_some_and(|live| day < live) {
            Self::OpeningImport
        } else {
            Self::Books
        }
    }
}

/// The days of a ledger in a school.
#[derive(Debug, Clone)]
pub(crate) struct AsOf {
    pub school: school::entity::Model,
    /// First day of the period.
    pub from: NaiveDate,
    /// Last day of it, whose balances are shown.
    pub on: NaiveDate,
    pub today: NaiveDate,
    /// The day on which the first value was written down here.
    pub go_live: Option<NaiveDate>,
}

impl AsOf {
    /// The days asked for: today and since the first of January when nothing is said.
    pub async fn read(
        db: &impl ConnectionTrait,
        school: Uuid,
        now: DateTime<Utc>,
        (from, on): (Option<NaiveDate>, Option<NaiveDate>),
    ) -> Result<Self> {
        let school = school::find(db, school).await?;
        let today = school.today(now);
        let on = on.unwrap_or(today);
        let from = match from {
            Some(from) => from,
            None => NaiveDate::from_ymd_opt(on.year(), 1, 1).ok_or(ReportError::FarDay)?,
        };
        if [from, on].iter().any(|day| !(1900..2200).contains(&day.year())) {
            return Err(ReportError::FarDay.into());
        }
        if from > on {
            return Err(ReportError::PeriodBackwards.into());
        }
        let go_live = first_written(db, school.id).await?.map(|at| school.today(at));
        Ok(Self { school, from, on, today, go_live })
    }

    pub fn basis(&self) -> LedgerBasis {
        LedgerBasis::on(self.on, self.today, self.go_live)
    }

    /// The moment at which the day is over in the school's zone: what was begun before it counts.
    pub fn end(&self) -> DateTime<Utc> {
        self.end_of(self.on)
    }

    /// The same of any day.
    pub fn end_of(&self, day: NaiveDate) -> DateTime<Utc> {
        let next = day.succ_opt().unwrap_or(day).and_time(chrono::NaiveTime::MIN);
        self.school.zone().from_local_datetime(&next).earliest().map_or_else(|| next.and_utc(), |at| at.with_timezone(&Utc))
    }

    /// The day of a moment in the school's zone.
    pub fn day_of(&self, at: DateTime<Utc>) -> NaiveDate {
        self.school.today(at)
    }
}

/// Ids are in the order of creation: the first one is found without reading the others.
async fn first_written(db: &impl ConnectionTrait, school: Uuid) -> Result<Option<DateTime<Utc>>> {
    use registers::asset::entity::value_event::{Column, Entity};
    let select = Entity::find().select_only().column(Column::RecordedAt).filter(Column::SchoolId.eq(school));
    Ok(select.order_by_asc(Column::Id).limit(1).into_tuple().one(db).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_before_the_books_is_opening_and_one_after_today_is_a_forecast() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (live, today) = (Some(day("2026-09-01")), day("2026-11-28"));
        for (on, basis) in [
            ("2026-08-31", LedgerBasis::OpeningImport),
            ("2026-09-01", LedgerBasis::Books),
            ("2026-11-28", LedgerBasis::Books),
            ("2026-11-29", LedgerBasis::Forecast),
        ] {
            assert_eq!(LedgerBasis::on(day(on), today, live), basis, "{on}");
        }
        assert_eq!(LedgerBasis::on(day("1999-01-01"), today, None), LedgerBasis::Books, "an empty register has no opening");
        assert!(LedgerBasis::ALL.into_iter().all(|basis| LedgerBasis::of(basis.key()) == Some(basis)));
    }
}
