//! E8, the stock ledger: what there was, came in, went out and is left of each item between two days, counted from the moves; and where
//! it lies.

use std::collections::{BTreeSet, HashMap};

use campus::school::{self, entity::Model as School};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Cursor, Grant, Money, Page, PageLimit, Problem, Reader, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryResult, QuerySelect, Statement, Value};
use uuid::Uuid;

use super::{
    dto::{LedgerQuery, LedgerRow, LedgerSum},
    entity::lot,
};
use crate::{
    OnHand, item,
    item::dto::ItemRef,
    permissions::ViewStores,
    store::{self, entity::Model as Store},
};

/// Rows of a ledger that is read whole: more items than a school has.
const MOST: u64 = 100_000;

/// The values of a statement, each at its place.
#[derive(Debug, Default)]
pub(super) struct Values(pub Vec<Value>);

impl Values {
    pub fn place(&mut self, value: impl Into<Value>) -> String {
        self.0.push(value.into());
        format!("${}", self.0.len())
    }
}

/// Which moves are looked at: in which stores, between which days.
#[derive(Debug)]
pub(super) struct Span {
    pub school: School,
    /// Those that the caller may see, or the one that he asks for.
    pub stores: Vec<Store>,
    pub from: Option<NaiveDate>,
    pub as_of: NaiveDate,
}

impl Span {
    /// # Errors
    /// 404 for a store that the caller does not see, 400 for days the wrong way round.
    pub async fn of(
        db: &impl ConnectionTrait,
        grant: &Grant<ViewStores>,
        store: Option<Uuid>,
        (from, as_of): (Option<NaiveDate>, Option<NaiveDate>),
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let scope = grant.scope()?;
        let school = school::find(db, scope.school).await?;
        let as_of = as_of.unwrap_or_else(|| school.today(now));
        if from.is_some_and(|from| from > as_of) {
            return Err(Problem::malformed(
                "days_the_wrong_way_round",
                "起始日期不能晚于截止日期。",
                "The first day cannot be after the last.",
            ));
        }
        let stores = match store {
            Some(id) => vec![store::repo::find(db, &scope, id).await?],
            None => store::repo::all(db, &scope).await?,
        };
        Ok(Self { school, stores, from, as_of })
    }

    /// The stores at their places in a statement.
    pub fn here(&self, values: &mut Values) -> String {
        self.stores.iter().map(|store| values.place(store.id)).collect::<Vec<_>>().join(", ")
    }

    /// What moves between two of these stores is neither more nor less of anything: it came in and went out of none.
    pub fn within(&self, school: &str, here: &str) -> String {
        if self.stores.len() < 2 {
            return String::new();
        }
        format!(
            " AND m.document_id NOT IN (SELECT d.id FROM stock_document d \
             WHERE d.school_id = {school} AND d.to_store_id IN ({here}) AND d.store_id IN ({here}))"
        )
    }
}

