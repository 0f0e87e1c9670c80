//! Whoever leaves loses access at once, is shown what he holds before, and gets nothing back by coming back.

use serde_json::{Value, json};
use test_support::{Client, Digest, PASSWORD, School, text};

use crate::on_both_engines;

async fn version(by: &Client, person: &str) -> i64 {
    by.get(&format!("/people/{person}")).await.expect(200)["version"].as_i64().unwrap()
}

pub async fn leave(by: &Client, person: &str, body: Value) -> test_support::Response {
    by.seen(version(by, person).await).post(&format!("/people/{person}/disable"), body).await
}

async fn come_back(by: &Client, person: &str) -> test_support::Response {
    by.seen(version(by, person).await).post(&format!("/people/{person}/enable"), json!({})).await
}

on_both_engines! {
    async fn before_somebody_leaves_all_that_he_holds_is_shown(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let room = text(&rooms["101"]["id"]);
        let director = school.person("周主任", &["logistics_director"]).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let leaver = school.person("王师傅", &["repair_worker", "staff"]).await;
        let path = format!("/people/{}/holdings", leaver.person_id);
        let held = |answer: Value| -> Vec<(String, u64)> {
            answer["items"].as_array().unwrap().iter().map(|i| (text(&i["kind"]).to_owned(), i["count"].as_u64().unwrap())).collect()
        };
        assert_eq!(held(director.get(&path).await.expect(200)), [("role_grants".to_owned(), 2)]);

        let card = json!({ "name": "投影仪", "category_code": "A02020200", "location_id": room, "custodian_id": leaver.person_id });
        custodian.post("/assets", card).await.expect(201);
        school.admin.seen(1).patch(&format!("/locations/{room}"), json!({ "responsible_person_id": leaver.person_id })).await.expect(200);
        school.admin.post("/classes", json!({ "grade": 3, "number": 2, "class_teacher_id": leaver.person_id })).await.expect(201);
        school.admin.post("/repair-routes", json!({ "category": "lock", "worker_id": leaver.person_id })).await.expect(201);
        let report = json!({ "location_id": room, "faults": [{ "category": "lock" }] });
        director.post("/repair-cases", report.clone()).await.expect(201);
        leaver.post("/repair-cases", json!({ "location_id": room, "faults": [{ "category": "other" }] })).await.expect(201);
        let away = json!({ "to_id": leaver.person_id, "roles": ["head_custodian"], "starts_on": "2026-11-24", "ends_on": "2026-11-30", "reason": "病假" });
        custodian.post("/me/delegations", away).await.expect(201);
        let shown = director.get(&path).await.expect(200);
        assert_eq!((&shown["person"]["name"], &shown["items"][4]["first"][0]["title"]), (&json!("王师傅"), &json!("致远楼 / 1层 / 101")));
        let expected = [
            ("assets", 1), ("repair_cases_assigned", 1), ("repair_cases_reported", 1), ("repair_routes", 1), ("rooms", 1), ("classes", 1),
            ("role_grants", 3), ("delegations", 1),
        ];
        assert_eq!(held(shown), expected.map(|(kind, count)| (kind.to_owned(), count)));
        leaver.get(&path).await.expect(200);
        school.person("别人", &["staff"]).await.get(&path).await.expect_problem(403, "forbidden");
    }
}

