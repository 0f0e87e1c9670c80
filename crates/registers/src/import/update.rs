//! Cards put right from a ledger, found by their numbers. A filled cell is what the card says from now on; a blank one says nothing.
//! What changes only by a document, amounts and quantities, is refused where it differs.

use std::collections::{BTreeSet, HashMap};

use campus::location;
use kernel::{Lang, Quantity, Result, Tx, audit::Event, db::ROWS_PER_STATEMENT, text};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    ImportError,
    dto::{CardUpdate, FieldChange},
    heads::Field,
    ledger::{Code, LedgerPlan, PlannedCard, Refused, RowProblem},
    names::Where,
    progress::Step,
};
use crate::asset::{
    self, Corrected,
    entity::{Column, Entity, Model},
};

/// A card as it is and as the ledger says it is.
#[derive(Debug, Clone)]
pub struct Update {
    pub row: u32,
    pub before: Model,
    pub after: Model,
    pub fields: Vec<(Field, Option<String>, Option<String>)>,
}

impl Update {
    /// Whether place or people change: then the assignment does too.
    pub fn moves(&self) -> bool {
        self.fields.iter().any(|(field, _, _)| {
            matches!(field, Field::Location | Field::Department | Field::UsingDepartment | Field::Custodian | Field::UserPerson)
        })
    }

    pub fn view(&self, lang: Lang) -> CardUpdate {
        let fields = self.fields.iter().map(|(field, before, after)| FieldChange {
            field: *field,
            field_text: field.title(lang).to_owned(),
            before: before.clone(),
            after: after.clone(),
        });
        CardUpdate { row: self.row, asset_no: self.before.asset_no.clone(), fields: fields.collect() }
    }
}

/// What an update would do.
#[derive(Debug, Clone, Default)]
pub struct Updates {
    pub changes: Vec<Update>,
    pub unchanged: usize,
}

/// Compares the rows of a plan with their cards; answers also the rows that cannot be done.
pub(super) async fn compare(db: &impl ConnectionTrait, school: Uuid, plan: &LedgerPlan, names: &Where) -> Result<(Updates, Vec<Refused>)> {
    let told: Vec<BTreeSet<Field>> =
        plan.sheets.iter().map(|sheet| sheet.columns.iter().filter_map(|column| column.field).collect()).collect();
    let nothing = BTreeSet::new();
    let mut updates = Updates::default();
    let mut refused = Vec::new();
    for chunk in plan.cards.chunks(ROWS_PER_STATEMENT) {
        let cards = by_number(db, school, chunk.iter().filter_map(|card| card.asset_no.as_deref().map(str::to_owned)).collect()).await?;
        for planned in chunk {
            let number = planned.asset_no.as_deref().unwrap_or_default();
            let Some(before) = cards.get(number) else {
                let value = number.to_owned();
                let gone = RowProblem { code: Code::UnknownNumber, field: Field::AssetNo, head: "".into(), value, first_use: None };
                refused.push(Refused { at: planned.at, problems: vec![gone] });
                continue;
            };
            let fields = told.get(planned.at.sheet as usize).unwrap_or(&nothing);
            match changed(planned, before, fields, names) {
                Ok(Some(update)) => updates.changes.push(update),
                Ok(None) => updates.unchanged += 1,
                Err(problems) => refused.push(Refused { at: planned.at, problems }),
            }
        }
    }
    Ok((updates, refused))
}

async fn by_number(db: &impl ConnectionTrait, school: Uuid, numbers: Vec<String>) -> Result<HashMap<String, Model>> {
    let rows = Entity::find()
        .filter(Column::SchoolId.eq(school))
        .filter(Column::VoidedAt.is_null())
        .filter(Column::AssetNo.is_in(numbers))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.asset_no.clone(), row)).collect())
}

