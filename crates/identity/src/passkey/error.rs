//! What is refused of passkeys, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};

/// The code of a passkey's answer that proves nothing.
pub(crate) const NOT_GOOD: &str = "passkey_not_good";

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PasskeyError {
    #[error("passkeys need HTTPS and a host name")]
    NotHere,
    #[error("the passkey's answer is not good, or not any more")]
    NotGood { at: Option<&'static str> },
    #[error("the account has as many passkeys as it may")]
    TooMany,
    #[error("the session was opened by the password alone, and there is a passkey")]
    AskedFor,
}

impl PasskeyError {
    fn text(self) -> Text {
        match self {
            Self::NotHere => Text::fixed(
                "这个网址用不了通行密钥：要用 https 开头的网址，并且用域名而不是 IP 地址打开。",
                "Passkeys do not work at this address: it has to begin with https and to be a name, not an IP address.",
            ),
            Self::NotGood { .. } => Text::fixed(
                "通行密钥没有通过：可能已经被去掉，或者等得太久。请再试一次，或改用密码。",
                "The passkey was not accepted: it may have been removed, or it took too long. Try once more, or use the password.",
            ),
            Self::TooMany => {
                Text::fixed("通行密钥已经够多了，请先去掉不用的。", "There are enough passkeys; remove one that is not used first.")
            }
            Self::AskedFor => Text::fixed(
                "请先用通行密钥确认是本人，再改这里的设置。",
                "Prove with your passkey who you are before changing anything here.",
            ),
        }
    }
}

impl From<PasskeyError> for Problem {
    fn from(error: PasskeyError) -> Self {
        let text = error.text();
        match error {
            PasskeyError::NotHere => Self::refused("no_passkeys_here", text),
            PasskeyError::NotGood { at: None } => Self::new(StatusCode::UNAUTHORIZED, NOT_GOOD, text),
            PasskeyError::NotGood { at: Some(at) } => Self::refused("validation_failed", text.clone()).field(at, NOT_GOOD, text),
            PasskeyError::TooMany => Self::conflict("many_passkeys", text),
            PasskeyError::AskedFor => Self::new(StatusCode::FORBIDDEN, "passkey_asked", text),
        }
    }
}
