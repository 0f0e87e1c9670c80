//! Workbooks for the person who keeps the ledger: the own file with every row's fate beside it, and an empty one to fill in.

use std::ops::ControlFlow;

use kernel::{Lang, Problem, Result};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use sheets::{
    Cell, Merge, Row,
    runner::{Found, Parser},
};

use super::{
    ImportError,
    heads::Field,
    ledger::{LedgerPlan, Refused, RowFate},
};

/// Columns put before those of the file.
const BEFORE: u16 = 2;
/// Digits that a number keeps in a spreadsheet; a longer one is a text.
const DIGITS: usize = 15;

const fn words(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The file once more, with the fate of every row in two columns before its own. Importing it again leaves them out.
pub(super) fn annotated(parser: &Parser, plan: &LedgerPlan, lang: Lang) -> Result<Vec<u8>> {
    let book = || dated(Workbook::new()).map_err(Problem::internal);
    let mut copy = Copy { book: book()?, plan, lang, sheets: Vec::new(), failed: None, formats: Formats::new() };
    let run = parser.run(|found| match copy.take(found) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            copy.failed = Some(error);
            ControlFlow::Break(())
        }
    });
    if let Some(error) = copy.failed {
        return Err(Problem::internal(error));
    }
    run.map_err(ImportError::from)?;
    copy.book.save_to_buffer().map_err(Problem::internal)
}

/// The same content is the same file, whenever it is made.
fn dated(mut book: Workbook) -> std::result::Result<Workbook, XlsxError> {
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    Ok(book)
}

struct Formats {
    head: Format,
    refused: Format,
    wrapped: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            head: Format::new().set_bold().set_background_color(Color::RGB(0x00E3_E4DE)),
            refused: Format::new().set_bold().set_font_color(Color::RGB(0x00B3_201A)),
            wrapped: Format::new().set_text_wrap().set_font_color(Color::RGB(0x00B3_201A)),
        }
    }
}

struct Copy<'a> {
    book: Workbook,
    plan: &'a LedgerPlan,
    lang: Lang,
    sheets: Vec<Sheet>,
    failed: Option<XlsxError>,
    formats: Formats,
}

/// What is carried from row to row of a sheet.
struct Sheet {
    merges: Vec<(Merge, Cell)>,
}

impl Copy<'_> {
    fn take(&mut self, found: Found) -> std::result::Result<(), XlsxError> {
        match found {
            Found::Sheet(info) => {
                let sheet = self.book.add_worksheet_with_constant_memory()?;
                sheet.set_name(sheet_name(&info.name, self.sheets.len()))?;
                sheet.set_column_width(0, 12)?;
                sheet.set_column_width(1, 40)?;
                if !info.visible {
                    sheet.set_hidden(true);
                }
                let down = info.merges.into_iter().filter(|merge| merge.first_row < merge.last_row);
                self.sheets.push(Sheet { merges: down.map(|merge| (merge, Cell::Empty)).collect() });
                Ok(())
            }
            Found::Row(row) => self.row(row),
        }
    }

    fn row(&mut self, mut row: Row) -> std::result::Result<(), XlsxError> {
        let index = row.sheet as usize;
        if let Some(sheet) = self.sheets.get_mut(index) {
            fill_down(&mut sheet.merges, &mut row);
        }
        let is_head = self.plan.sheets.get(index).is_some_and(|sheet| sheet.head_rows.last() == Some(&row.row));
        let fate = self.plan.fate(row.sheet, row.row);
        let at = row.row - 1;
        let (lang, formats) = (self.lang, &self.formats);
        let sheet = self.book.worksheet_from_index(index)?;
        if is_head {
            sheet.write_string_with_format(at, 0, words(lang, "导入结果", "Import result"), &formats.head)?;
            sheet.write_string_with_format(at, 1, words(lang, "导入问题", "Import problems"), &formats.head)?;
        }
        match fate {
            Some(RowFate::Card(_)) => {
                sheet.write_string(at, 0, words(lang, "可以导入", "Good"))?;
            }
            Some(RowFate::Refused(refused)) => {
                sheet.write_string_with_format(at, 0, words(lang, "不能导入", "Refused"), &formats.refused)?;
                sheet.write_string_with_format(at, 1, problems(refused, lang), &formats.wrapped)?;
            }
            Some(RowFate::Skipped(skipped)) if !is_head => {
                let kind = skipped.kind.title();
                let text = match lang {
                    Lang::Zh => format!("跳过：{}", kind.pick(lang)),
                    Lang::En => format!("Skipped: {}", kind.pick(lang)),
                };
                sheet.write_string(at, 0, text)?;
            }
            Some(RowFate::Skipped(_)) | None => {}
        }
        for (column, cell) in (BEFORE..).zip(&row.cells) {
            write(sheet, at, column, cell)?;
        }
        Ok(())
    }
}

/// A cell merged downwards holds for every row it covers: the copy says so in each of them.
fn fill_down(merges: &mut [(Merge, Cell)], row: &mut Row) {
    for (merge, held) in merges {
        if row.row < merge.first_row || row.row > merge.last_row {
            continue;
        }
        let column = merge.first_column as usize - 1;
        if row.row == merge.first_row {
            *held = row.cells.get(column).cloned().unwrap_or_default();
        } else if !held.is_empty() {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            if let Some(cell) = row.cells.get_mut(column)
                && cell.is_empty()
            {
                *cell = held.clone();
            }
        }
    }
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> std::result::Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Number(text) => match text.parse::<f64>() {
            Ok(number) if text.chars().filter(char::is_ascii_digit).count() <= DIGITS => {
                sheet.write_number(row, column, number)?;
            }
            _ => {
                sheet.write_string(row, column, text)?;
            }
        },
        Cell::Bool(value) => {
            sheet.write_boolean(row, column, *value)?;
        }
        Cell::Text(_) | Cell::Date(_) | Cell::Error(_) => {
            sheet.write_string(row, column, cell.shown())?;
        }
    }
    Ok(())
}

