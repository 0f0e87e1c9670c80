//! What is counted on the shelf.

use serde_json::{Value, json};
use test_support::{Client, Digest, text};

use super::{Storing, act, books_agree, issue, receive};
use crate::on_both_engines;

fn counted(all: &Storing, item: &str, counted: &str, note: Option<&str>) -> Value {
    json!({
        "store_id": all.store, "counter_ids": [all.teacher.person_id, all.keeper.person_id], "keeper_id": all.custodian.person_id,
        "lines": [{ "item_id": item, "counted": counted, "note": note }],
    })
}

on_both_engines! {
    async fn a_difference_becomes_a_move_with_its_cause(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "10", "10.00").await;
        let count = async |quantity: &str, note: Option<&str>| act(&all.director, "/stock-counts", counted(&all, &chalk, quantity, note)).await;
        let same = count("10", None).await.expect(201);
        assert_eq!((&same["lines"][0]["quantity"], &same["value"]), (&json!("0"), &json!("0.00")));
        // Blind: that it differs is said, by how much is not.
        let problem = count("7", None).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["code"], "difference_unexplained");
        assert!(!problem["errors"].to_string().contains("10"), "{problem}");
        let deficit = count("7", Some("受潮")).await.expect(201);
        let line = &deficit["lines"][0];
        assert_eq!((&line["expected"], &line["counted"], &line["quantity"], &line["value"]), (&json!("10"), &json!("7"), &json!("3"), &json!("3.00")));
        assert_eq!((&deficit["keeper"]["name"], deficit["counters"].as_array().unwrap().len()), (&json!("吴保管"), 2));
        assert!(text(&deficit["number"]).starts_with("KC20261124-"));
        assert_eq!(all.on_hand(&chalk).await, ("7".to_owned(), "7.00".to_owned()));
        count("9", Some("柜后找到两盒")).await.expect(201);
        assert_eq!(all.on_hand(&chalk).await, ("9".to_owned(), "9.00".to_owned()));
        count("0", Some("全部损坏")).await.expect(201);
        assert_eq!(all.on_hand(&chalk).await, ("0".to_owned(), "0.00".to_owned()));
        // Nobody knows what it costs: nothing, until somebody does.
        count("2", Some("又找到两盒")).await.expect(201);
        assert_eq!(all.on_hand(&chalk).await, ("2".to_owned(), "0.00".to_owned()));
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// SD6.
    async fn nobody_leads_the_count_of_his_own_store_and_two_count_before_a_keeper(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "10", "10.00").await;
        let before = Digest::of(&all.school.app.db).await;
        let body = counted(&all, &chalk, "10", None);
        act(&all.custodian, "/stock-counts", body.clone()).await.expect_problem(403, "keeper_leads");
        act(&all.keeper, "/stock-counts", body.clone()).await.expect_problem(403, "forbidden");
        let refused = async |by: &Client, field: &str, value: Value, pointer: &str| {
            let mut body = body.clone();
            body[field] = value;
            let problem = act(by, "/stock-counts", body).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
        };
        let one = &all.teacher.person_id;
        refused(&all.director, "counter_ids", json!([one]), "/counter_ids").await;
        refused(&all.director, "counter_ids", json!([one, one]), "/counter_ids/1").await;
        refused(&all.director, "keeper_id", json!(all.keeper.person_id), "/keeper_id").await;
        before.assert_unchanged(&all.school.app.db, "a refused count").await;
        act(&all.director, "/stock-counts", body).await.expect(201);
    }
}

on_both_engines! {
    /// D11: what is missing is written off by a count of three, or it is not; whoever keeps it has no way to make it less alone.
    async fn d11_nobody_writes_off_what_he_keeps_alone(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "10", "10.00").await;
        let before = Digest::of(&all.school.app.db).await;
        let short = counted(&all, &chalk, "7", Some("受潮"));
        act(&all.custodian, "/stock-counts", short.clone()).await.expect_problem(403, "keeper_leads");
        act(&all.keeper, "/stock-counts", short.clone()).await.expect_problem(403, "forbidden");
        // Another leads, and nobody else counts, or no keeper is there.
        for (field, value) in [("counter_ids", json!([all.teacher.person_id])), ("keeper_id", json!(all.teacher.person_id))] {
            let mut body = short.clone();
            body[field] = value;
            act(&all.director, "/stock-counts", body).await.expect_problem(422, "validation_failed");
        }
        // Nor by handing it to himself, by fewer than nothing, or by giving the item up.
        let own = act(&all.custodian, "/stock-issues", issue(&all.store, &all.custodian, &chalk, "3")).await;
        assert_eq!(own.expect_problem(422, "validation_failed")["errors"][0]["code"], "issuer_receives");
        assert_eq!(receive(&all.custodian, &all.store, &chalk, "-3", "0").await.status, 422);
        let item = json!({ "name": "粉笔", "unit": "盒", "category": "教学用品", "retired": true });
        all.custodian.seen(1).put(&format!("/stock-items/{chalk}"), item).await.expect_problem(409, "item_on_hand");
        before.assert_unchanged(&all.school.app.db, "a write-off by one").await;
        let written_off = act(&all.director, "/stock-counts", short).await.expect(201);
        assert_eq!((&written_off["lines"][0]["quantity"], &written_off["lines"][0]["note"]), (&json!("3"), &json!("受潮")));
        let names = |people: &Value| people.as_array().unwrap().iter().map(|one| text(&one["name"]).to_owned()).collect::<Vec<_>>();
        assert_eq!((text(&written_off["recorded_by"]["name"]), text(&written_off["keeper"]["name"])), ("周主任", "吴保管"));
        assert_eq!(names(&written_off["counters"]).len(), 2);
    }
}
