//! What else is among the exceptions: suppliers whose licence was over, and quotes that were settled and opened again.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, text};

use super::{
    goods_receipts::{delivered, make as receive, receipt_step, witnessed},
    orders::{Chain, make, order_step},
    quotes::{act, approved, open, quote},
    wish,
};
use crate::on_both_engines;

fn used(quantity: &str) -> Value {
    json!([{ "position": 0, "delivered": quantity, "accepted": quantity, "destination": { "kind": "used" } }])
}

/// How somebody signs in again: what those who decide are signed in for ends within the day.
async fn login(school: &Chain, who: &Client) -> String {
    let path = format!("/people/{}", who.person_id);
    text(&school.all.school.admin.get(&path).await.expect(200)["staff_no"]).to_owned()
}

on_both_engines! {
    /// Nothing is ordered of who has no licence; what was on its way as it ended, or was confirmed afterwards, is listed.
    async fn what_came_of_a_supplier_whose_licence_was_over_is_listed(engine) {
        let school = Chain::open(engine).await;
        let app = &school.all.school.app;
        let licences = format!("/suppliers/{}/licences", text(&school.shop["id"]));
        let licence = json!({ "kind": "business_licence", "number": "ZZ1", "expires_on": "2026-11-24" });
        school.all.director.post(&licences, licence).await.expect(201);
        let request = school.chairs_and_paper().await;
        let chairs = school.ordered(&request, &[(0, "50", "30")]).await;
        let paper = make(&school.custodian, school.written(&request, &[(1, "20", "20")])).await.expect(201);
        // On its last day a licence holds.
        let made = receive(&school.keeper, witnessed(delivered(&chairs, used("10")), &school.all.teacher)).await.expect(201);
        receipt_step(&school.all.teacher, &made, "sign", json!({})).await.expect(200);
        assert!(school.all.director.rows("/control-exceptions").await.is_empty());
        let logins = [&school.all.director, &school.helper, &school.keeper, &school.all.teacher].map(|who| login(&school, who));
        let logins = futures_util::future::join_all(logins).await;
        app.advance(TimeDelta::days(1));
        let (director, helper) = (app.sign_in(&logins[0]).await, app.sign_in(&logins[1]).await);
        let (keeper, teacher) = (app.sign_in(&logins[2]).await, app.sign_in(&logins[3]).await);
        order_step(&helper, &paper, "confirm", json!({})).await.expect(200);
        // What came while it held is written down a day later: that is no exception, what came today is one.
        let in_time = receive(&keeper, witnessed(delivered(&chairs, used("10")), &teacher)).await.expect(201);
        receipt_step(&teacher, &in_time, "sign", json!({})).await.expect(200);
        let mut today = witnessed(delivered(&chairs, used("30")), &teacher);
        today["delivered_on"] = json!("2026-11-25");
        let made = receive(&keeper, today).await.expect(201);
        let late = receipt_step(&teacher, &made, "sign", json!({})).await.expect(200);
        let found = director.rows("/control-exceptions?kind=expired_licence").await;
        let mut said: Vec<_> = found.iter().map(|row| (text(&row["record_kind"]), text(&row["record_number"]))).collect();
        said.sort_unstable();
        assert_eq!(said, [("goods_receipt", text(&late["number"])), ("purchase_order", text(&paper["number"]))]);
        assert!(text(&found[0]["text"]).contains("ZZ1") && text(&found[0]["text"]).contains("2026-11-24"), "{found:?}");
        // The new licence alters nothing of what was: it was not on record then.
        app.advance(TimeDelta::minutes(1));
        let licence = json!({ "kind": "business_licence", "number": "ZZ2", "expires_on": "2031-11-24" });
        director.post(&licences, licence).await.expect(201);
        assert_eq!(director.rows("/control-exceptions?kind=expired_licence").await.len(), 2);
    }
}

on_both_engines! {
    async fn d05_quotes_that_were_settled_and_opened_again_are_listed(engine) {
        let school = Chain::open(engine).await;
        let (director, vice) = (&school.all.director, &school.all.vice);
        let request = approved(&school.all, wish("黑板擦", "10", "5")).await;
        let sheet = open(director, &request).await;
        act(director, &sheet, "quotes", quote(&school.shop, &["4.8"])).await.expect(200);
        act(director, &sheet, "settle", json!({ "supplier_id": school.shop["id"] })).await.expect(200);
        assert!(director.rows("/control-exceptions").await.is_empty());
        act(vice, &sheet, "reopen", json!({ "reason": "城南没有货了" })).await.expect(200);
        let rows = director.rows("/control-exceptions").await;
        assert_eq!(rows.len(), 1);
        let row = &rows[0];
        assert_eq!((text(&row["kind"]), &row["record_id"], &row["record_number"]), ("reopened_sheet", &request["id"], &request["number"]));
        assert_eq!((text(&row["who"]["name"]), text(&row["reason"]), text(&row["amount"])), ("陈副校长", "城南没有货了", "48.00"));
        assert!(text(&row["text"]).contains("城南家具店"), "{row}");
        // Settled again it stays: that it was opened is what is listed.
        act(director, &sheet, "settle", json!({ "supplier_id": school.shop["id"] })).await.expect(200);
        assert_eq!(director.rows("/control-exceptions?kind=reopened_sheet").await.len(), 1);
        assert!(director.rows("/control-exceptions?kind=split_order").await.is_empty());
    }
}
