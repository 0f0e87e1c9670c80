//! What a column of a file is called, and whether it is summed.

use kernel::Lang;

/// Decimals of a column that is summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Summed {
    /// Fen: two decimals.
    Money,
    /// Thousandths: three decimals.
    Quantity,
}

impl Summed {
    pub(super) const fn decimals(self) -> usize {
        match self {
            Self::Money => 2,
            Self::Quantity => 3,
        }
    }
}

/// A column of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// For programs, in the manifest.
    pub key: &'static str,
    zh: &'static str,
    en: &'static str,
    pub summed: Option<Summed>,
}

impl Column {
    pub(super) const fn new(key: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self { key, zh, en, summed: None }
    }

    pub(super) const fn money(key: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self { key, zh, en, summed: Some(Summed::Money) }
    }

    pub(super) const fn quantity(key: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self { key, zh, en, summed: Some(Summed::Quantity) }
    }

    pub(super) const fn head(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// A file of the package.
#[derive(Debug, Clone, Copy)]
pub(super) struct File {
    pub name: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    pub columns: &'static [Column],
}

/// A whole number of the smallest unit as a decimal with all its decimals: `-12.50`.
pub(super) fn decimal(value: i128, decimals: usize) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = decimals + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals);
    format!("{sign}{whole}.{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_their_sign_and_all_their_decimals() {
        assert_eq!(decimal(123_450, 2), "1234.50");
        assert_eq!(decimal(-5, 2), "-0.05");
        assert_eq!(decimal(0, 2), "0.00");
        assert_eq!(decimal(-1500, 3), "-1.500");
        assert_eq!(decimal(i128::from(i64::MAX) * 2, 2), "184467440737095516.14");
    }
}
