//! On which days somebody goes round, pure.

use campus::school_days::SchoolCalendar;
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = InspectionEvery)]
pub enum Every {
    /// Every school day.
    Day,
    /// On weekdays.
    Week,
    /// Every so many days from the first one.
    Days,
    /// On a day of each month; the last where the month has no such day.
    Month,
    /// So many days before or after a term begins.
    Term,
}

/// A rhythm with its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionRhythm)]
pub struct Rhythm {
    pub every: Every,
    /// Of `week`: 1 is Monday, 7 Sunday.
    #[serde(default)]
    pub weekdays: Vec<u32>,
    /// Of `days`: how many.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 366)]
    pub n: Option<u32>,
    /// Of `month` the day; of `term` days after its first one, less than nothing before it.
    #[serde(default)]
    #[schema(minimum = -60, maximum = 150)]
    pub day: Option<i32>,
}

/// How far back a day that was no school day is looked for: longer than any vacation.
const LONGEST_GAP: u64 = 70;

impl Rhythm {
    pub const fn daily() -> Self {
        Self { every: Every::Day, weekdays: Vec::new(), n: None, day: None }
    }

    pub fn weekly(weekdays: impl IntoIterator<Item = u32>) -> Self {
        Self { every: Every::Week, weekdays: weekdays.into_iter().collect(), n: None, day: None }
    }

    pub const fn monthly(day: i32) -> Self {
        Self { every: Every::Month, weekdays: Vec::new(), n: None, day: Some(day) }
    }

    /// The field that is missing, out of bounds or of another rhythm, if one is.
    pub fn wrong(&self) -> Option<&'static str> {
        let weekdays = match self.every {
            Every::Week => (1..=7).contains(&self.weekdays.len()) && self.weekdays.iter().all(|day| (1..=7).contains(day)),
            Every::Day | Every::Days | Every::Month | Every::Term => self.weekdays.is_empty(),
        };
        let n = match self.every {
            Every::Days => self.n.is_some_and(|n| (1..=366).contains(&n)),
            Every::Day | Every::Week | Every::Month | Every::Term => self.n.is_none(),
        };
        let day = match self.every {
            Every::Month => self.day.is_some_and(|day| (1..=31).contains(&day)),
            Every::Term => self.day.is_some_and(|day| (-60..=150).contains(&day)),
            Every::Day | Every::Week | Every::Days => self.day.is_none(),
        };
        [(weekdays, "weekdays"), (n, "n"), (day, "day")].into_iter().find(|(fits, _)| !fits).map(|(_, field)| field)
    }

    /// Whether a day is one of the rhythm's, whatever kind of day it is.
    fn names(&self, starts_on: NaiveDate, calendar: &SchoolCalendar, day: NaiveDate) -> bool {
        match self.every {
            Every::Day => true,
            Every::Week => self.weekdays.contains(&day.weekday().number_from_monday()),
            Every::Days => {
                let passed = (day - starts_on).num_days();
                passed >= 0 && passed % i64::from(self.n.unwrap_or(1).max(1)) == 0
            }
            Every::Month => {
                let wanted = u32::try_from(self.day.unwrap_or(1)).unwrap_or(1);
                day.day() == wanted.min(days_of_month(day))
            }
            Every::Term => calendar.terms.iter().any(|term| (day - term.first).num_days() == i64::from(self.day.unwrap_or_default())),
        }
    }

    /// Whether somebody goes round on a day. Days and weekdays on which no school is held are left out; what comes seldom is held on the
    /// next school day instead. Before a term no school is held, so its days stay what they are.
    pub fn is_due(&self, starts_on: NaiveDate, on_holidays: bool, calendar: &SchoolCalendar, day: NaiveDate) -> bool {
        if day < starts_on {
            return false;
        }
        if on_holidays || self.every == Every::Term {
            return self.names(starts_on, calendar, day);
        }
        if !calendar.kind(day).works() {
            return false;
        }
        if self.names(starts_on, calendar, day) {
            return true;
        }
        if matches!(self.every, Every::Day | Every::Week) {
            return false;
        }
        // What fell on the days since the last school day.
        (1..=LONGEST_GAP)
            .map_while(|back| day.checked_sub_days(Days::new(back)))
            .take_while(|before| *before >= starts_on && !calendar.kind(*before).works())
            .any(|before| self.names(starts_on, calendar, before))
    }

    /// The next day after `after` on which somebody goes round, within a year.
    pub fn next(&self, starts_on: NaiveDate, on_holidays: bool, calendar: &SchoolCalendar, after: NaiveDate) -> Option<NaiveDate> {
        (1..=366)
            .filter_map(|ahead| after.checked_add_days(Days::new(ahead)))
            .find(|day| self.is_due(starts_on, on_holidays, calendar, *day))
    }
}

