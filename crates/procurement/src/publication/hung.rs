//! Since when something that was bought hangs on the board, and whether it came there too late (domain.md E10).

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use kernel::Result;
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};
use uuid::Uuid;

use super::{
    dto::{PublishedRow, ReportRow},
    model::Method,
    overdue::{first_of, lists_petty},
};

/// What notices that were posted say of one record.
#[derive(Debug, Clone, Copy)]
struct Hung {
    on: NaiveDate,
    /// In none of them it hung in time.
    late: bool,
}

/// The rows of a report, each of the record beside it, with when they hung on the board as of today.
pub(super) async fn with_days(
    db: &impl ConnectionTrait,
    school: Uuid,
    (from, to, today): (NaiveDate, NaiveDate, NaiveDate),
    rows: Vec<(Uuid, PublishedRow)>,
) -> Result<Vec<ReportRow>> {
    let hung = if rows.is_empty() { HashMap::new() } else { hung(db, school, from, to).await? };
    let owed: HashSet<Uuid> = rows.iter().filter(|(id, row)| is_owed(row, hung.get(id), today)).map(|(id, _)| *id).collect();
    // Petty purchases are owed to the board where the school hangs them up.
    let petty = |row: &PublishedRow| row.method == Method::Petty;
    let some_petty = rows.iter().any(|(id, row)| petty(row) && owed.contains(id));
    let owes_petty = some_petty && lists_petty(db, school).await?;
    let shown = |(id, row): (Uuid, PublishedRow)| {
        let hung = hung.get(&id);
        let owed = owed.contains(&id) && (owes_petty || !petty(&row));
        ReportRow { published_on: hung.map(|hung| hung.on), overdue: owed || hung.is_some_and(|hung| hung.late), row }
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// Whether it should hang there by now, as what hangs in no notice is counted: its month is over.
fn is_owed(row: &PublishedRow, hung: Option<&Hung>, today: NaiveDate) -> bool {
    hung.is_none() && row.accepted_on < first_of(today)
}

/// The records of these days that hang in a notice, or did until its days were over, in one look-up.
async fn hung(db: &impl ConnectionTrait, school: Uuid, from: NaiveDate, to: NaiveDate) -> Result<HashMap<Uuid, Hung>> {
    let sql = "SELECT r.record_id AS record_id, MIN(p.published_on) AS hung_on, \
         CAST(MIN(CASE WHEN p.published_on > p.due_on THEN 1 ELSE 0 END) AS bigint) AS late \
         FROM publication p JOIN publication_record r ON r.school_id = p.school_id AND r.publication_id = p.id \
         WHERE p.school_id = $1 AND p.phase = 'posted' AND p.period_to >= $2 AND p.period_from <= $3 GROUP BY r.record_id";
    let values: [Value; 3] = [school.into(), from.into(), to.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let read = |row: &QueryResult| {
        let (record, late): (Uuid, i64) = (row.try_get("", "record_id")?, row.try_get("", "late")?);
        Ok((record, Hung { on: row.try_get("", "hung_on")?, late: late != 0 }))
    };
    rows.iter().map(read).collect()
}
