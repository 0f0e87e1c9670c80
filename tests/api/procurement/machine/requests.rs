//! Requests: plain ones, such as cannot wait and such as need quotes; decided, given up, closed, asked again; their quotes compared.

use serde_json::{Value, json};
use test_support::{Response, text};

use super::{
    Act,
    money::{Asked, End, Ordered, Stage},
    world::{FUNDS, World, done_when, pieces, yuan},
};
use crate::procurement::{decide, look, quotes, step};

/// How somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Plain,
    /// It cannot wait for its approvals.
    Urgent,
    /// So dear a piece that quotes are compared first.
    Dear,
}

fn path(asked: &Value) -> String {
    format!("/purchase-requests/{}", text(&asked["id"]))
}

fn because() -> Value {
    json!({ "reason": "用不着了" })
}

impl World {
    pub(super) async fn ask(&mut self, act: Act, way: Way) -> Response {
        let lines: Vec<(i64, i64)> = match way {
            Way::Dear => vec![(2 + act.halves % 2, 100_000 + act.fen)],
            Way::Plain | Way::Urgent => (0..=i64::from(act.other)).map(|line| (act.halves * 2 + 1 + line, act.fen + line * 7)).collect(),
        };
        let mut wishes = Vec::new();
        for (halves, fen) in &lines {
            wishes.push(json!({ "name": self.name(), "unit": "件", "quantity": pieces(*halves), "unit_price": yuan(*fen) }));
        }
        let (teacher, fund) = (&self.school.all.teacher, FUNDS[act.which % 2]);
        let body = json!({ "purpose": "上课用", "fund": fund, "reuse": "没有闲置的", "lines": wishes });
        let drafted = teacher.post("/purchase-requests", body).await;
        if !drafted.status.is_success() {
            return drafted;
        }
        let said = if way == Way::Urgent { json!({ "emergency": "水管爆裂，厨房停水" }) } else { json!({}) };
        let answer = step(teacher, &drafted.json(), "submit", said).await;
        assert!(answer.status.is_success(), "{act:?}: {}", String::from_utf8_lossy(&answer.bytes));
        self.requests.push(Asked {
            view: answer.json(),
            fund,
            lines,
            stage: Stage::Waiting,
            urgent: way == Way::Urgent,
            dear: way == Way::Dear,
            sheet: None,
            settled: false,
        });
        answer
    }

    async fn request_step(&self, index: usize, name: &str, body: Value) -> Response {
        let teacher = &self.school.all.teacher;
        let seen = look(teacher, &self.requests[index].view).await;
        step(teacher, &seen, name, body).await
    }

    /// What came back is handed in again. Of what could not wait only what was ordered is still an emergency.
    pub(super) async fn submit(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.requests.len())?;
        let answer = self.request_step(index, "submit", json!({})).await;
        if answer.status.is_success() {
            let (view, asked) = (answer.json(), &mut self.requests[index]);
            asked.stage = Stage::Waiting;
            asked.urgent = view["emergency"] == true;
            asked.view = view;
        }
        Some(answer)
    }

    pub(super) async fn give_up(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.requests.len())?;
        let answer = self.request_step(index, "cancel", because()).await;
        if answer.status.is_success() {
            self.requests[index].stage = Stage::Over;
        }
        Some(answer)
    }

    /// By whoever buys, once it is approved and nothing of it is on its way. What nobody bought is cancelled by it.
    pub(super) async fn close(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.requests.len())?;
        let (custodian, asked) = (&self.school.custodian, &self.requests[index]);
        let orders: Vec<&Ordered> = self.orders.iter().filter(|order| order.request == index).collect();
        let allowed = asked.may_be_closed(&orders);
        let ends = if orders.iter().all(|order| order.end == Some(End::Cancelled)) { "cancelled" } else { "closed" };
        let seen = look(custodian, &asked.view).await;
        let answer = step(custodian, &seen, "close", because()).await;
        done_when(allowed, &answer, act);
        if allowed {
            assert_eq!(answer.json()["state"], ends, "{act:?}");
            self.requests[index].stage = Stage::Over;
        }
        Some(answer)
    }

    pub(super) async fn approve_request(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.requests.len())?;
        let request = &self.requests[index].view;
        let answer = self.approve(request, &path(request)).await;
        if answer.status.is_success() {
            self.requests[index].stage = Stage::Approved;
        }
        Some(answer)
    }

    /// For good, or to be revised. What was ordered because it could not wait stays ordered.
    pub(super) async fn refuse(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.requests.len())?;
        let name = if act.other { "reject" } else { "return" };
        let answer = decide(&self.school.all.director, &self.requests[index].view, name, json!({ "reason": "再想想" })).await;
        if answer.status.is_success() {
            self.requests[index].stage = Stage::Over;
        }
        Some(answer)
    }

    /// The sheet is opened; once it is, the shop says its prices.
    pub(super) async fn quote(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.requests.len())?;
        let (director, asked) = (&self.school.all.director, &self.requests[index]);
        let Some(sheet) = &asked.sheet else {
            let answer = quotes::try_open(director, &asked.view).await;
            if answer.status.is_success() {
                self.requests[index].sheet = Some(answer.json());
            }
            return Some(answer);
        };
        let prices: Vec<String> = asked.lines.iter().map(|(_, fen)| yuan((fen - i64::from(act.other)).max(1))).collect();
        let prices: Vec<&str> = prices.iter().map(String::as_str).collect();
        Some(quotes::act(director, sheet, "quotes", quotes::quote(&self.school.shop, &prices)).await)
    }

    /// The one price that was said is taken; where three are needed, it is said why there is no other.
    pub(super) async fn settle(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.requests.len())?;
        let asked = &self.requests[index];
        let mut body = json!({ "supplier_id": self.school.shop["id"] });
        if asked.dear {
            body["single_source"] = json!({ "code": "emergency", "words": "急用" });
        }
        let answer = quotes::act(&self.school.all.director, asked.sheet.as_ref()?, "settle", body).await;
        if answer.status.is_success() {
            self.requests[index].settled = true;
        }
        Some(answer)
    }

    pub(super) async fn reopen(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.requests.len())?;
        let sheet = self.requests[index].sheet.as_ref()?;
        let answer = quotes::act(&self.school.all.vice, sheet, "reopen", json!({ "reason": "没有货了" })).await;
        if answer.status.is_success() {
            self.requests[index].settled = false;
        }
        Some(answer)
    }
}
