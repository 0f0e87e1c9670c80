//! Use cases on repair cases: one file for each kind of work.

pub(super) mod list;
mod report;
pub mod silence;
mod step;
mod workers;

use campus::{calendar, location, school};
use chrono::{DateTime, Utc};
use kernel::{Actor, Db, Grant, Page, Permission, Problem, Reach, ReachPart, Reply, Result, Scope, audit::trail};
use sea_orm::ConnectionTrait;

use super::{
    Case,
    dto::{CaseView, TimelineEntry},
    model::CaseId,
    phase::{ActorFacts, CommandKind, Phase},
    repo, view,
};
use crate::{event, permissions::ViewRepairs, policy};

pub use list::ALLOWED_DAYS;
pub use report::{NewReport, file, join, tell};
pub(crate) use step::{require_repairer, take_step};

/// Repair cases.
#[derive(Debug, Clone)]
pub struct Repairs {
    pub(super) db: Db,
}

impl Repairs {
    pub fn new(db: Db) -> Self {
        Self { db }
    }

    pub async fn get(&self, grant: &Grant<ViewRepairs>, id: CaseId) -> Result<Reply<CaseView>> {
        let reader = self.db.read(grant);
        let case = repo::find(&reader, &grant.scope()?, id).await?;
        view::reply(&reader, &case, grant.actor(), reader.now(), grant.context().lang()).await
    }

    /// What happened to a case, oldest first; read from the audit trail, which is its only history.
    pub async fn timeline(&self, grant: &Grant<ViewRepairs>, id: CaseId) -> Result<Page<TimelineEntry>> {
        let reader = self.db.read(grant);
        let scope = grant.scope()?;
        let case = repo::find(&reader, &scope, id).await?;
        let query = trail::ListAuditEvents { subject_id: Some(case.id.0), limit: Some(200), ..Default::default() };
        let lang = grant.context().lang();
        let events = trail::read(&reader, &scope, &query, &[event::ACTIONS], lang).await?;
        Ok(Page::whole(events.items.into_iter().rev().map(|e| view::timeline_entry(e, &case, lang)).collect()))
    }
}

/// Until when a closed case may be reopened; `None` for one that is not closed.
pub(crate) async fn reopen_until(db: &impl ConnectionTrait, case: &Case) -> Result<Option<DateTime<Utc>>> {
    let Phase::Closed { at, .. } = case.phase else { return Ok(None) };
    let school = school::find(db, case.school_id).await?;
    let days = policy::REOPEN_DAYS.on(db, case.school_id, school.today(at)).await?;
    Ok(Some(calendar::from(db, &school, at).await?.end_of_working_day_after(at, days)))
}

/// A case for a step: whatever the caller may see. What he sees and may not do is refused with its reason by
/// [`super::phase::guard`], as the view says; only what he may not know of is absent.
pub(crate) async fn seen<P: Permission>(db: &impl ConnectionTrait, grant: &Grant<P>, id: CaseId) -> Result<Case> {
    let right = grant.actor().right(ViewRepairs::INFO.key).ok_or_else(Problem::not_found)?;
    repo::find(db, &Scope { school: grant.school()?, reach: right.reach.clone() }, id).await
}

/// Whether a right reaches a case by its place or its worker. Whose report it is, is asked by the guard of the step.
pub(crate) fn reaches(actor: &Actor, permission: &str, case: &Case) -> bool {
    actor.right(permission).is_some_and(|right| covers(&right.reach, case, true))
}

/// Whether the actor takes this step by a right of his own, and not as somebody's stand-in.
fn by_his_own_right(actor: &Actor, case: &Case, kind: CommandKind, facts: ActorFacts) -> bool {
    let his = if kind == CommandKind::Cancel { facts.is_reporter } else { facts.is_for_reporter };
    actor.right(permission_of(kind)).is_some_and(|right| covers(&right.own, case, his))
}

/// Whether a reach covers a case; `his`: whether what is somebody's own counts.
fn covers(reach: &Reach, case: &Case, his: bool) -> bool {
    let levels = [case.levels.campus, case.levels.building, case.levels.floor, case.levels.room, Some(case.location_id)];
    match reach {
        Reach::School => true,
        Reach::Parts(parts) => parts.iter().any(|part| match part {
            ReachPart::Place(place) => levels.contains(&Some(*place)),
            ReachPart::Assigned(person) => case.phase.worker() == Some(*person),
            ReachPart::Own(_) => his,
        }),
    }
}

/// What of this actor matters to this case, for one kind of step.
pub(super) fn actor_facts(actor: &Actor, case: &Case, room: Option<&location::entity::Model>, kind: CommandKind) -> ActorFacts {
    let me = actor.person;
    let is = |person: Option<uuid::Uuid>| me.is_some() && person == me;
    let is_reporter = is(case.reporter.person);
    ActorFacts {
        permitted: reaches(actor, permission_of(kind), case),
        is_worker: is(case.phase.worker()) || accepts_own_work(actor, case, kind),
        is_for_reporter: is_reporter || is(room.and_then(|r| r.responsible_person_id)),
        is_reporter,
        is_office: reaches(actor, "repair_cases.assign", case),
        is_system: false,
    }
}

/// SD9 for a stand-in: what the other did, he does not accept for him.
fn accepts_own_work(actor: &Actor, case: &Case, kind: CommandKind) -> bool {
    kind == CommandKind::Confirm && case.phase.worker().is_some_and(|worker| actor.decides_as(permission_of(kind), worker))
}

/// The permission that a step asks for.
pub(super) const fn permission_of(kind: CommandKind) -> &'static str {
    match kind {
        CommandKind::Triage | CommandKind::Defer => "repair_cases.triage",
        CommandKind::Assign => "repair_cases.assign",
        CommandKind::Take => "repair_cases.take",
        CommandKind::Start | CommandKind::Wait | CommandKind::Finish => "repair_cases.work",
        CommandKind::Confirm | CommandKind::Refuse | CommandKind::Reopen => "repair_cases.accept",
        CommandKind::Cancel => "repair_cases.cancel",
        CommandKind::Reject => "repair_cases.reject",
        CommandKind::CloseSilently => "repair_cases.close_silent",
    }
}
