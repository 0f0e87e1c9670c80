//! `steward import`: looks at a ledger and says what would become of it; with `--commit` it does it. Runs beside a serving process.
//!
//! Exit codes: 0 done, or nothing stands in the way; 1 refused; 2 the command could not be carried out at all.

mod report;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use anyhow::Context;
use clap::{Args, ValueEnum};
use kernel::{ActorKind, Clock, Grant, Lang, Problem};
use registers::{
    import::{
        Imports, LedgerFile, Prepared, RefusedRows,
        ledger::{ImportMode, ImportOptions, QuantityRows, Unlisted},
    },
    permissions::ImportRegister,
};
use sheets::ParserProgram;

use crate::{Config, commands, start};

/// What `steward import` is told.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct ImportArgs {
    /// The ledger: .xlsx, .xls or .csv.
    file: PathBuf,
    /// Sign-in name of the person who imports; it stands in the audit log.
    #[arg(long = "as", value_name = "SIGN-IN NAME")]
    login: String,
    /// Name of the school, for somebody who works in several.
    #[arg(long, value_name = "NAME")]
    school: Option<String>,
    /// Make a card for each piece instead of one card with a quantity.
    #[arg(long)]
    explode: bool,
    /// Update the cards that have the file's numbers, instead of adding cards.
    #[arg(long, conflicts_with = "explode")]
    update: bool,
    /// Import. Without it nothing is written.
    #[arg(long)]
    commit: bool,
    /// Import the good rows of a file that has refused ones.
    #[arg(long)]
    leave_out_refused: bool,
    /// What becomes of places that the school does not have.
    #[arg(long, value_enum, default_value_t)]
    places: NewNames,
    /// What becomes of people that the school does not have.
    #[arg(long, value_enum, default_value_t)]
    people: NewNames,
    /// What becomes of departments that the school does not have.
    #[arg(long, value_enum, default_value_t)]
    departments: NewNames,
    /// Language of the report.
    #[arg(long, value_enum, default_value_t)]
    lang: ReportLang,
}

/// Whether unknown names are made.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum NewNames {
    #[default]
    Create,
    MustExist,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum ReportLang {
    #[default]
    Zh,
    En,
}

impl From<NewNames> for Unlisted {
    fn from(names: NewNames) -> Self {
        match names {
            NewNames::Create => Self::Create,
            NewNames::MustExist => Self::MustExist,
        }
    }
}

impl ImportArgs {
    fn options(&self) -> ImportOptions {
        ImportOptions {
            mode: if self.update { ImportMode::Update } else { ImportMode::Add },
            quantity: if self.explode { QuantityRows::Explode } else { QuantityRows::Keep },
            locations: self.places.into(),
            people: self.people.into(),
            departments: self.departments.into(),
            ..ImportOptions::default()
        }
    }

    fn refused(&self) -> RefusedRows {
        if self.leave_out_refused { RefusedRows::LeaveOut } else { RefusedRows::StopTheImport }
    }

    fn lang(&self) -> Lang {
        match self.lang {
            ReportLang::Zh => Lang::Zh,
            ReportLang::En => Lang::En,
        }
    }
}

/// Why an import ended early.
enum Stop {
    /// The product looked at it and said no.
    Refused(Problem),
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        if problem.status().is_client_error() { Self::Refused(problem) } else { Self::Failed(commands::problem(&problem)) }
    }
}

/// `steward import`.
pub async fn run(args: &ImportArgs) -> ExitCode {
    match import(args).await {
        Ok(code) => code,
        Err(Stop::Refused(problem)) => {
            eprintln!("{}", problem.detail().pick(args.lang()));
            ExitCode::from(1)
        }
        Err(Stop::Failed(error)) => {
            eprintln!("Error: {error:#}");
            ExitCode::from(2)
        }
    }
}

async fn import(args: &ImportArgs) -> Result<ExitCode, Stop> {
    let file = LedgerFile {
        path: args.file.canonicalize().with_context(|| format!("cannot open {}", args.file.display()))?,
        name: name_of(&args.file),
    };
    let config = Config::load().context("the settings are wrong")?;
    let db = start::open_beside(&config, Clock::default()).await?;
    let identity = start::identity(&config, &db, None)?;
    let actor = identity::actor_named(&identity, &args.login, ActorKind::Cli, args.school.as_deref())
        .await
        .map_err(|problem| unknown_name(&problem, &args.login))?;
    let grant = Grant::<ImportRegister>::for_actor(actor)?;
    let imports = Imports::new(db.clone());
    let parser = parser_program(&config)?.on(&file.path);
    let prepared = imports.prepare(&grant, file, parser, args.options()).await?;
    commands::print(&report::plan(&prepared, args.lang()))?;
    let code = if args.commit { commit(&imports, &grant, &prepared, args).await? } else { advise(&prepared, args)? };
    db.close().await;
    Ok(code)
}

async fn commit(imports: &Imports, grant: &Grant<ImportRegister>, prepared: &Prepared, args: &ImportArgs) -> Result<ExitCode, Stop> {
    let begun = Instant::now();
    let done = imports.commit(grant, prepared, args.refused()).await?;
    if let Some(import) = &done.body {
        commands::say(&report::done(import, begun.elapsed(), args.lang()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The end of a dry run: what `--commit` would answer.
fn advise(prepared: &Prepared, args: &ImportArgs) -> Result<ExitCode, Stop> {
    let refused = !prepared.plan.refused.is_empty() && args.refused() == RefusedRows::StopTheImport;
    let stands_in_the_way = refused || prepared.plan.cards.is_empty();
    commands::say(report::advice(stands_in_the_way, args.lang()))?;
    Ok(if stands_in_the_way { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

pub(crate) fn unknown_name(problem: &Problem, login: &str) -> anyhow::Error {
    if problem.status() == http::StatusCode::NOT_FOUND {
        anyhow::anyhow!("nobody active signs in as {login}")
    } else {
        commands::problem(problem)
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The program that reads spreadsheets: this very binary, also after an upgrade has replaced the file it was started from.
///
/// # Errors
/// When nothing tells where this program lies.
pub(crate) fn parser_program(config: &Config) -> anyhow::Result<ParserProgram> {
    if let Some(program) = &config.import.parser {
        return Ok(ParserProgram(program.clone()));
    }
    let linux = Path::new("/proc/self/exe");
    let program = if linux.exists() { linux.to_owned() } else { std::env::current_exe().context("cannot tell where this program lies")? };
    Ok(ParserProgram(program))
}

/// `steward parse-sheet`: the process that may die of a hostile file. Limits itself before it opens anything.
pub fn parse_sheet(file: &Path) -> ExitCode {
    let parsed = sheets::apply_limits().is_ok() && sheets::run(file, std::io::stdout().lock());
    if parsed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
