//! Use cases on channels.

use std::collections::HashMap;

use axum::http::StatusCode;
use chrono::TimeDelta;
use kernel::{Grant, IfMatch, Page, Problem, Reply, Result, Tx, audit::Event, text};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, SqlErr,
};
use uuid::Uuid;

use super::{
    ChannelKind,
    dto::{AddChannel, ChangeChannel, Language, MailSettings, NoticeChannelView},
    entity::{ActiveModel, Column, Entity, Model},
    known_topics, repo,
};
use crate::{NoticeError, Notices, delivery, delivery::DeliveryView, event, outbound::mail, permissions::ManageChannels, preference};

/// Channels of one school.
const MOST: u64 = 20;

/// The ways out of the house.
#[derive(Debug, Clone)]
pub struct Channels {
    notices: Notices,
}

impl Channels {
    pub const fn new(notices: Notices) -> Self {
        Self { notices }
    }

    pub async fn list(&self, grant: &Grant<ManageChannels>) -> Result<Page<NoticeChannelView>> {
        let (reader, school) = (self.notices.db.read(grant), grant.school()?);
        let rows = Entity::find().filter(Column::SchoolId.eq(school)).order_by_asc(Column::Id).all(&reader).await?;
        let counts = repo::counts(&reader, school, reader.now() - TimeDelta::days(7)).await?;
        Ok(Page::whole(rows.into_iter().map(|row| view(row, &counts)).collect()))
    }

    pub async fn add(&self, grant: &Grant<ManageChannels>, body: AddChannel) -> Result<Reply<NoticeChannelView>> {
        let tx = self.notices.db.begin(grant).await?;
        let school = grant.school()?;
        self.check(body.kind, &body.address, body.secret.as_deref(), body.mail.as_ref(), &body.topics)?;
        if Entity::find().filter(Column::SchoolId.eq(school)).count(&tx).await? >= MOST {
            return Err(NoticeError::TooMany.into());
        }
        if body.kind == ChannelKind::Smtp {
            refuse_second_mail_server(&tx, school).await?;
        }
        let row = ActiveModel {
            school_id: Set(school),
            id: Set(tx.new_id()),
            kind: Set(body.kind.key().into()),
            name: Set(text::tidy(&body.name)),
            target: Set(body.address.trim().to_owned()),
            secret: Set(body.secret),
            settings: Set(settings(body.mail.as_ref())?),
            topics: Set(body.topics.into()),
            timing: Set(body.timing.key().into()),
            lang: Set(body.language.tag().into()),
            enabled: Set(true),
            digested_until: Set(tx.now()),
            created_at: Set(tx.now()),
            version: Set(1),
        };
        let row = row.insert(&tx).await.map_err(name_taken)?;
        let event = Event::new(event::CHANNEL_ADDED).created("notice_channel", row.id, &row.name, &recorded(&row));
        tx.commit([event], Reply { status: StatusCode::CREATED, ..reply(row) }).await
    }

    pub async fn change(
        &self,
        grant: &Grant<ManageChannels>,
        id: Uuid,
        seen: IfMatch,
        body: ChangeChannel,
    ) -> Result<Reply<NoticeChannelView>> {
        let tx = self.notices.db.begin(grant).await?;
        let before = repo::find(&tx, grant.school()?, id).await?;
        seen.check(before.version)?;
        let mail = body.mail.or_else(|| before.mail_settings());
        let row = Model {
            name: body.name.as_deref().map_or_else(|| before.name.clone(), text::tidy),
            target: body.address.as_deref().map_or_else(|| before.target.clone(), |address| address.trim().to_owned()),
            secret: body.secret.or_else(|| before.secret.clone()),
            settings: settings(mail.as_ref())?,
            topics: body.topics.map_or_else(|| before.topics.clone(), Into::into),
            timing: body.timing.unwrap_or_else(|| before.timing()).key().into(),
            lang: body.language.map_or_else(|| before.lang.clone(), |language| language.tag().into()),
            enabled: body.enabled.unwrap_or(before.enabled),
            // What came while it was off is not told afterwards.
            digested_until: if before.enabled { before.digested_until } else { tx.now() },
            version: before.version + 1,
            ..before.clone()
        };
        self.check(row.kind(), &row.target, row.secret.as_deref(), mail.as_ref(), &row.topics())?;
        tx.save(row.clone(), before.version).await.map_err(|error| error.or(name_taken))?;
        let event = Event::new(event::CHANNEL_CHANGED).changed("notice_channel", row.id, &row.name, &recorded(&before), &recorded(&row));
        tx.commit([event], reply(row)).await
    }

