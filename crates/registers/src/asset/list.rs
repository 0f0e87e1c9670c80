//! The register as a list: pages, words, totals.

use campus::{location, person, person::PersonRef};
use chrono::NaiveDate;
use kernel::{Cursor, Grant, Lang, Money, Page, PageLimit, Quantity, Reader, Result, Scope};
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    Status,
    dto::{AssetRow, AssetTotals, CategoryRef, ListAssets},
    entity::{Column, Entity, Model},
    filter,
    service::{Assets, sees_values},
    sort::Sort,
};
use crate::{
    category,
    permissions::ViewAssets,
    search::{self, Wanted},
};

/// What a row of the list shows, and no more.
#[derive(Debug, FromQueryResult)]
pub(super) struct RowModel {
    pub id: Uuid,
    search_no: i64,
    pub asset_no: String,
    name: String,
    spec_model: Option<String>,
    category_id: Uuid,
    category_code: String,
    location_id: Option<Uuid>,
    custodian_id: Option<Uuid>,
    quantity: i64,
    unit: String,
    pub original_value: Option<i64>,
    pub acquired_on: Option<NaiveDate>,
    status: String,
    version: i64,
}

const ROW_COLUMNS: [Column; 15] = [
    Column::Id,
    Column::SearchNo,
    Column::AssetNo,
    Column::Name,
    Column::SpecModel,
    Column::CategoryId,
    Column::CategoryCode,
    Column::LocationId,
    Column::CustodianId,
    Column::Quantity,
    Column::Unit,
    Column::OriginalValue,
    Column::AcquiredOn,
    Column::Status,
    Column::Version,
];

#[derive(Debug, FromQueryResult)]
struct Totals {
    cards: i64,
    quantity: Option<i64>,
    value: Option<i64>,
}

