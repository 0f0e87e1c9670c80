//! H: what leaves the server, judged by headers and cookies. Browsers judge it again in the journeys.

use reqwest::Method;
use serde_json::json;
use test_support::{Client, Response, School, TestApp, TestDb, TestEngine};

use crate::on_both_engines;

/// A built frontend small enough to look through.
async fn school_with_pages(engine: TestEngine) -> School {
    let db = TestDb::new(engine).await;
    let pages = db.dir.path().join("web");
    std::fs::create_dir_all(pages.join("assets")).unwrap();
    std::fs::write(pages.join("index.html"), "<!doctype html><title>Steward</title>").unwrap();
    std::fs::write(pages.join("assets/app.js"), "0;").unwrap();
    School::open_with(db, |config| config.web.dir = Some(pages)).await
}

/// Answers of every kind: of the API, of pages, refusals of every layer.
async fn answers(school: &School) -> Vec<(String, Response)> {
    let (admin, nobody) = (&school.admin, school.app.nobody());
    let mut all = Vec::new();
    for path in ["/people", "/me", "/nothing-here", "/people?nonsense=1", "/health/ready", "/api/v1/../x"] {
        all.push((path.to_owned(), admin.get(path).await));
    }
    let long = format!("/people?q={}", "x".repeat(9000));
    all.push(("anonymous".into(), nobody.get("/people").await));
    all.push(("method".into(), admin.delete("/people").await));
    all.push(("too long".into(), admin.get(&long).await));
    all.push(("not JSON".into(), admin.with("content-type", "text/plain").post("/people", json!({})).await));
    all.push(("invalid".into(), admin.post("/people", json!({})).await));
    all.push(("too large".into(), admin.send(Method::POST, "/people", Some(vec![b' '; 1024 * 1024 + 1])).await));
    all.push(("created".into(), admin.post("/people", json!({ "name": "新人" })).await));
    all.push(("sign-in".into(), nobody.post("/session", json!({ "login": "A001", "password": "wrong-wrong" })).await));
    all.push(("options".into(), nobody.send(Method::OPTIONS, "/people", None).await));
    all
}

/// Pages are no part of the API: fetched without the API's prefix.
async fn page(school: &School, path: &str) -> reqwest::Response {
    reqwest::get(format!("{}{path}", school.app.base)).await.unwrap()
}

