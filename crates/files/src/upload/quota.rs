//! How much of its space a school has taken: one row, changed in the transaction of every upload.

use kernel::{Result, Tx};
use sea_orm::{ConnectionTrait, Statement, Value};

use crate::{FileError, store::Key};

/// Waits for the school's row and holds it until the transaction ends: what is counted next stays true.
pub(super) async fn hold(tx: &Tx, school: uuid::Uuid) -> Result<()> {
    run(
        tx,
        "INSERT INTO upload_usage (school_id, bytes) VALUES ($1, 0) ON CONFLICT (school_id) DO UPDATE SET bytes = upload_usage.bytes",
        vec![school.into()],
    )
    .await?;
    Ok(())
}

/// Counts an upload in, unless its bytes are there already.
///
/// # Errors
/// 413 when it would not fit.
pub(super) async fn take(tx: &Tx, key: &Key, bytes: i64, quota: i64) -> Result<()> {
    hold(tx, key.school).await?;
    let more = "(CASE WHEN EXISTS (SELECT 1 FROM upload WHERE school_id = $1 AND sha256 = $2) THEN 0 ELSE $3 END)";
    let sql = format!("UPDATE upload_usage SET bytes = bytes + {more} WHERE school_id = $1 AND bytes + {more} <= $4");
    let taken = run(tx, &sql, vec![key.school.into(), key.sha256.clone().into(), bytes.into(), quota.into()]).await?;
    if taken == 1 { Ok(()) } else { Err(FileError::QuotaExceeded.into()) }
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
