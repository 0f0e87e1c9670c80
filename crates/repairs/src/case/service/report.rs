//! Reporting: one act, one case for each fault, each with somebody who repairs.

use axum::http::StatusCode;
use campus::location;
use chrono::{DateTime, Utc};
use kernel::{Grant, Page, Problem, Reply, Result, Tx, audit::Event, numbers, text};
use uuid::Uuid;

use super::{
    Repairs,
    step::{finish_command, take_step},
};
use crate::{
    RepairError,
    case::{
        Case,
        dto::{CaseView, Fault, Finish, Join, ReportBody},
        model::{CaseId, Channel, Reporter},
        news,
        phase::{ActorFacts, Command, Phase},
        repo, view,
    },
    case_attachment::{FinishedWith, Photos, with},
    event,
    permissions::ReportRepair,
    route,
};

/// A report, by whatever way it came in.
pub struct NewReport {
    pub reporter: Reporter,
    pub faults: Vec<Fault>,
    pub text: Option<String>,
    pub asset_id: Option<Uuid>,
    pub happened_at: Option<DateTime<Utc>>,
    pub photos: Photos,
    /// Whether each case gets a code by which somebody without an account may follow it.
    pub with_follow_up: bool,
}

impl Repairs {
    pub async fn report(&self, grant: &Grant<ReportRepair>, body: ReportBody) -> Result<Reply<Page<CaseView>>> {
        let tx = self.db.begin(grant).await?;
        let room = place(&tx, &body).await?;
        if let Some(asset) = body.asset_id {
            registers::asset::repo::require(&tx, grant.school()?, asset, "/asset_id").await?;
        }
        let (report, fix) = checked(grant, body, tx.now())?;
        let (mut cases, mut events) = file(&tx, &room, report).await?;
        if let Some(fix) = fix {
            let me = grant.person()?;
            (cases, events) = fixed_on_the_spot(&tx, &room, cases, events, me, fix).await?;
        } else {
            tell(&tx, &room, &cases).await?;
        }
        let mut items = Vec::with_capacity(cases.len());
        for case in &cases {
            items.push(view::one(&tx, case, grant.actor(), tx.now(), grant.context().lang()).await?);
        }
        tx.commit(events, Reply { status: StatusCode::CREATED, version: None, body: Some(Page::whole(items)) }).await
    }

    /// Somebody else saw the same.
    pub async fn join(&self, grant: &Grant<ReportRepair>, id: CaseId, body: Join) -> Result<Reply<CaseView>> {
        let tx = self.db.begin(grant).await?;
        let case = repo::find(&tx, &grant.scope()?, id).await?;
        let event = join(&tx, &case, grant.actor().person, &grant.actor().name, body.text.as_deref()).await?;
        let reply = view::reply(&tx, &case, grant.actor(), tx.now(), grant.context().lang()).await?;
        tx.commit([event], reply).await
    }
}

/// Tells of new cases whoever has to know.
pub async fn tell(tx: &Tx, room: &location::entity::Model, cases: &[Case]) -> Result<()> {
    tx.tell(cases.iter().map(|case| news::reported(case, room)).collect::<Vec<_>>()).await
}

/// Adds somebody to an open case.
pub async fn join(tx: &Tx, case: &Case, person: Option<Uuid>, name: &str, said: Option<&str>) -> Result<Event> {
    if !case.phase.state().is_open() {
        return Err(RepairError::CaseClosed.into());
    }
    let said = said.unwrap_or_default().trim();
    repo::join(tx, case, person, name, said).await?;
    Ok(Event::new(event::JOINED).created("repair_case", case.id, &case.number, &serde_json::json!({ "joined_by": name, "note": said })))
}

async fn place(tx: &Tx, body: &ReportBody) -> Result<location::entity::Model> {
    let room = location::repo::active(tx, tx.school()?, body.location_id, "/location_id").await?;
    match room.kind() {
        location::Kind::Room | location::Kind::Zone | location::Kind::Floor => Ok(room),
        location::Kind::Campus | location::Kind::Building => Err(RepairError::NotARoom.into()),
    }
}

/// Splits a body into the report and the immediate fix, and refuses what the caller may not say.
fn checked(grant: &Grant<ReportRepair>, body: ReportBody, now: DateTime<Utc>) -> Result<(NewReport, Option<Finish>)> {
    let actor = grant.actor();
    if body.on_behalf.is_some() && !actor.may("repair_cases.report_on_behalf") {
        return Err(RepairError::OnBehalfNotPermitted.into());
    }
    if body.fixed_on_the_spot.is_some() && !actor.may("repair_cases.take") {
        return Err(RepairError::FixNotPermitted.into());
    }
    if body.happened_at.is_some_and(|at| at > now) {
        return Err(RepairError::HappenedLater.into());
    }
    let reporter = match body.on_behalf {
        Some(other) => Reporter {
            person: None,
            name: text::tidy(&other.name),
            phone: other.phone.map(|p| text::tidy(&p)),
            channel: if other.channel == Channel::App { Channel::InPerson } else { other.channel },
            entered_by: actor.person,
        },
        None => {
            Reporter { person: Some(grant.person()?), name: actor.name.to_string(), phone: None, channel: Channel::App, entered_by: None }
        }
    };
    let report = NewReport {
        reporter,
        faults: body.faults,
        text: body.text,
        asset_id: body.asset_id,
        happened_at: body.happened_at,
        photos: Photos { upload_ids: body.upload_ids, pass: None },
        with_follow_up: false,
    };
    Ok((report, body.fixed_on_the_spot))
}

