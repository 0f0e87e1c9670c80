//! Every operation that writes and answers 2xx leaves at least one audit event. The walk below performs each of them once; an
//! operation that it does not know fails the test.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use test_support::{Client, Contract, Response};

use super::{
    bought,
    fixtures::{Everything, report},
};
use crate::{
    files::samples,
    identity::{authenticator, second_factor},
    on_both_engines,
};

/// Writes that are no business facts (`Technical` in the kernel is the closed list behind them), and questions too long or too secret for
/// a query.
const TECHNICAL: [&str; 12] = [
    "POST /api/v1/session/refresh",
    "POST /api/v1/imports/dry-run",
    "POST /api/v1/notices/{id}/read",
    "POST /api/v1/notices/read-all",
    "POST /api/v1/rosters/dry-run",
    "POST /api/v1/sign-in-slips/owner",
    "POST /api/v1/me/openid/authorization",
    "POST /api/v1/session/openid/authorization",
    "POST /api/v1/session/openid/proof",
    "POST /api/v1/me/passkeys/options",
    "POST /api/v1/session/passkey-options",
    // Whom it is about is found out later; the letter leaves its event (identity/mail_reset.rs).
    "POST /api/v1/password-resets",
];

pub(crate) struct Walk {
    raw: DatabaseConnection,
    seen: BTreeSet<String>,
}

impl Walk {
    async fn events(&self) -> i64 {
        let sql = "SELECT CAST(COUNT(*) AS bigint) AS n FROM audit_event";
        let row = self.raw.query_one_raw(Statement::from_string(self.raw.get_database_backend(), sql)).await.unwrap().unwrap();
        row.try_get("", "n").unwrap()
    }

    /// The same for what answers with a file.
    pub(crate) async fn file(&mut self, client: &Client, template: &str, path: &str) {
        self.file_of(client, template, path, json!({})).await;
    }

    /// The same of what has to be said.
    pub(crate) async fn file_of(&mut self, client: &Client, template: &str, path: &str, body: Value) {
        let before = self.events().await;
        let answer = client.post(path, body).await;
        assert!(answer.status == 200 && self.events().await > before, "POST {template} left no audit event");
        self.seen.insert(format!("POST /api/v1{template}"));
    }

    /// Calls, expects success and an event, and notes the operation.
    pub(crate) async fn write(&mut self, client: &Client, method: &str, template: &str, path: &str, body: Value) -> Value {
        let before = self.events().await;
        let body = (method != "DELETE").then(|| body.to_string().into_bytes());
        let answer: Response = client.send(method.parse().unwrap(), path, body).await;
        assert!(answer.status.is_success(), "{method} {path}: {} {}", answer.status, String::from_utf8_lossy(&answer.bytes));
        assert!(self.events().await > before, "{method} {template} left no audit event");
        self.seen.insert(format!("{method} /api/v1{template}"));
        answer.json()
    }

    /// A step on a case, from its current version.
    async fn step(&mut self, client: &Client, case: &Value, action: &str, body: Value) -> Value {
        let path = format!("/repair-cases/{}/{action}", case["id"].as_str().unwrap());
        let client = client.seen(case["version"].as_i64().unwrap());
        self.write(&client, "POST", &format!("/repair-cases/{{id}}/{action}"), &path, body).await
    }
}

on_both_engines! {
    async fn every_write_leaves_an_audit_event(engine) {
        let all = Everything::build(engine).await;
        let mut walk = Walk { raw: all.school.app.db.raw().await, seen: BTreeSet::new() };
        // The set-up of the fixture's own school; its events are what `build` found.
        assert!(walk.events().await > 0);
        walk.seen.insert("POST /api/v1/setup".into());
        people(&all, &mut walk).await;
        roles(&all, &mut walk).await;
        auditors(&all, &mut walk).await;
        places_and_cards(&all, &mut walk).await;
        files(&all, &mut walk).await;
        imports(&all, &mut walk).await;
        values(&all, &mut walk).await;
        templates(&all, &mut walk).await;
        views(&all, &mut walk).await;
        year(&all, &mut walk).await;
        tree(&all, &mut walk).await;
        notices(&all, &mut walk).await;
        cases(&all, &mut walk).await;
        bought::purchases(&all, &mut walk).await;
        bought::petty(&all, &mut walk).await;
        bought::stock(&all, &mut walk).await;
        bought::suppliers(&all, &mut walk).await;
        bought::quotes(&all, &mut walk).await;
        bought::orders(&all, &mut walk).await;
        bought::budgets(&all, &mut walk).await;
        bought::exceptions(&all, &mut walk).await;
        bought::papers(&all, &mut walk).await;
        crate::inspections::walked(&all, &mut walk).await;
        crate::canteen::walk(&all, &mut walk).await;
        bought::ledgers(&all, &mut walk).await;
        at_the_door(&all, &mut walk).await;
        schools(&all, &mut walk).await;
        sessions(&all, &mut walk).await;
        let writes: BTreeSet<String> = Contract::published()
            .operations()
            .into_iter()
            .filter(|(method, _, _)| method != "GET")
            .map(|(method, path, _)| format!("{method} {path}"))
            .filter(|op| !TECHNICAL.contains(&op.as_str()))
            .collect();
        let missing: Vec<_> = writes.difference(&walk.seen).collect();
        assert!(missing.is_empty(), "the walk does not perform {missing:?}");
    }
}

