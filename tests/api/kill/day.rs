//! What is written down day by day, as one client of the loop does it: a round is begun, held and reviewed; somebody eats with the pupils,
//! writes down how it was, and strikes it out again.

use std::collections::BTreeMap;

use ::{canteen::book::entity as record, inspections::round::entity as round};
use sea_orm::{DatabaseConnection, EntityTrait};
use serde_json::{Value, json};
use test_support::{Client, Process, text};

use super::purchase::Call;
use crate::{canteen, inspections};

/// Those who go round and eat there, the checklist, and the canteen.
#[derive(Clone)]
pub(crate) struct Keeping {
    pub duty: Client,
    pub director: Client,
    list: String,
    canteen: String,
}

impl Keeping {
    pub async fn found(duty: Client, director: Client, room: &str) -> Self {
        let list = director.post("/checklists", inspections::list("每日巡查", inspections::yes_no())).await.expect(201);
        let canteen = canteen::add(&director, "第一食堂", room, &director, &duty).await;
        Self { duty, director, list: text(&list["id"]).to_owned(), canteen }
    }

    /// The same people at another address.
    pub fn at(&self, base: &str) -> Self {
        Self { duty: self.duty.at(base), director: self.director.at(base), ..self.clone() }
    }

    /// The same people signed in anew.
    pub async fn again(&self, process: &Process) -> Self {
        let nobody = process.nobody();
        Self { duty: nobody.sign_in("T006").await, director: nobody.sign_in("T003").await, ..self.clone() }
    }
}

/// A round and a meal, and what was done about them.
#[derive(Debug, Default)]
pub(crate) struct Day {
    /// What is remarked about both; belongs to this day only.
    pub marker: String,
    /// Steps that were acknowledged: begun, held, reviewed, eaten, struck out.
    pub steps: usize,
    /// Ids as they were told; empty when the answer told none (a faulty build).
    round: String,
    record: String,
}

/// From so many steps on there is a round, it is held, it is reviewed; the meal is written down, and struck out.
const BEGUN: usize = 1;
const HELD: usize = 2;
const REVIEWED: usize = 3;
const EATEN: usize = 4;
const STRUCK: usize = 5;

impl Day {
    pub fn new(marker: String) -> Self {
        Self { marker, ..Self::default() }
    }

    /// The next step; nothing when it is through, or when an answer did not tell what the step needs.
    pub fn next(&self, keeping: &Keeping) -> Option<Call> {
        let call = |by: &Client, path: String, body: Value, version: Option<i64>| {
            Some(Call { token: by.token.clone().unwrap(), path: format!("/api/v1/{path}"), body, version })
        };
        let round = |step: &str| format!("inspection-rounds/{}/{step}", self.round);
        match self.steps + 1 {
            BEGUN => {
                let body = json!({ "checklist_id": keeping.list, "check_kind": "spot", "level": "self_check" });
                call(&keeping.duty, "inspection-rounds".into(), body, None)
            }
            HELD if !self.round.is_empty() => {
                call(&keeping.duty, round("submit"), json!({ "nothing_found": true, "remark": self.marker }), Some(1))
            }
            REVIEWED => call(&keeping.director, round("review"), json!({}), Some(2)),
            EATEN => {
                let mut body = canteen::accompanied(json!([]));
                body["remark"] = json!(self.marker);
                call(&keeping.director, format!("canteens/{}/accompanied-meals", keeping.canteen), body, None)
            }
            STRUCK if !self.record.is_empty() => {
                call(&keeping.director, format!("canteen-records/{}/strike", self.record), json!({ "reason": "写错了" }), Some(1))
            }
            _ => None,
        }
    }

    pub fn acknowledged(&mut self, body: &Value) {
        self.steps += 1;
        let told = || body["id"].as_str().unwrap_or_default().to_owned();
        match self.steps {
            BEGUN => self.round = told(),
            EATEN => self.record = told(),
            _ => {}
        }
    }
}

/// A round as it stands in the table: its phase, its version, its remark.
type Round = (String, i64, Option<String>);

/// Records of meals by their remarks: how often each is there, and how many of them were struck out.
type Meals = BTreeMap<String, (usize, usize)>;

