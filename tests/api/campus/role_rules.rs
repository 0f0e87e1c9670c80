//! The rules around roles: from which day, told before the end, confirmed together, the last administrator, each to his part.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, School, text};

use super::leavers::leave;
use crate::on_both_engines;

async fn grant(school: &School, person: &str, body: Value) -> Value {
    school.admin.post(&format!("/people/{person}/role-grants"), body).await.expect(201)
}

async fn codes(of: &Client) -> Vec<String> {
    of.get("/me").await.expect(200)["roles"].as_array().unwrap().iter().map(|r| text(&r["code"]).to_owned()).collect()
}

on_both_engines! {
    async fn a_role_begins_on_its_day_and_its_holder_is_told_before_it_ends(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &[]).await;
        let path = format!("/people/{}/role-grants", teacher.person_id);
        let backwards = json!({ "role": "staff", "valid_from": "2026-12-02", "valid_until": "2026-12-01" });
        let problem = school.admin.post(&path, backwards).await.expect_problem(422, "validation_failed");
        assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("/valid_until"), &json!("before_the_first")));
        let made = grant(&school, &teacher.person_id, json!({ "role": "staff", "valid_from": "2026-11-26", "valid_until": "2026-12-12" })).await;
        assert_eq!(made["valid_from"], "2026-11-26");
        school.admin.post(&path, json!({ "role": "staff" })).await.expect_problem(409, "role_held");
        assert_eq!(codes(&teacher).await, Vec::<String>::new());
        let shown = school.admin.get(&format!("/people/{}", teacher.person_id)).await.expect(200);
        assert_eq!((&shown["roles"][0]["valid_from"], &shown["roles"][0]["valid_until"]), (&json!("2026-11-26"), &json!("2026-12-12")));
        let endings = async |client: &Client| {
            school.app.run_jobs().await;
            school.app.deliver().await;
            let told = client.rows("/notices").await;
            told.into_iter().filter(|n| n["topic"] == "role_grant.ending").collect::<Vec<_>>()
        };
        school.app.advance(TimeDelta::days(2));
        let teacher = school.app.sign_in("T001").await;
        assert_eq!(codes(&teacher).await, ["staff"]);
        assert_eq!(endings(&teacher).await.len(), 0, "16 days before");
        school.app.advance(TimeDelta::days(2));
        let teacher = school.app.sign_in("T001").await;
        let told = endings(&teacher).await;
        assert_eq!((told.len(), &told[0]["text"]), (1, &json!("您的教职工角色到2026-12-12为止")));
        assert_eq!(endings(&teacher).await.len(), 1, "once");
        school.app.advance(TimeDelta::days(15));
        assert_eq!(codes(&school.app.sign_in("T001").await).await, Vec::<String>::new(), "simply over");
    }
}

on_both_engines! {
    async fn grants_are_confirmed_together_and_each_has_its_own_fate(engine) {
        let school = School::open(engine).await;
        let (first, second, third) = (school.person("甲", &[]).await, school.person("乙", &[]).await, school.person("丙", &[]).await);
        let worker = json!({ "role": "repair_worker" });
        let (a, b) = (grant(&school, &first.person_id, worker.clone()).await, grant(&school, &second.person_id, worker.clone()).await);
        let (c, own) = (grant(&school, &third.person_id, worker).await, grant(&school, &school.principal.person_id, json!({ "role": "auditor" })).await);
        school.admin.seen(1).post(&format!("/role-grants/{}/revoke", text(&b["id"])), json!({})).await.expect(200);
        let seen = |grant: &Value, version: i64| json!({ "id": grant["id"], "version": version });
        let body = json!({ "items": [seen(&a, 1), seen(&b, 1), seen(&c, 7), seen(&own, 1)] });
        school.principal.post("/role-grant-confirmations", body.clone()).await.expect_problem(400, "idempotency_key_required");
        school.admin.with("idempotency-key", "x").post("/role-grant-confirmations", body.clone()).await.expect_problem(403, "forbidden");
        let doubled = json!({ "items": [seen(&a, 1), seen(&a, 1)] });
        let key = school.principal.with("idempotency-key", "doubled");
        let problem = key.post("/role-grant-confirmations", doubled).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/items/1/id");

        let key = school.principal.with("idempotency-key", "together");
        let fates = key.post("/role-grant-confirmations", body.clone()).await.expect(200);
        let told: Vec<_> = fates["items"].as_array().unwrap().iter().map(|f| (f["confirmed"].clone(), f["code"].clone())).collect();
        let expected = [(true, Value::Null), (false, json!("not_found")), (false, json!("stale")), (false, json!("own_confirmation"))];
        assert_eq!(told, expected.map(|(confirmed, code)| (json!(confirmed), code)));
        assert_eq!((codes(&first).await, codes(&third).await), (vec!["repair_worker".to_owned()], Vec::new()));
        assert_eq!(key.post("/role-grant-confirmations", body).await.expect(200), fates, "the same request has the same answer");
        let events = school.principal.rows("/audit-events?action=role_grant.confirmed_together").await;
        assert_eq!((events.len(), &events[0]["subjects"][0]["id"]), (1, &a["id"]));
        school.app.deliver().await;
        assert!(first.column("/notices", "topic").await.contains(&"role_grant.granted".to_owned()));
    }
}

