//! Proving once more who one is: what asks for it, by what, and what wrong tries lead to.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, PASSWORD, Response, School, text};

use super::sessions::renewed;
use crate::on_both_engines;

const PIN: &str = "480215";

async fn step_up(client: &Client, proof: Value) -> Response {
    client.post("/session/step-up", proof).await
}

async fn set_pin(client: &Client, pin: &str) -> Response {
    client.put("/me/pin", json!({ "pin": pin, "password": PASSWORD })).await
}

/// The same sessions half a day later, kept alive by being used.
async fn half_a_day_later(school: &School, clients: [&Client; 2]) -> [Client; 2] {
    school.app.advance(TimeDelta::hours(11));
    let [one, other] = [renewed(school, clients[0]).await, renewed(school, clients[1]).await];
    school.app.advance(TimeDelta::hours(1));
    [renewed(school, &one).await, renewed(school, &other).await]
}

/// Everything that asks for a fresh proof today, on a person and a grant that are there.
async fn weighty(admin: &Client, principal: &Client, person: &str, grant: &str) -> Vec<Response> {
    let rule = json!({ "value": "500.00", "valid_from": "2026-12-01", "source": "校务会", "reason": "小额下放" });
    vec![
        admin.post(&format!("/people/{person}/role-grants"), json!({ "role": "auditor" })).await,
        admin.seen(1).post(&format!("/role-grants/{grant}/revoke"), json!({})).await,
        principal.seen(1).post(&format!("/role-grants/{grant}/confirm"), json!({})).await,
        admin.post(&format!("/people/{person}/account"), json!({ "password": PASSWORD })).await,
        admin.seen(1).post(&format!("/people/{person}/disable"), json!({})).await,
        admin.post("/sign-in-slips", json!({ "people": [person] })).await,
        principal.seen(0).put("/policies/purchase.two_buyers_from", rule).await,
    ]
}

on_both_engines! {
    async fn weighty_steps_ask_again_after_twelve_hours_and_pin_or_password_answers(engine) {
        let school = School::open(engine).await;
        let person = school.admin.post("/people", json!({ "name": "李老师", "staff_no": "L001" })).await.expect(201);
        let grant = school.admin.post(&format!("/people/{}/role-grants", text(&person["id"])), json!({ "role": "repair_worker" })).await.expect(201);
        set_pin(&school.admin, PIN).await.expect(204);
        let security = school.admin.get("/me/security").await.expect(200);
        assert_eq!((&security["has_pin"], &security["proven_until"]), (&json!(true), &json!("2026-11-24T14:00:00Z")));

        let [admin, principal] = half_a_day_later(&school, [&school.admin, &school.principal]).await;
        assert_eq!(admin.get("/me/security").await.expect(200)["proven_until"], Value::Null);
        let before = Digest::of(&school.app.db).await;
        for answer in weighty(&admin, &principal, text(&person["id"]), text(&grant["id"])).await {
            answer.expect_problem(403, "step_up_required");
        }
        // Who may not do it at all is not asked who he is.
        principal.post(&format!("/people/{}/account", text(&person["id"])), json!({ "password": PASSWORD })).await.expect_problem(403, "forbidden");
        for (proof, pointer, code) in [
            (json!({ "pin": "111111" }), "/pin", "wrong_pin"),
            (json!({ "password": "wrong-stone-42" }), "/password", "wrong_password"),
            (json!({}), "/pin", "one_proof"),
            (json!({ "pin": PIN, "password": PASSWORD }), "/pin", "one_proof"),
        ] {
            let problem = step_up(&admin, proof).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!(pointer), &json!(code)));
        }
        before.assert_unchanged(&school.app.db, "a weighty step without proof").await;
        // Everyday work goes on.
        admin.post("/people", json!({ "name": "新老师" })).await.expect(201);

        step_up(&admin, json!({ "pin": PIN })).await.expect(204);
        step_up(&principal, json!({ "password": PASSWORD })).await.expect(204);
        for (answer, status) in weighty(&admin, &principal, text(&person["id"]), text(&grant["id"])).await.into_iter().zip([201, 200]) {
            answer.expect(status);
        }
        assert_eq!(admin.get("/me/security").await.expect(200)["proven_until"], "2026-11-25T02:00:00Z");
        let acts = principal.column(&format!("/audit-events?action=session.stepped_up&actor_id={}", admin.person_id), "action").await;
        assert_eq!(acts.len(), 1);

        // A proof belongs to its session, and signing in is one.
        let [admin, _] = half_a_day_later(&school, [&admin, &principal]).await;
        let other_device = school.app.sign_in("A001").await;
        let role = json!({ "role": "staff" });
        let path = format!("/people/{}/role-grants", admin.person_id);
        admin.post(&path, role.clone()).await.expect_problem(403, "step_up_required");
        other_device.post(&path, role).await.expect(201);
    }
}

