//! The columns of each ledger as a table, in the words of domain.md E1–E4, and what is added up of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{Lang, Money, Quantity, Text};

use super::dto::LedgerKind;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    /// Thousandths.
    Quantity(i64),
    /// Fen.
    Money(i64),
    Day(NaiveDate),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn maybe(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Words,
    Quantity,
    /// Only for those who may see values.
    Money,
}

/// A column. `sums`: whether adding it up means something; a balance that runs along does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub key: &'static str,
    zh: &'static str,
    en: &'static str,
    pub width: u8,
    pub holds: Holds,
    pub sums: bool,
}

impl Column {
    const fn words(key: &'static str, zh: &'static str, en: &'static str, width: u8) -> Self {
        Self { key, zh, en, width, holds: Holds::Words, sums: false }
    }

    const fn quantity(key: &'static str, zh: &'static str, en: &'static str, sums: bool) -> Self {
        Self { key, zh, en, width: 10, holds: Holds::Quantity, sums }
    }

    const fn money(key: &'static str, zh: &'static str, en: &'static str, sums: bool) -> Self {
        Self { key, zh, en, width: 16, holds: Holds::Money, sums }
    }

    pub fn head(&self, lang: Lang) -> &'static str {
        if lang == Lang::Zh { self.zh } else { self.en }
    }
}

const GENERAL: &[Column] = &[
    Column::words("category_code", "分类代码", "Class code", 14),
    Column::words("category_name", "分类名称", "Class", 24),
    Column::quantity("opening_quantity", "期初数量", "Opening quantity", true),
    Column::money("opening_value", "期初原值", "Opening value", true),
    Column::quantity("increase_quantity", "本期增加数量", "Increase quantity", true),
    Column::money("increase_value", "本期增加金额", "Increase value", true),
    Column::quantity("decrease_quantity", "本期减少数量", "Decrease quantity", true),
    Column::money("decrease_value", "本期减少金额", "Decrease value", true),
    Column::quantity("closing_quantity", "期末数量", "Closing quantity", true),
    Column::money("closing_value", "期末原值", "Closing value", true),
    Column::money("accumulated_depreciation", "累计折旧", "Accumulated depreciation", true),
    Column::money("net_value", "净值", "Net value", true),
];

const BY_CLASS: [Column; 2] =
    [Column::words("category_code", "分类代码", "Class code", 14), Column::words("category_name", "分类名称", "Class", 24)];
const BY_ROOM: [Column; 1] = [Column::words("place", "账户地点", "Ledger of place", 30)];

const DETAIL: &[Column] = &[
    Column::words("posted_on", "日期", "Date", 12),
    Column::words("voucher_no", "凭证号", "Voucher", 14),
    Column::words("summary", "摘要", "Summary", 14),
    Column::words("asset_no", "资产编号", "Asset number", 18),
    Column::words("name", "名称", "Name", 24),
    Column::words("spec_model", "规格型号", "Model", 18),
    Column::words("unit", "单位", "Unit", 6),
    Column::quantity("increase_quantity", "增加数量", "Increase quantity", true),
    Column::money("increase_value", "增加金额", "Increase value", true),
    Column::quantity("decrease_quantity", "减少数量", "Decrease quantity", true),
    Column::money("decrease_value", "减少金额", "Decrease value", true),
    Column::quantity("balance_quantity", "结存数量", "Balance quantity", false),
    Column::money("balance_value", "结存金额", "Balance value", false),
    Column::words("location", "存放地点", "Place", 28),
    Column::words("custodian", "保管人", "Custodian", 12),
    Column::words("remark", "备注", "Remark", 20),
];

const CARDS: &[Column] = &[
    Column::words("category_code", "分类代码", "Class code", 14),
    Column::words("category_name", "分类名称", "Class", 24),
    Column::words("asset_no", "资产编号", "Asset number", 18),
    Column::words("name", "名称", "Name", 24),
    Column::words("spec_model", "规格型号", "Model", 18),
    Column::words("unit", "单位", "Unit", 6),
    Column::words("acquired_on", "取得日期", "Acquired on", 12),
    Column::words("booked_on", "入账日期", "Booked on", 12),
    Column::words("voucher_no", "凭证号", "Voucher", 14),
    Column::quantity("quantity", "数量", "Quantity", true),
    Column::money("original_value", "原值", "Original value", true),
    Column::money("accumulated_depreciation", "累计折旧", "Accumulated depreciation", true),
    Column::money("net_value", "净值", "Net value", true),
    Column::words("location", "存放地点", "Place", 28),
    Column::words("custodian", "保管人", "Custodian", 12),
];

