//! Anonymous reports: the code is the reporter.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Response, text};

use super::crew::{self, Crew, finish, seen_by, step};
use crate::on_both_engines;

/// The cases that a report at a door makes.
async fn report_at(client: &Client, sign: &str, body: Value) -> Vec<Value> {
    let made = client.post(&format!("/signs/{sign}/repair-cases"), body).await.expect(201);
    made["cases"].as_array().unwrap().clone()
}

/// What the holder of a code asks for, from the version his page shows.
async fn ask(nobody: &Client, code: &str, act: &str, body: Value) -> Response {
    let page = nobody.get(&format!("/follow-ups/{code}")).await.expect(200);
    nobody.seen(page["version"].as_i64().unwrap()).post(&format!("/follow-ups/{code}/{act}"), body).await
}

fn offered(page: &Value) -> Vec<&str> {
    page["allowed_actions"].as_array().unwrap().iter().filter(|a| a["allowed"] == true).map(|a| text(&a["action"])).collect()
}

on_both_engines! {
    async fn each_case_has_its_code_whose_page_shows_how_it_stands_and_no_people(engine) {
        let crew = Crew::open(engine).await;
        let nobody = crew.school.app.nobody();
        let body = json!({ "faults": [{ "category": "lighting" }, { "category": "window" }], "text": "一闪一闪", "reporter_name": "家长王女士", "phone": "15098765432" });
        let cases = report_at(&nobody, crew.sign("203"), body).await;
        let codes: Vec<&str> = cases.iter().map(|c| text(&c["follow_up_code"])).collect();
        assert!(codes.len() == 2 && codes[0] != codes[1] && codes.iter().all(|c| c.len() == 10), "{codes:?}");
        let row = crew.worker.rows(&format!("/repair-cases?q={}", text(&cases[0]["number"]))).await[0].clone();
        let inside = seen_by(&crew.worker, &row).await;
        assert_eq!((&inside["channel"], &inside["reporter"], &inside["reporter_phone"]), (&json!("sign"), &Value::Null, &json!("15098765432")));
        step(&crew.worker, &row, "take", json!({})).await;

        let page = nobody.get(&format!("/follow-ups/{}", codes[0])).await.expect(200);
        assert_eq!((&page["school_name"], &page["room"]["name"], &page["number"]), (&json!("青禾小学"), &json!("203"), &cases[0]["number"]));
        assert_eq!((&page["text"], &page["state_text"], offered(&page)), (&json!("一闪一闪"), &json!("已派王师傅"), vec!["cancel"]));
        let timeline: Vec<&str> = page["timeline"].as_array().unwrap().iter().map(|e| text(&e["text"])).collect();
        assert_eq!(timeline, ["报修", "接单"]);
        for hidden in ["15098765432", "家长王女士", text(&row["id"]), text(&crew.rooms["203"]["id"])] {
            assert!(!page.to_string().contains(hidden), "{hidden} is in {page:#}");
        }
        nobody.get(&format!("/follow-ups/{}", codes[0].to_lowercase())).await.expect(200);
        nobody.get("/follow-ups/ZZZZZZZZZZ").await.expect_problem(404, "not_found");
    }
}

