//! D10 for the documents of a purchase: nobody finishes alone what he began, and nobody acts on what he has not seen.

use serde_json::{Value, json};
use test_support::{Client, Digest, text};

use super::{
    ask, ask_for, decide,
    goods_receipts::{delivered, make as receive, receipt_step, witnessed},
    orders::{Chain, key},
    wish,
};
use crate::on_both_engines;

fn chairs(order: &Value) -> Value {
    delivered(order, json!([{ "position": 0, "delivered": "50", "accepted": "50", "destination": { "kind": "used" } }]))
}

fn voucher() -> Value {
    json!({ "mode": "own", "voucher_no": "记-11-32", "posted_on": "2026-11-24" })
}

on_both_engines! {
    /// Who asked does not approve, who bought does not accept, who approved or accepted does not enter it into the accounts.
    async fn d10_nobody_finishes_alone_what_he_began(engine) {
        let school = Chain::open(engine).await;
        let director = &school.all.director;
        let own = ask_for(director, "投影幕", "450").await;
        decide(director, &own, "approve", json!({})).await.expect_problem(403, "self_approval");
        let request = school.chairs_and_paper().await;
        let order = school.ordered(&request, &[(0, "50", "30")]).await;
        let before = Digest::of(&school.all.school.app.db).await;
        for buyer in [&school.custodian, &school.helper] {
            receive(buyer, witnessed(chairs(&order), &school.all.teacher)).await.expect_problem(403, "buyer_accepts");
        }
        before.assert_unchanged(&school.all.school.app.db, "a receipt of the buyers").await;
        let made = receive(&school.keeper, witnessed(chairs(&order), &school.all.teacher)).await.expect(201);
        receipt_step(&school.keeper, &made, "sign", json!({})).await.expect_problem(409, "illegal_transition");
        receipt_step(&school.all.teacher, &made, "sign", json!({})).await.expect(200);
        receipt_step(&school.keeper, &made, "post", voucher()).await.expect_problem(403, "forbidden");
        receipt_step(school.all.principal(), &made, "post", voucher()).await.expect_problem(403, "took_part");
        receipt_step(&school.bursar, &made, "post", voucher()).await.expect(200);
    }
}

/// Every step of a document, from a version that is over and from none.
async fn refused(by: &Client, path: &str, seen: i64, steps: &[(&str, Value)]) {
    for (step, sent) in steps {
        let (path, by) = (format!("{path}/{step}"), by.with("idempotency-key", key()));
        let stale = by.seen(seen).post(&path, sent.clone()).await.expect_problem(412, "stale");
        assert_eq!(stale["current_version"], seen + 1, "{path}");
        by.post(&path, sent.clone()).await.expect_problem(428, "if_match_required");
    }
}

on_both_engines! {
    /// Requests, orders and receipts alike: what changed since one looked is looked at again.
    async fn d10_nobody_acts_on_a_document_as_it_was_before_somebody_changed_it(engine) {
        let school = Chain::open(engine).await;
        let because = || json!({ "reason": "x" });
        let asked = ask(&school.all.teacher, wish("投影幕", "1", "450")).await;
        let request = school.chairs_and_paper().await;
        let order = school.ordered(&request, &[(0, "50", "30")]).await;
        let made = receive(&school.keeper, witnessed(chairs(&order), &school.all.teacher)).await.expect(201);
        let receipt = receipt_step(&school.all.teacher, &made, "sign", json!({})).await.expect(200);
        let ordered = crate::procurement::orders::look_at(&school.custodian, &order).await;
        let before = |document: &Value| document["version"].as_i64().unwrap() - 1;
        let of = |kind: &str, document: &Value| format!("/{kind}/{}", text(&document["id"]));
        let digest = Digest::of(&school.all.school.app.db).await;
        let steps = [("submit", json!({})), ("withdraw", json!({})), ("cancel", because())];
        refused(&school.all.teacher, &of("purchase-requests", &asked), before(&asked), &steps).await;
        let body = wish("投影幕", "2", "450");
        school.all.teacher.seen(before(&asked)).put(&of("purchase-requests", &asked), body).await.expect_problem(412, "stale");
        let steps = [("confirm", json!({})), ("cancel", because()), ("close", because())];
        refused(&school.custodian, &of("purchase-orders", &order), before(&ordered), &steps).await;
        let steps = [("sign", json!({})), ("cancel", because())];
        refused(&school.keeper, &of("goods-receipts", &receipt), before(&receipt), &steps).await;
        refused(&school.bursar, &of("goods-receipts", &receipt), before(&receipt), &[("post", voucher())]).await;
        digest.assert_unchanged(&school.all.school.app.db, "steps from what is over").await;
    }
}
