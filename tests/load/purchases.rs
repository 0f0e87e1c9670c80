//! Purchases and stores: asked and approved through the product, and a million moves of stock by the bulk path. The inbox, the list of
//! requests and the counter stand among the operations; what is done once in a while is timed here as a whole.

use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use kernel::Clock;
use reqwest::Client as Http;
use sea_orm::{TransactionSession, TransactionTrait};
use serde_json::{Value, json};
use stores::stock::entity::{self as document, balance, line, lot, moves};
use test_support::{Client, text};
use uuid::Uuid;

use crate::{
    Engine, bulk,
    data::{self, Amounts, School},
    drive::Shot,
    operations::sign_in,
    product::{Place, Product},
    report::{Figures, Task},
};

/// Items in the store, each of them on every document.
const ITEMS: usize = 500;
/// Moves of the largest store: more is no school's.
const MOVES: usize = 1_000_000;
/// Days over which they are spread.
const DAYS: i64 = 700;
/// Lines of a receipt, each of which becomes a card.
const LINES: usize = 500;
/// How often it is timed; the median counts.
const TIMES: usize = 3;
/// Rows a second they are held to (performance.md): 500 cards within a second, a million moves within half of one.
const BARS: [f64; 2] = [500.0, 2_000_000.0];

/// What the operations need to know of the store.
pub struct Buying {
    pub store: Uuid,
    pub items: Vec<Uuid>,
    pub teacher: Uuid,
    keeper: Uuid,
    shop: Uuid,
    moves: usize,
}

/// Loads it into a place where nothing is running.
pub async fn load(place: &Place, school: &School, amounts: Amounts) -> Buying {
    let product = Product::start(place).await;
    let buying = asked(&product, amounts).await;
    product.stop().await;
    let db = server::start::open(&place.config(), Clock::default(), true).await.unwrap();
    stock(&db, school.id, &buying).await;
    data::look_at_tables(&db, place).await;
    db.close().await;
    buying
}

fn id(of: &Value) -> Uuid {
    text(&of["id"]).parse().unwrap()
}

/// Requests through the product, half of them approved; the store with its items.
async fn asked(product: &Product, amounts: Amounts) -> Buying {
    let nobody = product.nobody();
    let (admin, principal) = (nobody.sign_in("A001").await, nobody.sign_in("P001").await);
    let keeper = data::person(&admin, &principal, "孙保管", "S001", "storekeeper").await;
    let (director, custodian, teacher) = (nobody.sign_in("D001").await, nobody.sign_in("C001").await, nobody.sign_in("T001").await);
    let store = id(&director.post("/stores", json!({ "name": "总保管室", "keeper_ids": [keeper] })).await.expect(201));
    let shop = id(&director.post("/suppliers", json!({ "name": "城南家具店" })).await.expect(201));
    let mut items = Vec::with_capacity(ITEMS);
    for n in 0..ITEMS {
        let item = json!({ "name": format!("办公用品{n:03}"), "unit": "盒", "category": "办公" });
        items.push(id(&custodian.post("/stock-items", item).await.expect(201)));
    }
    for n in 0..(amounts.cases / 200).clamp(100, 1_000) {
        let line = json!({ "name": format!("物件{n:05}"), "unit": "件", "quantity": "2", "unit_price": "10.00" });
        let request = ask(&teacher, json!([line])).await;
        if n.is_multiple_of(2) {
            approve(&director, &request).await;
        }
    }
    let moves = (amounts.cases * amounts.events_per_case).min(MOVES) / ITEMS * ITEMS;
    Buying { store, items, teacher: teacher.person_id.parse().unwrap(), keeper: keeper.parse().unwrap(), shop, moves }
}

