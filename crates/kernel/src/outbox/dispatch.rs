//! From the outbox to its subscribers: rows are taken with a lock that others step over, and leave in the transaction of what the
//! subscriber wrote for them. So each arrives exactly once, however many servers there are and whenever one of them dies.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement};
use serde_json::Value;
use uuid::Uuid;

use super::Received;
use crate::{
    Db, Engine, Grant, Problem, Result, Tx,
    db::Technical,
    jobs::{self, RunJobs},
};

/// Whoever wants news. What it writes, it writes into `tx`; it awaits nothing but the database.
#[async_trait]
pub trait Subscriber: Send + Sync {
    async fn receive(&self, tx: &Tx, received: &Received) -> Result<()>;
}

/// News taken in one transaction.
const BATCH: usize = 50;

/// Why nothing was handed on: by the fault of one piece of news, or of the database.
struct Failed {
    row: Option<(Uuid, Uuid)>,
    problem: Problem,
}

impl From<Problem> for Failed {
    fn from(problem: Problem) -> Self {
        Self { row: None, problem }
    }
}

impl From<DbErr> for Failed {
    fn from(error: DbErr) -> Self {
        Self { row: None, problem: error.into() }
    }
}

/// Hands on what is due, up to one batch; answers how many rows it dealt with. A piece of news that cannot be handed on does not hold up
/// the others: it is tried again later, and after many times it stays in the table with its last error.
///
/// # Errors
/// When the database does not answer.
pub async fn dispatch(db: &Db, subscribers: &[Arc<dyn Subscriber>]) -> Result<usize> {
    match take(db, subscribers, BATCH).await {
        Ok(done) => Ok(done),
        Err(Failed { row: None, problem }) => Err(problem),
        // One of them was at fault; alone, the others go through.
        Err(Failed { row: Some(_), .. }) => one_by_one(db, subscribers).await,
    }
}

async fn one_by_one(db: &Db, subscribers: &[Arc<dyn Subscriber>]) -> Result<usize> {
    let mut dealt_with = 0;
    while dealt_with < BATCH {
        match take(db, subscribers, 1).await {
            Ok(0) => break,
            Ok(done) => dealt_with += done,
            Err(Failed { row: None, problem }) => return Err(problem),
            Err(Failed { row: Some((school, id)), problem }) => {
                put_off(db, school, id, &jobs::cause(&problem)).await?;
                dealt_with += 1;
            }
        }
    }
    Ok(dealt_with)
}

async fn take(db: &Db, subscribers: &[Arc<dyn Subscriber>], most: usize) -> std::result::Result<usize, Failed> {
    let mut tx = db.begin(&Grant::<RunJobs>::system("outbox", None)).await?;
    let rows = due(&tx, db.engine(), most).await?;
    for row in &rows {
        let (school, id): (Uuid, Uuid) = (row.try_get("", "school_id")?, row.try_get("", "id")?);
        tx.enter_school(school, None);
        if let Err(problem) = hand_on(&tx, subscribers, school, id, row).await {
            // The rows are taken again at once, so their locks have to be gone.
            tx.roll_back().await?;
            return Err(Failed { row: Some((school, id)), problem });
        }
    }
    if rows.is_empty() {
        tx.roll_back().await?;
    } else {
        tx.commit_technical(Technical::Outbox).await?;
    }
    Ok(rows.len())
}

/// The oldest that are due, locked on PostgreSQL; on SQLite the transaction is the only one that writes.
async fn due(tx: &Tx, engine: Engine, most: usize) -> Result<Vec<QueryResult>> {
    let lock = if engine == Engine::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
    let sql = format!(
        "SELECT school_id, id, created_at, payload FROM outbox WHERE dead_at IS NULL AND due_at <= $1 \
         ORDER BY due_at, id LIMIT {most} {lock}"
    );
    Ok(tx.query_all_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, [tx.now().into()])).await?)
}

async fn hand_on(tx: &Tx, subscribers: &[Arc<dyn Subscriber>], school: Uuid, id: Uuid, row: &QueryResult) -> Result<()> {
    let payload: Value = row.try_get("", "payload")?;
    let at: DateTime<Utc> = row.try_get("", "created_at")?;
    let received = Received { school, id, at, news: serde_json::from_value(payload).map_err(Problem::internal)? };
    for subscriber in subscribers {
        subscriber.receive(tx, &received).await?;
    }
    let sql = "DELETE FROM outbox WHERE school_id = $1 AND id = $2";
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, [school.into(), id.into()])).await?;
    Ok(())
}

async fn put_off(db: &Db, school: Uuid, id: Uuid, cause: &str) -> Result<()> {
    let tx = db.begin(&Grant::<RunJobs>::system("outbox", Some(school))).await?;
    let sql = "UPDATE outbox SET attempts = attempts + 1 WHERE school_id = $1 AND id = $2 RETURNING attempts";
    let backend = tx.get_database_backend();
    let row = tx.query_one_raw(Statement::from_sql_and_values(backend, sql, [school.into(), id.into()])).await?;
    // Another server handed it on meanwhile.
    let Some(row) = row else { return Ok(()) };
    let attempts: i64 = row.try_get("", "attempts")?;
    tracing::error!(target: "steward::failure", cause, %id, attempts, "news could not be handed on");
    let dead = (attempts >= jobs::MOST_ATTEMPTS).then(|| tx.now());
    let sql = "UPDATE outbox SET due_at = $3, last_error = $4, dead_at = $5 WHERE school_id = $1 AND id = $2";
    let values = [school.into(), id.into(), (tx.now() + jobs::pause_after(attempts)).into(), cause.into(), dead.into()];
    tx.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    tx.commit_technical(Technical::Outbox).await
}
