//! A sample of every dish: large enough, of the menu, kept by one and supervised by another, and discarded not a minute too early.

use chrono::TimeDelta;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use test_support::{Client, text};

use super::{Kitchen, keyed, samples};
use crate::on_both_engines;

async fn discard(by: &Client, sample: &Value, body: Value) -> test_support::Response {
    let path = format!("/food-samples/{}/discard", text(&sample["id"]));
    by.seen(sample["version"].as_i64().unwrap()).post(&path, body).await
}

on_both_engines! {
    /// MoE Order 45, art. 40: 124 g are too little, in both languages; what is not on the menu has no sample, and no dish has two.
    async fn a_sample_is_of_a_dish_of_the_menu_and_not_a_gram_too_small(engine) {
        let all = Kitchen::open(engine).await;
        let early = all.sample(samples(&all.cook, &[("米饭", 130)], None)).await.expect_problem(422, "validation_failed");
        assert_eq!((&early["errors"][0]["pointer"], &early["errors"][0]["code"]), (&json!("/meal"), &json!("no_menu")));
        all.menu("2026-11-24", &["番茄炒蛋", "米饭"]).await;
        let small = samples(&all.cook, &[("番茄炒蛋", 125), ("米饭", 124)], None);
        let refused = all.sample(small.clone()).await.expect_problem(422, "validation_failed");
        let error = &refused["errors"][0];
        assert_eq!((&error["pointer"], &error["code"]), (&json!("/samples/1/grams"), &json!("sample_too_small")));
        assert_eq!(error["detail"], "每个菜留样不少于 125 克。");
        let english = keyed(&all.officer).with("accept-language", "en").post(&all.at("food-samples"), small).await;
        assert_eq!(english.expect_problem(422, "validation_failed")["errors"][0]["detail"], "A sample is at least 125 g.");
        let other = all.sample(samples(&all.cook, &[("红烧肉", 125)], None)).await.expect_problem(422, "validation_failed");
        assert_eq!(other["errors"][0]["code"], "not_on_the_menu");
        // Nothing of what was refused is there.
        assert_eq!(all.day(&all.manager, "2026-11-24").await["meals"][0]["unsampled"], json!(["番茄炒蛋", "米饭"]));
        all.sample(samples(&all.cook, &[("番茄炒蛋", 125)], None)).await.expect(201);
        let twice = all.sample(samples(&all.cook, &[("番茄炒蛋", 125)], None)).await.expect_problem(422, "validation_failed");
        assert_eq!(twice["errors"][0]["code"], "sampled_twice");
        assert_eq!(all.day(&all.manager, "2026-11-24").await["meals"][0]["unsampled"], json!(["米饭"]));
    }
}

on_both_engines! {
    /// 47 h 59 min are refused in plain words, 48 h are not; whoever discards does not supervise it.
    async fn a_sample_is_discarded_after_48_hours_and_not_a_minute_before(engine) {
        let all = Kitchen::open(engine).await;
        all.menu("2026-11-24", &["番茄炒蛋"]).await;
        let sample = all.stored("番茄炒蛋").await;
        assert_eq!((&sample["food_sample"]["state"], &sample["food_sample"]["keep_until"]), (&json!("stored"), &json!("2026-11-26T02:00:00Z")));
        let app = &all.school.app;
        app.advance(TimeDelta::minutes(47 * 60 + 59));
        let officer = app.sign_in("T003").await;
        let body = json!({ "operator_id": all.cook });
        let early = discard(&officer, &sample, body.clone()).await.expect_problem(409, "kept_too_short");
        assert_eq!(early["detail"], "留样没满规定的保存时间，还差 0 小时 1 分钟，不能销毁。");
        let english = discard(&officer.with("accept-language", "en"), &sample, body.clone()).await.expect_problem(409, "kept_too_short");
        assert_eq!(english["detail"], "The sample has to be kept for another 0 h 1 min; it is not discarded before that.");
        let shown = officer.get(&format!("/canteen-records/{}", text(&sample["id"]))).await.expect(200);
        let action = shown["food_sample"]["allowed_actions"].as_array().unwrap().iter().find(|one| one["action"] == "discard").unwrap();
        assert_eq!((&action["allowed"], &action["reason"]), (&json!(false), &early["detail"]));
        app.advance(TimeDelta::minutes(1));
        let due = officer.get(&format!("/canteen-records/{}", text(&sample["id"]))).await.expect(200);
        assert_eq!((&due["food_sample"]["due"], &due["food_sample"]["state_text"]), (&json!(true), &json!("可以销毁")));
        // It stands on the page of the day on which it is due, two days later.
        assert_eq!(all.day(&officer, "2026-11-26").await["kept_samples"][0]["id"], sample["id"]);
        // Said to have happened earlier it is refused all the same.
        let before = json!({ "operator_id": all.cook, "happened_at": "2026-11-26T01:59:00Z" });
        discard(&officer, &sample, before).await.expect_problem(409, "kept_too_short");
        let gone = discard(&officer, &sample, body.clone()).await.expect(200);
        let life = &gone["food_sample"];
        assert_eq!((&life["state"], &life["discarded_by"]["name"], &life["discard_supervisor"]["name"]), (&json!("discarded"), &json!("陈厨师"), &json!("何安全")));
        discard(&officer, &gone, body).await.expect_problem(409, "illegal_transition");
        let trail = app.sign_in("P001").await.rows(&format!("/audit-events?subject_id={}", text(&sample["id"]))).await;
        let acts: Vec<&str> = trail.iter().map(|event| text(&event["action"])).collect();
        assert_eq!(acts, ["food_sample.discarded", "canteen_record.sampled"]);
    }
}

