//! Lives the stories through the services, act by act in the order of time.

use campus::{permissions::ViewPlaces, school};
use kernel::{Grant, IfMatch, Permission, Problem, Result};
use repairs::{
    case::{
        dto::{CaseView, Fault, Finish, Join, ListCases, OnBehalf, ReportBody, Triage, Wait},
        model::{CaseId, Channel},
        phase::{Command, Damage, WaitingOn},
        service::Repairs,
    },
    permissions::{
        AcceptRepair, AssignRepair, CancelRepair, FollowUp, RejectRepair, ReportAtSign, ReportRepair, TakeRepair, TriageRepair,
        ViewRepairs, WorkOnRepair,
    },
    sign::{
        FollowUps, Signs,
        dto::{SignJoin, SignReport},
    },
};

use super::{
    cases::{self, Act, By, Story},
    life::Life,
    names::DIRECTOR,
    purchases::Purchases,
    stage::Stage,
    terms::TwoTerms,
};

/// A reported case on its way.
#[derive(Debug, Clone)]
struct Case {
    id: CaseId,
    number: String,
    code: Option<String>,
}

/// Replays everything; answers the follow-up code of the latest anonymous report.
pub(super) async fn run(stage: &Stage<'_>, terms: &TwoTerms, life: &mut Life) -> Result<String> {
    let stories: Vec<&Story> = cases::all().collect();
    let mut acts: Vec<_> = stories
        .iter()
        .enumerate()
        .flat_map(|(index, story)| {
            let report = std::iter::once((story.day, story.at, index, None));
            report.chain(story.steps.iter().map(move |step| (step.day, step.at, index, Some(step.act))))
        })
        .collect();
    // The sort is stable: acts of one minute stay in the order in which they are written.
    acts.sort_by_key(|(day, at, _, _)| (-day, *at));
    let repairs = Repairs::new(stage.identity.db.clone());
    let mut reported: Vec<Option<Case>> = vec![None; stories.len()];
    let (mut today, mut code) = (None, String::new());
    let mut purchases = Purchases::open(stage, terms).await?;
    for (day, at, index, act) in acts {
        if today.replace(day) != Some(day) {
            life.live_until(stage, stage.days.date(day), 704).await?;
            // What came yesterday and today is still unread.
            if day == 1 {
                stage.read().await?;
            }
            accept_in_silence(stage, day).await?;
            purchases.live_until(day).await?;
        }
        life.live_until(stage, stage.days.date(day), at).await?;
        stage.time_is(day, at);
        stage.breathe();
        let (Some(story), Some(slot)) = (stories.get(index), reported.get_mut(index)) else { continue };
        let done = match (act, &*slot) {
            (None, _) => report(stage, &repairs, story).await.map(|case| {
                code = case.code.clone().unwrap_or_else(|| code.clone());
                *slot = Some(case);
            }),
            (Some(act), Some(case)) => take(stage, &repairs, story, case, act).await,
            (Some(_), None) => Err(Problem::internal("a step before its report")),
        };
        done.map_err(|problem| failed(story, act, &problem))?;
        stage.tell().await?;
    }
    Ok(code)
}

/// A refusal here is a mistake in the data; it says where.
fn failed(story: &Story, act: Option<Act>, problem: &Problem) -> Problem {
    let cause = problem.cause().map_or("", kernel::problem::Cause::for_log);
    Problem::internal(format!("demo case “{}”, {act:?}: {problem} {cause}", story.text))
}

/// What the job of the server does every few seconds, done at the start of each day.
pub(super) async fn accept_in_silence(stage: &Stage<'_>, day: i32) -> Result<()> {
    stage.time_is(day, 705);
    let grant = Grant::<ViewPlaces>::system("demo", None);
    for school in school::all(&stage.identity.db.read(&grant)).await? {
        repairs::close_silent(&stage.identity.db, &school).await?;
    }
    Ok(())
}

