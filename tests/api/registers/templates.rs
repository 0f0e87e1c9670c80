//! Blank forms of a bureau: understood, kept, filled with their heads untouched, and read back with another library.

use calamine::Data;
use serde_json::{Value, json};
use test_support::{Client, School, text};

use super::{
    forms::{self, HEADS, SHEET, words},
    ledgers::{DONE, Office, THREE},
};
use crate::on_both_engines;

/// Uploads a form and answers how it is understood, with the upload's id.
pub async fn proposed(client: &Client, name: &str, file: Vec<u8>) -> (String, Value) {
    let upload = client.upload(name, "application/octet-stream", file).await.expect(201);
    let id = text(&upload["id"]).to_owned();
    let proposal = client.get(&format!("/export-templates/proposal?upload_id={id}")).await.expect(200);
    (id, proposal)
}

/// What is kept of a proposal that is right.
pub fn form(name: &str, proposal: &Value) -> Value {
    let mapped = proposal["columns"].as_array().unwrap().iter().filter(|column| !column["field"].is_null());
    let columns: Vec<Value> = mapped.map(|c| json!({ "column": c["column"], "field": c["field"] })).collect();
    json!({
        "name": name, "sheet": proposal["sheet"], "head_row": proposal["head_row"], "first_row": proposal["first_row"], "columns": columns
    })
}

/// The same with the upload that it is of.
pub fn sent(upload: &str, mut form: Value) -> Value {
    form["upload_id"] = json!(upload);
    form
}

pub async fn kept(client: &Client, name: &str) -> Value {
    let (upload, proposal) = proposed(client, "空表.xlsx", forms::blank()).await;
    client.post("/export-templates", sent(&upload, form(name, &proposal))).await.expect(201)
}

/// Fills and answers manifest and bytes.
pub async fn filled(client: &Client, template: &Value, filter: Value) -> (Value, Vec<u8>) {
    let path = format!("/export-templates/{}/fill", text(&template["id"]));
    let made = client.post(&path, json!({ "filter": filter })).await.expect(201);
    let sent = client.get(&format!("/asset-exports/{}/content", text(&made["id"]))).await;
    assert_eq!(sent.status.as_u16(), 200);
    (made, sent.bytes)
}

async fn computers(client: &Client, count: u32) {
    let room = client.get("/locations?kind=room&limit=200").await.expect(200)["items"][0]["id"].clone();
    let card = json!({
        "name": "台式计算机", "category_code": "A02010105", "spec_model": "联想 M4500", "unit_price": "4200.50",
        "original_value": "4200.50", "location_id": room
    });
    client.with("idempotency-key", "computers").post("/assets/batches", json!({ "card": card, "count": count })).await.expect(201);
}

