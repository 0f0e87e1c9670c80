//! The incident button: one press seals what is there, tells those who answer, and shows the last 48 hours.

use ::canteen::incident::phase::{CommandKind, State, accepts};
use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Response, text};

use super::{Kitchen, check, disinfection, keyed, samples};
use crate::on_both_engines;

/// The table of the packet that is about something, if it is there.
fn part<'a>(packet: &'a Value, part: &str) -> Option<&'a Value> {
    packet["sections"].as_array().unwrap().iter().find(|section| section["part"] == part)
}

/// One step, as somebody takes it who has seen the incident as it is.
async fn step(by: &Client, incident: &Value, kind: CommandKind) -> Response {
    let path = format!("/canteen-incidents/{}", text(&incident["id"]));
    let version = by.get(&path).await.expect(200)["version"].as_i64().unwrap();
    let body = match kind {
        CommandKind::Report => json!({ "to": ["health", "education"], "said": "县教育局值班室 李科长" }),
        CommandKind::Investigate => json!({ "investigators": "县疾控中心 王五" }),
        CommandKind::Close | CommandKind::CallOff => json!({ "said": "检验合格，与食堂无关" }),
    };
    by.seen(version).post(&format!("{path}/{}", kind.key().replace('_', "-")), body).await
}

on_both_engines! {
    async fn one_press_seals_the_samples_tells_the_school_and_shows_48_hours(engine) {
        let all = Kitchen::open(engine).await;
        all.manager.post(&all.at("morning-checks"), check(&all.cook, "36.5", true)).await.expect(201);
        all.officer.post(&all.at("disinfections"), disinfection(&all.cook)).await.expect(201);
        all.menu("2026-11-24", &["番茄炒蛋", "米饭"]).await;
        let stored = all.stored("番茄炒蛋").await;
        all.sample(samples(&all.cook, &[("米饭", 130)], None)).await.expect(201);
        all.school.app.advance(TimeDelta::minutes(10));
        let body = json!({ "said": "午餐后三名学生腹痛", "unwell": 3 });
        let unkeyed = all.officer.post(&all.at("incidents"), body.clone()).await;
        assert_eq!(unkeyed.status, 400, "a press is not made twice by chance");
        let pressed = all.officer.with("idempotency-key", "incident-1");
        let raised = pressed.post(&all.at("incidents"), body.clone()).await.expect(201);
        assert_eq!((&raised["sealed"], &raised["unwell"]), (&json!(2), &json!(3)));
        // Pressed again by an impatient thumb: the same answer, and nothing more.
        assert_eq!(pressed.post(&all.at("incidents"), body).await.expect(201)["id"], raised["id"]);
        assert_eq!(all.officer.rows(&all.at("incidents")).await.len(), 1);
        let record = all.officer.get(&format!("/canteen-records/{}", text(&stored["id"]))).await.expect(200);
        assert_eq!((&record["food_sample"]["state"], &record["food_sample"]["seal_reason"]), (&json!("sealed"), &json!("午餐后三名学生腹痛")));
        all.school.app.deliver().await;
        let told = all.school.principal.rows("/notices").await;
        assert!(told.iter().any(|one| one["topic"] == "canteen_incident.raised" && text(&one["text"]).contains("2 小时内上报")), "{told:?}");
        let path = format!("/canteen-incidents/{}", text(&raised["id"]));
        let packet = all.officer.get(&path).await.expect(200);
        assert_eq!((&packet["from"], &packet["diners"]), (&json!("2026-11-22T02:10:00Z"), &json!(860)));
        let there = part(&packet, "samples").unwrap()["rows"].as_array().unwrap();
        let where_it_is: Vec<(&str, &str)> = there.iter().map(|row| (text(&row["cells"][2]), text(&row["cells"][5]))).collect();
        assert_eq!(where_it_is, [("番茄炒蛋", "1 号柜"), ("米饭", "")]);
        for (which, count) in [("menus", 1), ("disinfection", 1), ("morning_checks", 1), ("staff", 1), ("issues", 0), ("accompanied_meals", 0)] {
            assert_eq!(part(&packet, which).unwrap()["rows"].as_array().unwrap().len(), count, "{which}");
        }
        // Whoever does not see health gets the rest, and is told that something was left out.
        let seen = all.director.get(&path).await.expect(200);
        assert_eq!(seen["health_left_out"], true);
        assert!(part(&seen, "staff").is_none() && part(&seen, "morning_checks").is_none() && part(&seen, "menus").is_some());
        let trail = all.school.principal.rows(&format!("/audit-events?subject_id={}", text(&stored["id"]))).await;
        assert_eq!(trail[0]["action"], "canteen_incident.raised");
    }
}

