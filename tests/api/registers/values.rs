//! What changes the value of a card: by voucher, by somebody who does not hold it, and never below what was depreciated.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, School, text};

use super::depreciation::{act, desks, people, rule};
use crate::on_both_engines;

fn change(kind: &str, amount: Option<&str>) -> Value {
    json!({ "kind": kind, "amount": amount, "effective_on": "2026-11-20", "voucher_no": "记-11-32", "reason": "加装抽屉" })
}

on_both_engines! {
    async fn additions_revaluations_and_impairments_change_the_value_by_voucher(engine) {
        let school = School::open(engine).await;
        rule(&school, "depreciation_source", "own").await;
        let (custodian, bookkeeper) = people(&school).await;
        let card = desks(&custodian, "600.00", "2026-11-02").await;
        let (path, value) = (format!("/assets/{}/value-events", text(&card["id"])), format!("/assets/{}/value", text(&card["id"])));
        let before = bookkeeper.get(&value).await.expect(200);
        assert_eq!((&before["standing"], &before["begins"], &before["ends"]), (&json!("running"), &json!("2026-11"), &json!("2031-10")));
        assert_eq!((&before["next_amount"], &before["months_taken"], &before["forecast"][0]["amount"]), (&json!("10.00"), &json!(0), &json!("20.00")));
        assert_eq!((before["forecast"].as_array().unwrap().len(), &before["forecast"][5]["net_value"]), (6, &json!("0.00")));
        let added = act(&bookkeeper.seen(1), &path, change("addition", Some("60.00"))).await.expect(201);
        assert_eq!((&added["kind"], &added["original_value"], &added["voucher_no"]), (&json!("addition"), &json!("60.00"), &json!("记-11-32")));
        assert_eq!(bookkeeper.get(&value).await.expect(200)["next_amount"], "11.00");
        act(&bookkeeper.seen(2), &path, change("impairment", Some("360.00"))).await.expect(201);
        let mut anew = change("revaluation", Some("1200.00"));
        anew["life_months"] = json!(120);
        act(&bookkeeper.seen(3), &path, anew).await.expect(201);
        let after = bookkeeper.get(&value).await.expect(200);
        assert_eq!((&after["original_value"], &after["life_months"], &after["next_amount"]), (&json!("1200.00"), &json!(120), &json!("10.00")));
        let card_now = custodian.get(&format!("/assets/{}", text(&card["id"]))).await.expect(200);
        assert_eq!((&card_now["original_value"], &card_now["version"]), (&json!("1200.00"), &json!(4)));
        let events = bookkeeper.rows(&path).await;
        let kinds: Vec<_> = events.iter().map(|event| (text(&event["kind"]), text(&event["original_value"]))).collect();
        assert_eq!(kinds, [("revaluation", "900.00"), ("impairment", "-360.00"), ("addition", "60.00"), ("opening", "600.00")]);
        assert_eq!(custodian.rows(&format!("/assets/{}/timeline", text(&card["id"]))).await.iter().filter(|e| e["action"] == "asset.value_recorded").count(), 3);
        let page = bookkeeper.get(&format!("{path}?limit=3")).await.expect(200);
        let rest = bookkeeper.get(&format!("{path}?limit=3&cursor={}", text(&page["next_cursor"]))).await.expect(200);
        assert_eq!((rest["items"].as_array().unwrap().len(), &rest["items"][0]["kind"]), (1, &json!("opening")));
        let (raw, me) = (school.app.db.raw().await, school.admin.get("/me").await.expect(200));
        let id = text(&me["school"]["id"]).parse().unwrap();
        assert!(registers::recompute::differences(&raw, id).await.unwrap().is_empty());
    }
}

on_both_engines! {
    /// Before its value was changed it was worth less than what is taken back.
    async fn a_card_that_is_taken_back_after_its_value_changed_leaves_no_minus(engine) {
        let school = School::open(engine).await;
        let (custodian, bookkeeper) = people(&school).await;
        let card = desks(&custodian, "1000.00", "2026-11-03").await;
        let path = format!("/assets/{}", text(&card["id"]));
        let mut added = change("addition", Some("500.00"));
        added["effective_on"] = json!("2026-11-10");
        act(&bookkeeper.seen(1), &format!("{path}/value-events"), added).await.expect(201);
        custodian.seen(2).post(&format!("{path}/void"), json!({ "reason": "登记重复" })).await.expect(200);
        for (on, value) in [("2026-11-02", "0.00"), ("2026-11-03", "1000.00"), ("2026-11-09", "1000.00"), ("2026-11-10", "0.00"), ("2026-11-24", "0.00")] {
            let ledger = custodian.get(&format!("/general-ledger?as_of={on}")).await.expect(200);
            assert_eq!(ledger["total"]["closing"]["value"], value, "{on}");
            assert_eq!(custodian.get(&format!("/ledger-ties?as_of={on}")).await.expect(200)["ties"], true, "{on}");
        }
    }
}

