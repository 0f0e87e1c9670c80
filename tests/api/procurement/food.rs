//! Food that is bought: of whom, what is asked for at the gate, and who signs (S69, S70, SD13).

use serde_json::{Value, json};
use test_support::{Client, Digest, text};

use super::{
    goods_receipts::{delivered, look, make, receipt_step},
    orders::{Chain, make as make_order, refused},
    quotes::approved,
    suppliers::path,
    wish,
};
use crate::{files::samples, on_both_engines};

/// A school that buys milk: a keeper's store for food, and what is called so in it.
pub(crate) struct Dairy {
    pub school: Chain,
    pub store: Value,
    pub milk: String,
}

impl Dairy {
    pub async fn open(engine: test_support::TestEngine) -> Self {
        Self::of(Chain::open(engine).await).await
    }

    pub async fn of(school: Chain) -> Self {
        let store = json!({ "name": "食堂库房", "keeper_ids": [school.keeper.person_id] });
        let store = school.all.director.post("/stores", store).await.expect(201)["id"].clone();
        let milk = food(&school.custodian, "纯牛奶", json!({ "group": "non_staple", "storage": "ambient" })).await;
        Self { school, store, milk }
    }

    pub async fn license(&self, number: &str, expires_on: &str) -> Value {
        self.license_from(number, "2024-01-01", expires_on).await
    }

    /// Entered by the director, compared with the paper by the vice-principal.
    pub async fn license_from(&self, number: &str, issued_on: &str, expires_on: &str) -> Value {
        let entered = self.entered(number, issued_on, expires_on).await;
        verify(&self.school.all.vice, &entered).await.expect(200)
    }

    pub async fn entered(&self, number: &str, issued_on: &str, expires_on: &str) -> Value {
        let body = json!({ "kind": "food_business_licence", "number": number, "issued_on": issued_on, "expires_on": expires_on });
        self.school.all.director.post(&format!("{}/licences", path(&self.school.shop)), body).await.expect(201)
    }

    /// A small order of this thing, that one person may buy.
    pub async fn order(&self, name: &str) -> test_support::Response {
        let request = approved(&self.school.all, wish(name, "10", "5")).await;
        let mut body = self.school.written(&request, &[(0, "10", "5")]);
        body["other_buyer_id"] = Value::Null;
        make_order(&self.school.custodian, body).await
    }

    /// Ten pieces of an order that came and are good, signed by two.
    pub fn came(&self, order: &Value, item: &str, food: &Value) -> Value {
        let to = json!({ "kind": "stock", "store_id": self.store, "item_id": item, "quantity": "10" });
        let line = json!({ "position": 0, "delivered": "10", "accepted": "10", "destination": to, "food": food });
        let mut body = delivered(order, json!([line]));
        (body["supplier_signer"], body["acceptor_ids"]) = (json!("李送货"), json!([self.school.all.teacher.person_id]));
        body
    }
}

/// Says that the licence which waits is what the paper says.
pub(crate) async fn verify(by: &Client, supplier: &Value) -> test_support::Response {
    let waiting = supplier["all_licences"].as_array().unwrap().iter().find(|one| one["waits"] == true).unwrap();
    by.post(&format!("/supplier-licences/{}/verify", text(&waiting["id"])), json!({})).await
}

async fn food(by: &Client, name: &str, food: Value) -> String {
    crate::stores::add_item(by, json!({ "name": name, "unit": "箱", "category": "食品", "food": food })).await
}

pub(crate) fn label() -> Value {
    json!({ "brand": "青山 250 ml", "lot_no": "20261120A", "produced_on": "2026-11-20", "shelf_life_days": 30, "certificate_nos": ["HG-1"] })
}

