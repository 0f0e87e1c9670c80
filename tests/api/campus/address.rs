//! The address that signs lead to, changed by whoever administers the school.

use serde_json::{Value, json};
use test_support::{Digest, School};

use crate::on_both_engines;

on_both_engines! {
    async fn the_administrator_changes_the_address_and_everybody_prints_it(engine) {
        let school = School::open(engine).await;
        let room = school.rooms().await["203"].clone();
        let before = school.admin.get("/school-address").await;
        assert_eq!(before.header("etag"), Some("\"1\""));
        assert_eq!(before.expect(200), json!({ "public_url": "http://school.test", "for_phones": true, "version": 1 }));
        let body = json!({ "public_url": " https://zongwu.school.lan " });
        let changed = school.admin.seen(1).put("/school-address", body).await.expect(200);
        assert_eq!(changed, json!({ "public_url": "https://zongwu.school.lan", "for_phones": true, "version": 2 }));
        let sign = school.admin.get(&format!("/locations/{}/sign", room["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(sign["url"], format!("https://zongwu.school.lan/s/{}", room["sign_code"].as_str().unwrap()));
        assert_eq!(school.principal.get("/me").await.expect(200)["school"]["public_url"], "https://zongwu.school.lan");
        let events = school.principal.get("/audit-events?action=school.address_changed").await.expect(200);
        assert_eq!((events["items"].as_array().unwrap().len(), &events["items"][0]["actor_name"]), (1, &json!("林管理")));
        // Two at it at the same time: the second sees what the first did.
        let stale = school.admin.seen(1).put("/school-address", json!({ "public_url": "https://other.school.lan" })).await;
        stale.expect_problem(412, "stale");
    }
}

on_both_engines! {
    async fn an_address_that_no_phone_opens_is_refused_and_changes_nothing(engine) {
        let school = School::open(engine).await;
        let before = Digest::of(&school.app.db).await;
        for (wrong, code) in [
            ("zongwu.school.lan", "no_address"),
            ("javascript:alert(1)", "no_address"),
            ("https://school.test?x=1", "no_address"),
            ("http://localhost:8080", "only_here"),
            ("https://127.0.0.1", "only_here"),
            ("http://[::1]:8080", "only_here"),
        ] {
            let refused = school.admin.seen(1).put("/school-address", json!({ "public_url": wrong })).await.expect_problem(422, "validation_failed");
            assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!("/public_url"), &json!(code)), "{wrong}: {refused}");
        }
        for body in [json!({}), json!({ "public_url": Value::Null }), json!({ "public_url": "https://a.test", "name": "别的" })] {
            let answer = school.admin.seen(1).put("/school-address", body).await;
            assert!(answer.status == 400 || answer.status == 422, "{}", answer.status);
        }
        school.admin.put("/school-address", json!({ "public_url": "https://a.test" })).await.expect_problem(428, "if_match_required");
        before.assert_unchanged(&school.app.db, "a wrong address").await;
    }
}
