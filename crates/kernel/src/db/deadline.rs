//! Every database call ends: a network that swallows packets must not hold a request for ever.

use std::{future::Future, time::Duration};

use sea_orm::{DbErr, RuntimeErr};

/// Longest a single statement may take. Exports and imports work in pieces shorter than this.
const STATEMENT: Duration = Duration::from_secs(5);

pub(super) async fn within<T>(call: impl Future<Output = Result<T, DbErr>>) -> Result<T, DbErr> {
    tokio::time::timeout(STATEMENT, call)
        .await
        .unwrap_or_else(|_| Err(DbErr::Conn(RuntimeErr::SqlxError(std::sync::Arc::new(sqlx::Error::PoolTimedOut)))))
}
