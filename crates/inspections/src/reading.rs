//! A reading: what a thermometer or a meter shows, in thousandths; below nothing too, as in a freezer.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// On the wire a decimal string of at most three decimals: `"-18"`, `"3.5"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reading(i64);

/// Why a text is no reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a reading is a number with at most three decimals, such as -18 or 3.5")]
pub struct BadReading;

impl Reading {
    /// As the database keeps it.
    pub const fn stored(thousandths: i64) -> Self {
        Self(thousandths)
    }

    pub const fn thousandths(self) -> i64 {
        self.0
    }
}

impl FromStr for Reading {
    type Err = BadReading;

    fn from_str(text: &str) -> Result<Self, BadReading> {
        let (below, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(part) || part.len() > 3 || whole.len() > 9 {
            return Err(BadReading);
        }
        let thousandths: i64 = format!("{whole}{part:0<3}").parse().map_err(|_| BadReading)?;
        Ok(Self(if below { -thousandths } else { thousandths }))
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if part == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{}", format!("{whole}.{part:03}").trim_end_matches('0')) }
    }
}

impl Serialize for Reading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Reading {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl utoipa::PartialSchema for Reading {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(r"^-?\d{1,9}(\.\d{1,3})?$"))
            .description(Some("What an instrument shows, as a decimal string."))
            .examples(["-18"])
            .into()
    }
}
impl utoipa::ToSchema for Reading {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_go_below_nothing_and_keep_three_decimals() {
        for (text, shown) in [("0", "0"), ("-18", "-18"), ("-0.5", "-0.5"), ("3.50", "3.5"), ("007", "7"), ("-0", "0")] {
            assert_eq!(text.parse::<Reading>().unwrap().to_string(), shown, "{text}");
        }
        for bad in ["", "-", "--1", "+1", ".", "1.", "0.0000", "1e3", "1234567890"] {
            assert!(bad.parse::<Reading>().is_err(), "{bad}");
        }
        assert!("-18".parse::<Reading>().unwrap() < "-17.9".parse::<Reading>().unwrap());
    }
}
