//! What stores print: its amounts in words, the signed scans that come back, the ledger's detail and its file.

use calamine::Data;
use serde_json::json;
use test_support::{Digest, text};

use super::{Storing, act, add_item, issue, receipt};
use crate::{on_both_engines, procurement::signed_scans::page, registers::forms};

on_both_engines! {
    async fn a_document_says_its_amount_in_capitals(engine) {
        let all = Storing::open(engine).await;
        let chalk = add_item(&all.custodian, json!({ "name": "粉笔", "unit": "盒", "category": "教学用品" })).await;
        let came = act(&all.custodian, "/stock-receipts", receipt(&all.store, &chalk, "10", "30.50")).await.expect(201);
        assert_eq!(text(&came["value_in_words"]), "叁拾元零伍角");
        let went = all.issue(&chalk, "4").await.expect(201);
        assert_eq!((text(&went["value"]), text(&went["value_in_words"])), ("12.20", "壹拾贰元贰角"));
        let read = all.director.get(&format!("/stock-documents/{}", text(&went["id"]))).await.expect(200);
        assert_eq!(read["value_in_words"], went["value_in_words"]);
    }
}

on_both_engines! {
    async fn signed_scans_return_to_documents_class_sheets_and_requisitions(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("粉笔", "60", "60.00").await;
        let issued = all.issue(&chalk, "4").await.expect(201);
        let mut classes = Vec::new();
        for number in [1, 2] {
            classes.push(all.school.admin.post("/classes", json!({ "grade": 3, "number": number })).await.expect(201)["id"].clone());
        }
        let lines = json!([{ "item_id": chalk, "quantities": ["1", "1"] }]);
        let body = json!({ "store_id": all.store, "purpose": "开学发放", "class_ids": classes, "lines": lines });
        let sheets = act(&all.custodian, "/stock-distributions", body).await.expect(201);
        let asked = json!({ "purpose": "美术节", "lines": [{ "item_id": chalk, "quantity": "6" }] });
        let asked = all.teacher.post("/requisitions", asked).await.expect(201);
        let of = |kind: &str, id: &serde_json::Value| format!("/{kind}/{}/signed-scans", text(id));
        let document = of("stock-documents", &issued["id"]);
        for (path, by) in [(&document, &all.custodian), (&of("stock-distributions", &sheets["id"]), &all.custodian), (&of("requisitions", &asked["id"]), &all.teacher)] {
            let before = by.get(path).await.expect(200);
            assert_eq!((&before["items"], &before["may_return"]), (&json!([]), &json!(true)), "{path}");
            let after = by.post(path, json!({ "upload_ids": [page(by).await] })).await.expect(201);
            let content = format!("{path}/{}/content?size=320", text(&after["items"][0]["pages"][0]["id"]));
            assert_eq!(by.get(&content).await.status.as_u16(), 200, "{path}");
        }
        // What came back names its record: the sheets of the classes are one.
        let trail = all.school.principal.rows("/audit-events?action=signed_scan.returned").await;
        let labels: Vec<&str> = trail.iter().map(|event| text(&event["subjects"][0]["label"])).collect();
        assert_eq!(labels, [text(&asked["number"]), text(&sheets["number"]), text(&issued["number"])]);
        // A wrong one is replaced and stays.
        let wrong = all.custodian.get(&document).await.expect(200)["items"][0]["id"].clone();
        let body = json!({ "upload_ids": [page(&all.director).await], "replaces": wrong, "reason": "漏签" });
        let after = all.director.post(&document, body).await.expect(201);
        assert_eq!((&after["items"][1]["id"], &after["items"][1]["replaced_because"]), (&wrong, &json!("漏签")));
        // Neither another's store nor another's requisition; and what is no paper of the record is none of its pages.
        let (by_keeper, before) = (page(&all.keeper).await, Digest::of(&all.school.app.db).await);
        all.keeper.get(&document).await.expect_problem(404, "not_found");
        all.keeper.post(&document, json!({ "upload_ids": [by_keeper] })).await.expect_problem(404, "not_found");
        let page_of_document = text(&after["items"][0]["pages"][0]["id"]);
        let elsewhere = format!("{}/{page_of_document}/content", of("requisitions", &asked["id"]));
        all.teacher.get(&elsewhere).await.expect_problem(404, "not_found");
        before.assert_unchanged(&all.school.app.db, "a refused scan").await;
    }
}

