//! What a card is by now says nothing of the days before: neither its class nor that it is gone rewrites a ledger or a month.

use chrono::TimeDelta;
use registers::asset::entity::{Column, Entity, value_event};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::{Value, json};
use test_support::{Client, School, text};
use uuid::Uuid;

use super::depreciation::{act, desks, people, rule};
use crate::on_both_engines;

fn at(card: &Value) -> String {
    format!("/assets/{}", text(&card["id"]))
}

async fn under(by: &Client, card: &Value, version: i64, code: &str) -> Value {
    by.seen(version).patch(&at(card), json!({ "category_code": code })).await.expect(200)
}

/// The closing of every class of a day, with what came and went since the first of the month.
async fn classes(by: &Client, on: &str) -> Vec<(String, String, String, String)> {
    let ledger = by.get(&format!("/general-ledger?from={}-01&as_of={on}", &on[..7])).await.expect(200);
    let said = |line: &Value, side: &str| text(&line[side]["value"]).to_owned();
    let line =
        |line: &Value| (text(&line["category_code"]).to_owned(), said(line, "increase"), said(line, "decrease"), said(line, "closing"));
    ledger["classes"].as_array().unwrap().iter().map(line).collect()
}

fn class(code: &str, [came, went, closing]: [&str; 3]) -> (String, String, String, String) {
    (code.into(), came.into(), went.into(), closing.into())
}

/// Computes a month and closes it.
async fn month(by: &Client, period: &str) -> Value {
    let run = by.post("/depreciation-runs", json!({ "period": period })).await.expect(201);
    act(&by.seen(1), &format!("/depreciation-runs/{}/close", text(&run["id"])), json!({})).await.expect(200)
}

async fn in_order(school: &School) {
    // Days may have gone by since somebody signed in.
    let id: Uuid = text(&school.app.sign_in("P001").await.get("/me").await.expect(200)["school"]["id"]).parse().unwrap();
    let found = registers::recompute::differences(&school.app.db.raw().await, id).await.unwrap();
    assert!(found.is_empty(), "{found:?}");
}

on_both_engines! {
    /// The day is the 24th of November. What was exported of an earlier day is the same afterwards.
    async fn a_card_under_the_wrong_class_leaves_it_today_and_ledgers_of_earlier_days_stay(engine) {
        let school = School::open(engine).await;
        let (custodian, _) = people(&school).await;
        let (desk, chair) = (desks(&custodian, "600.00", "2026-09-02").await, desks(&custodian, "100.00", "2026-09-02").await);
        let exported = async |by: &Client, on: &str| {
            by.post("/ledger-exports", json!({ "ledger": "cards", "as_of": on })).await.expect(201)["data_sha256"].clone()
        };
        let before = (classes(&custodian, "2026-11-24").await, exported(&custodian, "2026-11-24").await);
        assert_eq!(before.0, [class("A05010203", ["0.00", "0.00", "700.00"])]);
        school.app.advance(TimeDelta::days(1));
        let custodian = school.app.sign_in("T001").await;
        // A chair, and from one class into a second and a third on the same day.
        under(&custodian, &chair, 1, "A05010304").await;
        under(&custodian, &desk, 1, "A02020200").await;
        under(&custodian, &desk, 2, "A02010601").await;
        assert_eq!((classes(&custodian, "2026-11-24").await, exported(&custodian, "2026-11-24").await), before);
        assert_eq!(classes(&custodian, "2026-11-25").await, [
            class("A02010601", ["600.00", "0.00", "600.00"]),
            class("A02020200", ["600.00", "600.00", "0.00"]),
            class("A05010203", ["0.00", "700.00", "0.00"]),
            class("A05010304", ["100.00", "0.00", "100.00"]),
        ]);
        let detail = custodian.get("/detail-ledger?category_code=A05010203&as_of=2026-11-25&from=2026-11-25").await.expect(200);
        let entries = detail["items"].as_array().unwrap();
        assert_eq!((&detail["brought_forward"]["value"], entries.len(), &entries[1]["balance"]["value"]), (&json!("700.00"), 2, &json!("0.00")));
        assert_eq!(entries[0]["summary"], "调整分类");
        let card = |on: &str| format!("/ledger-cards/{}?as_of={on}", text(&desk["id"]));
        assert_eq!(custodian.get(&card("2026-11-24")).await.expect(200)["category_code"], "A05010203");
        assert_eq!(custodian.get(&card("2026-11-25")).await.expect(200)["category_code"], "A02010601");
        for on in ["2026-11-24", "2026-11-25"] {
            assert_eq!(custodian.get(&format!("/ledger-ties?as_of={on}")).await.expect(200)["ties"], true, "{on}");
        }
        // Its value is not changed under a class that it has left, and what is taken back is taken out of the one that it has.
        let bookkeeper = school.app.sign_in("T002").await;
        let addition = json!({ "kind": "addition", "amount": "60.00", "effective_on": "2026-11-24", "voucher_no": "记-1", "reason": "加抽屉" });
        let refused = act(&bookkeeper.seen(3), &format!("{}/value-events", at(&desk)), addition).await.expect_problem(422, "validation_failed");
        assert_eq!(refused["errors"][0]["code"], "before_reclassified");
        custodian.seen(2).post(&format!("{}/void", at(&chair)), json!({ "reason": "登记重复" })).await.expect(200);
        assert_eq!(custodian.get("/general-ledger").await.expect(200)["total"]["closing"]["value"], "600.00");
        in_order(&school).await;
    }
}

