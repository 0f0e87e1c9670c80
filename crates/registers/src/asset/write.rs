//! Writing cards, one or a hundred thousand: the card, its opening value, its assignment and its place in the search index belong
//! together and are written by this one function. Never commits.

use std::collections::BTreeSet;

use campus::{location, school};
use kernel::{Money, Problem, Quantity, Result, Tx, db::ROWS_PER_STATEMENT};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, SqlErr};
use uuid::Uuid;

use super::{
    CardDetails, Status,
    entity::{self, ActiveModel, Model},
    repo, series,
};
use crate::{
    RegisterError, category,
    depreciation::closed::{Closed, closed_before},
    search,
};

/// Who has a card, beside where it is: custody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Holders {
    pub department_id: Option<Uuid>,
    pub using_department_id: Option<Uuid>,
    pub custodian_id: Option<Uuid>,
    pub user_person_id: Option<Uuid>,
    pub responsible_person_id: Option<Uuid>,
}

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
    pub acquisition_method: Option<String>,
    pub supplier: Option<String>,
    pub status: Status,
    pub location: Option<location::entity::Model>,
    pub holders: Holders,
    pub details: CardDetails,
    pub extra: Option<serde_json::Value>,
    pub remarks: Option<String>,
    pub import: Option<(Uuid, i64)>,
    pub batch_id: Option<Uuid>,
}

impl NewCard {
    /// One piece of a category, in the store, with nothing else said.
    pub fn of(category: category::entity::Model, name: String) -> Self {
        Self {
            asset_no: None,
            name,
            spec_model: None,
            brand: None,
            serial_no: None,
            unit: category.unit.clone(),
            category,
            quantity: Quantity::ONE,
            unit_price: None,
            original_value: None,
            accumulated_depreciation: None,
            acquired_on: None,
            acquisition_method: None,
            supplier: None,
            status: Status::InStock,
            location: None,
            holders: Holders::default(),
            details: CardDetails::default(),
            extra: None,
            remarks: None,
            import: None,
            batch_id: None,
        }
    }
}

/// What of a new card goes into the audit trail: enough to know it again. Its other lines are in the card.
pub fn recorded(row: &Model) -> serde_json::Value {
    serde_json::json!({
        "asset_no": row.asset_no, "name": row.name, "category_code": row.category_code, "quantity": Quantity::stored(row.quantity),
        "location_id": row.location_id, "custodian_id": row.custodian_id, "status": row.status,
    })
}

/// Writes cards with their opening value, their assignment and their place in the search index. Numbers are taken here, for all
/// of them together.
pub async fn add_cards(tx: &Tx, cards: Vec<NewCard>) -> Result<Vec<Model>> {
    let school = school::find(tx, tx.school()?).await?;
    let today = school.today(tx.now());
    let count = i64::try_from(cards.len()).map_err(Problem::internal)?;
    let unnumbered = i64::try_from(cards.iter().filter(|c| c.asset_no.is_none()).count()).map_err(Problem::internal)?;
    series::go_on_above(tx, cards.iter().filter_map(|c| c.asset_no.as_deref())).await?;
    let mut own = series::take(tx, today, unnumbered).await?;
    let first_search_no = search::take_places(tx, count).await?;
    let mut rows = Vec::with_capacity(cards.len());
    for (offset, card) in (0..).zip(cards) {
        let number = card.asset_no.clone().or_else(|| own.next()).ok_or_else(|| Problem::internal("fewer numbers than cards"))?;
        rows.push(row(tx, card, number, first_search_no + offset)?);
    }
    let closed = closed_before(tx, rows.iter().filter_map(increased_on), today).await?;
    refuse_closed(&rows, closed)?;
    for chunk in rows.chunks(ROWS_PER_STATEMENT) {
        write(tx, chunk, today, closed).await?;
        search::index(tx, chunk.iter().map(|row| (row.search_no, tokens(row)))).await?;
    }
    Ok(rows)
}

/// The words a card is found by.
pub(crate) fn tokens(row: &Model) -> BTreeSet<String> {
    let rest = [
        Some(row.asset_no.as_str()),
        row.spec_model.as_deref(),
        row.brand.as_deref(),
        row.serial_no.as_deref(),
        row.legacy_no.as_deref(),
        row.official_no.as_deref(),
        row.barcode.as_deref(),
    ];
    search::tokens(&row.name, rest.into_iter().flatten())
}

fn row(tx: &Tx, card: NewCard, asset_no: String, search_no: i64) -> Result<Model> {
    let levels = card.location.as_ref().map(location::entity::Model::levels).unwrap_or_default();
    let mut row = Model {
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
        booked_on: None,
        acquisition_method: card.acquisition_method,
        supplier: card.supplier,
        voucher_no: None,
        invoice_no: None,
        status: card.status.key().into(),
        location_id: card.location.map(|l| l.id),
        campus_id: levels.campus,
        building_id: levels.building,
        floor_id: levels.floor,
        room_id: levels.room,
        department_id: card.holders.department_id,
        custodian_id: card.holders.custodian_id,
        legacy_no: None,
        official_no: None,
        extra: card.extra,
        remarks: card.remarks,
        import_id: card.import.map(|i| i.0),
        source_row: card.import.map(|i| i.1),
        created_at: tx.now(),
        version: 1,
        kind_attributes: None,
        manufacturer: None,
        contract_no: None,
        procurement_form: None,
        fund_source: None,
        accounting_subject: None,
        value_type: None,
        fiscal_value: None,
        non_fiscal_value: None,
        depreciates: true,
        life_months: card.category.life_months,
        in_service_on: None,
        use_condition: None,
        use_direction: None,
        property_right: None,
        using_department_id: card.holders.using_department_id,
        user_person_id: card.holders.user_person_id,
        responsible_person_id: card.holders.responsible_person_id,
        gift_terms: None,
        official_entered_on: None,
        barcode: None,
        label_code: None,
        batch_id: card.batch_id,
        split_from_id: None,
        voided_at: None,
        void_reason: None,
    };
    card.details.apply(&mut row).map_err(|problem| problem.under("/details"))?;
    Ok(row)
}

