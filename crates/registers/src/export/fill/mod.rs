//! Fills the bureau's own form: a copy of its workbook with rows below the heads of one sheet. Every other part of the workbook is
//! copied as it is packed: pictures, styles, charts and settings that no library would survive. Libraries that read a workbook whole
//! and write it anew drop what they do not know (umya-spreadsheet: charts, pivot tables), hence the sheet's own XML.
//!
//! A hostile workbook may cost time and memory here: [`process`] is the child that does it, [`runner`] its parent in the server.

mod anew;
mod process;
pub(super) mod runner;
mod sheet;
mod shift;

use std::io::{Cursor, Read, Write};

use quick_xml::{Reader, events::Event};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

pub use process::{Line, Order, run};
use sheet::Sheet;
pub(super) use sheet::letters;
use sheets::{SheetError, check_zip};
use shift::Shift;

/// Where the data goes.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Form {
    pub sheet: String,
    /// The last row of the heads, from 1.
    pub head_row: u32,
    /// The column of each value of a row, from 0.
    pub columns: Vec<u32>,
    /// The column that counts the rows from 1, when there is one.
    #[serde(default)]
    pub counted: Option<u32>,
}

impl Form {
    /// The columns that are written.
    fn all(&self) -> impl Iterator<Item = u32> {
        self.columns.iter().copied().chain(self.counted)
    }
}

/// What goes into a cell.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    Text(String),
    /// Digits with a decimal point.
    Number(String),
}

/// Why a form cannot be filled.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum FillError {
    /// What the reader of spreadsheets refuses, too.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    #[error("the workbook is damaged")]
    Damaged,
    #[error("the workbook has no sheet of this name")]
    NoSheet,
    #[error("the sheet has no room for the rows")]
    NoRoom,
    #[error("there are more or fewer rows than was said")]
    OtherCount,
    #[error("the filled workbook cannot be written")]
    Output,
}

const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
const TYPES: &str = "[Content_Types].xml";
const CALC_CHAIN: &str = "xl/calcChain.xml";

/// Writes a copy of the form with `count` rows of data.
///
/// # Errors
/// When the workbook is none, has no such sheet, or no room for the rows.
pub fn fill(
    workbook: &[u8],
    form: &Form,
    count: u32,
    rows: &mut dyn Iterator<Item = Vec<Option<Value>>>,
    out: impl Write,
) -> Result<(), FillError> {
    check_zip(workbook)?;
    let mut book = ZipArchive::new(Cursor::new(workbook)).map_err(|_| FillError::Damaged)?;
    let (main, relations, types) = (part(&mut book, WORKBOOK)?, part(&mut book, RELATIONS)?, part(&mut book, TYPES)?);
    let path = sheet_path(&main, &relations, &form.sheet)?;
    let xml = part(&mut book, &path)?;
    let sheet = Sheet::read(&xml)?;
    let shift = sheet.shift(form, count)?;
    let options = SimpleFileOptions::default();
    let mut packed = ZipWriter::new_stream(out);
    let put = |packed: &mut ZipWriter<_>, name: &str, text: &str| {
        let written = packed.start_file(name, options).and_then(|()| Ok(packed.write_all(text.as_bytes())?));
        written.map_err(|_| FillError::Output)
    };
    for index in 0..book.len() {
        let entry = book.by_index_raw(index).map_err(|_| FillError::Damaged)?;
        let name = entry.name().map_err(|_| FillError::Damaged)?.into_owned();
        match name.as_str() {
            // The order of computing is made anew by whoever opens the workbook.
            CALC_CHAIN => {}
            WORKBOOK => put(&mut packed, WORKBOOK, &recomputed(&names(&main, &form.sheet, shift)))?,
            RELATIONS => put(&mut packed, RELATIONS, &without_element(&relations, "calcChain.xml"))?,
            TYPES => put(&mut packed, TYPES, &without_element(&types, "calcChain.xml"))?,
            other if other == path => {
                packed.start_file(other, options).map_err(|_| FillError::Output)?;
                let put = |text: &str| packed.write_all(text.as_bytes()).map_err(|_| FillError::Output);
                if sheet.write(form, shift, rows, put)? != count {
                    return Err(FillError::OtherCount);
                }
            }
            _ => packed.raw_copy_file(entry).map_err(|_| FillError::Output)?,
        }
    }
    packed.finish().map_err(|_| FillError::Output)?;
    Ok(())
}

fn part(book: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, FillError> {
    let entry = book.by_name(name).map_err(|_| FillError::Damaged)?;
    let mut text = String::new();
    entry.take(sheets::limits::MAX_UNPACKED_BYTES).read_to_string(&mut text).map_err(|_| FillError::Damaged)?;
    Ok(text)
}

/// The part that holds a sheet.
fn sheet_path(main: &str, relations: &str, sheet: &str) -> Result<String, FillError> {
    let id = find(main, "sheet", &[("name", sheet)], "r:id")?.ok_or(FillError::NoSheet)?;
    let target = find(relations, "Relationship", &[("Id", &id)], "Target")?.ok_or(FillError::Damaged)?;
    Ok(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
}

/// An attribute of the first element of a name whose other attributes are these.
fn find(xml: &str, element: &str, given: &[(&str, &str)], wanted: &str) -> Result<Option<String>, FillError> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| FillError::Damaged)? {
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == element => {
                let value = |name: &str| {
                    let found = tag.try_get_attribute(name).ok().flatten()?;
                    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
                };
                if given.iter().all(|(name, is)| value(name).as_deref() == Some(*is)) {
                    return Ok(value(wanted));
                }
            }
            Event::Eof => return Ok(None),
            Event::Start(_)
            | Event::End(_)
            | Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
}

/// Without the one element that mentions a word.
fn without_element(xml: &str, word: &str) -> String {
    let span = xml.find(word).and_then(|at| {
        let start = xml.get(..at)?.rfind('<')?;
        let end = at + xml.get(at..)?.find("/>")? + 2;
        Some(start..end)
    });
    let Some(span) = span else { return xml.to_owned() };
    let mut left = xml.to_owned();
    left.replace_range(span, "");
    left
}

/// Print areas and other names of ranges of the sheet, moved.
fn names(main: &str, sheet: &str, shift: Shift) -> String {
    let (plain, quoted) = (format!("{sheet}!"), format!("'{}'!", sheet.replace('\'', "''")));
    let mut out = String::with_capacity(main.len());
    let mut rest = main;
    while let Some((before, after)) = rest.split_once("<definedName ") {
        let Some((tag, content)) = after.split_once('>') else { break };
        let Some((range, end)) = content.split_once("</definedName>") else { break };
        let ours = range.starts_with(&plain) || range.starts_with(&quoted);
        let range = if ours { shift.text(range) } else { range.to_owned() };
        out.push_str(before);
        out.push_str("<definedName ");
        out.push_str(tag);
        out.push('>');
        out.push_str(&range);
        out.push_str("</definedName>");
        rest = end;
    }
    out.push_str(rest);
    out
}

/// Tells whoever opens the workbook to compute its formulas.
fn recomputed(main: &str) -> String {
    if main.contains("fullCalcOnLoad") { main.to_owned() } else { main.replacen("<calcPr", "<calcPr fullCalcOnLoad=\"1\"", 1) }
}

#[cfg(test)]
mod tests;
