//! Reading many statements as of one moment: for reports and exports, whose sums and rows must be of one state. Everything else reads
//! by [`super::Reader`]: a snapshot keeps a connection, and on `SQLite` the log behind it, for as long as it lives.

#![expect(clippy::disallowed_types, reason = "the kernel is the one holder of transactions")]

use std::sync::Arc;

use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, IsolationLevel, QueryResult,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

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

#[async_trait::async_trait]
impl ConnectionTrait for Snapshot {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> std::result::Result<ExecResult, DbErr> {
        self.context.count_query();
        deadline::within(self.inner.execute_raw(statement)).await
    }

    async fn execute_unprepared(&self, sql: &str) -> std::result::Result<ExecResult, DbErr> {
        self.context.count_query();
        deadline::within(self.inner.execute_unprepared(sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> std::result::Result<Option<QueryResult>, DbErr> {
        self.context.count_query();
        deadline::within(self.inner.query_one_raw(statement)).await
    }

    async fn query_all_raw(&self, statement: Statement) -> std::result::Result<Vec<QueryResult>, DbErr> {
        self.context.count_query();
        deadline::within(self.inner.query_all_raw(statement)).await
    }
}
