//! Human numbers (`BX20260901-0007`) from a sequence table, inside the transaction: no gap by failure, no duplicate.
//!
//! The row is hot: take numbers last, just before the commit, so that it is locked for as short as possible.

use sea_orm::{ConnectionTrait, Statement};

use uuid::Uuid;

use crate::{Problem, Result, Tx};

/// Takes `count` consecutive numbers of a prefix and period; answers the first.
pub async fn take(tx: &Tx, prefix: &str, period: &str, count: i64) -> Result<i64> {
    take_of(tx, tx.school()?, prefix, period, count).await
}

/// Takes numbers that are unique across the schools of an installation: keys of a search index that knows no schools.
pub async fn take_for_installation(tx: &Tx, prefix: &str, count: i64) -> Result<i64> {
    take_of(tx, Uuid::nil(), prefix, "", count).await
}

/// Lets a series go on above `last`, a number that came from elsewhere: an import, a card with a number of its own.
pub async fn keep_above(tx: &Tx, prefix: &str, period: &str, last: i64) -> Result<()> {
    tx.execute_raw(Statement::from_sql_and_values(
        tx.get_database_backend(),
        "INSERT INTO number_sequence (school_id, prefix, period, last) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (school_id, prefix, period) DO UPDATE SET last = excluded.last WHERE number_sequence.last < excluded.last",
        [tx.school()?.into(), prefix.into(), period.into(), last.into()],
    ))
    .await?;
    Ok(())
}

async fn take_of(tx: &Tx, school: Uuid, prefix: &str, period: &str, count: i64) -> Result<i64> {
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(
            tx.get_database_backend(),
            "INSERT INTO number_sequence (school_id, prefix, period, last) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (school_id, prefix, period) DO UPDATE SET last = number_sequence.last + excluded.last RETURNING last",
            [school.into(), prefix.into(), period.into(), count.into()],
        ))
        .await?
        .ok_or_else(|| Problem::internal("a sequence row was not returned"))?;
    let last: i64 = row.try_get("", "last")?;
    Ok(last - count + 1)
}
