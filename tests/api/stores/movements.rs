//! In, out and back: cost, lots, and what the counter refuses.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Digest, text};

use super::{Storing, act, add_item, books_agree, issue, receipt, receive};
use crate::on_both_engines;

on_both_engines! {
    /// One act on one phone: name, item, count, signed.
    async fn chalk_at_seven_forty_is_one_act_with_a_document_behind_it(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "10", "30.00").await;
        let issued = all.issue(&chalk, "2").await.expect(201);
        assert!(text(&issued["number"]).starts_with("LY20261124-0001"), "{issued}");
        assert_eq!((&issued["receiver"]["name"], &issued["recorded_by"]["name"]), (&json!("李老师"), &json!("吴保管")));
        assert_eq!((&issued["confirmation"], &issued["late"], &issued["value"]), (&json!("on_device"), &json!(false), &json!("6.00")));
        assert_eq!(all.on_hand(&chalk).await, ("8".to_owned(), "24.00".to_owned()));
        let seen = all.custodian.get(&format!("/stock-documents/{}", text(&issued["id"]))).await.expect(200);
        assert_eq!(seen, issued);
        let numbers = all.custodian.column("/stock-documents", "number").await;
        assert_eq!(numbers, [text(&issued["number"]), "RK20261124-0001"]);
        assert_eq!(all.custodian.column("/stock-documents?kind=issue&q=ly", "number").await, [text(&issued["number"])]);
        let trail = all.school.principal.column(&format!("/audit-events?subject_id={}", text(&issued["id"])), "action").await;
        assert_eq!(trail, ["stock.issued"]);
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// The average moves with what comes in; the last unit takes what is left of the value.
    async fn what_goes_out_costs_the_average_and_nothing_is_left_of_the_value_in_the_end(engine) {
        let all = Storing::open(engine).await;
        let paper = all.stocked("纸", "10", "10.00").await;
        receive(&all.custodian, &all.store, &paper, "10", "30.00").await.expect(201);
        assert_eq!(all.issue(&paper, "5").await.expect(201)["value"], "10.00");
        receive(&all.custodian, &all.store, &paper, "1", "0.01").await.expect(201);
        let mut values = Vec::new();
        for quantity in ["7", "7", "2"] {
            values.push(text(&all.issue(&paper, quantity).await.expect(201)["value"]).to_owned());
        }
        assert_eq!(values, ["13.13", "13.13", "3.75"]);
        assert_eq!(all.on_hand(&paper).await, ("0".to_owned(), "0.00".to_owned()));
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    async fn what_expires_first_is_handed_out_first(engine) {
        let all = Storing::open(engine).await;
        let glue = add_item(&all.custodian, json!({ "name": "胶水", "unit": "瓶", "category": "教学用品" })).await;
        for (bin, expires) in [("甲", json!(null)), ("乙", json!("2027-06-01")), ("丙", json!("2027-01-01"))] {
            let line = json!({ "item_id": glue, "quantity": "4", "value": "8.00", "bin": bin, "expires_on": expires });
            let body = json!({ "store_id": all.store, "source": "donation", "note": "校友捐赠", "lines": [line] });
            act(&all.custodian, "/stock-receipts", body).await.expect(201);
        }
        let left = async || {
            let view = all.custodian.get(&format!("/stock-items/{glue}")).await.expect(200);
            view["lots"].as_array().unwrap().iter().map(|lot| format!("{}{}", text(&lot["bin"]), text(&lot["quantity"]))).collect::<Vec<_>>()
        };
        assert_eq!(left().await, ["丙4", "乙4", "甲4"]);
        let out = all.issue(&glue, "5").await.expect(201);
        assert_eq!(left().await, ["乙3", "甲4"]);
        // What comes back goes where it came from, the last of it first.
        let back = json!({ "issue_id": out["id"], "lines": [{ "item_id": glue, "quantity": "2" }] });
        act(&all.custodian, "/stock-returns", back).await.expect(201);
        assert_eq!(left().await, ["丙1", "乙4", "甲4"]);
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    async fn what_comes_back_is_worth_what_it_was_and_no_more_comes_back_than_went_out(engine) {
        let all = Storing::open(engine).await;
        let ball = all.stocked("足球", "3", "100.00").await;
        let out = all.issue(&ball, "3").await.expect(201);
        receive(&all.custodian, &all.store, &ball, "1", "900.00").await.expect(201);
        let back = async |quantity: &str| {
            let body = json!({ "issue_id": out["id"], "purpose": "没用上", "lines": [{ "item_id": ball, "quantity": quantity }] });
            act(&all.custodian, "/stock-returns", body).await
        };
        let first = back("1").await.expect(201);
        assert_eq!((&first["value"], &first["return_of"], &first["receiver"]["name"]), (&json!("33.33"), &out["id"], &json!("李老师")));
        assert!(text(&first["number"]).starts_with("TK"));
        let problem = back("3").await.expect_problem(422, "validation_failed");
        assert!(text(&problem["errors"][0]["detail"]).contains("只有 2 盒"), "{problem}");
        assert_eq!(back("2").await.expect(201)["value"], "66.67");
        back("1").await.expect_problem(422, "validation_failed");
        assert_eq!(all.on_hand(&ball).await, ("4".to_owned(), "1000.00".to_owned()));
        // A receipt is no issue.
        let receipts = all.custodian.rows("/stock-documents?kind=receipt").await;
        let body = json!({ "issue_id": receipts[0]["id"], "lines": [{ "item_id": ball, "quantity": "1" }] });
        let problem = act(&all.custodian, "/stock-returns", body).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/issue_id");
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    async fn what_is_not_there_is_refused_in_words_and_nothing_is_written(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "3", "9.00").await;
        let paper = all.stocked("纸", "5", "9.00").await;
        let before = Digest::of(&all.school.app.db).await;
        let mut two = issue(&all.store, &all.teacher, &paper, "5");
        two["lines"].as_array_mut().unwrap().push(json!({ "item_id": chalk, "quantity": "3.001" }));
        let problem = act(&all.custodian, "/stock-issues", two).await.expect_problem(409, "not_enough_stock");
        assert_eq!(problem["errors"][0]["pointer"], "/lines/1/quantity");
        assert!(text(&problem["detail"]).contains("只有 3 盒"), "{problem}");
        let english = all.custodian.with("accept-language", "en").with("idempotency-key", "x");
        let problem = english.post("/stock-issues", issue(&all.store, &all.teacher, &chalk, "4")).await.expect_problem(409, "not_enough_stock");
        assert!(text(&problem["detail"]).contains("Only 3 盒"), "{problem}");
        // It lies in another store.
        act(&all.custodian, "/stock-issues", issue(&all.small, &all.teacher, &chalk, "1")).await.expect_problem(409, "not_enough_stock");
        before.assert_unchanged(&all.school.app.db, "an issue of what is not there").await;
    }
}

on_both_engines! {
    /// SD5, and what else the counter asks before it hands out.
    async fn whoever_hands_out_receives_nothing_and_every_line_names_something_once(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "30", "90.00").await;
        let before = Digest::of(&all.school.app.db).await;
        let refused = async |change: &dyn Fn(&mut Value), pointer: &str, code: &str| {
            let mut body = issue(&all.store, &all.teacher, &chalk, "1");
            change(&mut body);
            let problem = act(&all.custodian, "/stock-issues", body).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!(pointer), &json!(code)));
        };
        refused(&|body| body["receiver_id"] = json!(all.custodian.person_id), "/receiver_id", "issuer_receives").await;
        refused(&|body| body["receiver_id"] = json!(null), "/receiver_id", "nobody_receives").await;
        refused(&|body| body["happened_on"] = json!("2026-11-25"), "/happened_on", "in_the_future").await;
        refused(&|body| body["lines"] = json!([body["lines"][0], body["lines"][0]]), "/lines/1/item_id", "duplicate").await;
        all.custodian.post("/stock-issues", issue(&all.store, &all.teacher, &chalk, "1")).await.expect_problem(400, "idempotency_key_required");
        all.custodian.post("/stock-receipts", receipt(&all.store, &chalk, "1", "1")).await.expect_problem(400, "idempotency_key_required");
        let negative = receive(&all.custodian, &all.store, &chalk, "1", "-0.01").await.expect_problem(422, "validation_failed");
        assert_eq!(negative["errors"][0]["code"], "less_than_nothing");
        let whole = receive(&all.custodian, &all.store, &chalk, "1000000000", "1").await.expect_problem(422, "validation_failed");
        assert_eq!(whole["errors"][0]["code"], "too_much");
        before.assert_unchanged(&all.school.app.db, "a refused act").await;
        // The same act sent twice is one act.
        let keyed = all.custodian.with("idempotency-key", "twice");
        let body = issue(&all.store, &all.teacher, &chalk, "1");
        let (first, second) = (keyed.post("/stock-issues", body.clone()).await.expect(201), keyed.post("/stock-issues", body).await.expect(201));
        assert_eq!(first["id"], second["id"]);
        assert_eq!(all.on_hand(&chalk).await.0, "29");
    }
}

