//! B01: every role × every operation × (anonymous, forbidden, unknown, other school, expired, disabled), from the description
//! and the policy table.

use std::collections::BTreeSet;

use campus::Role;
use chrono::TimeDelta;
use identity::authority;
use kernel::Access;
use serde_json::{Value, json};
use test_support::{Client, Contract, School, TestApp};

use super::fixtures::{Everything, unknown};
use crate::{on_both_engines, reliability::calls::required_query};

/// Operations that need an account, with the permission they name.
fn guarded() -> Vec<(String, String, String)> {
    Contract::published()
        .operations()
        .into_iter()
        .filter_map(|(method, path, op)| {
            let key = op["x-permission"].as_str().unwrap_or_else(|| panic!("{method} {path} names no permission"));
            let info = server::api::permissions().find(|p| p.key == key).unwrap_or_else(|| panic!("{key} is declared nowhere"));
            (!matches!(info.access, Access::Public(_))).then(|| (method, path, key.to_owned()))
        })
        .collect()
}

async fn call(client: &Client, method: &str, path: &str) -> test_support::Response {
    let body = (method != "GET" && method != "DELETE").then(|| b"{}".to_vec());
    client.seen(1).send(method.parse().unwrap(), path, body).await
}

fn holds(role: Option<Role>, permission: &str) -> bool {
    let info = server::api::permissions().find(|p| p.key == permission).unwrap();
    info.access == Access::SignedIn || role.is_some_and(|role| authority::table().any(|e| e.role == role && e.permission == permission))
}

on_both_engines! {
    async fn b01_nobody_gets_401_and_every_missing_permission_is_named_by_403(engine) {
        let all = Everything::build(engine).await;
        let school = &all.school;
        let mut people = vec![(None, school.person("无角色", &[]).await)];
        for role in Role::ALL {
            let person = match role {
                Role::SystemAdmin => school.admin.clone(),
                Role::Principal => school.principal.clone(),
                Role::DistrictReader => visitor(school).await,
                role => school.person(&format!("人{}", role.code()), &[role.code()]).await,
            };
            people.push((Some(role), person));
        }
        let mut cells = 0;
        for (method, template, permission) in guarded() {
            let path = unknown(&template);
            call(&school.app.nobody(), &method, &path).await.expect_problem(401, "unauthenticated");
            for (role, person) in &people {
                let person = person.clone();
                if ends_the_session(&template) && holds(*role, &permission) {
                    continue;
                }
                let answer = call(&person, &method, &path).await;
                if holds(*role, &permission) {
                    let refused = answer.status == 403 && answer.json()["code"] == "forbidden" && answer.json()["permission"] == permission.as_str();
                    assert!(answer.status != 401 && !refused, "{role:?} holds {permission} but {method} {template} said {}", answer.status);
                } else {
                    let body = answer.expect_problem(403, "forbidden");
                    assert_eq!(body["permission"], permission.as_str(), "{method} {template}");
                }
                cells += 1;
            }
        }
        assert!(cells > 400, "only {cells} cells");
    }
}

/// A reader of the district above, looking into the school.
async fn visitor(school: &School) -> Client {
    let reader = school.app.district("东城学区").await.reader;
    let here = &school.admin.get("/me").await.expect(200)["school"]["id"];
    reader.post("/session/school", json!({ "school_id": here })).await.expect(200);
    reader
}

/// Calls that would sign the tester out.
fn ends_the_session(template: &str) -> bool {
    template.ends_with("/session") || template.ends_with("/me/password")
}

