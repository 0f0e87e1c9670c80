//! Spreadsheets as they come from outside: `.xlsx`, `.xls` and CSV within [`limits`]. A hostile workbook may abort the process that
//! reads it, so that is a child of the server: [`run`] is the body of `steward parse-sheet` (a file in, lines of JSON out),
//! [`runner`] its parent. Never decides what a cell means.

pub mod limits;

mod error;
mod output;
mod process;
pub mod runner;
mod text;
mod wire;
mod xls;
mod xlsx;
mod zip;

use std::{
    fs::File,
    io::{BufWriter, Read, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

pub use error::SheetError;
pub use process::apply_limits;
pub use runner::ParserProgram;
pub use wire::{Cell, Item, Merge, Row, SheetInfo};
pub use zip::check as check_zip;

use output::{Output, write_line};

/// What a file is. The content decides, not the name: exports named `.xls` are often `.xlsx`, CSV or web pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Xlsx,
    Xls,
    Csv,
}

impl Kind {
    /// Judges by the first bytes.
    pub fn of(file: &[u8]) -> Result<Self, SheetError> {
        let text = file.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(file).trim_ascii_start();
        if file.starts_with(b"PK\x03\x04") {
            Ok(Self::Xlsx)
        } else if file.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            Ok(Self::Xls)
        } else if text.is_empty() {
            Err(SheetError::Empty)
        } else if text.starts_with(b"<") {
            Err(SheetError::WebPage)
        } else if file.starts_with(b"%PDF") || file.starts_with(b"Rar!") || file.starts_with(b"7z\xBC\xAF") {
            Err(SheetError::Damaged { detail: "not a spreadsheet".into() })
        } else {
            Ok(Self::Csv)
        }
    }
}

/// The body of `steward parse-sheet FILE`: call [`apply_limits`] first, exit with 1 when this answers false. Writes
/// either all rows and an end line, or an error line as the last one.
pub fn run(path: &Path, out: impl Write) -> bool {
    let mut out = BufWriter::with_capacity(64 * 1024, out);
    let parsed = catch_unwind(AssertUnwindSafe(|| read_file(path).and_then(|file| parse(&file, &mut out))));
    let Err(error) = parsed.unwrap_or_else(|_| Err(SheetError::Damaged { detail: "the reader panicked".into() })) else {
        return true;
    };
    // When the pipe itself is gone there is nobody left to tell.
    let _ = write_line(&mut out, &Item::Error(error)).and_then(|()| out.flush().map_err(|_| SheetError::OutputClosed));
    false
}

/// Reads a file held in memory and writes its sheets and rows.
pub fn parse(file: &[u8], out: impl Write) -> Result<(), SheetError> {
    let mut out = Output::new(out);
    match Kind::of(file)? {
        Kind::Xlsx => xlsx::read(file, &mut out)?,
        Kind::Xls => xls::read(file, &mut out)?,
        Kind::Csv => text::read(file, &mut out)?,
    }
    out.end()
}

/// A file as the parser takes it: none that is too large.
pub fn read_file(path: &Path) -> Result<Vec<u8>, SheetError> {
    let unreadable = |e: std::io::Error| SheetError::Unreadable { detail: e.to_string() };
    let mut file = Vec::new();
    let opened = File::open(path).map_err(unreadable)?;
    opened.take(limits::MAX_FILE_BYTES + 1).read_to_end(&mut file).map_err(unreadable)?;
    if file.len() as u64 > limits::MAX_FILE_BYTES {
        return Err(SheetError::FileTooLarge);
    }
    Ok(file)
}

#[cfg(test)]
mod tests;
