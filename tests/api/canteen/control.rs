//! The control of a canteen: its checks are rounds of inspections, its screen says what was missed, and the county's tables are held against
//! each other.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, text};

use super::{Kitchen, check, hire, meeting, menu, samples};
use crate::{
    inspections::step,
    on_both_engines,
    stores::{act, food::add_food, issue},
};

/// The rows of the two halves of the screen that are about something.
async fn rows(all: &Kitchen, by: &Client, half: &str, what: &str) -> Vec<Value> {
    let view = by.get(&all.at(half)).await.expect(200);
    view["rows"].as_array().unwrap().iter().filter(|row| row["what"] == what).cloned().collect()
}

/// How they stand.
async fn states(all: &Kitchen, by: &Client, half: &str, what: &str) -> Vec<String> {
    rows(all, by, half, what).await.iter().map(|row| text(&row["state"]).to_owned()).collect()
}

on_both_engines! {
    /// Nothing found is a record; what nobody held is missed by itself, stays red for a week, and can be entered late.
    async fn a_daily_control_is_green_with_nothing_found_and_red_when_it_was_missed(engine) {
        let all = Kitchen::open(engine).await;
        let other = all.school.person("贺新人", &["food_safety_officer"]).await;
        assert_eq!(states(&all, &all.officer, "today", "daily_control").await, ["amber"]);
        all.officer.post(&all.at("checks"), json!({})).await.expect_problem(403, "forbidden");
        let made = all.manager.post(&all.at("checks"), json!({})).await.expect(200);
        let again = all.director.post(&all.at("checks"), json!({})).await.expect(200);
        assert_eq!((made["checks"].as_array().unwrap().len(), &again["checks"]), (2, &made["checks"]));
        all.school.app.run_jobs().await;
        let due = rows(&all, &all.officer, "today", "daily_control").await.remove(0);
        assert_eq!((&due["state"], &due["by"]), (&json!("amber"), &json!("2026-11-24T12:00:00Z")));
        // Only whoever is named for it finds it under inspections.
        assert_eq!(rows(&all, &all.manager, "today", "daily_control").await[0]["id"], Value::Null);
        // S75: who is of the canteen does not sign its daily sheet, neither by name nor when he began there meanwhile.
        let teacher = all.school.person("钱老师", &["staff"]).await;
        let sheet = |signer: &Client| json!({ "nothing_found": true, "second_signer_id": signer.person_id });
        let alone = step(&all.officer, &due, "submit", json!({ "nothing_found": true })).await.expect_problem(422, "validation_failed");
        assert_eq!((&alone["errors"][0]["pointer"], &alone["errors"][0]["code"]), (&json!("/second_signer_id"), &json!("required")));
        let among = step(&all.officer, &due, "submit", sheet(&all.manager)).await.expect_problem(422, "validation_failed");
        assert_eq!((&among["errors"][0]["pointer"], &among["errors"][0]["code"]), (&json!("/second_signer_id"), &json!("insider")));
        let held = step(&all.officer, &due, "submit", sheet(&teacher)).await.expect(200);
        assert_eq!((&held["nothing_found"], &held["late"]), (&json!(true), &json!(false)));
        let open = rows(&all, &all.director, "today", "daily_control").await.remove(0);
        assert_eq!((&open["state"], &open["why"]), (&json!("amber"), &json!("零报告：没有发现问题。食堂以外的人还没有复签。")));
        let helps = json!({ "person_id": teacher.person_id, "post": "帮厨" });
        let helps = all.manager.post(&all.at("staff"), helps).await.expect(201);
        step(&teacher, &due, "sign", json!({})).await.expect_problem(403, "insider");
        let left = json!({ "person_id": teacher.person_id, "post": "帮厨", "active": false });
        all.manager.seen(1).put(&format!("/canteen-staff/{}", text(&helps["id"])), left).await.expect(200);
        step(&teacher, &due, "sign", json!({})).await.expect(200);
        let shown = all.manager.get(&all.at("control")).await.expect(200);
        assert_eq!((&shown["rounds"][0]["signed_by"]["name"], &shown["rounds"][0]["to_sign"]), (&json!("钱老师"), &json!(null)));
        let done = rows(&all, &all.director, "today", "daily_control").await.remove(0);
        assert_eq!((&done["state"], &done["why"]), (&json!("green"), &json!("零报告：没有发现问题。")));
        // The next day nobody goes round.
        all.school.app.advance(TimeDelta::hours(24));
        all.school.app.run_jobs().await;
        all.school.app.advance(TimeDelta::hours(11));
        all.school.app.run_jobs().await;
        let officer = all.school.app.sign_in("T003").await;
        let missed = rows(&all, &officer, "today", "daily_control").await.remove(0);
        assert_eq!((&missed["state"], &missed["why"]), (&json!("red"), &json!("漏检了。可以补录，会标明是补录。")));
        let late = json!({ "nothing_found": true, "happened_at": "2026-11-25T09:00:00Z", "second_signer_id": teacher.person_id });
        assert_eq!(step(&officer, &missed, "submit", late).await.expect(200)["late"], true);
        step(&all.school.app.sign_in("T005").await, &missed, "sign", json!({})).await.expect(200);
        let entered = rows(&all, &officer, "today", "daily_control").await.remove(0);
        assert_eq!((&entered["state"], &entered["why"]), (&json!("green"), &json!("零报告：没有发现问题（补录）。")));
        let sheet = officer.get(&all.at("sheet?kind=daily_check")).await.expect(200);
        assert_eq!((&sheet["county_no"], &sheet["rows"][0]["cells"][5], &sheet["late"]), (&json!(9), &json!("没有发现问题（零报告）"), &json!(1)));
        assert_eq!((&sheet["rows"][0]["cells"][3], &sheet["rows"][0]["cells"][4]), (&json!("何安全"), &json!("钱老师")));
        // Another officer holds what comes from now on.
        let director = all.school.app.sign_in("T001").await;
        let body = json!({
            "name": "第一食堂", "mode": "own", "place_id": all.room, "diners": 860, "meals": ["lunch", "dinner"], "officer_id": other.person_id
        });
        director.seen(1).put(&format!("/canteens/{}", all.canteen), body).await.expect(200);
        let plan = format!("/inspection-plans/{}", text(&made["checks"][0]["plan_id"]));
        assert_eq!(director.get(&plan).await.expect(200)["performer"]["name"], "贺新人");
    }
}

