//! Standing in for somebody: with his right, in his name, for his days, and never for either's own matters.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, School, text};

use super::leavers::leave;
use crate::on_both_engines;

fn away(to: &Client, role: &str, until: &str) -> Value {
    json!({ "to_id": to.person_id, "roles": [role], "starts_on": "2026-11-24", "ends_on": until, "reason": "外出培训" })
}

async fn confirm(by: &Client, grant: &Value) -> test_support::Response {
    by.seen(grant["version"].as_i64().unwrap()).post(&format!("/role-grants/{}/confirm", text(&grant["id"])), json!({})).await
}

async fn report(by: &Client, room: &str) -> Value {
    by.post("/repair-cases", json!({ "location_id": room, "faults": [{ "category": "lock" }] })).await.expect(201)["items"][0].clone()
}

on_both_engines! {
    async fn a_stand_in_decides_with_the_others_right_and_every_event_says_for_whom(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let worker = school.person("王师傅", &["repair_worker"]).await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let case = report(&teacher, &room).await;
        let assign = format!("/repair-cases/{}/assign", text(&case["id"]));
        let body = json!({ "worker_id": worker.person_id });
        teacher.seen(1).post(&assign, body.clone()).await.expect_problem(403, "forbidden");

        let made = director.post("/me/delegations", away(&teacher, "logistics_director", "2026-11-30")).await.expect(201);
        assert_eq!((&made["state"], &made["may_end"], &made["roles"][0]["title"]), (&json!("holds"), &json!(true), &json!("总务主任")));
        let me = teacher.get("/me").await.expect(200);
        assert_eq!((&me["roles"][1]["code"], &me["roles"][1]["on_behalf_of"]["name"]), (&json!("logistics_director"), &json!("周主任")));
        teacher.seen(1).post(&assign, body).await.expect(200);
        let done = school.principal.rows(&format!("/audit-events?subject_id={}", text(&made["id"]))).await;
        let assigned = done.iter().find(|e| e["action"] == "repair_case.assigned").unwrap();
        assert_eq!((&assigned["actor_name"], &assigned["acting_role"]), (&json!("李老师"), &json!("logistics_director")));
        let timeline = director.rows(&format!("/repair-cases/{}/timeline", text(&case["id"]))).await;
        assert_eq!(timeline.last().unwrap()["actor_name"], "李老师（代周主任）");

        // His own business stays his own.
        let own = report(&teacher, &room).await;
        teacher.seen(1).post(&format!("/repair-cases/{}/cancel", text(&own["id"])), json!({})).await.expect(200);
        let cancelled = school.principal.rows(&format!("/audit-events?subject_id={}", text(&own["id"]))).await;
        assert_eq!(cancelled[0]["acting_role"], "staff");
        assert!(cancelled.iter().all(|e| e["subjects"].as_array().unwrap().iter().all(|s| s["kind"] != "delegation")), "{cancelled:?}");
        school.app.deliver().await;
        assert!(teacher.column("/notices", "topic").await.contains(&"delegation.made".to_owned()));
    }
}