async fn people(all: &Everything, walk: &mut Walk) {
    let (admin, principal) = (&all.school.admin, &all.school.principal);
    let person = walk.write(admin, "POST", "/people", "/people", json!({ "name": "新老师", "staff_no": "N1" })).await;
    let path = format!("/people/{}", person["id"].as_str().unwrap());
    let person = walk.write(&admin.seen(1), "PATCH", "/people/{id}", &path, json!({ "phone": "13800000000" })).await;
    let account = json!({ "password": "stone-bridge-43" });
    let opened = walk.write(admin, "POST", "/people/{id}/account", &format!("{path}/account"), account).await;
    assert_eq!((&opened["person"]["id"], &opened["sign_in_name"]), (&person["id"], &json!("N1")));
    let person = opened["person"].clone();
    let seen = |p: &Value| admin.seen(p["version"].as_i64().unwrap());
    let person = walk.write(&seen(&person), "POST", "/people/{id}/disable", &format!("{path}/disable"), json!({})).await;
    walk.write(&seen(&person), "POST", "/people/{id}/enable", &format!("{path}/enable"), json!({})).await;
    let grant =
        walk.write(admin, "POST", "/people/{id}/role-grants", &format!("{path}/role-grants"), json!({ "role": "repair_worker" })).await;
    let grant_path = format!("/role-grants/{}", grant["id"].as_str().unwrap());
    walk.write(&principal.seen(1), "POST", "/role-grants/{id}/confirm", &format!("{grant_path}/confirm"), json!({})).await;
    walk.write(&admin.seen(2), "POST", "/role-grants/{id}/revoke", &format!("{grant_path}/revoke"), json!({})).await;
    let list = admin.upload("名单.csv", "text/csv", "姓名\n孙老师\n".into()).await.expect(201);
    let take = json!({ "upload_id": list["id"], "role": "staff" });
    walk.write(&admin.with("idempotency-key", "roster-1"), "POST", "/rosters", "/rosters", take).await;
    let new = admin.get("/people?q=孙老师").await.expect(200)["items"][0]["id"].clone();
    let slips = walk.write(admin, "POST", "/sign-in-slips", "/sign-in-slips", json!({ "people": [new] })).await;
    let redeem = json!({ "code": slips["items"][0]["code"], "password": "stone-bridge-45" });
    walk.write(&all.school.app.nobody(), "POST", "/sign-in-slips/redeem", "/sign-in-slips/redeem", redeem).await;
}

async fn roles(all: &Everything, walk: &mut Walk) {
    let (admin, principal, director) = (&all.school.admin, &all.school.principal, &all.director);
    let grant = admin.post(&format!("/people/{}/role-grants", all.worker.person_id), json!({ "role": "auditor" })).await.expect(201);
    let both = json!({ "items": [{ "id": grant["id"], "version": 1 }] });
    let keyed = principal.with("idempotency-key", "confirm-1");
    walk.write(&keyed, "POST", "/role-grant-confirmations", "/role-grant-confirmations", both).await;
    walk.write(&admin.seen(0), "PUT", "/roles/{code}/label", "/roles/staff/label", json!({ "label": "老师" })).await;
    let away = |to: &Client| json!({ "to_id": to.person_id, "roles": ["logistics_director"], "starts_on": "2026-12-01", "ends_on": "2026-12-04", "reason": "培训" });
    let made = walk.write(director, "POST", "/me/delegations", "/me/delegations", away(&all.teacher)).await;
    let path = format!("/people/{}/delegations", director.person_id);
    walk.write(principal, "POST", "/people/{id}/delegations", &path, away(&all.worker)).await;
    let path = format!("/delegations/{}/end", made["id"].as_str().unwrap());
    walk.write(&director.seen(1), "POST", "/delegations/{id}/end", &path, json!({})).await;
}

