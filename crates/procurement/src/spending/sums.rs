//! Adding up what was spent: pure.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use kernel::{Money, text};

/// One thing that was paid for.
#[derive(Debug, Clone)]
pub struct Spent {
    pub on: NaiveDate,
    pub amount: Money,
    pub petty: bool,
    pub fund: String,
    pub supplier: String,
    pub department: Option<String>,
}

/// Whatever is added up: how much, and of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    pub fen: i64,
    pub count: i64,
}

impl Sum {
    fn add(&mut self, amount: Money) {
        self.fen = self.fen.saturating_add(amount.fen());
        self.count += 1;
    }

    pub const fn money(self) -> Money {
        Money::stored(self.fen)
    }
}

/// A year and the one before.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    pub receipts: Sum,
    pub petty: Sum,
    pub year_before: Sum,
    /// Month from nought → receipts, petty purchases, all of the year before.
    pub months: [(Sum, Sum, Sum); 12],
    pub funds: Vec<(String, Sum)>,
    pub suppliers: Vec<(String, Sum)>,
    pub departments: Vec<(Option<String>, Sum)>,
}

pub fn of_year(year: i32, spent: &[Spent]) -> Sums {
    let mut sums = Sums::default();
    let mut funds: BTreeMap<String, Sum> = BTreeMap::new();
    let mut departments: BTreeMap<Option<String>, Sum> = BTreeMap::new();
    // A shop is a text, a supplier a row: the same name is the same shop, however it is written.
    let mut suppliers: BTreeMap<String, (String, Sum)> = BTreeMap::new();
    for one in spent {
        let month = usize::try_from(one.on.month0()).ok().and_then(|month| sums.months.get_mut(month));
        let Some((receipts, petty, before)) = month else { continue };
        if one.on.year() != year {
            before.add(one.amount);
            sums.year_before.add(one.amount);
            continue;
        }
        if one.petty {
            petty.add(one.amount);
            sums.petty.add(one.amount);
        } else {
            receipts.add(one.amount);
            sums.receipts.add(one.amount);
        }
        funds.entry(one.fund.clone()).or_default().add(one.amount);
        departments.entry(one.department.clone()).or_default().add(one.amount);
        suppliers.entry(text::fold(&one.supplier)).or_insert_with(|| (one.supplier.clone(), Sum::default())).1.add(one.amount);
    }
    sums.funds = largest_first(funds.into_iter());
    sums.departments = largest_first(departments.into_iter());
    sums.suppliers = largest_first(suppliers.into_values());
    sums
}

fn largest_first<T>(sums: impl Iterator<Item = (T, Sum)>) -> Vec<(T, Sum)> {
    let mut sums: Vec<_> = sums.collect();
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.fen));
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spent(on: &str, fen: i64, petty: bool, supplier: &str) -> Spent {
        let on = on.parse().unwrap();
        Spent { on, amount: Money::stored(fen), petty, fund: "public".into(), supplier: supplier.into(), department: None }
    }

    #[test]
    fn every_fen_is_in_each_of_the_four_sums_once() {
        let all = [
            spent("2026-01-01", 100, false, "城南家具"),
            spent("2026-12-31", 38, true, "五金店"),
            spent("2026-12-30", 7, true, " 五金店"),
            spent("2025-12-31", 1000, false, "城南家具"),
        ];
        let sums = of_year(2026, &all);
        assert_eq!((sums.receipts.fen, sums.petty.fen, sums.year_before.fen), (100, 45, 1000));
        let months: i64 = sums.months.iter().map(|(receipts, petty, _)| receipts.fen + petty.fen).sum();
        let total = |sums: &[(String, Sum)]| sums.iter().map(|(_, sum)| sum.fen).sum::<i64>();
        assert_eq!((months, total(&sums.funds), total(&sums.suppliers)), (145, 145, 145));
        assert_eq!(
            sums.suppliers.iter().map(|(name, sum)| (name.as_str(), sum.count)).collect::<Vec<_>>(),
            [("城南家具", 1), ("五金店", 2)]
        );
        assert_eq!((sums.months[11].2.fen, sums.departments), (1000, vec![(None, Sum { fen: 145, count: 3 })]));
    }
}