on_both_engines! {
    async fn h05_no_answer_may_stand_in_a_foreign_frame(engine) {
        let school = school_with_pages(engine).await;
        for (what, answer) in answers(&school).await {
            assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{what}");
            assert!(answer.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"), "{what}");
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{what}");
        }
        for path in ["/", "/people", "/f/7K3MABCDEF", "/assets/app.js", "/assets/missing.js"] {
            let answer = page(&school, path).await;
            let header = |name: &str| answer.headers().get(name).unwrap().to_str().unwrap().to_owned();
            assert_eq!(header("x-frame-options"), "DENY", "{path}");
            let policy = header("content-security-policy");
            assert!(policy.contains("frame-ancestors 'none'") && policy.starts_with("default-src 'none'"), "{path}: {policy}");
            assert!(!policy.contains("unsafe-"), "{path}: {policy}");
        }
    }
}

on_both_engines! {
    async fn h06_no_other_origin_is_ever_allowed_to_read(engine) {
        let school = school_with_pages(engine).await;
        let host = school.app.base.strip_prefix("http://").unwrap().to_owned();
        let origins = ["https://evil.example".to_owned(), "null".into(), format!("http://{host}.evil.example"), format!("https://{host}"), format!("http://{host}")];
        for origin in origins {
            let caller = school.admin.with("origin", &origin);
            let preflight = caller.with("access-control-request-method", "POST").with("access-control-request-headers", "authorization");
            let answers = [
                caller.get("/people").await,
                caller.post("/people", json!({ "name": "" })).await,
                preflight.send(Method::OPTIONS, "/people", None).await,
                school.app.nobody().with("origin", &origin).get("/people").await,
                caller.get("/health/live").await,
            ];
            for answer in answers {
                let allowed: Vec<_> = answer.headers.keys().filter(|k| k.as_str().starts_with("access-control-")).collect();
                assert!(allowed.is_empty(), "{origin}: {allowed:?}");
            }
            let page = reqwest::Client::new().get(&school.app.base).header("origin", &origin).send().await.unwrap();
            assert!(page.headers().keys().all(|k| !k.as_str().starts_with("access-control-")));
        }
    }
}

/// The browser of a signed-in person: cookies, no bearer.
fn browser(school: &School, of: &Client) -> Client {
    let (access, refresh) = (of.token.as_deref().unwrap(), of.refresh.as_deref().unwrap());
    school.app.nobody().with("cookie", format!("steward_access={access}; steward_refresh={refresh}"))
}

on_both_engines! {
    async fn h07_a_form_of_another_site_changes_nothing(engine) {
        let school = School::open(engine).await;
        let browser = browser(&school, &school.admin);
        let host = school.app.base.clone();
        let before = school.app.db.dump().await;
        let form = |kind: &str| browser.with("content-type", kind);
        let body = || Some(br#"{"name":"evil"}"#.to_vec());
        for kind in ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "text/plain; application/json"] {
            for origin in [None, Some("https://evil.example"), Some("null"), Some(host.as_str())] {
                let sender = origin.map_or_else(|| form(kind), |o| form(kind).with("origin", o));
                for path in ["/people", "/session/refresh", "/me/password", "/locations/generate"] {
                    sender.send(Method::POST, path, body()).await.expect_problem(403, "cross_site");
                }
            }
        }
        for origin in ["https://evil.example", "null", "http://evil.example:80", &format!("{host}.evil.example")] {
            browser.with("origin", origin).post("/people", json!({ "name": "evil" })).await.expect_problem(403, "cross_site");
            browser.with("origin", origin).delete("/session").await.expect_problem(403, "cross_site");
            browser.with("origin", origin).with("x-steward", "1").post("/session/refresh", json!({})).await.expect_problem(403, "cross_site");
        }
        for site in ["cross-site", "same-site"] {
            browser.with("sec-fetch-site", site).post("/people", json!({ "name": "evil" })).await.expect_problem(403, "cross_site");
        }
        assert_eq!(school.app.db.dump().await, before);
        // The page's own request passes, or all of the above would prove nothing.
        browser.with("origin", &host).with("sec-fetch-site", "same-origin").post("/people", json!({ "name": "新人" })).await.expect(201);
        // Nor does a foreign form sign its victim in as somebody else: sign-in takes JSON only.
        let other = school.app.nobody().with("content-type", "text/plain").with("origin", "https://evil.example");
        other.post("/session", json!({ "login": "P001", "password": test_support::PASSWORD })).await.expect_problem(415, "json_required");
    }
}

on_both_engines! {
    async fn h10_scripts_see_no_session_and_nothing_is_stored_or_left_after_sign_out(engine) {
        let school = School::open(engine).await;
        let credentials = json!({ "login": "A001", "password": test_support::PASSWORD });
        let signed_in = school.app.nobody().post("/session", credentials.clone()).await;
        let (access, refresh) = (signed_in.cookie("steward_access").unwrap(), signed_in.cookie("steward_refresh").unwrap());
        let text = String::from_utf8_lossy(&signed_in.bytes).into_owned();
        assert!(!text.contains(&access) && !text.contains(&refresh), "a token stands in the body");
        for cookie in signed_in.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains("Domain"), "{cookie}");
        }
        assert!(!signed_in.headers.iter().any(|(name, value)| name != "set-cookie" && value.to_str().is_ok_and(|v| v.contains(&access))));
        let browser = school.app.nobody().with("cookie", format!("steward_access={access}; steward_refresh={refresh}"));
        for path in ["/me", "/people", "/sessions", "/repair-cases", "/audit-events", "/nothing-here"] {
            assert_eq!(browser.get(path).await.header("cache-control"), Some("no-store"), "{path}");
        }
        let out = browser.with("x-steward", "1").delete("/session").await;
        assert_eq!((out.cookie("steward_access").as_deref(), out.cookie("steward_refresh").as_deref()), (Some(""), Some("")));
        assert!(out.headers.get_all("set-cookie").iter().all(|c| c.to_str().unwrap().contains("Max-Age=0")));
        assert_eq!(out.header("cache-control"), Some("no-store"));
        browser.get("/me").await.expect_problem(401, "unauthenticated");
        browser.post("/session/refresh", json!({})).await.expect_problem(401, "unauthenticated");
    }
}

