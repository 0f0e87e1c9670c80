//! The table `job`: claiming with a lease, ending, putting off. Every change of a claimed job names its holder and attempt, so that a
//! server that was thought dead and comes back changes nothing.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value as SqlValue};
use uuid::Uuid;

use super::{Job, MOST_ATTEMPTS, RunJobs, pause_after};
use crate::{Db, Engine, Grant, Problem, Result, Tx, db::Technical};

/// How the work stands, for metrics and `doctor`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Health {
    /// News not yet handed on.
    pub outbox: i64,
    /// Jobs that are due and in nobody's hands.
    pub due: i64,
    /// Jobs that were given up.
    pub dead: i64,
}

impl Health {
    /// # Errors
    /// When the database does not answer.
    pub async fn look(db: &Db) -> Result<Self> {
        let reader = db.read(&Grant::<RunJobs>::system("jobs", None));
        let sql = "SELECT (SELECT COUNT(*) FROM outbox WHERE dead_at IS NULL) AS outbox, \
                   (SELECT COUNT(*) FROM job WHERE done_at IS NULL AND dead_at IS NULL AND run_at <= $1 AND locked_until IS NULL) AS due, \
                   (SELECT COUNT(*) FROM job WHERE dead_at IS NOT NULL) AS dead";
        let row = reader
            .query_one_raw(Statement::from_sql_and_values(reader.get_database_backend(), sql, [reader.now().into()]))
            .await?
            .ok_or_else(|| Problem::internal("no counts"))?;
        Ok(Self { outbox: row.try_get("", "outbox")?, due: row.try_get("", "due")?, dead: row.try_get("", "dead")? })
    }
}

/// Whether there is anything to dispatch and anything to run. Asked often, so it is one small read.
pub(super) async fn waiting(db: &Db) -> Result<(bool, bool)> {
    let reader = db.read(&Grant::<RunJobs>::system("jobs", None));
    let sql = "SELECT EXISTS (SELECT 1 FROM outbox WHERE dead_at IS NULL AND due_at <= $1) AS news, \
               EXISTS (SELECT 1 FROM job WHERE done_at IS NULL AND dead_at IS NULL AND run_at <= $1 \
               AND (locked_until IS NULL OR locked_until < $1)) AS jobs";
    let row = reader
        .query_one_raw(Statement::from_sql_and_values(reader.get_database_backend(), sql, [reader.now().into()]))
        .await?
        .ok_or_else(|| Problem::internal("no answer"))?;
    Ok((row.try_get("", "news")?, row.try_get("", "jobs")?))
}

/// Takes up to `most` due jobs for `lease`; also those whose holder did not renew his lease.
pub(super) async fn claim(db: &Db, holder: Uuid, kinds: &[&'static str], most: usize, lease: TimeDelta) -> Result<Vec<Job>> {
    let tx = db.begin(&Grant::<RunJobs>::system("jobs", None)).await?;
    let lock = if db.engine() == Engine::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
    let known = kinds.iter().enumerate().map(|(n, _)| format!("${}", n + 4)).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "UPDATE job SET locked_by = $1, locked_until = $2, attempts = attempts + 1 WHERE (school_id, id) IN \
         (SELECT school_id, id FROM job WHERE done_at IS NULL AND dead_at IS NULL AND run_at <= $3 \
         AND (locked_until IS NULL OR locked_until < $3) AND kind IN ({known}) ORDER BY run_at, id LIMIT {most} {lock}) \
         RETURNING school_id, id, kind, payload, attempts, owner_id, permission"
    );
    let mut values: Vec<SqlValue> = vec![holder.into(), (tx.now() + lease).into(), tx.now().into()];
    values.extend(kinds.iter().map(|kind| SqlValue::from(*kind)));
    let rows = tx.query_all_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    let jobs = rows.iter().map(|row| read(row, holder)).collect::<Result<Vec<_>>>()?;
    tx.commit_technical(Technical::Job).await?;
    Ok(jobs)
}

fn read(row: &QueryResult, holder: Uuid) -> Result<Job> {
    Ok(Job {
        school: row.try_get("", "school_id")?,
        id: row.try_get("", "id")?,
        kind: row.try_get("", "kind")?,
        payload: row.try_get("", "payload")?,
        attempts: row.try_get("", "attempts")?,
        owner: row.try_get("", "owner_id")?,
        permission: row.try_get("", "permission")?,
        holder,
    })
}

impl Job {
    /// Writes the end of the job into the transaction of its effect.
    ///
    /// # Errors
    /// When somebody else holds the job by now: then the effect is his, and this transaction must not commit.
    pub async fn end(&self, tx: &Tx) -> Result<()> {
        self.write(tx, "done_at = $5, locked_by = NULL, locked_until = NULL, last_error = NULL", vec![tx.now().into()]).await
    }

    /// Puts the job off, or gives it up after too many times; answers when it runs again, `None` when it does not.
    ///
    /// # Errors
    /// As [`Self::end`].
    pub async fn retry(&self, tx: &Tx, why: &str) -> Result<Option<DateTime<Utc>>> {
        if self.attempts >= MOST_ATTEMPTS {
            self.give_up(tx, why).await?;
            return Ok(None);
        }
        let at = tx.now() + pause_after(self.attempts);
        let set = "run_at = $5, last_error = $6, locked_by = NULL, locked_until = NULL";
        self.write(tx, set, vec![at.into(), why.into()]).await?;
        Ok(Some(at))
    }

    /// Leaves the job as it is, for somebody to look at.
    ///
    /// # Errors
    /// As [`Self::end`].
    pub async fn give_up(&self, tx: &Tx, why: &str) -> Result<()> {
        tracing::error!(target: "steward::failure", job = %self.id, kind = %self.kind, attempts = self.attempts, cause = why, "a job was given up");
        self.write(tx, "dead_at = $5, last_error = $6, locked_by = NULL, locked_until = NULL", vec![tx.now().into(), why.into()]).await
    }

    /// Holds the lease for longer; `false` when it is lost.
    pub(super) async fn hold(&self, db: &Db, lease: TimeDelta) -> Result<bool> {
        let tx = db.begin(&Grant::<RunJobs>::system("jobs", Some(self.school))).await?;
        let held = self.write(&tx, "locked_until = $5", vec![(tx.now() + lease).into()]).await.is_ok();
        tx.commit_technical(Technical::Job).await?;
        Ok(held)
    }

    async fn write(&self, tx: &Tx, set: &str, more: Vec<SqlValue>) -> Result<()> {
        let mut values: Vec<SqlValue> = vec![self.school.into(), self.id.into(), self.holder.into(), self.attempts.into()];
        values.extend(more);
        let sql = format!("UPDATE job SET {set} WHERE school_id = $1 AND id = $2 AND locked_by = $3 AND attempts = $4 AND done_at IS NULL");
        let done = tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
        if done.rows_affected() == 1 { Ok(()) } else { Err(Problem::internal("the lease of a job was lost")) }
    }
}

/// Drops jobs that were done or given up before `before` (a job of its own kind).
pub async fn forget_before(tx: &Tx, before: DateTime<Utc>) -> Result<()> {
    for sql in ["DELETE FROM job WHERE done_at < $1", "DELETE FROM job WHERE dead_at < $1", "DELETE FROM outbox WHERE dead_at < $1"] {
        tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, [before.into()])).await?;
    }
    Ok(())
}
