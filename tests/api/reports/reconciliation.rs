//! 账账 and 账卡: finance's figures beside the cards, the differences named, and nothing that was typed ever changed.

use serde_json::{Value, json};
use test_support::{Client, text};

use super::walk::{Walked, register};
use crate::on_both_engines;

/// Figures of finance's books that say little.
pub fn figures(source: &str) -> Value {
    json!({
        "from": "2026-01-01", "as_of": "2026-11-24", "source": source, "note": "年底前核对",
        "balances": [{ "category_code": "A02", "original_value": "1.00", "accumulated_depreciation": "0.00" }],
        "vouchers": [{ "voucher_no": "记-1", "posted_on": "2026-11-20", "amount": "1.00", "summary": "购投影仪" }]
    })
}

async fn bookkeeper(all: &Walked) -> Client {
    all.school.person("钱会计", &["finance"]).await
}

fn class<'a>(view: &'a Value, code: &str) -> &'a Value {
    view["classes"].as_array().unwrap().iter().find(|row| row["category_code"] == code).unwrap()
}

on_both_engines! {
    async fn books_that_agree_agree_and_a_fen_more_is_a_difference_of_a_fen(engine) {
        let all = Walked::open(engine).await;
        let finance = bookkeeper(&all).await;
        let balances = |projectors: &str| json!([
            { "category_code": "A02", "original_value": projectors, "accumulated_depreciation": "0.00" },
            { "category_code": "A0501", "original_value": "3651.70" }
        ]);
        let body = |projectors: &str| json!({ "as_of": "2026-11-30", "source": "科目余额表", "balances": balances(projectors) });
        let good = finance.post("/ledger-reconciliations", body("4980.07")).await.expect(201);
        assert_eq!((&good["agrees"], &class(&good, "A0501")["cards_value"]), (&json!(true), &json!("3651.70")));
        assert_eq!((&good["typed_by"]["name"], &good["as_of"]), (&json!("钱会计"), &json!("2026-11-30")));
        let bad = finance.post("/ledger-reconciliations", body("4980.08")).await.expect(201);
        let row = class(&bad, "A02");
        assert_eq!((&bad["agrees"], &row["agrees"], &row["difference"]), (&json!(false), &json!(false), &json!("0.01")));
        // Every class of the cards is there, also one that finance does not keep.
        let part = json!({ "as_of": "2026-11-30", "source": "x", "balances": [{ "category_code": "A02", "original_value": "4980.07" }] });
        let part = finance.post("/ledger-reconciliations", part).await.expect(201);
        let row = class(&part, "A05010304");
        assert_eq!((&row["in_finance"], &row["difference"], &part["agrees"]), (&json!(false), &json!("-3333.20"), &json!(false)));
        let list = all.custodian.get("/ledger-reconciliations").await.expect(200);
        assert_eq!(list["items"].as_array().unwrap().len(), 3);
        let seen = all.custodian.get(&format!("/ledger-reconciliations/{}", text(&bad["id"]))).await.expect(200);
        assert_eq!(seen, bad);
        let events = all.school.principal.get("/audit-events?action=ledger.reconciled").await.expect(200);
        assert_eq!(events["items"][0]["subjects"][0]["after"]["source"], "x");
    }
}

on_both_engines! {
    async fn every_entry_has_cards_and_every_card_has_an_entry_by_its_voucher(engine) {
        let all = Walked::open(engine).await;
        let finance = bookkeeper(&all).await;
        let bought = |name: &str, value: &str, voucher: &str| json!({
            "name": name, "category_code": "A02020200", "original_value": value, "acquired_on": "2026-11-26",
            "details": { "voucher_no": voucher, "booked_on": "2026-11-26" }
        });
        register(&all.custodian, bought("打印机", "1000.00", "记-1")).await;
        register(&all.custodian, bought("墨仓机", "200.00", "记-1")).await;
        register(&all.custodian, bought("扫描仪", "77.00", "记-3")).await;
        let vouchers = json!([
            { "voucher_no": "记-1", "posted_on": "2026-11-26", "amount": "1200.00", "summary": "打印设备" },
            { "voucher_no": "记-2", "amount": "50.00" }
        ]);
        let body = json!({ "from": "2026-11-25", "as_of": "2026-11-30", "source": "凭证清单", "vouchers": vouchers });
        let view = finance.post("/ledger-reconciliations", body).await.expect(201);
        let said: Vec<(&str, &Value, i64, &Value)> = view["vouchers"].as_array().unwrap().iter()
            .map(|row| (text(&row["voucher_no"]), &row["difference"], row["cards"].as_i64().unwrap(), &row["agrees"]))
            .collect();
        assert_eq!(said, [
            ("记-2", &json!("50.00"), 0, &json!(false)),
            ("记-3", &json!("-77.00"), 1, &json!(false)),
            ("记-1", &json!("0.00"), 2, &json!(true)),
        ]);
        assert_eq!((&view["agrees"], &view["without_voucher"]), (&json!(false), &json!({ "cards": 1, "value": "318.50" })), "the desk has none");
    }
}

on_both_engines! {
    async fn figures_that_would_be_counted_twice_are_refused(engine) {
        let all = Walked::open(engine).await;
        let finance = bookkeeper(&all).await;
        let send = |balances: Value, vouchers: Value| {
            let body = json!({ "as_of": "2026-11-30", "source": "x", "balances": balances, "vouchers": vouchers });
            let finance = finance.clone();
            async move { finance.post("/ledger-reconciliations", body).await }
        };
        let balance = |code: &str, value: &str| json!({ "category_code": code, "original_value": value });
        let voucher = json!({ "voucher_no": "记-1", "amount": "1.00" });
        for (balances, vouchers, code, pointer) in [
            (json!([]), json!([]), "required", "/balances"),
            (json!([balance("A02", "1.00"), balance("A0202", "1.00")]), json!([]), "class_twice", "/balances/1/category_code"),
            (json!([balance("A02", "-1.00")]), json!([]), "negative_value", "/balances/0/original_value"),
            (json!([]), json!([voucher, voucher]), "voucher_twice", "/vouchers/1/voucher_no"),
        ] {
            let refused = send(balances, vouchers).await.expect_problem(422, "validation_failed");
            assert_eq!((&refused["errors"][0]["code"], &refused["errors"][0]["pointer"]), (&json!(code), &json!(pointer)));
        }
        assert!(finance.get("/ledger-reconciliations").await.expect(200)["items"].as_array().unwrap().is_empty());
    }
}
