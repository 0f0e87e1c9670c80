//! When something is sent: the hours of the digests, and the hours in which nobody wants to hear of anything that can wait.

use campus::{
    policy::Policy,
    school::{self, entity::Model as School},
    school_days::Zone,
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use kernel::{Result, Tx};

/// Hours of the day at which what was kept back goes out as one message (everyday.md, scene 8).
pub const DIGEST_HOURS: Policy<[u32; 2]> = Policy { key: "notice.digest_hours", default: [10, 16] };

/// From and until which hour nothing goes out that is not urgent.
pub const QUIET_HOURS: Policy<[u32; 2]> = Policy { key: "notice.quiet_hours", default: [21, 7] };

/// The newest hour of a digest that is over: today's, or yesterday's last.
pub fn last_digest(zone: Zone, hours: [u32; 2], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let today = now.with_timezone(&zone).date_naive();
    [today, today - TimeDelta::days(1)]
        .into_iter()
        .flat_map(|day| hours.into_iter().filter_map(move |hour| at(zone, day, NaiveTime::from_hms_opt(hour, 0, 0)?)))
        .filter(|at| *at <= now)
        .max()
}

/// Now, or the end of the quiet hours that it is in.
pub fn not_before(zone: Zone, quiet: (NaiveTime, NaiveTime), now: DateTime<Utc>) -> DateTime<Utc> {
    let (from, until) = quiet;
    let local = now.with_timezone(&zone);
    let (time, day) = (local.time(), local.date_naive());
    let (is_quiet, ends_on) = if from < until {
        (from <= time && time < until, day)
    } else if time >= from {
        (true, day + TimeDelta::days(1))
    } else {
        (time < until, day)
    };
    if is_quiet { at(zone, ends_on, until).unwrap_or(now).max(now) } else { now }
}

fn at(zone: Zone, day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    zone.from_local_datetime(&day.and_time(time)).earliest().map(|at| at.with_timezone(&Utc))
}

/// A time of the day as people write it, `21:30`.
pub fn read_time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

/// The school with the quiet hours that hold where nobody chose others.
pub async fn quiet_hours(tx: &Tx) -> Result<(School, (NaiveTime, NaiveTime))> {
    let school = school::find(tx, tx.school()?).await?;
    let [from, until] = QUIET_HOURS.on(tx, school.id, school.today(tx.now())).await?;
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN);
    Ok((school, (hour(from), hour(until))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Zone = Zone::Asia__Shanghai;

    fn local(day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
        ZONE.with_ymd_and_hms(2026, 11, day, hour, minute, 0).unwrap().with_timezone(&Utc)
    }

    #[test]
    fn the_last_digest_is_the_newest_hour_that_is_over() {
        assert_eq!(last_digest(ZONE, [10, 16], local(24, 9, 59)), Some(local(23, 16, 0)));
        assert_eq!(last_digest(ZONE, [10, 16], local(24, 10, 0)), Some(local(24, 10, 0)));
        assert_eq!(last_digest(ZONE, [10, 16], local(24, 23, 0)), Some(local(24, 16, 0)));
    }

    #[test]
    fn what_comes_in_quiet_hours_waits_for_their_end() {
        let night = (read_time("21:00").unwrap(), read_time("07:00").unwrap());
        assert_eq!(not_before(ZONE, night, local(24, 22, 30)), local(25, 7, 0));
        assert_eq!(not_before(ZONE, night, local(25, 6, 59)), local(25, 7, 0));
        assert_eq!(not_before(ZONE, night, local(25, 7, 0)), local(25, 7, 0));
        let noon = (read_time("12:00").unwrap(), read_time("14:00").unwrap());
        assert_eq!(not_before(ZONE, noon, local(24, 13, 0)), local(24, 14, 0));
        assert_eq!(not_before(ZONE, noon, local(24, 15, 0)), local(24, 15, 0));
    }
}
