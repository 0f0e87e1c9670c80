//! `/classes`: the class decides who is responsible for its room and who has the role.

use serde_json::{Value, json};
use test_support::{Digest, School, text};

use crate::on_both_engines;

async fn responsible(school: &School, room: &str) -> Value {
    school.admin.get(&format!("/locations/{room}")).await.expect(200)["responsible_person"]["name"].clone()
}

async fn roles(school: &School, person: &str) -> Vec<String> {
    let person = school.admin.get(&format!("/people/{person}")).await.expect(200);
    person["roles"].as_array().unwrap().iter().map(|role| text(&role["code"]).to_owned()).collect()
}

on_both_engines! {
    async fn room_and_role_follow_the_class(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let (first, second) = (text(&rooms["101"]["id"]).to_owned(), text(&rooms["102"]["id"]).to_owned());
        let (li, chen) = (school.person("李老师", &["staff"]).await, school.person("陈老师", &["staff"]).await);
        let body = json!({ "grade": 3, "number": 2, "size": 42, "room_id": first, "class_teacher_id": li.person_id });
        let class = school.admin.post("/classes", body).await.expect(201);
        assert_eq!((&class["name"], &class["school_year"], &class["room"]["name"]), (&json!("三（2）班"), &json!(2026), &json!("101")));
        assert_eq!(responsible(&school, &first).await, "李老师");
        assert_eq!(roles(&school, &li.person_id).await, ["staff", "class_teacher"]);
        let me = li.get("/me").await.expect(200);
        assert_eq!(me["rooms"][0]["name"], "101");

        // Another teacher, another room: what followed lets go.
        let path = format!("/classes/{}", text(&class["id"]));
        let change = json!({ "room_id": second, "class_teacher_id": chen.person_id });
        let class = school.admin.seen(1).patch(&path, change).await.expect(200);
        assert_eq!((&class["version"], &class["class_teacher"]["name"]), (&json!(2), &json!("陈老师")));
        assert_eq!((responsible(&school, &first).await, responsible(&school, &second).await), (Value::Null, json!("陈老师")));
        assert_eq!((roles(&school, &li.person_id).await, roles(&school, &chen.person_id).await), (vec!["staff".to_owned()], vec!["staff".to_owned(), "class_teacher".to_owned()]));
        let acts = school.principal.column("/audit-events?action=role_grant.revoked", "action").await;
        assert_eq!(acts.len(), 1);

        // A class that has left frees both.
        school.admin.seen(2).patch(&path, json!({ "active": false })).await.expect(200);
        assert_eq!((responsible(&school, &second).await, roles(&school, &chen.person_id).await), (Value::Null, vec!["staff".to_owned()]));
        assert_eq!((school.admin.rows("/classes").await.len(), school.admin.rows("/classes?active=false").await.len()), (0, 1));
    }
}

on_both_engines! {
    async fn a_room_of_a_class_is_not_given_away_at_the_room(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let (li, chen) = (school.person("李老师", &["staff"]).await, school.person("陈老师", &["staff"]).await);
        let body = json!({ "grade": 1, "number": 1, "room_id": room, "class_teacher_id": li.person_id });
        school.admin.post("/classes", body).await.expect(201);
        let before = Digest::of(&school.app.db).await;
        let place = school.admin.get(&format!("/locations/{room}")).await.expect(200);
        let seen = school.admin.seen(place["version"].as_i64().unwrap());
        let refused = seen.patch(&format!("/locations/{room}"), json!({ "responsible_person_id": chen.person_id })).await;
        let problem = refused.expect_problem(409, "class_decides");
        assert!(text(&problem["detail"]).contains("一（1）班"), "{problem}");
        seen.post(&format!("/locations/{room}/close"), json!({ "reason": "改造" })).await.expect_problem(409, "place_has_class");
        before.assert_unchanged(&school.app.db, "a room of a class").await;
    }
}

on_both_engines! {
    async fn numbers_rooms_and_people_are_checked(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let room = text(&rooms["101"]["id"]);
        school.admin.post("/classes", json!({ "grade": 1, "number": 1, "room_id": room })).await.expect(201);
        let building = school.admin.get("/locations?kind=building").await.expect(200)["items"][0]["id"].clone();
        let before = Digest::of(&school.app.db).await;
        let admin = &school.admin;
        admin.post("/classes", json!({ "grade": 1, "number": 1 })).await.expect_problem(409, "class_exists");
        admin.post("/classes", json!({ "grade": 1, "number": 2, "room_id": room })).await.expect_problem(409, "room_taken");
        for (body, pointer) in [
            (json!({ "grade": 0, "number": 2 }), "/grade"),
            (json!({ "grade": 13, "number": 2 }), "/grade"),
            (json!({ "grade": 1, "number": 100 }), "/number"),
            (json!({ "grade": 1, "number": 2, "size": -1 }), "/size"),
            (json!({ "grade": 1, "number": 2, "room_id": building }), "/room_id"),
            (json!({ "grade": 1, "number": 2, "class_teacher_id": building }), "/class_teacher_id"),
        ] {
            let problem = admin.post("/classes", body).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], pointer);
        }
        before.assert_unchanged(&school.app.db, "a refused class").await;
        let staff = school.person("李老师", &["staff"]).await;
        staff.get("/classes").await.expect_problem(403, "forbidden");
    }
}

on_both_engines! {
    async fn classes_are_listed_lowest_grade_first_page_by_page(engine) {
        let school = School::open(engine).await;
        for (grade, number) in [(3, 1), (1, 2), (3, 2), (1, 1), (2, 1)] {
            school.admin.post("/classes", json!({ "grade": grade, "number": number })).await.expect(201);
        }
        let all = school.admin.column("/classes", "name").await;
        assert_eq!(all, ["一（1）班", "一（2）班", "二（1）班", "三（1）班", "三（2）班"]);
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = school.admin.get(&format!("/classes?limit=2{cursor}")).await.expect(200);
            seen.extend(page["items"].as_array().unwrap().iter().map(|c| text(&c["name"]).to_owned()));
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(seen, all);
    }
}
