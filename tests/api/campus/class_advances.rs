//! `/class-advances`: all classes one grade up, seen first, done once, taken back while nothing has changed.

use serde_json::{Value, json};
use test_support::{Client, Digest, School, text};

use crate::on_both_engines;

/// Three grades of a class each, in 101, 102 and 103, with a teacher each.
struct Year {
    school: School,
    rooms: Vec<String>,
    teachers: Vec<Client>,
    classes: Vec<Value>,
}

impl Year {
    async fn open(engine: test_support::TestEngine) -> Self {
        let school = School::open(engine).await;
        let found = school.rooms().await;
        let rooms: Vec<String> = ["101", "102", "103"].iter().map(|name| text(&found[*name]["id"]).to_owned()).collect();
        let (mut teachers, mut classes) = (Vec::new(), Vec::new());
        for (at, name) in ["李老师", "陈老师", "赵老师"].into_iter().enumerate() {
            let teacher = school.person(name, &["staff"]).await;
            let body = json!({ "grade": at + 1, "number": 1, "size": 40, "room_id": rooms[at], "class_teacher_id": teacher.person_id });
            classes.push(school.admin.post("/classes", body).await.expect(201));
            teachers.push(teacher);
        }
        Self { school, rooms, teachers, classes }
    }

    async fn proposal(&self, query: &str) -> Value {
        self.school.admin.get(&format!("/class-advances/proposal?{query}")).await.expect(200)
    }

    /// The body that does what was proposed.
    fn as_proposed(seen: &Value) -> Value {
        let stays = seen["classes"].as_array().unwrap().iter().filter(|class| !class["name_after"].is_null()).map(|class| {
            json!({
                "class_id": class["class_id"], "number": class["number"], "size": class["size"], "room_id": class["room"]["id"],
                "class_teacher_id": class["class_teacher"]["id"]
            })
        });
        json!({
            "to_year": seen["to_year"], "leaving_grade": seen["leaving_grade"], "state": seen["state"], "classes": stays.collect::<Vec<_>>()
        })
    }

    async fn run(&self, key: &str, body: Value) -> test_support::Response {
        self.school.admin.with("idempotency-key", key).post("/class-advances", body).await
    }

    async fn responsible(&self, room: usize) -> Value {
        self.school.admin.get(&format!("/locations/{}", self.rooms[room])).await.expect(200)["responsible_person"]["name"].clone()
    }

    async fn named(&self) -> Vec<(String, String, String)> {
        let name = |value: &Value| value["name"].as_str().unwrap_or("-").to_owned();
        let rows = self.school.admin.rows("/classes").await;
        rows.iter().map(|c| (text(&c["name"]).to_owned(), name(&c["room"]), name(&c["class_teacher"]))).collect()
    }
}

fn row(name: &str, room: &str, teacher: &str) -> (String, String, String) {
    (name.into(), room.into(), teacher.into())
}

on_both_engines! {
    async fn every_class_moves_up_with_the_rooms_and_teachers_of_the_table(engine) {
        let year = Year::open(engine).await;
        let seen = year.proposal("rooms=by_grade").await;
        assert_eq!((&seen["from_year"], &seen["to_year"], &seen["leaving_grade"]), (&json!(2026), &json!(2027), &json!(3)));
        let told: Vec<_> = seen["classes"].as_array().unwrap().iter().map(|c| (c["name_before"].clone(), c["name_after"].clone(), c["room"]["name"].clone())).collect();
        assert_eq!(told, [
            (Value::Null, json!("一（1）班"), json!("101")),
            (json!("一（1）班"), json!("二（1）班"), json!("102")),
            (json!("二（1）班"), json!("三（1）班"), json!("103")),
            (json!("三（1）班"), Value::Null, Value::Null),
        ]);
        // Who leaves with the third grade takes the new first one; the size is counted later.
        let mut body = Year::as_proposed(&seen);
        body["classes"][0]["class_teacher_id"] = json!(year.teachers[2].person_id);
        let before = Digest::of(&year.school.app.db).await;
        let mut dry = body.clone();
        dry["dry_run"] = json!(true);
        let preview = year.school.admin.post("/class-advances", dry).await.expect(200);
        assert_eq!((&preview["advance"], preview["changes"].as_array().unwrap().len()), (&Value::Null, 4));
        assert_eq!(preview["changes"][1]["room_after"], "致远楼 / 1层 / 102");
        before.assert_unchanged(&year.school.app.db, "a preview").await;

        let done = year.run("year-1", body.clone()).await.expect(201);
        assert_eq!((&done["advance"]["undoable"], &done["advance"]["classes"]), (&json!(true), &json!(4)));
        let again = year.run("year-1", body).await.expect(201);
        assert_eq!(again["advance"]["id"], done["advance"]["id"], "sent twice, done once");
        assert_eq!(year.named().await, [row("一（1）班", "101", "赵老师"), row("二（1）班", "102", "李老师"), row("三（1）班", "103", "陈老师")]);
        assert_eq!((year.responsible(0).await, year.responsible(1).await, year.responsible(2).await), (json!("赵老师"), json!("李老师"), json!("陈老师")));
        let left = year.school.admin.rows("/classes?active=false").await;
        assert_eq!((left.len(), &left[0]["name"], &left[0]["room"]), (1, &json!("三（1）班"), &Value::Null));
        let history = format!("/audit-events?subject_id={}&action=school_class.advanced", text(&year.classes[0]["id"]));
        assert_eq!(year.school.principal.rows(&history).await.len(), 1, "each class has it in its own history");
    }
}

