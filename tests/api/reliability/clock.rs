//! K: the clock of the machine is moved. Histories stay in the order in which things happened, and nothing lasts less than no time.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, School};

use crate::on_both_engines;

async fn step(client: &Client, case: &Value, action: &str, body: Value) -> Value {
    let path = format!("/repair-cases/{}/{action}", case["id"].as_str().unwrap());
    client.seen(case["version"].as_i64().unwrap()).post(&path, body).await.expect(200)
}

/// Whether any number below says less than nothing.
fn negative(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_f64().is_some_and(|number| number < 0.0),
        Value::Array(items) => items.iter().any(negative),
        Value::Object(members) => members.values().any(negative),
        _ => false,
    }
}

on_both_engines! {
    async fn k08_a_clock_that_is_moved_upsets_no_history_and_makes_no_negative_time(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let teacher = school.person("李老师", &["staff"]).await;
        school.person("王师傅", &["repair_worker"]).await;
        let body = json!({ "location_id": room, "faults": [{ "category": "furniture" }] });
        let case = teacher.post("/repair-cases", body.clone()).await.expect(201)["items"][0].clone();
        let path = format!("/repair-cases/{}", case["id"].as_str().unwrap());
        // An hour ahead, and everybody whose fifteen minutes are over signs in anew.
        school.app.advance(TimeDelta::hours(1));
        let worker = school.app.sign_in("T002").await;
        let case = step(&worker, &case, "take", json!({})).await;
        // Back, to before anything was reported.
        school.app.advance(TimeDelta::hours(-2));
        let (teacher, worker) = (school.app.sign_in("T001").await, school.app.sign_in("T002").await);
        let case = step(&worker, &case, "start", json!({})).await;
        let early = teacher.post("/repair-cases", body.clone()).await.expect(201)["items"][0].clone();
        assert_eq!(early["number"], "BX20261124-0002", "the number follows the one before, whatever the clock says");
        assert!(!negative(&teacher.get(&path).await.expect(200)));
        assert!(!negative(&teacher.get("/repair-cases?limit=200").await.expect(200)));
        school.app.run_jobs().await;
        school.app.advance(TimeDelta::days(730));
        // Two years later everybody signs in anew.
        let worker = school.app.sign_in("T002").await;
        let teacher = school.app.sign_in("T001").await;
        let case = step(&worker, &case, "finish", json!({ "damage": "natural_wear" })).await;
        assert_eq!(case["state"], "done");
        let timeline = teacher.get(&format!("{path}/timeline")).await.expect(200);
        let acts: Vec<&str> = timeline["items"].as_array().unwrap().iter().map(|event| event["action"].as_str().unwrap()).collect();
        let expected = ["repair_case.reported", "repair_case.taken", "repair_case.started", "repair_case.finished"];
        assert_eq!(acts, expected, "in the order in which it happened");
        assert!(!negative(&teacher.get(&path).await.expect(200)));
        school.app.run_jobs().await;
        teacher.post("/repair-cases", body).await.expect(201);
    }
}
