//! What a supplier may sell, and until when.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, Digest, text};

use super::{
    Buying,
    suppliers::{path, supplier},
};
use crate::{files::samples, on_both_engines};

async fn add(by: &Client, supplier: &Value, kind: &str, expires_on: Value) -> Value {
    let body = json!({ "kind": kind, "number": format!("号 {expires_on}"), "issued_on": "2024-01-01", "expires_on": expires_on });
    by.post(&format!("{}/licences", path(supplier)), body).await.expect(201)
}

async fn expiring(by: &Client) -> Vec<String> {
    by.column("/suppliers?expiring=true", "name").await
}

on_both_engines! {
    /// The day is the 24th of November; sixty days on is the 23rd of January.
    async fn a_licence_is_pointed_at_sixty_days_before_it_ends(engine) {
        let all = Buying::open(engine).await;
        let mut made = Vec::new();
        for (name, ends) in [("过期", json!("2026-11-23")), ("今天", json!("2026-11-24")), ("六十天", json!("2027-01-23")), ("六十一天", json!("2027-01-24")), ("长期", json!(null))] {
            let one = supplier(&all.director, name).await;
            made.push((name, add(&all.director, &one, "business_licence", ends).await));
        }
        let states: Vec<_> = made.iter().map(|(_, view)| text(&view["licences"]["state"])).collect();
        assert_eq!(states, ["expired", "expiring", "expiring", "valid", "valid"]);
        let mut found = expiring(&all.director).await;
        found.sort();
        let mut meant = ["过期", "今天", "六十天"];
        meant.sort();
        assert_eq!(found, meant);
        assert_eq!(all.director.column("/suppliers?expiring=false", "name").await.len(), 2);
        // The school's own number of days, from the day on which it holds.
        let rule = json!({ "value": 61, "valid_from": "2026-11-24", "source": "校务会", "reason": "提前准备" });
        all.school.admin.seen(0).put("/policies/supplier.licence_warning_days", rule).await.expect(200);
        assert_eq!(expiring(&all.director).await.len(), 4);
        all.school.app.advance(TimeDelta::days(1));
        let director = all.school.app.sign_in("T002").await;
        assert_eq!(director.get(&path(&made[1].1)).await.expect(200)["licences"]["state"], "expired");
    }
}

on_both_engines! {
    async fn a_licence_takes_the_place_of_the_one_of_its_kind_and_the_old_one_stays_on_record(engine) {
        let all = Buying::open(engine).await;
        let shop = supplier(&all.director, "放心食品").await;
        add(&all.director, &shop, "food_business_licence", json!("2026-12-01")).await;
        let scan = all.director.upload("许可证.pdf", "application/pdf", samples::PDF.to_vec()).await.expect(201);
        let body = json!({ "kind": "food_business_licence", "number": "JY133", "issued_on": "2026-11-01", "expires_on": "2031-12-01", "upload_id": scan["id"] });
        let licences = format!("{}/licences", path(&shop));
        let view = all.director.post(&licences, body.clone()).await.expect(201);
        add(&all.director, &shop, "business_licence", json!(null)).await;
        assert_eq!((&view["licences"]["state"], &view["licences"]["expires_on"]), (&json!("valid"), &json!("2031-12-01")));
        let shown = all.director.get(&path(&shop)).await.expect(200);
        let all_licences = shown["all_licences"].as_array().unwrap();
        let numbers: Vec<_> = all_licences.iter().map(|one| (text(&one["kind"]), one["replaced_at"].is_null())).collect();
        assert_eq!(numbers, [("business_licence", true), ("food_business_licence", true), ("food_business_licence", false)]);
        assert!(expiring(&all.director).await.is_empty(), "one that was replaced warns of nothing");
        let document = &all_licences[1]["document"];
        let file = format!("{}/attachments/{}/content", path(&shop), text(&document["id"]));
        let answer = all.vice.get(&file).await;
        assert_eq!((answer.status.as_u16(), &answer.bytes[..]), (200, samples::PDF));
        all.teacher.get(&file).await.expect_problem(403, "forbidden");
        let other = supplier(&all.director, "另一家").await;
        let elsewhere = format!("{}/attachments/{}/content", path(&other), text(&document["id"]));
        all.director.get(&elsewhere).await.expect_problem(404, "not_found");
        // A scan is attached once, and by whom it was uploaded.
        let before = Digest::of(&all.school.app.db).await;
        let problem = all.director.post(&licences, body).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/upload_id");
        before.assert_unchanged(&all.school.app.db, "a scan that is another licence's").await;
    }
}

on_both_engines! {
    async fn a_licence_for_food_has_a_first_and_a_last_day_in_this_order(engine) {
        let all = Buying::open(engine).await;
        let shop = supplier(&all.director, "放心食品").await;
        let licences = format!("{}/licences", path(&shop));
        let before = Digest::of(&all.school.app.db).await;
        for (kind, issued_on, expires_on, code) in [
            ("food_business_licence", json!(null), json!(null), "required"),
            ("food_production_licence", json!(null), json!(null), "required"),
            ("insurance", json!("2026-01-01"), json!(null), "required"),
            ("business_licence", json!("2026-01-02"), json!("2026-01-01"), "ends_before_it_begins"),
        ] {
            let body = json!({ "kind": kind, "number": "1", "issued_on": issued_on, "expires_on": expires_on });
            let problem = all.director.post(&licences, body).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], text(&problem["errors"][0]["code"])), (&json!("/expires_on"), code));
        }
        let endless = json!({ "kind": "food_business_licence", "number": "1", "expires_on": "2027-01-01" });
        let problem = all.director.post(&licences, endless).await.expect_problem(422, "validation_failed");
        assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("/issued_on"), &json!("required")));
        before.assert_unchanged(&all.school.app.db, "a licence for food without a first or a last day").await;
        add(&all.director, &shop, "business_licence", json!(null)).await;
    }
}
