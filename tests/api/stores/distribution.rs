//! The thirtieth of August.

use serde_json::{Value, json};
use test_support::{Digest, text};

use super::{Storing, act, add_item, books_agree};
use crate::on_both_engines;

async fn classes(all: &Storing, sizes: &[Option<i64>]) -> Vec<Value> {
    let mut classes = Vec::new();
    for (size, number) in sizes.iter().zip(1..) {
        let class =
            json!({ "grade": 1, "number": number, "size": size, "class_teacher_id": (number == 1).then_some(&all.teacher.person_id) });
        classes.push(all.school.admin.post("/classes", class).await.expect(201)["id"].clone());
    }
    classes
}

on_both_engines! {
    /// Per class and per pupil, in one act: a sheet a class, and what was short.
    async fn every_class_gets_its_things_in_one_act_and_what_is_short_is_listed(engine) {
        let all = Storing::open(engine).await;
        let classes = classes(&all, &[Some(40), Some(38), Some(42)]).await;
        let broom = all.stocked("扫把", "7", "35.00").await;
        let book = all.stocked("练习本", "100", "50.00").await;
        let body = json!({
            "store_id": all.store, "purpose": "开学发放", "class_ids": classes,
            "lines": [{ "item_id": broom, "quantity": "2", "per": "class" }, { "item_id": book, "quantity": "1", "per": "pupil" }],
        });
        let done = act(&all.custodian, "/stock-distributions", body).await.expect(201);
        let documents = done["documents"].as_array().unwrap();
        let given = |index: usize| {
            let lines = documents[index]["lines"].as_array().unwrap();
            lines.iter().map(|line| text(&line["quantity"])).collect::<Vec<_>>()
        };
        assert_eq!([given(0), given(1), given(2)], [["2", "40"], ["2", "38"], ["2", "22"]]);
        let numbers: Vec<_> = documents.iter().map(|document| text(&document["number"])).collect();
        assert_eq!(numbers, ["LY20261124-0001", "LY20261124-0002", "LY20261124-0003"]);
        assert_eq!((&documents[0]["receiver"]["name"], &documents[1]["receiver"]), (&json!("李老师"), &json!(null)));
        assert_eq!((&documents[0]["class"]["name"], &documents[0]["confirmation"]), (&json!("一（1）班"), &json!("on_paper")));
        let short: Vec<_> = done["shortages"].as_array().unwrap().iter()
            .map(|one| [&one["class"]["name"], &one["item"]["name"], &one["wanted"], &one["given"]].map(text)).collect();
        assert_eq!(short, [["一（3）班", "练习本", "42", "22"]]);
        assert_eq!((all.on_hand(&broom).await.0, all.on_hand(&book).await.0), ("1".to_owned(), "0".to_owned()));
        let sheets = all.director.get(&format!("/stock-distributions/{}", text(&done["id"]))).await.expect(200);
        assert_eq!(sheets, done);
        all.keeper.get(&format!("/stock-distributions/{}", text(&done["id"]))).await.expect_problem(404, "not_found");
        books_agree(&all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    async fn what_cannot_be_worked_out_is_refused_whole(engine) {
        let all = Storing::open(engine).await;
        let classes = classes(&all, &[Some(40), None]).await;
        let paper = json!({ "name": "复印纸", "unit": "包", "category": "纸", "controlled_above": "5" });
        let paper = add_item(&all.custodian, paper).await;
        let book = all.stocked("练习本", "100", "50.00").await;
        let before = Digest::of(&all.school.app.db).await;
        let send = async |class_ids: Value, line: Value| {
            let body = json!({ "store_id": all.store, "purpose": "开学发放", "class_ids": class_ids, "lines": [line] });
            act(&all.custodian, "/stock-distributions", body).await
        };
        let per = |item: &str, per: &str| json!({ "item_id": item, "quantity": "1", "per": per });
        let problem = send(json!(classes), per(&book, "pupil")).await.expect_problem(422, "validation_failed");
        assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!("/class_ids/1"), &json!("size_unknown")));
        let problem = send(json!([classes[0], classes[0]]), per(&book, "class")).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/class_ids/1");
        send(json!([classes[0]]), per(&paper, "pupil")).await.expect_problem(422, "requisition_needed");
        before.assert_unchanged(&all.school.app.db, "a refused distribution").await;
        // Nothing there at all: nobody gets anything, and all of it is short.
        let done = send(json!([classes[0]]), per(&paper, "class")).await.expect(201);
        assert_eq!((&done["documents"][0]["lines"][0]["quantity"], &done["shortages"][0]["wanted"]), (&json!("0"), &json!("1")));
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
        let lines = json!([{ "item_id": book, "quantity": "1", "per": "class" }]);
        let body = json!({ "store_id": all.store, "purpose": "开学", "class_ids": [fresh["id"]], "lines": lines });
        act(&all.custodian, "/stock-distributions", body).await.expect(201);
        let path = format!("/class-advances/{}/undo", text(&advance["id"]));
        admin.seen(advance["version"].as_i64().unwrap()).post(&path, json!({})).await.expect_problem(409, "not_undoable");
        assert_eq!(admin.rows("/classes").await.len(), 2);
    }
}
