//! The school's own days, pure: its time zone, which day is a school day, which week of the term it is, and when a number of school
//! days is over. What stands in the tables comes from [`crate::calendar`].

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
pub use chrono_tz::Tz as Zone;
use chrono_tz::Tz;

/// How far ahead school days are looked for: longer than any vacation, so that nothing waits for ever for a term that nobody entered.
pub const LONGEST_LOOK: u64 = 400;

/// A school's zone. An unknown name in the database falls back to Shanghai, the product's first home.
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(chrono_tz::Asia::Shanghai)
}

/// The civil date of an instant at the school.
pub fn date_at(zone: Tz, at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// What a day is (domain.md B14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    SchoolDay,
    Weekend,
    Holiday,
    /// A day of the weekend on which school is held for a holiday that took a weekday.
    MakeupWorkday,
    Vacation,
}

impl DayKind {
    pub const fn key(self) -> &'static str {
        match self {
            Self::SchoolDay => "school_day",
            Self::Weekend => "weekend",
            Self::Holiday => "holiday",
            Self::MakeupWorkday => "makeup_workday",
            Self::Vacation => "vacation",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        [Self::SchoolDay, Self::Weekend, Self::Holiday, Self::MakeupWorkday, Self::Vacation].into_iter().find(|k| k.key() == key)
    }

    /// Whether the school works: what deadlines count.
    pub const fn works(self) -> bool {
        matches!(self, Self::SchoolDay | Self::MakeupWorkday)
    }
}

/// First and last day of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermSpan {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl TermSpan {
    pub fn holds(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// The number of the week that a day of the term lies in. Weeks begin on Mondays; the one with the first day is the first.
    pub fn week(self, day: NaiveDate) -> u32 {
        let weeks = (monday_of(day) - monday_of(self.first)).num_weeks();
        u32::try_from(weeks).unwrap_or_default() + 1
    }

    pub fn weeks(self) -> u32 {
        self.week(self.last)
    }
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

/// What the tables say of a day, and whether the school itself said so or the pack of public holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    pub kind: DayKind,
    pub by_school: bool,
}

/// The calendar of one school over some stretch of time.
#[derive(Debug, Clone)]
pub struct SchoolCalendar {
    pub zone: Tz,
    /// In the order of time.
    pub terms: Vec<TermSpan>,
    pub told: BTreeMap<NaiveDate, Told>,
}

