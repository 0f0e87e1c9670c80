//! Logs: one JSON line per request and per fault, on standard error. No password, token or phone number is ever a field.

use tracing_subscriber::{EnvFilter, layer::SubscriberExt, util::SubscriberInitExt};

/// Installs the subscriber. `STEWARD_LOG` (such as `info,steward::request=debug`) filters.
pub fn install() {
    let filter = EnvFilter::builder().with_env_var("STEWARD_LOG").from_env_lossy();
    let filter = if filter.to_string().is_empty() { EnvFilter::new("info") } else { filter };
    let layer = tracing_subscriber::fmt::layer().json().flatten_event(true).with_writer(std::io::stderr);
    // A second call (tests) keeps the first subscriber.
    let _ = tracing_subscriber::registry().with(filter).with(layer).try_init();
}
