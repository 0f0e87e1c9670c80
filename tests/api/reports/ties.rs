//! The general ledger, the rooms and the cards tie on any day, each with a sum over the tables that knows nothing of the product.

use std::collections::BTreeMap;

use registers::asset::entity::value_event;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};
use test_support::text;
use uuid::Uuid;

use super::walk::{Books, Sums, Walked, days, fen, first, sums, thousandths};
use crate::on_both_engines;

fn by_code(ledger: &Value) -> BTreeMap<String, Sums> {
    let lines = ledger["classes"].as_array().unwrap().iter();
    let lines = lines.map(|line| (text(&line["category_code"]).to_owned(), sums(&line["closing"])));
    lines.filter(|(_, sums)| *sums != (0, 0, 0)).collect()
}

fn total(all: &BTreeMap<impl Ord, Sums>) -> Sums {
    all.values().fold((0, 0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1, sum.2 + one.2))
}

on_both_engines! {
    async fn every_ledger_of_any_day_is_the_sum_of_the_events_until_then(engine) {
        let all = Walked::open(engine).await;
        let books = Books::read(&all.raw().await).await;
        for on in days() {
            let general = all.custodian.get(&format!("/general-ledger?as_of={on}")).await.expect(200);
            let expected = books.by(on, |card| books.class(card.id, on));
            let foretold = general["head"]["basis"] == "forecast";
            // What the plan takes until a day that has not come is no event yet.
            let written = |(quantity, value, worn): Sums| (quantity, value, if foretold { 0 } else { worn });
            let found = by_code(&general).into_iter().map(|(code, sums)| (code, written(sums)));
            assert_eq!(found.collect::<BTreeMap<_, _>>(), expected, "{on}");
            assert_eq!(written(sums(&general["total"]["closing"])), total(&expected), "{on}");
            for line in general["classes"].as_array().unwrap() {
                let side = |name: &str| (thousandths(&line[name]["quantity"]), fen(&line[name]["value"]));
                let (opening, came, went, closing) = (side("opening"), side("increase"), side("decrease"), side("closing"));
                assert_eq!((opening.0 + came.0 - went.0, opening.1 + came.1 - went.1), closing, "{on} {line}");
            }
            let rooms = all.custodian.get(&format!("/room-ledger?as_of={on}")).await.expect(200);
            let found: BTreeMap<Option<Uuid>, Sums> = rooms["places"].as_array().unwrap().iter()
                .map(|line| (line["place_id"].as_str().map(|id| id.parse().unwrap()), written(sums(&line["balance"]))))
                .collect();
            assert_eq!(found, books.by(on, |card| books.place(card.id, on)), "{on}");
            let ties = all.custodian.get(&format!("/ledger-ties?as_of={on}")).await.expect(200);
            assert_eq!(ties["ties"], true, "{on} {ties}");
        }
    }
}

on_both_engines! {
    async fn pieces_that_moved_and_cards_that_were_taken_back_neither_come_nor_go(engine) {
        let all = Walked::open(engine).await;
        let ledger = all.custodian.get("/general-ledger?from=2026-11-25&as_of=2026-11-30").await.expect(200);
        let chairs = ledger["classes"].as_array().unwrap().iter().find(|line| line["category_code"] == "A05010304").unwrap().clone();
        assert_eq!(chairs["increase"], json!({ "quantity": "0", "value": "0.00" }), "seven chairs moved, and a wrong card was taken back");
        assert_eq!(chairs["decrease"], json!({ "quantity": "0", "value": "0.00" }));
        assert_eq!((&chairs["opening"]["value"], &chairs["closing"]["value"]), (&json!("3333.20"), &json!("3333.20")));
        let desk = ledger["classes"].as_array().unwrap().iter().find(|line| line["category_code"] == "A05010203").unwrap().clone();
        assert_eq!(desk["increase"], json!({ "quantity": "1", "value": "318.50" }));
    }
}