on_both_engines! {
    /// SD12, also where the keeper is one of the school's people; whom somebody else names as the supervisor hears of it.
    async fn the_keeper_does_not_supervise_himself_and_who_is_named_hears_of_it(engine) {
        let all = Kitchen::open(engine).await;
        all.menu("2026-11-24", &["番茄炒蛋", "米饭"]).await;
        let body = json!({ "person_id": all.officer.person_id, "post": "留样员" });
        let keeper = all.manager.post(&all.at("staff"), body).await.expect(201);
        let certificate = crate::canteen::enter(&all.manager, text(&keeper["id"]), "2026-03-01", "2027-02-28").await;
        // Nobody verifies his own.
        let path = format!("/health-certificates/{certificate}/verify");
        all.officer.seen(1).post(&path, json!({})).await.expect_problem(403, "entered_it");
        let second = all.school.person("贺总监", &["food_safety_director"]).await;
        second.seen(1).post(&path, json!({})).await.expect(200);
        let mut own = samples(text(&keeper["id"]), &[("米饭", 130)], None);
        let refused = all.sample(own.clone()).await.expect_problem(422, "validation_failed");
        assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!("/supervisor_id"), &json!("own_supervisor")));
        own["supervisor_id"] = json!(all.director.person_id);
        all.sample(own).await.expect(201);
        all.school.app.deliver().await;
        let told = all.director.rows("/notices").await;
        let told: Vec<_> = told.iter().filter(|one| one["topic"] == "canteen_record.named").collect();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0]["text"], "何安全 登记的午餐留样（第一食堂）写您是监督人。不是的话，请告诉食堂管理员。");
    }
}

on_both_engines! {
    async fn a_sample_that_was_not_put_away_counts_its_hours_from_the_fridge_and_a_sealed_one_stays(engine) {
        let all = Kitchen::open(engine).await;
        all.menu("2026-11-24", &["番茄炒蛋", "米饭"]).await;
        let both = samples(&all.cook, &[("番茄炒蛋", 130), ("米饭", 130)], None);
        let taken = all.sample(both).await.expect(201);
        let [one, other] = [0, 1].map(|index| taken["items"][index].clone());
        discard(&all.officer, &one, json!({ "operator_id": all.cook })).await.expect_problem(409, "illegal_transition");
        all.school.app.advance(TimeDelta::minutes(10));
        let path = format!("/food-samples/{}/store", text(&one["id"]));
        let stored = all.officer.seen(1).post(&path, json!({ "fridge": "2 号柜" })).await.expect(200);
        assert_eq!(stored["food_sample"]["keep_until"], "2026-11-26T02:10:00Z");
        // The version is one: who saw the record before it was put away is stale.
        let struck = format!("/canteen-records/{}/strike", text(&one["id"]));
        all.officer.seen(1).post(&struck, json!({ "reason": "写错了" })).await.expect_problem(412, "stale");
        let path = format!("/food-samples/{}/seal", text(&other["id"]));
        let sealed = all.officer.seen(1).post(&path, json!({ "reason": "疑似食物中毒" })).await.expect(200);
        // It is evidence: whoever keeps the book does not make it vanish either.
        let strike = format!("/canteen-records/{}/strike", text(&other["id"]));
        all.manager.seen(2).post(&strike, json!({ "reason": "写错了" })).await.expect_problem(409, "sealed");
        all.school.app.advance(TimeDelta::days(5));
        let officer = all.school.app.sign_in("T003").await;
        discard(&officer, &sealed, json!({ "operator_id": all.cook })).await.expect_problem(409, "illegal_transition");
    }
}

