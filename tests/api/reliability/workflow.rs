//! D. Workflow. (D10 is in `repairs::life`.)

use repairs::case::phase::{CommandKind, State, accepts};
use serde_json::{Value, json};
use test_support::{Client, Digest};

use super::calls;
use crate::{
    coverage::fixtures::{Everything, report},
    on_both_engines,
};

/// The steps that the API offers: all but the one that only silence takes.
fn commands() -> impl Iterator<Item = CommandKind> {
    CommandKind::ALL.into_iter().filter(|c| *c != CommandKind::CloseSilently)
}

/// Who takes a step: somebody with the permission, who also stands where the case is his.
fn doer(all: &Everything, kind: CommandKind) -> &Client {
    match kind {
        CommandKind::Take | CommandKind::Start | CommandKind::Wait | CommandKind::Finish => &all.worker,
        CommandKind::Confirm | CommandKind::Refuse | CommandKind::Reopen => &all.teacher,
        _ => &all.director,
    }
}

async fn send(all: &Everything, case: &Value, kind: CommandKind) -> test_support::Response {
    let path = format!("/repair-cases/{}/{}", case["id"].as_str().unwrap(), kind.key());
    doer(all, kind).seen(case["version"].as_i64().unwrap()).post(&path, calls::step(all, kind.key())).await
}

/// The shortest way to a state.
fn way(state: State) -> &'static [(CommandKind, Option<&'static str>)] {
    use CommandKind as C;
    match state {
        State::Submitted => &[],
        State::Triaged => &[(C::Triage, None)],
        State::Assigned => &[(C::Assign, None)],
        State::InProgress => &[(C::Assign, None), (C::Start, None)],
        State::WaitingMaterial => &[(C::Assign, None), (C::Wait, Some("material"))],
        State::WaitingExternal => &[(C::Assign, None), (C::Wait, Some("external"))],
        State::Deferred => &[(C::Defer, None)],
        State::Done => &[(C::Assign, None), (C::Finish, None)],
        State::Reopened => &[(C::Assign, None), (C::Finish, None), (C::Refuse, None)],
        State::Closed => &[(C::Assign, None), (C::Finish, None), (C::Confirm, None)],
        State::Rejected => &[(C::Reject, None)],
        State::Cancelled => &[(C::Cancel, None)],
    }
}

/// Takes a case to a state, as people would.
async fn lead(all: &Everything, mut case: Value, state: State) -> Value {
    for (kind, on) in way(state) {
        let mut body = calls::step(all, kind.key());
        if let Some(on) = on {
            body["on"] = json!(on);
        }
        let path = format!("/repair-cases/{}/{}", case["id"].as_str().unwrap(), kind.key());
        case = doer(all, *kind).seen(case["version"].as_i64().unwrap()).post(&path, body).await.expect(200);
    }
    assert_eq!(case["state"], state.key());
    case
}

async fn case_in(all: &Everything, state: State) -> Value {
    lead(all, report(&all.teacher, &all.ids["/api/v1/locations/{id}"]).await, state).await
}

on_both_engines! {
    /// All 12 × 12 pairs. What is accepted is taken from the workflow itself (its drawing is docs/workflows.md); silence, the 13th
    /// command, has no door.
    async fn d01_a_step_that_the_workflow_does_not_list_is_409(engine) {
        let all = Everything::build(engine).await;
        let mut cases = Vec::new();
        for state in State::ALL {
            cases.push((state, case_in(&all, state).await));
        }
        let before = Digest::of(&all.school.app.db).await;
        let mut refused = 0;
        for (state, case) in &cases {
            let allowed = case["allowed_actions"].as_array().unwrap();
            for kind in commands().filter(|kind| !accepts(*state, *kind)) {
                let answer = send(&all, case, kind).await;
                assert_eq!(answer.status, 409, "{kind:?} in {state:?}: {}", String::from_utf8_lossy(&answer.bytes));
                answer.expect_problem(409, "illegal_transition");
                refused += 1;
                let offered = allowed.iter().find(|a| a["action"] == kind.key());
                assert!(offered.is_none_or(|a| a["allowed"] == false), "{kind:?} is offered in {state:?}");
            }
            let silence = format!("/repair-cases/{}/close_silently", case["id"].as_str().unwrap());
            all.director.seen(1).post(&silence, json!({})).await.expect_problem(404, "not_found");
        }
        before.assert_unchanged(&all.school.app.db, "a step out of order").await;
        let mut taken = 0;
        for state in State::ALL {
            for kind in commands().filter(|kind| accepts(state, *kind)) {
                let case = case_in(&all, state).await;
                send(&all, &case, kind).await.expect(200);
                taken += 1;
            }
        }
        assert_eq!(refused + taken, 144);
    }
}

