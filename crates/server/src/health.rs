//! `/health/live` and `/health/ready`: up or down, and nothing else.

use axum::{Router, extract::State, routing::get};
use kernel::{Db, Reply, Result};

pub(crate) fn routes(db: &Db) -> Router {
    Router::new().route("/health/live", get(live)).route("/health/ready", get(ready)).with_state(db.clone())
}

fn up() -> Reply<serde_json::Value> {
    Reply::ok(serde_json::json!({ "status": "ok" }))
}

async fn live() -> Reply<serde_json::Value> {
    up()
}

async fn ready(State(db): State<Db>) -> Result<Reply<serde_json::Value>> {
    db.ping().await?;
    Ok(up())
}
