//! A ledger as evidence: rows, sums and hashes of the archive are what its manifest says, and what the audit trail says.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
    path::PathBuf,
    time::Duration,
};

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use test_support::{Client, School, TestDb, text};
use zip::ZipArchive;

use super::walk::{Books, Walked, fen, register};
use crate::on_both_engines;

/// Makes an export and answers its view and the files in its archive.
pub(super) async fn export(client: &Client, body: Value) -> (Value, BTreeMap<String, Vec<u8>>) {
    let made = client.post("/ledger-exports", body).await.expect(201);
    let sent = client.get(&format!("/ledger-exports/{}/content", text(&made["id"]))).await;
    assert_eq!(sent.status.as_u16(), 200);
    assert_eq!(hex::encode(Sha256::digest(&sent.bytes)), text(&made["file_sha256"]));
    let mut archive = ZipArchive::new(Cursor::new(sent.bytes)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        files.insert(name, bytes);
    }
    (made, files)
}

/// The data of an archive: its bytes, and its rows by the keys of the columns.
fn data(made: &Value, files: &BTreeMap<String, Vec<u8>>) -> (Vec<u8>, Vec<BTreeMap<String, String>>) {
    let (_, bytes) = files.iter().find(|(name, _)| name.ends_with(".csv")).unwrap();
    let keys: Vec<String> = made["manifest"]["columns"].as_array().unwrap().iter().map(|column| text(&column["key"]).to_owned()).collect();
    let body = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).expect("a BOM");
    let mut reader = csv::Reader::from_reader(body);
    let rows = reader.records().map(|row| keys.iter().cloned().zip(row.unwrap().iter().map(str::to_owned)).collect()).collect();
    (bytes.clone(), rows)
}

/// Recomputes everything that a manifest says of its data.
pub(super) fn proven(made: &Value, files: &BTreeMap<String, Vec<u8>>) -> Vec<BTreeMap<String, String>> {
    let manifest = &made["manifest"];
    let inside: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!(&inside, manifest, "the archive says of itself what the product says of it");
    for file in manifest["files"].as_array().unwrap() {
        let bytes = &files[text(&file["name"])];
        assert_eq!(
            (file["bytes"].as_u64().unwrap(), text(&file["sha256"])),
            (bytes.len() as u64, hex::encode(Sha256::digest(bytes)).as_str())
        );
    }
    let (bytes, rows) = data(made, files);
    assert_eq!(text(&made["data_sha256"]), hex::encode(Sha256::digest(&bytes)));
    assert_eq!(made["rows"].as_u64().unwrap(), rows.len() as u64);
    for (key, sum) in manifest["sums"].as_object().unwrap() {
        let of = |cell: &str| if cell.is_empty() { 0.0 } else { cell.parse::<f64>().unwrap() };
        let found: f64 = rows.iter().map(|row| of(&row[key])).sum();
        assert!((found - of(text(sum))).abs() < 0.0005, "{key}: {found} is not {sum}");
    }
    rows
}

