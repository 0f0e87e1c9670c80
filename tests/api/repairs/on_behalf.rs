//! Reporting for somebody else: by telephone, by message, in passing.

use serde_json::{Value, json};
use test_support::text;

use super::crew::{Crew, ask, finish, offered, seen_by, stands, step};
use crate::on_both_engines;

fn call(room: &str, channel: &str) -> Value {
    let other = json!({ "name": "门卫老张", "phone": "13700000000", "channel": channel });
    json!({ "location_id": room, "faults": [{ "category": "lock" }], "on_behalf": other })
}

on_both_engines! {
    async fn who_repairs_or_dispatches_reports_for_others_and_is_named_as_who_typed_it(engine) {
        let crew = Crew::open(engine).await;
        for (client, name, channel, kept) in [
            (&crew.worker, "王师傅", "phone", "phone"), (&crew.director, "周主任", "wechat", "wechat"), (&crew.director, "周主任", "app", "in_person"),
        ] {
            let case = client.post("/repair-cases", call(crew.room("101"), channel)).await.expect(201)["items"][0].clone();
            assert_eq!((&case["reporter_name"], &case["reporter"], &case["reporter_phone"]), (&json!("门卫老张"), &Value::Null, &json!("13700000000")));
            assert_eq!((&case["channel"], &case["entered_by"]["name"]), (&json!(kept), &json!(name)));
        }
        let refused = crew.teacher.post("/repair-cases", call(crew.room("101"), "phone")).await.expect_problem(403, "forbidden");
        assert_eq!(refused["permission"], "repair_cases.report_on_behalf");
        // The number is for those who call back.
        let case = crew.director.rows("/repair-cases").await[0].clone();
        let head = crew.school.person("张班主任", &["class_teacher"]).await;
        crew.responsible("101", &head).await;
        for client in [&head, &crew.school.principal] {
            assert_eq!(seen_by(client, &case).await.get("reporter_phone"), None);
        }
        assert_eq!(seen_by(&crew.mate, &case).await["reporter_phone"], "13700000000");
    }
}

on_both_engines! {
    async fn a_case_of_somebody_without_an_account_is_accepted_by_the_office(engine) {
        let crew = Crew::open(engine).await;
        let case = crew.worker.post("/repair-cases", call(crew.room("101"), "phone")).await.expect(201)["items"][0].clone();
        let case = finish(&crew.worker, &step(&crew.worker, &case, "take", json!({})).await).await;
        assert_eq!(stands(&case), ("done", None));
        ask(&crew.worker, &case, "confirm", json!({})).await.expect_problem(403, "own_work");
        ask(&crew.mate, &case, "confirm", json!({})).await.expect_problem(403, "not_yours");
        assert_eq!(crew.director.column("/repair-cases?view=waiting_for_me", "id").await, [text(&case["id"])]);
        assert_eq!(offered(&seen_by(&crew.director, &case).await), ["confirm", "refuse"]);
        assert_eq!(stands(&step(&crew.director, &case, "confirm", json!({})).await), ("closed", None));
    }
}
