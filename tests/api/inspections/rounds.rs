//! Rounds: made by their plan, held by whoever is named, "nothing found" as a record, a "no" that becomes a repair.

use serde_json::{Value, json};
use test_support::text;

use super::{Looking, look, spot, step, yes_no};
use crate::{files::samples, on_both_engines, procurement::may};

on_both_engines! {
    async fn nothing_found_is_a_record_of_its_own(engine) {
        let all = Looking::open(engine).await;
        all.plan(&all.list(yes_no()).await).await;
        let round = all.today().await;
        assert_eq!((&round["state"], &round["state_text"], &round["performer_role"]["title"]), (&json!("scheduled"), &json!("待检查"), &json!("值周行政")));
        assert_eq!((text(&round["number"]), text(&round["due_from"])), ("XJ20261124-0001", "2026-11-24T02:30:00Z"));
        all.later(31);
        let duty = all.school.app.sign_in("T002").await;
        assert_eq!(may(&look(&duty, &round).await), ["start", "find", "submit"]);
        // An empty record is none.
        let refused = step(&duty, &round, "submit", json!({})).await.expect_problem(422, "validation_failed");
        assert!(refused["errors"].to_string().contains("/answers"), "{refused}");
        let yes = json!([{ "item_no": 1, "yes": true }, { "item_no": 2, "yes": true }]);
        let refused = step(&duty, &round, "submit", json!({ "answers": yes })).await.expect_problem(422, "validation_failed");
        assert_eq!(refused["errors"][0]["code"], "say_nothing_found");
        let held = step(&duty, &round, "submit", json!({ "nothing_found": true })).await.expect(200);
        assert_eq!((&held["state"], &held["nothing_found"], &held["late"], &held["faults"]), (&json!("submitted"), &json!(true), &json!(false), &json!(0)));
        let answers: Vec<&str> = held["answers"].as_array().unwrap().iter().map(|one| text(&one["outcome"])).collect();
        assert_eq!(answers, ["ok", "ok"]);
        assert_eq!(held["performed_by"]["name"], "陈值周");
        // Held once.
        step(&duty, &round, "submit", json!({ "nothing_found": true })).await.expect_problem(409, "illegal_transition");
        let trail = all.school.app.sign_in("P001").await.column(&format!("/audit-events?subject_id={}", text(&round["id"])), "action").await;
        assert_eq!(trail, ["inspection_round.submitted", "inspection_round.made"]);
    }
}

on_both_engines! {
    async fn a_no_becomes_a_repair_in_the_same_act(engine) {
        let all = Looking::open(engine).await;
        let items = json!([
            { "text": "窗户完好", "kind": "yes_no", "location_id": all.room("201") },
            { "text": "冷柜温度", "kind": "number", "unit": "℃", "max": "-18" },
            { "text": "全景", "kind": "photo", "required": false },
        ]);
        let round = spot(&all.duty, &all.list(items).await).await;
        let unexplained = json!([{ "item_no": 1, "yes": false }, { "item_no": 2, "number": "-17.9" }]);
        let refused = step(&all.duty, &round, "submit", json!({ "answers": unexplained })).await.expect_problem(422, "validation_failed");
        let codes: Vec<(&str, &str)> = refused["errors"].as_array().unwrap().iter().map(|one| (text(&one["pointer"]), text(&one["code"]))).collect();
        assert_eq!(codes, [("/answers/0", "unexplained"), ("/answers/1", "unexplained")]);
        let photo = all.duty.upload("碎了.png", "image/png", samples::png(8, 6)).await.expect(201);
        let view = all.duty.upload("全景.png", "image/png", samples::png(9, 6)).await.expect(201);
        let answers = json!([
            { "item_no": 1, "yes": false, "remark": "玻璃裂了", "report": { "category": "window", "danger": true }, "upload_ids": [photo["id"]] },
            { "item_no": 2, "number": "-17.9", "remark": "除霜中" },
            { "item_no": 3, "upload_ids": [view["id"]] },
        ]);
        let held = step(&all.duty, &round, "submit", json!({ "answers": answers, "remark": "其余正常" })).await.expect(200);
        assert_eq!((&held["faults"], &held["nothing_found"], held["attachments"].as_array().unwrap().len()), (&json!(2), &json!(false), 1));
        assert_eq!(held["attachments"][0]["caption"], "3. 全景");
        let findings = held["findings"].as_array().unwrap();
        assert_eq!((findings.len(), &findings[1]["repair"]), (2, &Value::Null));
        let case = all.director.get(&format!("/repair-cases/{}", text(&findings[0]["repair"]["id"]))).await.expect(200);
        assert_eq!((&case["text"], &case["danger"], &case["location"]["path"]), (&json!("窗户完好：玻璃裂了"), &json!(true), &json!("致远楼 / 2层 / 201")));
        let photos = all.director.rows(&format!("/repair-cases/{}/attachments", text(&case["id"]))).await;
        assert_eq!(photos.len(), 1);
        let path = format!("/inspection-rounds/{}/attachments/{}/content", text(&round["id"]), text(&held["attachments"][0]["id"]));
        assert_eq!(all.director.get(&path).await.status, 200);
    }
}

on_both_engines! {
    async fn what_was_found_and_nothing_found_exclude_each_other(engine) {
        let all = Looking::open(engine).await;
        let round = spot(&all.duty, &all.list(yes_no()).await).await;
        let path = format!("/inspection-rounds/{}/findings", text(&round["id"]));
        all.duty.post(&path, json!({ "location_id": all.room("101"), "category": "lock" })).await.expect(201);
        let refused = step(&all.duty, &round, "submit", json!({ "nothing_found": true })).await.expect_problem(422, "validation_failed");
        assert_eq!(refused["errors"][0]["code"], "something_found");
        for (answers, code) in [
            (json!([{ "item_no": 3, "yes": true }]), "reference_not_found"),
            (json!([{ "item_no": 1, "yes": true }, { "item_no": 1, "yes": true }]), "duplicate"),
            (json!([{ "item_no": 1, "number": "3" }, { "item_no": 2, "yes": true }]), "wrong_kind"),
            (json!([{ "item_no": 1, "yes": true, "report": { "category": "lock" } }, { "item_no": 2, "yes": true }]), "nothing_to_report"),
        ] {
            let refused = step(&all.duty, &round, "submit", json!({ "answers": answers })).await;
            let problem = refused.json();
            assert_eq!((refused.status.as_u16(), &problem["errors"][0]["code"]), (422, &json!(code)), "{problem}");
        }
    }
}

on_both_engines! {
    async fn the_office_reviews_and_whoever_held_it_does_not(engine) {
        let all = Looking::open(engine).await;
        let list = all.list(yes_no()).await;
        let round = spot(&all.director, &list).await;
        step(&all.director, &round, "submit", json!({ "nothing_found": true })).await.expect(200);
        step(&all.director, &round, "review", json!({})).await.expect_problem(403, "own_round");
        let principal = &all.school.principal;
        let reviewed = step(principal, &round, "review", json!({ "remark": "已阅" })).await.expect(200);
        assert_eq!((&reviewed["state"], &reviewed["review"]["remark"], may(&reviewed)), (&json!("reviewed"), &json!("已阅"), Vec::new()));
        let stale = principal.seen(1).post(&format!("/inspection-rounds/{}/review", text(&round["id"])), json!({})).await;
        assert!([409, 412].contains(&stale.status.as_u16()));
    }
}