on_both_engines! {
    /// B07: in an open session, by the very next write, and by every read within five seconds.
    async fn b07_a_role_taken_away_is_gone_for_open_sessions(engine) {
        let school = School::open(engine).await;
        let desk = school.person("周主任", &["logistics_director"]).await;
        let tab = school.app.sign_in("T001").await;
        for open in [&desk, &tab] {
            open.get("/repair-routes").await.expect(200);
        }
        let role = school.admin.rows(&format!("/role-grants?person_id={}", desk.person_id)).await[0].clone();
        school.admin.seen(role["version"].as_i64().unwrap()).post(&format!("/role-grants/{}/revoke", text(&role["id"])), json!({})).await.expect(200);
        let before = Digest::of(&school.app.db).await;
        for open in [&desk, &tab] {
            open.post("/locations/generate", json!({ "building": "楼", "floors": 1, "rooms_per_floor": 1 })).await.expect_problem(403, "forbidden");
            open.get("/repair-routes").await.expect_problem(403, "forbidden");
        }
        before.assert_unchanged(&school.app.db, "a role that was taken away").await;
    }
}

on_both_engines! {
    /// B10: neither ended nor stripped, nor left to a stand-in whose own role runs out.
    async fn b10_the_last_administrator_stays(engine) {
        let school = School::open(engine).await;
        let second = school.person("代班管理", &[]).await;
        let dated = grant(&school, &second.person_id, json!({ "role": "system_admin", "valid_until": "2026-12-31" })).await;
        school.principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&dated["id"])), json!({})).await.expect(200);
        let role = school.admin.rows(&format!("/role-grants?person_id={}", school.admin.person_id)).await[0].clone();
        let revoke = format!("/role-grants/{}/revoke", text(&role["id"]));
        let before = Digest::of(&school.app.db).await;
        for by in [&school.admin, &second] {
            by.seen(role["version"].as_i64().unwrap()).post(&revoke, json!({})).await.expect_problem(409, "last_administrator");
            leave(by, &school.admin.person_id, json!({})).await.expect_problem(409, "last_administrator");
        }
        before.assert_unchanged(&school.app.db, "the last administrator").await;
        let third = school.person("新管理", &["system_admin"]).await;
        leave(&third, &school.admin.person_id, json!({})).await.expect(200);
        leave(&second, &third.person_id, json!({})).await.expect_problem(409, "last_administrator");
    }
}

on_both_engines! {
    /// B11: administrators do no business and confirm nothing, whoever confirms grants nothing, auditors write nothing.
    async fn b11_each_kind_of_administrator_keeps_to_his_part(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let auditor = school.person("审计", &["auditor"]).await;
        let person = school.person("新人", &[]).await;
        let worker = school.person("王师傅", &["repair_worker"]).await;
        let pending = grant(&school, &person.person_id, json!({ "role": "head_custodian" })).await;
        let case = worker.post("/repair-cases", json!({ "location_id": room, "faults": [{ "category": "lock" }] })).await.expect(201)["items"][0].clone();
        let before = Digest::of(&school.app.db).await;
        let card = json!({ "name": "课椅", "category_code": "A05010304" });
        let business = [
            ("/assets".to_owned(), card),
            (format!("/repair-cases/{}/assign", text(&case["id"])), json!({ "worker_id": worker.person_id })),
            (format!("/role-grants/{}/confirm", text(&pending["id"])), json!({})),
            (format!("/people/{}/delegations", person.person_id), json!({})),
        ];
        let grants = format!("/people/{}/role-grants", person.person_id);
        for (path, body) in business {
            school.admin.seen(1).post(&path, body.clone()).await.expect_problem(403, "forbidden");
            auditor.seen(1).post(&path, body).await.expect_problem(403, "forbidden");
        }
        for (path, body) in [(grants.clone(), json!({ "role": "staff" })), ("/people".to_owned(), json!({ "name": "某人" }))] {
            school.principal.post(&path, body.clone()).await.expect_problem(403, "forbidden");
            auditor.post(&path, body).await.expect_problem(403, "forbidden");
        }
        for role in ["principal", "logistics_director", "head_custodian"] {
            let own = format!("/people/{}/role-grants", school.admin.person_id);
            school.admin.post(&own, json!({ "role": role })).await.expect_problem(409, "administrator_decides");
        }
        before.assert_unchanged(&school.app.db, "somebody else's part").await;
    }
}

on_both_engines! {
    /// What one person may hold together: in a small school more than elsewhere, by a rule with a date and a reason; SD17 never.
    async fn a_small_school_lets_one_person_decide_and_keep(engine) {
        let school = School::open(engine).await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let grants = |person: &str| format!("/people/{person}/role-grants");
        let custodian = json!({ "role": "head_custodian" });
        school.admin.post(&grants(&director.person_id), custodian.clone()).await.expect_problem(409, "small_school_only");
        let rule = json!({ "value": true, "valid_from": "2026-11-24", "source": "校务会纪要第3号", "reason": "教职工 16 人" });
        school.principal.seen(0).put("/policies/roles.small_school", rule).await.expect(200);
        school.admin.post(&grants(&director.person_id), custodian.clone()).await.expect(201);
        school.admin.post(&grants(&school.admin.person_id), custodian).await.expect_problem(409, "administrator_decides");
        let held = school.principal.rows("/policies").await;
        let kept = held.iter().find(|p| p["key"] == "roles.small_school").unwrap();
        assert_eq!((&kept["in_use"], &kept["set"]["reason"], &kept["set"]["source"]), (&json!(true), &json!("教职工 16 人"), &json!("校务会纪要第3号")));
    }
}
