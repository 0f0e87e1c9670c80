//! Days and moments as people mean them. The two engines keep different ranges of years, and text order breaks beyond four digits.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, de::Error};

/// A day or a moment that may stand in a calendar.
pub trait InCalendar {
    /// Its year; `None` when there is no day at all.
    fn year(&self) -> Option<i32>;
}
impl InCalendar for NaiveDate {
    fn year(&self) -> Option<i32> {
        Some(Datelike::year(self))
    }
}
impl InCalendar for DateTime<Utc> {
    fn year(&self) -> Option<i32> {
        Some(Datelike::year(self))
    }
}
impl<T: InCalendar> InCalendar for Option<T> {
    fn year(&self) -> Option<i32> {
        self.as_ref().and_then(InCalendar::year)
    }
}

/// For every day and moment that comes from outside: of the years 1 to 9999.
///
/// # Errors
/// Those of the inner value, and for other years.
pub fn in_calendar<'de, T: InCalendar + Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = T::deserialize(deserializer)?;
    match value.year() {
        None | Some(1..=9999) => Ok(value),
        Some(_) => Err(D::Error::custom("the year must be 1 to 9999")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Body {
        #[serde(default, deserialize_with = "in_calendar")]
        on: Option<NaiveDate>,
    }

    #[test]
    fn years_of_four_digits_are_days_and_others_are_not() {
        let read = |json: &str| serde_json::from_str::<Body>(json).map(|b| b.on.is_some()).ok();
        assert_eq!(read(r#"{"on":"2026-11-24"}"#), Some(true));
        assert_eq!((read(r#"{"on":null}"#), read("{}")), (Some(false), Some(false)));
        for bad in ["0000-01-01", "-0001-01-01", "+10000-01-01", "2026-02-30"] {
            assert_eq!(read(&format!(r#"{{"on":"{bad}"}}"#)), None, "{bad}");
        }
    }
}
