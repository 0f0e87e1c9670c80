//! What is kept how long, and what goes when its days are over.

use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Value, json};
use test_support::{Digest, School, text};

use crate::on_both_engines;

async fn count(raw: &DatabaseConnection, from: &str) -> i64 {
    let sql = format!("SELECT CAST(COUNT(*) AS bigint) AS n FROM {from}");
    raw.query_one_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap().unwrap().try_get("", "n").unwrap()
}

fn rule<'a>(rules: &'a Value, key: &str) -> &'a Value {
    rules["items"].as_array().unwrap().iter().find(|rule| rule["key"] == key).unwrap()
}

/// Somebody at a door leaves a number; the case is cancelled by its code.
async fn a_number_is_left(school: &School, sign: &str, cancel: bool) {
    let nobody = school.app.nobody();
    let body = json!({ "faults": [{ "category": "lock" }], "phone": "13700001111" });
    let made = nobody.post(&format!("/signs/{}/repair-cases", sign), body).await.expect(201);
    if cancel {
        let path = format!("/follow-ups/{}/cancel", text(&made["cases"][0]["follow_up_code"]));
        nobody.seen(1).post(&path, json!({})).await.expect(200);
    }
}

#[test]
fn every_rule_has_its_days_its_floor_and_its_source_in_the_pack() {
    let pack = campus::policy::pack().unwrap();
    let rules: Vec<_> = server::api::RETENTION.iter().copied().flatten().collect();
    assert!(rules.len() >= 9);
    for rule in &rules {
        let entry = pack.iter().find(|entry| entry.key == rule.key).unwrap_or_else(|| panic!("{} is not in the pack", rule.key));
        assert_eq!(entry.default, rule.default, "{}", rule.key);
        let floor = entry.min.unwrap();
        assert!(entry.in_use && floor >= 1 && floor <= i64::from(rule.default), "{}", rule.key);
        for sql in rule.statements {
            assert!(sql.contains("LIMIT $"), "{}: a statement without bounds", rule.key);
            for never in ["audit_event", "audit_subject", "asset ", "asset_value_event", "asset_assignment", "DELETE FROM repair_case"] {
                assert!(!sql.contains(never), "{}: {sql}", rule.key);
            }
        }
    }
    let keyed: Vec<_> = pack.iter().filter(|entry| entry.key.starts_with("retention.")).collect();
    assert_eq!(keyed.len(), rules.len(), "a key of the pack that no rule goes by");
}

on_both_engines! {
    async fn a_rule_cannot_be_set_below_its_floor(engine) {
        let school = School::open(engine).await;
        let before = Digest::of(&school.app.db).await;
        for rule in server::api::RETENTION.iter().copied().flatten() {
            let floor = campus::policy::pack().unwrap().into_iter().find(|entry| entry.key == rule.key).unwrap().min.unwrap();
            for value in [json!(floor - 1), json!(0), json!(-1), json!(null), json!("30"), json!(100_000)] {
                let body = json!({ "value": value, "valid_from": "2026-11-24", "source": "校务会", "reason": "省地方" });
                let path = format!("/policies/{}", rule.key);
                let refused = school.principal.seen(0).put(&path, body).await.expect_problem(422, "validation_failed");
                assert_eq!(refused["errors"][0]["pointer"], "/value", "{} {value}", rule.key);
            }
        }
        before.assert_unchanged(&school.app.db, "a value below the floor").await;
        let body = json!({ "value": 30, "valid_from": "2026-11-24", "source": "校务会", "reason": "够用了" });
        school.principal.seen(0).put("/policies/retention.notices_days", body).await.expect(200);
        let shown = school.principal.get("/retention").await.expect(200);
        let notices = rule(&shown, "retention.notices_days");
        assert_eq!((&notices["days"], &notices["floor"], &notices["ran_at"]), (&json!(30), &json!(30), &Value::Null));
        let stay: Vec<&Value> = shown["items"].as_array().unwrap().iter().filter(|row| row["key"].is_null()).collect();
        assert!(stay.len() >= 3 && stay.iter().all(|row| row["days"].is_null()), "what is never removed is shown too");
    }
}

