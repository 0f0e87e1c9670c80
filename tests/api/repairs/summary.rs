//! `GET /me/summary`: what waits for whom; always what the lists say.

use serde_json::{Value, json};
use test_support::Client;

use super::crew::{Crew, finish, step};
use crate::on_both_engines;

/// The summary's figures, each held against the list behind it.
async fn summary(client: &Client) -> [Option<i64>; 4] {
    let told = client.get("/me/summary").await.expect(200);
    let mut figures = [None; 4];
    let lists = [
        ("waiting_for_me", "view=waiting_for_me&state=open"),
        ("assigned_to_me", "view=assigned_to_me&state=open"),
        ("my_open_reports", "view=reported_by_me&state=open"),
        ("unassigned", "view=unassigned&state=open"),
    ];
    for (figure, (field, query)) in figures.iter_mut().zip(lists) {
        *figure = told[field].as_i64();
        if figure.is_some() {
            let rows = client.pages(&format!("/repair-cases?{query}"), 50).await;
            assert_eq!(*figure, i64::try_from(rows.len()).ok(), "{field}");
        }
    }
    figures
}

on_both_engines! {
    /// One owner at every phase: at each step exactly one of the four has something waiting.
    async fn at_every_step_exactly_one_has_it_waiting(engine) {
        let crew = Crew::open(engine).await;
        let turn = async |crew: &Crew| {
            let mut waiting = Vec::new();
            for (name, client) in [("teacher", &crew.teacher), ("worker", &crew.worker), ("mate", &crew.mate), ("director", &crew.director)] {
                if summary(client).await[0] == Some(1) {
                    waiting.push(name);
                }
            }
            waiting
        };
        let case = crew.case("lock").await;
        assert_eq!(turn(&crew).await, ["director"], "submitted");
        let case = step(&crew.director, &case, "triage", json!({ "priority": 2 })).await;
        assert_eq!(turn(&crew).await, ["director"], "triaged");
        let case = step(&crew.director, &case, "assign", json!({ "worker_id": crew.mate.person_id })).await;
        assert_eq!(turn(&crew).await, ["mate"], "assigned");
        let case = step(&crew.worker, &case, "take", json!({})).await;
        assert_eq!(turn(&crew).await, ["worker"], "taken by another");
        let case = step(&crew.worker, &case, "start", json!({})).await;
        assert_eq!(turn(&crew).await, ["worker"], "in progress");
        let case = step(&crew.worker, &case, "wait", json!({ "on": "external", "note": "请厂家" })).await;
        assert_eq!(turn(&crew).await, ["worker"], "waiting");
        let case = finish(&crew.worker, &case).await;
        assert_eq!(turn(&crew).await, ["teacher"], "done");
        let case = step(&crew.teacher, &case, "refuse", json!({ "reason": "没好" })).await;
        assert_eq!(turn(&crew).await, ["worker"], "reopened");
        let case = finish(&crew.worker, &case).await;
        step(&crew.teacher, &case, "confirm", json!({})).await;
        assert_eq!(turn(&crew).await, Vec::<&str>::new(), "closed");
    }
}

on_both_engines! {
    async fn the_summary_counts_what_the_lists_hold_and_zero_for_who_sees_none(engine) {
        let crew = Crew::open(engine).await;
        crew.case("lock").await;
        crew.case("window").await;
        step(&crew.worker, &crew.case("other").await, "take", json!({})).await;
        crew.done("furniture").await;
        assert_eq!(summary(&crew.teacher).await, [Some(1), Some(0), Some(4), None]);
        assert_eq!(summary(&crew.worker).await, [Some(1), Some(1), Some(0), None]);
        assert_eq!(summary(&crew.director).await, [Some(2), Some(0), Some(0), Some(2)]);
        let nobody = crew.school.person("无角色", &[]).await;
        let told = nobody.get("/me/summary").await.expect(200);
        assert_eq!((&told["waiting_for_me"], &told["my_open_reports"], &told["unassigned"]), (&json!(0), &json!(0), &Value::Null));
    }
}
