//! Names of files: what somebody's computer called it, made harmless; and how a name is sent back.

use axum::http::{HeaderMap, HeaderValue};
use kernel::{extract, text};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::{FileError, media::Media};

/// Longest name that is kept, in characters, its ending included.
const MAX_CHARS: usize = 120;
/// What RFC 5987 lets stand unencoded.
const ATTRIBUTE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The name that a request gives its file, percent-encoded UTF-8 in `File-Name`.
///
/// # Errors
/// 400 when it is there twice or no such text.
pub(crate) fn from_header(headers: &HeaderMap) -> Result<String, FileError> {
    let Some(value) = extract::only(headers, "file-name").map_err(|_| FileError::BadName)? else { return Ok(String::new()) };
    let encoded = value.to_str().map_err(|_| FileError::BadName)?;
    percent_decode_str(encoded).decode_utf8().map(Into::into).map_err(|_| FileError::BadName)
}

/// The last part of a path, without what steers a terminal, a header or the direction of writing, ending as its content says.
pub(crate) fn tidy(sent: &str, media: Media) -> String {
    let normal = text::tidy(sent);
    let last = normal.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String =
        last.chars().filter(|c| !c.is_control() && !text::is_deceptive(*c)).map(|c| if is_special(c) { '_' } else { c }).collect();
    let visible = visible.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let extension = media.extension();
    let alike: &[&str] = if media.is_picture() { &["jpg", "jpeg", "png", "heic"] } else { &[extension] };
    let stem = match visible.rsplit_once('.') {
        Some((stem, ending)) if alike.iter().any(|a| ending.eq_ignore_ascii_case(a)) => stem,
        _ => visible,
    };
    let room = MAX_CHARS - extension.len() - 1;
    let stem: String = stem.chars().take(room).collect();
    let stem = stem.trim_end_matches(|c: char| c == '.' || c.is_whitespace());
    let stem = match (stem.is_empty(), media.is_picture()) {
        (false, _) => stem,
        (true, true) => "photo",
        (true, false) => "file",
    };
    format!("{stem}.{extension}")
}

/// What a file system or a page gives a meaning.
const fn is_special(c: char) -> bool {
    matches!(c, '"' | '\'' | '<' | '>' | '|' | ':' | '*' | '?' | '&' | '`')
}

/// `Content-Disposition` with the name for every browser: RFC 5987 for those that read it, ASCII for the rest.
pub fn disposition(kind: &str, name: &str) -> HeaderValue {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || "-._ ()".contains(c) { c } else { '_' }).collect();
    let encoded = utf8_percent_encode(name, ATTRIBUTE);
    HeaderValue::try_from(format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{encoded}"))
        .unwrap_or_else(|_| HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_paths_tricks_and_false_endings() {
        let cases = [
            ("../../etc/passwd", "passwd.pdf"),
            ("..\\..\\a.pdf", "a.pdf"),
            ("..", "file.pdf"),
            ("", "file.pdf"),
            ("合同.PDF", "合同.pdf"),
            ("a\0b\r\nSet-Cookie: x=1.pdf", "ab Set-Cookie_ x=1.pdf"),
            ("\u{202e}fdp.exe", "fdp.exe.pdf"),
            ("a\"><script>.pdf", "a___script_.pdf"),
            (" . a . ", "a.pdf"),
        ];
        for (sent, kept) in cases {
            assert_eq!(tidy(sent, Media::Pdf), kept, "{sent:?}");
        }
        assert_eq!(tidy("IMG_1.HEIC", Media::Jpeg), "IMG_1.jpg");
        assert_eq!(tidy(&"长".repeat(300), Media::Pdf).chars().count(), MAX_CHARS);
    }

    #[test]
    fn a_name_is_sent_in_two_ways() {
        let sent = disposition("attachment", "合同 1.pdf");
        assert_eq!(sent.to_str().unwrap(), "attachment; filename=\"__ 1.pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C%201.pdf");
    }
}
