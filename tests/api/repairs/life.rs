//! A case from the broken desk to the end, along every way it can go.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, School};

use crate::on_both_engines;

async fn step(client: &Client, case: &Value, action: &str, body: Value) -> Value {
    let path = format!("/repair-cases/{}/{action}", case["id"].as_str().unwrap());
    client.seen(case["version"].as_i64().unwrap()).post(&path, body).await.expect(200)
}

async fn report(client: &Client, room: &str) -> Value {
    let body = json!({ "location_id": room, "faults": [{ "category": "furniture" }], "text": "第三排桌腿断了" });
    client.post("/repair-cases", body).await.expect(201)["items"][0].clone()
}

on_both_engines! {
    async fn a_broken_desk_is_reported_fixed_and_accepted(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let teacher = school.person("李老师", &["staff"]).await;
        let worker = school.person("王师傅", &["repair_worker"]).await;
        school.admin.post("/repair-routes", json!({ "category": "furniture", "worker_id": worker.person_id })).await.expect(201);

        let case = report(&teacher, &room).await;
        assert_eq!(case["state"], "assigned", "the default worker has it without a dispatcher");
        assert_eq!(case["state_text"], "已派王师傅");
        assert_eq!(case["number"], "BX20261124-0001");
        assert_eq!(case["owner"]["name"], "王师傅");

        let case = step(&worker, &case, "start", json!({})).await;
        let case = step(&worker, &case, "finish", json!({ "damage": "natural_wear", "work_note": "换了桌腿" })).await;
        assert_eq!(case["owner"]["name"], "李老师", "now it waits for the reporter");
        let waiting = teacher.get("/repair-cases?view=waiting_for_me").await.expect(200);
        assert_eq!(waiting["items"].as_array().unwrap().len(), 1);

        let case = step(&teacher, &case, "confirm", json!({})).await;
        assert_eq!((case["state"].as_str(), case["auto_accepted"].as_bool()), (Some("closed"), Some(false)));
        let timeline = teacher.get(&format!("/repair-cases/{}/timeline", case["id"].as_str().unwrap())).await.expect(200);
        let acts: Vec<&str> = timeline["items"].as_array().unwrap().iter().map(|e| e["action"].as_str().unwrap()).collect();
        assert_eq!(acts, ["repair_case.reported", "repair_case.routed", "repair_case.started", "repair_case.finished", "repair_case.confirmed"]);
    }
}

on_both_engines! {
    async fn silence_accepts_after_three_working_days_and_not_before(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let teacher = school.person("李老师", &["staff"]).await;
        let worker = school.person("王师傅", &["repair_worker"]).await;
        let case = report(&teacher, &room).await;
        let case = step(&worker, &case, "take", json!({})).await;
        let case = step(&worker, &case, "finish", json!({ "damage": "human_damage" })).await;
        let path = format!("/repair-cases/{}", case["id"].as_str().unwrap());

        // Tuesday 10:00; three working days end with Friday.
        school.app.advance(TimeDelta::hours(3 * 24 + 13));
        school.app.run_jobs().await;
        let teacher = school.app.sign_in("T001").await;
        assert_eq!(teacher.get(&path).await.expect(200)["state"], "done");

        school.app.advance(TimeDelta::hours(2));
        school.app.run_jobs().await;
        let teacher = school.app.sign_in("T001").await;
        let closed = teacher.get(&path).await.expect(200);
        assert_eq!((closed["state"].as_str(), closed["auto_accepted"].as_bool()), (Some("closed"), Some(true)));
    }
}

on_both_engines! {
    async fn a_refused_repair_comes_back_to_its_worker_and_is_done_again(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let teacher = school.person("李老师", &["staff"]).await;
        let worker = school.person("王师傅", &["repair_worker"]).await;
        let case = report(&teacher, &room).await;
        let case = step(&worker, &case, "take", json!({})).await;
        let case = step(&worker, &case, "finish", json!({ "damage": "natural_wear" })).await;
        let case = step(&teacher, &case, "refuse", json!({ "reason": "还在晃" })).await;
        assert_eq!((case["state"].as_str(), case["owner"]["name"].as_str(), case["refusals"].as_i64()), (Some("reopened"), Some("王师傅"), Some(1)));
        let case = step(&worker, &case, "finish", json!({ "damage": "natural_wear" })).await;
        let case = step(&teacher, &case, "confirm", json!({})).await;
        assert_eq!(case["state"], "closed");
    }
}

on_both_engines! {
    /// D10: who repaired does not accept, even when he reported it himself.
    async fn d10_a_worker_does_not_accept_his_own_repair(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let worker = school.person("王师傅", &["repair_worker"]).await;
        let body = json!({ "location_id": room, "faults": [{ "category": "lock" }], "fixed_on_the_spot": { "damage": "natural_wear" } });
        let case = worker.post("/repair-cases", body).await.expect(201)["items"][0].clone();
        assert_eq!(case["state"], "done");
        let path = format!("/repair-cases/{}/confirm", case["id"].as_str().unwrap());
        worker.seen(case["version"].as_i64().unwrap()).post(&path, json!({})).await.expect_problem(403, "own_work");
        let confirm = case["allowed_actions"].as_array().unwrap().iter().find(|a| a["action"] == "confirm").unwrap();
        assert_eq!((confirm["allowed"].as_bool(), confirm["reason"].as_str()), (Some(false), Some("自己修的要由别人验收。")));
    }
}

on_both_engines! {
    async fn a_stranger_reports_at_the_door_follows_by_code_and_accepts(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let code = rooms["203"]["sign_code"].as_str().unwrap();
        let worker = school.person("王师傅", &["repair_worker"]).await;
        school.admin.post("/repair-routes", json!({ "worker_id": worker.person_id })).await.expect(201);
        let nobody = school.app.nobody();

        let page = nobody.get(&format!("/signs/{code}")).await.expect(200);
        assert_eq!((page["room"]["name"].as_str(), page["open_cases"].as_array().unwrap().len()), (Some("203"), 0));
        let reported = nobody.post(&format!("/signs/{code}/repair-cases"), json!({ "faults": [{ "category": "lighting" }] })).await.expect(201);
        let follow = reported["cases"][0]["follow_up_code"].as_str().unwrap().to_owned();
        let number = reported["cases"][0]["number"].as_str().unwrap().to_owned();

        let again = nobody.get(&format!("/signs/{code}")).await.expect(200);
        assert_eq!(again["open_cases"][0]["state_text"], "已派王师傅", "the second scan shows what is reported");
        nobody.post(&format!("/signs/{code}/joins"), json!({ "number": number, "text": "我也看见了" })).await.expect(200);

        let case = worker.get("/repair-cases?view=assigned_to_me").await.expect(200)["items"][0].clone();
        let whole = worker.get(&format!("/repair-cases/{}", case["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(whole["joiners"].as_array().unwrap().len(), 1);
        step(&worker, &case, "finish", json!({ "damage": "natural_wear" })).await;

        let followed = nobody.get(&format!("/follow-ups/{follow}")).await.expect(200);
        assert_eq!(followed["state"], "done");
        let path = format!("/follow-ups/{follow}/confirm");
        let done = nobody.seen(followed["version"].as_i64().unwrap()).post(&path, json!({})).await.expect(200);
        assert_eq!(done["state"], "closed");
    }
}
