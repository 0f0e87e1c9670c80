//! Cases of the catalogue (D01, D12, H03) for rounds, the canteen's book and depreciation.

use ::canteen::{certificate::phase as certificate, sample::phase as sample};
use ::inspections::round::phase::{CommandKind, State, accepts};
use serde_json::{Value, json};
use test_support::{Digest, Response, School, text};

use crate::{
    canteen::{Kitchen, check, disinfection, enter, keyed, leftovers, samples},
    inspections::{Looking, every_day, spot, step, yes_no},
    on_both_engines,
    registers::depreciation::people,
};

/// What leads to each state of a round: those that a plan made wait in a row.
struct Rounds {
    all: Looking,
    list: String,
    scheduled: Vec<Value>,
}

impl Rounds {
    async fn open(engine: test_support::TestEngine) -> Self {
        let all = Looking::open(engine).await;
        let twice = json!({ "name": "双人检查", "items": yes_no(), "second_signature": true });
        let list = text(&all.director.post("/checklists", twice).await.expect(201)["id"]).to_owned();
        for n in 0..6 {
            let mut plan = every_day(&format!("安排{n}"), &list);
            // Its time has come at ten.
            plan["windows"][0]["from"] = json!("09:00");
            all.director.post("/inspection-plans", plan).await.expect(201);
        }
        all.school.app.run_jobs().await;
        let scheduled = all.rounds("2026-11-24").await;
        assert_eq!(scheduled.len(), 6);
        Self { all, list, scheduled }
    }

    async fn in_state(&mut self, state: State) -> Value {
        if state == State::Scheduled {
            let next = self.scheduled.pop().unwrap();
            return self.all.director.get(&format!("/inspection-rounds/{}", text(&next["id"]))).await.expect(200);
        }
        let mut round = spot(&self.all.duty, &self.list).await;
        if state == State::Missed {
            let slip = json!({ "checklist_id": self.list, "check_kind": "spot", "level": "self_check", "on": "2026-11-23" });
            round = self.all.duty.post("/inspection-rounds", slip).await.expect(201);
            self.all.school.app.run_jobs().await;
        }
        let way: &[CommandKind] = match state {
            State::Scheduled | State::InProgress | State::Missed => &[],
            State::Submitted => &[CommandKind::Submit],
            State::Reviewed => &[CommandKind::Submit, CommandKind::Sign, CommandKind::Review],
            State::Cancelled => &[CommandKind::Cancel],
        };
        for kind in way {
            let answer = self.send(&round, *kind).await;
            assert!(answer.status.is_success(), "{kind:?}: {}", String::from_utf8_lossy(&answer.bytes));
        }
        let now = self.all.director.get(&format!("/inspection-rounds/{}", text(&round["id"]))).await.expect(200);
        assert_eq!(now["state"], state.key());
        now
    }

    /// By somebody who may.
    async fn send(&self, round: &Value, kind: CommandKind) -> Response {
        let all = &self.all;
        let held = json!({ "nothing_found": true, "second_signer_id": all.director.person_id });
        match kind {
            CommandKind::Find => {
                let found = json!({ "location_id": all.room("101"), "category": "window" });
                all.duty.post(&format!("/inspection-rounds/{}/findings", text(&round["id"])), found).await
            }
            CommandKind::Start => step(&all.duty, round, "start", json!({})).await,
            CommandKind::Submit => step(&all.duty, round, "submit", held).await,
            CommandKind::Sign => step(&all.director, round, "sign", json!({})).await,
            CommandKind::Review => step(&all.school.principal, round, "review", json!({})).await,
            CommandKind::Cancel => step(&all.director, round, "cancel", json!({ "reason": "停课" })).await,
            CommandKind::Miss => panic!("no person takes this step"),
        }
    }
}

