//! Confirm, refuse, reopen: whose word ends a repair.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::text;

use super::crew::{Crew, ask, finish, offered, reason, seen_by, stands, step};
use crate::on_both_engines;

on_both_engines! {
    async fn twice_refused_it_comes_back_twice_and_is_accepted_in_the_end(engine) {
        let crew = Crew::open(engine).await;
        let mut case = crew.done("plumbing").await;
        for (times, why) in [(1, "还在漏"), (2, "又漏了")] {
            for empty in [json!({}), json!({ "reason": "" }), json!({ "reason": " " })] {
                ask(&crew.teacher, &case, "refuse", empty).await.expect_problem(422, "validation_failed");
            }
            case = step(&crew.teacher, &case, "refuse", json!({ "reason": why })).await;
            assert_eq!((stands(&case), &case["reason"], &case["refusals"]), (("reopened", Some("王师傅")), &json!(why), &json!(times)));
            assert_eq!(crew.worker.column("/repair-cases?view=waiting_for_me", "id").await, [text(&case["id"])]);
            case = finish(&crew.worker, &case).await;
        }
        case = step(&crew.teacher, &case, "confirm", json!({})).await;
        assert_eq!((stands(&case), &case["refusals"], &case["auto_accepted"]), (("closed", None), &json!(2), &json!(false)));
        let acts = crew.teacher.column(&format!("/repair-cases/{}/timeline", text(&case["id"])), "action").await;
        assert_eq!(acts.iter().filter(|a| *a == "repair_case.refused").count(), 2);
        // A mate may take over what was refused.
        let other = step(&crew.teacher, &crew.done("lock").await, "refuse", json!({ "reason": "钥匙不对" })).await;
        assert_eq!(stands(&step(&crew.mate, &other, "take", json!({})).await), ("assigned", Some("赵师傅")));
    }
}

on_both_engines! {
    async fn the_reporter_or_who_is_responsible_accepts_and_nobody_else(engine) {
        let crew = Crew::open(engine).await;
        let head = crew.school.person("张班主任", &["class_teacher"]).await;
        let colleague = crew.school.person("陈老师", &["staff"]).await;
        crew.responsible("101", &head).await;
        let case = crew.done("furniture").await;
        // A colleague cannot even see it; the rest see it and may not.
        ask(&colleague, &case, "confirm", json!({})).await.expect_problem(404, "not_found");
        for act in ["confirm", "refuse"] {
            let body = if act == "refuse" { json!({ "reason": "x" }) } else { json!({}) };
            ask(&crew.director, &case, act, body.clone()).await.expect_problem(403, "not_yours");
            ask(&crew.mate, &case, act, body).await.expect_problem(403, "not_yours");
        }
        ask(&crew.worker, &case, "confirm", json!({})).await.expect_problem(403, "own_work");
        let for_worker = seen_by(&crew.worker, &case).await;
        assert_eq!((offered(&for_worker), reason(&for_worker, "confirm")), (vec![], "自己修的要由别人验收。"));
        assert_eq!(offered(&seen_by(&crew.teacher, &case).await), ["confirm", "refuse"]);
        assert_eq!(offered(&seen_by(&head, &case).await), ["confirm", "refuse"]);
        assert_eq!(stands(&step(&head, &case, "confirm", json!({})).await), ("closed", None));
    }
}

on_both_engines! {
    /// "又坏了": two working days, then it is a new report.
    async fn what_is_broken_again_is_reopened_within_two_working_days(engine) {
        let mut crew = Crew::open(engine).await;
        let case = step(&crew.teacher, &crew.done("lock").await, "confirm", json!({})).await;
        assert_eq!(offered(&case), ["reopen"]);
        ask(&crew.director, &case, "reopen", json!({ "reason": "x" })).await.expect_problem(403, "not_yours");
        ask(&crew.worker, &case, "reopen", json!({ "reason": "x" })).await.expect_problem(403, "not_yours");
        crew.pass(TimeDelta::hours(2 * 24 + 13) + TimeDelta::minutes(59)).await;
        let case = step(&crew.teacher, &case, "reopen", json!({ "reason": "又坏了" })).await;
        assert_eq!((stands(&case), &case["refusals"], &case["closed_at"]), (("reopened", Some("王师傅")), &json!(0), &Value::Null), "Thursday, 23:59");
        let case = finish(&crew.worker, &case).await;
        // Thursday night: Friday and, over the weekend, Monday.
        let case = step(&crew.teacher, &case, "confirm", json!({})).await;
        crew.pass(TimeDelta::days(4) + TimeDelta::minutes(2)).await;
        ask(&crew.teacher, &case, "reopen", json!({ "reason": "还坏" })).await.expect_problem(409, "too_late");
        let late = seen_by(&crew.teacher, &case).await;
        assert_eq!((offered(&late), reason(&late, "reopen")), (vec![], "已超过重开的期限，请重新报修。"));
    }
}
