//! `/policies`: rules and numbers with the day from which they hold.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Digest, School, text};

use crate::on_both_engines;

const ACCEPT: &str = "repair.auto_accept_working_days";

fn two_days(from: &str) -> Value {
    json!({ "value": 2, "valid_from": from, "source": "2026年11月20日校务会", "reason": "催得紧" })
}

async fn shown(school: &School, key: &str) -> Value {
    school.admin.rows("/policies").await.into_iter().find(|row| row["key"] == key).unwrap()
}

on_both_engines! {
    async fn a_value_holds_from_its_day_and_the_history_says_what_changed_when(engine) {
        let school = School::open(engine).await;
        let path = format!("/policies/{ACCEPT}");
        assert_eq!((&shown(&school, ACCEPT).await["value"], &shown(&school, ACCEPT).await["set"]), (&json!(3), &Value::Null));
        let set = school.principal.seen(0).put(&path, two_days("2026-12-01")).await.expect(200);
        assert_eq!((&set["value"], &set["next"]["value"], &set["version"]), (&json!(3), &json!(2), &json!(1)));
        school.admin.seen(0).put(&path, two_days("2026-12-02")).await.expect_problem(412, "stale");
        school.app.advance(TimeDelta::days(7));
        let (admin, principal) = (school.app.sign_in("A001").await, school.app.sign_in("P001").await);
        let later = admin.rows("/policies").await.into_iter().find(|row| row["key"] == ACCEPT).unwrap();
        assert_eq!((&later["value"], &later["next"], &later["set"]["set_by"]["name"]), (&json!(2), &Value::Null, &set["next"]["set_by"]["name"]));
        let mut body = two_days("2026-12-01");
        body["value"] = json!(4);
        admin.seen(1).put(&path, body).await.expect(200);
        let history = admin.rows(&format!("{path}/history")).await;
        assert_eq!((history.len(), &history[0]["value"], &history[0]["source"]), (1, &json!(4), &json!("2026年11月20日校务会")));
        assert_eq!(principal.rows("/audit-events?action=policy.set").await.len(), 2, "the trail keeps what was put right on the same day");
    }
}

on_both_engines! {
    /// A case is judged by what held when it was finished.
    async fn documents_keep_the_value_they_were_judged_by(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let teacher = school.person("李老师", &["staff"]).await;
        let worker = school.person("王师傅", &["repair_worker"]).await;
        let finished = async |category: &str| {
            let body = json!({ "location_id": room, "faults": [{ "category": category }] });
            let case = teacher.post("/repair-cases", body).await.expect(201)["items"][0].clone();
            let path = format!("/repair-cases/{}", text(&case["id"]));
            let case = worker.seen(1).post(&format!("{path}/take"), json!({})).await.expect(200);
            let seen = worker.seen(case["version"].as_i64().unwrap());
            (path.clone(), seen.post(&format!("{path}/finish"), json!({ "damage": "natural_wear" })).await.expect(200))
        };
        let (path, before) = finished("furniture").await;
        assert_eq!(before["auto_close_at"], "2026-11-27T15:59:59Z");
        school.admin.seen(0).put(&format!("/policies/{ACCEPT}"), two_days("2026-11-24")).await.expect(200);
        assert_eq!(worker.get(&path).await.expect(200)["auto_close_at"], "2026-11-27T15:59:59Z");
        assert_eq!(finished("window").await.1["auto_close_at"], "2026-11-26T15:59:59Z");
    }
}

on_both_engines! {
    async fn values_of_another_kind_and_days_that_are_over_are_refused(engine) {
        let school = School::open(engine).await;
        let before = Digest::of(&school.app.db).await;
        let admin = &school.admin;
        let mut body = two_days("2026-11-23");
        let past = admin.seen(0).put(&format!("/policies/{ACCEPT}"), body.clone()).await.expect_problem(422, "validation_failed");
        assert_eq!(past["errors"][0]["pointer"], "/valid_from");
        body["valid_from"] = json!("2026-11-24");
        for value in [json!(0), json!(31), json!("2"), json!(null), json!([2])] {
            body["value"] = value;
            let wrong = admin.seen(0).put(&format!("/policies/{ACCEPT}"), body.clone()).await.expect_problem(422, "validation_failed");
            assert_eq!(wrong["errors"][0]["pointer"], "/value");
        }
        body["value"] = json!(2);
        for field in ["source", "reason"] {
            let mut blank = body.clone();
            blank[field] = json!(" ");
            let wrong = admin.seen(0).put(&format!("/policies/{ACCEPT}"), blank).await.expect_problem(422, "validation_failed");
            assert_eq!(wrong["errors"][0]["pointer"], format!("/{field}"));
        }
        admin.seen(0).put("/policies/no.such_key", body.clone()).await.expect_problem(404, "not_found");
        admin.get("/policies/no.such_key/history").await.expect_problem(404, "not_found");
        admin.put(&format!("/policies/{ACCEPT}"), body.clone()).await.expect_problem(428, "if_match_required");
        before.assert_unchanged(&school.app.db, "a refused rule").await;
        let director = school.person("周主任", &["logistics_director"]).await;
        director.seen(0).put(&format!("/policies/{ACCEPT}"), body).await.expect_problem(403, "forbidden");
        assert!(director.rows("/policies").await.len() > 55);
    }
}
