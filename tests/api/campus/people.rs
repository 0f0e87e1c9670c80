//! `/people`: who is there, who left, who came back.

use serde_json::{Value, json};
use test_support::{Client, Digest, School, text};

use crate::on_both_engines;

async fn person(school: &School, id: &str) -> Value {
    school.admin.get(&format!("/people/{id}")).await.expect(200)
}

/// A step on a person from the present version.
async fn step(school: &School, id: &str, act: &str) -> test_support::Response {
    let seen = person(school, id).await["version"].as_i64().unwrap();
    school.admin.seen(seen).post(&format!("/people/{id}/{act}"), json!({})).await
}

on_both_engines! {
    async fn a_person_is_added_changed_and_found(engine) {
        let school = School::open(engine).await;
        let body = json!({ "name": " 王　师傅 ", "staff_no": "T0123", "phone": "13800000000", "department": "总务处" });
        let added = school.admin.post("/people", body).await.expect(201);
        assert_eq!((&added["name"], &added["staff_no"], &added["department"]), (&json!("王 师傅"), &json!("T0123"), &json!("总务处")));
        assert_eq!((&added["active"], &added["has_account"], &added["roles"]), (&json!(true), &json!(false), &json!([])));
        let path = format!("/people/{}", text(&added["id"]));
        assert_eq!(person(&school, text(&added["id"])).await, added);

        let changed = school.admin.seen(1).patch(&path, json!({ "name": "王大力", "phone": null })).await.expect(200);
        assert_eq!((&changed["name"], &changed["staff_no"], &changed["version"]), (&json!("王大力"), &json!("T0123"), &json!(2)));
        assert!(changed.get("phone").is_none_or(Value::is_null), "{changed:#}");
        assert_eq!(changed["department"], "总务处", "what was left out stays");
        let departments = school.admin.rows("/departments").await;
        assert_eq!(departments.iter().map(|d| text(&d["name"])).collect::<Vec<_>>(), ["总务处"]);
        let moved = school.admin.seen(2).patch(&path, json!({ "department": " 总 务 处 " })).await.expect(200);
        assert_eq!(moved["department"], "总务处", "spaces make no other department");
        assert_eq!(school.admin.seen(3).patch(&path, json!({ "department": null, "staff_no": null })).await.expect(200)["department"], Value::Null);

        for (query, expected) in [("q=王", 1), ("q=王大", 1), ("q=大力", 0), ("q=T0123", 0), ("q=A001", 1), ("q=%25", 0), ("active=false", 0), ("active=true", 3)] {
            assert_eq!(school.admin.rows(&format!("/people?{query}")).await.len(), expected, "{query}");
        }
        // The phone number is for those who manage people, and never in the audit trail.
        school.admin.seen(4).patch(&path, json!({ "phone": "13800000001" })).await.expect(200);
        assert_eq!(person(&school, text(&added["id"])).await["phone"], "13800000001");
        assert_eq!(school.principal.get(&path).await.expect(200).get("phone"), None);
        let trail = school.principal.get(&format!("/audit-events?subject_id={}", text(&added["id"]))).await.expect(200);
        let acts: Vec<&str> = trail["items"].as_array().unwrap().iter().map(|e| text(&e["action"])).collect();
        assert_eq!(acts, ["person.changed", "person.changed", "person.changed", "person.changed", "person.added"]);
        assert!(!trail.to_string().contains("1380000"), "{trail}");
    }
}

on_both_engines! {
    async fn one_staff_number_is_one_person_and_one_name_may_be_two(engine) {
        let school = School::open(engine).await;
        let add = |name: &str, staff_no: Option<&str>| school.admin.post("/people", json!({ "name": name, "staff_no": staff_no }));
        let first = add("王老师", Some("W1")).await.expect(201);
        let second = add("王老师", Some("W2")).await.expect(201);
        add("王老师", None).await.expect(201);
        let before = Digest::of(&school.app.db).await;
        let taken = add("李老师", Some("W1")).await.expect_problem(409, "staff_no_taken");
        assert_eq!(taken["errors"][0]["pointer"], "/staff_no");
        add("李老师", Some(" Ｗ１ ")).await.expect_problem(409, "staff_no_taken");
        let path = format!("/people/{}", text(&second["id"]));
        school.admin.seen(1).patch(&path, json!({ "staff_no": "W1" })).await.expect_problem(409, "staff_no_taken");
        for bad in [json!({ "name": "" }), json!({ "name": "  " }), json!({ "name": "王\n师傅" }), json!({ "name": "王", "staff_no": "" })] {
            school.admin.post("/people", bad).await.expect_problem(422, "validation_failed");
        }
        before.assert_unchanged(&school.app.db, "a double").await;
        // A leaver's number stays his: his acts stand under it.
        step(&school, text(&first["id"]), "disable").await.expect(200);
        add("李老师", Some("W1")).await.expect_problem(409, "staff_no_taken");
        assert_eq!(school.admin.column("/people?q=王老师", "name").await.len(), 3);
    }
}

