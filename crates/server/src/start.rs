//! From settings to a serving process, and back to a stopped one.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use anyhow::Context;
use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
    middleware::{self, Next},
};
use files::Files;
use identity::{Cost, Identity, Passwords, SessionGate, SetupToken, Signer, TokenKey, Vault, mail::Letters, openid::Provider};
use kernel::{
    Clock, Db, Engine, Gate, RequestContext,
    db::Connect,
    http::{Bodies, EdgeState, Load, Paths},
    jobs::{Work, Worker},
};
use notices::{Notices, Outbound};
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::{
    Config,
    api::{self, Beside},
    backup, health, jobs, listen,
    metrics::{self, Metrics},
    migrate,
    post::{Post, Questions},
    tls::Certificate,
    traces::{self, Traces},
    warnings::{self, Warning},
    web,
};

/// A serving process.
pub struct Running {
    pub address: SocketAddr,
    /// Where the metrics are, when they are wanted.
    pub metrics_address: Option<SocketAddr>,
    pub db: Db,
    pub beside: Beside,
    pub worker: Worker,
    /// Printed once, while no school exists.
    pub setup_token: Option<String>,
    /// What somebody should look after.
    pub warnings: Vec<Warning>,
    stop: CancellationToken,
    server: JoinHandle<()>,
    jobs: Option<JoinHandle<()>>,
    working: Option<JoinHandle<()>>,
    traces: Option<Traces>,
}

impl Running {
    /// Stops accepting, finishes what is in hand, closes the database.
    pub async fn stop(self) {
        self.stop.cancel();
        let _ = self.server.await;
        for behind in [self.jobs, self.working].into_iter().flatten() {
            let _ = behind.await;
        }
        if let Some(traces) = self.traces {
            traces.end().await;
        }
        self.db.close().await;
    }

    /// Waits until the server has ended by itself: a fault.
    pub async fn ended(&mut self) {
        let _ = (&mut self.server).await;
    }
}

/// Opens the database, brings it up to date and serves.
///
/// # Errors
/// When a promise cannot be kept: see [`kernel::db::StartRefused`].
pub async fn run(config: &Config, clock: Clock, listener: TcpListener) -> anyhow::Result<Running> {
    run_wrapped(config, clock, listener, |_| Router::new(), |app| app).await
}

/// [`run`] with deliberate faults: `inside` adds routes that stand behind the kernel's edge like all others, `around` goes round the
/// finished application.
///
/// # Errors
/// As [`run`].
pub async fn run_wrapped(
    config: &Config,
    clock: Clock,
    listener: TcpListener,
    inside: impl FnOnce(&Db) -> Router,
    around: impl FnOnce(Router) -> Router,
) -> anyhow::Result<Running> {
    let certificate = Certificate::of(config)?;
    let db = open(config, clock, true).await?;
    campus::calendar::preload(&db).await.map_err(|problem| crate::commands::problem(&problem))?;
    let setup_token = setup_token(config, &db).await?;
    let identity = identity(config, &db, setup_token.as_deref())?;
    let warnings = warnings::look(config, &db, identity.signer.key_id()).await?;
    for warning in &warnings {
        tracing::warn!(target: "steward::start", "{warning}");
    }
    let files = Files::new(db.clone(), config.files());
    files.prepare().with_context(|| format!("cannot write the folder of files {}", config.files().dir.display()))?;
    let exports = registers::export::Exports::new(db.clone(), config.exports());
    let notices = notices(config, &db)?;
    let worker = worker(config, &identity, &notices);
    let beside = Beside { files, exports, parser: crate::import::parser_program(config)?, notices };
    let load = Load::new(config.requests(), PATHS);
    let metrics = Metrics::of(config, &db, &load).await?;
    let traces = Traces::of(config)?;
    let app = app(config, &identity, &beside, &load, inside(&db));
    let app = around(watched(app, metrics.as_ref(), traces.as_ref()));
    let door = listen::Door { load, ids: db.ids().clone(), https: config.is_https() };
    let address = listener.local_addr()?;
    let stop = CancellationToken::new();
    let limits =
        listen::Limits { connections: config.server.max_connections, headers: Duration::from_millis(config.server.header_timeout_ms) };
    if let Some(certificate) = &certificate {
        tokio::spawn(certificate.clone().watch(stop.clone()));
    }
    let server = tokio::spawn(listen::serve(listener, app, door, limits, certificate, stop.clone()));
    let metrics_address = metrics.map(|metrics| metrics.serve(stop.clone())).transpose()?;
    let works = config.jobs.at_once > 0;
    let jobs = works.then(|| tokio::spawn(jobs::run(db.clone(), beside.clone(), worker.holder(), stop.clone())));
    let working = works.then(|| tokio::spawn(worker.clone().run(stop.clone().cancelled_owned())));
    Ok(Running { address, metrics_address, db, beside, worker, setup_token, warnings, stop, server, jobs, working, traces })
}

