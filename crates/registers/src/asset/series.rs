//! The school's own series of asset numbers: `ZC`, the year, and a number that goes on (`ZC2026-000123`).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{Result, Tx, numbers};

const PREFIX: &str = "ZC";

/// Takes the next numbers of the year of `today`. Late in a transaction: the series is locked until its end.
pub(super) async fn take(tx: &Tx, today: NaiveDate, count: i64) -> Result<impl Iterator<Item = String> + use<>> {
    let year = today.format("%Y").to_string();
    let first = if count > 0 { numbers::take(tx, PREFIX, &year, count).await? } else { 0 };
    Ok((first..first + count).map(move |number| format!("{PREFIX}{year}-{number:06}")))
}

/// The series must not come again to numbers that were given.
pub(crate) async fn go_on_above<'a>(tx: &Tx, given: impl Iterator<Item = &'a str>) -> Result<()> {
    for (year, last) in highest(given) {
        numbers::keep_above(tx, PREFIX, year, last).await?;
    }
    Ok(())
}

/// The highest numbers of the series among numbers that were given, by year.
fn highest<'a>(given: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, i64> {
    let mut highest = BTreeMap::new();
    for (year, number) in given.filter_map(|no| no.strip_prefix(PREFIX)?.split_once('-')) {
        // Twelve digits are room for ever; more would be a number of another kind.
        let digits = |text: &str| text.len() <= 12 && text.bytes().all(|b| b.is_ascii_digit());
        if let (4, true, true, Ok(number)) = (year.len(), digits(year), digits(number), number.parse::<i64>()) {
            let last = highest.entry(year).or_insert(number);
            *last = number.max(*last);
        }
    }
    highest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_number_of_our_own_series_moves_the_series_on() {
        let given = ["ZC2026-000007", "ZC2026-000012", "ZC2025-1", "ZC2026-12-01", "ZC26-5", "QH-2026-9", "ZC2026-"];
        assert_eq!(highest(given.into_iter()), BTreeMap::from([("2025", 1), ("2026", 12)]));
    }
}
