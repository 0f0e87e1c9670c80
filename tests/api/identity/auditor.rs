//! The auditor's seat: opened by the sealed code, once; read-only; over by its day, by the principal, or by an administrator.

use std::collections::BTreeSet;

use campus::Role;
use chrono::TimeDelta;
use futures_util::future::join_all;
use identity::authority;
use kernel::Access;
use serde_json::{Value, json};
use test_support::{Client, Contract, Digest, PASSWORD, Response, School, text};

use crate::{coverage::fixtures::Everything, on_both_engines};

/// A new code, as the principal makes one.
async fn seal(school: &School) -> Value {
    school.principal.post("/auditor-code", json!({})).await.expect(201)["code"].clone()
}

async fn open(school: &School, code: &Value, name: &str) -> Response {
    let body = json!({ "code": code, "name": name, "unit": "县审计局", "password": PASSWORD });
    school.app.nobody().post("/auditor-seats", body).await
}

/// Somebody in a seat.
async fn seated(school: &School, name: &str) -> Client {
    let answer = open(school, &seal(school).await, name).await;
    let mut auditor = school.app.nobody();
    auditor.token = answer.cookie("steward_access");
    auditor.person_id = text(&answer.expect(200)["person"]["id"]).to_owned();
    auditor
}

async fn newest(school: &School) -> Value {
    school.principal.rows("/auditor-seats").await[0].clone()
}

on_both_engines! {
    async fn the_sealed_code_opens_one_seat_and_the_principal_hears_of_it(engine) {
        let school = School::open(engine).await;
        let before = school.principal.get("/auditor-code").await.expect(200);
        assert_eq!((&before["sealed"], &before["made_by"]), (&json!(true), &Value::Null), "set-up sealed one");
        let code = seal(&school).await;
        assert_eq!(school.admin.get("/auditor-code").await.expect(200)["made_by"]["name"], "董校长");
        // As it may be typed: in groups, small, with the letters that look like digits.
        let typed = text(&code).to_lowercase().replace('0', "o").replace('1', "l");
        let typed = json!(format!("{} {}-{}", &typed[..4], &typed[4..8], &typed[8..]));
        let answer = open(&school, &typed, "陈审计").await;
        let cookie = answer.cookie("steward_access");
        let me = answer.expect(200);
        assert_eq!((&me["roles"][0]["code"], me["roles"].as_array().unwrap().len()), (&json!("auditor"), 1));
        let mut auditor = school.app.nobody();
        auditor.token = cookie;
        auditor.get("/assets").await.expect(200);
        auditor.get("/audit-events").await.expect(200);
        // Once: neither again nor by somebody else.
        open(&school, &code, "另一人").await.expect_problem(400, "auditor_code_not_good");
        assert_eq!(school.principal.get("/auditor-code").await.expect(200)["sealed"], false);
        // He comes back by his own password, and is none of the staff.
        let again = school.app.nobody().post("/session", json!({ "login": "陈审计", "password": PASSWORD })).await.expect(200);
        assert_eq!(again["person"]["id"], me["person"]["id"]);
        assert!(!school.admin.column("/people?limit=50", "name").await.contains(&"陈审计".to_owned()));
        let seat = newest(&school).await;
        assert_eq!((&seat["name"], &seat["unit"], &seat["open"], &seat["own"]), (&json!("陈审计"), &json!("县审计局"), &json!(true), &json!(false)));
        assert_eq!(seat["last_day"], "2026-12-07", "fourteen days, this one included");
        assert_eq!(auditor.rows("/auditor-seats").await[0]["own"], true);
        school.app.deliver().await;
        let told: Vec<_> = school.principal.rows("/notices").await.iter().map(|n| text(&n["text"]).to_owned()).collect();
        assert!(told.iter().any(|t| t.contains("县审计局 陈审计") && t.contains("2026-12-07")), "{told:?}");
        let events = school.principal.rows("/audit-events?subject_kind=auditor_seat").await;
        assert_eq!((&events[0]["action"], &events[0]["actor_name"]), (&json!("auditor_seat.opened"), &json!("陈审计")));
        assert_eq!(events[0]["subjects"][0]["after"]["unit"], "县审计局");
    }
}

on_both_engines! {
    async fn set_up_tells_the_code_once_and_a_newer_one_makes_it_void(engine) {
        let app = test_support::TestApp::start(engine).await;
        let token = app.running.as_ref().unwrap().setup_token.clone().unwrap();
        let founder = |name: &str, no: &str| json!({ "name": name, "staff_no": no, "password": PASSWORD });
        let body = json!({
            "token": token, "school": { "name": "青禾小学" },
            "administrator": founder("林老师", "A001"), "second_key_holder": founder("董校长", "P001"),
        });
        let first = app.nobody().post("/setup", body).await.expect(201)["auditor_code"].clone();
        assert_eq!(text(&first).len(), 16);
        let principal = app.sign_in("P001").await;
        let second = principal.post("/auditor-code", json!({})).await.expect(201)["code"].clone();
        assert_ne!(first, second);
        let seat = |code: &Value| json!({ "code": code, "name": "陈审计", "unit": "县审计局", "password": PASSWORD });
        app.nobody().post("/auditor-seats", seat(&first)).await.expect_problem(400, "auditor_code_not_good");
        app.nobody().post("/auditor-seats", seat(&second)).await.expect(200);
        // The code is kept nowhere as it is.
        let dump = app.db.dump().await;
        for code in [&first, &second] {
            assert!(dump.values().flatten().all(|row| !row.contains(text(code))), "the code itself is kept");
        }
    }
}

