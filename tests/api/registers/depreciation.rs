//! Depreciation by the month: what a run comes to, what closing writes, and what a closed month refuses.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};
use test_support::{Client, Digest, Response, School, text};
use uuid::Uuid;

use crate::on_both_engines;

/// Keeps the books: T001 is the custodian, T002 the bookkeeper.
pub async fn people(school: &School) -> (Client, Client) {
    (school.person("吴保管", &["head_custodian"]).await, school.person("郑报账", &["finance"]).await)
}

/// A POST that is like no other.
pub async fn act(by: &Client, path: &str, body: Value) -> Response {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    by.with("idempotency-key", format!("worth-{}", NEXT.fetch_add(1, Ordering::Relaxed))).post(path, body).await
}

pub async fn rule(school: &School, key: &str, value: &str) {
    let rule = json!({ "value": value, "valid_from": "2026-11-24", "source": "校务会", "reason": "财务要求" });
    school.admin.seen(0).put(&format!("/policies/asset.{key}"), rule).await.expect(200);
}

/// Desks of so much, in the books since a day.
pub async fn desks(custodian: &Client, value: &str, booked_on: &str) -> Value {
    let card = json!({
        "name": "学生课桌", "category_code": "A05010203", "original_value": value, "details": { "booked_on": booked_on }
    });
    custodian.post("/assets", card).await.expect(201)
}

fn path(of: &Value) -> String {
    format!("/depreciation-runs/{}", text(&of["id"]))
}

