//! Who sees and holds which round.

use serde_json::json;
use test_support::text;

use super::{Looking, every_day, look, spot, step, yes_no};
use crate::{on_both_engines, procurement::may};

on_both_engines! {
    async fn staff_see_and_hold_what_they_are_named_for_and_nothing_else(engine) {
        let all = Looking::open(engine).await;
        let list = all.list(yes_no()).await;
        let other = spot(&all.duty, &list).await;
        let mut plan = every_day("李老师的", &list);
        plan["performer_role"] = json!(null);
        plan["performer_id"] = json!(all.teacher.person_id);
        all.director.post("/inspection-plans", plan).await.expect(201);
        all.school.app.run_jobs().await;
        let his = all.teacher.rows("/inspection-rounds").await;
        assert_eq!(his.len(), 1);
        assert_eq!(his[0]["performer"]["name"], "李老师");
        assert_eq!(all.teacher.rows("/inspection-rounds?view=mine").await.len(), 1);
        all.teacher.get(&format!("/inspection-rounds/{}", text(&other["id"]))).await.expect_problem(404, "not_found");
        let path = format!("/inspection-rounds/{}/findings", text(&other["id"]));
        all.teacher.post(&path, json!({ "location_id": all.room("101"), "category": "lock" })).await.expect_problem(404, "not_found");
        // Others see it and leave it to him; the office may hold it for him.
        assert_eq!(may(&look(&all.duty, &his[0]).await), Vec::<&str>::new());
        step(&all.duty, &his[0], "submit", json!({ "nothing_found": true })).await.expect_problem(403, "not_yours");
        assert_eq!(may(&look(&all.director, &his[0]).await), ["cancel"]);
        all.later(31);
        let office = all.school.app.sign_in("T003").await;
        assert_eq!(may(&look(&office, &his[0]).await), ["start", "find", "submit", "cancel"]);
        let teacher = all.school.app.sign_in("T001").await;
        step(&teacher, &his[0], "submit", json!({ "nothing_found": true })).await.expect(200);
        // Nobody else's place is his to begin a round at.
        let body = json!({ "checklist_id": list, "check_kind": "spot", "level": "self_check" });
        teacher.post("/inspection-rounds", body).await.expect_problem(403, "not_yours");
    }
}

on_both_engines! {
    async fn whoever_is_responsible_for_a_room_holds_rounds_there(engine) {
        let all = Looking::open(engine).await;
        let list = all.list(yes_no()).await;
        let room = all.school.admin.get(&format!("/locations/{}", all.room("101"))).await.expect(200);
        let change = json!({ "responsible_person_id": all.teacher.person_id });
        all.school.admin.seen(room["version"].as_i64().unwrap()).patch(&format!("/locations/{}", all.room("101")), change).await.expect(200);
        let begin = |place: &str| json!({ "checklist_id": list, "location_id": place, "check_kind": "spot", "level": "self_check" });
        let teacher = all.school.app.sign_in("T001").await;
        teacher.post("/inspection-rounds", begin(all.room("101"))).await.expect(201);
        teacher.post("/inspection-rounds", begin(all.room("102"))).await.expect_problem(403, "not_yours");
    }
}

on_both_engines! {
    async fn rounds_follow_their_place_and_a_plan_is_counted_before_it_is_closed(engine) {
        let all = Looking::open(engine).await;
        let list = all.list(yes_no()).await;
        let mut plan = every_day("101 的", &list);
        plan["location_id"] = json!(all.room("101"));
        all.director.post("/inspection-plans", plan).await.expect(201);
        all.school.app.run_jobs().await;
        let things = all.director.get(&format!("/locations/{}/standing", all.room("101"))).await.expect(200)["things"].clone();
        let plans = things.as_array().unwrap().iter().find(|one| one["kind"] == "inspection_plans").unwrap();
        assert_eq!(plans["count"], 1);
        let building = all.school.admin.rows("/locations?kind=building").await[0]["id"].clone();
        let within = format!("/inspection-rounds?location_id={}", text(&building));
        assert_eq!(all.director.rows(&within).await.len(), 1);
    }
}