on_both_engines! {
    async fn a_blank_form_is_understood_kept_and_filled_with_its_heads_untouched(engine) {
        let office = Office::open(engine).await;
        let custodian = &office.custodian;
        computers(custodian, 25).await;
        let blank = forms::blank();
        let (upload, proposal) = proposed(custodian, "上报表（空）.xlsx", blank.clone()).await;
        assert_eq!(proposal["sheets"], json!(["填表说明", SHEET]));
        assert_eq!((&proposal["sheet"], &proposal["head_row"], &proposal["first_row"]), (&json!(SHEET), &json!(3), &json!(4)));
        assert_eq!(proposal["saved_anew"], false);
        let columns = proposal["columns"].as_array().unwrap();
        let said: Vec<_> = columns.iter().map(|c| (text(&c["letter"]), text(&c["head"]), text(&c["field"]))).collect();
        let fields = ["row_number", "asset_no", "name", "spec_model", "quantity", "unit_price", "original_value", "location"];
        let letters = ["A", "B", "C", "D", "E", "F", "G", "H"];
        assert_eq!(said, letters.into_iter().zip(HEADS).zip(fields).map(|((l, h), f)| (l, h, f)).collect::<Vec<_>>());
        assert_eq!((&proposal["lines"][0]["row"], &proposal["lines"][2]["cells"][1]), (&json!(1), &json!("资产编号")));

        let body = sent(&upload, form("区教育局报表", &proposal));
        let template = custodian.post("/export-templates", body).await.expect(201);
        assert_eq!((&template["name"], &template["version"], &template["created_by"]["name"]), (&json!("区教育局报表"), &json!(1), &json!("吴保管")));
        assert_eq!(custodian.get("/export-templates").await.expect(200)["items"], json!([template]));

        let (made, file) = filled(custodian, &template, json!({})).await;
        assert_eq!((&made["rows"], &made["quantity"], &made["original_value"]), (&json!(25), &json!("25"), &json!("105012.50")));
        assert_eq!((&made["template"], &made["format"]), (&json!("区教育局报表"), &json!("xlsx")));
        assert!(text(&made["file_name"]).starts_with("区教育局报表-青禾小学-"), "{made}");
        assert_eq!(made["file_bytes"].as_u64().unwrap(), file.len() as u64);

        let (before, after) = (forms::read(&blank, SHEET), forms::read(&file, SHEET));
        assert_eq!(after.cells[..3], before.cells[..3], "title and heads");
        assert_eq!(after.cells.len(), 3 + 25 + 2);
        for (n, row) in (1..).zip(&after.cells[3..28]) {
            assert_eq!(row[0], Data::Float(f64::from(n)));
            assert_eq!(row[1], words(&format!("ZC2026-{n:06}")));
            assert_eq!((&row[2], &row[3]), (&words("台式计算机"), &words("联想 M4500")));
            assert_eq!((&row[4], &row[5], &row[6]), (&Data::Float(1.0), &Data::Float(4200.5), &Data::Float(4200.5)));
        }
        assert_eq!(after.cells[28][2], words("合计"));
        let sums = [(29, 5, "SUM(E4:E28)".to_owned()), (29, 7, "SUM(G4:G28)".to_owned())];
        assert_eq!(after.formulas, sums, "the totals hold all rows");
        assert_eq!(before.merged, [(1, 1, 1, 8), (8, 1, 8, 8)]);
        assert_eq!(after.merged, [(1, 1, 1, 8), (30, 1, 30, 8)]);
        assert_eq!(after.cells[29][0], before.cells[7][0], "the signature stands below");
        // Everything but the sheet itself is the bureau's, byte for byte.
        for name in forms::parts(&blank).iter().filter(|name| !name.contains("sheet2.xml") && *name != "xl/workbook.xml") {
            assert_eq!(forms::part(&file, name), forms::part(&blank, name), "{name}");
        }
        let (old, new) = (forms::part(&blank, "xl/worksheets/sheet2.xml"), forms::part(&file, "xl/worksheets/sheet2.xml"));
        for row in [1, 3] {
            let row = format!("<row r=\"{row}\"");
            let cells = |xml: &str| xml.split(&row).nth(1).unwrap().split("</row>").next().unwrap().split_once('>').unwrap().1.replace("/>", "></c>");
            assert_eq!(cells(&new), cells(&old), "cells of the heads, their styles included");
        }
        assert!(new.contains("<cols>") && new.contains("width=\"31"), "widths stay");
    }
}

on_both_engines! {
    async fn fewer_cards_than_lines_leave_the_form_as_it_is_and_none_leaves_it_blank(engine) {
        let office = Office::open(engine).await;
        let custodian = &office.custodian;
        computers(custodian, 2).await;
        let template = kept(custodian, "报表").await;
        let (_, file) = filled(custodian, &template, json!({})).await;
        let read = forms::read(&file, SHEET);
        assert_eq!((read.cells.len(), &read.cells[5][0], &read.cells[5][1]), (8, &Data::Float(3.0), &Data::Empty));
        assert_eq!(read.formulas, [(7, 5, "SUM(E4:E6)".to_owned()), (7, 7, "SUM(G4:G6)".to_owned())]);
        let (made, file) = filled(custodian, &template, json!({ "category": "A0501" })).await;
        assert_eq!(made["rows"], 0);
        assert_eq!(forms::read(&file, SHEET).cells, forms::read(&forms::blank(), SHEET).cells);
    }
}

