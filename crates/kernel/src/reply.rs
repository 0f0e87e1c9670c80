//! What a use case answers: status, body and version. A write's reply is stored beside its idempotency key.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::{Problem, etag};

/// A success. `version` becomes the `ETag`.
#[derive(Debug, Clone)]
pub struct Reply<T> {
    pub status: StatusCode,
    pub version: Option<i64>,
    pub body: Option<T>,
}

impl<T> Reply<T> {
    pub const fn ok(body: T) -> Self {
        Self { status: StatusCode::OK, version: None, body: Some(body) }
    }

    pub const fn created(body: T) -> Self {
        Self { status: StatusCode::CREATED, version: None, body: Some(body) }
    }

    #[must_use]
    pub const fn version(mut self, version: i64) -> Self {
        self.version = Some(version);
        self
    }
}

impl<T> Reply<T> {
    /// The same answer around another body.
    pub fn map<U>(self, into: impl FnOnce(T) -> U) -> Reply<U> {
        Reply { status: self.status, version: self.version, body: self.body.map(into) }
    }
}

impl Reply<()> {
    /// 204: done, nothing to say.
    pub const fn none() -> Self {
        Self { status: StatusCode::NO_CONTENT, version: None, body: None }
    }
}

/// A reply as bytes: what was sent, or what is sent again.
#[derive(Debug, Clone)]
pub struct StoredReply {
    pub status: StatusCode,
    pub version: Option<i64>,
    pub body: Vec<u8>,
}

impl<T: Serialize> Reply<T> {
    pub(crate) fn to_stored(&self) -> Result<StoredReply, Problem> {
        let body = match &self.body {
            Some(body) => serde_json::to_vec(body).map_err(Problem::internal)?,
            None => Vec::new(),
        };
        Ok(StoredReply { status: self.status, version: self.version, body })
    }
}

impl IntoResponse for StoredReply {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        if self.status != StatusCode::NO_CONTENT {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        if let Some(version) = self.version {
            headers.insert(header::ETAG, etag::value(version));
        }
        response
    }
}

impl<T: Serialize> IntoResponse for Reply<T> {
    fn into_response(self) -> Response {
        match self.to_stored() {
            Ok(stored) => stored.into_response(),
            Err(problem) => problem.into_response(),
        }
    }
}
