//! One call for each operation of the description that would do something: by somebody who may, on a row that is there, with a
//! body that fits. The cases of the catalogue break one thing of it at a time.

use serde_json::{Value, json};
use test_support::{Client, Contract, PASSWORD, Response};

use crate::coverage::fixtures::Everything;

pub struct Call {
    pub method: String,
    pub template: String,
    pub path: String,
    pub client: Client,
    /// A body with every field that the operation knows; `None` where it takes none.
    pub body: Option<Value>,
    pub if_match: bool,
}

impl Call {
    pub fn what(&self) -> String {
        format!("{} {}", self.method, self.template)
    }

    /// Sends it with another body, from the first version.
    pub async fn with_body(&self, body: impl ToString) -> Response {
        self.raw(&self.path, Some(body.to_string().into_bytes())).await
    }

    /// Sends it to another path.
    pub async fn at(&self, path: &str) -> Response {
        self.raw(path, self.body.as_ref().map(|b| b.to_string().into_bytes())).await
    }

    async fn raw(&self, path: &str, body: Option<Vec<u8>>) -> Response {
        let client = self.client.seen(1).with("idempotency-key", "the-same-for-all");
        client.send(self.method.parse().unwrap(), path, body).await
    }

    /// The schema of its body in the description.
    pub fn schema(&self) -> &'static Value {
        let api = Contract::published().api();
        let operation = &api["paths"][&self.template][self.method.to_lowercase()];
        resolve(&operation["requestBody"]["content"]["application/json"]["schema"])
    }
}

/// A schema without the reference and without the null that stands for "may be left out".
pub fn resolve(schema: &'static Value) -> &'static Value {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap();
        return resolve(&Contract::published().api()["components"]["schemas"][name]);
    }
    // One of several shapes has no fields of its own: the body of the calls shows one of them.
    let shapes: Vec<_> = schema["oneOf"].as_array().into_iter().flatten().filter(|s| s["type"] != "null").collect();
    if let [one] = shapes.as_slice() { resolve(one) } else { schema }
}

/// Whether a field may be `null`.
pub fn nullable(schema: &Value) -> bool {
    let null = |s: &Value| s["type"] == "null" || s["type"].as_array().is_some_and(|t| t.contains(&json!("null")));
    null(schema) || schema["oneOf"].as_array().is_some_and(|all| all.iter().any(null))
}

/// Every operation, those that write and those that read.
pub fn all(all: &Everything) -> Vec<Call> {
    let operations = Contract::published().operations();
    operations.into_iter().map(|(method, template, description)| call(all, method, template, description)).collect()
}

/// Every operation that takes a JSON body.
pub fn with_bodies(everything: &Everything) -> Vec<Call> {
    let found: Vec<Call> = all(everything).into_iter().filter(|c| c.body.is_some()).collect();
    assert!(found.len() > 25, "only {} operations take a body", found.len());
    found
}

fn call(all: &Everything, method: String, template: String, description: &Value) -> Call {
    let permission = description["x-permission"].as_str().unwrap();
    // Files are sent as they are; their own cases break them.
    let takes_json = !description["requestBody"]["content"]["application/json"].is_null();
    let body = takes_json.then(|| body(all, &method, &template));
    Call { path: all.path(&template), client: caller(all, permission), if_match: description["x-if-match"] == true, body, method, template }
}

/// Somebody who holds the permission for the rows of the fixture.
pub fn caller(all: &Everything, permission: &str) -> Client {
    let client = match permission {
        "files.upload" => &all.custodian,
        "assets.record_value" => &all.school.principal,
        key if key.starts_with("depreciation.") => &all.school.principal,
        key if key.starts_with("assets.") => &all.custodian,
        "role_grants.confirm" | "delegations.decide" => &all.school.principal,
        "auditor_seats.manage" | "auditor_seats.view" | "audit_packages.make" => &all.school.principal,
        "delegations.own" => &all.director,
        "suppliers.bank" => &all.school.principal,
        key if key.starts_with("suppliers.") || key.starts_with("quotes.") => &all.director,
        key if key.starts_with("purchase_requests.") => &all.teacher,
        key if key.starts_with("signed_scans.") || key.starts_with("publications.") || key == "purchase_spending.view" => &all.director,
        key if key.starts_with("orders.") => &all.custodian,
        "control_exceptions.view" | "school_home.view" => &all.director,
        key if key.starts_with("term_summaries.") => &all.director,
        "exceptions.cosign" => &all.custodian,
        "goods_receipts.post" => &all.school.principal,
        key if key.starts_with("goods_receipts.") => &all.teacher,
        key if key.starts_with("budgets.") => &all.school.principal,
        key if key.starts_with("approvals.") => &all.director,
        key if key.starts_with("ledgers.") => &all.bookkeeper,
        key if key.starts_with("stores.") => &all.custodian,
        key if key.starts_with("requisitions.") => &all.teacher,
        key if key.starts_with("inspections.") => &all.director,
        "canteen.oversee" => &all.director,
        key if key.starts_with("canteen.") => &all.manager,
        "account.own" | "repair_cases.accept" | "notices.own" | "stock_issues.own" => &all.teacher,
        "repair_cases.report" | "repair_cases.take" | "repair_cases.work" => &all.worker,
        key if key.starts_with("repair_cases.") => &all.director,
        "follow_ups.view"
        | "signs.view"
        | "signs.report"
        | "school.set_up"
        | "session.sign_in"
        | "session.renew"
        | "auditor_seats.open"
        | "session.redeem_slip" => {
            return all.school.app.nobody();
        }
        _ => &all.school.admin,
    };
    client.clone()
}

