//! `steward import` as a command: who may use it, what it answers, and how it ends when it cannot be carried out.

use serde_json::json;
use test_support::{Digest, TestDb, TestEngine};

use super::ledgers::{DONE, IMPOSSIBLE, Office, PROGRAM, REFUSED, THREE};
use crate::on_both_engines;

on_both_engines! {
    async fn only_who_may_import_the_whole_register_is_obeyed(engine) {
        let office = Office::open(engine).await;
        let school = &office.school;
        school.person("周主任", &["logistics_director"]).await;
        school.person("李老师", &["staff"]).await;
        let scoped = school.person("楼保管", &[]).await;
        let pending = school.person("新保管", &[]).await;
        let building = school.admin.get("/locations?kind=building").await.expect(200)["items"][0]["id"].clone();
        let grants = format!("/people/{}/role-grants", scoped.person_id);
        let grant = school.admin.post(&grants, json!({ "role": "head_custodian", "places": [building] })).await.expect(201);
        school.principal.seen(1).post(&format!("/role-grants/{}/confirm", grant["id"].as_str().unwrap()), json!({})).await.expect(200);
        school.admin.post(&format!("/people/{}/role-grants", pending.person_id), json!({ "role": "head_custodian" })).await.expect(201);
        office.file("台账.csv", THREE);
        let before = Digest::of(&school.app.db).await;
        for (login, why) in [
            ("T002", "您没有“导入资产台账”的权限。"),
            ("T003", "您没有“导入资产台账”的权限。"),
            ("T005", "您没有“导入资产台账”的权限。"),
            ("P001", "您没有“导入资产台账”的权限。"),
            ("T004", "导入台账需要全校范围的权限。"),
        ] {
            let refused = office.import_as(login, "台账.csv", &["--commit"]).await.expect(REFUSED);
            assert!(refused.err.contains(why) && refused.out.is_empty(), "{login}: {refused:?}");
        }
        before.assert_unchanged(&school.app.db, "somebody without the right").await;
        // The administrator brings the ledger on set-up day; a sign-in name may also be the name.
        office.import_as("林管理", "台账.csv", &["--commit"]).await.expect(DONE);
    }
}

on_both_engines! {
    async fn nobody_and_leavers_cannot_be_named(engine) {
        let office = Office::open(engine).await;
        let leaver = office.school.person("老保管", &["head_custodian"]).await;
        let path = format!("/people/{}", leaver.person_id);
        let seen = office.school.admin.get(&path).await.expect(200)["version"].as_i64().unwrap();
        office.school.admin.seen(seen).post(&format!("{path}/disable"), json!({})).await.expect(200);
        office.school.admin.post("/people", json!({ "name": "没账号", "staff_no": "N001" })).await.expect(201);
        office.file("台账.csv", THREE);
        let before = Digest::of(&office.school.app.db).await;
        for login in ["没这人", "N001", "T002", "老保管", "", "' OR 1=1 --"] {
            let refused = office.import_as(login, "台账.csv", &["--commit"]).await.expect(IMPOSSIBLE);
            assert!(refused.err.contains(&format!("nobody active signs in as {login}")), "{login}: {refused:?}");
        }
        before.assert_unchanged(&office.school.app.db, "nobody").await;
    }
}

on_both_engines! {
    async fn a_file_that_is_no_ledger_is_refused_in_words(engine) {
        let office = Office::open(engine).await;
        office.file("没有表头.csv", "早上好,今天天气不错\n一,二\n");
        office.file("空.csv", "");
        office.file("坏.xlsx", "PK\u{3}\u{4}这不是表格");
        office.file("只有表头.csv", "资产编号,资产名称,分类代码,数量,原值\n");
        let before = Digest::of(&office.school.app.db).await;
        for file in ["没有表头.csv", "空.csv", "坏.xlsx", "只有表头.csv"] {
            let refused = office.import(file, &["--commit"]).await.expect(REFUSED);
            assert!(refused.err.chars().any(|c| ('\u{4E00}'..'\u{9FFF}').contains(&c)), "{file}: {refused:?}");
            let english = office.import(file, &["--commit", "--lang", "en"]).await.expect(REFUSED);
            assert!(!english.err.is_empty() && english.err.is_ascii(), "{file}: {english:?}");
        }
        before.assert_unchanged(&office.school.app.db, "no ledger").await;
    }
}

