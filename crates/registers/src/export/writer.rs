//! The writing side of an export, off the async threads: takes pages as they come, at most a few of them in memory, and leaves a whole
//! file or none.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek, Write},
    sync::Arc,
};

use kernel::{Problem, RequestContext, Result, Text};
use rust_xlsxwriter::XlsxError;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::Receiver;

use super::{csv::CsvRows, dto::ExportFormat, folder::Draft, manifest::About, pages::Batch, sums::Sums, xlsx::XlsxRows};
use crate::asset::fields::Field;

/// What arrives: all pages and then the end. Without it the reading failed.
pub(super) enum Piece {
    Rows(Batch),
    End,
}

/// What is to be written.
pub(super) struct Job {
    pub format: ExportFormat,
    pub columns: Vec<&'static Field>,
    pub about: About,
    pub draft: Draft,
    pub folder: std::path::PathBuf,
    pub context: Arc<RequestContext>,
}

/// What was written.
pub(super) struct Written {
    pub draft: Draft,
    pub sums: Sums,
    pub file_bytes: u64,
    pub file_sha256: Vec<u8>,
    pub data_sha256: Vec<u8>,
}

/// Blocks until all pages are written.
pub(super) fn write(job: Job, mut pieces: Receiver<Piece>) -> Result<Written> {
    let file = job.draft.create().map_err(failed)?;
    let mut sums = Sums::default();
    let (file_bytes, file_sha256, data_sha256) = match job.format {
        ExportFormat::Csv => {
            let mut rows = CsvRows::begin(BufWriter::with_capacity(64 * 1024, file), &job.columns, job.about.lang).map_err(failed)?;
            while let Some(batch) = next(&mut pieces)? {
                rows.rows(&batch, &mut sums).map_err(failed)?;
            }
            let (out, hash, bytes) = rows.end().map_err(failed)?;
            out.into_inner().map_err(|error| failed(error.into_error()))?.sync_all().map_err(failed)?;
            (bytes, hash.clone(), hash)
        }
        ExportFormat::Xlsx => workbook(&job, file, &mut pieces, &mut sums)?,
    };
    job.draft.finish().map_err(failed)?;
    Ok(Written { draft: job.draft, sums, file_bytes, file_sha256, data_sha256 })
}

pub(super) fn next(pieces: &mut Receiver<Piece>) -> Result<Option<Batch>> {
    match pieces.blocking_recv() {
        Some(Piece::Rows(batch)) => Ok(Some(batch)),
        Some(Piece::End) => Ok(None),
        None => Err(left()),
    }
}

fn workbook(job: &Job, file: File, pieces: &mut Receiver<Piece>, sums: &mut Sums) -> Result<(u64, Vec<u8>, Vec<u8>)> {
    let mut canonical = CsvRows::begin(io::sink(), &job.columns, job.about.lang).map_err(failed)?;
    let mut rows = XlsxRows::begin(&job.columns, job.about.lang, job.about.at, &job.folder).map_err(broken)?;
    while let Some(batch) = next(pieces)? {
        canonical.rows(&batch, sums).map_err(failed)?;
        rows.rows(&batch).map_err(broken)?;
    }
    let (_, data_sha256, _) = canonical.end().map_err(failed)?;
    let about = job.about.lines(sums, &hex::encode(&data_sha256))?;
    let mut out = BufWriter::with_capacity(64 * 1024, Watched { file, context: job.context.clone() });
    rows.end(&about, &mut out).map_err(|error| if job.context.client_gone() { left() } else { broken(error) })?;
    let file = out.into_inner().map_err(|error| failed(error.into_error()))?.file;
    file.sync_all().map_err(failed)?;
    let (bytes, hash) = hashed(file).map_err(failed)?;
    Ok((bytes, hash, data_sha256))
}

/// A file that takes no more once nobody waits for it: packing a workbook of a million rows takes long.
struct Watched {
    file: File,
    context: Arc<RequestContext>,
}

impl Write for Watched {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if self.context.client_gone() { Err(io::ErrorKind::BrokenPipe.into()) } else { self.file.write(buffer) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Reads a file from its beginning: how many bytes it has, and their SHA-256.
///
/// # Errors
/// When it cannot be read.
pub fn hashed(mut file: File) -> io::Result<(u64, Vec<u8>)> {
    file.rewind()?;
    let mut reader = BufReader::new(file);
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 64 * 1024]);
    loop {
        let read = reader.read(&mut buffer)?;
        if read == 0 {
            return Ok((bytes, hash.finalize().to_vec()));
        }
        hash.update(buffer.get(..read).unwrap_or_default());
        bytes += read as u64;
    }
}

/// The client went away, or the reading failed and says itself why.
pub fn left() -> Problem {
    Problem::unavailable("the export was stopped: nobody waits for it")
}

fn broken(error: XlsxError) -> Problem {
    if let XlsxError::IoError(error) = error { failed(error) } else { Problem::internal(error) }
}

/// What a file that could not be written means for whoever exports.
pub fn failed(error: io::Error) -> Problem {
    if error.kind() == io::ErrorKind::StorageFull {
        let text = Text::fixed(
            "服务器磁盘已满，没有导出，请联系管理员。",
            "The server's disk is full; nothing was exported. Tell the administrator.",
        );
        return Problem::new(axum::http::StatusCode::INSUFFICIENT_STORAGE, "disk_full", text);
    }
    if error.kind() == io::ErrorKind::ReadOnlyFilesystem { Problem::unavailable(error) } else { Problem::internal(error) }
}
