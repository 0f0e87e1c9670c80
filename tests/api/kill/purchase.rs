//! A purchase as one client of the loop brings it through: asked for, approved, ordered, received into a store.

use serde_json::{Value, json};
use test_support::{Client, Process};

/// Those who buy, and what they buy of and into.
#[derive(Clone)]
pub(crate) struct Buying {
    pub director: Client,
    pub custodian: Client,
    pub keeper: Client,
    pub shop: String,
    pub store: String,
    pub item: String,
}

impl Buying {
    /// The same people at another address.
    pub fn at(&self, base: &str) -> Self {
        let (director, custodian, keeper) = (self.director.at(base), self.custodian.at(base), self.keeper.at(base));
        Self { director, custodian, keeper, ..self.clone() }
    }

    /// The same people signed in anew.
    pub async fn again(&self, process: &Process) -> Self {
        let nobody = process.nobody();
        let (director, custodian, keeper) = (nobody.sign_in("T003").await, nobody.sign_in("T004").await, nobody.sign_in("T005").await);
        Self { director, custodian, keeper, ..self.clone() }
    }
}

/// A purchase and what was done about it.
#[derive(Debug, Default)]
pub struct Purchase {
    /// Its purpose, and the name of what is bought; belongs to this purchase only.
    pub marker: String,
    /// Steps that were acknowledged, of [`PHASES`].
    pub steps: usize,
    request: String,
    version: i64,
    approval: String,
    order: String,
}

/// What the request is after each step: written, submitted, approved, ordered, received.
pub const PHASES: [&str; 5] = ["draft", "submitted", "approved", "approved", "approved"];
/// After so many steps there is an order, and a receipt.
pub const ORDERED: usize = 4;
pub const RECEIVED: usize = 5;

/// A step that can be taken now.
pub struct Call {
    pub token: String,
    pub path: String,
    pub body: Value,
    pub version: Option<i64>,
}

impl Purchase {
    pub fn new(marker: String) -> Self {
        Self { marker, ..Self::default() }
    }

    /// The next step; nothing when it is through, or when an answer did not tell what the step needs (a faulty build).
    pub fn next(&self, teacher: &Client, buying: &Buying) -> Option<Call> {
        let call = |by: &Client, path: String, body: Value, version: Option<i64>| {
            Some(Call { token: by.token.clone().unwrap(), path: format!("/api/v1/{path}"), body, version })
        };
        match self.steps {
            0 => {
                let line = json!({ "name": self.marker, "unit": "盒", "quantity": "2", "unit_price": "10.01" });
                call(teacher, "purchase-requests".into(), json!({ "purpose": self.marker, "fund": "public", "lines": [line] }), None)
            }
            1 if !self.request.is_empty() => {
                call(teacher, format!("purchase-requests/{}/submit", self.request), json!({}), Some(self.version))
            }
            2 if !self.approval.is_empty() => call(&buying.director, format!("approvals/{}/approve", self.approval), json!({}), Some(1)),
            3 => {
                let line = json!({ "position": 0, "quantity": "2", "unit_price": "10.01" });
                let body = json!({ "request_id": self.request, "supplier_id": buying.shop, "lines": [line] });
                call(&buying.custodian, "purchase-orders".into(), body, None)
            }
            4 if !self.order.is_empty() => {
                let into = json!({ "kind": "stock", "store_id": buying.store, "item_id": buying.item });
                let line = json!({ "position": 0, "delivered": "2", "accepted": "2", "destination": into });
                // A day that is past by every clock.
                let body = json!({ "order_id": self.order, "delivered_on": "2020-01-02", "lines": [line] });
                call(&buying.keeper, "goods-receipts".into(), body, None)
            }
            _ => None,
        }
    }

    pub fn acknowledged(&mut self, body: &Value) {
        let told = |field: &str| body[field].as_str().unwrap_or_default().to_owned();
        match self.steps {
            0 => (self.request, self.version) = (told("id"), body["version"].as_i64().unwrap_or_default()),
            1 => self.approval = told("approval_id"),
            3 => self.order = told("id"),
            _ => {}
        }
        self.steps += 1;
    }
}
