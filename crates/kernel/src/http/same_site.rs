//! Cookies are sent by every site's forms; a write by cookie must prove that our own page made it.

use axum::http::{HeaderMap, StatusCode, header, request::Parts};

use crate::{Problem, Result, Text, extract};

/// Refuses a write that a foreign page may have caused: it needs JSON or our header, and an `Origin` (when sent) of this host.
///
/// # Errors
/// 403 `cross_site`.
pub fn require_same_site(parts: &Parts) -> Result<()> {
    let headers = &parts.headers;
    let ours = extract::is_json(headers) || headers.contains_key("x-steward");
    let fetch_site = text(headers, "sec-fetch-site");
    let foreign_fetch = fetch_site.is_some_and(|site| !matches!(site, "same-origin" | "none"));
    if ours && !foreign_fetch && origin_is_ours(headers) {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "cross_site",
        Text::fixed("请求来自别的网站，已拒绝。", "The request came from another site and was refused."),
    ))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|v| v.to_str().ok())
}

fn origin_is_ours(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let Some(host) = text(headers, header::HOST.as_str()) else { return false };
    let Ok(origin) = origin.to_str() else { return false };
    origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")).is_some_and(|o| o.eq_ignore_ascii_case(host))
}
