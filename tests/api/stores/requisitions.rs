//! What is asked for, decided about, and handed out once.

use futures_util::future::join_all;
use serde_json::{Value, json};
use test_support::{Client, Response, text};

use super::{Storing, act, add_item, books_agree, receive};
use crate::{
    on_both_engines,
    procurement::{approval, decide, may, waiting},
};

/// So many packs of a controlled paper.
pub(super) fn wish(paper: &str, quantity: &str) -> Value {
    json!({ "purpose": "期末复习卷", "lines": [{ "item_id": paper, "quantity": quantity }] })
}

pub(super) async fn paper(all: &Storing) -> String {
    let paper = json!({ "name": "复印纸", "spec": "A4", "unit": "包", "category": "纸", "controlled_above": "5" });
    let paper = add_item(&all.custodian, paper).await;
    receive(&all.custodian, &all.store, &paper, "20", "400.00").await.expect(201);
    paper
}

pub(super) async fn ask(by: &Client, body: Value) -> Value {
    by.post("/requisitions", body).await.expect(201)
}

pub(super) async fn look(by: &Client, asked: &Value) -> Value {
    by.get(&format!("/requisitions/{}", text(&asked["id"]))).await.expect(200)
}

pub(super) async fn hand_out(by: &Client, store: &str, asked: &Value) -> Response {
    let path = format!("/requisitions/{}/issue", text(&asked["id"]));
    let version = look(by, asked).await["version"].as_i64().unwrap();
    act(&by.seen(version), &path, json!({ "store_id": store, "confirmation": "on_device" })).await
}

