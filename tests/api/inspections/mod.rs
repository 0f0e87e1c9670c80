//! Inspections over HTTP: checklists in versions, plans by rhythm and clock, rounds that are held, missed, signed and entered late.

mod checklists;
mod late;
mod plans;
mod results;
mod rights;
mod rounds;
mod second_signature;
mod spot;
mod walk;
mod ways;

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, School, TestEngine, text};

use crate::{
    coverage::{audit::Walk, fixtures::Everything},
    files::samples,
};

/// A school with those who go round and those who look after it.
pub(crate) struct Looking {
    pub school: School,
    pub teacher: Client,
    pub duty: Client,
    pub director: Client,
    pub worker: Client,
    pub rooms: std::collections::HashMap<String, Value>,
}

impl Looking {
    pub async fn open(engine: TestEngine) -> Self {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let duty = school.person("陈值周", &["duty_admin"]).await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let worker = school.person("王师傅", &["repair_worker"]).await;
        let rooms = school.rooms().await;
        Self { school, teacher, duty, director, worker, rooms }
    }

    pub fn room(&self, name: &str) -> &str {
        text(&self.rooms[name]["id"])
    }

    /// A checklist of the school's own.
    pub async fn list(&self, items: Value) -> String {
        text(&self.director.post("/checklists", list("宿舍检查", items)).await.expect(201)["id"]).to_owned()
    }

    /// A plan of every school day between 10:30 and 11:00, held by whoever is on duty.
    pub async fn plan(&self, checklist: &str) -> Value {
        self.director.post("/inspection-plans", every_day("每天检查", checklist)).await.expect(201)
    }

    /// The rounds of a day, as the office sees them, the earliest last.
    pub async fn rounds(&self, day: &str) -> Vec<Value> {
        let office = self.school.app.sign_in("T003").await;
        office.rows(&format!("/inspection-rounds?from={day}&to={day}")).await
    }