on_both_engines! {
    async fn a_wrong_code_changes_nothing_and_counts_like_a_wrong_password(engine) {
        let school = School::open(engine).await;
        let code = seal(&school).await;
        let before = Digest::of(&school.app.db).await;
        for wrong in ["7K3M9QXT2WBC4N8P", "x", "'; --"] {
            open(&school, &json!(wrong), "陈审计").await.expect_problem(400, "auditor_code_not_good");
        }
        before.assert_unchanged(&school.app.db, "a code that opens nothing").await;
        let weak = json!({ "code": code, "name": "陈审计", "unit": "县审计局", "password": "县审计局2026" });
        let refused = school.app.nobody().post("/auditor-seats", weak).await.expect_problem(422, "validation_failed");
        assert_eq!(refused["errors"][0]["pointer"], "/password");
        for _ in 3..200 {
            open(&school, &json!("ZZZZZZZZZZZZZZZZ"), "陈审计").await.expect_problem(400, "auditor_code_not_good");
        }
        let shut = open(&school, &code, "陈审计").await;
        assert!(shut.header("retry-after").is_some());
        shut.expect_problem(429, "too_many_requests");
        let password = json!({ "login": "A001", "password": PASSWORD });
        school.app.nobody().post("/session", password).await.expect_problem(429, "too_many_requests");
        school.app.advance(TimeDelta::minutes(15));
        open(&school, &code, "陈审计").await.expect(200);
    }
}

on_both_engines! {
    async fn e12_of_many_who_enter_one_code_at_once_one_gets_the_seat(engine) {
        let school = School::open(engine).await;
        let code = seal(&school).await;
        let answers = join_all((0..6).map(|n| { let (school, code) = (&school, &code); async move { open(school, code, &format!("审计{n}")).await } })).await;
        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 400, 400, 400, 400, 400]);
        assert_eq!(school.principal.rows("/auditor-seats").await.len(), 1);
    }
}

on_both_engines! {
    async fn a_seat_that_was_ended_lets_nobody_in_any_more(engine) {
        let school = School::open(engine).await;
        let auditor = seated(&school, "陈审计").await;
        let seat = newest(&school).await;
        let path = format!("/auditor-seats/{}/end", text(&seat["id"]));
        let reason = json!({ "reason": "审计组已离校" });
        for by in [&school.admin, &auditor] {
            by.seen(1).post(&path, reason.clone()).await.expect_problem(403, "forbidden");
        }
        school.principal.post(&path, reason.clone()).await.expect_problem(428, "if_match_required");
        let ended = school.principal.seen(1).post(&path, reason.clone()).await.expect(200);
        assert_eq!((&ended["open"], &ended["ended_by"]["name"], &ended["end_reason"]), (&json!(false), &json!("董校长"), &json!("审计组已离校")));
        auditor.get("/assets").await.expect_problem(401, "unauthenticated");
        let back = json!({ "login": "陈审计", "password": PASSWORD });
        school.app.nobody().post("/session", back).await.expect_problem(401, "invalid_credentials");
        school.principal.seen(2).post(&path, reason).await.expect_problem(409, "seat_over");
        assert_eq!(school.principal.column("/audit-events?action=auditor_seat.ended", "actor_name").await, ["董校长"]);
    }
}

on_both_engines! {
    async fn a_seat_is_over_after_its_last_day_and_the_rows_are_put_in_order(engine) {
        let school = School::open(engine).await;
        seated(&school, "陈审计").await;
        let another = seated(&school, "另一人").await;
        school.app.advance(TimeDelta::days(13));
        let back = json!({ "login": "陈审计", "password": PASSWORD });
        school.app.nobody().post("/session", back.clone()).await.expect(200);
        // An administrator disables the other one; the round ends the seat.
        let admin = school.app.sign_in("A001").await;
        let person = admin.get(&format!("/people/{}", another.person_id)).await.expect(200);
        admin.seen(person["version"].as_i64().unwrap()).post(&format!("/people/{}/disable", another.person_id), json!({})).await.expect(200);
        school.app.run_jobs().await;
        let principal = school.app.sign_in("P001").await;
        let open: Vec<_> = principal.rows("/auditor-seats").await.iter().map(|seat| seat["open"].clone()).collect();
        assert_eq!(open, [json!(false), json!(true)]);
        school.app.advance(TimeDelta::days(1));
        school.app.nobody().post("/session", back.clone()).await.expect_problem(401, "invalid_credentials");
        school.app.run_jobs().await;
        let principal = school.app.sign_in("P001").await;
        let seats = principal.rows("/auditor-seats").await;
        assert!(seats.iter().all(|seat| seat["open"] == false && seat["ended_at"].is_string() && seat["ended_by"].is_null()));
        assert_eq!(principal.column("/audit-events?action=auditor_seat.ended", "actor_kind").await, ["system", "system"]);
        // Once: the next round finds nothing.
        school.app.run_jobs().await;
        assert_eq!(principal.column("/audit-events?action=auditor_seat.ended", "id").await.len(), 2);
    }
}

