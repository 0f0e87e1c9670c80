//! Exact decimal numbers out of text, as cells and hand-written lists have them. Never uses floating point.

/// Digits kept behind the decimal point.
const PLACES: u32 = 12;

/// A decimal number in units of 10⁻¹², and whether non-zero digits were cut off behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decimal {
    units: i128,
    cut: bool,
}

impl Decimal {
    /// Digits with one point at most: `12`, `12.50`, `.5`, `12.`. At most 15 digits before the point.
    pub(super) fn read(text: &str, negative: bool) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = |s: &str| s.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + part.len() == 0 || !digits(whole) || !digits(part) {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        if whole.len() > 15 {
            return None;
        }
        let (kept, rest) = part.split_at(part.len().min(PLACES as usize));
        let mut units = 0_i128;
        for byte in whole.bytes().chain(kept.bytes()) {
            units = units * 10 + i128::from(byte - b'0');
        }
        for _ in kept.len()..PLACES as usize {
            units *= 10;
        }
        Some(Self { units: if negative { -units } else { units }, cut: rest.bytes().any(|byte| byte != b'0') })
    }

    /// Ten thousand times as much, for 万.
    pub(super) const fn times_wan(self) -> Self {
        Self { units: self.units * 10_000, cut: self.cut }
    }

    /// The number in units of 10⁻ᵖ when nothing but zeros is behind them.
    pub(super) fn exact(self, places: u32) -> Option<i64> {
        let unit = Self::unit(places);
        (!self.cut && self.units % unit == 0).then(|| self.units / unit).and_then(|n| n.try_into().ok())
    }

    /// The number in units of 10⁻ᵖ when it is off by less than 0.0001: the noise of binary floating point.
    pub(super) fn without_noise(self, places: u32) -> Option<i64> {
        let (unit, noise) = (Self::unit(places), Self::unit(4));
        let half = if self.units < 0 { -unit / 2 } else { unit / 2 };
        let nearest = (self.units + half) / unit;
        ((self.units - nearest * unit).abs() < noise).then_some(nearest).and_then(|n| n.try_into().ok())
    }

    const fn unit(places: u32) -> i128 {
        10_i128.pow(PLACES.saturating_sub(places))
    }
}

/// Removes separators of thousands; `None` when a comma stands anywhere else.
pub(super) fn without_commas(text: &str) -> Option<String> {
    if !text.contains(',') {
        return Some(text.to_owned());
    }
    let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let well_set = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    if !well_set || part.is_some_and(|part| part.contains(',')) {
        return None;
    }
    Some(text.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact() {
        let read = |text| Decimal::read(text, false);
        assert_eq!(read("12.50").unwrap().exact(2), Some(1250));
        assert_eq!(read(".5").unwrap().exact(2), Some(50));
        assert_eq!(read("7.").unwrap().exact(0), Some(7));
        assert_eq!(read("0.001").unwrap().exact(2), None);
        assert_eq!(read("1.0000000000000000001").unwrap().exact(2), None);
        assert_eq!(read("1.0000000000000000000").unwrap().exact(2), Some(100));
        assert_eq!(Decimal::read("0.4268", true).unwrap().times_wan().exact(2), Some(-426_800));
        for bad in ["", ".", "1.2.3", "1e3", "+1", "1234567890123456", "１"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn noise_is_less_than_a_ten_thousandth() {
        let noise = |text, negative| Decimal::read(text, negative).unwrap().without_noise(2);
        assert_eq!(noise("4200.330000000001", false), Some(420_033));
        assert_eq!(noise("4200.3299999999", false), Some(420_033));
        assert_eq!(noise("0.30000000000000004", true), Some(-30));
        assert_eq!(noise("1.0001", false), None);
        assert_eq!(noise("1.00009", false), Some(100));
        assert_eq!(noise("1.005", false), None);
    }

    #[test]
    fn commas_stand_every_three_digits() {
        assert_eq!(without_commas("1,234,567.89").as_deref(), Some("1234567.89"));
        for bad in ["1,28", "12,34,567", ",123", "1234,567", "1.234,567", "1,"] {
            assert_eq!(without_commas(bad), None, "{bad}");
        }
    }
}
