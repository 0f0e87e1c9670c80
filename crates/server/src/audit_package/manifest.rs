//! What the package says of itself: its files with rows, sums and hashes, and one hash over all of them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

#[derive(Debug, Serialize)]
pub(super) struct SumNote {
    /// Which column of the file, from nought.
    pub column: usize,
    pub key: &'static str,
    pub decimals: usize,
    pub sum: String,
}

/// A file of the package.
#[derive(Debug, Serialize)]
pub(super) struct FileNote {
    pub name: String,
    pub zh: &'static str,
    pub en: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<&'static str>,
    /// Without its heads; `None` for what has no rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sums: Vec<SumNote>,
    pub bytes: u64,
    pub sha256: String,
}

impl FileNote {
    /// Of a file that is text as it stands.
    pub(super) fn of_text(name: &str, (zh, en): (&'static str, &'static str), bytes: &[u8]) -> Self {
        let sha256 = hex::encode(Sha256::digest(bytes));
        Self { name: name.to_owned(), zh, en, columns: Vec::new(), rows: None, sums: Vec::new(), bytes: bytes.len() as u64, sha256 }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Manifest<'a> {
    pub format: &'static str,
    pub format_version: u32,
    pub school: &'a str,
    /// The moment whose state all files are of.
    pub as_of: DateTime<Utc>,
    pub taken_by: &'a str,
    pub request_id: &'a str,
    pub files: &'a [FileNote],
    /// SHA-256 of the lines `hash, two spaces, name, line feed` of all files above, in their order.
    pub sha256: String,
}

/// The hash over all files.
pub(super) fn over_all(files: &[FileNote]) -> String {
    let mut hash = Sha256::new();
    for file in files {
        hash.update(format!("{}  {}\n", file.sha256, file.name));
    }
    hex::encode(hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_over_all_is_of_names_and_hashes_in_their_order() {
        let files = [FileNote::of_text("a.txt", ("", ""), b"abc"), FileNote::of_text("b.txt", ("", ""), b"")];
        let lines = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.txt\n\
                     e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b.txt\n";
        assert_eq!(over_all(&files), hex::encode(Sha256::digest(lines)));
    }
}
