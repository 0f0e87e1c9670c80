//! `POST /audit-packages`: everything of one moment, with a manifest that adds up.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use chrono::{DateTime, TimeDelta};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use test_support::{Client, School, text};
use zip::ZipArchive;

use crate::{
    canteen::{Kitchen, check, keyed},
    coverage::fixtures::Everything,
    inspections, on_both_engines, procurement,
};

/// The files of a package by their names.
async fn taken(by: &Client) -> BTreeMap<String, Vec<u8>> {
    let answer = by.post("/audit-packages", json!({})).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/zip"));
    assert!(answer.header("content-disposition").unwrap().starts_with("attachment; "));
    let mut archive = ZipArchive::new(Cursor::new(answer.bytes)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().into_owned(), bytes);
    }
    files
}

fn manifest(files: &BTreeMap<String, Vec<u8>>) -> Value {
    serde_json::from_slice(&files["manifest.json"]).unwrap()
}

/// A file as spreadsheets read it, without its heads.
fn rows(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<Vec<String>> {
    let text = files[name].strip_prefix(b"\xEF\xBB\xBF").expect("a mark that spreadsheets know UTF-8 by");
    let mut reader = csv::ReaderBuilder::new().from_reader(text);
    reader.records().map(|line| line.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// A round on which something was wrong: an answer, and what it became.
async fn found_something(all: &Everything) {
    let list = &all.ids["/api/v1/checklists/{id}"];
    let round = inspections::spot(&all.director, list).await;
    let answers = json!([{ "item_no": 1, "yes": false, "remark": "压力不足" }, { "item_no": 2, "yes": true }]);
    inspections::step(&all.director, &round, "submit", json!({ "answers": answers })).await.expect(200);
}

/// A spot check that draws what it looks at.
async fn drawn(all: &Everything) -> Value {
    let sample = json!({ "of": "cards", "size": 1 });
    let list = &all.ids["/api/v1/checklists/{id}"];
    let round = json!({ "checklist_id": list, "check_kind": "spot", "level": "self_check", "sample": sample });
    all.director.post("/inspection-rounds", round).await.expect(201)
}

/// A rule that somebody is asked to except: one buys alone.
async fn excepted(all: &Everything) {
    let asked = procurement::ask(&all.teacher, procurement::wish("台灯", "60", "10")).await;
    for by in [&all.director, &all.school.principal] {
        if procurement::look(&all.teacher, &asked).await["state"] == "submitted" {
            procurement::approve(by, &asked).await;
        }
    }
    let cosigner = all.school.person("何老师", &["staff"]).await;
    let why = json!({ "rule": "SD4", "reason": "其他人都在外地培训", "cosigner_id": cosigner.person_id });
    let lines = json!([{ "position": 0, "quantity": "60", "unit_price": "10" }]);
    let body = json!({ "request_id": asked["id"], "supplier_id": all.kept.supplier, "exception": why, "lines": lines });
    all.custodian.with("idempotency-key", "alone").post("/purchase-orders", body).await.expect(201);
}

/// A decimal with so many decimals as a whole number, by its letters alone.
fn scaled(text: &str, decimals: usize) -> i128 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{part:0<decimals$}").parse().unwrap()
}

on_both_engines! {
    /// L07: rows, sums and hashes, computed anew from the files and from nothing else.
    async fn l07_the_package_adds_up_and_holds_everything(engine) {
        let all = Everything::build(engine).await;
        let old = json!({ "name": "旧投影仪", "category_code": "A02020200", "original_value": "4980.00", "acquired_on": "2024-09-01" });
        all.custodian.post("/assets", old).await.expect(201);
        // A line a card, computed again.
        all.school.principal.post("/depreciation-runs", json!({ "period": "2026-10" })).await.expect(200);
        found_something(&all).await;
        let spot = drawn(&all).await;
        excepted(&all).await;
        let files = taken(&all.school.principal).await;
        let manifest = manifest(&files);
        assert_eq!((&manifest["format"], text(&manifest["school"])), (&json!("steward-audit-package"), "青禾小学"));
        let mut lines = String::new();
        let named = manifest["files"].as_array().unwrap();
        assert_eq!(named.len() + 1, files.len(), "everything but the manifest is in it");
        for note in named {
            let name = text(&note["name"]);
            let sha256 = hex::encode(Sha256::digest(&files[name]));
            assert_eq!((text(&note["sha256"]), note["bytes"].as_u64().unwrap()), (sha256.as_str(), files[name].len() as u64), "{name}");
            lines.push_str(&format!("{sha256}  {name}\n"));
            let Some(count) = note["rows"].as_u64() else { continue };
            let rows = rows(&files, name);
            assert_eq!(rows.len() as u64, count, "{name}");
            assert!(count > 0, "{name} is empty in a school that has one of everything");
            for sum in note["sums"].as_array().into_iter().flatten() {
                let (column, decimals) = (sum["column"].as_u64().unwrap() as usize, sum["decimals"].as_u64().unwrap() as usize);
                let total: i128 = rows.iter().map(|row| &row[column]).filter(|cell| !cell.is_empty()).map(|cell| scaled(cell, decimals)).sum();
                assert_eq!(total, scaled(text(&sum["sum"]), decimals), "{name} {}", sum["key"]);
            }
        }
        assert_eq!(text(&manifest["sha256"]), hex::encode(Sha256::digest(&lines)));
        // Whoever has the package draws again by what stands in it.
        let rounds = rows(&files, "data/inspection_rounds.csv");
        let round = rounds.iter().find(|row| row[0] == text(&spot["id"])).unwrap();
        let sample: Value = serde_json::from_str(&round[25]).unwrap();
        for field in ["of", "seed", "population"] {
            assert_eq!(sample[field], spot["sample"][field], "{field}");
        }
        assert_eq!(sample["things"][0]["id"], spot["sample"]["things"][0]["id"]);
        let totals = all.custodian.get("/assets/totals").await.expect(200);
        let living = rows(&files, "data/cards.csv").iter().filter(|row| row[24].is_empty()).count() as u64;
        assert_eq!(living, totals["count"].as_u64().unwrap());
        // The trail is told whole: from set-up on, to the very event that the package was begun.
        let trail = rows(&files, "data/audit_trail.csv");
        assert_eq!(trail[0][7], "school.created");
        assert_eq!(trail.last().unwrap()[7], "audit_package.begun");
        // The hash over all stands in the trail of the school, where whoever changes the files does not reach.
        let made = all.school.admin.rows("/audit-events?action=audit_package.made").await;
        assert_eq!(made[0]["subjects"][0]["after"]["sha256"], manifest["sha256"]);
    }
}

on_both_engines! {
    async fn h03_texts_that_begin_a_formula_are_marked_and_amounts_are_not(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let card = json!({ "name": "=SUM(A1)", "category_code": "A02020200", "unit_price": "12.50", "remarks": "＝1+1" });
        let card = custodian.post("/assets", card).await.expect(201);
        let void = format!("/assets/{}/void", text(&card["id"]));
        custodian.seen(1).post(&void, json!({ "reason": "-登记错了" })).await.expect(200);
        let files = taken(&school.principal.with("accept-language", "en")).await;
        let cards = rows(&files, "data/cards.csv");
        assert_eq!((cards[0][6].as_str(), cards[0][25].as_str()), ("'=SUM(A1)", "'-登记错了"));
        let values = rows(&files, "data/value_events.csv");
        assert!(values.iter().any(|row| row[7] == "-12.50"), "a real negative number stays one: {values:?}");
        let head = String::from_utf8(files["data/cards.csv"].clone()).unwrap();
        assert!(head.contains("Asset no"), "in the language of whoever takes it");
    }
}

on_both_engines! {
    async fn the_package_is_for_whoever_may_read_all_that_is_in_it(engine) {
        let school = School::open(engine).await;
        let director = school.person("周主任", &["logistics_director"]).await;
        for by in [&school.admin, &director] {
            let refused = by.post("/audit-packages", json!({})).await.expect_problem(403, "forbidden");
            assert_eq!(refused["permission"], "audit_packages.make");
        }
        school.app.nobody().post("/audit-packages", json!({})).await.expect_problem(401, "unauthenticated");
        // An auditor of one building has a part of the register, and no package.
        let room = school.a_room().await;
        let person = school.person("审计", &[]).await;
        let grants = format!("/people/{}/role-grants", person.person_id);
        let grant = school.admin.post(&grants, json!({ "role": "auditor", "places": [room] })).await.expect(201);
        school.principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&grant["id"])), json!({})).await.expect(200);
        person.post("/audit-packages", json!({})).await.expect_problem(403, "forbidden");
        let auditor = school.person("陈审计", &["auditor"]).await;
        assert!(taken(&auditor).await.contains_key("check.html"));
        let told = school.principal.rows("/audit-events?subject_kind=audit_package").await;
        let acts: Vec<_> = told.iter().map(|event| (text(&event["action"]), text(&event["actor_name"]))).collect();
        assert_eq!(acts, [("audit_package.made", "陈审计"), ("audit_package.begun", "陈审计")]);
    }
}

