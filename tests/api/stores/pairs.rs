//! Steps out of order of a lot.

use ::stores::lot::phase::{CommandKind, State, accepts};
use serde_json::{Value, json};
use test_support::{Digest, Response, text};

use super::Storing;
use crate::on_both_engines;

/// A new lot in a state; nobody has said yet what the maker wrote on it.
async fn lot(all: &Storing, state: State) -> Value {
    let nth = all.custodian.rows("/stock-lots?view=newest").await.len();
    let item = all.stocked(&format!("胶水{nth}"), "5", "10.00").await;
    let id = all.custodian.get(&format!("/stock-items/{item}")).await.expect(200)["lots"][0]["id"].clone();
    let new = all.custodian.get(&format!("/stock-lots/{}", text(&id))).await.expect(200);
    match state {
        State::Usable => new,
        State::Stopped => step(all, &new, CommandKind::Stop).await.expect(200),
    }
}

/// By whoever keeps the store.
async fn step(all: &Storing, one: &Value, kind: CommandKind) -> Response {
    let body = match kind {
        CommandKind::Name => json!({ "lot_no": "P-1" }),
        CommandKind::Stop | CommandKind::Release => json!({ "reason": "厂家通知" }),
    };
    let by = all.custodian.seen(one["version"].as_i64().unwrap());
    by.post(&format!("/stock-lots/{}/{}", text(&one["id"]), kind.key()), body).await
}

on_both_engines! {
    /// All 2 × 3 pairs of a lot.
    async fn d01_a_step_that_the_workflow_of_lots_does_not_list_is_409(engine) {
        let all = Storing::open(engine).await;
        let (mut refused, mut taken) = (0, 0);
        for state in State::ALL {
            let there = lot(&all, state).await;
            assert_eq!(there["state"], state.key());
            let before = Digest::of(&all.school.app.db).await;
            for kind in CommandKind::ALL.into_iter().filter(|kind| !accepts(state, *kind)) {
                step(&all, &there, kind).await.expect_problem(409, "illegal_transition");
                let offered = there["allowed_actions"].as_array().unwrap().iter().find(|one| one["action"] == kind.key());
                assert!(offered.is_none_or(|one| one["allowed"] == false), "{kind:?} is offered in {state:?}");
                refused += 1;
            }
            before.assert_unchanged(&all.school.app.db, "a step of a lot out of order").await;
            for kind in CommandKind::ALL.into_iter().filter(|kind| accepts(state, *kind)) {
                let one = lot(&all, state).await;
                step(&all, &one, kind).await.expect(200);
                taken += 1;
            }
        }
        assert_eq!((refused, taken), (2, 4));
    }
}
