//! Bodies of writes: read whole within the limit, hashed for idempotency, then handed on. Files are handed on as they come.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};

use crate::{Problem, Result, Text, limits::MAX_JSON_BYTES};

/// SHA-256 of the request body.
#[derive(Debug, Clone)]
pub struct BodyHash(pub Vec<u8>);

/// How bodies are taken.
#[derive(Debug, Clone, Copy)]
pub struct Bodies {
    /// Longest a client may take to send one.
    pub slowest: Duration,
    /// Paths whose POST takes a file (`*` stands for one segment): it is not read here. Its operation limits, hashes and keeps it
    /// ([`crate::Grant::for_body`]).
    pub files_at: &'static [&'static str],
}

/// Whether a path is this one; `*` stands for any one segment.
pub(super) fn fits(pattern: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(want), Some(part)) if want == part || (want == "*" && !part.is_empty()) => {}
            _ => return false,
        }
    }
}

/// So much of a body that is too large is read and dropped: a client still sending when the connection closes sees no answer.
const SWALLOWED_BYTES: usize = 8 * MAX_JSON_BYTES;

/// Reads the body of a write before anything else looks at it.
pub async fn buffer_body(State(bodies): State<Bodies>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    if *request.method() == Method::POST && bodies.files_at.iter().any(|pattern| fits(pattern, request.uri().path())) {
        return hand_on(bodies, request, next).await;
    }
    let (mut parts, body) = request.into_parts();
    // What is announced as monstrous is not waited for.
    if usize::try_from(body.size_hint().lower()).is_ok_and(|announced| announced > MAX_JSON_BYTES + SWALLOWED_BYTES) {
        return too_large().into_response();
    }
    let bytes = match tokio::time::timeout(bodies.slowest, collect(body)).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(problem)) => return problem.into_response(),
        Err(_) => return too_slow().into_response(),
    };
    parts.extensions.insert(BodyHash(Sha256::digest(&bytes).to_vec()));
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

/// Lets the operation read the body itself, and reads on where a refusal left off, so that the client sees the answer.
async fn hand_on(bodies: Bodies, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let shared = Shared(Arc::new(Mutex::new(body)));
    let response = next.run(Request::from_parts(parts, Body::new(shared.clone()))).await;
    // A client that goes on for ever is left alone.
    let _ = tokio::time::timeout(bodies.slowest, swallow(shared)).await;
    response
}

async fn swallow(mut rest: Shared) {
    let mut seen = 0;
    while let Some(Ok(frame)) = rest.frame().await {
        seen += frame.data_ref().map_or(0, Bytes::len);
        if seen > SWALLOWED_BYTES {
            return;
        }
    }
}

/// A body that is read by one and then, where that one stopped, by another.
#[derive(Clone)]
struct Shared(Arc<Mutex<Body>>);

impl HttpBody for Shared {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<std::result::Result<http_body::Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).poll_frame(cx)
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
    }
}

async fn collect(mut body: Body) -> Result<Vec<u8>> {
    let (mut kept, mut seen) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Problem::malformed("broken_body", "内容没有收完整。", "The body did not arrive whole."))?;
        let Ok(data) = frame.into_data() else { continue };
        seen += data.len();
        if seen <= MAX_JSON_BYTES {
            kept.extend_from_slice(&data);
        } else if seen > MAX_JSON_BYTES + SWALLOWED_BYTES {
            break;
        }
    }
    if seen > MAX_JSON_BYTES { Err(too_large()) } else { Ok(kept) }
}

fn too_large() -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", Text::fixed("内容超过 1 MB。", "The body is larger than 1 MB."))
}

fn too_slow() -> Problem {
    Problem::new(StatusCode::REQUEST_TIMEOUT, "too_slow", Text::fixed("发送太慢，请重试。", "The body came too slowly; try again."))
}
