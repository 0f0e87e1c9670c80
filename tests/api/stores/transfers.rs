//! From one store to another: one document on both ledgers, at what it cost.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, Response, text};

use super::{Storing, act, books_agree, issue, receipt};
use crate::on_both_engines;

impl Storing {
    /// From the head store to the small one, whose keeper takes it over.
    pub(super) fn to_small(&self, item: &str, quantity: &str) -> Value {
        json!({
            "store_id": self.store, "to_store_id": self.small, "receiver_id": self.keeper.person_id,
            "lines": [{ "item_id": item, "quantity": quantity }],
        })
    }

    /// And back, into the store that the head custodian keeps himself.
    pub(super) fn back_from_small(&self, item: &str, quantity: &str) -> Value {
        json!({ "store_id": self.small, "to_store_id": self.store, "lines": [{ "item_id": item, "quantity": quantity }] })
    }
}

async fn transfer(by: &Client, body: Value) -> Response {
    act(by, "/stock-transfers", body).await
}

/// What the ledger says of its only item: came in, went out, is left.
async fn ledger(by: &Client, query: &str) -> [(String, String); 3] {
    let rows = by.rows(&format!("/stock-ledger{query}")).await;
    ["came_in", "went_out", "closing"].map(|name| (text(&rows[0][name]["quantity"]).to_owned(), text(&rows[0][name]["value"]).to_owned()))
}

fn sums(sums: [(&str, &str); 3]) -> [(String, String); 3] {
    sums.map(|(quantity, value)| (quantity.to_owned(), value.to_owned()))
}

