//! Pictures that are also pages: a browser that guesses would run them.

use std::{
    fs::File,
    io::{self, Read, Seek},
};

const CHUNK: usize = 256 * 1024;
/// Longest of the words below.
const OVERLAP: usize = 16;
const MARKUP: [&[u8]; 6] = [b"<script", b"<svg", b"<html", b"<!doctype", b"<?php", b"<iframe"];

/// Whether there is markup anywhere in the file. That it stands there by chance in a picture's data happens once in 10 000 years.
pub(super) fn has_markup(file: &mut File) -> io::Result<bool> {
    file.rewind()?;
    let mut window = Vec::with_capacity(CHUNK + OVERLAP);
    loop {
        let kept = window.len().min(OVERLAP);
        window.drain(..window.len() - kept);
        let read = file.by_ref().take(CHUNK as u64).read_to_end(&mut window)?;
        if contains_markup(&window) {
            return Ok(true);
        }
        if read == 0 {
            return Ok(false);
        }
    }
}

pub(super) fn contains_markup(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|b| *b == b'<') {
        rest = rest.get(at..).unwrap_or_default();
        if MARKUP.iter().any(|word| rest.get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word))) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_found_in_any_case_and_metadata_of_pictures_is_none() {
        assert!(contains_markup(b"\xff\xd8 <ScRiPt>"));
        assert!(contains_markup(b"<<svg onload"));
        assert!(!contains_markup(b"<?xpacket begin='' id=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF>"));
        assert!(!contains_markup(b"<scrip"));
    }
}
