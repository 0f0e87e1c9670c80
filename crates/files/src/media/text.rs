//! Plain text and CSV: decodes without a fault, holds no control characters, and is neither markup nor a script.

use std::{
    fs::File,
    io::{self, Read, Seek},
};

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{Media, polyglot::contains_markup, read_at};

const CHUNK: usize = 64 * 1024;
/// What a file may begin with and is no text of ours.
const NOT_TEXT: [&str; 5] = ["<", "#!", "%!", "{\\rtf", "mime-version:"];

pub(super) fn kind(file: &mut File) -> io::Result<Option<Media>> {
    let mut mark = [0; 4];
    let read = read_at(file, 0, &mut mark)?;
    let named = Encoding::for_bom(mark.get(..read).unwrap_or_default()).map(|(encoding, _)| encoding);
    let candidates = match named {
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => vec![encoding],
        _ => vec![UTF_8, GB18030],
    };
    for encoding in candidates {
        if let Some(head) = decodes(file, encoding)? {
            return Ok(judge(&head));
        }
    }
    Ok(None)
}

fn judge(head: &str) -> Option<Media> {
    let text = head.trim_start().to_lowercase();
    if NOT_TEXT.iter().any(|begin| text.starts_with(begin)) || contains_markup(text.as_bytes()) {
        return None;
    }
    let first = text.lines().next().unwrap_or_default();
    Some(if first.contains([',', '\t', ';']) { Media::Csv } else { Media::Text })
}

/// The beginning of the text when all of it is of this encoding and without control characters.
fn decodes(file: &mut File, encoding: &'static Encoding) -> io::Result<Option<String>> {
    file.rewind()?;
    let mut decoder = encoding.new_decoder();
    let (mut head, mut buffer) = (String::new(), vec![0; CHUNK]);
    loop {
        let read = file.read(&mut buffer)?;
        let mut input = buffer.get(..read).unwrap_or_default();
        let mut text = String::with_capacity(decoder.max_utf8_buffer_length_without_replacement(read).unwrap_or(CHUNK * 4));
        let (result, used) = decoder.decode_to_string_without_replacement(input, &mut text, read == 0);
        input = input.get(used..).unwrap_or_default();
        if result != DecoderResult::InputEmpty || !input.is_empty() || text.chars().any(is_control) {
            return Ok(None);
        }
        if head.len() < CHUNK {
            head.push_str(&text);
        }
        if read == 0 {
            return Ok(Some(head));
        }
    }
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{c}')
}
