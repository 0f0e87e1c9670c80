//! I: signing in, secrets at start, storms, and sessions of several devices.

use std::os::unix::fs::PermissionsExt;

use futures_util::future::join_all;
use identity::{Cost, Passwords};
use kernel::Clock;
use serde_json::{Value, json};
use server::config::Secret;
use test_support::{Client, PASSWORD, Response, School, TestApp, TestDb};
use tokio::net::TcpListener;

use crate::on_both_engines;

/// What tells two refusals apart: everything but the request id and the clock.
fn visible(answer: &Response) -> (u16, Value, Vec<(String, String)>) {
    let mut body = answer.json();
    body.as_object_mut().unwrap().remove("request_id");
    let told = |name: &str| !matches!(name, "x-request-id" | "date");
    let headers = answer.headers.iter().filter(|(n, _)| told(n.as_str())).map(|(n, v)| (n.to_string(), v.to_str().unwrap().to_owned()));
    (answer.status.as_u16(), body, headers.collect())
}

async fn try_in(app: &TestApp, login: &str, password: &str) -> Response {
    app.nobody().post("/session", json!({ "login": login, "password": password })).await
}

on_both_engines! {
    /// The number of database queries is among the headers compared: the same path is taken. Timing is measured by `make prove`.
    async fn i08_who_may_not_sign_in_learns_nothing_about_why(engine) {
        let school = School::open(engine).await;
        school.person("李老师", &["staff"]).await;
        let leaver = school.person("离职人", &["staff"]).await;
        let path = format!("/people/{}", leaver.person_id);
        let seen = school.admin.get(&path).await.expect(200)["version"].as_i64().unwrap();
        school.admin.seen(seen).post(&format!("{path}/disable"), json!({})).await.expect(200);
        school.admin.post("/people", json!({ "name": "没账号", "staff_no": "N001" })).await.expect(201);
        for _ in 0..2 {
            let wrong = visible(&try_in(&school.app, "T001", "wrong-stone-42").await);
            assert_eq!(wrong.0, 401);
            for (login, password) in [("nobody-here", PASSWORD), ("T002", PASSWORD), ("T002", "wrong-stone-42"), ("N001", PASSWORD), ("t001", PASSWORD)] {
                assert_eq!(visible(&try_in(&school.app, login, password).await), wrong, "{login}");
            }
        }
        // Five failures close the door to known and unknown names alike; look-alikes share their count.
        for (login, failures) in [("T001", 1), ("T002", 1), ("nobody-here", 3), ("N001", 3)] {
            for _ in 0..failures {
                assert_eq!(try_in(&school.app, login, "wrong-stone-42").await.status, 401, "{login}");
            }
        }
        let closed = visible(&try_in(&school.app, "T001", PASSWORD).await);
        assert_eq!(closed.0, 429);
        for login in ["nobody-here", "T002", "N001"] {
            assert_eq!(visible(&try_in(&school.app, login, PASSWORD).await), closed, "{login}");
        }
    }
}

/// Starts with a secret of this kind; what it said when it refused.
async fn start_with_secret(db: &TestDb, secret: Option<&str>) -> Result<(), String> {
    let mut config = db.config();
    config.auth.token_secret = secret.map(Secret::new);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    match server::run(&config, Clock::default(), listener).await {
        Ok(running) => {
            running.stop().await;
            Ok(())
        }
        Err(error) => Err(format!("{error:#}")),
    }
}

on_both_engines! {
    async fn i13_a_weak_secret_does_not_start_and_there_is_no_default_account(engine) {
        let db = TestDb::new(engine).await;
        let weak = [
            String::new(),
            " ".repeat(64),
            "a".repeat(64),
            "Zx9-Qw7_Lk3+Mn5=Rt1!Yp8?Vb2".to_owned(),
            "changeme-changeme-changeme-1234567890".into(),
            "my-super-secret-jwt-key-for-production-2026".into(),
            "example-7c0e4d1a9b8f6352e4d1a9b8f63527c0".into(),
            "your-256-bit-key-7c0e4d1a9b8f6352e4d1a9b8".into(),
            "0123456789012345678901234567890123456789".into(),
            "abcdefghijklmnopqrstuvwxyz0123456789".into(),
            "correct-horse-9correct-horse-9correct-horse-9".into(),
        ];
        for secret in &weak {
            let said = start_with_secret(&db, Some(secret)).await.unwrap_err();
            assert!(said.contains("token secret"), "{secret:?}: {said}");
            assert!(secret.trim().is_empty() || !said.contains(secret.as_str()), "it repeats the secret: {said}");
        }
        start_with_secret(&db, Some("5e884898da28047151d0e56f8dc6292773603d0d6aabbdd6")).await.unwrap();
        if db.url.is_some() {
            assert!(start_with_secret(&db, None).await.unwrap_err().contains("must be set"));
        } else {
            start_with_secret(&db, None).await.unwrap();
            let file = db.dir.path().join("token.key");
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
            for damaged in ["", "short", &"0".repeat(64)] {
                std::fs::write(&file, damaged).unwrap();
                assert!(start_with_secret(&db, None).await.unwrap_err().contains("damaged"), "{damaged:?}");
            }
        }
        let app = TestApp::start_with(db, |_| {}).await;
        assert_eq!(app.db.dump().await["account"], Vec::<String>::new());
        for (login, password) in [("admin", "admin"), ("admin", "password"), ("root", "root"), ("steward", "steward"), ("demo", "demo")] {
            try_in(&app, login, password).await.expect_problem(401, "invalid_credentials");
        }
    }
}