on_both_engines! {
    async fn what_the_director_approved_is_handed_out_once(engine) {
        let all = Storing::open(engine).await;
        let paper = paper(&all).await;
        let asked = ask(&all.teacher, wish(&paper, "8")).await;
        assert!(text(&asked["number"]).starts_with("SL20261124-0001"));
        assert_eq!((&asked["state"], &asked["state_text"], &asked["title"]), (&json!("submitted"), &json!("等总务主任审批"), &json!("复印纸")));
        assert_eq!(may(&asked), ["cancel"]);
        assert_eq!(waiting(&all.director).await, [text(&asked["number"])]);
        let brief = &approval(&all.director, &asked).await["brief"];
        assert_eq!((&brief["lines"][0]["quantity"], &brief["warnings"]), (&json!("8 包"), &json!([])));
        hand_out(&all.custodian, &all.store, &asked).await.expect_problem(409, "illegal_transition");
        decide(&all.director, &asked, "approve", json!({})).await.expect(200);
        let approved = look(&all.custodian, &asked).await;
        assert_eq!((may(&approved), &approved["state_text"]), (vec!["issue"], &json!("已批准，等领取")));
        let answers = join_all((0..4).map(|_| hand_out(&all.custodian, &all.store, &asked))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
        let issued = look(&all.teacher, &asked).await;
        assert_eq!((&issued["state"], may(&issued)), (&json!("issued"), Vec::new()));
        assert_eq!((&issued["document"]["happened_on"], issued["document"]["recorded_at"].is_string()), (&json!("2026-11-24"), true));
        let document = all.custodian.get(&format!("/stock-documents/{}", text(&issued["document"]["id"]))).await.expect(200);
        assert_eq!((&document["receiver"]["name"], &document["requisition_id"], &document["value"]), (&json!("李老师"), &asked["id"], &json!("160.00")));
        assert_eq!(all.on_hand(&paper).await.0, "12");
        let trail = all.school.principal.column(&format!("/audit-events?subject_id={}", text(&asked["id"])), "action").await;
        assert_eq!(trail, ["stock.issued", "approval.approved", "requisition.submitted"]);
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    async fn what_came_back_is_written_anew_and_decided_again(engine) {
        let all = Storing::open(engine).await;
        let paper = paper(&all).await;
        let asked = ask(&all.teacher, wish(&paper, "30")).await;
        let warnings = approval(&all.director, &asked).await["brief"]["warnings"].to_string();
        assert!(warnings.contains("只有 20 包"), "{warnings}");
        decide(&all.director, &asked, "return", json!({ "reason": "太多了" })).await.expect(200);
        let returned = look(&all.teacher, &asked).await;
        assert_eq!((&returned["state"], &returned["reason"], may(&returned)), (&json!("returned"), &json!("太多了"), vec!["resubmit", "cancel"]));
        let path = format!("/requisitions/{}", text(&asked["id"]));
        let version = returned["version"].as_i64().unwrap();
        let again = all.teacher.seen(version).put(&path, wish(&paper, "10")).await.expect(200);
        assert_eq!((&again["state"], &again["round"], &again["lines"][0]["quantity"]), (&json!("submitted"), &json!(2), &json!("10")));
        let earlier = &again["earlier"];
        assert_eq!((&earlier[0]["round"], &earlier[0]["lines"][0]["quantity"], earlier.as_array().unwrap().len()), (&json!(1), &json!("30"), 1));
        let changes = json!({ "items": [{ "label": "复印纸 A4", "before": "30 包", "after": "10 包" }], "more": 0 });
        assert_eq!(earlier[0]["changes"], changes);
        assert_eq!(approval(&all.director, &again).await["brief"]["revised"], json!({ "round": 2, "changes": changes }));
        all.teacher.seen(version).put(&path, wish(&paper, "30")).await.expect_problem(412, "stale");
        decide(&all.director, &again, "reject", json!({ "reason": "没有了" })).await.expect(200);
        let rejected = look(&all.teacher, &asked).await;
        assert_eq!((&rejected["state"], may(&rejected)), (&json!("rejected"), Vec::new()));
    }
}

on_both_engines! {
    /// SD1 and SD5: nobody decides about or hands out what he asked for.
    async fn nobody_decides_about_or_hands_out_his_own_requisition(engine) {
        let all = Storing::open(engine).await;
        let paper = paper(&all).await;
        let of_director = all.director.post("/requisitions", wish(&paper, "6")).await.expect(201);
        // Nobody else is there in the rung of the director: one tier up.
        assert_eq!(of_director["state_text"], "等校长审批");
        let of_custodian = ask(&all.custodian, wish(&paper, "6")).await;
        decide(&all.director, &of_custodian, "approve", json!({})).await.expect(200);
        hand_out(&all.custodian, &all.store, &of_custodian).await.expect_problem(403, "own_request");
        let cancelled = look(&all.custodian, &of_custodian).await;
        let path = format!("/requisitions/{}/cancel", text(&of_custodian["id"]));
        let seen = cancelled["version"].as_i64().unwrap();
        all.director.seen(seen).post(&path, json!({ "reason": "不用了" })).await.expect_problem(403, "not_yours");
        all.custodian.seen(seen).post(&path, json!({ "reason": "不用了" })).await.expect(200);
        // What is taken back waits for nobody.
        let path = format!("/requisitions/{}/cancel", text(&of_director["id"]));
        all.director.seen(1).post(&path, json!({ "reason": "借到了" })).await.expect(200);
        assert_eq!(waiting(&all.school.principal).await, Vec::<String>::new());
    }
}

on_both_engines! {
    async fn staff_see_their_own_requisitions_and_storekeepers_all(engine) {
        let all = Storing::open(engine).await;
        let paper = paper(&all).await;
        let other = all.school.person("王老师", &["staff"]).await;
        let asked = ask(&all.teacher, wish(&paper, "6")).await;
        ask(&other, wish(&paper, "7")).await;
        assert_eq!(all.teacher.column("/requisitions", "number").await, [text(&asked["number"])]);
        other.get(&format!("/requisitions/{}", text(&asked["id"]))).await.expect_problem(404, "not_found");
        assert_eq!(all.keeper.rows("/requisitions").await.len(), 2);
        assert_eq!(all.keeper.rows("/requisitions?view=mine").await.len(), 0);
        assert_eq!(all.keeper.rows("/requisitions?state=approved,issued").await.len(), 0);
        all.keeper.get("/requisitions?state=lost").await.expect_problem(400, "unknown_value");
        // A keeper hands out of his own store only.
        decide(&all.director, &asked, "approve", json!({})).await.expect(200);
        let problem = hand_out(&all.keeper, &all.store, &asked).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/store_id");
        hand_out(&all.keeper, &all.small, &asked).await.expect_problem(409, "not_enough_stock");
        assert_eq!(look(&all.teacher, &asked).await["state"], "approved");
    }
}

on_both_engines! {
    /// SD5 in a school with one keeper (ADR 0057): a second one is named at the store, and hands out to the first.
    async fn where_one_keeps_the_store_a_second_is_named_and_hands_out_to_him(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "9", "9.00").await;
        let asked = ask(&all.custodian, wish(&chalk, "2")).await;
        decide(&all.director, &asked, "approve", json!({})).await.expect(200);
        let own = hand_out(&all.custodian, &all.store, &asked).await.expect_problem(403, "own_request");
        assert!(text(&own["detail"]).contains("再加一名"), "{own}");
        let second = all.school.person("赵老师", &["staff", "storekeeper"]).await;
        let keepers = json!({ "name": "总保管室", "keeper_ids": [all.custodian.person_id, second.person_id] });
        all.director.seen(1).put(&format!("/stores/{}", all.store), keepers).await.expect(200);
        let issued = hand_out(&second, &all.store, &asked).await.expect(200);
        assert_eq!(issued["state"], "issued");
        assert_eq!(all.on_hand(&chalk).await.0, "7");
    }
}
