//! D04, by the supplier: orders for requests under other names that are one purchase by their sum.

use serde_json::{Value, json};
use test_support::text;

use super::{
    emergency::pumps,
    orders::{Chain, make, order_step, written},
    quotes::approved,
    suppliers::supplier,
    wish,
};
use crate::on_both_engines;

/// Asked for, approved, and ordered of a supplier.
async fn ordered(school: &Chain, of: &Value, name: &str, quantity: &str, price: &str) -> Value {
    let request = approved(&school.all, wish(name, quantity, price)).await;
    let made = make(&school.custodian, written(&request, of, &school.helper, &[(0, quantity, price)])).await.expect(201);
    order_step(&school.helper, &made, "confirm", json!({})).await.expect(200)
}

async fn listed(school: &Chain) -> Vec<Value> {
    school.all.director.rows("/control-exceptions?kind=one_supplier").await
}

on_both_engines! {
    /// The director decides up to 500: a fen below, at, and above. Each request by itself is his.
    async fn d04_orders_of_one_supplier_that_pass_a_tier_together_are_listed_to_the_fen(engine) {
        let school = Chain::open(engine).await;
        for (n, price) in ["249.99", "250.00", "250.01"].into_iter().enumerate() {
            let shop = supplier(&school.all.director, &format!("{n} 号店")).await;
            ordered(&school, &shop, &format!("板刷{n}"), "1", "250.00").await;
            let second = ordered(&school, &shop, &format!("抹布{n}"), "1", price).await;
            let found = listed(&school).await;
            if n < 2 {
                assert!(found.is_empty(), "{price}: {found:?}");
                continue;
            }
            assert_eq!(found.len(), 1, "{found:?}");
            let row = &found[0];
            assert_eq!((text(&row["kind"]), text(&row["record_kind"]), &row["record_id"]), ("one_supplier", "purchase_order", &second["id"]));
            assert_eq!((&row["record_number"], text(&row["who"]["name"]), text(&row["amount"])), (&second["number"], "吴保管", "500.01"));
            let said = text(&row["text"]);
            assert!(said.contains("2 号店") && said.contains("1 份申请") && said.contains("报上一级审批") && !said.contains("500.01"), "{said}");
            // The next one stays within the tier that is passed already: it is said once.
            let third = ordered(&school, &shop, "拖把", "1", "100").await;
            assert_eq!(listed(&school).await.len(), 1, "{third}");
            // What was cancelled is no order.
            order_step(&school.custodian, &second, "cancel", json!({ "reason": "没货" })).await.expect(200);
            assert!(listed(&school).await.is_empty());
        }
        assert!(school.all.director.rows("/control-exceptions?kind=split_order").await.is_empty(), "nothing of it is the same by name");
        assert!(school.all.director.rows("/control-exceptions?kind=expired_licence").await.is_empty());
    }
}

on_both_engines! {
    /// Quotes are compared from 2000 on; the principal decides about each of them.
    async fn d04_orders_of_one_supplier_that_need_quotes_together_are_listed_to_the_fen(engine) {
        let school = Chain::open(engine).await;
        let mut expected = Vec::new();
        for (n, price) in ["799.99", "800.00", "800.01"].into_iter().enumerate() {
            let shop = supplier(&school.all.director, &format!("{n} 号店")).await;
            ordered(&school, &shop, &format!("书柜{n}"), "2", "600.00").await;
            let second = ordered(&school, &shop, &format!("讲台{n}"), "1", price).await;
            if n > 0 {
                expected.push(second["number"].clone());
            }
        }
        let found = listed(&school).await;
        let numbers: Vec<_> = found.iter().rev().map(|row| row["record_number"].clone()).collect();
        assert_eq!(numbers, expected);
        assert!(found.iter().all(|row| text(&row["text"]).ends_with("合计应比价")), "{found:?}");
    }
}

on_both_engines! {
    /// What was judged by its sum went where it belongs; what is of one request was approved as one.
    async fn what_was_judged_together_is_listed_as_that_and_the_list_asks_eight_times_at_most(engine) {
        let school = Chain::open(engine).await;
        ordered(&school, &school.shop, "投影幕", "1", "450").await;
        ordered(&school, &school.shop, "投影 幕", "1", "450").await;
        let request = school.chairs_and_paper().await;
        let other = supplier(&school.all.director, "城北文具店").await;
        for line in [(0, "50", "30"), (1, "20", "20")] {
            let made = make(&school.custodian, written(&request, &other, &school.helper, &[line])).await.expect(201);
            order_step(&school.helper, &made, "confirm", json!({})).await.expect(200);
        }
        assert!(listed(&school).await.is_empty());
        assert_eq!(school.all.director.rows("/control-exceptions?kind=split_order").await.len(), 1);
        // With an emergency that was ordered before it was approved, everything there is to ask is asked.
        let urgent = pumps(&school).await;
        let before = school.ordered(&urgent, &[(0, "3", "900")]).await;
        // Who somebody is and may do is asked once and remembered: measured is what the list itself asks.
        school.all.director.get("/control-exceptions").await.expect(200);
        let asked = school.all.director.get("/control-exceptions").await;
        assert!(asked.queries() <= 8, "{} queries", asked.queries());
        let rows = asked.expect(200)["items"].as_array().unwrap().clone();
        let emergency = rows.iter().find(|row| row["kind"] == "emergency_purchase").unwrap();
        assert!(text(&emergency["text"]).contains(text(&before["number"])), "{emergency}");
    }
}
