//! Months of depreciation by the school's own figures: computed in their order, out of date when something was added, closed when they are
//! over, once and for good. What each card takes is counted here by the rule itself.

use std::collections::BTreeMap;

use ::registers::asset::entity::Entity;
use chrono::{Datelike, NaiveDate};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use test_support::{Response, text};

use super::{
    Act,
    world::{World, done_when, id},
};
use crate::registers::depreciation::act as keyed;

/// November 2026, in which the cards begin and the first month is closed.
const FIRST: i64 = 2026 * 12 + 10;
/// Months of a desk's life.
const LIFE: i64 = 60;

pub(super) struct Card {
    id: String,
    opened: i64,
    /// By month, in fen.
    added: Vec<(i64, i64)>,
    accumulated: i64,
    /// Of the last closed month: value, what was taken by its end, what a month takes.
    last: Option<(i64, i64, i64)>,
}

#[derive(Default)]
pub(super) struct Months {
    last: Option<i64>,
    draft: Option<Draft>,
}

struct Draft {
    view: Value,
    month: i64,
    stale: bool,
}

impl Months {
    fn next(&self) -> i64 {
        self.last.map_or(FIRST, |last| last + 1)
    }
}

impl Card {
    pub const fn new(id: String, opened: i64) -> Self {
        Self { id, opened, added: Vec::new(), accumulated: 0, last: None }
    }

    /// What it is worth by the end of a month.
    fn value(&self, month: i64) -> i64 {
        self.opened + self.added.iter().filter(|(when, _)| *when <= month).map(|(_, fen)| fen).sum::<i64>()
    }

    /// What a month takes: what is left, shared by the months that are left, half a fen upwards, and the same until something changes.
    fn rate(&self, month: i64) -> i64 {
        let (value, left) = (self.value(month), self.value(month) - self.accumulated);
        let months = LIFE - (month - FIRST);
        match self.last {
            Some((before, taken, rate)) if (before, taken) == (value, self.accumulated) => rate,
            _ => (2 * left + months) / (2 * months),
        }
    }

    fn takes(&self, month: i64) -> i64 {
        self.rate(month).min(self.value(month) - self.accumulated)
    }

    fn close(&mut self, month: i64) {
        let (rate, amount) = (self.rate(month), self.takes(month));
        self.accumulated += amount;
        self.last = Some((self.value(month), self.accumulated, rate));
    }
}

fn month_of(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month0())
}

fn said(month: i64) -> String {
    format!("{:04}-{:02}", month / 12, month % 12 + 1)
}

fn fen(amount: &Value) -> i64 {
    text(amount).replace('.', "").parse().unwrap()
}

fn path(run: &Value) -> String {
    format!("/depreciation-runs/{}", id(run))
}

impl World {
    fn this_month(&self) -> i64 {
        month_of(self.today())
    }

    /// The month that comes next, or now and then one too far.
    pub(super) async fn compute(&mut self, act: Act) -> Response {
        let next = self.months.next();
        let too_far = act.size == 0 && self.months.last.is_some();
        let period = next + i64::from(too_far);
        let answer = self.people.bookkeeper.post("/depreciation-runs", json!({ "period": said(period) })).await;
        done_when(!too_far && period <= self.this_month(), &answer, act);
        if answer.status.is_success() {
            let (view, takes) = (answer.json(), self.cards.iter().map(|card| card.takes(period)).sum::<i64>());
            assert_eq!((fen(&view["month_amount"]), fen(&view["posted"])), (takes, takes), "{act:?}: {view}");
            self.months.draft = Some(Draft { view, month: period, stale: false });
        }
        answer
    }

    pub(super) async fn close_month(&mut self, act: Act) -> Option<Response> {
        let (this_month, draft) = (self.this_month(), self.months.draft.as_ref()?);
        let by = &self.people.bookkeeper;
        let version = by.get(&path(&draft.view)).await.expect(200)["version"].as_i64().unwrap();
        let answer = keyed(&by.seen(version), &format!("{}/close", path(&draft.view)), json!({})).await;
        done_when(draft.month < this_month && !draft.stale, &answer, act);
        if answer.status.is_success() {
            let month = draft.month;
            for card in &mut self.cards {
                card.close(month);
            }
            self.months = Months { last: Some(month), draft: None };
        }
        Some(answer)
    }

    pub(super) async fn give_up_month(&mut self, act: Act) -> Option<Response> {
        let (draft, by) = (self.months.draft.take()?, &self.people.bookkeeper);
        let version = by.get(&path(&draft.view)).await.expect(200)["version"].as_i64().unwrap();
        let answer = by.seen(version).post(&format!("{}/discard", path(&draft.view)), json!({ "reason": "算早了" })).await;
        done_when(true, &answer, act);
        Some(answer)
    }

    /// Today, or into a month that is closed.
    pub(super) async fn add_value(&mut self, act: Act) -> Response {
        let (today, which) = (self.today(), act.which % self.cards.len());
        let closed = self.months.last.filter(|_| act.other);
        let effective_on = closed.map_or_else(|| today.to_string(), |month| format!("{}-15", said(month)));
        let (by, card) = (&self.people.bookkeeper, format!("/assets/{}", self.cards[which].id));
        let version = by.get(&card).await.expect(200)["version"].as_i64().unwrap();
        let amount = format!("{}.{:02}", act.fen / 100, act.fen % 100);
        let body = json!({
            "kind": "addition", "amount": amount, "effective_on": effective_on, "voucher_no": "记-11-32", "reason": "加装抽屉"
        });
        let answer = keyed(&by.seen(version), &format!("{card}/value-events"), body).await;
        done_when(closed.is_none(), &answer, act);
        if answer.status.is_success() {
            let month = month_of(today);
            self.cards[which].added.push((month, act.fen));
            if let Some(draft) = &mut self.months.draft {
                draft.stale |= draft.month >= month;
            }
        }
        answer
    }

    pub(super) async fn cards_agree(&self, act: Act) {
        let rows = Entity::find().all(&self.raw).await.unwrap().into_iter();
        let found: BTreeMap<String, (i64, i64)> = rows
            .map(|row| (row.id.to_string(), (row.original_value.unwrap_or_default(), row.accumulated_depreciation.unwrap_or_default())))
            .collect();
        let counted = self.cards.iter().map(|card| (card.id.clone(), (card.value(i64::MAX), card.accumulated))).collect();
        assert_eq!(found, counted, "cards after {act:?}");
    }
}