on_both_engines! {
    async fn a_class_receives_by_its_teacher(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "5", "9.00").await;
        let class = json!({ "grade": 3, "number": 2, "size": 40, "class_teacher_id": all.teacher.person_id });
        let class = all.school.admin.post("/classes", class).await.expect(201);
        let mut body = issue(&all.store, &all.teacher, &chalk, "1");
        body["receiver_id"] = json!(null);
        body["class_id"] = class["id"].clone();
        let issued = act(&all.custodian, "/stock-issues", body).await.expect(201);
        assert_eq!((&issued["class"]["name"], &issued["receiver"]["name"]), (&json!("三（2）班"), &json!("李老师")));
        let path = format!("/stock-documents?class_id={}", text(&class["id"]));
        assert_eq!(all.director.column(&path, "number").await, [text(&issued["number"])]);
    }
}

on_both_engines! {
    async fn what_is_controlled_and_large_needs_a_requisition_and_the_old_come_in_for_the_new(engine) {
        let all = Storing::open(engine).await;
        let paper = json!({ "name": "复印纸", "unit": "包", "category": "纸", "controlled_above": "5" });
        let paper = add_item(&all.custodian, paper).await;
        let broom = add_item(&all.custodian, json!({ "name": "扫把", "unit": "把", "category": "清洁", "old_for_new": true })).await;
        let poison = add_item(&all.custodian, json!({ "name": "硫酸", "unit": "瓶", "category": "危险品", "controlled_above": "0" })).await;
        for item in [&paper, &broom, &poison] {
            receive(&all.custodian, &all.store, item, "20", "200.00").await.expect(201);
        }
        all.issue(&paper, "5").await.expect(201);
        let problem = all.issue(&paper, "5.001").await.expect_problem(422, "requisition_needed");
        assert!(text(&problem["detail"]).contains("超过 5 包要先申领"), "{problem}");
        all.issue(&poison, "0.001").await.expect_problem(422, "requisition_needed");
        let problem = all.issue(&broom, "2").await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["code"], "old_pieces_needed");
        let exchange = async |old: i64, note: Value| {
            let mut body = issue(&all.store, &all.teacher, &broom, "2");
            body["lines"][0]["old_pieces"] = json!(old);
            body["lines"][0]["note"] = note;
            act(&all.custodian, "/stock-issues", body).await
        };
        let problem = exchange(1, json!(null)).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["code"], "fewer_old_pieces");
        exchange(1, json!("丢了一把")).await.expect(201);
        let whole = exchange(2, json!(null)).await.expect(201);
        assert_eq!(whole["lines"][0]["old_pieces"], 2);
    }
}

