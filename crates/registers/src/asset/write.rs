//! Writing cards, one or a hundred thousand: the card, its opening value, its assignment and its place in the search index belong
//! together and are written by this one function. Never commits.

use std::collections::{BTreeMap, BTreeSet};

use campus::{location, school};
use kernel::{Money, Problem, Quantity, Result, Tx, numbers};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, SqlErr};
use uuid::Uuid;

use super::{
    Status,
    entity::{self, ActiveModel, Model},
};
use crate::{RegisterError, category, search};

/// A card to be written, with everything it refers to already found.
#[derive(Debug, Clone)]
pub struct NewCard {
    /// Taken from the series when `None`.
    pub asset_no: Option<String>,
    pub category: category::entity::Model,
    pub name: String,
    pub spec_model: Option<String>,
    pub brand: Option<String>,
    pub serial_no: Option<String>,
    pub unit: String,
    pub quantity: Quantity,
    pub unit_price: Option<Money>,
    pub original_value: Option<Money>,
    pub accumulated_depreciation: Option<Money>,
    pub acquired_on: Option<chrono::NaiveDate>,
    pub booked_on: Option<chrono::NaiveDate>,
    pub acquisition_method: Option<String>,
    pub supplier: Option<String>,
    pub voucher_no: Option<String>,
    pub invoice_no: Option<String>,
    pub status: Status,
    pub location: Option<location::entity::Model>,
    pub department_id: Option<Uuid>,
    pub custodian_id: Option<Uuid>,
    pub legacy_no: Option<String>,
    pub official_no: Option<String>,
    pub extra: Option<serde_json::Value>,
    pub remarks: Option<String>,
    pub import: Option<(Uuid, i64)>,
}

/// What of a card goes into the audit trail.
pub(crate) fn recorded(row: &Model) -> serde_json::Value {
    serde_json::json!({
        "asset_no": row.asset_no, "name": row.name, "category_code": row.category_code, "quantity": Quantity::stored(row.quantity),
        "location_id": row.location_id, "custodian_id": row.custodian_id, "status": row.status,
    })
}

/// Cards of one INSERT: 37 columns each, below `SQLite`'s 32 766 bound parameters.
const CARDS_PER_STATEMENT: usize = 500;

/// Writes cards with their opening value, their assignment and their place in the search index. Numbers are taken here, for all
/// of them together.
pub async fn add_cards(tx: &Tx, cards: Vec<NewCard>) -> Result<Vec<Model>> {
    let school = school::find(tx, tx.school()?).await?;
    let today = school.today(tx.now());
    let count = i64::try_from(cards.len()).map_err(Problem::internal)?;
    let unnumbered = i64::try_from(cards.iter().filter(|c| c.asset_no.is_none()).count()).map_err(Problem::internal)?;
    let year = today.format("%Y").to_string();
    for (year, last) in own_series(cards.iter().filter_map(|c| c.asset_no.as_deref())) {
        numbers::keep_above(tx, "ZC", year, last).await?;
    }
    let mut next_no = if unnumbered > 0 { numbers::take(tx, "ZC", &year, unnumbered).await? } else { 0 };
    let first_search_no = numbers::take_for_installation(tx, "asset_search", count).await?;
    let mut rows = Vec::with_capacity(cards.len());
    for (offset, card) in (0..).zip(cards) {
        let number = card.asset_no.clone().unwrap_or_else(|| {
            let number = format!("ZC{year}-{next_no:06}");
            next_no += 1;
            number
        });
        rows.push(row(tx, card, number, first_search_no + offset)?);
    }
    for chunk in rows.chunks(CARDS_PER_STATEMENT) {
        write(tx, chunk, today).await?;
        search::index(tx, chunk.iter().map(|row| (row.search_no, tokens(row)))).await?;
    }
    Ok(rows)
}

/// The highest numbers of our own series among numbers that were given, by year: the series must not come to them again.
fn own_series<'a>(given: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, i64> {
    let mut highest = BTreeMap::new();
    for (year, number) in given.filter_map(|no| no.strip_prefix("ZC")?.split_once('-')) {
        // Twelve digits are room for ever; more would be a number of another kind.
        let digits = |text: &str| text.len() <= 12 && text.bytes().all(|b| b.is_ascii_digit());
        if let (4, true, true, Ok(number)) = (year.len(), digits(year), digits(number), number.parse::<i64>()) {
            let last = highest.entry(year).or_insert(number);
            *last = number.max(*last);
        }
    }
    highest
}

