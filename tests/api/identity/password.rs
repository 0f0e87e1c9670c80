//! Passwords: changed by their owner, reset by an administrator, refused when anybody would guess them.

use serde_json::json;
use test_support::{Digest, PASSWORD, School};

use crate::on_both_engines;

on_both_engines! {
    async fn a_change_needs_the_old_password_ends_every_session_and_the_old_one_opens_nothing(engine) {
        let school = School::open(engine).await;
        let desk = school.person("李老师", &["staff"]).await;
        let phone = school.app.sign_in("T001").await;
        let before = Digest::of(&school.app.db).await;
        let wrong = desk.post("/me/password", json!({ "current": "wrong-stone-42", "new": "new-stone-bridge-44" })).await.expect_problem(422, "validation_failed");
        assert_eq!((&wrong["errors"][0]["pointer"], &wrong["errors"][0]["code"]), (&json!("/current"), &json!("wrong_password")));
        for weak in ["12345678", "aaaaaaaa", "李老师李老师", "青禾小学2026", "demo-teacher-2026", "T0012026", "short", "password"] {
            let problem = desk.post("/me/password", json!({ "current": PASSWORD, "new": weak })).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], "/new", "{weak}");
        }
        before.assert_unchanged(&school.app.db, "a password that was refused").await;
        let answer = desk.post("/me/password", json!({ "current": PASSWORD, "new": "new-stone-bridge-44" })).await;
        assert_eq!((answer.cookie("steward_access"), answer.cookie("steward_refresh")), (Some(String::new()), Some(String::new())));
        answer.expect(204);
        for ended in [&desk, &phone] {
            ended.get("/me").await.expect_problem(401, "unauthenticated");
        }
        let nobody = school.app.nobody();
        let sign_in = |password: &str| nobody.post("/session", json!({ "login": "T001", "password": password }));
        sign_in(PASSWORD).await.expect_problem(401, "invalid_credentials");
        sign_in("new-stone-bridge-44").await.expect(200);
        let acts = school.principal.column(&format!("/audit-events?actor_id={}&action=account.password_changed", desk.person_id), "action").await;
        assert_eq!(acts.len(), 1);
    }
}

on_both_engines! {
    async fn an_administrator_opens_and_resets_accounts_and_nobody_else(engine) {
        let school = School::open(engine).await;
        let person = school.admin.post("/people", json!({ "name": "李老师", "staff_no": "L001" })).await.expect(201);
        let path = format!("/people/{}/account", person["id"].as_str().unwrap());
        let before = Digest::of(&school.app.db).await;
        for weak in ["12345678", "L0012026", "李老师2026", "青禾小学1", "demo-teacher-2026"] {
            let problem = school.admin.post(&path, json!({ "password": weak })).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], "/password", "{weak}");
        }
        let director = school.principal.post(&path, json!({ "password": PASSWORD })).await.expect_problem(403, "forbidden");
        assert_eq!(director["permission"], "accounts.manage");
        before.assert_unchanged(&school.app.db, "an account that was refused").await;

        let opened = school.admin.post(&path, json!({ "password": PASSWORD })).await.expect(200);
        assert_eq!((&opened["person"]["has_account"], &opened["sign_in_name"]), (&json!(true), &json!("L001")));
        let teacher = school.app.sign_in("L001").await;
        school.admin.post(&path, json!({ "password": "handed-over-77" })).await.expect(200);
        teacher.get("/me").await.expect_problem(401, "unauthenticated");
        let again = json!({ "login": "L001", "password": "handed-over-77" });
        school.app.nobody().post("/session", again).await.expect(200);
        let trail = school.principal.column(&format!("/audit-events?subject_id={}", person["id"].as_str().unwrap()), "action").await;
        let acts: Vec<&str> = trail.iter().map(String::as_str).filter(|a| a.starts_with("account.")).collect();
        assert_eq!(acts, ["account.password_reset", "account.opened"]);
    }
}
