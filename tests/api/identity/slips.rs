//! Sign-in slips: handed out, used once, void when newer, by whom for whom.

use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use test_support::{Client, Digest, PASSWORD, Response, School, text};

use crate::on_both_engines;

async fn add(school: &School, name: &str) -> String {
    school.admin.post("/people", json!({ "name": name })).await.expect(201)["id"].as_str().unwrap().to_owned()
}

async fn issue(by: &Client, people: &[&str]) -> Vec<Value> {
    by.post("/sign-in-slips", json!({ "people": people })).await.expect(201)["items"].as_array().unwrap().clone()
}

async fn redeem(school: &School, code: &Value, password: &str) -> Response {
    school.app.nobody().post("/sign-in-slips/redeem", json!({ "code": code, "password": password })).await
}

async fn look(school: &School, code: &Value) -> Response {
    school.app.nobody().post("/sign-in-slips/owner", json!({ "code": code })).await
}

on_both_engines! {
    async fn a_slip_opens_the_account_once_and_signs_in(engine) {
        let school = School::open(engine).await;
        let (first, second) = (add(&school, "王芳").await, add(&school, "王芳").await);
        let slips = issue(&school.admin, &[&second, &first]).await;
        assert_eq!(slips[0]["person"]["id"], json!(second), "in the order that was asked for");
        let owner = look(&school, &slips[1]["code"]).await.expect(200);
        assert_eq!((&owner["name"], &owner["school"], &owner["reset"]), (&json!("王芳"), &json!("青禾小学"), &json!(false)));
        for weak in ["12345678", "青禾小学2026", "王芳"] {
            let answer = redeem(&school, &slips[1]["code"], weak).await;
            assert_eq!(answer.expect_problem(422, "validation_failed")["errors"][0]["pointer"], "/password", "{weak}");
        }
        // As it may be typed: in groups, small, with the letters that look like digits.
        let typed = text(&slips[1]["code"]).to_lowercase().replace('0', "o").replace('1', "l");
        let typed = format!("{}-{} {}", &typed[..4], &typed[4..8], &typed[8..]);
        let answer = redeem(&school, &json!(typed), PASSWORD).await;
        let cookie = answer.cookie("steward_access");
        assert_eq!(answer.expect(200)["person"]["id"], json!(first));
        let mut fresh = school.app.nobody();
        fresh.token = cookie;
        assert_eq!(fresh.get("/me").await.expect(200)["person"]["name"], "王芳");
        let me = redeem(&school, &slips[0]["code"], PASSWORD).await.expect(200);
        assert_eq!(me["person"]["id"], json!(second));
        assert_eq!(school.app.sign_in("王芳").await.person_id, first);
        assert_eq!(school.app.sign_in("王芳2").await.person_id, second, "the second of a name signs in with a digit");
        let acts = school.principal.column(&format!("/audit-events?subject_id={first}&limit=3"), "action").await;
        assert_eq!(acts, ["session.started", "session.started", "account.opened"]);
    }
}

on_both_engines! {
    /// Used, run out, replaced, taken back with the account, or never there: one answer, and nothing changes.
    async fn i07_a_slip_that_was_used_or_ran_out_is_refused_and_a_good_one_ends_all_sessions(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let id = teacher.person_id.as_str();
        let used = issue(&school.admin, &[id]).await[0]["code"].clone();
        assert_eq!(look(&school, &used).await.expect(200)["reset"], true);
        redeem(&school, &used, "new-stone-bridge-44").await.expect(200);
        teacher.get("/me").await.expect_problem(401, "unauthenticated");
        school.app.nobody().post("/session", json!({ "login": "T001", "password": PASSWORD })).await.expect_problem(401, "invalid_credentials");
        let replaced = issue(&school.admin, &[id]).await[0]["code"].clone();
        let expired = issue(&school.admin, &[id]).await[0]["code"].clone();
        school.app.advance(TimeDelta::days(14));
        let admin = school.app.sign_in("A001").await;
        let on_screen = admin.post("/sign-in-slips", json!({ "people": [id], "on_screen": true })).await.expect(201);
        school.app.advance(TimeDelta::minutes(30));
        let late = on_screen["items"][0]["code"].clone();
        let admin = school.app.sign_in("A001").await;
        let leaver = admin.post("/people", json!({ "name": "离职人" })).await.expect(201);
        let left = issue(&admin, &[text(&leaver["id"])]).await[0]["code"].clone();
        admin.seen(1).post(&format!("/people/{}/disable", text(&leaver["id"])), json!({})).await.expect(200);
        let before = Digest::of(&school.app.db).await;
        for code in [&used, &replaced, &expired, &late, &left, &json!("7K3M9QXT2WBC4N8P"), &json!("'; --")] {
            look(&school, code).await.expect_problem(400, "slip_not_good");
            redeem(&school, code, "new-stone-bridge-45").await.expect_problem(400, "slip_not_good");
        }
        before.assert_unchanged(&school.app.db, "a slip that is not good").await;
    }
}

