//! The data of an export as CSV: UTF-8 with BOM, CRLF, quoted where needed. These bytes are what a manifest's hash is of, whatever the
//! format.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use csv::{Terminator, Writer, WriterBuilder};
use kernel::Lang;
use sha2::{Digest, Sha256};

use super::{pages::Batch, sums::Sums};
use crate::{
    asset::fields::{Cell, Field, Named},
    import::dialect::marked,
};

const BOM: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// Writes rows and hashes their bytes on the way.
pub(super) struct CsvRows<W: Write> {
    out: Writer<Hashed<W>>,
    columns: Vec<&'static Field>,
    text: String,
}

impl<W: Write> CsvRows<W> {
    pub(super) fn begin(mut out: W, columns: &[&'static Field], lang: Lang) -> io::Result<Self> {
        out.write_all(&BOM)?;
        let mut hash = Sha256::new();
        hash.update(BOM);
        let hashed = Hashed { out, hash, bytes: BOM.len() as u64 };
        let mut out = WriterBuilder::new().terminator(Terminator::CRLF).buffer_capacity(64 * 1024).from_writer(hashed);
        out.write_record(columns.iter().map(|field| field.head(lang)))?;
        Ok(Self { out, columns: columns.to_vec(), text: String::new() })
    }

    pub(super) fn rows(&mut self, batch: &Batch, sums: &mut Sums) -> io::Result<()> {
        for card in &batch.cards {
            sums.add(card);
            let row = Named { card, names: &batch.names };
            for field in &self.columns {
                self.text.clear();
                // Writing to a String does not fail.
                let _ = match (field.cell)(row) {
                    Cell::Empty => Ok(()),
                    Cell::Text(text) => {
                        self.out.write_field(marked(&text).as_bytes())?;
                        continue;
                    }
                    Cell::Number(number) => write!(self.text, "{number}"),
                    Cell::Quantity(quantity) => write!(self.text, "{quantity}"),
                    Cell::Money(money) => write!(self.text, "{money}"),
                    Cell::Day(day) => write!(self.text, "{day}"),
                };
                self.out.write_field(&self.text)?;
            }
            self.out.write_record(None::<&[u8]>)?;
        }
        Ok(())
    }

    /// The sink, the hash of all bytes and their number.
    pub(super) fn end(self) -> io::Result<(W, Vec<u8>, u64)> {
        let hashed = self.out.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
        Ok((hashed.out, hashed.hash.finalize().to_vec(), hashed.bytes))
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
