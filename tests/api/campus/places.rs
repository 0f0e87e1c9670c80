//! `/locations`: the tree, the generator, names and who is responsible.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use test_support::{Digest, Response, School, text};

use crate::on_both_engines;

async fn add(school: &School, kind: &str, parent: Option<&str>, name: &str) -> Response {
    school.admin.post("/locations", json!({ "kind": kind, "name": name, "parent_id": parent })).await
}

on_both_engines! {
    /// "致远楼, 4 floors, 6 rooms each."
    async fn a_building_is_made_with_its_floors_rooms_and_a_sign_for_each_door(engine) {
        let school = School::open(engine).await;
        let before = Digest::of(&school.app.db).await;
        let body = |dry_run: bool| json!({ "building": "致远楼", "floors": 4, "rooms_per_floor": 6, "dry_run": dry_run });
        let planned = school.admin.post("/locations/generate", body(true)).await.expect(200);
        before.assert_unchanged(&school.app.db, "a dry run").await;
        assert_eq!(planned["building"], Value::Null);
        let made = school.admin.post("/locations/generate", body(false)).await.expect(201);
        assert_eq!((made["rooms"].as_array().unwrap().len(), &made["rooms"]), (24, &planned["rooms"]));
        let rooms = school.admin.rows("/locations?kind=room&limit=200").await;
        let paths: Vec<&str> = rooms.iter().map(|r| text(&r["path"])).collect();
        assert_eq!((paths.len(), paths[0], paths[6], paths[23]), (24, "致远楼 / 1层 / 101", "致远楼 / 2层 / 201", "致远楼 / 4层 / 406"));
        let codes: BTreeSet<&str> = rooms.iter().map(|r| text(&r["sign_code"])).collect();
        assert!(codes.len() == 24 && codes.iter().all(|c| c.len() == 10), "{codes:?}");

        let after = Digest::of(&school.app.db).await;
        let twice = school.admin.post("/locations/generate", body(false)).await.expect_problem(409, "place_exists");
        assert_eq!(twice["detail"], "这里已经有“致远楼”了。");
        let huge = json!({ "building": "大楼", "floors": 40, "rooms_per_floor": 16 });
        school.admin.post("/locations/generate", huge).await.expect_problem(422, "validation_failed");
        after.assert_unchanged(&school.app.db, "a building that is there or too large").await;

        let campus = add(&school, "campus", None, "东校区").await.expect(201);
        let annex = json!({ "building": "致远楼", "campus_id": campus["id"], "floors": 1, "rooms_per_floor": 2, "first_floor": 3, "prefix": "A" });
        let annex = school.admin.post("/locations/generate", annex).await.expect(201);
        assert_eq!((&annex["rooms"], &annex["building"]["path"]), (&json!(["A301", "A302"]), &json!("东校区 / 致远楼")));
        let not_a_campus = json!({ "building": "楼中楼", "campus_id": made["building"]["id"], "floors": 1, "rooms_per_floor": 1 });
        school.admin.post("/locations/generate", not_a_campus).await.expect_problem(422, "validation_failed");
    }
}

