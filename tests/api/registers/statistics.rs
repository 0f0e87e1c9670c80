//! `GET /assets/statistics`: the register in figures.

use serde_json::{Value, json};
use test_support::{School, text};

use crate::on_both_engines;

on_both_engines! {
    async fn figures_are_those_of_the_cards_and_cost_eight_queries(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let projector = json!({
            "name": "投影仪", "category_code": "A02020200", "location_id": rooms["203"]["id"], "custodian_id": custodian.person_id,
            "original_value": "4980.00", "acquired_on": "2024-09-01"
        });
        let projector = custodian.post("/assets", projector).await.expect(201);
        let chairs = json!({ "name": "课椅", "category_code": "A05010304", "quantity": "40", "unit_price": "83.00", "acquired_on": "2024-03-02" });
        custodian.post("/assets", chairs).await.expect(201);
        let gone = custodian.post("/assets", json!({ "name": "错的", "category_code": "A05010304", "original_value": "9.00" })).await.expect(201);
        custodian.seen(1).post(&format!("/assets/{}/void", text(&gone["id"])), json!({ "reason": "登记错了" })).await.expect(200);
        let asked = custodian.get("/assets/statistics").await;
        assert!(asked.queries() <= 8, "{} queries", asked.queries());
        let figures = asked.expect(200);
        assert_eq!(figures["total"], json!({ "cards": 2, "quantity": "41", "original_value": "8300.00" }));
        let kinds: Vec<(&str, i64)> = figures["kinds"].as_array().unwrap().iter().map(|k| (text(&k["kind"]), k["cards"].as_i64().unwrap())).collect();
        assert_eq!(kinds.len(), 2);
        assert!(kinds.contains(&("equipment", 1)) && kinds.contains(&("furniture", 1)), "{kinds:?}");
        assert_eq!(figures["years"].as_array().unwrap().iter().map(|y| &y["year"]).collect::<Vec<_>>(), [&json!(2024)]);
        let buildings = figures["buildings"].as_array().unwrap();
        assert_eq!(buildings.len(), 2);
        assert!(buildings.iter().any(|b| b["building"]["name"] == "致远楼" && b["cards"] == 1));
        assert!(buildings.iter().any(|b| b["building"] == Value::Null && b["cards"] == 1));
        let statuses: Vec<&str> = figures["statuses"].as_array().unwrap().iter().map(|s| text(&s["status"])).collect();
        assert_eq!(statuses.len(), 2);
        assert_eq!(
            figures["progress"],
            json!({ "labelled": 0, "label_suggested": 2, "official": 0, "without_custodian": 1, "without_place": 1 }),
            "the chairs are worth 3 320 yuan together"
        );
        custodian.post("/asset-labels", json!({ "asset_ids": [projector["id"]] })).await.expect(200);
        let progress = custodian.get("/assets/statistics").await.expect(200)["progress"].clone();
        assert_eq!((&progress["labelled"], &progress["label_suggested"]), (&json!(1), &json!(1)));
    }
}

on_both_engines! {
    async fn whoever_sees_one_room_gets_the_figures_of_that_room_and_no_values(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let head = school.person("张班主任", &["class_teacher"]).await;
        let path = format!("/locations/{}", text(&rooms["203"]["id"]));
        school.admin.seen(1).patch(&path, json!({ "responsible_person_id": head.person_id })).await.expect(200);
        for room in ["203", "101"] {
            let card = json!({ "name": "电视", "category_code": "A02020200", "location_id": rooms[room]["id"], "original_value": "1.00" });
            custodian.post("/assets", card).await.expect(201);
        }
        let figures = head.get("/assets/statistics").await.expect(200);
        assert_eq!(figures["total"], json!({ "cards": 1, "quantity": "1" }));
        assert!(!figures.to_string().contains("original_value"), "{figures:#}");
        assert_eq!(figures["progress"].get("label_suggested"), None, "which labels are advised goes by value");
    }
}
