//! K01 of an import: a server that is killed at any moment of a commit leaves the whole ledger or nothing of it, and the commit sent
//! again brings it exactly once.

use std::{
    fmt::Write,
    time::{Duration, Instant},
};

use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use test_support::{Client, Process, TestDb, text};

use super::{PROGRAM, check, dice, dice::Dice, founders, person};
use crate::on_both_engines;

/// Rows of a ledger: enough for several statements of every table.
const ROWS: usize = 1200;
/// How long a restarted server may answer 503 while the database ends the dead server's transaction.
const SETTLED: Duration = Duration::from_secs(10);

fn ledger(round: usize) -> String {
    let mut text = String::from("资产编号,资产名称,数量,单价,存放地点,保管人\n");
    for n in 0..ROWS {
        writeln!(text, "K{round}-{n:04},课桌,2,100.01,{round}号楼{:03},保管员{}", n % 40, n % 7).unwrap();
    }
    text
}

/// A commit, word for word.
struct Commit {
    token: String,
    upload: String,
    key: String,
}

impl Commit {
    /// `None`: the connection broke, and nobody knows.
    async fn send(&self, base: &str) -> Option<u16> {
        let call = reqwest::Client::new()
            .post(format!("{base}/api/v1/imports"))
            .bearer_auth(&self.token)
            .header("content-type", "application/json")
            .header("idempotency-key", &self.key)
            .body(json!({ "file": { "upload_id": self.upload } }).to_string());
        Some(call.send().await.ok()?.status().as_u16())
    }

    async fn settle(&self, base: &str) -> Option<u16> {
        let began = Instant::now();
        loop {
            match self.send(base).await {
                Some(503) if began.elapsed() < SETTLED => tokio::time::sleep(Duration::from_millis(50)).await,
                answer => return answer,
            }
        }
    }
}

/// What an import puts into the tables, and how much of it: rows there, and rows that a whole one has.
const PARTS: [(&str, usize); 7] = [
    ("SELECT count(*) AS n FROM asset_import WHERE file_name = $1", 1),
    (
        "SELECT count(*) AS n FROM asset a JOIN asset_import i ON i.school_id = a.school_id AND i.id = a.import_id WHERE i.file_name = $1",
        ROWS,
    ),
    (
        "SELECT count(*) AS n FROM asset_value_event v JOIN asset_import i ON i.school_id = v.school_id AND i.id = v.document_id \
         WHERE i.file_name = $1",
        ROWS,
    ),
    (
        "SELECT count(*) AS n FROM asset_assignment v JOIN asset_import i ON i.school_id = v.school_id AND i.id = v.document_id \
         WHERE i.file_name = $1",
        ROWS,
    ),
    (
        "SELECT count(*) AS n FROM audit_subject s JOIN asset a ON a.school_id = s.school_id AND a.id = s.subject_id \
         JOIN asset_import i ON i.school_id = a.school_id AND i.id = a.import_id WHERE i.file_name = $1",
        ROWS,
    ),
    ("SELECT count(*) AS n FROM audit_subject WHERE kind = 'asset_import' AND label = $1", 1),
    (
        "SELECT count(*) AS n FROM attachment t JOIN asset_import i ON i.school_id = t.school_id AND i.id = t.subject_id WHERE i.file_name = $1",
        1,
    ),
];

/// The share that each part has of a whole import: all 0, or all 1.
async fn parts(db: &TestDb, file: &str, building: &str) -> Vec<(usize, usize)> {
    let raw = db.raw().await;
    let count = async |sql: &str, value: &str| -> usize {
        let statement = Statement::from_sql_and_values(raw.get_database_backend(), sql, [value.into()]);
        let n: i64 = raw.query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap();
        usize::try_from(n).unwrap()
    };
    let mut found = Vec::new();
    for (sql, whole) in PARTS {
        found.push((count(sql, file).await, whole));
    }
    // A place that only this file names: made with it or not at all.
    found.push((count("SELECT count(*) AS n FROM location WHERE kind = 'building' AND name = $1", building).await, 1));
    found
}

fn share(parts: &[(usize, usize)]) -> Option<bool> {
    let nothing = parts.iter().all(|(found, _)| *found == 0);
    let whole = parts.iter().all(|(found, whole)| found == whole);
    (nothing || whole).then_some(whole)
}

async fn upload(custodian: &Client, round: usize) -> Commit {
    let file = format!("台账{round}.csv");
    let made = custodian.upload(&file, "text/csv", ledger(round).into()).await.expect(201);
    Commit { token: custodian.token.clone().unwrap(), upload: text(&made["id"]).to_owned(), key: format!("import-{round}") }
}

on_both_engines! {
    async fn k01_a_server_killed_at_any_moment_of_an_import_leaves_all_of_it_or_nothing(engine) {
        let (seed, rounds) = (dice::seed(), dice::rounds().div_ceil(3));
        let mut dice = Dice::new(seed);
        let db = TestDb::new(engine).await;
        let mut process = Process::start(PROGRAM, &db, &[]).await.unwrap();
        let (admin, principal) = founders(&process).await;
        person(&admin, &principal, "吴保管", "C001", "head_custodian").await;
        // How long a commit takes on this machine: kills fall anywhere within.
        let custodian = process.nobody().sign_in("C001").await;
        let (commit, began) = (upload(&custodian, 0).await, Instant::now());
        assert_eq!(commit.send(&process.base).await, Some(201));
        let took = u64::try_from(began.elapsed().as_millis()).unwrap();
        let (mut nothing, mut whole) = (0, 0);
        for round in 1..=rounds {
            let custodian = process.nobody().sign_in("C001").await;
            let commit = upload(&custodian, round).await;
            let (base, after) = (process.base.clone(), dice.between(0, took));
            let told = tokio::spawn(async move { (commit.send(&base).await, commit) });
            tokio::time::sleep(after).await;
            process.kill().await;
            let (told, commit) = told.await.unwrap();
            process = Process::start(PROGRAM, &db, &[]).await.unwrap();
            let (file, building) = (format!("台账{round}.csv"), format!("{round}号楼"));
            let found = parts(&db, &file, &building).await;
            match share(&found) {
                Some(true) => whole += 1,
                Some(false) if told == Some(201) => panic!("seed {seed}, round {round}: lost after it was acknowledged"),
                Some(false) => nothing += 1,
                None => panic!("seed {seed}, round {round}, killed after {after:?}: half an import: {found:?}"),
            }
            assert_eq!(commit.settle(&process.base).await, Some(201), "seed {seed}, round {round}: sent again");
            let found = parts(&db, &file, &building).await;
            assert_eq!(share(&found), Some(true), "seed {seed}, round {round}: once, after it was sent again: {found:?}");
        }
        eprintln!("{engine:?}: {rounds} kills within {took} ms of an import: {nothing} left nothing, {whole} left all, seed {seed}");
        let wrong = check::whole(&db.raw().await).await;
        assert!(wrong.is_empty(), "{wrong:?}");
        assert!(nothing > 0, "no kill ever hit an import in flight");
    }
}