on_both_engines! {
    async fn it_is_taken_back_until_the_first_change_after_it(engine) {
        let year = Year::open(engine).await;
        let as_it_was = year.named().await;
        let done = year.run("year-1", Year::as_proposed(&year.proposal("").await)).await.expect(201);
        assert_eq!(year.named().await[0], row("一（1）班", "103", "-"));
        let undo = format!("/class-advances/{}/undo", text(&done["advance"]["id"]));
        year.school.admin.seen(9).post(&undo, json!({})).await.expect_problem(412, "stale");
        let undone = year.school.admin.seen(1).post(&undo, json!({})).await.expect(200);
        assert_eq!(undone["undoable"], false);
        assert_eq!(year.named().await, as_it_was);
        assert_eq!((year.responsible(0).await, year.responsible(2).await), (json!("李老师"), json!("赵老师")));
        assert_eq!(year.school.admin.rows("/classes?active=false").await.len(), 0);
        year.school.admin.seen(2).post(&undo, json!({})).await.expect_problem(409, "not_undoable");

        // Once more, and then a class changes.
        let done = year.run("year-2", Year::as_proposed(&year.proposal("").await)).await.expect(201);
        let class = year.school.admin.rows("/classes").await[1].clone();
        let path = format!("/classes/{}", text(&class["id"]));
        year.school.admin.seen(class["version"].as_i64().unwrap()).patch(&path, json!({ "size": 41 })).await.expect(200);
        let undo = format!("/class-advances/{}/undo", text(&done["advance"]["id"]));
        assert_eq!(year.school.admin.rows("/class-advances").await[0]["undoable"], false);
        year.school.admin.seen(1).post(&undo, json!({})).await.expect_problem(409, "not_undoable");
    }
}

on_both_engines! {
    async fn what_was_not_seen_or_does_not_fit_changes_nothing(engine) {
        let year = Year::open(engine).await;
        let good = Year::as_proposed(&year.proposal("").await);
        let before = Digest::of(&year.school.app.db).await;
        let admin = &year.school.admin;
        admin.post("/class-advances", good.clone()).await.expect_problem(400, "idempotency_key_required");
        let with = |change: &dyn Fn(&mut Value)| {
            let mut body = good.clone();
            change(&mut body);
            body
        };
        for (n, (body, status, code)) in [
            (with(&|b| b["state"] = json!("older")), 409, "changed_meanwhile"),
            (with(&|b| b["to_year"] = json!(2029)), 422, "validation_failed"),
            (with(&|b| { b["classes"].as_array_mut().unwrap().pop(); }), 422, "class_missing"),
            (with(&|b| b["classes"][1]["room_id"] = json!(year.rooms[1])), 422, "validation_failed"),
            (with(&|b| b["classes"][1]["class_teacher_id"] = b["classes"][1]["class_id"].clone()), 422, "validation_failed"),
            (with(&|b| b["classes"][1]["room_id"] = b["classes"][1]["class_id"].clone()), 422, "validation_failed"),
            (with(&|b| b["classes"] = json!([])), 422, "validation_failed"),
        ].into_iter().enumerate() {
            year.run(&format!("bad-{n}"), body).await.expect_problem(status, code);
        }
        before.assert_unchanged(&year.school.app.db, "a refused move of classes").await;
    }
}