/// Drafted and submitted; whatever stands idle is answered for.
async fn ask(teacher: &Client, lines: Value) -> Value {
    let wish = json!({ "purpose": "上课用", "fund": "public", "reuse": "规格不合", "lines": lines });
    let drafted = teacher.post("/purchase-requests", wish).await.expect(201);
    let path = format!("/purchase-requests/{}/submit", text(&drafted["id"]));
    let by = teacher.seen(drafted["version"].as_i64().unwrap()).with("idempotency-key", Uuid::now_v7().to_string());
    by.post(&path, json!({})).await.expect(200)
}

async fn approve(director: &Client, request: &Value) {
    let path = format!("/approvals/{}/approve", text(&request["approval_id"]));
    director.seen(1).post(&path, json!({})).await.expect(200);
}

/// Two come in and one goes out of every item, over and over.
async fn stock(db: &kernel::Db, school_id: Uuid, buying: &Buying) {
    let raw = db.maintenance();
    let (documents, began) = (i64::try_from(buying.moves / ITEMS).unwrap(), Utc::now() - TimeDelta::days(DAYS));
    let lots: Vec<Uuid> = buying.items.iter().map(|_| Uuid::now_v7()).collect();
    let (came, went) = ((documents + 1) / 2, documents / 2);
    let (left, worth) = (came * 2_000 - went * 1_000, came * 200 - went * 100);
    for n in 0..documents {
        let at = began + TimeDelta::days(n * (DAYS - 1) / documents);
        let (happened_on, comes) = (at.date_naive(), n % 2 == 0);
        let row = paper(school_id, buying, n, at);
        let document_id = row.id;
        let (quantity, value) = if comes { (2_000, 200) } else { (1_000, 100) };
        let sign = if comes { 1 } else { -1 };
        let positions = || buying.items.iter().zip(&lots).zip(0_i64..);
        let lines = positions().map(|((item, _), position)| line::Model {
            school_id,
            document_id,
            position,
            item_id: *item,
            quantity,
            value,
            wanted: None,
            expected: None,
            counted: None,
            old_pieces: None,
            note: None,
        });
        let moved = positions().map(|((item, lot), position)| moves::Model {
            school_id,
            id: Uuid::now_v7(),
            document_id,
            position,
            store_id: buying.store,
            item_id: *item,
            lot_id: *lot,
            happened_on,
            quantity: sign * quantity,
            value: sign * value,
        });
        let tx = raw.begin().await.unwrap();
        bulk::insert::<document::Entity, document::ActiveModel>(&tx, vec![row]).await;
        bulk::insert::<line::Entity, line::ActiveModel>(&tx, lines.collect()).await;
        if n == 0 {
            let new = positions().map(|((item, lot), _)| lot::Model {
                school_id,
                id: *lot,
                store_id: buying.store,
                item_id: *item,
                document_id,
                bin: None,
                received_on: happened_on,
                expires_on: None,
                quantity: left,
                lot_no: None,
                produced_on: None,
                stopped_at: None,
                stop_reason: None,
                version: 1,
            });
            bulk::insert::<lot::Entity, lot::ActiveModel>(&tx, new.collect()).await;
            let (store_id, quantity, value) = (buying.store, left, worth);
            let held = buying.items.iter().map(|item| balance::Model { school_id, item_id: *item, store_id, quantity, value });
            bulk::insert::<balance::Entity, balance::ActiveModel>(&tx, held.collect()).await;
        }
        bulk::insert::<moves::Entity, moves::ActiveModel>(&tx, moved.collect()).await;
        TransactionSession::commit(tx).await.unwrap();
    }
}

/// A receipt of what was there, or an issue.
fn paper(school_id: Uuid, buying: &Buying, n: i64, at: DateTime<Utc>) -> document::Model {
    let comes = n % 2 == 0;
    document::Model {
        school_id,
        id: Uuid::now_v7(),
        number: format!("{}B-{n:05}", if comes { "RK" } else { "LY" }),
        kind: String::from(if comes { "receipt" } else { "issue" }),
        store_id: buying.store,
        happened_on: at.date_naive(),
        recorded_at: at,
        recorded_by: buying.keeper,
        receiver_id: (!comes).then_some(buying.teacher),
        class_id: None,
        purpose: (!comes).then(|| "上课用".into()),
        confirmation: (!comes).then(|| "on_paper".into()),
        source: comes.then(|| "opening".into()),
        source_id: None,
        source_number: None,
        return_of: None,
        requisition_id: None,
        distribution_id: None,
        counter_ids: None,
        keeper_id: None,
        to_store_id: None,
        repair_case_id: None,
        repair_case_no: None,
        supplier: None,
        late: false,
    }
}

