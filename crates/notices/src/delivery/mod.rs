//! Messages that leave the house, each with its log: when it was tried, how it ended, when it is tried next. A message is written in
//! the transaction of its reason together with the job that sends it; its words are made when it is sent.

mod digest;
mod dto;
pub mod entity;
mod message;
mod robot;
mod routes;
mod send;
mod service;

use chrono::{DateTime, Utc};
use kernel::{Result, Tx, jobs::NewJob};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use crate::{NoticeError, channel, preference, timing};
use entity::{Column, Entity, Model};

pub use digest::housekeeping;
pub use dto::{DeliveryView, Nothing, Status, What};
pub use routes::routes;
pub use send::Deliver;
pub(crate) use send::mail_server;
pub(crate) use service::view;

/// Messages of one channel, or to one person, that may wait one by one; the others come with the next digest. A flood of news is one
/// message that says how many there were.
const MOST_WAITING: u64 = 20;

const KIND: &str = "notices.deliver";

/// One message for one piece of news: to the channel's group, or to a person by mail. What is not urgent waits for the end of the
/// quiet hours.
pub(crate) async fn of_event(
    tx: &Tx,
    channel: &channel::entity::Model,
    to: Option<&preference::entity::Model>,
    event: Uuid,
    urgent: bool,
) -> Result<()> {
    let person = to.map(|wish| wish.person_id);
    if waiting(tx, channel, person).await? >= MOST_WAITING {
        return Ok(());
    }
    let at = if urgent {
        tx.now()
    } else {
        let (school, quiet) = timing::quiet_hours(tx).await?;
        timing::not_before(school.zone(), to.and_then(preference::entity::Model::quiet).unwrap_or(quiet), tx.now())
    };
    let row = Model { event_id: Some(event), ..blank(tx, channel, person, What::Event)? };
    write(tx, row, at).await.map(drop)
}

/// A message that says that it is a test.
pub(crate) async fn of_test(tx: &Tx, channel: &channel::entity::Model, to: Option<Uuid>) -> Result<Model> {
    if waiting(tx, channel, to).await? >= MOST_WAITING {
        return Err(NoticeError::TooManyWaiting.into());
    }
    write(tx, blank(tx, channel, to, What::Test)?, tx.now()).await
}

async fn waiting(tx: &Tx, channel: &channel::entity::Model, person: Option<Uuid>) -> Result<u64> {
    let waiting = Entity::find()
        .filter(Column::SchoolId.eq(channel.school_id))
        .filter(Column::ChannelId.eq(channel.id))
        .filter(Column::Status.eq(Status::Waiting.key()));
    let to = person.map_or_else(|| Column::PersonId.is_null(), |person| Column::PersonId.eq(person));
    Ok(waiting.filter(to).count(tx).await?)
}

fn blank(tx: &Tx, channel: &channel::entity::Model, person_id: Option<Uuid>, what: What) -> Result<Model> {
    Ok(Model {
        school_id: tx.school()?,
        id: tx.new_id(),
        channel_id: channel.id,
        person_id,
        what: what.key().into(),
        event_id: None,
        from_at: None,
        until_at: None,
        status: Status::Waiting.key().into(),
        attempts: 0,
        next_at: None,
        created_at: tx.now(),
        ended_at: None,
    })
}

/// The row and its job. A job for a person is his: when he leaves before it runs, it does not.
async fn write(tx: &Tx, row: Model, at: DateTime<Utc>) -> Result<Model> {
    let row = Model { next_at: Some(at), ..row };
    row.clone().into_active_model().reset_all().insert(tx).await?;
    let job = NewJob::new(KIND, json!({ "delivery": row.id }), at);
    tx.enqueue(NewJob { key: Some(row.id.to_string()), owner: row.person_id, ..job }).await?;
    Ok(row)
}
