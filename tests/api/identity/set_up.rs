//! `/setup`: a school, its administrator and the holder of the second key; once.

use serde_json::{Value, json};
use test_support::{Digest, PASSWORD, TestApp, TestDb, TestEngine};

use crate::on_both_engines;

fn request(token: &str) -> Value {
    json!({
        "token": token, "school": { "name": "青禾小学", "public_url": "http://192.168.1.20:8080" },
        "administrator": { "name": "林老师", "staff_no": "A001", "password": PASSWORD, "also_teacher": true },
        "second_key_holder": { "name": "董校长", "staff_no": "P001", "password": "another-bridge-43" },
    })
}

/// A body with one field changed.
fn but(token: &str, pointer: &str, value: Value) -> Value {
    let mut request = request(token);
    *request.pointer_mut(pointer).unwrap() = value;
    request
}

on_both_engines! {
    async fn a_school_is_set_up_once_by_whoever_reads_the_servers_screen(engine) {
        let mut app = TestApp::start(engine).await;
        let token = app.running.as_ref().unwrap().setup_token.clone().unwrap();
        let nobody = app.nobody();
        assert_eq!(nobody.get("/setup").await.expect(200)["needed"], true);
        let wrong = nobody.post("/setup", request("not-the-token")).await.expect_problem(422, "validation_failed");
        assert_eq!(wrong["errors"][0]["code"], "wrong_token");
        let made = nobody.post("/setup", request(&token)).await.expect(201);
        assert_eq!(made["school"]["name"], "青禾小学");
        assert_eq!(nobody.get("/setup").await.expect(200)["needed"], false);

        let admin = app.sign_in("A001").await;
        let me = admin.get("/me").await.expect(200);
        let roles: Vec<&str> = me["roles"].as_array().unwrap().iter().map(|r| r["code"].as_str().unwrap()).collect();
        assert_eq!(roles, ["system_admin", "staff"], "the first administrator may also teach");
        assert_eq!((&me["school"]["time_zone"], &me["school"]["public_url"]), (&json!("Asia/Shanghai"), &json!("http://192.168.1.20:8080")));
        let principal = nobody.post("/session", json!({ "login": "董校长", "password": "another-bridge-43" })).await.expect(200);
        assert_eq!((principal["roles"].as_array().unwrap().len(), &principal["roles"][0]["code"]), (1, &json!("principal")));
        let events = admin.rows("/audit-events?limit=200").await;
        let by_set_up: Vec<&str> = events.iter().rev().filter(|e| e["actor_kind"] == "setup").map(|e| e["action"].as_str().unwrap()).collect();
        assert_eq!(by_set_up, ["school.created", "person.added", "role_grant.granted", "role_grant.granted", "person.added", "role_grant.granted", "auditor_code.made"]);

        let before = Digest::of(&app.db).await;
        nobody.post("/setup", request(&token)).await.expect_problem(404, "not_found");
        before.assert_unchanged(&app.db, "a second set-up").await;
        // Nor is there a token after the next start.
        app.stop().await;
        let db = std::mem::replace(&mut app.db, TestDb::new(TestEngine::Sqlite).await);
        let again = TestApp::start_with(db, |_| {}).await;
        assert_eq!(again.running.as_ref().unwrap().setup_token, None);
        again.nobody().post("/setup", request(&token)).await.expect_problem(404, "not_found");
    }
}

on_both_engines! {
    async fn a_set_up_that_cannot_hold_makes_nothing_and_says_where(engine) {
        let app = TestApp::start(engine).await;
        let token = app.running.as_ref().unwrap().setup_token.clone().unwrap();
        let before = Digest::of(&app.db).await;
        for (pointer, value, code) in [
            ("/second_key_holder/name", json!("林 老师"), "same_person"),
            ("/administrator/password", json!("12345678"), "weak_password"),
            ("/administrator/password", json!("青禾小学2026"), "weak_password"),
            ("/second_key_holder/password", json!("aaaaaaaa"), "weak_password"),
            ("/second_key_holder/password", json!("demo-principal-2026"), "weak_password"),
        ] {
            let problem = app.nobody().post("/setup", but(&token, pointer, value)).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!(pointer), &json!(code)));
        }
        for (pointer, value) in [
            ("/school/name", json!("")),
            ("/school/public_url", json!("school.test")),
            ("/school/public_url", json!("javascript:alert(1)")),
            ("/administrator/password", json!("short")),
        ] {
            let problem = app.nobody().post("/setup", but(&token, pointer, value)).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], pointer);
        }
        let mut zone = request(&token);
        zone["school"]["time_zone"] = json!("Mars/Olympus");
        app.nobody().post("/setup", zone).await.expect_problem(422, "validation_failed");
        let same_number = but(&token, "/second_key_holder/staff_no", json!("A001"));
        let taken = app.nobody().post("/setup", same_number).await;
        assert_eq!(taken.status, 409, "{}", String::from_utf8_lossy(&taken.bytes));
        before.assert_unchanged(&app.db, "a set-up that cannot hold").await;
        assert_eq!(app.nobody().get("/setup").await.expect(200)["needed"], true);
    }
}

on_both_engines! {
    async fn of_several_set_ups_at_once_one_makes_the_school(engine) {
        let app = TestApp::start(engine).await;
        let token = app.running.as_ref().unwrap().setup_token.clone().unwrap();
        let set_ups = (0..6).map(|n| {
            let (nobody, body) = (app.nobody(), but(&token, "/school/name", json!(format!("青禾小学{n}"))));
            async move { nobody.post("/setup", body).await.status.as_u16() }
        });
        let mut statuses = futures_util::future::join_all(set_ups).await;
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 404, 404, 404, 404, 404]);
        assert_eq!(Digest::of(&app.db).await.rows("school"), 1);
    }
}
