//! Records say when they happened and when they were written down; a wrong one is struck out and written anew, and nothing else changes it.

use sea_orm::ConnectionTrait;
use serde_json::json;
use test_support::text;

use super::{Kitchen, accompanied, disinfection, keyed, leftovers, samples};
use crate::on_both_engines;

on_both_engines! {
    async fn what_is_written_down_late_says_so_and_what_has_not_happened_is_refused(engine) {
        let all = Kitchen::open(engine).await;
        let mut body = leftovers(&all.cook);
        body["happened_at"] = json!("2026-11-24T00:00:00Z");
        let on_time = all.officer.post(&all.at("leftovers"), body.clone()).await.expect(201);
        assert_eq!((&on_time["late"], &on_time["day"]), (&json!(false), &json!("2026-11-24")));
        body["happened_at"] = json!("2026-11-23T23:59:59Z");
        let late = all.officer.post(&all.at("leftovers"), body.clone()).await.expect(201);
        assert_eq!((&late["late"], &late["recorded_at"], &late["text"]), (&json!(true), &json!("2026-11-24T02:00:00Z"), &json!("剩余 3.5 千克")));
        body["happened_at"] = json!("2026-11-24T02:00:01Z");
        let early = all.officer.post(&all.at("leftovers"), body).await.expect_problem(422, "validation_failed");
        assert_eq!((&early["errors"][0]["pointer"], &early["errors"][0]["code"]), (&json!("/happened_at"), &json!("in_the_future")));
        assert_eq!(all.officer.rows(&all.at("records?late=true")).await.len(), 1);
        // A school that wants to know sooner says so.
        let rule = json!({ "value": 30, "valid_from": "2026-11-24", "source": "校务会", "reason": "要及时" });
        all.school.admin.seen(0).put("/policies/canteen.late_after_minutes", rule).await.expect(200);
        let mut soon = leftovers(&all.cook);
        soon["happened_at"] = json!("2026-11-24T01:20:00Z");
        assert_eq!(all.officer.post(&all.at("leftovers"), soon).await.expect(201)["late"], true);
    }
}

on_both_engines! {
    async fn a_wrong_record_is_struck_out_with_a_reason_and_written_anew(engine) {
        let all = Kitchen::open(engine).await;
        let wrong = all.officer.post(&all.at("disinfections"), disinfection(&all.cook)).await.expect(201);
        let path = format!("/canteen-records/{}/strike", text(&wrong["id"]));
        let mut anew = disinfection(&all.cook);
        anew["minutes"] = json!(15);
        anew["replaces_id"] = wrong["id"].clone();
        all.officer.post(&all.at("disinfections"), anew.clone()).await.expect_problem(409, "not_struck");
        all.officer.seen(1).post(&path, json!({ "reason": "  " })).await.expect_problem(422, "validation_failed");
        let struck = all.officer.seen(1).post(&path, json!({ "reason": "时长写错了" })).await.expect(200);
        assert_eq!((&struck["struck"]["reason"], &struck["struck"]["by"]["name"]), (&json!("时长写错了"), &json!("何安全")));
        assert_eq!(struck["disinfection"]["minutes"], 10, "what was said stays readable");
        all.officer.seen(2).post(&path, json!({ "reason": "x" })).await.expect_problem(409, "struck_already");
        let again = all.officer.post(&all.at("disinfections"), anew.clone()).await.expect(201);
        assert_eq!((&again["replaces_id"], &again["disinfection"]["minutes"]), (&wrong["id"], &json!(15)));
        all.officer.post(&all.at("disinfections"), anew).await.expect_problem(409, "not_struck");
        assert_eq!(all.officer.rows(&all.at("records?kind=disinfection")).await.len(), 2);
    }
}

on_both_engines! {
    /// Behind the product's back neither: the table takes no other words, no deletion, and nothing more once a record was struck out.
    async fn nobody_writes_over_what_was_recorded(engine) {
        let all = Kitchen::open(engine).await;
        all.menu("2026-11-24", &["米饭"]).await;
        let record = all.stored("米饭").await;
        let raw = all.school.app.db.raw().await;
        for sql in [
            "UPDATE canteen_record SET late = NOT late",
            "UPDATE canteen_record SET day = '2026-11-20'",
            "UPDATE menu_day SET meal = 'dinner'",
            "DELETE FROM canteen_record",
            "DELETE FROM menu_day",
        ] {
            let refused = raw.execute_unprepared(sql).await.unwrap_err().to_string();
            assert!(refused.contains("append-only") || refused.contains("FOREIGN KEY"), "{sql}: {refused}");
        }
        let path = format!("/canteen-records/{}/strike", text(&record["id"]));
        all.officer.seen(1).post(&path, json!({ "reason": "写错了" })).await.expect(200);
        let refused = raw.execute_unprepared("UPDATE canteen_record SET struck_reason = 'x'").await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
        // What does not count is no sample: it goes nowhere, and the dish has none.
        let path = format!("/food-samples/{}/seal", text(&record["id"]));
        all.officer.seen(2).post(&path, json!({ "reason": "x" })).await.expect_problem(409, "struck_already");
        assert_eq!(all.day(&all.manager, "2026-11-24").await["meals"][0]["unsampled"], json!(["米饭"]));
        all.sample(samples(&all.cook, &[("米饭", 130)], None)).await.expect(201);
    }
}

