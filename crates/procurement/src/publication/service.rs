//! Use cases on notices.

use axum::response::Response;
use campus::{school, term};
use chrono::{Months, NaiveDate};
use files::{Attaching, Files, Subject as Owner, attachment, attachment::AttachmentKind};
use kernel::{Cursor, Db, Grant, IfMatch, Page, PageLimit, Reply, Result, Tx, audit::Event, numbers, text};
use papers::archive;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::{
    KIND, as_workbook,
    dto::{ListPublications, PostingBody, PublicationBody, PublicationRow, PublicationView},
    entity::{Column, Entity},
    error::PublicationError,
    listing,
    model::{Publication, PublicationId},
    phase::{Command, CommandKind, Phase, Posting, guard},
    repo, view,
};
use crate::{
    event,
    permissions::{KeepPublications, ViewPublications},
};

/// Notices.
#[derive(Debug, Clone)]
pub struct Publications {
    pub db: Db,
    pub files: Files,
}

pub(super) const fn owner(id: PublicationId) -> Owner {
    Owner { kind: KIND, id: id.0 }
}

impl Publications {
    pub fn new(db: Db, files: Files) -> Self {
        Self { db, files }
    }

    pub async fn list(&self, grant: &Grant<ViewPublications>, query: &ListPublications) -> Result<Page<PublicationRow>> {
        let limit = PageLimit::new(query.limit)?;
        let reader = self.db.read(grant);
        let today = school::find(&reader, grant.school()?).await?.today(reader.now());
        let mut select = Entity::find().filter(repo::in_scope(&grant.scope()?)).order_by_desc(Column::Id).limit(limit.fetch());
        if let Some(state) = query.state {
            select = select.filter(repo::in_state(state, today));
        }
        if query.overdue == Some(true) {
            select = select.filter(repo::not_posted(today));
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.id)?;
        let lang = grant.context().lang();
        let rows = page.items.into_iter().map(|row| Ok(view::row(&repo::read(row)?, today, lang)));
        Ok(Page { items: rows.collect::<Result<_>>()?, next_cursor: page.next_cursor })
    }

    pub async fn get(&self, grant: &Grant<ViewPublications>, id: PublicationId) -> Result<Reply<PublicationView>> {
        let view = self.read(&self.db.read(grant), grant, id).await?;
        let version = view.row.version;
        Ok(Reply::ok(view).version(version))
    }

    async fn read(&self, db: &impl ConnectionTrait, grant: &Grant<ViewPublications>, id: PublicationId) -> Result<PublicationView> {
        let (notice, school) = repo::find_with_school(db, &grant.scope()?, id).await?;
        let side = (grant.actor(), school.today(self.db.clock().now()));
        view::view(db, &school, &notice, side, grant.context().lang()).await
    }

    /// What it lists as a file, of one moment.
    pub async fn file(&self, grant: Grant<ViewPublications>, id: PublicationId) -> Result<Response> {
        let lang = grant.context().lang();
        let (notice, term, zone) = {
            let moment = self.db.snapshot(&grant).await?;
            let notice = self.read(&moment, &grant, id).await?;
            let term = term::title_of_day(&moment, grant.school()?, notice.row.period_to, lang).await?;
            (notice, term, school::find(&moment, grant.school()?).await?.zone())
        };
        let report = as_workbook::of_notice(&notice, (term, zone), lang);
        let what = json!({ "publication": notice.row.number });
        archive::send(&self.db, grant, report, what).await
    }

    /// A notice to be printed and hung up.
    pub async fn make(&self, grant: &Grant<KeepPublications>, body: PublicationBody) -> Result<Reply<PublicationView>> {
        let tx = self.db.begin(grant).await?;
        check(&body)?;
        let (now, school) = (tx.now(), school::find(&tx, tx.school()?).await?);
        let today = school.today(now);
        let day = today.format("%Y%m%d").to_string();
        let notice = Publication {
            school_id: school.id,
            id: PublicationId(tx.new_id()),
            number: format!("GS{day}-{:04}", numbers::take(&tx, "GS", &day, 1).await?),
            title: text::tidy(&body.title),
            period_from: body.period_from,
            period_to: body.period_to,
            due_on: body.due_on,
            with_petty: body.with_petty,
            phone: text::tidy(&body.phone),
            phase: Phase::Draft,
            made_by: grant.person()?,
            made_at: now,
            updated_at: now,
            version: 1,
        };
        repo::insert(&tx, &notice).await?;
        let event = Event::new(event::PUBLICATION_MADE).created(KIND, notice.id, &notice.number, &notice.recorded(today));
        let view = view::view(&tx, &school, &notice, (grant.actor(), today), grant.context().lang()).await?;
        tx.commit([event], Reply::created(view).version(notice.version)).await
    }

