//! Use cases on one's own preferences.

use kernel::{Grant, IfMatch, Lang, Problem, Reply, Result, audit::Event};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, SqlErr};
use uuid::Uuid;

use super::{
    Mail,
    dto::{NoticePreferenceView, SetNoticePreference, TopicView},
    entity::{Entity, Model},
};
use crate::{NoticeError, Notices, channel, event, outbound::mail, permissions::OwnNotices, timing::read_time};

/// Preferences of people.
#[derive(Debug, Clone)]
pub struct Preferences {
    notices: Notices,
}

impl Preferences {
    pub const fn new(notices: Notices) -> Self {
        Self { notices }
    }

    pub async fn get(&self, grant: &Grant<OwnNotices>) -> Result<Reply<NoticePreferenceView>> {
        let reader = self.notices.db.read(grant);
        let row = stored(&reader, grant).await?;
        self.reply(&reader, row, grant.context().lang()).await
    }

    pub async fn set(&self, grant: &Grant<OwnNotices>, seen: IfMatch, body: SetNoticePreference) -> Result<Reply<NoticePreferenceView>> {
        self.check(&body)?;
        let tx = self.notices.db.begin(grant).await?;
        let before = stored(&tx, grant).await?;
        seen.check(before.version)?;
        let row = Model {
            mail: body.mail.key().into(),
            mail_address: body.mail_address,
            quiet_from: body.quiet_from,
            quiet_until: body.quiet_until,
            muted: body.muted.into(),
            version: before.version + 1,
            ..before.clone()
        };
        if before.version == 0 {
            row.clone().into_active_model().reset_all().insert(&tx).await.map_err(first_elsewhere)?;
        } else {
            tx.save(row.clone(), before.version).await?;
        }
        let name = grant.actor().name.to_string();
        let event = Event::new(event::PREFERENCES_SET).changed("person", row.person_id, name, &recorded(&before), &recorded(&row));
        let reply = self.reply(&tx, row, grant.context().lang()).await?;
        tx.commit([event], reply).await
    }

    fn check(&self, body: &SetNoticePreference) -> Result<()> {
        if let Some(address) = &body.mail_address {
            mail::readable(address).map_err(|_| NoticeError::MailAddress("/mail_address"))?;
        } else if body.mail != Mail::Off {
            return Err(NoticeError::NoMailAddress.into());
        }
        let time = |text: &Option<String>| text.as_deref().map(read_time);
        match (time(&body.quiet_from), time(&body.quiet_until)) {
            (None, None) => {}
            (Some(Some(from)), Some(Some(until))) if from != until => {}
            (Some(Some(_)), _) => return Err(NoticeError::Time("/quiet_until").into()),
            (Some(None) | None, _) => return Err(NoticeError::Time("/quiet_from").into()),
        }
        channel::known_topics(self.notices.topics, &body.muted, "/muted").map_err(Problem::from)
    }

    async fn reply(&self, db: &impl ConnectionTrait, row: Model, lang: Lang) -> Result<Reply<NoticePreferenceView>> {
        let (version, muted) = (row.version, row.muted());
        let mail_available = channel::repo::enabled(db, row.school_id).await?.iter().any(channel::entity::Model::is_mail);
        let topics = self.notices.topics.iter().flat_map(|topics| topics.iter());
        let topics =
            topics.map(|topic| TopicView { key: topic.key.into(), title: topic.title().pick(lang).into(), urgent: topic.urgent }).collect();
        let view = NoticePreferenceView {
            mail: row.mail(),
            mail_address: row.mail_address,
            quiet_from: row.quiet_from,
            quiet_until: row.quiet_until,
            muted,
            topics,
            mail_available,
            version,
        };
        Ok(Reply::ok(view).version(version))
    }
}

/// What is stored, or what holds for somebody who never chose.
async fn stored(db: &impl ConnectionTrait, grant: &Grant<OwnNotices>) -> Result<Model> {
    let (school, person) = (grant.school()?, grant.person()?);
    Ok(Entity::find_by_id((school, person)).one(db).await?.unwrap_or_else(|| untouched(school, person)))
}

fn untouched(school_id: Uuid, person_id: Uuid) -> Model {
    let muted = serde_json::json!([]);
    Model { school_id, person_id, mail: Mail::Off.key().into(), mail_address: None, quiet_from: None, quiet_until: None, muted, version: 0 }
}

/// Somebody chose for the first time in two windows at once.
fn first_elsewhere(error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Problem::stale(1),
        _ => error.into(),
    }
}

fn recorded(row: &Model) -> serde_json::Value {
    serde_json::json!({
        "mail": row.mail, "mail_address": row.mail_address, "quiet_from": row.quiet_from, "quiet_until": row.quiet_until,
        "muted": row.muted,
    })
}