on_both_engines! {
    async fn an_export_of_each_ledger_is_what_its_manifest_says_and_ties_with_the_events(engine) {
        let all = Walked::open(engine).await;
        let books = Books::read(&all.raw().await).await;
        let on = "2026-11-29".parse().unwrap();
        let value: i64 = books.by(on, |_| ()).values().map(|sums| sums.1).sum();
        for ledger in ["general", "detail_by_class", "detail_by_room", "cards", "depreciation"] {
            let (made, files) = export(&all.custodian, json!({ "ledger": ledger, "as_of": on, "from": "2020-01-01" })).await;
            let rows = proven(&made, &files);
            assert!(!rows.is_empty() && files.keys().any(|name| name.ends_with(".xlsx")), "{ledger}");
            let sums = &made["manifest"]["sums"];
            let ends = match ledger {
                "general" => fen(&sums["closing_value"]),
                "cards" | "depreciation" => fen(&sums["original_value"]),
                _ => fen(&sums["increase_value"]) - fen(&sums["decrease_value"]),
            };
            assert_eq!(ends, value, "{ledger}");
            assert_eq!((&made["basis"], &made["as_of"], &made["manifest"]["exported_by"]), (&json!("books"), &json!(on), &json!("吴保管")));
            let again = export(&all.custodian, json!({ "ledger": ledger, "as_of": on, "from": "2020-01-01" })).await.0;
            assert_eq!(again["data_sha256"], made["data_sha256"], "the same state and request give the same");
        }
        let events = all.school.principal.get("/audit-events?action=ledger.exported").await.expect(200);
        assert_eq!(events["items"].as_array().unwrap().len(), 10);
        let told = &events["items"][0]["subjects"][0]["after"];
        assert!(told["data_sha256"].is_string() && told["as_of"] == json!(on) && told["rows"].is_number(), "{told}");
        let words = all.custodian.post("/ledger-exports", json!({ "ledger": "cards", "as_of": "2027-01-01" })).await.expect(201);
        assert!(text(&words["file_name"]).contains("预测"), "{words}");
        let words = all.custodian.post("/ledger-exports", json!({ "ledger": "cards", "as_of": "2025-01-01" })).await.expect(201);
        assert!(text(&words["file_name"]).contains("期初导入"), "{words}");
        // The schedule of a day that has not come: foretold, and what it adds up to is what the page says.
        let (ahead, files) = export(&all.custodian, json!({ "ledger": "depreciation", "as_of": "2027-12-31" })).await;
        let rows = proven(&ahead, &files);
        assert!(rows.iter().all(|row| row["month"] == "2027-12" && !row["months_taken"].is_empty()), "{rows:?}");
        let shown = all.custodian.get("/depreciation-schedule?as_of=2027-12-31").await.expect(200)["total"].clone();
        for key in ["original_value", "month_amount", "accumulated_depreciation", "net_value"] {
            assert_eq!(fen(&ahead["manifest"]["sums"][key]), fen(&shown[key]), "{key}");
        }
        assert!(text(&ahead["file_name"]).contains("资产折旧表") && text(&ahead["file_name"]).contains("预测"), "{ahead}");
    }
}

on_both_engines! {
    async fn a_part_of_a_ledger_is_exported_by_class_or_place_where_it_is_kept_so(engine) {
        let all = Walked::open(engine).await;
        let body = json!({ "ledger": "detail_by_class", "category_code": "A05010304", "from": "2026-11-25" });
        let (made, files) = export(&all.custodian, body).await;
        let rows = proven(&made, &files);
        assert!(rows.iter().all(|row| row["category_code"] == "A05010304"));
        assert_eq!((rows[0]["summary"].as_str(), rows[0]["balance_value"].as_str()), ("期初结转", "3333.20"));
        let body = json!({ "ledger": "general", "category_code": "A05010304" });
        let refused = all.custodian.post("/ledger-exports", body).await.expect_problem(422, "validation_failed");
        assert_eq!(refused["errors"][0]["code"], "not_for_this_ledger");
        let unknown = test_support::TestApp::unknown_id();
        let body = json!({ "ledger": "detail_by_room", "place_id": unknown });
        let refused = all.custodian.post("/ledger-exports", body).await.expect_problem(422, "validation_failed");
        assert_eq!(refused["errors"][0]["pointer"], "/place_id");
    }
}

on_both_engines! {
    async fn h03_what_begins_like_a_formula_is_marked_in_an_exported_ledger(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let card = json!({ "name": "=1+1", "category_code": "A02020200", "spec_model": "@SUM(A1)", "original_value": "12.50" });
        register(&custodian, card).await;
        let (made, files) = export(&custodian, json!({ "ledger": "cards" })).await;
        let rows = proven(&made, &files);
        assert_eq!((rows[0]["name"].as_str(), rows[0]["spec_model"].as_str(), rows[0]["net_value"].as_str()), ("'=1+1", "'@SUM(A1)", "12.50"));
    }
}