fn problems(refused: &Refused, lang: Lang) -> String {
    let one = |problem: &super::ledger::RowProblem| {
        let text = if lang == Lang::Zh { problem.zh() } else { problem.en() };
        if problem.value.is_empty() { text } else { format!("{text} [{}]", problem.value) }
    };
    refused.problems.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// A name that a spreadsheet takes: no longer than 31 characters, without its special ones.
fn sheet_name(name: &str, index: usize) -> String {
    let plain: String = name.chars().filter(|c| !r"[]:*?/\'".contains(*c)).take(31).collect();
    if plain.trim().is_empty() { format!("Sheet{}", index + 1) } else { plain }
}

/// A column of the empty workbook: its field, whether it must be filled, and how.
type Line = (Field, &'static str, &'static str);

#[rustfmt::skip]
const TEMPLATE: [Line; 27] = [
    (Field::AssetNo, "不填则自动编号；更新卡片时必填", "Left empty: the next number. Needed to update a card"),
    (Field::Name, "必填，写具体名称：笔记本电脑", "Needed; the specific name"),
    (Field::Category, "分类代码或名称：A05010203、课桌；不填按名称判断", "Code or name of the category; left empty, the name decides"),
    (Field::SpecModel, "", ""),
    (Field::Brand, "", ""),
    (Field::SerialNo, "", ""),
    (Field::Unit, "不填用分类的单位", "Left empty: the category's unit"),
    (Field::Quantity, "正整数；面积、长度可以有小数", "A whole number; measured things may have decimals"),
    (Field::UnitPrice, "元", "yuan"),
    (Field::OriginalValue, "这一行的总金额，元；不填按单价×数量", "Of the whole row, in yuan; left empty: price × quantity"),
    (Field::AccumulatedDepreciation, "元", "yuan"),
    (Field::AcquiredOn, "2024-09-01、2024.9 都可以", "2024-09-01 or 2024.9"),
    (Field::BookedOn, "", ""),
    (Field::AcquisitionMethod, "新购、调拨、接受捐赠、自建、置换、盘盈、其他", "Bought, transferred, donated …"),
    (Field::UseCondition, "在用、闲置、待修、待报废 …", "In use, idle, awaiting repair …"),
    (Field::Location, "致远楼203；没有的地点会新建", "A room; a new one is made"),
    (Field::Department, "", ""),
    (Field::UsingDepartment, "", ""),
    (Field::Custodian, "", ""),
    (Field::UserPerson, "", ""),
    (Field::Supplier, "", ""),
    (Field::InvoiceNo, "", ""),
    (Field::VoucherNo, "", ""),
    (Field::FundSource, "", ""),
    (Field::LegacyNo, "换系统以前的编号", "The number it had before"),
    (Field::OfficialCardNo, "财政资产系统里的卡片编号", "Its number in the government's system"),
    (Field::Remarks, "", ""),
];

/// An empty ledger to fill in, with a sheet that explains it.
pub(super) fn template(lang: Lang) -> Result<Vec<u8>> {
    filled_template(lang).map_err(Problem::internal)
}

fn filled_template(lang: Lang) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = dated(Workbook::new())?;
    let head = Formats::new().head;
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(words(lang, "资产", "Assets"))?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, (field, _, _)) in (0_u16..).zip(TEMPLATE) {
        sheet.set_column_width(column, 14)?;
        sheet.write_string_with_format(0, column, field.title(lang), &head)?;
    }
    let notes = book.add_worksheet_with_constant_memory()?;
    // The importer takes a sheet of this name for notes in either language.
    notes.set_name("填表说明")?;
    notes.set_column_width(0, 18)?;
    notes.set_column_width(1, 60)?;
    for (row, (field, zh, en)) in (0_u32..).zip(TEMPLATE) {
        notes.write_string_with_format(row, 0, field.title(lang), &head)?;
        notes.write_string(row, 1, words(lang, zh, en))?;
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::heads::HeadFinder;

    /// The heads of the empty workbook are understood as what they say, in both languages.
    #[test]
    fn the_template_is_understood_by_its_own_importer() {
        for lang in [Lang::Zh, Lang::En] {
            let mut lines = Vec::new();
            sheets::parse(&template(lang).unwrap(), &mut lines).unwrap();
            let heads: Vec<Cell> = TEMPLATE.iter().map(|(field, _, _)| Cell::Text(field.title(lang).to_owned())).collect();
            let row = Row { sheet: 0, row: 1, line: None, cells: heads };
            let found = HeadFinder::new(&std::collections::BTreeMap::new()).find(&[row]).unwrap();
            let fields: Vec<Option<Field>> = found.columns.iter().map(|column| column.field).collect();
            let expected: Vec<Option<Field>> = TEMPLATE.iter().map(|(field, _, _)| Some(*field)).collect();
            assert_eq!(fields, expected, "{lang:?}");
            assert!(String::from_utf8(lines).unwrap().contains("填表说明"));
        }
    }

    #[test]
    fn sheets_keep_their_names_as_far_as_a_spreadsheet_takes_them() {
        assert_eq!(sheet_name("三(2)班", 0), "三(2)班");
        assert_eq!(sheet_name("a/b:c*[d]", 0), "abcd");
        assert_eq!(sheet_name("", 2), "Sheet3");
    }
}
