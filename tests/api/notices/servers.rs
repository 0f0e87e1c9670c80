//! Several servers on one PostgreSQL: one of them is killed in the middle of its work, and nothing is lost, nothing is done twice.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use test_support::{Process, Receiver, TestDb, TestEngine, text};

const PROGRAM: &str = env!("CARGO_BIN_EXE_steward-test-server");

/// Messages in the channel's hands when one server dies: as many as it may send one by one.
const ROUNDS: usize = 8;

/// Jobs that one server runs at the same time.
const AT_ONCE: usize = 4;

/// Longest that all of it may take on a busy machine.
const MOST: Duration = Duration::from_mins(2);

#[tokio::test]
async fn of_two_servers_one_is_killed_and_its_jobs_go_on() {
    let (db, receiver) = (TestDb::new(TestEngine::Postgres).await, Receiver::open().await);
    let more = ["--allow-private", "--lease-ms", "2000"];
    let first = Process::start(PROGRAM, &db, &more).await.unwrap();
    let token = first.setup_token.clone().unwrap();
    let (admin, _) = first.nobody().set_up(&token, "青禾小学").await;
    admin.post("/locations/generate", json!({ "building": "致远楼", "floors": 1, "rooms_per_floor": 1 })).await.expect(201);
    let room = admin.rows("/locations?kind=room").await[0]["id"].clone();
    let teacher = admin.post("/people", json!({ "name": "李老师", "staff_no": "T001" })).await.expect(201);
    let path = format!("/people/{}", text(&teacher["id"]));
    admin.post(&format!("{path}/account"), json!({ "password": test_support::PASSWORD })).await.expect(200);
    admin.post(&format!("{path}/role-grants"), json!({ "role": "staff" })).await.expect(201);
    let hook = json!({
        "kind": "webhook", "name": "另一个系统", "address": receiver.url("/hook"), "secret": "s", "timing": "at_once",
        "topics": ["repair_case.danger"],
    });
    admin.post("/notice-channels", hook).await.expect(201);
    let mut second = Process::start(PROGRAM, &db, &more).await.unwrap();
    let teacher = admin.at(&first.base).sign_in("T001").await;
    // Each message is in somebody's hands for a while, so that the kill finds both servers at work.
    receiver.thinks(Duration::from_millis(300));
    let body =
        json!({ "location_id": room, "faults": [{ "category": "lock", "danger": true }, { "category": "plumbing", "danger": true }] });
    for round in 0..ROUNDS {
        let client = if round % 2 == 0 { teacher.clone() } else { teacher.at(&second.base) };
        client.post("/repair-cases", body.clone()).await.expect(201);
    }
    receiver.wait_for(AT_ONCE, MOST).await;
    first.kill().await;
    let hooks = receiver.wait_for(2 * ROUNDS, MOST).await;
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for hook in &hooks {
        *times.entry(hook.header("steward-delivery").to_owned()).or_default() += 1;
    }
    let again = times.values().filter(|times| **times > 1).count();
    assert!(
        again <= AT_ONCE && times.values().all(|times| *times <= 2),
        "only what died in its hands came again, under its number: {times:?}"
    );
    let topics: BTreeSet<String> = hooks.iter().map(|hook| text(&hook.json()["items"][0]["id"]).to_owned()).collect();
    assert_eq!(topics.len(), 2 * ROUNDS, "a message for each piece of news");
    everything_is_settled(&db).await;
    second.terminate().await;
    assert_eq!(second.ended(MOST).await, Some(true));
}

/// Waits until no job is open, then counts: each piece of news once, each message sent once, each job done.
async fn everything_is_settled(db: &TestDb) {
    let raw = db.raw().await;
    let count = async |sql: &str| {
        let sql = format!("SELECT CAST(COUNT(*) AS bigint) AS n FROM {sql}");
        let row = raw.query_one_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap().unwrap();
        row.try_get::<i64>("", "n").unwrap()
    };
    let settled = async {
        while count("job WHERE done_at IS NULL").await + count("outbox").await > 0 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(MOST, settled).await.expect("jobs are left over");
    let all = i64::try_from(2 * ROUNDS).unwrap();
    assert_eq!(count("notice_event WHERE topic = 'repair_case.danger'").await, all);
    assert_eq!(count("notice_delivery WHERE status = 'sent'").await, all);
    assert_eq!(count("(SELECT DISTINCT event_id FROM notice_delivery) AS once").await, all);
    assert_eq!(count("job WHERE done_at IS NOT NULL").await, all);
}
