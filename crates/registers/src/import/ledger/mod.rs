//! From the rows of a file to a plan of cards: every row's fate, all errors at once. Owns the import's rules that span
//! rows and sheets; touches no database and changes nothing.

mod kinds;
mod merged;
mod names;
mod options;
mod plan;
mod problem;
mod reader;
mod share;
mod sheet_state;

use std::{collections::HashMap, sync::Arc};

pub use options::{ImportMode, ImportOptions, Known, QuantityRows, Unlisted};
pub use plan::{
    ColumnPlan, LedgerError, LedgerPlan, NameUse, Named, Names, PlannedCard, Refused, RowAt, RowFate, SheetPlan, SheetRole, SkipKind,
    Skipped, Sums,
};
pub use problem::{Code, FirstUse, RowProblem};
pub use share::{Piece, share};

use super::{
    category_words::CategoryTable,
    heads::{Field, HeadFinder},
};
use names::{Roll, Texts, uses};
use reader::Shared;
use sheet_state::{SheetState, place_of_sheet};
use sheets::{Row, SheetInfo, runner::Found};

/// Most cards that one import may make.
pub const MAX_CARDS: u64 = 500_000;

/// Reads a file row by row and keeps only what the plan needs.
pub struct LedgerBuilder<'a> {
    shared: Shared<'a>,
    sheets: Vec<SheetState>,
    /// The sheet whose rows arrive.
    current: Option<usize>,
    plan: LedgerPlan,
}

impl<'a> LedgerBuilder<'a> {
    pub fn new(table: &'a CategoryTable, known: &'a Known, options: &'a ImportOptions) -> Self {
        let shared = Shared {
            table,
            known,
            options,
            finder: HeadFinder::new(&options.columns),
            texts: Texts::default(),
            places: Roll::default(),
            people: Roll::default(),
            departments: Roll::default(),
            numbers: HashMap::new(),
        };
        let plan = LedgerPlan {
            sheets: Vec::new(),
            quantity: options.quantity,
            cards: Vec::new(),
            refused: Vec::new(),
            skipped: Vec::new(),
            sums: Sums::default(),
            rows_without_value: 0,
            cards_kept: 0,
            cards_exploded: 0,
            names: Names::default(),
        };
        Self { shared, sheets: Vec::new(), current: None, plan }
    }

    /// Takes what the parser found, in its order: all sheets, then the rows sheet by sheet.
    pub fn take(&mut self, found: Found) {
        match found {
            Found::Sheet(info) => self.sheet(info),
            Found::Row(row) => self.row(row),
        }
    }

    pub fn sheet(&mut self, info: SheetInfo) {
        let left_out = self.shared.options.skip_sheets.contains(&info.name);
        self.sheets.push(SheetState::new(info, left_out));
    }

    pub fn row(&mut self, row: Row) {
        let index = row.sheet as usize;
        if self.current != Some(index) {
            self.end_sheet();
            self.current = Some(index);
        }
        if let Some(sheet) = self.sheets.get_mut(index) {
            sheet.row(row, &mut self.shared, &mut self.plan);
        }
    }

    /// Settles what only the whole file can tell.
    pub fn finish(mut self) -> Result<LedgerPlan, LedgerError> {
        self.end_sheet();
        if !self.sheets.iter().any(|sheet| sheet.plan.role == SheetRole::Data) {
            return Err(LedgerError::NoHeads);
        }
        self.name_places_by_sheet();
        if self.plan.quantity == QuantityRows::Explode {
            // First, because looking at every piece of an absurd quantity would take for ever.
            let cards = self.plan.cards.iter().map(|card| card.cards(QuantityRows::Explode));
            if cards.fold(0, u64::saturating_add) > MAX_CARDS {
                return Err(LedgerError::TooManyCards);
            }
            self.refuse_clashing_pieces();
        }
        self.count()?;
        self.plan.sheets = self.sheets.into_iter().map(|sheet| sheet.plan).collect();
        Ok(self.plan)
    }

    fn end_sheet(&mut self) {
        if let Some(sheet) = self.current.and_then(|index| self.sheets.get_mut(index)) {
            sheet.end(&mut self.shared, &mut self.plan);
        }
    }

