//! What waits for the caller's own signature or word, in the lists of orders and of goods receipts.

use serde_json::{Value, json};
use test_support::{Client, text};

use super::{
    goods_receipts::{delivered, make as receive, receipt_step, witnessed},
    orders::{Chain, make, order_step},
};
use crate::on_both_engines;

const ORDERS: &str = "/purchase-orders?view=waiting_for_me";
const RECEIPTS: &str = "/goods-receipts?view=waiting_for_me";

fn exception(rule: &str, cosigner: &Client) -> Value {
    json!({ "rule": rule, "reason": "其他人都在外地培训", "cosigner_id": cosigner.person_id })
}

fn used(quantity: &str) -> Value {
    json!([{ "position": 0, "delivered": quantity, "accepted": quantity, "destination": { "kind": "used" } }])
}

/// The numbers of what a list shows.
async fn numbers(by: &Client, path: &str) -> Vec<String> {
    by.column(path, "number").await
}

on_both_engines! {
    async fn an_order_waits_for_the_other_buyer_and_for_whoever_is_to_cosign_it(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let first = make(&school.custodian, school.written(&request, &[(0, "20", "30")])).await.expect(201);
        let second = make(&school.custodian, school.written(&request, &[(0, "30", "30")])).await.expect(201);
        let mut alone = school.written(&request, &[(1, "20", "20")]);
        (alone["other_buyer_id"], alone["exception"]) = (json!(null), exception("SD4", &school.keeper));
        let alone = make(&school.custodian, alone).await.expect(201);
        assert_eq!(numbers(&school.helper, ORDERS).await, [text(&second["number"]), text(&first["number"])]);
        let pages = school.helper.pages(ORDERS, 1).await;
        assert_eq!(pages.iter().map(|row| text(&row["number"])).collect::<Vec<_>>(), [text(&second["number"]), text(&first["number"])]);
        // He keeps a store and sees all of them; one is his to sign.
        assert_eq!(school.keeper.rows("/purchase-orders").await.len(), 3);
        assert_eq!(numbers(&school.keeper, ORDERS).await, [text(&alone["number"])]);
        // Whoever made them has said so, and whoever only sees them has nothing to say.
        for other in [&school.custodian, &school.all.director, &school.all.teacher] {
            assert!(numbers(other, ORDERS).await.is_empty());
        }
        // Said, and called off: neither waits any more.
        order_step(&school.helper, &second, "confirm", json!({})).await.expect(200);
        assert_eq!(numbers(&school.helper, ORDERS).await, [text(&first["number"])]);
        assert!(numbers(&school.helper, &format!("{ORDERS}&state=ordered")).await.is_empty());
        order_step(&school.custodian, &first, "cancel", json!({ "reason": "不买了" })).await.expect(200);
        assert!(numbers(&school.helper, ORDERS).await.is_empty());
        order_step(&school.keeper, &alone, "cosign", json!({})).await.expect(200);
        assert!(numbers(&school.keeper, ORDERS).await.is_empty());
    }
}

on_both_engines! {
    async fn a_goods_receipt_waits_for_each_signature_that_is_missing(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let order = school.ordered(&request, &[(0, "50", "30")]).await;
        let colleague = school.all.school.person("何老师", &["staff"]).await;
        let teacher = &school.all.teacher;
        let first = receive(&school.keeper, witnessed(delivered(&order, used("20")), teacher)).await.expect(201);
        let mut excepted = witnessed(delivered(&order, used("20")), teacher);
        (excepted["using_side_id"], excepted["exception"]) = (json!(null), exception("SD2", &colleague));
        let second = receive(&school.keeper, excepted).await.expect(201);
        assert_eq!(numbers(teacher, RECEIPTS).await, [text(&second["number"]), text(&first["number"])]);
        assert_eq!(teacher.pages(RECEIPTS, 1).await.len(), 2);
        assert_eq!(numbers(&colleague, RECEIPTS).await, [text(&second["number"])]);
        // He signed by making them; she sees them and has no part in them.
        assert_eq!(school.all.director.rows("/goods-receipts").await.len(), 2);
        for other in [&school.keeper, &school.all.director, &school.custodian] {
            assert!(numbers(other, RECEIPTS).await.is_empty());
        }
        // One who has signed waits no more, although another one still has to.
        receipt_step(teacher, &second, "sign", json!({})).await.expect(200);
        assert_eq!(numbers(teacher, RECEIPTS).await, [text(&first["number"])]);
        assert_eq!(numbers(&colleague, RECEIPTS).await, [text(&second["number"])]);
        receipt_step(&colleague, &second, "cosign", json!({})).await.expect(200);
        assert!(numbers(&colleague, RECEIPTS).await.is_empty());
        // Nor does what was called off.
        receipt_step(&school.keeper, &first, "cancel", json!({ "reason": "点错了数量" })).await.expect(200);
        assert!(numbers(teacher, RECEIPTS).await.is_empty());
        school.all.director.get("/goods-receipts?view=ghost").await.expect_problem(400, "bad_query");
    }
}
