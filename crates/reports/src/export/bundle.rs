//! The writing side of an export, off the async threads: takes rows as they come, at most a few thousand of them in memory, and leaves a
//! whole archive or none. The CSV goes straight into the archive, the workbook beside it first.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek, Write},
    path::PathBuf,
    sync::Arc,
};

use kernel::{Problem, RequestContext, Result};
use registers::export::{Draft, failed, hashed, left};
use rust_xlsxwriter::XlsxError;
use tokio::sync::mpsc::Receiver;
use zip::{ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{
    csv::CsvRows,
    dto::{LedgerFile, LedgerManifest},
    manifest::About,
    table::{Cell, Sums, Table},
    xlsx::XlsxRows,
};

/// What arrives: all rows and then the end. Without it the reading failed.
pub(super) enum Piece {
    Rows(Vec<Vec<Cell>>),
    End,
}

/// What is to be written.
pub(super) struct Job {
    pub table: Table,
    pub about: About,
    /// The archive.
    pub draft: Draft,
    /// The workbook, until it is in the archive.
    pub workbook: Draft,
    /// Where sheets are written.
    pub folder: PathBuf,
    /// Name of the files in the archive, without their endings.
    pub stem: String,
    pub context: Arc<RequestContext>,
}

/// What was written.
pub(super) struct Written {
    pub draft: Draft,
    pub manifest: LedgerManifest,
    pub rows: i64,
    pub file_bytes: u64,
    pub file_sha256: Vec<u8>,
    pub data_sha256: Vec<u8>,
}

/// Blocks until all rows are written.
pub(super) fn write(job: Job, mut pieces: Receiver<Piece>) -> Result<Written> {
    let file = job.draft.create().map_err(failed)?;
    let mut archive = ZipWriter::new(BufWriter::with_capacity(64 * 1024, file));
    let (csv_name, xlsx_name) = (format!("{}.csv", job.stem), format!("{}.xlsx", job.stem));
    let options = SimpleFileOptions::default().large_file(true);
    archive.start_file(csv_name.as_str(), options).map_err(unpacked)?;
    let lang = job.about.lang;
    let mut sums = Sums::default();
    let mut book = XlsxRows::begin(&job.table, lang, job.about.at, &job.folder).map_err(broken)?;
    let mut rows = CsvRows::begin(&mut archive, &job.table, lang).map_err(failed)?;
    while let Some(batch) = next(&mut pieces)? {
        for row in batch {
            let row = job.table.shown(row);
            sums.add(&row);
            rows.row(&row).map_err(failed)?;
            book.row(&row).map_err(broken)?;
        }
    }
    let (data_sha256, csv_bytes) = rows.end().map_err(failed)?;
    let lines = job.about.lines(&job.table, &sums, &hex::encode(&data_sha256));
    let made = workbook(&job, book, &lines)?;
    archive.start_file(xlsx_name.as_str(), options).map_err(unpacked)?;
    let (xlsx_bytes, xlsx_sha256) = into_archive(made, &mut archive, &job.context)?;
    let files = vec![file_of(csv_name, csv_bytes, &data_sha256)?, file_of(xlsx_name, xlsx_bytes, &xlsx_sha256)?];
    let manifest = job.about.manifest(&job.table, &sums, files);
    archive.start_file("manifest.json", options).map_err(unpacked)?;
    archive.write_all(&serde_json::to_vec_pretty(&manifest).map_err(Problem::internal)?).map_err(failed)?;
    let out = archive.finish().map_err(unpacked)?;
    let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
    file.sync_all().map_err(failed)?;
    let (file_bytes, file_sha256) = hashed(file).map_err(failed)?;
    job.draft.finish().map_err(failed)?;
    Ok(Written { draft: job.draft, manifest, rows: sums.rows, file_bytes, file_sha256, data_sha256 })
}

fn next(pieces: &mut Receiver<Piece>) -> Result<Option<Vec<Vec<Cell>>>> {
    match pieces.blocking_recv() {
        Some(Piece::Rows(rows)) => Ok(Some(rows)),
        Some(Piece::End) => Ok(None),
        None => Err(left()),
    }
}

/// The workbook in a file of its own: it is put together only once its last row is known.
fn workbook(job: &Job, book: XlsxRows, lines: &[(String, String)]) -> Result<File> {
    let file = job.workbook.create().map_err(failed)?;
    let mut out = BufWriter::with_capacity(64 * 1024, Watched { out: file, context: job.context.clone() });
    book.end(lines, &mut out).map_err(|error| if job.context.client_gone() { left() } else { broken(error) })?;
    Ok(out.into_inner().map_err(|error| failed(error.into_error()))?.out)
}

/// Copies a file into the archive, and tells how long it was and what it hashes to.
fn into_archive<W: Write + Seek>(mut file: File, archive: &mut ZipWriter<W>, context: &Arc<RequestContext>) -> Result<(u64, Vec<u8>)> {
    file.rewind().map_err(failed)?;
    let mut reader = BufReader::with_capacity(64 * 1024, &file);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = reader.read(&mut buffer).map_err(failed)?;
        if read == 0 {
            break;
        }
        if context.client_gone() {
            return Err(left());
        }
        archive.write_all(buffer.get(..read).unwrap_or_default()).map_err(failed)?;
    }
    drop(reader);
    hashed(file).map_err(failed)
}

fn file_of(name: String, bytes: u64, sha256: &[u8]) -> Result<LedgerFile> {
    Ok(LedgerFile { name, bytes: i64::try_from(bytes).map_err(Problem::internal)?, sha256: hex::encode(sha256) })
}

/// A file that takes no more once nobody waits for it: packing a workbook of a million rows takes long.
struct Watched {
    out: File,
    context: Arc<RequestContext>,
}

impl Write for Watched {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if self.context.client_gone() { Err(io::ErrorKind::BrokenPipe.into()) } else { self.out.write(buffer) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn broken(error: XlsxError) -> Problem {
    if let XlsxError::IoError(error) = error { failed(error) } else { Problem::internal(error) }
}

fn unpacked(error: ZipError) -> Problem {
    if let ZipError::Io(error) = error { failed(error) } else { Problem::internal(error) }
}
