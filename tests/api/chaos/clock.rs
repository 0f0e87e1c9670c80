//! K08 under load: the machine's clock jumps by an hour, back, and by two years, while the server runs.

use std::{path::Path, time::Duration};

use test_support::{Process, TestDb, TestEngine};

use super::{Load, Verdict, machine::given, writers};
use crate::kill::{self, PROGRAM};

const LIBRARY: &str = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

async fn jumps(engine: TestEngine) {
    let fault = format!("clock +1 h, -1 h, +2 years, back, {engine:?}");
    let there = Path::new(LIBRARY).exists().then_some(()).ok_or_else(|| format!("{LIBRARY} is missing (Debian package faketime)"));
    let Some(()) = given(&fault, there) else { return };
    let db = TestDb::new(engine).await;
    let file = db.dir.path().join("time");
    std::fs::write(&file, "+0").unwrap();
    let environment = [
        ("LD_PRELOAD", LIBRARY),
        ("FAKETIME_TIMESTAMP_FILE", file.to_str().unwrap()),
        ("FAKETIME_NO_CACHE", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ];
    let process = Process::start_with(PROGRAM, &db, &[], &environment).await.unwrap();
    let first = kill::found(&process).await;
    let mut clients = Vec::new();
    let mut felt = Vec::new();
    for moment in ["+0", "+1h", "-1h", "+730d", "+0"] {
        std::fs::write(&file, moment).unwrap();
        let cast = first.again(&process).await;
        felt.push(cast.teacher.get("/me").await.header("date").map(str::to_owned));
        if clients.is_empty() {
            clients = writers(&cast);
            for client in &mut clients {
                client.goes_round = false;
            }
        }
        for client in &mut clients {
            client.signed_in_again(&cast);
        }
        let load = Load::begin(clients, &process.base);
        tokio::time::sleep(Duration::from_secs(1)).await;
        clients = load.end().await;
    }
    let verdict = Verdict::of(fault, &db, &process, clients, None).await;
    let days = days_of(&db).await;
    assert!(days > 1, "the server did not feel the clock: {felt:?}");
    verdict.hold();
}

/// Days on which cases were numbered.
async fn days_of(db: &TestDb) -> usize {
    use sea_orm::{ConnectionTrait, Statement};
    let raw = db.raw().await;
    let rows = raw.query_all_raw(Statement::from_string(raw.get_database_backend(), "SELECT number FROM repair_case")).await.unwrap();
    let day = |row: &sea_orm::QueryResult| row.try_get::<String>("", "number").unwrap().rsplit_once('-').unwrap().0.to_owned();
    rows.iter().map(day).collect::<std::collections::BTreeSet<_>>().len()
}

#[tokio::test]
#[ignore = "make prove STEP=chaos"]
async fn a_clock_that_jumps_neither_loses_nor_reorders_on_sqlite() {
    jumps(TestEngine::Sqlite).await;
}

#[tokio::test]
#[ignore = "make prove STEP=chaos"]
async fn a_clock_that_jumps_neither_loses_nor_reorders_on_postgres() {
    jumps(TestEngine::Postgres).await;
}
