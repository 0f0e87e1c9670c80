//! B. Function level. (B01 is in `coverage::authorization`.)

use reqwest::Method;
use serde_json::{Value, json};
use test_support::{Client, Contract, Digest};

use super::{calls, wire};
use crate::{coverage::fixtures::Everything, on_both_engines};

const METHODS: [&str; 8] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

on_both_engines! {
    async fn b02_other_methods_have_no_effect(engine) {
        let all = Everything::build(engine).await;
        let before = Digest::of(&all.school.app.db).await;
        let operations = Contract::published().operations();
        for (path, item) in Contract::published().api()["paths"].as_object().unwrap() {
            let described = |method: &str| item.get(method.to_lowercase()).is_some();
            let permission = item.as_object().unwrap().values().next().unwrap()["x-permission"].as_str().unwrap();
            let client = calls::caller(&all, permission).seen(1);
            for method in METHODS.into_iter().filter(|m| !described(m)) {
                let method: Method = method.parse().unwrap();
                let body = (!matches!(method, Method::HEAD | Method::GET | Method::TRACE)).then(|| b"{}".to_vec());
                let answer = client.send(method.clone(), &all.path(path), body).await;
                if method == Method::HEAD && described("GET") {
                    let asked = if Contract::asks_for_more(&item["get"]) { 400 } else { 200 };
                    assert_eq!((answer.status.as_u16(), answer.bytes.len()), (asked, 0), "HEAD {path}");
                    continue;
                }
                assert_eq!(answer.status, 405, "{method} {path}: {}", String::from_utf8_lossy(&answer.bytes));
                let allow = answer.header("allow").unwrap_or_default().to_owned();
                for (other, _, _) in operations.iter().filter(|(_, p, _)| p == path) {
                    assert!(allow.contains(other.as_str()), "{method} {path} allows {allow:?}");
                }
                let asking = client.send(method.clone(), &format!("{}?limit=1", all.path(path)), None).await;
                assert_eq!(asking.status, 405, "{method} {path} with a query");
                if method != Method::HEAD {
                    answer.expect_problem(405, "method_not_allowed");
                }
            }
        }
        before.assert_unchanged(&all.school.app.db, "another method").await;
        overridden(&all).await;
        on_the_wire(&all).await;
        before.assert_unchanged(&all.school.app.db, "a method in disguise").await;
    }
}

/// A header or a parameter that names another method is not listened to.
async fn overridden(all: &Everything) {
    let path = format!("/people/{}", all.teacher.person_id);
    let plain = all.school.admin.get(&path).await.expect(200);
    for name in ["x-http-method-override", "x-http-method", "x-method-override"] {
        for method in ["DELETE", "PATCH", "POST"] {
            let disguised = all.school.admin.with(name, method).seen(1);
            assert_eq!(disguised.get(&path).await.expect(200), plain, "{name}: {method}");
            disguised.send(Method::PUT, &path, Some(b"{}".to_vec())).await.expect_problem(405, "method_not_allowed");
        }
    }
    all.school.admin.get(&format!("{path}?_method=DELETE")).await.expect_problem(400, "unknown_field");
}

/// Methods and targets that a client library does not send.
async fn on_the_wire(all: &Everything) {
    let (base, token) = (&all.school.app.base, all.school.admin.token.as_deref());
    for (method, target) in [
        ("CONNECT", "school.test:443"),
        ("OPTIONS", "*"),
        ("FOO", "/api/v1/people"),
        ("get", "/api/v1/people"),
        ("PROPFIND", "/api/v1/people"),
        ("TRACE", "/api/v1/people"),
    ] {
        let answer = wire::exchange(base, &wire::request(method, target, token, &[], b"")).await.unwrap();
        assert!(matches!(answer.status, 400 | 404 | 405), "{method} {target}: {answer:?}");
        let echo = answer.body.contains("Bearer") || answer.body.contains(token.unwrap());
        assert!(!echo, "{method} {target} echoes the request: {answer:?}");
    }
}

