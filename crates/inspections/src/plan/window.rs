//! Times of the day between which somebody goes round.

use std::{fmt, str::FromStr};

use campus::school_days::Zone;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use utoipa::ToSchema;

/// A time of the clock on the wall, to the minute: `"07:50"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime(u16);

/// Why a text is no time of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a time is HH:MM, such as 07:50")]
pub struct BadTime;

impl ClockTime {
    /// The beginning of a day.
    pub const MIDNIGHT: Self = Self(0);

    /// The instant of this time on a day; where the clocks were put forward over it, the next there is.
    pub fn on(self, zone: Zone, day: NaiveDate) -> DateTime<Utc> {
        let time = NaiveTime::from_hms_opt(u32::from(self.0 / 60), u32::from(self.0 % 60), 0).unwrap_or_default();
        let naive = day.and_time(time);
        let shown = |naive: &chrono::NaiveDateTime| zone.from_local_datetime(naive).earliest().map(|at| at.with_timezone(&Utc));
        shown(&naive).or_else(|| shown(&(naive + chrono::TimeDelta::hours(1)))).unwrap_or_else(|| naive.and_utc())
    }
}

impl FromStr for ClockTime {
    type Err = BadTime;

    fn from_str(text: &str) -> Result<Self, BadTime> {
        let (hours, minutes) = text.split_once(':').ok_or(BadTime)?;
        let two = |s: &str, below: u16| {
            let digits = s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit());
            s.parse::<u16>().ok().filter(|n| digits && *n < below).ok_or(BadTime)
        };
        Ok(Self(two(hours, 24)? * 60 + two(minutes, 60)?))
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Serialize for ClockTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl utoipa::PartialSchema for ClockTime {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(r"^([01]\d|2[0-3]):[0-5]\d$"))
            .description(Some("A time of the clock on the wall of the school."))
            .examples(["07:50"])
            .into()
    }
}
impl ToSchema for ClockTime {}

/// From when until when; a round that is not begun by the end is missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionWindow)]
pub struct Window {
    pub from: ClockTime,
    pub to: ClockTime,
}

impl Window {
    /// # Errors
    /// For what is no time of the clock.
    pub fn between(from: &str, to: &str) -> Result<Self, BadTime> {
        Ok(Self { from: from.parse()?, to: to.parse()? })
    }

    /// Its first and last instant on a day.
    pub fn on(self, zone: Zone, day: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
        (self.from.on(zone, day), self.to.on(zone, day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_the_clock_is_an_instant_of_the_school() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let window = Window::between("07:50", "08:10").unwrap();
        let (from, until) = window.on(campus::school_days::zone("Asia/Shanghai"), day);
        assert_eq!((from.to_rfc3339(), until.to_rfc3339()), ("2026-11-23T23:50:00+00:00".into(), "2026-11-24T00:10:00+00:00".into()));
        for bad in ["7:50", "24:00", "12:60", "12", "aa:bb", "12:5"] {
            assert!(bad.parse::<ClockTime>().is_err(), "{bad}");
        }
    }
}
