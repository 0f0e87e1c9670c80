//! Plans become rounds, each on its day: a rhythm that the school changes is followed from the next round on. A server that was off catches
//! up, so that what nobody held meanwhile is missed and not forgotten.

use campus::{calendar, school::entity::Model as School, school_days::SchoolCalendar};
use chrono::{DateTime, Days, NaiveDate, Utc};
use kernel::{Db, Grant, Reply, Result, Tx, audit::Event, numbers};

use super::{
    KIND,
    model::{Round, RoundId},
    phase::Phase,
    repo,
};
use crate::{
    checklist, event,
    permissions::MakeRounds,
    plan::{self, Due, Plan},
};

/// Days that are made after the event: longer than a machine is off and shorter than a vacation of which nobody would want to hear.
const CATCH_UP: u64 = 31;

/// Makes the rounds of today and of the days before that were not made. Each plan is a transaction of its own: one that fails does not hold
/// up the rest.
pub async fn make_rounds(db: &Db, school: &School) -> Result<()> {
    let grant = Grant::<MakeRounds>::system("jobs", Some(school.id));
    let reader = db.read(&grant);
    let today = school.today(reader.now());
    let plans = plan::repo::to_make(&reader, school.id, today).await?;
    if plans.is_empty() {
        return Ok(());
    }
    let first = today.checked_sub_days(Days::new(CATCH_UP)).unwrap_or(today);
    // What fell on a holiday is looked for further back.
    let calendar = calendar::around(&reader, school, first.checked_sub_days(Days::new(CATCH_UP * 3)).unwrap_or(first), today).await?;
    let mut outcome = Ok(());
    for plan in plans {
        if due(&plan, school, &calendar, first, today).is_empty() {
            continue;
        }
        if let Err(problem) = make(db, &grant, school, &calendar, (plan, first, today)).await {
            outcome = Err(problem);
        }
    }
    outcome
}

/// What of a plan is to be made.
fn due(plan: &Plan, school: &School, calendar: &SchoolCalendar, first: NaiveDate, today: NaiveDate) -> Vec<Due> {
    let after_made = plan.made_until.and_then(|day| day.succ_opt());
    let from = after_made.map_or(first, |day| day.max(first)).max(plan.starts_on);
    from.iter_days().take_while(|day| *day <= today).flat_map(|day| plan.due(school, calendar, day)).collect()
}

async fn make(
    db: &Db,
    grant: &Grant<MakeRounds>,
    school: &School,
    calendar: &SchoolCalendar,
    (seen, first, today): (Plan, NaiveDate, NaiveDate),
) -> Result<()> {
    let tx = db.begin(grant).await?;
    // Another server may have been here, and the school may have said it anew.
    tx.alone(LOCK ^ seen.id.0.as_u64_pair().1.cast_signed()).await?;
    let plan = plan::repo::find(&tx, &grant.scope()?, seen.id).await?;
    let due = due(&plan, school, calendar, first, today);
    if due.is_empty() {
        return Ok(());
    }
    let list = checklist::repo::find(&tx, school.id, plan.checklist_id).await?;
    let mut event = Event::new(event::ROUNDS_MADE).about(plan::KIND, plan.id, &plan.name);
    for due in due {
        let round = scheduled(&tx, &plan, list.row.latest, due).await?;
        repo::insert(&tx, &round).await?;
        event = event.created(KIND, round.id, &round.number, &round.recorded());
    }
    plan::repo::made_until(&tx, &plan, today).await?;
    tx.commit([event], Reply::none()).await?;
    Ok(())
}

/// "PLAN": whoever makes the rounds of a plan holds this lock until the commit.
const LOCK: i64 = 0x504c_414e;

async fn scheduled(tx: &Tx, plan: &Plan, checklist_number: i64, due: Due) -> Result<Round> {
    Ok(Round {
        school_id: plan.school_id,
        id: RoundId(tx.new_id()),
        number: number(tx, due.on).await?,
        plan_id: Some(plan.id.0),
        checklist_id: plan.checklist_id,
        checklist_number,
        location_id: plan.location_id,
        levels: plan.levels,
        check_kind: plan.check_kind,
        level: plan.level,
        performer: plan.performer,
        due_on: due.on,
        due_from: due.from,
        due_until: due.until,
        phase: Phase::Scheduled,
        started_at: None,
        missed_at: None,
        second_signer_id: None,
        faults: 0,
        sample: None,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    })
}

/// The number of a round is of the day on which it is due (domain.md C5).
pub(super) async fn number(tx: &Tx, day: NaiveDate) -> Result<String> {
    let day = day.format("%Y%m%d").to_string();
    let count = numbers::take(tx, "XJ", &day, 1).await?;
    Ok(format!("XJ{day}-{count:04}"))
}

/// Times of a round that is begun on the spot: from now until the day is over.
pub(super) fn from_now(school: &School, now: DateTime<Utc>) -> Due {
    let on = school.today(now);
    let next = on.succ_opt().unwrap_or(on);
    let midnight = plan::ClockTime::MIDNIGHT.on(school.zone(), next);
    Due { on, from: now, until: midnight.max(now) }
}
