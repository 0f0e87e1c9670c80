//! Whether a picture is all there and one picture: read along its segments, nothing is decoded. Decoders fill what is missing
//! with grey and call it a success.

use crate::{Format, PhotoError};

/// # Errors
/// For a picture that breaks off or moves.
pub(crate) fn require(bytes: &[u8], format: Format) -> Result<(), PhotoError> {
    match format {
        Format::Jpeg => jpeg(bytes).ok_or(PhotoError::Broken),
        Format::Png => png(bytes),
    }
}

/// From marker to marker until the end of the image. What phones put behind it (a second picture, a film) is not looked at.
fn jpeg(bytes: &[u8]) -> Option<()> {
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xff => at += 1,
            0xd9 => return Some(()),
            0x01 | 0xd0..=0xd7 => at += 2,
            _ => {
                let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
                at += 2 + length;
                if marker == 0xda {
                    at = after_scan(bytes, at)?;
                }
            }
        }
    }
}

/// The place of the next marker behind compressed data, in which 0xff is followed by a zero or a restart.
fn after_scan(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == 0xff)?;
        match bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            _ => return Some(at),
        }
    }
}

fn png(bytes: &[u8]) -> Result<(), PhotoError> {
    let mut at = 8;
    loop {
        let chunk = bytes.get(at..at + 8).ok_or(PhotoError::Broken)?;
        let (length, kind) = chunk.split_at(4);
        let length = length.try_into().map(u32::from_be_bytes).map_err(|_| PhotoError::Broken)?;
        match kind {
            b"acTL" => return Err(PhotoError::Animated),
            b"IEND" => return Ok(()),
            _ => at = at.saturating_add(12).saturating_add(usize::try_from(length).unwrap_or(usize::MAX)),
        }
    }
}
