//! E4 as of any day: it ties with the general ledger and with the cards, before the books, in them and ahead of today.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, School, text};

use super::walk::{Walked, days, fen};
use crate::{
    on_both_engines,
    registers::depreciation::{act, desks, people, rule},
};

/// Every line of a day, read in pages of two, and the sum that the first page tells.
async fn whole(by: &Client, on: &str) -> (Vec<Value>, Value) {
    let first = by.get(&format!("/depreciation-schedule?as_of={on}&limit=2")).await.expect(200);
    let (mut lines, mut next) = (first["items"].as_array().unwrap().clone(), first["next_cursor"].clone());
    while let Some(cursor) = next.as_str() {
        let page = by.get(&format!("/depreciation-schedule?as_of={on}&limit=2&cursor={cursor}")).await.expect(200);
        assert!(page["total"].is_null() && page["items"].as_array().unwrap().len() <= 2, "{page}");
        lines.extend(page["items"].as_array().unwrap().clone());
        next = page["next_cursor"].clone();
    }
    (lines, first)
}

fn sum(lines: &[Value], key: &str) -> i64 {
    lines.iter().map(|line| fen(&line[key])).sum()
}

on_both_engines! {
    async fn the_schedule_of_any_day_ties_with_the_general_ledger_and_the_cards(engine) {
        let all = Walked::open(engine).await;
        for on in days() {
            let on = on.to_string();
            let (lines, first) = whole(&all.custodian, &on).await;
            let general = all.custodian.get(&format!("/general-ledger?as_of={on}")).await.expect(200);
            let closing = &general["total"]["closing"];
            for (mine, theirs) in [("original_value", "value"), ("accumulated_depreciation", "accumulated_depreciation"), ("net_value", "net_value")] {
                assert_eq!(sum(&lines, mine), fen(&closing[theirs]), "{mine} on {on}");
                assert_eq!(fen(&first["total"][mine]), fen(&closing[theirs]), "{mine} in the sum on {on}");
            }
            assert_eq!((&first["total"]["cards"], sum(&lines, "month_amount")), (&json!(lines.len()), fen(&first["total"]["month_amount"])));
            assert_eq!(first["head"]["basis"], general["head"]["basis"], "{on}");
            let ties = all.custodian.get(&format!("/ledger-ties?as_of={on}")).await.expect(200);
            let tied = ties["ledgers"].as_array().unwrap().iter().find(|one| one["key"] == "depreciation").unwrap().clone();
            assert_eq!(
                (&tied["value"], &tied["accumulated_depreciation"]),
                (&first["total"]["original_value"], &first["total"]["accumulated_depreciation"]),
                "the schedule itself is what is tied: {on}"
            );
            for line in &lines {
                let card = all.custodian.get(&format!("/ledger-cards/{}?as_of={on}", text(&line["asset_id"]))).await.expect(200);
                assert_eq!(line["accumulated_depreciation"], card["balance"]["accumulated_depreciation"], "{on} {line}");
                assert_eq!(line["category_code"], card["category_code"], "the class of the day: {on} {line}");
            }
        }
        all.custodian.get("/depreciation-schedule?cursor=x").await.expect_problem(400, "bad_cursor");
    }
}

on_both_engines! {
    /// A day ahead of today takes what the plan says, month by month; a day within a month shows the month before.
    async fn the_month_of_the_schedule_is_the_last_that_is_over(engine) {
        let all = Walked::open(engine).await;
        let (before, after) = (whole(&all.custodian, "2026-12-30").await.1, whole(&all.custodian, "2026-12-31").await.1);
        assert_eq!((&before["month"], &after["month"]), (&json!("2026-11"), &json!("2026-12")));
        let worn = |first: &Value| fen(&first["total"]["accumulated_depreciation"]);
        assert!(worn(&after) > worn(&before));
        assert_eq!(fen(&after["total"]["month_amount"]), worn(&after) - worn(&before));
        let (far, first) = whole(&all.custodian, "2100-12-31").await;
        assert_eq!(first["head"]["basis"], "forecast");
        assert!(far.iter().all(|line| line["standing"] == "taken" && line["months_taken"] == line["life_months"]), "{far:?}");
        // A page ahead of today asks for the plan of its own cards: two at a time say what all at once do.
        let at_once = all.custodian.get("/depreciation-schedule?as_of=2026-12-31&limit=200").await.expect(200);
        assert_eq!(json!(whole(&all.custodian, "2026-12-31").await.0), at_once["items"]);
    }
}