on_both_engines! {
    /// The door without an account leads to the same workflow: every state × what the holder of a code may ask for.
    async fn d01_the_follow_up_page_takes_no_step_out_of_order_either(engine) {
        let all = Everything::build(engine).await;
        let nobody = all.school.app.nobody();
        let rooms = all.school.admin.get("/locations?kind=room&limit=200").await.expect(200);
        let rooms = rooms["items"].as_array().unwrap();
        let mut followed = Vec::new();
        for (n, state) in State::ALL.into_iter().enumerate() {
            let sign = format!("/signs/{}/repair-cases", rooms[n % rooms.len()]["sign_code"].as_str().unwrap());
            let reported = nobody.post(&sign, json!({ "faults": [{ "category": "furniture" }] })).await.expect(201)["cases"][0].clone();
            let code = reported["follow_up_code"].as_str().unwrap().to_owned();
            let number = reported["number"].as_str().unwrap();
            let case = all.director.get(&format!("/repair-cases?q={number}")).await.expect(200)["items"][0].clone();
            by_code(&all, &code, case, state).await;
            followed.push((state, code));
        }
        let before = Digest::of(&all.school.app.db).await;
        for (state, code) in &followed {
            let page = nobody.get(&format!("/follow-ups/{code}")).await.expect(200);
            assert_eq!(page["state"], state.key());
            for kind in [CommandKind::Confirm, CommandKind::Refuse, CommandKind::Reopen, CommandKind::Cancel] {
                let offered = page["allowed_actions"].as_array().unwrap().iter().find(|a| a["action"] == kind.key()).unwrap();
                assert_eq!(offered["allowed"], accepts(*state, kind), "{kind:?} in {state:?}");
                if accepts(*state, kind) {
                    continue;
                }
                let path = format!("/follow-ups/{code}/{}", kind.key());
                let client = nobody.seen(page["version"].as_i64().unwrap());
                client.post(&path, calls::step(&all, kind.key())).await.expect_problem(409, "illegal_transition");
            }
            for kind in ["triage", "assign", "take", "start", "wait", "defer", "finish", "reject", "close_silently"] {
                nobody.seen(1).post(&format!("/follow-ups/{code}/{kind}"), json!({})).await.expect_problem(404, "not_found");
            }
        }
        before.assert_unchanged(&all.school.app.db, "a step out of order by code").await;
    }
}

/// Takes an anonymous case to a state: what the reporter would do, the code does.
async fn by_code(all: &Everything, code: &str, mut case: Value, state: State) {
    for (kind, on) in way(state) {
        let mut body = calls::step(all, kind.key());
        if let Some(on) = on {
            body["on"] = json!(on);
        }
        let version = case["version"].as_i64().unwrap();
        case = if matches!(kind, CommandKind::Confirm | CommandKind::Refuse) {
            let path = format!("/follow-ups/{code}/{}", kind.key());
            all.school.app.nobody().seen(version).post(&path, body).await.expect(200)
        } else {
            let path = format!("/repair-cases/{}/{}", case["id"].as_str().unwrap(), kind.key());
            let next = doer(all, *kind).seen(version).post(&path, body).await.expect(200);
            json!({ "id": next["id"], "version": next["version"] })
        };
    }
}

on_both_engines! {
    /// Every operation that changes something which is there: without having seen it 428, having seen something else 412.
    async fn d06_a_change_of_what_was_not_seen_is_refused(engine) {
        let all = Everything::build(engine).await;
        let before = Digest::of(&all.school.app.db).await;
        let calls: Vec<_> = calls::all(&all).into_iter().filter(|c| c.if_match).collect();
        assert!(calls.len() > 20, "only {} operations ask for a version", calls.len());
        for call in &calls {
            let body = || call.body.as_ref().map(|b| b.to_string().into_bytes());
            let send = |client: Client| async move { client.send(call.method.parse().unwrap(), &call.path, body()).await };
            send(call.client.clone()).await.expect_problem(428, "if_match_required");
            for stale in ["\"0\"", "\"999\"", "W/\"999\"", "\"-1\"", "\"9223372036854775807\""] {
                let answer = send(call.client.with("if-match", stale)).await;
                assert_eq!(answer.status, 412, "{} {stale}: {}", call.what(), String::from_utf8_lossy(&answer.bytes));
                let problem = answer.expect_problem(412, "stale");
                assert!(problem["current_version"].as_i64().unwrap() > 0, "{}", call.what());
            }
            for unreadable in ["*", "1", "\"\"", "\"one\"", "\"1\", \"2\"", "\"9223372036854775808\"", "\"1", "\"１\""] {
                send(call.client.with("if-match", unreadable)).await.expect_problem(400, "bad_if_match");
            }
        }
        before.assert_unchanged(&all.school.app.db, "a change of what was not seen").await;
    }
}