on_both_engines! {
    /// D07: also for a form that was opened while the delegation held.
    async fn d07_after_the_delegation_ended_nothing_is_decided_under_it(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let worker = school.person("王师傅", &["repair_worker"]).await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let case = report(&worker, &room).await;
        let assign = format!("/repair-cases/{}/assign", text(&case["id"]));
        let body = json!({ "worker_id": worker.person_id });
        let made = director.post("/me/delegations", away(&teacher, "logistics_director", "2026-11-25")).await.expect(201);
        let opened = teacher.get(&format!("/repair-cases/{}", text(&case["id"]))).await.expect(200);
        let end = format!("/delegations/{}/end", text(&made["id"]));
        worker.seen(1).post(&end, json!({})).await.expect_problem(404, "not_found");
        director.seen(1).post(&end, json!({})).await.expect(200);
        let before = Digest::of(&school.app.db).await;
        let form = teacher.seen(opened["version"].as_i64().unwrap());
        let problem = form.post(&assign, body.clone()).await.expect_problem(403, "forbidden");
        assert_eq!(problem["permission"], "repair_cases.assign");
        teacher.get(&format!("/repair-cases/{}", text(&case["id"]))).await.expect_problem(404, "not_found");
        before.assert_unchanged(&school.app.db, "a delegation that was ended").await;
        director.seen(2).post(&end, json!({})).await.expect_problem(409, "delegation_over");

        // By itself, after its last day; and with the role that was handed over.
        director.post("/me/delegations", away(&teacher, "logistics_director", "2026-11-25")).await.expect(201);
        school.app.advance(TimeDelta::hours(37) + TimeDelta::minutes(59));
        let teacher = school.app.sign_in("T003").await;
        teacher.get("/repair-routes").await.expect(200);
        school.app.advance(TimeDelta::minutes(2));
        teacher.seen(1).post(&assign, body).await.expect_problem(403, "forbidden");
        let (admin, director) = (school.app.sign_in("A001").await, school.app.sign_in("T002").await);
        let again = json!({ "to_id": teacher.person_id, "roles": ["logistics_director"], "starts_on": "2026-11-26", "ends_on": "2026-11-30", "reason": "又去" });
        director.post("/me/delegations", again).await.expect(201);
        teacher.get("/repair-routes").await.expect(200);
        let role = admin.rows(&format!("/role-grants?person_id={}", director.person_id)).await[0].clone();
        admin.seen(role["version"].as_i64().unwrap()).post(&format!("/role-grants/{}/revoke", text(&role["id"])), json!({})).await.expect(200);
        teacher.get("/repair-routes").await.expect_problem(403, "forbidden");
    }
}

on_both_engines! {
    /// D02: neither his own request, nor his for whom he stands in, nor through a second role.
    async fn d02_nobody_confirms_his_own_grant_nor_his_for_whom_he_stands_in(engine) {
        let school = School::open(engine).await;
        let deputy = school.person("陈副校长", &["staff"]).await;
        school.principal.post("/me/delegations", away(&deputy, "principal", "2026-11-30")).await.expect(201);
        let grant = async |person: &str, role: &str| {
            school.admin.post(&format!("/people/{person}/role-grants"), json!({ "role": role })).await.expect(201)
        };
        let own = grant(&deputy.person_id, "auditor").await;
        let others = grant(&school.principal.person_id, "auditor").await;
        let before = Digest::of(&school.app.db).await;
        for made in [&own, &others] {
            confirm(&deputy, made).await.expect_problem(403, "own_confirmation");
        }
        let many = json!({ "items": [{ "id": own["id"], "version": 1 }, { "id": others["id"], "version": 1 }] });
        let fates = deputy.with("idempotency-key", "k").post("/role-grant-confirmations", many).await.expect(200);
        assert!(fates["items"].as_array().unwrap().iter().all(|fate| fate["code"] == "own_confirmation"), "{fates}");
        before.assert_unchanged(&school.app.db, "one's own grants, and the other's").await;
        // Somebody else's he may, in the other's name.
        let worker = school.person("王师傅", &[]).await;
        confirm(&deputy, &grant(&worker.person_id, "repair_worker").await).await.expect(200);
        worker.get("/repair-cases").await.expect(200);
    }
}

on_both_engines! {
    /// D03: who did a repair does not accept it, and who stands in for him does not either.
    async fn d03_who_did_the_work_accepts_it_by_no_second_person_of_his(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let director = school.person("周主任", &["logistics_director"]).await;
        school.grant(&director.person_id, "repair_worker").await;
        let stand_in = school.person("陈副主任", &["staff"]).await;
        let other = school.person("别的主任", &["logistics_director"]).await;
        director.post("/me/delegations", away(&stand_in, "logistics_director", "2026-11-30")).await.expect(201);
        let body = json!({
            "location_id": room, "faults": [{ "category": "lock" }], "on_behalf": { "name": "门卫", "channel": "phone" },
            "fixed_on_the_spot": { "damage": "natural_wear" }
        });
        let done = director.post("/repair-cases", body).await.expect(201)["items"][0].clone();
        let path = format!("/repair-cases/{}/confirm", text(&done["id"]));
        let seen = done["version"].as_i64().unwrap();
        let before = Digest::of(&school.app.db).await;
        for person in [&director, &stand_in] {
            let problem = person.seen(seen).post(&path, json!({})).await;
            assert!([403, 409].contains(&problem.status.as_u16()), "{}", problem.status);
        }
        before.assert_unchanged(&school.app.db, "accepting one's own work").await;
        other.seen(seen).post(&path, json!({})).await.expect(200);
    }
}