on_both_engines! {
    async fn an_archive_is_for_its_maker_and_for_a_day(engine) {
        let all = Walked::open(engine).await;
        let made = all.custodian.post("/ledger-exports", json!({ "ledger": "general" })).await.expect(201);
        let path = format!("/ledger-exports/{}", text(&made["id"]));
        let director = all.school.person("周主任", &["logistics_director"]).await;
        director.get(&path).await.expect_problem(404, "not_found");
        all.school.principal.get(&path).await.expect(200);
        all.school.principal.get(&format!("{path}/content")).await.expect_problem(404, "not_found");
        all.school.app.advance(chrono::TimeDelta::hours(25));
        all.school.app.run_jobs().await;
        let custodian = all.school.app.sign_in("T001").await;
        custodian.get(&format!("{path}/content")).await.expect_problem(410, "export_gone");
        assert_eq!(custodian.get(&path).await.expect(200)["available"], false);
        assert!(files_in(&all.school.app.db).is_empty());
    }
}

/// Names of files in the folder of exports.
fn files_in(db: &TestDb) -> Vec<String> {
    let folder: PathBuf = db.dir.path().join("exports");
    let entries = std::fs::read_dir(folder).map(|all| all.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect());
    entries.unwrap_or_default()
}

/// Copies the one card of a school many times over with its opening value and its place, behind the product's back.
async fn many(db: &TestDb, cards: u32) {
    let raw = db.raw().await;
    let (id, series) = match raw.get_database_backend() {
        DbBackend::Postgres => ("gen_random_uuid()", format!("generate_series(1, {cards}) AS s(n)")),
        _ => (
            "randomblob(16)",
            format!("(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {cards}) SELECT n FROM s)"),
        ),
    };
    for sql in [
        format!(
            "INSERT INTO asset (school_id, id, search_no, asset_no, category_id, category_code, name, unit, quantity, original_value, status, created_at, version, depreciates) \
             SELECT school_id, {id}, search_no + n, asset_no || '-' || n, category_id, category_code, name, unit, quantity, original_value, status, created_at, version, depreciates \
             FROM asset, {series}"
        ),
        format!(
            "INSERT INTO asset_value_event (school_id, id, asset_id, kind, original_value, accumulated_depreciation, quantity, effective_on, recorded_at, document_kind, category_code) \
             SELECT a.school_id, {id}, a.id, e.kind, e.original_value, e.accumulated_depreciation, e.quantity, e.effective_on, e.recorded_at, e.document_kind, a.category_code \
             FROM asset a, asset_value_event e WHERE a.id <> e.asset_id"
        ),
    ] {
        raw.execute_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
    }
    // What a running database does by itself, some time after so many rows.
    raw.execute_unprepared("ANALYZE").await.unwrap();
}

on_both_engines! {
    async fn k13_a_ledger_whose_client_left_ends_and_leaves_no_file(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        register(&custodian, json!({ "name": "课椅", "category_code": "A05010304", "quantity": "2", "unit_price": "83.00" })).await;
        let db = &school.app.db;
        many(db, 40_000).await;
        let asking = {
            let custodian = custodian.clone();
            tokio::spawn(async move { custodian.post("/ledger-exports", json!({ "ledger": "detail_by_class" })).await })
        };
        wait(Duration::from_secs(20), "the export begins", || !files_in(db).is_empty()).await;
        asking.abort();
        wait(Duration::from_secs(5), "the files of an export that nobody waits for go", || files_in(db).is_empty()).await;
        assert!(custodian.get("/ledger-exports").await.expect(200)["items"].as_array().unwrap().is_empty());
        let made = custodian.post("/ledger-exports", json!({ "ledger": "detail_by_class" })).await.expect(201);
        assert_eq!((&made["rows"], &made["manifest"]["sums"]["increase_quantity"]), (&json!(40_001), &json!("80002")), "every entry once");
    }
}

async fn wait(most: Duration, what: &str, mut done: impl FnMut() -> bool) {
    let end = tokio::time::Instant::now() + most;
    while !done() {
        assert!(tokio::time::Instant::now() < end, "{what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