on_both_engines! {
    async fn the_holder_of_the_code_accepts_refuses_reopens_and_takes_back(engine) {
        let crew = Crew::open(engine).await;
        let nobody = crew.school.app.nobody();
        let cases = report_at(&nobody, crew.sign("203"), json!({ "faults": [{ "category": "lock" }, { "category": "other" }] })).await;
        let (code, other) = (text(&cases[0]["follow_up_code"]), text(&cases[1]["follow_up_code"]));
        let cancelled = ask(&nobody, other, "cancel", json!({})).await.expect(200);
        assert_eq!((&cancelled["state"], offered(&cancelled)), (&json!("cancelled"), vec![]));

        let row = crew.worker.rows(&format!("/repair-cases?q={}", text(&cases[0]["number"]))).await[0].clone();
        ask(&nobody, code, "confirm", json!({})).await.expect_problem(409, "illegal_transition");
        let done = finish(&crew.worker, &step(&crew.worker, &row, "take", json!({})).await).await;
        assert_eq!(done["owner"], Value::Null);
        // The one who reported it can say so: it does not wait for the office.
        crew::ask(&crew.director, &done, "confirm", json!({})).await.expect_problem(403, "not_yours");
        let page = nobody.get(&format!("/follow-ups/{code}")).await.expect(200);
        assert_eq!((offered(&page), &page["auto_close_at"]), (vec!["confirm", "refuse"], &json!("2026-11-27T15:59:59Z")));
        let stale = page["version"].as_i64().unwrap() - 1;
        nobody.seen(stale).post(&format!("/follow-ups/{code}/confirm"), json!({})).await.expect_problem(412, "stale");
        nobody.post(&format!("/follow-ups/{code}/confirm"), json!({})).await.expect_problem(428, "if_match_required");
        ask(&nobody, code, "refuse", json!({})).await.expect_problem(422, "validation_failed");
        let refused = ask(&nobody, code, "refuse", json!({ "reason": "打不开" })).await.expect(200);
        assert_eq!(refused["state"], "reopened");
        let back = seen_by(&crew.worker, &row).await;
        assert_eq!((&back["owner"]["name"], &back["reason"], &back["refusals"]), (&json!("王师傅"), &json!("打不开"), &json!(1)));
        finish(&crew.worker, &back).await;
        assert_eq!(ask(&nobody, code, "confirm", json!({})).await.expect(200)["state"], "closed");
        assert_eq!(ask(&nobody, code, "reopen", json!({ "reason": "又坏了" })).await.expect(200)["state"], "reopened");
        finish(&crew.worker, &seen_by(&crew.worker, &row).await).await;
        ask(&nobody, code, "confirm", json!({})).await.expect(200);
        crew.school.app.advance(TimeDelta::days(3));
        ask(&nobody, code, "reopen", json!({ "reason": "晚了" })).await.expect_problem(409, "too_late");
    }
}

on_both_engines! {
    async fn who_is_signed_in_report_at_needs_no_code_and_is_the_reporter(engine) {
        let crew = Crew::open(engine).await;
        let body = json!({ "faults": [{ "category": "network" }], "reporter_name": "别人", "phone": "1" });
        let cases = report_at(&crew.teacher, crew.sign("203"), body).await;
        assert_eq!(cases[0].get("follow_up_code").unwrap_or(&Value::Null), &Value::Null);
        let own = crew.teacher.rows("/repair-cases?view=reported_by_me").await;
        let seen = seen_by(&crew.teacher, &own[0]).await;
        assert_eq!((&seen["number"], &seen["reporter"]["name"], &seen["channel"]), (&cases[0]["number"], &json!("李老师"), &json!("sign")));
        // Of another school, one is nobody here.
        let (stranger, _) = crew.school.app.second_school("别的学校").await;
        let theirs = report_at(&stranger, crew.sign("203"), json!({ "faults": [{ "category": "lock" }] })).await;
        assert!(theirs[0]["follow_up_code"].is_string());
        let row = crew.director.rows(&format!("/repair-cases?q={}", text(&theirs[0]["number"]))).await[0].clone();
        assert_eq!(row["reporter_name"], "扫码报修的人");
    }
}

on_both_engines! {
    async fn who_gave_no_name_and_which_day_it_is_are_said_in_the_readers_language(engine) {
        let crew = Crew::open(engine).await;
        let sign = format!("/signs/{}/repair-cases", crew.sign("101"));
        crew.school.app.nobody().post(&sign, json!({ "faults": [{ "category": "lighting" }] })).await.expect(201);
        let case = crew.director.rows("/repair-cases").await[0].clone();
        assert_eq!(case["reporter_name"], "扫码报修的人");
        let case = step(&crew.worker, &case, "take", json!({})).await;
        let wait = json!({ "on": "material", "until": "2026-11-27", "note": "灯管" });
        step(&crew.worker, &case, "wait", wait).await;
        let path = format!("/repair-cases/{}", text(&case["id"]));
        let english = crew.director.with("accept-language", "en");
        assert_eq!(english.get(&path).await.expect(200)["reporter_name"], "Somebody at the door");
        let said = |client: Client| {
            let path = format!("{path}/timeline");
            async move { client.column(&path, "text").await.pop().unwrap() }
        };
        assert_eq!(said(crew.director.clone()).await, "等待：11/27 周五，灯管");
        assert_eq!(said(english).await, "Waiting: 11/27 Fri, 灯管");
    }
}