on_both_engines! {
    /// S74: a problem becomes a case at the canteen's place, in the same act, in the name of whoever ate there.
    async fn what_somebody_saw_when_he_ate_there_becomes_a_case(engine) {
        let all = Kitchen::open(engine).await;
        let body = accompanied(json!([{ "text": "洗手池没水", "category": "plumbing" }, { "text": "汤凉了" }]));
        let record = keyed(&all.director).post(&all.at("accompanied-meals"), body.clone()).await.expect(201);
        let problems = record["accompanied_meal"]["problems"].as_array().unwrap();
        assert_eq!((problems.len(), &record["accompanied_meal"]["companion"]["name"]), (2, &json!("周主任")));
        let case = all.director.get(&format!("/repair-cases/{}", text(&problems[0]["case_id"]))).await.expect(200);
        assert_eq!((&case["number"], &case["location"]["id"], &case["text"]), (&problems[0]["case_number"], &json!(all.room), &json!("洗手池没水")));
        assert_eq!((&case["category"], &case["reporter"]["name"]), (&json!("plumbing"), &json!("周主任")));
        // For somebody else only who keeps the book.
        let mut other = accompanied(json!([]));
        other["companion_id"] = json!(all.school.principal.person_id);
        keyed(&all.director).post(&all.at("accompanied-meals"), other.clone()).await.expect_problem(403, "not_for_others");
        keyed(&all.manager).post(&all.at("accompanied-meals"), other).await.expect(201);
        // Who was named hears of it; who wrote of himself knows.
        all.school.app.deliver().await;
        let told = all.school.principal.rows("/notices").await;
        let told: Vec<&str> = told.iter().filter(|one| one["topic"] == "canteen_record.companion").map(|one| text(&one["text"])).collect();
        assert_eq!(told, ["冯经理 登记的午餐陪餐（第一食堂）写您是陪餐人。不是的话，请告诉食堂管理员。"]);
        assert!(all.director.rows("/notices").await.iter().all(|one| one["topic"] != "canteen_record.companion"));
        // Without a key it is not written twice by accident.
        all.director.post(&all.at("accompanied-meals"), body.clone()).await.expect_problem(400, "idempotency_key_required");
        let without = json!({ "name": "送餐点", "mode": "delivered", "diners": 90, "meals": ["lunch"] });
        let without = all.director.post("/canteens", without).await.expect(201);
        let path = format!("/canteens/{}/accompanied-meals", text(&without["id"]));
        keyed(&all.director).post(&path, body).await.expect_problem(409, "no_place");
    }
}

on_both_engines! {
    /// E11: the table of a period holds every record, the late and the struck-out ones marked.
    async fn every_record_is_on_the_table_of_its_days(engine) {
        let all = Kitchen::open(engine).await;
        all.menu("2026-11-24", &["米饭"]).await;
        let sample = all.stored("米饭").await;
        let strike = format!("/canteen-records/{}/strike", text(&sample["id"]));
        all.officer.seen(1).post(&strike, json!({ "reason": "克数写错" })).await.expect(200);
        let mut late = samples(&all.cook, &[("米饭", 140)], Some("1 号柜"));
        late["happened_at"] = json!("2026-11-23T20:00:00Z");
        late["samples"][0]["replaces_id"] = sample["id"].clone();
        all.sample(late).await.expect(201);
        let sheet = all.officer.get(&all.at("sheet?kind=food_sample&from=2026-11-24&to=2026-11-24")).await.expect(200);
        assert_eq!(sheet["title"], "食品留样记录表");
        assert_eq!(sheet["columns"], json!(["日期", "餐次", "品名", "留样量（克）", "留样时间", "留样人", "留样柜", "入柜时间", "销毁时间", "销毁人", "监督人", "备注"]));
        let rows = sheet["rows"].as_array().unwrap();
        assert_eq!((rows.len(), &sheet["late"], &sheet["struck"]), (2, &json!(1), &json!(1)));
        let cells = |row: usize, cell: usize| text(&rows[row]["cells"][cell]);
        assert_eq!((cells(0, 3), cells(0, 4), cells(0, 11)), ("140", "2026-11-24 04:00", "补录（2026-11-24 10:00 登记）；重写"));
        assert_eq!((cells(1, 2), cells(1, 5), cells(1, 10), cells(1, 11)), ("米饭", "陈厨师", "何安全", "作废：克数写错"));
        assert_eq!((cells(1, 6), cells(1, 7)), ("1 号柜", "2026-11-24 10:00"));
        let english = all.officer.with("accept-language", "en");
        let menu = english.get(&all.at("sheet?kind=menu&from=2026-11-24&to=2026-11-24")).await.expect(200);
        assert_eq!((&menu["title"], &menu["rows"][0]["cells"][1], &menu["rows"][0]["cells"][2]), (&json!("Menus"), &json!("Lunch"), &json!("米饭")));
        let list = all.officer.get(&all.at("sheet?kind=health_certificates")).await.expect(200);
        assert_eq!((&list["rows"][0]["cells"][0], &list["rows"][0]["cells"][6]), (&json!("陈厨师"), &json!("有效")));
        let wide = all.officer.get(&all.at("sheet?kind=menu&from=2024-01-01&to=2026-11-24")).await;
        assert_eq!(wide.expect_problem(422, "validation_failed")["errors"][0]["code"], "period_too_long");
    }
}
