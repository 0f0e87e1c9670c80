//! K: the process as the service manager sees it: told to stop, started twice, and what it writes into its log.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use reqwest::StatusCode;
use serde_json::{Value, json};
use test_support::{Client, PASSWORD, Process, TestDb, TestEngine};

use crate::on_both_engines;

const PROGRAM: &str = env!("CARGO_BIN_EXE_steward-test-server");

async fn founded(process: &Process) -> (Client, String) {
    let (admin, _) = process.nobody().set_up(process.setup_token.as_deref().unwrap(), "青禾小学").await;
    admin.post("/locations/generate", json!({ "building": "致远楼", "floors": 1, "rooms_per_floor": 2 })).await.expect(201);
    let rooms = admin.get("/locations?kind=room").await.expect(200);
    (admin, rooms["items"][0]["id"].as_str().unwrap().to_owned())
}

async fn somebody(admin: &Client, name: &str, staff_no: &str, role: &str) -> Client {
    let person = admin.post("/people", json!({ "name": name, "staff_no": staff_no })).await.expect(201);
    let path = format!("/people/{}", person["id"].as_str().unwrap());
    admin.post(&format!("{path}/account"), json!({ "password": PASSWORD })).await.expect(200);
    admin.post(&format!("{path}/role-grants"), json!({ "role": role })).await.expect(201);
    admin.sign_in(staff_no).await
}

/// Reports until the server is gone; the numbers that were acknowledged. What was asked before the stop must be answered.
async fn load(client: Client, room: String, told: Arc<AtomicBool>) -> Vec<String> {
    let http = reqwest::Client::new();
    let mut acknowledged = Vec::new();
    loop {
        let asked_before = !told.load(Ordering::SeqCst);
        let request = http.post(client.url("/repair-cases")).bearer_auth(client.token.as_deref().unwrap());
        let body = json!({ "location_id": room, "faults": [{ "category": "furniture" }] });
        let sent = request.header("content-type", "application/json").body(body.to_string()).send().await;
        let answer = match sent {
            Ok(answer) => answer,
            Err(error) => {
                assert!(!asked_before, "asked before the stop, and not answered: {error:?}");
                return acknowledged;
            }
        };
        assert_eq!(answer.status(), StatusCode::CREATED);
        let body: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
        acknowledged.push(body["items"][0]["number"].as_str().unwrap().to_owned());
    }
}

on_both_engines! {
    async fn k18_told_to_stop_it_finishes_what_is_in_hand_and_loses_nothing(engine) {
        let db = TestDb::new(engine).await;
        let mut process = Process::start(PROGRAM, &db, &[]).await.unwrap();
        let (admin, room) = founded(&process).await;
        let teacher = somebody(&admin, "李老师", "T001", "staff").await;
        let told = Arc::new(AtomicBool::new(false));
        let loads: Vec<_> = (0..3).map(|_| tokio::spawn(load(teacher.clone(), room.clone(), told.clone()))).collect();
        tokio::time::sleep(Duration::from_millis(400)).await;
        // All three are now stuck in the middle of a write.
        let held = db.hold("number_sequence", "ACCESS EXCLUSIVE").await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        process.terminate().await;
        told.store(true, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(200)).await;
        held.release().await;
        let mut acknowledged = Vec::new();
        for load in loads {
            acknowledged.extend(load.await.unwrap());
        }
        assert_eq!(process.ended(Duration::from_secs(25)).await, Some(true), "it did not end, or not well");
        assert!(acknowledged.len() >= 3, "{acknowledged:?}");

        let again = Process::start(PROGRAM, &db, &[]).await.unwrap();
        let teacher = teacher.at(&again.base);
        let total = teacher.get("/repair-cases/totals").await.expect(200)["count"].as_i64().unwrap();
        assert_eq!(usize::try_from(total).unwrap(), acknowledged.len(), "every case was acknowledged");
        for number in &acknowledged {
            let found = teacher.get(&format!("/repair-cases?q={number}")).await.expect(200);
            assert_eq!(found["items"].as_array().unwrap().len(), 1, "{number}");
        }
    }
}

#[tokio::test]
async fn k19_a_second_server_on_one_sqlite_file_refuses() {
    let db = TestDb::new(TestEngine::Sqlite).await;
    let first = Process::start(PROGRAM, &db, &[]).await.unwrap();
    let (admin, _) = founded(&first).await;
    let said = Process::start(PROGRAM, &db, &[]).await.unwrap_err();
    assert!(said.contains("another Steward is already serving"), "{said}");
    // By another name it is the same file.
    let elsewhere = TestDb::new(TestEngine::Sqlite).await;
    let alias = elsewhere.dir.path().join("alias");
    std::os::unix::fs::symlink(db.dir.path(), &alias).unwrap();
    let said = Process::start_in(&alias, PROGRAM, None, &[]).await.unwrap_err();
    assert!(said.contains("another Steward is already serving"), "{said}");
    admin.get("/me").await.expect(200);
    admin.post("/people", json!({ "name": "新人" })).await.expect(201);
    first.kill().await;
    Process::start(PROGRAM, &db, &[]).await.expect("the lock went with its process");
}

