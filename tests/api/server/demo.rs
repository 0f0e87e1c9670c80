//! `steward demo`: a school that has lived two terms, and whose books hold. One school is made for all that is asked of it: it takes its time.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde_json::{Value, json};
use test_support::{Client, TestApp, TestDb, TestEngine, text};

use crate::registers::ledgers::{DONE, PROGRAM};

/// Somebody of the demo school, by what the command prints.
async fn sign_in(app: &TestApp, login: &str, password: &str) -> Client {
    let nobody = app.nobody();
    let answer = nobody.post("/session", json!({ "login": login, "password": password })).await;
    let mut client = nobody;
    (client.token, client.refresh) = (answer.cookie("steward_access"), answer.cookie("steward_refresh"));
    client.person_id = text(&answer.expect(200)["person"]["id"]).to_owned();
    client
}

fn day(value: &Value) -> NaiveDate {
    text(value).parse().unwrap()
}

#[tokio::test]
async fn a_demo_school_is_marked_has_lived_two_terms_and_its_books_hold() {
    let demo = TestDb::empty(TestEngine::Sqlite).await;
    let printed = demo.run(PROGRAM, &["demo"]).await.expect(DONE);
    for login in ["T029", "T033", "T034", "J101"] {
        assert!(printed.out.contains(login), "{printed:?}");
    }
    the_readme_names_who_may_sign_in(&printed.out);
    is_marked(&demo).await;
    // The books of a whole demo school add up.
    let doctor = demo.run(PROGRAM, &["doctor", "--recompute"]).await;
    assert!(doctor.out.contains(": 0 differences"), "{doctor:?}");

    let app = TestApp::start_with(demo, |_| {}).await;
    let manager = sign_in(&app, "T029", "demo-staff-2026").await;
    let canteen = text(&manager.rows("/canteens").await[0]["id"]).to_owned();
    let last = manager.rows(&format!("/canteens/{canteen}/records?limit=1")).await.remove(0);
    let today = day(&last["day"]);
    // It was made by the clock of the machine; whoever looks, looks just after.
    app.clock.move_to(text(&last["recorded_at"]).parse::<DateTime<Utc>>().unwrap());
    let manager = sign_in(&app, "T029", "demo-staff-2026").await;
    todays_canteen(&manager, &canteen, today).await;
    let auditor = sign_in(&app, "T026", "demo-auditor-2026").await;
    let first = months(&auditor, today).await;
    food_came_before_it_went(&auditor, first, today).await;
    rounds(&auditor).await;
    what_stands_around_the_canteen(&manager, &canteen).await;
    what_is_done_at_a_desk(&auditor, today).await;
    the_sealed_code_opens_a_seat(&app, &printed.out).await;
    for kind in ["sod_exception", "expired_licence"] {
        let found = auditor.rows(&format!("/control-exceptions?from={first}&to={today}&kind={kind}")).await;
        assert!(found.is_empty(), "{found:?}");
    }
}

/// Whoever follows the README gets in.
fn the_readme_names_who_may_sign_in(printed: &str) {
    let readme = include_str!("../../../README.md");
    let rows: Vec<_> = readme.lines().filter(|line| line.starts_with('|') && line.contains("`demo-")).collect();
    assert!(rows.len() >= 8, "{rows:?}");
    for row in rows {
        let mut quoted = row.split('`').skip(1).step_by(2);
        let (login, password) = (quoted.next().unwrap(), quoted.next().unwrap());
        assert!(printed.lines().any(|line| line.contains(login) && line.ends_with(password)), "{row}");
    }
}

async fn is_marked(demo: &TestDb) {
    demo.run(PROGRAM, &["backup"]).await.expect(DONE);
    let entries = std::fs::read_dir(demo.dir.path().join("backups")).unwrap();
    let named: Vec<_> = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert!(named.len() == 1 && named[0].starts_with("steward-demo-"), "{named:?}");
    let mine = demo.dir.path().join("mine.tar.gz");
    demo.run(PROGRAM, &["backup", mine.to_str().unwrap()]).await.expect(DONE);
    let marked = demo.dir.path().join("demo-mine.tar.gz");
    assert!(marked.exists() && !mine.exists());
    let check = demo.run(PROGRAM, &["restore", marked.to_str().unwrap(), "--check"]).await.expect(DONE);
    assert!(check.out.contains("of a DEMO school"), "{check:?}");
}

