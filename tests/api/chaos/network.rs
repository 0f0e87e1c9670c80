//! K06 and E07 under load: the network between server and database holds, breaks, crawls, and loses the answer to a COMMIT.

use std::time::Duration;

use test_support::{Flow, Process, Proxy, TestDb, TestEngine};

use super::{Load, Verdict, writers};
use crate::kill::{self, PROGRAM};

async fn through(fault: &str, flow: Flow, times: usize, lasting: Duration, forgetful: bool) -> Verdict {
    let db = TestDb::new(TestEngine::Postgres).await;
    let proxy = Proxy::before(&db).await;
    let process = Process::start_in(db.dir.path(), PROGRAM, Some(&proxy.url(&db)), &[]).await.unwrap();
    let cast = kill::found(&process).await;
    let mut clients = writers(&cast);
    for client in &mut clients {
        client.forgets_its_keys = forgetful;
    }
    let load = Load::begin(clients, &process.base);
    let mut recovery = Duration::ZERO;
    for _ in 0..times {
        tokio::time::sleep(Duration::from_millis(300)).await;
        proxy.set(flow);
        tokio::time::sleep(lasting).await;
        proxy.set(Flow::Open);
        recovery = recovery.max(load.well_again().await);
    }
    let writers = load.end().await;
    let odd = writers.iter().any(|w| w.refused.keys().any(|status| *status != 503));
    let felt = writers.iter().any(|w| !w.refused.is_empty());
    let mut verdict = Verdict::of(fault, &db, &process, writers, Some(recovery)).await;
    if odd {
        verdict.violations.push("status: a refusal was not 503".to_owned());
    }
    if !felt && !matches!(flow, Flow::Slow(_)) {
        verdict.violations.push("unfelt: nothing was refused".to_owned());
    }
    verdict
}

#[tokio::test]
#[ignore = "make prove STEP=chaos"]
async fn a_network_that_holds_breaks_or_crawls_costs_nothing_but_time() {
    through("partition: bytes are held", Flow::Held, 2, Duration::from_secs(7), false).await.hold();
    through("partition: connections break", Flow::Cut, 4, Duration::from_millis(700), false).await.hold();
    through("partition: every piece 40 ms late", Flow::Slow(Duration::from_millis(40)), 1, Duration::from_secs(3), false).await.hold();
}

#[tokio::test]
#[ignore = "make prove STEP=chaos"]
async fn the_lost_answer_to_a_commit_is_found_again_by_the_key() {
    through("partition: cut after COMMIT", Flow::CutAfterCommit, 6, Duration::from_millis(500), false).await.hold();
}

#[tokio::test]
#[ignore = "make prove STEP=chaos"]
async fn control_a_client_that_forgets_its_keys_does_things_twice() {
    let verdict = through("cut after COMMIT, control: keys forgotten", Flow::CutAfterCommit, 6, Duration::from_millis(500), true).await;
    assert!(!verdict.violations.is_empty(), "the harness did not notice");
}