on_both_engines! {
    async fn a_day_says_what_it_stands_on(engine) {
        let all = Walked::open(engine).await;
        for (on, basis) in [("2024-12-31", "opening_import"), ("2026-11-24", "books"), ("2026-11-30", "books"), ("2026-12-01", "forecast")] {
            let head = all.custodian.get(&format!("/general-ledger?as_of={on}")).await.expect(200)["head"].clone();
            assert_eq!((&head["basis"], &head["go_live"]), (&json!(basis), &json!("2026-11-24")), "{on}");
        }
        let head = all.custodian.get("/general-ledger").await.expect(200)["head"].clone();
        assert_eq!((&head["from"], &head["as_of"], &head["today"]), (&json!("2026-01-01"), &json!("2026-11-30"), &json!("2026-11-30")));
        all.custodian.get("/general-ledger?from=2026-12-01&as_of=2026-11-30").await.expect_problem(400, "bad_period");
        all.custodian.get("/general-ledger?as_of=2500-01-01").await.expect_problem(400, "bad_day");
    }
}

on_both_engines! {
    async fn a_day_that_has_not_come_is_worn_down_by_the_plan(engine) {
        let all = Walked::open(engine).await;
        let mut before = 0;
        for on in ["2026-12-31", "2027-12-31", "2100-12-31"] {
            let general = all.custodian.get(&format!("/general-ledger?as_of={on}")).await.expect(200);
            let worn = fen(&general["total"]["closing"]["accumulated_depreciation"]);
            assert!(worn > before, "{on}: {worn}");
            before = worn;
            let mut of_cards = 0;
            for card in Books::read(&all.raw().await).await.cards.keys() {
                let card = all.custodian.get(&format!("/ledger-cards/{card}?as_of={on}")).await.expect(200);
                of_cards += fen(&card["balance"]["accumulated_depreciation"]);
            }
            assert_eq!(of_cards, worn, "{on}");
            let rooms = all.custodian.get(&format!("/room-ledger?as_of={on}")).await.expect(200);
            assert_eq!(fen(&rooms["total"]["balance"]["accumulated_depreciation"]), worn, "{on}: rooms are worn down as the classes are");
            assert_eq!(all.custodian.get(&format!("/ledger-ties?as_of={on}")).await.expect(200)["ties"], true, "{on}");
        }
    }
}

on_both_engines! {
    /// What was written behind the product's back shows as a difference and is not smoothed over.
    async fn a_fen_that_only_the_events_know_is_a_difference(engine) {
        let all = Walked::open(engine).await;
        let raw = all.raw().await;
        let books = Books::read(&raw).await;
        let card = &books.cards[&all.cards[0].parse::<Uuid>().unwrap()];
        let event = value_event::ActiveModel {
            school_id: Set(card.school_id),
            id: Set("019d2b3c-4d5e-7000-8000-000000000001".parse().unwrap()),
            asset_id: Set(card.id),
            kind: Set("depreciation".into()),
            original_value: Set(0),
            accumulated_depreciation: Set(1),
            quantity: Set(0),
            effective_on: Set(first()),
            recorded_at: Set("2026-11-24T02:00:00Z".parse().unwrap()),
            document_kind: Set("test".into()),
            document_id: Set(None),
            voucher_no: Set(None),
            reason: Set(None),
            life_months: Set(None),
            life_before: Set(None),
            category_code: Set(card.category_code.clone()),
        };
        event.insert(&raw).await.unwrap();
        let ties = all.custodian.get("/ledger-ties").await.expect(200);
        assert_eq!(ties["ties"], false);
        let of = |key: &str| ties["ledgers"].as_array().unwrap().iter().find(|one| one["key"] == key).unwrap().clone();
        assert_eq!((&of("general")["accumulated_depreciation"], &of("depreciation")["agrees"]), (&json!("0.01"), &json!(false)), "the schedule begins with the cards");
        assert_eq!((&of("cards")["accumulated_depreciation"], &of("cards")["agrees"]), (&json!("0.00"), &json!(false)));
        assert_eq!((&of("detail_by_class")["agrees"], &of("detail_by_room")["agrees"]), (&json!(true), &json!(true)));
    }
}