    /// It hangs on the board: a photo shows it, and what it lists is fixed.
    pub async fn post(
        &self,
        grant: &Grant<KeepPublications>,
        id: PublicationId,
        seen: IfMatch,
        body: PostingBody,
    ) -> Result<Reply<PublicationView>> {
        let (tx, school, before) = self.kept(grant, id, seen, CommandKind::Post).await?;
        let today = school.today(tx.now());
        check_posting(&before, &body, today)?;
        let listing = listing::of_period(&tx, &school, before.period(), Vec::new()).await?;
        if listing.rows.is_empty() {
            return Err(PublicationError::NothingListed.into());
        }
        let posting = Posting { on: body.published_on, until: body.published_until, by: grant.person()?, at: tx.now() };
        let mut notice = before.clone();
        notice.phase = before.phase.clone().step(Command::Post(posting), today).map_err(PublicationError::Refused)?;
        let notice = repo::save(&tx, notice).await?;
        repo::keep_listed(&tx, &notice, &listing, listing::total(&listing.rows)?).await?;
        let event = Event::new(event::PUBLICATION_POSTED);
        let event = event.changed(KIND, notice.id, &notice.number, &before.recorded(today), &notice.recorded(today));
        let event = attach(&tx, &notice, &body.upload_ids, event).await?;
        let view = view::view(&tx, &school, &notice, (grant.actor(), today), grant.context().lang()).await?;
        tx.commit([event], Reply::ok(view).version(notice.version)).await
    }

    /// It was wrong. What hung there stays known.
    pub async fn cancel(
        &self,
        grant: &Grant<KeepPublications>,
        id: PublicationId,
        seen: IfMatch,
        reason: &str,
    ) -> Result<Reply<PublicationView>> {
        let (tx, school, before) = self.kept(grant, id, seen, CommandKind::Cancel).await?;
        let today = school.today(tx.now());
        let mut notice = before.clone();
        let command = Command::Cancel { reason: text::sentence(reason) };
        notice.phase = before.phase.clone().step(command, today).map_err(PublicationError::Refused)?;
        let notice = repo::save(&tx, notice).await?;
        let event = Event::new(event::PUBLICATION_CANCELLED);
        let event = event.changed(KIND, notice.id, &notice.number, &before.recorded(today), &notice.recorded(today));
        let view = view::view(&tx, &school, &notice, (grant.actor(), today), grant.context().lang()).await?;
        tx.commit([event], Reply::ok(view).version(notice.version)).await
    }

    async fn kept(
        &self,
        grant: &Grant<KeepPublications>,
        id: PublicationId,
        seen: IfMatch,
        kind: CommandKind,
    ) -> Result<(Tx, school::entity::Model, Publication)> {
        let tx = self.db.begin(grant).await?;
        let notice = repo::find(&tx, &grant.scope()?, id).await?;
        seen.check(notice.version)?;
        let school = school::find(&tx, notice.school_id).await?;
        guard(notice.state(school.today(tx.now())), kind, true).map_err(PublicationError::Refused)?;
        Ok((tx, school, notice))
    }
}

fn check(body: &PublicationBody) -> std::result::Result<(), PublicationError> {
    if body.period_to < body.period_from {
        return Err(PublicationError::EndsFirst);
    }
    if body.period_from.checked_add_months(Months::new(12)).is_none_or(|end| body.period_to >= end) {
        return Err(PublicationError::TooLong);
    }
    if body.due_on < body.period_to { Err(PublicationError::DueTooEarly) } else { Ok(()) }
}

fn check_posting(notice: &Publication, body: &PostingBody, today: NaiveDate) -> std::result::Result<(), PublicationError> {
    if body.upload_ids.is_empty() {
        return Err(PublicationError::NoPhoto);
    }
    if body.published_on > today {
        return Err(PublicationError::PostedLater);
    }
    if body.published_on < notice.period_to {
        return Err(PublicationError::PostedTooEarly);
    }
    if body.published_until < body.published_on { Err(PublicationError::UntilTooEarly) } else { Ok(()) }
}

/// Photos of the board, in the transaction of what they belong to.
async fn attach(tx: &Tx, notice: &Publication, upload_ids: &[Uuid], event: Event) -> Result<Event> {
    let kind = Some(AttachmentKind::Photo);
    let new = Attaching { upload_ids, kind, caption: None, purpose: None, pointer: "/upload_ids", pass: None };
    let attached = attachment::attach_to_all(tx, &[owner(notice.id)], &new).await?;
    Ok(attached.iter().fold(event, |event, one| {
        let kept = json!({ "kind": one.row.kind, "media_type": one.upload.media_type });
        event.created("attachment", one.row.id, &one.upload.file_name, &kept)
    }))
}
