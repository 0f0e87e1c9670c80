//! The papers of a purchase in one packet, and what it is not whole without.

use serde_json::{Value, json};
use test_support::{Client, text};

use super::{goods_receipts::receipt_step, orders::Chain, publications::chairs, signed_scans::one_of_each};
use crate::on_both_engines;

async fn packet(by: &Client, request: &Value) -> Value {
    by.get(&format!("/purchase-requests/{}/claim-packet", text(&request["id"]))).await.expect(200)
}

fn missing(packet: &Value) -> Vec<&str> {
    packet["missing"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect()
}

on_both_engines! {
    async fn a_packet_names_its_papers_and_what_is_missing_until_nothing_is(engine) {
        let school = Chain::open(engine).await;
        let director = &school.all.director;
        let asked = crate::procurement::ask(&school.all.teacher, crate::procurement::wish("灯泡", "2", "10")).await;
        assert_eq!(missing(&packet(&school.all.teacher, &asked).await), ["approval", "order", "signed_scan"]);
        let (request, receipt) = chairs(&school).await;
        let half = packet(director, &request).await;
        assert_eq!(missing(&half), ["delivery", "invoice", "voucher", "signed_scan"]);
        assert_eq!(half["missing"][1]["text"], format!("发票缺：验收单 {} 没有登记发票号码。", text(&receipt["number"])));
        assert_eq!((&half["received"], &half["received_in_words"]), (&json!("1440.00"), &json!("壹仟肆佰肆拾元整")));
        assert_eq!((&half["orders"][0]["readable"], &half["receipts"][0]["readable"]), (&json!(true), &json!(true)));
        // Who asked for it reads the order; the receipt as one of those who accepted.
        let own = packet(&school.all.teacher, &request).await;
        assert_eq!((&own["orders"][0]["readable"], &own["receipts"][0]["readable"]), (&json!(true), &json!(true)));
        let body = json!({
            "mode": "centre", "voucher_no": "记-11-32", "posted_on": "2026-11-24", "submitted_on": "2026-11-24",
            "invoice_nos": ["26412000001234567890"]
        });
        receipt_step(&school.bursar, &receipt, "post", body).await.expect(200);
        crate::procurement::orders::order_step(&school.custodian, &half["orders"][0], "close", json!({ "reason": "厂家停产" })).await.expect(200);
        one_of_each(director, &[("purchase-requests", text(&request["id"]).to_owned())]).await;
        let whole = packet(director, &request).await;
        assert_eq!(missing(&whole), [] as [&str; 0]);
        assert_eq!((&whole["receipts"][0]["voucher_no"], &whole["receipts"][0]["invoice_nos"]), (&json!("记-11-32"), &json!(["26412000001234567890"])));
        let other = school.all.school.person("王老师", &["staff"]).await;
        other.get(&format!("/purchase-requests/{}/claim-packet", text(&request["id"]))).await.expect_problem(404, "not_found");
    }
}
