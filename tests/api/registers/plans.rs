//! How the database finds what the register asks for: kept as snapshots, so that a lost index or a changed condition is seen.
//! `cargo insta review`, or `INSTA_UPDATE=always`, takes a change that is meant.

use std::{fmt::Write, ops::Range};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use serde_json::json;
use test_support::{Client, School, TestEngine, statements, statements::Statements, text};

use crate::on_both_engines;

/// Cards of every kind that the questions tell apart, over eight buildings.
const CARDS: usize = 4000;

fn ledger(cards: Range<usize>) -> String {
    let mut ledger = String::from("资产编号,资产名称,分类代码,数量,单价,取得日期,使用状况,存放地点,保管人,管理部门\n");
    let things = [("学生课桌", "A05010203", 180), ("投影仪", "A02020200", 5200), ("钢琴", "A02450100", 16000)];
    for n in cards {
        let (name, code, price) = things[if n % 100 == 7 { 2 } else { n % 2 }];
        let (status, building, room) = (if n % 9 == 0 { "闲置" } else { "在用" }, format!("{}号楼", 1 + n % 8), 101 + n / 8 % 20);
        let (year, keeper) = (2012 + n % 14, n % 11);
        writeln!(ledger, "QH-{n:05},{name},{code},1,{price}.00,{year}-09-01,{status},{building}{room},保管员{keeper},{keeper}组").unwrap();
    }
    ledger
}

async fn furnished(school: &School) -> Client {
    let custodian = school.person("吴保管", &["head_custodian"]).await;
    for (name, cards) in [("全校.csv", 0..CARDS), ("补录.csv", CARDS..CARDS + 20)] {
        let file = custodian.upload(name, "text/csv", ledger(cards).into()).await.expect(201);
        let import = json!({ "file": { "upload_id": file["id"] } });
        custodian.with("idempotency-key", text(&file["id"])).post("/imports", import).await.expect(201);
    }
    let card = custodian.rows("/assets?limit=1").await[0].clone();
    let due_dates = format!("/assets/{}/due-dates", text(&card["id"]));
    for day in ["2027-01-01", "2027-02-01"] {
        custodian.post(&due_dates, json!({ "kind": "inspection", "due_on": day })).await.expect(201);
    }
    let due = custodian.rows("/asset-due-dates").await[0].clone();
    let done = json!({ "done_on": "2026-11-01" });
    custodian.seen(1).post(&format!("/asset-due-dates/{}/done", text(&due["id"])), done).await.expect(200);
    // SQLite counts its rows in the product's own jobs, PostgreSQL by itself.
    school.app.run_jobs().await;
    let raw = school.app.db.raw().await;
    // Counted anew: on a slow machine the jobs came in the middle of the imports.
    statements::count_rows(&raw).await;
    custodian
}

/// What is asked, and the request that asks it.
async fn questions(custodian: &Client) -> Vec<(&'static str, String)> {
    let card = custodian.rows("/assets?limit=1").await[0].clone();
    let room = text(&card["location"]["id"]).to_owned();
    let building = text(&card["location"]["path"]).split_once("号楼").unwrap().0.to_owned();
    let buildings = custodian.rows("/locations?kind=building").await;
    let building = buildings.iter().find(|b| text(&b["name"]) == format!("{building}号楼")).unwrap();
    let building = text(&building["id"]).to_owned();
    let keeper = text(&card["custodian"]["id"]).to_owned();
    let department = custodian.rows("/departments").await[0]["id"].as_str().unwrap().to_owned();
    let next = custodian.get("/assets?limit=50").await.expect(200);
    let import = custodian.rows("/imports").await[0]["id"].as_str().unwrap().to_owned();
    let (piano, projector) = ("%E9%92%A2%E7%90%B4", "%E6%8A%95%E5%BD%B1");
    vec![
        ("newest", "/assets?limit=50".into()),
        ("a later page", format!("/assets?limit=50&cursor={}", text(&next["next_cursor"]))),
        ("a building and a status", format!("/assets?limit=50&location_id={building}&status=in_use")),
        ("a room", format!("/assets?limit=50&location_id={room}")),
        ("by number", "/assets?limit=50&sort=asset_no".into()),
        ("by value", "/assets?limit=50&sort=-original_value".into()),
        ("by day", "/assets?limit=50&sort=acquired_on".into()),
        ("a building by number", format!("/assets?limit=50&location_id={building}&sort=asset_no")),
        ("a class", "/assets?limit=50&category=A02000000".into()),
        ("a department", format!("/assets?limit=50&department_id={department}")),
        ("a custodian", format!("/assets?limit=50&custodian_id={keeper}")),
        ("an import", format!("/assets?limit=50&import_id={import}")),
        ("voided", "/assets?limit=50&voided=true".into()),
        ("a code", "/assets?limit=50&code=QH-00042".into()),
        ("words, common", format!("/assets?limit=50&q={projector}")),
        ("words, rare", format!("/assets?limit=50&q={piano}")),
        ("words, pinyin initials", "/assets?limit=50&q=tyy".into()),
        ("words by number", format!("/assets?limit=50&q={projector}&sort=asset_no")),
        ("words in a building", format!("/assets?limit=50&q={piano}&location_id={building}")),
        ("totals of a building", format!("/assets/totals?location_id={building}")),
        ("totals of words", format!("/assets/totals?q={projector}")),
        ("one card", format!("/assets/{}", text(&card["id"]))),
        ("due dates", "/asset-due-dates?limit=50".into()),
        ("due dates of a building", format!("/asset-due-dates?limit=50&location_id={building}")),
        ("due dates, done", "/asset-due-dates?limit=50&done=true".into()),
    ]
}

async fn indexes(raw: &DatabaseConnection) -> String {
    let sql = match raw.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT indexname AS name FROM pg_indexes WHERE schemaname = current_schema() AND tablename LIKE 'asset%' ORDER BY 1"
        }
        _ => "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name LIKE 'asset%' ORDER BY 1",
    };
    let rows = raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", "name").unwrap()).collect::<Vec<_>>().join(" ")
}

on_both_engines! {
    async fn the_ways_to_cards_are_those_that_were_agreed(engine) {
        let school = School::open(engine).await;
        let custodian = furnished(&school).await;
        let raw = school.app.db.raw().await;
        let ear = Statements::listen();
        let mut told = format!("indexes: {}\n", indexes(&raw).await);
        for (what, path) in questions(&custodian).await {
            ear.take();
            custodian.get(&path).await.expect(200);
            let asked = ear.take();
            let of_cards: Vec<_> = asked.iter().filter(|sql| sql.contains("asset") && !sql.contains("FROM \"asset_category\"")).collect();
            assert!(!of_cards.is_empty(), "{what} asks nothing of the cards: {asked:?}");
            writeln!(told, "{what}").unwrap();
            for (n, sql) in of_cards.iter().enumerate() {
                for line in statements::plan(&raw, sql).await {
                    writeln!(told, "  {} {line}", n + 1).unwrap();
                }
            }
        }
        let name = match engine { TestEngine::Sqlite => "sqlite", TestEngine::Postgres => "postgres" };
        insta::assert_snapshot!(name, told);
    }
}
