//! The same request sent twice has one effect and one answer.
//!
//! The row is written in the transaction of the effect: a concurrent second request waits on it and then gets the first
//! one's answer. Kept 30 days, or as long as `campus::retention` says.

use axum::http::{Method, request::Parts};
use sea_orm::{ConnectionTrait, DbErr, Statement};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Actor, Problem, RequestContext, Result, Text, Tx, extract, http::BodyHash, reply::StoredReply};

/// The client's key with what it was sent for.
#[derive(Debug, Clone)]
pub struct IdempotencyKey {
    key: String,
    operation: String,
    request_hash: Vec<u8>,
}

/// Larger answers are not stored: their replay is refused with 409 instead.
const MAX_STORED_BODY: usize = 64 * 1024;

impl IdempotencyKey {
    pub(crate) fn from_parts(parts: &Parts) -> Result<Option<Self>> {
        if parts.method != Method::POST {
            return Ok(None);
        }
        let unreadable = || {
            Problem::malformed(
                "bad_idempotency_key",
                "Idempotency-Key 应为 1 到 100 个可见字符。",
                "Idempotency-Key must be 1 to 100 visible characters, once.",
            )
        };
        let Some(value) = extract::only(&parts.headers, "idempotency-key").map_err(|_| unreadable())? else { return Ok(None) };
        let key = value.to_str().unwrap_or_default().trim().trim_matches('"');
        if key.is_empty() || key.len() > 100 || !key.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(unreadable());
        }
        let request_hash = parts.extensions.get::<BodyHash>().map(|h| h.0.clone()).unwrap_or_default();
        Ok(Some(Self { key: key.to_owned(), operation: RequestContext::of(parts).path().to_owned(), request_hash }))
    }

    /// The same key of a body that was hashed by who read it: in parts, each of which counts.
    pub(crate) fn of_body(self, parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        Self { request_hash: hash.finalize().to_vec(), ..self }
    }

    /// A key of work that is no request: the command line names the act and the key itself.
    pub fn detached(operation: &str, key: &str) -> Self {
        Self { key: key.to_owned(), operation: operation.to_owned(), request_hash: Vec::new() }
    }

    /// For operations where doing it twice would be costly.
    ///
    /// # Errors
    /// 400 when the caller sent none.
    pub fn require(found: Option<&Self>) -> Result<()> {
        found.map(|_| ()).ok_or_else(|| {
            Problem::malformed(
                "idempotency_key_required",
                "此操作需要 Idempotency-Key 请求头。",
                "This operation needs an Idempotency-Key header.",
            )
        })
    }
}

/// The public has no identity of its own: its keys are long random numbers made by the page.
fn scope_of(actor: &Actor) -> String {
    actor.person.map_or_else(|| format!("{}:{}", actor.kind.key(), actor.name), |id| id.to_string())
}

/// Claims the key inside the transaction, or answers with what was stored under it.
pub(crate) async fn claim(tx: &Tx, school: Uuid, actor: &Actor, key: &IdempotencyKey) -> Result<()> {
    let inserted = tx
        .execute_raw(Statement::from_sql_and_values(
            tx.get_database_backend(),
            "INSERT INTO idempotency_key (school_id, scope, operation, key, request_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (school_id, scope, operation, key) DO NOTHING",
            [
                school.into(),
                scope_of(actor).into(),
                key.operation.clone().into(),
                key.key.clone().into(),
                key.request_hash.clone().into(),
                tx.now().into(),
            ],
        ))
        .await?;
    if inserted.rows_affected() == 1 {
        return Ok(());
    }
    match kept(tx, school, actor, key).await? {
        Some(row) => Err(answer_of(&row, key)?),
        None => Err(Problem::unavailable("an idempotency row vanished between insert and select")),
    }
}

/// Answers with what is stored under the key, if anything is. Claims nothing.
pub(crate) async fn replay(db: &impl ConnectionTrait, school: Uuid, actor: &Actor, key: &IdempotencyKey) -> Result<()> {
    match kept(db, school, actor, key).await? {
        Some(row) => Err(answer_of(&row, key)?),
        None => Ok(()),
    }
}

async fn kept(db: &impl ConnectionTrait, school: Uuid, actor: &Actor, key: &IdempotencyKey) -> Result<Option<sea_orm::QueryResult>> {
    Ok(db
        .query_one_raw(Statement::from_sql_and_values(
            db.get_database_backend(),
            "SELECT request_hash, status, version, body FROM idempotency_key WHERE school_id = $1 AND scope = $2 AND operation = $3 AND key = $4",
            [school.into(), scope_of(actor).into(), key.operation.clone().into(), key.key.clone().into()],
        ))
        .await?)
}

/// The stored answer, as the error that carries it.
fn answer_of(row: &sea_orm::QueryResult, key: &IdempotencyKey) -> Result<Problem> {
    let hash: Vec<u8> = row.try_get("", "request_hash")?;
    if hash != key.request_hash {
        return Ok(Problem::refused(
            "idempotency_key_reused",
            Text::fixed("这个 Idempotency-Key 已用于另一份内容。", "This Idempotency-Key was used for another request body."),
        ));
    }
    Ok(stored(row)?.map_or_else(
        || Problem::conflict("already_done", Text::fixed("这次提交已经处理过，请刷新查看。", "This was done already; reload to see it.")),
        Problem::replay,
    ))
}

fn stored(row: &sea_orm::QueryResult) -> std::result::Result<Option<StoredReply>, DbErr> {
    let status: Option<i64> = row.try_get("", "status")?;
    let body: Option<Vec<u8>> = row.try_get("", "body")?;
    let version: Option<i64> = row.try_get("", "version")?;
    let status = status.and_then(|s| u16::try_from(s).ok()).and_then(|s| axum::http::StatusCode::from_u16(s).ok());
    Ok(status.zip(body).map(|(status, body)| StoredReply { status, version, body }))
}

/// Stores the answer beside the claimed key.
pub(crate) async fn remember(tx: &Tx, school: Uuid, actor: &Actor, key: &IdempotencyKey, reply: &StoredReply) -> Result<()> {
    let fits = reply.body.len() <= MAX_STORED_BODY;
    tx.execute_raw(Statement::from_sql_and_values(
        tx.get_database_backend(),
        "UPDATE idempotency_key SET status = $5, version = $6, body = $7 WHERE school_id = $1 AND scope = $2 AND operation = $3 AND key = $4",
        [
            school.into(),
            scope_of(actor).into(),
            key.operation.clone().into(),
            key.key.clone().into(),
            i64::from(reply.status.as_u16()).into(),
            reply.version.into(),
            fits.then(|| reply.body.clone()).into(),
        ],
    ))
    .await?;
    Ok(())
}
