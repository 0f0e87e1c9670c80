//! Reads the binary `.xls` of before 2007. The library has no streaming reader for it and builds each sheet as a
//! rectangle of at most 65 536 × 256 cells while opening; the address space of the process bounds that.

use std::io::{Cursor, Write};

use calamine::{Data, Reader, Xls, XlsError, Xlsx, XlsxError};

use super::{
    Cell, Row, SheetError, SheetInfo, limits,
    output::Output,
    xlsx::{date, float, merge, put, words, worksheets},
};

/// Writes all sheets, then all rows.
pub(super) fn read<W: Write>(file: &[u8], out: &mut Output<W>) -> Result<(), SheetError> {
    let mut book: Xls<_> = Xls::new(Cursor::new(file)).map_err(|e| refused(file, &e))?;
    let sheets = worksheets(book.sheets_metadata());
    for (index, (name, visible)) in (0_u32..).zip(&sheets) {
        let merges = book.merge_cells_by_sheet_name(name).unwrap_or_default().iter().map(merge).collect();
        out.sheet(SheetInfo { index, name: name.clone(), visible: *visible, merges })?;
    }
    for (sheet, (name, _)) in (0_u32..).zip(&sheets) {
        let range = book.worksheet_range(name).map_err(|e| refused(file, &e))?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, cells) in (top.saturating_add(1)..).zip(range.rows()) {
            let mut line = Row { sheet, row, line: None, cells: Vec::new() };
            for (column, value) in (left..).zip(cells) {
                let value = cell(value);
                if value.is_empty() {
                    continue;
                }
                if column >= limits::MAX_COLUMNS {
                    return Err(SheetError::TooManyColumns { sheet: name.clone(), row });
                }
                put(&mut line.cells, column as usize, value);
            }
            out.row(line)?;
        }
    }
    Ok(())
}

fn cell(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(number.to_string()),
        Data::Float(number) => float(*number),
        Data::String(text) | Data::DurationIso(text) => words(text),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(moment) => date(moment),
        Data::DateTimeIso(text) => Cell::Date(text.clone()),
        Data::Error(error) => Cell::Error(error.to_string()),
    }
}

/// An encrypted `.xlsx` is kept in the container of an `.xls`; only the other reader tells it apart.
fn refused(file: &[u8], error: &XlsError) -> SheetError {
    let encrypted = matches!(error, XlsError::Password) || matches!(Xlsx::new(Cursor::new(file)), Err(XlsxError::Password));
    if encrypted { SheetError::Encrypted } else { SheetError::Damaged { detail: error.to_string() } }
}
