//! E1 and E3: every entry of a class, a room and a card, and where they end.

use chrono::TimeDelta;
use serde_json::{Value, json};
use test_support::{Client, School, text};

use super::walk::{Books, Walked, days, fen, thousandths};
use crate::on_both_engines;

/// All pages of a detail ledger, so many entries at a time.
async fn pages(by: &Client, query: &str, limit: usize) -> Vec<Value> {
    let (mut entries, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = by.get(&format!("/detail-ledger?{query}&limit={limit}{cursor}")).await.expect(200);
        let brought = (thousandths(&page["brought_forward"]["quantity"]), fen(&page["brought_forward"]["value"]));
        if let Some(last) = entries.last() {
            assert_eq!(balance(last), brought, "a page begins where the one before it ended");
        }
        entries.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return entries,
        }
    }
}

fn balance(entry: &Value) -> (i64, i64) {
    (thousandths(&entry["balance"]["quantity"]), fen(&entry["balance"]["value"]))
}

/// What an entry brings or takes.
fn change(entry: &Value) -> (i64, i64) {
    let side =
        |name: &str| if entry[name].is_null() { (0, 0) } else { (thousandths(&entry[name]["quantity"]), fen(&entry[name]["value"])) };
    let (came, went) = (side("increase"), side("decrease"));
    (came.0 - went.0, came.1 - went.1)
}

/// Each entry goes on from the one before, from nothing on.
fn runs(entries: &[Value]) {
    let mut running = (0, 0);
    for entry in entries {
        let change = change(entry);
        running = (running.0 + change.0, running.1 + change.1);
        assert_eq!(balance(entry), running, "{entry}");
    }
    assert!(entries.is_sorted_by_key(|entry| text(&entry["posted_on"]).to_owned()), "in the order of the days");
}

on_both_engines! {
    async fn entries_of_classes_and_rooms_end_at_what_the_events_come_to(engine) {
        let all = Walked::open(engine).await;
        let books = Books::read(&all.raw().await).await;
        for on in days() {
            let classes = books.by(on, |card| books.class(card.id, on));
            for (code, expected) in &classes {
                let entries = pages(&all.custodian, &format!("from=1990-01-01&as_of={on}&category_code={code}"), 2).await;
                runs(&entries);
                assert_eq!(balance(entries.last().unwrap()), (expected.0, expected.1), "{on} {code}");
            }
            let places = books.by(on, |card| books.place(card.id, on));
            for (place, expected) in &places {
                let place = place.map(|id| format!("&place_id={id}")).unwrap_or_default();
                let entries = pages(&all.custodian, &format!("from=1990-01-01&as_of={on}{place}"), 2).await;
                runs(&entries);
                assert_eq!(balance(entries.last().unwrap()), (expected.0, expected.1), "{on} {place}");
            }
        }
    }
}

on_both_engines! {
    /// On one day more came in, and on the next more went, than is looked at together.
    async fn a_day_of_hundreds_of_entries_is_paged_and_adds_up(engine) {
        let school = School::open(engine).await;
        let rooms = school.rooms().await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let chair = json!({ "name": "课椅", "category_code": "A05010304", "unit_price": "2.00", "location_id": rooms["101"]["id"] });
        custodian.with("idempotency-key", "chairs").post("/assets/batches", json!({ "card": chair, "count": 300 })).await.expect(201);
        let chairs = custodian.pages("/assets", 200).await;
        assert_eq!(chairs.len(), 300);
        school.app.advance(TimeDelta::days(1));
        let custodian = school.app.sign_in("T001").await;
        let items: Vec<Value> = chairs.iter().take(260).map(|card| json!({ "asset_id": card["id"], "version": 1 })).collect();
        let moved = json!({ "items": items, "location_id": rooms["102"]["id"], "reason": "调整教室" });
        custodian.with("idempotency-key", "moved").post("/asset-moves", moved).await.expect(201);
        for (room, entries, left) in [("101", 560, 40), ("102", 260, 260)] {
            for limit in [47, 200] {
                let found = pages(&custodian, &format!("place_id={}", text(&rooms[room]["id"])), limit).await;
                runs(&found);
                assert_eq!((found.len(), balance(found.last().unwrap())), (entries, (left * 1000, left * 200)), "{room} by {limit}");
            }
        }
    }
}

on_both_engines! {
    async fn a_card_tells_its_value_its_places_and_its_repairs_as_of_a_day(engine) {
        let all = Walked::open(engine).await;
        let projector = &all.cards[0];
        let room = all.school.admin.get("/locations?kind=room&limit=200").await.expect(200)["items"][0]["id"].clone();
        let fault = json!({ "location_id": room, "faults": [{ "category": "projector" }], "text": "不亮", "asset_id": projector });
        all.custodian.post("/repair-cases", fault).await.expect(201);
        let path = format!("/ledger-cards/{projector}");
        let now = all.custodian.get(&path).await.expect(200);
        assert_eq!((&now["balance"]["value"], now["stays"].as_array().unwrap().len()), (&json!("4980.00"), 3));
        assert_eq!((&now["repairs"][0]["description"], &now["repairs"][0]["open"]), (&json!("不亮"), &json!(true)));
        assert_eq!((&now["entries"][0]["posted_on"], &now["entries"][0]["summary"]), (&json!("2024-09-01"), &json!("登记入账")));
        assert!(text(&now["location"]).ends_with("101"));
        let then = all.custodian.get(&format!("{path}?as_of=2026-11-26")).await.expect(200);
        assert!(text(&then["location"]).ends_with("102"), "{then}");
        assert_eq!((then["stays"].as_array().unwrap().len(), then["repairs"].as_array().unwrap().len()), (2, 0));
        let before = all.custodian.get(&format!("{path}?as_of=2024-08-31")).await.expect(200);
        assert_eq!((&before["balance"]["value"], &before["head"]["basis"]), (&json!("0.00"), &json!("opening_import")));
        assert!(text(&before["location"]).ends_with("101"), "where it was first seen");
    }
}

on_both_engines! {
    async fn a_class_and_a_place_at_once_are_no_ledger(engine) {
        let all = Walked::open(engine).await;
        let place = all.school.admin.get("/locations?limit=1").await.expect(200)["items"][0]["id"].clone();
        let both = format!("/detail-ledger?category_code=A02020200&place_id={}", text(&place));
        all.custodian.get(&both).await.expect_problem(400, "class_and_place");
        let none = all.custodian.get("/detail-ledger?category_code=A99").await.expect(200);
        assert_eq!(none["items"], json!([]));
    }
}