/// Everything that is wrong with what was written down day by day.
pub async fn violations<'a>(raw: &DatabaseConnection, days: impl Iterator<Item = &'a Day>) -> Vec<String> {
    let rounds = round::Entity::find().all(raw).await.unwrap().into_iter();
    let rounds = rounds.map(|row| (row.id.to_string(), (row.phase, row.version, row.remark))).collect();
    let mut meals = Meals::new();
    for row in record::Entity::find().all(raw).await.unwrap() {
        let one = meals.entry(row.content["remark"].as_str().unwrap_or_default().to_owned()).or_default();
        *one = (one.0 + 1, one.1 + usize::from(row.struck_at.is_some()));
    }
    compare(days, &rounds, meals)
}

fn compare<'a>(days: impl Iterator<Item = &'a Day>, rounds: &BTreeMap<String, Round>, mut meals: Meals) -> Vec<String> {
    let (mut wrong, mut begun) = (Vec::new(), 0);
    for Day { marker, steps, round, .. } in days {
        begun += usize::from(*steps >= BEGUN);
        if !round.is_empty() {
            wrong.extend(of_round(marker, *steps, rounds.get(round)));
        }
        let expected = (usize::from(*steps >= EATEN), usize::from(*steps >= STRUCK));
        let found = meals.remove(marker).unwrap_or_default();
        if found != expected {
            let kind = if found < expected { "lost" } else { "double" };
            wrong.push(format!("{kind}: the meal of {marker} after {steps} steps: {found:?} records and struck out, not {expected:?}"));
        }
    }
    wrong.extend(meals.keys().map(|marker| format!("unasked: the meal of {marker:?}")));
    if rounds.len() != begun {
        let kind = if rounds.len() < begun { "lost" } else { "double" };
        wrong.push(format!("{kind}: {begun} rounds were begun, {} are there", rounds.len()));
    }
    wrong
}

fn of_round(marker: &str, steps: usize, found: Option<&Round>) -> Option<String> {
    let Some(found) = found else { return Some(format!("lost: the round of {marker} was acknowledged")) };
    let (phase, version) = match steps {
        BEGUN => ("in_progress", 1),
        HELD => ("submitted", 2),
        _ => ("reviewed", 3),
    };
    let remark = (steps >= HELD).then(|| marker.to_owned());
    let expected = (phase.to_owned(), version, remark);
    (*found != expected).then(|| {
        let kind = if found.1 < version { "lost" } else { "half" };
        format!("{kind}: the round of {marker} after {steps} steps is {found:?}")
    })
}

#[test]
fn k01_the_checker_names_rounds_and_meals_that_are_lost_half_and_double() {
    let of = |steps: usize, round: Option<(&str, i64, Option<&str>)>, meal: (usize, usize)| {
        let day = Day { steps, round: "r".into(), ..Day::new("m".into()) };
        let rounds = round.map(|(phase, version, remark)| ("r".to_owned(), (phase.to_owned(), version, remark.map(str::to_owned))));
        let meals = Meals::from([("m".to_owned(), meal)]).into_iter().filter(|(_, found)| found.0 > 0).collect();
        let said = compare([&day].into_iter(), &rounds.into_iter().collect(), meals);
        said.iter().map(|one| one.split(':').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let reviewed = Some(("reviewed", 3, Some("m")));
    assert_eq!(of(5, reviewed, (1, 1)), Vec::<String>::new());
    assert_eq!(of(3, reviewed, (0, 0)), Vec::<String>::new());
    assert_eq!(of(4, reviewed, (0, 0)), ["lost"]);
    assert_eq!(of(5, reviewed, (1, 0)), ["lost"]);
    assert_eq!(of(4, reviewed, (2, 0)), ["double"]);
    assert_eq!(of(3, Some(("submitted", 2, Some("m"))), (0, 0)), ["lost"]);
    assert_eq!(of(2, Some(("submitted", 2, None)), (0, 0)), ["half"]);
    assert_eq!(of(1, None, (0, 0)), ["lost", "lost"], "the round itself, and one too few");
}
