//! E1 by class: every value event that was booked under a class, in the order of the days on which they count.

use chrono::NaiveDate;
use kernel::Result;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    as_of::AsOf,
    entry::{RawEntry, Why},
    lines::Running,
    sql::ask,
};

/// Where a page of the ledger begins: after the entry of this day and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct After(pub NaiveDate, pub Uuid);

impl After {
    /// Before everything of a day.
    pub const fn beginning(day: NaiveDate) -> Self {
        Self(day, Uuid::nil())
    }

    pub const fn of(entry: &RawEntry) -> Self {
        Self(entry.on, entry.id)
    }
}

const ENTRIES: &str = "
    SELECT e.id, e.asset_id, e.kind, e.document_kind, e.quantity, e.original_value, e.effective_on
    FROM asset_value_event e
    WHERE e.school_id = $1 AND e.category_code = $2
        AND e.effective_on >= $4 AND e.effective_on <= $3 AND (e.effective_on > $4 OR e.id > $5)
        AND (e.quantity <> 0 OR e.original_value <> 0)
    ORDER BY e.effective_on, e.id LIMIT $6";

const EARLIER: &str = "
    SELECT CAST(COALESCE(SUM(e.quantity), 0) AS bigint) AS quantity, CAST(COALESCE(SUM(e.original_value), 0) AS bigint) AS value
    FROM asset_value_event e
    WHERE e.school_id = $1 AND e.category_code = $2 AND (e.effective_on < $3 OR (e.effective_on = $3 AND e.id <= $4))";

/// The next entries of a class.
pub(crate) async fn entries(db: &impl ConnectionTrait, as_of: &AsOf, class: &str, after: After, limit: u64) -> Result<Vec<RawEntry>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let values = [as_of.school.id.into(), class.into(), as_of.on.into(), after.0.into(), after.1.into(), limit.into()];
    let rows = ask(db, ENTRIES, values).await?;
    rows.iter()
        .map(|row| {
            Ok(RawEntry {
                on: row.try_get("", "effective_on")?,
                id: row.try_get("", "id")?,
                card: row.try_get("", "asset_id")?,
                why: Why::Event { kind: row.try_get("", "kind")?, document_kind: row.try_get("", "document_kind")? },
                quantity: row.try_get("", "quantity")?,
                value: row.try_get("", "original_value")?,
            })
        })
        .collect()
}

/// What a class comes to up to and with an entry.
pub(crate) async fn balance(db: &impl ConnectionTrait, school: Uuid, class: &str, after: After) -> Result<Running> {
    let rows = ask(db, EARLIER, [school.into(), class.into(), after.0.into(), after.1.into()]).await?;
    match rows.first() {
        Some(row) => Ok(Running { quantity: row.try_get("", "quantity")?, value: row.try_get("", "value")? }),
        None => Ok(Running::default()),
    }
}
