//! What stands around the canteen's days: contracts, inspections from outside, trainings, surveys, and the sheet that pupils sign.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, TestApp, text};

use super::{Kitchen, keyed};
use crate::{
    coverage::{Walk, fixtures::Everything},
    files::samples::png,
    on_both_engines,
};

/// A canteen that meals are delivered to.
pub(super) async fn delivered(manager: &Client) -> String {
    let body = json!({ "name": "送餐点", "mode": "delivered", "diners": 620, "meals": ["lunch"] });
    text(&manager.post("/canteens", body).await.expect(201)["id"]).to_owned()
}

pub(super) fn contract(from: &str, to: &str, licence: &str) -> Value {
    json!({
        "contractor": "青禾餐饮", "starts_on": from, "ends_on": to, "licence_number": "JY1", "licence_expires_on": licence, "contact": "钱经理"
    })
}

pub(super) fn inspection(responsible: &str, findings: &[&str]) -> Value {
    let finding = |said: &&str| json!({ "said": said, "responsible_id": responsible, "due_on": "2026-12-01" });
    let findings: Vec<Value> = findings.iter().map(finding).collect();
    json!({ "authority": "market", "inspectors": "县市场监管局 张三", "result": "rectify", "findings": findings })
}

fn training(attended: &[&str]) -> Value {
    json!({ "topic": "留样操作", "trainer": "张科长", "hours": "1.5", "attended": attended })
}

fn survey() -> Value {
    json!({ "of_whom": "pupils", "asked": 200, "answered": 180, "satisfied": 165, "remark": "汤不热", "answer": "换了保温桶" })
}

/// One of everything, for the cases that look at all operations.
pub(super) async fn one_of_each(manager: &Client, officer: &Client, canteen: &str) -> Value {
    let delivered = delivered(manager).await;
    let scan = manager.upload("合同.png", "image/png", png(8, 6)).await.expect(201);
    let mut signed = contract("2026-09-01", "2027-08-31", "2028-01-01");
    signed["upload_ids"] = json!([scan["id"]]);
    let signed = manager.post(&format!("/canteens/{delivered}/contracts"), signed).await.expect(201);
    let paper = manager.upload("文书.png", "image/png", png(9, 6)).await.expect(201);
    let mut outside = inspection(officer.person_id.as_str(), &["冷藏柜没有温度计"]);
    outside["upload_ids"] = json!([paper["id"]]);
    let outside = keyed(manager).post(&format!("/canteens/{canteen}/outside-inspections"), outside).await.expect(201);
    json!({
        "delivered": delivered, "contract": signed["id"], "contract_page": signed["scans"][0]["id"], "outside": outside["id"],
        "finding": outside["findings"][0]["id"], "outside_page": outside["attachments"][0]["id"]
    })
}

/// One more row of each list.
pub(super) async fn grow(all: &Everything, canteen: &str, cook: &str, name: &str) {
    let at = |rest: &str| format!("/canteens/{canteen}/{rest}");
    let mut outside = inspection(&all.officer.person_id, &[name]);
    outside["findings"][0]["place_id"] = json!(all.ids["/api/v1/locations/{id}"]);
    keyed(&all.manager).post(&at("outside-inspections"), outside).await.expect(201);
    all.manager.post(&at("trainings"), training(&[cook])).await.expect(201);
    let delivered = all.path("/api/v1/canteens/{id}/contracts");
    all.manager.post(&delivered, contract("2026-09-01", "2027-08-31", "2028-01-01")).await.expect(201);
}

/// A body with every field that there is.
pub(super) fn body(all: &Everything, template: &str) -> Option<Value> {
    let at = "2026-11-24T01:50:00Z";
    Some(match template {
        "/canteens/{id}/contracts" | "/canteen-contracts/{id}" => json!({
            "supplier_id": all.kept.supplier, "contractor": "青禾餐饮", "starts_on": "2026-09-01", "ends_on": "2027-08-31",
            "licence_number": "JY1", "licence_expires_on": "2028-01-01", "contact": "钱经理", "phone": "13800001234",
            "director": "孙总监", "note": "按学年签", "upload_ids": []
        }),
        "/canteen-contracts/{id}/end" => json!({ "ended_on": "2026-11-24", "reason": "重新招标" }),
        "/canteens/{id}/outside-inspections" => json!({
            "happened_at": at, "authority": "market", "inspectors": "县市场监管局 张三", "result": "penalty", "said": "总体较好",
            "penalty": "警告", "findings": [{
                "said": "地漏堵", "place_id": all.ids["/api/v1/locations/{id}"], "responsible_id": all.officer.person_id,
                "due_on": "2026-12-01", "report": { "category": "plumbing", "danger": false }
            }], "upload_ids": []
        }),
        "/outside-inspections/{id}/strike" => json!({ "reason": "写错了" }),
        "/outside-findings/{id}/report" => json!({ "category": "plumbing", "danger": false }),
        "/outside-findings/{id}/mend" => json!({ "note": "装好了" }),
        "/canteens/{id}/trainings" => json!({
            "happened_at": at, "topic": "留样操作", "trainer": "张科长", "hours": "1.5", "attended": [all.cook], "remark": "考了试",
            "replaces_id": null
        }),
        "/canteens/{id}/surveys" => json!({
            "happened_at": at, "of_whom": "parents", "asked": 200, "answered": 180, "satisfied": 165, "remark": "汤不热", "answer": "换桶",
            "replaces_id": null
        }),
        _ => return None,
    })
}