on_both_engines! {
    /// C3: not in the book's file, and not in what the trail says of it.
    async fn what_the_health_of_the_staff_is_stands_in_no_package(engine) {
        let all = Kitchen::open(engine).await;
        all.manager.post(&all.at("morning-checks"), check(&all.cook, "36.5", true)).await.expect(201);
        let auditor = all.school.person("陈审计", &["auditor"]).await;
        let files = taken(&auditor).await;
        let book = rows(&files, "data/canteen_records.csv");
        assert_eq!((book[0][2].as_str(), book[0][9].as_str()), ("morning_check", r#"{"checked":1}"#));
        let trail = String::from_utf8(files["data/audit_trail.csv"].clone()).unwrap();
        assert!(trail.contains("canteen_morning_check") && trail.contains("health_certificate"));
        assert!(!trail.contains("hands_clean") && !trail.contains("JK-1"), "what a check found, or a certificate's number");
    }
}

on_both_engines! {
    /// D13: from the fridge to the drain, with both moments, and the same in the trail.
    async fn that_a_sample_stayed_its_hours_is_seen_in_the_package_alone(engine) {
        let all = Kitchen::open(engine).await;
        all.menu("2026-11-24", &["番茄炒蛋", "米饭"]).await;
        let sample = all.stored("番茄炒蛋").await;
        all.school.app.advance(TimeDelta::hours(49));
        let officer = all.school.app.sign_in("T003").await;
        let body = json!({ "operator_id": all.cook, "supervisor_id": all.manager.person_id });
        let path = format!("/food-samples/{}/discard", text(&sample["id"]));
        keyed(&officer).seen(1).post(&path, body).await.expect(200);
        let files = taken(&all.school.app.sign_in("P001").await).await;
        let lives = rows(&files, "data/food_samples.csv");
        assert_eq!(lives.len(), 1);
        let life = &lives[0];
        assert_eq!((life[1].as_str(), life[4].as_str(), life[5].as_str()), ("第一食堂", "番茄炒蛋", "130"));
        assert_eq!((life[7].as_str(), life[8].as_str()), ("discarded", "1 号柜"));
        let at = |cell: usize| DateTime::parse_from_rfc3339(&life[cell]).unwrap();
        let (stored, until, discarded) = (at(9), at(12), at(13));
        assert_eq!(until - stored, TimeDelta::hours(48));
        assert!(at(10) >= stored && discarded >= until && at(14) >= discarded);
        assert_eq!((life[11].as_str(), life[15].as_str(), life[16].as_str(), life[17].as_str()), ("0", "0", "陈厨师", "冯经理"));
        assert!(life[18].is_empty() && life[20].is_empty() && life[24].is_empty(), "neither sealed nor struck out");
        let trail = String::from_utf8(files["data/audit_trail.csv"].clone()).unwrap();
        assert!(trail.contains("discard_supervisor_id") && trail.contains("1 号柜"));
    }
}

/// Everything that is in the package is named in what explains it, and nothing else is.
#[test]
fn the_readme_names_every_file_of_the_package() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/server/src/audit_package/");
    let read = |name: &str| std::fs::read_to_string(format!("{folder}{name}")).unwrap();
    let mut written: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".rs") {
            let source = read(&name);
            let names = source.split("name: \"data/").skip(1).filter_map(|rest| rest.split('"').next().map(str::to_owned));
            written.extend(names);
        }
    }
    written.sort();
    assert!(written.len() >= 30, "{written:?}");
    for readme in ["README.zh-CN.txt", "README.en.txt"] {
        let text = read(readme);
        let mut named: Vec<&str> = text.split_whitespace().filter(|word| word.ends_with(".csv")).collect();
        named.sort_unstable();
        assert_eq!(named, written, "{readme}");
    }
}
