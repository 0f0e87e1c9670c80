//! K: the database goes away, hangs, is slow or scarce, and a handler panics. Every answer comes in time, and says to come again.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use kernel::{Clock, Grant};
use sea_orm::ConnectionTrait;
use serde_json::json;
use server::config::Secret;
use test_support::{Client, Flow, Proxy, Response, School, TestApp, TestDb, TestEngine};
use tokio::net::TcpListener;

use crate::on_both_engines;

/// Time for an answer: the product promises five seconds for a database call; the rest is for a busy test machine.
const ANSWERED: Duration = Duration::from_secs(8);
/// Time to be well again after the fault is over.
const HEALTHY: Duration = Duration::from_secs(10);

async fn in_time(call: impl Future<Output = Response>) -> Response {
    tokio::time::timeout(ANSWERED, call).await.expect("no answer in time")
}

#[track_caller]
fn told_to_come_again(answer: Response) {
    assert!(answer.header("retry-after").is_some_and(|s| s.parse::<u64>().is_ok()), "no Retry-After");
    answer.expect_problem(503, "unavailable");
}

async fn report(client: &Client, room: &str) -> Response {
    client.post("/repair-cases", json!({ "location_id": room, "faults": [{ "category": "furniture" }] })).await
}

/// Reads and writes until both work again; until then every answer is 503.
async fn becomes_healthy(client: &Client, room: &str) {
    let began = Instant::now();
    loop {
        let answers = [in_time(client.get("/repair-cases")).await, in_time(report(client, room)).await];
        if answers.iter().all(|a| a.status.is_success()) {
            return;
        }
        answers.into_iter().filter(|a| !a.status.is_success()).for_each(told_to_come_again);
        assert!(began.elapsed() < HEALTHY, "not healthy again");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn cases(client: &Client) -> i64 {
    client.get("/repair-cases/totals").await.expect(200)["count"].as_i64().unwrap()
}

async fn school_of_two(db: TestDb, change: impl FnOnce(&mut server::Config)) -> (School, Client, String) {
    let school = School::open_with(db, |config| {
        config.database.acquire_timeout_ms = 2000;
        change(config);
    })
    .await;
    let room = school.a_room().await;
    let director = school.person("周主任", &["logistics_director", "staff"]).await;
    (school, director, room)
}

#[tokio::test]
async fn k05_killed_database_sessions_are_answered_by_503_and_replaced_on_postgres() {
    let (school, director, room) = school_of_two(TestDb::new(TestEngine::Postgres).await, |_| {}).await;
    let db = &school.app.db;
    let held = db.hold("repair_case", "ACCESS EXCLUSIVE").await;
    let disturbed = async {
        while db.waiting_sessions().await < 2 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        db.end_sessions().await;
    };
    let (read, write, ()) = tokio::join!(in_time(director.get("/repair-cases")), in_time(report(&director, &room)), disturbed);
    told_to_come_again(read);
    told_to_come_again(write);
    held.release().await;
    becomes_healthy(&director, &room).await;
    // Killed while idle: found out on the next use, and replaced.
    db.end_sessions().await;
    becomes_healthy(&director, &room).await;
    assert_eq!(cases(&director).await, 2, "what was answered by 503 is not there");
}

#[tokio::test]
async fn k05_a_locked_file_is_answered_by_503_and_used_again_on_sqlite() {
    let (school, director, room) = school_of_two(TestDb::new(TestEngine::Sqlite).await, |_| {}).await;
    let held = school.app.db.hold("repair_case", "").await;
    told_to_come_again(in_time(report(&director, &room)).await);
    in_time(director.get("/repair-cases")).await.expect(200);
    held.release().await;
    becomes_healthy(&director, &room).await;
    assert_eq!(cases(&director).await, 1);
}

#[tokio::test]
async fn k06_a_database_that_cannot_be_reached_holds_no_request() {
    let db = TestDb::new(TestEngine::Postgres).await;
    let proxy = Proxy::before(&db).await;
    let url = proxy.url(&db);
    let (school, director, room) = school_of_two(db, |config| config.database.url = Some(Secret::new(url))).await;
    becomes_healthy(&director, &room).await;

    for fault in [Flow::Held, Flow::Cut] {
        proxy.set(fault);
        let nobody = school.app.nobody();
        let (read, write, sign_in, ready) = tokio::join!(
            in_time(director.get("/repair-cases")),
            in_time(report(&director, &room)),
            in_time(nobody.post("/session", json!({ "login": "A001", "password": test_support::PASSWORD }))),
            in_time(nobody.get("/health/ready")),
        );
        [read, write, sign_in, ready].into_iter().for_each(told_to_come_again);
        let many =
            join_all(
                (0..12).map(|n| {
                    let (director, room) = (director.clone(), room.clone());
                    async move {
                        if n % 2 == 0 { in_time(director.get("/repair-cases")).await } else { in_time(report(&director, &room)).await }
                    }
                }),
            );
        many.await.into_iter().for_each(told_to_come_again);
        in_time(nobody.get("/health/live")).await.expect(200);
        proxy.set(Flow::Open);
        becomes_healthy(&director, &room).await;
        in_time(nobody.get("/health/ready")).await.expect(200);
    }
    proxy.set(Flow::Slow(Duration::from_millis(20)));
    in_time(director.get("/repair-cases")).await.expect(200);
    in_time(report(&director, &room)).await.expect(201);
    proxy.set(Flow::Open);
}

#[tokio::test]
async fn k06_a_start_without_a_database_ends_in_words() {
    let db = TestDb::new(TestEngine::Postgres).await;
    let proxy = Proxy::before(&db).await;
    for fault in [Flow::Held, Flow::Cut] {
        proxy.set(fault);
        let mut config = db.config();
        config.database.url = Some(Secret::new(proxy.url(&db)));
        config.database.acquire_timeout_ms = 2000;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let started = tokio::time::timeout(HEALTHY, server::run(&config, Clock::default(), listener)).await.expect("it hangs");
        let said = format!("{:#}", started.err().expect("it started without a database"));
        assert!(said.contains("database cannot be opened"), "{said}");
        assert!(!said.contains("postgres://"), "{said}");
    }
}

/// `SQLite` ends a transaction by itself when there is no room for it; the connection must not be used again as if nothing had been. (A real
/// disk is filled by `make prove STEP=chaos`.)
#[tokio::test]
async fn k03_what_is_acknowledged_after_a_full_disk_is_there() {
    let (school, director, room) = school_of_two(TestDb::new(TestEngine::Sqlite).await, |_| {}).await;
    let writer = school.app.running.as_ref().unwrap().db.maintenance();
    let mut acknowledged = 0;
    for _ in 0..4 {
        // No page more than there are now.
        writer.execute_unprepared("PRAGMA max_page_count = 1").await.unwrap();
        let mut refused = 0;
        while refused == 0 {
            let answer = in_time(report(&director, &room)).await;
            if answer.status == 201 {
                acknowledged += 1;
            } else {
                answer.expect_problem(507, "disk_full");
                refused += 1;
            }
            assert!(acknowledged < 500, "the file never filled");
        }
        writer.execute_unprepared("PRAGMA max_page_count = 1073741823").await.unwrap();
        for _ in 0..3 {
            let answer = in_time(report(&director, &room)).await;
            assert_eq!(answer.status, 201, "well again: {}", String::from_utf8_lossy(&answer.bytes));
            acknowledged += 1;
            assert_eq!(cases(&director).await, acknowledged, "what was acknowledged is there for everybody");
        }
    }
}

on_both_engines! {
    async fn k07_one_or_two_connections_neither_lock_themselves_nor_keep_anybody_waiting(engine) {
        for connections in [1, 2] {
            let (school, director, room) = school_of_two(TestDb::new(engine).await, |config| config.database.connections = connections).await;
            let calls = |n: usize| {
                let (director, room) = (director.clone(), room.clone());
                join_all((0..n).map(move |n| {
                    let (director, room) = (director.clone(), room.clone());
                    async move { if n % 2 == 0 { (true, in_time(report(&director, &room)).await) } else { (false, in_time(director.get("/repair-cases")).await) } }
                }))
            };
            // Every connection for writing is stuck: whoever waits is told so.
            let held = school.app.db.hold("number_sequence", "ACCESS EXCLUSIVE").await;
            for (write, answer) in calls(16).await {
                if write { told_to_come_again(answer) } else { answer.expect(200); }
            }
            held.release().await;
            let mut done = 0;
            for (write, answer) in calls(40).await {
                if !answer.status.is_success() {
                    told_to_come_again(answer);
                } else if write {
                    done += 1;
                }
            }
            assert!(done > 0);
            becomes_healthy(&director, &room).await;
            assert_eq!(cases(&director).await, done + 1, "each 201 is one case, each 503 none");
        }
    }
}

mod panicking {
    //! Routes that panic, one of them in the middle of a write.

    use super::{ConnectionTrait, Grant};
    use axum::{
        Router,
        extract::State,
        routing::{get, post},
    };

    pub fn routes(db: &kernel::Db) -> Router {
        Router::new().route("/api/v1/panic", get(at_once)).route("/api/v1/panic", post(half_way)).with_state(db.clone())
    }

    async fn at_once() -> String {
        panic!("hunter2 in a panic message")
    }

    async fn half_way(State(db): State<kernel::Db>) -> String {
        let grant = Grant::<identity::permissions::SetUpSchool>::system("test", None);
        let tx = db.begin(&grant).await.unwrap();
        let changed = tx.execute_unprepared("UPDATE school SET name = 'half written'").await.unwrap();
        panic!("{} rows", changed.rows_affected())
    }
}

on_both_engines! {
    async fn k12_a_panic_is_one_500_and_the_next_request_is_served(engine) {
        let app = TestApp::start_with_routes(TestDb::new(engine).await, |_| {}, panicking::routes).await;
        let (admin, _) = app.set_up("青禾小学").await;
        let amid = admin.amid_a_fault();
        let answers = join_all((0..20).map(|n| {
            let amid = amid.clone();
            async move { if n % 2 == 0 { in_time(amid.get("/panic")).await } else { in_time(amid.post("/panic", json!({}))).await } }
        }));
        for answer in answers.await {
            let text = String::from_utf8_lossy(&answer.bytes).into_owned();
            assert!(!text.contains("hunter2") && !text.contains("panic:"), "{text}");
            assert_eq!(answer.header("x-frame-options"), Some("DENY"), "it went through the edge like every answer");
            let id = answer.header("x-request-id").unwrap().to_owned();
            assert_eq!(answer.expect_problem(500, "internal")["request_id"], id.as_str());
        }
        assert_eq!(admin.get("/me").await.expect(200)["school"]["name"], "青禾小学", "nothing half written");
        admin.post("/people", json!({ "name": "新人" })).await.expect(201);
    }
}
