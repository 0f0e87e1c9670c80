//! The address that the browser shows.

use axum::http::{HeaderMap, header};

/// From the browser's own word (`Origin`), where it is the one at which the request arrived.
pub(crate) fn of(headers: &HeaderMap) -> Option<&str> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = text(header::ORIGIN)?;
    let (_, host) = origin.split_once("://")?;
    text(header::HOST).is_some_and(|at| at.eq_ignore_ascii_case(host)).then_some(origin)
}
