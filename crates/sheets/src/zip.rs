//! Reads the directory of a zip archive before any of it is unpacked, and refuses bombs by what they declare. Never
//! unpacks. A directory may lie; what it then costs is bounded by the limits of the process and of the cells.

use super::{SheetError, limits};

const END_OF_DIRECTORY: [u8; 4] = *b"PK\x05\x06";
const DIRECTORY_ENTRY: [u8; 4] = *b"PK\x01\x02";
const END_LENGTH: usize = 22;
const ENTRY_LENGTH: usize = 46;
const ZIP64_EXTRA: u16 = 0x0001;
const IN_EXTRA: u64 = 0xFFFF_FFFF;

/// Checks number, sizes and ratio of the entries.
pub fn check(file: &[u8]) -> Result<(), SheetError> {
    let (entries, start) = end_of_directory(file)?;
    if entries > limits::MAX_ZIP_ENTRIES {
        return Err(SheetError::UnpacksTooLarge);
    }
    let mut rest = file.get(start..).ok_or_else(|| damaged("directory outside the file"))?;
    let mut total = 0_u64;
    for _ in 0..entries {
        let (entry, next) = Entry::read(rest)?;
        total = total.saturating_add(entry.unpacked);
        let allowed = entry.packed.saturating_mul(limits::MAX_UNPACK_RATIO).max(limits::RATIO_FREE_BYTES);
        if entry.unpacked > allowed || total > limits::MAX_UNPACKED_BYTES {
            return Err(SheetError::UnpacksTooLarge);
        }
        rest = next;
    }
    Ok(())
}

struct Entry {
    packed: u64,
    unpacked: u64,
}

impl Entry {
    fn read(bytes: &[u8]) -> Result<(Self, &[u8]), SheetError> {
        if bytes.get(..4) != Some(&DIRECTORY_ENTRY) {
            return Err(damaged("directory entry"));
        }
        let (packed, unpacked) = (u64::from(u32_at(bytes, 20)?), u64::from(u32_at(bytes, 24)?));
        let name = usize::from(u16_at(bytes, 28)?);
        let extra = usize::from(u16_at(bytes, 30)?);
        let comment = usize::from(u16_at(bytes, 32)?);
        let extra_start = ENTRY_LENGTH + name;
        let extras = bytes.get(extra_start..extra_start + extra).ok_or_else(|| damaged("extra field"))?;
        let rest = bytes.get(extra_start + extra + comment..).ok_or_else(|| damaged("entry length"))?;
        let mut entry = Self { packed, unpacked };
        if packed == IN_EXTRA || unpacked == IN_EXTRA {
            entry.take_zip64_sizes(extras)?;
        }
        Ok((entry, rest))
    }

    /// Some writers keep the sizes of every entry in the 64-bit extra field: unpacked first, then packed, each only
    /// when its 32-bit place is full.
    fn take_zip64_sizes(&mut self, mut extras: &[u8]) -> Result<(), SheetError> {
        while extras.len() >= 4 {
            let length = usize::from(u16_at(extras, 2)?);
            let body = extras.get(4..4 + length).ok_or_else(|| damaged("extra field"))?;
            if u16_at(extras, 0)? == ZIP64_EXTRA {
                let mut at = 0;
                for size in [&mut self.unpacked, &mut self.packed] {
                    if *size == IN_EXTRA {
                        *size = u64_at(body, at)?;
                        at += 8;
                    }
                }
                return Ok(());
            }
            extras = extras.get(4 + length..).unwrap_or_default();
        }
        Err(damaged("64-bit sizes are missing"))
    }
}

/// Number of entries and where the directory starts.
fn end_of_directory(file: &[u8]) -> Result<(usize, usize), SheetError> {
    let earliest = file.len().saturating_sub(END_LENGTH + usize::from(u16::MAX));
    let tail = file.get(earliest..).unwrap_or_default();
    let at =
        tail.windows(END_LENGTH).rposition(|window| window.starts_with(&END_OF_DIRECTORY)).ok_or_else(|| damaged("no zip directory"))?;
    let end = tail.get(at..).unwrap_or_default();
    let entries = usize::from(u16_at(end, 10)?);
    let start = usize::try_from(u32_at(end, 16)?).map_err(|_| damaged("directory offset"))?;
    Ok((entries, start))
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, SheetError> {
    number(bytes, at).map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, SheetError> {
    number(bytes, at).map(u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Result<u64, SheetError> {
    number(bytes, at).map(u64::from_le_bytes)
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], SheetError> {
    bytes.get(at..at + N).and_then(|slice| slice.try_into().ok()).ok_or_else(|| damaged("zip directory is cut short"))
}

fn damaged(detail: &str) -> SheetError {
    SheetError::Damaged { detail: detail.to_owned() }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A zip whose entries are stored, not packed, and which may declare other sizes than it has.
    pub(crate) fn stored_zip(entries: &[(&str, &[u8])], declared: Option<u32>) -> Vec<u8> {
        let (mut file, mut directory) = (Vec::new(), Vec::new());
        for (name, body) in entries {
            let offset = u32::try_from(file.len()).unwrap();
            let size = u32::try_from(body.len()).unwrap();
            let mut shared = Vec::new();
            shared.extend([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x5A]);
            shared.extend(crc32(body).to_le_bytes());
            shared.extend(size.to_le_bytes());
            shared.extend(declared.unwrap_or(size).to_le_bytes());
            shared.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            shared.extend([0, 0]);
            file.extend(*b"PK\x03\x04");
            file.extend(&shared);
            file.extend(name.as_bytes());
            file.extend(*body);
            directory.extend(DIRECTORY_ENTRY);
            directory.extend([20, 0]);
            directory.extend(&shared);
            directory.extend([0; 10]);
            directory.extend(offset.to_le_bytes());
            directory.extend(name.as_bytes());
        }
        let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
        let start = u32::try_from(file.len()).unwrap().to_le_bytes();
        let length = u32::try_from(directory.len()).unwrap().to_le_bytes();
        file.extend(directory);
        file.extend(END_OF_DIRECTORY);
        file.extend([0; 4]);
        file.extend(count);
        file.extend(count);
        file.extend(length);
        file.extend(start);
        file.extend([0, 0]);
        file
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
        })
    }

    #[test]
    fn an_honest_archive_passes() {
        assert_eq!(check(&stored_zip(&[("a", b"hello"), ("b", b"")], None)), Ok(()));
    }

    #[test]
    fn a_declared_bomb_is_refused_before_unpacking() {
        let lone = stored_zip(&[("a", b"x")], Some(2 * 1024 * 1024));
        assert_eq!(check(&lone), Err(SheetError::UnpacksTooLarge));
        let many: Vec<(&str, &[u8])> = (0..=limits::MAX_ZIP_ENTRIES).map(|_| ("a", b"".as_slice())).collect();
        assert_eq!(check(&stored_zip(&many, None)), Err(SheetError::UnpacksTooLarge));
    }

    #[test]
    fn a_cut_archive_is_damaged_and_nothing_panics() {
        let whole = stored_zip(&[("a", b"hello"), ("b", b"world")], None);
        for length in 0..whole.len() {
            assert!(check(&whole[..length]).is_err());
        }
        for at in 0..whole.len() {
            let mut bent = whole.clone();
            bent[at] ^= 0xFF;
            let _ = check(&bent);
        }
    }
}