/// A body with every field that there is.
fn body(all: &Everything, method: &str, template: &str) -> Value {
    let room = &all.ids["/api/v1/locations/{id}"];
    let card = json!({
        "name": "课椅", "category_code": "A05010304", "quantity": "2", "unit": "把", "unit_price": "83.00", "original_value": "166.00",
        "spec_model": "K1", "brand": "青木", "serial_no": "S1", "location_id": room, "department": "总务处",
        "custodian_id": all.custodian.person_id, "acquired_on": "2026-09-01", "acquisition_method": "新购", "supplier": "城南家具",
        "remarks": "开学前买的", "asset_no": "Z-1", "using_department": "教务处", "user_person_id": all.custodian.person_id,
        "responsible_person_id": all.custodian.person_id, "details": details(json!({ "for": "furniture", "material": "钢木" }))
    });
    let founder = json!({ "name": "某人", "staff_no": "X1", "password": PASSWORD, "also_teacher": false });
    let fault = json!({ "category": "furniture", "danger": false });
    let template = template.trim_start_matches("/api/v1");
    if let Some(body) = crate::procurement::kept::body(method, template, &all.kept, &all.teacher.person_id) {
        return body;
    }
    if let Some(body) = crate::canteen::body(all, template) {
        return body;
    }
    match (method, template) {
        ("POST", "/assets") => card,
        ("PATCH", "/assets/{id}") => change(),
        ("POST", "/asset-edits") => json!({
            "asset_ids": [all.ids["/api/v1/assets/{id}"]], "change": change(), "dry_run": false, "state": "x", "filter": list_filter(all)
        }),
        ("POST", "/imports/dry-run" | "/imports/comparisons") => ledger(all),
        ("POST", "/imports") => json!({ "file": ledger(all), "leave_out_refused": true }),
        ("POST", "/imports/{id}/undo") => json!({ "reason": "导错了文件" }),
        ("POST", "/import-mappings") | ("PUT", "/import-mappings/{id}") => {
            json!({ "name": "旧系统", "heads": ["名称"], "options": import_options() })
        }
        ("POST", "/assets/{id}/due-dates") => json!({ "kind": "warranty", "due_on": "2027-09-01", "note": "三年" }),
        ("PATCH", "/asset-due-dates/{id}") => json!({ "due_on": "2027-09-02", "note": "三年" }),
        ("POST", "/asset-due-dates/{id}/done") => json!({ "done_on": "2026-11-20", "next_due_on": "2028-09-01", "note": "换了" }),
        ("POST", "/assets/{id}/value-events") => json!({
            "kind": "revaluation", "amount": "1200.00", "life_months": 120, "effective_on": "2026-11-24", "voucher_no": "记-1", "reason": "加装内存"
        }),
        ("POST", "/depreciation-runs") => json!({ "period": "2026-10" }),
        ("POST", "/depreciation-runs/{id}/compare") => json!({ "rows": [{ "asset_no": "ZC2026-000001", "accumulated": "1.00" }] }),
        ("POST", "/depreciation-runs/{id}/close") => json!({ "voucher_no": "记-2" }),
        ("POST", "/depreciation-runs/{id}/discard") => json!({ "reason": "算错了月份" }),
        ("POST", "/depreciation-runs/{id}/export") => json!({ "format": "csv", "differs": false }),
        ("POST", "/assets/{id}/split") => json!({ "quantity": "1", "reason": "一台已坏" }),
        ("POST", "/assets/{id}/void") => json!({ "reason": "登记重复" }),
        ("POST", "/asset-moves") => json!({
            "items": [{ "asset_id": all.ids["/api/v1/assets/{id}"], "version": 1, "quantity": "1" }], "location_id": room,
            "custodian_id": all.custodian.person_id, "user_person_id": all.teacher.person_id,
            "responsible_person_id": all.teacher.person_id, "department": "总务处", "using_department": "教务处", "reason": "换教室"
        }),
        ("POST", "/audit-exports") => json!({ "filter": {
            "actor_id": all.teacher.person_id, "action": "repair_case.reported", "subject_id": room, "subject_kind": "asset", "q": "X",
            "from": "2026-11-01T00:00:00Z", "to": "2026-12-01T00:00:00Z"
        }}),
        ("POST", "/asset-exports") => json!({
            "format": "csv", "columns": ["asset_no", "name"],
            "filter": list_filter(all)
        }),
        ("POST", "/export-templates") => template_of(all),
        ("PUT", "/export-templates/{id}") => a_form(),
        ("POST", "/export-templates/{id}/fill") => json!({ "filter": list_filter(all) }),
        ("POST", "/asset-labels") => json!({ "asset_ids": [all.ids["/api/v1/assets/{id}"]], "filter": list_filter(all) }),
        ("PUT", "/me/notice-preferences") => json!({
            "mail": "digest", "mail_address": "li@school.cn", "quiet_from": "21:30", "quiet_until": "06:30", "muted": ["repair_case.waiting"]
        }),
        ("POST", "/notice-channels") => channel(),
        ("PATCH", "/notice-channels/{id}") => {
            let mut change = channel();
            change.as_object_mut().unwrap().remove("kind");
            change["enabled"] = json!(true);
            change
        }
        ("POST", "/saved-views") => json!({ "list": "assets", "name": "没有人管的", "query": "without=custodian", "shared": true }),
        ("PATCH", "/saved-views/{id}") => json!({ "name": "没有人管的", "query": "without=custodian", "shared": true }),
        ("POST", "/assets/batches") => json!({ "card": card, "count": 2, "serial_numbers": ["S1", "S2"] }),
        ("POST", "/repair-cases/{id}/attachments") => {
            json!({ "upload_ids": [all.upload], "kind": "photo", "purpose": "reported", "caption": "正面" })
        }
        ("POST", "/assets/{id}/attachments") => json!({ "upload_ids": [all.upload], "kind": "photo", "caption": "正面" }),
        ("POST", "/locations") => json!({ "parent_id": null, "kind": "zone", "name": "操场", "room_use": "活动" }),
        ("POST", "/locations/generate") => json!({
            "campus_id": null, "building": "博学楼", "floors": 1, "rooms_per_floor": 2, "first_floor": 1, "prefix": "A", "dry_run": false
        }),
        ("POST", "/locations/{id}/move") => json!({ "parent_id": null, "reason": "教室调整" }),
        ("POST", "/locations/{id}/close") => json!({ "reason": "改造" }),
        ("PUT", "/calendar-days/{day}") => json!({ "kind": "holiday", "name": "运动会" }),
        ("POST", "/terms") => {
            json!({ "school_year": 2026, "season": "spring", "starts_on": "2027-02-24", "ends_on": "2027-07-04" })
        }
        ("PATCH", "/terms/{id}") => json!({ "starts_on": "2026-09-01", "ends_on": "2027-01-22" }),
        ("POST", "/classes") => {
            json!({ "grade": 1, "number": 9, "size": 40, "room_id": room, "class_teacher_id": all.teacher.person_id })
        }
        ("PATCH", "/classes/{id}") => json!({
            "grade": 3, "number": 1, "size": 40, "room_id": room, "class_teacher_id": all.teacher.person_id, "active": true
        }),
        ("POST", "/class-advances") => json!({
            "to_year": 2028, "leaving_grade": 4, "state": "x", "dry_run": true, "classes": [{
                "class_id": all.ids["/api/v1/classes/{id}"], "number": 2, "size": 40, "room_id": room,
                "class_teacher_id": all.teacher.person_id
            }]
        }),
        ("PUT", "/policies/{key}") => {
            json!({ "value": "300.00", "valid_from": "2026-12-01", "source": "校务会", "reason": "试行期满" })
        }
        ("PATCH", "/locations/{id}") => json!({ "name": "101", "room_use": "教室", "responsible_person_id": all.teacher.person_id }),
        ("POST", "/me/password") => json!({ "current": "not-the-password", "new": "new-stone-bridge-44" }),
        ("PUT", "/me/pin") => json!({ "pin": "480215", "password": "not-the-password" }),
        ("POST", "/me/mail-address") => json!({ "address": "li@school.cn", "password": "not-the-password" }),
        ("POST", "/mail-addresses/confirm") => json!({ "code": "7K3M9QXT2WBC4N8P" }),
        ("POST", "/password-resets") => json!({ "login": "nobody" }),
        ("POST", "/me/totp") => json!({ "password": "not-the-password" }),
        ("POST", "/me/totp/confirm") => json!({ "code": "480215" }),
        ("POST", "/me/totp/remove") => json!({ "password": "not-the-password", "code": "480215" }),
        ("POST", "/session/step-up") => {
            json!({ "pin": "480215", "password": "not-the-password", "passkey": { "state": "AAAA", "credential": {} } })
        }
        ("POST", "/me/openid/authorization") => json!({ "password": "not-the-password" }),
        ("POST", "/me/openid" | "/session/openid/proof") => json!({ "ceremony": "AAAA", "code": "AAAA", "state": "AAAA" }),
        ("POST", "/session/openid") => json!({ "proof": "AAAA", "one_time_code": "480215" }),
        ("POST", "/me/passkeys/options") => json!({ "password": "not-the-password" }),
        ("POST", "/me/passkeys") => json!({ "name": "手机", "state": "AAAA", "credential": {} }),
        ("POST", "/session/passkey") => json!({ "state": "AAAA", "credential": {} }),
        ("POST", "/people") => json!({ "name": "新老师", "staff_no": "N1", "phone": "13800000000", "department": "教务处" }),
        ("PATCH", "/people/{id}") => json!({ "name": "李老师", "staff_no": "T001", "phone": "13800000000", "department": "教务处" }),
        ("POST", "/people/{id}/account") => json!({ "password": "stone-bridge-43" }),
        ("POST", "/people/{id}/role-grants") => {
            json!({ "role": "repair_worker", "places": [room], "valid_from": "2026-12-01", "valid_until": "2027-07-31" })
        }
        ("POST", "/role-grant-confirmations") => json!({ "items": [{ "id": all.ids["/api/v1/role-grants/{id}"], "version": 1 }] }),
        ("POST", "/me/delegations" | "/people/{id}/delegations") => json!({
            "to_id": all.custodian.person_id, "roles": ["logistics_director"], "starts_on": "2026-12-01", "ends_on": "2026-12-04", "reason": "外出培训"
        }),
        ("PUT", "/roles/{code}/label") => json!({ "label": "水电师傅" }),
        ("POST", "/people/{id}/disable") => json!({ "left_on": "2026-11-20" }),
        ("POST", "/repair-cases") => json!({
            "location_id": room, "faults": [fault], "text": "桌腿断了", "asset_id": all.ids["/api/v1/assets/{id}"],
            "on_behalf": { "name": "门卫", "phone": "13900000000", "channel": "phone" }, "happened_at": "2026-11-23T02:00:00Z",
            "fixed_on_the_spot": { "work_note": "拧紧了", "damage": "natural_wear", "upload_ids": [] }, "upload_ids": []
        }),
        ("POST", "/repair-routes") => json!({
            "category": "window", "building_id": null, "worker_id": all.worker.person_id, "deputy_id": all.worker.person_id
        }),
        ("PUT", "/repair-routes/{id}") => json!({ "worker_id": all.worker.person_id, "deputy_id": all.worker.person_id }),
        ("POST", "/rosters/dry-run") => json!({ "upload_id": all.roster }),
        ("POST", "/rosters") => json!({ "upload_id": all.roster, "role": "staff", "leave_out_refused": true }),
        ("POST", "/sign-in-slips") => json!({ "people": [all.teacher.person_id], "on_screen": true }),
        ("POST", "/auditor-seats") => {
            json!({ "code": "7K3M9QXT2WBC4N8P", "name": "陈审计", "unit": "县审计局", "password": "stone-bridge-46" })
        }
        ("POST", "/auditor-seats/{id}/end") => json!({ "reason": "审计组已离校" }),
        ("POST", "/sign-in-slips/owner") => json!({ "code": "7K3M9QXT2WBC4N8P" }),
        ("POST", "/sign-in-slips/redeem") => {
            json!({ "code": "7K3M9QXT2WBC4N8P", "password": "stone-bridge-46", "one_time_code": "480215" })
        }
        ("POST", "/session") => json!({ "login": "nobody", "password": "not-the-password", "one_time_code": "480215" }),
        ("POST", "/setup") => json!({
            "token": "x", "administrator": founder, "second_key_holder": founder,
            "school": { "name": "又一校", "kind": "school", "time_zone": "Asia/Shanghai", "public_url": "http://a.test" }
        }),
        ("POST", "/schools") => json!({ "school": { "name": "又一校" }, "administrator": founder, "second_key_holder": founder }),
        ("POST", "/session/school") => json!({ "school_id": all.school_id }),
        ("PUT", "/school-address") => json!({ "public_url": "http://a.test" }),
        ("POST", "/me/schools") => json!({ "code": "7K3M9QXT2WBC4N8P" }),
        ("POST", "/signs/{code}/joins") => json!({ "number": "BX20261124-0001", "text": "我也是", "reporter_name": "家长" }),
        ("POST", "/signs/{code}/repair-cases") => {
            json!({ "faults": [fault], "text": "灯不亮", "reporter_name": "家长", "phone": "13700000000", "upload_ids": [] })
        }
        ("POST", "/purchase-requests") | ("PUT", "/purchase-requests/{id}") => json!({
            "purpose": "换窗帘", "fund": "public", "needed_by": "2026-12-01", "reuse": "尺寸不合",
            "lines": [{ "name": "遮光窗帘", "spec": "2.4 米", "unit": "幅", "quantity": "2", "unit_price": "83.00" }]
        }),
        ("POST", "/petty-purchases") | ("PUT", "/petty-purchases/{id}") => json!({
            "witness_id": all.worker.person_id, "shop": "校门口五金店", "bought_on": "2026-11-23", "purpose": "换角阀", "fund": "public",
            "invoice_no": "26412000001234567890", "repair_case_id": all.ids["/api/v1/repair-cases/{id}"], "upload_ids": [all.upload],
            "lines": [{ "name": "角阀", "spec": "DN15", "unit": "只", "quantity": "1", "unit_price": "38.00" }]
        }),
        ("POST", "/petty-purchases/{id}/cancel") => json!({ "reason": "退货了" }),
        ("POST", "/petty-purchases/post") => json!({
            "items": [{ "id": all.ids["/api/v1/petty-purchases/{id}"], "version": 1 }], "mode": "centre", "voucher_no": "记-2026-11-0032",
            "posted_on": "2026-11-24", "submitted_on": "2026-11-24"
        }),
        ("POST", "/purchase-orders") => json!({
            "request_id": all.ordered.request, "supplier_id": all.kept.supplier, "other_buyer_id": all.worker.person_id,
            "exception": { "rule": "SD4", "reason": "其他人都在外地培训", "cosigner_id": all.teacher.person_id },
            "expected_on": "2026-12-01", "note": "送到总务处", "lines": [{ "position": 0, "quantity": "1", "unit_price": "10.00", "food": false }]
        }),
        ("POST", "/budgets") => {
            json!({ "year": 2026, "fund": "public", "amount": "1.00", "reason": "年中追加", "allotted_before": "10000.00" })
        }
        ("POST", "/goods-receipts") => json!({
            "order_id": all.ordered.order, "delivered_on": "2026-11-24", "note": "周五送来", "acceptor_ids": [all.director.person_id],
            "exception": { "rule": "SD2", "reason": "其他人都在外地培训", "cosigner_id": all.school.principal.person_id },
            "using_side_id": all.director.person_id, "supplier_signer": "李送货", "invoice_nos": ["26412000001234567891"], "invoice_upload_ids": [],
            "lines": [{
                "position": 0, "delivered": "2", "accepted": "1", "refusal_reason": "坏的", "refusal_upload_ids": [all.ordered.paper],
                "destination": { "kind": "used" }, "refused_goods": "returned",
                "food": {
                    "brand": "青山", "lot_no": "A1", "produced_on": "2026-11-01", "expires_on": "2026-12-01", "shelf_life_days": 30,
                    "certificate_nos": ["HG-1"], "quarantine_no": "DJ-1", "meat_quality_no": "RP-1", "temperature_c": 3
                }
            }]
        }),
        ("POST", path) if path.ends_with("/signed-scans") => json!({ "upload_ids": [all.signed], "replaces": null, "reason": null }),
        ("POST", "/control-exception-exports") => {
            json!({ "filter": { "from": "2026-11-01", "to": "2026-11-24", "kind": "split_order" } })
        }
        ("POST", "/ledger-exports") => json!({
            "ledger": "detail_by_room", "from": "2026-01-01", "as_of": "2026-11-24", "category_code": "A02020200", "place_id": room
        }),
        ("POST", "/ledger-reconciliations") => crate::reports::reconciliation::figures("科目余额表"),
        ("PUT", "/term-summaries/{id}") => json!({
            "opening": "开篇", "assets": "资产", "purchases": "采购", "repairs": "维修", "inspections": "检查", "stock": "库房",
            "canteen": "食堂", "publications": "公示", "exceptions": "例外", "problems": "问题", "plan": "打算"
        }),
        ("POST", "/purchase-spending-exports") => json!({ "filter": { "year": 2026 } }),
        ("POST", "/publication-report-exports") => {
            json!({ "filter": { "from": "2026-11-01", "to": "2026-11-24", "with_petty": true } })
        }
        ("POST", "/publications") => crate::procurement::publications::covering("十一月采购公示"),
        ("POST", "/publications/{id}/post") => {
            json!({ "published_on": "2026-11-24", "published_until": "2026-11-30", "upload_ids": [all.signed] })
        }
        ("POST", "/purchase-requests/{id}/submit") => json!({ "emergency": "水管爆裂，厨房停水" }),
        ("POST", "/purchase-requests/{id}/withdraw") => json!({}),
        ("POST", "/purchase-requests/{id}/cancel") => json!({ "reason": "借到了" }),
        ("POST", "/approvals/approve") => json!({ "items": [{ "id": all.ids["/api/v1/approvals/{id}"], "version": 1 }] }),
        ("POST", "/approvals/{id}/approve") => json!({ "comment": "可以", "meeting": crate::procurement::minutes_with(&all.signed) }),
        ("POST", "/approvals/{id}/return" | "/approvals/{id}/reject") => {
            json!({ "reason": "先问问库存", "meeting": crate::procurement::minutes_with(&all.signed) })
        }
        (_, path) if path.starts_with("/inspection") || path.starts_with("/checklists") => looked_at(all, path),
        (_, path) if path.starts_with("/sto") || path.starts_with("/requisitions") => stock(all, path),
        ("POST", path) => step(all, path.rsplit('/').next().unwrap()),
        (_, path) => panic!("no body is known for {method} {path}"),
    }
}

