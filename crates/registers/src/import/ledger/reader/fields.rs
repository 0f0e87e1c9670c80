//! The fields whose reading takes more than one cell or the school's own lists.

use std::{borrow::Cow, sync::Arc};

use chrono::NaiveDate;

use super::{
    super::{
        super::{
            category_words::Found,
            dialect::{self, Quantity, fold, is_blank_cell, key},
            heads::Field,
        },
        options::{ImportMode, Unlisted},
        problem::{Code, FirstUse},
    },
    Reader, words,
};

#[derive(Default)]
pub(super) struct Holder {
    pub(super) person: Option<Arc<str>>,
    pub(super) place: Option<Arc<str>>,
}

impl Reader<'_, '_> {
    /// The number, unless it is used already. A number counts as used even by a row that is refused.
    pub(super) fn asset_no(&mut self, here: (u32, u32)) -> Option<Arc<str>> {
        let updates = self.shared.options.mode == ImportMode::Update;
        let Some(number) = self.number(Field::AssetNo) else {
            if updates {
                self.complain(Code::UnknownNumber, Field::AssetNo);
            }
            return None;
        };
        let first = *self.shared.numbers.entry(number.clone()).or_insert(here);
        if first != here {
            self.complain(Code::DuplicateNo, Field::AssetNo);
            if let Some(problem) = self.problems.last_mut() {
                problem.first_use = Some(FirstUse { row: first.1, other_sheet: (first.0 != here.0).then_some(first.0) });
            }
        } else if self.shared.known.has_asset_no(&number) != updates {
            self.complain(if updates { Code::UnknownNumber } else { Code::NumberTaken }, Field::AssetNo);
        }
        Some(number)
    }

    /// Compulsory. Only in an export that lists who holds what does the model stand in for a blank name.
    pub(super) fn name(&mut self) -> Arc<str> {
        let model_may_stand_in = self.sheet.has(Field::CheckedOutTo);
        let name = self.text(Field::Name).or_else(|| if model_may_stand_in { self.text(Field::Model) } else { None });
        name.unwrap_or_else(|| {
            self.complain(Code::MissingName, Field::Name);
            "".into()
        })
    }

    pub(super) fn spec_model(&mut self) -> Option<Arc<str>> {
        match (self.text(Field::SpecModel), self.text(Field::Model)) {
            (Some(spec), Some(model)) if spec != model => Some(self.keep(Field::SpecModel, &format!("{spec} {model}"))),
            (spec, model) => spec.or(model),
        }
    }

    /// The category's code, and a code of the 2010 edition if the cell holds one. The first filled category column
    /// decides; the name decides when there is none, or only an old code.
    pub(super) fn category(&mut self, name: &str) -> (Arc<str>, Option<Arc<str>>) {
        let mut legacy = None;
        for field in [Field::Category, Field::CategoryName] {
            match self.find_category(field) {
                Found::Category(code) => return (code, legacy),
                Found::Blank => {}
                Found::Legacy { code, category } => {
                    legacy = legacy.or_else(|| Some(self.shared.texts.keep(&code)));
                    if let Some(category) = category {
                        return (category, legacy);
                    }
                }
                Found::Unknown => {
                    self.complain(Code::UnknownCategory, field);
                    return ("".into(), legacy);
                }
            }
        }
        match self.shared.table.by_name(name).or_else(|| self.chosen_category(name)) {
            Some(code) => return (code.clone(), legacy),
            None if name.is_empty() || !self.shared.options.needs_category() => {}
            None if legacy.is_some() => self.complain(Code::UnknownCategory, Field::Category),
            None => self.complain(Code::UnknownCategory, Field::Name),
        }
        ("".into(), legacy)
    }

    fn find_category(&self, field: Field) -> Found {
        let text = words(self.cell(field));
        match self.shared.table.find(text) {
            Found::Unknown => self.chosen_category(text).map_or(Found::Unknown, |code| Found::Category(code.clone())),
            found @ (Found::Blank | Found::Category(_) | Found::Legacy { .. }) => found,
        }
    }

    /// What the user said a word means.
    fn chosen_category(&self, word: &str) -> Option<&Arc<str>> {
        let wanted = key(word);
        let chosen = self.shared.options.categories.iter().find(|(word, _)| key(word) == wanted);
        chosen.and_then(|(_, code)| self.shared.table.by_code(code))
    }

    /// Quantity, unit, and whether the unit measures.
    pub(super) fn quantity(&mut self) -> (Quantity, Option<Arc<str>>, bool) {
        let unit = self.text(Field::Unit);
        let read = dialect::quantity(self.cell(Field::Quantity), unit.as_deref());
        let (quantity, behind) = read.unwrap_or_else(|_| {
            self.complain(Code::BadQuantity, Field::Quantity);
            (Quantity::ONE, None)
        });
        let unit = unit.or_else(|| behind.map(|behind| self.shared.texts.keep(&behind)));
        let measured = unit.as_deref().is_some_and(dialect::is_measured);
        (quantity, unit, measured)
    }