/// Does everything that touches a secret, well and badly; answers the secrets.
async fn touch_secrets(process: &Process) -> Vec<String> {
    let token = process.setup_token.clone().unwrap();
    process.nobody().post("/setup", json!({ "token": "WRONGTOKEN", "school": {} })).await.expect_problem(422, "validation_failed");
    let (admin, room) = founded(process).await;
    let worker = somebody(&admin, "王师傅", "T001", "staff").await;
    let nobody = process.nobody();
    let mut secrets = vec![token, PASSWORD.to_owned()];
    let (phone, visitor_phone, typed) = ("13912345678", "15098765432", "typed-in-the-wrong-field-77");
    secrets.extend([phone, visitor_phone, typed].map(str::to_owned));

    nobody.post("/session", json!({ "login": typed, "password": typed })).await.expect_problem(401, "invalid_credentials");
    nobody.post("/session", json!({ "login": "A001", "password": typed })).await.expect_problem(401, "invalid_credentials");
    nobody.post("/session", json!({ "login": "A001", "password": 7, "extra": typed })).await.expect_problem(422, "validation_failed");
    nobody
        .send(reqwest::Method::POST, "/session", Some(format!("{{\"password\":\"{typed}\"").into_bytes()))
        .await
        .expect_problem(400, "bad_json");
    admin.get(&format!("/people?password={typed}")).await.expect_problem(400, "unknown_field");
    admin.get(&format!("/nothing/{typed}")).await.expect_problem(404, "not_found");
    admin.get(&format!("/people?q={phone}")).await.expect(200);
    admin.post("/people", json!({ "name": "李老师", "staff_no": "L001", "phone": phone })).await.expect(201);
    admin.post("/people", json!({ "name": "又一个", "staff_no": "L001", "phone": phone })).await;
    admin.post("/people", json!({ "name": "", "phone": phone })).await.expect_problem(422, "validation_failed");
    worker.post("/me/password", json!({ "current": typed, "new": "another-stone-77" })).await.expect_problem(422, "validation_failed");
    secrets.push("another-stone-77".into());

    let signed_in = nobody.post("/session", json!({ "login": "T001", "password": PASSWORD })).await;
    let refresh = signed_in.cookie("steward_refresh").unwrap();
    let renewed = nobody.with("cookie", format!("steward_refresh={refresh}")).post("/session/refresh", json!({})).await;
    secrets.extend(
        [renewed.cookie("steward_access"), renewed.cookie("steward_refresh"), signed_in.cookie("steward_access")].map(Option::unwrap),
    );
    nobody
        .with("cookie", format!("steward_refresh={refresh}"))
        .post("/session/refresh", json!({}))
        .await
        .expect_problem(401, "session_renewed");
    secrets.push(refresh);
    secrets.extend([admin.token.clone(), admin.refresh.clone(), worker.token.clone(), worker.refresh.clone()].map(Option::unwrap));
    let broken = format!("{}x", admin.token.as_deref().unwrap());
    admin.anonymous().with("authorization", format!("Bearer {broken}")).get("/me").await.expect_problem(401, "unauthenticated");
    admin.get(&format!("/people/{broken}")).await.expect_problem(404, "not_found");

    let room = admin.get(&format!("/locations/{room}")).await.expect(200);
    let sign = format!("/signs/{}", room["sign_code"].as_str().unwrap());
    let body = json!({ "faults": [{ "category": "furniture" }], "reporter_name": "家长", "phone": visitor_phone });
    let reported = nobody.post(&format!("{sign}/repair-cases"), body).await.expect(201);
    let code = reported["cases"][0]["follow_up_code"].as_str().unwrap().to_owned();
    nobody.get(&format!("/follow-ups/{code}")).await.expect(200);
    nobody.get(&format!("/follow-ups/{code}/nothing")).await.expect_problem(404, "not_found");
    reqwest::get(format!("{}/f/{code}", process.base)).await.unwrap();
    nobody.seen(9).post(&format!("/follow-ups/{code}/cancel"), json!({})).await.expect_problem(412, "stale");
    nobody.seen(1).post(&format!("/follow-ups/{code}/cancel"), json!({})).await.expect(200);
    secrets.push(code);
    secrets
}

on_both_engines! {
    async fn k20_no_log_line_holds_a_password_token_cookie_or_phone_number(engine) {
        let db = TestDb::new(engine).await;
        let process = Process::start(PROGRAM, &db, &["--log"]).await.unwrap();
        let mut secrets = touch_secrets(&process).await;
        secrets.extend(["steward_access", "steward_refresh", "Bearer", "argon2", "postgres://", "7c0e4d1a9b8f6352"].map(str::to_owned));
        let lines = process.log_lines();
        let requests = lines.iter().filter(|l| l.contains("steward::request")).count();
        assert!(requests > 30, "only {requests} requests: is this the log?");
        for line in &lines {
            serde_json::from_str::<Value>(line).unwrap_or_else(|e| panic!("not one JSON object: {e}: {line}"));
            let found: Vec<_> = secrets.iter().filter(|s| line.contains(s.as_str())).collect();
            assert!(found.is_empty(), "{found:?} in {line}");
        }
        // Nor do passwords and tokens lie open in the database.
        let dump = format!("{:?}", db.dump().await);
        for secret in secrets.iter().filter(|s| s.contains("stone") || s.len() > 40) {
            assert!(!dump.contains(secret.as_str()), "{secret} lies open in the database");
        }
    }
}