on_both_engines! {
    /// As a run has it: none of them is in any month.
    async fn what_no_month_takes_anything_of_says_so(engine) {
        let school = School::open(engine).await;
        let (custodian, _) = people(&school).await;
        let ledger = "资产编号,资产名称,分类代码,数量,原值,累计折旧,使用状况,取得日期\n\
            QH-1,旧课桌,A05010203,1,100.00,60.00,已报废,2020-09-01\nQH-2,课桌,A05010203,1,100.00,60.00,在用,2024-09-01\n";
        let file = custodian.upload("台账.csv", "text/csv", ledger.into()).await.expect(201);
        act(&custodian, "/imports", json!({ "file": { "upload_id": file["id"] } })).await.expect(201);
        let nominal = json!({ "name": "字画", "category_code": "A05010203", "original_value": "1.00", "details": { "value_type": "名义金额" } });
        custodian.post("/assets", nominal).await.expect(201);
        custodian.post("/assets", json!({ "name": "无值课桌", "category_code": "A05010203" })).await.expect(201);
        let (lines, _) = whole(&custodian, "2026-11-24").await;
        let mut said: Vec<_> = lines.iter().map(|line| (text(&line["name"]), text(&line["standing"]), line["life_months"].is_null())).collect();
        said.sort_unstable();
        assert_eq!(said, [
            ("字画", "not_depreciated", true), ("无值课桌", "not_depreciated", true), ("旧课桌", "not_depreciated", true), ("课桌", "running", false),
        ]);
    }
}

on_both_engines! {
    async fn what_was_closed_stands_in_the_schedule_and_the_plan_goes_on_from_it(engine) {
        let school = School::open(engine).await;
        rule(&school, "depreciation_source", "own").await;
        let (custodian, bookkeeper) = people(&school).await;
        desks(&custodian, "600.01", "2026-09-02").await;
        let run = bookkeeper.post("/depreciation-runs", json!({ "period": "2026-11" })).await.expect(201);
        school.app.advance(TimeDelta::days(7));
        let bookkeeper = school.app.sign_in("T002").await;
        act(&bookkeeper.seen(1), &format!("/depreciation-runs/{}/close", text(&run["id"])), json!({})).await.expect(200);
        for (on, basis, month, taken, amount, accumulated) in [
            ("2026-10-31", "opening_import", "2026-10", 0, "0.00", "0.00"),
            ("2026-11-29", "books", "2026-10", 0, "0.00", "0.00"),
            ("2026-11-30", "books", "2026-11", 3, "10.35", "10.35"),
            ("2026-12-15", "forecast", "2026-11", 3, "10.35", "10.35"),
            ("2026-12-31", "forecast", "2026-12", 4, "10.35", "20.70"),
        ] {
            let (lines, first) = whole(&bookkeeper, on).await;
            assert_eq!((&first["head"]["basis"], &first["month"]), (&json!(basis), &json!(month)), "{on}");
            let line = &lines[0];
            assert_eq!((&line["months_taken"], &line["life_months"], &line["standing"]), (&json!(taken), &json!(60), &json!("running")), "{on}");
            assert_eq!((&line["month_amount"], &line["accumulated_depreciation"]), (&json!(amount), &json!(accumulated)), "{on}");
        }
        // What November took by its life is not rewritten by putting the card right, alone or with others; a voucher changes it from a day on.
        let custodian = school.app.sign_in("T001").await;
        let before = whole(&custodian, "2026-11-30").await.0;
        let card = text(&before[0]["asset_id"]).to_owned();
        for (details, code) in [(json!({ "life_months": 120 }), "by_document"), (json!({ "life_months": null }), "by_document"), (json!({ "depreciates": false }), "has_depreciated")] {
            let body = json!({ "brand": "青木", "details": details });
            custodian.seen(2).patch(&format!("/assets/{card}"), body.clone()).await.expect_problem(422, code);
            let many = json!({ "asset_ids": [card], "change": body, "dry_run": true });
            assert_eq!(custodian.post("/asset-edits", many).await.expect(200)["refused"][0]["id"], card.as_str(), "{code}");
        }
        let same = json!({ "brand": "青木", "details": { "life_months": 60, "depreciates": true } });
        custodian.seen(2).patch(&format!("/assets/{card}"), same).await.expect(200);
        let longer = json!({
            "kind": "revaluation", "amount": null, "life_months": 120, "effective_on": "2026-12-01", "voucher_no": "记-12-1", "reason": "延长使用"
        });
        act(&bookkeeper.seen(3), &format!("/assets/{card}/value-events"), longer).await.expect(201);
        assert_eq!(whole(&custodian, "2026-11-30").await.0, before);
        let (lines, _) = whole(&bookkeeper, "2040-01-01").await;
        assert_eq!((&lines[0]["standing_text"], &lines[0]["months_taken"], &lines[0]["net_value"]), (&json!("已提足"), &json!(120), &json!("0.00")));
    }
}
