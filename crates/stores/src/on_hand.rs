//! What is on hand: a quantity that may be nothing. (`kernel::Quantity` is what is handed over, never nothing.)

use std::{fmt, str::FromStr};

use kernel::{Quantity, quantity::BadQuantity};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Thousandths of a unit, not negative. On the wire like a quantity: `"0"`, `"12.5"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct OnHand(i64);

impl OnHand {
    pub const NOTHING: Self = Self(0);

    /// As the database keeps it; its constraints hold the range.
    pub const fn stored(thousandths: i64) -> Self {
        Self(thousandths)
    }

    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// What is missing up to this much.
    pub const fn missing_to(self, wanted: Self) -> Option<Self> {
        if wanted.0 > self.0 { Some(Self(wanted.0 - self.0)) } else { None }
    }
}

impl From<Quantity> for OnHand {
    fn from(quantity: Quantity) -> Self {
        Self(quantity.thousandths())
    }
}

impl FromStr for OnHand {
    type Err = BadQuantity;

    fn from_str(text: &str) -> Result<Self, BadQuantity> {
        // Nothing, however many zeros it is written with, is the one number that a quantity refuses.
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let zeros = |digits: &str, most: usize| !digits.is_empty() && digits.len() <= most && digits.bytes().all(|digit| digit == b'0');
        if zeros(whole, 10) && zeros(part, 3) { Ok(Self::NOTHING) } else { text.parse::<Quantity>().map(Self::from) }
    }
}

impl fmt::Display for OnHand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Quantity::stored(self.0).fmt(f)
    }
}

impl Serialize for OnHand {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for OnHand {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl utoipa::PartialSchema for OnHand {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(r"^\d{1,10}(\.\d{1,3})?$"))
            .description(Some("A quantity that may be nothing, as a decimal string."))
            .examples(["0"])
            .into()
    }
}
impl utoipa::ToSchema for OnHand {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_a_quantity_here_and_what_is_less_is_none() {
        for (text, shown) in [("0", "0"), ("0.00", "0"), ("12.5", "12.5"), ("007", "7")] {
            assert_eq!(text.parse::<OnHand>().unwrap().to_string(), shown, "{text}");
        }
        for bad in ["", "-1", ".", "0.", "0.0000", "1e3", "00000000000"] {
            assert!(bad.parse::<OnHand>().is_err(), "{bad}");
        }
        let of = |text: &str| text.parse::<OnHand>().unwrap();
        assert_eq!(of("3").missing_to(of("5")), Some(of("2")));
        assert_eq!(of("5").missing_to(of("5")), None);
    }
}
