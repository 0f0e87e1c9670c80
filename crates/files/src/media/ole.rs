//! Which of the old Office files one is, from the names of its streams. Only the workbook is taken.

use std::{
    fs::File,
    io::{self, Read, Seek},
};

use super::Media;

const CHUNK: usize = 256 * 1024;
/// Longest name below, in bytes of UTF-16.
const OVERLAP: usize = 64;

pub(super) fn kind(file: &mut File) -> io::Result<Option<Media>> {
    let wide = |name: &str| name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let names = ["Workbook", "Book", "WordDocument", "PowerPoint Document"].map(wide);
    let mut found = [false; 4];
    file.rewind()?;
    let mut window = Vec::with_capacity(CHUNK + OVERLAP);
    loop {
        let kept = window.len().min(OVERLAP);
        window.drain(..window.len() - kept);
        let read = file.by_ref().take(CHUNK as u64).read_to_end(&mut window)?;
        for (name, found) in names.iter().zip(&mut found) {
            *found = *found || window.windows(name.len()).any(|w| w == name);
        }
        if read == 0 {
            break;
        }
    }
    let [workbook, book, word, slides] = found;
    Ok(((workbook || book) && !word && !slides).then_some(Media::Xls))
}
