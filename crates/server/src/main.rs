//! `steward`: the command line.

use clap::{Parser, Subcommand};
use server::Config;

/// Small allocations in many threads: noticeably faster than the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// School logistics: register, repairs and the audit behind them.
#[derive(Parser)]
#[command(version, about)]
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
}

#[derive(Subcommand)]
enum DocsPage {
    Permissions,
    Workflows,
}

fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(run(cli.command))
}

async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve => server::commands::serve(&Config::load()?).await,
        Command::Migrate => server::commands::migrate(&Config::load()?).await,
        Command::Openapi => server::commands::openapi(),
        Command::Docs { page: DocsPage::Permissions } => server::commands::print(&server::docs::permissions()),
        Command::Docs { page: DocsPage::Workflows } => server::commands::print(&server::docs::workflows()),
        Command::Demo => server::commands::demo(&Config::load()?).await,
    }
}