pub(super) async fn ledger(reader: &Reader, grant: &Grant<ViewStores>, query: &LedgerQuery) -> Result<Page<LedgerRow>> {
    let limit = PageLimit::new(query.limit)?;
    let span = Span::of(reader, grant, query.store_id, (query.from, query.as_of), reader.now()).await?;
    let after = query.cursor.as_deref().map(|cursor| Cursor::decode_of::<String>(item::repo::ORDER, cursor)).transpose()?;
    let rows = rows(reader, &span, query.q.as_deref(), after, limit.fetch()).await?;
    let page = Page::cut(rows, limit, |(key, _)| (item::repo::ORDER, key.clone()))?;
    let mut items: Vec<LedgerRow> = page.items.into_iter().map(|(_, row)| row).collect();
    let shown = items.iter().map(|row| row.item.id).collect();
    lies(reader, &span, Some(shown), &mut items).await?;
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// All of it, for a file.
pub(super) async fn whole(db: &impl ConnectionTrait, span: &Span) -> Result<Vec<LedgerRow>> {
    let rows = rows(db, span, None, None, MOST).await?;
    let mut items: Vec<LedgerRow> = rows.into_iter().map(|(_, row)| row).collect();
    lies(db, span, None, &mut items).await?;
    Ok(items)
}

async fn rows(
    db: &impl ConnectionTrait,
    span: &Span,
    q: Option<&str>,
    after: Option<String>,
    most: u64,
) -> Result<Vec<(String, LedgerRow)>> {
    if span.stores.is_empty() {
        return Ok(Vec::new());
    }
    let rows = db.query_all_raw(statement(db, span, q, after, most)).await?;
    rows.iter().map(read).collect()
}

/// Where it lies now, whatever the days.
async fn lies(db: &impl ConnectionTrait, span: &Span, items: Option<Vec<Uuid>>, rows: &mut [LedgerRow]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut select = lot::Entity::find()
        .select_only()
        .columns([lot::Column::ItemId, lot::Column::Bin])
        .distinct()
        .filter(lot::Column::SchoolId.eq(span.school.id))
        .filter(lot::Column::StoreId.is_in(span.stores.iter().map(|store| store.id)))
        .filter(lot::Column::Quantity.gt(0))
        .filter(lot::Column::Bin.is_not_null());
    if let Some(items) = items {
        select = select.filter(lot::Column::ItemId.is_in(items));
    }
    let found: Vec<(Uuid, String)> = select.into_tuple().all(db).await?;
    let mut bins: HashMap<Uuid, BTreeSet<String>> = HashMap::new();
    for (item, bin) in found {
        bins.entry(item).or_default().insert(bin);
    }
    for row in rows {
        row.bins = bins.remove(&row.item.id).unwrap_or_default().into_iter().collect();
    }
    Ok(())
}

fn statement(db: &impl ConnectionTrait, span: &Span, q: Option<&str>, after: Option<String>, most: u64) -> Statement {
    let mut values = Values::default();
    let school = values.place(span.school.id);
    let until = values.place(span.as_of);
    // Not said: nothing was there before the first day, whichever that was.
    let earlier = span.from.map_or_else(|| "1 = 0".to_owned(), |from| format!("m.happened_on < {}", values.place(from)));
    let here = span.here(&mut values);
    let within = span.within(&school, &here);
    let words = item::repo::patterns(q).into_iter();
    let mut wanted: Vec<String> = words.map(|word| format!(" AND i.item_key LIKE {} ESCAPE '\\'", values.place(word))).collect();
    wanted.extend(after.map(|after| format!(" AND i.item_key > {}", values.place(after))));
    let wanted = wanted.concat();
    let sum = |column: &str, when: &str| format!("CAST(COALESCE(SUM(CASE WHEN {when} THEN m.{column} END), 0) AS bigint)");
    let (came, went) = (format!("m.quantity > 0 AND NOT ({earlier})"), format!("m.quantity < 0 AND NOT ({earlier})"));
    let sums = [("opening", &earlier), ("came", &came), ("went", &went)]
        .map(|(name, when)| format!("{} AS {name}_quantity, {} AS {name}_value", sum("quantity", when), sum("value", when)))
        .join(", ");
    let most = values.place(i64::try_from(most).unwrap_or(i64::MAX));
    let sql = format!(
        "SELECT i.id, i.item_key, i.name, i.spec, i.unit, i.category, i.minimum, {sums} \
         FROM stock_item i JOIN stock_move m ON m.school_id = i.school_id AND m.item_id = i.id \
         WHERE i.school_id = {school} AND m.happened_on <= {until} AND m.store_id IN ({here}){within}{wanted} \
         GROUP BY i.id, i.item_key, i.name, i.spec, i.unit, i.category, i.minimum ORDER BY i.item_key LIMIT {most}"
    );
    Statement::from_sql_and_values(db.get_database_backend(), sql, values.0)
}

fn read(row: &QueryResult) -> Result<(String, LedgerRow)> {
    let sum = |name: &str| -> Result<(i64, i64)> {
        Ok((row.try_get("", &format!("{name}_quantity"))?, row.try_get("", &format!("{name}_value"))?))
    };
    let said = |(quantity, value): (i64, i64)| LedgerSum { quantity: OnHand::stored(quantity), value: Money::stored(value) };
    let (opening, came, went) = (sum("opening")?, sum("came")?, sum("went")?);
    let closing = (opening.0 + came.0 + went.0, opening.1 + came.1 + went.1);
    let ledger = LedgerRow {
        item: ItemRef {
            id: row.try_get("", "id")?,
            name: row.try_get("", "name")?,
            spec: row.try_get("", "spec")?,
            unit: row.try_get("", "unit")?,
        },
        category: row.try_get("", "category")?,
        bins: Vec::new(),
        minimum: row.try_get::<Option<i64>>("", "minimum")?.map(OnHand::stored),
        opening: said(opening),
        came_in: said(came),
        went_out: said((-went.0, -went.1)),
        closing: said(closing),
    };
    Ok((row.try_get("", "item_key")?, ledger))
}
