//! Spot checks draw what they look at by chance: the seed is the server's, stays with the round, and anybody comes to the same by it.

use kernel::random;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use test_support::text;
use uuid::Uuid;

use super::{Looking, look, step, yes_no};
use crate::{
    on_both_engines,
    stores::{add_item, receive},
};

fn drawing(checklist: &str, of: &str, size: i64) -> Value {
    json!({ "checklist_id": checklist, "check_kind": "spot", "level": "general", "sample": { "of": of, "size": size } })
}

/// The ids of what was drawn, in their order.
fn ids(round: &Value) -> Vec<Uuid> {
    round["sample"]["things"].as_array().unwrap().iter().map(|thing| text(&thing["id"]).parse().unwrap()).collect()
}

on_both_engines! {
    async fn a_spot_check_draws_by_a_seed_that_anybody_can_draw_with_again(engine) {
        let all = Looking::open(engine).await;
        let custodian = all.school.person("吴保管", &["head_custodian"]).await;
        for n in 0..12 {
            let card = json!({ "name": format!("课桌{n}"), "category_code": "A05010203", "location_id": all.room("101"), "custodian_id": custodian.person_id });
            custodian.post("/assets", card).await.expect(201);
        }
        let list = all.list(yes_no()).await;
        let round = all.duty.post("/inspection-rounds", drawing(&list, "cards", 5)).await.expect(201);
        let sample = &round["sample"];
        assert_eq!((&sample["of"], &sample["population"], ids(&round).len()), (&json!("cards"), &json!(12), 5));
        assert!(text(&sample["things"][0]["label"]).contains("课桌"), "{sample}");
        assert_eq!(sample["things"][0]["location"]["path"], "致远楼 / 1层 / 101");
        let cards: Vec<Uuid> = custodian.rows("/assets?limit=50").await.iter().map(|card| text(&card["id"]).parse().unwrap()).collect();
        assert_eq!(random::drawn(text(&sample["seed"]), cards, 5), ids(&round));
        // Another time another seed; the rooms of a building, and no more than there are.
        let building = all.school.admin.rows("/locations?kind=building").await[0]["id"].clone();
        let mut places = drawing(&list, "places", 50);
        places["location_id"] = building;
        let other = all.duty.post("/inspection-rounds", places).await.expect(201);
        assert_eq!(other["sample"]["population"], json!(ids(&other).len()));
        assert_ne!(other["sample"]["seed"], sample["seed"]);
        // It stays as it was drawn, whatever becomes of the round, and on record.
        step(&all.duty, &round, "submit", json!({ "nothing_found": true })).await.expect(200);
        assert_eq!(&look(&all.director, &round).await["sample"], sample);
        let trail = all.school.principal.rows(&format!("/audit-events?subject_id={}", text(&round["id"]))).await;
        assert_eq!(trail[1]["subjects"][0]["after"]["seed"], sample["seed"]);
        let raw = all.school.app.db.raw().await;
        let refused = raw.execute_unprepared("UPDATE inspection_round SET sample = NULL WHERE sample IS NOT NULL").await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
}

on_both_engines! {
    /// S76: also of what is left in the stores.
    async fn only_a_spot_check_that_begins_draws_and_only_of_what_is_there(engine) {
        let all = Looking::open(engine).await;
        let list = all.list(yes_no()).await;
        let with = |field: &str, value: Value| {
            let mut body = drawing(&list, "places", 3);
            body[field] = value;
            body
        };
        for (body, pointer, code) in [
            (with("check_kind", json!("minor")), "/sample", "no_spot_check"),
            (with("on", json!("2026-11-23")), "/sample", "held_already"),
            (drawing(&list, "lots", 3), "/sample/of", "nothing_to_draw"),
        ] {
            let refused = all.duty.post("/inspection-rounds", body).await.expect_problem(422, "validation_failed");
            assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!(pointer), &json!(code)));
        }
        all.duty.post("/inspection-rounds", drawing(&list, "places", 51)).await.expect_problem(422, "validation_failed");
        let custodian = all.school.person("吴保管", &["head_custodian"]).await;
        let store = json!({ "name": "总保管室", "keeper_ids": [custodian.person_id, all.teacher.person_id] });
        let store = custodian.post("/stores", store).await.expect(201);
        let item = add_item(&custodian, json!({ "name": "粉笔", "unit": "盒", "category": "教学用品" })).await;
        receive(&custodian, text(&store["id"]), &item, "9", "9.00").await.expect(201);
        let round = all.duty.post("/inspection-rounds", drawing(&list, "lots", 3)).await.expect(201);
        assert_eq!(round["sample"]["population"], json!(ids(&round).len()));
        assert!(!ids(&round).is_empty() && text(&round["sample"]["things"][0]["label"]).contains("粉笔"), "{}", round["sample"]);
        assert!(all.duty.post("/inspection-rounds", json!({ "checklist_id": list, "check_kind": "spot", "level": "general" })).await.expect(201)["sample"].is_null());
    }
}
