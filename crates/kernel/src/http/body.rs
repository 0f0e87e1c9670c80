//! Bodies of writes: read whole within the limit, hashed for idempotency, then handed on.

use axum::{
    body::Body,
    extract::Request,
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use sha2::{Digest, Sha256};

use crate::{Problem, Text, limits::MAX_JSON_BYTES};

/// SHA-256 of the request body.
#[derive(Debug, Clone)]
pub struct BodyHash(pub Vec<u8>);

/// Longest a client may take to send a body.
const SLOWEST_BODY: std::time::Duration = std::time::Duration::from_secs(20);

/// Reads the body of a write before anything else looks at it.
pub async fn buffer_body(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let read = tokio::time::timeout(SLOWEST_BODY, Limited::new(body, MAX_JSON_BYTES).collect()).await;
    let bytes = match read {
        Ok(Ok(collected)) => collected.to_bytes(),
        Ok(Err(error)) if error.is::<LengthLimitError>() => return too_large().into_response(),
        Ok(Err(_)) => return Problem::malformed("broken_body", "内容没有收完整。", "The body did not arrive whole.").into_response(),
        Err(_) => return too_slow().into_response(),
    };
    parts.extensions.insert(BodyHash(Sha256::digest(&bytes).to_vec()));
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

fn too_large() -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", Text::fixed("内容超过 1 MB。", "The body is larger than 1 MB."))
}

fn too_slow() -> Problem {
    Problem::new(StatusCode::REQUEST_TIMEOUT, "too_slow", Text::fixed("发送太慢，请重试。", "The body came too slowly; try again."))
}