on_both_engines! {
    async fn what_does_not_fit_changes_nothing(engine) {
        let school = School::open(engine).await;
        let (custodian, bookkeeper) = people(&school).await;
        let card = desks(&custodian, "600.00", "2026-11-02").await;
        let path = format!("/assets/{}/value-events", text(&card["id"]));
        let before = Digest::of(&school.app.db).await;
        let on = |day: &str| {
            let mut body = change("addition", Some("1.00"));
            body["effective_on"] = json!(day);
            body
        };
        for (body, pointer, code) in [
            (change("addition", None), "/amount", "not_positive"),
            (change("addition", Some("0.00")), "/amount", "not_positive"),
            (change("impairment", Some("-1.00")), "/amount", "not_positive"),
            (change("impairment", Some("600.01")), "/amount", "below_depreciated"),
            (change("revaluation", Some("-0.01")), "/amount", "below_depreciated"),
            (change("revaluation", Some("600.00")), "/amount", "nothing_changes"),
            (change("addition", Some("99999999999.99")), "/amount", "too_large"),
            (on("2026-11-25"), "/effective_on", "in_the_future"),
            (on("2026-11-01"), "/effective_on", "before_opening"),
        ] {
            let problem = act(&bookkeeper.seen(1), &path, body).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!(pointer), &json!(code)));
        }
        act(&bookkeeper.seen(2), &path, change("addition", Some("1.00"))).await.expect_problem(412, "stale");
        bookkeeper.seen(1).post(&path, change("addition", Some("1.00"))).await.expect_problem(400, "idempotency_key_required");
        before.assert_unchanged(&school.app.db, "a refused change of value").await;
        act(&custodian.seen(1), &path, change("addition", Some("1.00"))).await.expect_problem(403, "forbidden");
        custodian.seen(1).post(&format!("/assets/{}/void", text(&card["id"])), json!({ "reason": "登记重复" })).await.expect(200);
        act(&bookkeeper.seen(2), &path, change("addition", Some("1.00"))).await.expect_problem(409, "card_stands_still");
    }
}

on_both_engines! {
    /// November is over and not closed: what it takes of the card, 10.17 after as much of October, comes into the books whatever it is worth then.
    async fn a_value_does_not_fall_below_what_a_month_takes_that_is_closed_late(engine) {
        let school = School::open(engine).await;
        rule(&school, "depreciation_source", "own").await;
        let (custodian, bookkeeper) = people(&school).await;
        let card = desks(&custodian, "600.00", "2026-09-02").await;
        let month = async |by: &Client, period: &str| {
            let run = by.post("/depreciation-runs", json!({ "period": period })).await.expect(201);
            act(&by.seen(1), &format!("/depreciation-runs/{}/close", text(&run["id"])), json!({})).await.expect(200)
        };
        month(&bookkeeper, "2026-10").await;
        school.app.advance(TimeDelta::days(9));
        let bookkeeper = school.app.sign_in("T002").await;
        let path = format!("/assets/{}/value-events", text(&card["id"]));
        let down = |to: &str| {
            let mut body = change("revaluation", Some(to));
            body["effective_on"] = json!("2026-12-03");
            body
        };
        let refused = act(&bookkeeper.seen(1), &path, down("10.33")).await.expect_problem(422, "validation_failed");
        assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!("/amount"), &json!("below_depreciated")));
        assert!(text(&refused["detail"]).contains("10.34"), "{refused}");
        act(&bookkeeper.seen(1), &path, down("10.34")).await.expect(201);
        month(&bookkeeper, "2026-11").await;
        let worth = bookkeeper.get(&format!("/assets/{}/value", text(&card["id"]))).await.expect(200);
        assert_eq!((&worth["accumulated_depreciation"], &worth["net_value"]), (&json!("10.34"), &json!("0.00")));
    }
}

on_both_engines! {
    /// SD8: bookkeeping and custody are apart, and no exception is made.
    async fn whoever_holds_a_thing_does_not_write_what_it_is_worth(engine) {
        let school = School::open(engine).await;
        let (custodian, bookkeeper) = people(&school).await;
        let card = json!({ "name": "投影仪", "category_code": "A02020200", "original_value": "3000.00", "custodian_id": bookkeeper.person_id });
        let card = custodian.post("/assets", card).await.expect(201);
        let path = format!("/assets/{}/value-events", text(&card["id"]));
        let mut body = change("addition", Some("1.00"));
        body["effective_on"] = json!("2026-11-24");
        act(&bookkeeper.seen(1), &path, body.clone()).await.expect_problem(403, "own_custody");
        let seen = bookkeeper.get(&format!("/assets/{}/value", text(&card["id"]))).await.expect(200);
        assert!(seen["allowed_actions"].as_array().unwrap().iter().all(|act| act["allowed"] == false && act["reason"].is_string()));
        act(&school.principal.seen(1), &path, body).await.expect(201);
        let teacher = school.person("李老师", &["staff"]).await;
        for path in [format!("/assets/{}/value", text(&card["id"])), "/depreciation-runs".to_owned()] {
            teacher.get(&path).await.expect_problem(403, "forbidden");
        }
    }
}