fn changed(
    planned: &PlannedCard,
    before: &Model,
    told: &BTreeSet<Field>,
    names: &Where,
) -> std::result::Result<Option<Update>, Vec<RowProblem>> {
    let mut problems = Vec::new();
    let mut differs = |code, field: Field, value: String| {
        problems.push(RowProblem { code, field, head: "".into(), value, first_use: None });
    };
    if told.contains(&Field::Quantity) && planned.quantity.thousandths() != before.quantity {
        differs(Code::QuantityDiffers, Field::Quantity, Quantity::stored(planned.quantity.thousandths()).to_string());
    }
    let amounts = [
        (Field::OriginalValue, planned.original_value, before.original_value),
        (Field::AccumulatedDepreciation, planned.accumulated_depreciation.filter(|fen| *fen != 0), before.accumulated_depreciation),
    ];
    for (field, there, here) in amounts {
        if let Some(fen) = there.filter(|_| told.contains(&field))
            && here.unwrap_or_default() != fen
        {
            differs(Code::ValueDiffers, field, kernel::Money::stored(fen).to_string());
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut card = Card { after: before.clone(), fields: Vec::new() };
    card.put_texts(planned);
    card.put_days(planned);
    if told.contains(&Field::Category) || told.contains(&Field::CategoryName) {
        let category = names.categories.get(&*planned.category_code).copied().unwrap_or(card.after.category_id);
        if category != card.after.category_id {
            card.fields.push((Field::Category, Some(card.after.category_code.clone()), Some(planned.category_code.to_string())));
            card.after.category_id = category;
            card.after.category_code = planned.category_code.to_string();
            card.after.kind_attributes = None;
        }
    }
    card.put_whereabouts(planned, names);
    let Card { after, fields } = card;
    Ok((!fields.is_empty()).then(|| Update { row: planned.at.row, before: before.clone(), after, fields }))
}

/// A card on its way to what the row says.
struct Card {
    after: Model,
    fields: Vec<(Field, Option<String>, Option<String>)>,
}

impl Card {
    fn put_texts(&mut self, planned: &PlannedCard) {
        let Self { after, fields } = self;
        let mut put = |field, into: &mut Option<String>, said: &Option<std::sync::Arc<str>>| {
            let said = said.as_deref().map(text::tidy);
            if said.is_some() && *into != said {
                fields.push((field, into.clone(), said.clone()));
                *into = said;
            }
        };
        let mut name = Some(after.name.clone());
        put(Field::Name, &mut name, &Some(planned.name.clone()));
        after.name = name.unwrap_or_default();
        let mut unit = Some(after.unit.clone());
        put(Field::Unit, &mut unit, &planned.unit);
        after.unit = unit.unwrap_or_default();
        put(Field::SpecModel, &mut after.spec_model, &planned.spec_model);
        put(Field::Brand, &mut after.brand, &planned.brand);
        put(Field::SerialNo, &mut after.serial_no, &planned.serial_no);
        put(Field::AcquisitionMethod, &mut after.acquisition_method, &planned.acquisition_method);
        put(Field::Supplier, &mut after.supplier, &planned.supplier);
        put(Field::VoucherNo, &mut after.voucher_no, &planned.voucher_no);
        put(Field::InvoiceNo, &mut after.invoice_no, &planned.invoice_no);
        put(Field::OrderNo, &mut after.contract_no, &planned.order_no);
        put(Field::FundSource, &mut after.fund_source, &planned.fund_source);
        put(Field::UseCondition, &mut after.use_condition, &planned.use_condition);
        put(Field::LegacyNo, &mut after.legacy_no, &planned.legacy_no);
        put(Field::OfficialCardNo, &mut after.official_no, &planned.official_card_no);
        put(Field::LabelNo, &mut after.barcode, &planned.label_no);
        let remarks = planned.remarks.as_deref().map(str::to_owned);
        if remarks.is_some() && after.remarks != remarks {
            fields.push((Field::Remarks, after.remarks.clone(), remarks.clone()));
            after.remarks = remarks;
        }
    }

    fn put_days(&mut self, planned: &PlannedCard) {
        let Self { after, fields } = self;
        let mut put = |field, into: &mut Option<chrono::NaiveDate>, said: Option<chrono::NaiveDate>| {
            if said.is_some() && *into != said {
                fields.push((field, into.map(|day| day.to_string()), said.map(|day| day.to_string())));
                *into = said;
            }
        };
        put(Field::AcquiredOn, &mut after.acquired_on, planned.acquired_on);
        put(Field::BookedOn, &mut after.booked_on, planned.booked_on);
    }

    fn put_whereabouts(&mut self, planned: &PlannedCard, names: &Where) {
        let Self { after, fields } = self;
        if let Some(name) = &planned.location {
            let place: Option<&location::entity::Model> = names.places.get(name).and_then(Option::as_ref);
            if place.is_none() || place.map(|place| place.id) != after.location_id {
                let before = after.location_id.and_then(|id| names.place_paths.get(&id).cloned());
                fields.push((Field::Location, before, Some(place.map_or_else(|| name.to_string(), |place| place.path.clone()))));
                if let Some(place) = place {
                    let levels = place.levels();
                    after.location_id = Some(place.id);
                    (after.campus_id, after.building_id) = (levels.campus, levels.building);
                    (after.floor_id, after.room_id) = (levels.floor, levels.room);
                }
            }
        }
        let mut put = |field,
                       into: &mut Option<Uuid>,
                       name: &Option<std::sync::Arc<str>>,
                       found: &HashMap<_, Option<Uuid>>,
                       called: &HashMap<Uuid, String>| {
            let Some(name) = name else { return };
            let known = found.get(name);
            // A name that several bear says nothing certain.
            if matches!(known, Some(None)) && names.shared.contains(name) {
                return;
            }
            let id = known.copied().flatten();
            if id.is_none() || id != *into {
                fields.push((field, into.and_then(|id| called.get(&id).cloned()), Some(name.to_string())));
                *into = id.or(*into);
            }
        };
        put(Field::Department, &mut after.department_id, &planned.department, &names.departments, &names.department_names);
        put(Field::UsingDepartment, &mut after.using_department_id, &planned.using_department, &names.departments, &names.department_names);
        let custodian = planned.person().cloned();
        put(Field::Custodian, &mut after.custodian_id, &custodian, &names.people, &names.person_names);
        let user = planned.user_person.clone().filter(|_| planned.custodian.is_some());
        put(Field::UserPerson, &mut after.user_person_id, &user, &names.people, &names.person_names);
    }
}

/// Writes the changes, compared once more against the cards as they are now.
///
/// # Errors
/// 409 when cards changed so that a row cannot be done any more.
pub(super) async fn write(tx: &Tx, plan: &LedgerPlan, import: Uuid, mut event: Event, step: &Step) -> Result<Event> {
    let school = tx.school()?;
    let names = Where::load(tx, school, &plan.names).await?;
    let (updates, refused) = compare(tx, school, plan, &names).await?;
    if !refused.is_empty() {
        return Err(ImportError::ListsChanged.into());
    }
    step.writing(updates.changes.len());
    let mut moved = Vec::new();
    let mut changes = updates.changes.into_iter().peekable();
    let mut done = 0;
    while changes.peek().is_some() {
        let (elsewhere, cards): (Vec<_>, Vec<_>) = changes
            .by_ref()
            .take(ROWS_PER_STATEMENT)
            .map(|update| (update.moves(), Corrected { before: update.before, after: update.after }))
            .unzip();
        for (Corrected { before, after }, elsewhere) in asset::keep_many(tx, cards).await?.into_iter().zip(elsewhere) {
            event = event.changed("asset", after.id, &after.asset_no, &said(&before), &said(&after));
            if elsewhere {
                moved.push(after);
            }
            step.written(done);
            done += 1;
        }
    }
    asset::reassign(tx, &moved, import).await?;
    Ok(event)
}

fn said(row: &Model) -> serde_json::Value {
    let mut told = asset::described(row);
    if let (Some(members), Some(places)) = (told.as_object_mut(), asset::whereabouts(row).as_object()) {
        members.extend(places.clone());
    }
    told
}
