//! `/repair-routes`: who gets which repair without anybody dispatching it.

use serde_json::{Value, json};
use test_support::{Client, Digest, text};

use super::crew::{Crew, report, stands};
use crate::on_both_engines;

/// Who gets a fault in a room.
async fn gets(crew: &Crew, room: &str, category: &str) -> Option<String> {
    let case = report(&crew.teacher, room, json!([{ "category": category }])).await[0].clone();
    let (state, owner) = stands(&case);
    assert_eq!(state == "assigned", owner.is_some(), "{case:#}");
    owner.map(str::to_owned)
}

async fn leaves(crew: &Crew, person: &Client) {
    let path = format!("/people/{}", person.person_id);
    let seen = crew.school.admin.get(&path).await.expect(200)["version"].as_i64().unwrap();
    crew.school.admin.seen(seen).post(&format!("{path}/disable"), json!({})).await.expect(200);
}

on_both_engines! {
    async fn the_closest_rule_decides_category_and_building_then_category_then_building_then_any(engine) {
        let crew = Crew::open(engine).await;
        let admin = &crew.school.admin;
        let building = admin.rows("/locations?kind=building").await[0]["id"].clone();
        let other = admin.post("/locations/generate", json!({ "building": "求是楼", "floors": 1, "rooms_per_floor": 1 })).await.expect(201);
        let there = admin.rows(&format!("/location-signs?under={}", text(&other["building"]["id"]))).await[0]["location"]["id"].clone();
        let (here, there) = (crew.room("101"), text(&there));
        assert_eq!(gets(&crew, here, "lock").await, None, "without a rule it is in nobody's hands");
        let third = crew.school.person("孙师傅", &["repair_worker"]).await;
        let fourth = crew.school.person("钱师傅", &["repair_worker"]).await;
        let set = async |rule: Value| crew.director.post("/repair-routes", rule).await.expect(201);
        set(json!({ "worker_id": crew.worker.person_id })).await;
        assert_eq!(gets(&crew, here, "lock").await.as_deref(), Some("王师傅"));
        set(json!({ "building_id": building, "worker_id": crew.mate.person_id })).await;
        assert_eq!((gets(&crew, here, "lock").await.as_deref(), gets(&crew, there, "lock").await.as_deref()), (Some("赵师傅"), Some("王师傅")));
        set(json!({ "category": "lock", "worker_id": third.person_id })).await;
        assert_eq!((gets(&crew, here, "lock").await.as_deref(), gets(&crew, here, "window").await.as_deref()), (Some("孙师傅"), Some("赵师傅")));
        set(json!({ "category": "lock", "building_id": building, "worker_id": fourth.person_id })).await;
        assert_eq!((gets(&crew, here, "lock").await.as_deref(), gets(&crew, there, "lock").await.as_deref()), (Some("钱师傅"), Some("孙师傅")));
        // Several faults of one report go their several ways; the door sign leads the same way.
        let cases = report(&crew.teacher, here, json!([{ "category": "lock" }, { "category": "window" }])).await;
        assert_eq!(cases.iter().map(|c| text(&c["owner"]["name"])).collect::<Vec<_>>(), ["钱师傅", "赵师傅"]);
        let sign = format!("/signs/{}/repair-cases", crew.sign("101"));
        let reported = crew.school.app.nobody().post(&sign, json!({ "faults": [{ "category": "lock" }] })).await.expect(201);
        assert_eq!(reported["cases"][0]["state_text"], "已派钱师傅");
    }
}

on_both_engines! {
    async fn a_worker_who_left_or_lost_the_role_is_stood_in_for_by_the_deputy(engine) {
        let crew = Crew::open(engine).await;
        let rule = json!({ "category": "lock", "worker_id": crew.worker.person_id, "deputy_id": crew.mate.person_id });
        crew.school.admin.post("/repair-routes", rule).await.expect(201);
        assert_eq!(gets(&crew, crew.room("101"), "lock").await.as_deref(), Some("王师傅"));
        leaves(&crew, &crew.worker).await;
        assert_eq!(gets(&crew, crew.room("101"), "lock").await.as_deref(), Some("赵师傅"));
        let held = crew.school.admin.rows("/role-grants?limit=200").await;
        let grant = held.iter().find(|g| g["person"]["id"] == crew.mate.person_id.as_str()).unwrap();
        let revoke = format!("/role-grants/{}/revoke", text(&grant["id"]));
        crew.school.admin.seen(grant["version"].as_i64().unwrap()).post(&revoke, json!({})).await.expect(200);
        assert_eq!(gets(&crew, crew.room("101"), "lock").await, None, "nobody is left: the office sees it");
        assert_eq!(crew.director.get("/repair-cases/totals?view=unassigned").await.expect(200)["count"], 1);
    }
}

on_both_engines! {
    async fn a_rule_is_changed_removed_and_refused_in_words(engine) {
        let crew = Crew::open(engine).await;
        let room = crew.room("101");
        let rule = json!({ "category": "lock", "worker_id": crew.worker.person_id });
        let first = crew.director.post("/repair-routes", rule.clone()).await.expect(201);
        let path = format!("/repair-routes/{}", text(&first["id"]));
        crew.director.post("/repair-routes", rule).await.expect_problem(409, "route_exists");
        let names = json!({ "worker_id": crew.mate.person_id, "deputy_id": crew.worker.person_id });
        crew.director.put(&path, names.clone()).await.expect_problem(428, "if_match_required");
        let second = crew.director.seen(1).put(&path, names).await.expect(200);
        assert_eq!((&second["id"], &second["version"], &second["worker"]["name"], &second["deputy"]["name"]), (&first["id"], &json!(2), &json!("赵师傅"), &json!("王师傅")));
        assert_eq!(crew.school.principal.rows("/repair-routes").await, std::slice::from_ref(&second));
        let before = Digest::of(&crew.school.app.db).await;
        for (rule, pointer) in [
            (json!({ "worker_id": crew.teacher.person_id }), "/worker_id"),
            (json!({ "worker_id": crew.worker.person_id, "deputy_id": crew.teacher.person_id }), "/deputy_id"),
            (json!({ "worker_id": crew.worker.person_id, "building_id": room }), "/building_id"),
            (json!({ "worker_id": crew.worker.person_id, "building_id": test_support::TestApp::unknown_id() }), "/building_id"),
        ] {
            let problem = crew.director.post("/repair-routes", rule).await.expect_problem(422, "validation_failed");
            assert_eq!(problem["errors"][0]["pointer"], pointer);
        }
        crew.director.seen(1).put(&path, json!({ "worker_id": crew.worker.person_id })).await.expect_problem(412, "stale");
        crew.director.seen(1).delete(&path).await.expect_problem(412, "stale");
        let own = json!({ "worker_id": crew.worker.person_id });
        assert_eq!(crew.worker.post("/repair-routes", own).await.expect_problem(403, "forbidden")["permission"], "repair_routes.manage");
        before.assert_unchanged(&crew.school.app.db, "a rule that cannot be").await;
        crew.director.seen(2).delete(&path).await.expect(204);
        crew.director.seen(2).delete(&path).await.expect_problem(404, "not_found");
        assert_eq!(gets(&crew, room, "lock").await, None);
    }
}