on_both_engines! {
    /// A slip entered next morning is no offence; but what was not there yet was not handed out.
    async fn a_late_entry_is_marked_and_leaves_no_day_below_nothing(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "4", "4.00").await;
        all.school.app.advance(TimeDelta::days(2));
        let custodian = all.school.app.sign_in("T003").await;
        receive(&custodian, &all.store, &chalk, "10", "10.00").await.expect(201);
        let on = async |day: &str, quantity: &str| {
            let mut body = issue(&all.store, &all.teacher, &chalk, quantity);
            body["happened_on"] = json!(day);
            act(&custodian, "/stock-issues", body).await
        };
        let problem = on("2026-11-25", "5").await.expect_problem(409, "not_enough_stock");
        assert!(text(&problem["detail"]).contains("从 2026-11-25 起最多只能补记发放 4 盒"), "{problem}");
        let late = on("2026-11-25", "3").await.expect(201);
        assert_eq!((&late["late"], &late["happened_on"]), (&json!(true), &json!("2026-11-25")));
        on("2026-11-24", "2").await.expect_problem(409, "not_enough_stock");
        on("2026-11-24", "1").await.expect(201);
        on("2026-11-23", "0.001").await.expect_problem(409, "not_enough_stock");
        let today = on("2026-11-26", "10").await.expect(201);
        assert_eq!(today["late"], false);
        // Late entries are a list of their own.
        let numbers = custodian.column("/stock-documents?late=true", "number").await;
        assert_eq!((numbers.len(), numbers.contains(&text(&late["number"]).to_owned())), (2, true), "{numbers:?}");
        assert!(!custodian.column("/stock-documents?late=false", "number").await.contains(&text(&late["number"]).to_owned()));
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// D14: November is entered until the 5th of December; after it the books of November stay as they are, whatever moves.
    async fn d14_a_closed_month_takes_no_movement(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "10", "10.00").await;
        let issued = all.issue(&chalk, "1").await.expect(201);
        let app = &all.school.app;
        app.advance(TimeDelta::days(11));
        let custodian = app.sign_in("T003").await;
        let late = |mut body: Value| {
            body["happened_on"] = json!("2026-11-30");
            body
        };
        act(&custodian, "/stock-issues", late(issue(&all.store, &all.teacher, &chalk, "1"))).await.expect(201);
        app.advance(TimeDelta::days(1));
        let custodian = app.sign_in("T003").await;
        let november = "/stock-ledger?from=2026-11-01&as_of=2026-11-30";
        let (before, books) = (Digest::of(&app.db).await, custodian.get(november).await.expect(200));
        let back = json!({ "issue_id": issued["id"], "lines": [{ "item_id": chalk, "quantity": "1" }] });
        for (path, body) in [
            ("/stock-issues", issue(&all.store, &all.teacher, &chalk, "1")),
            ("/stock-receipts", receipt(&all.store, &chalk, "1", "1.00")),
            ("/stock-returns", back.clone()),
        ] {
            let problem = act(&custodian, path, late(body)).await.expect_problem(409, "month_closed");
            assert!(text(&problem["detail"]).contains("2026 年 11 月的库房账已结"), "{problem}");
        }
        before.assert_unchanged(&app.db, "a movement in a closed month").await;
        act(&custodian, "/stock-returns", back).await.expect(201);
        assert_eq!(custodian.get(november).await.expect(200), books);
        books_agree(&app.db.raw().await).await;
    }
}

