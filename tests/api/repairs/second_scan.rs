//! The second scan of a door sign: "me too" instead of a second case.

use serde_json::{Value, json};
use test_support::text;

use super::crew::{Crew, report, seen_by, step};
use crate::on_both_engines;

on_both_engines! {
    async fn whoever_scans_again_sees_the_case_and_joins_it(engine) {
        let crew = Crew::open(engine).await;
        let rule = json!({ "category": "plumbing", "worker_id": crew.worker.person_id });
        crew.school.admin.post("/repair-routes", rule).await.expect(201);
        let case = crew.case("plumbing").await;
        let (nobody, sign) = (crew.school.app.nobody(), format!("/signs/{}", crew.sign("101")));
        let page = nobody.get(&sign).await.expect(200);
        assert_eq!((&page["open_cases"][0]["number"], &page["open_cases"][0]["state_text"]), (&case["number"], &json!("已派王师傅")));

        let join = |said: Value| {
            let mut join = json!({ "number": case["number"] });
            join.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
            join
        };
        let joins = format!("{sign}/joins");
        nobody.post(&joins, join(json!({ "text": "楼下也湿了", "reporter_name": "家长甲" }))).await.expect(200);
        nobody.post(&joins, join(json!({}))).await.expect(200);
        crew.mate.post(&joins, join(json!({ "reporter_name": "冒充的名字" }))).await.expect(200);
        crew.director.post(&format!("/repair-cases/{}/joins", text(&case["id"])), json!({ "text": "办公室也听说了" })).await.expect(200);
        let seen = seen_by(&crew.worker, &case).await;
        let joiners: Vec<(&str, &str)> = seen["joiners"].as_array().unwrap().iter().map(|j| (text(&j["name"]), text(&j["text"]))).collect();
        assert_eq!(joiners, [("家长甲", "楼下也湿了"), ("扫码报修的人", ""), ("赵师傅", ""), ("周主任", "办公室也听说了")], "who is signed in is who he is");
        assert_eq!((&seen["version"], &seen["state"]), (&case["version"], &json!("assigned")), "joining changes nothing that others look at");
        assert_eq!(crew.director.get("/repair-cases/totals").await.expect(200)["count"], 1);
        let acts = crew.teacher.column(&format!("/repair-cases/{}/timeline", text(&case["id"])), "action").await;
        assert_eq!(acts.iter().filter(|a| *a == "repair_case.joined").count(), 4);
    }
}

on_both_engines! {
    async fn whoever_joined_follows_the_case_and_nobody_else_of_the_staff(engine) {
        let crew = Crew::open(engine).await;
        let colleague = crew.school.person("张老师", &["staff"]).await;
        let case = crew.case("plumbing").await;
        let path = format!("/repair-cases/{}", text(&case["id"]));
        colleague.get(&path).await.expect_problem(404, "not_found");
        let joins = format!("/signs/{}/joins", crew.sign("101"));
        colleague.post(&joins, json!({ "number": case["number"] })).await.expect(200);
        assert_eq!(colleague.get(&path).await.expect(200)["reporter_name"], "李老师");
        assert_eq!(colleague.column("/repair-cases?view=reported_by_me", "number").await, [text(&case["number"])]);
        assert_eq!(colleague.get("/me/summary").await.expect(200)["my_open_reports"], 1);
        let third = crew.school.person("钱老师", &["staff"]).await;
        third.get(&path).await.expect_problem(404, "not_found");
        let version = case["version"].as_i64().unwrap();
        let cancelled = colleague.seen(version).post(&format!("{path}/cancel"), json!({})).await;
        assert_eq!(cancelled.status, 403, "to follow is not to decide");
    }
}

on_both_engines! {
    async fn only_an_open_case_of_this_very_room_can_be_joined_at_its_door(engine) {
        let crew = Crew::open(engine).await;
        let nobody = crew.school.app.nobody();
        let joins = format!("/signs/{}/joins", crew.sign("101"));
        let elsewhere = report(&crew.teacher, crew.room("201"), json!([{ "category": "lock" }])).await[0].clone();
        let over = step(&crew.teacher, &crew.case("lock").await, "cancel", json!({})).await;
        for number in [&elsewhere["number"], &over["number"], &json!("BX20261124-9999"), &json!("'; --")] {
            nobody.post(&joins, json!({ "number": number })).await.expect_problem(404, "not_found");
        }
        assert_eq!(seen_by(&crew.worker, &elsewhere).await["joiners"], json!([]));
    }
}

on_both_engines! {
    async fn twenty_reports_at_one_door_are_enough_for_a_quarter_of_an_hour(engine) {
        let crew = Crew::open(engine).await;
        let nobody = crew.school.app.nobody();
        let at = |room: &str| format!("/signs/{}/repair-cases", crew.sign(room));
        let faults = json!({ "faults": [{ "category": "lighting" }] });
        for _ in 0..20 {
            nobody.post(&at("101"), faults.clone()).await.expect(201);
        }
        let refused = nobody.post(&at("101"), faults.clone()).await;
        let seconds: i64 = refused.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=900).contains(&seconds), "{seconds}");
        refused.expect_problem(429, "too_many_requests");
        nobody.post(&at("102"), faults.clone()).await.expect(201);
        crew.case("lighting").await;
        nobody.get(&format!("/signs/{}", crew.sign("101"))).await.expect(200);
        crew.school.app.advance(chrono::TimeDelta::seconds(seconds + 1));
        nobody.post(&at("101"), faults).await.expect(201);
    }
}
