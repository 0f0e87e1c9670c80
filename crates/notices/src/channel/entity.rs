//! Table `notice_channel`.

use kernel::Lang;
use sea_orm::entity::prelude::*;

use super::{ChannelKind, Timing, dto::MailSettings};

#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_channel")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub school_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub name: String,
    /// The whole address of a robot or hook; the host of a mail server.
    pub target: String,
    /// The key to sign with, or the password of the mail server.
    pub secret: Option<String>,
    pub settings: Json,
    pub topics: Json,
    pub timing: String,
    pub lang: String,
    pub enabled: bool,
    pub digested_until: DateTimeUtc,
    pub created_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Without what opens it.
impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Channel").field("id", &self.id).field("kind", &self.kind).field("name", &self.name).finish_non_exhaustive()
    }
}

impl Model {
    pub fn kind(&self) -> ChannelKind {
        ChannelKind::of(&self.kind)
    }

    pub fn is_mail(&self) -> bool {
        self.kind() == ChannelKind::Smtp
    }

    pub fn timing(&self) -> Timing {
        if self.timing == Timing::AtOnce.key() { Timing::AtOnce } else { Timing::Digest }
    }

    pub fn lang(&self) -> Lang {
        if self.lang == Lang::En.tag() { Lang::En } else { Lang::Zh }
    }

    pub fn topics(&self) -> Vec<String> {
        serde_json::from_value(self.topics.clone()).unwrap_or_default()
    }

    pub fn wants(&self, topic: &str) -> bool {
        self.topics().iter().any(|wanted| wanted == topic)
    }

    /// How to hand mail over; `None` for what is no mail server.
    pub fn mail_settings(&self) -> Option<MailSettings> {
        serde_json::from_value(self.settings.clone()).ok()
    }

    /// What may be shown of the address: where it leads, and its last letters to tell two robots apart.
    pub fn shown_target(&self) -> String {
        let Ok(url) = url::Url::parse(&self.target) else { return self.target.clone() };
        let host = url.host_str().unwrap_or_default();
        let tail: String = self.target.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
        let hidden = self.target.len() > host.len() + 24;
        if hidden { format!("{host}/…{tail}") } else { host.to_owned() }
    }
}