on_both_engines! {
    /// Lots keep when they expire and when they came, and all of their cost; neither store forgets the document.
    async fn what_moves_keeps_its_lots_and_its_cost_and_stands_on_both_ledgers(engine) {
        let all = Storing::open(engine).await;
        let glue = all.stocked("胶水", "3", "1.00").await;
        let mut second = receipt(&all.store, &glue, "4", "9.00");
        second["lines"][0]["expires_on"] = json!("2027-03-01");
        act(&all.custodian, "/stock-receipts", second).await.expect(201);
        all.school.app.advance(TimeDelta::days(1));
        let (custodian, keeper) = (all.school.app.sign_in("T003").await, all.school.app.sign_in("T004").await);
        let mut body = all.to_small(&glue, "5");
        body["purpose"] = json!("运动会");
        body["lines"][0]["bin"] = json!("2 号柜");
        let moved = transfer(&custodian, body).await.expect(201);
        assert!(text(&moved["number"]).starts_with("DB20261125-0001"), "{moved}");
        assert_eq!((&moved["kind_text"], &moved["store"]["name"], &moved["to_store"]["name"]), (&json!("调拨单"), &json!("总保管室"), &json!("体育器材室")));
        assert_eq!((&moved["receiver"]["name"], &moved["recorded_by"]["name"], &moved["value"]), (&json!("孙保管"), &json!("吴保管"), &json!("7.14")));
        // What expires first went first, and each lot is as old as it was.
        let item = keeper.get(&format!("/stock-items/{glue}")).await.expect(200);
        let lots: Vec<(&str, &Value, &Value)> = item["lots"].as_array().unwrap().iter().map(|lot| (text(&lot["quantity"]), &lot["expires_on"], &lot["received_on"])).collect();
        assert_eq!(lots, [("4", &json!("2027-03-01"), &json!("2026-11-24")), ("1", &Value::Null, &json!("2026-11-24"))]);
        assert_eq!(item["lots"][0]["bin"], "2 号柜");
        assert_eq!((&item["balances"][0]["quantity"], &item["balances"][0]["value"]), (&json!("5"), &json!("7.14")));
        // Both keepers find it; each sees it in his own store.
        let path = format!("/stock-documents/{}", text(&moved["id"]));
        assert_eq!(keeper.get(&path).await.expect(200), moved);
        assert_eq!(keeper.column("/stock-documents?kind=transfer", "id").await, [text(&moved["id"])]);
        for store in [&all.store, &all.small] {
            assert_eq!(custodian.column(&format!("/stock-documents?kind=transfer&store_id={store}"), "id").await, [text(&moved["id"])]);
        }
        // The ledgers: of either store it came or went; of the school it did neither. The day before, nothing had moved.
        assert_eq!(ledger(&custodian, &format!("?store_id={}", all.store)).await, sums([("7", "10.00"), ("5", "7.14"), ("2", "2.86")]));
        assert_eq!(ledger(&custodian, &format!("?store_id={}", all.small)).await, sums([("5", "7.14"), ("0", "0.00"), ("5", "7.14")]));
        assert_eq!(ledger(&custodian, "").await, sums([("7", "10.00"), ("0", "0.00"), ("7", "10.00")]));
        assert_eq!(ledger(&custodian, &format!("?store_id={}&as_of=2026-11-24", all.store)).await, sums([("7", "10.00"), ("0", "0.00"), ("7", "10.00")]));
        assert!(custodian.rows(&format!("/stock-ledger?store_id={}&as_of=2026-11-24", all.small)).await.is_empty());
        let trail = all.school.app.sign_in("P001").await;
        let trail = trail.rows(&format!("/audit-events?subject_id={}", text(&moved["id"]))).await;
        assert_eq!((trail.len(), &trail[0]["action"]), (1, &json!("stock.transferred")));
        // What came over goes out there like anything else, to the last fen.
        act(&keeper, "/stock-issues", issue(&all.small, &all.teacher, &glue, "5")).await.expect(201);
        transfer(&custodian, all.to_small(&glue, "2")).await.expect(201);
        assert_eq!(ledger(&custodian, "").await, sums([("7", "10.00"), ("5", "7.14"), ("2", "2.86")]));
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// A keeper sends from his own store, and a keeper of the other one takes over; what is refused moves nothing.
    async fn sd5_whoever_sends_does_not_take_over_and_nothing_moves_that_is_not_there(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "5", "5.00").await;
        let before = Digest::of(&all.school.app.db).await;
        let with = |pointer: &str, value: Value| {
            let mut body = all.to_small(&chalk, "1");
            body[&pointer[1..]] = value;
            body
        };
        let mut twice = all.to_small(&chalk, "1");
        twice["lines"] = json!([{ "item_id": chalk, "quantity": "1" }, { "item_id": chalk, "quantity": "1" }]);
        for (body, pointer, code) in [
            (with("/to_store_id", json!(all.store)), "/to_store_id", "same_store"),
            (with("/to_store_id", json!(test_support::TestApp::unknown_id())), "/to_store_id", "reference_not_found"),
            (with("/receiver_id", Value::Null), "/receiver_id", "nobody_takes_over"),
            (with("/receiver_id", json!(all.custodian.person_id)), "/receiver_id", "sender_takes_over"),
            (with("/receiver_id", json!(all.teacher.person_id)), "/receiver_id", "not_its_keeper"),
            (with("/happened_on", json!("2026-11-25")), "/happened_on", "in_the_future"),
            (twice, "/lines/1/item_id", "duplicate"),
        ] {
            let problem = transfer(&all.custodian, body).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!(pointer), &json!(code)));
        }
        let short = transfer(&all.custodian, all.to_small(&chalk, "6")).await.expect_problem(409, "not_enough_stock");
        assert_eq!(short["errors"][0]["pointer"], "/lines/0/quantity");
        // From a store that he does not keep, nobody sends.
        let theirs = json!({ "store_id": all.store, "to_store_id": all.small, "lines": [{ "item_id": chalk, "quantity": "1" }] });
        let problem = transfer(&all.keeper, theirs).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/store_id");
        all.custodian.post("/stock-transfers", all.to_small(&chalk, "1")).await.expect_problem(400, "idempotency_key_required");
        before.assert_unchanged(&all.school.app.db, "a refused transfer").await;
        // Into his own store a keeper takes over himself; he knows the other stores by name only.
        transfer(&all.custodian, all.to_small(&chalk, "4")).await.expect(201);
        let mut body = all.back_from_small(&chalk, "1");
        body["receiver_id"] = json!(all.custodian.person_id);
        transfer(&all.keeper, body).await.expect(201);
        let choices = all.keeper.rows("/store-choices").await;
        assert_eq!(choices.len(), 2);
        assert!(choices.iter().all(|choice| choice.get("value").is_none() && choice["keepers"].as_array().unwrap().len() == 1));
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// A late transfer leaves no day below nothing in the store that it leaves.
    async fn a_late_transfer_takes_what_was_free_on_every_day_since(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "5", "5.00").await;
        all.school.app.advance(TimeDelta::days(1));
        let custodian = all.school.app.sign_in("T003").await;
        act(&custodian, "/stock-issues", issue(&all.store, &all.teacher, &chalk, "3")).await.expect(201);
        let late = |quantity: &str| {
            let mut body = all.to_small(&chalk, quantity);
            body["happened_on"] = json!("2026-11-24");
            body
        };
        transfer(&custodian, late("3")).await.expect_problem(409, "not_enough_stock");
        assert_eq!(transfer(&custodian, late("2")).await.expect(201)["late"], true);
        assert_eq!(ledger(&custodian, &format!("?store_id={}&as_of=2026-11-24", all.small)).await, sums([("2", "2.00"), ("0", "0.00"), ("2", "2.00")]));
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// E10: 200 rounds of five each way are a thousand each (`make prove`).
    async fn e10_transfers_both_ways_at_once_wait_for_none_that_waits_for_them(engine) {
        let all = Storing::open(engine).await;
        let (chalk, glue) = (all.stocked("粉笔", "60", "100.00").await, all.stocked("胶水", "60", "33.33").await);
        let all_at_once = async |bodies: Vec<Value>| {
            for answer in futures_util::future::join_all(bodies.into_iter().map(|body| transfer(&all.custodian, body))).await {
                answer.expect(201);
            }
        };
        for item in [&chalk, &glue] {
            transfer(&all.custodian, all.to_small(item, "30")).await.expect(201);
        }
        for _ in 0..crate::setting("STEWARD_RACE_ROUNDS").unwrap_or(4) {
            let bodies = (0..10).map(|n| {
                let mut body = if n % 2 == 0 { all.to_small(&chalk, "1") } else { all.back_from_small(&chalk, "1") };
                let mut named = vec![&chalk, &glue];
                if n % 3 == 0 {
                    named.reverse();
                }
                body["lines"] = named.into_iter().map(|item| json!({ "item_id": item, "quantity": "1" })).collect();
                body
            });
            all_at_once(bodies.collect()).await;
        }
        for (item, value) in [(&chalk, 10_000), (&glue, 3_333)] {
            let view = all.custodian.get(&format!("/stock-items/{item}")).await.expect(200);
            let fen = |balance: &Value| text(&balance["value"]).replace('.', "").parse::<i64>().unwrap();
            assert_eq!(view["balances"].as_array().unwrap().iter().map(fen).sum::<i64>(), value);
            assert!(view["balances"].as_array().unwrap().iter().all(|balance| balance["quantity"] == "30"), "{view}");
        }
        books_agree(&all.school.app.db.raw().await).await;
    }
}
