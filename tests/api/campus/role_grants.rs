//! Roles: granted by one, confirmed by another, limited to places and days, taken back.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, School, text};

use crate::on_both_engines;

async fn grant(school: &School, to: &Client, body: Value) -> Value {
    school.admin.post(&format!("/people/{}/role-grants", to.person_id), body).await.expect(201)
}

async fn confirm(by: &Client, grant: &Value) -> test_support::Response {
    by.seen(grant["version"].as_i64().unwrap()).post(&format!("/role-grants/{}/confirm", text(&grant["id"])), json!({})).await
}

async fn revoke(by: &Client, grant: &Value) -> test_support::Response {
    by.seen(grant["version"].as_i64().unwrap()).post(&format!("/role-grants/{}/revoke", text(&grant["id"])), json!({})).await
}

async fn roles(of: &Client) -> Vec<String> {
    let me = of.get("/me").await.expect(200);
    me["roles"].as_array().unwrap().iter().map(|r| text(&r["code"]).to_owned()).collect()
}

on_both_engines! {
    async fn a_role_with_weight_holds_only_after_the_second_key(engine) {
        let school = School::open(engine).await;
        let person = school.person("周主任", &[]).await;
        let staff = grant(&school, &person, json!({ "role": "staff" })).await;
        assert_eq!((&staff["pending"], &staff["role"]["needs_second_key"]), (&json!(false), &json!(false)));
        assert_eq!(roles(&person).await, ["staff"], "ordinary roles hold at once");

        let director = grant(&school, &person, json!({ "role": "logistics_director" })).await;
        assert_eq!((&director["pending"], &director["granted_by"]["name"], &director["confirmed_by"]), (&json!(true), &json!("林管理"), &Value::Null));
        assert_eq!(roles(&person).await, ["staff"]);
        person.get("/repair-routes").await.expect_problem(403, "forbidden");
        assert_eq!(school.principal.column("/role-grants?pending=true", "id").await, [text(&director["id"])]);

        // Whoever grants holds no second key; whoever receives neither.
        let problem = confirm(&school.admin, &director).await.expect_problem(403, "forbidden");
        assert_eq!(problem["permission"], "role_grants.confirm");
        confirm(&person, &director).await.expect_problem(403, "forbidden");
        let confirmed = confirm(&school.principal, &director).await.expect(200);
        assert_eq!((&confirmed["pending"], &confirmed["confirmed_by"]["name"]), (&json!(false), &json!("董校长")));
        person.get("/repair-routes").await.expect(200);
        confirm(&school.principal, &confirmed).await.expect_problem(409, "already_confirmed");
        confirm(&school.principal, &director).await.expect_problem(412, "stale");
        assert_eq!(school.principal.rows("/role-grants?pending=true").await, Vec::<Value>::new());
        let trail = school.principal.column(&format!("/audit-events?subject_id={}", text(&director["id"])), "action").await;
        assert_eq!(trail, ["role_grant.confirmed", "role_grant.granted"]);
    }
}

on_both_engines! {
    /// SD17: nobody confirms for himself, nor what he granted himself, even after changing sides.
    async fn nobody_turns_the_second_key_for_himself_or_for_his_own_grant(engine) {
        let school = School::open(engine).await;
        let deputy = school.person("陈副校长", &["principal"]).await;
        let own = grant(&school, &deputy, json!({ "role": "auditor" })).await;
        confirm(&deputy, &own).await.expect_problem(403, "own_confirmation");

        let turncoat = school.person("刘管理", &["system_admin"]).await;
        let target = school.person("新主任", &[]).await;
        let made = turncoat.post(&format!("/people/{}/role-grants", target.person_id), json!({ "role": "logistics_director" })).await.expect(201);
        let held = school.admin.rows("/role-grants?limit=200").await;
        let admin_role = held.iter().find(|g| g["person"]["id"] == turncoat.person_id.as_str()).unwrap().clone();
        revoke(&school.admin, &admin_role).await.expect(200);
        let principal = grant(&school, &turncoat, json!({ "role": "principal" })).await;
        confirm(&school.principal, &principal).await.expect(200);
        assert_eq!(roles(&turncoat).await, ["principal"]);
        confirm(&turncoat, &made).await.expect_problem(403, "own_confirmation");
        assert_eq!(roles(&target).await, Vec::<String>::new());
        confirm(&deputy, &made).await.expect(200);
        assert_eq!(roles(&target).await, ["logistics_director"]);
    }
}

