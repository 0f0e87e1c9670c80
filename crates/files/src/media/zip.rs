//! Which archive a zip is, from the names in its directory; nothing in it is unpacked.

use std::{fs::File, io};

use super::{Media, read_at};

/// The record that ends an archive, without its comment.
const END_BYTES: u64 = 22;
/// Most that a comment behind it may have.
const MAX_COMMENT: u64 = 65_535;
/// Most of a directory that is looked at.
const MAX_DIRECTORY: u64 = 4 * 1024 * 1024;
const ENTRY_BYTES: usize = 46;
/// Endings of what runs: macros, Java, Windows.
const PROGRAMS: [&str; 4] = ["vbaproject.bin", "meta-inf/manifest.mf", ".class", ".exe"];

/// Whether the file ends as an archive does, whatever it begins with.
pub(super) fn is_archive(file: &mut File, size: u64) -> io::Result<bool> {
    Ok(directory(file, size)?.is_some())
}

/// An archive of ours: a workbook, a document, an OFD. Macros make it another.
pub(super) fn kind(file: &mut File, size: u64) -> io::Result<Option<Media>> {
    let Some((from, length)) = directory(file, size)? else { return Ok(None) };
    if length > MAX_DIRECTORY {
        return Ok(None);
    }
    let mut bytes = vec![0; usize::try_from(length).unwrap_or_default()];
    let read = read_at(file, from, &mut bytes)?;
    let names = names(bytes.get(..read).unwrap_or_default());
    let has = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    let has_program = names.iter().map(|n| n.to_ascii_lowercase()).any(|n| PROGRAMS.iter().any(|program| n.ends_with(program)));
    if has_program {
        return Ok(None);
    }
    Ok(match (has("OFD.xml"), has("xl/workbook.xml"), has("word/document.xml")) {
        (true, false, false) => Some(Media::Ofd),
        (false, true, false) => Some(Media::Xlsx),
        (false, false, true) => Some(Media::Docx),
        _ => None,
    })
}

/// Where the directory begins and how long it is, from the record at the very end.
fn directory(file: &mut File, size: u64) -> io::Result<Option<(u64, u64)>> {
    let from = size.saturating_sub(END_BYTES + MAX_COMMENT);
    let mut tail = vec![0; usize::try_from(size - from).unwrap_or_default()];
    let read = read_at(file, from, &mut tail)?;
    let tail = tail.get(..read).unwrap_or_default();
    let last = tail.len().saturating_sub(22);
    let end = (0..=last).rev().filter_map(|at| tail.get(at..)).find(|rest| {
        let comment = u16_at(rest, 20).map_or(usize::MAX, usize::from);
        rest.starts_with(b"PK\x05\x06") && rest.len() == comment.saturating_add(22)
    });
    Ok(end.and_then(|end| Some((u64::from(u32_at(end, 16)?), u64::from(u32_at(end, 12)?)))))
}

fn names(mut directory: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    while directory.starts_with(b"PK\x01\x02") {
        let lengths = [28, 30, 32].map(|at| usize::from(u16_at(directory, at).unwrap_or_default()));
        let Some(name) = directory.get(ENTRY_BYTES..ENTRY_BYTES + lengths[0]) else { break };
        names.push(String::from_utf8_lossy(name).replace('\\', "/"));
        directory = directory.get(ENTRY_BYTES + lengths.iter().sum::<usize>()..).unwrap_or_default();
    }
    names
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}
