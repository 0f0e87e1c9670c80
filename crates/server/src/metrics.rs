//! Figures for Prometheus, on an address of their own and never on the public one: what they tell is nobody's business there (ADR 0014).
//! Labels are routes, never addresses as they were typed.

use std::{net::SocketAddr, sync::Arc, time::Instant};

use anyhow::Context;
use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    http::header,
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};
use kernel::{Db, http::Load};
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusRecorder};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::Config;

/// Upper ends of the classes of a request's duration, in seconds: around what people notice.
const SECONDS: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0];

/// The figures of one server. Clones share them; nothing is global, so servers of one process count apart.
#[derive(Clone)]
pub(crate) struct Metrics(Arc<Inner>);

struct Inner {
    recorder: PrometheusRecorder,
    listener: std::sync::Mutex<Option<TcpListener>>,
    address: SocketAddr,
    db: Db,
    load: Load,
}

impl Metrics {
    /// Opens the address of the settings; `None` when no metrics are wanted.
    ///
    /// # Errors
    /// When the address cannot be opened.
    pub(crate) async fn of(config: &Config, db: &Db, load: &Load) -> anyhow::Result<Option<Self>> {
        let Some(wanted) = config.server.metrics_listen else { return Ok(None) };
        let listener = TcpListener::bind(wanted).await.with_context(|| format!("cannot listen on {wanted} for metrics"))?;
        let builder = PrometheusBuilder::new();
        let builder = builder.set_buckets_for_metric(Matcher::Full("http_request_duration_seconds".into()), &SECONDS)?;
        let address = listener.local_addr()?;
        let recorder = builder.build_recorder();
        let listener = std::sync::Mutex::new(Some(listener));
        Ok(Some(Self(Arc::new(Inner { recorder, listener, address, db: db.clone(), load: load.clone() }))))
    }

    /// Serves them until told to stop; answers where.
    pub(crate) fn serve(self, stop: CancellationToken) -> anyhow::Result<SocketAddr> {
        let address = self.0.address;
        let listener = self.0.listener.lock().ok().and_then(|mut listener| listener.take()).context("the metrics are served already")?;
        let app = Router::new().route("/metrics", get(show)).with_state(self);
        tokio::spawn(axum::serve(listener, app).with_graceful_shutdown(async move { stop.cancelled().await }).into_future());
        Ok(address)
    }

    fn told(&self) -> String {
        metrics::with_local_recorder(&self.0.recorder, || {
            gauge!("steward_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
            let (readers, writers) = self.0.db.connections_in_use();
            gauge!("db_connections_in_use", "pool" => "read").set(f64::from(readers));
            gauge!("db_connections_in_use", "pool" => "write").set(f64::from(writers));
            // Turned away before they are a request like others: counted here alone.
            counter!("http_requests_turned_away_total").absolute(self.0.load.turned_away());
        });
        let handle = self.0.recorder.handle();
        handle.run_upkeep();
        handle.render()
    }
}

async fn show(State(metrics): State<Metrics>) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], metrics.told()).into_response()
}

/// Counts a request from its arrival to its answer.
pub(crate) async fn count(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let in_hand = InHand::of(&metrics);
    // The pattern of the route: ids and codes are no labels. Pages and what is nowhere are one.
    let route = request.extensions().get::<MatchedPath>().map_or("other", |path| path.as_str()).to_owned();
    let response = next.run(request).await;
    drop(in_hand);
    let labels = [("method", method.to_string()), ("route", route), ("status", response.status().as_u16().to_string())];
    metrics::with_local_recorder(&metrics.0.recorder, || {
        counter!("http_requests_total", &labels).increment(1);
        histogram!("http_request_duration_seconds", &labels).record(began.elapsed().as_secs_f64());
    });
    response
}

/// A request that is being answered; a client that leaves gives it back as well.
struct InHand(Metrics);

impl InHand {
    fn of(metrics: &Metrics) -> Self {
        metrics::with_local_recorder(&metrics.0.recorder, || gauge!("http_requests_in_hand").increment(1.0));
        Self(metrics.clone())
    }
}

impl Drop for InHand {
    fn drop(&mut self) {
        metrics::with_local_recorder(&self.0.0.recorder, || gauge!("http_requests_in_hand").decrement(1.0));
    }
}