#[tokio::test]
async fn h10_over_https_the_cookies_are_bound_to_host_and_transport() {
    let db = TestDb::new(TestEngine::Sqlite).await;
    let app = TestApp::start_with(db, |config| config.server.secure_cookies = true).await;
    let token = app.running.as_ref().unwrap().setup_token.clone().unwrap();
    let person = |name: &str, no: &str| json!({ "name": name, "staff_no": no, "password": test_support::PASSWORD });
    let body = json!({ "token": token, "school": { "name": "青禾小学", "public_url": "https://school.test" },
        "administrator": person("林管理", "A001"), "second_key_holder": person("董校长", "P001") });
    app.nobody().post("/setup", body).await.expect(201);
    let answer = app.nobody().post("/session", json!({ "login": "A001", "password": test_support::PASSWORD })).await;
    let cookies: Vec<&str> = answer.headers.get_all("set-cookie").iter().map(|c| c.to_str().unwrap()).collect();
    assert!(cookies.iter().all(|c| c.contains("Secure") && c.contains("HttpOnly") && c.contains("SameSite=Strict")), "{cookies:?}");
    assert!(cookies.iter().any(|c| c.starts_with("__Host-steward_access=") && c.contains("Path=/")), "{cookies:?}");
    assert!(cookies.iter().any(|c| c.starts_with("__Secure-steward_refresh=")), "{cookies:?}");
    // A cookie without the prefix, which a neighbour on the same name could have set, is no session.
    let access = answer.cookie("__Host-steward_access").unwrap();
    app.nobody().with("cookie", format!("steward_access={access}")).get("/me").await.expect_problem(401, "unauthenticated");
    app.nobody().with("cookie", format!("__Host-steward_access={access}")).get("/me").await.expect(200);
}

on_both_engines! {
    /// Whatever leaves as a file is saved, not shown; a photo of ours is shown and can do nothing.
    async fn h04_downloads_are_attachments_that_can_run_nothing(engine) {
        let register = crate::files::Register::open(engine).await;
        let custodian = &register.custodian;
        let photo = register.attached("photo", register.photo().await).await;
        let document = register.attached("document", register.document().await).await;
        let ledger = custodian.upload("台账.csv", "text/csv", "资产名称,分类代码,数量\n课桌,A05010203,1\n".into()).await.expect(201);
        let export = custodian.post("/asset-exports", json!({ "format": "csv" })).await.expect(201);
        let export = format!("/asset-exports/{}", export["id"].as_str().unwrap());
        let annotated = format!("/imports/annotated?upload_id={}", ledger["id"].as_str().unwrap());
        let downloads = [
            (register.content(&photo), "inline"),
            (format!("{}?size=320", register.content(&photo)), "inline"),
            (register.content(&document), "attachment"),
            (format!("{export}/content"), "attachment"),
            (format!("{export}/manifest"), "attachment"),
            (annotated, "attachment"),
            ("/imports/template".to_owned(), "attachment"),
        ];
        for (path, disposition) in downloads {
            let sent = custodian.get(&path).await;
            assert_eq!(sent.status, 200, "{path}");
            let header = |name: &str| sent.header(name).unwrap_or_else(|| panic!("no {name} of {path}")).to_owned();
            assert!(header("content-disposition").starts_with(&format!("{disposition};")), "{path}: {}", header("content-disposition"));
            assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
            let policy = header("content-security-policy");
            assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{path}: {policy}");
            assert!(!header("content-type").starts_with("text/html"), "{path}");
        }
    }
}
