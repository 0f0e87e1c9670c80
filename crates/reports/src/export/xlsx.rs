//! The data of a ledger as a workbook: text as text, numbers as numbers, days as days; a sheet more when the rows do not fit, and the
//! manifest as the last one. Only constant-memory sheets: whole ones take gigabytes.

use std::{io::Write, path::Path};

use chrono::{DateTime, Datelike, Utc};
use kernel::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::table::{Cell, Table};

/// Rows of a sheet, its heads not counted.
const MOST_ROWS: u32 = 1_048_575;

pub(super) struct XlsxRows {
    book: Workbook,
    table: Table,
    lang: Lang,
    sheets: usize,
    /// Rows on the sheet in hand, its heads included.
    row: u32,
    formats: Formats,
}

struct Formats {
    head: Format,
    money: Format,
    quantity: Format,
    day: Format,
}

impl XlsxRows {
    /// `folder` holds the sheets while they are written.
    pub fn begin(table: &Table, lang: Lang, at: DateTime<Utc>, folder: &Path) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        book.set_tempdir(folder)?;
        let made = ExcelDateTime::from_timestamp(at.timestamp())?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let formats = Formats {
            head: Format::new().set_bold().set_align(FormatAlign::Center),
            money: Format::new().set_num_format("#,##0.00"),
            quantity: Format::new().set_num_format("0.###"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
        };
        let mut rows = Self { book, table: table.clone(), lang, sheets: 0, row: 0, formats };
        rows.open_sheet()?;
        Ok(rows)
    }

    fn open_sheet(&mut self) -> Result<(), XlsxError> {
        self.sheets += 1;
        let title = self.table.sheet();
        let name = title.pick(self.lang);
        let name = if self.sheets == 1 { name.to_owned() } else { format!("{name}{}", self.sheets) };
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        for (at, column) in (0_u16..).zip(self.table.columns()) {
            sheet.set_column_width(at, f64::from(column.width))?;
            sheet.write_string_with_format(0, at, column.head(self.lang), &self.formats.head)?;
        }
        self.row = 1;
        Ok(())
    }

    pub fn row(&mut self, row: &[Cell]) -> Result<(), XlsxError> {
        if self.row > MOST_ROWS {
            self.close_sheet()?;
            self.open_sheet()?;
        }
        let sheet = self.book.worksheet_from_index(self.sheets - 1)?;
        for (at, cell) in (0_u16..).zip(row) {
            put(sheet, (self.row, at), cell, &self.formats)?;
        }
        self.row += 1;
        Ok(())
    }

    fn close_sheet(&mut self) -> Result<(), XlsxError> {
        let last = u16::try_from(self.table.columns().count()).unwrap_or(1).saturating_sub(1);
        self.book.worksheet_from_index(self.sheets - 1)?.autofilter(0, 0, self.row.saturating_sub(1), last)?;
        Ok(())
    }

    /// Adds what the workbook says of itself and writes it.
    pub fn end<W: Write + Send>(mut self, about: &[(String, String)], out: W) -> Result<(), XlsxError> {
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

fn put(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, formats: &Formats) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        // A cell of type text is no formula, whatever it begins with.
        Cell::Text(text) => {
            sheet.write_string(row, column, text.as_str())?;
        }
        Cell::Quantity(thousandths) => {
            sheet.write_number_with_format(row, column, float(*thousandths) / 1000.0, &formats.quantity)?;
        }
        Cell::Money(fen) => {
            sheet.write_number_with_format(row, column, float(*fen) / 100.0, &formats.money)?;
        }
        // The calendar of workbooks begins in 1900.
        Cell::Day(day) if day.year() >= 1900 => {
            sheet.write_datetime_with_format(row, column, *day, &formats.day)?;
        }
        Cell::Day(day) => {
            sheet.write_string(row, column, day.to_string())?;
        }
    }
    Ok(())
}

/// Money and quantities have fewer than sixteen digits: nothing is lost.
#[expect(clippy::cast_precision_loss, reason = "the register's bounds lie within the 53 bits")]
const fn float(number: i64) -> f64 {
    number as f64
}
