//! Whatever nobody held is missed by itself, when its time is over; what somebody has begun, when the day is over.

use campus::{role_grant, school::entity::Model as School};
use chrono::TimeDelta;
use kernel::{Db, Grant, Reply, Result, Scope, audit::Event, outbox::News};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    KIND,
    entity::{Column, Entity},
    model::{Round, RoundId},
    phase::{Command, CommandKind, Facts, State, guard},
    repo,
};
use crate::{InspectionError, checklist, event, permissions::MakeRounds};

/// Rounds that are missed in one go; the rest follow in the next.
const AT_ONCE: u64 = 200;

/// Who hears of a round that was missed longer ago than this reads it in the list: a machine that was off for a week is no alarm.
const NEWS_FOR_HOURS: i64 = 24;

/// Marks what was missed. Each is a transaction of its own: one that fails does not hold up the rest.
pub async fn miss_rounds(db: &Db, school: &School) -> Result<()> {
    let grant = Grant::<MakeRounds>::system("jobs", Some(school.id));
    let reader = db.read(&grant);
    let now = reader.now();
    let not_begun = Condition::all().add(Column::Phase.eq(State::Scheduled.key())).add(Column::DueUntil.lt(now));
    let begun = Condition::all().add(Column::Phase.eq(State::InProgress.key())).add(Column::DueOn.lt(school.today(now)));
    let over: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::SchoolId.eq(school.id))
        .filter(Condition::any().add(not_begun).add(begun))
        .order_by_asc(Column::DueUntil)
        .limit(AT_ONCE)
        .into_tuple()
        .all(&reader)
        .await?;
    let mut outcome = Ok(());
    for id in over {
        match miss(db, &grant, school, RoundId(id)).await {
            Ok(()) => {}
            // Somebody was faster: it was held or called off.
            Err(problem) if problem.status().is_client_error() => {
                tracing::info!(round = %id, code = problem.code(), "not missed");
            }
            Err(problem) => outcome = Err(problem),
        }
    }
    outcome
}

async fn miss(db: &Db, grant: &Grant<MakeRounds>, school: &School, id: RoundId) -> Result<()> {
    let tx = db.begin(grant).await?;
    repo::one_after_another(&tx, id).await?;
    let before = repo::find(&tx, &Scope::school(school.id), id).await?;
    let facts = Facts { is_system: true, ..Facts::default() };
    guard(before.phase.state(), CommandKind::Miss, facts).map_err(InspectionError::Refused)?;
    let mut round = before.clone();
    round.phase = before.phase.clone().step(Command::Miss).map_err(InspectionError::Refused)?;
    round.missed_at = Some(tx.now());
    let round = repo::save(&tx, round).await?;
    if round.due_until + TimeDelta::hours(NEWS_FOR_HOURS) > tx.now() {
        let list = checklist::repo::names(&tx, school.id, vec![round.checklist_id]).await?;
        let what = list.get(&round.checklist_id).map(String::as_str).unwrap_or_default();
        let role = round.performer.role();
        let holders = match role {
            Some(role) => role_grant::people_with(&tx, school.id, role, school.today(tx.now())).await?,
            None => Vec::new(),
        };
        tx.tell([news(&round, school, what, holders)]).await?;
    }
    let event = Event::new(event::ROUND_MISSED).changed(KIND, round.id, &round.number, &before.recorded(), &round.recorded());
    tx.commit([event], Reply::none()).await?;
    Ok(())
}

/// Whoever was to hold it, and the office.
fn news(round: &Round, school: &School, what: &str, holders: Vec<Uuid>) -> News {
    let zone = school.zone();
    let clock = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&zone).format("%H:%M").to_string();
    let when = format!("{} {}–{}", round.due_on, clock(round.due_from), clock(round.due_until));
    News::new(event::NEWS_MISSED, KIND, round.id, format!("/inspections/rounds/{}", round.id))
        .word("what", what)
        .word("number", round.number.as_str())
        .word("when", when.as_str())
        .to(holders.into_iter().chain(round.performer.person()))
        .to_role(campus::Role::LogisticsDirector.code())
}