    /// In a workbook of room lists the sheets' names are the rooms. A workbook with a column of places anywhere is no
    /// such workbook: its sheets are classes of assets.
    fn name_places_by_sheet(&mut self) {
        if self.sheets.iter().any(SheetState::has_location) {
            return;
        }
        let mut rooms: HashMap<u32, Arc<str>> = HashMap::new();
        for (index, sheet) in (0_u32..).zip(&mut self.sheets) {
            if sheet.plan.role == SheetRole::Data && sheet.plan.place.is_none() {
                sheet.plan.place = place_of_sheet(&sheet.plan.name);
                rooms.extend(sheet.plan.place.clone().map(|place| (index, place)));
            }
        }
        let must_exist = self.shared.options.locations == Unlisted::MustExist;
        let mut unknown = Vec::new();
        for card in self.plan.cards.iter_mut().filter(|card| card.location.is_none()) {
            let Some(room) = rooms.get(&card.at.sheet) else {
                continue;
            };
            card.location = Some(room.clone());
            if must_exist && !self.shared.known.has_place(room) {
                unknown.push((card.at, problem(Code::UnknownLocation, Field::Location, room)));
            }
        }
        self.refuse(unknown);
    }

    /// A piece gets its row's number with a running number behind it, which another row may already have.
    fn refuse_clashing_pieces(&mut self) {
        let mut clashing = Vec::new();
        for card in &self.plan.cards {
            let (Some(number), parts) = (&card.asset_no, card.cards(QuantityRows::Explode)) else {
                continue;
            };
            if parts == 1 {
                continue;
            }
            let mut numbers = (1..=parts).map(|at| share::piece_no(number, at, parts));
            let taken = |number: &String| self.shared.numbers.contains_key(number.as_str()) || self.shared.known.has_asset_no(number);
            if let Some(number) = numbers.find(taken) {
                clashing.push((card.at, problem(Code::DuplicateNo, Field::AssetNo, &number)));
            }
        }
        self.refuse(clashing);
    }

    fn refuse(&mut self, rows: Vec<(RowAt, RowProblem)>) {
        if rows.is_empty() {
            return;
        }
        let ats: std::collections::HashSet<RowAt> = rows.iter().map(|(at, _)| *at).collect();
        self.plan.cards.retain(|card| !ats.contains(&card.at));
        self.plan.refused.extend(rows.into_iter().map(|(at, problem)| Refused { at, problems: vec![problem] }));
        self.plan.refused.sort_by_key(|refused| refused.at);
    }

    fn count(&mut self) -> Result<(), LedgerError> {
        for card in &self.plan.cards {
            let sums = Sums { original_value: card.original_value, accumulated_depreciation: card.accumulated_depreciation };
            self.plan.sums.add(sums);
            if let Some(sheet) = self.sheets.get_mut(card.at.sheet as usize) {
                sheet.plan.sums.add(sums);
            }
            self.plan.rows_without_value += u32::from(card.original_value.is_none());
            self.plan.cards_kept += card.cards(QuantityRows::Keep);
            self.plan.cards_exploded = self.plan.cards_exploded.saturating_add(card.cards(QuantityRows::Explode));
        }
        if self.plan.data_rows() == 0 {
            return Err(LedgerError::NoAssets);
        }
        let (cards, known) = (&self.plan.cards, self.shared.known);
        let people = cards.iter().flat_map(|card| card.custodian.iter().chain(&card.user_person));
        let departments = cards.iter().flat_map(|card| card.department.iter().chain(&card.using_department));
        self.plan.names = Names {
            places: uses(cards.iter().filter_map(|card| card.location.as_ref()), |name| known.has_place(name)),
            people: uses(people, |name| known.has_person(name)),
            departments: uses(departments, |name| known.has_department(name)),
            suppliers: uses(cards.iter().filter_map(|card| card.supplier.as_ref()), |_| false),
        };
        Ok(())
    }
}

/// A problem that no cell of the row shows.
fn problem(code: Code, field: Field, value: &str) -> RowProblem {
    RowProblem { code, field, head: "".into(), value: value.to_owned(), first_use: None }
}

#[cfg(test)]
mod any_rows;
#[cfg(test)]
mod tests;
