//! Files that mean harm, through every door that reads files: upload, dry run of an import, roster, template, photo. Each is answered within
//! ten seconds by a refusal or a plain answer, the process lives, its memory grows by 64 MB at most over all of them, and other people are
//! served meanwhile. `make prove STEP=bombs` runs it (`--ignored bombs::`).

mod archives;
mod pictures;
mod tables;

use std::time::{Duration, Instant};

use serde_json::json;
use test_support::{Client, PASSWORD, Process, TestDb, TestEngine, text};
use tokio::sync::watch;

use crate::kill::PROGRAM;

/// Longest for one file at one door, and a little for a busy machine.
const EACH: Duration = Duration::from_secs(12);
/// In kilobytes, over all files.
const MEMORY: u64 = 64 * 1024;
/// What other people wait at most meanwhile.
const OTHERS: Duration = Duration::from_secs(2);

struct Bomb {
    name: &'static str,
    file: &'static str,
    bytes: Vec<u8>,
}

const fn bomb(name: &'static str, file: &'static str, bytes: Vec<u8>) -> Bomb {
    Bomb { name, file, bytes }
}

/// Made one at a time: some are large.
fn corpus() -> Vec<fn() -> Bomb> {
    [archives::ALL, tables::ALL, pictures::ALL].concat()
}

/// What one file came to.
struct Outcome {
    statuses: Vec<(&'static str, u16)>,
    longest: Duration,
}

async fn through_all_doors(keepers: &Keepers, bomb: Bomb) -> Outcome {
    let media = match bomb.file.rsplit('.').next().unwrap() {
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "csv" => "text/csv",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    };
    let mut outcome = Outcome { statuses: Vec::new(), longest: Duration::ZERO };
    let mut uploads = Vec::new();
    for client in [&keepers.custodian, &keepers.admin] {
        let began = Instant::now();
        let sent = client.upload(bomb.file, media, bomb.bytes.clone()).await;
        outcome.note("upload", sent.status.as_u16(), began);
        if sent.status != 201 {
            return outcome;
        }
        uploads.push(text(&sent.json()["id"]).to_owned());
    }
    let began = Instant::now();
    let answer = keepers.custodian.post("/imports/dry-run", json!({ "upload_id": uploads[0] })).await;
    outcome.note("import", answer.status.as_u16(), began);
    let began = Instant::now();
    let answer = keepers.admin.post("/rosters/dry-run", json!({ "upload_id": uploads[1] })).await;
    outcome.note("roster", answer.status.as_u16(), began);
    let began = Instant::now();
    let answer = keepers.custodian.get(&format!("/export-templates/proposal?upload_id={}", uploads[0])).await;
    outcome.note("template", answer.status.as_u16(), began);
    outcome
}

impl Outcome {
    fn note(&mut self, door: &'static str, status: u16, began: Instant) {
        self.longest = self.longest.max(began.elapsed());
        self.statuses.push((door, status));
    }
}

/// Somebody else, who asks all the time; how long the slowest answer took.
fn others(client: &Client) -> (watch::Sender<bool>, tokio::task::JoinHandle<Duration>) {
    let (stop, stopped) = watch::channel(false);
    let client = client.clone();
    let asking = tokio::spawn(async move {
        let mut slowest = Duration::ZERO;
        while !*stopped.borrow() {
            let began = Instant::now();
            client.get("/assets").await.expect(200);
            slowest = slowest.max(began.elapsed());
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        slowest
    });
    (stop, asking)
}

/// Who may use which door.
struct Keepers {
    custodian: Client,
    admin: Client,
}

async fn keepers(process: &Process) -> Keepers {
    let (admin, principal) = process.nobody().set_up(process.setup_token.as_deref().unwrap(), "青禾小学").await;
    let person = admin.post("/people", json!({ "name": "吴保管", "staff_no": "C001" })).await.expect(201);
    let path = format!("/people/{}", text(&person["id"]));
    admin.post(&format!("{path}/account"), json!({ "password": PASSWORD })).await.expect(200);
    let grant = admin.post(&format!("{path}/role-grants"), json!({ "role": "head_custodian" })).await.expect(201);
    if grant["pending"] == true {
        principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&grant["id"])), json!({})).await.expect(200);
    }
    Keepers { custodian: admin.sign_in("C001").await, admin }
}

#[tokio::test]
#[ignore = "make prove STEP=bombs"]
async fn no_file_kills_the_server_swells_it_or_holds_up_others() {
    let db = TestDb::new(TestEngine::Sqlite).await;
    let process = Process::start(PROGRAM, &db, &[]).await.unwrap();
    let keepers = keepers(&process).await;
    // What an ordinary picture and an ordinary workbook need is no growth by a bomb.
    through_all_doors(&keepers, bomb("plain", "plain.png", crate::files::samples::png(2000, 2000))).await;
    through_all_doors(&keepers, bomb("plain", "plain.xlsx", crate::files::samples::xlsx())).await;
    let before = process.most_memory();
    let (mut wrong, mut files) = (Vec::new(), 0);
    let sabotaged: bool = crate::setting("STEWARD_BOMBS_FAIL").unwrap_or(false);
    eprintln!("bombs | {:<44} | {:>7} | {:>6} | {:>6} | answers", "file", "slowest", "others", "MB");
    for make in corpus() {
        let bomb = make();
        let (name, size) = (bomb.name, bomb.bytes.len());
        let (stop, asking) = others(&keepers.custodian);
        let outcome = through_all_doors(&keepers, bomb).await;
        stop.send_replace(true);
        let waited = asking.await.unwrap();
        let grown = process.most_memory().saturating_sub(before);
        files += 1;
        let Outcome { statuses, longest } = outcome;
        eprintln!(
            "bombs | {name:<44} | {:>5.1} s | {:>4.1} s | {:>6.1} | {statuses:?} ({size} bytes)",
            longest.as_secs_f64(),
            waited.as_secs_f64(),
            f64::from(u32::try_from(grown).unwrap()) / 1024.0
        );
        let most = if sabotaged { Duration::ZERO } else { EACH };
        if longest > most {
            wrong.push(format!("{name}: {longest:.1?}"));
        }
        if statuses.iter().any(|(_, status)| !matches!(status, 200 | 201 | 400 | 409 | 413 | 415 | 422)) {
            wrong.push(format!("{name}: {statuses:?}"));
        }
        if waited > OTHERS {
            wrong.push(format!("{name}: others waited {waited:.1?}"));
        }
        if grown > MEMORY {
            wrong.push(format!("{name}: {grown} KB more by now"));
        }
    }
    eprintln!("bombs | {files} files, {} KB more in all, {} wrong", process.most_memory() - before, wrong.len());
    assert!(files >= 60, "only {files} files");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