async fn report(stage: &Stage<'_>, repairs: &Repairs, story: &Story) -> Result<Case> {
    let (staff_no, on_behalf) = match story.by {
        By::Door(name) => return report_at_door(stage, repairs, story, name).await,
        By::Person(staff_no) => (staff_no, None),
        By::Phone { entered_by, name } => (entered_by, Some((name, Channel::Phone))),
        By::Wechat { entered_by, name } => (entered_by, Some((name, Channel::Wechat))),
        By::InPerson { entered_by, name } => (entered_by, Some((name, Channel::InPerson))),
    };
    let body = ReportBody {
        location_id: stage.place(story.place)?.id,
        faults: vec![Fault { category: story.category, danger: story.danger }],
        text: Some(story.text.into()),
        asset_id: story.thing.map(|name| stage.card(story.place, name)).transpose()?,
        on_behalf: on_behalf.map(|(name, channel)| OnBehalf { name: name.into(), phone: None, channel }),
        happened_at: story.happened.map(|(day, at)| stage.days.instant(day, at)),
        fixed_on_the_spot: story.fixed.map(|note| Finish {
            work_note: Some(note.into()),
            damage: Damage::NaturalWear,
            upload_ids: Vec::new(),
        }),
        upload_ids: Vec::new(),
    };
    let reply = repairs.report(&stage.grant::<ReportRepair>(staff_no).await?, body).await?;
    let view = reply.body.and_then(|mut page| page.items.pop()).ok_or_else(Problem::not_found)?;
    Ok(Case { id: view.row.id, number: view.row.number, code: None })
}

async fn report_at_door(stage: &Stage<'_>, repairs: &Repairs, story: &Story, name: Option<&str>) -> Result<Case> {
    let body = SignReport {
        faults: vec![Fault { category: story.category, danger: story.danger }],
        text: Some(story.text.into()),
        reporter_name: name.map(Into::into),
        phone: None,
        upload_ids: Vec::new(),
    };
    let signs = Signs::new(stage.identity.db.clone(), stage.files.clone());
    let reply = signs.report(Grant::<ReportAtSign>::public(), &stage.place(story.place)?.sign, None, body).await?;
    let reported = reply.body.and_then(|mut r| r.cases.pop()).ok_or_else(Problem::not_found)?;
    let query = ListCases { q: Some(reported.number.clone()), ..ListCases::default() };
    let found = repairs.list(&stage.grant::<ViewRepairs>(DIRECTOR).await?, &query).await?;
    let row = found.items.into_iter().next().ok_or_else(Problem::not_found)?;
    Ok(Case { id: row.id, number: reported.number, code: reported.follow_up_code })
}

async fn take(stage: &Stage<'_>, repairs: &Repairs, story: &Story, case: &Case, act: Act) -> Result<()> {
    let seen = repairs.get(&stage.grant::<ViewRepairs>(DIRECTOR).await?, case.id).await?;
    let (view, version) = (seen.body.ok_or_else(Problem::not_found)?, IfMatch(seen.version.unwrap_or_default()));
    match act {
        Act::Triage(priority) => {
            let grant = stage.grant::<TriageRepair>(DIRECTOR).await?;
            repairs.triage(&grant, case.id, version, Triage { priority, danger: None }).await.map(drop)
        }
        Act::Assign(worker) => {
            repairs.assign(&stage.grant::<AssignRepair>(DIRECTOR).await?, case.id, version, stage.person(worker)?).await.map(drop)
        }
        Act::Take(worker) => {
            step::<TakeRepair>(stage, repairs, worker, case, version, Command::Take { worker: stage.person(worker)? }).await
        }
        Act::Start => step::<WorkOnRepair>(stage, repairs, worker_of(stage, &view)?, case, version, Command::Start).await,
        Act::WaitForMaterial { until, note } => wait(stage, repairs, &view, version, (WaitingOn::Material, until, note)).await,
        Act::WaitForContractor { until, note } => wait(stage, repairs, &view, version, (WaitingOn::External, until, note)).await,
        Act::Finish(note) => finish(stage, repairs, &view, version, note, Damage::NaturalWear).await,
        Act::FinishDamage(note) => finish(stage, repairs, &view, version, note, Damage::HumanDamage).await,
        Act::Defer { until, reason } => {
            let command = Command::Defer { until: stage.days.date(until), reason: reason.into() };
            step::<TriageRepair>(stage, repairs, DIRECTOR, case, version, command).await
        }
        Act::Reject(reason) => {
            step::<RejectRepair>(stage, repairs, DIRECTOR, case, version, Command::Reject { reason: reason.into() }).await
        }
        Act::Confirm => answer(stage, repairs, story, case, version, Command::Confirm).await,
        Act::Refuse(reason) => answer(stage, repairs, story, case, version, Command::Refuse { reason: reason.into() }).await,
        Act::Reopen(reason) => answer(stage, repairs, story, case, version, Command::Reopen { reason: reason.into() }).await,
        Act::Cancel(reason) => {
            let By::Person(staff_no) = story.by else { return Err(Problem::internal("only a person withdraws in this demo")) };
            step::<CancelRepair>(stage, repairs, staff_no, case, version, Command::Cancel { reason: Some(reason.into()) }).await
        }
        Act::Join { staff_no, text } => {
            repairs.join(&stage.grant::<ReportRepair>(staff_no).await?, case.id, Join { text: Some(text.into()) }).await.map(drop)
        }
        Act::JoinAtDoor { name, text } => {
            let body = SignJoin { number: case.number.clone(), text: Some(text.into()), reporter_name: Some(name.into()) };
            let signs = Signs::new(stage.identity.db.clone(), stage.files.clone());
            signs.join(Grant::<ReportAtSign>::public(), &stage.place(story.place)?.sign, None, body).await.map(drop)
        }
    }
}

