//! Monday's walk (everyday.md scene 9): the next fault in two taps, and each is a repair.

use futures_util::future::join_all;
use serde_json::{Value, json};
use test_support::text;

use super::{Looking, look, spot, step, yes_no};
use crate::on_both_engines;

on_both_engines! {
    async fn ten_faults_of_a_walk_are_ten_repairs_and_one_record(engine) {
        let all = Looking::open(engine).await;
        let round = spot(&all.duty, &all.list(yes_no()).await).await;
        let path = format!("/inspection-rounds/{}/findings", text(&round["id"]));
        let mut next = vec![json!({ "id": all.room("201") })];
        for n in 0..10_usize {
            let place = &next[n % next.len()]["id"];
            let body = json!({ "location_id": place, "category": "furniture", "text": format!("第 {} 张桌子", n + 1) });
            let found = all.duty.post(&path, body).await.expect(201);
            assert_eq!((&found["state"], &found["version"]), (&json!("in_progress"), &json!(1)));
            assert!(text(&found["finding"]["repair"]["number"]).starts_with("BX20261124-"));
            next = found["next_places"].as_array().unwrap().clone();
            let names: Vec<&str> = next.iter().map(|one| text(&one["name"])).collect();
            assert_eq!(names, ["201", "202", "203"], "the rooms of the floor, in their order");
        }
        let yes = json!([{ "item_no": 1, "yes": true }, { "item_no": 2, "yes": true }]);
        let held = step(&all.duty, &round, "submit", json!({ "answers": yes })).await.expect(200);
        assert_eq!((&held["faults"], held["findings"].as_array().unwrap().len()), (&json!(10), 10));
        let cases = all.director.rows("/repair-cases?limit=50").await;
        assert_eq!(cases.len(), 10);
        assert!(cases.iter().all(|case| case["reporter_name"] == "陈值周"));
        // Written down: nothing is added any more.
        let body = json!({ "location_id": all.room("201"), "category": "lock" });
        all.duty.post(&path, body).await.expect_problem(409, "illegal_transition");
    }
}

on_both_engines! {
    async fn two_who_walk_at_once_lose_no_fault_and_the_same_one_sent_twice_is_one(engine) {
        let all = Looking::open(engine).await;
        let round = spot(&all.duty, &all.list(yes_no()).await).await;
        let path = format!("/inspection-rounds/{}/findings", text(&round["id"]));
        let body = |n: usize| json!({ "location_id": all.room("101"), "category": "window", "text": format!("{n}") });
        // The office walks along: it manages, so it may.
        let sent = join_all((0..8).map(|n| {
            let by = if n % 2 == 0 { &all.duty } else { &all.director };
            by.post(&path, body(n))
        })).await;
        assert!(sent.iter().all(|answer| answer.status == 201));
        let keyed = all.duty.with("idempotency-key", "walk-1");
        let [first, again] = [keyed.post(&path, body(9)).await.expect(201), keyed.post(&path, body(9)).await.expect(201)];
        assert_eq!(first["finding"]["id"], again["finding"]["id"]);
        let seen = look(&all.duty, &round).await;
        assert_eq!((&seen["faults"], seen["findings"].as_array().unwrap().len()), (&json!(9), 9));
    }
}

on_both_engines! {
    async fn a_walk_through_one_building_finds_nothing_in_another(engine) {
        let all = Looking::open(engine).await;
        let other = json!({ "building": "博学楼", "floors": 1, "rooms_per_floor": 1 });
        let other = all.school.admin.post("/locations/generate", other).await.expect(201)["building"]["id"].clone();
        let begin = json!({ "checklist_id": all.list(yes_no()).await, "location_id": other, "check_kind": "minor", "level": "general" });
        let round = all.duty.post("/inspection-rounds", begin).await.expect(201);
        let path = format!("/inspection-rounds/{}/findings", text(&round["id"]));
        for (place, code) in [(json!(all.room("101")), "elsewhere"), (other, "not_a_room"), (Value::from(test_support::TestApp::unknown_id().to_string()), "reference_not_found")] {
            let refused = all.duty.post(&path, json!({ "location_id": place, "category": "lock" })).await.expect_problem(422, "validation_failed");
            assert_eq!(refused["errors"][0]["code"], code);
        }
        assert_eq!(look(&all.duty, &round).await["faults"], 0);
        assert!(all.director.rows("/repair-cases").await.is_empty());
    }
}
