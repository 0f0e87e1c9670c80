//! Purchases over HTTP: asked, judged, decided.

mod alone;
mod at_once;
pub(crate) mod bank;
pub(crate) mod books;
pub(crate) mod budgets;
mod chain;
mod claim_packet;
mod closed;
mod decide;
mod emergency;
mod exception_kinds;
pub(crate) mod exceptions;
mod food;
mod food_ledgers;
pub(crate) mod goods_receipts;
mod in_pieces;
mod inbox;
pub(crate) mod kept;
mod licences;
mod machine;
pub(crate) mod meeting;
mod obeyed;
mod one_supplier;
pub(crate) mod orders;
pub(crate) mod petty;
mod petty_decided;
mod petty_posting;
pub(crate) mod proof;
pub(crate) mod publications;
mod published;
pub(crate) mod quotes;
mod reminders;
mod request;
mod rights;
pub(crate) mod signed_scans;
mod spending;
mod splitting;
pub(crate) mod suppliers;
mod waiting_for_me;

use serde_json::{Value, json};
use test_support::{Client, Response, School, TestEngine, text};

/// A school with everybody who decides about purchases.
pub(crate) struct Buying {
    pub school: School,
    pub teacher: Client,
    pub director: Client,
    pub vice: Client,
}

impl Buying {
    pub async fn open(engine: TestEngine) -> Self {
        Self::of(School::open(engine).await).await
    }

    pub async fn of(school: School) -> Self {
        let teacher = school.person("李老师", &["staff"]).await;
        let director = school.person("周主任", &["logistics_director"]).await;
        let vice = school.person("陈副校长", &["vice_principal"]).await;
        Self { school, teacher, director, vice }
    }

    pub const fn principal(&self) -> &Client {
        &self.school.principal
    }
}

/// So many pieces of one thing.
pub(crate) fn wish(name: &str, quantity: &str, unit_price: &str) -> Value {
    json!({
        "purpose": "三年级教室要用", "fund": "public",
        "lines": [{ "name": name, "unit": "件", "quantity": quantity, "unit_price": unit_price }],
    })
}

pub(crate) async fn draft(by: &Client, body: Value) -> Value {
    by.post("/purchase-requests", body).await.expect(201)
}

/// The step of a request, from the version that is given.
pub(crate) async fn step(by: &Client, request: &Value, name: &str, body: Value) -> Response {
    let path = format!("/purchase-requests/{}/{name}", text(&request["id"]));
    let key = format!("{name}-{}-{}", text(&request["id"]), request["version"]);
    by.seen(request["version"].as_i64().unwrap()).with("idempotency-key", key).post(&path, body).await
}

/// Drafted and submitted; the request.
pub(crate) async fn ask(by: &Client, body: Value) -> Value {
    let drafted = draft(by, body).await;
    step(by, &drafted, "submit", json!({})).await.expect(200)
}

/// A thing of this price.
pub(crate) async fn ask_for(by: &Client, name: &str, price: &str) -> Value {
    ask(by, wish(name, "1", price)).await
}

/// The approval of a request as this person sees it.
pub(crate) async fn approval(by: &Client, request: &Value) -> Value {
    by.get(&format!("/approvals/{}", text(&request["approval_id"]))).await.expect(200)
}

/// Decides from the version as it is now.
pub(crate) async fn decide(by: &Client, request: &Value, name: &str, body: Value) -> Response {
    let version = approval(by, request).await["version"].as_i64().unwrap();
    by.seen(version).post(&format!("/approvals/{}/{name}", text(&request["approval_id"])), body).await
}

pub(crate) async fn approve(by: &Client, request: &Value) -> Value {
    decide(by, request, "approve", json!({})).await.expect(200)
}

pub(crate) async fn look(by: &Client, request: &Value) -> Value {
    by.get(&format!("/purchase-requests/{}", text(&request["id"]))).await.expect(200)
}

/// Numbers of what waits for somebody.
pub(crate) async fn waiting(by: &Client) -> Vec<String> {
    by.column("/approvals", "number").await
}

pub(crate) fn minutes() -> Value {
    json!({ "held_on": "2026-11-23", "present": 7, "votes_for": 6, "votes_against": 0, "votes_abstained": 1, "minutes": "校务会〔2026〕12号：同意购置" })
}

/// The same with a page.
pub(crate) fn minutes_with(page: &str) -> Value {
    let mut meeting = minutes();
    meeting["upload_ids"] = json!([page]);
    meeting
}

/// Whether the caller may take each step of a request now.
pub(crate) fn may(request: &Value) -> Vec<&str> {
    let actions = request["allowed_actions"].as_array().unwrap();
    actions.iter().filter(|action| action["allowed"] == true).map(|action| action["action"].as_str().unwrap()).collect()
}
