//! Finding and keeping sheets. The only place where nullable columns become a [`Phase`] and back.

use std::collections::{BTreeMap, HashMap};

use kernel::{Money, Problem, Result, Scope, Tx};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType, QueryFilter, QueryOrder,
    QuerySelect, SqlErr,
};
use uuid::Uuid;

use super::{
    entity::{Column, Entity, Model, line, quote, version},
    error::QuoteError,
    model::{Channel, Quote, Settled, Sheet, SheetId, SingleSource},
    phase::{Phase, Settlement, State},
};
use crate::{
    request::{self, Request, RequestId},
    supplier::entity as supplier,
};

/// A sheet is seen by whoever sees its request; the scope is that of the right that is used.
pub(crate) async fn find(db: &impl ConnectionTrait, scope: &Scope, id: SheetId) -> Result<(Sheet, Request)> {
    let row = Entity::find_by_id((scope.school, id.0)).one(db).await?.ok_or_else(Problem::not_found)?;
    let request = request::repo::find(db, scope, RequestId(row.request_id)).await?;
    Ok((read(row)?, request))
}

/// That of a request, where there is one.
pub(super) async fn of_request(db: &impl ConnectionTrait, school: Uuid, request: RequestId) -> Result<Option<Sheet>> {
    let row = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::RequestId.eq(request.0)).one(db).await?;
    row.map(read).transpose()
}

fn read(row: Model) -> Result<Sheet> {
    let broken = |what: &str| Problem::internal(format!("quote sheet {}: {what} is missing in phase {}", row.id, row.phase));
    let phase = match State::of(&row.phase).ok_or_else(|| broken("a known phase"))? {
        State::Open => Phase::Open,
        State::Settled => Phase::Settled(Settlement {
            quote_id: row.chosen_quote_id.ok_or_else(|| broken("the chosen quote"))?,
            total: Money::stored(row.total.ok_or_else(|| broken("the total"))?),
            not_lowest: row.not_lowest.clone(),
            single_source: row.single_source.as_deref().and_then(SingleSource::of).zip(row.single_source_words.clone()),
            by: row.settled_by.ok_or_else(|| broken("who settled it"))?,
            at: row.settled_at.ok_or_else(|| broken("when it was settled"))?,
        }),
        State::Reopened => Phase::Reopened { reason: row.reopen_reason.clone().ok_or_else(|| broken("reason"))? },
    };
    Ok(Sheet {
        school_id: row.school_id,
        id: SheetId(row.id),
        request_id: row.request_id,
        phase,
        need: serde_json::from_value(row.need).map_err(Problem::internal)?,
        round: row.round,
        opened_by: row.opened_by,
        opened_at: row.opened_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}

fn row_of(sheet: &Sheet) -> Result<Model> {
    let settlement = sheet.phase.settlement();
    let single_source = settlement.and_then(|one| one.single_source.as_ref());
    Ok(Model {
        school_id: sheet.school_id,
        id: sheet.id.0,
        request_id: sheet.request_id,
        phase: sheet.phase.state().key().into(),
        need: serde_json::to_value(sheet.need).map_err(Problem::internal)?,
        round: sheet.round,
        reopen_reason: sheet.phase.reason().map(str::to_owned),
        chosen_quote_id: settlement.map(|one| one.quote_id),
        total: settlement.map(|one| one.total.fen()),
        not_lowest: settlement.and_then(|one| one.not_lowest.clone()),
        single_source: single_source.map(|(code, _)| code.key().to_owned()),
        single_source_words: single_source.map(|(_, words)| words.clone()),
        opened_by: sheet.opened_by,
        opened_at: sheet.opened_at,
        settled_by: settlement.map(|one| one.by),
        settled_at: settlement.map(|one| one.at),
        updated_at: sheet.updated_at,
        version: sheet.version,
    })
}

/// # Errors
/// 409 when somebody opened one at the same moment.
pub(super) async fn insert(tx: &Tx, sheet: &Sheet) -> Result<()> {
    let done = Entity::insert(row_of(sheet)?.into_active_model().reset_all()).exec_without_returning(tx).await;
    done.map(|_| ()).map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => QuoteError::SheetExists(None).into(),
        _ => error.into(),
    })
}

/// # Errors
/// 412 when somebody else was faster.
pub(super) async fn save(tx: &Tx, mut sheet: Sheet) -> Result<Sheet> {
    let seen = sheet.version;
    sheet.version += 1;
    sheet.updated_at = tx.now();
    tx.save(row_of(&sheet)?, seen).await?;
    Ok(sheet)
}

