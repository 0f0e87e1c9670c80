//! How a form is understood: which sheet, which rows are its heads, what goes into which column. Pure; it sees rows, never a file.

use sheets::{Cell, Merge, Row, runner::Found};

use super::{
    dto::{TemplateColumn, TemplateLine},
    error::TemplateError,
    words,
};
use crate::{
    asset::fields::Field,
    export::fill::letters,
    import::heads::{Column, HEAD_SEARCH_ROWS, HeadFinder, HeadMap},
};

/// Rows of a sheet that are looked at.
const LOOKED_AT: usize = HEAD_SEARCH_ROWS + 20;
/// Least rows of a sheet that are shown.
const SHOWN: u32 = 8;
/// Rows that are shown below the first one with data.
const SHOWN_BELOW: u32 = 3;
/// Longest text of a cell that is shown.
const SHOWN_CHARS: usize = 80;

/// The beginning of a sheet.
#[derive(Debug, Clone)]
pub(super) struct Beginning {
    pub name: String,
    merges: Vec<Merge>,
    rows: Vec<Row>,
}

/// The sheets of a workbook as the parser tells them.
#[derive(Debug, Default)]
pub(super) struct Beginnings(Vec<Beginning>);

/// What was asked for, or found.
#[derive(Debug)]
pub(super) struct Understood {
    pub sheet: String,
    pub head_row: u32,
    pub first_row: u32,
    pub columns: Vec<TemplateColumn>,
    pub lines: Vec<TemplateLine>,
}

impl Beginnings {
    pub(super) fn take(&mut self, found: Found) {
        match found {
            Found::Sheet(sheet) => self.0.push(Beginning { name: sheet.name, merges: sheet.merges, rows: Vec::new() }),
            Found::Row(row) => {
                let sheet = self.0.get_mut(row.sheet as usize);
                if let Some(sheet) = sheet.filter(|sheet| sheet.rows.len() < LOOKED_AT) {
                    sheet.rows.push(row);
                }
            }
        }
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.0.iter().map(|sheet| sheet.name.clone()).collect()
    }

    /// Understands the sheet of this name, or the one with the most heads. `values`: whether fields of values may be proposed.
    pub(super) fn understand(&self, sheet: Option<&str>, head_row: Option<u32>, values: bool) -> Result<Understood, TemplateError> {
        let finder = HeadFinder::new(&std::collections::BTreeMap::new());
        let best = || self.0.iter().rev().max_by_key(|sheet| finder.find(&sheet.rows).map_or(0, |map| mapped(&map)));
        let found = sheet.map_or_else(best, |name| self.0.iter().find(|sheet| sheet.name == name));
        let sheet = found.ok_or(TemplateError::NoSheet)?;
        let heads = match head_row {
            Some(row) => finder.ending(&sheet.rows, row),
            None => finder.find(&sheet.rows).or_else(|| finder.ending(&sheet.rows, sheet.wordiest()?)),
        };
        let heads = heads.ok_or(TemplateError::NoHeads)?;
        let head_row = heads.rows.last().copied().ok_or(TemplateError::NoHeads)?;
        let first_row = sheet.first_row(&heads, head_row);
        Ok(Understood {
            sheet: sheet.name.clone(),
            head_row,
            first_row,
            columns: columns(&heads, values),
            lines: sheet.lines(first_row.saturating_add(SHOWN_BELOW).max(SHOWN)),
        })
    }
}

impl Beginning {
    /// The row with the most words, for heads in words that nobody knows.
    fn wordiest(&self) -> Option<u32> {
        let words = |row: &&Row| row.cells.iter().filter(|cell| matches!(cell, Cell::Text(_))).count();
        self.rows.iter().take(HEAD_SEARCH_ROWS).rev().max_by_key(words).map(|row| row.row)
    }

    /// Below the heads, what they are merged with, and the numbers of the columns that some forms have there.
    fn first_row(&self, heads: &HeadMap, head_row: u32) -> u32 {
        let in_heads = |merge: &&Merge| heads.rows.contains(&merge.first_row);
        let end = self.merges.iter().filter(in_heads).map(|merge| merge.last_row).max().unwrap_or(head_row).max(head_row);
        let below = end.saturating_add(1);
        let numbered = self.rows.iter().find(|row| row.row == below).is_some_and(numbers_columns);
        if numbered { below.saturating_add(1) } else { below }
    }