/// What has to do with inspections.
fn looked_at(all: &Everything, path: &str) -> Value {
    let id = |template: &str| all.ids[format!("/api/v1/{template}/{{id}}").as_str()].clone();
    let (checklist, room, worker) = (id("checklists"), id("locations"), &all.worker.person_id);
    match path {
        "/checklists" | "/checklists/{id}" => json!({
            "name": "消防检查", "second_signature": true, "retired": false,
            "items": [{ "text": "压力", "kind": "number", "unit": "MPa", "min": "1", "max": "1.4", "required": true, "location_id": room }]
        }),
        "/inspection-plans" | "/inspection-plans/{id}" => json!({
            "name": "每周消防", "checklist_id": checklist, "location_id": room, "check_kind": "minor", "level": "self_check",
            "rhythm": { "every": "week", "weekdays": [1], "n": null, "day": null }, "windows": [{ "from": "08:00", "to": "17:00" }],
            "on_holidays": false, "performer_id": worker, "performer_role": null, "starts_on": "2026-11-24", "ends_on": "2027-01-20",
            "retired": false
        }),
        "/inspection-rounds" => json!({
            "checklist_id": checklist, "location_id": room, "check_kind": "spot", "level": "general", "on": "2026-11-24",
            "sample": { "of": "places", "size": 1 }
        }),
        "/inspection-rounds/{id}/findings" => json!({
            "location_id": room, "category": "lighting", "danger": false, "text": "灯不亮", "happened_at": "2026-11-24T01:00:00Z", "upload_ids": []
        }),
        "/inspection-rounds/{id}/submit" => json!({
            "answers": [
                {
                    "item_no": 1, "yes": false, "number": null, "text": null, "remark": "松了",
                    "report": { "category": "furniture", "danger": false, "location_id": room }, "upload_ids": []
                },
                { "item_no": 2, "yes": true }
            ],
            "nothing_found": false, "remark": "其他都好", "happened_at": "2026-11-24T01:30:00Z", "performed_by": worker,
            "second_signer_id": all.teacher.person_id, "upload_ids": []
        }),
        "/inspection-rounds/{id}/start" => json!({}),
        "/inspection-rounds/{id}/sign" | "/inspection-rounds/{id}/review" => json!({ "remark": "属实" }),
        "/inspection-rounds/{id}/cancel" => json!({ "reason": "停课" }),
        "/inspection-result-exports" => json!({
            "filter": { "by": "place", "from": "2026-11-01", "to": "2026-11-24", "checklist_id": checklist }
        }),
        _ => panic!("no body is known for {path}"),
    }
}

