//! Health certificates of the second cook: entered by one, verified by another; without one that holds today he cleans nothing.

use std::collections::{BTreeMap, BTreeSet};

use ::canteen::certificate::entity::Entity;
use chrono::{Days, NaiveDate};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use test_support::{Client, Response};

use super::{
    Act,
    world::{World, done_when, id},
};
use crate::canteen::disinfection;

/// Where it stands, in the words of the table.
const SUBMITTED: &str = "submitted";
const VALID: &str = "valid";
const SUSPENDED: &str = "suspended";
const WITHDRAWN: &str = "withdrawn";

pub(super) struct Certificate {
    id: String,
    by_manager: bool,
    issued_on: NaiveDate,
    expires_on: NaiveDate,
    phase: &'static str,
    version: i64,
}

impl World {
    /// From the first of November on the first cook has one for a year.
    pub(super) fn first_cook_may_work(&self) -> bool {
        self.today() <= NaiveDate::from_ymd_opt(2027, 10, 31).unwrap()
    }

    fn second_cook_may_work(&self) -> bool {
        let today = self.today();
        self.certificates.iter().any(|one| one.phase == VALID && (one.issued_on..=one.expires_on).contains(&today))
    }

    fn keeper(&self, manager: bool) -> &Client {
        if manager { &self.people.manager } else { &self.people.officer }
    }

    /// For some weeks, of which one is over.
    pub(super) async fn certify(&mut self, act: Act) -> Response {
        let today = self.today();
        let (issued_on, expires_on) = (today - Days::new(7), today + Days::new(7 * act.size.unsigned_abs()));
        let body = json!({ "number": format!("JK-{}", act.fen), "issued_on": issued_on, "expires_on": expires_on });
        let path = format!("/canteen-staff/{}/health-certificates", self.cooks[1]);
        let answer = self.keeper(act.other).post(&path, body).await;
        done_when(true, &answer, act);
        let known: BTreeSet<&String> = self.certificates.iter().map(|one| &one.id).collect();
        let view = answer.json();
        let new = view["certificates"].as_array().unwrap().iter().map(id).find(|one| !known.contains(one)).unwrap();
        self.certificates.push(Certificate { id: new, by_manager: act.other, issued_on, expires_on, phase: SUBMITTED, version: 1 });
        answer
    }

    /// One step by the manager or the officer, allowed as the machine says.
    async fn turn(
        &mut self,
        act: Act,
        (step, to): (&str, &'static str),
        body: Value,
        allowed: impl Fn(&Certificate, bool) -> bool,
    ) -> Option<Response> {
        let index = act.which.checked_rem(self.certificates.len())?;
        let (manager, one) = (act.fen % 2 == 0, &self.certificates[index]);
        let path = format!("/health-certificates/{}/{step}", one.id);
        let answer = self.keeper(manager).seen(one.version).post(&path, body).await;
        done_when(allowed(one, manager), &answer, act);
        if answer.status.is_success() {
            let one = &mut self.certificates[index];
            (one.phase, one.version) = (to, one.version + 1);
        }
        Some(answer)
    }

    pub(super) async fn verify(&mut self, act: Act) -> Option<Response> {
        self.turn(act, ("verify", VALID), json!({}), |one, manager| one.phase == SUBMITTED && one.by_manager != manager).await
    }

    pub(super) async fn suspend(&mut self, act: Act) -> Option<Response> {
        self.turn(act, ("suspend", SUSPENDED), json!({ "reason": "腹泻" }), |one, _| one.phase == VALID).await
    }

    pub(super) async fn resume(&mut self, act: Act) -> Option<Response> {
        self.turn(act, ("resume", VALID), json!({}), |one, manager| one.phase == SUSPENDED && one.by_manager != manager).await
    }

    pub(super) async fn withdraw(&mut self, act: Act) -> Option<Response> {
        self.turn(act, ("withdraw", WITHDRAWN), json!({ "reason": "登记错了" }), |one, _| one.phase != WITHDRAWN).await
    }

    pub(super) async fn clean(&self, act: Act) -> Response {
        let answer = self.people.officer.post(&self.at("disinfections"), disinfection(&self.cooks[1])).await;
        done_when(self.second_cook_may_work(), &answer, act);
        answer
    }

    pub(super) async fn certificates_agree(&self, act: Act) {
        let rows = Entity::find().all(&self.raw).await.unwrap().into_iter().filter(|row| row.staff_id.to_string() == self.cooks[1]);
        let found: BTreeMap<String, (String, i64)> = rows.map(|row| (row.id.to_string(), (row.phase, row.version))).collect();
        let counted = self.certificates.iter().map(|one| (one.id.clone(), (one.phase.to_owned(), one.version))).collect();
        assert_eq!(found, counted, "certificates after {act:?}");
    }
}