on_both_engines! {
    async fn an_administrator_decides_nothing_and_no_role_is_held_twice(engine) {
        let school = School::open(engine).await;
        let person = school.person("多面手", &["repair_worker"]).await;
        let before = Digest::of(&school.app.db).await;
        let post = |id: &str, role: &str| {
            let path = format!("/people/{id}/role-grants");
            let body = json!({ "role": role });
            let admin = school.admin.clone();
            async move { admin.post(&path, body).await }
        };
        for role in ["logistics_director", "principal", "head_custodian"] {
            post(&school.admin.person_id, role).await.expect_problem(409, "administrator_decides");
        }
        post(&school.principal.person_id, "system_admin").await.expect_problem(409, "administrator_decides");
        post(&person.person_id, "repair_worker").await.expect_problem(409, "role_held");
        let unknown = post(&person.person_id, "king").await.expect_problem(422, "validation_failed");
        assert_eq!(unknown["errors"][0]["pointer"], "/role");
        before.assert_unchanged(&school.app.db, "a grant that cannot be").await;
        // Ordinary roles an administrator may well hold; one person may hold many.
        post(&school.admin.person_id, "staff").await.expect(201);
        // A grant that waits counts as held: two keys for one grant are enough.
        post(&person.person_id, "auditor").await.expect(201);
        post(&person.person_id, "auditor").await.expect_problem(409, "role_held");
        let told = school.admin.rows("/roles").await;
        let needs: Vec<&str> = told.iter().filter(|r| r["needs_second_key"] == false).map(|r| text(&r["code"])).collect();
        assert_eq!((told.len(), needs), (17, vec!["staff", "class_teacher"]));
    }
}

on_both_engines! {
    async fn a_revoked_role_is_gone_with_the_next_request_and_can_be_given_anew(engine) {
        let school = School::open(engine).await;
        let person = school.person("王师傅", &[]).await;
        let pending = grant(&school, &person, json!({ "role": "repair_worker" })).await;
        revoke(&school.admin, &pending).await.expect(200);
        confirm(&school.principal, &pending).await.expect_problem(404, "not_found");
        let second = grant(&school, &person, json!({ "role": "repair_worker" })).await;
        let second = confirm(&school.principal, &second).await.expect(200);
        assert_eq!(roles(&person).await, ["repair_worker"]);
        revoke(&school.principal, &second).await.expect_problem(403, "forbidden");
        let revoked = revoke(&school.admin, &second).await.expect(200);
        assert_eq!(roles(&person).await, Vec::<String>::new());
        revoke(&school.admin, &revoked).await.expect_problem(404, "not_found");
        let shown = school.admin.get(&format!("/people/{}", person.person_id)).await.expect(200);
        assert_eq!(shown["roles"], json!([]));
        assert!(school.admin.rows("/role-grants?limit=200").await.iter().all(|g| g["person"]["id"] != person.person_id.as_str()));
    }
}

on_both_engines! {
    /// Tuesday 24 November, 10:00 in Shanghai. The last day counts whole, by the school's clock.
    async fn a_dated_role_holds_through_its_last_day_and_can_be_given_anew_afterwards(engine) {
        let school = School::open(engine).await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let person = school.person("代班师傅", &[]).await;
        let over = json!({ "role": "repair_worker", "valid_until": "2026-11-23" });
        let grants = format!("/people/{}/role-grants", person.person_id);
        let problem = school.admin.post(&grants, over).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/valid_until");
        let dated = json!({ "role": "repair_worker", "valid_until": "2026-11-25" });
        let made = grant(&school, &person, dated.clone()).await;
        assert_eq!(made["valid_until"], "2026-11-25");
        confirm(&school.principal, &made).await.expect(200);
        assert_eq!(director.column("/repair-workers", "name").await, ["代班师傅"]);

        school.app.advance(TimeDelta::hours(37) + TimeDelta::minutes(59));
        let person = school.app.sign_in("T002").await;
        assert_eq!(roles(&person).await, ["repair_worker"], "23:59 on the last day");
        school.app.advance(TimeDelta::minutes(2));
        person.post("/repair-cases", json!({})).await.expect_problem(403, "forbidden");
        assert_eq!(roles(&person).await, Vec::<String>::new(), "and not after midnight");

        let (admin, principal) = (school.app.sign_in("A001").await, school.app.sign_in("P001").await);
        let shown = admin.get(&format!("/people/{}", person.person_id)).await.expect(200);
        assert_eq!(shown["roles"], json!([]), "what has run out is no role");
        let again = json!({ "role": "repair_worker", "valid_until": "2026-12-31" });
        let again = admin.post(&format!("/people/{}/role-grants", person.person_id), again).await.expect(201);
        confirm(&principal, &again).await.expect(200);
        assert_eq!(roles(&person).await, ["repair_worker"]);
    }
}

