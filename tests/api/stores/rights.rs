//! Who sees and does what: a keeper his own stores, the head custodian all.

use serde_json::json;
use test_support::{Digest, PASSWORD, text};

use super::{Storing, act, add_item, issue, receipt, receive};
use crate::{on_both_engines, procurement::proof::kept_alive};

on_both_engines! {
    async fn a_keeper_sees_and_moves_his_own_stores_only(engine) {
        let all = Storing::open(engine).await;
        let ball = add_item(&all.custodian, json!({ "name": "足球", "unit": "个", "category": "体育" })).await;
        let theirs = receive(&all.custodian, &all.store, &ball, "5", "50.00").await.expect(201);
        let his = receive(&all.keeper, &all.small, &ball, "2", "20.00").await.expect(201);
        assert_eq!(all.keeper.column("/stores", "name").await, ["体育器材室"]);
        assert_eq!(all.director.rows("/stores").await.len(), 2);
        assert_eq!(all.keeper.column("/stock-documents", "id").await, [text(&his["id"])]);
        all.keeper.get(&format!("/stock-documents/{}", text(&theirs["id"]))).await.expect_problem(404, "not_found");
        let item = all.keeper.get(&format!("/stock-items/{ball}")).await.expect(200);
        // How much there is in all he may know, where it lies and what it cost elsewhere he does not.
        assert_eq!((&item["on_hand"], item["balances"].as_array().unwrap().len()), (&json!("7"), 1));
        assert_eq!((item["lots"].as_array().unwrap().len(), item["moves"].as_array().unwrap().len()), (1, 1));
        for (path, body) in [("/stock-receipts", receipt(&all.store, &ball, "1", "1")), ("/stock-issues", issue(&all.store, &all.teacher, &ball, "1"))] {
            let problem = act(&all.keeper, path, body).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], "/store_id");
        }
        let out = all.issue(&ball, "1").await.expect(201);
        let back = json!({ "issue_id": out["id"], "lines": [{ "item_id": ball, "quantity": "1" }] });
        let problem = act(&all.keeper, "/stock-returns", back).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/issue_id");
    }
}

on_both_engines! {
    /// Whoever decides about requisitions hands nothing out; staff see no store.
    async fn the_director_hands_nothing_out_and_staff_see_no_store(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "5", "5.00").await;
        act(&all.director, "/stock-issues", issue(&all.store, &all.teacher, &chalk, "1")).await.expect_problem(403, "forbidden");
        for path in ["/stores", "/stock-items", "/stock-documents", "/stock-ledger"] {
            all.teacher.get(path).await.expect_problem(403, "forbidden");
        }
        all.keeper.post("/stores", json!({ "name": "我的库" })).await.expect_problem(403, "forbidden");
        let auditor = all.school.person("审计员", &["auditor"]).await;
        assert_eq!(auditor.rows("/stock-documents").await.len(), 1);
        // What it cost is for those who see stores, in the trail as well.
        let document = auditor.rows("/stock-documents").await[0]["id"].clone();
        let trail = |by: &test_support::Client| {
            let by = by.clone();
            let path = format!("/audit-events?subject_id={}", text(&document));
            async move { by.get(&path).await.expect(200).to_string() }
        };
        assert!(trail(&auditor).await.contains("5.00"));
        assert!(!trail(&all.school.admin).await.contains("5.00"));
    }
}

on_both_engines! {
    async fn another_school_is_as_if_it_were_not_there(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "5", "5.00").await;
        let document = all.custodian.rows("/stock-documents").await[0]["id"].clone();
        let stranger = all.school.app.second_school("别的学校").await.1;
        for path in [format!("/stock-items/{chalk}"), format!("/stock-documents/{}", text(&document)), format!("/stock-ledger?store_id={}", all.store)] {
            stranger.get(&path).await.expect_problem(404, "not_found");
        }
        for path in ["/stores", "/stock-items", "/stock-documents", "/stock-ledger", "/requisitions"] {
            assert!(stranger.rows(path).await.is_empty(), "{path}");
        }
    }
}

on_both_engines! {
    /// Decision 6: one proof in the morning, and the counter is quick for the rest of the day. Opening its pages asks nobody.
    async fn what_moves_stock_waits_for_a_fresh_proof_and_what_is_read_does_not(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "9", "9.00").await;
        let out = all.issue(&chalk, "1").await.expect(201);
        let lot = all.custodian.get(&format!("/stock-items/{chalk}")).await.expect(200)["lots"][0]["id"].clone();
        let awake = kept_alive(&all.school, vec![&all.custodian]).await;
        let custodian = &awake[0];
        let counted = json!({ "item_id": chalk, "counted": "8" });
        let weighty = [
            ("/stock-receipts", receipt(&all.store, &chalk, "1", "1.00")),
            ("/stock-issues", issue(&all.store, &all.teacher, &chalk, "1")),
            ("/stock-returns", json!({ "issue_id": out["id"], "lines": [{ "item_id": chalk, "quantity": "1" }] })),
            ("/stock-transfers", json!({ "store_id": all.store, "to_store_id": all.small, "receiver_id": all.keeper.person_id, "lines": [{ "item_id": chalk, "quantity": "1" }] })),
            ("/stock-bin-moves", json!({ "store_id": all.store, "item_id": chalk, "lots": [{ "id": lot, "version": 1 }], "bin": "甲架" })),
            ("/stock-counts", json!({ "store_id": all.store, "counter_ids": [all.teacher.person_id, all.director.person_id], "keeper_id": all.custodian.person_id, "lines": [counted] })),
        ];
        let before = Digest::of(&all.school.app.db).await;
        for (path, body) in weighty {
            act(custodian, path, body).await.expect_problem(403, "step_up_required");
        }
        before.assert_unchanged(&all.school.app.db, "a movement without a proof").await;
        for path in ["/stores", "/store-choices", "/stock-repairs", "/stock-items", "/stock-documents", "/stock-ledger"] {
            custodian.get(path).await.expect(200);
        }
        custodian.post("/session/step-up", json!({ "password": PASSWORD })).await.expect(204);
        for _ in 0..3 {
            act(custodian, "/stock-issues", issue(&all.store, &all.teacher, &chalk, "1")).await.expect(201);
        }
    }
}
