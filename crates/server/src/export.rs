//! `steward export`: the register as a file, with its manifest beside it. Runs beside a serving process.
//!
//! Exit codes: 0 done; 1 refused; 2 the command could not be carried out at all.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use clap::{Args, ValueEnum};
use kernel::{ActorKind, Clock, Grant, Lang, Problem, Query};
use registers::{
    asset::dto::ListAssets,
    export::{
        Exports,
        dto::{ExportBody, ExportFormat, ExportView},
        fill,
    },
    permissions::ExportAssets,
};

use crate::{Config, commands, import::unknown_name, start};

/// What `steward export` is told.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The file to write; its manifest is written to FILE.manifest.json. Neither may be there yet.
    file: PathBuf,
    /// Sign-in name of the person who exports; it stands in the audit log.
    #[arg(long = "as", value_name = "SIGN-IN NAME")]
    login: String,
    /// Name of the school, for somebody who works in several.
    #[arg(long, value_name = "NAME")]
    school: Option<String>,
    #[arg(long, value_enum, default_value_t)]
    format: FileFormat,
    /// Filters as in the address of the list, such as 'category=A02&status=idle'.
    #[arg(long, default_value = "")]
    filter: String,
    /// Keys of the columns, joined by commas; the usual ones without it.
    #[arg(long, value_delimiter = ',')]
    columns: Option<Vec<String>>,
    /// Language of heads and manifest.
    #[arg(long, value_enum, default_value_t)]
    lang: HeadLang,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum FileFormat {
    #[default]
    Csv,
    Xlsx,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum HeadLang {
    #[default]
    Zh,
    En,
}

impl ExportArgs {
    const fn lang(&self) -> Lang {
        match self.lang {
            HeadLang::Zh => Lang::Zh,
            HeadLang::En => Lang::En,
        }
    }

    fn body(&self) -> Result<ExportBody, Problem> {
        let format = match self.format {
            FileFormat::Csv => ExportFormat::Csv,
            FileFormat::Xlsx => ExportFormat::Xlsx,
        };
        let Query(filter) = Query::<ListAssets>::read(&self.filter)?;
        Ok(ExportBody { format, filter: Some(filter), columns: self.columns.clone() })
    }

    fn manifest(&self) -> PathBuf {
        let mut name = self.file.clone().into_os_string();
        name.push(".manifest.json");
        name.into()
    }
}

/// Why an export ended early.
enum Stop {
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

/// `steward export`.
pub async fn run(args: &ExportArgs) -> ExitCode {
    match export(args).await {
        Ok(()) => ExitCode::SUCCESS,
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

async fn export(args: &ExportArgs) -> Result<(), Stop> {
    for path in [&args.file, &args.manifest()] {
        if path.exists() {
            return Err(anyhow::anyhow!("{} is there already; nothing is overwritten", path.display()).into());
        }
    }
    let config = Config::load().context("the settings are wrong")?;
    let db = start::open_beside(&config, Clock::default()).await?;
    let identity = start::identity(&config, &db, None)?;
    let actor = identity::actor_named(&identity, &args.login, ActorKind::Cli, args.school.as_deref())
        .await
        .map_err(|problem| unknown_name(&problem, &args.login))?;
    let grant = Grant::<ExportAssets>::for_actor(actor)?.speaking(args.lang());
    let exports = Exports::new(db.clone(), config.exports());
    let done = exports.export(&grant, args.body()?).await?;
    let view = done.body.context("an export without a manifest")?;
    deliver(&exports, &view, args)?;
    commands::say(&said(&view, args))?;
    db.close().await;
    Ok(())
}

/// Copies the file and writes the manifest last: whoever finds it finds the file whole.
fn deliver(exports: &Exports, view: &ExportView, args: &ExportArgs) -> anyhow::Result<()> {
    let written = |path: &Path| format!("cannot write {}", path.display());
    fs::copy(exports.file(view.id), &args.file).with_context(|| written(&args.file))?;
    let manifest = args.manifest();
    fs::write(&manifest, serde_json::to_string_pretty(view)? + "\n").with_context(|| written(&manifest))
}

fn said(view: &ExportView, args: &ExportArgs) -> String {
    let value = view.original_value.map(|value| value.to_string()).unwrap_or_default();
    let file = args.file.display();
    match args.lang() {
        Lang::Zh => format!("已导出 {} 张卡片到 {file}，原值合计 {value}。\n校验码 SHA-256：{}", view.rows, view.data_sha256),
        Lang::En => format!("Exported {} cards to {file}, original value {value}.\nSHA-256 of the data: {}", view.rows, view.data_sha256),
    }
}

/// `steward fill-sheet`: the process that may die of a hostile workbook. Limits itself before it opens anything.
pub fn fill_sheet(file: &Path) -> ExitCode {
    let streams = (std::io::stdin().lock(), std::io::stdout().lock(), std::io::stderr().lock());
    let filled = sheets::apply_limits().is_ok() && fill::run(file, streams.0, streams.1, streams.2);
    if filled { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
