//! Plans: on school days, at their times, from the moment on at which they were made; caught up after a night off.

use chrono::TimeDelta;
use serde_json::json;
use test_support::text;

use super::{Looking, every_day, yes_no};
use crate::on_both_engines;

on_both_engines! {
    async fn rounds_are_made_once_on_school_days_and_nothing_that_was_over(engine) {
        let all = Looking::open(engine).await;
        let list = all.list(yes_no()).await;
        let mut plan = every_day("一天两次", &list);
        // Eight o'clock was over when the plan was made at ten.
        plan["windows"] = json!([{ "from": "07:50", "to": "08:10" }, { "from": "14:30", "to": "15:00" }]);
        let made = all.director.post("/inspection-plans", plan).await.expect(201);
        assert_eq!((&made["next_on"], &made["performer_role"]["title"]), (&json!("2026-11-25"), &json!("值周行政")));
        for _ in 0..2 {
            all.school.app.run_jobs().await;
        }
        let today: Vec<String> = all.rounds("2026-11-24").await.iter().map(|round| text(&round["due_from"]).to_owned()).collect();
        assert_eq!(today, ["2026-11-24T06:30:00Z"]);
        // From Tuesday over a weekend to Monday, with the machine switched off.
        all.school.app.advance(TimeDelta::days(6));
        all.school.app.run_jobs().await;
        for (day, count) in [("2026-11-25", 2), ("2026-11-27", 2), ("2026-11-28", 0), ("2026-11-29", 0), ("2026-11-30", 2)] {
            assert_eq!(all.rounds(day).await.len(), count, "{day}");
        }
        let office = all.school.app.sign_in("T003").await;
        let totals = office.get("/inspection-rounds/totals").await.expect(200);
        // Three days with two, the first with one, and this morning's: at ten the afternoon is still to come.
        assert_eq!((&totals["by_state"]["missed"], &totals["by_state"]["scheduled"]), (&json!(8), &json!(1)));
        // What was missed while nobody could know is no alarm a week later.
        all.school.app.deliver().await;
        let told = office.rows("/notices?limit=100").await;
        assert!(told.iter().filter(|notice| notice["topic"] == "inspection_round.missed").count() <= 1);
    }
}

on_both_engines! {
    async fn a_plan_that_is_said_anew_is_followed_from_the_next_round_on(engine) {
        let all = Looking::open(engine).await;
        let list = all.list(yes_no()).await;
        let plan = all.plan(&list).await;
        let round = all.today().await;
        let path = format!("/inspection-plans/{}", text(&plan["id"]));
        let mut later = every_day("每天检查", &list);
        later["windows"] = json!([{ "from": "16:00", "to": "16:20" }]);
        let revised = all.director.seen(1).put(&path, later.clone()).await.expect(200);
        assert_eq!(revised["windows"][0]["from"], "16:00");
        all.director.seen(1).put(&path, later.clone()).await.expect_problem(412, "stale");
        all.school.app.run_jobs().await;
        assert_eq!(all.rounds("2026-11-24").await.len(), 1, "the one of today is made");
        assert_eq!(all.rounds("2026-11-24").await[0]["id"], round["id"]);
        all.later(24 * 60);
        all.school.app.run_jobs().await;
        assert_eq!(all.rounds("2026-11-25").await[0]["due_from"], "2026-11-25T08:00:00Z");
        later["retired"] = json!(true);
        let office = all.school.app.sign_in("T003").await;
        assert_eq!(office.seen(2).put(&path, later).await.expect(200)["next_on"], json!(null));
        all.later(24 * 60);
        all.school.app.run_jobs().await;
        assert_eq!(all.rounds("2026-11-26").await.len(), 0);
    }
}

on_both_engines! {
    async fn a_plan_names_what_is_there_and_a_rhythm_that_means_something(engine) {
        let all = Looking::open(engine).await;
        let list = all.list(yes_no()).await;
        let with = |field: &str, value: serde_json::Value| {
            let mut plan = every_day("x", &list);
            plan[field] = value;
            plan
        };
        let nowhere = test_support::TestApp::unknown_id();
        for (body, pointer) in [
            (with("checklist_id", json!(nowhere)), "/checklist_id"),
            (with("location_id", json!(nowhere)), "/location_id"),
            (with("rhythm", json!({ "every": "week" })), "/rhythm/weekdays"),
            (with("rhythm", json!({ "every": "days", "n": 0 })), "/rhythm/n"),
            (with("rhythm", json!({ "every": "month", "day": 32 })), "/rhythm/day"),
            (with("windows", json!([])), "/windows"),
            (with("windows", json!([{ "from": "08:00", "to": "08:00" }])), "/windows/0/to"),
            (with("windows", json!([{ "from": "08:00", "to": "09:00" }, { "from": "08:30", "to": "09:30" }])), "/windows"),
            (with("performer_id", json!(all.worker.person_id)), "/performer_role"),
            (with("performer_role", json!("finance")), "/performer_role"),
            (with("ends_on", json!("2026-11-23")), "/ends_on"),
        ] {
            let refused = all.director.post("/inspection-plans", body).await.expect_problem(422, "validation_failed");
            assert_eq!(refused["errors"][0]["pointer"], pointer);
        }
    }
}

/// Whoever may be named by his role sees and holds rounds of the whole school: it would be a round that nobody finds otherwise.
#[test]
fn roles_that_are_named_hold_rounds_of_the_whole_school() {
    use identity::authority::{Extent, table};
    for role in inspections::plan::PERFORMERS {
        for permission in ["inspections.view", "inspections.perform"] {
            let granted = table().any(|line| line.role == role && line.permission == permission && line.extent == Extent::Granted);
            assert!(granted, "{role:?} {permission}");
        }
    }
}
