//! The school's own days: its time zone, and which days count as working days. Holidays come with the calendar; until then
//! Monday to Friday.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
pub use chrono_tz::Tz as Zone;
use chrono_tz::Tz;

/// A school's zone. An unknown name in the database falls back to Shanghai, the product's first home.
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(chrono_tz::Asia::Shanghai)
}

/// The civil date of an instant at the school.
pub fn date_at(zone: Tz, at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// The end (the last second) of the `count`-th working day after the day of `from`.
pub fn end_of_working_day_after(zone: Tz, from: DateTime<Utc>, count: u32) -> DateTime<Utc> {
    let mut day = date_at(zone, from);
    let mut left = count;
    while left > 0 {
        day = day.checked_add_days(Days::new(1)).unwrap_or(day);
        if !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            left -= 1;
        }
    }
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    zone.from_local_datetime(&next.and_time(NaiveTime::MIN)).earliest().map_or(from, |t| t.with_timezone(&Utc) - TimeDelta::seconds(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_working_days_skip_the_weekend_and_end_before_local_midnight() {
        let zone = chrono_tz::Asia::Shanghai;
        // Thursday 26 November 2026, 23:30 at the school.
        let from = zone.with_ymd_and_hms(2026, 11, 26, 23, 30, 0).unwrap().with_timezone(&Utc);
        let due = end_of_working_day_after(zone, from, 3);
        assert_eq!(due, zone.with_ymd_and_hms(2026, 12, 1, 23, 59, 59).unwrap());
        assert_eq!(date_at(zone, from), NaiveDate::from_ymd_opt(2026, 11, 26).unwrap());
    }
}
