//! What E8 adds up, document by document: an item's way in and out, with whom it came from and who got it.

use std::collections::HashMap;

use campus::person::{self, PersonRef};
use chrono::NaiveDate;
use kernel::{Cursor, Grant, Lang, Money, Page, PageLimit, Problem, Reader, Result};
use sea_orm::{ConnectionTrait, QueryResult, Statement};
use uuid::Uuid;

use super::{
    DocumentKind, Source,
    dto::{LedgerSum, Movement, MovementsQuery, StockClass},
    ledger::{Span, Values},
    view,
};
use crate::{OnHand, item, permissions::ViewStores, store::dto::StoreRef};

/// A movement as the database has it.
struct Row {
    document: Uuid,
    store: Uuid,
    happened_on: NaiveDate,
    number: String,
    kind: DocumentKind,
    source: Option<Source>,
    source_number: Option<String>,
    supplier: Option<String>,
    purpose: Option<String>,
    receiver: Option<Uuid>,
    class: Option<Uuid>,
    recorder: Uuid,
    quantity: i64,
    value: i64,
}

/// Oldest first, as a ledger is kept.
pub(super) async fn movements(
    reader: &Reader,
    grant: &Grant<ViewStores>,
    id: Uuid,
    query: &MovementsQuery,
    lang: Lang,
) -> Result<Page<Movement>> {
    let limit = PageLimit::new(query.limit)?;
    let item = item::repo::find(reader, grant.school()?, id).await?;
    let span = Span::of(reader, grant, query.store_id, (query.from, query.as_of), reader.now()).await?;
    let after = query.cursor.as_deref().map(Cursor::decode::<(NaiveDate, Uuid)>).transpose()?;
    if span.stores.is_empty() {
        return Ok(Page::whole(Vec::new()));
    }
    let rows = reader.query_all_raw(statement(reader, &span, item.id, after, limit)).await?;
    let rows: Vec<Row> = rows.iter().map(read).collect::<Result<_>>()?;
    let page = Page::cut(rows, limit, |row| (row.happened_on, row.document))?;
    let people = page.items.iter().flat_map(|row| [Some(row.recorder), row.receiver]).flatten().collect();
    let names = person::repo::names(reader, span.school.id, people).await?;
    let classes = view::classes(reader, span.school.id, page.items.iter().filter_map(|row| row.class).collect(), lang).await?;
    let stores: HashMap<Uuid, StoreRef> =
        span.stores.iter().map(|store| (store.id, StoreRef { id: store.id, name: store.name.clone() })).collect();
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    let sum = |quantity: i64, value: i64| LedgerSum { quantity: OnHand::stored(quantity), value: Money::stored(value) };
    let shown = |row: Row| -> Result<Movement> {
        let came_in = row.quantity > 0;
        Ok(Movement {
            document_id: row.document,
            number: row.number,
            kind: row.kind,
            kind_text: row.kind.title().pick(lang).to_owned(),
            happened_on: row.happened_on,
            store: stores.get(&row.store).cloned().ok_or_else(|| Problem::internal("a move in a store that was not asked for"))?,
            came_in: if came_in { sum(row.quantity, row.value) } else { sum(0, 0) },
            went_out: if came_in { sum(0, 0) } else { sum(-row.quantity, -row.value) },
            source: row.source,
            source_number: row.source_number,
            supplier: row.supplier,
            receiver: row.receiver.map(person),
            class: row.class.map(|id| StockClass { id, name: classes.get(&id).cloned().unwrap_or_default() }),
            purpose: row.purpose,
            recorded_by: person(row.recorder),
        })
    };
    Ok(Page { items: page.items.into_iter().map(shown).collect::<Result<_>>()?, next_cursor: page.next_cursor })
}

fn statement(reader: &Reader, span: &Span, item: Uuid, after: Option<(NaiveDate, Uuid)>, limit: PageLimit) -> Statement {
    let mut values = Values::default();
    let school = values.place(span.school.id);
    let item = values.place(item);
    let until = values.place(span.as_of);
    let since = span.from.map_or_else(String::new, |from| format!(" AND m.happened_on >= {}", values.place(from)));
    let here = span.here(&mut values);
    let within = span.within(&school, &here);
    let after = after.map_or_else(String::new, |(day, document)| {
        let (day, document) = (values.place(day), values.place(document));
        format!(" AND (m.happened_on > {day} OR (m.happened_on = {day} AND m.document_id > {document}))")
    });
    let most = values.place(i64::try_from(limit.fetch()).unwrap_or(i64::MAX));
    // A document moves an item of a store one way, out of one lot or several.
    let of_document = "o.number, o.kind, o.source, o.source_number, o.supplier, o.purpose, o.receiver_id, o.class_id, o.recorded_by";
    let sql = format!(
        "SELECT m.document_id, m.store_id, m.happened_on, {of_document}, \
         CAST(SUM(m.quantity) AS bigint) AS quantity, CAST(SUM(m.value) AS bigint) AS value \
         FROM stock_move m JOIN stock_document o ON o.school_id = m.school_id AND o.id = m.document_id \
         WHERE m.school_id = {school} AND m.item_id = {item} AND m.store_id IN ({here}) AND m.happened_on <= {until}{since}{within}{after} \
         GROUP BY m.document_id, m.store_id, m.happened_on, {of_document} ORDER BY m.happened_on, m.document_id LIMIT {most}"
    );
    Statement::from_sql_and_values(reader.get_database_backend(), sql, values.0)
}

fn read(row: &QueryResult) -> Result<Row> {
    let kind: String = row.try_get("", "kind")?;
    let source: Option<String> = row.try_get("", "source")?;
    Ok(Row {
        document: row.try_get("", "document_id")?,
        store: row.try_get("", "store_id")?,
        happened_on: row.try_get("", "happened_on")?,
        number: row.try_get("", "number")?,
        kind: DocumentKind::of(&kind).ok_or_else(|| Problem::internal("a document of no known kind"))?,
        source: source.as_deref().and_then(Source::of),
        source_number: row.try_get("", "source_number")?,
        supplier: row.try_get("", "supplier")?,
        purpose: row.try_get("", "purpose")?,
        receiver: row.try_get("", "receiver_id")?,
        class: row.try_get("", "class_id")?,
        recorder: row.try_get("", "recorded_by")?,
        quantity: row.try_get("", "quantity")?,
        value: row.try_get("", "value")?,
    })
}
