//! K05 under load: PostgreSQL is restarted, politely and not.

use std::{path::Path, time::Duration};

use test_support::Process;

use super::{
    Load, Verdict,
    machine::{Cluster, database, folder, given},
    writers,
};
use crate::kill::{self, PROGRAM};

#[tokio::test]
#[ignore = "make prove STEP=chaos"]
async fn a_restarted_database_is_answered_by_503_and_used_again() {
    for mode in ["fast", "immediate"] {
        let (fault, work) = (format!("database restarted ({mode})"), folder());
        let Some(cluster) = given(&fault, Cluster::make(work.path(), None, None)) else { return };
        let db = database(Path::new("/dev/shm"), Some(&cluster));
        let process = Process::start(PROGRAM, &db, &[]).await.unwrap();
        let cast = kill::found(&process).await;
        let load = Load::begin(writers(&cast), &process.base);
        let mut recovery = Duration::ZERO;
        for _ in 0..3 {
            tokio::time::sleep(Duration::from_millis(500)).await;
            cluster.stop(mode).unwrap();
            tokio::time::sleep(Duration::from_millis(800)).await;
            cluster.start().unwrap();
            recovery = recovery.max(load.well_again().await);
        }
        let writers = load.end().await;
        let wrong = writers.iter().any(|w| w.refused.keys().any(|status| *status != 503));
        let felt = writers.iter().any(|w| !w.refused.is_empty());
        let mut verdict = Verdict::of(fault, &db, &process, writers, Some(recovery)).await;
        if wrong {
            verdict.violations.push("status: a refusal was not 503".to_owned());
        }
        assert!(felt, "nobody felt the restart");
        verdict.hold();
    }
}