fn days_of_month(day: NaiveDate) -> u32 {
    let (year, month) = if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
    NaiveDate::from_ymd_opt(year, month, 1).and_then(|first| first.pred_opt()).map_or(28, |last| last.day())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use campus::school_days::{DayKind, TermSpan, Told, zone};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A term from September to January, with a holiday of a week in October.
    fn calendar() -> SchoolCalendar {
        let told = (1..=7).map(|n| (day(&format!("2026-10-0{n}")), Told { kind: DayKind::Holiday, by_school: false }));
        let span = |first: &str, last: &str| TermSpan { first: day(first), last: day(last) };
        SchoolCalendar {
            zone: zone("Asia/Shanghai"),
            terms: vec![span("2026-09-01", "2027-01-22"), span("2027-02-22", "2027-07-02")],
            told: told.collect::<BTreeMap<_, _>>(),
        }
    }

    fn due(rhythm: &Rhythm, starts: &str, from: &str, days: u64) -> Vec<String> {
        let all = (0..days).map(|n| day(from) + Days::new(n));
        all.filter(|one| rhythm.is_due(day(starts), false, &calendar(), *one)).map(|one| one.to_string()).collect()
    }

    #[test]
    fn every_day_is_every_school_day() {
        assert_eq!(due(&Rhythm::daily(), "2026-09-01", "2026-09-30", 10), ["2026-09-30", "2026-10-08", "2026-10-09"]);
    }

    #[test]
    fn a_monday_in_a_holiday_is_left_out() {
        let mondays = Rhythm::weekly([1]);
        assert_eq!(due(&mondays, "2026-09-01", "2026-09-20", 24), ["2026-09-21", "2026-09-28", "2026-10-12"]);
    }

    #[test]
    fn a_fortnight_that_ends_in_a_holiday_is_held_on_the_next_school_day() {
        let fortnight = Rhythm { every: Every::Days, weekdays: Vec::new(), n: Some(14), day: None };
        // Counted from a Saturday: the third fortnight ends on the 3rd of October.
        assert_eq!(due(&fortnight, "2026-09-05", "2026-09-05", 40), ["2026-09-07", "2026-09-21", "2026-10-08"]);
    }

    #[test]
    fn a_month_without_such_a_day_has_its_last_one_and_a_term_counts_from_its_first() {
        assert_eq!(due(&Rhythm::monthly(31), "2026-09-01", "2026-11-20", 20), ["2026-11-30"]);
        let before = Rhythm { every: Every::Term, weekdays: Vec::new(), n: None, day: Some(-7) };
        assert_eq!(due(&before, "2026-09-01", "2027-02-01", 28), ["2027-02-15"]);
    }

    #[test]
    fn nothing_is_due_before_the_plan_begins_and_numbers_are_asked_for() {
        assert!(due(&Rhythm::daily(), "2026-11-24", "2026-11-01", 23).is_empty());
        assert_eq!(Rhythm::weekly([]).wrong(), Some("weekdays"));
        assert_eq!(Rhythm::weekly([8]).wrong(), Some("weekdays"));
        assert_eq!(Rhythm { every: Every::Days, weekdays: Vec::new(), n: None, day: None }.wrong(), Some("n"));
        assert_eq!(Rhythm::monthly(0).wrong(), Some("day"));
        assert_eq!(Rhythm::monthly(31).wrong(), None);
    }

    #[test]
    fn the_next_day_is_found_over_a_holiday() {
        let next = Rhythm::daily().next(day("2026-09-01"), false, &calendar(), day("2026-09-30"));
        assert_eq!(next, Some(day("2026-10-08")));
    }
}
