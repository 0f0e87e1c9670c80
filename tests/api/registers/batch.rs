//! `POST /assets/batches`: many single cards in one act. (That the same key has one effect is E06.)

use serde_json::{Value, json};
use test_support::{Client, Digest, School, text};

use crate::on_both_engines;

fn batch(count: usize, serial_numbers: &[&str]) -> Value {
    let card = json!({ "name": "笔记本电脑", "category_code": "A02010108", "unit_price": "3999.00" });
    json!({ "card": card, "count": count, "serial_numbers": serial_numbers })
}

async fn send(client: &Client, key: &str, body: Value) -> test_support::Response {
    client.with("idempotency-key", key).post("/assets/batches", body).await
}

fn numbers(made: &Value) -> Vec<&str> {
    made["items"].as_array().unwrap().iter().map(|card| text(&card["asset_no"])).collect()
}

on_both_engines! {
    async fn a_batch_takes_consecutive_numbers_gives_each_its_serial_and_is_one_act(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        custodian.post("/assets", json!({ "name": "课椅", "category_code": "A05010304" })).await.expect(201);
        let made = send(&custodian, "b1", batch(3, &["X7K1", "X7K2", "X7K3"])).await.expect(201);
        assert_eq!(numbers(&made), ["ZC2026-000002", "ZC2026-000003", "ZC2026-000004"]);
        for (card, serial) in made["items"].as_array().unwrap().iter().zip(["X7K1", "X7K2", "X7K3"]) {
            let card = custodian.get(&format!("/assets/{}", text(&card["id"]))).await.expect(200);
            assert_eq!((&card["serial_no"], &card["quantity"], &card["original_value"]), (&json!(serial), &json!("1"), &json!("3999.00")));
            let history = custodian.rows(&format!("/assets/{}/timeline", text(&card["id"]))).await;
            assert_eq!((history.len(), &history[0]["action"]), (1, &json!("asset.batch_registered")));
            assert_eq!(custodian.column(&format!("/assets?q={serial}"), "asset_no").await, [text(&card["asset_no"])], "found by its serial number");
        }
        let events = school.principal.rows("/audit-events?action=asset.batch_registered").await;
        assert_eq!((events.len(), events[0]["subjects"].as_array().unwrap().len()), (1, 3));
        let next = custodian.post("/assets", json!({ "name": "课椅", "category_code": "A05010304" })).await.expect(201);
        assert_eq!(next["asset_no"], "ZC2026-000005");
    }
}

on_both_engines! {
    async fn two_batches_at_once_get_two_runs_of_numbers(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let (one, other) = tokio::join!(send(&custodian, "one", batch(40, &[])), send(&custodian, "other", batch(40, &[])));
        let (one, other) = (one.expect(201), other.expect(201));
        let mut runs = [numbers(&one), numbers(&other)];
        runs.sort_unstable();
        let all: Vec<String> = (1..=80).map(|n| format!("ZC2026-{n:06}")).collect();
        assert_eq!(runs.concat(), all, "each batch is a run of its own");
    }
}

on_both_engines! {
    async fn a_batch_that_does_not_fit_writes_nothing_and_says_where(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let before = Digest::of(&school.app.db).await;
        custodian.post("/assets/batches", batch(2, &[])).await.expect_problem(400, "idempotency_key_required");
        let mut numbered = batch(2, &[]);
        numbered["card"]["asset_no"] = json!("QH-1");
        let mut unknown = batch(2, &[]);
        unknown["card"]["category_code"] = json!("A99999999");
        let mut broken = batch(2, &[]);
        broken["card"]["quantity"] = json!("0.5");
        for (body, pointer, code) in [
            (batch(3, &["X7K1", "X7K2"]), "/serial_numbers", "count_differs"),
            (batch(2, &["X7K1", "X7K2", "X7K3"]), "/serial_numbers", "count_differs"),
            (numbered, "/card/asset_no", "not_for_batches"),
            (unknown, "/card/category_code", "reference_not_found"),
            (broken, "/card/quantity", "not_whole"),
        ] {
            let problem = send(&custodian, "bad", body).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!(pointer), &json!(code)));
        }
        for count in [0, 1, 501] {
            let problem = send(&custodian, "bad", batch(count, &[])).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], "/count", "{count}");
        }
        before.assert_unchanged(&school.app.db, "a batch that does not fit").await;
        assert_eq!(numbers(&send(&custodian, "good", batch(500, &[])).await.expect(201)).len(), 500, "the limit itself is allowed");
    }
}