impl Assets {
    pub async fn list(&self, grant: &Grant<ViewAssets>, query: &ListAssets) -> Result<Page<AssetRow>> {
        let limit = PageLimit::new(query.limit)?;
        filter::allowed(grant, query)?;
        let sort = Sort::read(query.sort.as_deref(), sees_values(grant))?;
        let reader = self.db.read(grant);
        let scope = grant.scope()?;
        let filtered = filter::filtered(&reader, &scope, query).await?;
        let page = match filter::words(query) {
            None => page(&reader, filtered, sort, query, limit).await?,
            Some(wanted) if sort == Sort::NEWEST => newest_found(&reader, &scope, filtered, &wanted, query, limit).await?,
            Some(wanted) => {
                let found = search::condition(reader.get_database_backend(), scope.school, &wanted);
                page(&reader, filtered.filter(found), sort, query, limit).await?
            }
        };
        let items = views(&reader, scope.school, page.items, sees_values(grant), grant.context().lang()).await?;
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    pub async fn totals(&self, grant: &Grant<ViewAssets>, query: &ListAssets) -> Result<AssetTotals> {
        filter::allowed(grant, query)?;
        Sort::read(query.sort.as_deref(), sees_values(grant))?;
        let reader = self.db.read(grant);
        let scope = grant.scope()?;
        let select = filter::filtered_by_words(&reader, &scope, query).await?;
        let sum = |column: Column| Expr::col((Entity, column)).sum().cast_as("bigint");
        let found = select
            .select_only()
            .column_as(Column::Id.count(), "cards")
            .column_as(sum(Column::Quantity), "quantity")
            .column_as(sum(Column::OriginalValue), "value")
            .into_model::<Totals>()
            .one(&reader)
            .await?
            .ok_or_else(|| kernel::Problem::internal("no totals"))?;
        let value = sees_values(grant).then(|| Money::stored(found.value.unwrap_or_default()));
        Ok(AssetTotals {
            count: found.cards,
            quantity: Quantity::stored(found.quantity.unwrap_or_default()).to_string(),
            original_value: value,
        })
    }
}

async fn page(reader: &Reader, select: Select<Entity>, sort: Sort, query: &ListAssets, limit: PageLimit) -> Result<Page<RowModel>> {
    let select = sort.apply(select, query.cursor.as_deref())?.limit(limit.fetch());
    Page::cut(rows(reader, select).await?, limit, |r| sort.key(r))
}

async fn rows(reader: &Reader, select: Select<Entity>) -> Result<Vec<RowModel>> {
    Ok(select.select_only().columns(ROW_COLUMNS).into_model::<RowModel>().all(reader).await?)
}

/// A cursor's order when words lead: that of the search index.
const BY_WORDS: &str = "q";
/// Hits that are looked at per step; when hardly any of them passes the filters, the database gets the whole question.
const STEPS: [u64; 4] = [1, 4, 16, 64];

/// The index yields the newest hits, the filters sort them out: a common word costs no more than a seldom one.
async fn newest_found(
    reader: &Reader,
    scope: &Scope,
    filtered: Select<Entity>,
    wanted: &Wanted,
    query: &ListAssets,
    limit: PageLimit,
) -> Result<Page<RowModel>> {
    let mut before: Option<i64> = query.cursor.as_deref().map(|c| Cursor::decode_of(BY_WORDS, c)).transpose()?;
    let newest_first = filtered.order_by_desc(Column::SearchNo);
    let cut = |found| Page::cut(found, limit, |r: &RowModel| (BY_WORDS, r.search_no));
    let mut found: Vec<RowModel> = Vec::new();
    for step in STEPS {
        let most = step * limit.fetch();
        let mut hits = search::newest(reader, scope.school, wanted, before, most).await?;
        let Some(last) = hits.last().copied() else { return cut(found) };
        let all = (hits.len() as u64) < most;
        before = Some(last);
        // Always as many as asked for, or the driver would prepare a statement for each length.
        hits.resize(usize::try_from(most).unwrap_or(hits.len()), last);
        let missing = limit.fetch() - found.len() as u64;
        found.extend(rows(reader, newest_first.clone().filter(Column::SearchNo.is_in(hits)).limit(missing)).await?);
        if all || found.len() as u64 >= limit.fetch() {
            return cut(found);
        }
    }
    let rest = search::condition(reader.get_database_backend(), scope.school, wanted);
    let older = newest_first.filter(rest).filter(Column::SearchNo.lt(before)).limit(limit.fetch() - found.len() as u64);
    found.extend(rows(reader, older).await?);
    cut(found)
}

impl From<&Model> for RowModel {
    fn from(row: &Model) -> Self {
        Self {
            id: row.id,
            search_no: row.search_no,
            asset_no: row.asset_no.clone(),
            name: row.name.clone(),
            spec_model: row.spec_model.clone(),
            category_id: row.category_id,
            category_code: row.category_code.clone(),
            location_id: row.location_id,
            custodian_id: row.custodian_id,
            quantity: row.quantity,
            unit: row.unit.clone(),
            original_value: row.original_value,
            acquired_on: row.acquired_on,
            status: row.status.clone(),
            version: row.version,
        }
    }
}

/// Rows as the caller sees them: three look-ups for all of them together.
pub(super) async fn views(db: &impl ConnectionTrait, school: Uuid, rows: Vec<RowModel>, values: bool, lang: Lang) -> Result<Vec<AssetRow>> {
    let places = location::repo::refs(db, school, rows.iter().filter_map(|r| r.location_id).collect()).await?;
    let people = person::repo::names(db, school, rows.iter().filter_map(|r| r.custodian_id).collect()).await?;
    let categories = category::names(db, school, rows.iter().map(|r| r.category_id).collect(), lang).await?;
    let view = |r: RowModel| {
        let status = Status::of(&r.status).unwrap_or(Status::InUse);
        AssetRow {
            id: r.id,
            asset_no: r.asset_no,
            name: r.name,
            spec_model: r.spec_model,
            category: CategoryRef { code: r.category_code, name: categories.get(&r.category_id).cloned().unwrap_or_default() },
            location: r.location_id.and_then(|id| places.get(&id).cloned()),
            custodian: r.custodian_id.map(|id| PersonRef { id, name: people.get(&id).cloned().unwrap_or_default() }),
            quantity: Quantity::stored(r.quantity),
            unit: r.unit,
            original_value: r.original_value.filter(|_| values).map(Money::stored),
            acquired_on: r.acquired_on,
            status,
            status_text: status.title().pick(lang).to_owned(),
            version: r.version,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}
