//! What the commands of `steward` do.

use std::io::Write;

use anyhow::Context;
use files::Files;
use kernel::Clock;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use crate::{Config, demo, openapi, start, telemetry};

/// `steward serve`: until SIGTERM or Ctrl-C.
///
/// # Errors
/// When a promise cannot be kept, in words.
pub async fn serve(config: &Config) -> anyhow::Result<()> {
    telemetry::install();
    let listener = TcpListener::bind(config.server.listen).await.with_context(|| format!("cannot listen on {}", config.server.listen))?;
    let mut running = start::run(config, Clock::default(), listener).await?;
    announce(&running, config)?;
    told_to_stop(&mut running).await?;
    say("Stopping: finishing what is in hand.")?;
    running.stop().await;
    Ok(())
}

/// Waits for SIGTERM or Ctrl-C.
///
/// # Errors
/// When the server ended without being told.
pub async fn told_to_stop(running: &mut start::Running) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        _ = tokio::signal::ctrl_c() => Ok(()),
        () = running.ended() => anyhow::bail!("the server ended by itself"),
    }
}

fn announce(running: &start::Running, config: &Config) -> anyhow::Result<()> {
    let address = running.address;
    let host = if address.ip().is_unspecified() { "localhost".to_owned() } else { address.ip().to_string() };
    let scheme = if config.tls.cert.is_some() { "https" } else { "http" };
    let base = format!("{scheme}://{host}:{}", address.port());
    for warning in &running.warnings {
        say(&format!("Warning: {warning}."))?;
    }
    match &running.setup_token {
        Some(token) => {
            let file = config.data.dir.join("setup-token");
            say(&format!(
                "Steward is up. Set up your school at\n\n    {base}/set-up#token={token}\n\nThe token is also in {}.",
                file.display()
            ))
        }
        None => say(&format!("Steward is up at {base}")),
    }
}

/// `steward migrate`.
///
/// # Errors
/// When the schema cannot be brought up to date.
pub async fn migrate(config: &Config) -> anyhow::Result<()> {
    let db = start::open(config, Clock::default(), true).await?;
    db.close().await;
    say("The database is up to date.")
}

/// `steward openapi`.
///
/// # Errors
/// When standard output is closed.
pub fn openapi() -> anyhow::Result<()> {
    print(&openapi::published()?)
}

/// `steward demo`: fills an empty database and says who may sign in.
///
/// # Errors
/// When the database is not empty.
pub async fn demo(config: &Config) -> anyhow::Result<()> {
    // The school is built in the past by a clock that the product's own never is.
    let clock = Clock::set_to(Clock::default().now());
    let db = start::open(config, clock.clone(), true).await?;
    let identity = start::identity(config, &db, None)?;
    let files = Files::new(db.clone(), config.files());
    files.prepare().context("cannot keep files in the data folder")?;
    let report = Box::pin(demo::build(&identity, &files, &clock)).await.map_err(|p| problem(&p))?;
    db.close().await;
    say(&report)
}

/// A problem as an error of the command line.
pub fn problem(problem: &kernel::Problem) -> anyhow::Error {
    let cause = problem.cause().map(|c| format!(" ({})", c.for_log())).unwrap_or_default();
    anyhow::anyhow!("{}{cause}", problem.detail().en)
}

/// Prints as it is.
///
/// # Errors
/// When standard output is closed.
pub fn print(text: &str) -> anyhow::Result<()> {
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(())
}

/// Prints a paragraph.
///
/// # Errors
/// When standard output is closed.
pub fn say(text: &str) -> anyhow::Result<()> {
    print(&format!("{text}\n"))
}

/// The school that the command line speaks of: the only one.
///
/// # Errors
/// When there is none, or more than one.
pub async fn only_school(db: &kernel::Db) -> anyhow::Result<campus::school::entity::Model> {
    let grant = kernel::Grant::<identity::permissions::SetUpSchool>::system("command line", None);
    let found = campus::school::only(&db.read(&grant)).await.map_err(|p| problem(&p))?;
    found.context("there is no school yet, or more than one")
}
