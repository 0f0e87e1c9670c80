//! A form of before 2007 as a workbook of today: the words, numbers, formulas and merged cells of its sheets. Styles, pictures and
//! settings are lost, since nothing reads them; whoever fills such a form is told.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xls};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use sheets::limits;

use super::FillError;

/// Writes the workbook anew.
pub(super) fn workbook(file: &[u8]) -> Result<Vec<u8>, FillError> {
    let mut old: Xls<_> = Xls::new(Cursor::new(file)).map_err(|_| FillError::Damaged)?;
    let mut new = Workbook::new();
    for name in old.sheet_names() {
        // Sheets of macros and charts have no cells.
        let Ok(values) = old.worksheet_range(&name) else { continue };
        let formulas = old.worksheet_formula(&name).unwrap_or_default();
        let merged = old.merge_cells_by_sheet_name(&name).unwrap_or_default();
        if values.used_cells().count() > limits::MAX_COLUMNS as usize * 10_000 || merged.len() > limits::MAX_MERGES {
            return Err(FillError::NoRoom);
        }
        let sheet = new.add_worksheet();
        sheet.set_name(&name).map_err(|_| FillError::Damaged)?;
        for range in &merged {
            let column = |column: u32| u16::try_from(column).unwrap_or(u16::MAX);
            // One that cannot be merged again, a single cell, stays apart.
            let (start, end) = (range.start, range.end);
            let _ = sheet.merge_range(start.0, column(start.1), end.0, column(end.1), "", &middle());
        }
        cells(sheet, &values, &formulas, |row, column| merged.iter().any(|range| range.start == (row, column)))
            .map_err(|_| FillError::Damaged)?;
    }
    new.save_to_buffer().map_err(|_| FillError::Damaged)
}

fn middle() -> Format {
    Format::new().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter).set_text_wrap()
}

fn cells(
    sheet: &mut Worksheet,
    values: &Range<Data>,
    formulas: &Range<String>,
    is_merged: impl Fn(u32, u32) -> bool,
) -> Result<(), XlsxError> {
    let (plain, middle) = (Format::new().set_border(FormatBorder::Thin), middle());
    let (top, left) = values.start().unwrap_or_default();
    for (row, column, value) in values.used_cells() {
        let at =
            (top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX)), left.saturating_add(u32::try_from(column).unwrap_or(u32::MAX)));
        let (row, column) = (at.0, u16::try_from(at.1).unwrap_or(u16::MAX));
        let format = if is_merged(at.0, at.1) { &middle } else { &plain };
        if let Some(formula) = formulas.get_value(at).filter(|formula| !formula.is_empty()) {
            sheet.write_formula_with_format(row, column, formula.as_str(), format)?;
            continue;
        }
        match value {
            Data::Empty | Data::Error(_) => {}
            #[expect(clippy::cast_precision_loss, reason = "a cell holds a float anyway")]
            Data::Int(number) => {
                sheet.write_number_with_format(row, column, *number as f64, format)?;
            }
            Data::Float(number) => {
                sheet.write_number_with_format(row, column, *number, format)?;
            }
            Data::Bool(truth) => {
                sheet.write_boolean_with_format(row, column, *truth, format)?;
            }
            Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                sheet.write_string_with_format(row, column, text, format)?;
            }
            Data::DateTime(moment) => {
                let shown = moment.as_datetime().map_or_else(|| moment.as_f64().to_string(), |at| at.format("%Y-%m-%d").to_string());
                sheet.write_string_with_format(row, column, shown, format)?;
            }
        }
    }
    sheet.autofit();
    Ok(())
}
