//! A file of rows while it is written: as CSV (UTF-8 with BOM, CRLF), hashed, counted and summed on the way.

use chrono::{DateTime, NaiveDate, Utc};
use csv::{Terminator, WriterBuilder};
use kernel::{Lang, Problem, Result};
use registers::import::dialect::marked;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::Sender;
use uuid::Uuid;

use super::{
    columns::{File, Summed, decimal},
    manifest::{FileNote, SumNote},
    pack::{Piece, hand},
};

/// What stands in one place of a row.
#[derive(Debug)]
pub(super) enum Cell<'a> {
    Empty,
    Text(&'a str),
    Written(String),
    Money(i64),
    Quantity(i64),
    Whole(i64),
    Yes(bool),
    Day(NaiveDate),
    Time(DateTime<Utc>),
    Id(Uuid),
}

impl<'a> Cell<'a> {
    pub(super) fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }

    pub(super) fn money(fen: Option<i64>) -> Self {
        fen.map_or(Self::Empty, Self::Money)
    }

    pub(super) fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    pub(super) fn time(time: Option<DateTime<Utc>>) -> Self {
        time.map_or(Self::Empty, Self::Time)
    }

    pub(super) fn id(id: Option<Uuid>) -> Self {
        id.map_or(Self::Empty, Self::Id)
    }

    fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => marked(text).into_owned(),
            Self::Written(text) => marked(text).into_owned(),
            Self::Money(fen) => decimal(i128::from(*fen), Summed::Money.decimals()),
            Self::Quantity(thousandths) => decimal(i128::from(*thousandths), Summed::Quantity.decimals()),
            Self::Whole(number) => number.to_string(),
            Self::Yes(yes) => if *yes { "1" } else { "0" }.to_owned(),
            Self::Day(day) => day.to_string(),
            Self::Time(time) => time.to_rfc3339(),
            Self::Id(id) => id.to_string(),
        }
    }

    fn amount(&self) -> i128 {
        match self {
            Self::Money(amount) | Self::Quantity(amount) => i128::from(*amount),
            Self::Empty | Self::Text(_) | Self::Written(_) | Self::Whole(_) | Self::Yes(_) | Self::Day(_) | Self::Time(_) | Self::Id(_) => {
                0
            }
        }
    }
}

/// A file of rows.
pub(super) struct Sheet<'a> {
    pieces: &'a Sender<Piece>,
    file: File,
    page: Vec<Vec<String>>,
    hash: Sha256,
    bytes: u64,
    rows: u64,
    sums: Vec<i128>,
}

impl<'a> Sheet<'a> {
    pub(super) async fn begin(pieces: &'a Sender<Piece>, file: File, lang: Lang) -> Result<Self> {
        hand(pieces, Piece::File(file.name.to_owned())).await?;
        let heads = file.columns.iter().map(|column| column.head(lang).to_owned()).collect();
        let sums = vec![0; file.columns.len()];
        let mut sheet = Self { pieces, file, page: vec![heads], hash: Sha256::new(), bytes: 0, rows: 0, sums };
        sheet.send(vec![0xEF, 0xBB, 0xBF]).await?;
        sheet.hand_over().await?;
        Ok(sheet)
    }

    /// Adds a row to the page in hand.
    ///
    /// # Errors
    /// 500 when it is as long as no row of this file.
    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        if cells.len() != self.file.columns.len() {
            return Err(Problem::internal(format!("a row of {} has {} cells", self.file.name, cells.len())));
        }
        for (sum, cell) in self.sums.iter_mut().zip(cells) {
            *sum += cell.amount();
        }
        self.rows += 1;
        self.page.push(cells.iter().map(Cell::written).collect());
        Ok(())
    }

    /// Hands the page in hand to whoever packs.
    pub(super) async fn hand_over(&mut self) -> Result<()> {
        let mut out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
        for row in self.page.drain(..) {
            out.write_record(&row).map_err(Problem::internal)?;
        }
        let bytes = out.into_inner().map_err(|error| Problem::internal(error.to_string()))?;
        self.send(bytes).await
    }

    async fn send(&mut self, bytes: Vec<u8>) -> Result<()> {
        self.hash.update(&bytes);
        self.bytes += bytes.len() as u64;
        hand(self.pieces, Piece::Bytes(bytes)).await
    }

    /// What the manifest says of the file.
    pub(super) async fn end(mut self) -> Result<FileNote> {
        self.hand_over().await?;
        let summed = self.file.columns.iter().enumerate().zip(&self.sums);
        let sums = summed.filter_map(|((at, column), sum)| {
            let decimals = column.summed?.decimals();
            Some(SumNote { column: at, key: column.key, decimals, sum: decimal(*sum, decimals) })
        });
        Ok(FileNote {
            name: self.file.name.to_owned(),
            zh: self.file.zh,
            en: self.file.en,
            columns: self.file.columns.iter().map(|column| column.key).collect(),
            rows: Some(self.rows),
            sums: sums.collect(),
            bytes: self.bytes,
            sha256: hex::encode(self.hash.finalize()),
        })
    }
}
