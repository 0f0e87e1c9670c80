//! What a file is known by, whatever it is called: its SHA-256.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use sha2::{Digest, Sha256};
use sheets::limits;

/// The SHA-256 of a file. Of one that is too large for the parser, only of its beginning: the parser refuses it anyway.
pub(super) fn digest(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?.take(limits::MAX_FILE_BYTES + 1);
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hash.finalize().to_vec());
        }
        hash.update(buffer.get(..read).unwrap_or_default());
    }
}