/// Who hands on news and runs jobs in this process.
fn worker(config: &Config, identity: &Identity, notices: &Notices) -> Worker {
    let works: Vec<Arc<dyn Work>> = vec![notices.work(), Arc::new(Letters::new(identity.clone()))];
    Worker::new(identity.db.clone(), config.hands(), vec![notices.subscriber()], works, Arc::new(identity::PeopleToday))
}

fn notices(config: &Config, db: &Db) -> anyhow::Result<Notices> {
    Ok(Notices::new(db.clone(), api::TOPICS, Outbound::new(config.notices.allow_private)?))
}

/// Opens the database and runs the migrations. `exclusive` for a serving process. An embedded database that is there already is
/// backed up before it is migrated: the way back from a migration is a backup.
///
/// # Errors
/// When the database is not fit to keep its promises.
pub async fn open(config: &Config, clock: Clock, exclusive: bool) -> anyhow::Result<Db> {
    let db = connect(config, clock, exclusive).await?;
    if db.engine() == Engine::Sqlite {
        let state = migrate::state(db.maintenance()).await?;
        if state.applied > 0 && state.missing > 0 {
            let path = backup::before_migration(config, &db).await?;
            tracing::info!(target: "steward::start", path = %path.display(), "backed up before the upgrade");
        }
    }
    migrate::migrate(&db).await?;
    Ok(db)
}

/// Opens a database that is there, as old as it may be, beside a serving process and for reading: for backups and `doctor`.
///
/// # Errors
/// When there is none yet, or it is newer than this binary.
pub async fn open_as_is(config: &Config, clock: Clock) -> anyhow::Result<Db> {
    let db = open_existing(config, clock).await?;
    migrate::state(db.maintenance()).await?;
    Ok(db)
}

/// Opens a database that is there and up to date, beside a serving process. Changes nothing by opening.
///
/// # Errors
/// When there is none yet, or its schema is not this binary's.
pub async fn open_beside(config: &Config, clock: Clock) -> anyhow::Result<Db> {
    let db = open_existing(config, clock).await?;
    migrate::require_current(&db).await?;
    Ok(db)
}

/// Opens a database that is there while nobody serves it, as old as it may be.
///
/// # Errors
/// When there is none, or somebody serves it.
pub async fn open_alone(config: &Config, clock: Clock) -> anyhow::Result<Db> {
    refuse_absent(config)?;
    connect(config, clock, true).await
}

async fn open_existing(config: &Config, clock: Clock) -> anyhow::Result<Db> {
    refuse_absent(config)?;
    connect(config, clock, false).await
}

fn refuse_absent(config: &Config) -> anyhow::Result<()> {
    if config.database.url.is_none() && !sqlite_path(config).exists() {
        anyhow::bail!("there is no database in {} yet; start `steward serve` and set up the school first", config.data.dir.display());
    }
    Ok(())
}

fn sqlite_path(config: &Config) -> PathBuf {
    config.data.dir.join("steward.db")
}

/// Opens a database as it is, empty or not.
pub(crate) async fn connect_to(config: &Config, clock: Clock) -> anyhow::Result<Db> {
    connect(config, clock, false).await
}

async fn connect(config: &Config, clock: Clock, exclusive: bool) -> anyhow::Result<Db> {
    let connect = Connect {
        postgres_url: config.database.url.as_ref().map(|u| u.reveal().to_owned()),
        sqlite_path: sqlite_path(config),
        connections: config.connections(),
        acquire_timeout: Duration::from_millis(config.database.acquire_timeout_ms),
        exclusive,
    };
    Ok(connect.open(clock).await?)
}

/// Identity with its key and its hooks.
///
/// # Errors
/// When the token secret is missing or weak.
pub fn identity(config: &Config, db: &Db, setup_token: Option<&str>) -> anyhow::Result<Identity> {
    let key = token_key(config)?;
    Ok(Identity {
        db: db.clone(),
        passwords: Passwords::new(if config.light_passwords { Cost::Light } else { Cost::Full })?,
        signer: Signer::new(&key, db.clock().clone()),
        vault: Vault::new(&key)?,
        post: Arc::new(Post(notices(config, db)?)),
        openid: openid(config)?,
        secure_cookies: config.is_https(),
        setup_token: setup_token.map(SetupToken::new),
        on_school_created: vec![Arc::new(registers::CategoryPack), Arc::new(campus::calendar::CalendarPack)],
    })
}