on_both_engines! {
    /// Whoever hears of it first presses: the kitchen has the least interest to.
    async fn whoever_answers_for_the_school_or_is_on_duty_presses(engine) {
        let all = Kitchen::open(engine).await;
        let duty = all.school.person("陈值周", &["duty_admin"]).await;
        let vice = all.school.person("高校长", &["vice_principal"]).await;
        let said = || json!({ "said": "两名学生呕吐" });
        for who in [&all.school.principal, &vice, &all.director, &duty, &all.manager, &all.officer] {
            keyed(who).post(&all.at("incidents"), said()).await.expect(201);
        }
        let parent = all.school.person("家长甲", &["meal_committee"]).await;
        keyed(&parent).post(&all.at("incidents"), said()).await.expect_problem(403, "forbidden");
        assert_eq!(parent.rows(&all.at("incidents")).await.len(), 6);
    }
}

on_both_engines! {
    /// D13: reported within two hours or it says that it was late, and said to be over outside the kitchen; then its samples leave their seal.
    async fn an_incident_is_reported_investigated_and_closed_outside_the_kitchen(engine) {
        let all = Kitchen::open(engine).await;
        all.school.person("陈值周", &["duty_admin"]).await;
        all.menu("2026-11-24", &["番茄炒蛋", "米饭"]).await;
        let stored = all.stored("番茄炒蛋").await;
        let loose = all.sample(samples(&all.cook, &[("米饭", 130)], None)).await.expect(201)["items"][0].clone();
        let raised = keyed(&all.manager).post(&all.at("incidents"), json!({ "said": "午餐后三名学生腹痛" })).await.expect(201);
        assert_eq!(
            (&raised["state"], &raised["report_by"], &raised["report_late"]),
            (&json!("stopped"), &json!("2026-11-24T04:00:00Z"), &json!(false))
        );
        let sample = |of: &Value, name: &str| format!("/food-samples/{}/{name}", text(&of["id"]));
        let given = json!({ "to": "县疾控中心 王五，收样单 118" });
        all.manager.seen(2).post(&sample(&stored, "hand-over"), given.clone()).await.expect_problem(403, "forbidden");
        all.director.seen(2).post(&sample(&stored, "release"), json!({ "reason": "x" })).await.expect_problem(409, "incident_open");
        let gone = all.director.seen(2).post(&sample(&stored, "hand-over"), given).await.expect(200);
        let life = &gone["food_sample"];
        assert_eq!((&life["state"], &life["unsealed_by"]["name"], &life["unseal_note"]), (&json!("handed_over"), &json!("周主任"), &json!("县疾控中心 王五，收样单 118")));
        let lights = async |by: &Client| {
            let standing = by.get(&all.at("standing")).await.expect(200);
            let rows = standing["rows"].as_array().unwrap().clone();
            rows.into_iter().filter(|row| row["what"] == "incidents").map(|row| text(&row["state"]).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(lights(&all.director).await, ["red"]);
        all.school.app.advance(TimeDelta::minutes(121));
        let app = &all.school.app;
        let (director, officer, duty) = (app.sign_in("T001").await, app.sign_in("T003").await, app.sign_in("T004").await);
        let early = json!({ "to": ["education"], "happened_at": "2026-11-24T01:00:00Z" });
        let path = format!("/canteen-incidents/{}/report", text(&raised["id"]));
        let early = officer.seen(1).post(&path, early).await.expect_problem(422, "validation_failed");
        assert_eq!((&early["errors"][0]["pointer"], &early["errors"][0]["code"]), (&json!("/happened_at"), &json!("reported_before")));
        let reported = step(&officer, &raised, CommandKind::Report).await.expect(200);
        assert_eq!((&reported["state"], &reported["report_late"], &reported["report"]["to"]), (&json!("reported"), &json!(true), &json!(["education", "health"])));
        assert_eq!(lights(&director).await, ["amber"]);
        step(&duty, &raised, CommandKind::Investigate).await.expect(200);
        step(&officer, &raised, CommandKind::Close).await.expect_problem(403, "forbidden");
        let closed = step(&director, &raised, CommandKind::Close).await.expect(200);
        assert_eq!((&closed["state"], &closed["end"]["by"]["name"]), (&json!("closed"), &json!("周主任")));
        assert_eq!(lights(&director).await, Vec::<String>::new());
        // What was not given away is as it was before, and stays in the book as evidence.
        let kept = officer.get(&format!("/canteen-records/{}", text(&loose["id"]))).await.expect(200);
        assert_eq!((&kept["food_sample"]["state"], &kept["food_sample"]["unseal_note"]), (&json!("taken"), &json!("检验合格，与食堂无关")));
        let strike = format!("/canteen-records/{}/strike", text(&loose["id"]));
        officer.seen(3).post(&strike, json!({ "reason": "写错了" })).await.expect_problem(409, "sealed");
        officer.seen(3).post(&sample(&loose, "store"), json!({ "fridge": "1 号柜" })).await.expect(200);
        app.deliver().await;
        let told = app.sign_in("P001").await.rows("/notices").await;
        assert_eq!(told.iter().filter(|one| one["topic"] == "canteen_incident.moved").count(), 3);
    }
}

on_both_engines! {
    /// Nobody of the kitchen says that it was none, whatever else he is; and while another is open nothing leaves its seal.
    async fn a_false_alarm_is_called_off_outside_the_kitchen(engine) {
        let all = Kitchen::open(engine).await;
        all.menu("2026-11-24", &["米饭"]).await;
        let stored = all.stored("米饭").await;
        let raise = async |said: &str| keyed(&all.officer).post(&all.at("incidents"), json!({ "said": said })).await.expect(201);
        let (first, second) = (raise("一名学生呕吐").await, raise("同班又一名").await);
        let both = all.school.person("兼职", &["vice_principal", "canteen_manager"]).await;
        step(&both, &first, CommandKind::CallOff).await.expect_problem(403, "of_the_kitchen");
        let state = async || all.officer.get(&format!("/canteen-records/{}", text(&stored["id"]))).await.expect(200)["food_sample"]["state"].clone();
        assert_eq!(step(&all.director, &first, CommandKind::CallOff).await.expect(200)["state"], "false_alarm");
        assert_eq!(state().await, "sealed");
        step(&all.school.principal, &second, CommandKind::CallOff).await.expect(200);
        assert_eq!(state().await, "stored");
    }
}

on_both_engines! {
    /// All 5 × 4 pairs.
    async fn d01_a_step_that_the_workflow_of_incidents_does_not_list_is_409(engine) {
        let all = Kitchen::open(engine).await;
        let made = async |state: State| {
            let incident = keyed(&all.officer).post(&all.at("incidents"), json!({ "said": "演练" })).await.expect(201);
            let way: &[CommandKind] = match state {
                State::Stopped => &[],
                State::Reported => &[CommandKind::Report],
                State::Investigating => &[CommandKind::Report, CommandKind::Investigate],
                State::Closed => &[CommandKind::Report, CommandKind::Investigate, CommandKind::Close],
                State::FalseAlarm => &[CommandKind::CallOff],
            };
            for kind in way {
                step(&all.director, &incident, *kind).await.expect(200);
            }
            incident
        };
        let (mut refused, mut taken) = (0, 0);
        for state in State::ALL {
            for kind in CommandKind::ALL {
                let answer = step(&all.director, &made(state).await, kind).await;
                if accepts(state, kind) {
                    answer.expect(200);
                    taken += 1;
                } else {
                    answer.expect_problem(409, "illegal_transition");
                    refused += 1;
                }
            }
        }
        assert_eq!((refused, taken), (15, 5));
    }
}