/// What has to do with stores.
fn stock(all: &Everything, path: &str) -> Value {
    let id = |template: &str| all.ids[format!("/api/v1/{template}/{{id}}").as_str()].clone();
    let (store, item, class, teacher) = (id("stores"), id("stock-items"), &all.class, &all.teacher.person_id);
    let lines = |line: Value| {
        let mut line = line;
        line["item_id"] = json!(item);
        json!([line])
    };
    match path {
        "/stores" | "/stores/{id}" => json!({
            "name": "美术室", "parent_id": all.second_store, "place_id": id("locations"), "keeper_ids": [all.worker.person_id], "retired": false
        }),
        "/stock-ledger-exports" => json!({ "filter": { "store_id": store, "from": "2026-11-01", "as_of": "2026-11-24" } }),
        "/stock-items" | "/stock-items/{id}" => json!({
            "name": "画纸", "spec": "8 开", "unit": "盒", "category": "美术", "controlled_above": "0", "old_for_new": true, "minimum": "3", "sheets_per_unit": 500,
            "food": { "group": "staple", "storage": "ambient" }, "retired": false
        }),
        "/stock-receipts" => json!({
            "store_id": store, "source": "donation", "note": "校友", "happened_on": "2026-11-24",
            "lines": lines(json!({ "quantity": "2", "value": "4.00", "bin": "甲", "expires_on": "2027-01-01", "lot_no": "A1", "produced_on": "2026-11-01" }))
        }),
        "/stock-issues" => json!({
            "store_id": store, "receiver_id": all.worker.person_id, "class_id": class, "purpose": "上课", "confirmation": "on_device",
            "repair_case_id": all.in_hand, "happened_on": "2026-11-24",
            "lines": lines(json!({ "quantity": "1", "old_pieces": 0, "lot_id": all.lot, "note": "新班" }))
        }),
        "/stock-returns" => json!({
            "issue_id": id("stock-documents"), "purpose": "没用上", "happened_on": "2026-11-24",
            "lines": lines(json!({ "quantity": "1", "note": "完好" }))
        }),
        "/stock-transfers" => json!({
            "store_id": store, "to_store_id": all.second_store, "receiver_id": all.worker.person_id, "purpose": "分库备用",
            "happened_on": "2026-11-24", "lines": lines(json!({ "quantity": "1", "bin": "甲", "note": "完好" }))
        }),
        "/stock-bin-moves" => json!({ "store_id": store, "item_id": item, "lots": [{ "id": all.lot, "version": 1 }], "bin": "甲" }),
        "/stock-lots/{id}/stop" | "/stock-lots/{id}/release" => json!({ "reason": "厂家召回" }),
        "/stock-lots/{id}/name" => json!({ "lot_no": "A1", "produced_on": "2026-11-01", "expires_on": "2027-01-01" }),
        "/stock-counts" => json!({
            "store_id": store, "counter_ids": [teacher, all.director.person_id], "keeper_id": all.worker.person_id,
            "lines": lines(json!({ "counted": "0", "note": "受潮" }))
        }),
        "/stock-distributions" | "/stock-distributions/{id}" => json!({
            "store_id": store, "purpose": "开学", "happened_on": "2026-11-24", "class_ids": [class],
            "lines": lines(json!({ "quantities": ["1"] }))
        }),
        "/stock-distributions/{id}/cancel" => json!({ "reason": "改期了" }),
        "/stock-distributions/{id}/issue" => json!({ "happened_on": "2026-11-24" }),
        "/requisitions" | "/requisitions/{id}" => {
            let print = json!({ "item_id": all.paper, "pages": 4, "copies": 45, "both_sides": true });
            json!({ "purpose": "美术节", "class_id": class, "lines": lines(json!({ "quantity": "2" })), "print": print })
        }
        "/requisitions/{id}/cancel" => json!({ "reason": "不用了" }),
        "/requisitions/{id}/issue" => json!({
            "store_id": store, "receiver_id": teacher, "confirmation": "on_paper", "happened_on": "2026-11-24",
            "old_pieces": [{ "line": 0, "pieces": 0, "note": "新班" }]
        }),
        _ => panic!("no body is known for {path}"),
    }
}

