//! Checklists: what is written anew is a version of its own, and a round keeps the one that it was begun by.

use serde_json::json;
use test_support::text;

use super::{Looking, list, look, spot, step, yes_no};
use crate::on_both_engines;

on_both_engines! {
    async fn a_round_keeps_the_version_that_it_was_begun_by(engine) {
        let all = Looking::open(engine).await;
        let checklist = all.list(yes_no()).await;
        let round = spot(&all.duty, &checklist).await;
        let path = format!("/checklists/{checklist}");
        let again = json!({ "name": "宿舍检查", "items": [{ "text": "门锁好", "kind": "yes_no" }] });
        let revised = all.director.seen(1).put(&path, again.clone()).await.expect(200);
        assert_eq!((&revised["number"], &revised["items_count"]), (&json!(2), &json!(1)));
        // Only its name: no version.
        let renamed = json!({ "name": "宿舍周检", "items": [{ "text": "门锁好", "kind": "yes_no" }] });
        assert_eq!(all.director.seen(2).put(&path, renamed).await.expect(200)["number"], 2);
        let kept = look(&all.duty, &round).await;
        assert_eq!((&kept["checklist_number"], kept["items"].as_array().unwrap().len()), (&json!(1), 2));
        step(&all.duty, &round, "submit", json!({ "nothing_found": true })).await.expect(200);
        assert_eq!(spot(&all.duty, &checklist).await["checklist_number"], 2);
        let first = all.director.get(&format!("{path}?number=1")).await.expect(200);
        assert_eq!((&first["shown"], &first["items"][1]["text"]), (&json!(1), &json!("地面干净")));
        all.director.get(&format!("{path}?number=3")).await.expect_problem(404, "not_found");
        // Versions are never changed, whoever tries.
        let raw = all.school.app.db.raw().await;
        for table in ["checklist_version", "inspection_answer"] {
            let refused = sea_orm::ConnectionTrait::execute_unprepared(&raw, &format!("DELETE FROM {table}")).await.unwrap_err();
            assert!(refused.to_string().contains("append-only"), "{table}");
        }
    }
}

on_both_engines! {
    async fn a_checklist_has_a_name_of_its_own_and_items_that_make_sense(engine) {
        let all = Looking::open(engine).await;
        all.list(yes_no()).await;
        for (body, pointer) in [
            (list("宿舍 检查", yes_no()), "/name"),
            (list("空", json!([])), "/items"),
            (list("错", json!([{ "text": "温度", "kind": "number", "min": "5", "max": "4" }])), "/items/0/max"),
            (list("错", json!([{ "text": "干净", "kind": "yes_no", "unit": "℃" }])), "/items/0/kind"),
            (list("错", json!([{ "text": "在", "kind": "yes_no", "location_id": test_support::TestApp::unknown_id() }])), "/items/0/location_id"),
        ] {
            let refused = all.director.post("/checklists", body).await.expect_problem(422, "validation_failed");
            assert_eq!(text(&refused["errors"][0]["pointer"]), pointer);
        }
        let retired = json!({ "name": "旧的", "items": yes_no(), "retired": true });
        let retired = all.director.post("/checklists", retired).await.expect(201);
        assert_eq!((all.duty.rows("/checklists").await.len(), all.duty.rows("/checklists?retired=true").await.len()), (1, 2));
        let body = json!({ "checklist_id": retired["id"], "check_kind": "spot", "level": "self_check" });
        all.duty.post("/inspection-rounds", body).await.expect_problem(422, "validation_failed");
    }
}
