//! E02: many at once, and the books agree.

use futures_util::future::join_all;
use serde_json::json;
use test_support::{School, TestDb, text};

use super::{Storing, act, add_item, books_agree, issue, receipt, receive};
use crate::on_both_engines;

on_both_engines! {
    /// Of a hundred who want the last seven, seven get one; the others are told, and nothing is lost.
    async fn e02_the_last_pieces_are_handed_out_once_each(engine) {
        // Each waits until it is his turn: what is looked at is who gets something, not who is turned away.
        let patient = |config: &mut server::Config| (config.server.max_requests, config.database.acquire_timeout_ms) = (400, 60_000);
        let all = Storing::of(School::open_with(TestDb::new(engine).await, patient).await).await;
        for round in 0..crate::setting("STEWARD_RACE_ROUNDS").unwrap_or(4) {
            let chalk = all.stocked(&format!("粉笔{round}"), "7", "1.00").await;
            let answers = join_all((0..100).map(|_| all.issue(&chalk, "1"))).await;
            let mut got = 0;
            for answer in answers {
                if answer.status == 201 {
                    got += 1;
                } else {
                    answer.expect_problem(409, "not_enough_stock");
                }
            }
            assert_eq!(got, 7, "round {round}");
            assert_eq!(all.on_hand(&chalk).await, ("0".to_owned(), "0.00".to_owned()), "round {round}");
        }
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// The same items in either order, in and out at once: nobody waits for somebody who waits for him.
    async fn documents_that_name_the_same_items_in_either_order_do_not_wait_for_each_other(engine) {
        let all = Storing::open(engine).await;
        let mut items = Vec::new();
        for name in ["甲", "乙", "丙"] {
            items.push(all.stocked(name, "100", "100.00").await);
        }
        let many = (0..24).map(|n| {
            let mut named: Vec<&String> = items.iter().collect();
            if n % 2 == 0 {
                named.reverse();
            }
            let (path, mut body) = if n % 3 == 0 {
                ("/stock-receipts", receipt(&all.store, named[0], "1", "1.00"))
            } else {
                ("/stock-issues", issue(&all.store, &all.teacher, named[0], "1"))
            };
            let value = |item: &String| if n % 3 == 0 { json!({ "item_id": item, "quantity": "1", "value": "1.00" }) } else { json!({ "item_id": item, "quantity": "1" }) };
            body["lines"] = named.into_iter().map(value).collect();
            act(&all.custodian, path, body)
        });
        for answer in join_all(many).await {
            answer.expect(201);
        }
        for item in &items {
            assert_eq!(all.on_hand(item).await, ("92".to_owned(), "92.00".to_owned()));
        }
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// What comes back at the same moment comes back once.
    async fn what_is_brought_back_by_many_at_once_comes_back_once(engine) {
        let all = Storing::open(engine).await;
        let ball = all.stocked("足球", "5", "10.00").await;
        let out = all.issue(&ball, "3").await.expect(201);
        let body = json!({ "issue_id": out["id"], "lines": [{ "item_id": ball, "quantity": "1" }] });
        let answers = join_all((0..12).map(|_| act(&all.custodian, "/stock-returns", body.clone()))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 3);
        assert_eq!(all.on_hand(&ball).await, ("5".to_owned(), "10.00".to_owned()));
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// The constraint itself: whoever writes past the product is refused by the database.
    async fn e02_the_database_itself_refuses_less_than_nothing_and_changed_moves(engine) {
        let all = Storing::open(engine).await;
        all.stocked("粉笔", "7", "1.00").await;
        let raw = all.school.app.db.raw().await;
        use sea_orm::ConnectionTrait;
        for sql in [
            "UPDATE stock_balance SET quantity = -1",
            "UPDATE stock_balance SET value = -1",
            "UPDATE stock_balance SET quantity = 0",
            "UPDATE stock_lot SET quantity = -1",
            "UPDATE stock_move SET quantity = 1",
            "DELETE FROM stock_move",
            "UPDATE stock_document SET purpose = 'x'",
            "DELETE FROM stock_document_line",
        ] {
            assert!(raw.execute_unprepared(sql).await.is_err(), "{sql}");
        }
    }
}

on_both_engines! {
    /// E09: a store, or an item, is given up, or something comes in; never both.
    async fn e09_nothing_comes_into_what_is_given_up_at_that_moment(engine) {
        let all = Storing::open(engine).await;
        for round in 0..crate::setting("STEWARD_RACE_ROUNDS").unwrap_or(4) {
            let mut item_body = json!({ "name": format!("物品{round}"), "unit": "盒", "category": "教学用品" });
            let item = add_item(&all.custodian, item_body.clone()).await;
            // Every other round the item goes, and a store of its own the rounds between.
            let (path, body, into, by) = if round % 2 == 0 {
                let mut body = json!({ "name": format!("临时库{round}"), "keeper_ids": [all.custodian.person_id] });
                let store = text(&all.director.post("/stores", body.clone()).await.expect(201)["id"]).to_owned();
                body["retired"] = json!(true);
                (format!("/stores/{store}"), body, store, &all.director)
            } else {
                item_body["retired"] = json!(true);
                (format!("/stock-items/{item}"), item_body, all.store.clone(), &all.custodian)
            };
            let by = by.seen(1);
            let coming = join_all((0..6).map(|_| receive(&all.custodian, &into, &item, "1", "1.00")));
            let (came, gone) = tokio::join!(coming, by.put(&path, body));
            let mut count = 0;
            for answer in came {
                if answer.status == 201 {
                    count += 1;
                } else {
                    answer.expect_problem(422, "validation_failed");
                }
            }
            if gone.status == 200 {
                assert_eq!(count, 0, "round {round}: {path} is given up, and something is in it");
            } else {
                gone.expect_problem(409, if round % 2 == 0 { "store_not_empty" } else { "item_on_hand" });
                assert!(count > 0, "round {round}: {path} was not given up, and nothing is in it");
            }
        }
        books_agree(&all.school.app.db.raw().await).await;
    }
}
