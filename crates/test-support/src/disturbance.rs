//! What disturbs a database from outside: somebody else holds a lock, or its sessions are ended.

#![expect(clippy::disallowed_types, reason = "tests look behind the product's back")]

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, Statement, TransactionSession, TransactionTrait};

use crate::TestDb;

/// A lock that keeps the product from finishing a write. Reads go on, but for the table that was named.
#[derive(Debug)]
pub struct Held {
    transaction: DatabaseTransaction,
    _connection: DatabaseConnection,
}

impl Held {
    /// Lets go; nothing was changed.
    pub async fn release(self) {
        TransactionSession::rollback(self.transaction).await.unwrap();
    }
}

impl TestDb {
    /// Holds `table` on PostgreSQL (in `mode`, such as `ACCESS EXCLUSIVE`), the whole file against writing on SQLite.
    pub async fn hold(&self, table: &str, mode: &str) -> Held {
        let raw = self.raw().await;
        #[expect(clippy::disallowed_methods, reason = "disturbs the product from outside")]
        let transaction = raw.begin().await.unwrap();
        let sql = match raw.get_database_backend() {
            DbBackend::Postgres => format!("LOCK TABLE {table} IN {mode} MODE"),
            _ => format!("DELETE FROM {table} WHERE 1 = 0"),
        };
        transaction.execute_unprepared(&sql).await.unwrap();
        Held { transaction, _connection: raw }
    }

    /// How many sessions of the product wait for a lock (PostgreSQL).
    pub async fn waiting_sessions(&self) -> i64 {
        let sql = "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' \
             AND application_name IN ('steward', 'steward-read')";
        let raw = self.raw().await;
        let row = raw.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap().unwrap();
        row.try_get("", "n").unwrap()
    }

    /// Ends every session of the product, as a restart of PostgreSQL does.
    pub async fn end_sessions(&self) {
        let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = current_database() AND application_name IN ('steward', 'steward-read')";
        self.raw().await.execute_unprepared(sql).await.unwrap();
    }
}
