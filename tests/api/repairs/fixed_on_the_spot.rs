//! Seen, fixed, written down: report and finish in one act.

use serde_json::{Value, json};
use test_support::{Client, text};

use super::crew::{Crew, ask, offered, seen_by, stands, step};
use crate::on_both_engines;

async fn fixed(client: &Client, room: &str, more: Value) -> test_support::Response {
    let fix = json!({ "damage": "human_damage", "work_note": "换了锁芯" });
    let mut body = json!({ "location_id": room, "faults": [{ "category": "lock" }], "fixed_on_the_spot": fix });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    client.post("/repair-cases", body).await
}

on_both_engines! {
    async fn what_a_worker_fixed_on_the_spot_is_done_by_him_whoever_is_the_default(engine) {
        let crew = Crew::open(engine).await;
        let rule = json!({ "category": "lock", "worker_id": crew.mate.person_id });
        crew.school.admin.post("/repair-routes", rule).await.expect(201);
        let case = fixed(&crew.worker, crew.room("101"), json!({})).await.expect(201)["items"][0].clone();
        assert_eq!((stands(&case), &case["done_by"]["name"]), (("done", None), &json!("王师傅")));
        assert_eq!((&case["work_note"], &case["damage"], &case["done_at"]), (&json!("换了锁芯"), &json!("human_damage"), &json!("2026-11-24T02:00:00Z")));
        let acts = crew.director.column(&format!("/repair-cases/{}/timeline", text(&case["id"])), "action").await;
        assert_eq!(acts, ["repair_case.reported", "repair_case.routed", "repair_case.taken", "repair_case.finished"]);
        assert_eq!(crew.mate.rows("/repair-cases?view=assigned_to_me").await, Vec::<Value>::new());
        let refused = fixed(&crew.teacher, crew.room("101"), json!({})).await.expect_problem(403, "forbidden");
        assert_eq!(refused["permission"], "repair_cases.take");
        let refused = fixed(&crew.director, crew.room("101"), json!({})).await.expect_problem(403, "forbidden");
        assert_eq!(refused["permission"], "repair_cases.take");
    }
}

on_both_engines! {
    async fn who_is_responsible_for_the_room_accepts_it_and_otherwise_the_office(engine) {
        let crew = Crew::open(engine).await;
        let head = crew.school.person("张班主任", &["class_teacher"]).await;
        crew.responsible("101", &head).await;
        let case = fixed(&crew.worker, crew.room("101"), json!({})).await.expect(201)["items"][0].clone();
        assert_eq!(stands(&case), ("done", Some("张班主任")), "not to himself, though he reported it");
        ask(&crew.director, &case, "confirm", json!({})).await.expect_problem(403, "not_yours");
        assert_eq!(offered(&seen_by(&head, &case).await), ["confirm", "refuse"]);
        assert_eq!(stands(&step(&head, &case, "confirm", json!({})).await).0, "closed");

        // A pipe bursts: it was dangerous, so no silence accepts it, and here nobody is responsible.
        let burst = json!({ "faults": [{ "category": "plumbing", "danger": true }] });
        let case = fixed(&crew.worker, crew.room("201"), burst).await.expect(201)["items"][0].clone();
        assert_eq!((stands(&case), &case["auto_close_at"]), (("done", None), &Value::Null));
        assert_eq!(stands(&step(&crew.director, &case, "confirm", json!({})).await).0, "closed");

        // By telephone, fixed, entered: three things in one act.
        let phone = json!({ "on_behalf": { "name": "门卫老张", "channel": "phone" }, "happened_at": "2026-11-23T02:00:00Z" });
        let case = fixed(&crew.worker, crew.room("202"), phone).await.expect(201)["items"][0].clone();
        assert_eq!((&case["state"], &case["reporter_name"], &case["late_entry"]), (&json!("done"), &json!("门卫老张"), &json!(true)));
    }
}
