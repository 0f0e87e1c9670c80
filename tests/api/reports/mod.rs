//! Reports over HTTP: the ledgers as of any day against a recomputation from the events, as evidence in a file, and beside finance's books;
//! figures that are what their rows are, on the home, in the term summary and in its document.

mod detail;
mod document;
mod export;
mod home;
mod plans;
pub mod reconciliation;
mod rights;
mod schedule;
mod term_summary;
mod ties;
mod walk;
mod workbook;

use serde_json::{Value, json};
use test_support::{Client, School, text};

/// The term of the tests' day: 24 November 2026 lies in it.
pub(crate) async fn term(school: &School) -> String {
    let term = json!({ "school_year": 2026, "season": "autumn", "starts_on": "2026-09-01", "ends_on": "2027-01-22" });
    text(&school.admin.post("/terms", term).await.expect(201)["id"]).to_owned()
}

/// Fen of an amount on the wire.
pub(crate) fn fen(value: &Value) -> i64 {
    text(value).replace('.', "").parse().unwrap()
}

/// Holds the sums of a figure, or of a part of it, against its rows, added up here.
pub(crate) async fn is_its_rows(by: &Client, path: &str, sum: &Value) {
    let rows = by.pages(path, 2).await;
    let added = |of: &str| rows.iter().map(|row| row[of].as_i64().unwrap()).sum::<i64>();
    let things = added("things");
    assert_eq!(sum["count"], things, "{path}: {sum}");
    let ids: std::collections::BTreeSet<&str> = rows.iter().map(|row| text(&row["row_id"])).collect();
    assert_eq!(ids.len(), rows.len(), "{path}: a row twice");
    if sum["amount"].is_string() {
        assert_eq!(fen(&sum["amount"]), rows.iter().map(|row| fen(&row["amount"])).sum::<i64>(), "{path}");
    }
    if sum["quantity"].is_string() {
        let pieces = |value: &Value| text(value).parse::<f64>().unwrap();
        let added: f64 = rows.iter().map(|row| pieces(&row["quantity"])).sum();
        assert!((pieces(&sum["quantity"]) - added).abs() < 0.0005, "{path}: {sum}");
    }
    if sum["met"].is_number() {
        let met = added("things_met");
        assert_eq!(sum["met"], met, "{path}");
        assert!(rows.iter().all(|row| row["met"] == (row["things_met"] == row["things"])), "{path}");
        let share = if things == 0 { Value::Null } else { json!(met * 1000 / things) };
        assert_eq!(sum["per_mille"], share, "{path}");
    }
}

/// The same for each of its parts.
pub(crate) async fn and_so_are_its_parts(by: &Client, path: &str, figure: &Value) {
    let mut count = 0;
    for part in figure["parts"].as_array().unwrap() {
        assert!(!text(&part["title"]).is_empty(), "{figure}");
        is_its_rows(by, &format!("{path}?part={}", text(&part["part"])), &part["sum"]).await;
        count += part["sum"]["count"].as_i64().unwrap();
    }
    let whole = figure["sum"]["count"].as_i64().unwrap();
    assert!(figure["parts"].as_array().unwrap().is_empty() || count == whole, "{figure}");
}
