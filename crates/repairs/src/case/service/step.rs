//! One step of one case: the same path for every button.

use campus::{Role, calendar, location, person, role_grant, school};
use files::Attached;
use kernel::{
    Grant, IfMatch, Permission, Reply, Result, Tx,
    audit::{ActionInfo, Event},
};
use uuid::Uuid;

use super::{Repairs, actor_facts, by_his_own_right, reopen_until, seen};
use crate::{
    RepairError,
    case::{
        Case,
        dto::{CaseView, Finish, Triage, Wait},
        model::CaseId,
        news,
        phase::{ActorFacts, Command, CommandKind, Phase, guard},
        repo, view,
    },
    case_attachment::{FinishedWith, with},
    event, policy,
};

impl Repairs {
    /// Takes a step that needs no look-up of its own.
    pub async fn step<P: Permission>(&self, grant: &Grant<P>, id: CaseId, version: IfMatch, command: Command) -> Result<Reply<CaseView>> {
        let tx = self.db.begin(grant).await?;
        let case = seen(&tx, grant, id).await?;
        version.check(case.version)?;
        self.finish_step(grant, tx, case, command).await
    }

    async fn finish_step<P: Permission>(&self, grant: &Grant<P>, tx: Tx, case: Case, command: Command) -> Result<Reply<CaseView>> {
        self.commit_step(grant, tx, case, command, &[]).await
    }

    async fn commit_step<P: Permission>(
        &self,
        grant: &Grant<P>,
        tx: Tx,
        case: Case,
        command: Command,
        photos: &[Attached],
    ) -> Result<Reply<CaseView>> {
        let room = room_of(&tx, &case).await?;
        let facts = actor_facts(grant.actor(), &case, Some(&room), command.kind());
        if by_his_own_right(grant.actor(), &case, command.kind(), facts) {
            tx.for_himself();
        }
        let (case, event) = take_step(&tx, case, &room, command, facts).await?;
        let reply = view::reply(&tx, &case, grant.actor(), tx.now(), grant.context().lang()).await?;
        tx.commit([with(event, photos, case.id)], reply).await
    }

    pub async fn triage<P: Permission>(&self, grant: &Grant<P>, id: CaseId, version: IfMatch, body: Triage) -> Result<Reply<CaseView>> {
        let tx = self.db.begin(grant).await?;
        let mut case = seen(&tx, grant, id).await?;
        version.check(case.version)?;
        case.priority = body.priority;
        case.danger = body.danger.unwrap_or(case.danger);
        self.finish_step(grant, tx, case, Command::Triage).await
    }

    pub async fn assign<P: Permission>(&self, grant: &Grant<P>, id: CaseId, version: IfMatch, worker: Uuid) -> Result<Reply<CaseView>> {
        let tx = self.db.begin(grant).await?;
        let case = seen(&tx, grant, id).await?;
        version.check(case.version)?;
        require_repairer(&tx, case.school_id, worker, "/worker_id").await?;
        self.finish_step(grant, tx, case, Command::Assign { worker }).await
    }

    pub async fn wait<P: Permission>(&self, grant: &Grant<P>, id: CaseId, version: IfMatch, body: Wait) -> Result<Reply<CaseView>> {
        self.step(grant, id, version, Command::Wait { on: body.on, until: body.until, note: body.note }).await
    }

    pub async fn finish<P: Permission>(&self, grant: &Grant<P>, id: CaseId, version: IfMatch, body: Finish) -> Result<Reply<CaseView>> {
        let tx = self.db.begin(grant).await?;
        let case = seen(&tx, grant, id).await?;
        version.check(case.version)?;
        let photos = FinishedWith { upload_ids: &body.upload_ids, pointer: "/upload_ids" }.show(&tx, std::slice::from_ref(&case)).await?;
        let command = finish_command(&tx, &case, grant.actor().person, body, tx.now()).await?;
        self.commit_step(grant, tx, case, command, &photos).await
    }
}

/// The place of a case with its responsible person.
pub(super) async fn room_of(db: &impl sea_orm::ConnectionTrait, case: &Case) -> Result<location::entity::Model> {
    location::repo::of_record(db, case.school_id, case.location_id).await
}

