//! What is refused about mail addresses, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    #[error("the link is not good, or not any more")]
    LinkNotGood,
    #[error("this is no mail address")]
    BadAddress,
    #[error("no school of the account has a mail server")]
    NoMailServer,
    #[error("too many letters were asked for")]
    TooManyLetters,
}

impl MailError {
    const fn text(self) -> Text {
        match self {
            Self::LinkNotGood => Text::fixed(
                "链接无效：可能已经用过或过期。请登录后在“登录与安全”里重新填写邮箱。",
                "This link is not good: it was used or has run out. Sign in and enter the address anew under “Sign-in and security”.",
            ),
            Self::BadAddress => Text::fixed("这不是一个邮箱地址。", "This is not a mail address."),
            Self::NoMailServer => Text::fixed(
                "学校还没有设置邮件服务器，现在发不了邮件。忘记密码时请找总务处要登录条。",
                "The school has no mail server yet, so no mail can be sent. The office hands out a sign-in slip when a password is forgotten.",
            ),
            Self::TooManyLetters => {
                Text::fixed("申请的邮件太多，请一小时后再试。", "Too many letters were asked for; try again in an hour.")
            }
        }
    }
}

impl From<MailError> for Problem {
    fn from(error: MailError) -> Self {
        let text = error.text();
        match error {
            MailError::LinkNotGood => Self::new(StatusCode::BAD_REQUEST, "link_not_good", text),
            MailError::BadAddress => Self::refused("validation_failed", text.clone()).field("/address", "bad_mail_address", text),
            MailError::NoMailServer => Self::conflict("no_mail_server", text),
            MailError::TooManyLetters => Self::too_many(3600, text),
        }
    }
}