async fn auditors(all: &Everything, walk: &mut Walk) {
    let principal = &all.school.principal;
    let made = walk.write(principal, "POST", "/auditor-code", "/auditor-code", json!({})).await;
    let seat = json!({ "code": made["code"], "name": "钱审计", "unit": "县审计局", "password": "stone-bridge-46" });
    walk.write(&all.school.app.nobody(), "POST", "/auditor-seats", "/auditor-seats", seat).await;
    let opened = principal.get("/auditor-seats").await.expect(200)["items"][0]["id"].clone();
    let path = format!("/auditor-seats/{}/end", opened.as_str().unwrap());
    walk.write(&principal.seen(1), "POST", "/auditor-seats/{id}/end", &path, json!({ "reason": "审计结束" })).await;
    walk.file(principal, "/audit-packages", "/audit-packages").await;
}

async fn places_and_cards(all: &Everything, walk: &mut Walk) {
    let admin = &all.school.admin;
    let zone = walk.write(admin, "POST", "/locations", "/locations", json!({ "kind": "zone", "name": "操场" })).await;
    let path = format!("/locations/{}", zone["id"].as_str().unwrap());
    walk.write(&admin.seen(1), "PATCH", "/locations/{id}", &path, json!({ "name": "大操场" })).await;
    let building = json!({ "building": "博学楼", "floors": 1, "rooms_per_floor": 2 });
    walk.write(admin, "POST", "/locations/generate", "/locations/generate", building).await;
    let card = json!({ "name": "课椅", "category_code": "A05010304", "quantity": "40", "unit_price": "83.00" });
    let chairs = walk.write(&all.custodian, "POST", "/assets", "/assets", card).await;
    let keyed = all.custodian.with("idempotency-key", "batch-1");
    let batch = json!({ "card": { "name": "笔记本", "category_code": "A02010108" }, "count": 3 });
    walk.write(&keyed, "POST", "/assets/batches", "/assets/batches", batch).await;
    changes_of_cards(all, walk, &chairs).await;
    walk.write(&all.custodian, "POST", "/asset-exports", "/asset-exports", json!({ "format": "csv" })).await;
    let rule = walk
        .write(admin, "POST", "/repair-routes", "/repair-routes", json!({ "category": "window", "worker_id": all.worker.person_id }))
        .await;
    let path = format!("/repair-routes/{}", rule["id"].as_str().unwrap());
    walk.write(&admin.seen(1), "PUT", "/repair-routes/{id}", &path, json!({ "worker_id": all.worker.person_id })).await;
    walk.write(&admin.seen(2), "DELETE", "/repair-routes/{id}", &path, Value::Null).await;
}

async fn changes_of_cards(all: &Everything, walk: &mut Walk, card: &Value) {
    let custodian = &all.custodian;
    let path = format!("/assets/{}", card["id"].as_str().unwrap());
    walk.write(&custodian.seen(1), "PATCH", "/assets/{id}", &path, json!({ "brand": "青木" })).await;
    let split = json!({ "quantity": "3", "reason": "三把已坏" });
    let three = walk.write(&custodian.seen(2), "POST", "/assets/{id}/split", &format!("{path}/split"), split).await;
    let room = &all.ids["/api/v1/locations/{id}"];
    let moved = json!({ "items": [{ "asset_id": three["id"], "version": 1 }], "location_id": room, "reason": "搬到新教室" });
    walk.write(&custodian.with("idempotency-key", "move-1"), "POST", "/asset-moves", "/asset-moves", moved).await;
    let due = json!({ "kind": "warranty", "due_on": "2027-09-01" });
    let due = walk.write(custodian, "POST", "/assets/{id}/due-dates", &format!("{path}/due-dates"), due).await;
    let day = format!("/asset-due-dates/{}", due["id"].as_str().unwrap());
    walk.write(&custodian.seen(1), "PATCH", "/asset-due-dates/{id}", &day, json!({ "note": "三年" })).await;
    let done = json!({ "done_on": "2026-11-20", "next_due_on": "2028-09-01" });
    walk.write(&custodian.seen(2), "POST", "/asset-due-dates/{id}/done", &format!("{day}/done"), done).await;
    let next = custodian.get(&format!("/asset-due-dates?asset_id={}", card["id"].as_str().unwrap())).await.expect(200);
    let day = format!("/asset-due-dates/{}", next["items"][0]["id"].as_str().unwrap());
    walk.write(&custodian.seen(1), "DELETE", "/asset-due-dates/{id}", &day, Value::Null).await;
    let mut edit = json!({ "asset_ids": [card["id"]], "change": { "supplier": "城南家具" }, "dry_run": true });
    let seen = custodian.post("/asset-edits", edit.clone()).await.expect(200);
    edit["dry_run"] = json!(false);
    edit["state"] = seen["state"].clone();
    walk.write(&custodian.with("idempotency-key", "edit-1"), "POST", "/asset-edits", "/asset-edits", edit).await;
    walk.write(custodian, "POST", "/asset-labels", "/asset-labels", json!({ "asset_ids": [card["id"]] })).await;
    let path = format!("/assets/{}/void", three["id"].as_str().unwrap());
    walk.write(&custodian.seen(2), "POST", "/assets/{id}/void", &path, json!({ "reason": "登记错了" })).await;
}

