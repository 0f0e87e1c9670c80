//! `steward`: the command line.

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use server::{
    Config,
    admin::AdminArgs,
    backup::{BackupArgs, RestoreArgs},
    copy::CopyArgs,
    distribute::DistributeArgs,
    doctor::DoctorArgs,
    export::ExportArgs,
    import::ImportArgs,
    tls::SelfSignedArgs,
};

/// Small allocations in many threads: noticeably faster than the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// School logistics: register, repairs and the audit behind them.
#[derive(Parser)]
#[command(name = "steward", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API and the pages.
    Serve,
    /// Bring the database up to date and stop.
    Migrate,
    /// Print the API description.
    Openapi,
    /// Print the table of roles and permissions, or the workflows.
    Docs {
        #[command(subcommand)]
        page: DocsPage,
    },
    /// Fill an empty database with a demo school.
    Demo,
    /// Look at an asset ledger and say what would become of it; with --commit, import it.
    Import(ImportArgs),
    /// Write the register, or the part that a filter lets through, into a file with its manifest beside it.
    Export(ExportArgs),
    /// Write everything into one file, also while the server runs.
    Backup(BackupArgs),
    /// Look through a backup, and unpack it into a new, empty place.
    Restore(RestoreArgs),
    /// Copy an embedded database into an empty PostgreSQL.
    Copy(CopyArgs),
    /// Spread a PostgreSQL database over the machines of a Citus cluster, school by school; prints the statements without --run.
    Distribute(DistributeArgs),
    /// Say what is set and from where, and what is wrong.
    Doctor(DoctorArgs),
    /// Let an administrator in again, at the server's own command line.
    Admin(AdminArgs),
    /// Make the search index anew from the cards.
    Reindex,
    /// Certificates.
    Tls {
        #[command(subcommand)]
        what: TlsCommand,
    },
    /// Import the sample ledgers of a folder into throw-away schools and compare with their manifest.
    #[command(hide = true)]
    CheckLedgers { folder: PathBuf },
    /// Read a spreadsheet in a process of its own; started by the product itself.
    #[command(hide = true)]
    ParseSheet { file: PathBuf },
    /// Fill a blank workbook in a process of its own; started by the product itself.
    #[command(hide = true)]
    FillSheet { file: PathBuf },
}

#[derive(Subcommand)]
enum DocsPage {
    Permissions,
    Workflows,
}

#[derive(Subcommand)]
enum TlsCommand {
    /// Make an authority of the school's own, a certificate signed by it, and a page that says how devices trust it.
    SelfSigned(SelfSignedArgs),
}

fn main() -> ExitCode {
    let command = Cli::parse().command;
    // What opens workbooks limits itself before anything else of the product comes to life.
    if let Command::ParseSheet { file } = &command {
        return server::import::parse_sheet(file);
    }
    if let Command::FillSheet { file } = &command {
        return server::export::fill_sheet(file);
    }
    match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(run(command)),
        Err(error) => ended(Err(error.into())),
    }
}

async fn run(command: Command) -> ExitCode {
    match command {
        Command::Serve => ended(with_settings(async |config| server::commands::serve(&config).await).await),
        Command::Migrate => ended(with_settings(async |config| server::commands::migrate(&config).await).await),
        Command::Openapi => ended(server::commands::openapi()),
        Command::Docs { page: DocsPage::Permissions } => ended(server::commands::print(&server::docs::permissions())),
        Command::Docs { page: DocsPage::Workflows } => ended(server::commands::print(&server::docs::workflows())),
        // It does much of the product in one go.
        Command::Demo => ended(with_settings(async |config| Box::pin(server::commands::demo(&config)).await).await),
        Command::Import(args) => server::import::run(&args).await,
        Command::Export(args) => server::export::run(&args).await,
        Command::Backup(args) => server::backup::backup(&args).await,
        Command::Restore(args) => server::backup::restore(&args).await,
        Command::Copy(args) => ended(server::copy::run(&args).await),
        Command::Distribute(args) => ended(server::distribute::run(&args).await),
        Command::Doctor(args) => server::doctor::run(&args).await,
        Command::Admin(args) => ended(server::admin::run(&args).await),
        Command::Reindex => ended(with_settings(async |config| server::reindex::run(&config).await).await),
        Command::Tls { what: TlsCommand::SelfSigned(args) } => ended(server::tls::self_signed(&args)),
        Command::CheckLedgers { folder } => server::check_ledgers::run(&folder).await,
        // Handled before there was a runtime.
        Command::ParseSheet { file } => server::import::parse_sheet(&file),
        Command::FillSheet { file } => server::export::fill_sheet(&file),
    }
}

async fn with_settings(command: impl AsyncFnOnce(Config) -> anyhow::Result<()>) -> anyhow::Result<()> {
    command(Config::load()?).await
}

fn ended(result: anyhow::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The chain of causes, not a backtrace: whoever reads this runs a school.
            eprintln!("Error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
