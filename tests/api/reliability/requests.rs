//! F. Requests: bodies, their length, their type, and the size of what stands before them. (Queries are in `queries`, login names
//! in `names`.)

use std::time::Duration;

use serde_json::json;
use test_support::{Client, Digest, TestApp, TestDb, TestEngine};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{calls, wire};
use crate::{coverage::fixtures::Everything, on_both_engines};

const MEGABYTE: usize = 1024 * 1024;

/// Bodies that no reader should choke on, with what they may be answered.
fn hostile_bodies() -> Vec<(&'static str, Vec<u8>, &'static [u16])> {
    let text = |s: &str| s.as_bytes().to_vec();
    let utf16: Vec<u8> = r#"{"name":"x"}"#.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let field = |value: &[u8]| [b"{\"name\":", value, b"}"].concat();
    vec![
        ("10 000 arrays", "[".repeat(10_000).into_bytes(), &[400]),
        ("10 000 closed arrays", field(("[".repeat(10_000) + &"]".repeat(10_000)).as_bytes()), &[400, 422]),
        ("10 000 objects", "{\"name\":".repeat(10_000).into_bytes(), &[400, 422]),
        ("10 000 unknown objects", "{\"a\":".repeat(10_000).into_bytes(), &[400, 422]),
        ("a long text", field(format!("\"{}\"", "x".repeat(MEGABYTE - 100)).as_bytes()), &[422]),
        ("10 MB of text", field(format!("\"{}\"", "x".repeat(10 * MEGABYTE)).as_bytes()), &[413]),
        ("a million elements", field(format!("[{}0]", "0,".repeat(500_000)).as_bytes()), &[400, 422]),
        ("more than a million elements", field(format!("[{}0]", "0,".repeat(1_000_000)).as_bytes()), &[413]),
        ("100 000 fields", text(&format!("{{{}\"name\":\"x\"}}", "\"a\":1,".repeat(100_000))), &[422]),
        ("1e400", field(b"1e400"), &[400, 422]),
        ("a thousand digits", field("9".repeat(1000).as_bytes()), &[400, 422]),
        ("NaN", field(b"NaN"), &[400]),
        ("a lone high surrogate", field(br#""\ud800""#), &[400]),
        ("a lone low surrogate", field(br#""\udc00x""#), &[400]),
        ("an escaped NUL", field(br#""a\u0000b""#), &[400]),
        ("an escaped NUL in a key", text(r#"{"name\u0000":"x"}"#), &[400]),
        ("a raw NUL", field(b"\"a\0b\""), &[400]),
        ("raw control characters", field(b"\"a\x01\x1b[31mb\""), &[400]),
        ("escaped control characters", field(br#""a\u0001\u001b[31mb""#), &[422]),
        ("broken UTF-8", field(b"\"\xff\xfe\""), &[400]),
        ("an overlong slash", field(b"\"\xc0\xaf\""), &[400]),
        ("a surrogate in UTF-8", field(b"\"\xed\xa0\x80\""), &[400]),
        ("a byte order mark", [b"\xEF\xBB\xBF".as_slice(), br#"{"name":"x"}"#].concat(), &[400]),
        ("UTF-16", utf16.clone(), &[400]),
        ("UTF-16 with a mark", [b"\xFF\xFE".as_slice(), &utf16].concat(), &[400]),
        ("GBK", field(b"\"\xC0\xEE\xC0\xCF\xCA\xA6\""), &[400]),
        ("a comma too many", text(r#"{"name":"x",}"#), &[400]),
        ("a comment", text(r#"{"name":"x"/* */}"#), &[400]),
        ("single quotes", text("{'name':'x'}"), &[400]),
        ("something behind it", text(r#"{"name":"x"}{"name":"y"}"#), &[400]),
        ("a NUL behind it", text("{\"name\":\"x\"}\0"), &[400]),
        ("nothing", Vec::new(), &[400]),
        ("white space", text(" \t\r\n"), &[400]),
        ("a prototype", text(r#"{"__proto__":{"admin":true},"name":"x"}"#), &[422]),
    ]
}

on_both_engines! {
    async fn f01_bodies_made_to_break_a_reader_are_refused(engine) {
        let all = Everything::build(engine).await;
        let base = &all.school.app.base;
        let before = Digest::of(&all.school.app.db).await;
        let (admin, nobody) = (all.school.admin.token.as_deref(), None);
        let sign = format!("/api/v1/signs/{}/repair-cases", all.ids["/api/v1/signs/{code}"]);
        for (what, body, expected) in hostile_bodies() {
            for (token, target) in [(admin, "/api/v1/people"), (nobody, "/api/v1/session"), (nobody, sign.as_str())] {
                let answer = wire::exchange(base, &wire::json("POST", target, token, &body)).await.unwrap();
                // For what names no field of this body, an unknown field is as good an answer.
                let fits = expected.contains(&answer.status) || (target != "/api/v1/people" && expected != [413] && answer.status == 422);
                assert!(fits, "{what} at {target}: {} {}", answer.status, answer.body);
                answer.expect(answer.status, what);
                assert!(answer.body.len() < 2000, "{what} is echoed: {}", answer.body.len());
            }
        }
        before.assert_unchanged(&all.school.app.db, "a hostile body").await;
        all.school.admin.get("/me").await.expect(200);
    }
}

/// A server that waits less long than usual, so that the test need not wait as long.
async fn impatient(engine: TestEngine) -> (TestApp, Client) {
    let app = TestApp::start_with(TestDb::new(engine).await, |config| {
        config.server.header_timeout_ms = 400;
        config.server.body_timeout_ms = 600;
    })
    .await;
    let (admin, _) = app.set_up("青禾小学").await;
    (app, admin)
}

fn head(token: &str, headers: &str) -> Vec<u8> {
    let fixed = "POST /api/v1/people HTTP/1.1\r\nhost: school.test\r\ncontent-type: application/json\r\n";
    format!("{fixed}authorization: Bearer {token}\r\n{headers}\r\n\r\n").into_bytes()
}

on_both_engines! {
    /// The limits themselves (10 s for the headers, 20 s for the body) are settings; here they are shorter.
    async fn f02_bodies_that_are_too_long_too_slow_or_lie_about_their_length_are_cut_off(engine) {
        let (app, admin) = impatient(engine).await;
        let before = Digest::of(&app.db).await;
        let token = admin.token.as_deref().unwrap();
        let fitting = |length: usize| { let mut body = br#"{"name":"x"}"#.to_vec(); body.resize(length, b' '); body };
        let long = fitting(MEGABYTE + 1);
        wire::exchange(&app.base, &wire::json("POST", "/api/v1/people", Some(token), &long)).await.unwrap().expect(413, "one byte more");
        let chunks = [format!("{:x}\r\n", long.len()).as_bytes(), &long, b"\r\n0\r\n\r\n"].concat();
        let chunked = [head(token, "transfer-encoding: chunked\r\nconnection: close"), chunks].concat();
        wire::exchange(&app.base, &chunked).await.unwrap().expect(413, "one byte more in chunks");
        let announced = head(token, "content-length: 99999999999");
        wire::exchange(&app.base, &announced).await.unwrap().expect(413, "announced and never sent");
        for length in ["-1", "abc", "18446744073709551615", "18446744073709551616", "1, 2", "12\r\ncontent-length: 13"] {
            let answer = wire::exchange(&app.base, &[head(token, &format!("content-length: {length}")), fitting(12)].concat()).await.unwrap();
            assert!(matches!(answer.status, 400 | 431), "content-length {length}: {answer:?}");
        }
        let short = [head(token, "content-length: 100"), fitting(12)].concat();
        wire::exchange(&app.base, &short).await.unwrap().expect(408, "less than announced, and silence");
        cut_in_the_middle(&app, &short).await;
        drop_by_drop(&app, head(token, "content-length: 1000"), b' ', Some(408)).await;
        drop_by_drop(&app, b"POST /api/v1/people HTTP/1.1\r\nx-slow: ".to_vec(), b'a', None).await;
        before.assert_unchanged(&app.db, "a body that did not come as announced").await;
        admin.post("/people", json!({ "name": "照常" })).await.expect(201);
    }
}

/// The client hangs up in the middle of its body; whatever is answered, nothing was done.
async fn cut_in_the_middle(app: &TestApp, short: &[u8]) {
    let mut stream = wire::connect(&app.base).await;
    stream.write_all(short).await.unwrap();
    stream.shutdown().await.unwrap();
    if let Some(answer) = wire::rest(&mut stream).await {
        answer.expect(400, "cut in the middle");
    }
}

/// Sends a beginning, and then one byte after another until the server has had enough.
async fn drop_by_drop(app: &TestApp, beginning: Vec<u8>, drop: u8, expected: Option<u16>) {
    let (mut read, mut write) = wire::connect(&app.base).await.into_split();
    write.write_all(&beginning).await.unwrap();
    let dripping = tokio::spawn(async move {
        // Ends when the server has closed its side.
        while write.write_all(&[drop]).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let mut answer = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(20), read.read_to_end(&mut answer)).await.expect("the server did not close");
    dripping.abort();
    let answer = String::from_utf8_lossy(&answer);
    let status = answer.split(' ').nth(1).and_then(|s| s.parse::<u16>().ok());
    match expected {
        Some(_) => assert_eq!(status, expected, "{answer}"),
        None => assert!(matches!(status, None | Some(408)), "{answer}"),
    }
}

on_both_engines! {
    async fn f03_a_body_that_is_not_called_json_is_415(engine) {
        let all = Everything::build(engine).await;
        let before = Digest::of(&all.school.app.db).await;
        let kinds = [
            "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "text/json",
            "application/jsonp", "application/json-patch+json", "application/problem+json", "application/octet-stream", "json", "*/*",
            "application/json, text/plain",
        ];
        for call in calls::with_bodies(&all) {
            let body = call.body.as_ref().unwrap().to_string().into_bytes();
            for kind in kinds {
                let client = call.client.seen(1).with("content-type", kind).with("idempotency-key", "f03");
                let answer = client.send(call.method.parse().unwrap(), &call.path, Some(body.clone())).await;
                assert_eq!(answer.status, 415, "{} as {kind:?}: {}", call.what(), String::from_utf8_lossy(&answer.bytes));
                answer.expect_problem(415, "json_required");
            }
            let length = body.len().to_string();
            let headers = [("content-length", length.as_str()), ("if-match", "\"1\"")];
            let token = call.client.token.as_deref();
            let untold = wire::request(&call.method, &target(&call.path), token, &headers, &body);
            wire::exchange(&all.school.app.base, &untold).await.unwrap().expect(415, &call.what());
        }
        before.assert_unchanged(&all.school.app.db, "a body that is not called JSON").await;
    }
}

fn target(path: &str) -> String {
    if path.starts_with("/api") { path.to_owned() } else { format!("/api/v1{path}") }
}

on_both_engines! {
    /// Up to what the HTTP parser itself takes (64 KB less a byte, 256 KB of headers, 100 of them) the refusal is a problem; beyond
    /// it the parser answers alone, with the same status and no body (decision 28).
    async fn f09_long_addresses_are_414_and_large_headers_431(engine) {
        let app = TestApp::start(engine).await;
        let (admin, _) = app.set_up("青禾小学").await;
        let token = admin.token.as_deref();
        let get = |target: String, headers: Vec<(String, String)>| {
            let headers: Vec<(&str, &str)> = headers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            let request = wire::request("GET", &target, token, &headers, b"");
            let base = app.base.clone();
            async move { wire::exchange(&base, &request).await.unwrap() }
        };
        let query = |length: usize| { let path = "/api/v1/people?q="; format!("{path}{}", "x".repeat(length - path.len())) };
        get(query(8 * 1024), vec![]).await.expect(200, "8 KB");
        for length in [8 * 1024 + 1, 60_000, 65_534] {
            let problem = get(query(length), vec![]).await.expect(414, "a long address");
            assert_eq!(problem["code"], "url_too_long");
        }
        let path = format!("/api/v1/people/{}", "x".repeat(60_000));
        get(path, vec![]).await.expect(414, "a long path");
        assert_eq!(get(query(70_000), vec![]).await.status, 414);
        let large = |size: usize| vec![("x-large".to_owned(), "x".repeat(size))];
        get("/api/v1/me".into(), large(30_000)).await.expect(200, "30 KB of headers");
        let problem = get("/api/v1/me".into(), large(100 * 1024)).await.expect(431, "100 KB of headers");
        assert_eq!(problem["code"], "headers_too_large");
        let many: Vec<_> = (0..80).map(|n| (format!("x-{n}"), "x".repeat(1000))).collect();
        get("/api/v1/me".into(), many).await.expect(431, "80 headers of 1 KB");
        let crowd: Vec<_> = (0..200).map(|n| (format!("x-{n}"), "x".to_owned())).collect();
        assert_eq!(get("/api/v1/me".into(), crowd).await.status, 431);
        let answer = wire::exchange(&app.base, &wire::request("GET", "/api/v1/me", token, &[("x-large", &"x".repeat(300_000))], b"")).await;
        assert!(answer.is_none_or(|a| a.status == 431), "300 KB of headers");
        admin.get("/me").await.expect(200);
    }
}
