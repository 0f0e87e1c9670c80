//! Stores over HTTP: what comes in, goes out, comes back and is counted.

mod bins;
mod count;
mod counter;
mod distribution;
pub(crate) mod food;
mod items;
mod ledger;
mod movements;
mod not_collected;
mod pairs;
mod papers;
mod parts;
mod print_runs;
mod races;
mod requisitions;
mod rights;
mod told;
mod transfers;
mod versions;

use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::{Value, json};
use test_support::{Client, Response, School, TestEngine, text};

/// A school with a head store, a small one, and everybody who has to do with them.
pub(crate) struct Storing {
    pub school: School,
    pub teacher: Client,
    pub director: Client,
    pub custodian: Client,
    /// Keeps the small store.
    pub keeper: Client,
    pub store: String,
    pub small: String,
}

impl Storing {
    pub async fn open(engine: TestEngine) -> Self {
        Self::of(School::open(engine).await).await
    }

    pub async fn of(school: School) -> Self {
        let teacher = school.person("李老师", &["staff"]).await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let custodian = school.person("吴保管", &["head_custodian"]).await;
        let keeper = school.person("孙保管", &["storekeeper"]).await;
        let head = json!({ "name": "总保管室", "keeper_ids": [custodian.person_id] });
        let store = text(&director.post("/stores", head).await.expect(201)["id"]).to_owned();
        let small = json!({ "name": "体育器材室", "parent_id": store, "keeper_ids": [keeper.person_id] });
        let small = text(&director.post("/stores", small).await.expect(201)["id"]).to_owned();
        Self { school, teacher, director, custodian, keeper, store, small }
    }

    /// A new item of which so much is in the head store.
    pub async fn stocked(&self, name: &str, quantity: &str, value: &str) -> String {
        let item = add_item(&self.custodian, json!({ "name": name, "unit": "盒", "category": "教学用品" })).await;
        receive(&self.custodian, &self.store, &item, quantity, value).await.expect(201);
        item
    }

    pub async fn issue(&self, item: &str, quantity: &str) -> Response {
        act(&self.custodian, "/stock-issues", issue(&self.store, &self.teacher, item, quantity)).await
    }

    /// What is on hand of an item, and what of its value in the store.
    pub async fn on_hand(&self, item: &str) -> (String, String) {
        let view = self.custodian.get(&format!("/stock-items/{item}")).await.expect(200);
        let value = view["balances"][0]["value"].as_str().unwrap_or("0.00").to_owned();
        (text(&view["on_hand"]).to_owned(), value)
    }
}

/// A POST that is like no other.
pub(crate) async fn act(by: &Client, path: &str, body: Value) -> Response {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    by.with("idempotency-key", format!("stock-{}", NEXT.fetch_add(1, Ordering::Relaxed))).post(path, body).await
}

pub(crate) async fn add_item(by: &Client, body: Value) -> String {
    text(&by.post("/stock-items", body).await.expect(201)["id"]).to_owned()
}

pub(crate) fn receipt(store: &str, item: &str, quantity: &str, value: &str) -> Value {
    json!({ "store_id": store, "source": "opening", "lines": [{ "item_id": item, "quantity": quantity, "value": value }] })
}

pub(crate) async fn receive(by: &Client, store: &str, item: &str, quantity: &str, value: &str) -> Response {
    act(by, "/stock-receipts", receipt(store, item, quantity, value)).await
}

pub(crate) fn issue(store: &str, to: &Client, item: &str, quantity: &str) -> Value {
    json!({
        "store_id": store, "receiver_id": to.person_id, "purpose": "上课用", "confirmation": "on_device",
        "lines": [{ "item_id": item, "quantity": quantity }],
    })
}

/// One of everything, for the cases that look at all operations: kept by somebody else than whoever leads counts.
pub(crate) async fn stock(custodian: &Client, keeper: &Client, teacher: &Client, class: &Value) -> Value {
    let store = custodian.post("/stores", json!({ "name": "中心库", "keeper_ids": [keeper.person_id] })).await.expect(201)["id"].clone();
    let item = add_item(custodian, json!({ "name": "水彩笔", "unit": "盒", "category": "教学用品", "controlled_above": "50" })).await;
    receive(custodian, text(&store), &item, "60", "300.00").await.expect(201);
    let paper = add_item(custodian, json!({ "name": "复印纸", "unit": "包", "category": "纸", "sheets_per_unit": 500 })).await;
    let out = act(custodian, "/stock-issues", issue(text(&store), teacher, &item, "4")).await.expect(201);
    let each = json!({ "item_id": item, "quantities": ["1"] });
    let each = json!({ "store_id": store, "purpose": "开学发放", "class_ids": [class], "lines": [each] });
    let distribution = act(custodian, "/stock-distributions", each).await.expect(201);
    let asked = json!({ "purpose": "美术节", "lines": [{ "item_id": item, "quantity": "6" }] });
    let asked = teacher.post("/requisitions", asked).await.expect(201);
    let second = custodian.post("/stores", json!({ "name": "分库", "keeper_ids": [keeper.person_id] })).await.expect(201);
    let lot = custodian.get(&format!("/stock-items/{item}")).await.expect(200)["lots"][0]["id"].clone();
    json!({
        "second_store": second["id"], "store": store, "item": item, "paper": paper, "lot": lot, "issue": out["id"],
        "distribution": distribution["id"], "requisition": asked["id"]
    })
}

