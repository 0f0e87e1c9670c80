//! Forms that are none, mappings that do not fit, and fillings that cannot be: each is told, and nothing is left behind.

use std::io::{Cursor, Write};

use serde_json::{Value, json};
use test_support::{Digest, School, text};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    forms::{self, SHEET},
    templates::{form, kept, proposed, sent},
};
use crate::on_both_engines;

/// The blank form with one part made another, or added.
fn bent(name: &str, content: &[u8]) -> Vec<u8> {
    let blank = forms::blank();
    let mut old = ZipArchive::new(Cursor::new(blank.as_slice())).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let entry = old.by_index_raw(index).unwrap();
        if entry.name().unwrap() != name {
            new.raw_copy_file(entry).unwrap();
        }
    }
    new.start_file(name, SimpleFileOptions::default()).unwrap();
    new.write_all(content).unwrap();
    new.finish().unwrap().into_inner()
}

/// The old workbook with its records written over; the names in its directory still say what it is.
fn overwritten(mut file: Vec<u8>) -> Vec<u8> {
    file[512..2048].fill(0xAB);
    file
}

on_both_engines! {
    async fn what_is_no_blank_form_is_refused_in_words(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let zeros = vec![0; 8 * 1024 * 1024];
        let big = format!("<!--{}-->", " ".repeat(4 * 1024 * 1024));
        for (name, file, code) in [
            ("表.csv", "资产编号,资产名称\n".as_bytes().to_vec(), "validation_failed"),
            ("炸弹.xlsx", bent("xl/media/image1.png", &zeros), "sheet_unpacks_too_large"),
            ("炸弹.xlsx", bent("xl/worksheets/sheet2.xml", big.as_bytes()), "sheet_unpacks_too_large"),
            ("坏的.xlsx", bent("xl/worksheets/sheet2.xml", b"<worksheet><sheetData><row"), "sheet_damaged"),
            ("坏的.xlsx", bent("xl/workbook.xml", b"<workbook"), "sheet_damaged"),
            ("坏的.xls", overwritten(forms::blank_xls()), "sheet_damaged"),
        ] {
            let upload = custodian.upload(name, "application/octet-stream", file).await.expect(201);
            let before = Digest::of(&school.app.db).await;
            let path = format!("/export-templates/proposal?upload_id={}", text(&upload["id"]));
            let problem = custodian.get(&path).await.expect_problem(422, code);
            assert!(!text(&problem["detail"]).is_empty(), "{problem}");
            let english = custodian.with("accept-language", "en").get(&path).await.expect_problem(422, code);
            assert!(text(&english["detail"]).is_ascii() || text(&english["detail"]).contains('“'), "{english}");
            let form = json!({ "name": "x", "sheet": SHEET, "head_row": 3, "first_row": 4, "columns": [{ "column": 1, "field": "name" }] });
            custodian.post("/export-templates", sent(text(&upload["id"]), form)).await.expect_problem(422, code);
            before.assert_unchanged(&school.app.db, name).await;
        }
        // A macro and a password are stopped at the door.
        let macros = bent("xl/vbaProject.bin", b"x");
        custodian.upload("宏.xlsm", "application/octet-stream", macros).await.expect_problem(415, "unsupported_file");
        custodian.get(&format!("/export-templates/proposal?upload_id={}", test_support::TestApp::unknown_id())).await.expect_problem(422, "validation_failed");
    }
}

on_both_engines! {
    async fn a_mapping_that_does_not_fit_its_form_is_refused_at_its_place(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let other = school.person("周主任", &["logistics_director"]).await;
        let (upload, proposal) = proposed(&custodian, "空表.xlsx", forms::blank()).await;
        let good = form("报表", &proposal);
        let before = Digest::of(&school.app.db).await;
        let with = |name: &str, value: Value| {
            let mut body = good.clone();
            body[name] = value;
            body
        };
        for (body, pointer) in [
            (with("sheet", json!("别的表")), "/sheet"),
            (with("head_row", json!(2)), "/first_row"),
            (with("first_row", json!(3)), "/first_row"),
            (with("columns", json!([])), "/columns"),
            (with("columns", json!([{ "column": 1, "field": "name" }, { "column": 1, "field": "asset_no" }])), "/columns/1/column"),
            (with("columns", json!([{ "column": 300, "field": "name" }])), "/columns/0/column"),
            (with("name", json!("")), "/name"),
        ] {
            let body = if pointer == "/first_row" && body["head_row"] == 2 { let mut b = body; b["first_row"] = json!(2); b } else { body };
            let problem = custodian.post("/export-templates", sent(&upload, body)).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
        }
        let mut far = with("head_row", json!(90));
        far["first_row"] = json!(91);
        let problem = custodian.post("/export-templates", sent(&upload, far)).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/head_row");
        let secret = with("columns", json!([{ "column": 1, "field": "secret" }]));
        custodian.post("/export-templates", sent(&upload, secret)).await.expect_problem(400, "unknown_field");
        // Somebody else's upload is none.
        other.post("/export-templates", sent(&upload, good.clone())).await.expect_problem(422, "validation_failed");
        let found = format!("/export-templates/proposal?upload_id={upload}");
        custodian.get(&format!("{found}&head_row=90")).await.expect_problem(422, "validation_failed");
        custodian.get(&format!("{found}&sheet=x")).await.expect_problem(422, "validation_failed");
        before.assert_unchanged(&school.app.db, "a mapping that does not fit").await;

        // One upload is one form, also when two keep it at once.
        let body = sent(&upload, good.clone());
        let mut twin = body.clone();
        twin["name"] = json!("另一张");
        let (a, b) = tokio::join!(custodian.post("/export-templates", body.clone()), custodian.post("/export-templates", twin));
        let mut both = [a.status.as_u16(), b.status.as_u16()];
        both.sort_unstable();
        assert_eq!(both, [201, 422]);
    }
}

on_both_engines! {
    async fn a_filling_that_cannot_be_leaves_nothing(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let template = kept(&custodian, "报表").await;
        let path = format!("/export-templates/{}/fill", text(&template["id"]));
        let folder = school.app.db.dir.path().join("exports");
        let before = Digest::of(&school.app.db).await;
        for (filter, status, code) in [
            (json!({ "limit": 1 }), 422, "validation_failed"),
            (json!({ "sort": "name" }), 422, "validation_failed"),
            (json!({ "colour": "red" }), 422, "validation_failed"),
            (json!({ "status": "melted" }), 400, "unknown_value"),
        ] {
            custodian.post(&path, json!({ "filter": filter })).await.expect_problem(status, code);
        }
        // The file in the store is no workbook any more: the child says so, and the half-made file goes.
        let sha = school.app.db.kept_files();
        let kept: Vec<&String> = sha.iter().filter(|name| !name.contains("received")).collect();
        let file = school.app.db.dir.path().join("files").join(kept[0].split(' ').next().unwrap());
        let whole = std::fs::read(&file).unwrap();
        std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
        let refused = custodian.post(&path, json!({})).await;
        assert_eq!(refused.status.as_u16(), 422, "{}", refused.json());
        std::fs::write(&file, &whole).unwrap();
        before.assert_unchanged(&school.app.db, "a filling that cannot be").await;
        let left = std::fs::read_dir(&folder).map(Iterator::count).unwrap_or_default();
        assert_eq!(left, 0, "a half-made file was left");
        custodian.post(&path, json!({})).await.expect(201);
    }
}
