//! From the wire into a temporary file, hashed on the way: no upload is ever whole in memory.

use std::time::Duration;

use axum::body::Body;
use futures_util::StreamExt;
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use crate::{FileError, media::MAX_BYTES, store::Temporary};

/// A file that arrived.
pub(super) struct Received {
    pub file: Temporary,
    pub size: u64,
    pub sha256: Vec<u8>,
}

/// # Errors
/// 413 beyond the largest of all, 400 when it breaks off, 408 when it takes too long.
pub(super) async fn receive(body: Body, file: Temporary, slowest: Duration) -> Result<Received, FileError> {
    match tokio::time::timeout(slowest, write(body, file)).await {
        Ok(received) => received,
        Err(_) => Err(FileError::TooSlow),
    }
}

async fn write(body: Body, file: Temporary) -> Result<Received, FileError> {
    let mut out = tokio::fs::File::from_std(file.file.try_clone()?);
    let (mut hash, mut size) = (Sha256::new(), 0);
    let mut stream = body.into_data_stream();
    while let Some(data) = stream.next().await {
        let data = data.map_err(|_| FileError::BrokenOff)?;
        size += data.len() as u64;
        if size > MAX_BYTES {
            return Err(FileError::TooLarge(MAX_BYTES / (1024 * 1024)));
        }
        hash.update(&data);
        out.write_all(&data).await?;
    }
    out.flush().await?;
    Ok(Received { file, size, sha256: hash.finalize().to_vec() })
}
