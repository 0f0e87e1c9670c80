//! The hook for a virus scanner: a command of the administrator's choice, run with the path of the received file.

use std::{path::Path, process::Stdio, time::Duration};

use tokio::process::Command;

use crate::FileError;

/// Longest a scanner may take; without its word nothing is let in.
const PATIENCE: Duration = Duration::from_mins(1);

/// Runs the command. It lets a file through by ending with 0.
///
/// # Errors
/// 422 when it refuses, 503 when it cannot be asked.
pub(crate) async fn scan(command: &str, file: &Path) -> Result<(), FileError> {
    let away = |cause: String| FileError::ScannerAway(format!("{command}: {cause}"));
    let mut words = command.split_whitespace();
    let program = words.next().ok_or_else(|| away("no command".into()))?;
    let mut run = Command::new(program);
    run.args(words).arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    let ended = tokio::time::timeout(PATIENCE, run.status()).await.map_err(|_| away("took too long".into()))?;
    let status = ended.map_err(|error| away(error.to_string()))?;
    if status.success() { Ok(()) } else { Err(FileError::Quarantined) }
}