on_both_engines! {
    async fn e12_a_slip_is_good_for_one_of_many_who_try_at_once(engine) {
        let school = School::open(engine).await;
        let people: Vec<String> = join_all((0..4).map(|n| add(&school, ["甲", "乙", "丙", "丁"][n]))).await;
        let slips = issue(&school.admin, &people.iter().map(String::as_str).collect::<Vec<_>>()).await;
        for slip in &slips {
            let answers = join_all((0..6).map(|n| redeem(&school, &slip["code"], ["stone-bridge-a", "stone-bridge-b"][n % 2]))).await;
            let codes: Vec<u16> = answers.iter().map(|a| a.status.as_u16()).collect();
            assert_eq!(codes.iter().filter(|c| **c == 200).count(), 1, "{codes:?}");
            assert!(codes.iter().all(|c| matches!(c, 200 | 400)), "{codes:?}");
        }
        let names: Vec<String> = school.admin.column("/people?has_account=true&limit=200", "name").await;
        assert_eq!(names.len(), 6, "four and the two founders: {names:?}");
    }
}

on_both_engines! {
    async fn b09_nobody_makes_the_password_of_somebody_with_more_weight(engine) {
        let school = School::open(engine).await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let teacher = school.person("李老师", &["class_teacher"]).await;
        let before = Digest::of(&school.app.db).await;
        for person in [&custodian.person_id, &school.admin.person_id, &school.principal.person_id] {
            let people = json!({ "people": [teacher.person_id, person] });
            let problem = director.post("/sign-in-slips", people).await.expect_problem(403, "forbidden");
            assert_eq!(problem["permission"], "accounts.manage");
        }
        // The second key would be worth nothing if the administrator could make its holder's password.
        let people = json!({ "people": [school.principal.person_id] });
        school.admin.post("/sign-in-slips", people).await.expect_problem(403, "second_key_holder");
        let reset = format!("/people/{}/account", school.principal.person_id);
        school.admin.post(&reset, json!({ "password": "stone-bridge-47" })).await.expect_problem(403, "second_key_holder");
        teacher.post("/sign-in-slips", json!({ "people": [custodian.person_id] })).await.expect_problem(403, "forbidden");
        before.assert_unchanged(&school.app.db, "a slip for somebody with more weight").await;
        let slip = issue(&director, &[&teacher.person_id]).await;
        redeem(&school, &slip[0]["code"], "stone-bridge-48").await.expect(200);
        issue(&school.admin, &[&custodian.person_id]).await;
    }
}

on_both_engines! {
    /// Every path by which one gets in counts into the same limit of an address.
    async fn i11_guessing_codes_counts_with_guessing_passwords(engine) {
        let school = School::open(engine).await;
        let person = add(&school, "王芳").await;
        let slip = issue(&school.admin, &[&person]).await[0]["code"].clone();
        let wrong = json!("ZZZZZZZZZZZZZZZZ");
        for n in 0..200 {
            let answer = if n % 2 == 0 { look(&school, &wrong).await } else { redeem(&school, &wrong, PASSWORD).await };
            answer.expect_problem(400, "slip_not_good");
        }
        let shut = look(&school, &slip).await;
        assert!(shut.header("retry-after").is_some());
        shut.expect_problem(429, "too_many_requests");
        redeem(&school, &slip, PASSWORD).await.expect_problem(429, "too_many_requests");
        let password = json!({ "login": "A001", "password": PASSWORD });
        school.app.nobody().post("/session", password).await.expect_problem(429, "too_many_requests");
        school.app.advance(TimeDelta::minutes(15));
        redeem(&school, &slip, PASSWORD).await.expect(200);
    }
}

on_both_engines! {
    async fn codes_are_kept_nowhere(engine) {
        let school = School::open(engine).await;
        let person = add(&school, "王芳").await;
        let keyed = school.admin.with("idempotency-key", "slips");
        let body = json!({ "people": [person] });
        let first = keyed.post("/sign-in-slips", body.clone()).await.expect(201)["items"][0]["code"].clone();
        let second = keyed.post("/sign-in-slips", body).await.expect(201)["items"][0]["code"].clone();
        assert_ne!(first, second, "a repeated request is not answered from memory");
        let rows = format!("{:?}", school.app.db.dump().await);
        assert!(!rows.contains(text(&first)) && !rows.contains(text(&second)));
        look(&school, &first).await.expect_problem(400, "slip_not_good");
        look(&school, &second).await.expect(200);
        let twice = json!({ "people": [person, person] });
        let problem = school.admin.post("/sign-in-slips", twice).await.expect_problem(422, "validation_failed");
        assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("/people/1"), &json!("duplicate")));
    }
}
