//! Limits the product publishes (docs/api-design.md), and counters of attempts that outlive a restart.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, Statement, Value};

use crate::{Result, Tx};

/// Longest request target, path and query together.
pub const MAX_URL_BYTES: usize = 8 * 1024;
/// All request headers together.
pub const MAX_HEADER_BYTES: usize = 32 * 1024;
/// A JSON body.
pub const MAX_JSON_BYTES: usize = 1024 * 1024;
/// A free text field, in characters.
pub const MAX_TEXT_CHARS: usize = 4000;

/// Counts one attempt under `key` in windows of fifteen minutes; answers how many there are now in this window, and the
/// seconds until it ends.
pub async fn count_attempt(tx: &Tx, key: &str) -> Result<(i64, u64)> {
    let (window, left) = window(tx.now());
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(
            tx.get_database_backend(),
            "INSERT INTO attempt_counter (key, window_start, attempts) VALUES ($1, $2, 1) \
             ON CONFLICT (key, window_start) DO UPDATE SET attempts = attempt_counter.attempts + 1 RETURNING attempts",
            [key.into(), window.into()],
        ))
        .await?;
    let attempts = row.map_or(Ok(1), |r| r.try_get("", "attempts"))?;
    Ok((attempts, left))
}

/// The attempts under `key` in this window so far, and the seconds until it ends.
pub async fn attempts(db: &impl ConnectionTrait, key: &str, now: DateTime<Utc>) -> Result<(i64, u64)> {
    let (window, left) = window(now);
    let row = db
        .query_one_raw(Statement::from_sql_and_values(
            db.get_database_backend(),
            "SELECT attempts FROM attempt_counter WHERE key = $1 AND window_start = $2",
            [key.into(), window.into()],
        ))
        .await?;
    let attempts = row.map_or(Ok(0), |r| r.try_get("", "attempts"))?;
    Ok((attempts, left))
}

/// Counts one under `key` unless there were `most` within the hour before: false then, and nothing is counted, so that whoever goes on
/// asking does not keep it shut. Never more than `most` in any hour; whole windows of fifteen minutes count.
pub async fn count_within_hour(tx: &Tx, key: &str, most: i64) -> Result<bool> {
    count_attempt(tx, key).await?;
    let since = window(tx.now()).0 - TimeDelta::hours(1);
    let (backend, key) = (tx.get_database_backend(), Value::from(key));
    let sum = "SELECT CAST(SUM(attempts) AS bigint) AS attempts FROM attempt_counter WHERE key = $1 AND window_start >= $2";
    let row = tx.query_one_raw(Statement::from_sql_and_values(backend, sum, [key.clone(), since.into()])).await?;
    if row.map_or(Ok(1), |r| r.try_get::<i64>("", "attempts"))? <= most {
        return Ok(true);
    }
    let back = "UPDATE attempt_counter SET attempts = attempts - 1 WHERE key = $1 AND window_start = $2";
    tx.execute_raw(Statement::from_sql_and_values(backend, back, [key, window(tx.now()).0.into()])).await?;
    Ok(false)
}

fn window(now: DateTime<Utc>) -> (DateTime<Utc>, u64) {
    const SECONDS: i64 = 15 * 60;
    let start = now.timestamp().div_euclid(SECONDS) * SECONDS;
    let at = DateTime::from_timestamp(start, 0).unwrap_or(now);
    let left = (at + TimeDelta::seconds(SECONDS) - now).num_seconds().max(1);
    (at, left.unsigned_abs())
}
