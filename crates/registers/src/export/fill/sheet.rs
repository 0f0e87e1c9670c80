//! One sheet of a form, as its XML: rows below the heads are filled, everything else stays byte for byte.

use std::{fmt::Write, ops::Range};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{FillError, Form, Value, shift::Shift};

/// Last row of a sheet.
const LAST_ROW: u32 = 1_048_576;

/// A sheet taken apart.
pub(super) struct Sheet<'a> {
    before: &'a str,
    rows: Vec<Row<'a>>,
    after: &'a str,
}

struct Row<'a> {
    number: u32,
    /// Without `r` and `spans`.
    attributes: String,
    cells: Vec<Cell<'a>>,
}

struct Cell<'a> {
    column: u32,
    style: Option<String>,
    /// `t` and whatever else.
    more: String,
    inner: &'a str,
}

impl Cell<'_> {
    fn is_blank(&self) -> bool {
        self.inner.is_empty()
    }

    /// A number that nobody computes: a preprinted running number.
    fn is_plain_number(&self) -> bool {
        !self.inner.contains("<f") && !self.more.contains(" t=")
    }
}

impl<'a> Sheet<'a> {
    pub(super) fn read(xml: &'a str) -> Result<Self, FillError> {
        let mut reader = Reader::from_str(xml);
        let mut rows: Vec<Row<'a>> = Vec::new();
        let mut data: Option<Range<usize>> = None;
        let (mut from, mut cell): (usize, Option<(Cell<'a>, usize)>) = (0, None);
        loop {
            let at = position(&reader)?;
            match reader.read_event().map_err(damaged)? {
                Event::Start(tag) if tag.name().as_ref() == "sheetData" => from = position(&reader)?,
                // A sheet without a row has nothing to fill below.
                Event::Empty(tag) if tag.name().as_ref() == "sheetData" => return Err(FillError::NoRoom),
                Event::End(tag) if tag.name().as_ref() == "sheetData" => data = Some(from..at),
                Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == "row" => {
                    let next = rows.last().map_or(1, |row| row.number + 1);
                    rows.push(row(&tag, next)?);
                }
                Event::Start(tag) if tag.name().as_ref() == "c" => {
                    cell = Some((read_cell(&tag, rows.last())?, position(&reader)?));
                }
                Event::Empty(tag) if tag.name().as_ref() == "c" => {
                    let read = read_cell(&tag, rows.last())?;
                    rows.last_mut().ok_or(FillError::Damaged)?.cells.push(read);
                }
                Event::End(tag) if tag.name().as_ref() == "c" => {
                    let (mut read, inner) = cell.take().ok_or(FillError::Damaged)?;
                    read.inner = xml.get(inner..at).ok_or(FillError::Damaged)?;
                    rows.last_mut().ok_or(FillError::Damaged)?.cells.push(read);
                }
                Event::Eof => break,
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
        let data = data.ok_or(FillError::Damaged)?;
        let (before, after) = (xml.get(..data.start).ok_or(FillError::Damaged)?, xml.get(data.end..).ok_or(FillError::Damaged)?);
        Ok(Self { before, rows, after })
    }

    /// How far rows below the blank block move down for this many rows of data.
    pub(super) fn shift(&self, form: &Form, count: u32) -> Result<Shift, FillError> {
        let below = self.rows.iter().filter(|row| row.number > form.head_row);
        let Some(content) = below.filter(|row| !is_free(row, form)).map(|row| row.number).min() else {
            return Ok(Shift { after: LAST_ROW, by: 0 });
        };
        let after = content.saturating_sub(1);
        let shift = Shift { after, by: count.saturating_sub(after.saturating_sub(form.head_row)) };
        let last = self.rows.last().map_or(0, |row| row.number);
        if last.saturating_add(shift.by) > LAST_ROW { Err(FillError::NoRoom) } else { Ok(shift) }
    }

    /// Writes the sheet with rows of data below its heads.
    pub(super) fn write(
        &self,
        form: &Form,
        shift: Shift,
        rows: &mut dyn Iterator<Item = Vec<Option<Value>>>,
        mut put: impl FnMut(&str) -> Result<(), FillError>,
    ) -> Result<u32, FillError> {
        put(&ranges(&without_dimension(self.before), shift)?)?;
        let (mut text, mut written, mut at) = (String::new(), 0_u32, form.head_row);
        let model = self.rows.iter().find(|row| row.number == form.head_row + 1);
        let mut old = self.rows.iter().peekable();
        while let Some(row) = old.next_if(|row| row.number <= form.head_row) {
            text.clear();
            kept(&mut text, row, shift);
            put(&text)?;
        }
        for values in rows {
            at += 1;
            written += 1;
            if at > LAST_ROW {
                return Err(FillError::NoRoom);
            }
            let own = old.next_if(|row| row.number == at && at <= shift.after);
            text.clear();
            filled(&mut text, at, own.or(model), own.is_some(), form, &values);
            put(&text)?;
        }
        for row in old {
            text.clear();
            kept(&mut text, row, shift);
            put(&text)?;
        }
        put(&ranges(self.after, shift)?)?;
        Ok(written)
    }
}

/// Whether data may be written over a row: it says nothing, or only its running number.
fn is_free(row: &Row<'_>, form: &Form) -> bool {
    let mut said = row.cells.iter().filter(|cell| !cell.is_blank());
    match (said.next(), said.next()) {
        (None, _) => true,
        (Some(only), None) => only.is_plain_number() && !form.columns.contains(&only.column),
        (Some(_), Some(_)) => false,
    }
}

fn kept(text: &mut String, row: &Row<'_>, shift: Shift) {
    let number = shift.row(row.number);
    // Writing to a String does not fail.
    let _ = write!(text, "<row r=\"{number}\"{}>", row.attributes);
    for cell in &row.cells {
        let _ = write!(text, "<c r=\"{}{number}\"{}{}>", letters(cell.column), style(cell), cell.more);
        text.push_str(&formulas(cell.inner, shift));
        text.push_str("</c>");
    }
    text.push_str("</row>");
}

/// A row of data in the style of `model`, which may be the row that stands there (`own`).
fn filled(text: &mut String, number: u32, model: Option<&Row<'_>>, own: bool, form: &Form, values: &[Option<Value>]) {
    let _ = write!(text, "<row r=\"{number}\"{}>", model.map_or("", |row| row.attributes.as_str()));
    let styled = model.map(|row| row.cells.as_slice()).unwrap_or_default();
    let mut columns: Vec<u32> = styled.iter().map(|cell| cell.column).chain(form.columns.iter().copied()).collect();
    columns.sort_unstable();
    columns.dedup();
    for column in columns {
        let there = styled.iter().find(|cell| cell.column == column);
        let _ = write!(text, "<c r=\"{}{number}\"{}", letters(column), there.map(style).unwrap_or_default());
        let mapped = form.columns.iter().position(|mapped| *mapped == column);
        match mapped.map(|at| values.get(at).and_then(Option::as_ref)) {
            Some(Some(Value::Number(digits))) => {
                let _ = write!(text, "><v>{}</v></c>", escaped(digits));
            }
            Some(Some(Value::Text(words))) => {
                let _ = write!(text, " t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(words));
            }
            Some(None) => text.push_str("/>"),
            None => {
                let kept = there.filter(|_| own);
                let _ = write!(text, "{}>{}</c>", kept.map_or("", |c| c.more.as_str()), kept.map_or("", |c| c.inner));
            }
        }
    }
    text.push_str("</row>");
}

fn style(cell: &Cell<'_>) -> String {
    cell.style.as_ref().map(|style| format!(" s=\"{style}\"")).unwrap_or_default()
}

/// XML text without what XML cannot hold.
fn escaped(text: &str) -> String {
    let fits = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    quick_xml::escape::escape(text.chars().filter(fits).collect::<String>()).into_owned()
}

/// The inside of a cell with its formula moved.
fn formulas(inner: &str, shift: Shift) -> String {
    let Some((start, rest)) = inner.split_once("<f").filter(|_| shift.by > 0) else { return inner.to_owned() };
    let Some((tag, rest)) = rest.split_once('>') else { return inner.to_owned() };
    let Some((formula, end)) = rest.split_once("</f>") else { return inner.to_owned() };
    format!("{start}<f{}>{}</f>{end}", references(tag, shift), shift.text(formula))
}

/// Attributes `ref` and `sqref` of a tag, moved.
fn references(tag: &str, shift: Shift) -> String {
    let mut out = tag.to_owned();
    for name in [" ref=\"", " sqref=\""] {
        if let Some(at) = out.find(name).map(|at| at + name.len())
            && let Some(length) = out.get(at..).and_then(|rest| rest.find('"'))
            && let Some(moved) = out.get(at..at + length).map(|range| shift.text(range))
        {
            out.replace_range(at..at + length, &moved);
        }
    }
    out
}

/// What stands round the rows, with every range moved: merged cells, filters, validations, formats.
fn ranges(xml: &str, shift: Shift) -> Result<String, FillError> {
    if shift.by == 0 {
        return Ok(xml.to_owned());
    }
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(open) = rest.find('<') {
        let (text, tag) = rest.split_at(open);
        let end = tag.find('>').ok_or(FillError::Damaged)?;
        let (tag, after) = tag.split_at(end);
        out.push_str(text);
        out.push_str(&references(tag, shift));
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// Says how far a sheet reaches; readers do without, and it is not true any more.
fn without_dimension(before: &str) -> String {
    match (before.find("<dimension "), before.find("<dimension ").and_then(|at| before.get(at..)?.find("/>").map(|end| at + end + 2))) {
        (Some(start), Some(end)) => [before.get(..start), before.get(end..)].into_iter().flatten().collect(),
        _ => before.to_owned(),
    }
}

fn row<'a>(tag: &BytesStart<'_>, next: u32) -> Result<Row<'a>, FillError> {
    let mut row = Row { number: next, attributes: String::new(), cells: Vec::new() };
    for attribute in tag.attributes() {
        let (name, value) = pair(&attribute.map_err(damaged)?);
        match name.as_str() {
            "r" => row.number = value.parse().map_err(damaged)?,
            "spans" => {}
            _ => {
                let _ = write!(row.attributes, " {name}=\"{value}\"");
            }
        }
    }
    Ok(row)
}

fn read_cell<'a>(tag: &BytesStart<'_>, row: Option<&Row<'_>>) -> Result<Cell<'a>, FillError> {
    let next = row.and_then(|row| row.cells.last()).map_or(0, |cell| cell.column + 1);
    let mut cell = Cell { column: next, style: None, more: String::new(), inner: "" };
    for attribute in tag.attributes() {
        let (name, value) = pair(&attribute.map_err(damaged)?);
        match name.as_str() {
            "r" => cell.column = column(&value)?,
            "s" => cell.style = Some(value),
            _ => {
                let _ = write!(cell.more, " {name}=\"{value}\"");
            }
        }
    }
    Ok(cell)
}

/// Name and value of an attribute as they are written.
fn pair(attribute: &quick_xml::events::attributes::Attribute<'_>) -> (String, String) {
    (attribute.key.as_ref().to_owned(), attribute.value.replace('"', "&quot;"))
}

/// `AB12` is column 27, counted from 0.
fn column(reference: &str) -> Result<u32, FillError> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters.take(4).fold(0_u32, |number, letter| number * 26 + u32::from(letter - b'A') + 1);
    if (1..=16_384).contains(&number) { Ok(number - 1) } else { Err(FillError::Damaged) }
}

fn letters(column: u32) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from_u32(u32::from(b'A') + digit).unwrap_or('A'));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

fn position(reader: &Reader<&[u8]>) -> Result<usize, FillError> {
    usize::try_from(reader.buffer_position()).map_err(damaged)
}

fn damaged(_: impl std::fmt::Display) -> FillError {
    FillError::Damaged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (number, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!((letters(number), column(&format!("{name}9")).unwrap()), (name.to_owned(), number));
        }
    }
}
