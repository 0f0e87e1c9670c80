//! The database behind grants. Features get a [`Reader`] or a [`Tx`], never a connection.

#![expect(clippy::disallowed_types, reason = "the kernel is the one holder of connections")]

mod connect;
mod counted;
mod deadline;
mod reader;
mod seen;
mod snapshot;
mod tx;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use sea_orm::{ConnectionTrait as _, DatabaseConnection};
use sea_orm::{DbBackend, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use tokio::sync::Notify;

pub use connect::{Connect, StartRefused};
pub use reader::Reader;
pub use seen::SaveError;
pub use snapshot::Snapshot;
pub(crate) use tx::Signature;
pub use tx::{Technical, Tx};

use crate::{Clock, Grant, Ids, Permission, Problem, Result, idempotency};

/// Rows of one statement that writes or looks up many. SQLite binds at most 32 766 parameters, and the widest table has 63 columns.
pub const ROWS_PER_STATEMENT: usize = 500;

/// Which database engine stands behind. Both are real: every test runs on both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// The way to data. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    inner: Arc<Pools>,
    clock: Clock,
    ids: Ids,
    rights_epoch: Arc<AtomicU64>,
    worker: Arc<Notify>,
}

#[derive(Debug)]
struct Pools {
    engine: Engine,
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    /// Held for the life of a serving process on SQLite: a second server on the file is refused.
    _lock: Option<std::fs::File>,
}

impl Db {
    /// A database that is not there: enough to describe the API, of no use for anything else.
    pub fn detached(clock: Clock) -> Self {
        let pools =
            Pools { engine: Engine::Sqlite, writer: DatabaseConnection::default(), reader: DatabaseConnection::default(), _lock: None };
        let ids = Ids::new(clock.clone());
        Self { inner: Arc::new(pools), clock, ids, rights_epoch: Arc::default(), worker: Arc::default() }
    }

    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub fn ids(&self) -> &Ids {
        &self.ids
    }

    /// Grows with every committed change of rights; whoever caches rights compares it.
    pub fn rights_epoch(&self) -> u64 {
        self.rights_epoch.load(Ordering::Acquire)
    }

    /// Returns when a transaction of this process left work to do.
    pub(crate) async fn woken(&self) {
        self.worker.notified().await;
    }

    /// Opens reading. On PostgreSQL the session is read-only, on SQLite the file is opened read-only.
    pub fn read<P: Permission>(&self, grant: &Grant<P>) -> Reader {
        Reader::new(self.inner.reader.clone(), self.clock.clone(), grant.context().clone())
    }

    /// Opens reading as of one moment, over many statements: for reports and exports.
    pub async fn snapshot<P: Permission>(&self, grant: &Grant<P>) -> Result<Snapshot> {
        Snapshot::open(&self.inner.reader, grant.context().clone()).await
    }

