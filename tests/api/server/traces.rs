//! Traces: what a collector in the house receives, and that nobody waits for it.

use serde_json::{Value, json};
use test_support::{Receiver, School, TestDb, TestEngine};

use crate::on_both_engines;

/// The value of an attribute, as OTLP writes it in JSON.
fn attribute<'a>(of: &'a Value, key: &str) -> Option<&'a Value> {
    let found = of["attributes"].as_array()?.iter().find(|pair| pair["key"] == key)?;
    found["value"].as_object()?.values().next()
}

async fn traced(engine: TestEngine, collector: &Receiver) -> School {
    let address = collector.url("");
    School::open_with(TestDb::new(engine).await, move |config| config.server.traces_to = Some(address)).await
}

on_both_engines! {
    async fn a_collector_gets_one_span_a_request_and_nothing_about_people(engine) {
        let collector = Receiver::open().await;
        collector.says(200, &[("content-type", "application/json")], "{}");
        let mut school = traced(engine, &collector).await;
        let person = format!("/people/{}", school.admin.person_id);
        let answer = school.admin.get(&person).await;
        let request_id = answer.header("x-request-id").unwrap().to_owned();
        answer.expect(200);
        school.admin.post("/people", json!({ "nonsense": 1 })).await.expect_problem(422, "validation_failed");
        school.app.stop().await;

        let batches = collector.seen();
        assert!(!batches.is_empty(), "what is left is sent at the end");
        let mut spans = Vec::new();
        for batch in &batches {
            assert_eq!(batch.uri, "/v1/traces");
            assert!(batch.header("content-type").contains("json"), "{:?}", batch.headers);
            for resource in batch.json()["resourceSpans"].as_array().unwrap() {
                assert_eq!(attribute(&resource["resource"], "service.name"), Some(&json!("steward")), "{resource}");
                for scope in resource["scopeSpans"].as_array().unwrap() {
                    spans.extend(scope["spans"].as_array().unwrap().clone());
                }
            }
        }
        let read: Vec<_> = spans.iter().filter(|span| span["name"] == "GET /api/v1/people/{id}").collect();
        assert_eq!(read.len(), 1, "{spans:#?}");
        assert_eq!(attribute(read[0], "steward.request_id"), Some(&json!(request_id)), "{}", read[0]);
        let status = attribute(read[0], "http.response.status_code").unwrap();
        assert!(status == "200" || status == 200, "{status}");
        let refused = spans.iter().find(|span| span["name"] == "POST /api/v1/people" && attribute(span, "http.response.status_code").is_some_and(|s| s == "422" || s == 422));
        assert!(refused.is_some(), "{spans:#?}");
        let all = serde_json::to_string(&spans).unwrap();
        assert!(!all.contains(&school.admin.person_id) && !all.contains("林管理") && !all.contains("steward_access"), "{all}");
    }
}

#[tokio::test]
async fn a_collector_that_is_away_or_fails_holds_nobody_up() {
    let collector = Receiver::open().await;
    collector.says(503, &[], "");
    let mut school = traced(TestEngine::Sqlite, &collector).await;
    school.admin.post("/people", json!({ "name": "新人" })).await.expect(201);
    school.app.stop().await;
    assert!(!collector.seen().is_empty());

    let gone = collector.url("");
    drop(collector);
    let mut school = School::open_with(TestDb::new(TestEngine::Sqlite).await, move |config| config.server.traces_to = Some(gone)).await;
    school.admin.post("/people", json!({ "name": "新人" })).await.expect(201);
    school.app.stop().await;
}

#[tokio::test]
async fn an_address_that_is_no_collector_is_refused_at_the_start() {
    let db = TestDb::new(TestEngine::Sqlite).await;
    let mut config = db.config();
    config.server.traces_to = Some("https://somewhere.test".into());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let refused = server::run(&config, kernel::Clock::default(), listener).await.err().unwrap();
    assert!(format!("{refused:#}").contains("server.traces_to"), "{refused:#}");
}
