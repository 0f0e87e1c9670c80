//! A fresh database for a test: a copy of a migrated file, kept in memory, or a clone of a migrated template on the PostgreSQL that the
//! test command started.

#![expect(clippy::disallowed_types, reason = "tests look behind the product's back")]

use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use kernel::{Clock, Db};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use server::{Config, config::Secret};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::{TestApp, morning, school::SCHOOL};

/// Which engine a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestEngine {
    Sqlite,
    Postgres,
}

/// A database of its own; gone with the value.
#[derive(Debug)]
pub struct TestDb {
    pub engine: TestEngine,
    pub dir: TempDir,
    pub url: Option<String>,
}

/// What a database and the folder of its server held when nobody had it open any more. Plain data: it outlives the runtime of the test
/// that made it, and leaves no folder behind.
#[derive(Debug)]
pub struct KeptDb {
    engine: TestEngine,
    url: Option<String>,
    /// By their paths in the folder; that of SQLite's database is among them.
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl KeptDb {
    /// Another of the same content.
    pub async fn copy(&self) -> TestDb {
        let dir = folder();
        for (path, content) in &self.files {
            let path = dir.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }
        let url = match &self.url {
            Some(url) => Some(clone_of(name_in(url)).await),
            None => None,
        };
        TestDb { engine: self.engine, dir, url }
    }
}

impl TestDb {
    pub async fn new(engine: TestEngine) -> Self {
        let dir = folder();
        let url = match engine {
            TestEngine::Sqlite => {
                copy_template(dir.path()).await;
                None
            }
            TestEngine::Postgres => Some(clone_of(TEMPLATE.get_or_init(make_template).await).await),
        };
        Self { engine, dir, url }
    }

    /// With a school set up in it already, as `Client::found` leaves it: once through the product, then copied.
    pub async fn with_school(engine: TestEngine) -> Self {
        let made = match engine {
            TestEngine::Sqlite => &SCHOOL_ON_SQLITE,
            TestEngine::Postgres => &SCHOOL_ON_POSTGRES,
        };
        made.get_or_init(|| async { founded(engine).await.keep() }).await.copy().await
    }

    /// A place for a database: an empty folder, or an empty database of the cluster.
    pub async fn empty(engine: TestEngine) -> Self {
        let mut db = Self { engine: TestEngine::Sqlite, dir: folder(), url: None };
        if engine == TestEngine::Postgres {
            let name = format!("empty_{}", fresh());
            run_sql(&format!("CREATE DATABASE {name}")).await;
            (db.engine, db.url) = (engine, Some(database(&name)));
        }
        db
    }

    /// Another of the same content, while nobody has this one open.
    pub async fn copy(&self) -> Self {
        let dir = folder();
        if let Some(url) = &self.url {
            return Self { engine: self.engine, dir, url: Some(clone_of(name_in(url)).await) };
        }
        std::fs::write(dir.path().join("steward.db"), file_in(self.dir.path())).unwrap();
        Self { engine: self.engine, dir, url: None }
    }

    /// To be copied again and again, with the files beside it; nobody has it open.
    pub fn keep(self) -> KeptDb {
        let files = files_below(self.dir.path());
        KeptDb { engine: self.engine, url: self.url, files }
    }

    /// Settings that point a server at this database.
    pub fn config(&self) -> Config {
        let mut config = Config::default();
        config.data.dir = self.dir.path().to_path_buf();
        config.database.url = self.url.clone().map(Secret::new);
        config.database.connections = 4;
        // Tests run side by side on two cores; what a busy machine makes slow is no fault of the product.
        config.database.acquire_timeout_ms = 10_000;
        config.auth.token_secret = Some(Secret::new("7c0e4d1a9b8f6352e4d1a9b8f63527c0e4d1a9b8f6352aa"));
        config.server.show_query_count = true;
        config.import.parser = product();
        // News, jobs and rounds move when a test says so (`TestApp::deliver`, `TestApp::run_jobs`): what a test compares must not change by
        // itself.
        config.jobs.at_once = 0;
        config.light_passwords = true;
        config
    }

    /// Files in the store, what is being received included: path below its folder and length.
    pub fn kept_files(&self) -> Vec<String> {
        let root = self.dir.path().join("files");
        let (mut folders, mut found) = (vec![root.clone()], Vec::new());
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                // What is being received may be gone by now.
                match std::fs::metadata(&path) {
                    Ok(about) if about.is_dir() => folders.push(path),
                    Ok(about) => found.push(format!("{} {}", path.strip_prefix(&root).unwrap().display(), about.len())),
                    Err(_) => {}
                }
            }
        }
        found.sort();
        found
    }

    /// The raw connection, for tests that look behind the product's back.
    pub async fn raw(&self) -> DatabaseConnection {
        let url = self.url.clone().unwrap_or_else(|| format!("sqlite://{}?mode=rw", self.dir.path().join("steward.db").display()));
        #[expect(clippy::disallowed_methods, reason = "looks behind the product's back")]
        Database::connect(url).await.unwrap()
    }
}