on_both_engines! {
    /// Each thing stays to the end of its days and goes after it; what is still of use stays whatever its age.
    async fn what_is_old_goes_on_its_day_and_not_before(engine) {
        let mut school = School::open(engine).await;
        let sign = text(&school.rooms().await["101"]["sign_code"]).to_owned();
        let raw = school.app.db.raw().await;
        a_number_is_left(&school, &sign, true).await;
        a_number_is_left(&school, &sign, false).await;
        let person = school.admin.post("/people", json!({ "name": "新老师", "staff_no": "N9" })).await.expect(201);
        school.admin.post("/sign-in-slips", json!({ "people": [person["id"]], "on_screen": true })).await.expect(201);
        school.app.sign_in("A001").await.delete("/session").await.expect(204);
        school.admin.with("idempotency-key", "once").post("/people", json!({ "name": "又一位" })).await.expect(201);
        let phones = "repair_case WHERE reporter_phone IS NOT NULL";
        let ended = "session WHERE ended_at IS NOT NULL";
        assert_eq!((count(&raw, phones).await, count(&raw, ended).await, count(&raw, "sign_in_slip").await), (2, 1, 1));
        let before = Digest::of(&school.app.db).await;
        school.app.run_jobs().await;
        assert_eq!(count(&raw, "idempotency_key WHERE key = 'once'").await, 1);
        let again = async |school: &mut School, days: i64| {
            school.app.advance(TimeDelta::days(days));
            school.app.run_jobs().await;
        };
        // 29 days: everything is there. 31: the request's key is gone; and the slip, which ran out on the first day.
        again(&mut school, 29).await;
        assert_eq!((count(&raw, "idempotency_key WHERE key = 'once'").await, count(&raw, "sign_in_slip").await), (1, 1));
        again(&mut school, 2).await;
        assert_eq!((count(&raw, "idempotency_key WHERE key = 'once'").await, count(&raw, "sign_in_slip").await), (0, 0));
        assert!(count(&raw, "attempt_counter").await > 0 && count(&raw, phones).await == 2);
        // 179 and 181: the number of the case that is over goes; that of the open one stays. Attempts go.
        again(&mut school, 148).await;
        assert_eq!(count(&raw, phones).await, 2);
        again(&mut school, 2).await;
        assert_eq!((count(&raw, phones).await, count(&raw, &format!("{phones} AND is_open")).await), (1, 1));
        assert_eq!(count(&raw, "attempt_counter WHERE key LIKE 'sign:%'").await, 0);
        // 364 and 367: the session that ended, and those that nobody used any more.
        again(&mut school, 183).await;
        assert_eq!(count(&raw, ended).await, 1);
        again(&mut school, 3).await;
        assert_eq!(count(&raw, ended).await, 0);
        assert_eq!(count(&raw, "refresh_token WHERE session_id NOT IN (SELECT id FROM session)").await, 0);
        // Cases, cards and the trail are as they were; the trail has grown.
        let after = Digest::of(&school.app.db).await;
        for table in ["repair_case", "asset", "person", "upload"] {
            assert_eq!(after.rows(table), before.rows(table), "{table}");
        }
        assert!(after.rows("audit_event") > before.rows("audit_event"));
    }
}

on_both_engines! {
    async fn a_run_that_removed_something_is_one_event_and_others_are_none(engine) {
        let mut school = School::open(engine).await;
        let sign = text(&school.rooms().await["101"]["sign_code"]).to_owned();
        a_number_is_left(&school, &sign, true).await;
        let run = async |school: &mut School, by: TimeDelta| {
            school.app.advance(by);
            school.app.run_jobs().await;
            school.principal = school.app.sign_in("P001").await;
            school.principal.rows("/audit-events?action=retention.removed&limit=200").await
        };
        assert_eq!(run(&mut school, TimeDelta::minutes(1)).await.len(), 0);
        let events = run(&mut school, TimeDelta::days(200)).await;
        assert_eq!(events.len(), 1, "{events:#?}");
        let told: Vec<&Value> = events[0]["subjects"].as_array().unwrap().iter().map(|s| &s["after"]).collect();
        let phones = told.iter().find(|after| after["key"] == "retention.reporter_phone_days").unwrap();
        assert_eq!((&phones["removed"], &phones["days"]), (&json!(1), &json!(180)));
        assert_eq!((text(&events[0]["actor_kind"]), events[0]["actor_id"].is_null()), ("system", true));
        // Within the hour it does not run again; after it there is nothing.
        assert_eq!(run(&mut school, TimeDelta::minutes(5)).await.len(), 1);
        assert_eq!(run(&mut school, TimeDelta::hours(2)).await.len(), 1);
        let shown = school.principal.get("/retention").await.expect(200);
        let phones = rule(&shown, "retention.reporter_phone_days");
        assert_eq!((&phones["removed"], &phones["total"], phones["removed_at"].is_string(), phones["ran_at"].is_string()), (&json!(1), &json!(1), true, true));
    }
}

on_both_engines! {
    /// A school that keeps things longer does so for itself only, and what belongs to no school is kept as long as any of them says.
    async fn each_school_has_its_own_days(engine) {
        let mut school = School::open(engine).await;
        let sign = text(&school.rooms().await["101"]["sign_code"]).to_owned();
        let (_, other) = school.app.second_school("别的学校").await;
        let raw = school.app.db.raw().await;
        let longer = json!({ "value": 400, "valid_from": "2026-11-24", "source": "校务会", "reason": "查得到" });
        other.seen(0).put("/policies/retention.sign_in_attempts_days", longer.clone()).await.expect(200);
        school.principal.seen(0).put("/policies/retention.reporter_phone_days", longer).await.expect(200);
        a_number_is_left(&school, &sign, true).await;
        school.app.advance(TimeDelta::days(200));
        school.app.run_jobs().await;
        school.admin = school.app.sign_in("A001").await;
        assert_eq!(count(&raw, "repair_case WHERE reporter_phone IS NOT NULL").await, 1);
        assert!(count(&raw, "attempt_counter WHERE key LIKE 'sign:%'").await > 0);
    }
}
