//! What somebody sees before he signs: in the row why, what is left and what to look at; opened, what the same things cost before.

use serde_json::{Value, json};
use test_support::{Client, text};

use super::{
    Buying, approval, approve, ask, ask_for,
    budgets::allot,
    decide, draft, look,
    orders::{Chain, refused},
    petty,
    quotes::{self, act, approved, quote},
    step, wish,
};
use crate::{files::samples, on_both_engines, stores};

async fn row(by: &Client, view: &str, of: &Value) -> Value {
    let rows = by.rows(&format!("/approvals?view={view}")).await;
    rows.into_iter().find(|row| row["number"] == of["number"]).unwrap_or_else(|| panic!("{} is not there", of["number"]))
}

fn codes(row: &Value) -> Vec<&str> {
    row["marks"].as_array().unwrap().iter().map(|mark| text(&mark["code"])).collect()
}

async fn looked_up(by: &Client, of: &Value) -> Value {
    by.get(&format!("/approvals/{}/background", text(&of["approval_id"]))).await.expect(200)
}

on_both_engines! {
    async fn a_row_says_why_and_what_is_left_to_the_fen(engine) {
        let all = Buying::open(engine).await;
        let fits = ask_for(&all.teacher, "水龙头", "100").await;
        assert_eq!(row(&all.director, "waiting_for_me", &fits).await["left"], Value::Null, "no budget was loaded");
        allot(all.principal(), "public", "100.00").await.expect(201);
        let beyond = ask_for(&all.teacher, "门锁", "100.01").await;
        let seen = row(&all.director, "waiting_for_me", &fits).await;
        let left = |amount: &str| json!({ "of": "公用经费", "amount": amount });
        assert_eq!((text(&seen["purpose"]), &seen["left"], codes(&seen)), ("三年级教室要用", &left("0.00"), vec![]));
        let seen = row(&all.director, "waiting_for_me", &beyond).await;
        assert_eq!((&seen["left"], codes(&seen)), (&left("-0.01"), vec!["over_budget"]));
        let english = row(&all.director.with("accept-language", "en"), "waiting_for_me", &beyond).await;
        assert_eq!((text(&english["marks"][0]["text"]), text(&english["left"]["of"])), ("Over budget", "Public funds"));
        // What was approved is counted: there is nothing that could still be left of it.
        approve(&all.director, &fits).await;
        let decided = row(&all.director, "decided_by_me", &fits).await;
        assert_eq!((text(&decided["purpose"]), &decided["left"], codes(&decided)), ("三年级教室要用", &Value::Null, vec![]));
        assert_eq!(row(&all.director, "waiting_for_me", &beyond).await["left"], left("-100.01"));
    }
}

on_both_engines! {
    async fn a_row_bears_the_marks_of_what_must_not_be_overlooked(engine) {
        let all = Buying::open(engine).await;
        let colleague = all.school.person("王老师", &["staff"]).await;
        let plain = ask_for(&all.teacher, "水龙头", "38").await;
        let again = ask_for(&colleague, "水 龙头", "38").await;
        // The same thing again is ordinary life; where its sum passes a limit it is one purchase in pieces.
        for ordinary in [&plain, &again] {
            assert!(codes(&row(&all.director, "waiting_for_me", ordinary).await).is_empty());
        }
        let notes = approval(&all.director, &again).await["brief"]["notes"].to_string();
        assert!(notes.contains("另有 1 份申请") && notes.contains("76.00"), "{notes}");
        let passed = ask_for(&colleague, "水龙头", "224").await;
        let marked = row(&all.director, "waiting_for_me", &passed).await;
        assert_eq!((codes(&marked), text(&marked["marks"][0]["text"])), (vec!["split"], "近期另有 2 笔同样的"));
        let own = ask_for(&all.director, "窗帘", "50").await;
        assert_eq!(codes(&row(&all.vice, "waiting_for_me", &own).await), ["raised"]);
        // The page says the same, also of what was bought without asking.
        let bought = petty::record(&all.director, &all.teacher, "灯泡", "12").await;
        assert_eq!(codes(&row(&all.vice, "waiting_for_me", &bought).await), ["raised"]);
        let warnings = approval(&all.vice, &bought).await["brief"]["warnings"].to_string();
        assert!(warnings.contains("已上提一级"), "{warnings}");
        let drafted = draft(&all.teacher, wish("水泵", "1", "90")).await;
        let urgent = step(&all.teacher, &drafted, "submit", json!({ "emergency": "水管爆裂，厨房停水" })).await.expect(200);
        assert_eq!(codes(&row(&all.director, "waiting_for_me", &urgent).await), ["emergency"]);
        let photo = all.teacher.upload("发票.jpg", "image/jpeg", samples::jpeg(90, 60)).await.expect(201);
        let mut bought = petty::form(&colleague.person_id, "角阀", "20", &[&photo["id"]]);
        bought["bought_on"] = json!("2026-11-16");
        let late = petty::post(&all.teacher, "late", bought).await.expect(201);
        let seen = row(&all.director, "waiting_for_me", &late).await;
        assert_eq!((codes(&seen), &seen["purpose"]), (vec!["late"], &late["purpose"]));
        all.school.app.advance(chrono::TimeDelta::days(7));
        let director = all.school.app.sign_in("T002").await;
        assert_eq!(codes(&row(&director, "all", &urgent).await), ["emergency", "late"]);
    }
}

