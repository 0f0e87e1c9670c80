//! Steps out of order of what stands around the canteen: contracts, and what inspectors from outside found.

use ::canteen::{contract::phase as contract, outside::phase as finding};
use serde_json::{Value, json};
use test_support::{Digest, Response, text};

use super::{
    Kitchen, keyed,
    papers::{contract as signed, delivered, inspection},
};
use crate::on_both_engines;

/// A kitchen beside a canteen that meals are delivered to.
struct Papers {
    all: Kitchen,
    delivered: String,
}

/// What a workflow does not accept is not offered either.
fn not_offered(one: &Value, kind: &str) {
    let offered = one["allowed_actions"].as_array().unwrap().iter().find(|step| step["action"] == kind);
    assert!(offered.is_some_and(|step| step["allowed"] == false), "{kind} is offered: {one}");
}

impl Papers {
    /// A new contract in a state.
    async fn contract(&self, state: contract::State) -> Value {
        let path = format!("/canteens/{}/contracts", self.delivered);
        let new = self.all.manager.post(&path, signed("2026-09-01", "2027-08-31", "2028-01-01")).await.expect(201);
        match state {
            contract::State::Running => new,
            contract::State::Ended => self.step_contract(&new, contract::CommandKind::End).await.expect(200),
        }
    }

    async fn step_contract(&self, one: &Value, kind: contract::CommandKind) -> Response {
        let path = format!("/canteen-contracts/{}", text(&one["id"]));
        let by = self.all.manager.seen(one["version"].as_i64().unwrap());
        match kind {
            contract::CommandKind::Revise => by.put(&path, signed("2026-09-01", "2027-12-31", "2028-01-01")).await,
            contract::CommandKind::End => by.post(&format!("{path}/end"), json!({ "reason": "重新招标" })).await,
        }
    }

    /// Something that the manager answers for, in a state.
    async fn finding(&self, state: finding::State) -> Value {
        let found = inspection(&self.all.manager.person_id, &["冷藏柜没有温度计"]);
        let new = keyed(&self.all.officer).post(&self.all.at("outside-inspections"), found).await.expect(201)["findings"][0].clone();
        match state {
            finding::State::Open => new,
            finding::State::Mended => self.step_finding(&new, finding::CommandKind::Mend).await.expect(200)["findings"][0].clone(),
        }
    }

    /// By somebody who does not answer for it.
    async fn step_finding(&self, one: &Value, kind: finding::CommandKind) -> Response {
        let body = match kind {
            finding::CommandKind::Report => json!({ "category": "plumbing" }),
            finding::CommandKind::Mend => json!({ "note": "装好了" }),
        };
        let by = keyed(&self.all.officer).seen(one["version"].as_i64().unwrap());
        by.post(&format!("/outside-findings/{}/{}", text(&one["id"]), kind.key()), body).await
    }
}

on_both_engines! {
    /// All 2 × 2 pairs of a contract and 2 × 2 of a finding.
    async fn d01_a_step_that_the_workflows_of_contracts_and_findings_do_not_list_is_409(engine) {
        let all = Kitchen::open(engine).await;
        let papers = Papers { delivered: delivered(&all.manager).await, all };
        let (mut refused, mut taken) = (0, 0);
        for state in contract::State::ALL {
            let there = papers.contract(state).await;
            assert_eq!(there["state"], state.key());
            let before = Digest::of(&papers.all.school.app.db).await;
            for kind in contract::CommandKind::ALL.into_iter().filter(|kind| !contract::accepts(state, *kind)) {
                papers.step_contract(&there, kind).await.expect_problem(409, "illegal_transition");
                not_offered(&there, kind.key());
                refused += 1;
            }
            before.assert_unchanged(&papers.all.school.app.db, "a step of a contract out of order").await;
            for kind in contract::CommandKind::ALL.into_iter().filter(|kind| contract::accepts(state, *kind)) {
                let one = papers.contract(state).await;
                papers.step_contract(&one, kind).await.expect(200);
                taken += 1;
            }
        }
        assert_eq!((refused, taken), (2, 2));
        for state in finding::State::ALL {
            let there = papers.finding(state).await;
            assert_eq!(there["state"], state.key());
            let before = Digest::of(&papers.all.school.app.db).await;
            for kind in finding::CommandKind::ALL.into_iter().filter(|kind| !finding::accepts(state, *kind)) {
                papers.step_finding(&there, kind).await.expect_problem(409, "illegal_transition");
                not_offered(&there, kind.key());
                refused += 1;
            }
            before.assert_unchanged(&papers.all.school.app.db, "a step of a finding out of order").await;
            for kind in finding::CommandKind::ALL.into_iter().filter(|kind| finding::accepts(state, *kind)) {
                let one = papers.finding(state).await;
                papers.step_finding(&one, kind).await.expect(200);
                taken += 1;
            }
        }
        assert_eq!((refused, taken), (4, 4));
    }
}
