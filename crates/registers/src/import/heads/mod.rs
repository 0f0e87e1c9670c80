//! Finds the row or rows of heads of a sheet and says which column is which field. Owns the reading of heads; never
//! reads a data cell.

mod alias;
mod field;
mod word;

use std::collections::BTreeMap;

pub use field::Field;

use super::dialect;
use sheets::{Cell, Row};
pub(crate) use word::bare;
use word::{Reading, WordReader, plain};

/// The user's own mapping: head text, compared without spaces and width, to a field; `None` leaves the column out of
/// the card and among the extras. Goes before every alias.
pub type HeadOverrides = BTreeMap<String, Option<Field>>;

/// Rows at the top of a sheet among which heads are looked for.
pub const HEAD_SEARCH_ROWS: usize = 40;

/// Fewest different fields that make a row a row of heads.
const FEWEST_FIELDS: usize = 2;

/// One column of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// From 0.
    pub index: usize,
    /// The head as written, both rows of it when there are two; spaces and line breaks taken out of Chinese words.
    pub head: String,
    pub field: Option<Field>,
    /// The head says that amounts are in 万元.
    pub wan: bool,
    /// The head says that the place is a path of levels between slashes.
    pub path: bool,
}

/// Which column is which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadMap {
    /// Rows of the sheet that hold the heads: one, or two with groups above.
    pub rows: Vec<u32>,
    /// All columns that have a head, in order.
    pub columns: Vec<Column>,
}

/// Finds heads by the words of the trade and the user's own mapping.
#[derive(Debug)]
pub struct HeadFinder(WordReader);

impl HeadFinder {
    pub fn new(overrides: &HeadOverrides) -> Self {
        Self(WordReader::new(overrides))
    }

    /// Finds the heads among the first rows of a sheet. `None` when no row looks like heads.
    pub fn find(&self, rows: &[Row]) -> Option<HeadMap> {
        let singles: Vec<HeadMap> = rows.iter().take(HEAD_SEARCH_ROWS).map(|row| self.map(vec![row.row], &texts(&row.cells))).collect();
        let mut best: Option<(usize, HeadMap)> = None;
        let mut offer = |map: &HeadMap| {
            let score = map.fields();
            if map.is_head() && best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, map.clone()));
            }
        };
        for (at, (row, alone)) in rows.iter().zip(&singles).enumerate() {
            if let (Some(below), Some(single)) = (rows.get(at + 1), singles.get(at + 1))
                && below.row == row.row + 1
                && alone.fields() > 0
            {
                let both = self.map(vec![row.row, below.row], &stacked(row, below));
                // A title above the heads adds nothing to them; groups of heads do.
                if both.fields() > alone.fields().max(single.fields()) {
                    offer(&both);
                }
            }
            offer(alone);
        }
        best.map(|(_, map)| map)
    }

    /// The heads that end in this row: it alone, or with groups of heads above it. `None` for a row that says nothing.
    pub fn ending(&self, rows: &[Row], number: u32) -> Option<HeadMap> {
        let at = rows.iter().position(|row| row.row == number)?;
        let row = rows.get(at)?;
        let alone = self.map(vec![row.row], &texts(&row.cells));
        let above = at.checked_sub(1).and_then(|at| rows.get(at)).filter(|above| above.row + 1 == row.row);
        let both = above.map(|above| self.map(vec![above.row, row.row], &stacked(above, row)));
        Some(both.filter(|both| both.fields() > alone.fields()).unwrap_or(alone))
    }

    fn map(&self, rows: Vec<u32>, heads: &[String]) -> HeadMap {
        let readings: Vec<Reading> = heads.iter().map(|head| self.0.read(head)).collect();
        let columns = heads.iter().zip(&readings).zip(settle(&readings)).enumerate();
        let columns = columns
            .filter(|(_, ((head, _), _))| !head.is_empty())
            .map(|(index, ((head, reading), field))| Column { index, head: head.clone(), field, wan: reading.wan, path: reading.path })
            .collect();
        HeadMap { rows, columns }
    }
}

impl HeadMap {
    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|column| column.field == Some(field))
    }

    pub fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }

    /// True when the row repeats the heads, as printed lists do on every page. The first filled cell tells at once of
    /// almost every row that it does not.
    pub fn repeats(&self, cells: &[Cell]) -> bool {
        let same = |column: &Column, cell: &Cell| plain(cell.shown()) == plain(&column.head);
        let mut filled = self.columns.iter().filter_map(|column| {
            let cell = cells.get(column.index).filter(|cell| !dialect::is_blank_cell(cell))?;
            Some((column, cell))
        });
        if !filled.next().is_some_and(|(column, cell)| same(column, cell)) {
            return false;
        }
        let (repeated, all) = filled.fold((1, 1), |(repeated, all), (column, cell)| (repeated + usize::from(same(column, cell)), all + 1));
        repeated >= FEWEST_FIELDS && repeated * 10 >= all * 6
    }

    /// Different fields found, those left out not counted.
    fn fields(&self) -> usize {
        let mut fields: Vec<Field> = self.columns.iter().filter_map(|column| column.field).collect();
        fields.sort_unstable();
        fields.dedup();
        fields.len()
    }

    /// A row of heads names the assets, or at least what they are.
    fn is_head(&self) -> bool {
        let naming = [Field::Name, Field::Model, Field::SpecModel, Field::AssetNo, Field::Category];
        self.fields() >= FEWEST_FIELDS && naming.iter().any(|field| self.has(*field))
    }
}

/// The field of each column: the best rank wins, the leftmost of equals; a loser takes what it is otherwise, unless
/// another column has that already.
fn settle(readings: &[Reading]) -> Vec<Option<Field>> {
    let wins = |at: usize, reading: &Reading, field: Field| {
        let better = |(other_at, other): (usize, &Reading)| other.field == Some(field) && (other.rank, other_at) < (reading.rank, at);
        field.may_repeat() || !readings.iter().enumerate().any(better)
    };
    let mut settled: Vec<Option<Field>> =
        readings.iter().enumerate().map(|(at, reading)| reading.field.filter(|field| wins(at, reading, *field))).collect();
    let mut taken: Vec<Field> = settled.iter().flatten().copied().collect();
    for (place, reading) in settled.iter_mut().zip(readings) {
        let free = |field: &Field| field.may_repeat() || !taken.contains(field);
        if place.is_none()
            && let Some(field) = reading.otherwise.filter(free)
        {
            *place = Some(field);
            taken.push(field);
        }
    }
    settled
}

fn texts(cells: &[Cell]) -> Vec<String> {
    cells.iter().map(head_text).collect()
}

/// Two rows as one: the lower head where there is one, else the upper, which a group leaves standing to its left.
fn stacked(upper: &Row, lower: &Row) -> Vec<String> {
    let (above, below) = (texts(&upper.cells), texts(&lower.cells));
    let width = above.len().max(below.len());
    (0..width)
        .map(|at| {
            let text = |row: &[String]| row.get(at).cloned().unwrap_or_default();
            let lower = text(&below);
            if lower.is_empty() { text(&above) } else { lower }
        })
        .collect()
}

/// Heads are words; a number or a date is data.
fn head_text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => dialect::spoken(text).unwrap_or_default(),
        Cell::Empty | Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) => String::new(),
    }
}

#[cfg(test)]
mod tests;