on_both_engines! {
    async fn each_kind_of_place_stands_only_where_it_can(engine) {
        let school = School::open(engine).await;
        let mut ids = Vec::new();
        let mut parent: Option<String> = None;
        for kind in ["campus", "building", "floor", "room"] {
            let made = add(&school, kind, parent.as_deref(), kind).await.expect(201);
            parent = Some(text(&made["id"]).to_owned());
            ids.push((kind, parent.clone()));
        }
        let zone = add(&school, "zone", None, "操场").await.expect(201);
        ids.push(("zone", Some(text(&zone["id"]).to_owned())));
        ids.push(("nothing", None));
        let may = |kind: &str, below: &str| match kind {
            "campus" => below == "nothing",
            "building" => ["nothing", "campus"].contains(&below),
            "floor" => below == "building",
            "room" => ["nothing", "campus", "building", "floor"].contains(&below),
            _ => below != "room",
        };
        let mut made = 5;
        for kind in ["campus", "building", "floor", "room", "zone"] {
            for (below, parent) in &ids {
                let answer = add(&school, kind, parent.as_deref(), &format!("{kind} in {below}")).await;
                if may(kind, below) {
                    answer.expect(201);
                    made += 1;
                } else {
                    assert_eq!(answer.expect_problem(422, "validation_failed")["errors"][0]["code"], "place_kind", "{kind} in {below}");
                }
            }
        }
        let tree = school.admin.rows("/locations/tree").await;
        assert_eq!(tree.len(), made);
        for node in &tree {
            let parent = tree.iter().find(|n| n["id"] == node["parent_id"]);
            let path = parent.map_or_else(|| text(&node["name"]).to_owned(), |p| format!("{} / {}", text(&p["path"]), text(&node["name"])));
            assert_eq!(node["path"], path, "a path is the parent's path and the name");
        }
        let unknown = json!({ "kind": "room", "name": "x", "parent_id": test_support::TestApp::unknown_id() });
        let problem = school.admin.post("/locations", unknown).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/parent_id");
    }
}

on_both_engines! {
    async fn a_name_is_there_once_and_may_be_elsewhere_again(engine) {
        let school = School::open(engine).await;
        let one = add(&school, "building", None, "致远楼").await.expect(201);
        let other = add(&school, "building", None, "求是楼").await.expect(201);
        add(&school, "room", Some(text(&one["id"])), "门厅").await.expect(201);
        let room = add(&school, "room", Some(text(&other["id"])), "门厅").await.expect(201);
        let before = Digest::of(&school.app.db).await;
        for same in ["门厅", " 门 厅 ", "门\u{3000}厅"] {
            let taken = add(&school, "room", Some(text(&one["id"])), same).await.expect_problem(409, "place_exists");
            assert_eq!(taken["errors"][0]["pointer"], "/name");
        }
        let path = format!("/locations/{}", text(&other["id"]));
        school.admin.seen(1).patch(&path, json!({ "name": "致远楼" })).await.expect_problem(409, "place_exists");
        before.assert_unchanged(&school.app.db, "a name that is there").await;
        school.admin.seen(1).patch(&format!("/locations/{}", text(&room["id"])), json!({ "name": "前厅" })).await.expect(200);
        assert_eq!(school.admin.column(&format!("/locations?parent_id={}", text(&other["id"])), "name").await, ["前厅"]);
    }
}

on_both_engines! {
    async fn a_new_name_shows_everywhere_below_and_on_what_lies_there_and_leaves_the_signs(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let room = rooms["203"].clone();
        let (custodian, teacher) = (school.person("吴保管", &["head_custodian"]).await, school.person("李老师", &["staff"]).await);
        let card = json!({ "name": "投影仪", "category_code": "A02020200", "location_id": room["id"] });
        let card = custodian.post("/assets", card).await.expect(201);
        let case = teacher.post("/repair-cases", json!({ "location_id": room["id"], "faults": [{ "category": "lock" }] })).await.expect(201)["items"][0].clone();
        let building = school.admin.rows("/locations?kind=building").await[0].clone();
        let path = format!("/locations/{}", text(&building["id"]));
        let renamed = school.admin.seen(1).patch(&path, json!({ "name": "明德楼" })).await.expect(200);
        assert_eq!((&renamed["path"], &renamed["version"]), (&json!("明德楼"), &json!(2)));

        let now = school.admin.get(&format!("/locations/{}", text(&room["id"]))).await.expect(200);
        assert_eq!((&now["path"], &now["name"], &now["sign_code"]), (&json!("明德楼 / 2层 / 203"), &json!("203"), &room["sign_code"]));
        assert!(school.admin.rows("/locations/tree").await.iter().all(|n| text(&n["path"]).starts_with("明德楼")));
        assert_eq!(custodian.get(&format!("/assets/{}", text(&card["id"]))).await.expect(200)["location"]["path"], "明德楼 / 2层 / 203");
        assert_eq!(teacher.get(&format!("/repair-cases/{}", text(&case["id"]))).await.expect(200)["location"]["path"], "明德楼 / 2层 / 203");
        let page = school.app.nobody().get(&format!("/signs/{}", text(&room["sign_code"]))).await.expect(200);
        assert_eq!(page["room"]["path"], "明德楼 / 2层 / 203");
        // The old name is free again; a room renamed meanwhile carries a new version.
        add(&school, "building", None, "致远楼").await.expect(201);
        school.admin.seen(room["version"].as_i64().unwrap()).patch(&format!("/locations/{}", text(&room["id"])), json!({ "name": "204甲" })).await.expect_problem(412, "stale");
    }
}

