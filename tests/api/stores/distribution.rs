//! The thirtieth of August.

use futures_util::future::join_all;
use serde_json::{Value, json};
use test_support::{Client, Digest, Response, text};

use super::{Storing, act, add_item, books_agree, issue, receive};
use crate::{
    on_both_engines,
    procurement::{approval, decide, may, waiting},
};

/// Classes of the first grade; the first has a teacher.
async fn classes(all: &Storing, count: usize) -> Vec<Value> {
    let mut classes = Vec::new();
    for number in 1..=count {
        let class =
            json!({ "grade": 1, "number": number, "size": 40, "class_teacher_id": (number == 1).then_some(&all.teacher.person_id) });
        classes.push(all.school.admin.post("/classes", class).await.expect(201)["id"].clone());
    }
    classes
}

/// How much of an item each class gets, in the order of the classes.
fn row<const N: usize>(item: &str, quantities: [&str; N]) -> Value {
    json!({ "item_id": item, "quantities": quantities.to_vec() })
}

fn plan<const N: usize>(all: &Storing, classes: &[Value], lines: [Value; N]) -> Value {
    json!({ "store_id": all.store, "purpose": "开学发放", "class_ids": classes, "lines": lines.to_vec() })
}

async fn send(all: &Storing, body: Value) -> Response {
    act(&all.custodian, "/stock-distributions", body).await
}

fn path(one: &Value) -> String {
    format!("/stock-distributions/{}", text(&one["id"]))
}

async fn look(by: &Client, one: &Value) -> Value {
    by.get(&path(one)).await.expect(200)
}

async fn sheets(by: &Client, one: &Value) -> Value {
    by.get(&format!("{}/sheets", path(one))).await.expect(200)
}

async fn hand_out(by: &Client, one: &Value) -> Response {
    let version = look(by, one).await["version"].as_i64().unwrap();
    act(&by.seen(version), &format!("{}/issue", path(one)), json!({})).await
}

/// Paper that is controlled above five packs, and so much of it.
async fn paper(all: &Storing, quantity: &str) -> String {
    let paper = json!({ "name": "复印纸", "unit": "包", "category": "纸", "controlled_above": "5" });
    let paper = add_item(&all.custodian, paper).await;
    receive(&all.custodian, &all.store, &paper, quantity, "400.00").await.expect(201);
    paper
}