/// The paper that a change of value or custody stands on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Document {
    pub kind: &'static str,
    pub id: Option<Uuid>,
}

impl Document {
    fn of_new(row: &Model) -> Self {
        let kind = if row.import_id.is_some() { "import" } else { "registration" };
        Self { kind, id: row.import_id }
    }
}

/// The day from which a card counts in the books.
fn increased_on(row: &Model) -> Option<chrono::NaiveDate> {
    row.booked_on.or(row.acquired_on)
}

/// D14: what is entered by hand is not dated into a closed month. A ledger that is brought along, and what was acquired earlier than it is
/// entered, counts from today where its month is closed.
fn refuse_closed(rows: &[Model], closed: Closed) -> Result<()> {
    let mut by_hand = rows.iter().filter(|row| row.import_id.is_none()).filter_map(|row| row.booked_on);
    by_hand.try_for_each(|day| closed.refuse(day))
}

async fn write(tx: &Tx, rows: &[Model], today: chrono::NaiveDate, closed: Closed) -> Result<()> {
    insert_rows(tx, rows).await?;
    let assignments = rows.iter().map(|row| assignment(tx, row, Document::of_new(row)));
    entity::assignment::Entity::insert_many(assignments).exec_without_returning(tx).await?;
    let openings = rows.iter().map(|r| entity::value_event::ActiveModel {
        school_id: Set(r.school_id),
        id: Set(tx.new_id()),
        asset_id: Set(r.id),
        kind: Set("opening".into()),
        original_value: Set(r.original_value.unwrap_or_default()),
        accumulated_depreciation: Set(r.accumulated_depreciation.unwrap_or_default()),
        quantity: Set(r.quantity),
        // Not ahead of today: a card that stands in the register counts in its ledgers. It still wears down from its own day.
        effective_on: Set(closed.open_day(increased_on(r).unwrap_or(today)).min(today)),
        recorded_at: Set(tx.now()),
        document_kind: Set(Document::of_new(r).kind.into()),
        document_id: Set(r.import_id),
        category_code: Set(r.category_code.clone()),
        ..Default::default()
    });
    entity::value_event::Entity::insert_many(openings).exec_without_returning(tx).await?;
    Ok(())
}

/// The rows alone, without value and custody.
pub(super) async fn insert_rows(tx: &Tx, rows: &[Model]) -> Result<()> {
    use sea_orm::IntoActiveModel;
    let cards = rows.iter().cloned().map(|r| -> ActiveModel { r.into_active_model().reset_all() });
    entity::Entity::insert_many(cards).exec_without_returning(tx).await.map_err(number_taken)?;
    Ok(())
}

/// Ends the assignments of cards and opens those that an import says.
pub(crate) async fn reassign(tx: &Tx, rows: &[Model], import: Uuid) -> Result<()> {
    for chunk in rows.chunks(ROWS_PER_STATEMENT) {
        repo::end_assignments(tx, chunk.iter().map(|row| row.id).collect()).await?;
        assign(tx, chunk, Document { kind: "import", id: Some(import) }, None).await?;
    }
    Ok(())
}

/// Opens the assignments of cards as their rows stand now.
pub(super) async fn assign(tx: &Tx, rows: &[Model], document: Document, reason: Option<&str>) -> Result<()> {
    let open = rows.iter().map(|row| {
        let mut open = assignment(tx, row, document);
        open.reason = Set(reason.map(str::to_owned));
        open
    });
    entity::assignment::Entity::insert_many(open).exec_without_returning(tx).await?;
    Ok(())
}

/// The open assignment of a card as its row stands now.
fn assignment(tx: &Tx, row: &Model, document: Document) -> entity::assignment::ActiveModel {
    entity::assignment::ActiveModel {
        school_id: Set(row.school_id),
        id: Set(tx.new_id()),
        asset_id: Set(row.id),
        location_id: Set(row.location_id),
        department_id: Set(row.department_id),
        custodian_id: Set(row.custodian_id),
        started_at: Set(tx.now()),
        ended_at: Set(None),
        document_kind: Set(document.kind.into()),
        document_id: Set(document.id),
        using_department_id: Set(row.using_department_id),
        user_person_id: Set(row.user_person_id),
        responsible_person_id: Set(row.responsible_person_id),
        reason: Set(None),
    }
}

/// Which of the two things that are unique among living cards is taken.
pub(super) fn number_taken(error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(message)) if message.contains("barcode") => RegisterError::BarcodeTaken.into(),
        Some(SqlErr::UniqueConstraintViolation(_)) => RegisterError::NumberTaken.into(),
        _ => error.into(),
    }
}
