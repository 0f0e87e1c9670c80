//! Following a report by its code: see how it stands, say whether it is fixed.

use axum::{http::HeaderMap, response::Response};
use campus::{location, person, school};
use files::{Attached, AttachmentKind, Files, Size, attachment};
use kernel::{Db, Grant, IfMatch, Problem, Reply, Result, audit::trail};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::dto::{FollowUpEntry, FollowUpPage, FollowUpPhoto, SignRoom};
use crate::{
    case::{
        Case,
        dto::AllowedAction,
        phase::{ActorFacts, Command, CommandKind, Phase, guard},
        repo,
        service::{reopen_until, take_step},
        words::{Said, state_text},
    },
    case_attachment::of,
    event,
    permissions::FollowUp,
};

/// Reports followed by their code.
#[derive(Debug, Clone)]
pub struct FollowUps {
    db: Db,
    files: Files,
}

/// The holder of the code stands where the reporter would.
const HOLDER: ActorFacts =
    ActorFacts { permitted: true, is_worker: false, is_for_reporter: true, is_reporter: true, is_office: false, is_system: false };

impl FollowUps {
    pub const fn new(db: Db, files: Files) -> Self {
        Self { db, files }
    }

    pub async fn page(&self, grant: Grant<FollowUp>, code: &str) -> Result<Reply<FollowUpPage>> {
        let (grant, case) = self.case(grant, code).await?;
        page(&self.db.read(&grant), &grant, &case, self.db.clock().now()).await
    }

    pub async fn step(&self, grant: Grant<FollowUp>, code: &str, seen: IfMatch, command: Command) -> Result<Reply<FollowUpPage>> {
        let (grant, found) = self.case(grant, code).await?;
        let tx = self.db.begin(&grant).await?;
        let case = repo::find(&tx, &grant.scope()?, found.id).await?;
        seen.check(case.version)?;
        let room = location::repo::of_record(&tx, case.school_id, case.location_id).await?;
        let (case, event) = take_step(&tx, case, &room, command, HOLDER).await?;
        let reply = page(&tx, &grant, &case, tx.now()).await?;
        tx.commit([event], reply).await
    }

    /// A photo of the report, and no other one of the case.
    pub async fn photo(&self, grant: Grant<FollowUp>, code: &str, id: Uuid, size: Option<Size>, asked: &HeaderMap) -> Result<Response> {
        let (grant, case) = self.case(grant, code).await?;
        let found = attachment::find(&self.db.read(&grant), case.school_id, of(case.id), id).await?;
        if !is_the_reporters(&found) {
            return Err(Problem::not_found());
        }
        self.files.content(&found, size, asked).await
    }

    async fn case(&self, grant: Grant<FollowUp>, code: &str) -> Result<(Grant<FollowUp>, Case)> {
        let scanned = location::sign::resolve(&self.db.read(&grant), code, &["follow_up"]).await?;
        let grant = grant.in_school(scanned.school);
        let case = repo::find(&self.db.read(&grant), &grant.scope()?, scanned.subject.into()).await?;
        Ok((grant, case))
    }
}

/// Whether it was sent by whoever reported without an account.
fn is_the_reporters(attached: &Attached) -> bool {
    attached.kind() == AttachmentKind::Photo && attached.row.added_by.is_none()
}

async fn page(
    db: &impl ConnectionTrait,
    grant: &Grant<FollowUp>,
    case: &Case,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Reply<FollowUpPage>> {
    let lang = grant.context().lang();
    let school = school::find(db, case.school_id).await?;
    let room = location::repo::of_record(db, case.school_id, case.location_id).await?;
    let names = person::repo::names(db, case.school_id, case.phase.worker().into_iter().collect()).await?;
    let worker = case.phase.worker().and_then(|id| names.get(&id)).map(String::as_str);
    let query = trail::ListAuditEvents { subject_id: Some(case.id.0), limit: Some(100), ..Default::default() };
    let events = trail::read(db, &grant.scope()?, &query, &[event::ACTIONS], lang).await?;
    let attached = attachment::list(db, case.school_id, of(case.id)).await?;
    let photos = attached.iter().filter(|one| is_the_reporters(one));
    let facts = case.facts(reopen_until(db, case).await?);
    let allowed_actions = [CommandKind::Confirm, CommandKind::Refuse, CommandKind::Reopen, CommandKind::Cancel]
        .into_iter()
        .map(|kind| {
            let refusal = guard(&case.phase, facts, kind, HOLDER, now).err();
            AllowedAction { action: kind, allowed: refusal.is_none(), reason: refusal.map(|r| r.text().pick(lang).to_owned()) }
        })
        .collect();
    let done_at = if let Phase::Done { at, .. } | Phase::Closed { done_at: at, .. } = &case.phase { Some(*at) } else { None };
    let auto_close_at = if let Phase::Done { accept_due_at, .. } = &case.phase { *accept_due_at } else { None };
    let state = case.phase.state();
    let view = FollowUpPage {
        school_name: school.name,
        room: SignRoom { name: room.name, path: room.path },
        number: case.number.clone(),
        category_title: case.category.title_in(lang),
        text: case.description.clone(),
        state,
        state_text: state_text(Said { state, worker, until: case.expected_on(), reason: case.reason() }, lang),
        reported_at: case.reported_at,
        done_at,
        auto_close_at,
        version: case.version,
        photos: photos.map(|one| FollowUpPhoto { id: one.row.id, width: one.upload.width, height: one.upload.height }).collect(),
        timeline: events.items.into_iter().rev().map(|e| FollowUpEntry { at: e.at, text: e.action_text }).collect(),
        allowed_actions,
    };
    Ok(Reply::ok(view).version(case.version))
}
