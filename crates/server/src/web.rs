//! The built frontend: hashed assets for a year, everything else always asked for anew, and the page itself for every address
//! that is no file.

use std::path::Path;

use axum::{
    Router,
    extract::Request,
    http::{HeaderName, HeaderValue, Uri, header},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
};
use kernel::Problem;
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

/// What the page may load: itself, and nothing from anywhere else.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; \
     font-src 'self'; media-src 'self' blob:; manifest-src 'self'; worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Serves the folder. The API is not here: unknown addresses below `/api` stay problems.
pub(crate) fn routes(dir: &Path) -> Router {
    let files = ServeDir::new(dir).precompressed_br().precompressed_gzip().append_index_html_on_directories(true);
    let index = ServeFile::new(dir.join("index.html")).precompressed_br().precompressed_gzip();
    let page = move |request: Request| {
        let (files, index) = (files.clone(), index.clone());
        async move {
            let path = request.uri().path().to_owned();
            if path.starts_with("/api/") || path.starts_with("/health/") {
                return Problem::not_found().into_response();
            }
            let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
            let served = if is_file || path == "/" { files.oneshot(request).await } else { index.oneshot(at_root(request)).await };
            served.map_or_else(|error| match error {}, IntoResponse::into_response)
        }
    };
    Router::new().fallback(page).layer(from_fn(headers))
}

fn at_root(mut request: Request) -> Request {
    *request.uri_mut() = Uri::from_static("/");
    request
}

async fn headers(request: Request, next: Next) -> Response {
    let immutable = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        return response;
    }
    let cache = if immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(HeaderName::from_static("permissions-policy"), HeaderValue::from_static("camera=(self), microphone=(), geolocation=()"));
    response
}
