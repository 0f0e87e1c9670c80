//! Use cases on asset cards.

use std::collections::HashMap;

use axum::http::StatusCode;
use campus::{department, location, person, person::PersonRef, school};
use kernel::{
    Db, Grant, Lang, Money, Page, PageLimit, Permission, Problem, Quantity, Reply, Result, Tx,
    audit::{Event, trail},
    idempotency::IdempotencyKey,
    numbers, text,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect, SqlErr,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    Status,
    dto::{
        AssetRow, AssetTimelineEntry, AssetTotals, AssetView, BatchView, CategoryRef, ListAssets, NumberedCard, RegisterBatch, RegisterBody,
    },
    entity::{self, ActiveModel, Column, Model},
    repo::{self, Sort},
};
use crate::{
    RegisterError, category, event,
    permissions::{RegisterAsset, ViewAssetValues, ViewAssets},
    search,
};

/// Asset cards.
#[derive(Debug, Clone)]
pub struct Assets {
    pub(super) db: Db,
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

#[derive(Debug, FromQueryResult)]
struct Totals {
    cards: i64,
    quantity: Option<i64>,
    value: Option<i64>,
}

impl Assets {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn list(&self, grant: &Grant<ViewAssets>, query: &ListAssets) -> Result<Page<AssetRow>> {
        let limit = PageLimit::new(query.limit)?;
        let sort = Sort::read(query.sort.as_deref())?;
        let reader = self.db.read(grant);
        let scope = grant.scope()?;
        let select = sort.apply(repo::filtered(&reader, &scope, query).await?, query.cursor.as_deref())?.limit(limit.fetch());
        let page = Page::cut(select.all(&reader).await?, limit, |r| sort.key(r.id, &r.asset_no))?;
        let items = rows(&reader, scope.school, page.items, sees_values(grant), grant.context().lang()).await?;
        Ok(Page { items: items.into_iter().map(|(row, _)| row).collect(), next_cursor: page.next_cursor })
    }

    pub async fn totals(&self, grant: &Grant<ViewAssets>, query: &ListAssets) -> Result<AssetTotals> {
        Sort::read(query.sort.as_deref())?;
        let reader = self.db.read(grant);
        let sum = |column: Column| Expr::col((entity::Entity, column)).sum().cast_as("bigint");
        let found = repo::filtered(&reader, &grant.scope()?, query)
            .await?
            .select_only()
            .column_as(Column::Id.count(), "cards")
            .column_as(sum(Column::Quantity), "quantity")
            .column_as(sum(Column::OriginalValue), "value")
            .into_model::<Totals>()
            .one(&reader)
            .await?
            .ok_or_else(|| Problem::internal("no totals"))?;
        let value = sees_values(grant).then(|| Money::stored(found.value.unwrap_or_default()));
        Ok(AssetTotals {
            count: found.cards,
            quantity: Quantity::stored(found.quantity.unwrap_or_default()).to_string(),
            original_value: value,
        })
    }

    pub async fn get(&self, grant: &Grant<ViewAssets>, id: Uuid) -> Result<Reply<AssetView>> {
        let reader = self.db.read(grant);
        let row = repo::find(&reader, &grant.scope()?, id).await?;
        one(&reader, row, sees_values(grant), grant.context().lang()).await
    }

    pub async fn timeline(&self, grant: &Grant<ViewAssets>, id: Uuid) -> Result<Page<AssetTimelineEntry>> {
        let reader = self.db.read(grant);
        let scope = grant.scope()?;
        let row = repo::find(&reader, &scope, id).await?;
        let query = trail::ListAuditEvents { subject_id: Some(row.id), limit: Some(200), ..Default::default() };
        let events = trail::read(&reader, &scope, &query, &[event::ACTIONS], grant.context().lang()).await?;
        let entry = |e: trail::AuditEventView| AssetTimelineEntry {
            id: e.id,
            at: e.at,
            actor_name: e.actor_name,
            action: e.action,
            text: e.action_text,
        };
        Ok(Page::whole(events.items.into_iter().rev().map(entry).collect()))
    }