on_both_engines! {
    /// All 6 × 6 pairs of a round. What is accepted is taken from the workflow itself; the seventh command has no door.
    async fn d01_a_step_that_the_workflow_of_rounds_does_not_list_is_409(engine) {
        let mut rounds = Rounds::open(engine).await;
        let mut there = Vec::new();
        for state in State::ALL {
            there.push((state, rounds.in_state(state).await));
        }
        let before = Digest::of(&rounds.all.school.app.db).await;
        let mut refused = 0;
        for (state, round) in &there {
            for kind in CommandKind::BY_HAND.into_iter().filter(|kind| !accepts(*state, *kind)) {
                rounds.send(round, kind).await.expect_problem(409, "illegal_transition");
                let offered = round["allowed_actions"].as_array().unwrap().iter().find(|one| one["action"] == kind.key());
                assert!(offered.is_none_or(|one| one["allowed"] == false), "{kind:?} is offered in {state:?}");
                refused += 1;
            }
            rounds.all.director.seen(1).post(&format!("/inspection-rounds/{}/miss", text(&round["id"])), json!({})).await.expect_problem(404, "not_found");
        }
        before.assert_unchanged(&rounds.all.school.app.db, "a step of a round out of order").await;
        let mut taken = 0;
        for state in State::ALL {
            for kind in CommandKind::BY_HAND.into_iter().filter(|kind| accepts(state, *kind)) {
                let round = rounds.in_state(state).await;
                if (state, kind) == (State::Submitted, CommandKind::Review) {
                    rounds.send(&round, kind).await.expect_problem(409, "not_signed");
                    rounds.send(&round, CommandKind::Sign).await.expect(200);
                }
                let answer = rounds.send(&round, kind).await;
                assert!(answer.status.is_success(), "{kind:?} in {state:?}: {}", String::from_utf8_lossy(&answer.bytes));
                taken += 1;
            }
        }
        assert_eq!(refused + taken, 36);
    }
}

/// A kitchen in which samples are of a day whose hours are over.
struct Kept {
    all: Kitchen,
    taken: usize,
}

impl Kept {
    /// A new sample in a state, with its version.
    async fn sample(&mut self, state: sample::State) -> (String, i64) {
        use sample::{CommandKind as C, State as S};
        let dish = format!("菜{:02}", self.taken);
        self.taken += 1;
        let fridge = matches!(state, S::Stored | S::Discarded).then_some("1 号柜");
        let mut body = samples(&self.all.cook, &[(dish.as_str(), 130)], fridge);
        body["happened_at"] = json!("2026-11-21T04:00:00Z");
        let id = text(&self.all.sample(body).await.expect(201)["items"][0]["id"]).to_owned();
        match state {
            S::Taken | S::Stored => (id, 1),
            S::Discarded | S::Sealed | S::HandedOver => {
                let (kind, first) = (if state == S::Discarded { C::Discard } else { C::Seal }, (id, 1));
                self.step_sample(&first, kind).await.expect(200);
                let mut one = (first.0, 2);
                if state == S::HandedOver {
                    self.step_sample(&one, C::HandOver).await.expect(200);
                    one.1 = 3;
                }
                one
            }
        }
    }

    async fn step_sample(&self, (id, version): &(String, i64), kind: sample::CommandKind) -> Response {
        let body = match kind {
            sample::CommandKind::Store => json!({ "fridge": "2 号柜" }),
            sample::CommandKind::Discard => json!({ "operator_id": self.all.cook }),
            sample::CommandKind::Seal | sample::CommandKind::Release => json!({ "reason": "封存备查" }),
            sample::CommandKind::HandOver => json!({ "to": "县疾控中心 王五" }),
        };
        // What is sealed leaves its seal by somebody who is not of the kitchen.
        let outside = matches!(kind, sample::CommandKind::Release | sample::CommandKind::HandOver);
        let by = if outside { &self.all.director } else { &self.all.officer };
        by.seen(*version).post(&format!("/food-samples/{id}/{}", kind.key().replace('_', "-")), body).await
    }

    /// A new certificate of the manager's, in a state, with its version.
    async fn certificate(&self, state: certificate::State) -> (String, i64) {
        use certificate::{CommandKind as C, State as S};
        // Of a cook of its own, so that there is one to be found.
        let cook = crate::canteen::hire(&self.all.manager, &self.all.canteen, "孙师傅").await;
        let mut one = (enter(&self.all.manager, &cook, "2026-03-01", "2027-02-28").await, 1);
        let way: &[C] = match state {
            S::Submitted => &[],
            S::Valid => &[C::Verify],
            S::Suspended => &[C::Verify, C::Suspend],
            S::Withdrawn => &[C::Withdraw],
        };
        for kind in way {
            self.step_certificate(&one, *kind).await.expect(200);
            one.1 += 1;
        }
        one
    }

    async fn step_certificate(&self, (id, version): &(String, i64), kind: certificate::CommandKind) -> Response {
        use certificate::CommandKind as C;
        let body = match kind {
            C::Verify | C::Resume => json!({}),
            C::Suspend | C::Withdraw => json!({ "reason": "腹泻" }),
        };
        self.all.officer.seen(*version).post(&format!("/health-certificates/{id}/{}", kind.key()), body).await
    }
}

