//! Petty purchases: handed in, approved, taken back, entered into the accounts one by one or two under one voucher.

use serde_json::{Value, json};
use test_support::{Response, text};

use super::{
    Act,
    money::{Small, Stage},
    world::{FUNDS, World, done_when, yuan},
};
use crate::procurement::{
    orders::key,
    petty::{bought, look, post},
    petty_posting::{enter, voucher},
};

fn path(recorded: &Value) -> String {
    format!("/petty-purchases/{}", text(&recorded["id"]))
}

impl World {
    pub(super) async fn record_petty(&mut self, act: Act) -> Response {
        let (name, fund) = (self.name(), FUNDS[act.which % 2]);
        let (teacher, helper) = (&self.school.all.teacher, &self.school.helper);
        // From 300 yuan on it is no petty purchase.
        let fen = act.fen * 6;
        let mut body = bought(teacher, helper, &name, &yuan(fen)).await;
        body["fund"] = json!(fund);
        let answer = post(teacher, &key(), body).await;
        if answer.status.is_success() {
            self.petty.push(Small { view: answer.json(), fund, fen, stage: Stage::Waiting });
        }
        answer
    }

    pub(super) async fn approve_petty(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.petty.len())?;
        let recorded = &self.petty[index];
        let waits = recorded.stage == Stage::Waiting;
        let answer = self.approve(&recorded.view, &path(&recorded.view)).await;
        done_when(waits, &answer, act);
        if waits {
            self.petty[index].stage = Stage::Approved;
        }
        Some(answer)
    }

    pub(super) async fn cancel_petty(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.petty.len())?;
        let (teacher, recorded) = (&self.school.all.teacher, &self.petty[index]);
        let waits = recorded.stage == Stage::Waiting;
        let version = look(teacher, &recorded.view).await["version"].as_i64().unwrap();
        let cancel = format!("{}/cancel", path(&recorded.view));
        let answer = teacher.seen(version).post(&cancel, json!({ "reason": "用不着了" })).await;
        done_when(waits, &answer, act);
        if waits {
            self.petty[index].stage = Stage::Over;
        }
        Some(answer)
    }

    /// One, or it and the next: all of them are approved and none is there twice, or none is entered. It was paid for already: no money
    /// moves.
    pub(super) async fn post_petty(&mut self, act: Act) -> Option<Response> {
        let first = act.which.checked_rem(self.petty.len())?;
        let chosen = if act.other { vec![first, (first + 1) % self.petty.len()] } else { vec![first] };
        let approved = chosen.iter().all(|index| self.petty[*index].stage == Stage::Approved);
        let allowed = approved && (!act.other || chosen[0] != chosen[1]);
        let mut seen = Vec::new();
        for index in &chosen {
            seen.push(look(&self.school.bursar, &self.petty[*index].view).await);
        }
        let answer = enter(&self.school.bursar, voucher(&seen.iter().collect::<Vec<_>>())).await;
        done_when(allowed, &answer, act);
        if allowed {
            for index in chosen {
                self.petty[index].stage = Stage::Done;
            }
        }
        Some(answer)
    }
}
