//! The child that fills: a blank workbook by its path, an order and rows as lines of JSON on standard input, the filled workbook on
//! standard output, and the reason on standard error when there is none.

use std::{
    io::{BufRead, BufReader, BufWriter, Read, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use serde::{Deserialize, Serialize};
use sheets::{Kind, limits, read_file};

use super::{FillError, Form, Value, anew, fill};

/// What is to be filled and how many rows follow.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Order {
    pub form: Form,
    pub count: u32,
}

/// The values of a row, in the order of the form's columns.
pub type Line = Vec<Option<Value>>;

/// The body of `steward fill-sheet FILE`: limit the process first, exit with 1 when this answers false.
pub fn run(path: &Path, input: impl Read, out: impl Write, mut errors: impl Write) -> bool {
    let done = catch_unwind(AssertUnwindSafe(|| filled(path, input, out)));
    let Err(error) = done.unwrap_or(Err(FillError::Damaged)) else { return true };
    // When the pipe itself is gone there is nobody left to tell.
    let _ = serde_json::to_writer(&mut errors, &error);
    false
}

fn filled(path: &Path, input: impl Read, out: impl Write) -> Result<(), FillError> {
    let file = read_file(path)?;
    let workbook = match Kind::of(&file)? {
        Kind::Xlsx => file,
        Kind::Xls => anew::workbook(&file)?,
        Kind::Csv => return Err(FillError::Damaged),
    };
    let mut lines = Lines { input: BufReader::with_capacity(64 * 1024, input), line: Vec::new() };
    let order: Order = lines.read().ok_or(FillError::OtherCount)?;
    let mut out = BufWriter::with_capacity(64 * 1024, out);
    // A line that cannot be read ends the rows; their number then tells.
    fill(&workbook, &order.form, order.count, &mut std::iter::from_fn(|| lines.read()), &mut out)?;
    out.flush().map_err(|_| FillError::Output)
}

struct Lines<R> {
    input: BufReader<R>,
    line: Vec<u8>,
}

impl<R: Read> Lines<R> {
    fn read<T: for<'de> Deserialize<'de>>(&mut self) -> Option<T> {
        self.line.clear();
        let bound = limits::MAX_LINE_BYTES as u64;
        self.input.by_ref().take(bound).read_until(b'\n', &mut self.line).ok()?;
        serde_json::from_slice(&self.line).ok()
    }
}