    /// An amount that may be blank but not negative.
    pub(super) fn money(&mut self, field: Field) -> Option<i64> {
        let wan = self.sheet.column(field).is_some_and(|column| column.wan);
        match dialect::money(self.cell(field), wan) {
            Ok(Some(fen)) if fen < 0 => self.complain(Code::NegativeValue, field),
            Ok(fen) => return fen,
            Err(_) => self.complain(Code::BadMoney, field),
        }
        None
    }

    /// The row's total; only when that is blank, price times quantity.
    pub(super) fn original_value(&mut self, quantity: Quantity) -> Option<i64> {
        if !is_blank_cell(self.cell(Field::OriginalValue)) {
            return self.money(Field::OriginalValue);
        }
        let wan = self.sheet.column(Field::UnitPrice).is_some_and(|column| column.wan);
        let price = dialect::money(self.cell(Field::UnitPrice), wan).ok().flatten()?;
        let total = (i128::from(price) * i128::from(quantity.thousandths()) + 500) / 1000;
        let total = i64::try_from(total).ok().filter(|total| *total <= dialect::MAX_FEN);
        if total.is_none() {
            self.complain(Code::BadMoney, Field::UnitPrice);
        }
        total
    }

    pub(super) fn accumulated_depreciation(&mut self) -> Option<i64> {
        let listed = self.sheet.has(Field::AccumulatedDepreciation);
        let read = self.money(Field::AccumulatedDepreciation);
        if listed { read.or(Some(0)) } else { None }
    }

    pub(super) fn date(&mut self, field: Field) -> Option<NaiveDate> {
        dialect::date(self.cell(field)).unwrap_or_else(|_| {
            self.complain(Code::BadDate, field);
            None
        })
    }

    /// Where the thing is: its cell, else the place named above the heads, else the place that holds it.
    pub(super) fn location(&mut self, holder: &Holder) -> Option<Arc<str>> {
        let path = self.sheet.column(Field::Location).is_some_and(|column| column.path);
        let shown = place_name(words(self.cell(Field::Location)), path);
        let place = match shown {
            Some(shown) => Some(self.shared.places.keep_as(shown)),
            None => self.sheet.place.clone().or_else(|| holder.place.clone()),
        }?;
        if place.chars().count() > Field::Location.max_chars() {
            self.complain(Code::TooLong, Field::Location);
        }
        if self.shared.options.locations == Unlisted::MustExist && !self.shared.known.has_place(&place) {
            self.complain(Code::UnknownLocation, Field::Location);
        }
        Some(place)
    }

    pub(super) fn person(&mut self, field: Field) -> Option<Arc<str>> {
        let written = words(self.cell(field)).to_owned();
        let person = self.shared.people.keep(&written)?;
        if person.chars().count() > field.max_chars() {
            self.complain(Code::TooLong, field);
        }
        if self.shared.options.people == Unlisted::MustExist && !self.shared.known.has_person(&person) {
            self.complain(Code::UnknownPerson, field);
        }
        Some(person)
    }

    fn department(&mut self, field: Field) -> Option<Arc<str>> {
        let written = words(self.cell(field)).to_owned();
        let department = self.shared.departments.keep(&written)?;
        if department.chars().count() > field.max_chars() {
            self.complain(Code::TooLong, field);
        }
        if self.shared.options.departments == Unlisted::MustExist && !self.shared.known.has_department(&department) {
            self.complain(Code::UnknownDepartment, field);
        }
        Some(department)
    }

    pub(super) fn departments(&mut self) -> (Option<Arc<str>>, Option<Arc<str>>) {
        let using = self.department(Field::UsingDepartment);
        if self.sheet.has(Field::Department) { (self.department(Field::Department), using) } else { (using, None) }
    }

    /// Who or what a thing is checked out to. Without a kind it is a person.
    pub(super) fn holder(&mut self) -> Holder {
        let kind = key(self.cell(Field::CheckedOutKind).shown()).to_lowercase();
        match kind.as_str() {
            "" | "user" | "person" | "用户" | "人员" => Holder { person: self.person(Field::CheckedOutTo), place: None },
            "location" | "place" | "位置" | "地点" => {
                let shown = place_name(words(self.cell(Field::CheckedOutTo)), false);
                Holder { person: None, place: shown.map(|shown| self.shared.places.keep_as(shown)) }
            }
            _ => Holder::default(),
        }
    }
}

/// A place as it is shown. Levels are parted at slashes when the head says so or when the text plainly is a path.
pub(in super::super) fn place_name(written: &str, path: bool) -> Option<String> {
    let folded: Cow<'_, str> = fold(written);
    let plainly = folded.contains(" / ") || folded.matches('/').count() > 1;
    if !path && !plainly {
        return dialect::spoken(written);
    }
    let levels: Vec<String> = folded.split('/').filter_map(dialect::spoken).collect();
    if levels.is_empty() { None } else { Some(levels.join(" / ")) }
}
