//! `POST /assets`: one card by hand.

use serde_json::{Value, json};
use test_support::{Digest, School, text};

use crate::on_both_engines;

on_both_engines! {
    async fn a_card_takes_the_next_number_its_categorys_unit_and_a_status_by_its_place(engine) {
        let school = School::open(engine).await;
        let room = school.a_room().await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let whole = json!({
            "name": "  投影仪 ", "category_code": "A02020200", "spec_model": "爱普生 CB-X05", "brand": "爱普生", "serial_no": "SN-1",
            "unit_price": "4980.00", "location_id": room, "department": "电教组", "custodian_id": custodian.person_id,
            "acquired_on": "2026-09-01", "acquisition_method": "新购", "supplier": "青禾电教", "remarks": "第一行\n第二行",
        });
        let card = custodian.post("/assets", whole).await.expect(201);
        assert_eq!((&card["asset_no"], &card["name"], &card["unit"]), (&json!("ZC2026-000001"), &json!("投影仪"), &json!("台")));
        assert_eq!((&card["quantity"], &card["original_value"], &card["status"]), (&json!("1"), &json!("4980.00"), &json!("in_use")));
        assert_eq!((&card["location"]["path"], &card["custodian"]["name"]), (&json!("致远楼 / 1层 / 101"), &json!("吴保管")));
        assert_eq!((&card["department"], &card["remarks"], &card["version"]), (&json!("电教组"), &json!("第一行\n第二行"), &json!(1)));
        assert_eq!((&card["import_id"], &card["source_row"]), (&Value::Null, &Value::Null));

        let path = format!("/assets/{}", text(&card["id"]));
        assert_eq!(custodian.get(&path).await.expect(200), card, "what was answered is what is there");
        let history = custodian.rows(&format!("{path}/timeline")).await;
        assert_eq!(history.len(), 1);
        assert_eq!((&history[0]["action"], &history[0]["actor_name"]), (&json!("asset.registered"), &json!("吴保管")));

        let bare = custodian.post("/assets", json!({ "name": "课椅", "category_code": "A05010304" })).await.expect(201);
        assert_eq!((&bare["asset_no"], &bare["unit"], &bare["status"]), (&json!("ZC2026-000002"), &json!("把"), &json!("in_stock")));
        assert_eq!((&bare["original_value"], &bare["location"], &bare["custodian"]), (&Value::Null, &Value::Null, &Value::Null));
    }
}

on_both_engines! {
    async fn the_value_is_what_was_said_or_price_times_quantity(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let of = |more: Value| {
            let mut card = json!({ "name": "课桌", "category_code": "A05010203" });
            card.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            card
        };
        for (said, value) in [
            (json!({ "quantity": "50", "unit_price": "100.01" }), json!("5000.50")),
            (json!({ "quantity": "3", "unit_price": "33.33", "original_value": "100.00" }), json!("100.00")),
            (json!({ "unit_price": "0" }), json!("0.00")),
            (json!({ "original_value": "0.01" }), json!("0.01")),
            (json!({ "quantity": "12.5", "unit": "米", "unit_price": "10.00" }), Value::Null),
            (json!({ "quantity": "7" }), Value::Null),
        ] {
            let card = custodian.post("/assets", of(said.clone())).await.expect(201);
            assert_eq!(card["original_value"], value, "{said}");
        }
        let before = Digest::of(&school.app.db).await;
        for (said, pointer, code) in [
            (json!({ "original_value": "-0.01" }), "/original_value", "negative_value"),
            (json!({ "unit_price": "-1.00" }), "/original_value", "negative_value"),
            (json!({ "quantity": "1.5" }), "/quantity", "not_whole"),
            (json!({ "quantity": "1000000000", "unit_price": "99999999.99" }), "/original_value", "too_large"),
            (json!({ "location_id": test_support::TestApp::unknown_id() }), "/location_id", "reference_not_found"),
            (json!({ "custodian_id": test_support::TestApp::unknown_id() }), "/custodian_id", "reference_not_found"),
            (json!({ "category_code": "A99999999" }), "/category_code", "reference_not_found"),
        ] {
            let problem = custodian.post("/assets", of(said.clone())).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!(pointer), &json!(code)), "{said}");
        }
        for unreadable in [
            json!({ "quantity": "0" }), json!({ "quantity": "-1" }), json!({ "quantity": "1.2345" }), json!({ "quantity": "" }),
            json!({ "unit_price": "1.005" }), json!({ "original_value": "1e3" }), json!({ "original_value": "１２" }), json!({ "original_value": 12 }),
        ] {
            custodian.post("/assets", of(unreadable.clone())).await.expect_problem(422, "validation_failed");
        }
        before.assert_unchanged(&school.app.db, "a card that does not add up").await;
    }
}

