//! The incident button: one press seals what is there, tells those who answer, and shows the last 48 hours.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::text;

use super::{Kitchen, check, disinfection, samples};
use crate::on_both_engines;

/// The table of the packet that is about something, if it is there.
fn part<'a>(packet: &'a Value, part: &str) -> Option<&'a Value> {
    packet["sections"].as_array().unwrap().iter().find(|section| section["part"] == part)
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