on_both_engines! {
    async fn h03_what_spreadsheets_take_for_formulas_is_text_in_a_filled_form(engine) {
        let office = Office::open(engine).await;
        let custodian = &office.custodian;
        for (name, spec) in [("=1+1", "+cmd|' /C calc'!A0"), ("@SUM(A1)", "-"), ("<f>1</f>", "a&b")] {
            let card = json!({ "name": name, "category_code": "A02020200", "spec_model": spec });
            custodian.post("/assets", card).await.expect(201);
        }
        let template = kept(custodian, "报表").await;
        let (_, file) = filled(custodian, &template, json!({})).await;
        let read = forms::read(&file, SHEET);
        let shown: Vec<_> = read.cells[3..6].iter().map(|row| (row[2].clone(), row[3].clone())).collect();
        // A lone dash stands for nothing in ledgers; the mark keeps it a word, as in every export.
        let expected = [("=1+1", "+cmd|' /C calc'!A0"), ("@SUM(A1)", "'-"), ("<f>1</f>", "a&b")];
        assert_eq!(shown, expected.map(|(name, spec)| (words(name), words(spec))));
        assert!(read.formulas.iter().all(|(row, _, _)| *row == 7), "{:?}", read.formulas);
    }
}

on_both_engines! {
    async fn an_old_form_is_saved_anew_and_says_so(engine) {
        let office = Office::open(engine).await;
        let custodian = &office.custodian;
        computers(custodian, 4).await;
        let (upload, proposal) = proposed(custodian, "上报表.xls", forms::blank_xls()).await;
        assert_eq!((&proposal["saved_anew"], &proposal["head_row"], &proposal["first_row"]), (&json!(true), &json!(3), &json!(4)));
        let body = sent(&upload, form("老表", &proposal));
        let template = custodian.post("/export-templates", body).await.expect(201);
        assert_eq!(template["saved_anew"], true);
        let (made, file) = filled(custodian, &template, json!({})).await;
        assert_eq!((&made["rows"], text(&made["file_name"]).ends_with(".xlsx")), (&json!(4), true));
        let read = forms::read(&file, SHEET);
        assert_eq!(read.cells[0][0], words("区教育局固定资产上报表"));
        assert_eq!(read.cells[2], ["序号", "资产名称", "计量单位", "数量", "原值（元）"].map(words));
        assert_eq!((&read.cells[6][0], &read.cells[6][1], &read.cells[6][4]), (&Data::Float(4.0), &words("台式计算机"), &Data::Float(4200.5)));
        assert_eq!(read.cells[7][1], words("合计"));
        assert_eq!(read.formulas, [(8, 5, "SUM(E4:E7)".to_owned())]);
        assert_eq!(read.merged, [(1, 1, 1, 5), (9, 1, 9, 5)]);
    }
}

on_both_engines! {
    async fn a_mapping_is_put_right_and_a_removed_template_stays_in_what_it_filled(engine) {
        let office = Office::open(engine).await;
        let custodian = &office.custodian;
        computers(custodian, 2).await;
        let template = kept(custodian, "报表").await;
        let path = format!("/export-templates/{}", text(&template["id"]));
        let again = custodian.get(&format!("{path}/proposal")).await.expect(200);
        assert_eq!((&again["sheet"], &again["columns"]), (&json!(SHEET), &template["columns"]));
        let mut body = form("另一名", &again);
        body["columns"] = json!([{ "column": 1, "field": "name" }, { "column": 9, "field": "asset_no" }]);
        custodian.put(&path, body.clone()).await.expect_problem(428, "if_match_required");
        custodian.seen(7).put(&path, body.clone()).await.expect_problem(412, "stale");
        let changed = custodian.seen(1).put(&path, body.clone()).await.expect(200);
        assert_eq!((&changed["name"], &changed["version"]), (&json!("另一名"), &json!(2)));
        let mapped: Vec<_> = changed["columns"].as_array().unwrap().iter().filter(|c| !c["field"].is_null()).map(|c| (text(&c["letter"]), text(&c["field"]))).collect();
        assert_eq!(mapped, [("B", "name"), ("J", "asset_no")]);
        let (made, file) = filled(custodian, &changed, json!({})).await;
        let row = &forms::read(&file, SHEET).cells[3];
        assert_eq!((&row[0], &row[1], &row[2], &row[9]), (&Data::Float(1.0), &words("台式计算机"), &Data::Empty, &words("ZC2026-000001")));

        kept(custodian, "报表").await;
        custodian.seen(2).put(&path, form("报表", &again)).await.expect_problem(409, "template_exists");
        custodian.seen(1).delete(&path).await.expect_problem(412, "stale");
        custodian.seen(2).delete(&path).await.expect(204);
        custodian.post(&format!("{path}/fill"), json!({})).await.expect_problem(404, "not_found");
        assert_eq!(custodian.get(&format!("/asset-exports/{}", text(&made["id"]))).await.expect(200)["template"], "另一名");
        let events = office.school.principal.get("/audit-events?action=export_template.removed").await.expect(200);
        assert_eq!(events["items"].as_array().unwrap().len(), 1);
    }
}