async fn school_id(school: &School) -> Uuid {
    text(&school.principal.get("/me").await.expect(200)["school"]["id"]).parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn accumulated(school: &School, id: Uuid, as_of: &str, today: &str) -> (i64, bool) {
    let raw = school.app.db.raw().await;
    let told = registers::depreciation::at(&raw, id, day(as_of), day(today)).await.unwrap();
    let by_category = registers::depreciation::by_category(&raw, id, day(as_of), day(today)).await.unwrap();
    let sum = told.rows.iter().map(|row| row.accumulated).sum();
    assert_eq!(by_category.rows.iter().map(|row| row.accumulated).sum::<i64>(), sum, "by category on {as_of}");
    assert_eq!(by_category.forecast, told.forecast);
    (sum, told.forecast)
}

on_both_engines! {
    async fn own_figures_are_closed_into_the_books_month_by_month(engine) {
        let school = School::open(engine).await;
        rule(&school, "depreciation_source", "own").await;
        let (custodian, bookkeeper) = people(&school).await;
        let card = desks(&custodian, "600.01", "2026-09-02").await;
        let run = bookkeeper.post("/depreciation-runs", json!({ "period": "2026-11" })).await.expect(201);
        // Five years; two months are over: 600.01 ÷ 58 = 10.345, half a fen goes up.
        assert_eq!((&run["basis"], &run["state"], &run["cards"]), (&json!("own"), &json!("draft"), &json!(1)));
        assert_eq!((&run["month_amount"], &run["posted"], &run["net_value"]), (&json!("10.35"), &json!("10.35"), &json!("589.66")));
        let again = bookkeeper.post("/depreciation-runs", json!({ "period": "2026-11" })).await.expect(200);
        assert_eq!((&again["id"], &again["inputs_sha256"], &again["version"]), (&run["id"], &run["inputs_sha256"], &json!(2)));
        let line = bookkeeper.rows(&format!("{}/lines", path(&run))).await.remove(0);
        assert_eq!((&line["months_taken"], &line["life_months"], &line["standing"]), (&json!(3), &json!(60), &json!("running")));
        assert_eq!((&line["asset"]["asset_no"], &line["accumulated"]), (&card["asset_no"], &json!("10.35")));
        let category = bookkeeper.rows(&format!("{}/categories", path(&run))).await.remove(0);
        assert_eq!((&category["code"], &category["month_amount"]), (&json!("A05010203"), &json!("10.35")));
        let before = Digest::of(&school.app.db).await;
        let close = format!("{}/close", path(&run));
        act(&bookkeeper.seen(2), &close, json!({})).await.expect_problem(409, "month_not_over");
        before.assert_unchanged(&school.app.db, "a refused closing").await;
        act(&custodian.seen(2), &close, json!({})).await.expect_problem(403, "forbidden");

        let id = school_id(&school).await;
        school.app.advance(TimeDelta::days(7));
        let bookkeeper = school.app.sign_in("T002").await;
        act(&bookkeeper.seen(1), &close, json!({})).await.expect_problem(412, "stale");
        bookkeeper.seen(2).post(&close, json!({})).await.expect_problem(400, "idempotency_key_required");
        let keyed = bookkeeper.seen(2).with("idempotency-key", "close-november");
        let closed = keyed.post(&close, json!({ "voucher_no": "记-11-40" })).await.expect(200);
        assert_eq!((&closed["state"], &closed["voucher_no"], &closed["books_after"]), (&json!("closed"), &json!("记-11-40"), &json!("10.35")));
        assert_eq!(keyed.post(&close, json!({ "voucher_no": "记-11-40" })).await.expect(200), closed, "sent again, once in the books");
        act(&bookkeeper.seen(3), &close, json!({})).await.expect_problem(409, "illegal_transition");
        let worth = bookkeeper.get(&format!("/assets/{}/value", text(&card["id"]))).await.expect(200);
        assert_eq!((&worth["accumulated_depreciation"], &worth["next_month"], &worth["next_amount"]), (&json!("10.35"), &json!("2026-12"), &json!("10.35")));
        let event = bookkeeper.rows(&format!("/assets/{}/value-events", text(&card["id"]))).await.remove(0);
        assert_eq!((&event["kind"], &event["effective_on"], &event["period"]), (&json!("depreciation"), &json!("2026-11-30"), &json!("2026-11")));
        assert_eq!((&event["accumulated_depreciation"], &event["voucher_no"], &event["run_id"]), (&json!("10.35"), &json!("记-11-40"), &run["id"]));
        let december = bookkeeper.post("/depreciation-runs", json!({ "period": "2026-12" })).await.expect(201);
        assert_eq!((&december["month_amount"], &december["accumulated"]), (&json!("10.35"), &json!("20.70")), "nothing changed, the same again");

        let raw = school.app.db.raw().await;
        assert!(registers::recompute::differences(&raw, id).await.unwrap().is_empty());
        assert_eq!(registers::depreciation::last_closed(&raw, id).await.unwrap().map(|month| month.to_string()).as_deref(), Some("2026-11"));
        for (as_of, fen, forecast) in [
            ("2026-11-29", 0, false), ("2026-11-30", 1035, false), ("2026-12-01", 1035, false),
            ("2026-12-30", 1035, false), ("2026-12-31", 2070, true), ("2027-01-31", 3105, true), ("2040-01-01", 60_001, true),
        ] {
            assert_eq!(accumulated(&school, id, as_of, "2026-12-01").await, (fen, forecast), "{as_of}");
        }
        assert_eq!(registers::depreciation::live_since(&raw, id).await.unwrap(), Some(day("2026-11-24")));
    }
}

on_both_engines! {
    async fn d14_a_closed_month_takes_nothing_more(engine) {
        let school = School::open(engine).await;
        let (custodian, bookkeeper) = people(&school).await;
        let card = desks(&custodian, "600.00", "2026-09-02").await;
        let wrong = desks(&custodian, "100.00", "2026-10-05").await;
        let run = bookkeeper.post("/depreciation-runs", json!({ "period": "2026-10" })).await.expect(201);
        act(&bookkeeper.seen(1), &format!("{}/close", path(&run)), json!({})).await.expect(200);
        let before = Digest::of(&school.app.db).await;
        let value = format!("/assets/{}/value-events", text(&card["id"]));
        let body = |day: &str| json!({
            "kind": "addition", "amount": "60.00", "effective_on": day, "voucher_no": "记-1", "reason": "加抽屉"
        });
        for late in ["2026-10-31", "2026-09-30"] {
            let refused = act(&bookkeeper.seen(1), &value, body(late)).await.expect_problem(409, "month_closed");
            assert!(text(&refused["detail"]).contains("2026-10"), "{refused}");
        }
        let card_of = |details: Value| json!({ "name": "课椅", "category_code": "A05010304", "original_value": "83.00", "details": details });
        custodian.post("/assets", card_of(json!({ "booked_on": "2026-10-20" }))).await.expect_problem(409, "month_closed");
        let batch = json!({ "card": card_of(json!({ "booked_on": "2026-10-20" })), "count": 2 });
        act(&custodian, "/assets/batches", batch).await.expect_problem(409, "month_closed");
        for (period, code) in [("2026-10", "month_closed"), ("2026-09", "month_closed")] {
            bookkeeper.post("/depreciation-runs", json!({ "period": period })).await.expect_problem(409, code);
        }
        before.assert_unchanged(&school.app.db, "what is dated into a closed month").await;
        act(&bookkeeper.seen(1), &value, body("2026-11-01")).await.expect(201);
        // Acquired earlier, entered now: it counts from now. What is void is taken back today.
        let mut chair = card_of(json!({}));
        chair["acquired_on"] = json!("2026-10-20");
        let chair = custodian.post("/assets", chair).await.expect(201);
        custodian.seen(1).post(&format!("/assets/{}/void", text(&wrong["id"])), json!({ "reason": "登记重复" })).await.expect(200);
        for (of, newest) in [(&chair, "opening"), (&wrong, "reversal")] {
            let events = bookkeeper.rows(&format!("/assets/{}/value-events", text(&of["id"]))).await;
            assert_eq!((&events[0]["kind"], &events[0]["effective_on"]), (&json!(newest), &json!("2026-11-24")));
        }
        let id = school_id(&school).await;
        let raw = school.app.db.raw().await;
        let then = registers::depreciation::at(&raw, id, day("2026-10-31"), day("2026-11-24")).await.unwrap();
        assert_eq!(then.rows.iter().map(|row| row.original_value).sum::<i64>(), 70_000, "October is as it was closed");
        assert!(registers::recompute::differences(&raw, id).await.unwrap().is_empty());
    }
}

on_both_engines! {
    async fn imported_figures_are_official_and_ones_own_a_check(engine) {
        let school = School::open(engine).await;
        let (custodian, bookkeeper) = people(&school).await;
        let same = desks(&custodian, "600.00", "2026-09-02").await;
        let other = desks(&custodian, "1200.00", "2026-08-15").await;
        let official = json!({ "details": { "official_no": "G-77" } });
        custodian.seen(1).patch(&format!("/assets/{}", text(&other["id"])), official).await.expect(200);
        let run = bookkeeper.post("/depreciation-runs", json!({ "period": "2026-10" })).await.expect(201);
        // Ten a month for two months, twenty for three: nothing of it is in the books.
        assert_eq!((&run["basis"], &run["accumulated"], &run["books_after"], &run["differences"]), (&json!("imported"), &json!("80.00"), &json!("0.00"), &json!(2)));
        let compare = format!("{}/compare", path(&run));
        let row = |number: &Value, fen: &str| json!({ "asset_no": number, "accumulated": fen });
        for (rows, pointer, code) in [
            (json!([row(&json!("ZC-0"), "1.00")]), "/rows/0/asset_no", "not_in_run"),
            (json!([row(&same["asset_no"], "1.00"), row(&same["asset_no"], "1.00")]), "/rows/1/asset_no", "repeated"),
            (json!([row(&same["asset_no"], "600.01")]), "/rows/0/accumulated", "beyond_value"),
            (json!([row(&same["asset_no"], "-0.01")]), "/rows/0/accumulated", "beyond_value"),
        ] {
            let problem = bookkeeper.seen(1).post(&compare, json!({ "rows": rows })).await.expect_problem(422, "validation_failed");
            assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!(pointer), &json!(code)));
        }
        let rows = json!([row(&same["asset_no"], "20.00"), row(&json!("G-77"), "58.00")]);
        let told = bookkeeper.seen(1).post(&compare, json!({ "rows": rows })).await.expect(200);
        assert_eq!((&told["differences"], &told["books_after"], &told["posted"]), (&json!(1), &json!("78.00"), &json!("78.00")));
        let differ = bookkeeper.rows(&format!("{}/lines?differs=true", path(&run))).await;
        assert_eq!((differ.len(), &differ[0]["difference"], &differ[0]["official"]), (1, &json!("2.00"), &json!("58.00")));
        assert_eq!(bookkeeper.rows(&format!("{}/lines?differs=false", path(&run))).await.len(), 1);
        assert_eq!(bookkeeper.rows(&format!("{}/lines?category=A02", path(&run))).await.len(), 0);
        // What was told stays when the month is computed again.
        let again = bookkeeper.post("/depreciation-runs", json!({ "period": "2026-10" })).await.expect(200);
        assert_eq!((&again["differences"], &again["inputs_sha256"]), (&json!(1), &told["inputs_sha256"]));
        let file = bookkeeper.post(&format!("{}/export", path(&run)), json!({ "format": "csv", "differs": true })).await;
        let csv = String::from_utf8(file.bytes.to_vec()).unwrap();
        assert!(csv.starts_with('\u{FEFF}') && csv.contains("学生课桌") && csv.contains(",58.00,2.00,") && csv.ends_with("\r\n"), "{csv}");
        let book = bookkeeper.post(&format!("{}/export", path(&run)), json!({})).await;
        assert!(book.status == 200 && book.bytes.starts_with(b"PK"), "no workbook");
        act(&bookkeeper.seen(3), &format!("{}/close", path(&run)), json!({})).await.expect(200);
        let worth = bookkeeper.get(&format!("/assets/{}/value", text(&other["id"]))).await.expect(200);
        assert_eq!((&worth["accumulated_depreciation"], &worth["source"]), (&json!("58.00"), &json!("official")));
        assert!(registers::recompute::differences(&school.app.db.raw().await, school_id(&school).await).await.unwrap().is_empty());
    }
}