on_both_engines! {
    async fn the_ledger_says_where_a_thing_lies_and_lists_how_it_came_and_went(engine) {
        let all = Storing::open(engine).await;
        let chalk = add_item(&all.custodian, json!({ "name": "粉笔", "unit": "盒", "category": "教学用品" })).await;
        for (day, bin, quantity) in [("2026-11-20", "乙架", "5"), ("2026-11-21", "甲架", "5")] {
            let mut body = receipt(&all.store, &chalk, quantity, "10.00");
            body["happened_on"] = json!(day);
            body["lines"][0]["bin"] = json!(bin);
            act(&all.custodian, "/stock-receipts", body).await.expect(201);
        }
        let mut gift = receipt(&all.store, &chalk, "2", "4.00");
        (gift["source"], gift["note"]) = (json!("donation"), json!("校友会"));
        act(&all.custodian, "/stock-receipts", gift).await.expect(201);
        act(&all.custodian, "/stock-issues", issue(&all.store, &all.teacher, &chalk, "3")).await.expect(201);
        let moved = json!({ "store_id": all.store, "to_store_id": all.small, "receiver_id": all.keeper.person_id, "lines": [{ "item_id": chalk, "quantity": "1" }] });
        act(&all.custodian, "/stock-transfers", moved).await.expect(201);
        let row = all.custodian.rows(&format!("/stock-ledger?store_id={}", all.store)).await[0].clone();
        assert_eq!(row["bins"], json!(["乙架", "甲架"]));
        // Over all stores a transfer is neither way; in one it is.
        let path = format!("/stock-items/{chalk}/movements");
        let every = all.director.rows(&path).await;
        let kinds: Vec<&str> = every.iter().map(|one| text(&one["kind"])).collect();
        assert_eq!(kinds, ["receipt", "receipt", "receipt", "issue"]);
        assert_eq!((&every[2]["source"], &every[2]["purpose"]), (&json!("donation"), &json!("校友会")));
        assert_eq!((&every[3]["receiver"]["name"], &every[3]["went_out"]["quantity"], &every[3]["came_in"]["quantity"]), (&json!("李老师"), &json!("3"), &json!("0")));
        let here = all.custodian.pages(&format!("{path}?store_id={}", all.store), 2).await;
        assert_eq!(here.len(), 5);
        assert_eq!(all.keeper.rows(&path).await.len(), 1, "a keeper reads his own stores only");
        assert_eq!(all.director.rows(&format!("{path}?from=2026-11-21&as_of=2026-11-21")).await.len(), 1);
        all.director.get(&format!("{path}?from=2026-11-22&as_of=2026-11-21")).await.expect_problem(400, "days_the_wrong_way_round");
        all.director.get(&format!("/stock-items/{}/movements", test_support::TestApp::unknown_id())).await.expect_problem(404, "not_found");
    }
}

on_both_engines! {
    async fn the_ledger_as_a_workbook_is_what_is_on_the_page_and_stands_in_the_trail(engine) {
        let all = Storing::open(engine).await;
        let chalk = all.stocked("=粉笔", "10", "30.50").await;
        all.issue(&chalk, "4").await.expect(201);
        let filter = json!({ "store_id": all.store, "as_of": "2026-11-24" });
        let answer = all.custodian.post("/stock-ledger-exports", json!({ "filter": filter })).await;
        assert_eq!(answer.status.as_u16(), 200);
        let cells = forms::read(&answer.bytes, "库存明细账").cells;
        let words: Vec<String> = cells.iter().flatten().map(ToString::to_string).collect();
        assert!(words.contains(&"总保管室  截至 2026-11-24".to_owned()) && words.contains(&"=粉笔".to_owned()), "{words:?}");
        let row = cells.iter().find(|row| row[0] == Data::String("=粉笔".to_owned())).unwrap();
        assert_eq!((&row[11], &row[12]), (&Data::Float(6.0), &Data::Float(18.3)));
        let told = all.school.principal.rows("/audit-events?action=report.exported").await;
        assert_eq!((told.len(), &told[0]["subjects"][0]["after"]), (1, &filter));
        let english = all.director.with("accept-language", "en").post("/stock-ledger-exports", json!({})).await;
        assert!(!forms::read(&english.bytes, "Stock ledger").cells.is_empty());
        // As far as the view: another's store is nowhere, staff see none.
        all.keeper.post("/stock-ledger-exports", json!({ "filter": filter })).await.expect_problem(404, "not_found");
        all.teacher.post("/stock-ledger-exports", json!({})).await.expect_problem(403, "forbidden");
    }
}
