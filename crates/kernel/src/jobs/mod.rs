//! Work that is done later and may be done on any server: sending, for one. A job is written in the transaction that wants it,
//! claimed with a lease by whoever has a hand free, and tried again with growing pauses until it is done or has failed too often.
//!
//! A job may run twice when its server dies in the middle, so what it does to the world outside carries the job's id. What it writes
//! into the database it writes together with its own end ([`Job::end`]), which only the holder of the lease can.

mod store;
mod worker;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, Statement, Value as SqlValue};
use serde_json::Value;
use uuid::Uuid;

use crate::{Actor, Db, Permission, PermissionInfo, Problem, Result, Tx};

pub use store::{Health, forget_before};
pub use worker::{Hands, Owners, Worker};

/// Times that a job is tried; with [`pause_after`] they last a day and a half.
pub const MOST_ATTEMPTS: i64 = 44;

/// The pause after the `attempts`-th failure: half a minute, doubled each time, an hour at most.
pub fn pause_after(attempts: i64) -> TimeDelta {
    let doublings = u32::try_from(attempts.clamp(1, 8) - 1).unwrap_or(0);
    TimeDelta::seconds((30_i64 << doublings).min(3600))
}

/// For the worker itself. No role gives it.
#[derive(Debug, Clone, Copy)]
pub struct RunJobs;

impl Permission for RunJobs {
    const INFO: PermissionInfo =
        PermissionInfo { key: "jobs.run", zh: "后台任务", en: "Run jobs", access: crate::Access::Role, needs: crate::Strength::Whole };
}

/// A job to be written by [`Tx::enqueue`].
#[derive(Debug, Clone)]
pub struct NewJob {
    pub kind: &'static str,
    pub payload: Value,
    pub run_at: DateTime<Utc>,
    /// Of two with the same kind and key only the first is kept.
    pub key: Option<String>,
    /// The person for whom it runs, with the rights of the day on which it runs.
    pub owner: Option<Uuid>,
    /// What the owner must be permitted by then.
    pub permission: Option<&'static PermissionInfo>,
}

impl NewJob {
    pub const fn new(kind: &'static str, payload: Value, run_at: DateTime<Utc>) -> Self {
        Self { kind, payload, run_at, key: None, owner: None, permission: None }
    }
}

/// A job in somebody's hands.
#[derive(Debug, Clone)]
pub struct Job {
    pub school: Uuid,
    pub id: Uuid,
    pub kind: String,
    pub payload: Value,
    /// This time included.
    pub attempts: i64,
    pub owner: Option<Uuid>,
    pub permission: Option<String>,
    holder: Uuid,
}

/// How a piece of work ended.
#[derive(Debug)]
pub enum Outcome {
    /// It wrote its own end, by [`Job::end`] or [`Job::retry`], together with its effect.
    Settled,
    Done,
    /// Again after a pause, for this reason.
    Again(String),
    /// It makes no sense to try again.
    Never(String),
}

/// What does the jobs of one kind.
#[async_trait]
pub trait Work: Send + Sync {
    fn kind(&self) -> &'static str;

    /// `actor` is the job's owner with the rights of today; a job without an owner has none.
    async fn run(&self, db: &Db, job: &Job, actor: Option<&Actor>) -> Outcome;

    /// The owner left, or may not do this any more: nothing is done, whatever he could when the job was written.
    async fn forbidden(&self, _db: &Db, _job: &Job) -> Outcome {
        Outcome::Never("forbidden".into())
    }
}

impl Tx {
    /// Writes a job; it is not before the transaction is.
    pub async fn enqueue(&self, job: NewJob) -> Result<()> {
        let values: Vec<SqlValue> = vec![
            self.school()?.into(),
            self.new_id().into(),
            job.kind.into(),
            SqlValue::Json(Some(Box::new(job.payload))),
            job.run_at.into(),
            job.key.into(),
            job.owner.into(),
            job.permission.map(|info| info.key).into(),
            self.now().into(),
        ];
        let sql = "INSERT INTO job (school_id, id, kind, payload, run_at, key, owner_id, permission, created_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (school_id, kind, key) DO NOTHING";
        self.execute_raw(Statement::from_sql_and_values(self.get_database_backend(), sql, values)).await?;
        self.wake_the_worker();
        Ok(())
    }
}

/// What the log and `last_error` say of a failure: never a value that came from outside.
pub fn cause(problem: &Problem) -> String {
    problem.cause().map_or(problem.code(), crate::problem::Cause::for_log).chars().take(400).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour_and_last_more_than_a_day() {
        let pauses: Vec<i64> = (1..MOST_ATTEMPTS).map(|n| pause_after(n).num_seconds()).collect();
        assert_eq!(pauses[..9], [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
        assert!(pauses.iter().sum::<i64>() > 36 * 3600, "{}", pauses.iter().sum::<i64>());
    }
}