on_both_engines! {
    /// D13: a record that is missing for a served meal is red, also when the day is over.
    async fn what_was_missed_yesterday_is_red_until_it_is_entered_late(engine) {
        let all = Kitchen::open(engine).await;
        // Nothing is asked of the day on which the canteen was set up.
        all.school.app.advance(TimeDelta::hours(24));
        let officer = all.school.app.sign_in("T003").await;
        for what in ["morning_check", "menu", "disinfection", "accompanied_meal"] {
            assert!(rows(&all, &officer, "standing", what).await.is_empty(), "{what}");
        }
        all.school.app.advance(TimeDelta::hours(24));
        let [manager, officer] = [all.school.app.sign_in("T002").await, all.school.app.sign_in("T003").await];
        let missed = rows(&all, &officer, "standing", "morning_check").await;
        assert_eq!((missed.len(), &missed[0]["state"], &missed[0]["day"]), (1, &json!("red"), &json!("2026-11-25")));
        assert_eq!(missed[0]["why"], "11-25 没有登记全。可以补录，会标明是补录。");
        // Lunch and dinner: neither has a menu, and without one its samples are not asked for yet.
        for (what, count) in [("menu", 2), ("samples", 0), ("disinfection", 2), ("accompanied_meal", 2)] {
            assert_eq!(states(&all, &officer, "standing", what).await, vec!["red"; count], "{what}");
        }
        let mut late = check(&all.cook, "36.5", true);
        late["happened_at"] = json!("2026-11-24T22:30:00Z");
        assert_eq!(manager.post(&all.at("morning-checks"), late).await.expect(201)["late"], true);
        assert!(rows(&all, &officer, "standing", "morning_check").await.is_empty());
        manager.post(&all.at("menus"), menu("2026-11-25", "lunch", &["米饭"])).await.expect(201);
        let unsampled = rows(&all, &officer, "standing", "samples").await;
        assert_eq!((unsampled.len(), &unsampled[0]["meal"], &unsampled[0]["day"]), (1, &json!("lunch"), &json!("2026-11-25")));
        assert_eq!(states(&all, &officer, "standing", "menu").await, ["red"]);
    }
}

