//! `POST /repair-cases`: what is broken, where, since when.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Digest, text};

use super::crew::{Crew, offered, report};
use crate::on_both_engines;

on_both_engines! {
    async fn several_faults_of_a_room_are_several_cases_with_consecutive_numbers(engine) {
        let crew = Crew::open(engine).await;
        let body = json!({
            "location_id": crew.room("203"), "text": " 开机没反应 \n第二行",
            "faults": [{ "category": "projector" }, { "category": "plumbing", "danger": true }, { "category": "plumbing" }, { "category": "other" }],
        });
        let made = crew.teacher.post("/repair-cases", body).await.expect(201);
        let cases = made["items"].as_array().unwrap();
        let told: Vec<(&str, &str, i64, bool)> = cases.iter()
            .map(|c| (text(&c["number"]), text(&c["category"]), c["priority"].as_i64().unwrap(), c["danger"] == true)).collect();
        assert_eq!(told, [
            ("BX20261124-0001", "projector", 2, false), ("BX20261124-0002", "plumbing", 1, true),
            ("BX20261124-0003", "plumbing", 3, false), ("BX20261124-0004", "other", 3, false),
        ], "danger is the answer to a question, not a category");
        for case in cases {
            assert_eq!((&case["state"], &case["state_text"], &case["owner"]), (&json!("submitted"), &json!("已报"), &Value::Null));
            assert_eq!((&case["text"], &case["location"]["path"]), (&json!("开机没反应 \n第二行"), &json!("致远楼 / 2层 / 203")));
            assert_eq!((&case["reporter"]["name"], &case["channel"], &case["entered_by"], &case["late_entry"]), (&json!("李老师"), &json!("app"), &Value::Null, &json!(false)));
            assert_eq!(offered(case), ["cancel"]);
        }
        let events = crew.school.principal.rows("/audit-events?action=repair_case.reported").await;
        assert_eq!(events.len(), 4, "one event for each case");
        let english = crew.teacher.with("accept-language", "en").get(&format!("/repair-cases/{}", text(&cases[0]["id"]))).await.expect(200);
        assert_eq!((&english["state_text"], &english["category_title"]), (&json!("Reported"), &json!("Projector, board")));
    }
}

on_both_engines! {
    async fn a_report_names_a_room_or_an_open_place_and_things_that_are_there(engine) {
        let crew = Crew::open(engine).await;
        let admin = &crew.school.admin;
        let yard = admin.post("/locations", json!({ "kind": "zone", "name": "操场" })).await.expect(201);
        let custodian = crew.school.person("吴保管", &["head_custodian"]).await;
        let card = custodian.post("/assets", json!({ "name": "投影仪", "category_code": "A02020200" })).await.expect(201);
        let building = admin.rows("/locations?kind=building").await[0]["id"].clone();
        let lock = json!([{ "category": "lock" }]);
        report(&crew.teacher, text(&yard["id"]), lock.clone()).await;
        let with = json!({ "location_id": crew.room("101"), "faults": lock, "asset_id": card["id"] });
        assert_eq!(crew.teacher.post("/repair-cases", with).await.expect(201)["items"][0]["asset_id"], card["id"]);

        let before = Digest::of(&crew.school.app.db).await;
        let nine: Vec<Value> = (0..10).map(|_| json!({ "category": "lock" })).collect();
        let unknown = test_support::TestApp::unknown_id();
        for (body, pointer) in [
            (json!({ "location_id": building, "faults": lock }), "/location_id"),
            (json!({ "location_id": unknown, "faults": lock }), "/location_id"),
            (json!({ "location_id": crew.room("101"), "faults": lock, "asset_id": unknown }), "/asset_id"),
            (json!({ "location_id": crew.room("101"), "faults": [] }), "/faults"),
            (json!({ "location_id": crew.room("101"), "faults": nine }), "/faults"),
            (json!({ "location_id": crew.room("101"), "faults": [{ "category": "ghost" }] }), "/faults/0/category"),
            (json!({ "location_id": crew.room("101"), "faults": lock, "happened_at": "2026-11-24T02:00:01Z" }), "/happened_at"),
        ] {
            let problem = crew.teacher.post("/repair-cases", body.clone()).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{body}");
        }
        let plain = json!({ "location_id": crew.room("101"), "faults": lock });
        for person in [&crew.school.admin, &crew.school.person("审计", &["auditor"]).await] {
            let problem = person.post("/repair-cases", plain.clone()).await.expect_problem(403, "forbidden");
            assert_eq!(problem["permission"], "repair_cases.report");
        }
        // Two people came meanwhile, which is no report.
        let after = Digest::of(&crew.school.app.db).await;
        assert_eq!(["repair_case", "number_sequence"].map(|t| before.rows(t)), ["repair_case", "number_sequence"].map(|t| after.rows(t)));
    }
}

on_both_engines! {
    /// Everyday 9: the slip is entered next morning. The day of a number is the school's.
    async fn yesterdays_slip_is_a_late_entry_and_numbers_begin_anew_at_the_schools_midnight(engine) {
        let mut crew = Crew::open(engine).await;
        let slip = |at: &str| json!({ "location_id": crew.room("101"), "faults": [{ "category": "lock" }], "happened_at": at });
        let late = crew.teacher.post("/repair-cases", slip("2026-11-23T08:00:00Z")).await.expect(201)["items"][0].clone();
        assert_eq!((&late["late_entry"], &late["happened_at"], &late["reported_at"]), (&json!(true), &json!("2026-11-23T08:00:00Z"), &json!("2026-11-24T02:00:00Z")));
        let same_day = crew.teacher.post("/repair-cases", slip("2026-11-23T14:30:00Z")).await.expect(201)["items"][0].clone();
        assert_eq!(same_day["late_entry"], false);
        crew.pass(TimeDelta::hours(13) + TimeDelta::minutes(59)).await;
        assert_eq!(crew.case("lock").await["number"], "BX20261124-0003", "23:59");
        crew.pass(TimeDelta::minutes(1)).await;
        assert_eq!(crew.case("lock").await["number"], "BX20261125-0001", "00:00");
    }
}
