//! The school days of the replay: counted back from the day on which the demo is built.

use std::{collections::BTreeMap, sync::LazyLock};

use campus::school_days::Zone;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};

/// Time of day as it is written in the data: 742 is 7:42.
pub(super) type TimeOfDay = u32;

/// Nothing of today happens later than this.
const END_OF_TODAY: TimeOfDay = 1130;
const START_OF_DAY: TimeOfDay = 730;

/// School days, 0 being the latest one that has begun; 1 the one before it; -1 the next.
#[derive(Debug, Clone, Copy)]
pub(super) struct SchoolDays {
    zone: Zone,
    today: NaiveDate,
    now: DateTime<Utc>,
}

impl SchoolDays {
    pub(super) fn until(now: DateTime<Utc>, zone: Zone) -> Self {
        let local = now.with_timezone(&zone);
        // Before eight, or on a free day, the latest school day is an earlier one.
        let mut today = local.date_naive();
        if local.time() < time(800) {
            today = before(today);
        }
        while is_free(today) {
            today = before(today);
        }
        Self { zone, today, now }
    }

    /// The date of a school day.
    pub(super) fn date(&self, day: i32) -> NaiveDate {
        let step = if day >= 0 { before } else { after };
        let mut date = self.today;
        for _ in 0..day.unsigned_abs() {
            date = step(date);
            while is_free(date) {
                date = step(date);
            }
        }
        date
    }

    /// Whether a day is the present one: on a free day, and in the night, the latest school day is over.
    pub(super) fn is_open(&self, date: NaiveDate) -> bool {
        date == self.now.with_timezone(&self.zone).date_naive()
    }

    /// An instant of a school day. When the demo is built in the morning, today's are drawn together so that none lies ahead.
    pub(super) fn instant(&self, day: i32, at: TimeOfDay) -> DateTime<Utc> {
        self.moment(self.date(day), at)
    }

    /// The same of any day.
    pub(super) fn moment(&self, date: NaiveDate, at: TimeOfDay) -> DateTime<Utc> {
        let instant = self.on(date, at);
        let (start, end) = (self.on(self.today, START_OF_DAY), self.on(self.today, END_OF_TODAY));
        if date != self.today || self.now >= end {
            return instant;
        }
        let passed = (self.now - start).num_seconds() - 60;
        start + TimeDelta::seconds((instant - start).num_seconds() * passed / (end - start).num_seconds())
    }

    fn on(&self, date: NaiveDate, at: TimeOfDay) -> DateTime<Utc> {
        self.zone.from_local_datetime(&date.and_time(time(at))).earliest().map_or(self.now, |t| t.with_timezone(&Utc))
    }
}

/// The first school day from this one on.
pub(super) fn school_day_from(date: NaiveDate) -> NaiveDate {
    let mut date = date;
    while is_free(date) {
        date = after(date);
    }
    date
}

/// The school day after this day.
pub(super) fn school_day_after(date: NaiveDate) -> NaiveDate {
    school_day_from(after(date))
}

fn time(at: TimeOfDay) -> NaiveTime {
    NaiveTime::from_hms_opt(at / 100, at % 100, 0).unwrap_or(NaiveTime::MIN)
}

/// Days of the public calendar and whether one works on them: looked at for every day of two terms, and read once.
static PUBLIC: LazyLock<BTreeMap<NaiveDate, bool>> =
    LazyLock::new(|| campus::calendar::pack::days().unwrap_or_default().into_iter().map(|day| (day.day, day.kind.works())).collect());

/// By the public calendar alone: the demo school has its terms around the days of the replay.
pub(super) fn is_free(date: NaiveDate) -> bool {
    PUBLIC.get(&date).map_or_else(|| matches!(date.weekday(), Weekday::Sat | Weekday::Sun), |works| !works)
}

fn before(date: NaiveDate) -> NaiveDate {
    date.checked_sub_days(Days::new(1)).unwrap_or(date)
}

fn after(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(1)).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Zone = Zone::Asia__Shanghai;

    fn days(day: u32, hour: u32, minute: u32) -> SchoolDays {
        SchoolDays::until(ZONE.with_ymd_and_hms(2026, 11, day, hour, minute, 0).unwrap().with_timezone(&Utc), ZONE)
    }

    #[test]
    fn a_week_has_five_days_and_a_sunday_belongs_to_friday() {
        let tuesday = days(24, 15, 0);
        assert_eq!(tuesday.date(0), NaiveDate::from_ymd_opt(2026, 11, 24).unwrap());
        assert_eq!(tuesday.date(2), NaiveDate::from_ymd_opt(2026, 11, 20).unwrap());
        assert_eq!(tuesday.date(-4), NaiveDate::from_ymd_opt(2026, 11, 30).unwrap());
        assert_eq!(days(22, 15, 0).date(0), NaiveDate::from_ymd_opt(2026, 11, 20).unwrap());
        assert_eq!(days(24, 7, 59).date(0), NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
    }

    #[test]
    fn nothing_of_today_lies_ahead() {
        for (hour, minute) in [(8, 0), (9, 30), (11, 29), (11, 30), (23, 0)] {
            let days = days(24, hour, minute);
            assert!(days.instant(0, END_OF_TODAY) <= days.now, "{hour}:{minute}");
            assert!(days.instant(0, 730) < days.instant(0, 735), "{hour}:{minute}");
        }
    }
}
