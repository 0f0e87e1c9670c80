//! Reads `.xlsx` cell by cell. Only `worksheet_cells_reader` is used: `worksheet_range` allocates the rectangle between
//! the first and the last cell and aborts the process on a file of 1.4 KB (calamine issue 693).

use std::io::{Cursor, Write};

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::Timelike;

use super::{Cell, Merge, Row, SheetError, SheetInfo, limits, output::Output, zip};

/// Writes all sheets, then all rows.
pub(super) fn read<W: Write>(file: &[u8], out: &mut Output<W>) -> Result<(), SheetError> {
    zip::check(file)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).map_err(|e| refused(&e))?;
    let sheets = worksheets(book.sheets_metadata());
    for (index, (name, visible)) in (0_u32..).zip(&sheets) {
        let merges = book.merge_cells_by_sheet_name(name).map_err(|e| refused(&e))?;
        let merges = merges.iter().map(merge).collect();
        out.sheet(SheetInfo { index, name: name.clone(), visible: *visible, merges })?;
    }
    for (index, (name, _)) in (0_u32..).zip(&sheets) {
        read_sheet(&mut book, index, name, out)?;
    }
    Ok(())
}

fn read_sheet<W: Write>(book: &mut Xlsx<Cursor<&[u8]>>, sheet: u32, name: &str, out: &mut Output<W>) -> Result<(), SheetError> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|e| refused(&e))?;
    let mut current = Row { sheet, row: 0, line: None, cells: Vec::new() };
    while let Some(found) = reader.next_cell().map_err(|e| refused(&e))? {
        let value = cell(found.get_value());
        if value.is_empty() {
            continue;
        }
        let (row, column) = found.get_position();
        let row = row.saturating_add(1);
        if column >= limits::MAX_COLUMNS {
            return Err(SheetError::TooManyColumns { sheet: name.to_owned(), row });
        }
        if row < current.row {
            return Err(SheetError::Damaged { detail: "rows out of order".into() });
        }
        if row > current.row {
            let width = current.cells.len();
            out.row(std::mem::replace(&mut current, Row { sheet, row, line: None, cells: Vec::with_capacity(width) }))?;
        }
        put(&mut current.cells, column as usize, value);
    }
    out.row(current)
}

/// Puts a value at a column, filling with empty cells up to it. The caller has checked the column.
pub(super) fn put(cells: &mut Vec<Cell>, column: usize, value: Cell) {
    while cells.len() <= column {
        cells.push(Cell::Empty);
    }
    if let Some(place) = cells.get_mut(column) {
        *place = value;
    }
}

/// Names and visibility of the sheets that can hold rows; charts and macro sheets cannot.
pub(super) fn worksheets(all: &[calamine::Sheet]) -> Vec<(String, bool)> {
    all.iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect()
}

pub(super) fn merge(range: &Dimensions) -> Merge {
    Merge {
        first_row: range.start.0.saturating_add(1),
        first_column: range.start.1.saturating_add(1),
        last_row: range.end.0.saturating_add(1),
        last_column: range.end.1.saturating_add(1),
    }
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => float(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => words(text),
        DataRef::SharedString(text) => words(text),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(moment) => date(moment),
        DataRef::DateTimeIso(text) => Cell::Date(text.clone()),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

pub(super) fn words(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// `Display` of a float is its shortest decimal, without exponent.
pub(super) fn float(number: f64) -> Cell {
    if number.is_finite() { Cell::Number(number.to_string()) } else { Cell::Error("#NUM!".into()) }
}

pub(super) fn date(moment: &ExcelDateTime) -> Cell {
    match moment.as_datetime() {
        Some(at) if !moment.is_duration() => {
            let midnight = at.time().num_seconds_from_midnight() == 0;
            Cell::Date(at.format(if midnight { "%Y-%m-%d" } else { "%Y-%m-%dT%H:%M:%S" }).to_string())
        }
        _ => float(moment.as_f64()),
    }
}

fn refused(error: &XlsxError) -> SheetError {
    if matches!(error, XlsxError::Password) { SheetError::Encrypted } else { SheetError::Damaged { detail: error.to_string() } }
}
