//! A district above schools: schools are added, and its readers look in.

use serde_json::{Value, json};
use test_support::{Client, Digest, PASSWORD, School, TestApp, text};

use crate::on_both_engines;

fn school(name: &str, administrator: &str, principal: &str) -> Value {
    let founder = |name: &str, no: &str| json!({ "name": name, "staff_no": no, "password": PASSWORD });
    json!({ "school": { "name": name }, "administrator": founder("管理员", administrator), "second_key_holder": founder("校长", principal) })
}

async fn enter(reader: &Client, school: &Value) -> Value {
    reader.post("/session/school", json!({ "school_id": school })).await.expect(200)
}

on_both_engines! {
    async fn a_district_is_set_up_and_adds_its_schools(engine) {
        let app = TestApp::start(engine).await;
        let token = app.running.as_ref().unwrap().setup_token.clone().unwrap();
        let mut body = school("东城学区", "D001", "D002");
        body["token"] = json!(token);
        body["school"]["kind"] = json!("district");
        app.nobody().post("/setup", body).await.expect(201);
        assert_eq!(app.nobody().get("/setup").await.expect(200)["needed"], false, "a district is set up as well");
        let admin = app.sign_in("D001").await;
        assert_eq!(admin.get("/me").await.expect(200)["school"]["kind"], "district");
        let principal = app.sign_in("D002").await;
        let before = Digest::of(&app.db).await;
        let mut weak = school("一小", "A001", "P001");
        weak["administrator"]["password"] = json!("88888888");
        let answer = admin.post("/schools", weak).await.expect_problem(422, "validation_failed");
        assert_eq!(answer["errors"][0]["pointer"], "/administrator/password");
        principal.post("/schools", school("一小", "A001", "P001")).await.expect_problem(403, "forbidden");
        before.assert_unchanged(&app.db, "schools that were refused").await;

        let keyed = admin.with("idempotency-key", "school-1");
        let first = keyed.post("/schools", school("一小", "A001", "P001")).await.expect(201);
        assert_eq!(keyed.post("/schools", school("一小", "A001", "P001")).await.expect(201)["id"], first["id"], "sent twice, made once");
        admin.post("/schools", school("一小", "A009", "P009")).await.expect_problem(409, "school_exists");
        admin.post("/schools", school("二小", "A001", "P001")).await.expect(201);
        let one = app.sign_in("A001").await;
        assert_eq!(one.get("/me").await.expect(200)["school"]["name"], "一小");
        // The number is taken in the district, so the second school's name stands behind it.
        let two = app.sign_in("A001@二小").await;
        let me = two.get("/me").await.expect(200);
        assert_eq!((&me["school"]["name"], &me["sign_in_name"]), (&json!("二小"), &json!("A001@二小")));
        two.post("/schools", school("三小", "A003", "P003")).await.expect_problem(409, "not_a_district");

        for name in ["甲老师", "乙老师"] {
            one.post("/people", json!({ "name": name })).await.expect(201);
        }
        let list = admin.get("/schools").await.expect(200);
        assert_eq!(list["items"].as_array().unwrap().iter().map(|s| text(&s["name"])).collect::<Vec<_>>(), ["一小", "二小"]);
        let people = json!([{ "kind": "people", "count": 4 }, { "kind": "assets", "count": 0 }, { "kind": "repair_cases", "count": 0 }]);
        assert_eq!(list["items"][0]["figures"], people);
        assert_eq!(one.get("/schools").await.expect(200)["items"], json!([]), "a school has none below it");
        let acts = admin.column("/audit-events?limit=2", "action").await;
        assert_eq!(acts, ["school.added", "school.added"]);
        assert!(one.column("/audit-events?limit=50", "action").await.contains(&"school.created".to_owned()), "in its own trail");
    }
}

