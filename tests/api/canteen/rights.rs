//! Who sees and does what; health is seen by the canteen's manager, food safety and the principal only (C3).

use serde_json::json;
use test_support::text;

use super::{Kitchen, accompanied, check, disinfection, keyed};
use crate::on_both_engines;

on_both_engines! {
    async fn health_is_seen_by_those_who_have_to_know_only(engine) {
        let all = Kitchen::open(engine).await;
        let checked = all.manager.post(&all.at("morning-checks"), check(&all.cook, "38.2", false)).await.expect(201);
        let parent = all.school.person("家长甲", &["meal_committee"]).await;
        let auditor = all.school.person("审计员", &["auditor"]).await;
        let path = format!("/canteen-records/{}", text(&checked["id"]));
        for who in [&parent, &auditor, &all.director] {
            let seen = who.get(&path).await.expect(200);
            assert_eq!((&seen["text"], &seen["morning_check"]), (&json!("晨检 1 人"), &json!({ "checked": 1 })));
            let staff = who.rows(&all.at("staff")).await;
            assert_eq!(staff[0]["may_work"], false);
            assert!(staff[0].get("certificates").is_none() && staff[0].get("why_not").is_none(), "{}", staff[0]);
            for kind in ["morning_check", "health_certificates"] {
                who.get(&all.at(&format!("sheet?kind={kind}"))).await.expect_problem(403, "forbidden");
            }
        }
        for who in [&all.manager, &all.officer, &all.school.principal] {
            assert_eq!(who.get(&path).await.expect(200)["morning_check"]["lines"][0]["temperature"], "38.2");
            assert!(who.rows(&all.at("staff")).await[0]["certificates"][0]["number"].is_string());
        }
        // In the trail as well.
        let trail = async |by: &test_support::Client, of: &str| by.get(&format!("/audit-events?subject_kind={of}")).await.expect(200).to_string();
        assert!(trail(&all.school.principal, "canteen_morning_check").await.contains("38.2"));
        assert!(!trail(&auditor, "canteen_morning_check").await.contains("38.2"));
        assert!(trail(&all.school.principal, "health_certificate").await.contains("JK-1"));
        assert!(!trail(&auditor, "health_certificate").await.contains("JK-1"));
    }
}

on_both_engines! {
    async fn parents_read_and_say_how_a_meal_was_and_strike_out_their_own_only(engine) {
        let all = Kitchen::open(engine).await;
        let parent = all.school.person("家长甲", &["meal_committee"]).await;
        let record = keyed(&parent).post(&all.at("accompanied-meals"), accompanied(json!([]))).await.expect(201);
        parent.post(&all.at("disinfections"), disinfection(&all.cook)).await.expect_problem(403, "forbidden");
        let other = all.officer.post(&all.at("disinfections"), disinfection(&all.cook)).await.expect(201);
        let strike = |id: &serde_json::Value| format!("/canteen-records/{}/strike", text(id));
        parent.seen(1).post(&strike(&other["id"]), json!({ "reason": "x" })).await.expect_problem(403, "not_yours");
        assert_eq!(parent.get(&format!("/canteen-records/{}", text(&other["id"]))).await.expect(200)["may_strike"], false);
        parent.seen(1).post(&strike(&record["id"]), json!({ "reason": "记错了餐次" })).await.expect(200);
        let staff = all.school.person("李老师", &["staff"]).await;
        for path in ["/canteens".to_owned(), all.at("day"), all.at("records")] {
            staff.get(&path).await.expect_problem(403, "forbidden");
        }
        assert_eq!(all.director.rows("/canteens").await[0]["director_missing"], true, "860 eat there");
    }
}

on_both_engines! {
    async fn a_retired_canteen_takes_no_records_and_its_book_stays(engine) {
        let all = Kitchen::open(engine).await;
        let record = all.officer.post(&all.at("disinfections"), disinfection(&all.cook)).await.expect(201);
        let retired = json!({ "name": "第一食堂", "mode": "own", "diners": 860, "meals": ["lunch"], "retired": true });
        all.director.seen(1).put(&format!("/canteens/{}", all.canteen), retired).await.expect(200);
        all.officer.post(&all.at("disinfections"), disinfection(&all.cook)).await.expect_problem(409, "not_in_use");
        assert_eq!(all.officer.column(&all.at("records"), "id").await, [text(&record["id"])]);
    }
}