async fn imports(all: &Everything, walk: &mut Walk) {
    let custodian = &all.custodian;
    let ledger = custodian.upload("另一份.csv", "text/csv", "资产名称,数量\n课桌,5\n".into()).await.expect(201);
    let file = json!({ "upload_id": ledger["id"] });
    walk.write(custodian, "POST", "/imports/comparisons", "/imports/comparisons", file.clone()).await;
    let import = walk.write(&custodian.with("idempotency-key", "i-1"), "POST", "/imports", "/imports", json!({ "file": file })).await;
    let path = format!("/imports/{}/undo", import["id"].as_str().unwrap());
    walk.write(&custodian.seen(1), "POST", "/imports/{id}/undo", &path, json!({ "reason": "导错了文件" })).await;
    let mut mapping = json!({ "name": "旧系统", "heads": ["名称"], "options": { "columns": { "名称": "name" } } });
    let kept = walk.write(custodian, "POST", "/import-mappings", "/import-mappings", mapping.clone()).await;
    let path = format!("/import-mappings/{}", kept["id"].as_str().unwrap());
    mapping["name"] = json!("旧系统导出");
    walk.write(&custodian.seen(1), "PUT", "/import-mappings/{id}", &path, mapping).await;
    walk.write(&custodian.seen(2), "DELETE", "/import-mappings/{id}", &path, Value::Null).await;
}

/// What cards are worth, and two months of it: one is closed, one given up.
async fn values(all: &Everything, walk: &mut Walk) {
    let principal = &all.school.principal;
    let desks = json!({
        "name": "课桌", "category_code": "A05010203", "original_value": "600.00", "details": { "booked_on": "2026-09-02" }
    });
    let desks = all.custodian.post("/assets", desks).await.expect(201);
    let path = format!("/assets/{}/value-events", desks["id"].as_str().unwrap());
    let more = json!({ "kind": "addition", "amount": "60.00", "effective_on": "2026-11-20", "voucher_no": "1", "reason": "加抽屉" });
    let keyed = principal.seen(1).with("idempotency-key", "value-1");
    walk.write(&keyed, "POST", "/assets/{id}/value-events", &path, more).await;
    let october = walk.write(principal, "POST", "/depreciation-runs", "/depreciation-runs", json!({ "period": "2026-10" })).await;
    let path = format!("/depreciation-runs/{}", october["id"].as_str().unwrap());
    let told = json!({ "rows": [{ "asset_no": desks["asset_no"], "accumulated": "20.00" }] });
    let seen = |run: &Value| principal.seen(run["version"].as_i64().unwrap());
    let compare = format!("{path}/compare");
    let october = walk.write(&seen(&october), "POST", "/depreciation-runs/{id}/compare", &compare, told).await;
    walk.file(principal, "/depreciation-runs/{id}/export", &format!("{path}/export")).await;
    let keyed = seen(&october).with("idempotency-key", "close-1");
    walk.write(&keyed, "POST", "/depreciation-runs/{id}/close", &format!("{path}/close"), json!({})).await;
    let november = principal.post("/depreciation-runs", json!({ "period": "2026-11" })).await.expect(201);
    let discard = format!("/depreciation-runs/{}/discard", november["id"].as_str().unwrap());
    walk.write(&seen(&november), "POST", "/depreciation-runs/{id}/discard", &discard, json!({ "reason": "x" })).await;
}

