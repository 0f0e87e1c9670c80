//! `POST /audit-exports`: what a filter finds, whole, as a file.

use serde_json::{Value, json};
use test_support::{Client, School, text};

use crate::on_both_engines;

/// The lines of the file, split by the csv rules.
async fn exported(by: &Client, filter: Value) -> Vec<Vec<String>> {
    let file = by.post("/audit-exports", json!({ "filter": filter })).await;
    assert_eq!(file.status, 200);
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(file.header("content-disposition").unwrap().starts_with("attachment; "));
    let text = file.bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a mark that spreadsheets know UTF-8 by");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    reader.records().map(|line| line.unwrap().iter().map(str::to_owned).collect()).collect()
}

on_both_engines! {
    async fn the_file_holds_what_the_list_shows_over_all_its_pages(engine) {
        let school = School::open(engine).await;
        for n in 0..230 {
            school.admin.post("/people", json!({ "name": format!("老师{n}") })).await.expect(201);
        }
        let lines = exported(&school.principal, json!({ "action": "person.added", "actor_id": school.admin.person_id })).await;
        assert_eq!(lines[0][..4], ["时间", "谁", "从哪里来", "身份"]);
        let mut listed = Vec::new();
        let mut next = String::new();
        loop {
            let path = format!("/audit-events?limit=200&action=person.added&actor_id={}{next}", school.admin.person_id);
            let page = school.principal.get(&path).await.expect(200);
            listed.extend(page["items"].as_array().unwrap().iter().map(|event| text(&event["id"]).to_owned()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            next = format!("&cursor={cursor}");
        }
        assert_eq!(listed.len(), 230);
        let mut told: Vec<String> = lines[1..].iter().map(|line| line[10].clone()).collect();
        told.dedup();
        assert_eq!(told, listed);
        let english = exported(&school.principal.with("accept-language", "en"), json!({ "q": "老师7" })).await;
        assert_eq!((english[0][1].as_str(), english.len(), english[1][6].as_str()), ("Who", 2, "老师7"));
    }
}

on_both_engines! {
    async fn making_the_file_is_an_event_with_its_filter(engine) {
        let school = School::open(engine).await;
        exported(&school.principal, json!({ "subject_kind": "person", "q": "=1+1" })).await;
        let told = school.admin.rows("/audit-events?action=audit.exported").await;
        assert_eq!(told.len(), 1);
        assert_eq!((text(&told[0]["actor_name"]), &told[0]["subjects"][0]["after"]), (text(&school.principal.get("/me").await.expect(200)["person"]["name"]), &json!({ "subject_kind": "person", "q": "=1+1" })));
        // Everything, this very event excepted, and nothing of it begins a formula.
        school.admin.post("/people", json!({ "name": "=SUM(A1)" })).await.expect(201);
        let lines = exported(&school.admin, json!({})).await;
        assert!(lines.len() > 5 && lines.iter().any(|line| line[6] == "'=SUM(A1)"));
        assert!(lines[1..].iter().flatten().all(|cell| !cell.starts_with(['=', '+', '@'])));
        for (by, status, code) in [(school.person("李老师", &["staff"]).await, 403, "forbidden"), (school.app.nobody(), 401, "unauthenticated")] {
            by.post("/audit-exports", json!({})).await.expect_problem(status, code);
        }
        school.admin.post("/audit-exports", json!({ "filter": { "school_id": "x" } })).await.expect_problem(422, "validation_failed");
    }
}
