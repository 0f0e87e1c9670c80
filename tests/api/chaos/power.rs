//! K02: the power goes. The server (and its PostgreSQL) writes on an ext4 in a file; it is stopped in the middle of its work, the file is
//! copied, and the copy is what the disk held at that moment: what nobody had synced is not in it. The server goes on from the copy.
//! Acknowledgements are noted outside.

use std::time::Duration;

use tempfile::TempDir;
use test_support::{Process, TestDb, TestEngine};

use super::{
    Load, Verdict,
    machine::{Cluster, Mounted, database, folder, given, run, signal},
    writers,
};
use crate::kill::{
    self, PROGRAM, check,
    dice::{self, Dice},
};

/// Makes every sync a lie: the control that must lose data.
const LIAR: &str = "/usr/lib/x86_64-linux-gnu/libeatmydata.so";

/// A machine whose power can be cut.
struct Machine {
    work: TempDir,
    mounted: Mounted,
    cluster: Option<Cluster>,
    db: TestDb,
}

impl Machine {
    fn make(fault: &str, engine: TestEngine, preload: Option<&'static str>) -> Option<Self> {
        let work = folder();
        let at = work.path().join("disk");
        std::fs::create_dir(&at).unwrap();
        given(fault, run("chmod", &["755", work.path().to_str().unwrap()]))?;
        let mounted = given(fault, Mounted::disk(&work.path().join("image"), &at, 512))?;
        let cluster = match engine {
            TestEngine::Sqlite => None,
            TestEngine::Postgres => Some(given(fault, Cluster::make(&at, None, preload))?),
        };
        let db = database(&at, cluster.as_ref());
        Some(Self { work, mounted, cluster, db })
    }

    /// Writes all that is open to the disk: the school stands before the load begins.
    fn sync(&self) {
        run("sync", &["-f", self.mounted.at.to_str().unwrap()]).unwrap();
    }

    /// The cut, and the disk as it is found afterwards.
    async fn cut(self, process: Process) -> Self {
        let Self { work, mounted, cluster, db } = self;
        let mut all = vec![process.id().to_string()];
        all.extend(cluster.iter().flat_map(Cluster::processes));
        signal("-STOP", &all);
        let (image, copy) = (work.path().join("image"), work.path().join("copy"));
        run("cp", &["--sparse=always", image.to_str().unwrap(), copy.to_str().unwrap()]).unwrap();
        signal("-KILL", &all);
        process.kill().await;
        let at = mounted.at.clone();
        mounted.unmount();
        std::fs::rename(copy, &image).unwrap();
        let mounted = Mounted::image(&image, &at).unwrap();
        if let Some(cluster) = &cluster {
            cluster.forget_the_dead();
            cluster.start().unwrap();
        }
        Self { work, mounted, cluster, db }
    }
}

async fn cuts(fault: &str, engine: TestEngine, rounds: usize, preload: Option<&'static str>) -> Option<Verdict> {
    let seed = dice::seed();
    eprintln!("power cuts on {engine:?}: STEWARD_KILL_SEED={seed}, {rounds} rounds");
    let mut dice = Dice::new(seed);
    let mut machine = Machine::make(fault, engine, preload)?;
    let start = async |db: &TestDb| match preload {
        Some(library) => Process::start_with(PROGRAM, db, &[], &[("LD_PRELOAD", library)]).await,
        None => Process::start(PROGRAM, db, &[]).await,
    };
    let mut process = start(&machine.db).await.unwrap();
    let cast = kill::found(&process).await;
    machine.sync();
    let mut clients = writers(&cast);
    let (mut unknown, mut violations) = (0, Vec::new());
    for _ in 0..rounds {
        let load = Load::begin(clients, &process.base);
        tokio::time::sleep(dice.between(200, 1200)).await;
        // Stopped, it answers nobody: the clients give up when it is killed.
        machine = machine.cut(process).await;
        clients = load.end().await;
        unknown += clients.iter().filter(|w| w.is_unsure()).count();
        process = match start(&machine.db).await {
            Ok(process) => process,
            Err(said) => {
                violations.push(format!("lost: it does not start on what is left: {said}"));
                break;
            }
        };
        for writer in &mut clients {
            writer.settle(&process.base).await;
        }
        violations = check::violations(&machine.db, &clients).await;
        if !violations.is_empty() {
            break;
        }
    }
    for client in &mut clients {
        client.longest = Duration::ZERO;
    }
    let mut verdict = Verdict::before_settling(fault, &clients, None);
    verdict.violations.extend(violations);
    verdict.fault = format!("{fault}, {rounds} cuts, {unknown} unknown");
    verdict.print();
    drop(machine.db);
    drop(machine.cluster);
    drop(machine.mounted);
    drop(machine.work);
    Some(verdict)
}

fn rounds(engine: TestEngine) -> usize {
    let all: usize = crate::setting("STEWARD_POWER_ROUNDS").unwrap_or(8);
    if engine == TestEngine::Sqlite { all } else { all.div_ceil(2) }
}

#[tokio::test]
#[ignore = "make prove STEP=chaos"]
async fn a_power_cut_keeps_what_was_acknowledged_on_sqlite() {
    if let Some(verdict) = cuts("power cut, SQLite", TestEngine::Sqlite, rounds(TestEngine::Sqlite), None).await {
        verdict.hold();
    }
}

#[tokio::test]
#[ignore = "make prove STEP=chaos"]
async fn a_power_cut_keeps_what_was_acknowledged_on_postgres() {
    if let Some(verdict) = cuts("power cut, PostgreSQL", TestEngine::Postgres, rounds(TestEngine::Postgres), None).await {
        verdict.hold();
    }
}

#[tokio::test]
#[ignore = "make prove STEP=chaos"]
async fn control_a_disk_that_lies_about_syncing_loses_data() {
    let fault = "power cut, control: syncs are lies";
    let there = std::path::Path::new(LIAR).exists().then_some(()).ok_or_else(|| format!("{LIAR} is missing (Debian package eatmydata)"));
    let Some(()) = given(fault, there) else { return };
    for engine in [TestEngine::Sqlite, TestEngine::Postgres] {
        if let Some(verdict) = cuts(&format!("{fault}, {engine:?}"), engine, 2, Some(LIAR)).await {
            verdict.caught("lost");
        }
    }
}
