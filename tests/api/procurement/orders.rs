//! Orders: what was approved, of whom it is bought, by which two people.

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};
use test_support::{Client, Digest, Response, School, TestEngine, text};

use super::{
    Buying, look,
    quotes::{self, act, approved},
    step,
    suppliers::{supplier, turn},
};
use crate::on_both_engines;

/// A school with people who buy and people who accept.
pub(crate) struct Chain {
    pub all: Buying,
    /// Buys.
    pub custodian: Client,
    /// Buys with him.
    pub helper: Client,
    /// Accepts, and keeps a store.
    pub keeper: Client,
    /// Accepted, approved and bought nothing.
    pub bursar: Client,
    pub shop: Value,
}

impl Chain {
    pub async fn open(engine: TestEngine) -> Self {
        Self::of(School::open(engine).await).await
    }

    pub async fn of(school: School) -> Self {
        let all = Buying::of(school).await;
        let custodian = all.school.person("吴保管", &["head_custodian"]).await;
        let helper = all.school.person("王师傅", &["repair_worker"]).await;
        let keeper = all.school.person("孙保管", &["storekeeper"]).await;
        let bursar = all.school.person("郑会计", &["finance"]).await;
        let shop = supplier(&all.director, "城南家具店").await;
        Self { all, custodian, helper, keeper, bursar, shop }
    }

    /// 50 chairs and 20 boxes of paper, approved: 1900 in all.
    pub async fn chairs_and_paper(&self) -> Value {
        approved(&self.all, chairs_and_paper()).await
    }

    pub fn written(&self, request: &Value, lines: &[(u32, &str, &str)]) -> Value {
        written(request, &self.shop, &self.helper, lines)
    }

    /// An order that both have confirmed.
    pub async fn ordered(&self, request: &Value, lines: &[(u32, &str, &str)]) -> Value {
        let made = make(&self.custodian, self.written(request, lines)).await.expect(201);
        order_step(&self.helper, &made, "confirm", json!({})).await.expect(200)
    }
}

pub(crate) fn chairs_and_paper() -> Value {
    json!({
        "purpose": "三年级教室要用", "fund": "public",
        "lines": [
            { "name": "课椅", "spec": "2 号", "unit": "把", "quantity": "50", "unit_price": "30.00" },
            { "name": "复印纸", "unit": "箱", "quantity": "20", "unit_price": "20.00" },
        ],
    })
}

pub(crate) fn written(request: &Value, shop: &Value, other: &Client, lines: &[(u32, &str, &str)]) -> Value {
    let lines: Vec<Value> = lines
        .iter()
        .map(|(position, quantity, price)| json!({ "position": position, "quantity": quantity, "unit_price": price }))
        .collect();
    json!({ "request_id": request["id"], "supplier_id": shop["id"], "other_buyer_id": other.person_id, "lines": lines })
}