on_both_engines! {
    async fn a_yards_new_name_reaches_the_corners_of_its_corners(engine) {
        let school = School::open(engine).await;
        let mut parent: Option<String> = None;
        for name in ["操场", "东角", "沙坑", "沙坑边"] {
            let made = add(&school, "zone", parent.as_deref(), name).await.expect(201);
            parent = Some(text(&made["id"]).to_owned());
        }
        let yard = school.admin.rows("/locations?kind=zone").await[0].clone();
        let path = format!("/locations/{}", text(&yard["id"]));
        school.admin.seen(1).patch(&path, json!({ "name": "大操场" })).await.expect(200);
        let paths = school.admin.column("/locations?kind=zone", "path").await;
        assert_eq!(paths, ["大操场", "大操场 / 东角", "大操场 / 东角 / 沙坑", "大操场 / 东角 / 沙坑 / 沙坑边"]);
        assert_eq!(school.admin.rows(&format!("/location-signs?under={}", text(&yard["id"]))).await.len(), 4);
    }
}

on_both_engines! {
    async fn who_is_responsible_sees_the_rooms_cases_and_no_longer_afterwards(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let (own, other) = (text(&rooms["101"]["id"]), text(&rooms["102"]["id"]));
        let head = school.person("张班主任", &["class_teacher"]).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let report = |room: &str| teacher.post("/repair-cases", json!({ "location_id": room, "faults": [{ "category": "furniture" }] }));
        let case = report(own).await.expect(201)["items"][0].clone();
        report(other).await.expect(201);
        assert_eq!(head.rows("/repair-cases").await, Vec::<Value>::new());

        let path = format!("/locations/{own}");
        let room = school.admin.seen(1).patch(&path, json!({ "responsible_person_id": head.person_id, "room_use": "普通教室" })).await.expect(200);
        assert_eq!((&room["responsible_person"]["name"], &room["room_use"]), (&json!("张班主任"), &json!("普通教室")));
        assert_eq!(head.get("/me").await.expect(200)["rooms"][0]["name"], "101");
        assert_eq!(head.column("/repair-cases", "id").await, [text(&case["id"])]);
        let tree = school.admin.rows("/locations/tree").await;
        assert_eq!(tree.iter().find(|n| n["id"] == own).unwrap()["responsible_person"]["name"], "张班主任");

        let unknown = json!({ "responsible_person_id": test_support::TestApp::unknown_id() });
        school.admin.seen(2).patch(&path, unknown).await.expect_problem(422, "validation_failed");
        let cleared = school.admin.seen(2).patch(&path, json!({ "responsible_person_id": null })).await.expect(200);
        assert_eq!((&cleared["responsible_person"], &cleared["room_use"]), (&Value::Null, &json!("普通教室")));
        assert_eq!(head.rows("/repair-cases").await, Vec::<Value>::new());
        head.get(&format!("/repair-cases/{}", text(&case["id"]))).await.expect_problem(404, "not_found");
    }
}