on_both_engines! {
    async fn what_changed_since_is_computed_again_before_it_is_closed(engine) {
        let school = School::open(engine).await;
        let (custodian, bookkeeper) = people(&school).await;
        let card = desks(&custodian, "600.00", "2026-09-02").await;
        let run = bookkeeper.post("/depreciation-runs", json!({ "period": "2026-10" })).await.expect(201);
        let close = format!("{}/close", path(&run));
        let longer = json!({ "details": { "life_months": 120 } });
        custodian.seen(1).patch(&format!("/assets/{}", text(&card["id"])), longer).await.expect(200);
        act(&bookkeeper.seen(1), &close, json!({})).await.expect_problem(409, "inputs_changed");
        let again = bookkeeper.post("/depreciation-runs", json!({ "period": "2026-10" })).await.expect(200);
        assert_eq!(again["accumulated"], "10.00");
        // One month at a time, in their order, and none that has not come.
        bookkeeper.post("/depreciation-runs", json!({ "period": "2026-11" })).await.expect_problem(409, "draft_open");
        bookkeeper.post("/depreciation-runs", json!({ "period": "2026-12" })).await.expect_problem(422, "validation_failed");
        let discard = format!("{}/discard", path(&run));
        let gone = bookkeeper.seen(2).post(&discard, json!({ "reason": "从 11 月开始" })).await.expect(200);
        assert_eq!((&gone["state"], &gone["discard_reason"]), (&json!("discarded"), &json!("从 11 月开始")));
        bookkeeper.seen(3).post(&discard, json!({ "reason": "x" })).await.expect_problem(409, "illegal_transition");
        bookkeeper.post("/depreciation-runs", json!({ "period": "2026-11" })).await.expect(201);
        assert_eq!(bookkeeper.rows("/depreciation-runs").await.len(), 2);
        for bad in ["2026-13", "2026-1", "2026-11-01", ""] {
            bookkeeper.post("/depreciation-runs", json!({ "period": bad })).await.expect_problem(422, "validation_failed");
        }
    }
}