on_both_engines! {
    /// D13: what has expired is not handed out; it stays on the books until a count says what became of it.
    async fn d13_what_has_expired_is_not_handed_out(engine) {
        let all = Storing::open(engine).await;
        let glue = add_item(&all.custodian, json!({ "name": "胶水", "unit": "瓶", "category": "教学用品" })).await;
        for (quantity, last_day) in [("4", "2026-11-23"), ("3", "2026-11-24")] {
            let line = json!({ "item_id": glue, "quantity": quantity, "value": "8.00", "expires_on": last_day });
            let body = json!({ "store_id": all.store, "source": "opening", "lines": [line] });
            act(&all.custodian, "/stock-receipts", body).await.expect(201);
        }
        let before = Digest::of(&all.school.app.db).await;
        let problem = all.issue(&glue, "4").await.expect_problem(409, "expired_stock");
        assert!(text(&problem["detail"]).contains("有 4 瓶已过期，不能发放，能发的只有 3 瓶"), "{problem}");
        assert_eq!(problem["errors"][0]["pointer"], "/lines/0/quantity");
        before.assert_unchanged(&all.school.app.db, "an issue of what has expired").await;
        // Its last day is a day like any other.
        all.issue(&glue, "3").await.expect(201);
        all.issue(&glue, "1").await.expect_problem(409, "expired_stock");
        assert_eq!(all.on_hand(&glue).await.0, "4");
        let gone = json!({
            "store_id": all.store, "counter_ids": [all.teacher.person_id, all.keeper.person_id], "keeper_id": all.custodian.person_id,
            "lines": [{ "item_id": glue, "counted": "0", "note": "过期销毁" }],
        });
        act(&all.director, "/stock-counts", gone).await.expect(201);
        assert_eq!(all.on_hand(&glue).await.0, "0");
        all.issue(&glue, "1").await.expect_problem(409, "not_enough_stock");
        books_agree(&all.school.app.db.raw().await).await;
    }
}
