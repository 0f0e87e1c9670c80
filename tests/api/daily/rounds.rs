//! Rounds on the spot: begun by whoever is on duty, held once, signed a second time where the list asks for it, reviewed by another; missed
//! when their day is over, and entered late.

use std::collections::BTreeMap;

use ::inspections::round::entity::Entity;
use chrono::NaiveDate;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use test_support::Response;

use super::{
    Act,
    world::{World, done_when, id},
};
use crate::inspections::step;

/// Where a round stands, in the words of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Going,
    Missed,
    Held,
    Reviewed,
    Off,
}

pub(super) struct Going {
    view: Value,
    twice: bool,
    due_on: NaiveDate,
    stage: Stage,
    signed: bool,
    faults: i64,
}

impl Going {
    const fn may_be_held(&self) -> bool {
        matches!(self.stage, Stage::Going | Stage::Missed)
    }

    const fn phase(&self) -> &'static str {
        match self.stage {
            Stage::Going => "in_progress",
            Stage::Missed => "missed",
            Stage::Held => "submitted",
            Stage::Reviewed => "reviewed",
            Stage::Off => "cancelled",
        }
    }
}

impl World {
    pub(super) async fn begin(&mut self, act: Act) -> Response {
        let list = &self.lists[usize::from(act.other)];
        let body = json!({ "checklist_id": list, "check_kind": "spot", "level": "self_check" });
        let answer = self.people.duty.post("/inspection-rounds", body).await;
        done_when(true, &answer, act);
        let (view, due_on) = (answer.json(), self.today());
        self.rounds.push(Going { view, twice: act.other, due_on, stage: Stage::Going, signed: false, faults: 0 });
        answer
    }

    pub(super) async fn find(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.rounds.len())?;
        let round = &mut self.rounds[index];
        let body = json!({ "location_id": self.room, "category": "window", "text": "关不上" });
        let answer = self.people.duty.post(&format!("/inspection-rounds/{}/findings", id(&round.view)), body).await;
        done_when(round.may_be_held(), &answer, act);
        if answer.status.is_success() {
            round.faults += 1;
        }
        Some(answer)
    }

    /// Every third time something is wrong; nothing was found only where nothing was.
    pub(super) async fn hold(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.rounds.len())?;
        let (round, wrong) = (&mut self.rounds[index], act.size % 3 == 0);
        let answers = json!([{ "item_no": 1, "yes": false, "remark": "压力不足" }, { "item_no": 2, "yes": true }]);
        let mut body = if wrong { json!({ "answers": answers }) } else { json!({ "nothing_found": true }) };
        if round.twice {
            body["second_signer_id"] = json!(self.people.director.person_id);
        }
        let answer = step(&self.people.duty, &round.view, "submit", body).await;
        done_when(round.may_be_held() && (wrong || round.faults == 0), &answer, act);
        if answer.status.is_success() {
            assert_eq!(answer.json()["late"], json!(round.stage == Stage::Missed), "{act:?}");
            round.stage = Stage::Held;
            round.faults += i64::from(wrong);
        }
        Some(answer)
    }

    pub(super) async fn sign(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.rounds.len())?;
        let round = &mut self.rounds[index];
        let answer = step(&self.people.director, &round.view, "sign", json!({})).await;
        done_when(round.stage == Stage::Held && round.twice && !round.signed, &answer, act);
        round.signed |= answer.status.is_success();
        Some(answer)
    }

    /// By the principal, or by whoever held it: he may not.
    pub(super) async fn review(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.rounds.len())?;
        let round = &mut self.rounds[index];
        let by = if act.other { &self.people.duty } else { &self.people.principal };
        let answer = step(by, &round.view, "review", json!({})).await;
        done_when(!act.other && round.stage == Stage::Held && (!round.twice || round.signed), &answer, act);
        if answer.status.is_success() {
            round.stage = Stage::Reviewed;
        }
        Some(answer)
    }

    pub(super) async fn call_off(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.rounds.len())?;
        let round = &mut self.rounds[index];
        let answer = step(&self.people.director, &round.view, "cancel", json!({ "reason": "停课" })).await;
        done_when(round.stage == Stage::Going, &answer, act);
        if answer.status.is_success() {
            round.stage = Stage::Off;
        }
        Some(answer)
    }

    /// What the product does by itself when a day is over.
    pub(super) fn miss(&mut self) {
        let today = self.today();
        for round in self.rounds.iter_mut().filter(|round| round.stage == Stage::Going && round.due_on < today) {
            round.stage = Stage::Missed;
        }
    }

    pub(super) async fn rounds_agree(&self, act: Act) {
        let found: BTreeMap<String, (String, i64, bool)> = Entity::find()
            .all(&self.raw)
            .await
            .unwrap()
            .into_iter()
            .map(|row| (row.id.to_string(), (row.phase, row.faults, row.second_at.is_some())))
            .collect();
        let of = |round: &Going| (id(&round.view), (round.phase().to_owned(), round.faults, round.signed));
        assert_eq!(found, self.rounds.iter().map(of).collect(), "rounds after {act:?}");
    }
}