on_both_engines! {
    /// What cannot wait was ordered already: its budget counts it, and it is not taken off once more.
    async fn an_emergency_that_was_ordered_is_taken_off_once(engine) {
        let school = Chain::open(engine).await;
        let (teacher, director) = (&school.all.teacher, &school.all.director);
        allot(school.all.principal(), "public", "100.00").await.expect(201);
        let drafted = draft(teacher, wish("水泵", "3", "30")).await;
        let urgent = step(teacher, &drafted, "submit", json!({ "emergency": "水管爆裂，厨房停水" })).await.expect(200);
        let left = |amount: &str| json!({ "of": "公用经费", "amount": amount });
        assert_eq!(row(director, "waiting_for_me", &urgent).await["left"], left("10.00"));
        school.ordered(&urgent, &[(0, "2", "30")]).await;
        let seen = row(director, "waiting_for_me", &urgent).await;
        assert_eq!((&seen["left"], codes(&seen)), (&left("10.00"), vec!["emergency"]));
        assert_eq!(look(director, &urgent).await["budget"]["after"], "10.00");
        let notes = approval(director, &urgent).await["brief"]["notes"].to_string();
        assert!(notes.contains("批准后剩 10.00 元"), "{notes}");
    }
}

on_both_engines! {
    async fn what_the_same_things_cost_before_and_were_quoted_at_is_there_to_look_up(engine) {
        let school = Chain::open(engine).await;
        let (teacher, director) = (&school.all.teacher, &school.all.director);
        let valve = petty::record(&school.helper, teacher, "课椅", "35").await;
        decide(director, &valve, "approve", json!({})).await.expect(200);
        let request = school.chairs_and_paper().await;
        let order = school.ordered(&request, &[(0, "50", "29.50")]).await;
        let compared = approved(&school.all, wish("课椅", "1", "40")).await;
        let sheet = quotes::open(director, &compared).await;
        act(director, &sheet, "quotes", quote(&school.shop, &["38"])).await.expect(200);
        // However it is written; of another thing nothing.
        let asked = ask_for(teacher, "课 椅", "30").await;
        let found = looked_up(director, &asked).await;
        let bought = found["bought"].as_array().unwrap();
        let by_number = |number: &Value| bought.iter().find(|price| price["number"] == *number).unwrap();
        let ordered = by_number(&order["number"]);
        assert_eq!((text(&ordered["price"]), text(&ordered["of"]), text(&ordered["unit"]), text(&ordered["on"])), ("29.50", "城南家具店", "把", "2026-11-24"));
        assert_eq!(ordered["link"], format!("/purchase-orders/{}", text(&order["id"])));
        assert_eq!((by_number(&valve["number"])["price"].clone(), bought.len()), (json!("35.00"), 2));
        let quoted = &found["quoted"][0];
        assert_eq!((text(&quoted["price"]), &quoted["number"], text(&quoted["of"])), ("38.00", &compared["number"], "城南家具店"));
        assert_eq!((found["quoted"].as_array().unwrap().len(), &found["papers_at"]), (1, &Value::Null));
        let other = looked_up(director, &ask_for(teacher, "拖把", "30").await).await;
        assert_eq!((&other["bought"], &other["quoted"]), (&json!([]), &json!([])));
        // Those who decide, and nobody else.
        let path = format!("/approvals/{}/background", text(&asked["approval_id"]));
        teacher.get(&path).await.expect_problem(403, "forbidden");
        let stranger = school.all.school.app.second_school("别的学校").await.1;
        stranger.get(&path).await.expect_problem(404, "not_found");
    }
}

