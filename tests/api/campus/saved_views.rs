//! `/saved-views`: how to ask a list, under a name.

use serde_json::{Value, json};
use test_support::{Digest, School, text};

use crate::on_both_engines;

fn view(name: &str, shared: bool) -> Value {
    json!({ "list": "assets", "name": name, "query": "status=idle&sort=-acquired_on", "shared": shared })
}

on_both_engines! {
    async fn own_views_and_shared_ones_are_listed_and_changed_by_who_made_them(engine) {
        let school = School::open(engine).await;
        let (mine, other) = (school.person("吴保管", &["head_custodian"]).await, school.person("李老师", &["staff"]).await);
        let idle = mine.post("/saved-views", view("闲置的", false)).await.expect(201);
        let shared = mine.post("/saved-views", view("大家看的", true)).await.expect(201);
        assert_eq!((&idle["own"], &idle["owner_name"], &idle["query"]), (&json!(true), &json!("吴保管"), &json!("status=idle&sort=-acquired_on")));
        assert_eq!(mine.column("/saved-views?list=assets", "name").await.len(), 2);
        assert_eq!(mine.rows("/saved-views?list=repair_cases").await.len(), 0);
        let seen = other.rows("/saved-views?list=assets").await;
        assert_eq!(seen.len(), 1);
        assert_eq!((&seen[0]["id"], &seen[0]["own"]), (&shared["id"], &json!(false)));
        let path = format!("/saved-views/{}", text(&shared["id"]));
        other.seen(1).patch(&path, json!({ "name": "我的了" })).await.expect_problem(404, "not_found");
        other.seen(1).delete(&path).await.expect_problem(404, "not_found");
        let changed = mine.seen(1).patch(&path, json!({ "shared": false, "name": "我自己看的" })).await.expect(200);
        assert_eq!((&changed["name"], &changed["shared"], &changed["version"]), (&json!("我自己看的"), &json!(false), &json!(2)));
        assert_eq!(other.rows("/saved-views?list=assets").await.len(), 0);
        mine.seen(1).patch(&path, json!({ "name": "旧的" })).await.expect_problem(412, "stale");
        mine.seen(2).delete(&path).await.expect(204);
        let acts: Vec<String> = school.principal.column("/audit-events?action=saved_view.removed", "action").await;
        assert_eq!(acts, ["saved_view.removed"]);
    }
}

on_both_engines! {
    async fn a_name_twice_and_a_query_too_long_are_refused(engine) {
        let school = School::open(engine).await;
        let mine = school.person("吴保管", &["head_custodian"]).await;
        mine.post("/saved-views", view("闲置的", false)).await.expect(201);
        let before = Digest::of(&school.app.db).await;
        mine.post("/saved-views", view("闲置的", true)).await.expect_problem(409, "view_exists");
        for query in ["x".repeat(2001), "a\nb".to_owned()] {
            let body = json!({ "list": "assets", "name": "长的", "query": query });
            assert_eq!(mine.post("/saved-views", body).await.expect_problem(422, "validation_failed")["errors"][0]["pointer"], "/query");
        }
        mine.get("/saved-views?list=nothing").await.expect_problem(400, "bad_query");
        before.assert_unchanged(&school.app.db, "a refused view").await;
    }
}
