//! Writes sheets and rows as lines and counts what it writes. Owns the limits on rows, columns, cells and text; never
//! keeps more than one row.

use std::io::Write;

use super::{Cell, Item, Row, SheetError, SheetInfo, limits};

/// The writing end of the pipe.
pub(super) struct Output<W> {
    out: W,
    names: Vec<String>,
    rows: u32,
    cells: u64,
    text: u64,
}

impl<W: Write> Output<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, names: Vec::new(), rows: 0, cells: 0, text: 0 }
    }

    /// All sheets are announced before the first row.
    pub(super) fn sheet(&mut self, info: SheetInfo) -> Result<(), SheetError> {
        if self.names.len() >= limits::MAX_SHEETS {
            return Err(SheetError::TooManySheets);
        }
        if info.merges.len() > limits::MAX_MERGES {
            return Err(SheetError::TooManyMerges { sheet: info.name });
        }
        self.names.push(info.name.clone());
        self.line(&Item::Sheet(info))
    }

    /// Writes a row unless it holds nothing.
    pub(super) fn row(&mut self, mut row: Row) -> Result<(), SheetError> {
        while row.cells.last().is_some_and(Cell::is_empty) {
            row.cells.pop();
        }
        if row.cells.is_empty() {
            return Ok(());
        }
        self.rows += 1;
        if self.rows > limits::MAX_ROWS {
            return Err(SheetError::TooManyRows { sheet: self.name(row.sheet) });
        }
        if row.cells.len() > limits::MAX_COLUMNS as usize {
            return Err(SheetError::TooManyColumns { sheet: self.name(row.sheet), row: row.row });
        }
        self.count(&row)?;
        self.line(&Item::Row(row))
    }

    /// Ends the stream; a stream without this line was cut off.
    pub(super) fn end(mut self) -> Result<(), SheetError> {
        if self.rows == 0 {
            return Err(SheetError::Empty);
        }
        let rows = self.rows;
        self.line(&Item::End { rows })?;
        self.out.flush().map_err(|_| SheetError::OutputClosed)
    }

    fn count(&mut self, row: &Row) -> Result<(), SheetError> {
        for (column, cell) in (1_u32..).zip(&row.cells) {
            let text = cell.shown();
            if text.len() > limits::MAX_CELL_CHARS && text.chars().count() > limits::MAX_CELL_CHARS {
                return Err(SheetError::CellTooLong { sheet: self.name(row.sheet), row: row.row, column });
            }
            self.cells += u64::from(!cell.is_empty());
            self.text += text.len() as u64;
        }
        if self.cells > limits::MAX_CELLS || self.text > limits::MAX_TEXT_BYTES {
            return Err(SheetError::TooManyCells);
        }
        Ok(())
    }

    fn name(&self, sheet: u32) -> String {
        self.names.get(sheet as usize).cloned().unwrap_or_default()
    }

    fn line(&mut self, item: &Item) -> Result<(), SheetError> {
        write_line(&mut self.out, item)
    }
}

/// Writes one item as one line.
pub(super) fn write_line(mut out: impl Write, item: &Item) -> Result<(), SheetError> {
    serde_json::to_writer(&mut out, item).map_err(|_| SheetError::OutputClosed)?;
    out.write_all(b"\n").map_err(|_| SheetError::OutputClosed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output() -> Output<Vec<u8>> {
        let mut output = Output::new(Vec::new());
        output.sheet(SheetInfo { index: 0, name: "一".into(), visible: true, merges: vec![] }).unwrap();
        output
    }

    fn row(row: u32, cells: Vec<Cell>) -> Row {
        Row { sheet: 0, row, line: None, cells }
    }

    #[test]
    fn rows_without_value_are_not_written_and_do_not_count() {
        let mut output = output();
        output.row(row(1, vec![Cell::Empty; 1000])).unwrap();
        assert_eq!(output.end(), Err(SheetError::Empty));
    }

    #[test]
    fn each_limit_names_its_place() {
        let far = vec![Cell::Bool(true); limits::MAX_COLUMNS as usize + 1];
        assert_eq!(output().row(row(3, far)), Err(SheetError::TooManyColumns { sheet: "一".into(), row: 3 }));
        let long = vec![Cell::Empty, Cell::Text("长".repeat(limits::MAX_CELL_CHARS + 1))];
        assert_eq!(output().row(row(4, long)), Err(SheetError::CellTooLong { sheet: "一".into(), row: 4, column: 2 }));
        assert_eq!(output().row(row(5, vec![Cell::Text("长".repeat(limits::MAX_CELL_CHARS))])), Ok(()));
        let mut full = output();
        full.rows = limits::MAX_ROWS;
        assert_eq!(full.row(row(6, vec![Cell::Bool(true)])), Err(SheetError::TooManyRows { sheet: "一".into() }));
    }
}