/// A channel with every field: only a mail server has them all.
fn channel() -> Value {
    json!({
        "kind": "smtp", "name": "学校邮箱", "address": "mail.example.com", "secret": "pa55", "topics": [], "timing": "at_once", "language": "en",
        "mail": { "port": 465, "security": "tls", "user_name": "zongwu", "from": "zongwu@school.cn" }
    })
}

/// Every filter of the list of cards.
fn list_filter(all: &Everything) -> Value {
    let room = &all.ids["/api/v1/locations/{id}"];
    json!({
        "category": "A0201", "location_id": room, "status": "in_use", "custodian_id": all.custodian.person_id,
        "without": "value", "user_person_id": all.custodian.person_id, "department_id": room, "acquired_from": "2020-01-01",
        "acquired_to": "2026-01-01", "booked_from": "2020-01-01", "booked_to": "2026-01-01", "value_min": "1.00",
        "value_max": "2.00", "brand": "青木", "supplier": "城南家具", "acquisition_method": "新购", "fund_source": "公用经费",
        "import_id": room, "batch_id": room, "official": "missing", "label": "printed", "code": "X", "voided": false, "q": "桌",
        "sort": "asset_no", "limit": 50, "cursor": "x"
    })
}

/// A ledger with every decision about it.
fn ledger(all: &Everything) -> Value {
    json!({ "upload_id": all.ledger, "options": import_options(), "mapping_id": all.ids["/api/v1/import-mappings/{id}"] })
}