async fn wait(
    stage: &Stage<'_>,
    repairs: &Repairs,
    view: &CaseView,
    seen: IfMatch,
    (on, until, note): (WaitingOn, i32, &str),
) -> Result<()> {
    let grant = stage.grant::<WorkOnRepair>(worker_of(stage, view)?).await?;
    let body = Wait { on, until: Some(stage.days.date(until)), note: note.into() };
    repairs.wait(&grant, view.row.id, seen, body).await.map(drop)
}

async fn step<P: Permission>(
    stage: &Stage<'_>,
    repairs: &Repairs,
    staff_no: &str,
    case: &Case,
    seen: IfMatch,
    command: Command,
) -> Result<()> {
    repairs.step(&stage.grant::<P>(staff_no).await?, case.id, seen, command).await?;
    Ok(())
}

/// The reporter's answer: by code, by himself, or for a report on behalf by whoever answers for the room.
async fn answer(stage: &Stage<'_>, repairs: &Repairs, story: &Story, case: &Case, seen: IfMatch, command: Command) -> Result<()> {
    if let Some(code) = &case.code {
        FollowUps::new(stage.identity.db.clone(), stage.files.clone()).step(Grant::<FollowUp>::public(), code, seen, command).await?;
        return Ok(());
    }
    let who = match story.by {
        By::Person(staff_no) => Some(staff_no),
        By::Door(_) | By::Phone { .. } | By::Wechat { .. } | By::InPerson { .. } => stage.place(story.place)?.responsible,
    };
    let who = who.ok_or_else(|| Problem::internal("nobody to answer"))?;
    step::<AcceptRepair>(stage, repairs, who, case, seen, command).await
}

/// A case that came of no story is begun and finished in one go; silence accepts it.
pub(super) async fn mend(stage: &Stage<'_>, id: CaseId, note: &str) -> Result<()> {
    let repairs = Repairs::new(stage.identity.db.clone());
    let seen = repairs.get(&stage.grant::<ViewRepairs>(DIRECTOR).await?, id).await?;
    let (view, version) = (seen.body.ok_or_else(Problem::not_found)?, IfMatch(seen.version.unwrap_or_default()));
    let begun = repairs.step(&stage.grant::<WorkOnRepair>(worker_of(stage, &view)?).await?, id, version, Command::Start).await?;
    stage.breathe();
    finish(stage, &repairs, &view, IfMatch(begun.version.unwrap_or_default()), note, Damage::NaturalWear).await
}

async fn finish(stage: &Stage<'_>, repairs: &Repairs, view: &CaseView, seen: IfMatch, note: &str, damage: Damage) -> Result<()> {
    let grant = stage.grant::<WorkOnRepair>(worker_of(stage, view)?).await?;
    repairs.finish(&grant, view.row.id, seen, Finish { work_note: Some(note.into()), damage, upload_ids: Vec::new() }).await?;
    Ok(())
}

/// The staff number of whoever works on it.
pub(super) fn worker_of(stage: &Stage<'_>, view: &CaseView) -> Result<&'static str> {
    let worker = view.row.worker.as_ref().ok_or_else(|| Problem::internal("nobody works on it"))?;
    stage.people.iter().find(|(_, id)| **id == worker.id).map(|(staff_no, _)| *staff_no).ok_or_else(Problem::not_found)
}
