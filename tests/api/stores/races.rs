//! E02: many at once, and the books agree.

use futures_util::future::join_all;
use serde_json::json;

use super::{Storing, act, books_agree, issue, receipt};
use crate::on_both_engines;

on_both_engines! {
    /// Of forty who want the last seven, seven get one; the others are told, and nothing is lost.
    async fn e02_the_last_pieces_are_handed_out_once_each(engine) {
        let all = Storing::open(engine).await;
        for round in 0..crate::setting("STEWARD_RACE_ROUNDS").unwrap_or(4) {
            let chalk = all.stocked(&format!("粉笔{round}"), "7", "1.00").await;
            let answers = join_all((0..40).map(|_| all.issue(&chalk, "1"))).await;
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