async fn templates(all: &Everything, walk: &mut Walk) {
    let custodian = &all.custodian;
    let columns = json!([{ "column": 2, "field": "name" }]);
    let mut form = json!({ "name": "又一张", "sheet": "上报表", "head_row": 3, "first_row": 4, "columns": columns });
    let mut body = form.clone();
    body["upload_id"] = json!(all.blank);
    let kept = walk.write(custodian, "POST", "/export-templates", "/export-templates", body).await;
    let path = format!("/export-templates/{}", kept["id"].as_str().unwrap());
    walk.write(custodian, "POST", "/export-templates/{id}/fill", &format!("{path}/fill"), json!({})).await;
    form["name"] = json!("换个名");
    walk.write(&custodian.seen(1), "PUT", "/export-templates/{id}", &path, form).await;
    walk.write(&custodian.seen(2), "DELETE", "/export-templates/{id}", &path, Value::Null).await;
}

async fn files(all: &Everything, walk: &mut Walk) {
    let before = walk.events().await;
    let upload = all.custodian.upload("说明.txt", "text/plain", "说明".into()).await.expect(201);
    assert!(walk.events().await > before, "an upload left no audit event");
    walk.seen.insert("POST /api/v1/uploads".into());
    let path = all.path("/api/v1/assets/{id}/attachments");
    let body = json!({ "upload_ids": [upload["id"]], "kind": "document" });
    let added = walk.write(&all.custodian, "POST", "/assets/{id}/attachments", &path, body).await;
    let path = format!("{path}/{}", added["items"][0]["id"].as_str().unwrap());
    walk.write(&all.custodian, "DELETE", "/assets/{id}/attachments/{attachment_id}", &path, Value::Null).await;
}

async fn views(all: &Everything, walk: &mut Walk) {
    let teacher = &all.teacher;
    let body = json!({ "list": "assets", "name": "闲置的", "query": "status=idle" });
    let view = walk.write(teacher, "POST", "/saved-views", "/saved-views", body).await;
    let path = format!("/saved-views/{}", view["id"].as_str().unwrap());
    walk.write(&teacher.seen(1), "PATCH", "/saved-views/{id}", &path, json!({ "shared": true })).await;
    walk.write(&teacher.seen(2), "DELETE", "/saved-views/{id}", &path, Value::Null).await;
}

async fn year(all: &Everything, walk: &mut Walk) {
    let admin = &all.school.admin;
    walk.write(&admin.seen(1), "PUT", "/school-address", "/school-address", json!({ "public_url": "https://school.test" })).await;
    let day = json!({ "kind": "makeup_workday", "name": "补课" });
    walk.write(&admin.seen(0), "PUT", "/calendar-days/{day}", "/calendar-days/2026-12-26", day).await;
    let spring = json!({ "school_year": 2026, "season": "spring", "starts_on": "2027-02-24", "ends_on": "2027-07-04" });
    let term = walk.write(admin, "POST", "/terms", "/terms", spring).await;
    let path = format!("/terms/{}", term["id"].as_str().unwrap());
    walk.write(&admin.seen(1), "PATCH", "/terms/{id}", &path, json!({ "ends_on": "2027-07-02" })).await;
    walk.write(&admin.seen(2), "DELETE", "/terms/{id}", &path, Value::Null).await;
    let undo = all.path("/api/v1/class-advances/{id}/undo");
    walk.write(&admin.seen(1), "POST", "/class-advances/{id}/undo", undo.trim_start_matches("/api/v1"), json!({})).await;
    let class = walk.write(admin, "POST", "/classes", "/classes", json!({ "grade": 6, "number": 1 })).await;
    let path = format!("/classes/{}", class["id"].as_str().unwrap());
    walk.write(&admin.seen(1), "PATCH", "/classes/{id}", &path, json!({ "size": 40 })).await;
    let seen = admin.get("/class-advances/proposal?new_classes=0").await.expect(200);
    let rows = seen["classes"].as_array().unwrap();
    let stays: Vec<_> = rows.iter().filter(|c| !c["name_after"].is_null()).map(|c| json!({ "class_id": c["class_id"] })).collect();
    let body = json!({ "to_year": seen["to_year"], "leaving_grade": 6, "state": seen["state"], "classes": stays });
    walk.write(&admin.with("idempotency-key", "year-2"), "POST", "/class-advances", "/class-advances", body).await;
    let rule = json!({ "value": 2, "valid_from": "2026-12-01", "source": "校务会", "reason": "催得紧" });
    walk.write(&admin.seen(0), "PUT", "/policies/{key}", "/policies/repair.auto_accept_working_days", rule).await;
}