on_both_engines! {
    /// All 5 × 5 pairs of a sample and 4 × 4 of a certificate.
    async fn d01_a_step_that_the_workflows_of_samples_and_certificates_do_not_list_is_409(engine) {
        let mut kept = Kept { all: Kitchen::open(engine).await, taken: 0 };
        let dishes: Vec<String> = (0..12).map(|n| format!("菜{n:02}")).collect();
        kept.all.menu("2026-11-21", &dishes.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let (mut refused, mut taken) = (0, 0);
        for state in sample::State::ALL {
            let there = kept.sample(state).await;
            let before = Digest::of(&kept.all.school.app.db).await;
            for kind in sample::CommandKind::ALL.into_iter().filter(|kind| !sample::accepts(state, *kind)) {
                kept.step_sample(&there, kind).await.expect_problem(409, "illegal_transition");
                refused += 1;
            }
            before.assert_unchanged(&kept.all.school.app.db, "a step of a sample out of order").await;
            for kind in sample::CommandKind::ALL.into_iter().filter(|kind| sample::accepts(state, *kind)) {
                let one = kept.sample(state).await;
                kept.step_sample(&one, kind).await.expect(200);
                taken += 1;
            }
        }
        assert_eq!(refused + taken, 25);
        for state in certificate::State::ALL {
            let there = kept.certificate(state).await;
            let before = Digest::of(&kept.all.school.app.db).await;
            for kind in certificate::CommandKind::ALL.into_iter().filter(|kind| !certificate::accepts(state, *kind)) {
                kept.step_certificate(&there, kind).await.expect_problem(409, "illegal_transition");
                refused += 1;
            }
            before.assert_unchanged(&kept.all.school.app.db, "a step of a certificate out of order").await;
            for kind in certificate::CommandKind::ALL.into_iter().filter(|kind| certificate::accepts(state, *kind)) {
                let one = kept.certificate(state).await;
                kept.step_certificate(&one, kind).await.expect(200);
                taken += 1;
            }
        }
        assert_eq!(refused + taken, 25 + 16);
    }
}

on_both_engines! {
    async fn d12_what_no_scale_and_no_thermometer_shows_is_refused_and_changes_nothing(engine) {
        let all = Kitchen::open(engine).await;
        all.menu("2026-11-24", &["米饭"]).await;
        let before = Digest::of(&all.school.app.db).await;
        let mut wrong = Vec::new();
        for grams in [-1, 0, 124, 1_000_000_000_000_000_000] {
            wrong.push(("food-samples", samples(&all.cook, &[("米饭", grams)], None)));
        }
        for temperature in ["-36.5", "0", "36.5555", "366", "1000000000000000000"] {
            wrong.push(("morning-checks", check(&all.cook, temperature, false)));
        }
        for (field, value) in [("minutes", json!(0)), ("minutes", json!(-1)), ("temperature", json!(-1)), ("minutes", json!(1_000_000_000_000_000_i64))] {
            let mut body = disinfection(&all.cook);
            body[field] = value;
            wrong.push(("disinfections", body));
        }
        for weight in ["-3.5", "0", "3.5555", "1000000000000000000"] {
            let mut body = leftovers(&all.cook);
            body["weight"] = json!(weight);
            wrong.push(("leftovers", body));
        }
        for (path, body) in wrong {
            let answer = keyed(&all.officer).post(&all.at(path), body.clone()).await;
            assert_eq!(answer.status, 422, "{path} {body}: {}", String::from_utf8_lossy(&answer.bytes));
        }
        before.assert_unchanged(&all.school.app.db, "what cannot be measured").await;
    }
}

on_both_engines! {
    async fn h03_a_card_that_begins_like_a_formula_is_marked_in_the_depreciation_schedule(engine) {
        let school = School::open(engine).await;
        let (custodian, bookkeeper) = people(&school).await;
        let card = json!({
            "name": "=1+1", "category_code": "A05010203", "original_value": "600.00", "details": { "booked_on": "2026-09-02" }
        });
        let card = custodian.post("/assets", card).await.expect(201);
        let run = bookkeeper.post("/depreciation-runs", json!({ "period": "2026-10" })).await.expect(201);
        let path = format!("/depreciation-runs/{}", text(&run["id"]));
        // The asset system has more than the school's own figure: a real negative number stays a number.
        let says = json!([{ "asset_no": card["asset_no"], "accumulated": "50.00" }]);
        bookkeeper.seen(1).post(&format!("{path}/compare"), json!({ "rows": says })).await.expect(200);
        let csv = bookkeeper.post(&format!("{path}/export"), json!({ "format": "csv" })).await;
        let csv = String::from_utf8(csv.bytes).unwrap();
        assert!(csv.contains(",'=1+1,") && csv.contains(",50.00,-30.00,"), "{csv}");
    }
}