on_both_engines! {
    /// A quantity for each class and item, in one act: a sheet a class, and what was short.
    async fn every_class_gets_its_things_in_one_act_and_what_is_short_is_listed(engine) {
        let all = Storing::open(engine).await;
        let classes = classes(&all, 4).await;
        let broom = all.stocked("扫把", "7", "35.00").await;
        let book = all.stocked("练习本", "100", "50.00").await;
        let done = send(&all, plan(&all, &classes, [row(&broom, ["2", "1", "2", "0"]), row(&book, ["40", "38", "42", "0"])])).await.expect(201);
        assert_eq!((&done["state"], &done["number"], &done["approval_id"]), (&json!("issued"), &json!("FF20261124-0001"), &json!(null)));
        assert_eq!((&done["lines"][1]["total"], &done["classes"][3]["name"], may(&done)), (&json!("120"), &json!("一（4）班"), Vec::new()));
        let sheets = sheets(&all.director, &done).await;
        let documents = sheets["documents"].as_array().unwrap();
        let given = |index: usize| {
            let lines = documents[index]["lines"].as_array().unwrap();
            lines.iter().map(|line| text(&line["quantity"])).collect::<Vec<_>>()
        };
        // Who gets nothing has nothing to sign.
        assert_eq!(documents.len(), 3);
        assert_eq!([given(0), given(1), given(2)], [["2", "40"], ["1", "38"], ["2", "22"]]);
        let numbers: Vec<_> = documents.iter().map(|document| text(&document["number"])).collect();
        assert_eq!(numbers, ["LY20261124-0001", "LY20261124-0002", "LY20261124-0003"]);
        assert_eq!((&documents[0]["receiver"]["name"], &documents[1]["receiver"]), (&json!("李老师"), &json!(null)));
        assert_eq!((&documents[0]["class"]["name"], &documents[0]["confirmation"]), (&json!("一（1）班"), &json!("on_paper")));
        let short: Vec<_> = sheets["shortages"].as_array().unwrap().iter()
            .map(|one| [&one["class"]["name"], &one["item"]["name"], &one["wanted"], &one["given"]].map(text)).collect();
        assert_eq!(short, [["一（3）班", "练习本", "42", "22"]]);
        assert_eq!((all.on_hand(&broom).await.0, all.on_hand(&book).await.0), ("2".to_owned(), "0".to_owned()));
        assert_eq!(look(&all.director, &done).await["lines"], done["lines"]);
        // A keeper of another store sees neither.
        all.keeper.get(&path(&done)).await.expect_problem(404, "not_found");
        all.keeper.get(&format!("{}/sheets", path(&done))).await.expect_problem(404, "not_found");
        assert!(all.keeper.rows("/stock-distributions").await.is_empty());
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    async fn what_is_no_matrix_is_refused_whole(engine) {
        let all = Storing::open(engine).await;
        let classes = classes(&all, 2).await;
        let book = all.stocked("练习本", "100", "50.00").await;
        let before = Digest::of(&all.school.app.db).await;
        let twice = [classes[0].clone(), classes[0].clone()];
        for (body, pointer, code) in [
            (plan(&all, &classes, [row(&book, ["1"])]), "/lines/0/quantities", "not_one_a_class"),
            (plan(&all, &classes, [row(&book, ["0", "0.000"])]), "/lines", "nothing_given"),
            (plan(&all, &twice, [row(&book, ["1", "1"])]), "/class_ids/1", "duplicate"),
            (plan(&all, &classes, [row(&book, ["1", "1"]), row(&book, ["1", "1"])]), "/lines/1/item_id", "duplicate"),
        ] {
            let problem = send(&all, body).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!(pointer), &json!(code)));
        }
        before.assert_unchanged(&all.school.app.db, "a refused distribution").await;
        // Nothing there at all: nobody gets anything, and all of it is short.
        let broom = add_item(&all.custodian, json!({ "name": "扫把", "unit": "把", "category": "卫生" })).await;
        let done = send(&all, plan(&all, &classes[..1], [row(&broom, ["1"])])).await.expect(201);
        let sheets = sheets(&all.custodian, &done).await;
        assert_eq!((&sheets["documents"][0]["lines"][0]["quantity"], &sheets["shortages"][0]["wanted"]), (&json!("0"), &json!("1")));
    }
}

