//! The register beside an export of the government's asset system: what is only there, what is only here, and what differs, line by
//! line (everyday.md, scene 14).

use std::collections::{BTreeSet, HashMap, HashSet};

use kernel::{Grant, Lang, Money, Permission, Quantity, Reply, Result, audit::Event, text};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    UploadedImports,
    dto::{CardDifference, ComparedCard, ComparedRow, ComparisonView, FieldDifference, ImportFile},
    heads::Field,
    ledger::{ImportMode, LedgerPlan, PlannedCard},
    names::Where,
    progress::Step,
    service::whole_school,
};
use crate::{
    asset::entity::{Column, Entity, Model},
    event,
    permissions::{ImportRegister, ViewAssetValues},
};

/// Lines of each kind that are answered; the rest are counted.
const MOST_LINES: usize = 5000;
/// Cards read with one statement.
const CARDS_AT_ONCE: u64 = 2000;

impl UploadedImports {
    /// Compares and keeps that it was compared. Changes no card.
    pub async fn compare(&self, grant: &Grant<ImportRegister>, mut body: ImportFile) -> Result<Reply<ComparisonView>> {
        let school = whole_school(grant)?;
        // Every number of the file is to be found here or not: neither is an error.
        body.options.mode = ImportMode::Add;
        body.options.without_categories = true;
        let read = self.read_knowing_no_numbers(grant, body, &Step::unseen()).await?;
        let plan = &read.prepared.plan;
        let values = grant.actor().may(ViewAssetValues::INFO.key);
        // Read as one state, page after page.
        let reader = self.db().snapshot(grant).await?;
        let names = Where::load(&reader, school, &plan.names).await?;
        let mut side = Comparison::of(plan);
        let mut last = Uuid::nil();
        loop {
            let rows = cards_after(&reader, school, last).await?;
            let Some(end) = rows.last().map(|row| row.id) else { break };
            last = end;
            for row in rows {
                side.see(row, &names, values, grant.context().lang());
            }
        }
        let view = side.end(plan);
        let tx = self.db().begin(grant).await?;
        let found = serde_json::json!({
            "file_name": read.prepared.file_name, "rows": view.rows, "matched": view.matched, "different": view.different,
            "only_in_file": view.only_in_file, "only_here": view.only_here,
        });
        let event = Event::new(event::COMPARED).created("upload", read.document.id, &read.prepared.file_name, &found);
        tx.commit([event], Reply::ok(view)).await
    }
}

async fn cards_after(db: &impl ConnectionTrait, school: Uuid, last: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::VoidedAt.is_null())
        .filter(Column::Id.gt(last))
        .order_by_asc(Column::Id)
        .limit(CARDS_AT_ONCE)
        .all(db)
        .await?)
}

/// The rows of the file by the numbers that they may be known by here.
struct Comparison<'a> {
    by_official: HashMap<String, &'a PlannedCard>,
    by_asset_no: HashMap<String, &'a PlannedCard>,
    told: Vec<BTreeSet<Field>>,
    seen: HashSet<(u32, u32)>,
    view: ComparisonView,
}

fn key(number: &str) -> String {
    text::fold(number)
}

impl<'a> Comparison<'a> {
    fn of(plan: &'a LedgerPlan) -> Self {
        // In an export of that system its own number is the official one, whatever its head says.
        let official = |card: &'a PlannedCard| card.official_card_no.as_deref().or(card.asset_no.as_deref()).map(|no| (key(no), card));
        let own = |card: &'a PlannedCard| card.asset_no.as_deref().map(|no| (key(no), card));
        Self {
            by_official: plan.cards.iter().filter_map(official).collect(),
            by_asset_no: plan.cards.iter().filter_map(own).collect(),
            told: plan.sheets.iter().map(|sheet| sheet.columns.iter().filter_map(|column| column.field).collect()).collect(),
            seen: HashSet::new(),
            view: ComparisonView {
                rows: plan.cards.len(),
                refused_rows: plan.refused.len(),
                matched: 0,
                equal: 0,
                different: 0,
                only_in_file: 0,
                only_here: 0,
                differences: Vec::new(),
                missing_here: Vec::new(),
                missing_there: Vec::new(),
            },
        }
    }