pub(crate) fn key() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("order-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

pub(crate) async fn make(by: &Client, body: Value) -> Response {
    by.with("idempotency-key", key()).post("/purchase-orders", body).await
}

pub(crate) async fn look_at(by: &Client, order: &Value) -> Value {
    by.get(&format!("/purchase-orders/{}", text(&order["id"]))).await.expect(200)
}

/// A step of an order, from the version as it is now.
pub(crate) async fn order_step(by: &Client, order: &Value, name: &str, body: Value) -> Response {
    let version = look_at(by, order).await["version"].as_i64().unwrap();
    by.seen(version).with("idempotency-key", key()).post(&format!("/purchase-orders/{}/{name}", text(&order["id"])), body).await
}

/// The pointer and the code of the one field that is refused.
pub(crate) fn refused(answer: Response) -> (String, String) {
    let problem = answer.expect_problem(422, "validation_failed");
    (text(&problem["errors"][0]["pointer"]).to_owned(), text(&problem["errors"][0]["code"]).to_owned())
}

fn at(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

on_both_engines! {
    async fn what_was_approved_is_ordered_by_two_people_in_two_orders(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let made = make(&school.custodian, school.written(&request, &[(0, "50", "30.00")])).await.expect(201);
        assert_eq!((text(&made["number"]), text(&made["state"]), text(&made["total"])), ("DG20261124-0001", "proposed", "1500.00"));
        assert_eq!((&made["buyers_needed"], text(&made["title"]), text(&made["supplier_name"])), (&json!(2), "课椅", "城南家具店"));
        let buyers: Vec<_> = made["buyers"].as_array().unwrap().iter().map(|one| (text(&one["name"]), one["confirmed_at"].is_null())).collect();
        assert_eq!(buyers, [("吴保管", false), ("王师傅", true)]);
        // Who is asked to buy hears of it, and is led there.
        school.all.school.app.deliver().await;
        let told = school.helper.get("/notices").await.expect(200)["items"][0].clone();
        assert_eq!((text(&told["topic"]), &told["link"]), ("purchase_order.buyer", &json!(format!("/purchase-orders/{}", text(&made["id"])))));
        assert!(text(&told["text"]).contains("吴保管请您一起采购：课椅，城南家具店（DG20261124-0001）"), "{told}");
        // Nothing is received before both have said so.
        order_step(&school.all.teacher, &made, "confirm", json!({})).await.expect_problem(403, "not_yours");
        order_step(&school.custodian, &made, "confirm", json!({})).await.expect_problem(409, "illegal_transition");
        let ordered = order_step(&school.helper, &made, "confirm", json!({})).await.expect(200);
        assert_eq!(ordered["state"], "ordered");
        let paper = make(&school.custodian, school.written(&request, &[(1, "20", "20.00")])).await.expect(201);
        assert_eq!(school.all.director.rows(&format!("/purchase-orders?request_id={}", text(&request["id"]))).await.len(), 2);
        assert_eq!(school.helper.column("/purchase-orders?view=mine&state=proposed", "number").await, [text(&paper["number"])]);
        // Who asked for it sees it; who has nothing to do with it does not.
        assert_eq!(school.all.teacher.rows("/purchase-orders").await.len(), 2);
        let stranger = school.all.school.person("何老师", &["staff"]).await;
        assert!(stranger.rows("/purchase-orders").await.is_empty());
        stranger.get(&format!("/purchase-orders/{}", text(&paper["id"]))).await.expect_problem(404, "not_found");
        // What things cost is not for the store.
        assert_eq!(look_at(&school.keeper, &paper).await["total"], json!(null));
        assert_eq!(look_at(&school.keeper, &paper).await["lines"][0]["unit_price"], json!(null));
        let trail = school.all.principal().column(&format!("/audit-events?subject_id={}", text(&made["id"])), "action").await;
        assert_eq!(trail, ["purchase_order.confirmed", "purchase_order.made"]);
    }
}

on_both_engines! {
    /// SD4: a fen below, at, and above the amount.
    async fn d08_from_the_amount_on_two_people_buy(engine) {
        let school = Chain::open(engine).await;
        let request = approved(&school.all, crate::procurement::wish("水泵", "3", "300.01")).await;
        let alone = |price: &str| {
            let mut body = school.written(&request, &[(0, "1", price)]);
            body["other_buyer_id"] = json!(null);
            body
        };
        let small = make(&school.custodian, alone("299.99")).await.expect(201);
        assert_eq!((&small["state"], &small["buyers_needed"]), (&json!("ordered"), &json!(1)));
        for price in ["300.00", "300.01"] {
            assert_eq!(refused(make(&school.custodian, alone(price)).await), at("/other_buyer_id", "two_buyers"));
        }
    }
}

on_both_engines! {
    async fn who_buys_is_two_people_and_nobody_who_approved(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let with = |other: &Client| written(&request, &school.shop, other, &[(0, "50", "30")]);
        let before = Digest::of(&school.all.school.app.db).await;
        assert_eq!(refused(make(&school.custodian, with(&school.custodian)).await), at("/other_buyer_id", "same_person"));
        assert_eq!(refused(make(&school.custodian, with(&school.all.director)).await), at("/other_buyer_id", "approver_buys"));
        make(&school.all.director, with(&school.helper)).await.expect_problem(403, "approver_buys");
        let mut unknown = with(&school.helper);
        unknown["other_buyer_id"] = json!(test_support::TestApp::unknown_id());
        assert_eq!(refused(make(&school.custodian, unknown).await), at("/other_buyer_id", "reference_not_found"));
        before.assert_unchanged(&school.all.school.app.db, "buyers who are not two").await;
        // Somebody and his stand-in are one.
        let away = json!({ "to_id": school.helper.person_id, "roles": ["head_custodian"], "starts_on": "2026-11-24", "ends_on": "2026-11-30", "reason": "培训" });
        school.custodian.post("/me/delegations", away).await.expect(201);
        assert_eq!(refused(make(&school.custodian, with(&school.helper)).await), at("/other_buyer_id", "same_person"));
        // Who did not approve but is a stranger to the request does not order it.
        let stranger = school.all.school.person("何老师", &["staff"]).await;
        assert_eq!(refused(make(&stranger, with(&school.keeper)).await), at("/request_id", "reference_not_found"));
        make(&school.all.teacher, with(&school.keeper)).await.expect(201);
    }
}

on_both_engines! {
    async fn orders_stay_within_what_was_approved_and_what_is_cancelled_is_free_again(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        assert_eq!(refused(make(&school.custodian, school.written(&request, &[(0, "51", "1")])).await), at("/lines/0/quantity", "beyond_approval"));
        assert_eq!(refused(make(&school.custodian, school.written(&request, &[(2, "1", "1")])).await), at("/lines/0/position", "no_such_line"));
        assert_eq!(refused(make(&school.custodian, school.written(&request, &[(0, "1", "1"), (0, "1", "1")])).await), at("/lines/1/position", "duplicate"));
        assert_eq!(refused(make(&school.custodian, school.written(&request, &[(0, "1", "0")])).await), at("/lines/0/unit_price", "nothing_to_pay"));
        make(&school.custodian, school.written(&request, &[(0, "50", "38.01")])).await.expect_problem(409, "beyond_approval");
        let first = make(&school.custodian, school.written(&request, &[(0, "50", "30")])).await.expect(201);
        assert_eq!(refused(make(&school.custodian, school.written(&request, &[(0, "1", "1")])).await), at("/lines/0/quantity", "beyond_approval"));
        make(&school.custodian, school.written(&request, &[(1, "20", "20.01")])).await.expect_problem(409, "beyond_approval");
        // What is ordered is not cancelled behind its back.
        let now = look(&school.all.teacher, &request).await;
        step(&school.all.teacher, &now, "cancel", json!({ "reason": "不要了" })).await.expect_problem(409, "already_ordered");
        school.all.teacher.get("/purchase-orders?state=lost").await.expect_problem(400, "unknown_value");
        order_step(&school.all.teacher, &first, "cancel", json!({ "reason": "不要了" })).await.expect(200);
        let again = make(&school.custodian, school.written(&request, &[(0, "50", "30")])).await.expect(201);
        assert_eq!(again["state"], "proposed");
        order_step(&school.custodian, &again, "cancel", json!({ "reason": "没货" })).await.expect(200);
        step(&school.all.teacher, &now, "cancel", json!({ "reason": "不要了" })).await.expect(200);
        make(&school.custodian, school.written(&request, &[(0, "50", "30")])).await.expect_problem(409, "request_not_approved");
    }
}

on_both_engines! {
    async fn an_order_goes_to_whose_quote_was_taken_and_is_not_dearer(engine) {
        let school = Chain::open(engine).await;
        let (all, other) = (&school.all, supplier(&school.all.director, "另一家").await);
        let request = approved(all, crate::procurement::wish("窗帘", "10", "250")).await;
        make(&school.custodian, school.written(&request, &[(0, "10", "240")])).await.expect_problem(409, "quotes_needed");
        let sheet = quotes::open(&all.director, &request).await;
        act(&all.director, &sheet, "quotes", quotes::quote(&school.shop, &["240"])).await.expect(200);
        make(&school.custodian, school.written(&request, &[(0, "10", "240")])).await.expect_problem(409, "quotes_needed");
        let single = json!({ "supplier_id": school.shop["id"], "single_source": { "code": "emergency", "words": "急用" } });
        act(&all.director, &sheet, "settle", single).await.expect(200);
        let wrong = written(&request, &other, &school.helper, &[(0, "10", "240")]);
        assert_eq!(refused(make(&school.custodian, wrong).await), at("/supplier_id", "not_the_settled_supplier"));
        assert_eq!(refused(make(&school.custodian, school.written(&request, &[(0, "10", "240.01")])).await), at("/lines/0/unit_price", "beyond_quote"));
        make(&school.custodian, school.written(&request, &[(0, "10", "239")])).await.expect(201);
        act(&all.director, &sheet, "reopen", json!({ "reason": "x" })).await.expect_problem(409, "already_ordered");
        // What turns out dear a piece needs its quotes, even where the request did not say so.
        let pump = approved(all, crate::procurement::wish("水泵", "2", "900")).await;
        make(&school.custodian, school.written(&pump, &[(0, "1", "1000")])).await.expect_problem(409, "quotes_needed");
        make(&school.custodian, school.written(&pump, &[(0, "1", "999.99")])).await.expect(201);
    }
}

on_both_engines! {
    async fn nothing_is_ordered_of_who_is_suspended_or_whose_licence_is_over(engine) {
        let school = Chain::open(engine).await;
        let request = school.chairs_and_paper().await;
        let body = school.written(&request, &[(0, "50", "30")]);
        turn(&school.all.director, &school.shop, "suspend").await;
        assert_eq!(refused(make(&school.custodian, body.clone()).await), at("/supplier_id", "supplier_suspended"));
        turn(&school.all.director, &school.shop, "resume").await;
        let licences = format!("/suppliers/{}/licences", text(&school.shop["id"]));
        let licence = json!({ "kind": "food_business_licence", "number": "JY1", "issued_on": "2024-01-01", "expires_on": "2026-11-23" });
        school.all.director.post(&licences, licence).await.expect(201);
        let over = make(&school.custodian, body.clone()).await.expect_problem(409, "licence_expired");
        assert!(text(&over["detail"]).contains("食品经营许可证") && text(&over["detail"]).contains("JY1"), "{over}");
        let licence = json!({ "kind": "food_business_licence", "number": "JY2", "issued_on": "2024-01-01", "expires_on": "2026-11-24" });
        school.all.director.post(&licences, licence).await.expect(201);
        let mut late = body.clone();
        late["expected_on"] = json!("2026-11-23");
        assert_eq!(refused(make(&school.custodian, late).await), at("/expected_on", "in_the_past"));
        school.custodian.post("/purchase-orders", body.clone()).await.expect_problem(400, "idempotency_key_required");
        make(&school.custodian, body).await.expect(201);
    }
}

on_both_engines! {
    /// Ten at once for the same 50 chairs: one of them is kept.
    async fn e01_of_many_who_order_the_same_at_once_one_is_taken(engine) {
        let school = Chain::open(engine).await;
        for round in 0..crate::setting("STEWARD_RACE_ROUNDS").unwrap_or(1) {
            // Another thing each time: together they would be one purchase in pieces.
            let request = approved(&school.all, crate::procurement::wish(&format!("课椅{round}"), "50", "1.00")).await;
            let sent = (0..10).map(|_| {
                let (by, body) = (school.custodian.clone(), school.written(&request, &[(0, "50", "1.00")]));
                async move { make(&by, body).await.status.as_u16() }
            });
            let mut answers = futures_util::future::join_all(sent).await;
            answers.sort_unstable();
            assert_eq!((answers[0], &answers[1..]), (201, [422; 9].as_slice()), "round {round}");
        }
    }
}
