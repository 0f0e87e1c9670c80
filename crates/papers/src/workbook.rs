//! A report as a workbook: text as text, numbers as numbers, days as days, so that whoever gets it can add up and sort. Making one is an
//! event with the filter of the report, as it is of the register's exports; reports have some thousands of rows, written in memory.

use std::borrow::Cow;

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use files::disposition;
use kernel::{Db, Grant, Lang, Money, Permission, Problem, Quantity, Reply, Result, audit::Event, formula::marked};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use serde_json::Value;

use crate::event;

/// What such a file is.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A report in a file.
#[derive(Debug, Clone)]
pub struct Report {
    /// With its ending.
    pub file_name: String,
    pub sheets: Vec<Sheet>,
}

/// One of its sheets. A sheet's name has at most 31 characters, and none of `[]:*?/\`.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub name: &'static str,
    /// What stands above the table, line by line: whose it is, what, of which days.
    pub about: Vec<String>,
    pub heads: Vec<Head>,
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Head {
    pub text: Cow<'static, str>,
    /// In characters.
    pub width: u8,
}

impl Head {
    pub fn new(lang: Lang, zh: &'static str, en: &'static str, width: u8) -> Self {
        Self { text: said(lang, zh, en).into(), width }
    }
}

/// One of two words.
pub fn said(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    if lang == Lang::En { en } else { zh }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Text(String),
    Count(i64),
    /// Thousandths.
    Quantity(i64),
    Money(Money),
    Day(NaiveDate),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A text that may not be there.
    pub fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }
}

impl From<Money> for Cell {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<Quantity> for Cell {
    fn from(quantity: Quantity) -> Self {
        Self::Quantity(quantity.thousandths())
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

/// A cell in a file of plain text: what could be a formula is marked.
pub fn as_text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => marked(text).into_owned(),
        Cell::Count(count) => count.to_string(),
        Cell::Quantity(thousandths) => Quantity::stored(*thousandths).to_string(),
        Cell::Money(money) => money.to_string(),
        Cell::Day(day) => day.to_string(),
    }
}

/// Writes down that the report was made, of what, and sends it.
///
/// # Errors
/// When it cannot be written down, or made.
pub async fn send<P: Permission>(db: &Db, grant: Grant<P>, report: Report, filter: Value) -> Result<Response> {
    // A file is no answer that is kept for a repeated request.
    let grant = grant.not_remembered();
    let name = report.file_name.clone();
    let at = db.clock().now();
    let made = tokio::task::spawn_blocking(move || bytes(&report.sheets, at, None)).await.map_err(Problem::internal)?;
    let made = made.map_err(Problem::internal)?;
    let tx = db.begin(&grant).await?;
    let event = Event::new(event::REPORT_EXPORTED).created("report_export", tx.new_id(), &name, &filter);
    tx.commit([event], Reply::none()).await?;
    let mut response = Response::new(Body::from(made));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(XLSX));
    headers.insert(header::CONTENT_DISPOSITION, disposition("attachment", &name));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

struct Formats {
    title: Format,
    head: Format,
    money: Format,
    quantity: Format,
    day: Format,
}

/// How it is put on paper: so many lines a page, the heads on every page, numbered through.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paging {
    pub lines: u32,
    pub footer: &'static str,
}

/// The most page breaks that a workbook can hold.
const MOST_BREAKS: usize = 1000;