/// The same with nothing in it that is there.
pub(super) fn foreign_body(template: &str) -> Option<Value> {
    let nowhere = TestApp::unknown_id().to_string();
    Some(match template {
        "/canteens/{id}/contracts" | "/canteen-contracts/{id}" => contract("2026-09-01", "2027-08-31", "2028-01-01"),
        "/canteen-contracts/{id}/end" | "/outside-inspections/{id}/strike" => json!({ "reason": "x" }),
        "/canteens/{id}/outside-inspections" => inspection(&nowhere, &["x"]),
        "/outside-findings/{id}/report" => json!({}),
        "/outside-findings/{id}/mend" => json!({ "note": "x" }),
        "/canteens/{id}/trainings" => training(&[&nowhere]),
        "/canteens/{id}/surveys" => survey(),
        _ => return None,
    })
}

/// The walk of `coverage::audit`.
pub(super) async fn walk(all: &Everything, walk: &mut Walk, path: &str, cook: &str) {
    let (manager, officer) = (&all.manager, &all.officer);
    let at = |rest: &str| format!("{path}/{rest}");
    walk.write(officer, "POST", "/canteens/{id}/trainings", &at("trainings"), training(&[cook])).await;
    walk.write(officer, "POST", "/canteens/{id}/surveys", &at("surveys"), survey()).await;
    let found = inspection(&officer.person_id, &["地漏堵"]);
    let template = "/canteens/{id}/outside-inspections";
    let outside = walk.write(&keyed(manager), "POST", template, &at("outside-inspections"), found).await;
    let finding = |step: &str| format!("/outside-findings/{}/{step}", text(&outside["findings"][0]["id"]));
    walk.write(&keyed(manager).seen(1), "POST", "/outside-findings/{id}/report", &finding("report"), json!({})).await;
    walk.write(&manager.seen(2), "POST", "/outside-findings/{id}/mend", &finding("mend"), json!({ "note": "通了" })).await;
    let strike = format!("/outside-inspections/{}/strike", text(&outside["id"]));
    walk.write(&manager.seen(1), "POST", "/outside-inspections/{id}/strike", &strike, json!({ "reason": "重复" })).await;
    let contracts = all.path("/api/v1/canteens/{id}/contracts");
    let new = || contract("2026-09-01", "2027-08-31", "2028-01-01");
    let signed = walk.write(manager, "POST", "/canteens/{id}/contracts", contracts.trim_start_matches("/api/v1"), new()).await;
    let his = format!("/canteen-contracts/{}", text(&signed["id"]));
    walk.write(&manager.seen(1), "PUT", "/canteen-contracts/{id}", &his, new()).await;
    let over = json!({ "reason": "重新招标" });
    walk.write(&manager.seen(2), "POST", "/canteen-contracts/{id}/end", &format!("{his}/end"), over).await;
}

/// What of a contract is warned about.
fn warned(contract: &Value) -> Vec<&str> {
    contract["warnings"].as_array().unwrap().iter().map(|one| text(&one["warning"])).collect()
}