/// The quotes of a sheet with their suppliers and prices, in the order in which they were written down: two look-ups.
pub(super) async fn quotes_of(db: &impl ConnectionTrait, sheet: &Sheet) -> Result<Vec<Quote>> {
    let suppliers = quote::Entity::belongs_to(supplier::Entity)
        .from((quote::Column::SchoolId, quote::Column::SupplierId))
        .to((supplier::Column::SchoolId, supplier::Column::Id))
        .into();
    let rows = quote::Entity::find()
        .join(JoinType::InnerJoin, suppliers)
        .select_also(supplier::Entity)
        .filter(quote::Column::SchoolId.eq(sheet.school_id))
        .filter(quote::Column::SheetId.eq(sheet.id.0))
        .filter(quote::Column::SupersededAt.is_null())
        .order_by_asc(quote::Column::Id)
        .all(db)
        .await?;
    let mut prices = prices_of(db, sheet.school_id, rows.iter().map(|(row, _)| row.id).collect()).await?;
    rows.into_iter()
        .map(|(row, supplier)| {
            let supplier = supplier.ok_or_else(|| Problem::internal("a quote without its supplier"))?;
            let channel = Channel::of(&row.channel).ok_or_else(|| Problem::internal("a quote by an unknown channel"))?;
            Ok(Quote { channel, supplier, prices: prices.remove(&row.id).unwrap_or_default(), row })
        })
        .collect()
}

async fn prices_of(db: &impl ConnectionTrait, school: Uuid, quotes: Vec<Uuid>) -> Result<HashMap<Uuid, BTreeMap<i64, Money>>> {
    let mut found: HashMap<Uuid, BTreeMap<i64, Money>> = HashMap::new();
    if quotes.is_empty() {
        return Ok(found);
    }
    let select = line::Entity::find().filter(line::Column::SchoolId.eq(school)).filter(line::Column::QuoteId.is_in(quotes));
    for row in select.all(db).await? {
        found.entry(row.quote_id).or_default().insert(row.position, Money::stored(row.unit_price));
    }
    Ok(found)
}

/// Writes a quote down. Call [`save`] first: whoever holds the sheet writes its quotes.
pub(super) async fn record(tx: &Tx, quote: &Quote) -> Result<()> {
    quote.row.clone().into_active_model().reset_all().insert(tx).await?;
    let lines = quote.prices.iter().map(|(position, price)| line::ActiveModel {
        school_id: Set(quote.row.school_id),
        quote_id: Set(quote.row.id),
        position: Set(*position),
        unit_price: Set(price.fen()),
    });
    line::Entity::insert_many(lines).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes a quote off the sheet; the row stays, with when and by whom.
pub(super) async fn supersede(tx: &Tx, quote: &Quote, by: Uuid) -> Result<Quote> {
    let gone = supersede_all(tx, std::slice::from_ref(quote), by).await?.pop();
    gone.ok_or_else(|| Problem::internal("a quote that was lost while it was taken off"))
}

/// Several quotes of one school, as they are afterwards.
pub(super) async fn supersede_all(tx: &Tx, quotes: &[Quote], by: Uuid) -> Result<Vec<Quote>> {
    let Some(school) = quotes.first().map(|quote| quote.row.school_id) else { return Ok(Vec::new()) };
    let (at, by) = (Some(tx.now()), Some(by));
    let change = quote::ActiveModel { superseded_at: Set(at), superseded_by: Set(by), ..Default::default() };
    quote::Entity::update_many()
        .set(change)
        .filter(quote::Column::SchoolId.eq(school))
        .filter(quote::Column::Id.is_in(quotes.iter().map(|quote| quote.row.id)))
        .filter(quote::Column::SupersededAt.is_null())
        .exec(tx)
        .await?;
    let gone = |quote: &Quote| {
        let mut gone = quote.clone();
        (gone.row.superseded_at, gone.row.superseded_by) = (at, by);
        gone
    };
    Ok(quotes.iter().map(gone).collect())
}

/// Keeps what was settled, as it was.
pub(super) async fn keep_version(tx: &Tx, sheet: &Sheet, settlement: &Settlement, settled: &Settled) -> Result<()> {
    version::ActiveModel {
        school_id: Set(sheet.school_id),
        sheet_id: Set(sheet.id.0),
        round: Set(sheet.round),
        content: Set(serde_json::to_value(settled).map_err(Problem::internal)?),
        settled_by: Set(settlement.by),
        settled_at: Set(settlement.at),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// Every time it was settled, oldest first.
pub(super) async fn versions_of(db: &impl ConnectionTrait, sheet: &Sheet) -> Result<Vec<(version::Model, Settled)>> {
    if sheet.round == 0 {
        return Ok(Vec::new());
    }
    let rows = version::Entity::find()
        .filter(version::Column::SchoolId.eq(sheet.school_id))
        .filter(version::Column::SheetId.eq(sheet.id.0))
        .order_by_asc(version::Column::Round)
        .all(db)
        .await?;
    let read = |row: version::Model| {
        let settled = serde_json::from_value(row.content.clone()).map_err(Problem::internal)?;
        Ok((row, settled))
    };
    rows.into_iter().map(read).collect()
}