/// A store, an item with a document each way, somebody who asks for it, and what waits to go to a class: one more row of every list.
pub(crate) async fn stock_of(custodian: &Client, teacher: &Client, name: &str) {
    let store = custodian.post("/stores", json!({ "name": format!("{name}库"), "keeper_ids": [teacher.person_id] })).await.expect(201);
    let store = text(&store["id"]);
    let item = json!({ "name": format!("{name}纸"), "unit": "盒", "category": name, "controlled_above": "1" });
    let item = add_item(custodian, item).await;
    receive(custodian, store, &item, "9", "9.00").await.expect(201);
    act(custodian, "/stock-issues", issue(store, teacher, &item, "1")).await.expect(201);
    let asked = json!({ "purpose": name, "lines": [{ "item_id": item, "quantity": "1" }] });
    teacher.post("/requisitions", asked).await.expect(201);
    let class = custodian.rows("/classes").await[0]["id"].clone();
    let lines = json!([{ "item_id": item, "quantities": ["2"] }]);
    let body = json!({ "store_id": store, "purpose": name, "class_ids": [class], "lines": lines });
    act(custodian, "/stock-distributions", body).await.expect(201);
}

/// Invariants that hold whatever was done: balances are the sums of the moves and of the lots, and no move is without its line.
pub(crate) async fn books_agree(raw: &DatabaseConnection) {
    let all = async |sql: &str| raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
    let wrong = "SELECT b.item_id FROM stock_balance b WHERE b.quantity < 0 OR b.value < 0 \
        OR b.quantity <> (SELECT COALESCE(SUM(m.quantity), 0) FROM stock_move m WHERE m.school_id = b.school_id AND m.item_id = b.item_id AND m.store_id = b.store_id) \
        OR b.value <> (SELECT COALESCE(SUM(m.value), 0) FROM stock_move m WHERE m.school_id = b.school_id AND m.item_id = b.item_id AND m.store_id = b.store_id) \
        OR b.quantity <> (SELECT COALESCE(SUM(l.quantity), 0) FROM stock_lot l WHERE l.school_id = b.school_id AND l.item_id = b.item_id AND l.store_id = b.store_id)";
    assert!(all(wrong).await.is_empty(), "a balance is not the sum of its moves or lots");
    let lots = "SELECT l.id FROM stock_lot l WHERE l.quantity <> (SELECT COALESCE(SUM(m.quantity), 0) FROM stock_move m \
        WHERE m.school_id = l.school_id AND m.lot_id = l.id)";
    assert!(all(lots).await.is_empty(), "a lot is not the sum of its moves");
    let lines = "SELECT l.document_id FROM stock_document_line l JOIN stock_document d ON d.school_id = l.school_id AND d.id = l.document_id \
        WHERE l.quantity <> ABS((SELECT COALESCE(SUM(m.quantity), 0) FROM stock_move m WHERE m.school_id = l.school_id AND m.document_id = l.document_id AND m.position = l.position AND m.store_id = d.store_id)) \
        OR l.value <> ABS((SELECT COALESCE(SUM(m.value), 0) FROM stock_move m WHERE m.school_id = l.school_id AND m.document_id = l.document_id AND m.position = l.position AND m.store_id = d.store_id))";
    assert!(all(lines).await.is_empty(), "a line is not the sum of its moves");
    let transfers = "SELECT d.id FROM stock_document d JOIN stock_move m ON m.school_id = d.school_id AND m.document_id = d.id \
        WHERE d.kind = 'transfer' GROUP BY d.id HAVING SUM(m.quantity) <> 0 OR SUM(m.value) <> 0";
    assert!(all(transfers).await.is_empty(), "what left one store did not arrive in the other");
    let astray = "SELECT m.id FROM stock_move m JOIN stock_document d ON d.school_id = m.school_id AND d.id = m.document_id \
        WHERE m.store_id <> d.store_id AND (d.to_store_id IS NULL OR m.store_id <> d.to_store_id)";
    assert!(all(astray).await.is_empty(), "a move in a store that its document does not name");
}
