//! K01: the kill -9 loop. A server is killed under load at a moment of chance, started again, asked once more for what it had not
//! answered; then every acknowledged act must be there exactly once and nothing may be half. What was acknowledged is noted here,
//! outside of the process that dies.
//!
//! `STEWARD_KILL_ROUNDS` and `STEWARD_KILL_SEED` repeat or lengthen a run (`make prove`).

pub(crate) mod check;
pub(crate) mod day;
pub(crate) mod dice;
mod import;
pub(crate) mod purchase;
pub(crate) mod writer;

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use test_support::{Client, PASSWORD, Process, TestDb, TestEngine, text};

use self::{day::Keeping, dice::Dice, purchase::Buying, writer::Writer};
use crate::on_both_engines;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_steward-test-server");
/// Clients that write at the same time.
pub(crate) const WRITERS: usize = 3;
/// What answers before it is committed.
pub(crate) const FAULT: &str = "--acknowledge-early";

/// What a loop came to.
struct Outcome {
    acknowledged: usize,
    unknown: usize,
    violations: Vec<String>,
}

/// The people and the room of the loop.
pub(crate) struct Cast {
    pub teacher: Client,
    pub worker: Client,
    pub room: String,
    pub buying: Buying,
    pub keeping: Keeping,
}

impl Cast {
    /// The same people at another address.
    pub fn at(&self, base: &str) -> Self {
        let (teacher, worker) = (self.teacher.at(base), self.worker.at(base));
        Self { teacher, worker, room: self.room.clone(), buying: self.buying.at(base), keeping: self.keeping.at(base) }
    }

    /// The same people signed in anew.
    pub async fn again(&self, process: &Process) -> Self {
        let nobody = process.nobody();
        let (teacher, worker) = (nobody.sign_in("T001").await, nobody.sign_in("T002").await);
        let (buying, keeping) = (self.buying.again(process).await, self.keeping.again(process).await);
        Self { teacher, worker, room: self.room.clone(), buying, keeping }
    }
}

async fn founders(process: &Process) -> (Client, Client) {
    process.nobody().set_up(process.setup_token.as_deref().unwrap(), "青禾小学").await
}

pub(crate) async fn found(process: &Process) -> Cast {
    let (admin, principal) = founders(process).await;
    admin.post("/locations/generate", json!({ "building": "致远楼", "floors": 1, "rooms_per_floor": 1 })).await.expect(201);
    let room = admin.get("/locations?kind=room").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
    let teacher = person(&admin, &principal, "李老师", "T001", "staff").await;
    let worker = person(&admin, &principal, "王师傅", "T002", "repair_worker").await;
    let director = person(&admin, &principal, "周主任", "T003", "logistics_director").await;
    let custodian = person(&admin, &principal, "吴保管", "T004", "head_custodian").await;
    let keeper = person(&admin, &principal, "孙保管", "T005", "storekeeper").await;
    let duty = person(&admin, &principal, "陈值周", "T006", "duty_admin").await;
    let keeping = Keeping::found(duty, director.clone(), &room).await;
    let shop = director.post("/suppliers", json!({ "name": "城南文具店" })).await.expect(201);
    let store = director.post("/stores", json!({ "name": "总保管室", "keeper_ids": [keeper.person_id] })).await.expect(201);
    let item = custodian.post("/stock-items", json!({ "name": "粉笔", "unit": "盒", "category": "办公" })).await.expect(201);
    let [shop, store, item] = [shop, store, item].map(|one| text(&one["id"]).to_owned());
    Cast { teacher, worker, room, buying: Buying { director, custodian, keeper, shop, store, item }, keeping }
}

