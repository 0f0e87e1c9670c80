//! Steps out of order of a month of depreciation.

use ::registers::depreciation::phase::{CommandKind, State, accepts};
use serde_json::{Value, json};
use test_support::{Client, Digest, Response, School, text};

use super::depreciation::{act, desks, people};
use crate::on_both_engines;

/// October is over: it may be closed.
async fn compute(bookkeeper: &Client) -> Response {
    bookkeeper.post("/depreciation-runs", json!({ "period": "2026-10" })).await
}

/// A step of a run as it is there. Computed anew is the month, not the run.
async fn step(bookkeeper: &Client, run: &Value, asset_no: &Value, kind: CommandKind) -> Response {
    let by = bookkeeper.seen(run["version"].as_i64().unwrap());
    let path = format!("/depreciation-runs/{}/{}", text(&run["id"]), kind.key());
    match kind {
        CommandKind::Recompute => compute(bookkeeper).await,
        CommandKind::Compare => by.post(&path, json!({ "rows": [{ "asset_no": asset_no, "accumulated": "20.00" }] })).await,
        CommandKind::Close => act(&by, &path, json!({})).await,
        CommandKind::Discard => by.post(&path, json!({ "reason": "算错了月份" })).await,
    }
}

on_both_engines! {
    /// All 3 × 4 pairs of a month: those of a draft one after the other, and everything else when the month is closed.
    async fn d01_a_step_that_the_workflow_of_depreciation_does_not_list_is_409(engine) {
        let school = School::open(engine).await;
        let (custodian, bookkeeper) = people(&school).await;
        let asset_no = desks(&custodian, "600.00", "2026-09-02").await["asset_no"].clone();
        let mistaken = compute(&bookkeeper).await.expect(201);
        let discarded = step(&bookkeeper, &mistaken, &asset_no, CommandKind::Discard).await.expect(200);
        let mut run = compute(&bookkeeper).await.expect(201);
        assert_ne!(run["id"], discarded["id"], "what was discarded is not computed anew");
        let mut taken = 1;
        for kind in [CommandKind::Recompute, CommandKind::Compare, CommandKind::Close] {
            assert!(accepts(State::Draft, kind));
            let next = step(&bookkeeper, &run, &asset_no, kind).await.expect(200);
            assert_eq!(next["id"], run["id"], "{kind:?}");
            run = next;
            taken += 1;
        }
        let before = Digest::of(&school.app.db).await;
        let mut refused = 0;
        for (state, there) in [(State::Closed, &run), (State::Discarded, &discarded)] {
            assert_eq!(there["state"], state.key());
            for kind in CommandKind::ALL.into_iter().filter(|kind| !accepts(state, *kind)) {
                let code = if kind == CommandKind::Recompute { "month_closed" } else { "illegal_transition" };
                step(&bookkeeper, there, &asset_no, kind).await.expect_problem(409, code);
                let offered = there["allowed_actions"].as_array().unwrap().iter().find(|one| one["action"] == kind.key());
                assert!(offered.is_none_or(|one| one["allowed"] == false), "{kind:?} is offered in {state:?}");
                refused += 1;
            }
        }
        before.assert_unchanged(&school.app.db, "a step of a month out of order").await;
        assert_eq!((refused, taken), (8, 4));
    }
}