on_both_engines! {
    /// SD11: what was found becomes a repair in the same transaction, is told to whoever answers for it, and is seen mended by somebody else.
    async fn sd11_what_inspectors_found_is_mended_by_one_and_struck_off_by_another(engine) {
        let all = Kitchen::open(engine).await;
        let path = all.at("outside-inspections");
        let mut body = inspection(&all.manager.person_id, &["洗碗间地漏堵", "冷藏柜没有温度计"]);
        body["findings"][0]["report"] = json!({ "category": "plumbing" });
        all.officer.post(&path, body.clone()).await.expect_problem(400, "idempotency_key_required");
        let mut empty = body.clone();
        empty["findings"] = json!([]);
        let nothing = keyed(&all.officer).post(&path, empty).await.expect_problem(422, "validation_failed");
        assert_eq!(nothing["errors"][0]["code"], "findings_missing");
        let found = keyed(&all.officer).post(&path, body).await.expect(201);
        let (first, second) = (&found["findings"][0], &found["findings"][1]);
        let case = all.director.get(&format!("/repair-cases/{}", text(&first["case_id"]))).await.expect(200);
        assert_eq!(case["number"], first["case_number"]);
        all.school.app.deliver().await;
        let told = all.manager.rows("/notices").await;
        let told: Vec<_> = told.iter().filter(|one| one["topic"] == "outside_finding.assigned").collect();
        assert_eq!(told.len(), 2);
        let step = |finding: &Value, name: &str| format!("/outside-findings/{}/{name}", text(&finding["id"]));
        // In one tap, and once.
        keyed(&all.officer).seen(1).post(&step(second, "report"), json!({})).await.expect(200);
        keyed(&all.officer).seen(2).post(&step(second, "report"), json!({})).await.expect_problem(409, "reported_already");
        let note = json!({ "note": "通了" });
        all.manager.seen(1).post(&step(first, "mend"), note.clone()).await.expect_problem(403, "own_finding");
        let mended = all.officer.seen(1).post(&step(first, "mend"), note.clone()).await.expect(200);
        assert_eq!((&mended["findings"][0]["state"], &mended["findings"][0]["mended"]["by"]["name"]), (&json!("mended"), &json!("何安全")));
        all.director.seen(2).post(&step(first, "mend"), note).await.expect_problem(409, "illegal_transition");
        all.school.app.advance(TimeDelta::days(8));
        let officer = all.school.app.sign_in("T003").await;
        let open = officer.rows(&all.at("outside-findings")).await;
        assert_eq!(open.len(), 1);
        assert_eq!((&open[0]["said"], &open[0]["overdue"]), (&json!("冷藏柜没有温度计"), &json!(true)));
        // The canteen's first page says so too.
        let standing = officer.get(&all.at("standing")).await.expect(200);
        let red = standing["rows"].as_array().unwrap().iter().find(|row| row["what"] == "outside_findings").unwrap();
        assert_eq!((&red["state"], &red["id"]), (&json!("red"), &found["id"]));
        let row = &officer.rows(&path).await[0];
        assert_eq!((&row["findings"], &row["open"], &row["overdue"]), (&json!(2), &json!(1), &json!(1)));
        // A record that was wrong asks nothing of anybody.
        let strike = format!("/outside-inspections/{}/strike", text(&found["id"]));
        officer.seen(1).post(&strike, json!({ "reason": "重复登记" })).await.expect(200);
        assert_eq!(officer.rows(&all.at("outside-findings")).await.len(), 0);
        officer.seen(2).post(&step(second, "mend"), json!({ "note": "x" })).await.expect_problem(409, "struck_already");
        let sheet = officer.get(&all.at("sheet?kind=outside_inspections&from=2026-11-01&to=2026-11-30")).await.expect(200);
        assert_eq!((&sheet["rows"][0]["cells"][1], &sheet["rows"][0]["struck"]), (&json!("市场监管"), &json!(true)));
    }
}

on_both_engines! {
    /// Its end and that of the licence are told 60, 30 and 7 days before, each once; what is too long is said and not refused.
    async fn a_contract_is_warned_about_reminded_of_and_ended_with_a_reason(engine) {
        let all = Kitchen::open(engine).await;
        let app = &all.school.app;
        all.manager.post(&all.at("contracts"), contract("2026-09-01", "2027-08-31", "2028-01-01")).await.expect_problem(409, "no_contractor");
        let path = format!("/canteens/{}/contracts", delivered(&all.manager).await);
        let first = all.manager.post(&path, contract("2024-01-01", "2027-01-23", "2026-11-23")).await.expect(201);
        assert_eq!(warned(&first), ["too_long", "ends_soon", "licence_over", "director_missing"]);
        let parent = all.school.person("家长甲", &["meal_committee"]).await;
        assert_eq!(parent.rows(&path).await[0]["contractor"], "青禾餐饮");
        let his = format!("/canteen-contracts/{}", text(&first["id"]));
        parent.seen(1).put(&his, contract("2024-01-01", "2027-01-23", "2026-11-23")).await.expect_problem(403, "forbidden");
        let told = async |login: &str| {
            app.run_jobs().await;
            app.deliver().await;
            let all = app.sign_in(login).await.rows("/notices").await;
            all.into_iter().filter(|one| one["topic"] == "canteen_contract.ending").collect::<Vec<_>>()
        };
        // 60 days before the contract's end; the licence is over already.
        let news = told("T001").await;
        assert_eq!(text(&news[0]["text"]), "青禾餐饮 的合同 2027-01-23 到期（还有 60 天），请提前办理。");
        assert_eq!((told("T001").await.len(), told("T002").await.len(), told("T003").await.len()), (1, 1, 0));
        // The licence was renewed, and will end as the contract does.
        let mut renewed = contract("2024-01-01", "2027-01-23", "2027-01-23");
        renewed["director"] = json!("孙总监");
        let renewed = all.manager.seen(1).put(&his, renewed).await.expect(200);
        assert_eq!(warned(&renewed), ["too_long", "ends_soon", "licence_ends_soon"]);
        assert_eq!(told("T001").await.len(), 2);
        app.advance(TimeDelta::days(30));
        assert_eq!(told("T001").await.len(), 4);
        let manager = app.sign_in("T002").await;
        let end = format!("{his}/end");
        let late = json!({ "ended_on": "2027-03-01", "reason": "重新招标" });
        let late = manager.seen(2).post(&end, late).await.expect_problem(422, "validation_failed");
        assert_eq!(late["errors"][0]["pointer"], "/ended_on");
        let ended = manager.seen(2).post(&end, json!({ "reason": "重新招标" })).await.expect(200);
        assert_eq!((&ended["state"], &ended["ended"]["on"], warned(&ended).len()), (&json!("ended"), &json!("2026-12-24"), 0));
        manager.seen(3).post(&end, json!({ "reason": "x" })).await.expect_problem(409, "illegal_transition");
        app.advance(TimeDelta::days(25));
        assert_eq!(told("T001").await.len(), 4);
    }
}

