//! The outermost layer: limits, the spawned task in which writes run to their end, Problems into bytes, security headers, and
//! one log line per request.

use std::{net::SocketAddr, sync::Arc, time::Instant};

use axum::{
    body::HttpBody,
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;

use super::{RequestContext, context::Waiting, log_path};
use crate::{
    Gate, Ids, Lang, Problem, Text,
    limits::{MAX_HEADER_BYTES, MAX_URL_BYTES},
};

/// What the edge needs besides the request.
#[derive(Clone)]
pub struct EdgeState {
    pub gate: Gate,
    pub ids: Ids,
}

/// Wraps every request. Outermost, so that nothing answers past it.
pub async fn edge(State(state): State<EdgeState>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let lang = Lang::negotiate(request.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()));
    let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let method = request.method().clone();
    let id = state.ids.next().to_string();
    let shown = log_path::for_log(request.uri().path(), request.extensions());
    let context = Arc::new(RequestContext::new(id, lang, request.uri().path().to_owned(), address));
    request.extensions_mut().insert(context.clone());
    request.extensions_mut().insert(state.gate);

    let response = match over_limits(&request) {
        Some(problem) => problem.into_response(),
        None => run(request, next, &context).await,
    };
    finish(response, &context, &method, &shown, started)
}

/// Writes run in a task of their own: a client that leaves does not stop them half way (long ones may ask
/// [`RequestContext::client_gone`]). A panic ends the request, not the process.
async fn run(request: Request, next: Next, context: &Arc<RequestContext>) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let work = std::panic::AssertUnwindSafe(next.run(request)).catch_unwind();
    // A client that leaves drops this future, and with it the guard, while the work still runs.
    let _waiting = Waiting(context.clone());
    let done = if reads { work.await } else { tokio::spawn(work).await.unwrap_or_else(|join| Err(Box::new(join.to_string()))) };
    done.unwrap_or_else(|panic| {
        let message = panic.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned());
        Problem::internal(format!("panic: {}", message.unwrap_or_default())).into_response()
    })
}

fn over_limits(request: &Request) -> Option<Problem> {
    let target = request.uri().path_and_query().map_or(0, |p| p.as_str().len());
    if target > MAX_URL_BYTES {
        return Some(Problem::new(
            StatusCode::URI_TOO_LONG,
            "url_too_long",
            Text::fixed("网址超过 8 KB。", "The address is longer than 8 KB."),
        ));
    }
    let headers: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    (headers > MAX_HEADER_BYTES).then(|| {
        Problem::new(
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            "headers_too_large",
            Text::fixed("请求头超过 32 KB。", "The request headers are larger than 32 KB."),
        )
    })
}

/// The answer to an address that is none of ours.
pub async fn no_route() -> Problem {
    Problem::not_found()
}

fn finish(response: Response, context: &RequestContext, method: &Method, shown_path: &str, started: Instant) -> Response {
    let mut response = as_problem(response, context);
    secure(response.headers_mut(), context.id());
    if response.status() == StatusCode::METHOD_NOT_ALLOWED && method == Method::OPTIONS {
        response.headers_mut().remove(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    }
    tracing::info!(
        target: "steward::request",
        request_id = context.id(),
        method = %method,
        path = shown_path,
        status = response.status().as_u16(),
        permission = context.log_operation(),
        actor = context.log_actor(),
        queries = context.queries(),
        bytes = response.body().size_hint().exact().unwrap_or_default(),
        ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
    );
    response
}

/// Renders a Problem left by a handler, and turns whatever else is an error (the framework's own 404, 405, 415 …) into one.
fn as_problem(mut response: Response, context: &RequestContext) -> Response {
    let status = response.status();
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if status.is_client_error() || status.is_server_error() => foreign(&response),
        None => return response,
    };
    if let Some(cause) = problem.cause() {
        tracing::error!(target: "steward::failure", request_id = context.id(), code = problem.code(), cause = cause.for_log());
    }
    let mut rendered = problem.render(context.lang(), context.path(), context.id());
    for name in [header::ALLOW, header::SET_COOKIE] {
        for value in response.headers().get_all(&name) {
            rendered.headers_mut().append(name.clone(), value.clone());
        }
    }
    rendered
}

fn foreign(response: &Response) -> Problem {
    match response.status() {
        StatusCode::NOT_FOUND => Problem::not_found(),
        StatusCode::METHOD_NOT_ALLOWED => Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method_not_allowed",
            Text::fixed("这个地址不支持这种操作。", "This address does not support that method."),
        ),
        status => Problem::new(status, "refused", Text::fixed("请求没有被接受。", "The request was not accepted.")),
    }
}

/// Headers of every answer. Pages set their own policy before; the API has nothing that may load or be framed.
pub(super) fn secure(headers: &mut HeaderMap, request_id: &str) {
    if let Ok(value) = HeaderValue::try_from(request_id) {
        headers.insert(HeaderName::from_static("x-request-id"), value);
    }
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
