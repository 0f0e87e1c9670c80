//! Whatever goes wrong before a handler is a problem as well: in the caller's language, with a code and the request id.

use reqwest::Method;
use serde_json::json;
use test_support::School;

use crate::on_both_engines;

on_both_engines! {
    async fn everything_that_reaches_the_router_errs_as_a_problem(engine) {
        let school = School::open(engine).await;
        let admin = &school.admin;
        admin.get("/no-such-thing").await.expect_problem(404, "not_found");
        admin.get("/api/v2/people").await.expect_problem(404, "not_found");
        admin.delete("/people").await.expect_problem(405, "method_not_allowed");
        admin.get("/people/not-a-uuid").await.expect_problem(404, "not_found");
        admin.with("content-type", "text/plain").send(Method::POST, "/people", Some(b"x".to_vec())).await.expect_problem(415, "json_required");
        admin.send(Method::POST, "/people", Some(b"{".to_vec())).await.expect_problem(400, "bad_json");
        admin.send(Method::POST, "/people", Some(vec![b' '; 1024 * 1024 + 1])).await.expect_problem(413, "too_large");
        admin.get("/people?nonsense=1").await.expect_problem(400, "unknown_field");
        admin.get("/people?limit=0").await.expect_problem(400, "bad_limit");
        let path = format!("/people/{}", school.principal.person_id);
        admin.patch(&path, json!({})).await.expect_problem(428, "if_match_required");
        admin.seen(99).patch(&path, json!({})).await.expect_problem(412, "stale");
        admin.with("if-match", "*").patch(&path, json!({})).await.expect_problem(400, "bad_if_match");
    }
}

on_both_engines! {
    async fn problems_speak_the_callers_language_and_carry_the_request_id(engine) {
        let school = School::open(engine).await;
        let english = school.admin.with("accept-language", "en").post("/people", json!({ "name": "" })).await;
        let id = english.header("x-request-id").unwrap().to_owned();
        let body = english.expect_problem(422, "validation_failed");
        assert_eq!(body["request_id"], id.as_str());
        assert_eq!(body["errors"][0]["pointer"], "/name");
        assert_eq!(body["errors"][0]["detail"], "Required.");
        let chinese = school.admin.post("/people", json!({ "name": "" })).await.expect_problem(422, "validation_failed");
        assert_eq!(chinese["errors"][0]["detail"], "必填。");
    }
}
