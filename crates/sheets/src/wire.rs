//! What the parser writes on the pipe and its parent reads: one JSON object per line. Owns the shape of a cell; never
//! decides what a cell means.
//!
//! ```text
//! {"sheet":{"index":0,"name":"资产清查明细","visible":true,"merges":[[1,1,1,10]]}}      all sheets first
//! {"row":{"sheet":0,"row":2,"cells":["TY2008000001",{"n":"6020"},{"d":"2008-01-19"},null,true]}}
//! {"end":{"rows":3002}}                                                              or {"error":{"code":"sheet_empty"}}
//! ```

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser::SerializeMap};

use super::SheetError;

/// One cell as it stands in the file. A formula counts as its stored result.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    /// The shortest decimal that reads back as the stored number, without exponent: `257.340000000001`.
    Number(String),
    /// A cell formatted as a date: `2008-01-19`, with `T08:30:00` when it is not midnight.
    Date(String),
    Bool(bool),
    /// A formula that failed: `#N/A`.
    Error(String),
}

impl Cell {
    /// The cell as a person reads it, for reports and for columns of plain text.
    pub fn shown(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Number(text) | Self::Date(text) | Self::Error(text) => text,
            Self::Bool(true) => "TRUE",
            Self::Bool(false) => "FALSE",
        }
    }

    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

/// A merged range, rows and columns counted from 1, all ends inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "[u32; 4]", into = "[u32; 4]")]
pub struct Merge {
    pub first_row: u32,
    pub first_column: u32,
    pub last_row: u32,
    pub last_column: u32,
}

impl From<[u32; 4]> for Merge {
    fn from([first_row, first_column, last_row, last_column]: [u32; 4]) -> Self {
        Self { first_row, first_column, last_row, last_column }
    }
}

impl From<Merge> for [u32; 4] {
    fn from(merge: Merge) -> Self {
        [merge.first_row, merge.first_column, merge.last_row, merge.last_column]
    }
}

/// A sheet of the workbook; a CSV file is one sheet without a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetInfo {
    pub index: u32,
    pub name: String,
    pub visible: bool,
    pub merges: Vec<Merge>,
}

/// A row that holds something. Rows come in ascending order within a sheet; rows without any value may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub sheet: u32,
    /// From 1: row of the sheet, or record of the CSV file.
    pub row: u32,
    /// CSV only: the physical line on which the record begins, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    pub cells: Vec<Cell>,
}

/// One line of the pipe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    Sheet(SheetInfo),
    Row(Row),
    End { rows: u32 },
    Error(SheetError),
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tagged = |serializer: S, tag: &str, text: &str| {
            let mut map = serializer.serialize_map(Some(1))?;
            map.serialize_entry(tag, text)?;
            map.end()
        };
        match self {
            Self::Empty => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(text) => tagged(serializer, "n", text),
            Self::Date(text) => tagged(serializer, "d", text),
            Self::Error(text) => tagged(serializer, "e", text),
        }
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

impl<'de> de::Visitor<'de> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a cell")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Cell, E> {
        Ok(Cell::Empty)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Cell, E> {
        Ok(Cell::Bool(value))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Cell, E> {
        Ok(Cell::Text(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Cell, E> {
        Ok(Cell::Text(text))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Cell, A::Error> {
        let Some((tag, text)) = map.next_entry::<String, String>()? else {
            return Err(de::Error::custom("an empty cell object"));
        };
        match tag.as_str() {
            "n" => Ok(Cell::Number(text)),
            "d" => Ok(Cell::Date(text)),
            "e" => Ok(Cell::Error(text)),
            other => Err(de::Error::unknown_field(other, &["n", "d", "e"])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_cell_crosses_the_pipe_unchanged() {
        let row = Item::Row(Row {
            sheet: 0,
            row: 7,
            line: Some(9),
            cells: vec![
                Cell::Text("课桌\n\"双人\"".into()),
                Cell::Number("257.340000000001".into()),
                Cell::Date("2008-01-19".into()),
                Cell::Empty,
                Cell::Bool(true),
                Cell::Error("#N/A".into()),
            ],
        });
        let line = serde_json::to_string(&row).unwrap();
        assert!(line.contains(r##"{"n":"257.340000000001"},{"d":"2008-01-19"},null,true,{"e":"#N/A"}"##), "{line}");
        assert_eq!(serde_json::from_str::<Item>(&line).unwrap(), row);
    }

    #[test]
    fn a_stranger_on_the_pipe_is_refused() {
        for line in
            [r#"{"row":{"sheet":0,"row":1,"cells":[{"x":"1"}]}}"#, r#"{"row":{}}"#, "[]", r#"{"row":{"sheet":0,"row":1,"cells":[{}]}}"#]
        {
            assert!(serde_json::from_str::<Item>(line).is_err(), "{line}");
        }
    }
}
