//! `PATCH /assets/{id}`, `POST /assets/{id}/split`, `/void`, `POST /asset-moves`: what may change of a card, and how.

use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use test_support::{Client, Digest, School, text};

use crate::on_both_engines;

async fn desks(custodian: &Client, room: &str) -> Value {
    let card = json!({
        "name": "学生课桌", "category_code": "A05010203", "quantity": "50", "unit_price": "100.01", "location_id": room,
        "details": { "official_no": "G-1", "barcode": "690001", "kind_attributes": { "for": "furniture", "size_no": "5" } }
    });
    custodian.post("/assets", card).await.expect(201)
}

fn path(card: &Value) -> String {
    format!("/assets/{}", text(&card["id"]))
}

on_both_engines! {
    async fn a_card_is_put_right_and_found_by_its_new_words(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let card = desks(&custodian, &school.a_room().await).await;
        assert_eq!((&card["kind"], &card["kind_attributes"]["size_no"]), (&json!("furniture"), &json!("5")));
        let body = json!({
            "name": "升降课桌", "brand": "青木", "remarks": null, "status": "idle",
            "details": { "contract_no": "HT-7", "in_service_on": "2026-09-01", "official_no": null, "life_months": 120 }
        });
        let after = custodian.seen(1).patch(&path(&card), body).await.expect(200);
        assert_eq!((&after["name"], &after["brand"], &after["status"]), (&json!("升降课桌"), &json!("青木"), &json!("idle")));
        assert_eq!((&after["contract_no"], &after["official_no"], &after["life_months"]), (&json!("HT-7"), &Value::Null, &json!(120)));
        // What was not said stays.
        assert_eq!((&after["barcode"], &after["quantity"], &after["version"]), (&json!("690001"), &json!("50"), &json!(2)));
        for (q, count) in [("升降", 1), ("sjkz", 1), ("学生", 0), ("690001", 1), ("G-1", 0)] {
            assert_eq!(custodian.rows(&format!("/assets?q={q}")).await.len(), count, "{q}");
        }
        custodian.seen(1).patch(&path(&card), json!({ "brand": "x" })).await.expect_problem(412, "stale");
        custodian.seen(2).patch(&path(&card), json!({ "brand": "青木" })).await.expect_problem(422, "nothing_changes");
        let other = custodian.post("/assets", json!({ "name": "课椅", "category_code": "A05010304" })).await.expect(201);
        let taken = json!({ "details": { "barcode": "690001" } });
        custodian.seen(1).patch(&path(&other), taken).await.expect_problem(409, "barcode_taken");
        let wrong = json!({ "details": { "kind_attributes": { "for": "vehicle", "plate_no": "粤A1" } } });
        let problem = custodian.seen(1).patch(&path(&other), wrong).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["pointer"], "/details/kind_attributes/for");
        // Attributes of one kind do not follow into another.
        let moved = custodian.seen(2).patch(&path(&card), json!({ "category_code": "A02020200" })).await.expect(200);
        assert_eq!((&moved["kind"], &moved["kind_attributes"]), (&json!("equipment"), &Value::Null));
    }
}

