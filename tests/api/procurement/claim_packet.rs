//! The papers of a purchase in one packet, and what it is not whole without.

use serde_json::{Value, json};
use test_support::{Client, text};

use super::{
    goods_receipts::{delivered, make, receipt_step, witnessed},
    orders::Chain,
    publications::chairs,
    signed_scans::one_of_each,
};
use crate::{files::samples, on_both_engines};

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
        let invoice = school.bursar.upload("发票.pdf", "application/pdf", samples::PDF.to_vec()).await.expect(201);
        let body = json!({
            "mode": "centre", "voucher_no": "记-11-32", "posted_on": "2026-11-24", "submitted_on": "2026-11-24",
            "invoice_nos": ["26412000001234567890"], "invoice_upload_ids": [invoice["id"]]
        });
        receipt_step(&school.bursar, &receipt, "post", body).await.expect(200);
        crate::procurement::orders::order_step(&school.custodian, &half["orders"][0], "close", json!({ "reason": "厂家停产" })).await.expect(200);
        one_of_each(director, &[("purchase-requests", text(&request["id"]).to_owned())]).await;
        let whole = packet(director, &request).await;
        assert_eq!(missing(&whole), [] as [&str; 0]);
        assert_eq!((&whole["receipts"][0]["voucher_no"], &whole["receipts"][0]["invoice_nos"]), (&json!("记-11-32"), &json!(["26412000001234567890"])));
        assert_eq!(whole["receipts"][0]["invoice_files"], 1);
        let other = school.all.school.person("王老师", &["staff"]).await;
        other.get(&format!("/purchase-requests/{}/claim-packet", text(&request["id"]))).await.expect_problem(404, "not_found");
    }
}

on_both_engines! {
    /// A number alone is no invoice; and a packet of goods for a store names what they were taken in by.
    async fn a_number_without_its_invoice_is_missing_and_the_stock_document_is_named(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let order = school.ordered(&request, &[(1, "20", "20")]).await;
        let store = json!({ "name": "文印室", "keeper_ids": [school.keeper.person_id] });
        let store = school.all.director.post("/stores", store).await.expect(201);
        let item = crate::stores::add_item(&school.custodian, json!({ "name": "复印纸", "unit": "箱", "category": "办公" })).await;
        let shelf = json!({ "kind": "stock", "store_id": store["id"], "item_id": item });
        let line = json!({ "position": 0, "delivered": "20", "accepted": "20", "destination": shelf });
        let photo = school.keeper.upload("发票.jpg", "image/jpeg", samples::jpeg(90, 60)).await.expect(201);
        let mut came = witnessed(delivered(&order, json!([line])), &school.all.teacher);
        came["invoice_nos"] = json!(["26412000001234567890", "12345678"]);
        came["invoice_upload_ids"] = json!([photo["id"]]);
        let made = make(&school.keeper, came).await.expect(201);
        let signed = receipt_step(&school.all.teacher, &made, "sign", json!({})).await.expect(200);
        let packet = packet(&school.all.director, &request).await;
        assert_eq!(missing(&packet), ["invoice_file", "voucher", "signed_scan"]);
        let number = text(&signed["number"]);
        assert_eq!(packet["missing"][0]["text"], format!("发票文件缺：验收单 {number} 登记了 2 张发票，附了 1 份。"));
        let document = &signed["lines"][0]["became"][0];
        let became = &packet["receipts"][0]["became"][0];
        assert_eq!((text(&became["kind"]), &became["id"], &became["number"]), ("stock", &document["record_id"], &document["record_number"]));
    }
}
