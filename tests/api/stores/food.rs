//! Food on the shelf: what has expired, has no number or was recalled is not handed out (D13), and what is over soon is listed.

use serde_json::{Value, json};
use test_support::{Client, Digest, Response, text};

use super::{Storing, act, add_item, books_agree, issue, receipt};
use crate::on_both_engines;

/// An item of food, kept as it stands.
pub(crate) async fn add_food(by: &Client, name: &str, group: &str) -> String {
    let food = json!({ "group": group, "storage": "ambient" });
    add_item(by, json!({ "name": name, "unit": "箱", "category": "食品", "food": food })).await
}

/// So much of an item with what stands on it.
async fn lot_of(all: &Storing, item: &str, quantity: &str, label: Value) -> Response {
    let mut body = receipt(&all.store, item, quantity, "80.00");
    for (field, value) in label.as_object().unwrap() {
        body["lines"][0][field] = value.clone();
    }
    act(&all.custodian, "/stock-receipts", body).await
}

async fn lots(by: &Client, query: &str) -> Vec<Value> {
    by.rows(&format!("/stock-lots?{query}")).await
}

/// A step of a lot, from the version as it is now.
async fn lot_step(by: &Client, lot: &Value, step: &str, body: Value) -> Response {
    let path = format!("/stock-lots/{}", text(&lot["id"]));
    let version = by.get(&path).await.expect(200)["version"].as_i64().unwrap();
    by.seen(version).post(&format!("{path}/{step}"), body).await
}

