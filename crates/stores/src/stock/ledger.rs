//! E8, the stock ledger: what there was, came in, went out and is left of each item between two days, counted from the moves.

use campus::school;
use chrono::NaiveDate;
use kernel::{Cursor, Grant, Money, Page, PageLimit, Problem, Reader, Result};
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};
use uuid::Uuid;

use super::dto::{LedgerQuery, LedgerRow, LedgerSum};
use crate::{OnHand, item, item::dto::ItemRef, permissions::ViewStores, store};

/// The values of a statement, each at its place.
#[derive(Debug, Default)]
struct Values(Vec<Value>);

impl Values {
    fn place(&mut self, value: impl Into<Value>) -> String {
        self.0.push(value.into());
        format!("${}", self.0.len())
    }
}

pub(super) async fn ledger(reader: &Reader, grant: &Grant<ViewStores>, query: &LedgerQuery) -> Result<Page<LedgerRow>> {
    let limit = PageLimit::new(query.limit)?;
    let scope = grant.scope()?;
    let as_of = match query.as_of {
        Some(day) => day,
        None => school::find(reader, scope.school).await?.today(reader.now()),
    };
    if query.from.is_some_and(|from| from > as_of) {
        return Err(Problem::malformed(
            "days_the_wrong_way_round",
            "起始日期不能晚于截止日期。",
            "The first day cannot be after the last.",
        ));
    }
    let stores: Vec<Uuid> = match query.store_id {
        Some(id) => vec![store::repo::find(reader, &scope, id).await?.id],
        None => store::repo::all(reader, &scope).await?.into_iter().map(|store| store.id).collect(),
    };
    if stores.is_empty() {
        return Ok(Page::whole(Vec::new()));
    }
    let after = query.cursor.as_deref().map(|cursor| Cursor::decode_of::<String>(item::repo::ORDER, cursor)).transpose()?;
    let statement = statement(reader, scope.school, &stores, query, as_of, after, limit);
    let rows = reader.query_all_raw(statement).await?;
    let rows: Vec<(String, LedgerRow)> = rows.iter().map(read).collect::<Result<_>>()?;
    let page = Page::cut(rows, limit, |(key, _)| (item::repo::ORDER, key.clone()))?;
    Ok(Page { items: page.items.into_iter().map(|(_, row)| row).collect(), next_cursor: page.next_cursor })
}

fn statement(
    reader: &Reader,
    school: Uuid,
    stores: &[Uuid],
    query: &LedgerQuery,
    as_of: NaiveDate,
    after: Option<String>,
    limit: PageLimit,
) -> Statement {
    let mut values = Values::default();
    let school = values.place(school);
    let until = values.place(as_of);
    // Not said: nothing was there before the first day, whichever that was.
    let earlier = query.from.map_or_else(|| "1 = 0".to_owned(), |from| format!("m.happened_on < {}", values.place(from)));
    let here = stores.iter().map(|store| values.place(*store)).collect::<Vec<_>>().join(", ");
    // What moves between two of these stores is neither more nor less of anything: it came in and went out of none.
    let within = if stores.len() < 2 {
        String::new()
    } else {
        format!(
            " AND m.document_id NOT IN (SELECT d.id FROM stock_document d \
             WHERE d.school_id = {school} AND d.to_store_id IN ({here}) AND d.store_id IN ({here}))"
        )
    };
    let words = item::repo::patterns(query.q.as_deref()).into_iter();
    let mut wanted: Vec<String> = words.map(|word| format!(" AND i.item_key LIKE {} ESCAPE '\\'", values.place(word))).collect();
    wanted.extend(after.map(|after| format!(" AND i.item_key > {}", values.place(after))));
    let wanted = wanted.concat();
    let sum = |column: &str, when: &str| format!("CAST(COALESCE(SUM(CASE WHEN {when} THEN m.{column} END), 0) AS bigint)");
    let (came, went) = (format!("m.quantity > 0 AND NOT ({earlier})"), format!("m.quantity < 0 AND NOT ({earlier})"));
    let sums = [("opening", &earlier), ("came", &came), ("went", &went)]
        .map(|(name, when)| format!("{} AS {name}_quantity, {} AS {name}_value", sum("quantity", when), sum("value", when)))
        .join(", ");
    let most = values.place(i64::try_from(limit.fetch()).unwrap_or(i64::MAX));
    let sql = format!(
        "SELECT i.id, i.item_key, i.name, i.spec, i.unit, i.category, i.minimum, {sums} \
         FROM stock_item i JOIN stock_move m ON m.school_id = i.school_id AND m.item_id = i.id \
         WHERE i.school_id = {school} AND m.happened_on <= {until} AND m.store_id IN ({here}){within}{wanted} \
         GROUP BY i.id, i.item_key, i.name, i.spec, i.unit, i.category, i.minimum ORDER BY i.item_key LIMIT {most}"
    );
    Statement::from_sql_and_values(reader.get_database_backend(), sql, values.0)
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
        minimum: row.try_get::<Option<i64>>("", "minimum")?.map(OnHand::stored),
        opening: said(opening),
        came_in: said(came),
        went_out: said((-went.0, -went.1)),
        closing: said(closing),
    };
    Ok((row.try_get("", "item_key")?, ledger))
}