on_both_engines! {
    async fn the_monthly_meeting_is_written_once_and_struck_out(engine) {
        let all = Kitchen::open(engine).await;
        assert_eq!(states(&all, &all.officer, "standing", "monthly_meeting").await, ["amber"]);
        let body = meeting("2026-11-20");
        let ahead = all.officer.post(&all.at("meetings"), meeting("2026-11-25")).await.expect_problem(422, "validation_failed");
        assert_eq!(ahead["errors"][0]["pointer"], "/held_on");
        let met = all.officer.post(&all.at("meetings"), body).await.expect(201);
        assert_eq!((&met["late"], &met["chair"]["name"]), (&json!(true), &json!("何安全")));
        assert_eq!(states(&all, &all.director, "standing", "monthly_meeting").await, ["green"]);
        // Whoever another says was in the chair hears of it; whoever says so of himself knows.
        let mut of_another = meeting("2026-11-19");
        of_another["chair_id"] = json!(all.director.person_id);
        let second = all.officer.post(&all.at("meetings"), of_another).await.expect(201);
        all.school.app.deliver().await;
        let told = all.director.rows("/notices").await;
        let told: Vec<&str> = told.iter().filter(|one| one["topic"] == "canteen_meeting.chair").map(|one| text(&one["text"])).collect();
        assert_eq!(told, ["何安全 登记的 2026-11-19 调度会（第一食堂）写您是主持人。不是的话，请告诉食堂管理员。"]);
        assert!(all.officer.rows("/notices").await.iter().all(|one| one["topic"] != "canteen_meeting.chair"));
        let path = format!("/canteen-meetings/{}/strike", text(&second["id"]));
        all.officer.seen(1).post(&path, json!({ "reason": "没有开" })).await.expect(200);
        let path = format!("/canteen-meetings/{}/strike", text(&met["id"]));
        all.officer.seen(1).post(&path, json!({ "reason": "日期写错了" })).await.expect(200);
        all.officer.seen(2).post(&path, json!({ "reason": "x" })).await.expect_problem(409, "struck_already");
        assert_eq!(states(&all, &all.director, "standing", "monthly_meeting").await, ["amber"]);
        let control = all.director.get(&all.at("control")).await.expect(200);
        assert_eq!(control["meetings"][0]["struck"]["reason"], "日期写错了");
        // It is the head's own: he writes it down himself.
        let head = all.school.principal.post(&all.at("meetings"), meeting("2026-11-20")).await.expect(201);
        assert_eq!(head["chair"]["id"], json!(all.school.principal.person_id));
        // Nobody of the kitchen without a certificate is named to somebody who does not see health.
        hire(&all.manager, &all.canteen, "孙师傅").await;
        let named = |rows: &[Value]| rows.iter().any(|row| text(&row["why"]).contains("孙师傅"));
        let seen = rows(&all, &all.officer, "today", "certificates").await;
        let hidden = rows(&all, &all.director, "today", "certificates").await;
        assert!(named(&seen) && !named(&hidden), "{seen:?} {hidden:?}");
        assert_eq!((&hidden[0]["state"], &hidden[0]["why"]), (&json!("red"), &json!("1 人不能上岗。")));
    }
}