fn tokens(row: &Model) -> BTreeSet<String> {
    let rest =
        [Some(row.asset_no.as_str()), row.spec_model.as_deref(), row.brand.as_deref(), row.serial_no.as_deref(), row.legacy_no.as_deref()];
    search::tokens(&row.name, rest.into_iter().flatten())
}

fn row(tx: &Tx, card: NewCard, asset_no: String, search_no: i64) -> Result<Model> {
    let levels = card.location.as_ref().map(location::entity::Model::levels).unwrap_or_default();
    Ok(Model {
        school_id: tx.school()?,
        id: tx.new_id(),
        search_no,
        asset_no,
        category_id: card.category.id,
        category_code: card.category.code,
        name: card.name,
        spec_model: card.spec_model,
        brand: card.brand,
        serial_no: card.serial_no,
        unit: card.unit,
        quantity: card.quantity.thousandths(),
        unit_price: card.unit_price.map(Money::fen),
        original_value: card.original_value.map(Money::fen),
        accumulated_depreciation: card.accumulated_depreciation.map(Money::fen),
        acquired_on: card.acquired_on,
        booked_on: card.booked_on,
        acquisition_method: card.acquisition_method,
        supplier: card.supplier,
        voucher_no: card.voucher_no,
        invoice_no: card.invoice_no,
        status: card.status.key().into(),
        location_id: card.location.map(|l| l.id),
        campus_id: levels.campus,
        building_id: levels.building,
        floor_id: levels.floor,
        room_id: levels.room,
        department_id: card.department_id,
        custodian_id: card.custodian_id,
        legacy_no: card.legacy_no,
        official_no: card.official_no,
        extra: card.extra,
        remarks: card.remarks,
        import_id: card.import.map(|i| i.0),
        source_row: card.import.map(|i| i.1),
        created_at: tx.now(),
        version: 1,
    })
}

async fn write(tx: &Tx, rows: &[Model], today: chrono::NaiveDate) -> Result<()> {
    use sea_orm::IntoActiveModel;
    let document = |row: &Model| if row.import_id.is_some() { "import" } else { "registration" };
    let cards = rows.iter().cloned().map(|r| -> ActiveModel { r.into_active_model().reset_all() });
    entity::Entity::insert_many(cards).exec_without_returning(tx).await.map_err(number_taken)?;
    let assignments = rows.iter().map(|r| entity::assignment::ActiveModel {
        school_id: Set(r.school_id),
        id: Set(tx.new_id()),
        asset_id: Set(r.id),
        location_id: Set(r.location_id),
        department_id: Set(r.department_id),
        custodian_id: Set(r.custodian_id),
        started_at: Set(tx.now()),
        ended_at: Set(None),
        document_kind: Set(document(r).into()),
        document_id: Set(r.import_id),
    });
    entity::assignment::Entity::insert_many(assignments).exec_without_returning(tx).await?;
    let openings = rows.iter().map(|r| entity::value_event::ActiveModel {
        school_id: Set(r.school_id),
        id: Set(tx.new_id()),
        asset_id: Set(r.id),
        kind: Set("opening".into()),
        original_value: Set(r.original_value.unwrap_or_default()),
        accumulated_depreciation: Set(r.accumulated_depreciation.unwrap_or_default()),
        effective_on: Set(r.booked_on.or(r.acquired_on).unwrap_or(today)),
        recorded_at: Set(tx.now()),
        document_kind: Set(document(r).into()),
        document_id: Set(r.import_id),
    });
    entity::value_event::Entity::insert_many(openings).exec_without_returning(tx).await?;
    Ok(())
}

fn number_taken(error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => RegisterError::NumberTaken.into(),
        _ => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_number_of_our_own_series_moves_the_series_on() {
        let given = ["ZC2026-000007", "ZC2026-000012", "ZC2025-1", "ZC2026-12-01", "ZC26-5", "QH-2026-9", "ZC2026-"];
        assert_eq!(own_series(given.into_iter()), BTreeMap::from([("2025", 1), ("2026", 12)]));
    }
}