fn import_options() -> Value {
    json!({
        "mode": "add", "quantity": "keep", "locations": "create", "people": "create", "departments": "create",
        "columns": { "名称": "name" }, "skip_sheets": ["说明"], "categories": { "桌子": "A05010203" }
    })
}

fn template_of(all: &Everything) -> Value {
    let mut body = a_form();
    body["upload_id"] = json!(all.blank);
    body
}

fn a_form() -> Value {
    let columns = json!([{ "column": 1, "field": "asset_no" }, { "column": 2, "field": "name" }]);
    json!({ "name": "又一张", "sheet": "上报表", "head_row": 3, "first_row": 4, "columns": columns })
}

/// What a reading operation cannot do without.
pub fn required_query(all: &Everything, path: &str) -> Option<String> {
    match path.trim_start_matches("/api/v1") {
        "/saved-views" => Some("list=assets".to_owned()),
        "/canteens/{id}/sheet" => Some("kind=food_sample".to_owned()),
        "/asset-matches" => Some("numbers=G-1".to_owned()),
        "/export-templates/proposal" => Some(format!("upload_id={}", all.blank)),
        "/imports/progress" | "/imports/annotated" => Some(format!("upload_id={}", all.ledger)),
        _ => None,
    }
}

/// Everything that can be put right in a card.
fn change() -> Value {
    json!({
        "name": "投影仪", "category_code": "A02020200", "unit": "台", "spec_model": "K1", "brand": "青木", "serial_no": "S1",
        "acquired_on": "2026-09-01", "acquisition_method": "新购", "supplier": "城南家具", "remarks": "开学前买的", "status": "idle",
        "details": details(json!({ "for": "equipment", "voltage": "220V" }))
    })
}

