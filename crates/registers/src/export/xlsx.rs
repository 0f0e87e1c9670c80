//! The data of an export as a workbook: text as text, numbers as numbers, days as days; a sheet more when the rows do not fit, and the
//! manifest as the last one. Only constant-memory sheets: whole ones take gigabytes.

use std::{borrow::Cow, io::Write, path::Path};

use chrono::{DateTime, Datelike, Utc};
use kernel::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::pages::Batch;
use crate::{
    asset::{
        entity::Model,
        fields::{Cell, Field, Named, Names},
    },
    import::dialect::{is_blank, marked, without_wrapper},
};

/// Rows of a sheet, its heads not counted.
const MOST_ROWS: u32 = 1_048_575;

pub(super) struct XlsxRows {
    book: Workbook,
    columns: Vec<&'static Field>,
    lang: Lang,
    sheets: usize,
    /// Rows on the sheet in hand, its heads included; 0 before the first sheet.
    row: u32,
    formats: Formats,
}

struct Formats {
    head: Format,
    money: Format,
    number: Format,
    day: Format,
}

impl XlsxRows {
    /// `folder` holds the sheets while they are written.
    pub(super) fn begin(columns: &[&'static Field], lang: Lang, at: DateTime<Utc>, folder: &Path) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        book.set_tempdir(folder)?;
        let made = ExcelDateTime::from_timestamp(at.timestamp())?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let formats = Formats {
            head: Format::new().set_bold().set_align(FormatAlign::Center),
            money: Format::new().set_num_format("#,##0.00"),
            number: Format::new().set_num_format("0.###"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
        };
        let mut rows = Self { book, columns: columns.to_vec(), lang, sheets: 0, row: 0, formats };
        rows.open_sheet()?;
        Ok(rows)
    }

    fn open_sheet(&mut self) -> Result<(), XlsxError> {
        self.sheets += 1;
        let name = if self.lang == Lang::Zh { "资产台账" } else { "Assets" };
        let name = if self.sheets == 1 { name.to_owned() } else { format!("{name}{}", self.sheets) };
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        for (column, field) in (0_u16..).zip(&self.columns) {
            sheet.set_column_width(column, f64::from(field.width))?;
            sheet.write_string_with_format(0, column, field.head(self.lang), &self.formats.head)?;
        }
        self.row = 1;
        Ok(())
    }

    pub(super) fn rows(&mut self, batch: &Batch) -> Result<(), XlsxError> {
        for card in &batch.cards {
            if self.row > MOST_ROWS {
                self.close_sheet()?;
                self.open_sheet()?;
            }
            let sheet = self.book.worksheet_from_index(self.sheets - 1)?;
            put(sheet, self.row, &self.columns, card, &batch.names, &self.formats)?;
            self.row += 1;
        }
        Ok(())
    }

    fn close_sheet(&mut self) -> Result<(), XlsxError> {
        let last = u16::try_from(self.columns.len()).unwrap_or(1).saturating_sub(1);
        self.book.worksheet_from_index(self.sheets - 1)?.autofilter(0, 0, self.row.saturating_sub(1), last)?;
        Ok(())
    }

    /// Adds the manifest and writes the workbook.
    pub(super) fn end<W: Write + Send>(mut self, about: &[(String, String)], out: W) -> Result<(), XlsxError> {
        self.close_sheet()?;
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(if self.lang == Lang::Zh { "说明" } else { "About" })?;
        sheet.set_column_width(0, 28)?.set_column_width(1, 90)?;
        for (row, (name, content)) in (0_u32..).zip(about) {
            sheet.write_string(row, 0, name)?;
            sheet.write_string(row, 1, content)?;
        }
        self.book.save_to_writer(out)
    }
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    columns: &[&'static Field],
    card: &Model,
    names: &Names,
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (column, field) in (0_u16..).zip(columns) {
        match (field.cell)(Named { card, names }) {
            Cell::Empty => {}
            Cell::Text(text) => {
                sheet.write_string(row, column, as_text(&text))?;
            }
            Cell::Number(number) => {
                sheet.write_number(row, column, float(number))?;
            }
            Cell::Quantity(quantity) => {
                sheet.write_number_with_format(row, column, float(quantity.thousandths()) / 1000.0, &formats.number)?;
            }
            Cell::Money(money) => {
                sheet.write_number_with_format(row, column, float(money.fen()) / 100.0, &formats.money)?;
            }
            // The calendar of workbooks begins in 1900.
            Cell::Day(day) if day.year() >= 1900 => {
                sheet.write_datetime_with_format(row, column, day, &formats.day)?;
            }
            Cell::Day(day) => {
                sheet.write_string(row, column, day.to_string())?;
            }
        }
    }
    Ok(())
}

/// A cell of type text needs no mark against formulas. What the importer would otherwise take off or for nothing gets one all the same.
fn as_text(text: &str) -> Cow<'_, str> {
    let misread = text.starts_with('\'') || text.trim() != text || is_blank(text) || without_wrapper(text) != text;
    if misread { marked(text) } else { Cow::Borrowed(text) }
}

/// Money and quantities have fewer than sixteen digits: nothing is lost.
#[expect(clippy::cast_precision_loss, reason = "the register's bounds lie within the 53 bits")]
const fn float(number: i64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cell_bears_a_mark_only_where_the_importer_would_misread_it() {
        for (text, shown) in [("=1+1", "=1+1"), ("'=1", "''=1"), ("-", "'-"), ("=\"1\"", "'=\"1\""), ("'原样", "'原样")] {
            assert_eq!(as_text(text), shown);
        }
    }
}
