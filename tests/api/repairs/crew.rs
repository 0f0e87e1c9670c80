//! A school at work: who reports, who repairs, who dispatches.

use std::collections::HashMap;

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Response, School, TestEngine, text};

/// Staff numbers: 李老师 T001, 王师傅 T002, 赵师傅 T003, 周主任 T004.
pub struct Crew {
    pub school: School,
    pub rooms: HashMap<String, Value>,
    pub teacher: Client,
    pub worker: Client,
    pub mate: Client,
    pub director: Client,
}

impl Crew {
    pub async fn open(engine: TestEngine) -> Self {
        let school = School::open(engine).await;
        Self {
            rooms: school.rooms().await,
            teacher: school.person("李老师", &["staff"]).await,
            worker: school.person("王师傅", &["repair_worker"]).await,
            mate: school.person("赵师傅", &["repair_worker"]).await,
            director: school.person("周主任", &["logistics_director"]).await,
            school,
        }
    }

    pub fn room(&self, name: &str) -> &str {
        text(&self.rooms[name]["id"])
    }

    pub fn sign(&self, name: &str) -> &str {
        text(&self.rooms[name]["sign_code"])
    }

    /// One fault in room 101, reported by the teacher.
    pub async fn case(&self, category: &str) -> Value {
        report(&self.teacher, self.room("101"), json!([{ "category": category }])).await[0].clone()
    }

    /// The same, taken and finished by the worker.
    pub async fn done(&self, category: &str) -> Value {
        let case = step(&self.worker, &self.case(category).await, "take", json!({})).await;
        finish(&self.worker, &case).await
    }

    /// Lets time pass; the product does what it does by itself, and everybody signs in anew.
    pub async fn pass(&mut self, time: TimeDelta) {
        self.school.app.advance(time);
        self.school.app.run_jobs().await;
        let app = &self.school.app;
        (self.teacher, self.worker) = (app.sign_in("T001").await, app.sign_in("T002").await);
        (self.mate, self.director) = (app.sign_in("T003").await, app.sign_in("T004").await);
        (self.school.admin, self.school.principal) = (app.sign_in("A001").await, app.sign_in("P001").await);
    }

    /// Makes somebody responsible for a room that nobody changed yet.
    pub async fn responsible(&self, room: &str, person: &Client) {
        let path = format!("/locations/{}", self.room(room));
        self.school.admin.seen(1).patch(&path, json!({ "responsible_person_id": person.person_id })).await.expect(200);
    }
}

/// The cases that a report makes.
pub async fn report(client: &Client, room: &str, faults: Value) -> Vec<Value> {
    let made = client.post("/repair-cases", json!({ "location_id": room, "faults": faults })).await.expect(201);
    made["items"].as_array().unwrap().clone()
}

/// A step from the version in this view, whatever comes of it.
pub async fn ask(client: &Client, case: &Value, action: &str, body: Value) -> Response {
    let path = format!("/repair-cases/{}/{action}", text(&case["id"]));
    client.seen(case["version"].as_i64().unwrap()).post(&path, body).await
}

/// A step that succeeds.
pub async fn step(client: &Client, case: &Value, action: &str, body: Value) -> Value {
    ask(client, case, action, body).await.expect(200)
}

pub async fn finish(client: &Client, case: &Value) -> Value {
    step(client, case, "finish", json!({ "damage": "natural_wear" })).await
}

/// A case as somebody sees it.
pub async fn seen_by(client: &Client, case: &Value) -> Value {
    client.get(&format!("/repair-cases/{}", text(&case["id"]))).await.expect(200)
}

/// The steps that a view offers.
pub fn offered(case: &Value) -> Vec<&str> {
    case["allowed_actions"].as_array().unwrap().iter().filter(|a| a["allowed"] == true).map(|a| text(&a["action"])).collect()
}

/// Why a view does not offer a step.
pub fn reason<'a>(case: &'a Value, action: &str) -> &'a str {
    let found = case["allowed_actions"].as_array().unwrap().iter().find(|a| a["action"] == action);
    text(&found.unwrap_or_else(|| panic!("{action} is not spoken of"))["reason"])
}

/// State and who has to act next.
pub fn stands(case: &Value) -> (&str, Option<&str>) {
    (text(&case["state"]), case["owner"]["name"].as_str())
}