on_both_engines! {
    /// Reads like the school's own auditor, writes nothing, is none of the staff, and goes with the grant.
    async fn a_districts_reader_looks_in_and_the_school_sees_who(engine) {
        let home = School::open(engine).await;
        let room = home.a_room().await;
        let custodian = home.person("吴保管", &["head_custodian"]).await;
        let card = custodian.post("/assets", json!({ "name": "投影仪", "category_code": "A02020200" })).await.expect(201);
        let district = home.app.district("东城学区").await;
        let here = home.admin.get("/me").await.expect(200)["school"]["id"].clone();
        let reader = &district.reader;
        let me = reader.get("/me").await.expect(200);
        let schools: Vec<_> = me["schools"].as_array().unwrap().iter().map(|s| (text(&s["name"]), s["visiting"] == true)).collect();
        assert_eq!(schools, [("东城学区", false), ("青禾小学", true)]);
        reader.get(&format!("/assets/{}", text(&card["id"]))).await.expect_problem(404, "not_found");

        let me = enter(reader, &here).await;
        assert_eq!((&me["school"]["name"], &me["roles"][0]["code"]), (&json!("青禾小学"), &json!("district_reader")));
        assert_eq!(reader.get(&format!("/assets/{}", text(&card["id"]))).await.expect(200)["name"], "投影仪");
        let before = Digest::of(&home.app.db).await;
        let path = format!("/assets/{}", text(&card["id"]));
        reader.seen(1).patch(&path, json!({ "name": "x" })).await.expect_problem(403, "forbidden");
        reader.post("/assets", json!({ "name": "x", "category_code": "A02020200" })).await.expect_problem(403, "forbidden");
        let fault = json!({ "location_id": room, "faults": [{ "category": "lock" }] });
        reader.post("/repair-cases", fault).await.expect_problem(403, "forbidden");
        reader.post("/people", json!({ "name": "x" })).await.expect_problem(403, "forbidden");
        before.assert_unchanged(&home.app.db, "what a reader may not do").await;
        let export = reader.post("/asset-exports", json!({ "format": "csv" })).await.expect(201);
        assert_eq!(export["rows"], 1);

        let people = home.admin.column("/people?limit=50", "name").await;
        assert!(!people.contains(&"区审计".to_owned()), "none of the staff");
        let seen = home.principal.rows("/audit-events?limit=10").await;
        let entered = seen.iter().find(|event| event["action"] == "school.entered").expect("the school sees it");
        assert_eq!(entered["actor_name"], "区审计");
        // Twice is the same person.
        enter(reader, &me["schools"][0]["id"]).await;
        assert_eq!(enter(reader, &here).await["person"], me["person"]);

        let grants = district.admin.rows("/role-grants?limit=50").await;
        let grant = grants.iter().find(|grant| grant["role"]["code"] == "district_reader").unwrap();
        let path = format!("/role-grants/{}/revoke", text(&grant["id"]));
        district.admin.seen(grant["version"].as_i64().unwrap()).post(&path, json!({})).await.expect(200);
        reader.get("/assets").await.expect_problem(401, "unauthenticated");
        let again = home.app.sign_in("D003").await;
        again.post("/session/school", json!({ "school_id": here })).await.expect_problem(422, "validation_failed");
    }
}

on_both_engines! {
    async fn the_districts_role_is_given_in_a_district_only(engine) {
        let home = School::open(engine).await;
        let teacher = home.person("李老师", &["staff"]).await;
        let path = format!("/people/{}/role-grants", teacher.person_id);
        let before = Digest::of(&home.app.db).await;
        home.admin.post(&path, json!({ "role": "district_reader" })).await.expect_problem(422, "validation_failed");
        before.assert_unchanged(&home.app.db, "a role of districts").await;
        assert!(!home.admin.column("/roles", "code").await.contains(&"district_reader".to_owned()));
        let district = home.app.district("东城学区").await;
        assert!(district.admin.column("/roles", "code").await.contains(&"district_reader".to_owned()));
        // Nor does the district's administrator administer its schools.
        let here = home.admin.get("/me").await.expect(200)["school"]["id"].clone();
        district.admin.post("/session/school", json!({ "school_id": here })).await.expect_problem(422, "validation_failed");
    }
}
