//! What the product does by itself, every few seconds. Each step is safe to run on several servers at once: the version column
//! lets one of them win.

use std::time::Duration;

use kernel::{Db, Grant, Result, db::Technical, idempotency};
use tokio_util::sync::CancellationToken;

use crate::api::Beside;

/// Pause between two rounds.
const PAUSE: Duration = Duration::from_secs(20);

pub(crate) async fn run(db: Db, beside: Beside, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
        if let Err(problem) = round(&db, &beside).await {
            let cause = problem.cause().map_or(problem.code(), kernel::problem::Cause::for_log).to_owned();
            tracing::error!(target: "steward::failure", cause, "a job failed; it runs again in {PAUSE:?}");
        }
    }
}

/// One round of everything. Tests call it after moving their clock.
pub async fn round(db: &Db, beside: &Beside) -> Result<()> {
    let grant = Grant::<repairs::permissions::CloseSilentCases>::system("jobs", None);
    let schools = campus::school::all(&db.read(&grant)).await?;
    for school in &schools {
        repairs::close_silent(db, school).await?;
    }
    let tx = db.begin(&grant).await?;
    let month_ago = tx.now() - chrono::TimeDelta::days(30);
    idempotency::forget_before(&tx, month_ago).await?;
    identity::slip::forget_before(&tx, month_ago).await?;
    tx.commit_technical(Technical::Housekeeping).await?;
    db.refresh_statistics().await?;
    beside.files.sweep(&schools.iter().map(|school| school.id).collect::<Vec<_>>()).await?;
    beside.exports.sweep().await
}
