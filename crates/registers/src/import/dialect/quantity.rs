//! Quantities in thousandths of a unit: pieces are whole, measured units may have decimals.

use std::fmt;

use sheets::Cell;

use super::{
    decimal::{Decimal, without_commas},
    fold, is_blank, key,
    text::is_wide,
};

/// A positive quantity in thousandths of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

/// The largest quantity: a thousand million units.
const MAX_THOUSANDTHS: i64 = 1_000_000_000_000;

/// Longest unit written behind a number, in characters.
const MAX_UNIT_CHARS: usize = 3;

/// Units that measure rather than count. The later ones are other spellings of the convention's.
const MEASURED: [&str; 24] = [
    "米",
    "延米",
    "m",
    "㎡",
    "平方米",
    "亩",
    "kg",
    "千克",
    "吨",
    "升",
    "延长米",
    "m2",
    "m²",
    "平米",
    "公斤",
    "公里",
    "km",
    "公顷",
    "立方米",
    "m³",
    "m3",
    "㎥",
    "t",
    "l",
];

/// The cell is not a positive whole number, or not a positive number for a measured unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a positive whole number")]
pub struct BadQuantity;

impl Quantity {
    pub const ONE: Self = Self(1000);

    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// The number of pieces, when it is whole.
    pub const fn pieces(self) -> Option<u64> {
        if self.0 % 1000 == 0 { Some((self.0 / 1000).unsigned_abs()) } else { None }
    }
}

/// `50`, `286.5`: no needless zeros.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 1000, self.0 % 1000);
        if part == 0 { write!(f, "{whole}") } else { write!(f, "{}", format!("{whole}.{part:03}").trim_end_matches('0')) }
    }
}

/// True for units such as 米, ㎡ and kg: one card, never one per unit.
pub fn is_measured(unit: &str) -> bool {
    let unit = key(unit).to_ascii_lowercase();
    MEASURED.contains(&unit.as_str())
}

/// Reads a quantity and the unit written behind it, if any. `unit` is the unit's own column; without it the unit behind
/// the number says whether decimals are allowed. Blank means one.
pub fn quantity(cell: &Cell, unit: Option<&str>) -> Result<(Quantity, Option<String>), BadQuantity> {
    let (number, behind) = match cell {
        Cell::Empty => return Ok((Quantity::ONE, None)),
        Cell::Text(text) if is_blank(text) => return Ok((Quantity::ONE, None)),
        Cell::Text(text) => from_text(text).ok_or(BadQuantity)?,
        Cell::Number(text) => (Decimal::read(text, false).ok_or(BadQuantity)?, None),
        Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) => return Err(BadQuantity),
    };
    let exact = if matches!(cell, Cell::Number(_)) { Decimal::without_noise } else { Decimal::exact };
    let measured = unit.or(behind.as_deref()).is_some_and(is_measured);
    let thousandths = if measured { exact(number, 3) } else { exact(number, 0).and_then(|n| n.checked_mul(1000)) };
    let quantity = thousandths.filter(|n| (1..=MAX_THOUSANDTHS).contains(n)).map(Quantity).ok_or(BadQuantity)?;
    Ok((quantity, behind))
}

/// A number with a short unit behind it: `50`, `1,250.00`, `50张`, `3.5 kg`.
fn from_text(text: &str) -> Option<(Decimal, Option<String>)> {
    let compact: String = fold(text).chars().filter(|c| *c != ' ').collect();
    let end = compact.find(|c: char| !matches!(c, '0'..='9' | ',' | '.')).unwrap_or(compact.len());
    let (digits, unit) = compact.split_at(end);
    if !is_unit(unit) {
        return None;
    }
    let number = Decimal::read(&without_commas(digits)?, false)?;
    Some((number, (!unit.is_empty()).then(|| unit.to_owned())))
}

/// True for nothing and for a word that can stand behind a number as its unit; false for 50万, 10多张, 1e3.
fn is_unit(word: &str) -> bool {
    let chinese = |c: char| is_wide(c) && !"万千百十亿多余几半约左右".contains(c);
    let counted = word.chars().count() <= MAX_UNIT_CHARS && word.chars().all(chinese);
    counted || is_measured(word) || ["pc", "pcs", "set", "sets", "ea"].contains(&word.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(written: &str) -> Result<i64, BadQuantity> {
        quantity(&Cell::Text(written.into()), Some("张")).map(|(quantity, _)| quantity.thousandths())
    }

    #[test]
    fn pieces_are_positive_whole_numbers() {
        for (written, whole) in [("1", 1), ("50.00", 50), ("５０", 50), ("50张", 50), ("1,250.00", 1250), ("1 台", 1), ("", 1), ("-", 1)]
        {
            assert_eq!(pieces(written), Ok(whole * 1000), "{written}");
        }
        for bad in ["0", "-3", "若干", "2.5", "1.5万", "十", "1e3", "1000000001", "5张左右的", "1万", "10多张", "1/2", "(5)"] {
            assert_eq!(pieces(bad), Err(BadQuantity), "{bad}");
        }
        assert_eq!(quantity(&Cell::Number("-1".into()), None), Err(BadQuantity));
        assert_eq!(quantity(&Cell::Bool(true), None), Err(BadQuantity));
    }

    #[test]
    fn measured_units_may_have_decimals() {
        for unit in ["米", "延米", "m", "㎡", "平方米", "亩", "kg", "千克", "吨", "升", " KG ", "ｍ"] {
            assert_eq!(quantity(&Cell::Text("286.50".into()), Some(unit)).unwrap().0.to_string(), "286.5", "{unit}");
        }
        assert_eq!(quantity(&Cell::Text("3.25kg".into()), None).unwrap().0.thousandths(), 3250);
        assert_eq!(quantity(&Cell::Number("286.49999999999997".into()), Some("米")).unwrap().0.thousandths(), 286_500);
        assert_eq!(quantity(&Cell::Text("1.2345".into()), Some("米")), Err(BadQuantity));
        assert_eq!(quantity(&Cell::Text("2.5".into()), None), Err(BadQuantity));
    }

    #[test]
    fn a_unit_behind_the_number_is_told() {
        assert_eq!(quantity(&Cell::Text("50张".into()), None).unwrap().1.as_deref(), Some("张"));
        assert_eq!(quantity(&Cell::Number("50".into()), None).unwrap().1, None);
    }
}
