//! Use cases on the control of a canteen.

use campus::{person, person::PersonRef, school};
use chrono::TimeDelta;
use inspections::{permissions::ViewInspections, round};
use kernel::{Actor, Db, Grant, Lang, Permission, Reach, Reply, Result, audit::Event};
use uuid::Uuid;

use super::{
    Check,
    dto::{CheckRound, CheckView, ControlView},
    repo::{self, Plans},
    set_up::set_up,
};
use crate::{
    event, meeting,
    permissions::{ManageCanteen, ViewCanteen},
    site::{self, dto::CanteenRef, entity::Model as Canteen},
};

/// Days whose rounds are shown.
const SHOWN_DAYS: i64 = 35;

/// The control of canteens.
#[derive(Debug, Clone)]
pub struct Control {
    db: Db,
}

impl Control {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn show(&self, grant: &Grant<ViewCanteen>, canteen: Uuid) -> Result<ControlView> {
        let reader = self.db.read(grant);
        let (canteen, plans) = repo::canteen(&reader, &grant.scope()?, canteen).await?;
        view(&reader, (&canteen, &plans), grant.actor(), reader.now(), grant.context().lang()).await
    }

    /// Makes the checks where they are not there yet; whoever presses twice finds them there.
    pub async fn set_up(&self, grant: &Grant<ManageCanteen>, canteen: Uuid) -> Result<Reply<ControlView>> {
        let tx = self.db.begin(grant).await?;
        let canteen = site::repo::in_use(&tx, &grant.scope()?, canteen).await?;
        let school = school::find(&tx, canteen.school_id).await?;
        let made = set_up(&tx, &school, &canteen).await?;
        let plans = repo::plans(&tx, canteen.school_id, canteen.id).await?;
        let view = view(&tx, (&canteen, &plans), grant.actor(), tx.now(), grant.context().lang()).await?;
        let event = Event::new(event::CHECKS_SET_UP).about(site::KIND, canteen.id, &canteen.name);
        tx.commit(std::iter::once(event).chain(made), Reply::ok(view)).await
    }
}

async fn view(
    db: &impl sea_orm::ConnectionTrait,
    (canteen, plans): (&Canteen, &Plans),
    actor: &Actor,
    now: chrono::DateTime<chrono::Utc>,
    lang: Lang,
) -> Result<ControlView> {
    let school = school::find(db, canteen.school_id).await?;
    let today = school.today(now);
    let mut rounds = round::of_plans(db, school.id, &plans.ids(), today - TimeDelta::days(SHOWN_DAYS), today).await?;
    rounds.reverse();
    let meetings = meeting::repo::latest(db, school.id, canteen.id).await?;
    let records = rounds.iter().filter_map(|round| round.record.as_ref());
    let held = records.flat_map(|record| [Some(record.performed_by), record.second.as_ref().map(|second| second.by)]).flatten();
    let held = held.chain(rounds.iter().filter_map(|round| round.second_signer_id));
    let people = held.chain(meetings.iter().flat_map(meeting::people)).collect();
    let names = person::repo::names(db, school.id, people).await?;
    let person = |id: Uuid| PersonRef { id, name: names.get(&id).cloned().unwrap_or_default() };
    let row = |round: round::Brief| -> Option<CheckRound> {
        let record = round.record.as_ref();
        Some(CheckRound {
            id: round.id.0,
            check: plans.check(round.plan_id)?,
            due_on: round.due_on,
            due_until: round.due_until,
            state: round.state,
            state_text: round.state.formal().pick(lang).to_owned(),
            held_by: record.map(|record| person(record.performed_by)),
            happened_at: record.map(|record| record.happened_at),
            late: record.is_some_and(|record| record.late),
            nothing_found: record.is_some_and(|record| record.nothing_found),
            signed_by: record.and_then(|record| record.second.as_ref()).map(|second| person(second.by)),
            to_sign: round.second_signer_id.filter(|_| is_unsigned(&round)).map(person),
            faults: round.faults,
            opens: opens(&round, actor),
            number: round.number,
        })
    };
    Ok(ControlView {
        canteen: CanteenRef { id: canteen.id, name: canteen.name.clone() },
        checks: Check::ALL
            .into_iter()
            .filter_map(|check| Some(CheckView { check, title: check.title().pick(lang).to_owned(), plan_id: plans.plan(check)?.0 }))
            .collect(),
        rounds: rounds.into_iter().filter_map(row).collect(),
        meetings: meetings.iter().map(|row| meeting::view(row, &names, actor)).collect(),
    })
}

/// Whether a round was held and waits for its second signature.
pub(crate) fn is_unsigned(round: &round::Brief) -> bool {
    round.second_signer_id.is_some() && round.record.as_ref().is_some_and(|record| record.second.is_none())
}

/// Whether somebody sees a round under inspections: all of them, or those that he is named for or held.
pub(crate) fn opens(round: &round::Brief, actor: &Actor) -> bool {
    let Some(right) = actor.right(ViewInspections::INFO.key) else { return false };
    let his = [round.performer_id, round.record.as_ref().map(|record| record.performed_by), round.second_signer_id];
    matches!(right.reach, Reach::School) || actor.person.is_some_and(|person| his.contains(&Some(person)))
}