on_both_engines! {
    async fn trainings_and_surveys_are_records_of_the_book_and_pupils_sign_for_a_month(engine) {
        let all = Kitchen::open(engine).await;
        let mut none = training(&[&all.cook]);
        none["hours"] = json!("24.5");
        let none = all.officer.post(&all.at("trainings"), none).await.expect_problem(422, "validation_failed");
        assert_eq!((&none["errors"][0]["pointer"], &none["errors"][0]["code"]), (&json!("/hours"), &json!("no_hours")));
        let mut before = training(&[&all.cook]);
        before["happened_at"] = json!("2026-11-23T02:00:00Z");
        let late = all.officer.post(&all.at("trainings"), before).await.expect(201);
        assert_eq!((&late["late"], &late["training"]["attended"][0]["name"]), (&json!(true), &json!("陈厨师")));
        let strike = format!("/canteen-records/{}/strike", text(&late["id"]));
        all.officer.seen(1).post(&strike, json!({ "reason": "学时写错了" })).await.expect(200);
        let mut anew = training(&[&all.cook]);
        anew["replaces_id"] = late["id"].clone();
        // Later on its own day is on time.
        anew["happened_at"] = json!("2026-11-23T22:00:00Z");
        assert_eq!(all.officer.post(&all.at("trainings"), anew).await.expect(201)["late"], false);
        let sheet = all.officer.get(&all.at("sheet?kind=training&from=2026-11-01&to=2026-11-30")).await.expect(200);
        assert_eq!((sheet["rows"].as_array().unwrap().len(), &sheet["struck"], &sheet["late"]), (2, &json!(1), &json!(1)));
        let mut more = survey();
        more["satisfied"] = json!(181);
        let more = all.officer.post(&all.at("surveys"), more).await.expect_problem(422, "validation_failed");
        assert_eq!(more["errors"][0]["pointer"], "/satisfied");
        let counted = all.officer.post(&all.at("surveys"), survey()).await.expect(201);
        assert_eq!((&counted["survey"]["percent"], &counted["text"]), (&json!(91), &json!("学生 180 人答，165 人满意")));
        // The pupils of a class sign for a month: a line for each, a column for each school day with its meals.
        let class = all.school.admin.post("/classes", json!({ "grade": 3, "number": 2, "size": 42 })).await.expect(201);
        all.menu("2026-11-24", &["米饭"]).await;
        let path = all.at("sheet?kind=pupil_signatures&from=2026-11-23&to=2026-11-29");
        all.manager.get(&path).await.expect_problem(422, "validation_failed");
        let sheet = all.manager.get(&format!("{path}&class_id={}", text(&class["id"]))).await.expect(200);
        assert_eq!(sheet["rows"].as_array().unwrap().len(), 42);
        assert!(text(&sheet["title"]).ends_with("三（2）班"), "{}", sheet["title"]);
        let columns: Vec<&str> = sheet["columns"].as_array().unwrap().iter().map(text).collect();
        assert!(columns.contains(&"11/24 ×1") && columns.contains(&"11/25 ×2") && !columns.contains(&"11/28 ×2"), "{columns:?}");
    }
}
