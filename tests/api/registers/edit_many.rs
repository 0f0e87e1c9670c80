//! `POST /asset-edits`: one correction of many cards, seen before it is made.

use serde_json::{Value, json};
use test_support::{Digest, School};

use crate::on_both_engines;

on_both_engines! {
    async fn exactly_what_was_seen_is_done_or_nothing(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let batch = json!({ "card": { "name": "笔记本", "category_code": "A02010108" }, "count": 30 });
        let cards = custodian.with("idempotency-key", "b").post("/assets/batches", batch).await.expect(201);
        custodian.post("/assets", json!({ "name": "课椅", "category_code": "A05010304" })).await.expect(201);
        let mut body = json!({ "filter": { "category": "A0201", "q": "笔记本" }, "change": { "supplier": "青禾电教" }, "dry_run": true });
        let seen = custodian.post("/asset-edits", body.clone()).await.expect(200);
        assert_eq!((&seen["cards"], &seen["changed"], seen["examples"].as_array().unwrap().len()), (&json!(30), &json!(30), 20));
        assert_eq!((&seen["examples"][0]["before"], &seen["examples"][0]["after"]), (&json!({ "supplier": null }), &json!({ "supplier": "青禾电教" })));
        let nothing = Digest::of(&school.app.db).await;
        body["dry_run"] = json!(false);
        let keyed = |key: &'static str| custodian.with("idempotency-key", key);
        keyed("e-0").post("/asset-edits", body.clone()).await.expect_problem(409, "changed_meanwhile");
        nothing.assert_unchanged(&school.app.db, "an edit of cards that nobody saw").await;
        body["state"] = seen["state"].clone();
        let first = cards["items"][0]["id"].as_str().unwrap();
        custodian.seen(1).patch(&format!("/assets/{first}"), json!({ "brand": "联想" })).await.expect(200);
        keyed("e-1").post("/asset-edits", body.clone()).await.expect_problem(409, "changed_meanwhile");
        body["dry_run"] = json!(true);
        body["state"] = custodian.post("/asset-edits", body.clone()).await.expect(200)["state"].clone();
        body["dry_run"] = json!(false);
        let done = keyed("e-2").post("/asset-edits", body.clone()).await.expect(200);
        assert_eq!(done["changed"], 30);
        assert_eq!(keyed("e-2").post("/asset-edits", body.clone()).await.expect(200), done);
        assert_eq!(custodian.rows("/assets?supplier=%E9%9D%92%E7%A6%BE%E7%94%B5%E6%95%99&limit=200").await.len(), 30);
        let one = json!({ "asset_ids": [first], "change": { "serial_no": "S1" }, "dry_run": true });
        let problem = custodian.post("/asset-edits", one).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/change/serial_no");
        custodian.post("/asset-edits", json!({ "change": { "brand": "x" }, "dry_run": true })).await.expect_problem(422, "validation_failed");
        // Cards of other kinds than the attributes are for are named, and stop everything.
        let attributes = json!({ "for": "equipment", "voltage": "220V" });
        let mut mixed = json!({ "filter": {}, "change": { "details": { "kind_attributes": attributes } }, "dry_run": true });
        let seen = custodian.post("/asset-edits", mixed.clone()).await.expect(200);
        assert_eq!((&seen["changed"], seen["refused"].as_array().unwrap().len()), (&json!(30), 1));
        mixed["dry_run"] = Value::Bool(false);
        mixed["state"] = seen["state"].clone();
        keyed("e-3").post("/asset-edits", mixed).await.expect_problem(422, "cards_refused");
    }
}