on_both_engines! {
    async fn the_invoice_of_a_petty_purchase_is_looked_at_where_it_is_approved(engine) {
        let all = Buying::open(engine).await;
        let bought = petty::record(&all.teacher, &all.vice, "角阀", "38").await;
        let found = looked_up(&all.director, &bought).await;
        let papers = found["papers"].as_array().unwrap();
        assert_eq!((papers.len(), &papers[0]["id"], text(&papers[0]["added_by_name"])), (1, &bought["attachments"][0]["id"], "李老师"));
        let at = text(&found["papers_at"]).strip_prefix("/api/v1").unwrap();
        assert_eq!(all.director.get(&format!("{at}/{}/content", text(&papers[0]["id"]))).await.status, 200);
    }
}

on_both_engines! {
    /// S9: what lies in the stores is answered for like what stands idle; where there is less than there should be, that is the answer.
    async fn what_lies_in_the_stores_is_shown_first_and_answered_for(engine) {
        let all = Buying::open(engine).await;
        let custodian = all.school.person("吴保管", &["head_custodian"]).await;
        let store = all.director.post("/stores", json!({ "name": "总库", "keeper_ids": [custodian.person_id] })).await.expect(201);
        let store = text(&store["id"]);
        let chalk = json!({ "name": "无尘 粉笔", "spec": "白色", "unit": "盒", "category": "教学用品" });
        let chalk = stores::add_item(&custodian, chalk).await;
        // Nothing of it is there yet.
        assert_eq!(draft(&all.teacher, wish("无尘粉笔", "10", "4")).await["judgement"]["stocked"], json!([]));
        stores::receive(&custodian, store, &chalk, "200", "600.00").await.expect(201);
        let drafted = draft(&all.teacher, wish("无尘粉笔", "10", "4")).await;
        let there = json!({ "item_id": chalk, "name": "无尘 粉笔", "spec": "白色", "unit": "盒", "store": "总库", "quantity": "200", "low": false });
        assert_eq!(drafted["judgement"]["stocked"], json!([there]), "and nothing of what it is worth");
        let refusal = refused(step(&all.teacher, &drafted, "submit", json!({})).await);
        assert_eq!(refusal, ("/reuse".to_owned(), "reuse_unanswered".to_owned()));
        let mut body = wish("无尘粉笔", "10", "4");
        body["reuse"] = json!("要彩色的，库房只有白色");
        let path = format!("/purchase-requests/{}", text(&drafted["id"]));
        let answered = all.teacher.seen(1).put(&path, body).await.expect(200);
        let asked = step(&all.teacher, &answered, "submit", json!({})).await.expect(200);
        // It stays with what was submitted, whatever comes in later.
        stores::receive(&custodian, store, &chalk, "50", "150.00").await.expect(201);
        assert_eq!(look(&all.teacher, &asked).await["judgement"]["stocked"], json!([there]));
        let notes = approval(&all.director, &asked).await["brief"]["notes"].to_string();
        assert!(notes.contains("无尘 粉笔 200 盒（总库）") && notes.contains("要彩色的"), "{notes}");
        // Of another thing with a longer name nothing is said.
        ask(&all.teacher, wish("无尘粉笔盒", "1", "4")).await;
        let paper = json!({ "name": "复印纸", "unit": "包", "category": "办公用品", "minimum": "30" });
        let paper = stores::add_item(&custodian, paper).await;
        stores::receive(&custodian, store, &paper, "5", "90.00").await.expect(201);
        let low = ask(&all.teacher, wish("复印纸", "10", "18")).await;
        assert_eq!((&low["judgement"]["stocked"][0]["low"], &low["judgement"]["stocked"][0]["quantity"]), (&json!(true), &json!("5")));
    }
}