on_both_engines! {
    /// A01, A02: an object of another school answers exactly like one that does not exist.
    async fn a01_a02_rows_of_another_school_are_unknown_rows(engine) {
        let all = Everything::build(engine).await;
        let (stranger_admin, stranger_principal) = all.school.app.second_school("别的学校").await;
        let stranger = everything_person(&all.school.app, &stranger_admin, &stranger_principal).await;
        let before = digest(&all).await;
        let mut checked = 0;
        for (method, template, permission) in guarded().into_iter().filter(|(_, t, _)| t.contains("{id}")) {
            let Some(caller) = stranger.iter().find(|(keys, _)| keys.contains(&permission)).map(|(_, c)| c) else { continue };
            let body = valid_body(&template);
            let send = |path: String| {
                let (method, body, caller) = (method.clone(), body.clone(), caller.seen(1));
                async move { caller.send(method.parse().unwrap(), &path, body).await }
            };
            let query = required_query(&all, &template).map(|query| format!("?{query}")).unwrap_or_default();
            let foreign = send(format!("{}{query}", all.path(&template))).await;
            let absent = send(format!("{}{query}", unknown(&template))).await;
            assert_eq!(foreign.status, 404, "{method} {template}: {}", String::from_utf8_lossy(&foreign.bytes));
            assert_eq!((foreign.status, without_trace(&foreign.json())), (absent.status, without_trace(&absent.json())), "{method} {template}");
            checked += 1;
        }
        assert!(checked > 25, "only {checked} operations checked");
        assert_eq!(digest(&all).await, before, "a refused call changed something");
    }
}

/// Members that differ from call to call.
fn without_trace(problem: &Value) -> Value {
    let mut problem = problem.clone();
    for member in ["request_id", "instance"] {
        problem.as_object_mut().unwrap().remove(member);
    }
    problem
}