pub(crate) fn bytes(sheets: &[Sheet], at: DateTime<Utc>, paging: Option<Paging>) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(at.timestamp())?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let formats = Formats {
        title: Format::new().set_bold(),
        head: Format::new().set_bold().set_align(FormatAlign::Center),
        money: Format::new().set_num_format("#,##0.00"),
        quantity: Format::new().set_num_format("0.###"),
        day: Format::new().set_num_format("yyyy-mm-dd"),
    };
    for sheet in sheets {
        let page = book.add_worksheet();
        fill(page, sheet, &formats)?;
        if let Some(paging) = paging {
            for_paper(page, sheet, paging)?;
        }
    }
    book.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> std::result::Result<(), XlsxError> {
    page.set_name(sheet.name)?;
    let mut row = 0_u32;
    for line in &sheet.about {
        page.write_string_with_format(row, 0, line.as_str(), &formats.title)?;
        row += 1;
    }
    for (column, head) in (0_u16..).zip(&sheet.heads) {
        page.set_column_width(column, f64::from(head.width))?;
        page.write_string_with_format(row, column, &*head.text, &formats.head)?;
    }
    page.set_freeze_panes(row + 1, 0)?;
    for (cells, row) in sheet.rows.iter().zip(row + 1..) {
        for (column, cell) in (0_u16..).zip(cells) {
            put(page, (row, column), cell, formats)?;
        }
    }
    Ok(())
}

fn for_paper(page: &mut Worksheet, sheet: &Sheet, paging: Paging) -> std::result::Result<(), XlsxError> {
    /// A4, as workbooks number it, and how many characters lie across it.
    const A4: u8 = 9;
    const ACROSS: u16 = 130;
    let heads = u32::try_from(sheet.about.len()).unwrap_or_default();
    let lines = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    let breaks: Vec<u32> = (1..).map(|page| page * paging.lines).take_while(|line| *line < lines).take(MOST_BREAKS).collect();
    let breaks: Vec<u32> = breaks.into_iter().map(|line| heads + 1 + line).collect();
    // Fitting to a page would make nothing of the breaks: what is wider than a sheet of paper is made smaller.
    let width: u16 = sheet.heads.iter().map(|head| u16::from(head.width)).sum();
    let scale = (ACROSS * 100 / width.max(1)).clamp(30, 100);
    page.set_paper_size(A4).set_landscape().set_print_scale(scale).set_footer(paging.footer);
    page.set_repeat_rows(heads, heads)?.set_page_breaks(&breaks)?;
    Ok(())
}

fn put(page: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, formats: &Formats) -> std::result::Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        // A cell of type text is no formula, whatever it begins with.
        Cell::Text(text) => {
            page.write_string(row, column, text.as_str())?;
        }
        Cell::Count(count) => {
            page.write_number(row, column, float(*count))?;
        }
        Cell::Quantity(thousandths) => {
            page.write_number_with_format(row, column, float(*thousandths) / 1000.0, &formats.quantity)?;
        }
        Cell::Money(money) => {
            page.write_number_with_format(row, column, float(money.fen()) / 100.0, &formats.money)?;
        }
        // The calendar of workbooks begins in 1900.
        Cell::Day(day) if day.year() >= 1900 => {
            page.write_datetime_with_format(row, column, *day, &formats.day)?;
        }
        Cell::Day(day) => {
            page.write_string(row, column, day.to_string())?;
        }
    }
    Ok(())
}

/// Money and quantities have fewer than sixteen digits: nothing is lost.
#[expect(clippy::cast_precision_loss, reason = "the product's bounds lie within the 53 bits")]
const fn float(number: i64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_a_workbook_whatever_its_cells_hold() {
        let day = |text: &str| Cell::Day(text.parse().unwrap());
        let rows = vec![
            vec![Cell::text("=1+1"), Cell::Quantity(12_500), Cell::Money(Money::stored(-38)), day("2026-11-27")],
            vec![Cell::Empty, Cell::Count(2), Cell::maybe(None::<String>), day("1899-12-31")],
        ];
        let heads = ["a", "b", "c", "d"].map(|text| Head { text: text.into(), width: 12 }).to_vec();
        let sheet = Sheet { name: "库存明细账", about: vec!["学校".to_owned()], heads, rows };
        for paging in [None, Some(Paging { lines: 1, footer: "&P / &N" })] {
            let file = bytes(std::slice::from_ref(&sheet), DateTime::UNIX_EPOCH, paging).unwrap();
            assert!(file.starts_with(b"PK\x03\x04"), "no workbook");
        }
    }
}