on_both_engines! {
    async fn own_numbers_are_kept_refused_twice_and_never_met_by_the_series(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let card = |no: Option<&str>| json!({ "name": "课椅", "category_code": "A05010304", "asset_no": no });
        assert_eq!(custodian.post("/assets", card(Some("QH-7"))).await.expect(201)["asset_no"], "QH-7");
        let taken = custodian.post("/assets", card(Some("QH-7"))).await.expect_problem(409, "asset_no_taken");
        assert_eq!(taken["errors"][0]["pointer"], "/asset_no");
        // A number of the school's own series, given by hand, moves the series on.
        custodian.post("/assets", card(Some("ZC2026-000041"))).await.expect(201);
        assert_eq!(custodian.post("/assets", card(None)).await.expect(201)["asset_no"], "ZC2026-000042");
        // What was refused used up no number.
        custodian.post("/assets", json!({ "name": "课椅", "category_code": "A9" })).await.expect_problem(422, "validation_failed");
        assert_eq!(custodian.post("/assets", card(None)).await.expect(201)["asset_no"], "ZC2026-000043");
        // The series begins anew with the school's new year: at 16:00 UTC on the 31st.
        school.app.advance(chrono::TimeDelta::days(37) + chrono::TimeDelta::hours(14));
        let custodian = school.app.sign_in("T001").await;
        assert_eq!(custodian.post("/assets", card(None)).await.expect(201)["asset_no"], "ZC2027-000001");
    }
}

on_both_engines! {
    async fn only_the_custodian_registers_and_values_are_shown_to_those_who_may_see_them(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let (own, other) = (text(&rooms["101"]["id"]), text(&rooms["203"]["id"]));
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let teacher = school.person("李班主任", &["class_teacher"]).await;
        let card = |room: &str| json!({ "name": "投影仪", "category_code": "A02020200", "location_id": room, "unit_price": "4980.00" });
        for person in [&director, &teacher, &school.principal, &school.admin] {
            let problem = person.post("/assets", card(own)).await.expect_problem(403, "forbidden");
            assert_eq!(problem["permission"], "assets.register");
        }
        let mine = custodian.post("/assets", card(own)).await.expect(201);
        let elsewhere = custodian.post("/assets", card(other)).await.expect(201);
        assert_eq!(director.get(&format!("/assets/{}", text(&mine["id"]))).await.expect(200)["unit_price"], "4980.00");

        // A class teacher sees the things of the own classroom, without their value.
        let path = format!("/locations/{own}");
        school.admin.seen(1).patch(&path, json!({ "responsible_person_id": teacher.person_id })).await.expect(200);
        assert_eq!(teacher.column("/assets", "id").await, [text(&mine["id"])]);
        let seen = teacher.get(&format!("/assets/{}", text(&mine["id"]))).await.expect(200);
        assert!(["original_value", "unit_price", "accumulated_depreciation"].iter().all(|field| seen.get(field).is_none()), "{seen:#}");
        let totals = teacher.get("/assets/totals").await.expect(200);
        assert_eq!((&totals["count"], totals.get("original_value")), (&json!(1), None));
        teacher.get(&format!("/assets/{}", text(&elsewhere["id"]))).await.expect_problem(404, "not_found");
        teacher.get(&format!("/assets/{}/timeline", text(&elsewhere["id"]))).await.expect_problem(404, "not_found");
    }
}
