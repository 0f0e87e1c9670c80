//! Distributions to classes: a small one goes out at once, as far as there is something; one beyond the size of a day is put before the
//! director and goes out as he approved it.

use serde_json::{Value, json};
use test_support::{Client, Response, text};

use super::{
    Act,
    money::Stage,
    requisitions::decided,
    world::{CONTROLLED, SIZE, World, done_when, pieces},
};
use crate::stores;

/// One that waits or waited for the director.
pub(super) struct Table {
    view: Value,
    store: usize,
    item: usize,
    /// Halves for each class.
    wishes: [i64; 2],
    stage: Stage,
}

fn path(table: &Value) -> String {
    format!("/stock-distributions/{}", text(&table["id"]))
}

/// Whoever acts, from the version as it is now.
async fn now(by: &Client, table: &Value) -> Client {
    by.seen(by.get(&path(table)).await.expect(200)["version"].as_i64().unwrap())
}

impl World {
    pub(super) async fn distribute(&mut self, act: Act) -> Response {
        let (store, item) = (usize::from(act.other), act.which % self.items.len());
        let wishes = [act.halves, act.fen % 12];
        let line = json!({ "item_id": self.items[item], "quantities": wishes.map(pieces) });
        let body = json!({ "store_id": self.stores[store], "purpose": "开学发放", "class_ids": self.classes, "lines": [line] });
        let answer = stores::act(&self.school.custodian, "/stock-distributions", body).await;
        let total: i64 = wishes.iter().sum();
        done_when(total > 0, &answer, act);
        if total == 0 {
            return answer;
        }
        let beyond = |(wish, had): (&i64, &i64)| *wish > 0 && wish + had > SIZE;
        let asks = item == CONTROLLED && (total > SIZE || wishes.iter().zip(&self.by_class).any(beyond));
        let view = answer.json();
        assert_eq!(view["state"], if asks { "submitted" } else { "issued" }, "{act:?} after {:?}", self.by_class);
        if asks {
            self.tables.push(Table { view, store, item, wishes, stage: Stage::Waiting });
        } else {
            let given = self.hand_to_both(store, item, wishes);
            if item == CONTROLLED {
                self.by_class = [self.by_class[0] + given[0], self.by_class[1] + given[1]];
            }
        }
        answer
    }

    /// First the first class, then what is left; how many halves each got.
    fn hand_to_both(&mut self, store: usize, item: usize, wishes: [i64; 2]) -> [i64; 2] {
        wishes.map(|wish| {
            let holding = self.shelf.entry((store, item)).or_default();
            let given = holding.as_far_as_it_goes(wish);
            holding.take(given).halves
        })
    }

    pub(super) async fn decide_table(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.tables.len())?;
        let table = &mut self.tables[index];
        let (answer, stage) = decided(&self.school.all.director, &table.view, act).await;
        done_when(table.stage == Stage::Waiting, &answer, act);
        if answer.status.is_success() {
            table.stage = stage;
        }
        Some(answer)
    }

    /// Once, exactly when it is approved; what was approved uses up nobody's day.
    pub(super) async fn hand_out_table(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.tables.len())?;
        let table = &self.tables[index];
        let (store, item, wishes, approved) = (table.store, table.item, table.wishes, table.stage == Stage::Approved);
        let by = now(&self.school.custodian, &table.view).await;
        let answer = stores::act(&by, &format!("{}/issue", path(&table.view)), json!({})).await;
        done_when(approved, &answer, act);
        if approved {
            self.tables[index].stage = Stage::Done;
            self.hand_to_both(store, item, wishes);
        }
        Some(answer)
    }

    pub(super) async fn call_off_table(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.tables.len())?;
        let table = &mut self.tables[index];
        let by = now(&self.school.custodian, &table.view).await;
        let answer = by.post(&format!("{}/cancel", path(&table.view)), json!({ "reason": "改期了" })).await;
        done_when(matches!(table.stage, Stage::Waiting | Stage::Approved), &answer, act);
        if answer.status.is_success() {
            table.stage = Stage::Over;
        }
        Some(answer)
    }
}