on_both_engines! {
    async fn a_leaver_loses_access_at_once_takes_on_nothing_and_what_he_did_stays(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let (leaver, director) = (school.person("王师傅", &["repair_worker"]).await, school.person("周主任", &["logistics_director"]).await);
        let report = json!({ "location_id": room, "faults": [{ "category": "lock" }] });
        let case = leaver.post("/repair-cases", report.clone()).await.expect(201)["items"][0].clone();
        // Fills the cache of rights, which must not let him in for even a moment.
        leaver.get("/me").await.expect(200);
        let gone = step(&school, &leaver.person_id, "disable").await.expect(200);
        assert_eq!(gone["active"], false);
        leaver.get("/me").await.expect_problem(401, "unauthenticated");
        leaver.post("/repair-cases", report).await.expect_problem(401, "unauthenticated");
        let again = json!({ "login": "T001", "password": test_support::PASSWORD });
        school.app.nobody().post("/session", again.clone()).await.expect_problem(401, "invalid_credentials");

        let before = Digest::of(&school.app.db).await;
        let path = format!("/people/{}", leaver.person_id);
        school.admin.post(&format!("{path}/role-grants"), json!({ "role": "staff" })).await.expect_problem(409, "person_inactive");
        school.admin.post(&format!("{path}/account"), json!({ "password": "another-bridge-7" })).await.expect_problem(409, "person_inactive");
        let place = format!("/locations/{room}");
        school.admin.seen(1).patch(&place, json!({ "responsible_person_id": leaver.person_id })).await.expect_problem(422, "validation_failed");
        let assign = format!("/repair-cases/{}/assign", text(&case["id"]));
        director.seen(1).post(&assign, json!({ "worker_id": leaver.person_id })).await.expect_problem(422, "validation_failed");
        before.assert_unchanged(&school.app.db, "a leaver").await;
        assert_eq!(director.rows("/repair-workers").await, Vec::<Value>::new(), "nobody offers him");
        let stays = director.get(&format!("/repair-cases/{}", text(&case["id"]))).await.expect(200);
        assert_eq!(stays["reporter"]["name"], "王师傅");
        assert_eq!(school.admin.column("/people?active=false", "name").await, ["王师傅"]);

        // Back, with a password of his own and the role given anew, he is as before.
        step(&school, &leaver.person_id, "enable").await.expect(200);
        leaver.get("/me").await.expect_problem(401, "unauthenticated");
        school.admin.post(&format!("{path}/account"), json!({ "password": test_support::PASSWORD })).await.expect(200);
        let back = school.app.sign_in("T001").await;
        assert_eq!(back.get("/me").await.expect(200)["roles"], json!([]));
        let given = school.admin.post(&format!("{path}/role-grants"), json!({ "role": "repair_worker" })).await.expect(201);
        school.principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&given["id"])), json!({})).await.expect(200);
        assert_eq!(director.column("/repair-workers", "name").await, ["王师傅"]);
    }
}

on_both_engines! {
    async fn the_last_administrator_can_neither_leave_nor_lose_the_role(engine) {
        let school = School::open(engine).await;
        let me = person(&school, &school.admin.person_id).await;
        let role = text(&me["roles"][0]["grant_id"]).to_owned();
        let other = school.person("刘管理", &[]).await;
        let pending = school.admin.post(&format!("/people/{}/role-grants", other.person_id), json!({ "role": "system_admin" })).await.expect(201);
        // Somebody whose grant nobody has confirmed yet is no administrator.
        step(&school, &school.admin.person_id, "disable").await.expect_problem(409, "last_administrator");
        school.admin.seen(1).post(&format!("/role-grants/{role}/revoke"), json!({})).await.expect_problem(409, "last_administrator");
        school.principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&pending["id"])), json!({})).await.expect(200);
        school.admin.seen(1).post(&format!("/role-grants/{role}/revoke"), json!({})).await.expect(200);
        school.admin.get("/role-grants").await.expect_problem(403, "forbidden");
        let seen = other.get(&format!("/people/{}", other.person_id)).await.expect(200)["version"].as_i64().unwrap();
        let path = format!("/people/{}/disable", other.person_id);
        other.seen(seen).post(&path, json!({})).await.expect_problem(409, "last_administrator");
        other.get("/me").await.expect(200);
    }
}

/// Names as the list tells them.
async fn names(client: &Client, query: &str) -> Vec<String> {
    client.column(&format!("/people?{query}"), "name").await
}

on_both_engines! {
    async fn people_are_listed_by_name_page_by_page(engine) {
        let school = School::open(engine).await;
        for n in 0..7 {
            school.admin.post("/people", json!({ "name": format!("陈老师{}", n % 3) })).await.expect(201);
        }
        let whole = names(&school.admin, "limit=200").await;
        assert_eq!(whole.len(), 9);
        for limit in [1, 2, 4] {
            let paged = school.admin.pages("/people", limit).await;
            assert_eq!(paged.iter().map(|p| text(&p["name"]).to_owned()).collect::<Vec<_>>(), whole, "{limit}");
        }
        assert_eq!(names(&school.admin, "q=陈老师1").await, ["陈老师1", "陈老师1"]);
    }
}
