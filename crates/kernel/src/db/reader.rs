//! Reading: one statement at a time, each its own snapshot. Two numbers that must agree come from one statement.

#![expect(clippy::disallowed_types, reason = "the kernel is the one holder of connections")]

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::DatabaseConnection;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement};

use crate::{Clock, RequestContext, db::deadline};

/// A read-only way into the database.
#[derive(Debug)]
pub struct Reader {
    connection: DatabaseConnection,
    clock: Clock,
    context: Arc<RequestContext>,
}

impl Reader {
    pub(super) fn new(connection: DatabaseConnection, clock: Clock, context: Arc<RequestContext>) -> Self {
        Self { connection, clock, context }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Reader {
    fn get_database_backend(&self) -> DbBackend {
        self.connection.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.context.count_query();
        deadline::within(self.connection.execute_raw(statement)).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.context.count_query();
        deadline::within(self.connection.execute_unprepared(sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.context.count_query();
        deadline::within(self.connection.query_one_raw(statement)).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.context.count_query();
        deadline::within(self.connection.query_all_raw(statement)).await
    }
}
