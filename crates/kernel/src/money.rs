//! Money in minor units (fen). On the wire a decimal string of the school's currency: `"1234.50"`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// An amount in fen. Arithmetic is checked: an amount that does not fit is an error, never a wrapped number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

/// The largest amount the product accepts: 99 999 999 999.99 yuan.
pub const MAX_FEN: i64 = 9_999_999_999_999;

impl Money {
    pub const ZERO: Self = Self(0);

    /// From fen; `None` beyond ±[`MAX_FEN`].
    pub const fn from_fen(fen: i64) -> Option<Self> {
        if fen > MAX_FEN || fen < -MAX_FEN { None } else { Some(Self(fen)) }
    }

    /// An amount as the database keeps it. The CHECK constraints hold the range.
    pub const fn stored(fen: i64) -> Self {
        Self(fen)
    }

    pub const fn fen(self) -> i64 {
        self.0
    }

    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(Self::from_fen)
    }

    /// Times a number of pieces.
    pub fn checked_mul(self, pieces: i64) -> Option<Self> {
        self.0.checked_mul(pieces).and_then(Self::from_fen)
    }
}

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an amount is digits with at most two decimals, such as 1234.50, up to 99999999999.99")]
pub struct BadMoney;

impl FromStr for Money {
    type Err = BadMoney;

    fn from_str(text: &str) -> Result<Self, BadMoney> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, cents) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(cents) || cents.len() > 2 || whole.len() > 11 {
            return Err(BadMoney);
        }
        let whole: i64 = whole.parse().map_err(|_| BadMoney)?;
        let scale = if cents.len() == 1 { 10 } else { 1 };
        let cents: i64 = cents.parse().map_err(|_| BadMoney)?;
        let fen = whole * 100 + cents * scale;
        Self::from_fen(if negative { -fen } else { fen }).ok_or(BadMoney)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl utoipa::PartialSchema for Money {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(r"^-?\d{1,15}(\.\d{1,2})?$"))
            .description(Some("An amount in the school's currency, as a decimal string."))
            .examples(["1234.50"])
            .into()
    }
}
impl utoipa::ToSchema for Money {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_and_write_exactly() {
        for (text, fen) in [("0", 0), ("38", 3800), ("1234.5", 123_450), ("-0.01", -1), ("99999999999.99", MAX_FEN)] {
            assert_eq!(text.parse::<Money>().unwrap().fen(), fen, "{text}");
        }
        assert_eq!(Money(-5).to_string(), "-0.05");
        for bad in ["", ".", "1.", ".5", "1.234", "1,000.00", "1e3", "100000000000", "+1", "１"] {
            assert!(bad.parse::<Money>().is_err(), "{bad}");
        }
    }
}