on_both_engines! {
    async fn leaving_ends_sessions_slips_roles_and_delegations_with_its_answer(engine) {
        let school = School::open(engine).await;
        let leaver = school.person("周主任", &["logistics_director"]).await;
        let deputy = school.person("陈副主任", &["staff"]).await;
        let waiting = school.admin.post(&format!("/people/{}/role-grants", leaver.person_id), json!({ "role": "auditor" })).await.expect(201);
        let away = json!({ "to_id": deputy.person_id, "roles": ["logistics_director"], "starts_on": "2026-11-24", "ends_on": "2026-11-30", "reason": "出差" });
        leaver.post("/me/delegations", away).await.expect(201);
        deputy.get("/repair-routes").await.expect(200);

        let before = Digest::of(&school.app.db).await;
        let later = leave(&school.admin, &leaver.person_id, json!({ "left_on": "2026-11-25" })).await.expect_problem(422, "validation_failed");
        assert_eq!((&later["errors"][0]["pointer"], &later["errors"][0]["code"]), (&json!("/left_on"), &json!("in_the_future")));
        before.assert_unchanged(&school.app.db, "a day of leaving to come").await;
        let left = leave(&school.admin, &leaver.person_id, json!({ "left_on": "2026-11-20" })).await.expect(200);
        assert_eq!((&left["active"], &left["left_on"], &left["roles"]), (&json!(false), &json!("2026-11-20"), &json!([])));
        leaver.get("/me").await.expect_problem(401, "unauthenticated");
        leaver.post("/repair-cases", json!({})).await.expect_problem(401, "unauthenticated");
        deputy.get("/repair-routes").await.expect_problem(403, "forbidden");
        let all = deputy.rows("/delegations?past=true").await;
        assert_eq!((&all[0]["state"], &all[0]["may_end"]), (&json!("over"), &json!(false)));
        school.principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&waiting["id"])), json!({})).await.expect_problem(404, "not_found");
        leave(&school.admin, &leaver.person_id, json!({})).await.expect_problem(409, "person_inactive");

        // Back: a name, and nothing else until somebody gives it anew.
        come_back(&school.admin, &leaver.person_id).await.expect(200);
        let credentials = json!({ "login": "T001", "password": PASSWORD });
        school.app.nobody().post("/session", credentials).await.expect_problem(401, "invalid_credentials");
        school.admin.post(&format!("/people/{}/account", leaver.person_id), json!({ "password": PASSWORD })).await.expect(200);
        let back = school.app.sign_in("T001").await;
        let me = back.get("/me").await.expect(200);
        assert_eq!((&me["roles"], &me["permissions"]), (&json!([]), &json!([])));
        deputy.get("/repair-routes").await.expect_problem(403, "forbidden");
        let shown = school.admin.get(&format!("/people/{}", leaver.person_id)).await.expect(200);
        assert_eq!((&shown["left_on"], &shown["roles"]), (&Value::Null, &json!([])));
    }
}

on_both_engines! {
    /// B15: whoever may not end somebody may not bring him back either.
    async fn b15_nobody_brings_a_leaver_back_without_the_right_to_end_him(engine) {
        let school = School::open(engine).await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let leaver = school.person("李老师", &["staff"]).await;
        leave(&school.admin, &leaver.person_id, json!({})).await.expect(200);
        let seen = version(&school.admin, &leaver.person_id).await;
        let before = Digest::of(&school.app.db).await;
        let path = format!("/people/{}", leaver.person_id);
        for person in [&director, &school.principal] {
            let problem = person.seen(seen).post(&format!("{path}/enable"), json!({})).await.expect_problem(403, "forbidden");
            assert_eq!(problem["permission"], "accounts.manage");
            person.seen(seen).patch(&path, json!({ "active": true })).await.expect_problem(403, "forbidden");
        }
        leaver.seen(seen).post(&format!("{path}/enable"), json!({})).await.expect_problem(401, "unauthenticated");
        before.assert_unchanged(&school.app.db, "bringing somebody back without the right").await;
    }
}

on_both_engines! {
    /// A18: a person without a confirmed grant is nobody yet.
    async fn a18_who_is_entered_but_not_confirmed_does_nothing(engine) {
        let school = School::open(engine).await;
        let invited = school.person("新主任", &[]).await;
        let path = format!("/people/{}/role-grants", invited.person_id);
        for role in ["logistics_director", "auditor"] {
            school.admin.post(&path, json!({ "role": role })).await.expect(201);
        }
        let before = Digest::of(&school.app.db).await;
        for read in ["/repair-cases", "/people", "/audit-events", "/assets"] {
            invited.get(read).await.expect_problem(403, "forbidden");
        }
        for write in ["/repair-cases", "/locations", "/role-grant-confirmations"] {
            invited.post(write, json!({})).await.expect_problem(403, "forbidden");
        }
        before.assert_unchanged(&school.app.db, "somebody who is not confirmed").await;
    }
}