async fn tree(all: &Everything, walk: &mut Walk) {
    let admin = &all.school.admin;
    let zone = admin.post("/locations", json!({ "kind": "zone", "name": "后院" })).await.expect(201);
    let building = admin.get("/locations?kind=building").await.expect(200)["items"][0]["id"].clone();
    let path = format!("/locations/{}", zone["id"].as_str().unwrap());
    let below = json!({ "parent_id": building, "reason": "归致远楼管" });
    walk.write(&admin.seen(1), "POST", "/locations/{id}/move", &format!("{path}/move"), below).await;
    walk.write(&admin.seen(2), "POST", "/locations/{id}/close", &format!("{path}/close"), json!({ "reason": "改造" })).await;
    walk.write(&admin.seen(3), "POST", "/locations/{id}/reopen", &format!("{path}/reopen"), json!({})).await;
}

async fn notices(all: &Everything, walk: &mut Walk) {
    let (admin, teacher) = (&all.school.admin, &all.teacher);
    let preferences = json!({ "mail": "off", "muted": ["repair_case.waiting"] });
    walk.write(&teacher.seen(1), "PUT", "/me/notice-preferences", "/me/notice-preferences", preferences).await;
    let hook = json!({ "kind": "webhook", "name": "另一个系统", "address": "https://hooks.example.com/x", "secret": "s" });
    let hook = walk.write(admin, "POST", "/notice-channels", "/notice-channels", hook).await;
    let path = format!("/notice-channels/{}", hook["id"].as_str().unwrap());
    let tested = walk.write(admin, "POST", "/notice-channels/{id}/test", &format!("{path}/test"), json!({})).await;
    walk.raw.execute_unprepared("UPDATE notice_delivery SET status = 'failed'").await.unwrap();
    let again = format!("/notice-deliveries/{}/send-again", tested["id"].as_str().unwrap());
    walk.write(admin, "POST", "/notice-deliveries/{id}/send-again", &again, json!({})).await;
    walk.write(&admin.seen(1), "PATCH", "/notice-channels/{id}", &path, json!({ "enabled": false })).await;
    walk.write(&admin.seen(2), "DELETE", "/notice-channels/{id}", &path, Value::Null).await;
}

async fn cases(all: &Everything, walk: &mut Walk) {
    let (teacher, worker, director) = (&all.teacher, &all.worker, &all.director);
    let room = all.ids["/api/v1/locations/{id}"].as_str();
    let body = json!({ "location_id": room, "faults": [{ "category": "network" }] });
    let case = walk.write(teacher, "POST", "/repair-cases", "/repair-cases", body).await["items"][0].clone();
    let path = format!("/repair-cases/{}/joins", case["id"].as_str().unwrap());
    walk.write(director, "POST", "/repair-cases/{id}/joins", &path, json!({ "text": "我也是" })).await;
    let case = walk.step(director, &case, "triage", json!({ "priority": 2 })).await;
    let case = walk.step(director, &case, "assign", json!({ "worker_id": worker.person_id })).await;
    let case = walk.step(worker, &case, "start", json!({})).await;
    let case = walk.step(worker, &case, "wait", json!({ "on": "material", "note": "等水龙头" })).await;
    let case = walk.step(director, &case, "defer", json!({ "until": "2026-12-01", "reason": "放假再修" })).await;
    let case = walk.step(worker, &case, "take", json!({})).await;
    let case = walk.step(worker, &case, "finish", json!({ "damage": "natural_wear" })).await;
    let case = walk.step(teacher, &case, "refuse", json!({ "reason": "还不行" })).await;
    let case = walk.step(worker, &case, "finish", json!({ "damage": "natural_wear" })).await;
    let case = walk.step(teacher, &case, "confirm", json!({})).await;
    walk.step(teacher, &case, "reopen", json!({ "reason": "又坏了" })).await;
    let path = format!("/repair-cases/{}/attachments", case["id"].as_str().unwrap());
    let slip = director.upload("维修单.txt", "text/plain", "换锁芯".into()).await.expect(201);
    let slip = json!({ "upload_ids": [slip["id"]], "kind": "document", "purpose": "done" });
    let slip = walk.write(director, "POST", "/repair-cases/{id}/attachments", &path, slip).await;
    let path = format!("{path}/{}", slip["items"][0]["id"].as_str().unwrap());
    walk.write(director, "DELETE", "/repair-cases/{id}/attachments/{attachment_id}", &path, Value::Null).await;
    let second = report(teacher, room).await;
    walk.step(director, &second, "reject", json!({ "reason": "不归学校修" })).await;
    let third = report(teacher, room).await;
    walk.step(teacher, &third, "cancel", json!({})).await;
}

