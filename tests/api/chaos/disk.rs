//! K03: the disk of data, uploads and log is full. K04: it is read-only.

use std::{path::Path, time::Duration};

use test_support::{Process, TestDb, TestEngine};

use super::{
    Load, Verdict,
    machine::{Cluster, Mounted, database, fill, folder, given},
    reads, writers,
};
use crate::{
    files::samples,
    kill::{self, Cast, FAULT, PROGRAM},
};

/// For the fault to be felt.
const FELT: Duration = Duration::from_secs(2);

/// The answer to a photo that there is no room for: 507, or 503 of a disk that cannot be written at all.
async fn upload(cast: &Cast) -> u16 {
    cast.teacher.upload("照片.jpg", "image/jpeg", samples::jpeg(1200, 900)).await.status.as_u16()
}

async fn full(engine: TestEngine, more: &[&str], fault: &str) -> Option<Verdict> {
    let (volume, elsewhere) = (folder(), folder());
    let mounted = given(fault, Mounted::memory(volume.path(), 160))?;
    // The log of PostgreSQL on a disk of its own: filled as well, PostgreSQL itself stops until there is room.
    let cluster = match engine {
        TestEngine::Sqlite => None,
        TestEngine::Postgres => Some(given(fault, Cluster::make(volume.path(), Some(elsewhere.path()), None))?),
    };
    let db = database(volume.path(), cluster.as_ref());
    let process = Process::start(PROGRAM, &db, &["--log"]).await.unwrap();
    let cast = kill::found(&process).await;
    assert_eq!(upload(&cast).await, 201);
    let (process, cast) = if more.is_empty() { (process, cast) } else { (again(process, &db, more).await, cast) };
    let cast = cast.at(&process.base);
    let load = Load::begin(writers(&cast), &process.base);
    tokio::time::sleep(FELT / 4).await;
    let ballast = fill(volume.path());
    let mut wrong = Vec::new();
    let kept = db.kept_files();
    for _ in 0..4 {
        tokio::time::sleep(FELT / 4).await;
        fill(volume.path());
        if !reads(&cast.teacher).await {
            wrong.push("unread: a read failed on a full disk".to_owned());
        }
        if more.is_empty() {
            let status = upload(&cast).await;
            if status != 507 {
                wrong.push(format!("status: an upload to a full disk was answered {status}"));
            }
        }
    }
    if db.kept_files() != kept {
        wrong.push("half: files of refused uploads are left".to_owned());
    }
    std::fs::remove_file(ballast).unwrap();
    let recovery = load.well_again().await;
    let writers = load.end().await;
    if more.is_empty() && !writers.iter().any(|w| w.refused.keys().any(|status| *status == 507)) {
        wrong.push("unfelt: nothing was ever refused by 507".to_owned());
    }
    if writers.iter().any(|w| w.refused.contains_key(&0)) {
        wrong.push("broken: a connection broke".to_owned());
    }
    if more.is_empty() && upload(&cast).await != 201 {
        wrong.push("ill: uploads still fail when there is room".to_owned());
    }
    let mut verdict = Verdict::of(fault, &db, &process, writers, Some(recovery)).await;
    verdict.violations.extend(wrong);
    process.kill().await;
    drop((db, cluster));
    drop(mounted);
    Some(verdict)
}

async fn again(process: Process, db: &TestDb, more: &[&str]) -> Process {
    process.kill().await;
    Process::start(PROGRAM, db, more).await.unwrap()
}

#[tokio::test]
#[ignore = "make prove STEP=chaos"]
async fn a_full_disk_refuses_writes_and_keeps_its_promises_on_sqlite() {
    if let Some(verdict) = full(TestEngine::Sqlite, &[], "disk full, SQLite").await {
        verdict.hold();
    }
}

#[tokio::test]
#[ignore = "make prove STEP=chaos"]
async fn a_full_disk_refuses_writes_and_keeps_its_promises_on_postgres() {
    if let Some(verdict) = full(TestEngine::Postgres, &[], "disk full, PostgreSQL").await {
        verdict.hold();
    }
}