on_both_engines! {
    /// D14, B3: November is computed on the 3rd of December, after one card was taken back and another put under its class.
    async fn a_month_that_is_closed_late_has_the_cards_and_classes_that_were_there(engine) {
        let school = School::open(engine).await;
        rule(&school, "depreciation_source", "own").await;
        let (custodian, bookkeeper) = people(&school).await;
        let (moved, wrong) = (desks(&custodian, "600.00", "2026-09-02").await, desks(&custodian, "600.00", "2026-09-02").await);
        month(&bookkeeper, "2026-10").await;
        school.app.advance(TimeDelta::days(9));
        let (custodian, bookkeeper) = (school.app.sign_in("T001").await, school.app.sign_in("T002").await);
        let version = |card: &Value| {
            let (custodian, path) = (custodian.clone(), at(card));
            async move { custodian.get(&path).await.expect(200)["version"].as_i64().unwrap() }
        };
        let seen = version(&moved).await;
        under(&custodian, &moved, seen, "A05010304").await;
        let seen = version(&wrong).await;
        custodian.seen(seen).post(&format!("{}/void", at(&wrong)), json!({ "reason": "登记重复" })).await.expect(200);
        let november = month(&bookkeeper, "2026-11").await;
        let path = format!("/depreciation-runs/{}/categories", text(&november["id"]));
        let of_class = bookkeeper.rows(&path).await;
        assert_eq!((of_class.len(), &of_class[0]["code"], &of_class[0]["cards"]), (1, &json!("A05010203"), &json!(2)));
        let half = crate::reports::fen(&november["month_amount"]) / 2;
        assert!(half > 0, "{november}");
        // In the general ledger of that month's end as in the run; since then under the other class, and nothing of what was taken back.
        let worn = async |on: &str| -> Vec<(String, i64)> {
            let ledger = custodian.get(&format!("/general-ledger?as_of={on}")).await.expect(200);
            let line = |line: &Value| (text(&line["category_code"]).to_owned(), crate::reports::fen(&line["closing"]["accumulated_depreciation"]));
            ledger["classes"].as_array().unwrap().iter().map(line).filter(|(_, worn)| *worn != 0).collect()
        };
        assert_eq!(worn("2026-11-30").await, [("A05010203".to_owned(), 2 * half)]);
        assert_eq!(worn("2026-12-03").await, [("A05010304".to_owned(), half)]);
        for on in ["2026-11-30", "2026-12-02", "2026-12-03"] {
            assert_eq!(custodian.get(&format!("/ledger-ties?as_of={on}")).await.expect(200)["ties"], true, "{on}");
        }
        let worth = bookkeeper.get(&format!("{}/value", at(&moved))).await.expect(200);
        assert_eq!(crate::reports::fen(&worth["accumulated_depreciation"]), half);
        // On the card's own ledger one line says under what it was put: nothing comes or goes.
        let own = custodian.get(&format!("/ledger-cards/{}", text(&moved["id"]))).await.expect(200);
        let entries: Vec<_> = own["entries"].as_array().unwrap().iter().map(|line| (text(&line["summary"]), text(&line["balance"]["quantity"]))).collect();
        let last = own["entries"][2].clone();
        assert_eq!(entries, [("登记入账", "1"), ("计提折旧", "1"), ("调整分类 A05010304", "1")]);
        assert_eq!((&last["change"]["value"], &last["balance"]["value"], &last["change"]["accumulated_depreciation"]), (&json!("0.00"), &json!("600.00"), &json!("0.00")));
        assert_eq!(crate::reports::fen(&last["balance"]["accumulated_depreciation"]), half);
        in_order(&school).await;
    }
}

on_both_engines! {
    /// A year that was mistyped: what stands on a card now is in the books now, and wears down from its own day.
    async fn a_card_that_is_dated_ahead_is_in_the_books_of_today(engine) {
        let school = School::open(engine).await;
        let (custodian, _) = people(&school).await;
        let desk = desks(&custodian, "600.00", "2027-09-02").await;
        under(&custodian, &desk, 1, "A05010304").await;
        assert_eq!(classes(&custodian, "2026-11-24").await, [
            class("A05010203", ["600.00", "600.00", "0.00"]),
            class("A05010304", ["600.00", "0.00", "600.00"]),
        ]);
        for (on, worn) in [("2026-11-24", "0.00"), ("2027-08-31", "0.00"), ("2027-09-30", "10.00")] {
            let ledger = custodian.get(&format!("/general-ledger?as_of={on}")).await.expect(200);
            assert_eq!(ledger["total"]["closing"]["accumulated_depreciation"], worn, "{on}");
            assert_eq!(custodian.get(&format!("/ledger-ties?as_of={on}")).await.expect(200)["ties"], true, "{on}");
        }
        in_order(&school).await;
    }
}