async fn at_the_door(all: &Everything, walk: &mut Walk) {
    let nobody = all.school.app.nobody();
    let sign = format!("/signs/{}", all.ids["/api/v1/signs/{code}"]);
    let faults = json!({ "faults": [{ "category": "furniture" }, { "category": "window" }, { "category": "other" }] });
    let reported = walk.write(&nobody, "POST", "/signs/{code}/repair-cases", &format!("{sign}/repair-cases"), faults).await;
    let before = walk.events().await;
    let photo = nobody.upload_to(&format!("{sign}/uploads"), "a.png", "image/png", samples::png(5, 5)).await;
    assert!(photo.status == 201 && walk.events().await > before, "a photo at the door left no audit event");
    walk.seen.insert("POST /api/v1/signs/{code}/uploads".into());
    let number = &reported["cases"][0]["number"];
    walk.write(&nobody, "POST", "/signs/{code}/joins", &format!("{sign}/joins"), json!({ "number": number })).await;
    let code = |n: usize| reported["cases"][n]["follow_up_code"].as_str().unwrap().to_owned();
    let cancel = format!("/follow-ups/{}/cancel", code(1));
    walk.write(&nobody.seen(1), "POST", "/follow-ups/{code}/cancel", &cancel, json!({})).await;
    let list = all.worker.get(&format!("/repair-cases?q={}", number.as_str().unwrap())).await.expect(200);
    let case = walk.step(&all.worker, &list["items"][0], "take", json!({})).await;
    let mut case = walk.step(&all.worker, &case, "finish", json!({ "damage": "natural_wear" })).await;
    for (act, body) in [("refuse", json!({ "reason": "没好" })), ("confirm", json!({})), ("reopen", json!({ "reason": "又坏" }))] {
        if act == "confirm" {
            case = walk.step(&all.worker, &case, "finish", json!({ "damage": "natural_wear" })).await;
        }
        let path = format!("/follow-ups/{}/{act}", code(0));
        case["version"] = json!(case["version"].as_i64().unwrap());
        let client = nobody.seen(case["version"].as_i64().unwrap());
        let page = walk.write(&client, "POST", &format!("/follow-ups/{{code}}/{act}"), &path, body).await;
        case["version"] = page["version"].clone();
    }
}

async fn schools(all: &Everything, walk: &mut Walk) {
    let district = all.school.app.district("东城学区").await;
    let founder = |name: &str, no: &str| json!({ "name": name, "staff_no": no, "password": "stone-bridge-46" });
    let school = json!({ "school": { "name": "新学校" }, "administrator": founder("甲", "X1"), "second_key_holder": founder("乙", "X2") });
    let added = walk.write(&district.admin, "POST", "/schools", "/schools", school).await;
    let there = json!({ "school_id": added["id"] });
    walk.write(&district.reader, "POST", "/session/school", "/session/school", there).await;
    let person = all.school.admin.post("/people", json!({ "name": "两校老师" })).await.expect(201);
    let slips = all.school.admin.post("/sign-in-slips", json!({ "people": [person["id"]] })).await.expect(201);
    let code = json!({ "code": slips["items"][0]["code"] });
    let other = all.school.app.nobody();
    let signed_in = other.post("/session", json!({ "login": "X1", "password": "stone-bridge-46" })).await;
    let mut other = other.clone();
    other.token = signed_in.cookie("steward_access");
    walk.write(&other, "POST", "/me/schools", "/me/schools", code).await;
}

async fn sessions(all: &Everything, walk: &mut Walk) {
    let before = walk.events().await;
    let export = all.school.principal.post("/audit-exports", json!({ "filter": { "action": "repair_case.reported" } })).await;
    assert!(export.status == 200 && walk.events().await > before, "an export of the trail left no audit event");
    walk.seen.insert("POST /api/v1/audit-exports".into());
    let nobody = all.school.app.nobody();
    let credentials = json!({ "login": "T001", "password": test_support::PASSWORD });
    walk.write(&nobody, "POST", "/session", "/session", credentials).await;
    let teacher = all.school.app.sign_in("T001").await;
    let other =
        teacher.get("/sessions").await.expect(200)["items"].as_array().unwrap().iter().find(|s| s["current"] == false).unwrap()["id"]
            .clone();
    walk.write(&teacher, "DELETE", "/sessions/{id}", &format!("/sessions/{}", other.as_str().unwrap()), Value::Null).await;
    walk.write(&teacher, "DELETE", "/session", "/session", Value::Null).await;
    let teacher = all.school.app.sign_in("T001").await;
    own_security(all, walk, &teacher).await;
    let change = json!({ "current": test_support::PASSWORD, "new": "new-stone-bridge-44" });
    walk.write(&teacher, "POST", "/me/password", "/me/password", change).await;
}

