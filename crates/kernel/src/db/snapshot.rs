//! Reading many statements as of one moment: for reports and exports, whose sums and rows must be of one state. Everything else reads
//! by [`super::Reader`]: a snapshot keeps a connection, and on `SQLite` the log behind it, for as long as it lives.

#![expect(clippy::disallowed_types, reason = "the kernel is the one holder of transactions")]

use std::sync::Arc;

use sea_orm::{
    AccessMode, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

use super::counted::counted;
use crate::{RequestContext, Result, db::deadline};

/// One state of the database, read-only. Dropped, it is over.
#[derive(Debug)]
pub struct Snapshot {
    inner: DatabaseTransaction,
    context: Arc<RequestContext>,
}

impl Snapshot {
    pub(super) async fn open(connection: &DatabaseConnection, context: Arc<RequestContext>) -> Result<Self> {
        let options = if connection.get_database_backend() == DbBackend::Postgres {
            let (isolation_level, access_mode) = (Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly));
            TransactionOptions { isolation_level, access_mode, ..TransactionOptions::default() }
        } else {
            TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred), ..TransactionOptions::default() }
        };
        #[expect(clippy::disallowed_methods, reason = "a transaction that only reads")]
        let inner = deadline::within(connection.begin_with_options(options)).await?;
        Ok(Self { inner, context })
    }
}

counted!(Snapshot, inner);