    fn lines(&self, to: u32) -> Vec<TemplateLine> {
        let shown = |cell: &Cell| cell.shown().chars().take(SHOWN_CHARS).collect();
        let line = |row: &Row| TemplateLine { row: row.row, cells: row.cells.iter().map(shown).collect() };
        self.rows.iter().take_while(|row| row.row <= to).map(line).collect()
    }
}

/// 栏次: a row that counts the columns.
fn numbers_columns(row: &Row) -> bool {
    let filled: Vec<&str> = row.cells.iter().filter(|cell| !cell.is_empty()).map(Cell::shown).collect();
    let counted: Vec<u32> = filled.iter().filter_map(|text| text.parse().ok()).collect();
    counted.len() >= 2 && counted.len() + 1 >= filled.len() && counted.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b))
}

fn mapped(heads: &HeadMap) -> usize {
    heads.columns.iter().filter(|column| words::key(column).is_some()).count()
}

/// Every head with the field it asks for; each field once, the leftmost of equals.
fn columns(heads: &HeadMap, values: bool) -> Vec<TemplateColumn> {
    let mut taken: Vec<&str> = Vec::new();
    let mut one = |column: &Column| {
        let seen = |key: &&str| *key == words::ROW_NUMBER || Field::of(key).is_some_and(|field| values || !field.needs_values);
        let field = words::key(column).filter(seen).filter(|key| !taken.contains(key));
        taken.extend(field);
        let index = u32::try_from(column.index).unwrap_or(u32::MAX);
        TemplateColumn { column: index, letter: letters(index), head: column.head.clone(), field: field.map(str::to_owned) }
    };
    heads.columns.iter().map(&mut one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sheets::SheetInfo;

    fn workbook(rows: &[&[&str]], merges: &[Merge]) -> Beginnings {
        let mut book = Beginnings::default();
        let info = |index, name: &str, merges: &[Merge]| SheetInfo { index, name: name.into(), visible: true, merges: merges.to_vec() };
        book.take(Found::Sheet(info(0, "说明", &[])));
        book.take(Found::Sheet(info(1, "表", merges)));
        book.take(Found::Row(Row { sheet: 0, row: 1, line: None, cells: vec![Cell::Text("请按名称填写".into())] }));
        for (number, cells) in (1..).zip(rows) {
            let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).to_owned()) };
            book.take(Found::Row(Row { sheet: 1, row: number, line: None, cells: cells.iter().map(cell).collect() }));
        }
        book
    }

    #[test]
    fn the_sheet_with_heads_is_found_and_data_begins_below_groups_and_numbers() {
        let rows: [&[&str]; 4] =
            [&["固定资产上报表"], &["序号", "资产名称", "价值", ""], &["", "", "原值", "净值"], &["栏次", "1", "2", "3"]];
        let merge = Merge { first_row: 2, first_column: 1, last_row: 3, last_column: 1 };
        let found = workbook(&rows, &[merge]).understand(None, None, true).unwrap();
        assert_eq!((found.sheet.as_str(), found.head_row, found.first_row), ("表", 3, 5));
        let fields: Vec<_> = found.columns.iter().map(|c| (c.letter.as_str(), c.field.as_deref())).collect();
        assert_eq!(fields, [("A", Some("row_number")), ("B", Some("name")), ("C", Some("original_value")), ("D", Some("net_value"))]);
        let without = workbook(&rows, &[merge]).understand(None, None, false).unwrap();
        assert_eq!((without.columns[2].field.as_ref(), without.columns[3].field.as_ref()), (None, None));
    }

    #[test]
    fn unknown_words_leave_columns_open_and_other_rows_may_be_named() {
        let rows: [&[&str]; 3] = [&["某表"], &["东西", "几个"], &["甲", ""]];
        let book = workbook(&rows, &[]);
        let found = book.understand(Some("表"), None, true).unwrap();
        assert_eq!((found.head_row, found.columns.len(), found.columns[0].field.as_ref()), (2, 2, None));
        assert_eq!(book.understand(Some("表"), Some(1), true).unwrap().columns[0].head, "某表");
        assert_eq!(book.understand(Some("表"), Some(9), true).unwrap_err(), TemplateError::NoHeads);
        assert_eq!(book.understand(Some("没有"), None, true).unwrap_err(), TemplateError::NoSheet);
    }
}
