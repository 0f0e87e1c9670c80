//! Reads one row into a card, or into everything that is wrong with it. Owns which cell goes where; the meaning of a
//! cell is the dialect's.

mod fields;

use std::{borrow::Cow, collections::HashMap, sync::Arc};

pub(super) use fields::place_name;

use sheets::Cell;

use super::{
    super::{
        category_words::CategoryTable,
        dialect,
        heads::{Column, Field, HeadFinder, HeadMap},
    },
    names::{Roll, Texts},
    options::{ImportOptions, Known},
    plan::{Named, PlannedCard, RowAt},
    problem::{Code, RowProblem},
};

/// What all rows of a file share.
pub(super) struct Shared<'a> {
    pub table: &'a CategoryTable,
    pub known: &'a Known,
    pub options: &'a ImportOptions,
    pub finder: HeadFinder,
    pub texts: Texts,
    pub places: Roll,
    pub people: Roll,
    pub departments: Roll,
    /// Numbers of the file, and sheet and row of their first use.
    pub numbers: HashMap<Arc<str>, (u32, u32)>,
}

/// What all rows of a sheet share.
pub(super) struct SheetHeads {
    pub map: HeadMap,
    /// The heads as texts that cards and problems share, beside the columns of the map.
    heads: Vec<Arc<str>>,
    by_field: HashMap<Field, usize>,
    /// Named in a cell above the heads.
    pub place: Option<Arc<str>>,
}

impl SheetHeads {
    pub(super) fn new(map: HeadMap, place: Option<Arc<str>>) -> Self {
        let heads = map.columns.iter().map(|column| column.head.as_str().into()).collect();
        let mut by_field = HashMap::new();
        for (at, column) in map.columns.iter().enumerate() {
            if let Some(field) = column.field {
                by_field.entry(field).or_insert(at);
            }
        }
        Self { map, heads, by_field, place }
    }

    pub(super) fn column(&self, field: Field) -> Option<&Column> {
        self.by_field.get(&field).and_then(|at| self.map.columns.get(*at))
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.by_field.contains_key(&field)
    }

    fn head(&self, field: Field) -> Arc<str> {
        self.by_field.get(&field).and_then(|at| self.heads.get(*at)).cloned().unwrap_or_else(|| "".into())
    }
}

/// Reads a row that describes an asset.
pub(super) fn card(at: RowAt, cells: &[Cell], sheet: &SheetHeads, shared: &mut Shared<'_>) -> Result<PlannedCard, Vec<RowProblem>> {
    let mut reader = Reader { cells, sheet, shared, problems: Vec::new() };
    let card = reader.card(at);
    if reader.problems.is_empty() { Ok(card) } else { Err(reader.problems) }
}

struct Reader<'a, 'b> {
    cells: &'a [Cell],
    sheet: &'a SheetHeads,
    shared: &'a mut Shared<'b>,
    problems: Vec<RowProblem>,
}

impl Reader<'_, '_> {
    /// The card as far as the row gives one; worthless once there are problems.
    fn card(&mut self, at: RowAt) -> PlannedCard {
        let name = self.name();
        let (category_code, legacy_category_code) = self.category(&name);
        let (quantity, unit, measured) = self.quantity();
        let (department, using_department) = self.departments();
        let holder = self.holder();
        PlannedCard {
            at,
            asset_no: self.asset_no((at.sheet, at.row)),
            legacy_no: self.number(Field::LegacyNo),
            official_card_no: self.number(Field::OfficialCardNo),
            label_no: self.number(Field::LabelNo),
            other_ids: self.named(Some(Field::OtherId)),
            category_code,
            legacy_category_code,
            name,
            brand: self.text(Field::Brand),
            spec_model: self.spec_model(),
            serial_no: self.text(Field::SerialNo),
            unit,
            measured,
            original_value: self.original_value(quantity),
            unit_price: self.money(Field::UnitPrice),
            accumulated_depreciation: self.accumulated_depreciation(),
            nominal: self.cell(Field::ValueType).shown().contains("名义"),
            quantity,
            acquired_on: self.date(Field::AcquiredOn),
            booked_on: self.date(Field::BookedOn),
            acquisition_method: self.text(Field::AcquisitionMethod),
            status: self.text(Field::Status),
            use_condition: self.text(Field::UseCondition),
            location: self.location(&holder),
            department,
            using_department,
            custodian: self.person(Field::Custodian),
            user_person: self.person(Field::UserPerson).or(holder.person),
            supplier: self.text(Field::Supplier),
            invoice_no: self.number(Field::InvoiceNo),
            voucher_no: self.text(Field::VoucherNo),
            order_no: self.text(Field::OrderNo),
            fund_source: self.text(Field::FundSource),
            remarks: self.remarks(),
            extras: self.named(None),
        }
    }

    fn cell(&self, field: Field) -> &Cell {
        self.sheet.column(field).and_then(|column| self.cells.get(column.index)).unwrap_or(&Cell::Empty)
    }

    fn complain(&mut self, code: Code, field: Field) {
        let value = self.cell(field).shown().to_owned();
        self.problems.push(RowProblem { code, field, head: self.sheet.head(field), value, first_use: None });
    }

    /// Keeps a text, or refuses one that is too long.
    fn keep(&mut self, field: Field, text: &str) -> Arc<str> {
        if text.len() > field.max_chars() && text.chars().count() > field.max_chars() {
            self.complain(Code::TooLong, field);
        }
        self.shared.texts.keep(text)
    }

    fn text(&mut self, field: Field) -> Option<Arc<str>> {
        let written = self.cell(field);
        // What bears the mark is a text for certain, also a lone sign or what looks like a wrapper.
        let text = match dialect::unmarked(shown(written)) {
            Some(text) => dialect::line(text).unwrap_or(Cow::Borrowed(text)),
            None => dialect::line(dialect::without_wrapper(shown(written)))?,
        };
        let text = text.into_owned();
        Some(self.keep(field, &text))
    }

    fn remarks(&mut self) -> Option<Arc<str>> {
        let written = shown(self.cell(Field::Remarks));
        let text = match dialect::unmarked(written) {
            Some(text) => text.to_owned(),
            None => dialect::lines(written)?.into_owned(),
        };
        Some(self.keep(Field::Remarks, &text))
    }

    fn number(&mut self, field: Field) -> Option<Arc<str>> {
        let number = dialect::asset_no(self.cell(field))?;
        Some(self.keep(field, &number))
    }

    /// The filled cells of all columns of a field that may repeat, or of those that mean nothing.
    fn named(&mut self, field: Option<Field>) -> Vec<Named> {
        let mut named = Vec::new();
        for (column, head) in self.sheet.map.columns.iter().zip(&self.sheet.heads) {
            if column.field != field {
                continue;
            }
            let text = self.cells.get(column.index).and_then(|cell| dialect::lines(words(cell)));
            if let Some(text) = text {
                named.push(Named { head: head.clone(), value: self.shared.texts.keep(&text) });
            }
        }
        named
    }
}

/// The words of a cell without the mark of an export.
fn words(cell: &Cell) -> &str {
    let shown = shown(cell);
    dialect::unmarked(shown).unwrap_or(shown)
}

/// A cell as it stands there; the failure of a formula is no word.
fn shown(cell: &Cell) -> &str {
    if matches!(cell, Cell::Error(_)) { "" } else { cell.shown() }
}