on_both_engines! {
    async fn a12_a_form_is_filled_with_what_the_caller_may_read_and_kept_by_who_keeps_forms(engine) {
        let office = Office::open(engine).await;
        let school = &office.school;
        office.file("台账.csv", THREE);
        office.import("台账.csv", &["--commit"]).await.expect(DONE);
        let template = kept(&office.custodian, "报表").await;
        let fill = format!("/export-templates/{}/fill", text(&template["id"]));
        let teacher = school.person("李老师", &["staff", "class_teacher"]).await;
        teacher.get("/export-templates").await.expect_problem(403, "forbidden");
        teacher.post(&fill, json!({})).await.expect_problem(403, "forbidden");
        school.app.nobody().post(&fill, json!({})).await.expect_problem(401, "unauthenticated");
        let auditor = school.person("审计员", &["auditor"]).await;
        let refused = auditor.seen(1).delete(&format!("/export-templates/{}", text(&template["id"]))).await.expect_problem(403, "forbidden");
        assert_eq!(refused["permission"], "assets.export_templates");
        let (made, _) = filled(&auditor, &template, json!({})).await;
        assert_eq!(made["rows"], 3);
        // The maker's file goes to nobody else.
        let content = format!("/asset-exports/{}/content", text(&made["id"]));
        office.custodian.get(&content).await.expect_problem(404, "not_found");

        // A director of one room fills in the cards of that room.
        let rooms = school.admin.get("/locations?kind=room&limit=200").await.expect(200);
        let room = rooms["items"].as_array().unwrap().iter().find(|r| r["path"] == "致远楼 / 2层 / 203").unwrap()["id"].clone();
        let director = school.person("周主任", &[]).await;
        let path = format!("/people/{}/role-grants", director.person_id);
        let grant = school.admin.post(&path, json!({ "role": "logistics_director", "places": [room] })).await.expect(201);
        let path = format!("/role-grants/{}/confirm", text(&grant["id"]));
        school.principal.seen(1).post(&path, json!({})).await.expect(200);
        let (made, file) = filled(&director, &template, json!({})).await;
        let read = forms::read(&file, SHEET);
        assert_eq!((&made["rows"], &read.cells[3][1], &read.cells[4][1]), (&json!(1), &words("QH-001"), &Data::Empty));
        let (made, _) = filled(&office.custodian, &template, json!({ "q": "课桌" })).await;
        assert_eq!((&made["rows"], &made["filter"]), (&json!(1), &json!({ "q": "课桌" })));

        // Another school knows none of it.
        let other = School::open(engine).await;
        let stranger = other.person("别校保管", &["head_custodian"]).await;
        stranger.post(&fill, json!({})).await.expect_problem(404, "not_found");
        assert!(stranger.rows("/export-templates").await.is_empty());
        let events = school.principal.get("/audit-events?action=register.exported").await.expect(200);
        let events = events["items"].as_array().unwrap().clone();
        assert_eq!(events.len(), 3, "every filling is an event");
    }
}

on_both_engines! {
    /// The same request sent twice is one export; the same state is the same data, whatever file it went into.
    async fn a_filling_is_an_export_like_any_other(engine) {
        let office = Office::open(engine).await;
        let custodian = &office.custodian;
        computers(custodian, 3).await;
        let template = kept(custodian, "报表").await;
        let path = format!("/export-templates/{}/fill", text(&template["id"]));
        let keyed = custodian.with("idempotency-key", "fill-1");
        let first = keyed.post(&path, json!({})).await.expect(201);
        assert_eq!(keyed.post(&path, json!({})).await.expect(201), first);
        let columns = ["asset_no", "name", "spec_model", "quantity", "unit_price", "original_value", "location"];
        let csv = custodian.post("/asset-exports", json!({ "format": "csv", "columns": columns })).await.expect(201);
        assert_eq!(csv["data_sha256"], first["data_sha256"]);
        assert!(csv.get("template").is_none());
        let manifest = custodian.get(&format!("/asset-exports/{}/manifest", text(&first["id"]))).await;
        assert_eq!(manifest.json(), first);
    }
}
