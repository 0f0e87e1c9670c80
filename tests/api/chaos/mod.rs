//! Faults of the machine under load, each with the promises that must hold through it: what was acknowledged is there exactly once,
//! nothing is half, every answer comes in time, and the product is well again within ten seconds without a restart. The clients and the
//! checker are those of the kill loop.
//!
//! `make prove STEP=chaos` runs them (`--ignored chaos::`), as root, on one thread: they mount file systems and stop databases of their own.
//! What this machine refuses fails the step with the reason, unless `STEWARD_PROVE_ALLOW` names the fault.

mod clock;
mod crowd;
mod database;
mod disk;
mod machine;
mod network;
mod power;

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use test_support::{Client, Process, TestDb};
use tokio::{sync::watch, task::JoinHandle};

use crate::kill::{
    Cast, WRITERS, check,
    dice::{self, Dice},
    writer::Writer,
};

/// Longest for any answer while a fault lasts: five seconds for the database, and some for the machine.
const ANSWERED: Duration = Duration::from_secs(8);
/// Longest until the product is well again.
const HEALTHY: Duration = Duration::from_secs(10);

/// Clients that write, until they are told to stop.
struct Load {
    stop: watch::Sender<bool>,
    running: Vec<JoinHandle<Writer>>,
    progress: Vec<Arc<AtomicUsize>>,
}

impl Load {
    fn begin(writers: Vec<Writer>, base: &str) -> Self {
        let (stop, stopped) = watch::channel(false);
        let progress = writers.iter().map(|w| w.progress.clone()).collect();
        let running = writers.into_iter().map(|mut writer| {
            let (base, stopped) = (base.to_owned(), stopped.clone());
            tokio::spawn(async move {
                writer.write_through(&base, &stopped).await;
                writer
            })
        });
        Self { running: running.collect(), stop, progress }
    }

    /// Until every client has been acknowledged something more; how long that took.
    async fn well_again(&self) -> Duration {
        let (began, before) = (Instant::now(), self.acknowledged());
        // A client that has something to complain of writes no more.
        let complaint = || self.running.iter().any(JoinHandle::is_finished);
        let waits = || self.acknowledged().iter().zip(&before).any(|(now, then)| now == then);
        while began.elapsed() < HEALTHY * 3 && waits() && !complaint() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        began.elapsed()
    }

    fn acknowledged(&self) -> Vec<usize> {
        self.progress.iter().map(|p| p.load(Ordering::Relaxed)).collect()
    }

    async fn end(self) -> Vec<Writer> {
        self.stop.send_replace(true);
        let mut back = Vec::new();
        for writer in self.running {
            back.push(writer.await.unwrap());
        }
        back
    }
}

/// Writers with chance of their own; the seed is printed.
fn writers(cast: &Cast) -> Vec<Writer> {
    let seed = dice::seed();
    eprintln!("STEWARD_KILL_SEED={seed}");
    let mut dice = Dice::new(seed);
    (0..WRITERS).map(|n| Writer::new(n, cast, dice.fork())).collect()
}

/// Reads as usual: whether all were answered by 200.
async fn reads(client: &Client) -> bool {
    let mut well = true;
    for path in ["/repair-cases", "/locations", "/me"] {
        well &= client.get(path).await.status == 200;
    }
    well
}

/// A line of the table.
struct Verdict {
    fault: String,
    acknowledged: usize,
    refused: BTreeMap<u16, usize>,
    longest: Duration,
    recovery: Option<Duration>,
    violations: Vec<String>,
}

impl Verdict {
    /// Settles what is open, and looks.
    async fn of(fault: impl Into<String>, db: &TestDb, process: &Process, mut writers: Vec<Writer>, recovery: Option<Duration>) -> Self {
        for writer in &mut writers {
            writer.settle(&process.base).await;
        }
        let mut verdict = Self::before_settling(fault, &writers, recovery);
        verdict.violations.extend(check::violations(db, &writers).await);
        verdict.print();
        verdict
    }

    fn before_settling(fault: impl Into<String>, writers: &[Writer], recovery: Option<Duration>) -> Self {
        let mut refused = BTreeMap::new();
        for (status, n) in writers.iter().flat_map(|w| &w.refused) {
            *refused.entry(*status).or_default() += n;
        }
        let longest = writers.iter().map(|w| w.longest).max().unwrap_or_default();
        let mut violations = Vec::new();
        if longest > ANSWERED {
            violations.push(format!("late: an answer took {longest:.1?}"));
        }
        if let Some(took) = recovery.filter(|took| *took > HEALTHY) {
            violations.push(format!("ill: not well again after {took:.1?}"));
        }
        let acknowledged = writers.iter().map(Writer::acknowledged).sum();
        Self { fault: fault.into(), acknowledged, refused, longest, recovery, violations }
    }

    fn print(&self) {
        let Self { fault, acknowledged, refused, longest, recovery, violations } = self;
        let recovery = recovery.map_or_else(|| "-".to_owned(), |r| format!("{:.1} s", r.as_secs_f64()));
        let said =
            if violations.is_empty() { "kept".to_owned() } else { violations.iter().take(4).cloned().collect::<Vec<_>>().join("; ") };
        let (longest, refused) = (longest.as_secs_f64(), format!("{refused:?}"));
        eprintln!("chaos | {fault:<44} | {acknowledged:>6} | {refused:<24} | {longest:>5.1} s | {recovery:>6} | {said}");
    }

    /// # Panics
    /// When a promise was broken, or nothing was written at all.
    fn hold(self) {
        assert!(self.violations.is_empty(), "{}: {:#?}", self.fault, self.violations);
        assert!(self.acknowledged >= 10, "{}: {} acknowledged writes prove nothing", self.fault, self.acknowledged);
    }

    /// For a control: a promise that is broken on purpose must be missed.
    fn caught(self, kind: &str) {
        assert!(self.violations.iter().any(|v| v.starts_with(kind)), "{}: the harness did not notice: {:?}", self.fault, self.violations);
    }
}