/// Nobody waits for yesterday.
async fn refuse_a_day_that_is_over(tx: &Tx, case: &Case, command: &Command) -> Result<()> {
    let (Command::Wait { until: Some(day), .. } | Command::Defer { until: day, .. }) = command else { return Ok(()) };
    let today = school::find(tx, case.school_id).await?.today(tx.now());
    if *day < today { Err(RepairError::DayIsOver.into()) } else { Ok(()) }
}

/// Guard, step, save, event: what every change of a case goes through.
pub(crate) async fn take_step(
    tx: &Tx,
    before: Case,
    room: &location::entity::Model,
    command: Command,
    facts: ActorFacts,
) -> Result<(Case, Event)> {
    let kind = command.kind();
    let until = reopen_until(tx, &before).await?;
    guard(&before.phase, before.facts(until), kind, facts, tx.now()).map_err(RepairError::Refused)?;
    refuse_a_day_that_is_over(tx, &before, &command).await?;
    let mut case = before.clone();
    case.phase = before.phase.clone().step(command, tx.now()).map_err(RepairError::Refused)?;
    if kind == CommandKind::Refuse {
        case.refusals += 1;
    }
    if let Phase::Assigned { at, .. } = case.phase {
        case.assigned_at = Some(at);
        case.started_at = None;
    } else if let Phase::InProgress { at, .. } = case.phase {
        case.started_at = Some(at);
    }
    case.owner_id = case.next_owner(room.responsible_person_id);
    let case = repo::save(tx, case).await?;
    let workers = [before.phase.worker(), case.phase.worker()].into_iter().flatten().collect();
    let names = person::repo::names(tx, case.school_id, workers).await?;
    let name = |phase: &Phase| phase.worker().and_then(|id| names.get(&id).map(String::as_str));
    let event = Event::new(action(kind)).changed(
        "repair_case",
        case.id,
        &case.number,
        &before.recorded(name(&before.phase)),
        &case.recorded(name(&case.phase)),
    );
    tx.tell(news::stepped(&before, &case, room, kind)).await?;
    Ok((case, event))
}

/// The finishing command, with the day on which silence accepts (never for danger).
pub(super) async fn finish_command(
    db: &impl sea_orm::ConnectionTrait,
    case: &Case,
    by: Option<Uuid>,
    body: Finish,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Command> {
    let school = school::find(db, case.school_id).await?;
    let days = policy::AUTO_ACCEPT_DAYS.on(db, case.school_id, school.today(now)).await?;
    let calendar = calendar::from(db, &school, now).await?;
    let due = (!case.danger).then(|| calendar.end_of_working_day_after(now, days));
    Ok(Command::Finish { by, damage: body.damage, note: body.work_note.filter(|n| !n.trim().is_empty()), accept_due_at: due })
}

/// Only somebody who is here and holds the role now can be given a case.
pub(crate) async fn require_repairer(tx: &Tx, school_id: Uuid, worker: Uuid, pointer: &'static str) -> Result<()> {
    person::repo::active(tx, school_id, worker, pointer).await?;
    let today = school::find(tx, school_id).await?.today(tx.now());
    let able = role_grant::people_with(tx, school_id, Role::RepairWorker, today).await?;
    if able.contains(&worker) { Ok(()) } else { Err(RepairError::NotARepairer(pointer).into()) }
}

const fn action(kind: CommandKind) -> &'static ActionInfo {
    match kind {
        CommandKind::Triage => event::TRIAGED,
        CommandKind::Assign => event::ASSIGNED,
        CommandKind::Take => event::TAKEN,
        CommandKind::Start => event::STARTED,
        CommandKind::Wait => event::WAITING,
        CommandKind::Defer => event::DEFERRED,
        CommandKind::Finish => event::FINISHED,
        CommandKind::Confirm => event::CONFIRMED,
        CommandKind::CloseSilently => event::CLOSED_SILENTLY,
        CommandKind::Refuse => event::REFUSED,
        CommandKind::Reopen => event::REOPENED,
        CommandKind::Reject => event::REJECTED,
        CommandKind::Cancel => event::CANCELLED,
    }
}
