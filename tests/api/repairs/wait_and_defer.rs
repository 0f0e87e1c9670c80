//! Waiting for parts or a contractor, and what cannot be done now.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::text;

use super::crew::{Crew, ask, finish, seen_by, stands, step};
use crate::on_both_engines;

on_both_engines! {
    async fn a_case_that_waits_stays_its_workers_and_tells_everybody_until_when(engine) {
        let crew = Crew::open(engine).await;
        let case = step(&crew.worker, &crew.case("plumbing").await, "take", json!({})).await;
        for bad in [json!({ "on": "material" }), json!({ "on": "material", "note": " " }), json!({ "on": "rain", "note": "x" })] {
            ask(&crew.worker, &case, "wait", bad).await.expect_problem(422, "validation_failed");
        }
        let yesterday = json!({ "on": "material", "until": "2026-11-23", "note": "x" });
        let problem = ask(&crew.worker, &case, "wait", yesterday).await.expect_problem(422, "validation_failed");
        assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("/until"), &json!("in_the_past")));
        let material = json!({ "on": "material", "until": "2026-11-26", "note": "买 DN20 水龙头" });
        let case = step(&crew.worker, &case, "wait", material).await;
        assert_eq!((stands(&case), &case["expected_on"], &case["note"]), (("waiting_material", Some("王师傅")), &json!("2026-11-26"), &json!("买 DN20 水龙头")));
        let seen = seen_by(&crew.teacher, &case).await;
        assert!(text(&seen["state_text"]).starts_with("等材料（") && text(&seen["state_text"]).contains("周四"), "{seen:#}");
        ask(&crew.worker, &case, "wait", json!({ "on": "external", "note": "请厂家" })).await.expect_problem(409, "illegal_transition");
        let case = step(&crew.worker, &case, "start", json!({})).await;
        assert_eq!((&case["note"], &case["expected_on"]), (&Value::Null, &Value::Null), "what is over says nothing any more");
        let case = step(&crew.worker, &case, "wait", json!({ "on": "external", "note": "请厂家" })).await;
        assert_eq!((stands(&case), &case["state_text"]), (("waiting_external", Some("王师傅")), &json!("等外修")));
        assert_eq!(stands(&finish(&crew.worker, &case).await), ("done", Some("李老师")));
    }
}

on_both_engines! {
    async fn the_office_puts_off_with_a_reason_and_a_day_and_the_case_comes_back_by_hand(engine) {
        let mut crew = Crew::open(engine).await;
        let case = step(&crew.worker, &crew.case("window").await, "take", json!({})).await;
        let put_off = json!({ "until": "2027-01-25", "reason": "寒假统一更换" });
        for client in [&crew.worker, &crew.teacher] {
            let problem = ask(client, &case, "defer", put_off.clone()).await.expect_problem(403, "forbidden");
            assert_eq!(problem["permission"], "repair_cases.triage");
        }
        for bad in [json!({ "until": "2027-01-25" }), json!({ "until": "2027-01-25", "reason": "" }), json!({ "reason": "x" })] {
            ask(&crew.director, &case, "defer", bad).await.expect_problem(422, "validation_failed");
        }
        let case = step(&crew.director, &case, "defer", put_off).await;
        assert_eq!((stands(&case), &case["worker"], &case["reason"]), (("deferred", None), &Value::Null, &json!("寒假统一更换")));
        assert_eq!(seen_by(&crew.teacher, &case).await["reason"], "寒假统一更换", "the reporter sees why");
        // It has its day: neither the worker's pile nor the office's holds it, and it is not late before.
        for (client, view) in [(&crew.worker, "assigned_to_me"), (&crew.director, "unassigned"), (&crew.director, "waiting_for_me")] {
            assert_eq!(client.rows(&format!("/repair-cases?view={view}")).await, Vec::<Value>::new(), "{view}");
        }
        crew.pass(TimeDelta::days(30)).await;
        assert_eq!(seen_by(&crew.teacher, &case).await["late"], false);
        let case = step(&crew.director, &case, "defer", json!({ "until": "2027-02-01", "reason": "厂家改期" })).await;
        assert_eq!(case["expected_on"], "2027-02-01");
        assert_eq!(stands(&step(&crew.mate, &case, "take", json!({})).await), ("assigned", Some("赵师傅")));
    }
}
