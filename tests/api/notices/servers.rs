//! Several servers on one PostgreSQL: one of them is killed in the middle of its work, and nothing is lost, nothing is done twice.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use test_support::{Client, Process, Receiver, TestDb, TestEngine, text};
use tokio::sync::watch;

use crate::kill::{
    self, PROGRAM,
    check::violations_beside,
    dice::{self, Dice},
    writer::Writer,
};

/// Danger reported before one server dies, and while it does. Together fewer than a channel keeps waiting one by one (20): beyond that
/// a flood becomes one digest.
const BEFORE: usize = 10;
const AMID: usize = 6;
const ALL: usize = BEFORE + AMID;

/// The text under which danger is reported; the other cases are the load's.
const DANGER: &str = "水管爆了";

/// Jobs that one server runs at the same time.
const AT_ONCE: usize = 4;

/// Longest that all of it may take on a busy machine.
const MOST: Duration = Duration::from_mins(2);

#[tokio::test]
async fn of_two_servers_under_load_one_is_killed_and_nothing_is_lost_or_done_twice() {
    let (db, receiver) = (TestDb::new(TestEngine::Postgres).await, Receiver::open().await);
    let more = ["--allow-private", "--lease-ms", "2000"];
    let first = Process::start(PROGRAM, &db, &more).await.unwrap();
    let cast = kill::found(&first).await;
    let hook = json!({
        "kind": "webhook", "name": "另一个系统", "address": receiver.url("/hook"), "secret": "s", "timing": "at_once",
        "topics": ["repair_case.danger"],
    });
    cast.teacher.sign_in("A001").await.post("/notice-channels", hook).await.expect(201);
    let mut second = Process::start(PROGRAM, &db, &more).await.unwrap();
    let seed = dice::seed();
    eprintln!("two servers: STEWARD_KILL_SEED={seed}");
    let mut dice = Dice::new(seed);
    let (stop, stopped) = watch::channel(false);
    let load: Vec<_> = (0..4)
        .map(|name| {
            let (mut writer, stopped) = (Writer::new(name, &cast, dice.fork()), stopped.clone());
            let (begins_at, goes_on_at) = (if name % 2 == 0 { &first } else { &second }.base.clone(), second.base.clone());
            tokio::spawn(async move {
                if begins_at != goes_on_at {
                    writer.write_until_it_dies(&begins_at).await;
                }
                writer.write_through(&goes_on_at, &stopped).await;
                writer.settle(&goes_on_at).await;
                writer
            })
        })
        .collect();
    // Each message is in somebody's hands for a while, so that the kill finds both servers at work.
    receiver.thinks(Duration::from_millis(300));
    for round in 0..BEFORE {
        let at = if round % 2 == 0 { &first } else { &second };
        assert!(report(&cast.teacher.at(&at.base), &cast.room, round).await, "two healthy servers take reports");
    }
    receiver.wait_for(AT_ONCE, MOST).await;
    let dying = first.base.clone();
    let amid = async {
        for round in BEFORE..ALL {
            // To the one that dies; where it does not answer, the same report goes to the other.
            if !report(&cast.teacher.at(&dying), &cast.room, round).await {
                assert!(
                    report(&cast.teacher.at(&second.base), &cast.room, round).await,
                    "the other server takes what the dead one did not"
                );
            }
        }
    };
    let kill = async {
        tokio::time::sleep(dice.between(1, 120)).await;
        first.kill().await;
    };
    tokio::join!(amid, kill);
    let hooks = receiver.wait_for(ALL, MOST).await;
    assert_news_came_once(&hooks);
    everything_is_settled(&db).await;
    stop.send_replace(true);
    let mut writers = Vec::new();
    for writer in load {
        writers.push(writer.await.unwrap());
    }
    assert_eq!(violations_beside(&db, &writers, DANGER).await, Vec::<String>::new());
    let acknowledged: Vec<usize> = writers.iter().map(Writer::acknowledged).collect();
    eprintln!("two servers: acknowledged {acknowledged:?}");
    assert!(acknowledged.iter().all(|n| *n > 0), "a load from every writer: {acknowledged:?}");
    second.terminate().await;
    assert_eq!(second.ended(MOST).await, Some(true));
}

/// One dangerous fault under a key of its own; whether it was taken. Busy is asked again, a dead server is not.
async fn report(client: &Client, room: &str, round: usize) -> bool {
    let body = json!({ "location_id": room, "text": DANGER, "faults": [{ "category": "plumbing", "danger": true }] });
    let client = client.with("idempotency-key", format!("danger-{round}"));
    loop {
        match client.try_post("/repair-cases", body.clone()).await {
            Some(answer) if answer.status == 503 => tokio::time::sleep(Duration::from_millis(20)).await,
            Some(answer) => return answer.expect(201) != json!(null),
            None => return false,
        }
    }
}

fn assert_news_came_once(hooks: &[test_support::Hook]) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for hook in hooks {
        *times.entry(hook.header("steward-delivery").to_owned()).or_default() += 1;
    }
    let again = times.values().filter(|times| **times > 1).count();
    assert!(
        again <= AT_ONCE && times.values().all(|times| *times <= 2),
        "only what died in its hands came again, under its number: {times:?}"
    );
    let news: BTreeSet<String> = hooks.iter().map(|hook| text(&hook.json()["items"][0]["id"]).to_owned()).collect();
    assert_eq!(news.len(), ALL, "a message for each piece of news");
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
        while count("job WHERE done_at IS NULL").await + count("outbox WHERE topic = 'repair_case.danger'").await > 0 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(MOST, settled).await.expect("jobs are left over");
    let all = i64::try_from(ALL).unwrap();
    assert_eq!(count("repair_case WHERE description = '水管爆了'").await, all);
    assert_eq!(count("notice_event WHERE topic = 'repair_case.danger'").await, all);
    assert_eq!(count("notice_delivery WHERE status = 'sent'").await, all);
    assert_eq!(count("(SELECT DISTINCT event_id FROM notice_delivery) AS once").await, all);
    assert_eq!(count("job WHERE done_at IS NOT NULL").await, all);
}