/// An empty folder in memory, where there is such a place.
fn folder() -> TempDir {
    let base = PathBuf::from("/dev/shm");
    if base.is_dir() { tempfile::tempdir_in(base) } else { tempfile::tempdir() }.unwrap()
}

/// The maintenance database of the cluster that `scripts/with-postgres.sh` started. Missing, the test fails: no engine is skipped.
fn cluster() -> String {
    #[expect(clippy::disallowed_methods, reason = "the test command hands it over")]
    let url = std::env::var("STEWARD_TEST_POSTGRES_URL");
    url.expect("no PostgreSQL: run the tests by scripts/with-postgres.sh (make test does)")
}

fn database(name: &str) -> String {
    cluster().replacen("/postgres?", &format!("/{name}?"), 1)
}

static TEMPLATE_FILE: OnceCell<Vec<u8>> = OnceCell::const_new();

/// The file as the migrations left it: they run once, not before every test.
async fn copy_template(into: &Path) {
    let file = TEMPLATE_FILE.get_or_init(make_template_file).await;
    std::fs::write(into.join("steward.db"), file).unwrap();
}

async fn make_template_file() -> Vec<u8> {
    let dir = folder();
    let mut config = Config::default();
    config.data.dir = dir.path().to_path_buf();
    let db: Db = server::start::open(&config, Clock::default(), true).await.unwrap();
    db.close().await;
    file_in(dir.path())
}

/// Closing wrote everything back: there is no journal to copy beside it.
fn file_in(dir: &Path) -> Vec<u8> {
    assert!(!dir.join("steward.db-wal").exists());
    std::fs::read(dir.join("steward.db")).unwrap()
}

/// All files below a folder, by their paths in it.
fn files_below(root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    // As for `file_in`.
    assert!(!root.join("steward.db-wal").exists());
    let (mut folders, mut found) = (vec![root.to_path_buf()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((path.strip_prefix(root).unwrap().to_path_buf(), std::fs::read(&path).unwrap()));
            }
        }
    }
    found
}

static TEMPLATE: OnceCell<String> = OnceCell::const_new();

async fn clone_of(template: &str) -> String {
    let name = format!("test_{}", fresh());
    run_sql(&format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")).await;
    database(&name)
}

async fn make_template() -> String {
    let name = format!("template_{}", fresh());
    run_sql(&format!("CREATE DATABASE {name}")).await;
    let mut config = Config::default();
    config.database.url = Some(Secret::new(database(&name)));
    config.database.connections = 2;
    let db: Db = server::start::open(&config, Clock::default(), true).await.unwrap();
    db.close().await;
    name
}

static SCHOOL_ON_SQLITE: OnceCell<KeptDb> = OnceCell::const_new();
static SCHOOL_ON_POSTGRES: OnceCell<KeptDb> = OnceCell::const_new();

/// A database in which the product has set up a school, a minute before a test begins: what the test writes is newer, by its ids too.
/// Nobody has it open any more.
async fn founded(engine: TestEngine) -> TestDb {
    let before = morning() - TimeDelta::minutes(1);
    let mut app = TestApp::start_at(before, TestDb::new(engine).await, |_| {}, |_| axum::Router::new()).await;
    let token = app.running.as_ref().unwrap().setup_token.clone().unwrap();
    app.nobody().found(&token, SCHOOL).await;
    app.stop().await;
    app.db
}

/// The name of a database of the cluster, out of its address.
fn name_in(url: &str) -> &str {
    let (_, name) = url.split_once('?').map_or(url, |(before, _)| before).rsplit_once('/').unwrap();
    name
}

fn fresh() -> String {
    #[expect(clippy::disallowed_methods, reason = "a name for a throw-away database")]
    let id = Uuid::new_v4();
    id.simple().to_string()
}

async fn run_sql(sql: &str) {
    #[expect(clippy::disallowed_methods, reason = "makes and drops test databases")]
    let connection = Database::connect(cluster()).await.unwrap();
    connection.execute_unprepared(sql).await.unwrap();
    connection.close().await.unwrap();
}

/// The product's own command line, built beside the tests: it reads spreadsheets for a server that runs inside them.
fn product() -> Option<std::path::PathBuf> {
    let me = std::env::current_exe().ok()?;
    me.ancestors().skip(1).take(2).map(|folder| folder.join("steward-under-test")).find(|program| program.exists())
}
