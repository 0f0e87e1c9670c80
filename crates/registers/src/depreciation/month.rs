//! Months of the books: the accounting period is the calendar month (domain.md B3). On the wire and in the database `2026-11`.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A calendar month of the years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// Why a text is no month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a month is a year and its number, such as 2026-11")]
pub struct BadMonth;

impl Month {
    pub fn of(day: NaiveDate) -> Self {
        Self(day.year() * 12 + i32::try_from(day.month0()).unwrap_or_default())
    }

    /// The last month that is over at the end of a day.
    pub fn over_with(day: NaiveDate) -> Self {
        let month = Self::of(day);
        if month.last_day() <= day { month } else { month.plus(-1) }
    }

    /// So many months later, or earlier.
    #[must_use]
    pub fn plus(self, months: i64) -> Self {
        let months = i32::try_from(months).unwrap_or(if months < 0 { i32::MIN } else { i32::MAX });
        Self(self.0.saturating_add(months))
    }

    /// Months from another one to this one; less than nothing where that one is later.
    pub fn since(self, other: Self) -> i64 {
        i64::from(self.0) - i64::from(other.0)
    }

    pub const fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// 1 to 12.
    pub const fn number(self) -> u32 {
        self.0.rem_euclid(12).unsigned_abs() + 1
    }

    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year(), self.number(), 1).unwrap_or(NaiveDate::MIN)
    }

    pub fn last_day(self) -> NaiveDate {
        self.first_day().checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(NaiveDate::MAX)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = BadMonth;

    fn from_str(text: &str) -> Result<Self, BadMonth> {
        let (year, month) = text.split_once('-').ok_or(BadMonth)?;
        let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(BadMonth);
        }
        let first = NaiveDate::from_ymd_opt(year.parse().map_err(|_| BadMonth)?, month.parse().map_err(|_| BadMonth)?, 1);
        first.filter(|day| day.year() >= 1).map(Self::of).ok_or(BadMonth)
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl utoipa::PartialSchema for Month {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(r"^\d{4}-(0[1-9]|1[0-2])$"))
            .description(Some("A calendar month."))
            .examples(["2026-11"])
            .into()
    }
}
impl utoipa::ToSchema for Month {}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn months_read_write_and_count() {
        assert_eq!(month("2026-11").to_string(), "2026-11");
        assert_eq!((month("2026-12").plus(1), month("2027-01").plus(-13)), (month("2027-01"), month("2025-12")));
        assert_eq!((month("2027-02").since(month("2026-11")), month("2026-11").since(month("2027-02"))), (3, -3));
        assert_eq!(month("2028-02").last_day().to_string(), "2028-02-29");
        assert_eq!(Month::of("2026-11-30".parse().unwrap()), month("2026-11"));
        let over = |day: &str| Month::over_with(day.parse().unwrap());
        assert_eq!((over("2026-11-30"), over("2026-11-29"), over("2026-12-01")), (month("2026-11"), month("2026-10"), month("2026-11")));
        for bad in ["2026-13", "2026-00", "26-11", "2026-1", "2026/11", "2026-11-01", "", "0000-01", "-001-01", "２０２６-11"] {
            assert!(bad.parse::<Month>().is_err(), "{bad}");
        }
    }
}
