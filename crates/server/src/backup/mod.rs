//! `steward backup`: one file with everything that a school would need on an empty machine; beside a serving process, reading only.
//! `steward restore`: that file into a new, empty place, looked through there before anything has its name. Live data is never
//! touched: whoever wants to go back starts the server on the new place.
//!
//! Exit codes: 0 done; 1 refused; 2 the command could not be carried out at all.

mod archive;
mod contents;
mod make;
mod postgres;
mod restore;
pub(crate) mod sqlite;
pub(crate) mod store;

use std::process::ExitCode;

use archive::Refused;
pub use make::{BackupArgs, before_migration};
pub use restore::RestoreArgs;

/// `steward backup`.
pub async fn backup(args: &BackupArgs) -> ExitCode {
    ended(make::run(args).await)
}

/// `steward restore`.
pub async fn restore(args: &RestoreArgs) -> ExitCode {
    ended(restore::run(args).await)
}

fn ended(result: anyhow::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.downcast_ref::<Refused>().is_some() => {
            eprintln!("Refused: {error:#}.");
            ExitCode::from(1)
        }
        Err(error) => {
            eprintln!("Error: {error:#}");
            ExitCode::from(2)
        }
    }
}