on_both_engines! {
    /// Signing in, the PIN, the password at a change: one count, whichever way somebody tries.
    async fn i11_every_way_to_prove_who_one_is_counts_together(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        set_pin(&teacher, PIN).await.expect(204);
        let sign_in = |password: &str| {
            let (nobody, body) = (school.app.nobody(), json!({ "login": "T001", "password": password }));
            async move { nobody.post("/session", body).await }
        };
        step_up(&teacher, json!({ "pin": "902451" })).await.expect_problem(422, "validation_failed");
        step_up(&teacher, json!({ "password": "wrong-stone-42" })).await.expect_problem(422, "validation_failed");
        let change = |current: &str| json!({ "current": current, "new": "new-stone-bridge-44" });
        teacher.post("/me/password", change("wrong-stone-42")).await.expect_problem(422, "validation_failed");
        teacher.put("/me/pin", json!({ "pin": "907316", "password": "wrong-stone-42" })).await.expect_problem(422, "validation_failed");
        sign_in("wrong-stone-42").await.expect_problem(401, "invalid_credentials");
        let before = Digest::of(&school.app.db).await;
        step_up(&teacher, json!({ "pin": PIN })).await.expect_problem(429, "too_many_requests");
        step_up(&teacher, json!({ "password": PASSWORD })).await.expect_problem(429, "too_many_requests");
        teacher.post("/me/password", change(PASSWORD)).await.expect_problem(429, "too_many_requests");
        set_pin(&teacher, "907316").await.expect_problem(429, "too_many_requests");
        sign_in(PASSWORD).await.expect_problem(429, "too_many_requests");
        before.assert_unchanged(&school.app.db, "a proof after too many failures").await;
        // What is open stays open, and a quarter of an hour later all is well.
        teacher.get("/me").await.expect(200);
        school.app.advance(TimeDelta::minutes(15));
        sign_in(PASSWORD).await.expect(200);
    }
}

on_both_engines! {
    async fn a_pin_is_six_digits_that_nobody_would_try_first_and_goes_with_the_password(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let before = Digest::of(&school.app.db).await;
        for (pin, code) in [
            ("123456", "weak_pin"), ("000000", "weak_pin"), ("112233", "weak_pin"), ("121212", "weak_pin"), ("000001", "weak_pin"), ("001000", "weak_pin"),
            ("12345", "not_six_digits"), ("48021a", "not_six_digits"), ("４８０２１５", "not_six_digits"),
        ] {
            let problem = set_pin(&teacher, pin).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("/pin"), &json!(code)), "{pin}");
        }
        let wrong = teacher.put("/me/pin", json!({ "pin": PIN, "password": "wrong-stone-42" })).await.expect_problem(422, "validation_failed");
        assert_eq!(wrong["errors"][0]["pointer"], "/password");
        teacher.delete("/me/pin").await.expect_problem(404, "not_found");
        before.assert_unchanged(&school.app.db, "a PIN that was refused").await;

        set_pin(&teacher, PIN).await.expect(204);
        assert!(!format!("{:?}", school.app.db.dump().await).contains(PIN), "a PIN is kept as it was typed");
        step_up(&teacher, json!({ "pin": PIN })).await.expect(204);
        teacher.delete("/me/pin").await.expect(204);
        step_up(&teacher, json!({ "pin": PIN })).await.expect_problem(422, "validation_failed");
        set_pin(&teacher, PIN).await.expect(204);
        teacher.post("/me/password", json!({ "current": PASSWORD, "new": "new-stone-bridge-44" })).await.expect(204);
        let answer = school.app.nobody().post("/session", json!({ "login": "T001", "password": "new-stone-bridge-44" })).await;
        let mut again = teacher.clone();
        again.token = answer.cookie("steward_access");
        assert_eq!(again.get("/me/security").await.expect(200)["has_pin"], false);
    }
}