on_both_engines! {
    async fn whose_dated_role_ran_out_is_assigned_nothing_and_is_no_administrator(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let worker = school.person("代班师傅", &[]).await;
        let stand_in = school.person("代班管理", &[]).await;
        for (to, role) in [(&worker, "repair_worker"), (&stand_in, "system_admin")] {
            let made = grant(&school, to, json!({ "role": role, "valid_until": "2026-11-24" })).await;
            confirm(&school.principal, &made).await.expect(200);
        }
        let case = director.post("/repair-cases", json!({ "location_id": room, "faults": [{ "category": "lock" }] })).await.expect(201)["items"][0].clone();
        school.app.advance(TimeDelta::days(1));
        let (admin, director) = (school.app.sign_in("A001").await, school.app.sign_in("T001").await);
        let assign = format!("/repair-cases/{}/assign", text(&case["id"]));
        let refused = director.seen(1).post(&assign, json!({ "worker_id": worker.person_id })).await.expect_problem(422, "validation_failed");
        assert_eq!(refused["errors"][0]["code"], "not_a_repairer");
        let seen = admin.get(&format!("/people/{}", admin.person_id)).await.expect(200);
        let leave = format!("/people/{}/disable", admin.person_id);
        admin.seen(seen["version"].as_i64().unwrap()).post(&leave, json!({})).await.expect_problem(409, "last_administrator");
    }
}

on_both_engines! {
    async fn a_role_limited_to_places_reaches_what_is_below_them_and_no_more(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let (first, second) = (text(&rooms["101"]["id"]), text(&rooms["201"]["id"]));
        let floor = text(&rooms["101"]["parent_id"]);
        let teacher = school.person("李老师", &["staff"]).await;
        let worker = school.person("一楼师傅", &[]).await;
        let made = grant(&school, &worker, json!({ "role": "repair_worker", "places": [floor] })).await;
        assert_eq!(made["places"][0]["path"], "致远楼 / 1层");
        confirm(&school.principal, &made).await.expect(200);
        let report = |room: &str| teacher.post("/repair-cases", json!({ "location_id": room, "faults": [{ "category": "lock" }] }));
        let here = report(first).await.expect(201)["items"][0].clone();
        let there = report(second).await.expect(201)["items"][0].clone();
        assert_eq!(worker.column("/repair-cases", "id").await, [text(&here["id"])]);
        let take = |case: &Value| format!("/repair-cases/{}/take", text(&case["id"]));
        worker.seen(1).post(&take(&there), json!({})).await.expect_problem(404, "not_found");
        worker.seen(1).post(&take(&here), json!({})).await.expect(200);
        let shown = school.admin.get(&format!("/people/{}", worker.person_id)).await.expect(200);
        assert_eq!((&shown["roles"][0]["code"], &shown["roles"][0]["scope_title"]), (&json!("repair_worker"), &json!("致远楼 / 1层")));

        let before = Digest::of(&school.app.db).await;
        let path = format!("/people/{}/role-grants", teacher.person_id);
        for (places, pointer, code) in [
            (json!([floor, floor]), "/places/1", "duplicate"),
            (json!([floor, test_support::TestApp::unknown_id()]), "/places/1", "reference_not_found"),
        ] {
            let problem = school.admin.post(&path, json!({ "role": "auditor", "places": places })).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!(pointer), &json!(code)));
        }
        before.assert_unchanged(&school.app.db, "a place that cannot be").await;
    }
}