/// What is done once in a while, as a whole: goods that become cards, and the books as of a day.
pub async fn measure(product: &Product, buying: &Buying, figures: &mut Figures, engine: Engine) {
    let mut received = Vec::new();
    for n in 0..TIMES {
        let (shot, token) = (receipt(product, buying, n).await, sign_in(product, "S001").await);
        received.push(timed(product, &shot, &token).await);
    }
    figures.task(engine, task(format!("receipt of {LINES} lines making {LINES} cards"), LINES, BARS[0], received));
    let day = (Utc::now() - TimeDelta::days(DAYS / 2)).date_naive();
    let shot = Shot::get(format!("{}/api/v1/stock-ledger?as_of={day}&limit=50", product.base), 2_000);
    let mut looked = Vec::new();
    for _ in 0..TIMES {
        let token = sign_in(product, "C001").await;
        looked.push(timed(product, &shot, &token).await);
    }
    figures.task(engine, task("stock as of a day, at so many moves".into(), buying.moves, BARS[1], looked));
}

/// An order of as many lines, and what accepts all of it, as a card each.
async fn receipt(product: &Product, buying: &Buying, n: usize) -> Shot {
    let nobody = product.nobody();
    let (director, custodian, teacher) = (nobody.sign_in("D001").await, nobody.sign_in("C001").await, nobody.sign_in("T001").await);
    // 250 yuan in all: one signature, one buyer, one acceptor.
    let wish = |line: usize| json!({ "name": format!("课椅{n:02}-{line:03}"), "unit": "把", "quantity": "1", "unit_price": "0.50" });
    let request = ask(&teacher, (0..LINES).map(wish).collect()).await;
    approve(&director, &request).await;
    let want = |line: usize| json!({ "position": line, "quantity": "1", "unit_price": "0.50" });
    let lines: Vec<Value> = (0..LINES).map(want).collect();
    let body = json!({ "request_id": request["id"], "supplier_id": buying.shop, "lines": lines });
    let by = custodian.with("idempotency-key", Uuid::now_v7().to_string());
    let order = by.post("/purchase-orders", body).await.expect(201);
    assert_eq!(order["state"], "ordered", "{order}");
    let came = |line: usize| {
        let card = json!({ "kind": "cards", "category_code": "A05010304" });
        json!({ "position": line, "delivered": "1", "accepted": "1", "destination": card })
    };
    let lines: Vec<Value> = (0..LINES).map(came).collect();
    let yesterday = (Utc::now() - TimeDelta::days(1)).date_naive();
    let body = json!({ "order_id": order["id"], "delivered_on": yesterday, "lines": lines });
    Shot { least_bytes: 50_000, ..Shot::post(format!("{}/api/v1/goods-receipts", product.base), &body, 201).once() }
}

/// Seconds on the clock and of CPU.
async fn timed(product: &Product, shot: &Shot, token: &str) -> (f64, f64) {
    let (http, cpu, began) = (Http::new(), product.cpu(), Instant::now());
    shot.fire(&http, token).await;
    (began.elapsed().as_secs_f64(), product.cpu() - cpu)
}

fn task(name: String, rows: usize, bar: f64, mut runs: Vec<(f64, f64)>) -> Task {
    runs.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (seconds, cpu_s) = runs[runs.len() / 2];
    Task { name, rows, seconds, cpu_s, bar_per_second: Some(bar), memory_mb: None, alone_ms: None, beside_ms: None }
}