const DEPRECIATION: &[Column] = &[
    Column::words("category_code", "分类代码", "Class code", 14),
    Column::words("category_name", "分类名称", "Class", 24),
    Column::words("asset_no", "资产编号", "Asset number", 18),
    Column::words("name", "名称", "Name", 24),
    Column::money("original_value", "原值", "Original value", true),
    Column::quantity("life_months", "折旧年限（月）", "Life in months", false),
    Column::words("month", "折旧月份", "Month", 10),
    Column::money("month_amount", "本月折旧", "This month", true),
    Column::money("accumulated_depreciation", "累计折旧", "Accumulated depreciation", true),
    Column::money("net_value", "净值", "Net value", true),
    Column::quantity("months_taken", "已提月数", "Months taken", false),
    Column::words("standing", "状态", "State", 12),
];

/// A ledger as a table: which of all its columns are shown.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub kind: LedgerKind,
    columns: Vec<Column>,
    values: bool,
}

impl Table {
    pub fn of(kind: LedgerKind, values: bool) -> Self {
        let columns = match kind {
            LedgerKind::General => GENERAL.to_vec(),
            LedgerKind::DetailByClass => [&BY_CLASS[..], DETAIL].concat(),
            LedgerKind::DetailByRoom => [&BY_ROOM[..], DETAIL].concat(),
            LedgerKind::Cards => CARDS.to_vec(),
            LedgerKind::Depreciation => DEPRECIATION.to_vec(),
        };
        Self { kind, columns, values }
    }

    /// The columns that are shown.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| self.values || column.holds != Holds::Money)
    }

    /// A whole row, without what is not shown.
    pub fn shown(&self, row: Vec<Cell>) -> Vec<Cell> {
        if self.values {
            return row;
        }
        let shown = self.columns.iter().zip(row).filter(|(column, _)| column.holds != Holds::Money);
        shown.map(|(_, cell)| cell).collect()
    }

    /// The name of a sheet, of at most 31 characters.
    pub fn sheet(&self) -> Text {
        self.kind.title()
    }
}

/// What is added up while rows pass by.
#[derive(Debug, Clone, Default)]
pub(super) struct Sums {
    pub rows: i64,
    /// By column, wide enough for any number of cards.
    totals: Vec<i128>,
}

impl Sums {
    pub fn add(&mut self, row: &[Cell]) {
        self.rows += 1;
        self.totals.resize(self.totals.len().max(row.len()), 0);
        for (total, cell) in self.totals.iter_mut().zip(row) {
            if let Cell::Quantity(some) | Cell::Money(some) = cell {
                *total += i128::from(*some);
            }
        }
    }

    /// The sums of the columns that have one, as decimal numbers.
    pub fn of(&self, table: &Table) -> BTreeMap<String, String> {
        let totals = self.totals.iter().copied().chain(std::iter::repeat(0));
        let summed = table.columns().zip(totals).filter(|(column, _)| column.sums);
        let said = |(column, total): (&Column, i128)| {
            let total = i64::try_from(total).unwrap_or(i64::MAX);
            let text = if column.holds == Holds::Money { Money::stored(total).to_string() } else { Quantity::stored(total).to_string() };
            (column.key.to_owned(), text)
        };
        summed.map(said).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c04_amounts_are_no_columns_for_who_may_not_see_them() {
        for kind in LedgerKind::ALL {
            let (all, some) = (Table::of(kind, true), Table::of(kind, false));
            assert!(all.columns().any(|column| column.holds == Holds::Money), "{kind:?}");
            assert!(some.columns().all(|column| column.holds != Holds::Money), "{kind:?}");
            let row = vec![Cell::Empty; all.columns().count()];
            assert_eq!(some.shown(row.clone()).len(), some.columns().count());
            assert_eq!(all.shown(row).len(), all.columns().count());
        }
    }

    #[test]
    fn sums_are_of_columns_that_mean_something_added_up() {
        let table = Table::of(LedgerKind::Cards, true);
        let row: Vec<Cell> = table
            .columns()
            .map(|column| match column.holds {
                Holds::Words => Cell::text("x"),
                Holds::Quantity => Cell::Quantity(1500),
                Holds::Money => Cell::Money(-105),
            })
            .collect();
        let mut sums = Sums::default();
        sums.add(&row);
        sums.add(&row);
        let said = sums.of(&table);
        assert_eq!((sums.rows, said["quantity"].as_str(), said["net_value"].as_str()), (2, "3", "-2.10"));
        assert!(!Sums::default().of(&Table::of(LedgerKind::DetailByRoom, true)).contains_key("balance_value"));
    }
}
