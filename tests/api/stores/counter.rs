//! What the counter may give to whom: sizes of a day, and nobody who stands in for whoever hands out.

use serde_json::{Value, json};
use test_support::{Client, Digest, text};

use super::{Storing, act, add_item, books_agree, issue, receipt};
use crate::{on_both_engines, procurement::decide};

/// Paper that is controlled above five packs, forty of which came some days ago.
async fn paper(all: &Storing) -> String {
    let paper = json!({ "name": "复印纸", "unit": "包", "category": "纸", "controlled_above": "5" });
    let paper = add_item(&all.custodian, paper).await;
    let mut came = receipt(&all.store, &paper, "40", "400.00");
    came["happened_on"] = json!("2026-11-20");
    act(&all.custodian, "/stock-receipts", came).await.expect(201);
    paper
}

async fn take(all: &Storing, to: &Client, paper: &str, quantity: &str) -> test_support::Response {
    act(&all.custodian, "/stock-issues", issue(&all.store, to, paper, quantity)).await
}

on_both_engines! {
    /// Five packs a day for one receiver: a thousandth below, at, and above.
    async fn what_is_controlled_is_counted_over_the_day_and_the_receiver(engine) {
        let all = Storing::open(engine).await;
        let paper = paper(&all).await;
        let first = take(&all, &all.teacher, &paper, "3").await.expect(201);
        let before = Digest::of(&all.school.app.db).await;
        let problem = take(&all, &all.teacher, &paper, "2.001").await.expect_problem(422, "requisition_needed");
        assert_eq!(problem["errors"][0]["pointer"], "/lines/0/quantity");
        assert!(text(&problem["detail"]).contains("当天已领“复印纸”3 包"), "{problem}");
        before.assert_unchanged(&all.school.app.db, "more than a day's size").await;
        take(&all, &all.teacher, &paper, "1.999").await.expect(201);
        take(&all, &all.teacher, &paper, "0.001").await.expect(201);
        take(&all, &all.teacher, &paper, "0.001").await.expect_problem(422, "requisition_needed");
        // Somebody else has a day of his own, and so has another day.
        take(&all, &all.director, &paper, "5").await.expect(201);
        let on = |day: &str, quantity: &str| {
            let mut body = issue(&all.store, &all.teacher, &paper, quantity);
            body["happened_on"] = json!(day);
            body
        };
        act(&all.custodian, "/stock-issues", on("2026-11-23", "5")).await.expect(201);
        act(&all.custodian, "/stock-issues", on("2026-11-23", "0.001")).await.expect_problem(422, "requisition_needed");
        // What came back was not taken.
        let back = json!({ "issue_id": first["id"], "lines": [{ "item_id": paper, "quantity": "2" }] });
        act(&all.custodian, "/stock-returns", back).await.expect(201);
        take(&all, &all.teacher, &paper, "2").await.expect(201);
        take(&all, &all.teacher, &paper, "0.001").await.expect_problem(422, "requisition_needed");
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// What was approved is no part of it, in neither direction; and a class is a receiver as its teacher is.
    async fn what_was_approved_does_not_use_up_the_day_and_a_class_is_no_way_round(engine) {
        let all = Storing::open(engine).await;
        let paper = paper(&all).await;
        let wish = json!({ "purpose": "期末复习卷", "lines": [{ "item_id": paper, "quantity": "8" }] });
        let asked = all.teacher.post("/requisitions", wish).await.expect(201);
        decide(&all.director, &asked, "approve", json!({})).await.expect(200);
        let path = format!("/requisitions/{}", text(&asked["id"]));
        let version = all.custodian.get(&path).await.expect(200)["version"].as_i64().unwrap();
        let handed = json!({ "store_id": all.store, "confirmation": "on_device" });
        let handed = act(&all.custodian.seen(version), &format!("{path}/issue"), handed).await.expect(200);
        let document = text(&handed["document"]["id"]).to_owned();
        // What comes back of it makes no room either.
        let back = json!({ "issue_id": document, "lines": [{ "item_id": paper, "quantity": "3" }] });
        act(&all.custodian, "/stock-returns", back).await.expect(201);
        let class = json!({ "grade": 3, "number": 2, "size": 40, "class_teacher_id": all.teacher.person_id });
        let class = all.school.admin.post("/classes", class).await.expect(201);
        let mut for_class = issue(&all.store, &all.teacher, &paper, "4");
        (for_class["receiver_id"], for_class["class_id"]) = (Value::Null, class["id"].clone());
        act(&all.custodian, "/stock-issues", for_class).await.expect(201);
        take(&all, &all.teacher, &paper, "1.001").await.expect_problem(422, "requisition_needed");
        take(&all, &all.teacher, &paper, "1").await.expect(201);
        let mut for_class = issue(&all.store, &all.director, &paper, "1.001");
        for_class["class_id"] = class["id"].clone();
        act(&all.custodian, "/stock-issues", for_class.clone()).await.expect_problem(422, "requisition_needed");
        for_class["lines"][0]["quantity"] = json!("1");
        act(&all.custodian, "/stock-issues", for_class).await.expect(201);
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// SD5: whoever hands out and whoever stands in for him are one, whichever way round.
    async fn a_stand_in_of_whoever_hands_out_does_not_receive(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "30", "90.00").await;
        let away = |to: &Client, role: &str| json!({ "to_id": to.person_id, "roles": [role], "starts_on": "2026-11-24", "ends_on": "2026-11-30", "reason": "培训" });
        all.issue(&chalk, "1").await.expect(201);
        all.custodian.post("/me/delegations", away(&all.teacher, "head_custodian")).await.expect(201);
        let before = Digest::of(&all.school.app.db).await;
        let problem = all.issue(&chalk, "1").await.expect_problem(422, "validation_failed");
        assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("/receiver_id"), &json!("stand_in_receives")));
        // Nor by her class.
        let class = json!({ "grade": 3, "number": 2, "size": 40, "class_teacher_id": all.teacher.person_id });
        before.assert_unchanged(&all.school.app.db, "an issue to a stand-in").await;
        let class = all.school.admin.post("/classes", class).await.expect(201);
        let mut for_class = issue(&all.store, &all.teacher, &chalk, "1");
        (for_class["receiver_id"], for_class["class_id"]) = (Value::Null, class["id"].clone());
        act(&all.custodian, "/stock-issues", for_class).await.expect_problem(422, "validation_failed");
        // The other way round: the director is away, and the custodian stands in for him.
        all.director.post("/me/delegations", away(&all.custodian, "logistics_director")).await.expect(201);
        let to_director = issue(&all.store, &all.director, &chalk, "1");
        let problem = act(&all.custodian, "/stock-issues", to_director).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["code"], "stand_in_receives");
        act(&all.custodian, "/stock-issues", issue(&all.store, &all.keeper, &chalk, "1")).await.expect(201);
    }
}
