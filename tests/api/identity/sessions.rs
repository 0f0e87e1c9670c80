//! `/sessions`: one's own devices, how long they last, and their end.

use chrono::TimeDelta;
use serde_json::json;
use test_support::{Client, PASSWORD, Response, School, text};

use crate::on_both_engines;

async fn renew(school: &School, refresh: &str) -> Response {
    school.app.nobody().with("cookie", format!("steward_refresh={refresh}")).post("/session/refresh", json!({})).await
}

/// The same person with the pair that an answer gave.
fn with_pair(client: &Client, answer: &Response) -> Client {
    let mut client = client.clone();
    (client.token, client.refresh) = (answer.cookie("steward_access"), answer.cookie("steward_refresh"));
    client
}

/// The same session, used once more.
pub async fn renewed(school: &School, client: &Client) -> Client {
    with_pair(client, &renew(school, client.refresh.as_deref().unwrap()).await)
}

on_both_engines! {
    async fn own_devices_are_listed_by_their_last_use_with_the_one_that_asks(engine) {
        let school = School::open(engine).await;
        let desk = school.person("李老师", &["staff"]).await;
        school.app.advance(TimeDelta::minutes(1));
        let long_name = "M".repeat(400);
        let phone = school.app.nobody().with("user-agent", long_name).sign_in("T001").await;
        let listed = phone.rows("/sessions").await;
        assert_eq!(listed.len(), 2);
        assert_eq!((&listed[0]["current"], &listed[1]["current"]), (&json!(true), &json!(false)));
        assert_eq!((text(&listed[0]["device"]).len(), &listed[0]["address"]), (200, &json!("127.0.0.1")));
        assert_eq!((&listed[0]["created_at"], &listed[1]["created_at"]), (&json!("2026-11-24T02:01:00Z"), &json!("2026-11-24T02:00:00Z")));

        // Renewing is using: the desk moves to the top and keeps its place in the list of devices.
        school.app.advance(TimeDelta::minutes(1));
        let renewed = renew(&school, desk.refresh.as_deref().unwrap()).await;
        let desk = with_pair(&desk, &renewed);
        let now = desk.rows("/sessions").await;
        assert_eq!((&now[0]["id"], &now[0]["current"], &now[0]["last_seen_at"]), (&listed[1]["id"], &json!(true), &json!("2026-11-24T02:02:00Z")));
        assert_eq!(now[0]["created_at"], listed[1]["created_at"]);
        assert_eq!(school.admin.rows("/sessions").await.len(), 1, "others' devices are not shown");
    }
}

on_both_engines! {
    async fn a_device_that_is_used_stays_for_good_and_one_that_is_not_ends(engine) {
        let school = School::open(engine).await;
        let teacher = school.person("李老师", &["staff"]).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        school.app.advance(TimeDelta::hours(11));
        let custodian = with_pair(&custodian, &renew(&school, custodian.refresh.as_deref().unwrap()).await);
        school.app.advance(TimeDelta::hours(11));
        custodian.get("/me").await.expect_problem(401, "unauthenticated");
        let custodian = with_pair(&custodian, &renew(&school, custodian.refresh.as_deref().unwrap()).await);
        custodian.get("/me").await.expect(200);
        school.app.advance(TimeDelta::hours(12) + TimeDelta::seconds(1));
        renew(&school, custodian.refresh.as_deref().unwrap()).await.expect_problem(401, "unauthenticated");

        school.app.advance(TimeDelta::days(118));
        let teacher = with_pair(&teacher, &renew(&school, teacher.refresh.as_deref().unwrap()).await);
        assert_eq!(teacher.rows("/sessions").await.len(), 1);
        school.app.advance(TimeDelta::days(119));
        let teacher = with_pair(&teacher, &renew(&school, teacher.refresh.as_deref().unwrap()).await);
        teacher.get("/me").await.expect(200);
        school.app.advance(TimeDelta::days(121));
        renew(&school, teacher.refresh.as_deref().unwrap()).await.expect_problem(401, "unauthenticated");
        let fresh = school.app.sign_in("T001").await;
        assert_eq!(fresh.rows("/sessions").await.len(), 1, "what ran out is no device any more");
    }
}

on_both_engines! {
    async fn ending_a_device_is_written_down_and_signing_out_ends_the_one_that_asks(engine) {
        let school = School::open(engine).await;
        let desk = school.person("李老师", &["staff"]).await;
        let phone = school.app.sign_in("T001").await;
        let own = phone.rows("/sessions").await.into_iter().find(|s| s["current"] == true).unwrap();
        let path = format!("/sessions/{}", text(&own["id"]));
        desk.delete(&path).await.expect(204);
        phone.get("/me").await.expect_problem(401, "unauthenticated");
        desk.delete(&path).await.expect_problem(404, "not_found");
        let out = desk.delete("/session").await;
        assert_eq!((out.cookie("steward_access"), out.cookie("steward_refresh")), (Some(String::new()), Some(String::new())));
        out.expect(204);
        desk.get("/me").await.expect_problem(401, "unauthenticated");
        renew(&school, desk.refresh.as_deref().unwrap()).await.expect_problem(401, "unauthenticated");
        let acts = school.principal.column(&format!("/audit-events?actor_id={}", desk.person_id), "action").await;
        assert_eq!(acts, ["session.ended", "session.ended", "session.started", "session.started"]);
        school.app.nobody().post("/session", json!({ "login": "T001", "password": PASSWORD })).await.expect(200);
    }
}
