//! The product as browser journeys and kill tests run it: the same `server::run` as `steward serve`, with a clock that can be
//! moved, and on demand with a deliberate fault that the tests must notice.

#![expect(clippy::disallowed_types, reason = "a control for tests, not a route of the product")]

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

#[expect(clippy::disallowed_types, reason = "a control for tests, not a route of the product")]
use axum::extract::Query;
use axum::{
    Router,
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::post,
};
use chrono::{DateTime, TimeDelta, Utc};
use clap::Parser;
use kernel::{Clock, Db};
use server::{
    Config,
    config::{OpenId, Secret},
};
use tokio::net::TcpListener;

#[derive(Parser)]
struct Args {
    #[arg(long)]
    data: PathBuf,
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    #[arg(long)]
    database_url: Option<String>,
    /// Folder of the built frontend.
    #[arg(long)]
    web: Option<PathBuf>,
    /// Serves `POST /clock/advance?seconds=N` and `POST /clock/set?to=…` there; the clock then stands still between moves.
    #[arg(long)]
    control: Option<SocketAddr>,
    /// Where a clock that stands still begins: the present when left out.
    #[arg(long)]
    at: Option<DateTime<Utc>>,
    /// The fault: answers writes before they are committed. A kill test that does not notice this is worth nothing.
    #[arg(long)]
    acknowledge_early: bool,
    /// Logs on standard error, as `steward serve` does.
    #[arg(long)]
    log: bool,
    /// Lets notices go to receivers of the test.
    #[arg(long)]
    allow_private: bool,
    /// Lets people sign in by this OpenID Connect provider.
    #[arg(long)]
    openid_issuer: Option<String>,
    /// For how long a job is this server's, in milliseconds.
    #[arg(long)]
    lease_ms: Option<u64>,
}

#[derive(Clone)]
struct Control {
    beside: server::api::Beside,
    clock: Clock,
    db: Db,
}

fn main() -> anyhow::Result<ExitCode> {
    // The server calls itself to read and to fill a spreadsheet, as the product does.
    let mut given = std::env::args_os().skip(1);
    let (first, file) = (given.next().unwrap_or_default(), given.next().unwrap_or_default());
    if first == "parse-sheet" {
        return Ok(server::import::parse_sheet(Path::new(&file)));
    }
    if first == "fill-sheet" {
        return Ok(server::export::fill_sheet(Path::new(&file)));
    }
    serve(Args::parse()).map(|()| ExitCode::SUCCESS)
}

#[tokio::main]
async fn serve(args: Args) -> anyhow::Result<()> {
    if args.log {
        server::telemetry::install();
    }
    let mut config = Config { light_passwords: true, ..Config::default() };
    config.data.dir = args.data;
    config.database.url = args.database_url.map(Secret::new);
    config.auth.token_secret = Some(Secret::new("7c0e4d1a9b8f6352e4d1a9b8f63527c0e4d1a9b8f6352aa"));
    config.web.dir = args.web;
    config.notices.allow_private = args.allow_private;
    config.openid =
        OpenId { issuer: args.openid_issuer, client_id: Some("steward".into()), client_secret: None, name: Some("区统一认证".into()) };
    config.jobs.lease_ms = args.lease_ms.unwrap_or(config.jobs.lease_ms);
    #[expect(clippy::disallowed_methods, reason = "a moved clock begins at the present")]
    let clock = if args.control.is_some() { Clock::set_to(args.at.unwrap_or_else(Utc::now)) } else { Clock::default() };
    let listener = TcpListener::bind(args.listen).await?;
    let early = args.acknowledge_early;
    let around = move |app: Router| if early { app.layer(middleware::from_fn(acknowledge_early)) } else { app };
    let mut running = server::start::run_wrapped(&config, clock.clone(), listener, |_| Router::new(), around).await?;
    // Before anybody is told that the server is ready: an address that somebody else took ends it here.
    let control = match args.control {
        Some(address) => Some(TcpListener::bind(address).await?),
        None => None,
    };
    announce(&running, control.as_ref())?;
    if let Some(listener) = control {
        let state = Control { clock, db: running.db.clone(), beside: running.beside.clone() };
        let routes = Router::new().route("/clock/advance", post(advance)).route("/clock/set", post(set)).with_state(state);
        tokio::spawn(axum::serve(listener, routes).into_future());
    }
    server::commands::told_to_stop(&mut running).await?;
    running.stop().await;
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the test reads the address from standard output")]
fn announce(running: &server::Running, control: Option<&TcpListener>) -> std::io::Result<()> {
    println!("listening {}", running.address);
    println!("setup-token {}", running.setup_token.as_deref().unwrap_or("-"));
    if let Some(control) = control {
        println!("control {}", control.local_addr()?);
    }
    Ok(())
}

#[derive(serde::Deserialize)]
struct Advance {
    seconds: i64,
}

/// Moves the clock and does what the product does by itself at that hour.
async fn advance(State(control): State<Control>, Query(by): Query<Advance>) -> Response {
    control.clock.advance(TimeDelta::seconds(by.seconds));
    match server::jobs::round(&control.db, &control.beside).await {
        Ok(()) => control.clock.now().to_rfc3339().into_response(),
        Err(problem) => (StatusCode::INTERNAL_SERVER_ERROR, problem.to_string()).into_response(),
    }
}

#[derive(serde::Deserialize)]
struct SetTo {
    to: DateTime<Utc>,
}

/// Moves the clock to a moment and does nothing else.
async fn set(State(control): State<Control>, Query(moment): Query<SetTo>) -> Response {
    control.clock.move_to(moment.to);
    control.clock.now().to_rfc3339().into_response()
}

async fn acknowledge_early(request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(400)).await;
        next.run(request).await;
    });
    (StatusCode::CREATED, "{}").into_response()
}
