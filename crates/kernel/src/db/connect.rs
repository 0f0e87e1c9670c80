//! Opening the database as the product promises it: WAL, FULL, foreign keys; a writer of one and read-only readers on SQLite;
//! durable commits on PostgreSQL. What does not hold is refused at start, in words.

#![expect(clippy::disallowed_types, reason = "the kernel is the one that opens connections")]

use std::{os::unix::fs::DirBuilderExt, path::PathBuf, sync::Arc, time::Duration};

use sea_orm::DatabaseConnection;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, Statement};
use sqlx::{
    Connection,
    sqlite::{SqliteJournalMode, SqliteSynchronous},
};

use super::{Db, Engine, Pools};
use crate::{Clock, Ids};

/// How to reach the database.
#[derive(Debug, Clone)]
pub struct Connect {
    /// A PostgreSQL URL, or `None` for the embedded database at `sqlite_path`.
    pub postgres_url: Option<String>,
    pub sqlite_path: PathBuf,
    /// Connections for reading (and, on PostgreSQL, as many for writing).
    pub connections: u32,
    /// How long a request waits for a free connection before it is told to try again.
    pub acquire_timeout: Duration,
    /// Whether this process serves: on SQLite only one may.
    pub exclusive: bool,
}

/// Why the product does not start on this database.
#[derive(Debug, thiserror::Error)]
pub enum StartRefused {
    #[error("the database cannot be opened: {0}")]
    Open(String),
    #[error("another Steward is already serving this database file ({0}); stop it first")]
    SecondServer(String),
    #[error("the embedded SQLite is {found}; at least {needed} is needed (older ones can corrupt the file)")]
    OldSqlite { found: String, needed: &'static str },
    #[error("SQLite setting {name} is {found}, expected {expected}")]
    SqliteSetting { name: &'static str, found: String, expected: &'static str },
    #[error("PostgreSQL setting {name} is off: committed work could be lost in a power cut; turn it on")]
    PostgresSetting { name: &'static str },
    #[error("the data folder {0} is on a network file system, where SQLite's locks do not hold; use a local disk or PostgreSQL")]
    NetworkFileSystem(String),
}

/// First SQLite without the WAL-reset corruption race.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

impl Connect {
    /// Opens both pools and checks the promises.
    pub async fn open(&self, clock: Clock) -> Result<Db, StartRefused> {
        let pools = match &self.postgres_url {
            Some(url) => self.postgres(url).await?,
            None => self.sqlite().await?,
        };
        let ids = Ids::new(clock.clone());
        Ok(Db { inner: Arc::new(pools), clock, ids, rights_epoch: Arc::default(), worker: Arc::default() })
    }

    /// Opens an SQLite file that nobody serves, such as the copy in a backup, for reading only and without a word about its settings.
    pub async fn to_read(path: &std::path::Path) -> Result<DatabaseConnection, StartRefused> {
        let mut options = ConnectOptions::new(format!("sqlite://{}?mode=ro", path.display()));
        options.max_connections(1).sqlx_logging(false);
        options.map_sqlx_sqlite_opts(|o| o.read_only(true).pragma("query_only", "1"));
        connect(options).await
    }

    fn options(&self, url: &str, connections: u32) -> ConnectOptions {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(connections)
            .min_connections(1)
            .acquire_timeout(self.acquire_timeout)
            // No reaper: sqlx 0.9's counts idle connections below zero in a race, then spins for ever and holds up the stop
            // (sqlx issue 3645). Stale connections are found by the test before use.
            .idle_timeout(None::<Duration>)
            .max_lifetime(None::<Duration>)
            .sqlx_logging(false)
            .record_stmt_in_spans(false)
            .test_before_acquire_if_idle_for(Duration::from_secs(30));
        options
    }

    async fn sqlite(&self) -> Result<Pools, StartRefused> {
        let shown = self.sqlite_path.display().to_string();
        if let Some(folder) = self.sqlite_path.parent() {
            // Made here, it is its owner's alone: names and password hashes of a whole school lie in it.
            std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(open_error)?;
            refuse_network_file_system(folder)?;
        }
        let lock = if self.exclusive { Some(self.lock_file(&shown)?) } else { None };
        let mut writer = self.options(&format!("sqlite://{shown}?mode=rwc"), 1);
        writer.map_sqlx_sqlite_opts(|o| {
            o.journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(2))
                .pragma("cache_size", "-16000")
        });
        take_back_only_what_ended(&mut writer);
        let writer = connect(writer).await?;
        let mut reader = self.options(&format!("sqlite://{shown}?mode=ro"), self.connections);
        take_back_only_what_ended(&mut reader);
        reader.map_sqlx_sqlite_opts(|o| {
            o.read_only(true).busy_timeout(Duration::from_secs(2)).pragma("query_only", "1").pragma("cache_size", "-16000")
        });
        let reader = connect(reader).await?;
        check_sqlite(&writer).await?;
        Ok(Pools { engine: Engine::Sqlite, writer, reader, _lock: lock })
    }

    fn lock_file(&self, shown: &str) -> Result<std::fs::File, StartRefused> {
        let path = self.sqlite_path.with_extension("lock");
        let file = std::fs::File::options().create(true).truncate(false).write(true).open(path).map_err(open_error)?;
        file.try_lock().map_err(|_| StartRefused::SecondServer(shown.to_owned()))?;
        Ok(file)
    }

    async fn postgres(&self, url: &str) -> Result<Pools, StartRefused> {
        let mut writer = self.options(url, self.connections);
        writer.map_sqlx_postgres_opts(|o| {
            o.application_name("steward").options([
                ("statement_timeout", "5s"),
                ("lock_timeout", "2s"),
                ("idle_in_transaction_session_timeout", "10s"),
            ])
        });
        let writer = connect(writer).await?;
        let mut reader = self.options(url, self.connections);
        reader.map_sqlx_postgres_opts(|o| {
            o.application_name("steward-read").options([("default_transaction_read_only", "on"), ("statement_timeout", "5s")])
        });
        let reader = connect(reader).await?;
        for name in ["fsync", "full_page_writes", "synchronous_commit"] {
            if setting(&writer, &format!("SHOW {name}"), name).await? == "off" {
                return Err(StartRefused::PostgresSetting { name });
            }
        }
        Ok(Pools { engine: Engine::Postgres, writer, reader, _lock: None })
    }
}

fn open_error(error: impl std::fmt::Display) -> StartRefused {
    StartRefused::Open(error.to_string())
}

async fn connect(options: ConnectOptions) -> Result<DatabaseConnection, StartRefused> {
    #[expect(clippy::disallowed_methods, reason = "the one place that opens the database")]
    let opened = Box::pin(Database::connect(options));
    opened.await.map_err(open_error)
}

async fn setting(connection: &DatabaseConnection, sql: &str, column: &str) -> Result<String, StartRefused> {
    let row = connection
        .query_one_raw(Statement::from_string(connection.get_database_backend(), sql))
        .await
        .map_err(open_error)?
        .ok_or_else(|| StartRefused::Open(format!("no answer to {sql}")))?;
    row.try_get::<String>("", column).or_else(|_| row.try_get::<i64>("", column).map(|n| n.to_string())).map_err(open_error)
}

/// When the disk refuses a write, `SQLite` ends the transaction by itself. The ROLLBACK that follows then finds none, and sqlx goes on
/// counting one that is no more: later transactions on that connection would be savepoints, and their commits would commit nothing. So a
/// connection that comes back from a transaction that did not end is closed, and another is opened.
fn take_back_only_what_ended(options: &mut ConnectOptions) {
    options.map_sqlx_sqlite_pool_opts(|pool| {
        pool.after_release(|connection, _| {
            Box::pin(async move {
                // Waits for the rollback that may still be on its way.
                connection.ping().await?;
                Ok(!connection.is_in_transaction())
            })
        })
    });
}

async fn check_sqlite(writer: &DatabaseConnection) -> Result<(), StartRefused> {
    let found = setting(writer, "SELECT sqlite_version() AS version", "version").await?;
    let mut parts = found.split('.').map(|p| p.parse::<u32>().unwrap_or(0));
    let version = (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if version < OLDEST_SQLITE {
        return Err(StartRefused::OldSqlite { found, needed: "3.51.3" });
    }
    for (name, expected) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")] {
        let found = setting(writer, &format!("PRAGMA {name}"), name).await?;
        if found != expected {
            return Err(StartRefused::SqliteSetting { name, found, expected });
        }
    }
    Ok(())
}

/// Linux lists mounts with their types; elsewhere the check is skipped and `doctor` says so.
fn refuse_network_file_system(folder: &std::path::Path) -> Result<(), StartRefused> {
    let Ok(mounts) = std::fs::read_to_string("/proc/self/mounts") else { return Ok(()) };
    let folder = folder.canonicalize().map_err(open_error)?;
    let kind = mounts
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ');
            let (_, point, kind) = (fields.next()?, fields.next()?, fields.next()?);
            folder.starts_with(point).then_some((point.len(), kind))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, kind)| kind);
    match kind {
        Some("nfs" | "nfs4" | "cifs" | "smb3" | "smbfs" | "fuse.sshfs" | "afs" | "9p" | "ceph") => {
            Err(StartRefused::NetworkFileSystem(folder.display().to_string()))
        }
        _ => Ok(()),
    }
}
