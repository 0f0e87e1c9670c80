//! Use cases on photos and documents of cases.

use axum::{http::HeaderMap, response::Response};
use campus::person;
use files::{Attached, Attaching, AttachmentKind, Files, Size, attachment};
use kernel::{Actor, Db, Grant, Page, Problem, Reply, Result, audit::Event};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    dto::{CaseAttachmentView, NewCaseAttachments, Purpose},
    of, photos,
};
use crate::{
    RepairError,
    case::{
        Case,
        model::CaseId,
        repo,
        service::{reaches, seen},
        words::named,
    },
    event,
    permissions::{ReportRepair, ViewRepairs},
};

/// Photos and documents of cases.
#[derive(Debug, Clone)]
pub struct CaseAttachments {
    db: Db,
    files: Files,
}

/// Whether somebody works on this case or sends others to it.
fn works_on(actor: &Actor, case: &Case) -> bool {
    reaches(actor, "repair_cases.work", case) || is_office(actor, case)
}

fn is_office(actor: &Actor, case: &Case) -> bool {
    reaches(actor, "repair_cases.assign", case)
}

/// Quotes and slips tell prices and phone numbers.
fn may_see(actor: &Actor, case: &Case, attached: &Attached) -> bool {
    attached.kind() == AttachmentKind::Photo || works_on(actor, case)
}

/// Whoever added it, until the case is over; the office always.
fn may_remove(actor: &Actor, case: &Case, attached: &Attached) -> bool {
    let mine = actor.person.is_some() && attached.row.added_by == actor.person;
    is_office(actor, case) || (mine && case.phase.state().is_open())
}

impl CaseAttachments {
    pub const fn new(db: Db, files: Files) -> Self {
        Self { db, files }
    }

    pub(super) async fn list(&self, grant: &Grant<ViewRepairs>, id: CaseId) -> Result<Page<CaseAttachmentView>> {
        let reader = self.db.read(grant);
        let case = repo::find(&reader, &grant.scope()?, id).await?;
        let found = attachment::list(&reader, case.school_id, of(id)).await?;
        let shown = found.into_iter().filter(|one| may_see(grant.actor(), &case, one)).collect();
        views(&reader, grant, &case, shown).await.map(Page::whole)
    }

    pub(super) async fn attach(
        &self,
        grant: &Grant<ReportRepair>,
        id: CaseId,
        body: NewCaseAttachments,
    ) -> Result<Reply<Page<CaseAttachmentView>>> {
        let tx = self.db.begin(grant).await?;
        let case = seen(&tx, grant, id).await?;
        let works = works_on(grant.actor(), &case);
        if !works && (body.purpose == Purpose::Done || body.kind == AttachmentKind::Document) {
            return Err(RepairError::AddNotPermitted.into());
        }
        if !works && !case.phase.state().is_open() {
            return Err(RepairError::CaseClosed.into());
        }
        let new = Attaching {
            upload_ids: &body.upload_ids,
            kind: Some(body.kind),
            caption: body.caption.as_deref(),
            purpose: Some(body.purpose.key()),
            pointer: "/upload_ids",
            pass: None,
        };
        let attached = attachment::attach_to_all(&tx, &[of(id)], &new).await?;
        let event = photos::with(Event::new(event::ATTACHED).about("repair_case", case.id, &case.number), &attached, id);
        let reply = views(&tx, grant, &case, attached).await.map(Page::whole).map(Reply::created)?;
        tx.commit([event], reply).await
    }

    pub(super) async fn detach(&self, grant: &Grant<ReportRepair>, id: CaseId, attachment: Uuid) -> Result<Reply<()>> {
        let tx = self.db.begin(grant).await?;
        let case = seen(&tx, grant, id).await?;
        let removed = attachment::remove(&tx, of(id), attachment).await?;
        if !may_see(grant.actor(), &case, &removed) {
            return Err(Problem::not_found());
        }
        if !may_remove(grant.actor(), &case, &removed) {
            return Err(RepairError::RemoveNotPermitted.into());
        }
        let event = Event::new(event::DETACHED).about("repair_case", case.id, &case.number).removed(
            "attachment",
            removed.row.id,
            &removed.upload.file_name,
            &photos::recorded(&removed),
        );
        tx.commit([event], Reply::none()).await
    }

    pub(super) async fn content(
        &self,
        grant: &Grant<ViewRepairs>,
        id: CaseId,
        attachment: Uuid,
        size: Option<Size>,
        asked: &HeaderMap,
    ) -> Result<Response> {
        let reader = self.db.read(grant);
        let case = repo::find(&reader, &grant.scope()?, id).await?;
        let found = attachment::find(&reader, case.school_id, of(id), attachment).await?;
        if !may_see(grant.actor(), &case, &found) {
            return Err(Problem::not_found());
        }
        self.files.content(&found, size, asked).await
    }
}

async fn views<P: kernel::Permission>(
    db: &impl ConnectionTrait,
    grant: &Grant<P>,
    case: &Case,
    attached: Vec<Attached>,
) -> Result<Vec<CaseAttachmentView>> {
    let names = person::repo::names(db, case.school_id, attached.iter().filter_map(|one| one.row.added_by).collect()).await?;
    let name = |one: &Attached| one.row.added_by.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
    let lang = grant.context().lang();
    Ok(attached
        .iter()
        .map(|one| CaseAttachmentView {
            file: attachment::AttachmentView::of(one, named(name(one), lang)),
            purpose: Purpose::of(one.row.purpose.as_deref()),
            removable: may_remove(grant.actor(), case, one),
        })
        .collect())
}