/// Writes the cases of a report and hands each to whoever repairs such things there.
pub async fn file(tx: &Tx, room: &location::entity::Model, report: NewReport) -> Result<(Vec<Case>, Vec<Event>)> {
    let school = campus::school::find(tx, room.school_id).await?;
    let day = school.today(tx.now()).format("%Y%m%d").to_string();
    let count = i64::try_from(report.faults.len()).map_err(Problem::internal)?;
    let workers = route::workers_for(tx, room, report.faults.iter().map(|f| f.category).collect(), school.today(tx.now())).await?;
    let first = numbers::take(tx, "BX", &day, count).await?;
    let number = |index| format!("BX{day}-{:04}", first + index);
    let new: Vec<Case> = (0..).zip(&report.faults).map(|(index, fault)| new_case(tx, room, &report, fault, number(index))).collect();
    let photos = report.photos.show(tx, &new).await?;
    let (mut cases, mut events) = (Vec::new(), Vec::new());
    for mut case in new {
        if report.with_follow_up {
            case.follow_up_code = Some(location::repo::sign_code(tx, room.school_id, case.id.0, "follow_up").await?);
        }
        repo::insert(tx, &case).await?;
        let event = Event::new(event::REPORTED)
            .created("repair_case", case.id, &case.number, &reported(&case, room))
            .about("location", room.id, &room.path);
        events.push(with(event, &photos, case.id));
        if let Some(worker) = workers.get(&case.category).copied() {
            let office = ActorFacts { permitted: true, is_office: true, ..ActorFacts::default() };
            let (assigned, event) = take_step(tx, case, room, Command::Assign { worker }, office).await?;
            case = assigned;
            events.push(event.of(event::ROUTED));
        }
        cases.push(case);
    }
    Ok((cases, events))
}

fn new_case(tx: &Tx, room: &location::entity::Model, report: &NewReport, fault: &Fault, number: String) -> Case {
    let now = tx.now();
    Case {
        school_id: room.school_id,
        id: CaseId(tx.new_id()),
        number,
        category: fault.category,
        description: report.text.as_deref().unwrap_or_default().trim().to_owned(),
        danger: fault.danger,
        priority: fault.category.priority(fault.danger),
        location_id: room.id,
        levels: room.levels(),
        asset_id: report.asset_id,
        reporter: report.reporter.clone(),
        happened_at: report.happened_at.unwrap_or(now),
        reported_at: now,
        updated_at: now,
        phase: Phase::Submitted,
        assigned_at: None,
        started_at: None,
        owner_id: None,
        refusals: 0,
        previous_case_id: None,
        follow_up_code: None,
        version: 1,
    }
}

fn reported(case: &Case, room: &location::entity::Model) -> serde_json::Value {
    serde_json::json!({
        "state": case.phase.state().key(), "category": case.category.key(), "danger": case.danger, "priority": case.priority,
        "location": room.path, "channel": case.reporter.channel.key(), "reporter": case.reporter.name, "note": case.description,
        "happened_at": case.happened_at,
    })
}

/// Seen, fixed, written down: the case is taken and finished by the one who reports it.
async fn fixed_on_the_spot(
    tx: &Tx,
    room: &location::entity::Model,
    cases: Vec<Case>,
    mut events: Vec<Event>,
    me: Uuid,
    fix: Finish,
) -> Result<(Vec<Case>, Vec<Event>)> {
    let doer = ActorFacts { permitted: true, is_worker: true, ..ActorFacts::default() };
    let photos = FinishedWith { upload_ids: &fix.upload_ids, pointer: "/fixed_on_the_spot/upload_ids" }.show(tx, &cases).await?;
    let mut done = Vec::with_capacity(cases.len());
    for case in cases {
        let (case, taken) = take_step(tx, case, room, Command::Take { worker: me }, doer).await?;
        let command = finish_command(tx, &case, Some(me), fix.clone(), tx.now()).await?;
        let (case, finished) = take_step(tx, case, room, command, doer).await?;
        events.extend([taken, with(finished, &photos, case.id)]);
        done.push(case);
    }
    Ok((done, events))
}
