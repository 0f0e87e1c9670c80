//! Requisitions: what is asked for of the stores, decided about by the director, and handed out once, whole, whatever its size.

use serde_json::{Value, json};
use test_support::{Client, Response, text};

use super::{
    Act,
    money::Stage,
    stock::HandedOut,
    world::{World, done_when, pieces},
};
use crate::{procurement::decide, stores};

/// What somebody asks for.
pub(super) struct Wanted {
    view: Value,
    item: usize,
    halves: i64,
    stage: Stage,
}

fn path(asked: &Value) -> String {
    format!("/requisitions/{}", text(&asked["id"]))
}

/// Whoever acts, from the version as it is now.
async fn now(by: &Client, asked: &Value) -> Client {
    by.seen(by.get(&path(asked)).await.expect(200)["version"].as_i64().unwrap())
}

impl World {
    pub(super) async fn ask_stock(&mut self, act: Act) -> Response {
        let item = act.which % self.items.len();
        let line = json!({ "item_id": self.items[item], "quantity": pieces(act.halves) });
        let answer = self.school.all.teacher.post("/requisitions", json!({ "purpose": "期末复习", "lines": [line] })).await;
        done_when(act.halves > 0, &answer, act);
        if answer.status.is_success() {
            self.requisitions.push(Wanted { view: answer.json(), item, halves: act.halves, stage: Stage::Waiting });
        }
        answer
    }

    /// Yes, or no for one in four.
    pub(super) async fn decide_stock(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.requisitions.len())?;
        let wanted = &mut self.requisitions[index];
        let (answer, stage) = decided(&self.school.all.director, &wanted.view, act).await;
        done_when(wanted.stage == Stage::Waiting, &answer, act);
        if answer.status.is_success() {
            wanted.stage = stage;
        }
        Some(answer)
    }

    /// Once, exactly when it is approved and all of it is there.
    pub(super) async fn hand_out_stock(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.requisitions.len())?;
        let (store, wanted) = (usize::from(act.other), &self.requisitions[index]);
        let (item, halves) = (wanted.item, wanted.halves);
        let allowed = wanted.stage == Stage::Approved && halves <= self.there(store, item);
        let by = now(&self.school.keeper, &wanted.view).await;
        let body = json!({ "store_id": self.stores[store], "confirmation": "on_device" });
        let answer = stores::act(&by, &format!("{}/issue", path(&wanted.view)), body).await;
        done_when(allowed, &answer, act);
        if allowed {
            self.requisitions[index].stage = Stage::Done;
            let out = self.take_off(store, item, halves);
            self.handed_out.push(HandedOut { id: answer.json()["document"]["id"].clone(), item, store, out, counts: false });
        }
        Some(answer)
    }

    /// Not needed any more: before it is handed out.
    pub(super) async fn call_off_stock(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.requisitions.len())?;
        let wanted = &mut self.requisitions[index];
        let by = now(&self.school.all.teacher, &wanted.view).await;
        let answer = by.post(&format!("{}/cancel", path(&wanted.view)), json!({ "reason": "用不着了" })).await;
        done_when(matches!(wanted.stage, Stage::Waiting | Stage::Approved), &answer, act);
        if answer.status.is_success() {
            wanted.stage = Stage::Over;
        }
        Some(answer)
    }
}

/// What the director says, and where it stands when he may.
pub(super) async fn decided(director: &Client, view: &Value, act: Act) -> (Response, Stage) {
    if act.halves % 4 == 0 {
        return (decide(director, view, "reject", json!({ "reason": "没有必要" })).await, Stage::Over);
    }
    (decide(director, view, "approve", json!({})).await, Stage::Approved)
}
