//! Use cases on the log of messages.

use std::collections::HashMap;

use campus::person::{self, PersonRef};
use kernel::{Cursor, Grant, Page, PageLimit, Problem, Reply, Result, audit::Event};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    Status, What,
    dto::{DeliveryView, ListDeliveries},
    entity::{Column, Entity, Model},
    write,
};
use crate::{NoticeError, Notices, channel, event, permissions::ManageChannels};

/// The log.
#[derive(Debug, Clone)]
pub struct Deliveries {
    notices: Notices,
}

impl Deliveries {
    pub const fn new(notices: Notices) -> Self {
        Self { notices }
    }

    pub async fn list(&self, grant: &Grant<ManageChannels>, query: &ListDeliveries) -> Result<Page<DeliveryView>> {
        let limit = PageLimit::new(query.limit)?;
        let (reader, school) = (self.notices.db.read(grant), grant.school()?);
        let mut select = Entity::find().filter(Column::SchoolId.eq(school)).order_by_desc(Column::Id).limit(limit.fetch());
        if let Some(channel) = query.channel_id {
            select = select.filter(Column::ChannelId.eq(channel));
        }
        if let Some(status) = query.status {
            select = select.filter(Column::Status.eq(status.key()));
        }
        if let Some(cursor) = &query.cursor {
            select = select.filter(Column::Id.lt(Cursor::decode::<Uuid>(cursor)?));
        }
        let page = Page::cut(select.all(&reader).await?, limit, |row| row.id)?;
        let people = person::repo::names(&reader, school, page.items.iter().filter_map(|row| row.person_id).collect()).await?;
        let channels = channel::entity::Entity::find()
            .select_only()
            .columns([channel::entity::Column::Id, channel::entity::Column::Name])
            .filter(channel::entity::Column::SchoolId.eq(school));
        let channels: HashMap<Uuid, String> = channels.into_tuple::<(Uuid, String)>().all(&reader).await?.into_iter().collect();
        let one = |row: Model| {
            let (channel, person) = (channels.get(&row.channel_id).cloned(), row.person_id.and_then(|id| people.get(&id).cloned()));
            view(&row, channel, person)
        };
        Ok(Page { items: page.items.into_iter().map(one).collect(), next_cursor: page.next_cursor })
    }

    /// The same again, as a message of its own: the one that failed stays in the log as it ended.
    pub async fn send_again(&self, grant: &Grant<ManageChannels>, id: Uuid) -> Result<Reply<DeliveryView>> {
        let tx = self.notices.db.begin(grant).await?;
        let school = grant.school()?;
        let failed = Entity::find_by_id((school, id)).one(&tx).await?.ok_or_else(Problem::not_found)?;
        if failed.status() != Status::Failed {
            return Err(NoticeError::NotFailed.into());
        }
        let channel = channel::repo::find(&tx, school, failed.channel_id).await?;
        let again =
            Model { id: tx.new_id(), status: Status::Waiting.key().into(), attempts: 0, created_at: tx.now(), ended_at: None, ..failed };
        let row = write(&tx, again, tx.now()).await?;
        let names = person::repo::names(&tx, school, row.person_id.into_iter().collect()).await?;
        let person = row.person_id.and_then(|id| names.get(&id).cloned());
        let event = Event::new(event::SENT_AGAIN).about("notice_channel", channel.id, &channel.name);
        let view = view(&row, Some(channel.name), person);
        tx.commit([event], Reply::created(view)).await
    }
}

pub(crate) fn view(row: &Model, channel_name: Option<String>, person: Option<String>) -> DeliveryView {
    DeliveryView {
        id: row.id,
        channel_id: row.channel_id,
        channel_name: channel_name.unwrap_or_default(),
        person: row.person_id.map(|id| PersonRef { id, name: person.unwrap_or_default() }),
        what: What::of(&row.what),
        status: row.status(),
        attempts: row.attempts,
        next_at: row.next_at,
        created_at: row.created_at,
        ended_at: row.ended_at,
    }
}
