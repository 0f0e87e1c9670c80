//! Purchases as rows of the inbox of those who decide: why, what is left of the fund once it is approved, and what must not be overlooked.
//! Each kind of record is one query, however many rows there are.

use std::collections::HashMap;

use approvals::{BriefNote, Left, Mark, Summary};
use campus::policy::look_up;
use chrono::{Datelike, NaiveDate};
use kernel::{Lang, Money, Problem, Result, Text};
use sea_orm::{ConnectionTrait, QueryResult, Statement};
use uuid::Uuid;

use crate::{
    budget::{self, EventKind, rules::Figures},
    policy::{self, BudgetControl},
    request::Fund,
};

/// The records of a table with these columns besides (`held`: what the budget counts of it already, in fen), each as often as its fund has
/// kinds of events in this year, with their sum.
pub(crate) async fn rows(
    db: &impl ConnectionTrait,
    school: Uuid,
    (table, columns): (&str, &str),
    ids: Vec<Uuid>,
    today: NaiveDate,
) -> Result<Vec<QueryResult>> {
    let places: Vec<String> = (5..5 + ids.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT p.id, p.purpose, p.fund, p.total, CAST(CASE WHEN p.in_pieces THEN p.split_count ELSE 0 END AS bigint) AS pieces, \
         {columns}, f.kind, f.amount, ({}) AS control FROM {table} p \
         LEFT JOIN (SELECT b.fund, e.kind, CAST(SUM(e.amount) AS bigint) AS amount FROM budget b \
             JOIN budget_event e ON e.school_id = b.school_id AND e.budget_id = b.id \
             WHERE b.school_id = $1 AND b.year = $2 GROUP BY b.fund, e.kind) f ON f.fund = p.fund \
         WHERE p.school_id = $1 AND p.id IN ({})",
        look_up(1, 3, 4),
        places.join(", ")
    );
    let mut values: Vec<sea_orm::Value> =
        vec![school.into(), i64::from(today.year()).into(), policy::BUDGET_CONTROL.key.into(), today.into()];
    values.extend(ids.into_iter().map(sea_orm::Value::from));
    Ok(db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?)
}

/// Those rows in words. `marks` are those of the kind; that it is one purchase in pieces is marked here. The same thing again, by which nothing
/// was got round, bears no mark: it is signed with the others.
pub(crate) fn summaries(
    rows: &[QueryResult],
    lang: Lang,
    marks: impl Fn(&QueryResult) -> Result<Vec<Mark>>,
) -> Result<HashMap<Uuid, Summary>> {
    let mut figures: HashMap<Uuid, Figures> = HashMap::new();
    for row in rows {
        let its = figures.entry(row.try_get("", "id")?).or_default();
        if let Some(kind) = row.try_get::<Option<String>>("", "kind")? {
            let kind = EventKind::of(&kind).ok_or_else(|| Problem::internal(format!("a budget event of no known kind: {kind}")))?;
            *its = its.with(kind, row.try_get("", "amount")?);
        }
    }
    // What the school does about what goes beyond a budget, today.
    let control = match rows.first() {
        Some(row) => policy::BUDGET_CONTROL.of(row.try_get("", "control")?)?,
        None => return Ok(HashMap::new()),
    };
    let mut all: HashMap<Uuid, Summary> = HashMap::new();
    for row in rows {
        let id: Uuid = row.try_get("", "id")?;
        let Some(its) = figures.remove(&id) else { continue };
        let fund: String = row.try_get("", "fund")?;
        let fund = Fund::of(&fund).ok_or_else(|| Problem::internal(format!("a purchase of an unknown fund: {fund}")))?;
        // What cannot wait is ordered before it is approved, and its budget counts it already.
        let asked = budget::less(Money::stored(row.try_get("", "total")?), row.try_get("", "held")?);
        let left = its.after(asked).filter(|_| control != BudgetControl::Off);
        let mut marks = marks(row)?;
        marks.extend(split(row.try_get("", "pieces")?, lang));
        let left = left.map(|amount| Left { of: fund.title().pick(lang).to_owned(), amount });
        all.insert(id, Summary { purpose: row.try_get("", "purpose")?, left, marks });
    }
    Ok(all)
}

/// That the same was bought before, where nothing was got round by it.
pub(crate) fn more_of_the_same(others: &Text, lang: Lang) -> BriefNote {
    let label = Text::fixed("近期同样的", "The same lately");
    BriefNote { label: label.pick(lang).to_owned(), text: others.pick(lang).to_owned() }
}

fn split(count: i64, lang: Lang) -> Option<Mark> {
    let text = Text::new(format!("近期另有 {count} 笔同样的"), format!("{count} more of the same lately"));
    (count > 0).then(|| Mark::new("split", &text, lang))
}