fn at(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

on_both_engines! {
    /// The day is the 24th of November.
    async fn an_expired_or_missing_licence_blocks_order_and_receipt_and_a_renewed_one_lets_the_milk_in(engine) {
        let dairy = Dairy::open(engine).await;
        let problem = dairy.order("纯牛奶").await.expect_problem(409, "food_licence_missing");
        assert!(text(&problem["detail"]).contains("没有登记食品经营或生产许可证"), "{problem}");
        // It holds on its last day.
        dairy.license("JY-1", "2026-11-24").await;
        let order = dairy.order("纯牛奶").await.expect(201);
        assert_eq!(order["lines"][0]["food"], true);
        dairy.license("JY-旧", "2026-11-23").await;
        let problem = dairy.order("纯牛奶").await.expect_problem(409, "licence_expired");
        assert!(text(&problem["detail"]).contains("JY-旧"), "{problem}");
        let body = dairy.came(&order, &dairy.milk, &label());
        let before = Digest::of(&dairy.school.all.school.app.db).await;
        let problem = make(&dairy.school.keeper, body.clone()).await.expect_problem(409, "licence_expired");
        assert!(text(&problem["detail"]).contains("已于 2026-11-23 到期，不能采购和接收食品"), "{problem}");
        before.assert_unchanged(&dairy.school.all.school.app.db, "milk of a dairy whose licence is over").await;
        dairy.license("JY-新", "2031-11-24").await;
        let made = make(&dairy.school.keeper, body).await.expect(201);
        let signed = receipt_step(&dairy.school.all.teacher, &made, "sign", json!({})).await.expect(200);
        assert_eq!((text(&signed["state"]), text(&signed["supplier_signer"])), ("accepted", "李送货"));
        let line = &signed["lines"][0];
        assert_eq!((&line["expires_on"], &line["short_lived"], &line["food"]["brand"]), (&json!("2026-12-20"), &json!(false), &json!("青山 250 ml")));
        let lots = dairy.school.keeper.rows("/stock-lots").await;
        assert_eq!((&lots[0]["lot_no"], &lots[0]["produced_on"], &lots[0]["expires_on"]), (&json!("20261120A"), &json!("2026-11-20"), &json!("2026-12-20")));
        let lot = dairy.school.keeper.get(&format!("/stock-lots/{}", text(&lots[0]["id"]))).await.expect(200);
        assert_eq!((&lot["supplier"], &lot["source_number"]), (&signed["supplier_name"], &signed["number"]));
        crate::stores::books_agree(&dairy.school.all.school.app.db.raw().await).await;
    }
}

on_both_engines! {
    /// D14: one enters it, another compares it with the paper. Until then it neither counts nor takes the former one's place.
    async fn d14_a_licence_for_food_counts_once_a_second_person_has_verified_it(engine) {
        let dairy = Dairy::open(engine).await;
        let all = &dairy.school.all;
        let entered = dairy.entered("JY-1", "2026-01-01", "2026-11-24").await;
        let licence = &entered["all_licences"][0];
        assert_eq!((&entered["licence_waits"], &licence["waits"], &licence["may_verify"]), (&json!(true), &json!(true), &json!(false)));
        assert!(text(&licence["verify_refused"]).contains("另一位"), "{licence}");
        assert_eq!(all.vice.column("/suppliers?licence_waits=true", "name").await, ["城南家具店"]);
        let problem = dairy.order("纯牛奶").await.expect_problem(409, "licence_unverified");
        assert!(text(&problem["detail"]).contains("JY-1"), "{problem}");
        let before = Digest::of(&all.school.app.db).await;
        verify(&all.director, &entered).await.expect_problem(403, "own_licence");
        verify(&dairy.school.custodian, &entered).await.expect_problem(403, "forbidden");
        before.assert_unchanged(&all.school.app.db, "a licence that one person entered").await;
        let verified = verify(&all.vice, &entered).await.expect(200);
        let licence = &verified["all_licences"][0];
        assert_eq!((&licence["waits"], &licence["verified_by"]["id"]), (&json!(false), &json!(all.vice.person_id)));
        verify(&all.vice, &entered).await.expect_problem(409, "illegal_transition");
        assert!(all.vice.column("/suppliers?licence_waits=true", "name").await.is_empty());
        dairy.order("纯牛奶").await.expect(201);
        // The new one waits: the former one still counts to its last day, and nothing is verified that was replaced.
        let renewed = dairy.entered("JY-2", "2026-11-01", "2031-11-24").await;
        dairy.order("纯牛奶").await.expect(201);
        dairy.entered("JY-3", "2026-11-01", "2031-11-24").await;
        verify(&all.vice, &renewed).await.expect_problem(409, "illegal_transition");
    }
}

on_both_engines! {
    /// The day is the 24th of November: what came is judged by the day on which it came.
    async fn a_licence_is_asked_for_the_day_of_delivery_on_both_its_ends(engine) {
        let dairy = Dairy::open(engine).await;
        dairy.license_from("JY-旧", "2021-11-21", "2026-11-24").await;
        let order = dairy.order("纯牛奶").await.expect(201);
        // The paper on record was found to be over since the 20th; the renewed one holds from the 23rd.
        dairy.license_from("JY-旧", "2021-11-21", "2026-11-20").await;
        dairy.license_from("JY-新", "2026-11-23", "2031-11-22").await;
        let came = |day: &str, quantity: &str| {
            let mut body = dairy.came(&order, &dairy.milk, &label());
            body["delivered_on"] = json!(day);
            for field in ["delivered", "accepted"] {
                body["lines"][0][field] = json!(quantity);
            }
            body["lines"][0]["destination"]["quantity"] = json!(quantity);
            body
        };
        let before = Digest::of(&dairy.school.all.school.app.db).await;
        for between in ["2026-11-21", "2026-11-22"] {
            let problem = make(&dairy.school.keeper, came(between, "2")).await.expect_problem(409, "licence_expired");
            assert!(text(&problem["detail"]).contains("已于 2026-11-20 到期"), "{problem}");
        }
        before.assert_unchanged(&dairy.school.all.school.app.db, "milk that came between two licences").await;
        // On the last day of the one, though it is over by now, and on the first of the other.
        make(&dairy.school.keeper, came("2026-11-20", "2")).await.expect(201);
        make(&dairy.school.keeper, came("2026-11-23", "2")).await.expect(201);
    }
}

on_both_engines! {
    /// SD13: the supplier's signature and two of the school, whatever it costs; there is no exception of that.
    async fn sd13_food_is_signed_for_by_the_supplier_and_two_of_the_school(engine) {
        let dairy = Dairy::open(engine).await;
        dairy.license("JY-1", "2031-11-24").await;
        let order = dairy.order("纯牛奶").await.expect(201);
        assert_eq!(order["acceptors_needed"], 1);
        let before = Digest::of(&dairy.school.all.school.app.db).await;
        let mut alone = dairy.came(&order, &dairy.milk, &label());
        alone["acceptor_ids"] = json!([]);
        assert_eq!(refused(make(&dairy.school.keeper, alone).await), at("/acceptor_ids", "food_two_acceptors"));
        let mut nobody = dairy.came(&order, &dairy.milk, &label());
        nobody["supplier_signer"] = json!(null);
        assert_eq!(refused(make(&dairy.school.keeper, nobody).await), at("/supplier_signer", "supplier_signer_needed"));
        before.assert_unchanged(&dairy.school.all.school.app.db, "food that one person signed for").await;
        let made = make(&dairy.school.keeper, dairy.came(&order, &dairy.milk, &label())).await.expect(201);
        assert_eq!(made["state"], "inspecting");
        assert!(dairy.school.keeper.rows("/stock-lots").await.is_empty(), "it came in before the second signature");
        let signed = receipt_step(&dairy.school.all.teacher, &made, "sign", json!({})).await.expect(200);
        assert_eq!((&signed["state"], signed["acceptors"].as_array().unwrap().len()), (&json!("accepted"), 2));
    }
}

on_both_engines! {
    async fn at_the_gate_food_has_its_lot_its_last_day_and_meat_both_certificates(engine) {
        let dairy = Dairy::open(engine).await;
        dairy.license("JY-1", "2031-11-24").await;
        let pork = food(&dairy.school.custodian, "猪肉", json!({ "group": "meat", "storage": "chilled" })).await;
        let milk = dairy.order("纯牛奶").await.expect(201);
        let meat = dairy.order("猪肉").await.expect(201);
        let before = Digest::of(&dairy.school.all.school.app.db).await;
        let keeper = &dairy.school.keeper;
        let with = |change: Value| {
            let mut food = label();
            for (field, value) in change.as_object().unwrap() {
                food[field] = value.clone();
            }
            food
        };
        for (order, item, food, pointer, code) in [
            (&milk, &dairy.milk, Value::Null, "/lines/0/food", "required"),
            (&milk, &dairy.milk, with(json!({ "lot_no": null, "produced_on": null, "expires_on": "2026-12-20" })), "/lines/0/food/lot_no", "required"),
            (&milk, &dairy.milk, with(json!({ "shelf_life_days": null })), "/lines/0/food/expires_on", "required"),
            (&milk, &dairy.milk, with(json!({ "produced_on": "2026-11-25" })), "/lines/0/food/produced_on", "produced_later"),
            (&milk, &dairy.milk, with(json!({ "expires_on": "2026-11-23" })), "/lines/0/food/expires_on", "expired_food"),
            (&meat, &pork, label(), "/lines/0/food/quarantine_no", "required"),
            (&meat, &pork, with(json!({ "quarantine_no": "DJ-1" })), "/lines/0/food/meat_quality_no", "required"),
            (&meat, &pork, with(json!({ "quarantine_no": "DJ-1", "meat_quality_no": "RP-1" })), "/lines/0/food/temperature_c", "required"),
        ] {
            assert_eq!(refused(make(keeper, dairy.came(order, item, &food)).await), at(pointer, code), "{food}");
        }
        // Nothing that was ordered as food becomes anything else, also when it is cooked the same day.
        let mut used = dairy.came(&milk, &dairy.milk, &label());
        used["lines"][0]["destination"] = json!({ "kind": "used" });
        assert_eq!(refused(make(keeper, used).await), at("/lines/0/destination/item_id", "food_needs_store"));
        before.assert_unchanged(&dairy.school.all.school.app.db, "food without its papers").await;
        let whole = with(json!({ "quarantine_no": "DJ-1", "meat_quality_no": "RP-1", "temperature_c": 3 }));
        make(keeper, dairy.came(&meat, &pork, &whole)).await.expect(201);
    }
}

on_both_engines! {
    async fn refused_food_goes_back_or_is_destroyed_on_the_spot(engine) {
        let dairy = Dairy::open(engine).await;
        dairy.license("JY-1", "2031-11-24").await;
        let order = dairy.order("纯牛奶").await.expect(201);
        let keeper = &dairy.school.keeper;
        let photo = keeper.upload("胀包.png", "image/png", samples::png(8, 6)).await.expect(201);
        let mut body = dairy.came(&order, &dairy.milk, &label());
        let line = &mut body["lines"][0];
        (line["accepted"], line["destination"]["quantity"]) = (json!("8"), json!("8"));
        (line["refusal_reason"], line["refusal_upload_ids"]) = (json!("两箱胀包"), json!([photo["id"]]));
        assert_eq!(refused(make(keeper, body.clone()).await), at("/lines/0/refused_goods", "required"));
        body["lines"][0]["refused_goods"] = json!("destroyed");
        let made = make(keeper, body).await.expect(201);
        let shown = look(keeper, &made).await;
        assert_eq!((&shown["lines"][0]["refused_goods"], &shown["lines"][0]["refused_goods_text"]), (&json!("destroyed"), &json!("当场销毁")));
    }
}