/// Ways of writing `/api/v1/people` that a router, a proxy and a guard may understand differently.
const SPELLINGS: [&str; 24] = [
    "//api/v1/people",
    "/api//v1/people",
    "/api/v1//people",
    "/api/v1/./people",
    "/./api/v1/people",
    "/api/v1/x/../people",
    "/api/v1/../v1/people",
    "/api/v1/%2e/people",
    "/api/v1/%2E%2E/v1/people",
    "/api/v1/people/",
    "/api/v1/people//",
    "/api/v1/people/.",
    "/api/v1/people%2F",
    "/api/v1%2Fpeople",
    "/api/v1/PEOPLE",
    "/API/V1/people",
    "/api/v1/people;x",
    "/api/v1/people;jsessionid=1",
    "/api/v1/p%65ople",
    "/api/v1/people%00",
    "/api/v1/people%20",
    "/api/v1/people%3Flimit=1",
    "/api/v1\\people",
    "http://elsewhere.test/api/v1/people",
];

on_both_engines! {
    async fn b03_other_spellings_of_a_path_decide_the_same_or_are_not_found(engine) {
        let all = Everything::build(engine).await;
        let base = &all.school.app.base;
        let before = Digest::of(&all.school.app.db).await;
        let people = all.school.admin.get("/people").await.expect(200);
        for target in SPELLINGS {
            let ask = |who: Option<&Client>, method: &str| {
                let token = who.and_then(|c| c.token.clone());
                let request = match method {
                    "POST" => wire::json("POST", target, token.as_deref(), br#"{"name":"x","roles":1}"#),
                    _ => wire::request(method, target, token.as_deref(), &[], b""),
                };
                async move { wire::exchange(base, &request).await.unwrap() }
            };
            let may = ask(Some(&all.school.admin), "GET").await;
            if may.status == 200 {
                assert_eq!(serde_json::from_str::<Value>(&may.body).unwrap(), people, "{target}");
            }
            assert!(matches!(may.status, 200 | 400 | 404), "{target}: {may:?}");
            // Where there is a list, the others are refused it; where there is none, they learn nothing more than that.
            let (may_not, nobody) = (ask(Some(&all.teacher), "GET").await, ask(None, "GET").await);
            assert!(may_not.status == 403 || (may.status != 200 && may_not.status == may.status), "{target} for a teacher: {may_not:?}");
            assert!(nobody.status == 401 || (may.status != 200 && nobody.status == may.status), "{target} for nobody: {nobody:?}");
            for who in [Some(&all.school.admin), Some(&all.teacher), None] {
                let write = ask(who, "POST").await;
                assert!(matches!(write.status, 400..=422), "POST {target}: {write:?}");
            }
        }
        spelled_ids(&all).await;
        before.assert_unchanged(&all.school.app.db, "another spelling").await;
    }
}

/// The id in a path: the same row or none, whatever way it is written, and never more rights.
async fn spelled_ids(all: &Everything) {
    let id = &all.worker.person_id;
    let canonical = all.school.admin.get(&format!("/people/{id}")).await.expect(200);
    let spellings = [
        id.to_uppercase(),
        id.replace('-', ""),
        format!("%7B{id}%7D"),
        format!("urn:uuid:{id}"),
        format!("{id};x"),
        format!("{id}%20"),
        format!("%{:02x}{}", id.as_bytes()[0], &id[1..]),
        format!("{id}/"),
        format!("{id}%2Fsessions"),
    ];
    for spelling in spellings {
        let target = format!("/api/v1/people/{spelling}");
        let get = |who: &Client| wire::request("GET", &target, who.token.as_deref(), &[], b"");
        let may = wire::exchange(&all.school.app.base, &get(&all.school.admin)).await.unwrap();
        match may.status {
            200 => assert_eq!(serde_json::from_str::<Value>(&may.body).unwrap(), canonical, "{target}"),
            status => assert_eq!(status, 404, "{target}: {may:?}"),
        }
        let may_not = wire::exchange(&all.school.app.base, &get(&all.teacher)).await.unwrap();
        assert!(matches!(may_not.status, 403 | 404), "{target} for a teacher: {may_not:?}");
    }
}

/// Fields that only an action may move, on the plain creation or update that they could be slipped into.
const MOVED_BY_ACTIONS: [(&str, &str, &[&str]); 7] = [
    ("PATCH", "/api/v1/people/{id}", &["active", "account_id", "has_account", "roles", "department_id", "password", "token_version"]),
    ("PATCH", "/api/v1/locations/{id}", &["kind", "parent_id", "path", "sign_code", "active", "building_id", "position"]),
    ("POST", "/api/v1/assets", &["status", "accumulated_depreciation", "import_id", "source_row", "legacy_no", "official_no", "search_no"]),
    (
        "POST",
        "/api/v1/repair-cases",
        &[
            "state",
            "phase",
            "worker_id",
            "owner_id",
            "number",
            "priority",
            "done_at",
            "closed_at",
            "auto_accepted",
            "reporter_id",
            "refusals",
        ],
    ),
    ("POST", "/api/v1/signs/{code}/repair-cases", &["location_id", "state", "worker_id", "reporter_id", "channel", "follow_up_code"]),
    (
        "PATCH",
        "/api/v1/assets/{id}",
        &[
            "asset_no",
            "quantity",
            "original_value",
            "unit_price",
            "location_id",
            "custodian_id",
            "department",
            "split_from_id",
            "voided_at",
            "label_code",
            "version",
        ],
    ),
    ("POST", "/api/v1/people/{id}/role-grants", &["confirmed_by", "confirmed_at", "granted_by", "starts_on", "revoked_at", "pending"]),
];

on_both_engines! {
    async fn b05_what_an_action_decides_cannot_be_written_by_an_update(engine) {
        let all = Everything::build(engine).await;
        let before = Digest::of(&all.school.app.db).await;
        for (method, template, fields) in MOVED_BY_ACTIONS {
            let call = calls::with_bodies(&all).into_iter().find(|c| c.method == method && c.template == template).unwrap();
            for field in fields {
                for value in [json!("x"), json!(1), json!(true), Value::Null] {
                    let mut body = call.body.clone().unwrap();
                    body[field] = value;
                    let problem = call.with_body(body).await.expect_problem(422, "validation_failed");
                    let error = &problem["errors"][0];
                    assert_eq!((error["pointer"].as_str().unwrap(), &error["code"]), (&*format!("/{field}"), &json!("unknown_field")), "{}", call.what());
                }
            }
        }
        // What has no plain update has none by another door either.
        for template in ["/api/v1/repair-cases/{id}", "/api/v1/role-grants/{id}", "/api/v1/sessions/{id}"] {
            for method in [Method::PATCH, Method::PUT] {
                let client = calls::caller(&all, "assets.view").seen(1);
                let answer = client.send(method, &all.path(template), Some(br#"{"status":"disposed"}"#.to_vec())).await;
                assert!(matches!(answer.status.as_u16(), 404 | 405), "{template}: {}", answer.status);
            }
        }
        // Statuses that come with a document are refused by name.
        for status in ["disposed", "pending_disposal", "lent_out", "missing", "transferred_out", "awaiting_repair"] {
            let body = json!({ "status": status }).to_string().into_bytes();
            let path = all.path("/api/v1/assets/{id}");
            let problem = all.custodian.seen(1).send(Method::PATCH, &path, Some(body)).await.expect_problem(422, "by_document");
            assert_eq!(problem["errors"][0]["pointer"], "/status");
        }
        before.assert_unchanged(&all.school.app.db, "a field of an action in an update").await;
    }
}
