//! Food on the shelf: lots with a last day, stopped and released; what is over, stopped or not there is not handed out.

use std::collections::BTreeMap;

use ::stores::stock::entity::lot::Entity;
use chrono::{Days, NaiveDate};
use sea_orm::EntityTrait;
use serde_json::json;
use test_support::Response;

use super::{
    Act,
    world::{World, done_when, id},
};
use crate::stores::{act as keyed, issue, receipt};

/// Boxes of a lot.
const BOXES: i64 = 6;

pub(super) struct Lot {
    id: String,
    expires_on: NaiveDate,
    left: i64,
    stopped: bool,
}

impl World {
    /// Six boxes that are good for so many days, today being none.
    pub(super) async fn deliver(&mut self, act: Act) -> Response {
        let expires_on = self.today() + Days::new(act.size.unsigned_abs());
        let number = format!("L{:04}", self.lots.len());
        let mut body = receipt(&self.store, &self.milk, &BOXES.to_string(), "80.00");
        (body["lines"][0]["lot_no"], body["lines"][0]["expires_on"]) = (json!(number), json!(expires_on));
        let answer = keyed(&self.people.custodian, "/stock-receipts", body).await;
        done_when(true, &answer, act);
        let newest = self.people.custodian.rows(&format!("/stock-lots?view=newest&item_id={}", self.milk)).await;
        let lot = newest.iter().find(|lot| lot["lot_no"] == json!(number)).unwrap();
        self.lots.push(Lot { id: id(lot), expires_on, left: BOXES, stopped: false });
        answer
    }

    pub(super) async fn serve(&mut self, act: Act) -> Option<Response> {
        let index = act.which.checked_rem(self.lots.len())?;
        let (today, boxes) = (self.today(), 1 + act.size % 4);
        let mut body = issue(&self.store, &self.people.teacher, &self.milk, &boxes.to_string());
        body["lines"][0]["lot_id"] = json!(self.lots[index].id);
        let answer = keyed(&self.people.custodian, "/stock-issues", body).await;
        let lot = &mut self.lots[index];
        done_when(!lot.stopped && lot.expires_on >= today && boxes <= lot.left, &answer, act);
        if answer.status.is_success() {
            lot.left -= boxes;
        }
        Some(answer)
    }

    /// Stops it, or lets it be used again. Of what is used up nobody asks any more.
    pub(super) async fn turn_lot(&mut self, act: Act, stop: bool) -> Option<Response> {
        let index = act.which.checked_rem(self.lots.len())?;
        let (lot, by) = (&mut self.lots[index], &self.people.custodian);
        if lot.left == 0 {
            return None;
        }
        let path = format!("/stock-lots/{}", lot.id);
        let version = by.get(&path).await.expect(200)["version"].as_i64().unwrap();
        let step = if stop { "stop" } else { "release" };
        let answer = by.seen(version).post(&format!("{path}/{step}"), json!({ "reason": "厂家通知" })).await;
        done_when(lot.stopped != stop, &answer, act);
        lot.stopped = stop;
        Some(answer)
    }

    pub(super) async fn lots_agree(&self, act: Act) {
        let rows = Entity::find().all(&self.raw).await.unwrap().into_iter();
        let found: BTreeMap<String, (i64, bool)> = rows.map(|row| (row.id.to_string(), (row.quantity, row.stopped_at.is_some()))).collect();
        let counted = self.lots.iter().map(|lot| (lot.id.clone(), (lot.left * 1_000, lot.stopped))).collect();
        assert_eq!(found, counted, "lots after {act:?}");
    }
}
