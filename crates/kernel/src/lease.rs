//! Who does what only one server of an installation should do at a time: the row of a name holds who has it and until when.

use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use crate::{Db, Grant, Result, db::Technical, jobs::RunJobs};

/// Takes the lease of this name, or holds it for longer; `false` while another has it.
///
/// # Errors
/// When the database does not answer.
pub async fn hold(db: &Db, name: &'static str, holder: Uuid, lease: TimeDelta) -> Result<bool> {
    let tx = db.begin(&Grant::<RunJobs>::system("lease", None)).await?;
    let sql = "INSERT INTO lease (name, holder, until) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE \
               SET holder = excluded.holder, until = excluded.until WHERE lease.holder = excluded.holder OR lease.until < $4";
    let values = [name.into(), holder.into(), (tx.now() + lease).into(), tx.now().into()];
    let done = tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    tx.commit_technical(Technical::Job).await?;
    Ok(done.rows_affected() == 1)
}

/// Gives it back, so that another need not wait for its end.
///
/// # Errors
/// When the database does not answer.
pub async fn release(db: &Db, name: &'static str, holder: Uuid) -> Result<()> {
    let tx = db.begin(&Grant::<RunJobs>::system("lease", None)).await?;
    let sql = "DELETE FROM lease WHERE name = $1 AND holder = $2";
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, [name.into(), holder.into()])).await?;
    tx.commit_technical(Technical::Job).await
}