/// Everything else that can be said of a card.
fn details(attributes: Value) -> Value {
    json!({
        "manufacturer": "青木厂", "contract_no": "HT-1", "procurement_form": "分散采购", "fund_source": "公用经费",
        "accounting_subject": "1601", "value_type": "原值", "fiscal_value": "100.00", "non_fiscal_value": "66.00", "depreciates": true,
        "life_months": 180, "in_service_on": "2026-09-01", "booked_on": "2026-09-02", "voucher_no": "记-12", "invoice_no": "00012345",
        "use_condition": "使用", "use_direction": "教学", "property_right": "独立产权", "gift_terms": "无", "legacy_no": "L-1",
        "official_no": "G-1", "official_entered_on": "2026-09-03", "barcode": "6900000000001",
        "kind_attributes": attributes
    })
}

/// The body of a step of a case or a follow-up.
pub fn step(all: &Everything, action: &str) -> Value {
    match action {
        "triage" => json!({ "priority": 2, "danger": false }),
        "assign" => json!({ "worker_id": all.worker.person_id }),
        "post" => json!({
            "mode": "centre", "voucher_no": "记-11-32", "posted_on": "2026-11-24", "submitted_on": "2026-11-24",
            "invoice_nos": ["26412000001234567892"], "invoice_upload_ids": []
        }),
        "close" => json!({ "reason": "厂家停产" }),
        "take" | "start" | "end" | "confirm" | "cosign" | "sign" | "read" | "read-all" | "test" | "send-again" => json!({}),
        "wait" => json!({ "on": "material", "note": "等水龙头", "until": "2026-12-01" }),
        "defer" => json!({ "until": "2026-12-01", "reason": "放假再修" }),
        "finish" => json!({ "damage": "natural_wear", "work_note": "换了", "upload_ids": [] }),
        "refuse" | "reopen" | "reject" => json!({ "reason": "还不行" }),
        "cancel" => json!({ "reason": "报错了" }),
        "joins" => json!({ "text": "我也是" }),
        other => panic!("no body is known for the step {other}"),
    }
}