    fn see(&mut self, row: Model, names: &Where, values: bool, lang: Lang) {
        let official = row.official_no.as_deref().and_then(|no| self.by_official.get(&key(no)));
        let Some(planned) = official.or_else(|| self.by_asset_no.get(&key(&row.asset_no))).copied() else {
            self.view.only_here += 1;
            if self.view.missing_there.len() < MOST_LINES {
                self.view.missing_there.push(ComparedCard {
                    id: row.id,
                    asset_no: row.asset_no,
                    official_no: row.official_no,
                    name: row.name,
                    quantity: Quantity::stored(row.quantity).to_string(),
                    original_value: row.original_value.filter(|_| values).map(Money::stored),
                });
            }
            return;
        };
        self.seen.insert((planned.at.sheet, planned.at.row));
        self.view.matched += 1;
        let nothing = BTreeSet::new();
        let told = self.told.get(planned.at.sheet as usize).unwrap_or(&nothing);
        let fields = differing(planned, &row, told, names, values, lang);
        if fields.is_empty() {
            self.view.equal += 1;
            return;
        }
        self.view.different += 1;
        if self.view.differences.len() < MOST_LINES {
            let (id, asset_no, official_no, name) = (row.id, row.asset_no, row.official_no, row.name);
            self.view.differences.push(CardDifference { row: planned.at.row, id, asset_no, official_no, name, fields });
        }
    }

    fn end(mut self, plan: &LedgerPlan) -> ComparisonView {
        for card in plan.cards.iter().filter(|card| !self.seen.contains(&(card.at.sheet, card.at.row))) {
            self.view.only_in_file += 1;
            if self.view.missing_here.len() < MOST_LINES {
                self.view.missing_here.push(ComparedRow {
                    row: card.at.row,
                    number: card.official_card_no.as_deref().or(card.asset_no.as_deref()).map(str::to_owned),
                    name: card.name.to_string(),
                    quantity: Quantity::stored(card.quantity.thousandths()).to_string(),
                    original_value: card.original_value.map(Money::stored),
                });
            }
        }
        self.view
    }
}

/// Where both sides say something and not the same.
fn differing(planned: &PlannedCard, row: &Model, told: &BTreeSet<Field>, names: &Where, values: bool, lang: Lang) -> Vec<FieldDifference> {
    let mut found = Vec::new();
    let mut differ = |field: Field, here: Option<String>, there: Option<String>| {
        let same = here.as_deref().map(text::fold) == there.as_deref().map(text::fold);
        if told.contains(&field) && there.is_some() && !same {
            found.push(FieldDifference { field, field_text: field.title(lang).to_owned(), here, there });
        }
    };
    let text = |said: &Option<std::sync::Arc<str>>| said.as_deref().map(str::to_owned);
    differ(Field::Name, Some(row.name.clone()), Some(planned.name.to_string()));
    let category = Some(planned.category_code.to_string()).filter(|code| !code.is_empty());
    differ(Field::Category, Some(row.category_code.clone()), category);
    differ(Field::SpecModel, row.spec_model.clone(), text(&planned.spec_model));
    differ(Field::Brand, row.brand.clone(), text(&planned.brand));
    differ(Field::SerialNo, row.serial_no.clone(), text(&planned.serial_no));
    differ(
        Field::Quantity,
        Some(Quantity::stored(row.quantity).to_string()),
        Some(Quantity::stored(planned.quantity.thousandths()).to_string()),
    );
    if values {
        let money = |fen: Option<i64>| fen.map(|fen| Money::stored(fen).to_string());
        differ(Field::OriginalValue, money(row.original_value), money(planned.original_value));
        differ(
            Field::AccumulatedDepreciation,
            Some(Money::stored(row.accumulated_depreciation.unwrap_or_default()).to_string()),
            money(planned.accumulated_depreciation),
        );
    }
    differ(Field::AcquiredOn, row.acquired_on.map(|day| day.to_string()), planned.acquired_on.map(|day| day.to_string()));
    differ(Field::BookedOn, row.booked_on.map(|day| day.to_string()), planned.booked_on.map(|day| day.to_string()));
    if let Some(name) = &planned.location {
        let place = names.places.get(name).and_then(Option::as_ref);
        let here = row.location_id.and_then(|id| names.place_paths.get(&id).cloned());
        let there = place.map_or_else(|| name.to_string(), |place| place.path.clone());
        differ(Field::Location, here, Some(there));
    }
    let department = row.department_id.and_then(|id| names.department_names.get(&id).cloned());
    differ(Field::Department, department, text(&planned.department));
    let custodian = row.custodian_id.and_then(|id| names.person_names.get(&id).cloned());
    differ(Field::Custodian, custodian, text(&planned.custodian));
    found
}