/// What is as it should be, and what somebody has to see to before the inspector comes.
async fn todays_canteen(manager: &Client, canteen: &str, today: NaiveDate) {
    let page = manager.get(&format!("/canteens/{canteen}/day?day={today}")).await.expect(200);
    let check = &page["records"][0];
    assert!(check["kind"] == "morning_check" && check["late"] == false && check["struck"].is_null(), "{check}");
    let lunch = &page["meals"][0];
    assert!(lunch["menu"]["dishes"].as_array().unwrap().len() >= 3 && lunch["unsampled"] == json!([]), "{lunch}");
    // Its daily control was held every day that is over, and waits today.
    let now = manager.get(&format!("/canteens/{canteen}/today")).await.expect(200);
    let controls: Vec<_> = now["rows"].as_array().unwrap().iter().filter(|row| row["what"] == "daily_control").collect();
    assert!(!controls.is_empty() && controls.iter().all(|row| row["state"] != "red"), "{now}");
    let kept = page["kept_samples"].as_array().unwrap();
    assert!(kept.iter().any(|sample| sample["food_sample"]["due"] == true), "{kept:?}");
    let staff = manager.rows(&format!("/canteens/{canteen}/staff")).await;
    assert!(staff.iter().all(|one| one["may_work"] == true), "{staff:?}");
    let ending = staff.iter().filter(|one| one["certificates"][0]["standing"] == "expiring").count();
    assert!(ending >= 1, "{staff:?}");
    // Not all of it was written down in time, and not all of it stands.
    let records = manager.pages(&format!("/canteens/{canteen}/records"), 200).await;
    let late = records.iter().filter(|one| one["late"] == true).count();
    let struck = records.iter().filter(|one| !one["struck"].is_null()).count();
    assert_eq!((late, struck), (1, 1));
    let cases = records.iter().filter_map(|one| one["accompanied_meal"]["problems"][0]["case_number"].as_str()).count();
    assert_eq!(cases, 1);
}

/// The contract that ended, two trainings, two surveys, one inspection in peace and one with findings, and samples that were sealed.
async fn what_stands_around_the_canteen(manager: &Client, canteen: &str) {
    let contracts = manager.rows(&format!("/canteens/{canteen}/contracts")).await;
    assert!(contracts.len() == 1 && contracts[0]["state"] == "ended" && contracts[0]["warnings"] == json!([]), "{contracts:?}");
    assert_eq!(manager.rows("/canteens").await[0]["mode"], "own");
    let records = manager.pages(&format!("/canteens/{canteen}/records"), 200).await;
    let of = |kind: &str| records.iter().filter(|one| one["kind"] == kind).count();
    assert_eq!((of("training"), of("survey")), (2, 2));
    let visits = manager.rows(&format!("/canteens/{canteen}/outside-inspections")).await;
    let said: Vec<_> = visits.iter().map(|one| (text(&one["result"]), one["findings"].clone(), one["open"].clone())).collect();
    assert_eq!(said, [("rectify", json!(3), json!(2)), ("pass", json!(0), json!(0))]);
    let open = manager.rows(&format!("/canteens/{canteen}/outside-findings")).await;
    assert!(open.iter().all(|one| one["overdue"] == false), "{open:?}");
    assert_eq!(open.iter().filter(|one| one["case_number"].is_string()).count(), 1, "{open:?}");
    let incidents = manager.rows(&format!("/canteens/{canteen}/incidents")).await;
    assert!(incidents.len() == 1 && incidents[0]["sealed"].as_i64().unwrap() >= 3, "{incidents:?}");
    assert_eq!((&incidents[0]["state"], &incidents[0]["report_late"]), (&json!("closed"), &json!(false)));
    let packet = manager.get(&format!("/canteen-incidents/{}", text(&incidents[0]["id"]))).await.expect(200);
    assert!(packet["sections"].as_array().unwrap().iter().any(|one| one["part"] == "menus" && one["rows"] != json!([])), "{packet}");
}

/// Finance's figures stand beside the cards and differ in one group; the term that is over has its words; an auditor sits in a seat.
async fn what_is_done_at_a_desk(auditor: &Client, today: NaiveDate) {
    let kept = auditor.rows("/ledger-reconciliations").await;
    let view = auditor.get(&format!("/ledger-reconciliations/{}", text(&kept[0]["id"]))).await.expect(200);
    let classes = view["classes"].as_array().unwrap();
    let differs: Vec<_> = classes.iter().filter(|one| one["agrees"] == false).collect();
    assert!(classes.len() > 2 && differs.len() == 1, "{view}");
    assert_eq!((text(&differs[0]["category_code"]), text(&differs[0]["difference"])), ("A05", "2380.00"));
    let over = auditor.rows("/terms").await.into_iter().find(|term| day(&term["ends_on"]) < today).unwrap();
    let summary = auditor.get(&format!("/term-summaries/{}", text(&over["id"]))).await.expect(200);
    assert!(text(&summary["words"]["canteen"]).contains("自办") && summary["version"] == 1, "{summary}");
    let seats = auditor.rows("/auditor-seats").await;
    assert!(seats.len() == 1 && seats[0]["open"] == true, "{seats:?}");
    assert_eq!(auditor.get("/auditor-code").await.expect(200)["sealed"], true);
}

