//! The ZIP itself, packed by a thread of its own while the rows are read, and sent as it is packed. Nobody waits for somebody who does not
//! take his bytes: the snapshot behind the rows is kept for a minute at most without a step.

use std::{
    io::{self, Write},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::body::Bytes;
use kernel::{Problem, Result};
use tokio::{
    runtime::Handle,
    sync::mpsc::{Receiver, Sender},
    time::timeout,
};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// How long a step waits for the one after it.
const PATIENCE: Duration = Duration::from_mins(1);
/// Bytes that are sent at once.
const CHUNK: usize = 64 * 1024;

/// A part of what is packed.
#[derive(Debug)]
pub(super) enum Piece {
    /// Another file begins.
    File(String),
    Bytes(Vec<u8>),
    /// Nothing is missing.
    Whole,
}

/// Hands a piece to the thread that packs.
///
/// # Errors
/// When it is gone, or waits for somebody who takes nothing.
pub(super) async fn hand(pieces: &Sender<Piece>, piece: Piece) -> Result<()> {
    match timeout(PATIENCE, pieces.send(piece)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(Problem::internal("nobody takes the audit package")),
    }
}

/// Packs pieces until nothing is missing. What ends before that is no whole ZIP, and its transfer breaks off.
pub(super) fn pack(mut pieces: Receiver<Piece>, sender: &Sender<io::Result<Bytes>>, handle: &Handle, at: DateTime) {
    let over = Arc::new(AtomicBool::new(false));
    let out = Out { sender: sender.clone(), handle: handle.clone(), waiting: Vec::with_capacity(CHUNK), over: over.clone() };
    if let Err(error) = packed(&mut pieces, out, &over, at) {
        tracing::warn!(target: "steward::failure", %error, "an audit package broke off");
        let broken = sender.send(Err(io::Error::other("broken off")));
        // If nobody listens any more, nobody has to be told.
        let _ = handle.block_on(timeout(PATIENCE, broken));
    }
}

fn packed(pieces: &mut Receiver<Piece>, out: Out, over: &AtomicBool, at: DateTime) -> io::Result<()> {
    let mut zip = ZipWriter::new_stream(out);
    let taken = take_all(pieces, &mut zip, at);
    if taken.is_err() {
        // A ZIP that is dropped writes its directory: what is not whole must not look as if it were.
        over.store(true, Ordering::Release);
        drop(zip);
        return taken;
    }
    let mut out = zip.finish()?.into_inner();
    out.flush()
}

fn take_all(pieces: &mut Receiver<Piece>, zip: &mut ZipWriter<zip::write::StreamWriter<Out>>, at: DateTime) -> io::Result<()> {
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::File(name) => {
                let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(at);
                zip.start_file(name, deflated)?;
            }
            Piece::Bytes(bytes) => zip.write_all(&bytes)?,
            Piece::Whole => return Ok(()),
        }
    }
    Err(io::Error::other("the rows ended too early"))
}

/// Where the packed bytes go: to the client, in chunks.
struct Out {
    sender: Sender<io::Result<Bytes>>,
    handle: Handle,
    waiting: Vec<u8>,
    over: Arc<AtomicBool>,
}

impl Out {
    fn send(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let bytes = Bytes::from(std::mem::replace(&mut self.waiting, Vec::with_capacity(CHUNK)));
        match self.handle.block_on(timeout(PATIENCE, self.sender.send(Ok(bytes)))) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(io::Error::other("nobody takes the bytes")),
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.over.load(Ordering::Acquire) {
            return Err(io::Error::other("it is over"));
        }
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= CHUNK {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}
