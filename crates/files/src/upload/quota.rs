//! How much of its space a school has taken: one row, changed in the transaction of every upload.

use kernel::{Result, Tx, outbox::News};
use sea_orm::{ConnectionTrait, Statement, Value};

use crate::{FileError, event, store::Key};

/// From so many hundredths on the administrator is told, and told again.
pub(crate) const NEARLY_FULL: i64 = 90;
pub(crate) const FULL: i64 = 99;

/// Waits for the school's row and holds it until the transaction ends: what is counted next stays true. Answers what is taken.
pub(super) async fn hold(tx: &Tx, school: uuid::Uuid) -> Result<i64> {
    let sql = "INSERT INTO upload_usage (school_id, bytes) VALUES ($1, 0) \
               ON CONFLICT (school_id) DO UPDATE SET bytes = upload_usage.bytes RETURNING bytes";
    number(tx, sql, vec![school.into()]).await.map(Option::unwrap_or_default)
}

/// What a school's files take.
pub(super) async fn taken(db: &impl ConnectionTrait, school: uuid::Uuid) -> Result<i64> {
    number(db, "SELECT bytes FROM upload_usage WHERE school_id = $1", vec![school.into()]).await.map(Option::unwrap_or_default)
}

/// Hundredths of the space that are taken.
pub(crate) fn percent(bytes: i64, quota: i64) -> i64 {
    bytes.saturating_mul(100) / quota.max(1)
}

/// Counts an upload in, unless its bytes are there already, and tells the administrator when little space is left. `share` is what this
/// caller may fill of `quota`.
///
/// # Errors
/// 413 when it would not fit.
pub(super) async fn take(tx: &Tx, key: &Key, bytes: i64, share: i64, quota: i64) -> Result<()> {
    let before = hold(tx, key.school).await?;
    let more = "(CASE WHEN EXISTS (SELECT 1 FROM upload WHERE school_id = $1 AND sha256 = $2) THEN 0 ELSE $3 END)";
    let sql = format!("UPDATE upload_usage SET bytes = bytes + {more} WHERE school_id = $1 AND bytes + {more} <= $4 RETURNING bytes");
    let values = vec![key.school.into(), key.sha256.clone().into(), bytes.into(), share.into()];
    let after = number(tx, &sql, values).await?.ok_or(FileError::QuotaExceeded)?;
    let (was, is) = (percent(before, quota), percent(after, quota));
    let topic = match (is >= FULL && was < FULL, is >= NEARLY_FULL && was < NEARLY_FULL) {
        (true, _) => event::NEWS_FULL,
        (false, true) => event::NEWS_NEARLY_FULL,
        (false, false) => return Ok(()),
    };
    let news = News::new(topic, "school", key.school, "/settings/retention").to_role("system_admin").to_role("logistics_director");
    tx.tell([news.word("percent", is.to_string().as_str())]).await
}

/// Counts bytes out that are about to be removed.
pub(super) async fn give_back(tx: &Tx, school: uuid::Uuid, bytes: i64) -> Result<()> {
    run(tx, "UPDATE upload_usage SET bytes = bytes - $2 WHERE school_id = $1", vec![school.into(), bytes.into()]).await?;
    Ok(())
}

async fn run(tx: &Tx, sql: &str, values: Vec<Value>) -> Result<u64> {
    let done = tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    Ok(done.rows_affected())
}

async fn number(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<Option<i64>> {
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(row.map(|row| row.try_get("", "bytes")).transpose()?)
}
