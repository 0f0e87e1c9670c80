//! Versions as strong entity tags: a token against lost updates, not a cache.

use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, header, request::Parts},
};

use crate::{Problem, Text, extract};

/// The version the caller has seen, from `If-Match`. Missing: 428. `W/"3"` counts as `"3"`; `*` is refused, because it would
/// overwrite whatever is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub i64);

impl IfMatch {
    /// # Errors
    /// 412 with the current version, when the caller has seen another one.
    pub fn check(self, current: i64) -> Result<(), Problem> {
        if self.0 == current { Ok(()) } else { Err(Problem::stale(current)) }
    }
}

pub(crate) fn value(version: i64) -> HeaderValue {
    HeaderValue::try_from(format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"0\""))
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let unreadable =
            || Problem::malformed("bad_if_match", "版本号无法识别。", "If-Match must be one version in quotes, such as \"3\".");
        let Some(value) = extract::only(&parts.headers, header::IF_MATCH).map_err(|_| unreadable())? else {
            return Err(Problem::new(
                StatusCode::PRECONDITION_REQUIRED,
                "if_match_required",
                Text::fixed("请刷新页面后再操作（缺少版本号 If-Match）。", "Reload and try again (If-Match with the version is required)."),
            ));
        };
        let text = value.to_str().unwrap_or_default().trim();
        text.strip_prefix("W/")
            .unwrap_or(text)
            .strip_prefix('"')
            .and_then(|t| t.strip_suffix('"'))
            .and_then(|t| t.parse().ok())
            .map(Self)
            .ok_or_else(unreadable)
    }
}
