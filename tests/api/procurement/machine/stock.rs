//! What goes over the counter, comes back, moves between the stores and is counted.

use serde_json::{Value, json};
use test_support::Response;

use super::{
    Act,
    shelf::Holding,
    world::{CONTROLLED, SIZE, World, done_when, pieces},
};
use crate::stores;

/// What went out.
pub(super) struct HandedOut {
    pub id: Value,
    pub item: usize,
    pub store: usize,
    /// What of it did not come back.
    pub out: Holding,
    /// Nobody approved it: it counts for the size of the day.
    pub counts: bool,
}

impl World {
    /// What a command is about: a store, an item, and how many halves of it lie there.
    fn shelf_of(&self, act: Act) -> (usize, usize, i64) {
        let (store, item) = (usize::from(act.other), act.which % self.items.len());
        (store, item, self.there(store, item))
    }

    pub(super) fn there(&self, store: usize, item: usize) -> i64 {
        self.shelf.get(&(store, item)).copied().unwrap_or_default().halves
    }

    /// Takes so much off a shelf; what it was worth.
    pub(super) fn take_off(&mut self, store: usize, item: usize, halves: i64) -> Holding {
        self.shelf.entry((store, item)).or_default().take(halves)
    }

    /// It goes out exactly when there is enough, and what is controlled only up to its size.
    pub(super) async fn issue(&mut self, act: Act) -> Response {
        let (store, item, there) = self.shelf_of(act);
        let body = stores::issue(&self.stores[store], &self.school.all.teacher, &self.items[item], &pieces(act.halves));
        let answer = stores::act(&self.school.keeper, "/stock-issues", body).await;
        let within = item != CONTROLLED || self.by_teacher + act.halves <= SIZE;
        done_when(act.halves > 0 && act.halves <= there && within, &answer, act);
        if answer.status.is_success() {
            let out = self.take_off(store, item, act.halves);
            if item == CONTROLLED {
                self.by_teacher += act.halves;
            }
            self.handed_out.push(HandedOut { id: answer.json()["id"].clone(), item, store, out, counts: true });
        }
        answer
    }

    /// No more comes back than is out, at what it was worth when it went out.
    pub(super) async fn take_back(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.handed_out.len())?;
        let issue = &mut self.handed_out[index];
        let line = json!({ "item_id": self.items[issue.item], "quantity": pieces(act.halves) });
        let answer = stores::act(&self.school.keeper, "/stock-returns", json!({ "issue_id": issue.id, "lines": [line] })).await;
        done_when(act.halves > 0 && act.halves <= issue.out.halves, &answer, act);
        if answer.status.is_success() {
            let back = issue.out.take(act.halves);
            if issue.item == CONTROLLED && issue.counts {
                self.by_teacher -= act.halves;
            }
            self.shelf.entry((issue.store, issue.item)).or_default().put(back);
        }
        Some(answer)
    }

    pub(super) async fn transfer(&mut self, act: Act) -> Response {
        let (store, item, there) = self.shelf_of(act);
        let line = json!({ "item_id": self.items[item], "quantity": pieces(act.halves) });
        let body = json!({ "store_id": self.stores[store], "to_store_id": self.stores[1 - store], "lines": [line] });
        let answer = stores::act(&self.school.keeper, "/stock-transfers", body).await;
        done_when(act.halves > 0 && act.halves <= there, &answer, act);
        if answer.status.is_success() {
            let moved = self.take_off(store, item, act.halves);
            self.shelf.entry((1 - store, item)).or_default().put(moved);
        }
        answer
    }

    pub(super) async fn count(&mut self, act: Act) -> Response {
        let (store, item, _) = self.shelf_of(act);
        let counters = [&self.school.all.teacher.person_id, &self.school.helper.person_id];
        let line = json!({ "item_id": self.items[item], "counted": pieces(act.halves), "note": "盘点" });
        let keeper = &self.school.keeper.person_id;
        let body = json!({ "store_id": self.stores[store], "counter_ids": counters, "keeper_id": keeper, "lines": [line] });
        let answer = stores::act(&self.school.all.director, "/stock-counts", body).await;
        done_when(true, &answer, act);
        self.shelf.entry((store, item)).or_default().count(act.halves);
        answer
    }
}
