//! `/policies`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    dto::{PolicyValue, PolicyView, SetPolicy},
    service::Policies,
};
use crate::permissions::{SetPolicies, ViewPolicies};

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(set)).routes(routes!(history)).with_state(Policies::new(db.clone()))
}

/// The school's rules and numbers with what holds today.
#[utoipa::path(get, path = "/policies", operation_id = "policy_list", tag = "campus",
    responses((status = 200, body = Page<PolicyView>)), extensions(("x-permission" = json!(ViewPolicies::INFO.key))))]
async fn list(grant: Grant<ViewPolicies>, State(policies): State<Policies>) -> Result<Reply<Page<PolicyView>>> {
    policies.list(&grant).await.map(Reply::ok)
}

/// Sets a rule or number from today or a day to come. `If-Match` is `"0"` for one that was never set.
#[utoipa::path(put, path = "/policies/{key}", operation_id = "policy_set", tag = "campus", params(("key" = String, Path)),
    request_body = SetPolicy, responses((status = 200, body = PolicyView)),
    extensions(("x-permission" = json!(SetPolicies::INFO.key)), ("x-if-match" = json!(true))))]
async fn set(
    grant: Grant<SetPolicies>,
    State(policies): State<Policies>,
    Path(key): Path<String>,
    seen: IfMatch,
    Json(body): Json<SetPolicy>,
) -> Result<Reply<PolicyView>> {
    policies.set(&grant, &key, seen, body).await
}

/// What changed when: every value that was set for a key, newest first.
#[utoipa::path(get, path = "/policies/{key}/history", operation_id = "policy_history", tag = "campus", params(("key" = String, Path)),
    responses((status = 200, body = Page<PolicyValue>)), extensions(("x-permission" = json!(ViewPolicies::INFO.key))))]
async fn history(
    grant: Grant<ViewPolicies>,
    State(policies): State<Policies>,
    Path(key): Path<String>,
) -> Result<Reply<Page<PolicyValue>>> {
    policies.history(&grant, &key).await.map(Reply::ok)
}
