//! Backups taken apart and put together again, as somebody would who means no good.

use std::{
    io::{Read, Write},
    path::Path,
};

use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tar::{Archive, Builder, EntryType, Header};

/// Entries of an archive in their order.
pub type Parts = Vec<(String, Vec<u8>)>;

pub fn parts(archive: &Path) -> Parts {
    let mut tar = Archive::new(GzDecoder::new(std::fs::File::open(archive).unwrap()));
    tar.entries()
        .unwrap()
        .map(|entry| {
            let mut entry = entry.unwrap();
            let name = entry.path().unwrap().display().to_string();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (name, bytes)
        })
        .collect()
}

/// The tar inside, if gzip finds it whole.
pub fn unpacked(archive: &[u8]) -> Option<Vec<u8>> {
    let mut tar = Vec::new();
    GzDecoder::new(archive).read_to_end(&mut tar).ok().map(|_| tar)
}

pub fn packed(tar: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(tar).unwrap();
    packer.finish().unwrap()
}

/// An entry that may have any name and kind.
pub fn append(tar: &mut Builder<impl Write>, name: &str, kind: EntryType, bytes: &[u8]) {
    let mut header = Header::new_ustar();
    let field = &mut header.as_old_mut().name;
    field[..name.len().min(100)].copy_from_slice(&name.as_bytes()[..name.len().min(100)]);
    header.set_entry_type(kind);
    if kind == EntryType::Symlink {
        header.set_link_name("/etc/passwd").unwrap();
    }
    header.set_size(bytes.len() as u64);
    header.set_mode(0o600);
    header.set_cksum();
    tar.append(&header, bytes).unwrap();
}

/// Compresses what `fill` puts into an archive.
pub fn written(path: &Path, fill: impl FnOnce(&mut Builder<GzEncoder<std::fs::File>>)) {
    let mut tar = Builder::new(GzEncoder::new(std::fs::File::create(path).unwrap(), Compression::fast()));
    fill(&mut tar);
    tar.into_inner().unwrap().finish().unwrap();
}

/// Writes parts with a head, a manifest and a seal that fit them: everything is right but what is inside.
pub fn sealed(path: &Path, parts: &Parts) {
    let hash = |bytes: &[u8]| hex::encode(Sha256::digest(bytes));
    let inner: Vec<_> = parts.iter().filter(|(name, _)| !name.starts_with("manifest.json") && name != "backup.json").collect();
    let part =
        |wanted: &str| parts.iter().find(|(name, _)| name == wanted).map(|(_, bytes)| serde_json::from_slice::<Value>(bytes).unwrap());
    let (mut head, mut manifest) = (part("backup.json").unwrap(), part("manifest.json").unwrap());
    head["parts"] = json!(inner.len());
    head["bytes"] = json!(inner.iter().map(|(_, bytes)| bytes.len()).sum::<usize>());
    let head = serde_json::to_vec(&head).unwrap();
    let mut notes = vec![json!({ "name": "backup.json", "bytes": head.len(), "sha256": hash(&head) })];
    notes.extend(inner.iter().map(|(name, bytes)| json!({ "name": name, "bytes": bytes.len(), "sha256": hash(bytes) })));
    manifest["parts"] = json!(notes);
    let manifest = serde_json::to_vec(&manifest).unwrap();
    let seal = format!("{}  manifest.json\n", hash(&manifest));
    written(path, |tar| {
        append(tar, "backup.json", EntryType::Regular, &head);
        for (name, bytes) in inner {
            let mut header = Header::new_ustar();
            header.set_path(name).unwrap();
            header.set_size(bytes.len() as u64);
            header.set_mode(0o600);
            header.set_cksum();
            tar.append(&header, bytes.as_slice()).unwrap();
        }
        append(tar, "manifest.json", EntryType::Regular, &manifest);
        append(tar, "manifest.json.sha256", EntryType::Regular, seal.as_bytes());
    });
}
