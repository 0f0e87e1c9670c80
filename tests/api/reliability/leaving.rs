//! E07: the client leaves at any moment, and the answer to what was committed is lost. The same request again under the same key has the
//! one effect and the one answer; no file is without its row, no row without its file.

use std::time::Duration;

use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use server::config::Secret;
use test_support::{Client, Flow, Proxy, School, TestDb, TestEngine, text};
use tokio::io::AsyncWriteExt;

use super::wire;
use crate::{files::samples, kill::dice, on_both_engines};

/// Clients that leave; `make prove` asks for more.
fn leavers() -> usize {
    crate::setting("STEWARD_LEAVERS").unwrap_or(40)
}

/// When a client leaves.
#[derive(Clone, Copy, Debug)]
enum Leaves {
    /// So long after its last byte.
    After(Duration),
    /// When the answer is there, without reading it.
    Answered,
    /// Before it has sent everything.
    HalfWay,
}

async fn send_and_leave(base: &str, request: &[u8], leaves: Leaves) {
    let mut stream = wire::connect(base).await;
    let sent = if matches!(leaves, Leaves::HalfWay) { &request[..request.len() - request.len() / 8] } else { request };
    stream.write_all(sent).await.unwrap();
    match leaves {
        Leaves::After(wait) => tokio::time::sleep(wait).await,
        Leaves::Answered => stream.readable().await.unwrap(),
        Leaves::HalfWay => {}
    }
}

fn bytes(client: &Client, path: &str, key: &str, media_type: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len().to_string();
    let headers = [("content-type", media_type), ("content-length", length.as_str()), ("idempotency-key", key), ("file-name", "photo.jpg")];
    let headers = if media_type == "image/jpeg" { &headers[..] } else { &headers[..3] };
    wire::request("POST", path, client.token.as_deref(), headers, body)
}

/// Rows of a table.
async fn rows(db: &TestDb, table: &str) -> usize {
    let raw = db.raw().await;
    let sql = format!("SELECT count(*) AS n FROM {table}");
    let row = raw.query_one_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap().unwrap();
    usize::try_from(row.try_get::<i64>("", "n").unwrap()).unwrap()
}

on_both_engines! {
    async fn e07_a_client_that_leaves_at_any_moment_finds_one_effect_and_one_answer(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let room = school.a_room().await;
        let seed = dice::seed();
        eprintln!("STEWARD_KILL_SEED={seed}");
        let mut dice = dice::Dice::new(seed);
        for n in 0..leavers() {
            let leaves = match n % 3 {
                0 => Leaves::Answered,
                1 => Leaves::After(dice.between(0, 12)),
                _ => Leaves::HalfWay,
            };
            let body = json!({ "location_id": room, "faults": [{ "category": "furniture" }], "text": format!("第{n}次") });
            let key = format!("leaver-{n}");
            let request = bytes(&teacher, "/api/v1/repair-cases", &key, "application/json", body.to_string().as_bytes());
            send_and_leave(&school.app.base, &request, leaves).await;
            let told: Value = teacher.with("idempotency-key", &key).post("/repair-cases", body.clone()).await.expect(201);
            let again = teacher.with("idempotency-key", &key).post("/repair-cases", body).await.expect(201);
            assert_eq!(told, again, "seed {seed}, {n}, {leaves:?}");
            assert_eq!(rows(&school.app.db, "repair_case").await, n + 1, "seed {seed}, {n}, {leaves:?}");
        }
    }
}

on_both_engines! {
    async fn e07_a_photo_whose_sender_leaves_is_there_once_with_its_bytes_or_not_at_all(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let mut dice = dice::Dice::new(dice::seed());
        for n in 0..leavers().div_ceil(4) {
            let photo = samples::jpeg(60 + u32::try_from(n).unwrap(), 40);
            let (key, leaves) = (format!("photo-{n}"), if n % 2 == 0 { Leaves::Answered } else { Leaves::After(dice.between(0, 30)) });
            send_and_leave(&school.app.base, &bytes(&teacher, "/api/v1/uploads", &key, "image/jpeg", &photo), leaves).await;
            let sent = teacher.with("idempotency-key", &key).upload("photo.jpg", "image/jpeg", photo.clone()).await.expect(201);
            let again = teacher.with("idempotency-key", &key).upload("photo.jpg", "image/jpeg", photo).await.expect(201);
            assert_eq!(text(&sent["id"]), text(&again["id"]), "{n}, {leaves:?}");
            assert_eq!(rows(&school.app.db, "upload").await, n + 1, "{n}, {leaves:?}");
        }
    }
}

/// Between server and database: PostgreSQL only.
#[tokio::test]
async fn e07_a_commit_whose_answer_is_lost_is_503_and_found_by_its_key() {
    let db = TestDb::new(TestEngine::Postgres).await;
    let proxy = Proxy::before(&db).await;
    let url = proxy.url(&db);
    let school = School::open_with(db, |config| config.database.url = Some(Secret::new(url))).await;
    let teacher = school.person("李老师", &["staff"]).await;
    let room = school.a_room().await;
    for n in 0..5 {
        let body = json!({ "location_id": room, "faults": [{ "category": "furniture" }], "text": format!("第{n}次") });
        let teacher = teacher.with("idempotency-key", format!("lost-{n}"));
        proxy.set(Flow::CutAfterCommit);
        teacher.post("/repair-cases", body.clone()).await.expect_problem(503, "unavailable");
        assert_eq!(rows(&school.app.db, "repair_case").await, n + 1, "it was committed");
        proxy.set(Flow::Open);
        let mut told = teacher.post("/repair-cases", body.clone()).await;
        for _ in 0..100 {
            if told.status != 503 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
            told = teacher.post("/repair-cases", body.clone()).await;
        }
        told.expect(201);
        assert_eq!(rows(&school.app.db, "repair_case").await, n + 1, "once");
    }
}
