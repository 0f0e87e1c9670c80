//! What a figure is made of.

use campus::{school::entity::Model as School, school_days::Zone};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use kernel::Text;
use uuid::Uuid;

use super::sql::Sql;

/// Where a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FigureChapter)]
pub enum Chapter {
    Assets,
    Purchases,
    Repairs,
    Inspections,
    Stock,
    Canteen,
    Publications,
    Exceptions,
    /// On the home: what is past its day, by whoever holds it.
    Late,
    /// On the home: what is not finished, by kind.
    Open,
    /// On the home: what the sums of the whole school are.
    Home,
}

impl Chapter {
    /// Those of the term summary, in their order.
    pub const OF_TERM: [Self; 8] =
        [Self::Assets, Self::Purchases, Self::Repairs, Self::Inspections, Self::Stock, Self::Canteen, Self::Publications, Self::Exceptions];

    pub const fn title(self) -> Text {
        match self {
            Self::Assets => Text::fixed("资产", "Assets"),
            Self::Purchases => Text::fixed("采购", "Purchases"),
            Self::Repairs => Text::fixed("维修", "Repairs"),
            Self::Inspections => Text::fixed("检查", "Inspections"),
            Self::Stock => Text::fixed("库房", "Stores"),
            Self::Canteen => Text::fixed("食堂", "Canteen"),
            Self::Publications => Text::fixed("公示", "Publication"),
            Self::Exceptions => Text::fixed("内控例外", "Control exceptions"),
            Self::Late => Text::fixed("逾期", "Late"),
            Self::Open => Text::fixed("未办结", "Open"),
            Self::Home => Text::fixed("全校", "The school"),
        }
    }
}

/// What of the rows is the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FigureMeasure)]
pub enum Measure {
    /// How many.
    Count,
    /// How much money, of how many.
    Amount,
    /// How many pieces and what they are worth.
    Worth,
    /// How many of them are as they should be.
    Share,
    /// How many kilograms.
    Weight,
}

/// By what the rows fall into parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Whole,
    Fund,
    /// The first two levels of the classes of assets.
    AssetClass,
    AssetCategory,
    RepairCategory,
    Rule,
    /// Major, minor, spot, daily.
    CheckKind,
    Meal,
    /// What came of an inspection from outside.
    OutsideResult,
    /// Of what is late or waits: a role or a meeting, where no person holds it.
    Seat,
}

/// A figure.
#[derive(Debug, Clone)]
pub struct Source {
    pub key: &'static str,
    pub chapter: Chapter,
    pub title: Text,
    /// What exactly is counted, as a reader would ask.
    pub definition: Text,
    pub measure: Measure,
    pub part: Part,
    /// Its rows, as one SELECT.
    pub rows: fn(&mut Sql) -> String,
}

impl Source {
    /// Whether it may ask which days are school days.
    pub const fn knows_school_days(&self) -> bool {
        matches!(self.chapter, Chapter::Canteen | Chapter::Home)
    }
}

/// First and last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Of which school, of which days, and when it is asked.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    pub school: Uuid,
    pub zone: Zone,
    pub period: Period,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
}

impl Ask {
    pub fn of(school: &School, period: Period, now: DateTime<Utc>) -> Self {
        Self { school: school.id, zone: school.zone(), period, today: school.today(now), now }
    }

    /// What counts of the period: nothing after today has happened.
    pub fn last(&self) -> NaiveDate {
        self.period.to.min(self.today)
    }

    /// When a day begins at the school.
    pub fn begins(&self, day: NaiveDate) -> DateTime<Utc> {
        let midnight = self.zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest();
        midnight.map_or_else(|| day.and_time(NaiveTime::MIN).and_utc(), |midnight| midnight.with_timezone(&Utc))
    }

    /// When the period is over.
    pub fn ends(&self) -> DateTime<Utc> {
        let last = self.last();
        self.begins(last.checked_add_days(Days::new(1)).unwrap_or(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_that_runs_counts_until_tonight_at_the_school() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let ask = |to: &str| Ask {
            school: Uuid::nil(),
            zone: campus::school_days::zone("Asia/Shanghai"),
            period: Period { from: day("2026-09-01"), to: day(to) },
            today: day("2026-11-24"),
            now: "2026-11-24T02:00:00Z".parse().unwrap(),
        };
        assert_eq!((ask("2027-01-22").last(), ask("2026-10-31").last()), (day("2026-11-24"), day("2026-10-31")));
        assert_eq!(ask("2026-10-31").ends().to_rfc3339(), "2026-10-31T16:00:00+00:00");
    }
}