async fn person(admin: &Client, principal: &Client, name: &str, staff_no: &str, role: &str) -> Client {
    let person: Value = admin.post("/people", json!({ "name": name, "staff_no": staff_no })).await.expect(201);
    let path = format!("/people/{}", person["id"].as_str().unwrap());
    admin.post(&format!("{path}/account"), json!({ "password": PASSWORD })).await.expect(200);
    let grant = admin.post(&format!("{path}/role-grants"), json!({ "role": role })).await.expect(201);
    if grant["pending"] == true {
        let path = format!("/role-grants/{}/confirm", grant["id"].as_str().unwrap());
        principal.seen(1).post(&path, json!({})).await.expect(200);
    }
    admin.sign_in(staff_no).await
}

/// Kills and looks, `rounds` times or until something is wrong.
async fn kill_loop(engine: TestEngine, rounds: usize, fault: Option<&str>) -> Outcome {
    let seed = dice::seed();
    eprintln!("kill loop on {engine:?}: STEWARD_KILL_SEED={seed}, {rounds} rounds, {}", fault.unwrap_or("no deliberate fault"));
    let mut dice = Dice::new(seed);
    let db = TestDb::new(engine).await;
    let mut process = Process::start(PROGRAM, &db, &[]).await.unwrap();
    let cast = found(&process).await;
    let mut writers: Vec<Writer> = (0..WRITERS).map(|n| Writer::new(n, &cast, dice.fork())).collect();
    let mut outcome = Outcome { acknowledged: 0, unknown: 0, violations: Vec::new() };
    for round in 1..=rounds {
        if let Some(fault) = fault {
            process.kill().await;
            process = Process::start(PROGRAM, &db, &[fault]).await.unwrap();
        }
        writers = load_and_kill(process, writers, dice.between(50, 700)).await;
        process = Process::start(PROGRAM, &db, &[]).await.unwrap();
        for writer in &mut writers {
            outcome.unknown += usize::from(writer.is_unsure());
            writer.settle(&process.base).await;
        }
        outcome.violations = check::violations(&db, &writers).await;
        if !outcome.violations.is_empty() {
            eprintln!("round {round}, seed {seed}: {} things are wrong", outcome.violations.len());
            break;
        }
    }
    outcome.acknowledged = writers.iter().map(Writer::acknowledged).sum();
    outcome
}

async fn load_and_kill(process: Process, writers: Vec<Writer>, after: Duration) -> Vec<Writer> {
    let base = process.base.clone();
    let running: Vec<_> = writers
        .into_iter()
        .map(|mut writer| {
            let base = base.clone();
            tokio::spawn(async move {
                writer.write_until_it_dies(&base).await;
                writer
            })
        })
        .collect();
    tokio::time::sleep(after).await;
    process.kill().await;
    let mut back = Vec::new();
    for writer in running {
        back.push(writer.await.unwrap());
    }
    back
}

on_both_engines! {
    async fn k01_a_killed_server_has_every_acknowledged_write_once_and_nothing_half(engine) {
        let (rounds, began) = (dice::rounds(), Instant::now());
        let outcome = kill_loop(engine, rounds, None).await;
        let took = began.elapsed();
        eprintln!("{engine:?}: {rounds} kills, {} acknowledged writes, {} unknown, {took:.1?}", outcome.acknowledged, outcome.unknown);
        assert!(outcome.violations.is_empty(), "{:#?}", outcome.violations.iter().take(10).collect::<Vec<_>>());
        assert!(outcome.acknowledged >= rounds * 3, "only {} acknowledged writes: a loop without load proves nothing", outcome.acknowledged);
        assert!(outcome.unknown > 0, "no kill ever hit a request in flight");
    }
}

on_both_engines! {
    /// The checker can fail: a build that answers before it commits is found out.
    async fn k01_a_build_that_acknowledges_before_it_commits_is_caught(engine) {
        let outcome = kill_loop(engine, 3, Some(FAULT)).await;
        let lost = outcome.violations.iter().filter(|v| v.starts_with("lost")).count();
        assert!(lost > 0, "the loop did not notice: {:?}", outcome.violations);
    }
}
