//! Since when something that was bought hangs on the board, and whether it came there too late (domain.md E10).

use std::collections::{HashMap, HashSet};

use chrono::{Months, NaiveDate};
use kernel::Result;
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};
use uuid::Uuid;

use super::{
    dto::{PublishedRow, ReportRow},
    model::Method,
    overdue::{MONTHS, first_of, lists_petty},
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
    let owed = rows.iter().filter(|(id, row)| !hung.contains_key(id) && is_owed(row.accepted_on, today));
    let owed: HashSet<Uuid> = owed.map(|(id, _)| *id).collect();
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

/// Whether what hangs in no notice should hang there by now, as it is counted: its month is over, and not so long that it is no matter of
/// the board any more.
fn is_owed(accepted_on: NaiveDate, today: NaiveDate) -> bool {
    let this_month = first_of(today);
    let from = this_month.checked_sub_months(Months::new(MONTHS)).unwrap_or(this_month);
    (from..this_month).contains(&accepted_on)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owed_is_what_was_accepted_in_the_twelve_months_before_this_one() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2026-11-27");
        let days = [("2025-10-31", false), ("2025-11-01", true), ("2026-10-31", true), ("2026-11-01", false), ("2026-11-27", false)];
        for (accepted_on, owed) in days {
            assert_eq!(is_owed(day(accepted_on), today), owed, "{accepted_on}");
        }
    }
}
