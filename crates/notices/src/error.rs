//! What notices refuse, in words.

use kernel::{Problem, Text};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoticeError {
    #[error("an address that is not allowed")]
    Address,
    #[error("a field that this kind of channel needs")]
    Needed(&'static str),
    #[error("a field that this kind of channel does not have")]
    NotOfThisKind(&'static str),
    #[error("an unknown topic")]
    UnknownTopic(&'static str),
    #[error("an unreadable mail address")]
    MailAddress(&'static str),
    #[error("a time that is none")]
    Time(&'static str),
    #[error("a channel of this name exists")]
    NameTaken,
    #[error("too many channels")]
    TooMany,
    #[error("mail without an address")]
    NoMailAddress,
    #[error("a second mail server")]
    SecondMailServer,
    #[error("only what failed is sent again")]
    NotFailed,
    #[error("too many messages wait already")]
    TooManyWaiting,
}

impl NoticeError {
    fn text(&self) -> Text {
        match self {
            Self::Address => Text::fixed(
                "不能发到这个地址：需要公网的 https 地址（校内地址由管理员在服务器配置里打开）。",
                "Nothing is sent to this address: a public https address is needed (the server's settings can allow the school's own network).",
            ),
            Self::Needed(_) => Text::fixed("这种渠道需要填写。", "This kind of channel needs it."),
            Self::NotOfThisKind(_) => Text::fixed("这种渠道没有这一项。", "This kind of channel does not have it."),
            Self::UnknownTopic(_) => Text::fixed("没有这种消息。", "There is no such kind of notice."),
            Self::MailAddress(_) => Text::fixed("这不是一个邮箱地址。", "This is not a mail address."),
            Self::Time(_) => Text::fixed("时间要写成 21:30 这样，起止不能相同。", "Write times as 21:30; the two must differ."),
            Self::NameTaken => Text::fixed("已经有同名的渠道了。", "A channel of this name exists."),
            Self::TooMany => Text::fixed("最多 20 个渠道，请先删掉不用的。", "At most 20 channels; delete some first."),
            Self::NoMailAddress => Text::fixed("请先填写邮箱地址。", "Enter a mail address first."),
            Self::SecondMailServer => Text::fixed("已经有一个邮件服务器了。", "There is a mail server already."),
            Self::NotFailed => Text::fixed("只有没发出去的才能重发。", "Only what failed can be sent again."),
            Self::TooManyWaiting => {
                Text::fixed("这个渠道还有很多消息没发出去，请先检查它。", "Many messages of this channel still wait; look after it first.")
            }
        }
    }
}

impl From<NoticeError> for Problem {
    fn from(error: NoticeError) -> Self {
        let text = error.text();
        let at = |pointer: &str, code| Self::refused("validation_failed", text.clone()).field(pointer, code, text.clone());
        match error {
            NoticeError::Address => at("/address", "address_not_allowed"),
            NoticeError::Needed(pointer) => at(pointer, "required"),
            NoticeError::NotOfThisKind(pointer) => at(pointer, "not_of_this_kind"),
            NoticeError::UnknownTopic(pointer) => at(pointer, "reference_not_found"),
            NoticeError::MailAddress(pointer) => at(pointer, "bad_mail_address"),
            NoticeError::Time(pointer) => at(pointer, "bad_time"),
            NoticeError::NoMailAddress => at("/mail_address", "required"),
            NoticeError::NameTaken => Self::conflict("channel_name_taken", text.clone()).field("/name", "taken", text),
            NoticeError::TooMany => Self::conflict("too_many_channels", text),
            NoticeError::SecondMailServer => Self::conflict("second_mail_server", text),
            NoticeError::NotFailed => Self::conflict("not_failed", text),
            NoticeError::TooManyWaiting => Self::conflict("too_many_waiting", text),
        }
    }
}
