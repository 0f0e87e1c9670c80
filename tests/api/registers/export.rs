//! Exports: whole, of one state, the same every time, and importable again.

use std::{path::PathBuf, time::Duration};

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};
use sheets::{Cell, Item};
use test_support::{Client, School, TestDb, text};

use super::ledgers::{DONE, Office, THREE};
use crate::on_both_engines;

/// Makes an export and answers its manifest and its bytes.
pub async fn export(client: &Client, body: Value) -> (Value, Vec<u8>) {
    let made = client.post("/asset-exports", body).await.expect(201);
    let sent = client.get(&format!("/asset-exports/{}/content", text(&made["id"]))).await;
    assert_eq!(sent.status.as_u16(), 200);
    (made, sent.bytes)
}

/// The rows of a CSV export without its heads.
fn rows(file: &[u8]) -> Vec<Vec<String>> {
    let body = file.strip_prefix(&[0xEF, 0xBB, 0xBF]).expect("a BOM");
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut rest = std::str::from_utf8(body).unwrap().chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => field.push(rest.next().unwrap()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted => {
                assert_eq!(rest.next(), Some('\n'), "lines end with CRLF");
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    rows.split_off(1)
}

/// Sheets and cells of a workbook as the importer's own parser reads them.
fn sheets(file: &[u8]) -> Vec<(String, Vec<Vec<Cell>>)> {
    let mut lines = Vec::new();
    sheets::parse(file, &mut lines).unwrap();
    let mut found: Vec<(String, Vec<Vec<Cell>>)> = Vec::new();
    for line in String::from_utf8(lines).unwrap().lines() {
        match serde_json::from_str(line).unwrap() {
            Item::Sheet(info) => found.push((info.name, Vec::new())),
            Item::Row(row) => found[row.sheet as usize].1.push(row.cells),
            Item::End { .. } | Item::Error(_) => {}
        }
    }
    found
}

fn folder(db: &TestDb) -> PathBuf {
    db.dir.path().join("exports")
}

/// Names of files in the folder of exports.
fn files(db: &TestDb) -> Vec<String> {
    let entries = std::fs::read_dir(folder(db)).map(|all| all.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect());
    entries.unwrap_or_default()
}

/// A card full of what spreadsheets take for formulas.
async fn formulas(office: &Office) -> Value {
    let room = office.school.admin.get("/locations?kind=room&limit=200").await.expect(200)["items"][0]["id"].clone();
    let card = json!({
        "name": "=1+1", "category_code": "A02020200", "spec_model": "+cmd|' /C calc'!A0", "brand": "@SUM(A1)", "serial_no": "-1",
        "supplier": "＝HYPERLINK(\"http://x\")", "department": "=总务处", "acquisition_method": "－调拨", "asset_no": "ZC-1",
        "remarks": "\t=2+3\n第二行, \"引号\"", "unit_price": "12.50", "original_value": "12.50", "location_id": room,
        "details": {
            "use_condition": "-", "fund_source": "'=1", "contract_no": "'原样", "voucher_no": "=\"记12\"", "legacy_no": "=L1",
            "booked_on": "2026-09-02"
        }
    });
    office.custodian.post("/assets", card).await.expect(201)
}

/// What survives a way out and in again.
const KEPT: [&str; 26] = [
    "asset_no",
    "name",
    "category_code",
    "category",
    "spec_model",
    "brand",
    "serial_no",
    "unit",
    "quantity",
    "unit_price",
    "original_value",
    "acquired_on",
    "booked_on",
    "acquisition_method",
    "status",
    "use_condition",
    "location",
    "department",
    "using_department",
    "custodian",
    "supplier",
    "invoice_no",
    "voucher_no",
    "contract_no",
    "legacy_no",
    "remarks",
];

on_both_engines! {
    async fn g13_a_formula_is_text_and_the_same_after_export_and_import(engine) {
        let office = Office::open(engine).await;
        office.file("台账.csv", THREE);
        office.import("台账.csv", &["--commit"]).await.expect(DONE);
        formulas(&office).await;
        let (csv, bytes) = export(&office.custodian, json!({ "format": "csv", "columns": KEPT })).await;
        let (book, packed) = export(&office.custodian, json!({ "format": "xlsx", "columns": KEPT })).await;
        assert_eq!(csv["data_sha256"], book["data_sha256"], "one state is one hash, whatever the format");
        for (name, file) in [("出.csv", bytes.clone()), ("出.xlsx", packed)] {
            let other = Office::open(engine).await;
            other.file(name, file);
            let done = other.import(name, &["--commit"]).await.expect(DONE);
            let (again, same) = export(&other.custodian, json!({ "format": "csv", "columns": KEPT })).await;
            assert_eq!(rows(&same), rows(&bytes), "{name}\n{}", done.out);
            assert_eq!(again["data_sha256"], csv["data_sha256"], "{name}");
        }
    }
}

on_both_engines! {
    async fn h03_cells_that_begin_like_formulas_are_marked_in_csv_and_text_in_workbooks_and_numbers_stay_numbers(engine) {
        let office = Office::open(engine).await;
        formulas(&office).await;
        let worn = "资产编号,资产名称,分类代码,数量,原值,累计折旧\nQH-9,投影仪,A02020200,1,100.00,150.00\n";
        office.file("旧.csv", worn);
        office.import("旧.csv", &["--commit"]).await.expect(DONE);
        let columns = json!(["asset_no", "name", "spec_model", "brand", "serial_no", "supplier", "remarks", "net_value", "acquired_on", "booked_on"]);
        let (_, bytes) = export(&office.custodian, json!({ "format": "csv", "columns": columns })).await;
        let found = rows(&bytes);
        let expected = ["ZC-1", "'=1+1", "'+cmd|' /C calc'!A0", "'@SUM(A1)", "'-1", "'=HYPERLINK(\"http://x\")"];
        let card = found.iter().find(|row| row[0] == "ZC-1").unwrap();
        assert_eq!(card[..6], expected);
        assert_eq!(card[6], "'\t=2+3\n第二行, \"引号\"");
        assert_eq!((card[7].as_str(), card[9].as_str()), ("12.50", "2026-09-02"));
        assert_eq!(found.iter().find(|row| row[0] == "QH-9").unwrap()[7], "-50.00", "a real negative number is no text");

        let (_, book) = export(&office.custodian, json!({ "format": "xlsx", "columns": columns })).await;
        let sheets = sheets(&book);
        assert_eq!(sheets.iter().map(|s| s.0.as_str()).collect::<Vec<_>>(), ["资产台账", "说明"]);
        let row = |number: &str| sheets[0].1.iter().find(|row| row[0] == Cell::Text(number.into())).unwrap();
        let card = row("ZC-1");
        for (at, words) in [(1, "=1+1"), (2, "+cmd|' /C calc'!A0"), (3, "@SUM(A1)"), (4, "-1")] {
            assert_eq!(card[at], Cell::Text(words.into()));
        }
        assert_eq!(card[7], Cell::Number("12.5".into()));
        assert_eq!(card[9], Cell::Date("2026-09-02".into()));
        assert_eq!(row("QH-9")[7], Cell::Number("-50".into()));
    }
}

on_both_engines! {
    async fn an_export_says_what_it_holds_and_its_bytes_are_the_same_every_time(engine) {
        let office = Office::open(engine).await;
        office.file("台账.csv", THREE);
        office.import("台账.csv", &["--commit"]).await.expect(DONE);
        let (made, bytes) = export(&office.custodian, json!({ "format": "csv" })).await;
        assert_eq!((&made["rows"], &made["quantity"]), (&json!(3), &json!("53")));
        assert_eq!((&made["original_value"], &made["accumulated_depreciation"]), (&json!("18380.01"), &json!("1000.50")));
        assert_eq!((&made["exported_by"]["name"], &made["available"]), (&json!("吴保管"), &json!(true)));
        assert_eq!(made["file_bytes"].as_u64().unwrap(), bytes.len() as u64);
        assert_eq!(made["file_sha256"], made["data_sha256"]);
        assert_eq!(rows(&bytes).iter().map(|r| r[0].as_str()).collect::<Vec<_>>(), ["QH-001", "QH-002", "QH-003"]);
        let (again, same) = export(&office.custodian, json!({ "format": "csv" })).await;
        assert_eq!((same, &again["data_sha256"]), (bytes, &made["data_sha256"]));
        let (part, _) = export(&office.custodian, json!({ "format": "csv", "filter": { "category": "A0201" } })).await;
        assert_eq!((&part["rows"], &part["filter"]), (&json!(1), &json!({ "category": "A0201" })));
        let (found, _) = export(&office.custodian, json!({ "format": "csv", "filter": { "q": "课桌" } })).await;
        assert_eq!((&found["rows"], &found["quantity"]), (&json!(1), &json!("50")));

        let path = format!("/asset-exports/{}", text(&made["id"]));
        let sent = office.custodian.get(&format!("{path}/content")).await;
        assert_eq!(sent.header("content-type"), Some("text/csv; charset=utf-8"));
        assert_eq!(sent.header("x-content-type-options"), Some("nosniff"));
        let name = sent.header("content-disposition").unwrap().to_owned();
        assert!(name.starts_with("attachment; filename=\"") && name.contains("filename*=UTF-8''%E9%9D%92"), "{name}");
        let manifest = office.custodian.get(&format!("{path}/manifest")).await;
        assert!(manifest.header("content-disposition").unwrap().contains("manifest.json"));
        assert_eq!(manifest.json(), made);
        assert_eq!(office.custodian.column("/asset-exports", "id").await.len(), 4);
        let events = office.school.principal.get("/audit-events?action=register.exported").await.expect(200);
        assert_eq!(events["items"].as_array().unwrap().len(), 4);
        assert!(!events.to_string().contains("18380.01"), "the trail is read by some who may not see values");
    }
}

on_both_engines! {
    async fn a_workbook_holds_what_the_manifest_says_in_the_callers_language(engine) {
        let office = Office::open(engine).await;
        office.file("台账.csv", THREE);
        office.import("台账.csv", &["--commit"]).await.expect(DONE);
        let english = office.custodian.with("accept-language", "en");
        let (made, book) = export(&english, json!({ "format": "xlsx" })).await;
        let sheets = sheets(&book);
        assert_eq!((sheets.len(), sheets[0].0.as_str(), sheets[1].0.as_str()), (2, "Assets", "About"));
        assert_eq!(sheets[0].1.len(), 4);
        assert_eq!(sheets[0].1[0][..2], [Cell::Text("Asset no".into()), Cell::Text("Asset name".into())]);
        let about = serde_json::to_string(&sheets[1].1).unwrap();
        for said in ["青禾小学", "吴保管", "18380.01", "1000.50", text(&made["data_sha256"])] {
            assert!(about.contains(said), "{said} is not in {about}");
        }
        let other = Office::open(engine).await;
        other.file("assets.xlsx", book);
        other.import("assets.xlsx", &["--commit"]).await.expect(DONE);
        assert_eq!(other.totals().await, (3, "53".into(), "18380.01".into()));
    }
}

on_both_engines! {
    async fn bad_exports_are_refused_and_leave_nothing(engine) {
        let office = Office::open(engine).await;
        let custodian = &office.custodian;
        for (body, status, code) in [
            (json!({ "format": "pdf" }), 422, "validation_failed"),
            (json!({ "format": "csv", "columns": ["asset_no", "secret"] }), 400, "unknown_field"),
            (json!({ "format": "csv", "columns": ["name", "name"] }), 422, "validation_failed"),
            (json!({ "format": "csv", "columns": [] }), 422, "validation_failed"),
            (json!({ "format": "csv", "filter": { "limit": 1 } }), 422, "validation_failed"),
            (json!({ "format": "csv", "filter": { "colour": "red" } }), 422, "validation_failed"),
            (json!({ "format": "csv", "filter": { "status": "melted" } }), 400, "unknown_value"),
        ] {
            let answer = custodian.post("/asset-exports", body.clone()).await;
            assert_eq!((answer.status.as_u16(), &answer.json()["code"]), (status, &json!(code)), "{body}");
        }
        assert!(files(&office.school.app.db).is_empty());
        assert!(custodian.rows("/asset-exports").await.is_empty());
        let keyed = custodian.with("idempotency-key", "export-1");
        let first = keyed.post("/asset-exports", json!({ "format": "csv" })).await.expect(201);
        let second = keyed.post("/asset-exports", json!({ "format": "csv" })).await.expect(201);
        assert_eq!((first["id"].clone(), files(&office.school.app.db).len()), (second["id"].clone(), 1));
    }
}

on_both_engines! {
    async fn a12_an_export_holds_what_its_maker_may_read_and_goes_to_nobody_else(engine) {
        let office = Office::open(engine).await;
        let school = &office.school;
        office.file("台账.csv", THREE);
        office.import("台账.csv", &["--commit"]).await.expect(DONE);
        let teacher = school.person("李老师", &["staff", "class_teacher"]).await;
        let body = json!({ "format": "csv" });
        teacher.post("/asset-exports", body.clone()).await.expect_problem(403, "forbidden");
        school.app.nobody().post("/asset-exports", body.clone()).await.expect_problem(401, "unauthenticated");

        // A director of one room gets the cards of that room.
        let rooms = school.admin.get("/locations?kind=room&limit=200").await.expect(200);
        let room = rooms["items"].as_array().unwrap().iter().find(|r| r["path"] == "致远楼 / 2层 / 203").unwrap()["id"].clone();
        let director = school.person("周主任", &[]).await;
        let path = format!("/people/{}/role-grants", director.person_id);
        let grant = school.admin.post(&path, json!({ "role": "logistics_director", "places": [room] })).await.expect(201);
        let path = format!("/role-grants/{}/confirm", text(&grant["id"]));
        school.principal.seen(1).post(&path, json!({})).await.expect(200);
        let (made, bytes) = export(&director, json!({ "format": "csv", "columns": ["asset_no"] })).await;
        assert_eq!((&made["rows"], rows(&bytes)), (&json!(1), vec![vec!["QH-001".to_owned()]]));

        // Others see no more than that it was made, and only who may look into the audit log.
        let path = format!("/asset-exports/{}", text(&made["id"]));
        for tail in ["", "/manifest", "/content"] {
            office.custodian.get(&format!("{path}{tail}")).await.expect_problem(404, "not_found");
        }
        assert!(office.custodian.rows("/asset-exports").await.is_empty());
        assert_eq!(school.principal.column("/asset-exports", "id").await, [text(&made["id"])]);
        assert_eq!(school.principal.get(&path).await.expect(200)["available"], false);
        school.principal.get(&format!("{path}/content")).await.expect_problem(404, "not_found");
        let other = School::open(engine).await;
        other.principal.get(&path).await.expect_problem(404, "not_found");
    }
}

on_both_engines! {
    async fn f07_statements_templates_and_wildcards_are_text_in_lists_searches_and_exports(engine) {
        let office = Office::open(engine).await;
        let custodian = &office.custodian;
        let words = ["x'); --", "{{7*7}}", "%_", "\" OR 1=1", "${7*7}", "'; DROP TABLE asset; --"];
        for (at, word) in words.iter().enumerate() {
            let card = json!({ "name": word, "category_code": "A02020200", "brand": word, "spec_model": word, "supplier": word,
                "remarks": word, "asset_no": format!("Z-{at}") });
            custodian.post("/assets", card).await.expect(201);
        }
        for filter in ["brand", "supplier"] {
            for (at, word) in words.iter().enumerate() {
                let (made, bytes) = export(custodian, json!({ "format": "csv", "columns": ["asset_no", "name", "brand", "remarks"], "filter": { filter: word } })).await;
                assert_eq!(made["rows"], 1, "{filter} {word}");
                assert_eq!(rows(&bytes), [[format!("Z-{at}").as_str(), word, word, word]], "{filter} {word}");
            }
        }
        for word in ["%", "_", "%_%", "x' OR 'a'='a", "\""] {
            let q = json!({ "format": "csv", "filter": { "brand": word } });
            assert_eq!(export(custodian, q).await.0["rows"], 0, "{word}");
        }
        assert_eq!(custodian.get("/assets/totals").await.expect(200)["count"], 6);
        assert_eq!(export(custodian, json!({ "format": "xlsx" })).await.0["rows"], 6);
    }
}

on_both_engines! {
    async fn a_file_is_there_for_a_day_and_its_manifest_for_good(engine) {
        let office = Office::open(engine).await;
        let (made, _) = export(&office.custodian, json!({ "format": "csv" })).await;
        let app = &office.school.app;
        app.advance(chrono::TimeDelta::hours(23));
        app.run_jobs().await;
        assert_eq!(files(&app.db).len(), 1);
        app.advance(chrono::TimeDelta::hours(2));
        let custodian = app.sign_in("T001").await;
        let path = format!("/asset-exports/{}", text(&made["id"]));
        custodian.get(&format!("{path}/content")).await.expect_problem(410, "export_gone");
        app.run_jobs().await;
        assert!(files(&app.db).is_empty());
        custodian.get(&format!("{path}/content")).await.expect_problem(410, "export_gone");
        let view = custodian.get(&path).await.expect(200);
        assert_eq!((&view["available"], &view["data_sha256"]), (&json!(false), &made["data_sha256"]));
    }
}

/// Copies a card many times over, behind the product's back.
async fn many(db: &TestDb, cards: u32) {
    let raw = db.raw().await;
    let (id, series) = match raw.get_database_backend() {
        DbBackend::Postgres => ("gen_random_uuid()", format!("generate_series(1, {cards}) AS s(n)")),
        _ => (
            "randomblob(16)",
            format!("(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {cards}) SELECT n FROM s)"),
        ),
    };
    let sql = format!(
        "INSERT INTO asset (school_id, id, search_no, asset_no, category_id, category_code, name, unit, quantity, original_value, status, created_at, version) \
         SELECT school_id, {id}, search_no + n, asset_no || '-' || n, category_id, category_code, name, unit, quantity, original_value, status, created_at, version \
         FROM asset, {series}"
    );
    raw.execute_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
}

on_both_engines! {
    async fn k13_an_export_whose_client_left_ends_and_leaves_no_file(engine) {
        let office = Office::open(engine).await;
        let card = json!({ "name": "课椅", "category_code": "A05010304", "quantity": "2", "unit_price": "83.00" });
        office.custodian.post("/assets", card).await.expect(201);
        let db = &office.school.app.db;
        many(db, 60_000).await;
        for format in ["csv", "xlsx"] {
            let asking = {
                let custodian = office.custodian.clone();
                tokio::spawn(async move { custodian.post("/asset-exports", json!({ "format": format })).await })
            };
            wait(Duration::from_secs(20), "the export begins", || !files(db).is_empty()).await;
            asking.abort();
            wait(Duration::from_secs(5), "the file of an export that nobody waits for goes", || files(db).is_empty()).await;
            assert!(office.custodian.rows("/asset-exports").await.is_empty(), "an export that nobody waits for was finished");
        }
        let (made, bytes) = export(&office.custodian, json!({ "format": "csv", "columns": ["asset_no"] })).await;
        let numbers: std::collections::BTreeSet<String> = rows(&bytes).into_iter().map(|row| row[0].clone()).collect();
        assert_eq!((&made["rows"], numbers.len(), &made["quantity"]), (&json!(60_001), 60_001, &json!("120002")), "every card once");
    }
}

async fn wait(most: Duration, what: &str, mut done: impl FnMut() -> bool) {
    let end = tokio::time::Instant::now() + most;
    while !done() {
        assert!(tokio::time::Instant::now() < end, "{what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