    pub async fn register(&self, grant: &Grant<RegisterAsset>, body: RegisterBody) -> Result<Reply<AssetView>> {
        let tx = self.db.begin(grant).await?;
        let card = prepared(&tx, body).await?;
        let row = add_cards(&tx, vec![card]).await?.pop().ok_or_else(|| Problem::internal("no card was written"))?;
        let event = Event::new(event::REGISTERED).created("asset", row.id, &row.asset_no, &recorded(&row));
        let reply = one(&tx, row, sees_values(grant), grant.context().lang()).await?;
        tx.commit([event], Reply { status: StatusCode::CREATED, ..reply }).await
    }

    pub async fn register_batch(&self, grant: &Grant<RegisterAsset>, body: RegisterBatch) -> Result<Reply<BatchView>> {
        IdempotencyKey::require(grant.idempotency())?;
        if !body.serial_numbers.is_empty() && body.serial_numbers.len() != body.count {
            return Err(RegisterError::SerialCount.into());
        }
        if body.card.asset_no.is_some() {
            return Err(Problem::invalid(
                "/card/asset_no",
                "not_for_batches",
                "批量登记时编号自动连续。",
                "A batch takes consecutive numbers by itself.",
            ));
        }
        let tx = self.db.begin(grant).await?;
        let card = prepared(&tx, body.card).await.map_err(|problem| problem.under("/card"))?;
        let cards = (0..body.count)
            .map(|n| NewCard { serial_no: body.serial_numbers.get(n).map(|s| text::tidy(s)).or(card.serial_no.clone()), ..card.clone() });
        let rows = add_cards(&tx, cards.collect()).await?;
        let event = rows
            .iter()
            .fold(Event::new(event::BATCH_REGISTERED), |event, row| event.created("asset", row.id, &row.asset_no, &recorded(row)));
        let items = rows.into_iter().map(|r| NumberedCard { id: r.id, asset_no: r.asset_no }).collect();
        tx.commit([event], Reply::created(BatchView { items })).await
    }
}

fn sees_values<P: Permission>(grant: &Grant<P>) -> bool {
    grant.actor().may(ViewAssetValues::INFO.key)
}

/// What of a card goes into the audit trail.
fn recorded(row: &Model) -> serde_json::Value {
    serde_json::json!({
        "asset_no": row.asset_no, "name": row.name, "category_code": row.category_code, "quantity": Quantity::stored(row.quantity),
        "location_id": row.location_id, "custodian_id": row.custodian_id, "status": row.status,
    })
}

/// A body with its references found and its value computed.
async fn prepared(tx: &Tx, body: RegisterBody) -> Result<NewCard> {
    let school = tx.school()?;
    let category = category::by_code(tx, school, &body.category_code).await?;
    let unit = body.unit.as_deref().map_or_else(|| category.unit.clone(), text::tidy);
    let quantity = body.quantity.unwrap_or(Quantity::ONE);
    if quantity.pieces().is_none() && !category::is_measured(&unit) {
        return Err(RegisterError::BrokenPieces.into());
    }
    let location = match body.location_id {
        Some(id) => Some(location::repo::active(tx, school, id, "/location_id").await?),
        None => None,
    };
    if let Some(id) = body.custodian_id {
        person::repo::active(tx, school, id, "/custodian_id").await?;
    }
    let department_id = match &body.department {
        Some(name) => Some(department::find_or_create(tx, name).await?),
        None => None,
    };
    let original_value = match (body.original_value, body.unit_price, quantity.pieces()) {
        (Some(value), _, _) => Some(value),
        (None, Some(price), Some(pieces)) => Some(price.checked_mul(pieces).ok_or(RegisterError::ValueTooLarge)?),
        (None, _, _) => None,
    };
    if original_value.or(body.unit_price).is_some_and(|v| v < Money::ZERO) {
        return Err(Problem::invalid("/original_value", "negative_value", "金额不能是负数。", "An amount cannot be negative."));
    }
    Ok(NewCard {
        asset_no: body.asset_no.as_deref().map(text::tidy),
        name: text::tidy(&body.name),
        spec_model: body.spec_model.as_deref().map(text::tidy),
        brand: body.brand.as_deref().map(text::tidy),
        serial_no: body.serial_no.as_deref().map(text::tidy),
        unit,
        quantity,
        unit_price: body.unit_price,
        original_value,
        accumulated_depreciation: None,
        acquired_on: body.acquired_on,
        booked_on: None,
        acquisition_method: body.acquisition_method,
        supplier: body.supplier,
        voucher_no: None,
        invoice_no: None,
        status: if location.is_some() { Status::InUse } else { Status::InStock },
        location,
        department_id,
        custodian_id: body.custodian_id,
        legacy_no: None,
        official_no: None,
        extra: None,
        remarks: body.remarks,
        import: None,
        category,
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
    }
    for row in &rows {
        let rest = [
            Some(row.asset_no.as_str()),
            row.spec_model.as_deref(),
            row.brand.as_deref(),
            row.serial_no.as_deref(),
            row.legacy_no.as_deref(),
        ];
        search::index(tx, row.search_no, &search::tokens(&row.name, rest.into_iter().flatten())).await?;
    }
    Ok(rows)
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

async fn one(db: &impl ConnectionTrait, row: Model, values: bool, lang: Lang) -> Result<Reply<AssetView>> {
    let (school, version, department) = (row.school_id, row.version, row.department_id);
    let departments = if department.is_some() { department::names(db, school).await? } else { HashMap::new() };
    let (view, row) = rows(db, school, vec![row], values, lang).await?.pop().ok_or_else(Problem::not_found)?;
    let view = AssetView {
        row: view,
        brand: row.brand,
        serial_no: row.serial_no,
        unit_price: row.unit_price.filter(|_| values).map(Money::stored),
        accumulated_depreciation: row.accumulated_depreciation.filter(|_| values).map(Money::stored),
        booked_on: row.booked_on,
        acquisition_method: row.acquisition_method,
        department: department.and_then(|d| departments.get(&d).cloned()),
        supplier: row.supplier,
        voucher_no: row.voucher_no,
        invoice_no: row.invoice_no,
        legacy_no: row.legacy_no,
        official_no: row.official_no,
        remarks: row.remarks,
        import_id: row.import_id,
        source_row: row.source_row,
        created_at: row.created_at,
    };
    Ok(Reply::ok(view).version(version))
}

async fn rows(db: &impl ConnectionTrait, school: Uuid, rows: Vec<Model>, values: bool, lang: Lang) -> Result<Vec<(AssetRow, Model)>> {
    let places = location::repo::refs(db, school, rows.iter().filter_map(|r| r.location_id).collect()).await?;
    let people = person::repo::names(db, school, rows.iter().filter_map(|r| r.custodian_id).collect()).await?;
    let categories = category::names(db, school, rows.iter().map(|r| r.category_id).collect(), lang).await?;
    Ok(rows
        .into_iter()
        .map(|r| {
            let status = Status::of(&r.status).unwrap_or(Status::InUse);
            let row = AssetRow {
                id: r.id,
                asset_no: r.asset_no.clone(),
                name: r.name.clone(),
                spec_model: r.spec_model.clone(),
                category: CategoryRef { code: r.category_code.clone(), name: categories.get(&r.category_id).cloned().unwrap_or_default() },
                location: r.location_id.and_then(|id| places.get(&id).cloned()),
                custodian: r.custodian_id.map(|id| PersonRef { id, name: people.get(&id).cloned().unwrap_or_default() }),
                quantity: Quantity::stored(r.quantity),
                unit: r.unit.clone(),
                original_value: r.original_value.filter(|_| values).map(Money::stored),
                acquired_on: r.acquired_on,
                status,
                status_text: status.title().pick(lang).to_owned(),
                version: r.version,
            };
            (row, r)
        })
        .collect())
}
