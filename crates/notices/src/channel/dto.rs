//! Bodies and views of channels.

use kernel::validate::one_line;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::outbound::mail::Security;

/// What stands at the other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = NoticeChannelKind)]
pub enum ChannelKind {
    /// A robot in a group of 企业微信.
    Wecom,
    /// A robot in a group of 钉钉; with a secret it signs.
    Dingtalk,
    /// Another program: signed JSON.
    Webhook,
    /// The school's mail server; one a school.
    Smtp,
}

impl ChannelKind {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Wecom => "wecom",
            Self::Dingtalk => "dingtalk",
            Self::Webhook => "webhook",
            Self::Smtp => "smtp",
        }
    }

    pub fn of(key: &str) -> Self {
        [Self::Wecom, Self::Dingtalk, Self::Smtp].into_iter().find(|kind| kind.key() == key).unwrap_or(Self::Webhook)
    }
}

/// When a group hears of what is not urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = NoticeTiming)]
pub enum Timing {
    AtOnce,
    /// Together, at the hours of the school's digests.
    Digest,
}

impl Timing {
    pub const fn key(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::Digest => "digest",
        }
    }
}

/// The language of a channel's messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = NoticeLanguage)]
pub enum Language {
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    #[serde(rename = "en")]
    En,
}

impl Language {
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => kernel::Lang::Zh.tag(),
            Self::En => kernel::Lang::En.tag(),
        }
    }

    pub fn of(tag: &str) -> Self {
        if tag == Self::En.tag() { Self::En } else { Self::Zh }
    }
}

/// How mail is handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    #[garde(range(min = 1, max = 65535))]
    #[schema(example = 465)]
    pub port: i64,
    #[garde(skip)]
    pub security: Security,
    /// The name to sign in with; the password is the channel's secret.
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 200), custom(one_line))]
    pub user_name: Option<String>,
    /// In whose name mail is sent.
    #[garde(length(chars, min = 3, max = 200), custom(one_line))]
    #[schema(example = "zongwu@school.cn")]
    pub from: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeChannelView {
    pub id: Uuid,
    pub kind: ChannelKind,
    #[schema(example = "总务群")]
    pub name: String,
    /// Where it leads: never the whole address, which opens it.
    #[schema(example = "qyapi.weixin.qq.com/…9f2c")]
    pub target: String,
    pub has_secret: bool,
    pub mail: Option<MailSettings>,
    pub topics: Vec<String>,
    pub timing: Timing,
    pub language: Language,
    pub enabled: bool,
    /// Messages that wait, some of them because they could not be sent yet.
    pub waiting: i64,
    /// Messages that were given up in the last week.
    pub failed: i64,
    pub version: i64,
}

#[derive(Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddChannel {
    #[garde(skip)]
    pub kind: ChannelKind,
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    pub name: String,
    /// The robot's or hook's whole address, or the mail server's name.
    #[garde(length(chars, min = 1, max = 1000), custom(one_line))]
    #[schema(example = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…")]
    pub address: String,
    /// What to sign with (a hook needs one, 钉钉 may), or the password.
    #[serde(default)]
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    pub secret: Option<String>,
    #[serde(default)]
    #[garde(dive)]
    pub mail: Option<MailSettings>,
    /// What it hears of. Mail goes to people, who choose themselves.
    #[serde(default)]
    #[garde(length(max = 200), inner(length(chars, min = 1, max = 80), custom(one_line)))]
    pub topics: Vec<String>,
    #[serde(default = "digest")]
    #[garde(skip)]
    pub timing: Timing,
    #[serde(default)]
    #[garde(skip)]
    pub language: Language,
}

const fn digest() -> Timing {
    Timing::Digest
}

/// What is left out stays: also the address and the secret, which nobody can read again.
#[derive(Default, Deserialize, garde::Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ChangeChannel {
    #[garde(length(chars, min = 1, max = 60), custom(one_line))]
    pub name: Option<String>,
    #[garde(length(chars, min = 1, max = 1000), custom(one_line))]
    pub address: Option<String>,
    #[garde(length(chars, min = 1, max = 400), custom(one_line))]
    pub secret: Option<String>,
    #[garde(dive)]
    pub mail: Option<MailSettings>,
    #[garde(inner(length(max = 200), inner(length(chars, min = 1, max = 80), custom(one_line))))]
    pub topics: Option<Vec<String>>,
    #[garde(skip)]
    pub timing: Option<Timing>,
    #[garde(skip)]
    pub language: Option<Language>,
    #[garde(skip)]
    pub enabled: Option<bool>,
}
