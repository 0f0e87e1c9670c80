//! What nobody held is missed by itself; what is entered later says so.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::text;

use super::{Looking, look, spot, step, yes_no};
use crate::{on_both_engines, procurement::may};

on_both_engines! {
    async fn a_round_that_nobody_held_is_missed_by_itself_and_can_be_entered_late(engine) {
        let all = Looking::open(engine).await;
        all.plan(&all.list(yes_no()).await).await;
        let round = all.today().await;
        // The last second of the window, and one later.
        all.later(60);
        all.school.app.run_jobs().await;
        assert_eq!(all.rounds("2026-11-24").await[0]["state"], "scheduled");
        all.school.app.advance(TimeDelta::seconds(1));
        all.school.app.run_jobs().await;
        all.school.app.run_jobs().await;
        let duty = all.school.app.sign_in("T002").await;
        let missed = look(&duty, &round).await;
        assert_eq!((&missed["state"], &missed["state_text"], may(&missed)), (&json!("missed"), &json!("漏检"), vec!["find", "submit"]));
        all.school.app.deliver().await;
        for login in ["T002", "T003"] {
            let told = all.school.app.sign_in(login).await.rows("/notices").await;
            let told: Vec<_> = told.into_iter().filter(|notice| notice["topic"] == "inspection_round.missed").collect();
            assert_eq!(told.len(), 1, "{login}");
            assert!(text(&told[0]["text"]).contains("宿舍检查") && text(&told[0]["text"]).contains("10:30–11:00"), "{}", told[0]);
        }
        // Nobody calls off what was missed.
        let office = all.school.app.sign_in("T003").await;
        step(&office, &round, "cancel", json!({ "reason": "停课" })).await.expect_problem(409, "illegal_transition");
        let body = json!({ "nothing_found": true, "happened_at": "2026-11-24T02:40:00Z", "performed_by": all.worker.person_id });
        let entered = step(&duty, &round, "submit", body).await.expect(200);
        assert_eq!((&entered["state"], &entered["late"], &entered["missed_at"]), (&json!("submitted"), &json!(true), &missed["missed_at"]));
        assert_eq!((&entered["performed_by"]["name"], &entered["recorded_by"]["name"]), (&json!("王师傅"), &json!("陈值周")));
        assert_eq!((&entered["happened_at"], &entered["recorded_at"]), (&json!("2026-11-24T02:40:00Z"), &json!("2026-11-24T03:00:01Z")));
        let totals = office.get("/inspection-rounds/totals?from=2026-11-24&to=2026-11-24").await.expect(200);
        assert_eq!((&totals["count"], &totals["late"], &totals["nothing_found"], &totals["by_state"]["submitted"]), (&json!(1), &json!(1), &json!(1), &json!(1)));
        assert_eq!(office.rows("/inspection-rounds?late=true").await.len(), 1);
    }
}

on_both_engines! {
    async fn what_happened_in_time_and_is_written_down_within_two_hours_is_not_late(engine) {
        let all = Looking::open(engine).await;
        let list = all.list(yes_no()).await;
        let [first, second] = [spot(&all.duty, &list).await, spot(&all.duty, &list).await];
        all.later(120);
        let duty = all.school.app.sign_in("T002").await;
        let body = json!({ "nothing_found": true, "happened_at": "2026-11-24T02:00:00Z" });
        assert_eq!(step(&duty, &first, "submit", body.clone()).await.expect(200)["late"], false);
        all.school.app.advance(TimeDelta::seconds(1));
        assert_eq!(step(&duty, &second, "submit", body).await.expect(200)["late"], true);
    }
}

on_both_engines! {
    async fn a_slip_of_yesterday_is_entered_with_its_day_and_none_of_tomorrow(engine) {
        let all = Looking::open(engine).await;
        let list = all.list(yes_no()).await;
        let begin = |on: &str| json!({ "checklist_id": list, "check_kind": "spot", "level": "self_check", "on": on });
        for day in ["2026-11-25", "2026-10-23"] {
            let refused = all.duty.post("/inspection-rounds", begin(day)).await.expect_problem(422, "validation_failed");
            assert_eq!(refused["errors"][0]["code"], "not_that_day");
        }
        let round = all.duty.post("/inspection-rounds", begin("2026-11-23")).await.expect(201);
        assert_eq!((text(&round["due_on"]), text(&round["number"])), ("2026-11-23", "XJ20261123-0001"));
        for (at, code) in [("2026-11-24T02:00:01Z", "in_the_future"), ("2026-11-22T15:59:59Z", "before_its_day")] {
            let refused = step(&all.duty, &round, "submit", json!({ "nothing_found": true, "happened_at": at })).await;
            assert_eq!(refused.expect_problem(422, "validation_failed")["errors"][0]["code"], code);
        }
        let slip = all.duty.upload("纸单.png", "image/png", crate::files::samples::png(8, 6)).await.expect(201);
        let body = json!({ "nothing_found": true, "happened_at": "2026-11-23T08:00:00Z", "upload_ids": [slip["id"]] });
        let entered = step(&all.duty, &round, "submit", body).await.expect(200);
        assert_eq!((&entered["late"], entered["attachments"].as_array().unwrap().len()), (&json!(true), 1));
    }
}

on_both_engines! {
    async fn what_somebody_has_begun_in_its_time_is_missed_when_the_day_is_over(engine) {
        let all = Looking::open(engine).await;
        all.plan(&all.list(yes_no()).await).await;
        let round = all.today().await;
        // Not before half past ten.
        assert_eq!(may(&look(&all.duty, &round).await), Vec::<&str>::new());
        for (act, said) in [("start", json!({})), ("submit", json!({ "nothing_found": true }))] {
            let refused = step(&all.duty, &round, act, said).await.expect_problem(409, "too_early");
            assert_eq!(refused["detail"], "还没到安排的检查时间。");
        }
        let path = format!("/inspection-rounds/{}/findings", text(&round["id"]));
        all.duty.post(&path, json!({ "location_id": all.room("101"), "category": "lock" })).await.expect_problem(409, "too_early");
        all.later(30);
        let duty = all.school.app.sign_in("T002").await;
        let early = json!({ "nothing_found": true, "happened_at": "2026-11-24T02:29:59Z" });
        let refused = step(&duty, &round, "submit", early).await.expect_problem(422, "validation_failed");
        assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!("/happened_at"), &json!("before_its_time")));
        step(&duty, &round, "start", json!({})).await.expect(200);
        all.later(12 * 60);
        all.school.app.run_jobs().await;
        let duty = all.school.app.sign_in("T002").await;
        assert_eq!(look(&duty, &round).await["state"], "in_progress");
        all.later(2 * 60);
        all.school.app.run_jobs().await;
        let duty = all.school.app.sign_in("T002").await;
        let missed = look(&duty, &round).await;
        assert_eq!((&missed["state"], missed["started_at"].is_string(), &missed["happened_at"]), (&json!("missed"), true, &Value::Null));
    }
}
