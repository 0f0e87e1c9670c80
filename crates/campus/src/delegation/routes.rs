//! `/delegations`, `/me/delegations`, `/people/{id}/delegations`.

use axum::extract::State;
use kernel::{Db, Grant, IfMatch, Json, Page, Path, Permission, Query, Reply, Result};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{
    dto::{Delegate, DelegationView, ListDelegations},
    service::Delegations,
};
use crate::permissions::{DecideDelegations, OwnDelegations};

pub fn routes(db: &Db) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(delegate))
        .routes(routes!(decide))
        .routes(routes!(end))
        .with_state(Delegations::new(db.clone()))
}

/// Who stands in for whom, newest first: one's own, and everybody's for whoever sees people.
#[utoipa::path(get, path = "/delegations", operation_id = "delegation_list", tag = "campus", params(ListDelegations),
    responses((status = 200, body = Page<DelegationView>)), extensions(("x-permission" = json!(OwnDelegations::INFO.key))))]
async fn list(
    grant: Grant<OwnDelegations>,
    State(delegations): State<Delegations>,
    Query(query): Query<ListDelegations>,
) -> Result<Reply<Page<DelegationView>>> {
    delegations.list(&grant, &query).await.map(Reply::ok)
}

/// Lets somebody stand in for oneself.
#[utoipa::path(post, path = "/me/delegations", operation_id = "delegation_make", tag = "campus", request_body = Delegate,
    responses((status = 201, body = DelegationView)), extensions(("x-permission" = json!(OwnDelegations::INFO.key))))]
async fn delegate(
    grant: Grant<OwnDelegations>,
    State(delegations): State<Delegations>,
    Json(body): Json<Delegate>,
) -> Result<Reply<DelegationView>> {
    let me = grant.person()?;
    delegations.make(&grant, me, body).await
}

/// Decides who stands in for somebody who cannot say so himself.
#[utoipa::path(post, path = "/people/{id}/delegations", operation_id = "delegation_decide", tag = "campus", params(("id" = Uuid, Path)),
    request_body = Delegate, responses((status = 201, body = DelegationView)),
    extensions(("x-permission" = json!(DecideDelegations::INFO.key))))]
async fn decide(
    grant: Grant<DecideDelegations>,
    State(delegations): State<Delegations>,
    Path(id): Path<Uuid>,
    Json(body): Json<Delegate>,
) -> Result<Reply<DelegationView>> {
    delegations.make(&grant, id, body).await
}

/// Ends a delegation before its last day: whoever handed it over, to whom it was handed, or the principal.
#[utoipa::path(post, path = "/delegations/{id}/end", operation_id = "delegation_end", tag = "campus", params(("id" = Uuid, Path)),
    responses((status = 200, body = DelegationView)), extensions(("x-permission" = json!(OwnDelegations::INFO.key)), ("x-if-match" = json!(true))))]
async fn end(
    grant: Grant<OwnDelegations>,
    State(delegations): State<Delegations>,
    Path(id): Path<Uuid>,
    seen: IfMatch,
) -> Result<Reply<DelegationView>> {
    delegations.end(&grant, id, seen).await
}
