//! Reads CSV: finds encoding and separator, and for each record the physical line on which it begins. Every cell is text.

use std::{borrow::Cow, io::Write};

use encoding_rs::GB18030;

use super::{Row, SheetError, SheetInfo, output::Output, xlsx::words};

/// Records looked at to find the separator.
const SAMPLE_LINES: usize = 30;

/// Writes one sheet without a name, then all records.
pub(super) fn read<W: Write>(file: &[u8], out: &mut Output<W>) -> Result<(), SheetError> {
    let text = decode(file)?;
    out.sheet(SheetInfo { index: 0, name: String::new(), visible: true, merges: Vec::new() })?;
    let bytes = text.as_bytes();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator(&text)).from_reader(bytes);
    let mut place = Place::new(bytes);
    let mut record = csv::StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        if !reader.read_record(&mut record).map_err(|e| SheetError::Damaged { detail: e.to_string() })? {
            return Ok(());
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let (row, line) = place.record(start, end);
        let cells = record.iter().map(words).collect();
        out.row(Row { sheet: 0, row, line: Some(line), cells })?;
    }
}

/// Counts rows and physical lines over the bytes of the file. The reader leaves the second half of a CR LF and blank
/// lines to the beginning of the next record, and a blank line counts as a row as it does in a spreadsheet.
struct Place<'a> {
    bytes: &'a [u8],
    row: u32,
    line: u32,
    after_cr: bool,
}

impl<'a> Place<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, row: 0, line: 1, after_cr: false }
    }

    /// Row number and first line of the record found between two positions of the reader.
    fn record(&mut self, start: usize, end: usize) -> (u32, u32) {
        let span = self.bytes.get(start..end).unwrap_or_default();
        let body_at = span.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(span.len());
        let (breaks, body) = span.split_at(body_at);
        let blank_lines = self.lines(breaks);
        self.row = self.row.saturating_add(blank_lines).saturating_add(1);
        let first_line = self.line;
        self.lines(body);
        (self.row, first_line)
    }

    /// Line ends in a span: LF, CR LF (also across two spans) and a lone CR.
    fn lines(&mut self, span: &[u8]) -> u32 {
        let before = self.line;
        for byte in span {
            match byte {
                b'\n' if self.after_cr => {}
                b'\r' | b'\n' => self.line = self.line.saturating_add(1),
                _ => {}
            }
            self.after_cr = *byte == b'\r';
        }
        self.line - before
    }
}

/// UTF-8 with or without BOM; else GB18030, which holds GBK and GB2312.
fn decode(file: &[u8]) -> Result<Cow<'_, str>, SheetError> {
    if file.starts_with(&[0xFF, 0xFE]) || file.starts_with(&[0xFE, 0xFF]) {
        return Err(SheetError::Utf16);
    }
    let body = file.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(file);
    if let Ok(text) = std::str::from_utf8(body) {
        return if text.contains('\0') { Err(SheetError::UnknownEncoding) } else { Ok(text.into()) };
    }
    GB18030.decode_without_bom_handling_and_without_replacement(body).filter(|text| !text.contains('\0')).ok_or(SheetError::UnknownEncoding)
}

/// The separator that cuts the first lines into most columns most evenly; a comma when none does.
fn separator(text: &str) -> u8 {
    let mut best = (0, b',');
    for candidate in [b',', b';', b'\t'] {
        let counts = counts(text.as_bytes(), candidate);
        let even = |count: usize| counts.iter().filter(|other| **other == count).count();
        let score = counts.iter().map(|count| *count * even(*count)).max().unwrap_or(0);
        if score > best.0 {
            best = (score, candidate);
        }
    }
    best.1
}

/// Occurrences of a byte outside quotes in each of the first lines.
fn counts(bytes: &[u8], candidate: u8) -> Vec<usize> {
    let (mut counts, mut count, mut quoted) = (Vec::new(), 0, false);
    for byte in bytes {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                counts.push(std::mem::take(&mut count));
                if counts.len() >= SAMPLE_LINES {
                    return counts;
                }
            }
            other if *other == candidate && !quoted => count += 1,
            _ => {}
        }
    }
    counts.push(count);
    counts
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Item};
    use super::*;

    fn rows(file: &[u8]) -> Vec<Row> {
        let mut bytes = Vec::new();
        let mut out = Output::new(&mut bytes);
        read(file, &mut out).unwrap();
        out.end().unwrap();
        let lines = String::from_utf8(bytes).unwrap();
        let items = lines.lines().map(|line| serde_json::from_str(line).unwrap());
        items.filter_map(|item| if let Item::Row(row) = item { Some(row) } else { None }).collect()
    }

    fn places(file: &[u8]) -> Vec<(u32, u32)> {
        rows(file).iter().map(|row| (row.row, row.line.unwrap())).collect()
    }

    #[test]
    fn a_record_knows_its_row_and_the_line_on_which_it_begins() {
        assert_eq!(places(b"a,b\nc,\"x\ny\"\nd,e"), [(1, 1), (2, 2), (3, 4)]);
        assert_eq!(places(b"a,b\r\nc,\"x\r\ny\"\r\nd,e\r\n"), [(1, 1), (2, 2), (3, 4)]);
        assert_eq!(places(b"a\r\n\r\n\r\nb\r\n\r\nc"), [(1, 1), (4, 4), (6, 6)]);
        assert_eq!(places(b"\n\na\n,,\nb"), [(3, 3), (5, 5)]);
        assert_eq!(places(b"a\rb\rc"), [(1, 1), (2, 2), (3, 3)]);
    }

    #[test]
    fn quotes_hold_separators_quotes_and_line_breaks() {
        let rows = rows("名称,备注\r\n课桌,\"原放\"\"旧楼\"\",\n2019年移入\"\r\n".as_bytes());
        assert_eq!(rows[1].cells, [Cell::Text("课桌".into()), Cell::Text("原放\"旧楼\",\n2019年移入".into())]);
    }

    #[test]
    fn the_encoding_is_found() {
        let text = "资产名称,数量\n课桌（双人）,２";
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        let bom = [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat();
        for file in [text.as_bytes(), &gbk, &bom] {
            assert_eq!(rows(file)[0].cells[0], Cell::Text("资产名称".into()));
        }
        assert_eq!(decode(&[0xFF, 0xFE, 0x41, 0]), Err(SheetError::Utf16));
        assert_eq!(decode(&[0x41, 0xFF, 0xFF]), Err(SheetError::UnknownEncoding));
    }

    #[test]
    fn the_separator_is_found() {
        assert_eq!(separator("a,b,c\n1,2,3"), b',');
        assert_eq!(separator("a;b;c\n\"1,5\";2,5;3,5"), b';');
        assert_eq!(separator("名称\t金额\n桌\t1,280.00\n椅\t2,280.00"), b'\t');
        assert_eq!(separator("只有一列\n甲"), b',');
    }
}
