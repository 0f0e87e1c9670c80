//! Traces, for schools that have a collector: one span a request, sent in batches by OTLP over HTTP. Without the setting nothing of this
//! runs. Spans say what the metrics say, a request at a time: the pattern of the route, never an address as it was typed, and nothing
//! about the person. A collector that is away costs spans, and no request waits for it.

use std::{sync::Arc, time::Duration};

use anyhow::Context as _;
use axum::{
    extract::{MatchedPath, Request, State},
    http::Uri,
    middleware::Next,
    response::Response,
};
use opentelemetry::{
    Context, KeyValue,
    trace::{Span, SpanKind, Status, Tracer, TracerProvider},
};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::{
    Resource,
    trace::{Sampler, SdkTracer, SdkTracerProvider},
};

use crate::Config;

/// Longest that the collector may take for one batch.
const SLOWEST: Duration = Duration::from_secs(5);

/// The traces of one server. Clones share them; nothing is global.
#[derive(Clone)]
pub(crate) struct Traces {
    provider: Arc<SdkTracerProvider>,
    tracer: SdkTracer,
}

impl Traces {
    /// What the settings want; `None` when they want none.
    ///
    /// # Errors
    /// When the address is none of a collector in the house.
    pub(crate) fn of(config: &Config) -> anyhow::Result<Option<Self>> {
        let Some(wanted) = &config.server.traces_to else { return Ok(None) };
        let endpoint = endpoint(wanted)?;
        let exporter = SpanExporter::builder()
            .with_http()
            .with_protocol(Protocol::HttpJson)
            .with_endpoint(endpoint)
            .with_timeout(SLOWEST)
            .with_headers(std::collections::HashMap::new())
            .build()
            .context("server.traces_to")?;
        let resource = Resource::builder_empty()
            .with_service_name("steward")
            .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
            .build();
        let provider =
            SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).with_sampler(Sampler::AlwaysOn).build();
        let tracer = provider.tracer("steward");
        Ok(Some(Self { provider: Arc::new(provider), tracer }))
    }

    /// Sends what is left. It waits for the collector, so it stands aside of the runtime.
    pub(crate) async fn end(self) {
        let ended = tokio::task::spawn_blocking(move || self.provider.shutdown_with_timeout(SLOWEST)).await;
        if let Ok(Err(error)) = ended {
            tracing::warn!(target: "steward::start", cause = %error, "the last spans did not reach the collector");
        }
    }
}

/// The address that spans are sent to: of a collector in the house, which knows how to go on from there.
fn endpoint(wanted: &str) -> anyhow::Result<String> {
    let uri: Option<Uri> = wanted.trim().parse().ok();
    let uri = uri.filter(|uri| uri.scheme_str() == Some("http") && uri.host().is_some() && uri.query().is_none());
    let uri = uri.with_context(|| {
        format!("server.traces_to must be the address of an OTLP collector, such as http://127.0.0.1:4318, not {wanted}")
    })?;
    let base = wanted.trim().trim_end_matches('/');
    Ok(if uri.path() == "/" { format!("{base}/v1/traces") } else { base.to_owned() })
}

/// A span from a request's arrival to its answer.
pub(crate) async fn span(State(traces): State<Traces>, request: Request, next: Next) -> Response {
    let method = request.method().to_string();
    let route = request.extensions().get::<MatchedPath>().map_or("other", |path| path.as_str()).to_owned();
    let builder = traces
        .tracer
        .span_builder(format!("{method} {route}"))
        .with_kind(SpanKind::Server)
        .with_attributes([KeyValue::new("http.request.method", method), KeyValue::new("http.route", route)]);
    let mut span = traces.tracer.build_with_context(builder, &Context::new());
    let response = next.run(request).await;
    let status = response.status();
    span.set_attribute(KeyValue::new("http.response.status_code", i64::from(status.as_u16())));
    // The way from a span to the line of the log, which says more.
    if let Some(id) = response.headers().get("x-request-id").and_then(|id| id.to_str().ok()) {
        span.set_attribute(KeyValue::new("steward.request_id", id.to_owned()));
    }
    if status.is_server_error() {
        span.set_status(Status::error(""));
    }
    span.end();
    response
}

#[cfg(test)]
mod tests {
    use super::endpoint;

    #[test]
    fn a_collector_is_named_with_or_without_the_path_of_traces() {
        assert_eq!(endpoint("http://127.0.0.1:4318").unwrap(), "http://127.0.0.1:4318/v1/traces");
        assert_eq!(endpoint("http://127.0.0.1:4318/").unwrap(), "http://127.0.0.1:4318/v1/traces");
        assert_eq!(endpoint("http://collector.lan/otlp/v1/traces").unwrap(), "http://collector.lan/otlp/v1/traces");
        for wrong in ["", "127.0.0.1:4318", "https://collector.lan", "grpc://collector.lan", "http://c.lan?x=1"] {
            assert!(endpoint(wrong).is_err(), "{wrong}");
        }
    }
}
