//! The rows behind a figure, newest first.

use campus::{
    person::{self, PersonRef},
    school::entity::Model as School,
    school_days::date_at,
};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Cursor, Lang, Money, Page, PageLimit, Quantity, Result};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use super::{
    dto::{FigureRow, ListRows},
    read::{Wanted, calendar},
    source::{Ask, Measure, Source},
    sql::Sql,
    words,
};

#[derive(Debug, FromQueryResult)]
struct Line {
    part: String,
    holder: Option<Uuid>,
    kind: String,
    id: Uuid,
    row_id: Uuid,
    number: String,
    title: String,
    happened_on: Option<NaiveDate>,
    happened_at: Option<DateTime<Utc>>,
    amount: i64,
    quantity: i64,
    things: i64,
    met: i64,
}

/// A page of the rows of a figure: one statement, one for the names, and two for the calendar where it asks for school days.
///
/// # Errors
/// 400 for a limit or a cursor that is none.
pub async fn page(
    db: &impl ConnectionTrait,
    school: &School,
    ask: Ask,
    source: &'static Source,
    query: &ListRows,
    lang: Lang,
) -> Result<Page<FigureRow>> {
    let limit = PageLimit::new(query.limit)?;
    let after = query.cursor.as_deref().map(|cursor| Cursor::decode_of::<Uuid>(source.key, cursor)).transpose()?;
    let calendar = calendar(db, school, ask, &[Wanted { source, period: ask.period }]).await?;
    let mut sql = Sql::new(db.get_database_backend(), ask).with(calendar);
    let rows = (source.rows)(&mut sql);
    let mut only = Vec::new();
    if let Some(part) = &query.part {
        only.push(format!("f.part = {}", sql.place(part.as_str())));
    }
    if let Some(holder) = query.holder_id {
        only.push(format!("f.holder = {}", sql.place(holder)));
    }
    if query.unheld == Some(true) {
        only.push("f.holder IS NULL".to_owned());
    }
    if let Some(after) = after {
        only.push(format!("f.row_id < {}", sql.place(after)));
    }
    let only = if only.is_empty() { String::new() } else { format!(" WHERE {}", only.join(" AND ")) };
    let most = sql.place(i64::try_from(limit.fetch()).unwrap_or(i64::MAX));
    let text = format!("SELECT f.* FROM ({rows}) AS f{only} ORDER BY f.row_id DESC LIMIT {most}");
    let found = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), text, sql.values())).await?;
    let found = found.iter().map(|row| Line::from_query_result(row, "")).collect::<std::result::Result<Vec<_>, _>>()?;
    let page = Page::cut(found, limit, |row| (source.key, row.row_id))?;
    let names = person::repo::names(db, ask.school, page.items.iter().filter_map(|row| row.holder).collect()).await?;
    let shown = |row: Line| {
        let holder = row.holder.map(|id| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() });
        view(row, holder, source, ask, lang)
    };
    Ok(Page { items: page.items.into_iter().map(shown).collect(), next_cursor: page.next_cursor })
}

fn view(row: Line, holder: Option<PersonRef>, source: &Source, ask: Ask, lang: Lang) -> FigureRow {
    let part_title = words::part(source.part, &row.part, lang);
    let title = if row.title.is_empty() { part_title.clone().unwrap_or_default() } else { row.title };
    let money = matches!(source.measure, Measure::Amount | Measure::Worth);
    let share = source.measure == Measure::Share;
    FigureRow {
        row_id: row.row_id,
        kind: row.kind,
        id: row.id,
        number: row.number,
        title,
        part_title,
        holder,
        on: row.happened_on.or_else(|| row.happened_at.map(|at| date_at(ask.zone, at))),
        amount: money.then(|| Money::stored(row.amount)),
        quantity: matches!(source.measure, Measure::Worth | Measure::Weight).then(|| Quantity::stored(row.quantity).to_string()),
        things: row.things,
        met: share.then_some(row.things > 0 && row.met >= row.things),
        things_met: share.then_some(row.met),
    }
}
