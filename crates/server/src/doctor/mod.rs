//! `steward doctor`: what is set and from where, and what is wrong or will be soon. Changes nothing; runs beside a serving process.
//!
//! Exit codes: 0 all is well; 1 something needs looking after; 2 the command could not be carried out at all.

mod checks;
mod settings;

use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use kernel::{Clock, Db, Engine};
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::{Config, commands, start};
pub(crate) use checks::schools;

/// What `steward doctor` is told.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Compute what every card shows anew from its books and print each difference.
    #[arg(long)]
    recompute: bool,
}

/// `steward doctor`.
pub async fn run(args: &DoctorArgs) -> ExitCode {
    match examine(args).await {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(error) => {
            eprintln!("Error: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// How many things need looking after.
async fn examine(args: &DoctorArgs) -> anyhow::Result<usize> {
    let sources = Config::sources();
    let mut config: Config = sources.extract().context("the settings are wrong")?;
    commands::say("Settings")?;
    for setting in settings::all(&sources, &config)? {
        commands::say(&format!("  {:<28} {:<32} {}", setting.key, setting.value, setting.from))?;
    }
    commands::say("")?;
    // One connection, and no hurry on it.
    config.database.connections = 1;
    let mut findings = checks::surroundings(&config);
    let db = match start::open_as_is(&config, Clock::default()).await {
        Ok(db) => db,
        Err(error) => {
            findings.push(format!("{error:#}"));
            return said(&findings);
        }
    };
    if db.engine() == Engine::Postgres {
        db.maintenance().execute_unprepared("SET statement_timeout = 0").await?;
    }
    findings.extend(checks::database(&config, &db).await?);
    if args.recompute {
        findings.extend(recompute(&db).await?);
    }
    db.close().await;
    said(&findings)
}

async fn recompute(db: &Db) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for school in schools(db).await? {
        let differences = registers::recompute::differences(db.maintenance(), school.id).await.map_err(|p| commands::problem(&p))?;
        commands::say(&format!("Recomputed the cards of {}: {} differences.", school.name, differences.len()))?;
        found.extend(differences.iter().map(ToString::to_string));
    }
    Ok(found)
}

fn said(findings: &[String]) -> anyhow::Result<usize> {
    if findings.is_empty() {
        commands::say("All is well.")?;
    }
    for finding in findings {
        commands::say(&format!("Look after this: {finding}."))?;
    }
    Ok(findings.len())
}