on_both_engines! {
    async fn d13_food_without_a_number_does_not_come_in_and_what_lay_there_before_is_not_handed_out(engine) {
        let all = Storing::open(engine).await;
        let milk = add_food(&all.custodian, "纯牛奶", "non_staple").await;
        let before = Digest::of(&all.school.app.db).await;
        let problem = lot_of(&all, &milk, "5", json!({ "expires_on": "2026-12-24" })).await.expect_problem(422, "validation_failed");
        assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("/lines/0/lot_no"), &json!("lot_required")));
        let problem = lot_of(&all, &milk, "5", json!({ "produced_on": "2026-11-25" })).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["code"], "in_the_future");
        before.assert_unchanged(&all.school.app.db, "food that nobody could call back").await;
        // Rice was there before anybody said that it is food.
        let rice = all.stocked("大米", "10", "400.00").await;
        let now_food = json!({ "name": "大米", "unit": "盒", "category": "食品", "food": { "group": "staple", "storage": "ambient" } });
        all.custodian.seen(1).put(&format!("/stock-items/{rice}"), now_food.clone()).await.expect(200);
        let before = Digest::of(&all.school.app.db).await;
        let problem = all.issue(&rice, "1").await.expect_problem(409, "unnamed_stock");
        assert!(text(&problem["detail"]).contains("有 10 盒没有批号和生产日期，不能发放，能发的只有 0 盒"), "{problem}");
        before.assert_unchanged(&all.school.app.db, "an issue of food without a number").await;
        // Its number is said once; then it goes out.
        let lot = lots(&all.custodian, &format!("view=newest&item_id={rice}")).await.remove(0);
        assert_eq!((&lot["unfit"], &lot["state"]), (&json!("unnamed"), &json!("usable")));
        lot_step(&all.custodian, &lot, "name", json!({})).await.expect_problem(422, "validation_failed");
        let named = lot_step(&all.custodian, &lot, "name", json!({ "lot_no": "DM-1", "expires_on": "2027-05-01" })).await.expect(200);
        assert_eq!((&named["lot_no"], &named["expires_on"], &named["unfit"]), (&json!("DM-1"), &json!("2027-05-01"), &Value::Null));
        lot_step(&all.custodian, &lot, "name", json!({ "lot_no": "DM-2" })).await.expect_problem(409, "lot_is_named");
        all.issue(&rice, "1").await.expect(201);
        // What is on hand of food stays food.
        let mut no_food = now_food;
        no_food["food"] = Value::Null;
        all.custodian.seen(2).put(&format!("/stock-items/{rice}"), no_food).await.expect_problem(409, "food_on_hand");
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    async fn d13_a_recalled_lot_is_refused_wherever_it_was_carried_and_the_other_one_goes_out(engine) {
        let all = Storing::open(engine).await;
        let milk = add_food(&all.custodian, "纯牛奶", "non_staple").await;
        lot_of(&all, &milk, "6", json!({ "lot_no": "A1", "produced_on": "2026-11-01", "expires_on": "2026-12-01" })).await.expect(201);
        lot_of(&all, &milk, "4", json!({ "lot_no": "B2", "expires_on": "2026-12-20" })).await.expect(201);
        let carried = json!({
            "store_id": all.store, "to_store_id": all.small, "receiver_id": all.keeper.person_id, "lines": [{ "item_id": milk, "quantity": "2" }],
        });
        act(&all.custodian, "/stock-transfers", carried).await.expect(201);
        // What is over first goes first, unless somebody says which.
        let of = |lots: &[Value], number: &str, store: &str| {
            lots.iter().find(|lot| lot["lot_no"] == number && lot["store"]["id"] == store).cloned().unwrap()
        };
        let there = lots(&all.custodian, "food=true").await;
        let numbers: Vec<_> = there.iter().map(|lot| (text(&lot["lot_no"]), text(&lot["quantity"]))).collect();
        assert_eq!((numbers.len(), numbers.last()), (3, Some(&("B2", "4"))));
        let recalled = of(&there, "A1", &all.store);
        let stopped = lot_step(&all.custodian, &recalled, "stop", json!({ "reason": "厂家通知召回" })).await.expect(200);
        assert_eq!((&stopped["state"], &stopped["stop_reason"], &stopped["unfit"]), (&json!("stopped"), &json!("厂家通知召回"), &json!("stopped")));
        lot_step(&all.custodian, &recalled, "stop", json!({ "reason": "x" })).await.expect_problem(409, "illegal_transition");
        let before = Digest::of(&all.school.app.db).await;
        let problem = all.issue(&milk, "5").await.expect_problem(409, "stopped_stock");
        assert!(text(&problem["detail"]).contains("有 4 箱已停用，不能发放，能发的只有 4 箱"), "{problem}");
        let mut of_lot = issue(&all.store, &all.teacher, &milk, "1");
        of_lot["lines"][0]["lot_id"] = recalled["id"].clone();
        act(&all.custodian, "/stock-issues", of_lot.clone()).await.expect_problem(409, "stopped_stock");
        // The part in the other store as well, by its own keeper.
        act(&all.keeper, "/stock-issues", issue(&all.small, &all.teacher, &milk, "1")).await.expect_problem(409, "stopped_stock");
        before.assert_unchanged(&all.school.app.db, "an issue of what was recalled").await;
        assert_eq!(lots(&all.custodian, "stopped=true").await.len(), 2);
        all.issue(&milk, "4").await.expect(201);
        // It was another lot after all.
        lot_step(&all.custodian, &recalled, "release", json!({ "reason": "批号看错了" })).await.expect(200);
        act(&all.custodian, "/stock-issues", of_lot).await.expect(201);
        let trail = all.school.principal.column(&format!("/audit-events?subject_id={}", text(&recalled["id"])), "action").await;
        assert_eq!(trail, ["stock_lot.released", "stock_lot.stopped"]);
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    async fn d13_the_lot_that_is_named_goes_out_and_what_was_stopped_is_what_is_missing_at_the_count(engine) {
        let all = Storing::open(engine).await;
        let milk = add_food(&all.custodian, "纯牛奶", "non_staple").await;
        for (number, last) in [("A1", "2026-11-24"), ("B2", "2026-12-20"), ("C3", "2026-11-23")] {
            lot_of(&all, &milk, "3", json!({ "lot_no": number, "expires_on": last })).await.expect(201);
        }
        let view = all.custodian.get(&format!("/stock-items/{milk}")).await.expect(200);
        let lots: Vec<_> = view["lots"].as_array().unwrap().iter().map(|lot| (text(&lot["lot_no"]).to_owned(), lot["unfit"].clone())).collect();
        assert_eq!(lots, [("C3".to_owned(), json!("expired")), ("A1".to_owned(), Value::Null), ("B2".to_owned(), Value::Null)]);
        let lot = |at: usize| view["lots"][at]["id"].clone();
        let of = |lot: Value, quantity: &str| {
            let mut body = issue(&all.store, &all.teacher, &milk, quantity);
            body["lines"][0]["lot_id"] = lot;
            body
        };
        act(&all.custodian, "/stock-issues", of(lot(0), "1")).await.expect_problem(409, "expired_stock");
        act(&all.custodian, "/stock-issues", of(lot(2), "3.001")).await.expect_problem(409, "not_enough_stock");
        act(&all.custodian, "/stock-issues", of(lot(2), "1")).await.expect(201);
        // Nothing said: the one that is over first.
        all.issue(&milk, "1").await.expect(201);
        let left = async |at: usize| all.custodian.get(&format!("/stock-lots/{}", text(&view["lots"][at]["id"]))).await.expect(200)["quantity"].clone();
        assert_eq!((left(1).await, left(2).await), (json!("2"), json!("2")));
        // The stopped lot went back with the lorry: the count finds it missing, not the good one.
        lot_step(&all.custodian, &json!({ "id": lot(2) }), "stop", json!({ "reason": "胀包" })).await.expect(200);
        let gone = json!({
            "store_id": all.store, "counter_ids": [all.teacher.person_id, all.keeper.person_id], "keeper_id": all.custodian.person_id,
            "lines": [{ "item_id": milk, "counted": "5", "note": "退回厂家" }],
        });
        act(&all.director, "/stock-counts", gone).await.expect(201);
        assert_eq!((left(0).await, left(1).await, left(2).await), (json!("3"), json!("2"), json!("0")));
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    async fn what_is_over_soon_is_listed_first_and_only_keepers_stop_a_lot(engine) {
        let all = Storing::open(engine).await;
        let milk = add_food(&all.custodian, "纯牛奶", "non_staple").await;
        for (number, last) in [("周内", "2026-12-01"), ("下周", "2026-12-02"), ("过期", "2026-11-23")] {
            lot_of(&all, &milk, "1", json!({ "lot_no": number, "expires_on": last })).await.expect(201);
        }
        let soon = all.custodian.column("/stock-lots?within_days=7", "lot_no").await;
        assert_eq!(soon, ["过期", "周内"]);
        let page = all.custodian.get("/stock-lots?limit=2").await.expect(200);
        let next = format!("/stock-lots?limit=2&cursor={}", text(&page["next_cursor"]));
        assert_eq!(all.custodian.get(&next).await.expect(200)["items"][0]["lot_no"], "下周");
        all.custodian.get(&format!("/stock-lots?view=newest&cursor={}", text(&page["next_cursor"]))).await.expect_problem(400, "bad_cursor");
        let days: Vec<_> = page["items"].as_array().unwrap().iter().map(|lot| lot["days_left"].as_i64().unwrap()).collect();
        assert_eq!(days, [-1, 7]);
        // The keeper of another store neither sees nor stops it.
        let lot = &page["items"][1];
        let path = format!("/stock-lots/{}", text(&lot["id"]));
        all.keeper.get(&path).await.expect_problem(404, "not_found");
        all.keeper.seen(1).post(&format!("{path}/stop"), json!({ "reason": "x" })).await.expect_problem(404, "not_found");
        all.teacher.seen(1).post(&format!("{path}/stop"), json!({ "reason": "x" })).await.expect_problem(403, "forbidden");
        let view = all.custodian.get(&path).await.expect(200);
        let may: Vec<_> = view["allowed_actions"].as_array().unwrap().iter().filter(|one| one["allowed"] == true).map(|one| text(&one["action"])).collect();
        assert_eq!(may, ["stop"]);
    }
}