impl SchoolCalendar {
    /// What a day is: as the school says; else as the public calendar says; else by weekday, and a day between two terms is
    /// vacation. After the last term that was entered the weekday decides, so that a forgotten entry stops no clock.
    pub fn kind(&self, day: NaiveDate) -> DayKind {
        let between_terms = self.between_terms(day);
        match self.told.get(&day) {
            Some(told) if told.by_school || told.kind != DayKind::MakeupWorkday || !between_terms => return told.kind,
            // Offices make up for the Spring Festival while pupils are at home.
            Some(_) => return DayKind::Vacation,
            None => {}
        }
        if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            DayKind::Weekend
        } else if between_terms {
            DayKind::Vacation
        } else {
            DayKind::SchoolDay
        }
    }

    fn between_terms(&self, day: NaiveDate) -> bool {
        let after_one = self.terms.iter().any(|term| term.last < day);
        let before_one = self.terms.iter().any(|term| term.first > day);
        after_one && before_one && self.term(day).is_none()
    }

    pub fn term(&self, day: NaiveDate) -> Option<TermSpan> {
        self.terms.iter().copied().find(|term| term.holds(day))
    }

    /// The end (the last second) of the `count`-th school day after the day of `from`.
    pub fn end_of_working_day_after(&self, from: DateTime<Utc>, count: u32) -> DateTime<Utc> {
        let first = date_at(self.zone, from);
        let mut day = first;
        let mut left = count;
        for ahead in 1..=LONGEST_LOOK {
            if left == 0 {
                break;
            }
            day = first.checked_add_days(Days::new(ahead)).unwrap_or(day);
            if self.kind(day).works() {
                left -= 1;
            }
        }
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        let midnight = self.zone.from_local_datetime(&next.and_time(NaiveTime::MIN)).earliest();
        midnight.map_or(from, |t| t.with_timezone(&Utc) - TimeDelta::seconds(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn calendar(terms: &[(NaiveDate, NaiveDate)]) -> SchoolCalendar {
        let told = crate::calendar::pack::days().unwrap().into_iter().map(|d| (d.day, Told { kind: d.kind, by_school: false })).collect();
        let terms = terms.iter().map(|(first, last)| TermSpan { first: *first, last: *last }).collect();
        SchoolCalendar { zone: chrono_tz::Asia::Shanghai, terms, told }
    }

    fn at(calendar: &SchoolCalendar, date: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
        calendar.zone.from_local_datetime(&date.and_hms_opt(hour, minute, 0).unwrap()).unwrap().with_timezone(&Utc)
    }

    #[test]
    fn three_working_days_skip_the_weekend_and_end_before_local_midnight() {
        let calendar = calendar(&[]);
        // Thursday 26 November 2026, 23:30 at the school.
        let from = at(&calendar, day(2026, 11, 26), 23, 30);
        let due = calendar.end_of_working_day_after(from, 3);
        assert_eq!(due, calendar.zone.with_ymd_and_hms(2026, 12, 1, 23, 59, 59).unwrap());
        assert_eq!(date_at(calendar.zone, from), day(2026, 11, 26));
    }

    #[test]
    fn holidays_are_skipped_and_make_up_days_count() {
        let calendar = calendar(&[]);
        // Wednesday 30 September 2026; 1 to 7 October are free, Saturday the 10th is worked.
        let due = calendar.end_of_working_day_after(at(&calendar, day(2026, 9, 30), 9, 0), 3);
        assert_eq!(date_at(calendar.zone, due), day(2026, 10, 10));
        assert_eq!(calendar.kind(day(2026, 10, 10)), DayKind::MakeupWorkday);
        assert_eq!(calendar.kind(day(2026, 10, 11)), DayKind::Weekend);
    }

    #[test]
    fn between_two_terms_is_vacation_and_after_the_last_one_is_not() {
        let terms = [(day(2025, 9, 1), day(2026, 1, 23)), (day(2026, 3, 2), day(2026, 7, 3))];
        let calendar = calendar(&terms);
        assert_eq!(calendar.kind(day(2026, 2, 10)), DayKind::Vacation);
        assert_eq!(calendar.kind(day(2026, 2, 14)), DayKind::Vacation, "an office's make-up day is no school day");
        assert_eq!(calendar.kind(day(2026, 2, 17)), DayKind::Holiday);
        assert_eq!(calendar.kind(day(2026, 7, 6)), DayKind::SchoolDay, "nobody has entered the next term");
        let due = calendar.end_of_working_day_after(at(&calendar, day(2026, 1, 23), 16, 0), 1);
        assert_eq!(date_at(calendar.zone, due), day(2026, 3, 2));
    }

    #[test]
    fn what_the_school_says_comes_first() {
        let mut calendar = calendar(&[]);
        calendar.told.insert(day(2026, 10, 10), Told { kind: DayKind::Weekend, by_school: true });
        assert_eq!(calendar.kind(day(2026, 10, 10)), DayKind::Weekend);
    }

    #[test]
    fn weeks_begin_on_mondays_and_the_first_holds_the_first_day() {
        // 1 September 2026 is a Tuesday.
        let term = TermSpan { first: day(2026, 9, 1), last: day(2027, 1, 22) };
        let weeks = [(day(2026, 9, 1), 1), (day(2026, 9, 6), 1), (day(2026, 9, 7), 2), (day(2026, 9, 29), 5)];
        for (day, week) in weeks {
            assert_eq!(term.week(day), week, "{day}");
        }
        assert_eq!(term.weeks(), 21);
    }

    #[test]
    fn a_calendar_without_a_school_day_still_ends() {
        let mut calendar = calendar(&[]);
        for ahead in 0..500 {
            let day = day(2026, 11, 26).checked_add_days(Days::new(ahead)).unwrap();
            calendar.told.insert(day, Told { kind: DayKind::Holiday, by_school: true });
        }
        let from = at(&calendar, day(2026, 11, 26), 9, 0);
        let ahead = calendar.end_of_working_day_after(from, 3) - from;
        assert_eq!(ahead.num_days(), i64::try_from(LONGEST_LOOK).unwrap());
    }
}