on_both_engines! {
    /// The people whom he audits neither make his password nor give him a part in their business.
    async fn nobody_of_the_school_takes_a_seat_over(engine) {
        let school = School::open(engine).await;
        let auditor = seated(&school, "陈审计").await;
        let before = Digest::of(&school.app.db).await;
        let person = format!("/people/{}", auditor.person_id);
        school.admin.post(&format!("{person}/account"), json!({ "password": "stone-bridge-47" })).await.expect_problem(404, "not_found");
        school.admin.post("/sign-in-slips", json!({ "people": [auditor.person_id] })).await.expect_problem(409, "person_inactive");
        school.admin.post(&format!("{person}/role-grants"), json!({ "role": "staff" })).await.expect_problem(409, "person_inactive");
        before.assert_unchanged(&school.app.db, "a seat that somebody wanted to take over").await;
        let login = json!({ "login": "陈审计", "password": PASSWORD });
        school.app.nobody().post("/session", login).await.expect(200);
    }
}

on_both_engines! {
    async fn no_auditor_is_without_an_end(engine) {
        let school = School::open(engine).await;
        let person = school.person("周审计", &[]).await;
        let grants = format!("/people/{}/role-grants", person.person_id);
        let grant = school.admin.post(&grants, json!({ "role": "auditor" })).await.expect(201);
        assert_eq!(grant["valid_until"], "2026-12-07", "by the school's rule");
        let rule = json!({ "value": 3, "valid_from": "2026-11-24", "source": "校务会", "reason": "短一些" });
        school.principal.seen(0).put("/policies/auditor.seat_days", rule).await.expect(200);
        seated(&school, "陈审计").await;
        assert_eq!(newest(&school).await["last_day"], "2026-11-26");
        // What was granted before that was the rule gets an end from the product's own round.
        let raw = school.app.db.raw().await;
        sea_orm::ConnectionTrait::execute_unprepared(&raw, "UPDATE role_grant SET valid_until = NULL WHERE confirmed_at IS NULL").await.unwrap();
        school.app.run_jobs().await;
        let known = school.admin.rows(&format!("/role-grants?person_id={}", person.person_id)).await;
        assert_eq!((&known[0]["valid_until"], &known[0]["version"]), (&json!("2026-11-26"), &json!(2)));
        assert_eq!(school.principal.column("/audit-events?action=role_grant.limited", "actor_kind").await, ["system"]);
    }
}

/// What an auditor may send beside questions: files of what he reads. Whatever is not here and not his own account's is refused.
const FILES: [&str; 14] = [
    "POST /api/v1/asset-exports",
    "POST /api/v1/audit-exports",
    "POST /api/v1/audit-packages",
    "POST /api/v1/canteens/{id}/sheet/export",
    "POST /api/v1/control-exception-exports",
    "POST /api/v1/depreciation-runs/{id}/export",
    "POST /api/v1/export-templates/{id}/fill",
    "POST /api/v1/inspection-result-exports",
    "POST /api/v1/ledger-exports",
    "POST /api/v1/publication-report-exports",
    "POST /api/v1/publications/{id}/export",
    "POST /api/v1/purchase-spending-exports",
    "POST /api/v1/stock-ledger-exports",
    "POST /api/v1/term-summaries/{id}/export",
];

on_both_engines! {
    /// B11: every operation that writes, by an auditor in his seat.
    async fn b11_an_auditor_writes_nothing(engine) {
        let all = Everything::build(engine).await;
        let auditor = seated(&all.school, "王审计").await;
        let held: BTreeSet<&str> = authority::table().filter(|e| e.role == Role::Auditor).map(|e| e.permission).collect();
        let before = Digest::of(&all.school.app.db).await;
        let (mut allowed, mut refused) = (BTreeSet::new(), 0);
        for (method, template, operation) in Contract::published().operations() {
            let key = operation["x-permission"].as_str().unwrap();
            let info = server::api::permissions().find(|p| p.key == key).unwrap();
            if method == "GET" || info.access != Access::Role {
                continue;
            }
            if held.contains(key) {
                allowed.insert(format!("{method} {template}"));
                continue;
            }
            let body = (method != "DELETE").then(|| b"{}".to_vec());
            let answer = auditor.seen(1).send(method.parse().unwrap(), &all.path(&template), body).await;
            assert_eq!(answer.expect_problem(403, "forbidden")["permission"], key, "{method} {template}");
            refused += 1;
        }
        assert_eq!(allowed, FILES.map(str::to_owned).into());
        assert!(refused > 100, "only {refused} were refused");
        before.assert_unchanged(&all.school.app.db, "what an auditor may not do").await;
    }
}
