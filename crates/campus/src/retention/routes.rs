//! `/retention`.

use axum::extract::State;
use kernel::{Db, Grant, Page, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Rules, dto::RetentionView, service::Retention};
use crate::permissions::ViewPolicies;

pub fn routes(db: &Db, rules: Rules) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list)).with_state(Retention::new(db.clone(), rules))
}

/// What is kept how long: the days that hold, the floor below which they cannot be set, its source, and what went last. Days are set as
/// policy values.
#[utoipa::path(get, path = "/retention", operation_id = "retention_list", tag = "campus",
    responses((status = 200, body = Page<RetentionView>)), extensions(("x-permission" = json!(ViewPolicies::INFO.key))))]
async fn list(grant: Grant<ViewPolicies>, State(retention): State<Retention>) -> Result<Reply<Page<RetentionView>>> {
    retention.list(&grant).await.map(Reply::ok)
}
