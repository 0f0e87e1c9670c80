//! H12: what somebody sends does not write lines of its own into the log.

use reqwest::Method;
use serde_json::{Value, json};
use test_support::{Process, TestDb, TestEngine};

const PROGRAM: &str = env!("CARGO_BIN_EXE_steward-test-server");

#[tokio::test]
async fn h12_control_characters_stay_inside_one_escaped_line() {
    let db = TestDb::new(TestEngine::Sqlite).await;
    let process = Process::start(PROGRAM, &db, &["--log"]).await.unwrap();
    let token = process.setup_token.clone().unwrap();
    let (admin, _) = process.nobody().set_up(&token, "青禾小学").await;
    let evil = "x\r\n{\"level\":\"ERROR\",\"forged\":true}\u{1b}[31m\u{2028}\u{7f}";
    let encoded: String = evil.bytes().map(|b| format!("%{b:02X}")).collect();
    for path in [format!("/{encoded}"), format!("/people/{encoded}"), format!("/people?q={encoded}"), format!("/signs/{encoded}")] {
        admin.send(Method::GET, &path, None).await;
    }
    process.nobody().post("/session", json!({ "login": evil, "password": evil })).await;
    admin.post("/people", json!({ "name": evil })).await;
    let lines = process.log_lines();
    assert!(lines.len() >= 7, "{} lines", lines.len());
    for line in &lines {
        let read: Value = serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line:?}"));
        assert!(read.get("forged").is_none(), "{line}");
        assert!(!line.chars().any(|c| c.is_control() || c == '\u{2028}'), "{line:?}");
    }
}