on_both_engines! {
    async fn pieces_move_with_their_share_of_the_value_and_both_cards_say_so(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let card = desks(&custodian, text(&rooms["101"]["id"])).await;
        let body = |version: i64, quantity: &str| json!({
            "items": [{ "asset_id": card["id"], "version": version, "quantity": quantity }],
            "location_id": rooms["102"]["id"], "custodian_id": custodian.person_id, "reason": "五(1)班新转来学生"
        });
        let keyed = custodian.with("idempotency-key", "m-1");
        let moved = keyed.post("/asset-moves", body(1, "3")).await.expect(201);
        let three = &moved["items"][0];
        assert_eq!((&three["quantity"], &three["original_value"]), (&json!("3"), &json!("300.03")));
        assert_eq!((&three["location"]["name"], &three["asset_no"]), (&json!("102"), &json!("ZC2026-000002")));
        // Sent again, the same answer; nothing more moves.
        assert_eq!(keyed.post("/asset-moves", body(1, "3")).await.expect(201), moved);
        let left = custodian.get(&path(&card)).await.expect(200);
        assert_eq!((&left["quantity"], &left["original_value"], &left["version"]), (&json!("47"), &json!("4700.47"), &json!(2)));
        assert_eq!((&left["location"]["name"], &left["split_into"][0]["asset_no"]), (&json!("101"), &json!("ZC2026-000002")));
        let new = custodian.get(&path(three)).await.expect(200);
        assert_eq!((&new["split_from"]["asset_no"], &new["legacy_no"], &new["barcode"]), (&json!("ZC2026-000001"), &json!("ZC2026-000001"), &Value::Null));
        let history = custodian.rows(&format!("{}/timeline", path(three))).await;
        assert_eq!(history[0]["action"], "asset.moved");
        assert_eq!(custodian.get("/assets/totals").await.expect(200)["original_value"], "5000.50");

        let before = Digest::of(&school.app.db).await;
        for (quantity, version, status, code) in
            [("48", 2, 422, "validation_failed"), ("0", 2, 422, "validation_failed"), ("1.5", 2, 422, "validation_failed"), ("3", 1, 409, "stale_card")]
        {
            let key = format!("m-{quantity}-{version}");
            custodian.with("idempotency-key", &key).post("/asset-moves", body(version, quantity)).await.expect_problem(status, code);
        }
        let nowhere = json!({ "items": [{ "asset_id": card["id"], "version": 2 }], "location_id": rooms["101"]["id"], "reason": "x" });
        custodian.with("idempotency-key", "m-x").post("/asset-moves", nowhere).await.expect_problem(422, "nothing_changes");
        custodian.post("/asset-moves", body(2, "3")).await.expect_problem(400, "idempotency_key_required");
        before.assert_unchanged(&school.app.db, "a refused move").await;
        let whole = json!({ "items": [{ "asset_id": card["id"], "version": 2, "quantity": "47" }], "location_id": rooms["102"]["id"], "reason": "全部搬走" });
        let all = custodian.with("idempotency-key", "m-all").post("/asset-moves", whole).await.expect(201);
        assert_eq!((&all["items"][0]["id"], &all["items"][0]["location"]["name"]), (&card["id"], &json!("102")), "all of it is the same card");
    }
}

on_both_engines! {
    async fn a_split_card_keeps_sums_and_a_voided_one_frees_its_number(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let card = desks(&custodian, &school.a_room().await).await;
        let split = json!({ "quantity": "1", "reason": "一张已坏" });
        let one = custodian.seen(1).post(&format!("{}/split", path(&card)), split).await.expect(201);
        assert_eq!((&one["original_value"], &one["split_from"]["id"]), (&json!("100.01"), &card["id"]));
        let single = json!({ "quantity": "1", "reason": "x" });
        custodian.seen(1).post(&format!("{}/split", path(&one)), single).await.expect_problem(422, "validation_failed");
        let actions = |card: &Value| -> Vec<(String, bool)> {
            card["allowed_actions"].as_array().unwrap().iter().map(|a| (text(&a["action"]).to_owned(), a["allowed"] == true)).collect()
        };
        let all = |split: bool| [("change", true), ("move", true), ("split", split), ("void", true)].map(|(a, b)| (a.to_owned(), b)).to_vec();
        assert_eq!((actions(&one), actions(&custodian.get(&path(&card)).await.expect(200))), (all(false), all(true)));

        let void = custodian.seen(1).post(&format!("{}/void", path(&one)), json!({ "reason": "登记重复" })).await.expect(200);
        assert_eq!((&void["void_reason"], &void["version"]), (&json!("登记重复"), &json!(2)));
        assert!(actions(&void).iter().all(|(_, allowed)| !allowed));
        custodian.seen(2).patch(&path(&one), json!({ "brand": "x" })).await.expect_problem(409, "card_voided");
        custodian.seen(2).post(&format!("{}/void", path(&one)), json!({ "reason": "x" })).await.expect_problem(409, "card_stands_still");
        let totals = custodian.get("/assets/totals").await.expect(200);
        assert_eq!((&totals["count"], &totals["original_value"]), (&json!(1), &json!("4900.49")));
        assert_eq!(custodian.rows("/assets?voided=true").await.len(), 1);
        assert!(custodian.rows("/assets?q=ZC2026-000002").await.is_empty(), "a voided card is not found by its words");
        let again = json!({ "name": "课桌", "category_code": "A05010203", "asset_no": "ZC2026-000002" });
        custodian.post("/assets", again).await.expect(201);
        let worker = school.person("王师傅", &["repair_worker"]).await;
        worker.seen(1).post(&format!("{}/void", path(&card)), json!({ "reason": "x" })).await.expect_problem(403, "forbidden");
    }
}

