//! The data of a ledger as CSV: UTF-8 with BOM, CRLF, quoted where needed, what could be a formula marked (reliability.md H03). These bytes
//! are what the manifest's hash is of.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use csv::{Terminator, Writer, WriterBuilder};
use kernel::{Lang, Money, Quantity};
use registers::import::dialect::marked;
use sha2::{Digest, Sha256};

use super::table::{Cell, Table};

const BOM: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// Writes rows and hashes their bytes on the way.
pub(super) struct CsvRows<W: Write> {
    out: Writer<Hashed<W>>,
    text: String,
}

impl<W: Write> CsvRows<W> {
    pub fn begin(mut out: W, table: &Table, lang: Lang) -> io::Result<Self> {
        out.write_all(&BOM)?;
        let mut hash = Sha256::new();
        hash.update(BOM);
        let hashed = Hashed { out, hash, bytes: BOM.len() as u64 };
        let mut out = WriterBuilder::new().terminator(Terminator::CRLF).buffer_capacity(64 * 1024).from_writer(hashed);
        out.write_record(table.columns().map(|column| column.head(lang)))?;
        Ok(Self { out, text: String::new() })
    }

    pub fn row(&mut self, row: &[Cell]) -> io::Result<()> {
        for cell in row {
            self.text.clear();
            // Writing to a String does not fail.
            let _ = match cell {
                Cell::Empty => Ok(()),
                Cell::Text(text) => {
                    self.out.write_field(marked(text).as_bytes())?;
                    continue;
                }
                Cell::Quantity(quantity) => write!(self.text, "{}", Quantity::stored(*quantity)),
                Cell::Money(fen) => write!(self.text, "{}", Money::stored(*fen)),
                Cell::Day(day) => write!(self.text, "{day}"),
            };
            self.out.write_field(&self.text)?;
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// The hash of all bytes and their number.
    pub fn end(self) -> io::Result<(Vec<u8>, u64)> {
        let hashed = self.out.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
        Ok((hashed.hash.finalize().to_vec(), hashed.bytes))
    }
}

struct Hashed<W> {
    out: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.out.write_all(buffer)?;
        self.hash.update(buffer);
        self.bytes += buffer.len() as u64;
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::dto::LedgerKind;

    #[test]
    fn h03_what_looks_like_a_formula_is_marked_and_negative_numbers_stay_numbers() {
        let mut bytes = Vec::new();
        let mut rows = CsvRows::begin(&mut bytes, &Table::of(LedgerKind::General, true), Lang::Zh).unwrap();
        let mut row = vec![Cell::text("=1+1"), Cell::text("＠sum"), Cell::Quantity(-2000), Cell::Money(-150)];
        row.resize_with(12, || Cell::Empty);
        rows.row(&row).unwrap();
        let (hash, length) = rows.end().unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.starts_with("\u{feff}分类代码,"), "{text}");
        assert!(text.ends_with("'=1+1,'＠sum,-2,-1.50,,,,,,,,\r\n"), "{text}");
        assert_eq!((hash, length), (Sha256::digest(&bytes).to_vec(), bytes.len() as u64));
    }
}
