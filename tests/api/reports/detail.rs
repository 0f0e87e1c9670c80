//! E1 and E3: every entry of a class, a room and a card, and where they end.

use serde_json::{Value, json};
use test_support::text;

use super::walk::{Books, Walked, days, fen, thousandths};
use crate::on_both_engines;

/// All pages of a detail ledger, a few entries at a time.
async fn pages(all: &Walked, query: &str) -> Vec<Value> {
    let (mut entries, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = all.custodian.get(&format!("/detail-ledger?{query}&limit=2{cursor}")).await.expect(200);
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
                let entries = pages(&all, &format!("from=1990-01-01&as_of={on}&category_code={code}")).await;
                runs(&entries);
                assert_eq!(balance(entries.last().unwrap()), (expected.0, expected.1), "{on} {code}");
            }
            let places = books.by(on, |card| books.place(card.id, on));
            for (place, expected) in &places {
                let place = place.map(|id| format!("&place_id={id}")).unwrap_or_default();
                let entries = pages(&all, &format!("from=1990-01-01&as_of={on}{place}")).await;
                runs(&entries);
                assert_eq!(balance(entries.last().unwrap()), (expected.0, expected.1), "{on} {place}");
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