/// A body that the operation would accept, so that only the id can be what is wrong.
fn valid_body(template: &str) -> Option<Vec<u8>> {
    if let Some(body) = crate::canteen::foreign_body(template) {
        return Some(body.to_string().into_bytes());
    }
    if template.ends_with("/repair-routes/{id}") {
        return serde_json::to_vec(&json!({ "worker_id": TestApp::unknown_id() })).ok();
    }
    if template.ends_with("/import-mappings/{id}") {
        return serde_json::to_vec(&json!({ "name": "x", "heads": [], "options": {} })).ok();
    }
    if template.ends_with("/export-templates/{id}") {
        let columns = json!([{ "column": 1, "field": "name" }]);
        return serde_json::to_vec(&json!({ "name": "x", "sheet": "x", "head_row": 1, "first_row": 2, "columns": columns })).ok();
    }
    if template.ends_with("/purchase-requests/{id}") {
        return serde_json::to_vec(&crate::procurement::wish("x", "1", "1")).ok();
    }
    if template.ends_with("/petty-purchases/{id}") {
        return serde_json::to_vec(&crate::procurement::petty::form(&TestApp::unknown_id().to_string(), "x", "1", &[])).ok();
    }
    if template.ends_with("/auditor-seats/{id}/end") {
        return serde_json::to_vec(&json!({ "reason": "x" })).ok();
    }
    if ["purchase-requests", "petty-purchases", "purchase-orders", "goods-receipts", "publications"]
        .iter()
        .any(|kind| template.ends_with(&format!("/{kind}/{{id}}/cancel")))
    {
        return serde_json::to_vec(&json!({ "reason": "x" })).ok();
    }
    if template.ends_with("/depreciation-runs/{id}/close") {
        return serde_json::to_vec(&json!({})).ok();
    }
    if template.ends_with("/publications/{id}/post") {
        let body = json!({ "published_on": "2026-11-24", "published_until": "2026-11-30", "upload_ids": [TestApp::unknown_id()] });
        return serde_json::to_vec(&body).ok();
    }
    if template.ends_with("/stores/{id}") {
        return serde_json::to_vec(&json!({ "name": "x" })).ok();
    }
    if template.ends_with("/stock-items/{id}") {
        return serde_json::to_vec(&json!({ "name": "x", "unit": "x", "category": "x" })).ok();
    }
    if template.ends_with("/stock-distributions/{id}") {
        let (store, class) = (TestApp::unknown_id(), TestApp::unknown_id());
        let lines = json!([{ "item_id": TestApp::unknown_id(), "quantities": ["1"] }]);
        return serde_json::to_vec(&json!({ "store_id": store, "purpose": "x", "class_ids": [class], "lines": lines })).ok();
    }
    if template.ends_with("/requisitions/{id}") {
        let lines = json!([{ "item_id": TestApp::unknown_id(), "quantity": "1" }]);
        return serde_json::to_vec(&json!({ "purpose": "x", "lines": lines })).ok();
    }
    if template.ends_with("/checklists/{id}") {
        return serde_json::to_vec(&crate::inspections::list("x", json!([{ "text": "x", "kind": "yes_no" }]))).ok();
    }
    if template.ends_with("/inspection-plans/{id}") {
        return serde_json::to_vec(&crate::inspections::every_day("x", &TestApp::unknown_id().to_string())).ok();
    }
    if template.ends_with("/inspection-rounds/{id}/cancel") {
        return serde_json::to_vec(&json!({ "reason": "x" })).ok();
    }
    if template.ends_with("/requisitions/{id}/cancel") || template.ends_with("/stock-distributions/{id}/cancel") {
        return serde_json::to_vec(&json!({ "reason": "x" })).ok();
    }
    if template.ends_with("/requisitions/{id}/issue") {
        return serde_json::to_vec(&json!({ "store_id": TestApp::unknown_id(), "confirmation": "on_device" })).ok();
    }
    // Ids in the body are of nowhere here; bodies in full are those of the catalogue's cases.
    if template.ends_with("/suppliers/{id}") {
        return serde_json::to_vec(&json!({ "name": "x" })).ok();
    }
    let nowhere = TestApp::unknown_id();
    let last = template.rsplit('/').next().unwrap();
    let body = match last {
        "move" => json!({ "reason": "x" }),
        "close" => json!({ "reason": "x" }),
        "split" => json!({ "quantity": "1", "reason": "x" }),
        "void" => json!({ "reason": "x" }),
        "undo" => json!({ "reason": "x" }),
        "due-dates" => json!({ "kind": "warranty", "due_on": "2027-01-01" }),
        "done" => json!({ "done_on": "2026-11-01" }),
        "value-events" => json!({
            "kind": "addition", "amount": "1.00", "effective_on": "2026-11-24", "voucher_no": "1", "reason": "x"
        }),
        "compare" => json!({ "rows": [{ "asset_no": "x", "accumulated": "1.00" }] }),
        "discard" => json!({ "reason": "x" }),
        "triage" => json!({ "priority": 2 }),
        "assign" => json!({ "worker_id": TestApp::unknown_id() }),
        "wait" => json!({ "on": "material", "note": "x" }),
        "defer" => json!({ "until": "2027-01-01", "reason": "x" }),
        "finish" => json!({ "damage": "natural_wear" }),
        "refuse" | "reject" | "reopen" | "return" => json!({ "reason": "x" }),
        "suspend" | "resume" | "stop" | "release" => json!({ "reason": "x" }),
        "name" => json!({ "lot_no": "x" }),
        "licences" => json!({ "kind": "agreement", "number": "1" }),
        "bank-accounts" => crate::procurement::bank::account("6222021200001111"),
        "quotes" => json!({
            "supplier_id": nowhere, "channel": "phone", "quoted_on": "2026-11-24", "lines": [{ "position": 0, "unit_price": "1" }]
        }),
        "remove" if template.contains("/quotes/") => json!({ "supplier_id": nowhere, "reason": "x" }),
        "settle" => json!({ "supplier_id": nowhere }),
        "post" => json!({ "mode": "own", "voucher_no": "x", "posted_on": "2026-11-24" }),
        "account" => json!({ "password": "stone-bridge-43" }),
        "role-grants" => json!({ "role": "staff" }),
        "delegations" => json!({
            "to_id": TestApp::unknown_id(), "roles": ["principal"], "starts_on": "2026-12-01", "ends_on": "2026-12-02", "reason": "x"
        }),
        "findings" => json!({ "location_id": nowhere, "category": "other" }),
        "signed-scans" => json!({ "upload_ids": [TestApp::unknown_id()] }),
        "attachments" => json!({ "upload_ids": [TestApp::unknown_id()], "kind": "photo" }),
        _ => json!({}),
    };
    Some(body.to_string().into_bytes())
}

