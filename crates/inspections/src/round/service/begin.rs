//! A round that no plan asked for: begun on the spot, or entered from a slip of a day before.

use std::collections::BTreeSet;

use campus::{location, school};
use chrono::{Days, NaiveDate};
use kernel::{Grant, Permission, Reply, Result, Tx, audit::Event};

use super::Rounds;
use crate::{
    InspectionError,
    checklist::repo::usable,
    error::NoSample,
    event,
    permissions::PerformInspections,
    plan::{CheckKind, ClockTime, Due, Performer},
    round::{
        KIND,
        dto::{InspectionRoundView, NewRound},
        make::{from_now, number},
        model::{Round, RoundId},
        phase::{Phase, Refusal},
        repo,
        sample::draw,
        view,
    },
};

/// Days back for which a slip is entered.
const SLIPS_OF_DAYS: u64 = 31;

impl Rounds {
    pub(in crate::round) async fn begin(&self, grant: &Grant<PerformInspections>, body: NewRound) -> Result<Reply<InspectionRoundView>> {
        let tx = self.db.begin(grant).await?;
        let me = grant.person()?;
        let school = school::find(&tx, grant.school()?).await?;
        let list = usable(&tx, school.id, body.checklist_id, "/checklist_id").await?;
        let place = match body.location_id {
            Some(id) => Some(location::repo::active(&tx, school.id, id, "/location_id").await?),
            None => None,
        };
        let due = due(&tx, &school, body.on)?;
        let mut round = Round {
            school_id: school.id,
            id: RoundId(tx.new_id()),
            number: number(&tx, due.on).await?,
            plan_id: None,
            checklist_id: list.row.id,
            checklist_number: list.number,
            location_id: body.location_id,
            levels: place.map(|place| place.levels()).unwrap_or_default(),
            check_kind: body.check_kind,
            level: body.level,
            performer: Performer::Person(me),
            due_on: due.on,
            due_from: due.from,
            due_until: due.until,
            phase: Phase::InProgress,
            started_at: Some(tx.now()),
            missed_at: None,
            second_signer_id: None,
            faults: 0,
            sample: None,
            created_at: tx.now(),
            updated_at: tx.now(),
            version: 1,
        };
        // Whose right reaches no further than what is his own begins none elsewhere.
        if !view::covers(grant.actor(), PerformInspections::INFO.key, &round, false) {
            return Err(InspectionError::Refused(Refusal::NotYours).into());
        }
        if let Some(wanted) = &body.sample {
            may_be_drawn(&round, school.today(tx.now()))?;
            round.sample = Some(draw(&tx, &self.from, wanted, (school.id, body.location_id)).await?);
        }
        repo::insert(&tx, &round).await?;
        let event = Event::new(event::ROUND_BEGUN).created(KIND, round.id, &round.number, &round.recorded());
        let now = view::Now::of(&school, tx.now());
        let reply = view::reply(&tx, &round, list, (grant.actor(), &BTreeSet::new()), now, grant.context().lang()).await?;
        tx.commit([event], Reply { status: axum::http::StatusCode::CREATED, ..reply }).await
    }
}

/// A spot check alone is drawn, and before somebody goes: what was looked at already is not chosen afterwards.
fn may_be_drawn(round: &Round, today: NaiveDate) -> std::result::Result<(), InspectionError> {
    if round.check_kind != CheckKind::Spot {
        return Err(InspectionError::NoSample(NoSample::NoSpotCheck));
    }
    if round.due_on < today { Err(InspectionError::NoSample(NoSample::HeldAlready)) } else { Ok(()) }
}

/// Today from now on, or the whole of a day before.
fn due(tx: &Tx, school: &school::entity::Model, on: Option<NaiveDate>) -> Result<Due> {
    let today = school.today(tx.now());
    match on {
        None => Ok(from_now(school, tx.now())),
        Some(day) if day == today => Ok(from_now(school, tx.now())),
        Some(day) => {
            let oldest = today.checked_sub_days(Days::new(SLIPS_OF_DAYS)).unwrap_or(today);
            if day > today || day < oldest {
                return Err(InspectionError::NotThatDay.into());
            }
            let midnight = |day| ClockTime::MIDNIGHT.on(school.zone(), day);
            Ok(Due { on: day, from: midnight(day), until: midnight(day.succ_opt().unwrap_or(day)) })
        }
    }
}
