//! What is printed: sheets counted by the server, decided about above the school's size, its paper handed out once it is printed.

use serde_json::{Value, json};
use test_support::{Client, Digest, text};

use super::{Storing, act, add_item, books_agree, receive};
use crate::{
    on_both_engines,
    procurement::{approval, decide, may, waiting},
};

/// Twenty packs of a paper of five hundred sheets.
async fn paper(all: &Storing) -> String {
    let paper = json!({ "name": "复印纸", "spec": "A4", "unit": "包", "category": "纸", "controlled_above": "5", "sheets_per_unit": 500 });
    let paper = add_item(&all.custodian, paper).await;
    receive(&all.custodian, &all.store, &paper, "20", "400.00").await.expect(201);
    paper
}

fn run(paper: &str, pages: i64, copies: i64, both_sides: bool) -> Value {
    let print = json!({ "item_id": paper, "pages": pages, "copies": copies, "both_sides": both_sides });
    json!({ "purpose": "期末复习卷", "print": print })
}

async fn ask(by: &Client, wish: Value) -> Value {
    by.post("/requisitions", wish).await.expect(201)
}

on_both_engines! {
    /// everyday.md scene 5: print runs above 300 sheets.
    async fn three_hundred_sheets_go_straight_to_whoever_prints_and_one_more_is_decided_about(engine) {
        let all = Storing::open(engine).await;
        let paper = paper(&all).await;
        for (sheets, state) in [(299, "approved"), (300, "approved"), (301, "submitted")] {
            let teacher = all.school.person(&format!("老师{sheets}"), &["staff"]).await;
            let asked = ask(&teacher, run(&paper, 1, sheets, false)).await;
            assert_eq!((&asked["state"], &asked["print"]["sheets"]), (&json!(state), &json!(sheets)));
        }
        assert_eq!(waiting(&all.director).await.len(), 1);
        // Five pages on both sides are three sheets a copy.
        let asked = ask(&all.teacher, run(&paper, 5, 100, true)).await;
        assert_eq!((&asked["state_text"], &asked["title"]), (&json!("等文印，印好来领"), &json!("文印 300 张：期末复习卷")));
        assert_eq!((&asked["lines"][0]["quantity"], &asked["approval_id"]), (&json!("0.6"), &Value::Null));
        assert_eq!(may(&asked), ["cancel"]);
    }
}

on_both_engines! {
    async fn what_is_asked_for_on_one_day_counts_together_and_an_approval_is_for_its_own_run(engine) {
        let all = Storing::open(engine).await;
        let paper = paper(&all).await;
        let terms = all.teacher.get("/print-terms").await.expect(200);
        assert_eq!((&terms["above"], &terms["asked_today"], &terms["papers"][0]["id"]), (&json!(300), &json!(0), &json!(paper)));
        let first = ask(&all.teacher, run(&paper, 1, 200, false)).await;
        let second = ask(&all.teacher, run(&paper, 1, 101, false)).await;
        assert_eq!((&first["state"], &second["state"]), (&json!("approved"), &json!("submitted")));
        let brief = &approval(&all.director, &second).await["brief"];
        assert_eq!(brief["notes"][0]["text"], "1 页 × 101 份，单面，共 101 张");
        decide(&all.director, &second, "approve", json!({})).await.expect(200);
        assert_eq!(all.teacher.get("/print-terms").await.expect(200)["asked_today"], 200);
        assert_eq!(ask(&all.teacher, run(&paper, 1, 100, false)).await["state"], "approved");
        // What is not needed any more leaves room.
        let path = format!("/requisitions/{}/cancel", text(&first["id"]));
        all.teacher.seen(1).post(&path, json!({ "reason": "不印了" })).await.expect(200);
        assert_eq!(all.teacher.get("/print-terms").await.expect(200)["asked_today"], 100);
        // Another one's sheets are his own.
        let other = all.school.person("王老师", &["staff"]).await;
        assert_eq!(ask(&other, run(&paper, 1, 300, false)).await["state"], "approved");
    }
}

