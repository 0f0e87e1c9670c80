//! A school calls its roles as it likes; programs go on by the codes.

use serde_json::{Value, json};
use test_support::{Client, Digest, School, text};

use crate::on_both_engines;

async fn rename(by: &Client, role: &str, seen: i64, label: Value) -> test_support::Response {
    by.seen(seen).put(&format!("/roles/{role}/label"), json!({ "label": label })).await
}

on_both_engines! {
    async fn a_renamed_role_bears_its_name_wherever_it_shows(engine) {
        let school = School::open(engine).await;
        let worker = school.person("王师傅", &["repair_worker"]).await;
        let renamed = rename(&school.admin, "repair_worker", 0, json!("水电师傅")).await.expect(200);
        assert_eq!((&renamed["code"], &renamed["title"], &renamed["default_title"]), (&json!("repair_worker"), &json!("水电师傅"), &json!("维修工")));
        assert_eq!(worker.get("/me").await.expect(200)["roles"][0]["title"], "水电师傅");
        let person = school.admin.get(&format!("/people/{}", worker.person_id)).await.expect(200);
        assert_eq!((&person["roles"][0]["title"], &person["roles"][0]["code"]), (&json!("水电师傅"), &json!("repair_worker")));
        let granted = school.admin.rows(&format!("/role-grants?person_id={}", worker.person_id)).await;
        assert_eq!(granted[0]["role"]["title"], "水电师傅");
        let english = worker.with("accept-language", "en").get("/me").await.expect(200);
        assert_eq!(english["roles"][0]["title"], "水电师傅", "the school's word is one for all languages");
        let other = school.person("刘师傅", &["repair_worker"]).await;
        school.app.deliver().await;
        assert!(text(&other.rows("/notices").await[0]["text"]).contains("水电师傅"));

        rename(&school.principal, "repair_worker", 0, json!("维修员")).await.expect_problem(412, "stale");
        let back = rename(&school.principal, "repair_worker", 1, Value::Null).await.expect(200);
        assert_eq!((&back["title"], &back["default_title"], &back["version"]), (&json!("维修工"), &Value::Null, &json!(2)));
        let trail = school.principal.column("/audit-events?action=role.renamed", "action").await;
        assert_eq!(trail.len(), 2);
    }
}

on_both_engines! {
    async fn two_roles_never_bear_one_name(engine) {
        let school = School::open(engine).await;
        let worker = school.person("王师傅", &["repair_worker"]).await;
        rename(&school.admin, "auditor", 0, json!("督查")).await.expect(200);
        let before = Digest::of(&school.app.db).await;
        for name in ["校长", "principal", "督查"] {
            let problem = rename(&school.admin, "repair_worker", 0, json!(name)).await.expect_problem(409, "role_name_taken");
            assert_eq!(problem["errors"][0]["pointer"], "/label");
        }
        for name in ["", "一二三四五六七八九十一二三四五六七八九十一", "两\n行"] {
            rename(&school.admin, "repair_worker", 0, json!(name)).await.expect_problem(422, "validation_failed");
        }
        rename(&school.admin, "king", 0, json!("王")).await.expect_problem(404, "not_found");
        rename(&worker, "repair_worker", 0, json!("王")).await.expect_problem(403, "forbidden");
        before.assert_unchanged(&school.app.db, "a name that cannot be").await;
    }
}
