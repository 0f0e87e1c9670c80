//! Finishing, and when silence accepts.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::crew::{Crew, ask, finish, report, seen_by, stands, step};
use crate::on_both_engines;

on_both_engines! {
    async fn its_worker_finishes_with_cause_and_note_and_it_is_the_reporters_turn(engine) {
        let crew = Crew::open(engine).await;
        let case = step(&crew.worker, &crew.case("furniture").await, "take", json!({})).await;
        for bad in [json!({}), json!({ "damage": "lightning" }), json!({ "damage": null })] {
            ask(&crew.worker, &case, "finish", bad).await.expect_problem(422, "validation_failed");
        }
        for (client, code) in [(&crew.mate, "not_yours"), (&crew.teacher, "forbidden"), (&crew.director, "forbidden")] {
            ask(client, &case, "finish", json!({ "damage": "natural_wear" })).await.expect_problem(403, code);
        }
        let case = step(&crew.worker, &case, "finish", json!({ "damage": "human_damage", "work_note": "换了桌腿\n两颗螺丝" })).await;
        assert_eq!((stands(&case), &case["state_text"]), (("done", Some("李老师")), &json!("修好了，看一下")));
        assert_eq!((&case["damage"], &case["work_note"], &case["done_by"]["name"]), (&json!("human_damage"), &json!("换了桌腿\n两颗螺丝"), &json!("王师傅")));
        // Tuesday morning and three working days: the end of Friday at the school.
        assert_eq!(case["auto_close_at"], "2026-11-27T15:59:59Z");
        let bare = finish(&crew.worker, &step(&crew.worker, &crew.case("lock").await, "take", json!({})).await).await;
        assert_eq!(bare["work_note"], Value::Null);
    }
}

on_both_engines! {
    async fn silence_waits_for_three_working_days_and_a_weekend_is_none(engine) {
        let mut crew = Crew::open(engine).await;
        crew.pass(TimeDelta::days(3)).await;
        let case = crew.done("furniture").await;
        assert_eq!(case["auto_close_at"], "2026-12-02T15:59:59Z", "Friday; Monday, Tuesday, Wednesday");
        crew.pass(TimeDelta::hours(5 * 24 + 13) + TimeDelta::minutes(59)).await;
        assert_eq!(seen_by(&crew.teacher, &case).await["state"], "done", "Wednesday, 23:59");
        crew.pass(TimeDelta::minutes(1)).await;
        let closed = seen_by(&crew.teacher, &case).await;
        assert_eq!((stands(&closed), &closed["auto_accepted"], &closed["auto_close_at"]), (("closed", None), &json!(true), &Value::Null));
        let timeline = crew.teacher.rows(&format!("/repair-cases/{}/timeline", case["id"].as_str().unwrap())).await;
        let last = timeline.last().unwrap();
        assert_eq!((&last["action"], &last["actor_kind"]), (&json!("repair_case.closed_silently"), &json!("system")));
    }
}

on_both_engines! {
    async fn danger_is_accepted_by_a_person_however_long_it_takes(engine) {
        let mut crew = Crew::open(engine).await;
        let asked = json!([{ "category": "lighting", "danger": true }]);
        let answered = report(&crew.teacher, crew.room("101"), asked).await[0].clone();
        // Nobody said so at first; the office found that it is.
        let found = step(&crew.director, &crew.case("window").await, "triage", json!({ "priority": 1, "danger": true })).await;
        let mut done = Vec::new();
        for case in [answered, found] {
            let case = step(&crew.worker, &case, "take", json!({})).await;
            let case = finish(&crew.worker, &case).await;
            assert_eq!((stands(&case), &case["auto_close_at"]), (("done", Some("李老师")), &Value::Null));
            done.push(case);
        }
        let usual = crew.done("lock").await;
        crew.pass(TimeDelta::days(60)).await;
        assert_eq!(seen_by(&crew.teacher, &usual).await["state"], "closed");
        for case in done {
            assert_eq!(seen_by(&crew.teacher, &case).await["state"], "done");
            let case = step(&crew.teacher, &case, "confirm", json!({})).await;
            assert_eq!((stands(&case).0, &case["auto_accepted"]), ("closed", &json!(false)));
        }
    }
}
