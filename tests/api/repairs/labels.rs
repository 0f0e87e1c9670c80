//! The page behind a label on a thing: the thing's name and its room, and a report that says which thing it is about.

use serde_json::{Value, json};
use test_support::{Client, School, text};

use crate::on_both_engines;

async fn labelled(custodian: &Client, card: Value) -> (Value, String) {
    let card = custodian.post("/assets", card).await.expect(201);
    let sheet = custodian.post("/asset-labels", json!({ "asset_ids": [card["id"]] })).await.expect(200);
    (card, text(&sheet["items"][0]["label_code"]).to_owned())
}

on_both_engines! {
    async fn a_label_shows_the_thing_its_room_and_what_is_open_there(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let (card, code) = labelled(&custodian, json!({
            "name": "投影仪", "category_code": "A02020200", "location_id": rooms["203"]["id"], "custodian_id": custodian.person_id,
            "original_value": "4980.00", "asset_no": "QH-SECRET"
        })).await;
        let nobody = school.app.nobody();
        let page = nobody.get(&format!("/signs/{code}")).await.expect(200);
        assert_eq!((&page["asset"], &page["room"]["name"]), (&json!({ "name": "投影仪" }), &json!("203")));
        let door = nobody.get(&format!("/signs/{}", text(&rooms["203"]["sign_code"]))).await.expect(200);
        assert_eq!((&door["asset"], &door["room"]), (&Value::Null, &page["room"]));
        let faults = json!({ "faults": [{ "category": "projector" }] });
        let reported = nobody.post(&format!("/signs/{code}/repair-cases"), faults).await.expect(201);
        let number = text(&reported["cases"][0]["number"]);
        let case = director.rows(&format!("/repair-cases?q={number}")).await[0].clone();
        let case = director.get(&format!("/repair-cases/{}", text(&case["id"]))).await.expect(200);
        assert_eq!((&case["asset_id"], &case["location"]["name"]), (&card["id"], &json!("203")));
        for path in [&code, text(&rooms["203"]["sign_code"])] {
            let open = nobody.get(&format!("/signs/{path}")).await.expect(200)["open_cases"].clone();
            assert_eq!(open[0]["number"], number, "at the door and at the thing the same is open");
        }
        nobody.post(&format!("/signs/{code}/joins"), json!({ "number": number })).await.expect(200);
    }
}

on_both_engines! {
    /// The code on a label is a key to the room's public page, and to nothing else: no value, no number, no custodian, and no follow-up.
    /// A voided card's label is a code that is nowhere; another kind of page does not take it.
    async fn a12_a_label_opens_what_a_door_sign_opens_and_a_voided_one_nothing(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let (card, code) = labelled(&custodian, json!({
            "name": "投影仪", "category_code": "A02020200", "location_id": room, "custodian_id": custodian.person_id,
            "original_value": "4980.00", "asset_no": "QH-SECRET", "serial_no": "SN-SECRET"
        })).await;
        let nobody = school.app.nobody();
        let page = nobody.get(&format!("/signs/{code}")).await.expect(200).to_string();
        for hidden in ["吴保管", "QH-SECRET", "SN-SECRET", "4980", text(&card["id"]), &room] {
            assert!(!page.contains(hidden), "{hidden} is in {page}");
        }
        nobody.get(&format!("/follow-ups/{code}")).await.expect_problem(404, "not_found");
        let unknown = nobody.get("/signs/ZZZZZZZZZZ").await.expect_problem(404, "not_found");
        custodian.seen(2).post(&format!("/assets/{}/void", text(&card["id"])), json!({ "reason": "登记重复" })).await.expect(200);
        let gone = nobody.get(&format!("/signs/{code}")).await.expect_problem(404, "not_found");
        assert_eq!((&gone["detail"], &gone["title"]), (&unknown["detail"], &unknown["title"]), "voided and unknown answer alike");
        let faults = json!({ "faults": [{ "category": "projector" }] });
        nobody.post(&format!("/signs/{code}/repair-cases"), faults).await.expect_problem(404, "not_found");
    }
}

on_both_engines! {
    async fn a_thing_without_a_room_says_where_to_report(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let (_, code) = labelled(&custodian, json!({ "name": "投影仪", "category_code": "A02020200" })).await;
        school.app.nobody().get(&format!("/signs/{code}")).await.expect_problem(409, "thing_without_room");
    }
}

on_both_engines! {
    /// What looks like a template in a name is a name, on labels and on the page behind them.
    async fn h11_template_text_in_names_stays_as_it_was_typed(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        for text_of in ["{{7*7}}", "${7*7}", "<%= 7*7 %>", "{% raw %}", "#{7*7}", "<b>粗</b>", "%s%n"] {
            let card = json!({ "name": text_of, "spec_model": text_of, "department": text_of, "category_code": "A02020200", "location_id": rooms["203"]["id"] });
            let card = custodian.post("/assets", card).await.expect(201);
            let label = custodian.post("/asset-labels", json!({ "asset_ids": [card["id"]] })).await.expect(200)["items"][0].clone();
            assert_eq!([&label["name"], &label["spec_model"], &label["department"]], [text_of; 3]);
            let page = school.app.nobody().get(&format!("/signs/{}", text(&label["label_code"]))).await.expect(200);
            assert_eq!(page["asset"]["name"], text_of);
        }
    }
}
