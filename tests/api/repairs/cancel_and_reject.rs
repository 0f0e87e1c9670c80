//! Taken back by who reported it, or turned down by the office.

use serde_json::{Value, json};

use super::crew::{Crew, ask, offered, seen_by, stands, step};
use crate::on_both_engines;

on_both_engines! {
    async fn the_reporter_or_the_office_takes_a_report_back_until_work_begins(engine) {
        let crew = Crew::open(engine).await;
        let head = crew.school.person("张班主任", &["class_teacher"]).await;
        crew.responsible("101", &head).await;
        let case = crew.case("lock").await;
        ask(&head, &case, "cancel", json!({})).await.expect_problem(403, "not_yours");
        ask(&crew.worker, &case, "cancel", json!({})).await.expect_problem(403, "not_yours");
        let cancelled = step(&crew.teacher, &case, "cancel", json!({ "reason": "钥匙找到了" })).await;
        assert_eq!((stands(&cancelled), &cancelled["reason"], &cancelled["state_text"]), (("cancelled", None), &json!("钥匙找到了"), &json!("已撤回")));

        let routed = step(&crew.worker, &crew.case("window").await, "take", json!({})).await;
        let cancelled = step(&crew.teacher, &routed, "cancel", json!({})).await;
        assert_eq!((stands(&cancelled), &cancelled["reason"], &cancelled["worker"]), (("cancelled", None), &Value::Null, &Value::Null));
        assert_eq!(crew.worker.rows("/repair-cases?view=assigned_to_me").await, Vec::<Value>::new());
        assert_eq!(stands(&step(&crew.director, &crew.case("other").await, "cancel", json!({})).await).0, "cancelled");

        let begun = step(&crew.worker, &crew.case("network").await, "take", json!({})).await;
        let begun = step(&crew.worker, &begun, "start", json!({})).await;
        ask(&crew.teacher, &begun, "cancel", json!({})).await.expect_problem(409, "illegal_transition");
    }
}

on_both_engines! {
    async fn the_office_turns_down_with_a_reason_that_the_reporter_reads(engine) {
        let crew = Crew::open(engine).await;
        let case = crew.case("other").await;
        for client in [&crew.teacher, &crew.worker, &crew.school.principal] {
            let problem = ask(client, &case, "reject", json!({ "reason": "x" })).await.expect_problem(403, "forbidden");
            assert_eq!(problem["permission"], "repair_cases.reject");
        }
        ask(&crew.director, &case, "reject", json!({})).await.expect_problem(422, "validation_failed");
        step(&crew.director, &case, "reject", json!({ "reason": "不归学校修" })).await;
        let seen = seen_by(&crew.teacher, &case).await;
        assert_eq!((stands(&seen), &seen["state_text"]), (("rejected", None), &json!("退回（不归学校修）")));
        // What is over is over for everybody.
        for client in [&crew.teacher, &crew.worker, &crew.director] {
            assert_eq!(offered(&seen_by(client, &case).await), Vec::<&str>::new());
        }
        let joins = format!("/repair-cases/{}/joins", case["id"].as_str().unwrap());
        crew.director.post(&joins, json!({})).await.expect_problem(409, "case_closed");
        assert_eq!(crew.teacher.rows("/repair-cases?state=open").await, Vec::<Value>::new());
        assert_eq!(crew.teacher.rows("/repair-cases?view=reported_by_me").await.len(), 1, "it stays in the reporter's list");
    }
}