on_both_engines! {
    async fn what_cannot_be_handed_over_is_refused_and_changes_nothing(engine) {
        let school = School::open(engine).await;
        let director = school.person("周主任", &["logistics_director", "staff"]).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let gone = school.person("走的人", &[]).await;
        leave(&school.admin, &gone.person_id, json!({})).await.expect(200);
        let before = Digest::of(&school.app.db).await;
        let body = |to: &str, roles: Value, first: &str, last: &str| json!({ "to_id": to, "roles": roles, "starts_on": first, "ends_on": last, "reason": "x" });
        let (me, to, role) = (director.person_id.as_str(), teacher.person_id.as_str(), json!(["logistics_director"]));
        for (body, pointer, code) in [
            (body(me, role.clone(), "2026-11-24", "2026-11-30"), "/to_id", "oneself"),
            (body(&gone.person_id, role.clone(), "2026-11-24", "2026-11-30"), "/to_id", "reference_not_found"),
            (body(to, json!(["staff"]), "2026-11-24", "2026-11-30"), "/roles/0", "not_his"),
            (body(to, json!(["logistics_director", "principal"]), "2026-11-24", "2026-11-30"), "/roles/1", "not_his"),
            (body(to, json!(["logistics_director", "logistics_director"]), "2026-11-24", "2026-11-30"), "/roles/1", "duplicate"),
            (body(to, role.clone(), "2026-11-23", "2026-11-30"), "/starts_on", "in_the_past"),
            (body(to, role.clone(), "2026-11-26", "2026-11-25"), "/ends_on", "before_the_first"),
            (body(to, role.clone(), "2026-11-24", "2027-02-22"), "/ends_on", "too_long"),
        ] {
            let problem = director.post("/me/delegations", body).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!(pointer), &json!(code)));
        }
        director.post("/me/delegations", away(&school.admin, "logistics_director", "2026-11-30")).await.expect_problem(409, "administrator_decides");
        teacher.post(&format!("/people/{me}/delegations"), away(&teacher, "logistics_director", "2026-11-30")).await.expect_problem(403, "forbidden");
        before.assert_unchanged(&school.app.db, "what cannot be handed over").await;

        // 90 days are allowed; nothing twice; no chains; and a stand-in is no administrator.
        let path = format!("/people/{me}/delegations");
        let made = school.principal.post(&path, body(to, role.clone(), "2026-11-24", "2027-02-21")).await.expect(201);
        assert_eq!(made["decided_by"]["name"], "董校长");
        director.post("/me/delegations", away(&teacher, "logistics_director", "2026-11-30")).await.expect_problem(409, "delegated_already");
        let chain = teacher.post("/me/delegations", away(&director, "logistics_director", "2026-11-30")).await.expect_problem(422, "validation_failed");
        assert_eq!(chain["errors"][0]["code"], "not_his");
        let path = format!("/people/{to}/role-grants");
        school.admin.post(&path, json!({ "role": "system_admin" })).await.expect_problem(409, "administrator_decides");
        // Whoever stands in for the second key cannot have his password made by the administrator whom it checks.
        let deputy = school.person("陈副校长", &["staff"]).await;
        school.principal.post("/me/delegations", away(&deputy, "principal", "2026-11-30")).await.expect(201);
        let account = format!("/people/{}/account", deputy.person_id);
        school.admin.post(&account, json!({ "password": "stone-bridge-99" })).await.expect_problem(403, "second_key_holder");
        let bystander = school.person("旁人", &["staff"]).await;
        assert_eq!((deputy.rows("/delegations").await.len(), bystander.rows("/delegations").await.len()), (2, 0));
        let others = format!("/people/{me}/delegations");
        deputy.post(&others, away(&teacher, "logistics_director", "2026-11-30")).await.expect_problem(403, "forbidden");
    }
}