async fn own_security(all: &Everything, walk: &mut Walk, teacher: &Client) {
    let password = json!(test_support::PASSWORD);
    let browser = authenticator::at(teacher, authenticator::HOST);
    let asked = browser.post("/me/passkeys/options", json!({ "password": password })).await.expect(200);
    let (mut phone, credential) = authenticator::Passkey::made(&asked["options"], authenticator::HOST);
    let body = json!({ "name": "手机", "state": asked["state"], "credential": credential });
    let made = walk.write(&browser, "POST", "/me/passkeys", "/me/passkeys", body).await;
    let proof = authenticator::proof(&all.school, &mut phone).await;
    let nobody = authenticator::at(&all.school.app.nobody(), authenticator::HOST);
    walk.write(&nobody, "POST", "/session/passkey", "/session/passkey", proof).await;
    let path = format!("/me/passkeys/{}", made["id"].as_str().unwrap());
    walk.write(teacher, "DELETE", "/me/passkeys/{id}", &path, Value::Null).await;
    let begun = browser.post("/me/openid/authorization", json!({ "password": password })).await.expect(200);
    walk.write(teacher, "POST", "/me/openid", "/me/openid", all.openid.recognises(&begun, "T001")).await;
    let begun = nobody.post("/session/openid/authorization", json!({})).await.expect(200);
    let proof = nobody.post("/session/openid/proof", all.openid.recognises(&begun, "T001")).await.expect(200);
    walk.write(&nobody, "POST", "/session/openid", "/session/openid", json!({ "proof": proof["proof"] })).await;
    walk.write(teacher, "DELETE", "/me/openid", "/me/openid", Value::Null).await;
    walk.write(teacher, "POST", "/session/step-up", "/session/step-up", json!({ "password": password })).await;
    walk.write(teacher, "PUT", "/me/pin", "/me/pin", json!({ "pin": "480215", "password": password })).await;
    walk.write(teacher, "DELETE", "/me/pin", "/me/pin", Value::Null).await;
    mail_address(all, walk, teacher).await;
    for taken in [false, true] {
        let begun = walk.write(teacher, "POST", "/me/totp", "/me/totp", json!({ "password": password })).await;
        let code = json!({ "code": second_factor::code(&all.school, begun["secret"].as_str().unwrap(), 0) });
        let told = walk.write(teacher, "POST", "/me/totp/confirm", "/me/totp/confirm", code).await;
        if taken {
            let path = format!("/people/{}/second-factor", teacher.person_id);
            walk.write(&all.school.admin, "DELETE", "/people/{id}/second-factor", &path, Value::Null).await;
        } else {
            let give_up = json!({ "password": password, "code": told["codes"][0] });
            walk.write(teacher, "POST", "/me/totp/remove", "/me/totp/remove", give_up).await;
        }
    }
}

/// The letter is sent nowhere here: its code is written past the product.
async fn mail_address(all: &Everything, walk: &mut Walk, teacher: &Client) {
    let server = json!({
        "kind": "smtp", "name": "邮箱", "address": "mail.example.com", "mail": { "port": 465, "security": "tls", "from": "zongwu@school.cn" }
    });
    let servers = all.school.admin.rows("/notice-channels").await;
    if !servers.iter().any(|channel| channel["kind"] == "smtp") {
        all.school.admin.post("/notice-channels", server).await.expect(201);
    }
    let entered = json!({ "address": "li@school.cn", "password": test_support::PASSWORD });
    walk.write(teacher, "POST", "/me/mail-address", "/me/mail-address", entered).await;
    let code = "7K3M9QXT2WBC4N8P";
    let kept = Statement::from_sql_and_values(
        walk.raw.get_database_backend(),
        "UPDATE account_mail SET code_hash = $1",
        [Sha256::digest(code.as_bytes()).to_vec().into()],
    );
    walk.raw.execute_raw(kept).await.unwrap();
    let nobody = all.school.app.nobody();
    walk.write(&nobody, "POST", "/mail-addresses/confirm", "/mail-addresses/confirm", json!({ "code": code })).await;
    walk.write(teacher, "DELETE", "/me/mail-address", "/me/mail-address", Value::Null).await;
}