#[tokio::test]
#[ignore = "make prove STEP=chaos"]
async fn control_a_build_that_acknowledges_early_is_caught_by_a_full_disk() {
    if let Some(verdict) = full(TestEngine::Sqlite, &[FAULT], "disk full, control: acknowledges early").await {
        verdict.caught("lost");
    }
}

/// The kernel makes an ext4 read-only when it meets an error, with files open on it; it does not make it writable again while it is
/// mounted. So well again means here: mounted anew and started again, with everything there.
#[tokio::test]
#[ignore = "make prove STEP=chaos"]
async fn a_disk_that_turns_read_only_refuses_writes_and_serves_reads_on_sqlite() {
    let fault = "read-only disk, SQLite";
    let work = folder();
    let (image, at) = (work.path().join("image"), work.path().join("disk"));
    std::fs::create_dir(&at).unwrap();
    let Some(mounted) = given(fault, Mounted::disk(&image, &at, 256)) else { return };
    let Some(trigger) = given(fault, mounted.device().map(|device| format!("/sys/fs/ext4/{device}/trigger_fs_error"))) else { return };
    let db = database(&at, None);
    let process = Process::start(PROGRAM, &db, &["--log"]).await.unwrap();
    let cast = kill::found(&process).await;
    let load = Load::begin(writers(&cast), &process.base);
    tokio::time::sleep(FELT / 4).await;
    let done = std::fs::write(&trigger, "steward").map_err(|e| format!("{trigger}: {e}"));
    let Some(()) = given(fault, done) else { return };
    let mut wrong = Vec::new();
    for _ in 0..4 {
        tokio::time::sleep(FELT / 4).await;
        if !reads(&cast.teacher).await {
            wrong.push("unread: a read failed on a read-only disk".to_owned());
        }
        let status = upload(&cast).await;
        if status != 503 {
            wrong.push(format!("status: an upload to a read-only disk was answered {status}"));
        }
    }
    let writers = load.end().await;
    if !writers.iter().any(|w| w.refused.contains_key(&503)) {
        wrong.push("unfelt: nothing was ever refused".to_owned());
    }
    if writers.iter().any(|w| w.refused.keys().any(|status| *status != 503)) {
        wrong.push("status: a refusal was not 503".to_owned());
    }
    process.kill().await;
    mounted.unmount();
    let mounted = Mounted::image(&image, &at).unwrap();
    let process = Process::start(PROGRAM, &db, &[]).await.unwrap();
    let mut verdict = Verdict::of(fault, &db, &process, writers, None).await;
    verdict.violations.extend(wrong);
    process.kill().await;
    drop(db);
    drop(mounted);
    verdict.hold();
}

/// A database that takes no writes, as a standby does, and takes them again.
#[tokio::test]
#[ignore = "make prove STEP=chaos"]
async fn a_read_only_database_refuses_writes_and_serves_reads_on_postgres() {
    let (fault, work) = ("read-only database, PostgreSQL", folder());
    let Some(cluster) = given(fault, Cluster::make(work.path(), None, None)) else { return };
    let db = database(Path::new("/dev/shm"), Some(&cluster));
    let process = Process::start(PROGRAM, &db, &[]).await.unwrap();
    let cast = kill::found(&process).await;
    let load = Load::begin(writers(&cast), &process.base);
    tokio::time::sleep(FELT / 4).await;
    let read_only = |on: &str| {
        cluster.sql(&format!("ALTER SYSTEM SET default_transaction_read_only = {on}")).unwrap();
        cluster.sql("SELECT pg_reload_conf()").unwrap();
    };
    read_only("on");
    let mut wrong = Vec::new();
    for _ in 0..4 {
        tokio::time::sleep(FELT / 4).await;
        if !reads(&cast.teacher).await {
            wrong.push("unread: a read failed on a read-only database".to_owned());
        }
    }
    read_only("off");
    let recovery = load.well_again().await;
    let writers = load.end().await;
    if !writers.iter().any(|w| w.refused.contains_key(&503)) {
        wrong.push("unfelt: nothing was ever refused".to_owned());
    }
    let mut verdict = Verdict::of(fault, &db, &process, writers, Some(recovery)).await;
    verdict.violations.extend(wrong);
    verdict.hold();
}