on_both_engines! {
    async fn a_voided_card_leaves_nothing_on_any_day(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let card = json!({
            "name": "课桌", "category_code": "A05010203", "quantity": "3", "original_value": "300.00", "details": { "booked_on": "2026-09-02" }
        });
        let card = custodian.post("/assets", card).await.expect(201);
        // Corrected afterwards: the books still count it from the day that was said first.
        let corrected = json!({ "details": { "booked_on": "2026-09-20" } });
        custodian.seen(1).patch(&path(&card), corrected).await.expect(200);
        custodian.seen(2).post(&format!("{}/void", path(&card)), json!({ "reason": "登记重复" })).await.expect(200);
        let raw = school.app.db.raw().await;
        let sql = "SELECT kind, CAST(effective_on AS text) AS day, original_value FROM asset_value_event ORDER BY id";
        let events = raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
        let events: Vec<(String, String, i64)> = events
            .iter()
            .map(|event| (event.try_get("", "kind").unwrap(), event.try_get("", "day").unwrap(), event.try_get("", "original_value").unwrap()))
            .collect();
        let line = |kind: &str, fen: i64| (kind.to_owned(), "2026-09-02".to_owned(), fen);
        assert_eq!(events, [line("opening", 30_000), line("reversal", -30_000)]);
    }
}

on_both_engines! {
    /// E04: handed to many at once, it is in the hands of one; the others are told that somebody was faster.
    async fn e04_one_card_handed_to_many_at_once_has_one_holder(engine) {
        let school = School::open(engine).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let mut people = Vec::new();
        for n in 0..12 {
            people.push(text(&school.admin.post("/people", json!({ "name": format!("老师{n}") })).await.expect(201)["id"]).to_owned());
        }
        let card = custodian.post("/assets", json!({ "name": "投影仪", "category_code": "A02020200" })).await.expect(201);
        let (raw, mut holder) = (school.app.db.raw().await, String::new());
        for round in 0..crate::setting("STEWARD_RACE_ROUNDS").unwrap_or(4) {
            let version = custodian.get(&path(&card)).await.expect(200)["version"].as_i64().unwrap();
            let hand_out = |person: &String| {
                let by = custodian.with("idempotency-key", format!("e04-{round}-{person}"));
                let items = json!([{ "asset_id": card["id"], "version": version }]);
                let body = json!({ "items": items, "custodian_id": person, "reason": "借去上课" });
                async move { by.post("/asset-moves", body).await }
            };
            let asked: Vec<&String> = people.iter().filter(|person| **person != holder).collect();
            let answers = join_all(asked.iter().map(|person| hand_out(person))).await;
            let mut winners = Vec::new();
            for (person, answer) in asked.into_iter().zip(answers) {
                if answer.status == 201 {
                    winners.push(person.clone());
                } else {
                    answer.expect_problem(409, "stale_card");
                }
            }
            assert_eq!(winners.len(), 1, "round {round}: {winners:?}");
            holder = winners.remove(0);
            let after = custodian.get(&path(&card)).await.expect(200);
            assert_eq!(after["version"], version + 1, "round {round}");
            let sql = "SELECT custodian_id FROM asset_assignment WHERE ended_at IS NULL";
            let open = raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
            let held: Vec<uuid::Uuid> = open.iter().map(|row| row.try_get("", "custodian_id").unwrap()).collect();
            assert_eq!(held, [holder.parse::<uuid::Uuid>().unwrap()], "round {round}");
        }
    }
}