/// People of the second school who together hold every permission.
async fn everything_person(app: &TestApp, admin: &Client, principal: &Client) -> Vec<(BTreeSet<String>, Client)> {
    let mut people = vec![(keys(Role::SystemAdmin), admin.clone()), (keys(Role::Principal), principal.clone())];
    let roles = [Role::Staff, Role::RepairWorker, Role::LogisticsDirector, Role::HeadCustodian, Role::CanteenManager, Role::Auditor];
    for (n, role) in roles.into_iter().enumerate() {
        let login = format!("B1{n}");
        let person = admin.post("/people", json!({ "name": format!("别校{}", role.code()), "staff_no": login })).await.expect(201);
        let id = person["id"].as_str().unwrap();
        admin.post(&format!("/people/{id}/account"), json!({ "password": test_support::PASSWORD })).await.expect(200);
        let grant = admin.post(&format!("/people/{id}/role-grants"), json!({ "role": role.code() })).await.expect(201);
        if grant["pending"] == true {
            principal.seen(1).post(&format!("/role-grants/{}/confirm", grant["id"].as_str().unwrap()), json!({})).await.expect(200);
        }
        people.push((keys(role), app.sign_in(&login).await));
    }
    people
}

fn keys(role: Role) -> BTreeSet<String> {
    let own = server::api::permissions().filter(|p| p.access == Access::SignedIn).map(|p| p.key.to_owned());
    authority::table().filter(|e| e.role == role).map(|e| e.permission.to_owned()).chain(own).collect()
}

/// What can be seen of the first school, as text.
async fn digest(all: &Everything) -> String {
    let mut seen = String::new();
    for path in ["/people?limit=200", "/locations?limit=200", "/role-grants?limit=200", "/audit-events?limit=200"] {
        seen.push_str(&all.school.admin.get(path).await.expect(200).to_string());
    }
    for path in ["/assets?limit=200", "/repair-cases?limit=200"] {
        seen.push_str(&all.custodian.get(path).await.expect(200).to_string());
    }
    seen
}

on_both_engines! {
    async fn i03_i05_expired_and_ended_credentials_are_401_everywhere(engine) {
        let all = Everything::build(engine).await;
        let leaver = all.school.person("离职人", &["staff"]).await;
        let person = all.school.admin.get(&format!("/people/{}", leaver.person_id)).await.expect(200);
        let path = format!("/people/{}/disable", leaver.person_id);
        all.school.admin.seen(person["version"].as_i64().unwrap()).post(&path, json!({})).await.expect(200);
        let late = all.teacher.clone();
        for (method, template, _) in guarded() {
            call(&leaver, &method, &unknown(&template)).await.expect_problem(401, "unauthenticated");
        }
        all.school.app.advance(TimeDelta::minutes(15));
        for (method, template, _) in guarded() {
            call(&late, &method, &unknown(&template)).await.expect_problem(401, "unauthenticated");
        }
    }
}

#[test]
fn every_permission_is_in_the_table_and_the_table_names_no_other() {
    let declared: BTreeSet<&str> = server::api::permissions().filter(|p| p.access == Access::Role).map(|p| p.key).collect();
    let granted: BTreeSet<&str> = authority::table().map(|e| e.permission).collect();
    assert_eq!(declared, granted);
    let mut seen = BTreeSet::new();
    for permission in server::api::permissions() {
        assert!(seen.insert(permission.key), "{} is declared twice", permission.key);
    }
    let mut lines = BTreeSet::new();
    for entry in authority::table() {
        assert!(lines.insert((entry.role.code(), entry.permission)), "{entry:?} is there twice");
    }
}

#[test]
fn public_operations_are_those_of_the_list_and_no_more() {
    let listed: BTreeSet<&str> =
        include_str!("../../public-operations.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect();
    let public: BTreeSet<String> = Contract::published()
        .operations()
        .into_iter()
        .filter(|(_, _, op)| {
            let key = op["x-permission"].as_str().unwrap();
            server::api::permissions().any(|p| p.key == key && matches!(p.access, Access::Public(_)))
        })
        .map(|(method, path, _)| format!("{method} {path}"))
        .collect();
    assert_eq!(public.iter().map(String::as_str).collect::<BTreeSet<_>>(), listed);
}
