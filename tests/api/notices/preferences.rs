//! `/me/notice-preferences`: what somebody wants to hear of.

use serde_json::json;

use super::inbox::told;
use crate::{
    on_both_engines,
    repairs::crew::{Crew, report, step},
};

on_both_engines! {
    async fn what_is_muted_does_not_come_and_what_is_urgent_comes_all_the_same(engine) {
        let crew = Crew::open(engine).await;
        let first = crew.director.get("/me/notice-preferences").await;
        assert_eq!(first.header("etag"), Some("\"0\""));
        let first = first.expect(200);
        assert_eq!((&first["mail"], &first["muted"], &first["mail_available"]), (&json!("off"), &json!([]), &json!(false)));
        let topics = first["topics"].as_array().unwrap();
        assert!(topics.iter().any(|topic| topic["key"] == "repair_case.danger" && topic["urgent"] == true), "{topics:?}");
        let muted = json!({ "mail": "off", "muted": ["repair_case.unassigned", "repair_case.danger"] });
        crew.director.seen(0).put("/me/notice-preferences", muted.clone()).await.expect(200);
        crew.director.seen(0).put("/me/notice-preferences", muted).await.expect_problem(412, "stale");
        crew.case("lock").await;
        report(&crew.teacher, crew.room("102"), json!([{ "category": "lock", "danger": true }])).await;
        let told = told(&crew, &crew.director).await;
        assert!(told[0].starts_with("有危险"), "{told:?}");
        assert_eq!(told.len(), 2, "the danger and his role");
    }
}

on_both_engines! {
    async fn what_makes_no_sense_is_refused(engine) {
        let crew = Crew::open(engine).await;
        let set = async |body| crew.teacher.seen(0).put("/me/notice-preferences", body).await.expect_problem(422, "validation_failed");
        for (body, pointer) in [
            (json!({ "mail": "digest" }), "/mail_address"),
            (json!({ "mail": "off", "mail_address": "no mail" }), "/mail_address"),
            (json!({ "mail": "off", "mail_address": "a@b.cn\r\nBcc: c@d.cn" }), "/mail_address"),
            (json!({ "mail": "off", "quiet_from": "21:30" }), "/quiet_until"),
            (json!({ "mail": "off", "quiet_from": "21:30", "quiet_until": "25:00" }), "/quiet_until"),
            (json!({ "mail": "off", "quiet_from": "21:30", "quiet_until": "21:30" }), "/quiet_until"),
            (json!({ "mail": "off", "muted": ["nothing.known"] }), "/muted"),
        ] {
            let refused = set(body.clone()).await;
            assert_eq!(refused["errors"][0]["pointer"], pointer, "{body}");
        }
        let good = json!({ "mail": "off", "mail_address": "li@school.cn", "quiet_from": "21:30", "quiet_until": "06:30" });
        let kept = crew.teacher.seen(0).put("/me/notice-preferences", good).await.expect(200);
        assert_eq!((&kept["version"], &kept["quiet_until"]), (&json!(1), &json!("06:30")));
        let case = crew.case("lock").await;
        step(&crew.teacher, &case, "cancel", json!({})).await;
    }
}
