//! Quantities: thousandths of a unit. Pieces are whole; measured units (㎡, m, kg …) may have up to three decimals.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A positive quantity in thousandths. On the wire a decimal string without needless zeros: `"50"`, `"12.5"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

/// The largest quantity: 1 000 000 000 units.
const MAX_THOUSANDTHS: i64 = 1_000_000_000_000;

impl Quantity {
    pub const ONE: Self = Self(1000);

    /// From thousandths; `None` unless positive and at most a thousand million units.
    pub const fn from_thousandths(value: i64) -> Option<Self> {
        if value > 0 && value <= MAX_THOUSANDTHS { Some(Self(value)) } else { None }
    }

    /// A quantity as the database keeps it. The CHECK constraints hold the range.
    pub const fn stored(thousandths: i64) -> Self {
        Self(thousandths)
    }

    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// The number of pieces, when it is whole.
    pub const fn pieces(self) -> Option<i64> {
        if self.0 % 1000 == 0 { Some(self.0 / 1000) } else { None }
    }
}

/// Why a text is not a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a quantity is a positive number with at most three decimals, such as 50 or 12.5")]
pub struct BadQuantity;

impl FromStr for Quantity {
    type Err = BadQuantity;

    fn from_str(text: &str) -> Result<Self, BadQuantity> {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole) || !plain(part) || part.len() > 3 || whole.len() > 10 {
            return Err(BadQuantity);
        }
        let thousandths: i64 = format!("{whole}{part:0<3}").parse().map_err(|_| BadQuantity)?;
        Self::from_thousandths(thousandths).ok_or(BadQuantity)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 1000, self.0 % 1000);
        if part == 0 { write!(f, "{whole}") } else { write!(f, "{}", format!("{whole}.{part:03}").trim_end_matches('0')) }
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl utoipa::PartialSchema for Quantity {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(r"^\d{1,10}(\.\d{1,3})?$"))
            .description(Some("A positive quantity in the unit of the card, as a decimal string."))
            .examples(["50"])
            .into()
    }
}
impl utoipa::ToSchema for Quantity {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_read_and_write_exactly() {
        for (text, shown) in [("50", "50"), ("50.00", "50"), ("12.5", "12.5"), ("0.125", "0.125")] {
            assert_eq!(text.parse::<Quantity>().unwrap().to_string(), shown);
        }
        for bad in ["0", "-1", "1e3", "", "1.2345", "1000000001"] {
            assert!(bad.parse::<Quantity>().is_err(), "{bad}");
        }
    }
}