    pub async fn remove(&self, grant: &Grant<ManageChannels>, id: Uuid, seen: IfMatch) -> Result<Reply<()>> {
        let tx = self.notices.db.begin(grant).await?;
        let row = repo::find(&tx, grant.school()?, id).await?;
        seen.check(row.version)?;
        tx.remove::<Entity>((row.school_id, row.id), row.version).await?;
        let event = Event::new(event::CHANNEL_REMOVED).removed("notice_channel", row.id, &row.name, &recorded(&row));
        tx.commit([event], Reply::none()).await
    }

    /// A message that says nothing, at once. Mail goes to whoever asks.
    pub async fn test(&self, grant: &Grant<ManageChannels>, id: Uuid) -> Result<Reply<DeliveryView>> {
        let tx = self.notices.db.begin(grant).await?;
        let channel = repo::find(&tx, grant.school()?, id).await?;
        let to = if channel.is_mail() { Some(own_address(&tx, grant).await?) } else { None };
        let row = delivery::of_test(&tx, &channel, to).await?;
        let event = Event::new(event::TEST_SENT).about("notice_channel", channel.id, &channel.name);
        let view = delivery::view(&row, Some(channel.name), None);
        tx.commit([event], Reply::created(view)).await
    }

    /// What a kind of channel needs, and what it does not have.
    fn check(&self, kind: ChannelKind, address: &str, secret: Option<&str>, mail: Option<&MailSettings>, topics: &[String]) -> Result<()> {
        known_topics(self.notices.topics, topics, "/topics")?;
        if kind != ChannelKind::Smtp {
            if mail.is_some() {
                return Err(NoticeError::NotOfThisKind("/mail").into());
            }
            if kind == ChannelKind::Webhook && secret.is_none() {
                return Err(NoticeError::Needed("/secret").into());
            }
            return self.notices.out.readable(address).map(drop).ok_or_else(|| NoticeError::Address.into());
        }
        let settings = mail.ok_or(NoticeError::Needed("/mail"))?;
        if !topics.is_empty() {
            return Err(NoticeError::NotOfThisKind("/topics").into());
        }
        if settings.user_name.is_some() != secret.is_some() {
            return Err(NoticeError::Needed(if secret.is_some() { "/mail/user_name" } else { "/secret" }).into());
        }
        mail::readable(&settings.from).map_err(|_| NoticeError::MailAddress("/mail/from"))?;
        self.notices.out.readable_host(address).map(drop).ok_or_else(|| NoticeError::Address.into())
    }
}

async fn refuse_second_mail_server(tx: &Tx, school: Uuid) -> Result<()> {
    let servers = Entity::find().filter(Column::SchoolId.eq(school)).filter(Column::Kind.eq(ChannelKind::Smtp.key()));
    if servers.count(tx).await? > 0 { Err(NoticeError::SecondMailServer.into()) } else { Ok(()) }
}

async fn own_address(db: &impl ConnectionTrait, grant: &Grant<ManageChannels>) -> Result<Uuid> {
    let me = grant.person()?;
    let chosen = preference::repo::of(db, grant.school()?, &[me].into()).await?.remove(&me);
    if chosen.is_some_and(|row| row.mail_address.is_some()) { Ok(me) } else { Err(NoticeError::NoMailAddress.into()) }
}

fn name_taken(error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => NoticeError::NameTaken.into(),
        _ => error.into(),
    }
}

fn settings(mail: Option<&MailSettings>) -> Result<serde_json::Value> {
    mail.map_or_else(|| Ok(serde_json::json!({})), |mail| serde_json::to_value(mail).map_err(Problem::internal))
}

/// Nothing that opens it: the audit trail is read by more people than set channels up.
fn recorded(row: &Model) -> serde_json::Value {
    serde_json::json!({
        "kind": row.kind, "name": row.name, "target": row.shown_target(), "has_secret": row.secret.is_some(), "mail": row.settings,
        "topics": row.topics, "timing": row.timing, "language": row.lang, "enabled": row.enabled,
    })
}

fn reply(row: Model) -> Reply<NoticeChannelView> {
    let version = row.version;
    Reply::ok(view(row, &HashMap::new())).version(version)
}

fn view(row: Model, counts: &HashMap<Uuid, (i64, i64)>) -> NoticeChannelView {
    let (waiting, failed) = counts.get(&row.id).copied().unwrap_or_default();
    NoticeChannelView {
        id: row.id,
        kind: row.kind(),
        target: row.shown_target(),
        has_secret: row.secret.is_some(),
        mail: row.mail_settings(),
        topics: row.topics(),
        timing: row.timing(),
        language: Language::of(&row.lang),
        enabled: row.enabled,
        waiting,
        failed,
        version: row.version,
        name: row.name,
    }
}
