//! Food samples: large enough, of each dish once, discarded not a minute too early, sealed, struck out.

use std::collections::BTreeMap;

use ::canteen::sample::entity::Entity;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use test_support::Response;

use super::{
    Act,
    world::{World, done_when, id},
};
use crate::canteen::{keyed, samples};

pub(super) const DISHES: [&str; 6] = ["番茄炒蛋", "红烧豆腐", "清炒时蔬", "紫菜汤", "米饭", "馒头"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Taken,
    Stored { keep_until: DateTime<Utc> },
    Discarded,
    Sealed,
}

pub(super) struct Kept {
    id: String,
    dish: usize,
    day: NaiveDate,
    stage: Stage,
    struck: bool,
}

impl Kept {
    const fn phase(&self) -> &'static str {
        match self.stage {
            Stage::Taken => "taken",
            Stage::Stored { .. } => "stored",
            Stage::Discarded => "discarded",
            Stage::Sealed => "sealed",
        }
    }
}

fn hours_over(at: DateTime<Utc>) -> DateTime<Utc> {
    at + TimeDelta::hours(48)
}

impl World {
    /// Of one dish, from 121 grams on.
    pub(super) async fn take_sample(&mut self, act: Act) -> Response {
        let (dish, grams, day) = (act.which % DISHES.len(), 121 + act.size, self.today());
        let body = samples(&self.cooks[0], &[(DISHES[dish], grams)], act.other.then_some("1 号柜"));
        let answer = keyed(&self.people.officer).post(&self.at("food-samples"), body).await;
        let twice = self.samples.iter().any(|one| one.day == day && one.dish == dish && !one.struck);
        done_when(grams >= 125 && !twice && self.first_cook_may_work(), &answer, act);
        if answer.status.is_success() {
            let stage = if act.other { Stage::Stored { keep_until: hours_over(self.now()) } } else { Stage::Taken };
            self.samples.push(Kept { id: id(&answer.json()["items"][0]), dish, day, stage, struck: false });
        }
        answer
    }

    /// The officer's next step, from the version as it is now.
    async fn next(&self, index: usize, path: &str, body: Value) -> Response {
        let record = &self.samples[index].id;
        let version = self.people.officer.get(&format!("/canteen-records/{record}")).await.expect(200)["version"].as_i64().unwrap();
        self.people.officer.seen(version).post(&path.replace("{id}", record), body).await
    }

    pub(super) async fn store_sample(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.samples.len())?;
        let answer = self.next(index, "/food-samples/{id}/store", json!({ "fridge": "2 号柜" })).await;
        let keep_until = hours_over(self.now());
        let sample = &mut self.samples[index];
        done_when(sample.stage == Stage::Taken && !sample.struck, &answer, act);
        if answer.status.is_success() {
            sample.stage = Stage::Stored { keep_until };
        }
        Some(answer)
    }

    pub(super) async fn discard(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.samples.len())?;
        let answer = self.next(index, "/food-samples/{id}/discard", json!({ "operator_id": self.cooks[0] })).await;
        let (now, may) = (self.now(), self.first_cook_may_work());
        let sample = &mut self.samples[index];
        let over = matches!(sample.stage, Stage::Stored { keep_until } if keep_until <= now);
        done_when(over && may && !sample.struck, &answer, act);
        if answer.status.is_success() {
            sample.stage = Stage::Discarded;
        }
        Some(answer)
    }

    pub(super) async fn seal(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.samples.len())?;
        let answer = self.next(index, "/food-samples/{id}/seal", json!({ "reason": "疑似食物中毒" })).await;
        let sample = &mut self.samples[index];
        done_when(matches!(sample.stage, Stage::Taken | Stage::Stored { .. }) && !sample.struck, &answer, act);
        if answer.status.is_success() {
            sample.stage = Stage::Sealed;
        }
        Some(answer)
    }

    pub(super) async fn strike(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.samples.len())?;
        let answer = self.next(index, "/canteen-records/{id}/strike", json!({ "reason": "写错了" })).await;
        let sample = &mut self.samples[index];
        done_when(!sample.struck && !matches!(sample.stage, Stage::Sealed), &answer, act);
        sample.struck |= answer.status.is_success();
        Some(answer)
    }

    pub(super) async fn samples_agree(&self, act: Act) {
        let rows = Entity::find().all(&self.raw).await.unwrap();
        let found: BTreeMap<String, String> = rows.into_iter().map(|row| (row.record_id.to_string(), row.phase)).collect();
        let counted = self.samples.iter().map(|one| (one.id.clone(), one.phase().to_owned())).collect();
        assert_eq!(found, counted, "samples after {act:?}");
    }
}