on_both_engines! {
    async fn names_that_must_exist_are_refused_with_their_rows_and_otherwise_made_once(engine) {
        let office = Office::open(engine).await;
        office.file("台账.csv", THREE);
        let before = Digest::of(&office.school.app.db).await;
        let strict = ["--commit", "--places", "must-exist", "--people", "must-exist", "--departments", "must-exist", "--lang", "en"];
        let refused = office.import("台账.csv", &strict).await.expect(REFUSED);
        for line in [
            "row 2: The custodian is not in the list of people. [王老师]",
            "row 2: The using department is not in the list of departments. [电教组]",
            "row 4: The place is not in the school's list of places. [科技楼301]",
        ] {
            assert!(refused.out.contains(line), "{line} is not in\n{}", refused.out);
        }
        before.assert_unchanged(&office.school.app.db, "names that must exist").await;

        office.import("台账.csv", &["--commit"]).await.expect(DONE);
        let once = Digest::of(&office.school.app.db).await;
        office.file("再来.csv", THREE.replace("QH-", "ZH-"));
        office.import("再来.csv", &strict).await.expect(DONE);
        let twice = Digest::of(&office.school.app.db).await;
        for table in ["person", "location", "department", "account"] {
            assert_eq!(once.rows(table), twice.rows(table), "{table}");
        }
    }
}

on_both_engines! {
    async fn a_name_that_two_people_bear_gives_no_custodian_and_says_so(engine) {
        let office = Office::open(engine).await;
        for staff_no in ["W001", "W002"] {
            office.school.admin.post("/people", json!({ "name": "王老师", "staff_no": staff_no })).await.expect(201);
        }
        office.file("台账.csv", THREE);
        let done = office.import("台账.csv", &["--commit"]).await.expect(DONE);
        assert!(done.out.contains("重名，卡片上不填保管人：王老师"), "{}", done.out);
        let projector = office.custodian.get("/assets?q=投影仪").await.expect(200)["items"][0].clone();
        assert_eq!(projector["custodian"], serde_json::Value::Null);
        let people = office.school.admin.get("/people?q=王老师").await.expect(200);
        assert_eq!(people["items"].as_array().unwrap().len(), 2, "and no third one");
    }
}

on_both_engines! {
    /// G13, and what a cell may carry into a statement, a search index or a page.
    async fn what_looks_like_a_formula_or_a_statement_is_text(engine) {
        let office = Office::open(engine).await;
        let names = ["=1+1", "@SUM(A1)", "'; DROP TABLE asset; --", "<script>alert(1)</script>", "100%_台", "O'Brien \\ 桌"];
        let rows: String = names.iter().map(|name| format!("{name},A05010203,1\n")).collect();
        office.file("怪.csv", format!("资产名称,分类代码,数量\n{rows}"));
        office.import("怪.csv", &["--commit"]).await.expect(DONE);
        let list = office.custodian.get("/assets?sort=asset_no").await.expect(200);
        let kept: Vec<&str> = list["items"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap()).collect();
        assert_eq!(kept, names);
        let found = office.custodian.get("/assets?q=drop").await.expect(200);
        assert_eq!(found["items"][0]["name"], names[2]);
    }
}

#[tokio::test]
async fn what_cannot_be_carried_out_ends_with_2_and_says_why() {
    let office = Office::open(TestEngine::Sqlite).await;
    office.file("台账.csv", THREE);
    let missing = office.import("没有.csv", &[]).await.expect(IMPOSSIBLE);
    assert!(missing.err.contains("cannot open 没有.csv"), "{missing:?}");
    let unknown = office.import("台账.csv", &["--no-such-option"]).await.expect(IMPOSSIBLE);
    assert!(unknown.err.contains("--no-such-option"), "{unknown:?}");

    let empty = TestDb::empty(TestEngine::Sqlite).await;
    let file = office.school.app.db.dir.path().join("台账.csv");
    let nothing = empty.run(PROGRAM, &["import", file.to_str().unwrap(), "--as", "T001"]).await.expect(IMPOSSIBLE);
    assert!(nothing.err.contains("there is no database"), "{nothing:?}");
    assert!(!empty.dir.path().join("steward.db").exists(), "a look at a ledger makes no database");
    std::fs::write(office.school.app.db.dir.path().join("steward.toml"), "[database]\nurll = \"x\"\n").unwrap();
    let settings = office.import("台账.csv", &[]).await.expect(IMPOSSIBLE);
    assert!(settings.err.contains("settings are wrong") && settings.err.contains("urll"), "{settings:?}");
}