fn openid(config: &Config) -> anyhow::Result<Option<Arc<Provider>>> {
    let Some(issuer) = config.openid.issuer.clone().filter(|issuer| !issuer.trim().is_empty()) else { return Ok(None) };
    let host = Url::parse(&issuer).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let settings = identity::openid::Settings {
        client_id: config.openid.client_id.clone().context("openid.issuer is set, and openid.client_id is not")?,
        client_secret: config.openid.client_secret.as_ref().map(|secret| secret.reveal().to_owned()),
        name: config.openid.name.clone().unwrap_or(host),
        issuer,
    };
    let provider = Provider::new(settings, Arc::new(Questions(Outbound::new(true)?))).context("openid.issuer")?;
    Ok(Some(Arc::new(provider)))
}

/// Files are received at their senders' pace; people at the door have half of the seats.
const PATHS: Paths = Paths {
    free: &["/health/", "/api/v1/uploads", "/api/v1/signs/*/uploads"],
    door: &[
        "/api/v1/session",
        "/api/v1/setup",
        "/api/v1/auditor-seats",
        "/api/v1/sign-in-slips/",
        "/api/v1/password-resets",
        "/api/v1/mail-addresses",
    ],
};

fn app(config: &Config, identity: &Identity, beside: &Beside, load: &Load, more: Router) -> Router {
    let (api, _) = api::assemble(identity, beside);
    let mut app = Router::new().merge(api).merge(health::routes(&identity.db)).merge(more);
    app = match &config.web.dir {
        Some(dir) => app.fallback_service(web::routes(dir)),
        None => app.fallback(kernel::http::no_route),
    };
    if config.server.show_query_count {
        app = app.layer(middleware::from_fn(show_query_count));
    }
    let gate: Gate = SessionGate::new(identity);
    let edge = EdgeState { gate, ids: identity.db.ids().clone() };
    let bodies =
        Bodies { slowest: Duration::from_millis(config.server.body_timeout_ms), files_at: &["/api/v1/uploads", "/api/v1/signs/*/uploads"] };
    app = app
        .layer(middleware::from_fn_with_state(load.clone(), kernel::http::take_seat))
        .layer(middleware::from_fn_with_state(bodies, kernel::http::buffer_body))
        .layer(middleware::from_fn_with_state(edge, kernel::http::edge));
    if config.is_https() {
        app = app.layer(middleware::from_fn(only_https));
    }
    app
}

/// Figures and traces of every request, where they are wanted.
fn watched(mut app: Router, metrics: Option<&Metrics>, traces: Option<&Traces>) -> Router {
    if let Some(metrics) = metrics {
        app = app.layer(middleware::from_fn_with_state(metrics.clone(), metrics::count));
    }
    if let Some(traces) = traces {
        app = app.layer(middleware::from_fn_with_state(traces.clone(), traces::span));
    }
    app
}

async fn only_https(request: axum::extract::Request, next: Next) -> axum::response::Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(listen::ONLY_HTTPS));
    response
}

async fn show_query_count(request: axum::extract::Request, next: Next) -> axum::response::Response {
    let context = request.extensions().get::<Arc<RequestContext>>().cloned();
    let mut response = next.run(request).await;
    if let Some(context) = context {
        response.headers_mut().insert(HeaderName::from_static("x-query-count"), HeaderValue::from(context.queries()));
    }
    response
}

/// The secret from the settings; on SQLite one is made in the data folder, readable by its owner only.
fn token_key(config: &Config) -> anyhow::Result<TokenKey> {
    if let Some(secret) = &config.auth.token_secret {
        return Ok(TokenKey::new(secret.reveal().as_bytes())?);
    }
    if config.database.url.is_some() {
        anyhow::bail!(
            "with PostgreSQL the token secret must be set (STEWARD_AUTH_TOKEN_SECRET, at least 32 random bytes): several servers share it"
        );
    }
    let path = config.data.dir.join("token.key");
    if !path.exists() {
        write_private(&path, &kernel::random::token()?)?;
    }
    let secret = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    TokenKey::new(secret.trim().as_bytes()).with_context(|| format!("{} is damaged", path.display()))
}

/// While no school exists: the token that lets set up, also in a file beside the database.
async fn setup_token(config: &Config, db: &Db) -> anyhow::Result<Option<String>> {
    let grant = kernel::Grant::<identity::permissions::SetUpSchool>::system("start", None);
    let path = config.data.dir.join("setup-token");
    if campus::school::exists(&db.read(&grant)).await? {
        // A token of a set-up that is done is of no use to anybody.
        let _ = std::fs::remove_file(&path);
        return Ok(None);
    }
    let token = kernel::random::code::<10>()?;
    std::fs::create_dir_all(&config.data.dir)?;
    write_private(&path, &token)?;
    Ok(Some(token))
}

fn write_private(path: &Path, content: &str) -> anyhow::Result<()> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    let mut file = std::fs::File::options()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(path)
        .with_context(|| format!("cannot write {}", path.display()))?;
    file.write_all(content.as_bytes())?;
    file.sync_all()?;
    Ok(())
}