on_both_engines! {
    /// Tables ② ④ ⑤ ⑦ are held against each other, and the first four are printed from the stores.
    async fn menus_issues_and_samples_agree_or_it_is_said_where_they_do_not(engine) {
        let all = Kitchen::open(engine).await;
        let custodian = all.school.person("吴保管", &["head_custodian"]).await;
        let other = all.school.person("钱保管", &["head_custodian"]).await;
        let keepers = json!([custodian.person_id, other.person_id]);
        let store = json!({ "name": "食堂库房", "place_id": all.room, "keeper_ids": keepers });
        let store = text(&custodian.post("/stores", store).await.expect(201)["id"]).to_owned();
        let elsewhere = custodian.post("/stores", json!({ "name": "总保管室", "keeper_ids": keepers })).await.expect(201);
        let (rice, milk) = (add_food(&custodian, "大米", "staple").await, add_food(&custodian, "纯牛奶", "non_staple").await);
        for (item, at, until) in [(&rice, store.as_str(), "2027-05-01"), (&milk, &store, "2026-11-25"), (&milk, text(&elsewhere["id"]), "2026-11-20")] {
            let lines = json!([{ "item_id": item, "quantity": "9", "value": "90.00", "lot_no": "A1", "expires_on": until }]);
            let body = json!({ "store_id": at, "source": "opening", "happened_on": "2026-11-19", "lines": lines });
            act(&custodian, "/stock-receipts", body).await.expect(201);
        }
        // What lies in another store is another's.
        let lots = rows(&all, &all.officer, "standing", "lots").await;
        assert_eq!((lots.len(), &lots[0]["state"]), (1, &json!("amber")), "{lots:?}");
        all.manager.post(&all.at("menus"), menu("2026-11-23", "lunch", &["馒头"])).await.expect(201);
        all.menu("2026-11-24", &["番茄炒蛋", "米饭"]).await;
        all.sample(samples(&all.cook, &[("米饭", 130)], Some("1 号柜"))).await.expect(201);
        act(&custodian, "/stock-issues", issue(&store, &all.manager, &rice, "1")).await.expect(201);
        let view = all.officer.get(&all.at("consistency")).await.expect(200);
        let found: Vec<(&str, &str)> =
            view["differences"].as_array().unwrap().iter().map(|one| (text(&one["day"]), text(&one["kind"]))).collect();
        assert_eq!(found, [("2026-11-23", "no_sample"), ("2026-11-23", "no_issue"), ("2026-11-24", "no_sample")]);
        assert_eq!(view["differences"][2]["text"], "“番茄炒蛋”在食谱上，没有留样。");
        // Somebody else hands out the milk.
        act(&other, "/stock-issues", issue(&store, &all.manager, &milk, "1")).await.expect(201);
        all.sample(samples(&all.cook, &[("番茄炒蛋", 130)], Some("1 号柜"))).await.expect(201);
        let today = all.officer.get(&all.at("consistency?from=2026-11-24&to=2026-11-24")).await.expect(200);
        assert_eq!(today["differences"][0]["text"], "主食和副食出库人不一致：吴保管、钱保管。");
        let sheet = async |kind: &str| all.officer.get(&all.at(&format!("sheet?kind={kind}"))).await.expect(200);
        for (kind, no, name, count) in [("staple_receipt", 1, "大米", 1), ("staple_issue", 2, "大米", 1), ("non_staple_receipt", 3, "纯牛奶", 1), ("non_staple_issue", 4, "纯牛奶", 1)] {
            let sheet = sheet(kind).await;
            let rows = sheet["rows"].as_array().unwrap();
            assert_eq!((&sheet["county_no"], rows.len(), &rows[0]["cells"][1]), (&json!(no), count, &json!(name)), "{kind}");
        }
    }
}
