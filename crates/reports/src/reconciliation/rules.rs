//! The comparison, pure. A finance book keeps fewer classes than the cards do: its figure of `A02` is compared with everything below it.

use std::collections::BTreeMap;

use crate::ledger::sql::Amounts;

/// What finance says of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FinanceBalance {
    pub code: String,
    pub value: i64,
    pub worn: Option<i64>,
}

/// A class in both books; `finance` is nothing where finance keeps no such class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ClassRow {
    pub code: String,
    pub finance: Option<FinanceBalance>,
    pub cards: Amounts,
}

impl ClassRow {
    /// What finance has more than the cards.
    pub fn difference(&self) -> i64 {
        self.finance.as_ref().map_or(0, |finance| finance.value) - self.cards.value
    }

    /// The same of depreciation, where finance said any.
    pub fn worn_difference(&self) -> Option<i64> {
        self.finance.as_ref().and_then(|finance| finance.worn).map(|worn| worn - self.cards.worn)
    }

    pub fn agrees(&self) -> bool {
        self.difference() == 0 && self.worn_difference().is_none_or(|difference| difference == 0)
    }
}

/// The position of a class that is there twice, or within another one.
pub(super) fn overlapping<'a>(codes: impl IntoIterator<Item = &'a str>) -> Option<usize> {
    let mut earlier: Vec<&str> = Vec::new();
    for (at, code) in codes.into_iter().enumerate() {
        if earlier.iter().any(|other| other.starts_with(code) || code.starts_with(other)) {
            return Some(at);
        }
        earlier.push(code);
    }
    None
}

/// The position of a text that was there before.
pub(super) fn repeated<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<usize> {
    let mut earlier: Vec<&str> = Vec::new();
    for (at, text) in texts.into_iter().enumerate() {
        if earlier.contains(&text) {
            return Some(at);
        }
        earlier.push(text);
    }
    None
}

/// 账账: finance's classes with what the cards below them come to, and the classes of cards that finance does not keep.
pub(super) fn by_class(finance: Vec<FinanceBalance>, cards: Vec<(String, Amounts)>) -> Vec<ClassRow> {
    let mut rows: BTreeMap<String, ClassRow> = finance
        .into_iter()
        .map(|balance| {
            let code = balance.code.clone();
            (code.clone(), ClassRow { code, finance: Some(balance), cards: Amounts::default() })
        })
        .collect();
    let kept: Vec<String> = rows.keys().cloned().collect();
    for (code, amounts) in cards {
        let into = kept.iter().find(|class| code.starts_with(class.as_str())).cloned().unwrap_or(code);
        let row = rows.entry(into.clone()).or_insert_with(|| ClassRow { code: into, finance: None, cards: Amounts::default() });
        row.cards = row.cards + amounts;
    }
    rows.into_values().filter(|row| row.finance.is_some() || !row.cards.is_nothing()).collect()
}

/// A voucher in both books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct VoucherRow {
    pub voucher_no: String,
    /// What finance entered under it; nothing where only cards name it.
    pub finance: Option<i64>,
    pub cards: i64,
    pub cards_value: i64,
}

impl VoucherRow {
    pub fn agrees(&self) -> bool {
        self.cards > 0 && self.finance == Some(self.cards_value)
    }

    /// What finance has more than the cards.
    pub fn difference(&self) -> i64 {
        self.finance.unwrap_or_default() - self.cards_value
    }
}

/// 账卡: every entry has cards and every card has an entry. What differs comes first.
pub(super) fn by_voucher(finance: Vec<(String, i64)>, cards: Vec<(String, i64, i64)>) -> Vec<VoucherRow> {
    let mut rows: BTreeMap<String, VoucherRow> = finance
        .into_iter()
        .map(|(voucher_no, amount)| (voucher_no.clone(), VoucherRow { voucher_no, finance: Some(amount), cards: 0, cards_value: 0 }))
        .collect();
    for (voucher_no, count, value) in cards {
        let row = rows.entry(voucher_no.clone()).or_insert_with(|| VoucherRow { voucher_no, finance: None, cards: 0, cards_value: 0 });
        row.cards += count;
        row.cards_value += value;
    }
    let mut rows: Vec<VoucherRow> = rows.into_values().collect();
    rows.sort_by_key(VoucherRow::agrees);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cards(code: &str, value: i64, worn: i64) -> (String, Amounts) {
        (code.to_owned(), Amounts { quantity: 1000, value, worn })
    }

    fn finance(code: &str, value: i64, worn: Option<i64>) -> FinanceBalance {
        FinanceBalance { code: code.to_owned(), value, worn }
    }

    #[test]
    fn a_class_of_finance_is_compared_with_all_cards_below_it_to_the_fen() {
        let rows = by_class(
            vec![finance("A02", 300, Some(41)), finance("A04", 7, None)],
            vec![cards("A02010100", 100, 40), cards("A02020200", 200, 0), cards("A05010502", 50, 0)],
        );
        let said: Vec<_> = rows.iter().map(|row| (row.code.as_str(), row.difference(), row.worn_difference(), row.agrees())).collect();
        assert_eq!(said, [("A02", 0, Some(1), false), ("A04", 7, None, false), ("A05010502", -50, None, false)]);
    }

    #[test]
    fn entries_without_cards_and_cards_without_entries_are_named_before_those_that_agree() {
        let rows = by_voucher(
            vec![("记-1".into(), 100), ("记-2".into(), 50), ("记-4".into(), 9)],
            vec![("记-1".into(), 2, 100), ("记-3".into(), 1, 30), ("记-4".into(), 1, 8)],
        );
        let said: Vec<_> = rows.iter().map(|row| (row.voucher_no.as_str(), row.difference(), row.agrees())).collect();
        assert_eq!(said, [("记-2", 50, false), ("记-3", -30, false), ("记-4", 1, false), ("记-1", 0, true)]);
    }

    #[test]
    fn a_class_within_another_one_would_be_counted_twice() {
        assert_eq!(overlapping(["A02", "A05"]), None);
        assert_eq!(overlapping(["A02", "A05", "A0201"]), Some(2));
        assert_eq!(overlapping(["A0201", "A02"]), Some(1));
        assert_eq!(repeated(["记-1", "记-2", "记-1"]), Some(2));
    }
}
