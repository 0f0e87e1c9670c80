//! Who sees approvals, and whose grants do not reach them.

use serde_json::json;
use test_support::text;

use super::{Buying, approval, ask_for, decide, waiting};
use crate::on_both_engines;

on_both_engines! {
    async fn approvals_are_for_those_who_decide_and_for_the_auditor(engine) {
        let all = Buying::open(engine).await;
        let auditor = all.school.person("审计员", &["auditor"]).await;
        let asked = ask_for(&all.teacher, "水龙头", "38").await;
        let path = format!("/approvals/{}", text(&asked["approval_id"]));
        all.teacher.get(&path).await.expect_problem(403, "forbidden");
        all.teacher.get("/approvals").await.expect_problem(403, "forbidden");
        assert_eq!(waiting(&auditor).await, Vec::<String>::new());
        assert_eq!(auditor.column("/approvals?view=all", "number").await, [text(&asked["number"])]);
        let seen = approval(&auditor, &asked).await;
        assert!(seen["allowed_actions"].as_array().unwrap().iter().all(|action| action["allowed"] == false), "{seen}");
        decide(&auditor, &asked, "approve", json!({})).await.expect_problem(403, "forbidden");
        let stranger = all.school.app.second_school("别的学校").await.1;
        stranger.get(&path).await.expect_problem(404, "not_found");
        assert_eq!(stranger.column("/approvals?view=all", "number").await, Vec::<String>::new());
    }
}

on_both_engines! {
    /// A director of one building decides about no purchase: a purchase knows no building.
    async fn a_grant_for_some_places_reaches_no_approval(engine) {
        let all = Buying::open(engine).await;
        let building = { let rooms = all.school.rooms().await; rooms["101"]["id"].clone() };
        let local = all.school.person("楼长", &[]).await;
        let grant = json!({ "role": "logistics_director", "places": [building] });
        let grant = all.school.admin.post(&format!("/people/{}/role-grants", local.person_id), grant).await.expect(201);
        all.school.principal.seen(1).post(&format!("/role-grants/{}/confirm", text(&grant["id"])), json!({})).await.expect(200);
        let asked = ask_for(&all.teacher, "水龙头", "38").await;
        local.get(&format!("/approvals/{}", text(&asked["approval_id"]))).await.expect_problem(404, "not_found");
        assert_eq!(waiting(&local).await, Vec::<String>::new());
    }
}