on_both_engines! {
    async fn a_school_without_depreciation_computes_none_and_some_things_take_none(engine) {
        let school = School::open(engine).await;
        let (custodian, bookkeeper) = people(&school).await;
        for (code, more) in [("A03050300", json!({})), ("A05010203", json!({ "depreciates": false })), ("A05010203", json!({ "value_type": "名义金额" }))] {
            let mut details = json!({ "booked_on": "2026-09-02" });
            details.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let card = json!({ "name": "x", "category_code": code, "original_value": "100.00", "details": details });
            custodian.post("/assets", card).await.expect(201);
        }
        let run = bookkeeper.post("/depreciation-runs", json!({ "period": "2026-11" })).await.expect(201);
        assert_eq!((&run["cards"], &run["month_amount"]), (&json!(0), &json!("0.00")));
        rule(&school, "depreciation_source", "none").await;
        bookkeeper.post("/depreciation-runs", json!({ "period": "2026-11" })).await.expect_problem(409, "not_depreciating");
    }
}

on_both_engines! {
    /// Two who close at once: one does, and the books have it once.
    async fn a_month_is_closed_once_whoever_is_first(engine) {
        let school = School::open(engine).await;
        let (custodian, bookkeeper) = people(&school).await;
        let card = desks(&custodian, "600.00", "2026-09-02").await;
        let run = bookkeeper.post("/depreciation-runs", json!({ "period": "2026-10" })).await.expect(201);
        let rows = json!([{ "asset_no": card["asset_no"], "accumulated": "20.00" }]);
        bookkeeper.seen(1).post(&format!("{}/compare", path(&run)), json!({ "rows": rows })).await.expect(200);
        let close = |by: &Client| {
            let (by, path) = (by.seen(2), format!("{}/close", path(&run)));
            async move { act(&by, &path, json!({})).await }
        };
        let (one, other) = futures_util::future::join(close(&bookkeeper), close(&school.principal)).await;
        let mut said = [one.status, other.status];
        said.sort_unstable();
        assert_eq!(said, [200, 412]);
        let worth = bookkeeper.get(&format!("/assets/{}/value", text(&card["id"]))).await.expect(200);
        assert_eq!(worth["accumulated_depreciation"], "20.00");
    }
}
