//! What the product does by itself, every few seconds. Of several servers one does it at a time, by a lease; each step is safe all the
//! same if two did, because the version column lets one of them win.

use std::time::Duration;

use campus::school::entity::Model as School;
use chrono::TimeDelta;
use kernel::{Db, Grant, Result, db::Technical, lease};
use tokio_util::sync::CancellationToken;

use uuid::Uuid;

use crate::api::{Beside, RETENTION};

/// Pause between two rounds.
const PAUSE: Duration = Duration::from_secs(20);

/// For how long the rounds are one server's: three pauses, so that one slow round loses nothing.
const LEASE: TimeDelta = TimeDelta::minutes(1);

const ROUNDS: &str = "rounds";

pub(crate) async fn run(db: Db, beside: Beside, holder: Uuid, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(PAUSE) => {}
        }
        if let Err(problem) = my_round(&db, &beside, holder).await {
            let cause = kernel::jobs::cause(&problem);
            tracing::error!(target: "steward::failure", cause, "a job failed; it runs again in {PAUSE:?}");
        }
    }
    // The next server need not wait for the lease to run out; if that cannot be told, it does.
    if let Err(problem) = lease::release(&db, ROUNDS, holder).await {
        tracing::warn!(target: "steward::jobs", cause = kernel::jobs::cause(&problem), "the lease of the rounds was not given back");
    }
}

/// One round, if it is this server's turn.
async fn my_round(db: &Db, beside: &Beside, holder: Uuid) -> Result<()> {
    if lease::hold(db, ROUNDS, holder, LEASE).await? { round(db, beside).await } else { Ok(()) }
}

/// One round of everything. Tests call it after moving their clock.
pub async fn round(db: &Db, beside: &Beside) -> Result<()> {
    let grant = Grant::<repairs::permissions::CloseSilentCases>::system("jobs", None);
    let schools = campus::school::all(&db.read(&grant)).await?;
    let of_schools = each_by_itself(db, &schools).await;
    let tx = db.begin(&grant).await?;
    let month_ago = tx.now() - TimeDelta::days(30);
    kernel::jobs::forget_before(&tx, month_ago).await?;
    tx.commit_technical(Technical::Housekeeping).await?;
    db.refresh_statistics().await?;
    sweep(db, beside, &schools).await?;
    campus::retention::run(db, &schools, RETENTION).await?;
    beside.exports.sweep().await?;
    of_schools
}

/// What is done for each school. What fails for one stops neither its other jobs nor those of the others.
///
/// # Errors
/// The last failure, after all of it was tried.
async fn each_by_itself(db: &Db, schools: &[School]) -> Result<()> {
    let mut last = Ok(());
    for school in schools {
        let done = [
            ("silent repairs", repairs::close_silent(db, school).await.map(drop)),
            ("endings of roles", campus::role_grant::tell_endings(db, school).await),
            ("auditors without an end", campus::role_grant::limit_auditors(db, school).await),
            ("auditors' seats", identity::auditor::end_overdue(db, school).await),
            ("approvals", approvals::remind(db, school).await),
            ("purchases", procurement::remind(db, school).await),
            ("requisitions", stores::expire_requisitions(db, school).await),
            // Made before what is over is missed: a server that was off finds both in one round.
            ("inspections", inspections::make_rounds(db, school).await),
            ("missed inspections", inspections::miss_rounds(db, school).await),
            ("certificates and contracts", canteen::remind(db, school).await),
            ("notices", notices::housekeeping(db, school).await),
        ];
        for (job, outcome) in done {
            if let Err(problem) = outcome {
                let cause = kernel::jobs::cause(&problem);
                tracing::error!(target: "steward::failure", school = %school.id, job, cause, "a job failed for a school; the others go on");
                last = Err(problem);
            }
        }
    }
    last
}

/// Uploads that nobody attached within their school's days.
async fn sweep(db: &Db, beside: &Beside, schools: &[School]) -> Result<()> {
    let grant = Grant::<campus::permissions::ForgetOldData>::system("uploads", None);
    let reader = db.read(&grant);
    let mut kept = Vec::with_capacity(schools.len());
    for school in schools {
        kept.push((school.id, campus::retention::unattached(&reader, school, reader.now()).await?));
    }
    for (school, removed) in beside.files.sweep(&kept).await? {
        campus::retention::swept(db, school, removed).await?;
    }
    Ok(())
}