on_both_engines! {
    /// What is put away on Thursday and said to have been on Monday says so: on the record, and on the table.
    async fn storing_that_is_entered_late_says_so(engine) {
        let all = Kitchen::open(engine).await;
        all.menu("2026-11-24", &["米饭", "番茄炒蛋"]).await;
        let at_once = all.stored("番茄炒蛋").await;
        assert_eq!((&at_once["food_sample"]["stored_late"], &at_once["food_sample"]["stored_recorded_at"]), (&json!(false), &json!("2026-11-24T02:00:00Z")));
        let loose = all.sample(samples(&all.cook, &[("米饭", 130)], None)).await.expect(201)["items"][0].clone();
        assert_eq!(loose["food_sample"]["stored_late"], Value::Null);
        all.school.app.advance(TimeDelta::hours(50));
        let officer = all.school.app.sign_in("T003").await;
        let path = format!("/food-samples/{}/store", text(&loose["id"]));
        let body = json!({ "fridge": "1 号柜", "happened_at": "2026-11-24T02:10:00Z" });
        let stored = officer.seen(1).post(&path, body).await.expect(200);
        let life = &stored["food_sample"];
        assert_eq!(
            (&life["stored_at"], &life["stored_recorded_at"], &life["stored_late"]),
            (&json!("2026-11-24T02:10:00Z"), &json!("2026-11-26T04:00:00Z"), &json!(true))
        );
        let sheet = officer.get(&all.at("sheet?kind=food_sample&from=2026-11-24&to=2026-11-24")).await.expect(200);
        let row = sheet["rows"].as_array().unwrap().iter().find(|row| row["cells"][2] == "米饭").unwrap();
        assert_eq!((&sheet["late"], &row["late"]), (&json!(1), &json!(true)));
        assert_eq!((&row["cells"][7], &row["cells"][11]), (&json!("2026-11-24 10:10"), &json!("入柜补录（2026-11-26 12:00 登记）")));
    }
}

on_both_engines! {
    /// What the law says no school lowers: 124 g, 47 h and 13 months are refused as rules, and what was set before that counts as the floor.
    async fn legal_floors_are_not_lowered_by_a_rule(engine) {
        let all = Kitchen::open(engine).await;
        let rule = |value: i64| json!({ "value": value, "valid_from": "2026-11-24", "source": "校务会", "reason": "老表格上是这样" });
        let of = |key: &str| format!("/policies/canteen.{key}");
        for (key, wrong, right) in [("sample_min_grams", 124, 130), ("sample_keep_hours", 47, 72), ("health_certificate_months", 13, 12)] {
            let refused = all.school.admin.seen(0).put(&of(key), rule(wrong)).await.expect_problem(422, "validation_failed");
            assert_eq!(refused["errors"][0]["pointer"], "/value", "{key}");
            all.school.admin.seen(0).put(&of(key), rule(right)).await.expect(200);
        }
        // As it may stand there from before it was refused.
        let raw = all.school.app.db.raw().await;
        for (key, value) in [("sample_min_grams", 100), ("sample_keep_hours", 24), ("health_certificate_months", 24)] {
            let sql = format!("UPDATE policy_value SET value_json = '{value}' WHERE key = 'canteen.{key}'");
            raw.execute_unprepared(&sql).await.unwrap();
        }
        all.menu("2026-11-24", &["米饭"]).await;
        let small = all.sample(samples(&all.cook, &[("米饭", 124)], None)).await.expect_problem(422, "validation_failed");
        assert_eq!(small["errors"][0]["detail"], "每个菜留样不少于 125 克。");
        let stored = all.stored("米饭").await;
        assert_eq!(stored["food_sample"]["keep_until"], "2026-11-26T02:00:00Z");
        let path = format!("/canteen-staff/{}/health-certificates", all.cook);
        let long = json!({ "number": "JK-3", "issued_on": "2026-05-01", "expires_on": "2027-05-02" });
        let long = all.manager.post(&path, long).await.expect_problem(422, "validation_failed");
        assert_eq!(long["errors"][0]["code"], "certificate_too_long");
    }
}