on_both_engines! {
    async fn i15_a_password_of_a_megabyte_is_refused_unread(engine) {
        let school = School::open(engine).await;
        let huge = "x".repeat(1_000_000);
        let answer = try_in(&school.app, "A001", &huge).await;
        assert_eq!(answer.queries(), 0, "refused before the account is even looked for");
        assert_eq!(answer.expect_problem(422, "validation_failed")["errors"][0]["pointer"], "/password");
        let path = format!("/people/{}/account", school.principal.person_id);
        let answer = school.admin.post(&path, json!({ "password": huge })).await.expect_problem(422, "validation_failed");
        assert_eq!(answer["errors"][0]["pointer"], "/password");
        let change = json!({ "current": PASSWORD, "new": huge });
        school.admin.post("/me/password", change).await.expect_problem(422, "validation_failed");
        try_in(&school.app, "A001", &"x".repeat(1024 * 1024)).await.expect_problem(413, "too_large");
        try_in(&school.app, "A001", PASSWORD).await.expect(200);
    }
}

#[tokio::test]
async fn i15_hashing_is_bounded_and_the_rest_are_told_to_come_again() {
    let passwords = Passwords::new(Cost::Full).unwrap();
    let tries = join_all((0..100).map(|_| passwords.fits("stone-bridge-42".into(), None))).await;
    let crowded: Vec<_> = tries.iter().filter_map(|t| t.as_ref().err()).collect();
    assert_eq!(crowded.len(), 100 - 42, "two at work, forty waiting");
    assert!(crowded.iter().all(|p| p.status() == 429));
    assert!(passwords.fits("stone-bridge-42".into(), None).await.is_ok(), "the queue empties");
}

on_both_engines! {
    async fn i15_a_storm_of_sign_ins_is_bounded_and_hurts_nobody_else(engine) {
        let school = School::open_with(TestDb::new(engine).await, |config| config.light_passwords = false).await;
        let storm = join_all((0..200).map(|_| try_in(&school.app, "P001", PASSWORD)));
        let others = async {
            for _ in 0..10 {
                school.admin.get("/people").await.expect(200);
            }
        };
        let (answers, ()) = tokio::join!(storm, others);
        for answer in answers {
            match answer.status.as_u16() {
                200 => {}
                429 => assert!(answer.header("retry-after").is_some()),
                503 => assert!(answer.header("retry-after").is_some()),
                other => panic!("{other}: {}", String::from_utf8_lossy(&answer.bytes)),
            }
        }
        // Being sent away is no failure that locks anybody out.
        try_in(&school.app, "P001", PASSWORD).await.expect(200);
    }
}

fn session_of(client: &Client) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let claims = client.token.as_deref().unwrap().split('.').nth(1).unwrap();
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    claims["sid"].as_str().unwrap().to_owned()
}

on_both_engines! {
    /// Session fixation: whoever planted cookies before does not share what follows.
    async fn i16_signing_in_always_opens_a_new_session(engine) {
        let school = School::open(engine).await;
        let attacker = school.person("同事", &["staff"]).await;
        let victim = school.person("李老师", &["staff"]).await;
        let planted = format!("steward_access={}; steward_refresh={}", attacker.token.as_deref().unwrap(), attacker.refresh.as_deref().unwrap());
        let again = school.app.nobody().with("cookie", planted).post("/session", json!({ "login": "T002", "password": PASSWORD })).await;
        let mut fresh = victim.clone();
        (fresh.token, fresh.refresh) = (again.cookie("steward_access"), again.cookie("steward_refresh"));
        again.expect(200);
        assert_ne!(fresh.refresh, attacker.refresh);
        assert_ne!(session_of(&fresh), session_of(&attacker));
        assert_ne!(session_of(&fresh), session_of(&victim), "nor is an own earlier session taken up again");
        assert_eq!(attacker.get("/me").await.expect(200)["person"]["name"], "同事");
        assert_eq!(fresh.get("/me").await.expect(200)["person"]["name"], "李老师");
        assert_eq!(fresh.get("/sessions").await.expect(200)["items"].as_array().unwrap().len(), 2);
    }
}

on_both_engines! {
    async fn i17_ending_one_device_leaves_the_others(engine) {
        let school = School::open(engine).await;
        let desk = school.person("李老师", &["staff"]).await;
        let (phone, lost) = (school.app.sign_in("T001").await, school.app.sign_in("T001").await);
        desk.delete(&format!("/sessions/{}", session_of(&lost))).await.expect(204);
        lost.get("/me").await.expect_problem(401, "unauthenticated");
        let renewed = school.app.nobody().with("cookie", format!("steward_refresh={}", lost.refresh.as_deref().unwrap()));
        renewed.post("/session/refresh", json!({})).await.expect_problem(401, "unauthenticated");
        for kept in [&desk, &phone, &school.admin] {
            kept.get("/me").await.expect(200);
        }
        assert_eq!(desk.get("/sessions").await.expect(200)["items"].as_array().unwrap().len(), 2);
        // Somebody else's device is none of mine.
        desk.delete(&format!("/sessions/{}", session_of(&school.admin))).await.expect_problem(404, "not_found");
        school.admin.get("/me").await.expect(200);
    }
}
