//! What a file is, by its content and never by its name: a closed list. What is not on it is not taken.

mod ole;
mod polyglot;
mod text;
mod zip;

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
};

use crate::FileError;

const MEGABYTE: u64 = 1024 * 1024;

/// Largest file of any kind: what a body is cut off at.
pub(crate) const MAX_BYTES: u64 = 50 * MEGABYTE;

/// A kind of file that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Media {
    Jpeg,
    Png,
    Pdf,
    Ofd,
    Xlsx,
    Xls,
    Docx,
    Csv,
    Text,
}

impl Media {
    const ALL: [Self; 9] = [Self::Jpeg, Self::Png, Self::Pdf, Self::Ofd, Self::Xlsx, Self::Xls, Self::Docx, Self::Csv, Self::Text];

    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
            Self::Ofd => "application/ofd",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Xls => "application/vnd.ms-excel",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Csv => "text/csv",
            Self::Text => "text/plain",
        }
    }

    pub(crate) fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|media| media.key() == key)
    }

    /// The ending a name gets, whatever it came with.
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Ofd => "ofd",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Docx => "docx",
            Self::Csv => "csv",
            Self::Text => "txt",
        }
    }

    /// Of a picture, what it has to be decoded as.
    pub(crate) const fn picture(self) -> Option<photos::Format> {
        match self {
            Self::Jpeg => Some(photos::Format::Jpeg),
            Self::Png => Some(photos::Format::Png),
            Self::Pdf | Self::Ofd | Self::Xlsx | Self::Xls | Self::Docx | Self::Csv | Self::Text => None,
        }
    }

    pub(crate) const fn is_picture(self) -> bool {
        self.picture().is_some()
    }

    /// Spreadsheets may be larger: a ledger of a hundred thousand rows is one.
    pub(crate) const fn max_megabytes(self) -> u64 {
        match self {
            Self::Xlsx | Self::Xls | Self::Csv => 50,
            Self::Jpeg | Self::Png | Self::Pdf | Self::Ofd | Self::Docx | Self::Text => 20,
        }
    }
}

/// Finds out what a received file is, and holds it against the type it was sent with.
///
/// # Errors
/// 415 for what is not taken, 422 for a picture under another picture's name, 413 for more than its kind may be.
pub(crate) fn recognise(file: &mut File, size: u64, declared: Option<&str>) -> Result<Media, FileError> {
    if size == 0 {
        return Err(FileError::Empty);
    }
    let media = by_content(file, size)?.ok_or(FileError::NotAccepted)?;
    let declared = declared.filter(|d| d.starts_with("image/"));
    match declared {
        Some(_) if !media.is_picture() => return Err(FileError::NotAccepted),
        Some(declared) if media.is_picture() && !fits(media, declared) => return Err(FileError::Mislabelled),
        _ => {}
    }
    if size > media.max_megabytes() * MEGABYTE {
        return Err(FileError::TooLarge(media.max_megabytes()));
    }
    Ok(media)
}

fn fits(media: Media, declared: &str) -> bool {
    media.key() == declared || (media == Media::Jpeg && matches!(declared, "image/jpg" | "image/pjpeg")) || declared == "image/*"
}

fn by_content(file: &mut File, size: u64) -> io::Result<Option<Media>> {
    let mut head = [0; 8];
    let read = read_at(file, 0, &mut head)?;
    let head = head.get(..read).unwrap_or_default();
    let media = match head {
        [0xff, 0xd8, 0xff, ..] => Some(Media::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'] => Some(Media::Png),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(Media::Pdf),
        [b'P', b'K', 3, 4, ..] => return zip::kind(file, size),
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] => return ole::kind(file),
        _ => return text::kind(file),
    };
    // One that is also an archive or a page to somebody else is none of ours.
    let other = zip::is_archive(file, size)? || (media.is_some_and(Media::is_picture) && polyglot::has_markup(file)?);
    Ok(media.filter(|_| !other))
}

/// Reads as much as there is of a place in the file.
fn read_at(file: &mut File, from: u64, into: &mut [u8]) -> io::Result<usize> {
    file.seek(SeekFrom::Start(from))?;
    let mut read = 0;
    while let Some(rest) = into.get_mut(read..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            n => read += n,
        }
    }
    Ok(read)
}
