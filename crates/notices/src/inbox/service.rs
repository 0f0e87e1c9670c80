//! Use cases on one's own inbox. Nobody reads another's: the person is part of every question.

use kernel::{Cursor, Db, Grant, Page, PageLimit, Problem, Reply, Result, db::Technical, outbox::topic};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    dto::{ListNotices, MarkedRead, NoticeView},
    entity::{Column, Entity},
    repo,
};
use crate::{Notices, permissions::OwnNotices};

/// Somebody's inbox.
#[derive(Debug, Clone)]
pub struct Inbox {
    notices: Notices,
}

impl Inbox {
    pub const fn new(notices: Notices) -> Self {
        Self { notices }
    }

    fn db(&self) -> &Db {
        &self.notices.db
    }

    pub async fn list(&self, grant: &Grant<OwnNotices>, query: &ListNotices) -> Result<Page<NoticeView>> {
        let limit = PageLimit::new(query.limit)?;
        let (topics, lang, school) = (self.notices.topics, grant.context().lang(), grant.school()?);
        let reader = self.db().read(grant);
        let mut select = Entity::find().filter(own(grant)?).order_by_desc(Column::Id).limit(limit.fetch());
        if query.unread == Some(true) {
            select = select.filter(Column::ReadAt.is_null());
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.id)?;
        let events = repo::events(&reader, school, page.items.iter().map(|row| row.event_id).collect()).await?;
        let view = |row: super::entity::Model| {
            let event = events.get(&row.event_id)?;
            Some(NoticeView {
                id: row.id,
                topic: event.topic.clone(),
                text: event.say(topics, lang),
                urgent: topic(topics, &event.topic).is_some_and(|topic| topic.urgent),
                subject_kind: event.subject_kind.clone(),
                subject_id: event.subject_id,
                link: event.link.clone(),
                created_at: row.created_at,
                read_at: row.read_at,
            })
        };
        Ok(Page { items: page.items.into_iter().filter_map(view).collect(), next_cursor: page.next_cursor })
    }

    /// Marks one as read; one that was read already stays as it was.
    pub async fn read(&self, grant: &Grant<OwnNotices>, id: Uuid) -> Result<Reply<()>> {
        let tx = self.db().begin(grant).await?;
        let row = Entity::find().filter(own(grant)?).filter(Column::Id.eq(id)).one(&tx).await?.ok_or_else(Problem::not_found)?;
        if row.read_at.is_none() {
            let change = Entity::update_many().col_expr(Column::ReadAt, tx.now().into());
            change.filter(own(grant)?).filter(Column::Id.eq(id)).exec(&tx).await?;
        }
        tx.commit_technical_reply(Technical::MarkedRead, Reply::none()).await
    }

    /// Marks everything as read that came before now.
    pub async fn read_all(&self, grant: &Grant<OwnNotices>) -> Result<Reply<MarkedRead>> {
        let tx = self.db().begin(grant).await?;
        let change = Entity::update_many().col_expr(Column::ReadAt, tx.now().into());
        let done = change.filter(own(grant)?).filter(Column::ReadAt.is_null()).exec(&tx).await?;
        tx.commit_technical_reply(Technical::MarkedRead, Reply::ok(MarkedRead { marked: done.rows_affected })).await
    }
}

fn own(grant: &Grant<OwnNotices>) -> Result<Condition> {
    Ok(Condition::all().add(Column::SchoolId.eq(grant.school()?)).add(Column::PersonId.eq(grant.person()?)))
}