/// What the command prints leads whoever tries the school out into an auditor's seat, and into the ledgers from there.
async fn the_sealed_code_opens_a_seat(app: &TestApp, printed: &str) {
    let line = printed.lines().find(|line| line.contains("(/auditor)")).unwrap();
    let code = line.rsplit(": ").next().unwrap().split(' ').next().unwrap();
    let mut seated = app.nobody();
    let answer =
        seated.post("/auditor-seats", json!({ "code": code, "name": "来看看", "unit": "邻校", "password": "demo-visitor-2026" })).await;
    seated.token = answer.cookie("steward_access");
    answer.expect(200);
    assert_eq!(seated.get("/general-ledger").await.expect(200)["head"]["values"], true);
    assert!(!seated.rows("/canteens").await.is_empty());
    seated.post("/suppliers", json!({ "name": "写不了" })).await.expect_problem(403, "forbidden");
    // Whoever sat before still gets in by his name.
    let before = sign_in(app, "邵秉公", "demo-envelope-2026").await;
    assert!(!before.pages("/depreciation-runs", 50).await.is_empty());
}

/// Every month that is over is closed, the first with the figures of the asset system; answers its first day.
async fn months(auditor: &Client, today: NaiveDate) -> NaiveDate {
    let runs = auditor.pages("/depreciation-runs", 50).await;
    assert!(runs.iter().all(|run| run["state"] == "closed"), "{runs:?}");
    let number = |run: &Value| {
        let first = day(&json!(format!("{}-01", text(&run["period"]))));
        first.year() * 12 + i32::try_from(first.month0()).unwrap()
    };
    let numbers: Vec<i32> = runs.iter().map(number).collect();
    assert!(numbers.windows(2).all(|pair| pair[0] == pair[1] + 1), "{numbers:?}");
    // A month is closed in the first days of the next one.
    let over = today.year() * 12 + i32::try_from(today.month0()).unwrap() - 1;
    assert!(numbers[0] == over || (numbers[0] == over - 1 && today.day() < 12), "{numbers:?} on {today}");
    let oldest = runs.last().unwrap();
    assert_eq!((&oldest["basis"], &oldest["differences"]), (&json!("imported"), &json!(2)));
    assert!(runs.len() >= 4 && runs.iter().rev().skip(1).all(|run| run["basis"] == "own"), "{runs:?}");
    day(&json!(format!("{}-01", text(&oldest["period"]))))
}

/// Of no lot more was handed out than came by the receipts of its deliveries, which two signed.
async fn food_came_before_it_went(auditor: &Client, first: NaiveDate, today: NaiveDate) {
    let days = format!("from={first}&to={today}");
    let pieces = |value: &Value| text(value).parse::<i64>().unwrap();
    let mut left: BTreeMap<(String, String), i64> = BTreeMap::new();
    let lot = |row: &Value| (text(&row["item"]["id"]).to_owned(), text(&row["lot_id"]).to_owned());
    for row in auditor.pages(&format!("/food-receipts?{days}"), 200).await {
        assert!(row["goods_receipt_id"].is_string() && row["acceptors"].as_array().unwrap().len() == 2, "{row}");
        *left.entry(lot(&row)).or_default() += pieces(&row["quantity"]);
    }
    let issues = auditor.pages(&format!("/food-issues?{days}"), 200).await;
    assert!(issues.len() > 100, "{}", issues.len());
    for row in &issues {
        let of_lot = left.get_mut(&lot(row)).unwrap_or_else(|| panic!("{row} came by no receipt"));
        *of_lot -= pieces(&row["went_out"]);
        assert!(*of_lot >= 0, "{row}");
    }
}

/// Most rounds were held and found nothing; a few were missed, one was written down late.
async fn rounds(auditor: &Client) {
    let totals = auditor.get("/inspection-rounds/totals").await.expect(200);
    let count = |state: &str| totals["by_state"][state].as_i64().unwrap_or_default();
    assert!(count("submitted") > 20 && (1..=8).contains(&count("missed")), "{totals}");
    assert_eq!(totals["late"], 1);
    assert!(totals["faults"].as_i64().unwrap() > 8 && totals["nothing_found"].as_i64().unwrap() > 15, "{totals}");
}
