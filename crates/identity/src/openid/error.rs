//! What is refused of signing in by a provider, in words.

use axum::http::StatusCode;
use kernel::{Problem, Text};

/// The code of what the provider does not vouch for.
pub(super) const NOT_GOOD: &str = "openid_not_good";

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum OpenIdError {
    #[error("the provider does not answer, or not as it should")]
    Unreachable,
    #[error("what the browser came back with is not good, or not any more")]
    NotGood,
    #[error("nobody here is linked to that account of the provider")]
    Unknown,
    #[error("that account of the provider is linked to somebody else")]
    Taken,
    #[error("there is a link")]
    LinkedAlready,
    #[error("a request that no page of this site sent")]
    NoOrigin,
}

impl From<OpenIdError> for Problem {
    fn from(error: OpenIdError) -> Self {
        match error {
            OpenIdError::Unreachable => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "openid_unreachable",
                Text::fixed(
                    "现在连不上统一认证，请稍后再试，或改用密码登录。",
                    "The sign-in service cannot be reached; try again later, or use your password.",
                ),
            ),
            OpenIdError::NotGood => Self::new(
                StatusCode::UNAUTHORIZED,
                NOT_GOOD,
                Text::fixed(
                    "统一认证没有通过，或者等得太久。请再试一次，或改用密码登录。",
                    "The sign-in service's answer was not accepted, or it took too long. Try once more, or use your password.",
                ),
            ),
            OpenIdError::Unknown => Self::new(
                StatusCode::UNAUTHORIZED,
                "openid_unknown",
                Text::fixed(
                    "这个统一认证账号还没有关联到这里的人。请先用密码登录，再到“登录与安全”里关联一次。",
                    "That account is not linked to anybody here yet. Sign in with your password, then link it once under “Sign-in and security”.",
                ),
            ),
            OpenIdError::Taken => Self::conflict(
                "openid_taken",
                Text::fixed("这个统一认证账号已经关联了别人。", "That account is linked to somebody else already."),
            ),
            OpenIdError::LinkedAlready => Self::conflict(
                "openid_linked",
                Text::fixed("已经关联了一个统一认证账号，请先取消关联。", "An account is linked already; remove that link first."),
            ),
            OpenIdError::NoOrigin => {
                Self::refused("no_origin", Text::fixed("请从本系统的页面操作。", "This is for the pages of this product."))
            }
        }
    }
}