on_both_engines! {
    async fn the_school_says_from_when_on_and_a_controlled_paper_keeps_its_own_size(engine) {
        let all = Storing::open(engine).await;
        let paper = paper(&all).await;
        let rule = json!({ "value": 10_000, "valid_from": "2026-11-24", "source": "校务会", "reason": "期末周" });
        all.school.admin.seen(0).put("/policies/stock.print_run_above", rule).await.expect(200);
        // Five packs are 2500 sheets, of a day and a person, in however many runs.
        let other = all.school.person("王老师", &["staff"]).await;
        assert_eq!(ask(&other, run(&paper, 1, 2501, false)).await["state"], "submitted");
        let straight = ask(&all.teacher, run(&paper, 1, 2500, false)).await;
        let terms = all.teacher.get("/print-terms").await.expect(200);
        assert_eq!((&straight["state"], &terms["asked_of_papers"]), (&json!("approved"), &json!([{ "item_id": paper, "quantity": "5" }])));
        assert_eq!(ask(&all.teacher, run(&paper, 1, 1, false)).await["state"], "submitted");
        // Another paper has a size of its own, and what is not needed any more leaves room.
        let coloured = json!({ "name": "彩纸", "unit": "包", "category": "纸", "controlled_above": "1", "sheets_per_unit": 100 });
        let coloured = add_item(&all.custodian, coloured).await;
        assert_eq!(ask(&all.teacher, run(&coloured, 1, 100, false)).await["state"], "approved");
        let path = format!("/requisitions/{}/cancel", text(&straight["id"]));
        all.teacher.seen(1).post(&path, json!({ "reason": "不印了" })).await.expect(200);
        assert_eq!(ask(&all.teacher, run(&paper, 1, 1, false)).await["state"], "approved");
        // With things from the shelf beside it somebody decides, as about all things.
        let staples = all.stocked("订书钉", "9", "9.00").await;
        let mut wish = run(&paper, 1, 10, false);
        wish["lines"] = json!([{ "item_id": staples, "quantity": "1" }]);
        let asked = ask(&all.teacher, wish).await;
        assert_eq!((&asked["state"], &asked["print"]["paper"]["id"], &asked["lines"][1]["item"]["id"]), (&json!("submitted"), &json!(paper), &json!(paper)));
    }
}

on_both_engines! {
    async fn what_was_printed_is_handed_out_with_its_paper_by_somebody_else(engine) {
        let all = Storing::open(engine).await;
        let paper = paper(&all).await;
        let asked = ask(&all.teacher, run(&paper, 4, 45, true)).await;
        let own = ask(&all.custodian, run(&paper, 1, 10, false)).await;
        let body = json!({ "store_id": all.store, "confirmation": "on_device" });
        let path = |asked: &Value| format!("/requisitions/{}/issue", text(&asked["id"]));
        act(&all.custodian.seen(1), &path(&own), body.clone()).await.expect_problem(403, "own_request");
        let issued = act(&all.custodian.seen(1), &path(&asked), body).await.expect(200);
        assert_eq!((&issued["state"], &issued["document"]["number"].is_string()), (&json!("issued"), &true));
        // Ninety sheets of five hundred.
        assert_eq!(all.on_hand(&paper).await.0, "19.82");
        let trail = all.school.principal.column(&format!("/audit-events?subject_id={}", text(&asked["id"])), "action").await;
        assert_eq!(trail, ["stock.issued", "requisition.submitted"]);
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    async fn what_was_sent_back_is_decided_about_once_more_however_small_it_is_by_now(engine) {
        let all = Storing::open(engine).await;
        let paper = paper(&all).await;
        let asked = ask(&all.teacher, run(&paper, 4, 200, false)).await;
        decide(&all.director, &asked, "return", json!({ "reason": "双面印，少印些" })).await.expect(200);
        let path = format!("/requisitions/{}", text(&asked["id"]));
        let again = all.teacher.seen(2).put(&path, run(&paper, 4, 45, true)).await.expect(200);
        assert_eq!((&again["state"], &again["round"], &again["print"]["sheets"]), (&json!("submitted"), &json!(2), &json!(90)));
        let before = &again["earlier"][0]["print"];
        assert_eq!((&before["copies"], &before["both_sides"], &before["sheets"]), (&json!(200), &json!(false), &json!(800)));
        assert_eq!(before["paper"]["id"], again["print"]["paper"]["id"]);
        assert_eq!(waiting(&all.director).await, [text(&asked["number"])]);
    }
}

on_both_engines! {
    async fn nothing_is_printed_on_what_is_no_paper_and_nothing_is_asked_for_with_nothing(engine) {
        let all = Storing::open(engine).await;
        let paper = paper(&all).await;
        let chalk = all.stocked("粉笔", "9", "9.00").await;
        let before = Digest::of(&all.school.app.db).await;
        let mut twice = run(&paper, 1, 1, false);
        twice["lines"] = json!([{ "item_id": paper, "quantity": "1" }]);
        let refused = [
            (run(&chalk, 1, 1, false), "/print/item_id", "no_paper"),
            (run(&paper, 0, 1, false), "/print/pages", "too_small"),
            (run(&paper, 2001, 1, false), "/print/pages", "too_large"),
            (run(&paper, 1, 10_001, false), "/print/copies", "too_large"),
            (twice, "/lines/0/item_id", "duplicate"),
            (json!({ "purpose": "x" }), "/lines", "required"),
        ];
        for (wish, pointer, code) in refused {
            let problem = all.teacher.post("/requisitions", wish).await.expect_problem(422, "validation_failed");
            let error = &problem["errors"][0];
            assert_eq!((error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap()), (pointer, code));
        }
        before.assert_unchanged(&all.school.app.db, "a print run of nothing").await;
    }
}