    /// Opens a write. With an `Idempotency-Key` already used, the stored answer comes back as the error to return.
    pub async fn begin<P: Permission>(&self, grant: &Grant<P>) -> Result<Tx> {
        let signature = Signature {
            actor: grant.actor().clone(),
            school: grant.actor().school.unwrap_or_default(),
            role: grant.role(),
            stand_ins: grant.stand_ins().to_vec(),
            permission: P::INFO.key,
            request_id: grant.context().id().to_owned(),
        };
        let options =
            TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..TransactionOptions::default() };
        #[expect(clippy::disallowed_methods, reason = "the one opening of transactions; IMMEDIATE, or SQLite refuses upgrades")]
        let begun = deadline::within(self.inner.writer.begin_with_options(options)).await?;
        let tx = Tx::new(begun, signature, self, grant.context().clone(), grant.idempotency().cloned());
        if let (Some(key), Some(school)) = (grant.idempotency(), grant.actor().school) {
            idempotency::claim(&tx, school, grant.actor(), key).await?;
        }
        Ok(tx)
    }

    /// For work that is dear to do twice: a request that was answered before gets that answer, as the error to return, before anything
    /// is done. [`Self::begin`] asks again in the transaction, so this only saves time.
    ///
    /// # Errors
    /// The stored answer; 422 when the key was used for another body.
    pub async fn replay<P: Permission>(&self, grant: &Grant<P>) -> Result<()> {
        let (Some(key), Some(school)) = (grant.idempotency(), grant.actor().school) else { return Ok(()) };
        idempotency::replay(&self.read(grant), school, grant.actor(), key).await
    }

    /// Whether the database answers: for `/health/ready`.
    pub async fn ping(&self) -> Result<()> {
        deadline::within(Box::pin(self.inner.reader.ping())).await?;
        Ok(())
    }

    /// Lets `SQLite` look how much its tables hold, when they have grown ten times since it last did, a few thousand rows of each index
    /// at most: without that it cannot tell an index that finds ten cards from one that finds a hundred thousand. `PostgreSQL` does it
    /// by itself. Connections that are open learn of the first look at once, of later ones when they are opened again.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn refresh_statistics(&self) -> Result<()> {
        if self.inner.engine == Engine::Sqlite {
            // 2: analyse what needs it; 0x10: a few thousand rows of each index; 0x10000: all tables, not only those that this connection used.
            deadline::within(self.inner.writer.execute_unprepared("PRAGMA optimize = 0x10012")).await?;
        }
        Ok(())
    }

    /// Runs `work` over the raw writer connection: migrations and `doctor`, which have no school and no actor.
    ///
    /// # Errors
    /// Whatever `work` fails with.
    pub fn maintenance(&self) -> &DatabaseConnection {
        &self.inner.writer
    }

    /// Connections in use now: for reading, and for writing.
    pub fn connections_in_use(&self) -> (u32, u32) {
        let busy = |size: u32, idle: usize| size.saturating_sub(u32::try_from(idle).unwrap_or(size));
        let of = |connection: &DatabaseConnection| match self.inner.engine {
            Engine::Sqlite => {
                let pool = connection.get_sqlite_connection_pool();
                busy(pool.size(), pool.num_idle())
            }
            Engine::Postgres => {
                let pool = connection.get_postgres_connection_pool();
                busy(pool.size(), pool.num_idle())
            }
        };
        (of(&self.inner.reader), of(&self.inner.writer))
    }

    /// Closes both pools; what is in hand finishes first.
    pub async fn close(&self) {
        // A pool that fails to close is a pool that is gone; there is nothing left to do for it.
        let _ = self.inner.reader.close_by_ref().await;
        let _ = self.inner.writer.close_by_ref().await;
    }

    /// Turns a lost race on a version column into 412.
    ///
    /// # Errors
    /// 412 with the version after the one that was seen.
    pub fn expect_won(rows: u64, seen: i64) -> Result<()> {
        if rows == 1 { Ok(()) } else { Err(Problem::stale(seen + 1)) }
    }
}

/// The places of many rows of values in one INSERT: `($1, $2), ($3, $4)`, or `(?, ?), (?, ?)` on `SQLite`, which looks numbered
/// places up one by one and takes seconds over thousands of them.
pub fn rows_of_values(backend: DbBackend, rows: usize, columns: usize) -> String {
    let numbered = backend == DbBackend::Postgres;
    let place = |n: usize| if numbered { format!("${n}") } else { "?".to_owned() };
    let row = |index: usize| format!("({})", (1..=columns).map(|n| place(index * columns + n)).collect::<Vec<_>>().join(", "));
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_numbered_where_numbers_are_free() {
        assert_eq!(rows_of_values(DbBackend::Postgres, 2, 2), "($1, $2), ($3, $4)");
        assert_eq!(rows_of_values(DbBackend::Sqlite, 2, 2), "(?, ?), (?, ?)");
    }
}