    /// The one round of today, made by the product.
    pub async fn today(&self) -> Value {
        self.school.app.run_jobs().await;
        let mut all = self.rounds("2026-11-24").await;
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    /// So many minutes later, with fresh sessions where they are needed.
    pub fn later(&self, minutes: i64) {
        self.school.app.advance(TimeDelta::minutes(minutes));
    }
}

pub(crate) fn list(name: &str, items: Value) -> Value {
    json!({ "name": name, "items": items })
}

pub(crate) fn every_day(name: &str, checklist: &str) -> Value {
    json!({
        "name": name, "checklist_id": checklist, "check_kind": "daily", "level": "self_check", "rhythm": { "every": "day" },
        "windows": [{ "from": "10:30", "to": "11:00" }], "performer_role": "duty_admin",
    })
}

/// Two things that are as they should be or not.
pub(crate) fn yes_no() -> Value {
    json!([{ "text": "灭火器在位", "kind": "yes_no" }, { "text": "地面干净", "kind": "yes_no" }])
}

pub(crate) async fn look(by: &Client, round: &Value) -> Value {
    by.get(&format!("/inspection-rounds/{}", text(&round["id"]))).await.expect(200)
}

/// A step from the version that is there now.
pub(crate) async fn step(by: &Client, round: &Value, step: &str, body: Value) -> test_support::Response {
    let version = look(by, round).await["version"].as_i64().unwrap();
    by.seen(version).post(&format!("/inspection-rounds/{}/{step}", text(&round["id"])), body).await
}

/// A spot check begun by somebody.
pub(crate) async fn spot(by: &Client, checklist: &str) -> Value {
    let body = json!({ "checklist_id": checklist, "check_kind": "spot", "level": "self_check" });
    by.post("/inspection-rounds", body).await.expect(201)
}

/// One of everything, for the cases that look at all operations.
pub(crate) struct Kept {
    pub checklist: String,
    pub plan: String,
    /// Begun, and not held yet; two sign it.
    pub going: String,
    /// Held, with a photo.
    pub held: String,
    pub photo: String,
}

pub(crate) async fn kept(director: &Client, room: &str) -> Kept {
    let made = director.post("/checklists", list("每日巡查", yes_no())).await.expect(201);
    let checklist = text(&made["id"]).to_owned();
    let plan = json!({
        "name": "每日巡查", "checklist_id": checklist, "location_id": room, "check_kind": "daily", "level": "self_check",
        "rhythm": { "every": "day" }, "windows": [{ "from": "08:00", "to": "17:00" }], "performer_id": director.person_id,
    });
    let plan = text(&director.post("/inspection-plans", plan).await.expect(201)["id"]).to_owned();
    let held = spot(director, &checklist).await;
    let photo = director.upload("走廊.png", "image/png", samples::png(8, 6)).await.expect(201);
    let body = json!({ "nothing_found": true, "upload_ids": [photo["id"]] });
    let held = step(director, &held, "submit", body).await.expect(200);
    let twice = json!({ "name": "双人检查", "items": yes_no(), "second_signature": true });
    let twice = text(&director.post("/checklists", twice).await.expect(201)["id"]).to_owned();
    let going = text(&spot(director, &twice).await["id"]).to_owned();
    Kept { checklist, plan, going, held: text(&held["id"]).to_owned(), photo: text(&held["attachments"][0]["id"]).to_owned() }
}

/// Every field of a body that names another row, with a row of that kind of another school.
pub(crate) fn references(
    kept: &Kept,
    (person, room, upload): (&str, &str, &str),
) -> Vec<(&'static str, &'static str, &'static str, String)> {
    let (lists, plans, rounds) = ("/api/v1/checklists", "/api/v1/inspection-plans", "/api/v1/inspection-rounds");
    let (findings, submit) = ("/api/v1/inspection-rounds/{id}/findings", "/api/v1/inspection-rounds/{id}/submit");
    let (list, plan) = ("/api/v1/checklists/{id}", "/api/v1/inspection-plans/{id}");
    [
        ("POST", lists, "/items/0/location_id", room),
        ("PUT", list, "/items/0/location_id", room),
        ("POST", plans, "/checklist_id", &kept.checklist),
        ("POST", plans, "/location_id", room),
        ("POST", plans, "/performer_id", person),
        ("PUT", plan, "/checklist_id", &kept.checklist),
        ("PUT", plan, "/location_id", room),
        ("PUT", plan, "/performer_id", person),
        ("POST", rounds, "/checklist_id", &kept.checklist),
        ("POST", rounds, "/location_id", room),
        ("POST", findings, "/location_id", room),
        ("POST", findings, "/upload_ids/0", upload),
        ("POST", submit, "/answers/0/report/location_id", room),
        ("POST", submit, "/answers/0/upload_ids/0", upload),
        ("POST", submit, "/performed_by", person),
        ("POST", submit, "/second_signer_id", person),
        ("POST", submit, "/upload_ids/0", upload),
    ]
    .map(|(method, path, pointer, foreign)| (method, path, pointer, foreign.to_owned()))
    .into()
}

/// One more row of every list.
pub(crate) async fn grow(director: &Client, room: &str, name: &str) {
    let made = director.post("/checklists", list(name, yes_no())).await.expect(201);
    let checklist = text(&made["id"]);
    let plan = json!({
        "name": name, "checklist_id": checklist, "location_id": room, "check_kind": "daily", "level": "self_check",
        "rhythm": { "every": "day" }, "windows": [{ "from": "08:00", "to": "17:00" }],
    });
    director.post("/inspection-plans", plan).await.expect(201);
    let body = json!({ "checklist_id": checklist, "location_id": room, "check_kind": "spot", "level": "self_check" });
    let round = director.post("/inspection-rounds", body).await.expect(201);
    let path = format!("/inspection-rounds/{}/findings", text(&round["id"]));
    director.post(&path, json!({ "location_id": room, "category": "window", "text": name })).await.expect(201);
}

/// The walk of the audit over inspections.
pub(crate) async fn walked(all: &Everything, walk: &mut Walk) {
    let (director, principal) = (&all.director, &all.school.principal);
    let asks_twice = json!({ "name": "走一遍", "items": yes_no(), "second_signature": true });
    let made = walk.write(director, "POST", "/checklists", "/checklists", asks_twice.clone()).await;
    let checklist = text(&made["id"]);
    walk.write(&director.seen(1), "PUT", "/checklists/{id}", &format!("/checklists/{checklist}"), asks_twice).await;
    let mut plan = every_day("走一遍", checklist);
    // Its time has come at ten.
    plan["windows"][0]["from"] = json!("09:00");
    let made = walk.write(director, "POST", "/inspection-plans", "/inspection-plans", plan.clone()).await;
    let path = format!("/inspection-plans/{}", text(&made["id"]));
    walk.write(&director.seen(1), "PUT", "/inspection-plans/{id}", &path, plan).await;
    // A round that a plan made, for the one step that a spot check has behind it.
    all.school.app.run_jobs().await;
    let due = director.rows(&format!("/inspection-rounds?plan_id={}", text(&made["id"]))).await.remove(0);
    let begin = json!({ "checklist_id": checklist, "check_kind": "spot", "level": "self_check" });
    let spot = walk.write(director, "POST", "/inspection-rounds", "/inspection-rounds", begin).await;
    let at = |round: &Value, step: &str| {
        (format!("/inspection-rounds/{{id}}/{step}"), format!("/inspection-rounds/{}/{step}", text(&round["id"])))
    };
    let (template, path) = at(&due, "start");
    let started = walk.write(&director.seen(1), "POST", &template, &path, json!({})).await;
    let (template, path) = at(&due, "cancel");
    walk.write(&director.seen(started["version"].as_i64().unwrap()), "POST", &template, &path, json!({ "reason": "x" })).await;
    let (template, path) = at(&spot, "findings");
    let room = all.ids["/api/v1/locations/{id}"].as_str();
    walk.write(director, "POST", &template, &path, json!({ "location_id": room, "category": "window", "text": "x" })).await;
    let (template, path) = at(&spot, "submit");
    let answers = json!([{ "item_no": 1, "yes": true }, { "item_no": 2, "yes": true }]);
    let body = json!({ "answers": answers, "second_signer_id": principal.person_id });
    walk.write(&director.seen(1), "POST", &template, &path, body).await;
    let (template, path) = at(&spot, "sign");
    walk.write(&principal.seen(2), "POST", &template, &path, json!({})).await;
    let (template, path) = at(&spot, "review");
    walk.write(&principal.seen(3), "POST", &template, &path, json!({})).await;
    walk.file(director, "/inspection-result-exports", "/inspection-result-exports").await;
}