on_both_engines! {
    /// Paper for all classes is one question: approved once by the director, then handed out once, as it was approved.
    async fn what_is_controlled_is_approved_once_for_all_classes(engine) {
        let all = Storing::open(engine).await;
        let classes = classes(&all, 3).await;
        let (paper, chalk) = (paper(&all, "20").await, all.stocked("粉笔", "9", "9.00").await);
        // No class alone goes beyond five packs, all together do: exactly five still ask nobody.
        let five = send(&all, plan(&all, &classes, [row(&paper, ["2", "2", "1"])])).await.expect(201);
        assert_eq!(five["state"], "issued");
        let body = plan(&all, &classes, [row(&paper, ["2", "3", "0.001"]), row(&chalk, ["3", "3", "0"])]);
        let asked = send(&all, body).await.expect(201);
        assert_eq!((&asked["state"], &asked["state_text"], may(&asked)), (&json!("submitted"), &json!("等总务主任审批"), vec!["cancel"]));
        assert_eq!((all.on_hand(&paper).await.0, all.on_hand(&chalk).await.0), ("15".to_owned(), "9".to_owned()));
        all.custodian.get(&format!("{}/sheets", path(&asked))).await.expect_problem(404, "not_found");
        assert_eq!(waiting(&all.director).await, [text(&asked["number"])]);
        let brief = &approval(&all.director, &asked).await["brief"];
        assert_eq!((&brief["link"], &brief["lines"][0]["quantity"]), (&json!(format!("/stores/distributions/{}", text(&asked["id"]))), &json!("5.001 包")));
        assert_eq!((&brief["lines"][1]["detail"], &brief["warnings"]), (&json!("2 个班，每班 3 盒"), &json!([])));
        hand_out(&all.custodian, &asked).await.expect_problem(409, "illegal_transition");
        decide(&all.director, &asked, "approve", json!({})).await.expect(200);
        let approved = look(&all.custodian, &asked).await;
        assert_eq!((may(&approved), &approved["state_text"]), (vec!["cancel", "issue"], &json!("已批准，等发放")));
        hand_out(&all.director, &asked).await.expect_problem(403, "forbidden");
        let answers = join_all((0..4).map(|_| hand_out(&all.custodian, &asked))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
        let issued = look(&all.custodian, &asked).await;
        assert_eq!((&issued["state"], may(&issued), issued["steps"].as_array().unwrap().len()), (&json!("issued"), Vec::new(), 1));
        assert_eq!(sheets(&all.custodian, &asked).await["documents"].as_array().unwrap().len(), 3);
        assert_eq!((all.on_hand(&paper).await.0, all.on_hand(&chalk).await.0), ("9.999".to_owned(), "3".to_owned()));
        let trail = all.school.principal.column(&format!("/audit-events?subject_id={}", text(&asked["id"])), "action").await;
        assert_eq!(trail, ["stock.distributed", "approval.approved", "stock_distribution.submitted"]);
        assert_eq!(all.director.column("/stock-distributions?state=issued", "number").await, [text(&asked["number"]), text(&five["number"])]);
        all.director.get("/stock-distributions?state=lost").await.expect_problem(400, "unknown_value");
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    async fn a_plan_that_came_back_is_written_anew_and_decided_again(engine) {
        let all = Storing::open(engine).await;
        let classes = classes(&all, 2).await;
        let paper = paper(&all, "8").await;
        let asked = send(&all, plan(&all, &classes, [row(&paper, ["6", "6"])])).await.expect(201);
        let warnings = approval(&all.director, &asked).await["brief"]["warnings"].to_string();
        assert!(warnings.contains("只有 8 包，差 4 包"), "{warnings}");
        decide(&all.director, &asked, "return", json!({ "reason": "不够发" })).await.expect(200);
        let returned = look(&all.custodian, &asked).await;
        assert_eq!((&returned["state"], &returned["reason"], may(&returned)), (&json!("returned"), &json!("不够发"), vec!["resubmit", "cancel"]));
        // Another keeper may not change what is not his.
        let colleague = all.school.person("郑保管", &["head_custodian"]).await;
        let version = returned["version"].as_i64().unwrap();
        let fewer = plan(&all, &classes[1..], [row(&paper, ["8"])]);
        colleague.seen(version).put(&path(&asked), fewer.clone()).await.expect_problem(403, "not_yours");
        let again = all.custodian.seen(version).put(&path(&asked), fewer.clone()).await.expect(200);
        assert_eq!((&again["state"], &again["round"], &again["lines"][0]["quantities"]), (&json!("submitted"), &json!(2), &json!(["8"])));
        assert_eq!(again["classes"].as_array().unwrap().len(), 1);
        let earlier = &again["earlier"];
        assert_eq!((&earlier[0]["round"], &earlier[0]["lines"][0]["quantities"]), (&json!(1), &json!(["6", "6"])));
        assert_eq!(earlier[0]["classes"].as_array().unwrap().len(), 2, "also the class that gets nothing any more");
        let [first, second] = [0_usize, 1].map(|at| text(&earlier[0]["classes"][at]["name"]));
        let changes = json!({ "items": [
            { "label": "班级", "before": format!("{first}、{second}"), "after": second },
            { "label": format!("复印纸 · {second}"), "before": "6 包", "after": "8 包" },
            { "label": format!("复印纸 · {first}"), "before": "6 包", "after": null },
        ], "more": 0 });
        assert_eq!(earlier[0]["changes"], changes);
        assert_eq!(approval(&all.director, &again).await["brief"]["revised"], json!({ "round": 2, "changes": changes }));
        all.custodian.seen(version).put(&path(&asked), fewer).await.expect_problem(412, "stale");
        decide(&all.director, &again, "reject", json!({ "reason": "先放一放" })).await.expect(200);
        let rejected = look(&all.custodian, &asked).await;
        assert_eq!((&rejected["state"], may(&rejected)), (&json!("rejected"), Vec::new()));
        hand_out(&all.custodian, &asked).await.expect_problem(409, "illegal_transition");
    }
}

on_both_engines! {
    /// What is taken back waits for nobody; what was approved may still be called off, and then nothing of it goes out.
    async fn a_plan_is_called_off_before_and_after_its_approval(engine) {
        let all = Storing::open(engine).await;
        let classes = classes(&all, 1).await;
        let paper = paper(&all, "20").await;
        for approved in [false, true] {
            let asked = send(&all, plan(&all, &classes, [row(&paper, ["6"])])).await.expect(201);
            if approved {
                decide(&all.director, &asked, "approve", json!({})).await.expect(200);
            }
            let version = look(&all.custodian, &asked).await["version"].as_i64().unwrap();
            let cancel = format!("{}/cancel", path(&asked));
            let done = all.custodian.seen(version).post(&cancel, json!({ "reason": "改期了" })).await.expect(200);
            assert_eq!((&done["state"], &done["reason"], may(&done)), (&json!("cancelled"), &json!("改期了"), Vec::new()));
            hand_out(&all.custodian, &asked).await.expect_problem(409, "illegal_transition");
        }
        assert!(waiting(&all.director).await.is_empty());
        assert_eq!(all.on_hand(&paper).await.0, "20");
    }
}

on_both_engines! {
    /// A class that received something is not unmade: its sheet names it.
    async fn a_new_class_that_received_something_is_not_taken_back(engine) {
        let all = Storing::open(engine).await;
        let admin = &all.school.admin;
        let term = json!({ "school_year": 2026, "season": "autumn", "starts_on": "2026-09-01", "ends_on": "2027-01-22" });
        admin.post("/terms", term).await.expect(201);
        let class = admin.post("/classes", json!({ "grade": 3, "number": 2, "size": 42 })).await.expect(201);
        let state = admin.get("/class-advances/proposal").await.expect(200)["state"].clone();
        let stays = json!([{ "class_id": class["id"], "size": 42 }, { "number": 1 }]);
        let body = json!({ "to_year": 2027, "leaving_grade": 6, "state": state, "classes": stays });
        let advance = act(admin, "/class-advances", body).await.expect(201)["advance"].clone();
        let fresh = admin.rows("/classes").await.into_iter().find(|one| one["id"] != class["id"]).unwrap();
        let book = all.stocked("练习本", "9", "9.00").await;
        let lines = json!([{ "item_id": book, "quantities": ["1"] }]);
        let body = json!({ "store_id": all.store, "purpose": "开学", "class_ids": [fresh["id"]], "lines": lines });
        act(&all.custodian, "/stock-distributions", body).await.expect(201);
        let path = format!("/class-advances/{}/undo", text(&advance["id"]));
        admin.seen(advance["version"].as_i64().unwrap()).post(&path, json!({})).await.expect_problem(409, "not_undoable");
        assert_eq!(admin.rows("/classes").await.len(), 2);
    }
}

on_both_engines! {
    /// The size is of a day and of whoever receives, by whichever act: at it nobody is asked, a thousandth above it the table is.
    async fn what_a_class_took_over_the_counter_counts_with_its_table_and_what_was_approved_does_not(engine) {
        let all = Storing::open(engine).await;
        let classes = classes(&all, 2).await;
        let paper = paper(&all, "40").await;
        all.issue(&paper, "3").await.expect(201);
        // The teacher of the first class has three of five; the second class has none.
        let within = send(&all, plan(&all, &classes, [row(&paper, ["2", "3"])])).await.expect(201);
        assert_eq!(within["state"], "issued");
        let beyond = send(&all, plan(&all, &classes[..1], [row(&paper, ["0.001"])])).await.expect(201);
        assert_eq!(beyond["state"], "submitted");
        let other = send(&all, plan(&all, &classes[1..], [row(&paper, ["1"])])).await.expect(201);
        assert_eq!(other["state"], "issued");
        // What the director approved uses up nobody's day.
        let asked = send(&all, plan(&all, &classes[1..], [row(&paper, ["6"])])).await.expect(201);
        decide(&all.director, &asked, "approve", json!({})).await.expect(200);
        hand_out(&all.custodian, &asked).await.expect(200);
        let counter = |quantity: &str| {
            let mut body = issue(&all.store, &all.director, &paper, quantity);
            body["class_id"] = classes[1].clone();
            act(&all.custodian, "/stock-issues", body)
        };
        counter("1.001").await.expect_problem(422, "requisition_needed");
        counter("1").await.expect(201);
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// SD5: a teacher who stands in for whoever hands out is not the one who signs for her class.
    async fn a_stand_in_of_whoever_hands_out_does_not_sign_for_a_class(engine) {
        let all = Storing::open(engine).await;
        let classes = classes(&all, 1).await;
        let chalk = all.stocked("粉笔", "9", "9.00").await;
        let away = json!({ "to_id": all.teacher.person_id, "roles": ["head_custodian"], "starts_on": "2026-11-24", "ends_on": "2026-11-30", "reason": "培训" });
        all.custodian.post("/me/delegations", away).await.expect(201);
        let done = send(&all, plan(&all, &classes, [row(&chalk, ["1"])])).await.expect(201);
        assert_eq!(sheets(&all.director, &done).await["documents"][0]["receiver"], json!(null));
    }
}

on_both_engines! {
    /// What is gone when it is handed out is named; a class that was to get nothing holds nobody up.
    async fn a_plan_whose_class_or_item_is_gone_says_so(engine) {
        let all = Storing::open(engine).await;
        let classes = classes(&all, 3).await;
        let paper = paper(&all, "20").await;
        let asked = send(&all, plan(&all, &classes, [row(&paper, ["3", "3", "0"])])).await.expect(201);
        decide(&all.director, &asked, "approve", json!({})).await.expect(200);
        let leave = async |class: &Value| {
            let row = all.school.admin.rows("/classes").await.into_iter().find(|row| row["id"] == *class).unwrap();
            let path = format!("/classes/{}", text(class));
            all.school.admin.seen(row["version"].as_i64().unwrap()).patch(&path, json!({ "active": false })).await.expect(200);
        };
        leave(&classes[1]).await;
        let problem = hand_out(&all.custodian, &asked).await.expect_problem(409, "not_there_any_more");
        assert!(text(&problem["detail"]).contains("一（2）班"), "{problem}");
        assert_eq!((all.on_hand(&paper).await.0, may(&look(&all.custodian, &asked).await)), ("20".to_owned(), vec!["cancel", "issue"]));
        let asked = send(&all, plan(&all, &[classes[0].clone(), classes[2].clone()], [row(&paper, ["6", "0"])])).await.expect(201);
        decide(&all.director, &asked, "approve", json!({})).await.expect(200);
        leave(&classes[2]).await;
        hand_out(&all.custodian, &asked).await.expect(200);
        assert_eq!(all.on_hand(&paper).await.0, "14");
    }
}