on_both_engines! {
    /// B3: the month of the decrease stops, and none before it. A disposal has no document of its own yet: it is written here as one will write it.
    async fn what_was_disposed_of_after_a_month_is_depreciated_in_it(engine) {
        let school = School::open(engine).await;
        rule(&school, "depreciation_source", "own").await;
        let (custodian, _) = people(&school).await;
        let desk = desks(&custodian, "600.00", "2026-09-02").await;
        school.app.advance(TimeDelta::days(9));
        let raw = school.app.db.raw().await;
        let id: Uuid = text(&desk["id"]).parse().unwrap();
        let row = Entity::find().filter(Column::Id.eq(id)).one(&raw).await.unwrap().unwrap();
        let done = Entity::update_many().col_expr(Column::Status, Expr::value("disposed")).col_expr(Column::OriginalValue, Expr::value(0_i64));
        done.filter(Column::Id.eq(id)).exec(&raw).await.unwrap();
        let disposal = value_event::ActiveModel {
            school_id: Set(row.school_id),
            id: Set("019d2b3c-4d5e-7000-8000-000000000002".parse().unwrap()),
            asset_id: Set(id),
            kind: Set("disposal".into()),
            original_value: Set(-60_000),
            accumulated_depreciation: Set(0),
            quantity: Set(-1000),
            effective_on: Set("2026-12-03".parse().unwrap()),
            recorded_at: Set("2026-12-03T02:00:00Z".parse().unwrap()),
            document_kind: Set("test".into()),
            category_code: Set(row.category_code),
            ..Default::default()
        };
        disposal.insert(&raw).await.unwrap();
        let bookkeeper = school.app.sign_in("T002").await;
        let november = bookkeeper.post("/depreciation-runs", json!({ "period": "2026-11" })).await.expect(201);
        assert_eq!(november["cards"], 1, "{november}");
        let close = format!("/depreciation-runs/{}/close", text(&november["id"]));
        act(&bookkeeper.seen(1), &close, json!({})).await.expect(200);
        let schedule = bookkeeper.get("/depreciation-schedule?as_of=2026-11-30").await.expect(200);
        assert_eq!(schedule["items"][0]["standing"], "running", "on that day it was there");
        let ledger = bookkeeper.get("/general-ledger?as_of=2026-12-03").await.expect(200);
        assert_eq!(ledger["total"]["closing"]["accumulated_depreciation"], "0.00", "what it wore down in November went with it");
        let december = bookkeeper.post("/depreciation-runs", json!({ "period": "2026-12" })).await.expect(201);
        assert_eq!(december["cards"], 0, "{december}");
    }
}

on_both_engines! {
    /// B3: the last month of ten chairs is closed on the 3rd of December, after four went onto a card of their own and one of those again.
    async fn pieces_that_left_a_card_since_have_their_share_of_a_month_that_is_closed_late(engine) {
        let school = School::open(engine).await;
        rule(&school, "depreciation_source", "own").await;
        let (custodian, bookkeeper) = people(&school).await;
        let chairs = json!({
            "name": "课椅", "category_code": "A05010304", "quantity": "10", "original_value": "1000.00",
            "details": { "booked_on": "2026-09-02", "life_months": 3 }
        });
        let chairs = custodian.post("/assets", chairs).await.expect(201);
        month(&bookkeeper, "2026-10").await;
        school.app.advance(TimeDelta::days(9));
        let (custodian, bookkeeper) = (school.app.sign_in("T001").await, school.app.sign_in("T002").await);
        let split = async |card: &Value, pieces: &str| -> Value {
            let seen = custodian.get(&at(card)).await.expect(200)["version"].as_i64().unwrap();
            custodian.seen(seen).post(&format!("{}/split", at(card)), json!({ "quantity": pieces, "reason": "搬到图书馆" })).await.expect(201)
        };
        let four = split(&chairs, "4").await;
        let one = split(&four, "1").await;
        let november = month(&bookkeeper, "2026-11").await;
        // All of it: October was the office's figures, which had nothing of these chairs.
        assert_eq!((&november["posted"], &november["cards"]), (&json!("1000.00"), &json!(1)));
        for (card, value) in [(&chairs, "600.00"), (&four, "300.00"), (&one, "100.00")] {
            let worth = bookkeeper.get(&format!("{}/value", at(card))).await.expect(200);
            assert_eq!((&worth["original_value"], &worth["accumulated_depreciation"]), (&json!(value), &json!(value)));
        }
        for on in ["2026-11-30", "2026-12-03"] {
            let ledger = custodian.get(&format!("/general-ledger?as_of={on}")).await.expect(200);
            assert_eq!(ledger["total"]["closing"]["accumulated_depreciation"], "1000.00", "{on}");
            assert_eq!(custodian.get(&format!("/ledger-ties?as_of={on}")).await.expect(200)["ties"], true, "{on}");
        }
        let december = bookkeeper.post("/depreciation-runs", json!({ "period": "2026-12" })).await.expect(201);
        assert_eq!(december["posted"], "0.00", "nothing is left to take");
        in_order(&school).await;
    }
}
